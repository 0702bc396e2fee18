import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Whose a registration is, where an address, a nominator or a guest says something else.
struct RegistrationOwnerTests {
    /// An event to which Croatia and Belgium are asked, each with a focal point; its days are in February, now it is November.
    private struct Field {
        let room: RegistrationWorld
        let croatia: Mandate.ID
        let belgium: Mandate.ID

        var site: TestSite { room.site }
        var event: Event.ID { room.event }

        init(_ site: TestSite, days: (String, String) = ("2024-02-01", "2024-02-02")) async throws {
            let room = try await RegistrationWorld(site)
            let event = room.event
            (croatia, belgium) = try await site.database.write { [environment = site.environment] tx in
                try tx.execute("UPDATE event SET starts_on = \(days.0), ends_on = \(days.1), marking = 'CLEAR'")
                let work = Work(tx, environment)
                let desk = try RegistrationDesk(event, work)
                _ = try InvitationOperations.inviteIn(
                    desk, ["HR", "BE"].map { InvitationFields(target: .country($0)).cleaned })
                try InvitationOperations.sendIn(desk)
                func appoint(_ country: String) throws -> Mandate.ID {
                    let person = try DirectoryOperations.createPersonIn(
                        work, PersonFields(givenName: "Focal", familyName: country, country: country))
                    return try MandateOperations.appointIn(
                        work,
                        MandateFields(
                            role: .focalPoint, holder: "country:\(country)", person: person, since: "2023-01-01"
                        ).cleaned)
                }
                return (try appoint("HR"), try appoint("BE"))
            }
            self.room = room
        }

        func fields(_ name: String, _ email: String?, given: String = "Luka") -> NominationFields {
            var fields = NominationFields()
            (fields.givenName, fields.familyName, fields.email, fields.sector) = (given, name, email, "health")
            return fields
        }

        @discardableResult
        func nominate(_ country: String, _ fields: NominationFields) async throws -> RegistrationRecord {
            let right = RegistrationRight.mandate(country == "HR" ? croatia : belgium)
            return try await room.desk {
                try $0.submit($0.nominate(.country(country), fields, by: right), by: right)
            }
        }

        func replace(_ nomination: Nomination.ID?, _ fields: NominationFields, _ country: String) async throws
            -> RegistrationRecord
        {
            let right = RegistrationRight.mandate(country == "HR" ? croatia : belgium)
            let id = try #require(nomination)
            return try await room.desk { desk in
                let new = try desk.replace(id, with: fields, by: right)
                return try #require(try desk.store.registration(of: new))
            }
        }

        /// A correction by a focal point, or by an organiser. - Returns: the registration of who comes after it.
        func correct(_ nomination: Nomination.ID?, _ fields: NominationFields, _ country: String?) async throws
            -> RegistrationRecord
        {
            let right = country.map { RegistrationRight.mandate($0 == "HR" ? croatia : belgium) } ?? .organiser
            let id = try #require(nomination)
            return try await room.desk { desk in
                let new = try desk.change(id, fields, by: right)
                return try #require(try desk.store.registration(of: new))
            }
        }

        func withdraw(_ record: RegistrationRecord) async throws {
            try await room.desk { _ = try $0.withdraw($0.registration(record.id), reason: "", by: .own) }
        }

        func link(_ record: RegistrationRecord) async throws -> String {
            let record = try await room.record(record.id)
            return try await site.database.write { [environment = site.environment] tx in
                let key = try tx.installationKey(environment)
                return "/r/" + RegistrationLink.token(record.id, generation: record.tokenGeneration, key: key)
            }
        }

        func all() async throws -> [RegistrationRecord] {
            let event = event
            return try await site.database.read { try RegistrationStore($0).registrations(of: event) }
        }
    }

    // MARK: Nominators

