import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Cities, organisations and working groups are asked to an event as countries are, and who speaks for them names people.
struct MemberCallTests {
    /// A network with the city Split, a partner and a working group, each with somebody who acts for it and has an account.
    private struct Field {
        let network: NetworkWorld
        let city: City.ID
        let organisation: Organisation.ID
        let group: WorkingGroup.ID
        let contact: TestAccount
        let partner: TestAccount
        let chair: TestAccount
        let member: TestAccount

        var world: World { network.world }
        var site: TestSite { network.site }
        var event: Event.ID { world.event }
        var invitations: String { "/events/\(event)/registration/invitations" }
        var behalfs: [Behalf] {
            [
                Behalf(kind: .city, code: city.description),
                Behalf(kind: .organisation, code: organisation.description),
                Behalf(kind: .workingGroup, code: group.description),
            ]
        }

        func call(_ behalf: Behalf) -> String { PostWay.page(of: behalf, in: event) }

        init(_ site: TestSite) async throws {
            let network = try await NetworkWorld(site)
            let world = network.world
            var fields = RegistrationRuleFields()
            fields.channels = Set(RegistrationChannel.allCases)
            fields.work = .rolling
            try await RegistrationOperations.keepRule(try await world.visit(world.organiser), world.event, fields)
            let environment = site.environment
            let made = try await site.database.write { tx in
                let (work, maker) = (Work(tx, environment), WorldMaker(environment: environment))
                func appoint(_ name: String, _ role: MandateRole, _ holder: MandateHolder) throws -> TestAccount {
                    let account = try maker.addAccount(tx, name, "\(role.rawValue)@example.org")
                    let person = try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(givenName: name, familyName: "Act", email: account.email, country: "AT"))
                    #expect(try AccountWriting(tx).link(account.id, to: person))
                    try MandateOperations.appointIn(
                        work,
                        MandateFields(
                            role: role, holder: holder.description,
                            programme: holder.group.map { _ in world.programme }, person: person, since: "2023-01-01"
                        ).cleaned)
                    return account
                }
                let (city, contact) = try maker.addCity(tx, "Split", in: world.programme)
                let organisation = try DirectoryOperations.createOrganisationIn(
                    work, OrganisationFields(name: "Port Authority", country: "HR").cleaned)
                _ = try MemberOperations.joinIn(
                    work, world.programme,
                    MemberFields(member: "organisation:\(organisation)", role: .partner, since: "2020").cleaned)
                let group = try WorkingGroupOperations.createIn(
                    work, world.programme, WorkingGroupFields(title: "Water safety", since: "2023-01-01").cleaned)
                return (
                    city: city, organisation: organisation, group: group, contact: contact,
                    partner: try appoint("Paula", .programmeOfficer, .organisation(organisation)),
                    chair: try appoint("Carla", .groupChair, .group(group)),
                    member: try appoint("Mona", .groupMember, .group(group))
                )
            }
            self.network = network
            (city, organisation, group) = (made.city, made.organisation, made.group)
            (contact, partner, chair, member) = (made.contact, made.partner, made.chair, made.member)
        }

        /// Invites all three, and sends it.
        func ask() async throws {
            let visit = try await world.visit(world.organiser)
            _ = try await InvitationOperations.invite(visit, event, behalfs.map { InvitationFields(target: $0) })
            try await InvitationOperations.send(visit, event)
        }
    }

    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    @Test(arguments: TestEngine.allCases)
    func `an organiser chooses a city, a partner and a group of the programme, and each of them names somebody`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let organiser = await field.world.browser(field.world.organiser)
            let form = try await organiser.get(field.invitations)
            #expect(form.contains("Split") && form.contains("Port Authority") && form.contains("Water safety"))
            for behalf in field.behalfs {
                #expect(try await organiser.post(field.invitations, ["member": behalf.description]).status == 303)
            }
            let listed = try await organiser.get(field.invitations)
            #expect(listed.contains("Split") && !listed.contains("so that they cannot be told"))
            #expect(try await organiser.post("\(field.invitations)/sending", [:]).status == 303)
            let acting = [field.contact, field.partner, field.chair]
            for (behalf, account) in zip(field.behalfs, acting) {
                let browser = await field.world.browser(account)
                let own = try await browser.get("/my-countries").location
                #expect(own == "/my-countries/\(PercentCoding.encode(behalf.description))")
                let page = try await browser.get(own ?? "")
                #expect(page.contains("Nominate people, or say that nobody comes"), "\(behalf)")
                #expect(try await browser.get("/today").contains(own ?? "-"))
                let name = "Named by \(behalf.kind.rawValue)"
                let sent = try await browser.post(
                    "\(field.call(behalf))/nominations",
                    ["given-name": "Ana", "family-name": name, "mode": "in-person"])
                #expect(sent.location?.hasPrefix(field.call(behalf)) ?? false, "\(behalf)")
                #expect(try await browser.get(field.call(behalf)).contains(name))
            }
            let named = try await site.database.read { [event = field.event] in
                try NominationStore($0).nominations(of: event)
            }
            #expect(Set(named.map(\.behalf)) == Set(field.behalfs))
            #expect(named.allSatisfy { $0.mandate != nil && $0.state == .submitted })
            let registered = try await site.database.read { [event = field.event] in
                try RegistrationStore($0).active(in: event)
            }
            #expect(registered.map(\.city).sorted() == ["", "", "Split"])
            #expect(registered.map(\.workingGroup).sorted() == ["", "", "Water safety"])
            // A city's and a partner's people are of its country unless told; a group has none.
            let countries = Dictionary(uniqueKeysWithValues: named.map { ($0.behalf.kind, $0.fields.country) })
            #expect(countries[.city] == "HR" && countries[.organisation] == "HR")
            #expect(countries[.workingGroup] == .some(nil))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who acts for another has nothing there, and a member of the group may name people too`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            try await field.ask()
            let (city, group) = (field.behalfs[0], field.behalfs[2])
            let partner = await field.world.browser(field.partner)
            for path in ["/my-countries/\(PercentCoding.encode(city.segment))", field.call(city)] {
                #expect(try await partner.get(path).status == 404, "\(path)")
            }
            #expect(try await partner.post("\(field.call(city))/nominations", ["family-name": "A"]).status == 404)
            let member = await field.world.browser(field.member)
            #expect(
                try await member.post("\(field.call(group))/nominations", ["family-name": "Own", "country": "LV"])
                    .status == 303)
            #expect(try await member.get(field.call(group)).contains("as member of the working group"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a city and a group that are called otherwise keep their invitation and their people`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            try await field.ask()
            for (behalf, account) in zip(field.behalfs, [field.contact, field.partner, field.chair]) {
                let browser = await field.world.browser(account)
                try await browser.post("\(field.call(behalf))/nominations", ["family-name": "Stays \(behalf.kind)"])
            }
            let (city, group) = (field.city, field.group)
            try await site.database.write { [environment = site.environment] tx in
                try tx.execute("UPDATE city SET name = 'Spalato' WHERE id = \(city)")
                let known = try WorkingGroupStore(tx).group(group)
                var fields = WorkingGroupFields(known)
                fields.title = "Safe water"
                try WorkingGroupStore(tx).update(group, fields, now: environment.now(), tx)
            }
            let organiser = await field.world.browser(field.world.organiser)
            let page = try await organiser.get(field.invitations)
            #expect(page.contains("Spalato") && page.contains("Safe water") && !page.contains("Split"))
            let contact = await field.world.browser(field.contact)
            #expect(try await contact.get(field.call(field.behalfs[0])).contains("Stays city"))
            #expect(try await contact.get("/cities/\(city)").contains(field.call(field.behalfs[0])))
            #expect(try await !organiser.get("/cities/\(city)").contains(field.call(field.behalfs[0])))
            let shown = try await organiser.get("/programmes/\(field.world.programme)/groups/\(group)")
            #expect(shown.contains("Invited to") && shown.contains("Cross-sector workshop"))
            let chair = await field.world.browser(field.chair)
            #expect(
                try await chair.get("/programmes/\(field.world.programme)/groups/\(group)")
                    .contains(field.call(field.behalfs[2])))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a name that the programme does not have is refused, and one that it has is the city's id`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let field = try await Field(site)
            let api = try await field.world.api(field.world.organiser)
            let path = "/api/v1/events/\(field.event)/invitations"
            let wrong = try await api.send(.post, path, ["kind": "city", "target": "Atlantis"])
            #expect(wrong.status == 422)
            let right = try await api.send(.post, path, ["kind": "city", "target": "split"])
            #expect(right.status == 201 && right.text("target") == field.city.description)
            let group = try await api.send(.post, path, ["kind": "working-group", "target": "Water safety"])
            #expect(group.status == 201 && group.text("target") == field.group.description)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the mail goes to the city's contact, the partner's officer and the group's chair, each to their own page`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let field = try await Field(site)
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET starts_on = '2024-02-01', ends_on = '2024-02-02'")
            }
            try await Post.run(site.services)
            try await field.ask()
            let mails = try await Self.mails(site)
            #expect(
                Set(mails.map(\.address))
                    == ["petra@example.org", "programme-officer@example.org", "working-group-chair@example.org"])
            for (behalf, account) in zip(field.behalfs, [field.contact, field.partner, field.chair]) {
                let text = try #require(mails.first { $0.address == account.email }?.text)
                #expect(text.contains(field.call(behalf)), "\(behalf)")
            }
            // Without a chair all that are in the group are asked.
            let group = field.behalfs[2]
            try await site.database.write { [event = field.event] tx in
                try tx.execute("UPDATE mandate SET state = 'suspended' WHERE role = 'working-group-chair'")
                let record = try EventStore(tx).event(event)
                let asked = try PostStore(tx).holders(of: group, in: record, on: "2023-11-29").map(\.address)
                #expect(asked == ["working-group-member@example.org"])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the invitation of a country without focal point and alternate goes to the head of its home region`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let field = try await Field(site)
            let world = field.world
            let region = try await site.database.write { [environment = site.environment] tx in
                try tx.execute("UPDATE event SET starts_on = '2024-02-01', ends_on = '2024-02-02'")
                let work = Work(tx, environment)
                let region = try #require(try RegionStore(tx).regions().first?.id)
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: region, country: "SI", since: "2020-01-01", until: nil, remark: nil, isHome: true), tx)
                let person = try DirectoryOperations.createPersonIn(
                    work,
                    PersonFields(givenName: "Greta", familyName: "Head", email: world.stranger.email, country: "SI"))
                #expect(try AccountWriting(tx).link(world.stranger.id, to: person))
                try MandateOperations.appointIn(
                    work,
                    MandateFields(role: .head, holder: "region:\(region)", person: person, since: "2023-01-01").cleaned)
                return region
            }
            let visit = try await world.visit(world.organiser)
            _ = try await InvitationOperations.invite(visit, world.event, [InvitationFields(target: .country("SI"))])
            let organiser = await world.browser(world.organiser)
            let warned = try await organiser.get(field.invitations)
            #expect(warned.contains("head of the secretariat of their region instead: Slovenia"))
            try await Post.run(site.services)
            try await InvitationOperations.send(visit, world.event)
            let mails = try await Self.mails(site)
            #expect(mails.map(\.address) == [world.stranger.email])
            #expect(mails.first?.subject.contains("Slovenia") ?? false)
            #expect(mails.first?.text.contains("/my-regions/\(region)") ?? false)
            let head = await world.browser(world.stranger)
            let page = try await head.get("/my-regions/\(region)")
            #expect(page.contains("id=\"vacant\"") && page.contains("These invitations came to you"))
            #expect(try await head.get("/today").contains("1 invitation of a country that has nobody to answer it"))
            // Who is appointed since is the one to answer.
            try await site.database.write { [environment = site.environment] tx in
                _ = try WorldMaker(environment: environment).addFocalPoint(tx, "Sana", "sana@example.org", of: "SI")
            }
            #expect(try await !head.get("/my-regions/\(region)").contains("id=\"vacant\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what an older database invited by name goes on as the programme's city, and stays words where it means none`(
        engine: TestEngine
    ) async throws {
        try await engine.withLocation { location in
            let place = try #require(Migrations.all.firstIndex { $0.id == "0077-invited-members" })
            let before = try await Database.open(location, migrations: Array(Migrations.all.prefix(place)))
            let environment = Environment.test(TestClock(), seed: 1, ordersIds: false)
            let made = try await before.write { tx in
                let maker = WorldMaker(environment: environment)
                try maker.addDirectory(tx)
                let account = try maker.addAccount(tx, "Oskar Plan", "oskar@example.org")
                let programme = try maker.addProgramme(tx, "Network", organiser: account.id)
                let event = try maker.addEvent(tx, programme, code: "ZGRB")
                let (city, _) = try maker.addCity(tx, "Split", in: programme)
                let group: WorkingGroup.ID = environment.id()
                try WorkingGroupStore(tx).insert(
                    group, WorkingGroupFields(title: "Water safety", since: "2023-01-01"), in: programme, now: 0, tx)
                for (kind, name) in [(Behalf.Kind.city, "Split"), (.city, "Atlantis"), (.workingGroup, "Water safety")]
                {
                    _ = try InvitationStore.insert(
                        environment.id(), in: event, InvitationFields(target: Behalf(kind: kind, code: name)), now: 0,
                        tx)
                }
                return (event: event, city: city, group: group)
            }
            await before.close()
            let database = try await Database.open(location, migrations: Migrations.all)
            let asked = try await database.read { try InvitationStore($0).invitations(of: made.event).map(\.target) }
            #expect(
                Set(asked) == [
                    Behalf(kind: .city, code: made.city.description), Behalf(kind: .city, code: "Atlantis"),
                    Behalf(kind: .workingGroup, code: made.group.description),
                ])
            await database.close()
        }
    }

    private struct Mail: Sendable {
        let address: String
        let subject: String
        let text: String
    }

    /// What goes out once the pause is over.
    private static func mails(_ site: TestSite) async throws -> [Mail] {
        try await Post.run(site.services)
        site.clock.advance(seconds: 601)
        try await Post.run(site.services)
        return try await site.database.read { reading in
            try reading.all("SELECT * FROM outgoing_mail WHERE kind LIKE 'invitation%' ORDER BY address").map { row in
                Mail(address: try row.get("address"), subject: try row.get("subject"), text: try row.get("text"))
            }
        }
    }
}