    @Test(arguments: TestEngine.allCases)
    func `who withdrew for one country is not taken over by another that types their address`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let luka = field.fields("Moric", "luka@example.org")
            let first = try await field.nominate("BE", luka)
            let link = try await field.link(first)
            try await field.withdraw(first)
            // By replacing, and by naming anew.
            let other = try await field.nominate("HR", field.fields("Drugi", "drugi@example.org", given: "Ivo"))
            let taken = try await field.replace(other.nomination, luka, "HR")
            #expect(taken.id != first.id && taken.state == .complete && taken.country == "HR")
            let left = try await field.room.record(first.id)
            #expect(left.state == .withdrawn && left.country == "BE" && left.nomination == first.nomination)
            #expect(try await site.browser().get(link).contains("You have withdrawn."))
            try await field.withdraw(taken)
            let named = try await field.nominate("BE", field.fields("Moric", "other@example.org"))
            try await field.withdraw(named)
            let anew = try await field.nominate("HR", field.fields("Moric", "other@example.org"))
            #expect(anew.id != named.id && anew.id != first.id)
            #expect(try await field.link(anew) != field.link(named))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is named again by the same country goes on with their registration and a new link`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let luka = field.fields("Moric", "luka@example.org")
            let first = try await field.nominate("HR", luka)
            let link = try await field.link(first)
            try await field.room.desk { desk in
                var passed = try desk.registration(first.id)
                passed.passed = 1
                try RegistrationStore.update(passed, now: desk.now, desk.tx)
            }
            try await field.withdraw(first)
            let again = try await field.nominate("HR", luka)
            #expect(again.id == first.id && again.tokenGeneration == 2 && again.passed == 0)
            #expect(try await site.browser().get(link).status == 410)
            #expect(try await site.browser().get(field.link(again)).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `another country that names somebody with a person's address does not keep the person away`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            try await site.database.write { [environment = site.environment] tx in
                _ = try DirectoryOperations.createPersonIn(
                    Work(tx, environment),
                    PersonFields(givenName: "Ani", familyName: "Peeters", email: "ani@example.org", country: "BE"))
            }
            let fake = try await field.nominate("HR", field.fields("Invented", "ani@example.org"))
            #expect(fake.state == .complete && fake.person == nil)
            let own = try await field.nominate("BE", field.fields("Peeters", "ani@example.org", given: "Ani"))
            #expect(own.id != fake.id && own.state == .complete && own.email == "ani@example.org")
            let left = try await field.room.record(fake.id)
            #expect(left.email == nil && left.tokenGeneration == 2 && left.state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a nominator's correction to another address is a replacement, whose link leads to nothing of before`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let first = try await field.nominate("HR", field.fields("Moric", "luka@example.org"))
            let link = try await field.link(first)
            let new = try await field.correct(first.nomination, field.fields("Moric", "mine@example.org"), "HR")
            #expect(new.id != first.id && new.state == .complete && new.rank == first.rank && new.lot == first.lot)
            #expect(new.participant != first.participant && new.person != first.person)
            #expect(try await field.room.record(first.id).state == .withdrawn)
            #expect(try await site.browser().get(link).contains("You have withdrawn."))
            #expect(try await site.journal().contains("registration.substitution"))
            // Also in two steps, without an address in between.
            let bare = try await field.correct(new.nomination, field.fields("Moric", nil), "HR")
            #expect(bare.id != new.id)
            // A name that is spelt in another way stays theirs; a wholly other one at the address of an office does not.
            let spelt = try await field.nominate("BE", field.fields("Janssens", "office@example.org"))
            let same = try await field.correct(spelt.nomination, field.fields("Jansens", "office@example.org"), "BE")
            #expect(same.id == spelt.id && same.familyName == "Jansens" && same.tokenGeneration == 1)
            let colleague = field.fields("Peeters", "office@example.org", given: "An")
            let other = try await field.correct(same.nomination, colleague, "BE")
            #expect(other.id != same.id && other.state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser corrects an address, whose owner gets a link of their own; never to one that comes already`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let first = try await field.nominate("HR", field.fields("Moric", "lucka@example.org"))
            try await field.nominate("BE", field.fields("Janssens", "j@example.org"))
            let link = try await field.link(first)
            await expectRefusal(.alreadyRegistered) {
                _ = try await field.correct(first.nomination, field.fields("Moric", "j@example.org"), nil)
            }
            let same = try await field.correct(first.nomination, field.fields("Moric", "luka@example.org"), nil)
            #expect(same.id == first.id && same.tokenGeneration == 2)
            #expect(try await site.browser().get(link).status == 410)
            var other = same.fields
            (other.givenName, other.familyName, other.email) = ("Ana", "Horvat", "ana@example.org")
            let told = other.cleaned
            await expectRefusal(.somebodyElse) {
                try await field.room.desk { _ = try $0.tell($0.registration(same.id), told, by: .organiser) }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who waits and takes another's place leaves no nomination behind`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            try await field.room.desk { desk in
                let all = QuotaRecord(
                    desk.work.environment.id(), SeatQuota(label: "all", attribute: nil, seats: 1), until: nil)
                try QuotaStore.keep([all], of: desk.event, now: desk.now, desk.tx)
            }
            let seated = try await field.nominate("HR", field.fields("Prvi", "p@example.org"))
            let waiting = try await field.nominate("HR", field.fields("Drugi", "d@example.org"))
            let stranger = try await field.nominate("BE", field.fields("Janssens", "j@example.org"))
            #expect(waiting.state == .waitlisted && stranger.state == .waitlisted)
            await expectRefusal(.alreadyRegistered) {
                _ = try await field.replace(seated.nomination, field.fields("Janssens", "j@example.org"), "HR")
            }
            let taken = try await field.replace(seated.nomination, field.fields("Drugi", "d@example.org"), "HR")
            #expect(taken.id == waiting.id && taken.state == .complete && taken.tokenGeneration == 1)
            let event = field.event
            let open = try await site.database.read {
                try NominationStore($0).open(in: event, behalf: .country("HR")).map(\.id)
            }
            #expect(open == [try #require(taken.nomination)])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a nominator's file puts people into no region but the country's own`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let regions = try await site.database.write { tx in
                let home = Set(try RegionStore(tx).memberships().filter { $0.country == "HR" }.map(\.region))
                let regions = try RegionStore(tx).regions().filter { !home.contains($0.id) }
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: regions[0].id, country: "HR", since: "2020-01-01", until: nil, remark: nil,
                        isHome: true), tx)
                return regions
            }
            let text = """
                family-name,email,region
                Own,own@example.org,\(regions[0].code)
                Chosen,chosen@example.org,\(regions[1].code)
                """
            func take(_ right: RegistrationRight) async throws -> NominationCounts {
                try await field.room.desk { desk in
                    let upload = TableUpload(Array(text.utf8), name: "n.csv", isTrial: false)
                    let file = try FieldImport<NominationRow>(upload, options: [:], most: 10)
                    return try NominationFiles.takeIn(
                        desk, file, behalf: .country("HR"), isTrial: false, by: right)
                }
            }
            let counts = try await take(.mandate(field.croatia))
            #expect(counts.added == 1 && counts.leftOut.count == 1)
            #expect(try await field.all().map(\.region) == [regions[0].id])
            // An organiser says in which.
            #expect(try await take(.organiser).added == 1)
            #expect(try await field.all().map(\.region) == [regions[0].id, regions[1].id])
        }
    }

    // MARK: Guests

    @Test(arguments: TestEngine.allCases)
    func `a guest who types the address of somebody who withdrew changes nothing of theirs`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let (world, path) = (field.room.world, "/e/\(field.room.world.code)/registration")
            let member = await world.browser(world.facilitator)
            try await member.post(path, ["given-name": "Fatima", "family-name": "Lead", "list-consent": "1"])
            let own = try #require(try await field.all().first)
            #expect(own.state == .complete && own.account != nil)
            try await field.withdraw(own)
            let guest = site.browser()
            let email = try #require(own.email)
            let twin: KeyValuePairs<String, String> = [
                "given-name": "Evil", "family-name": "Twin", "email": email, "list-consent": "1",
            ]
            #expect(try await guest.post(path, twin).contains("hand you your link"))
            let left = try await field.room.record(own.id)
            #expect(left.state == .withdrawn && left.name == "Fatima Lead")
            let typed = try #require(try await field.all().last)
            #expect(typed.id != own.id && typed.state == .pending && typed.confirmedAt == nil && typed.account == nil)
            #expect(typed.movedBackAt != nil, "at the end, as who comes back")
            // What a guest typed keeps the owner of the address from nothing.
            try await member.post(path, ["given-name": "Fatima", "family-name": "Lead"])
            let back = try await field.all().filter(\.isActive)
            #expect(back.map(\.name) == ["Fatima Lead"] && back.first?.state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country names whom a guest has typed, and the link of before opens nothing`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let path = "/e/\(field.room.world.code)/registration"
            #expect(
                try await site.browser().post(path, ["family-name": "X", "email": "luka@example.org"]).contains(
                    "hand you your link"))
            let typed = try #require(try await field.all().first)
            let link = try await field.link(typed)
            let named = try await field.nominate("HR", field.fields("Moric", "luka@example.org"))
            #expect(named.state == .complete && named.channel == .nomination && named.confirmedAt == nil)
            #expect(try await field.all().count == 1)
            #expect(try await site.browser().get(link).status == 410)
        }
    }

    // MARK: The last day

    @Test(arguments: TestEngine.allCases)
    func `from the last day on who does not come asks for it, and who was there stays in the lists`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site, days: ("2023-12-01", "2023-12-02"))
            let came = try await field.nominate("HR", field.fields("Prvi", "p@example.org"))
            let absent = try await field.nominate("HR", field.fields("Drugi", "d@example.org"))
            site.clock.advance(days: 3)
            let seat = try #require(came.participant)
            let now = site.clock.now
            try await site.database.write { try Presence.arrive(seat, now: now, $0) }
            for record in [came, absent] {
                try await field.withdraw(record)
                let asking = try await field.room.record(record.id)
                #expect(asking.state == .complete && asking.wish == .withdrawal)
            }
            await expectRefusal(.registrationFrozen) {
                _ = try await field.replace(came.nomination, field.fields("Treci", "t@example.org"), "HR")
            }
            await expectRefusal(.registrationFrozen) {
                let (id, right) = (try #require(came.nomination), RegistrationRight.mandate(field.croatia))
                try await field.room.desk { try $0.withdraw(id, by: right) }
            }
            for act in [RegistrationDesk.withdrawing, RegistrationDesk.unseating] {
                await expectRefusal(.hasCome) { try await field.room.desk { try act($0, $0.registration(came.id)) } }
            }
            #expect(try await field.room.seat(came)?.state == .present)
            try await field.room.desk { try $0.answerWish($0.registration(absent.id), isGranted: true) }
            #expect(try await field.room.record(absent.id).state == .withdrawn)
        }
    }

    // MARK: Order, and the clock

    @Test
    func `of two who come late in the same moment the lower number is first`() throws {
        let rule = RegistrationRule()
        let orders = [10, 9, 2].map { number in
            RegistrationOrder(
                RegistrationStanding(
                    number: number, class: 2, rank: 1, lot: "", submittedAt: 1_700_000_000_000, movedBackAt: nil), rule)
        }
        #expect(orders.sorted().map(\.id) == ["2", "9", "10"])
        #expect(orders.map(\.tie).sorted() == orders.sorted().map(\.tie), "in the files too")
    }

    @Test(arguments: TestEngine.allCases)
    func `an event whose rule cannot be read keeps no other's offers from running out`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, offerHours: 1, quotas: [.total(1)])
            let maker = WorldMaker(environment: site.environment)
            let (first, rule) = (seats.event, try await seats.rule())
            let other = try await site.database.write { [environment = site.environment] tx -> Event.ID in
                let programme = try EventStore(tx).event(first).programme
                let other = try maker.addEvent(tx, programme, code: "OTHER")
                try RegistrationStore.keep(rule, of: other, now: environment.now(), tx)
                let quota = SeatQuota(label: "total", attribute: nil, seats: 1)
                try QuotaStore.keep(
                    [QuotaRecord(environment.id(), quota, until: nil)], of: other, now: environment.now(), tx)
                for event in [first, other] {
                    let desk = try RegistrationDesk(event, Work(tx, environment))
                    var fields = RegistrationFields()
                    fields.familyName = "Asked"
                    let record = try desk.register(
                        fields.cleaned, .init(channel: .nomination), by: .organiser, placing: false)
                    try desk.offer(try desk.wait(record))
                }
                return other
            }
            site.clock.advance(seconds: 3_700)
            let now = site.clock.now
            let due = try await site.database.read { try QuotaStore($0).due(at: now) }
            #expect(Set(due) == [first, other])
            let broken = due[0]
            try await site.database.write {
                try $0.execute("UPDATE registration_rule SET work = 'no such' WHERE event_id = \(broken)")
            }
            await #expect(throws: (any Error).self) { try await seats.turnClock() }
            #expect(try await site.database.read { try QuotaStore($0).due(at: now) } == [broken])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who goes to the room leaves a place online, which is given on`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let quotas = [
                SeatQuota(label: "room", attribute: nil, seats: 1, mode: "in-person"),
                SeatQuota(label: "online", attribute: nil, seats: 1, mode: "online"),
            ]
            let seats = try await SeatWorld(site, quotas: quotas) { $0.mode = .hybrid }
            try await seats.desk { desk in
                for (name, mode) in [("Room", AttendanceMode.inPerson), ("Far", .online), ("Next", .online)] {
                    var fields = RegistrationFields()
                    (fields.familyName, fields.mode) = (name, mode)
                    try desk.register(fields.cleaned, .init(channel: .nomination), by: .organiser)
                }
            }
            let far = try await seats.record("Far")
            _ = try await seats.desk { try $0.changeMode(far, to: .inPerson, by: .organiser) }
            #expect(try await seats.names(.waitlisted) == "Next")
            try await seats.withdraw("Room")
            #expect(try await seats.record("Far").mode == .inPerson)
            #expect(try await seats.names(.complete) == "Far Next")
        }
    }

    // MARK: Mandates of today

    @Test(arguments: TestEngine.allCases)
    func `whose mandate has ended reads the files no more, and who holds it now does`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(1)])
            let stranger = seats.world.stranger
            let mandate = try await seats.appoint(stranger, for: "HR")
            try await seats.desk { desk in
                var told = NominationFields()
                told.familyName = "First"
                _ = try desk.submit(desk.nominate(.country("HR"), told, by: .organiser), by: .organiser)
            }
            let browser = await seats.world.browser(stranger)
            let path = "/events/\(seats.event)/registration/check"
            #expect(try await browser.get("\(path)/requests.csv").status == 200)
            try await site.database.write {
                try $0.execute("UPDATE mandate SET until = '2023-11-29' WHERE id = \(mandate)")
            }
            for file in ["", "/requests.csv", "/result.json"] {
                #expect(try await browser.get("\(path)\(file)").status == 404, "\(file)")
            }
        }
    }
}

extension RegistrationDesk {
    fileprivate static let withdrawing: @Sendable (RegistrationDesk, RegistrationRecord) throws -> Void = {
        try $0.withdraw($1, reason: "", by: .organiser)
    }
    fileprivate static let unseating: @Sendable (RegistrationDesk, RegistrationRecord) throws -> Void = {
        try $0.unseat($1, reason: "By mistake")
    }
}

extension SeatWorld {
    /// Whoever has the account speaks for a country.
    @discardableResult
    func appoint(_ account: TestAccount, for country: String) async throws -> Mandate.ID {
        try await site.database.write { [environment = site.environment] tx in
            let work = Work(tx, environment)
            let person = try DirectoryOperations.createPersonIn(
                work, PersonFields(givenName: account.name, familyName: country, country: country))
            #expect(try AccountWriting(tx).link(account.id, to: person))
            return try MandateOperations.appointIn(
                work,
                MandateFields(role: .focalPoint, holder: "country:\(country)", person: person, since: "2023-01-01")
                    .cleaned)
        }
    }

    func rule() async throws -> RegistrationRule {
        let event = event
        return try await site.database.read { try RegistrationStore($0).requireRule(of: event) }
    }
}
