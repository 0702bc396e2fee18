import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let memberScenarios = """
    GET    /directory/cities                                                     keepers
    GET    /directory/cities/new                                                 keepers
    POST   /directory/cities                                                     keepers  422
    GET    /directory/cities/:city                                               keepers
    POST   /directory/cities/:city                                               keepers  422
    POST   /directory/cities/:city/retirement                                    keepers  303
    POST   /directory/cities/:city/return                                        keepers  303
    GET    /cities/:city                                                         accounts
    GET    /api/v1/cities                                                        accounts
    POST   /api/v1/cities                                                        keepers  422
    PUT    /api/v1/cities/:city                                                  keepers  422
    PUT    /api/v1/cities/:city/retirement                                       keepers
    DELETE /api/v1/cities/:city/retirement                                       keepers
    POST   /directory/organisations/:organisation/place                          keepers  303
    PUT    /api/v1/organisations/:organisation/place                             keepers
    GET    /programmes/:programme/members                                        programme
    GET    /programmes/:programme/members/new                                    owners
    POST   /programmes/:programme/members                                        owners  422
    GET    /programmes/:programme/members/import                                 owners
    POST   /programmes/:programme/members/import                                 owners  422
    GET    /programmes/:programme/members/export/:format                         programme
    GET    /programmes/:programme/members/:member                                programme
    POST   /programmes/:programme/members/:member                                owners  422
    POST   /programmes/:programme/members/:member/role                           owners  422
    POST   /programmes/:programme/members/:member/ending                         owners  422
    POST   /programmes/:programme/parent                                         owners  303
    GET    /programmes/:programme/public                                         everyone  404
    POST   /programmes/:programme/public                                         owners  303
    POST   /programmes/:programme/public/ending                                  owners  303
    GET    /api/v1/programmes/:programme/members                                 programme
    POST   /api/v1/programmes/:programme/members                                 owners  422
    GET    /api/v1/programmes/:programme/mandates                                programme
    GET    /api/v1/programmes/:programme/members/:member                         programme
    PUT    /api/v1/programmes/:programme/members/:member                         owners  422
    POST   /api/v1/programmes/:programme/members/:member/ending                  owners  422
    POST   /api/v1/programmes/:programme/members/:member/role                    owners  422
    GET    /api/v1/programmes/:programme/member-file                             programme
    POST   /api/v1/programmes/:programme/member-file                             owners  422
    PUT    /api/v1/programmes/:programme/parent                                  owners
    PUT    /api/v1/programmes/:programme/public-page                             owners  422
    """

let memberRows = """
    city /api/v1/cities name=Zagreb country=HR locode=HRZAG timeZone=Europe/Zagreb
    member /api/v1/programmes/:programme/members kind=country ref=SI role=member since=2018
    """

/// Who belongs to a programme, from when to when. It is 29 November 2023.
struct MemberTests {
    /// A programme with cities that may belong to it.
    struct Office {
        let world: World
        let cities: [City.ID]

        var site: TestSite { world.site }
        var programme: Programme.ID { world.programme }
        var path: String { "/programmes/\(programme)/members" }

        init(_ site: TestSite) async throws {
            let world = try await site.world(seats: 0)
            self.world = world
            cities = try await site.database.write { [environment = site.environment] tx in
                try (1...16).map { number in
                    try CityOperations.createIn(
                        Work(tx, environment),
                        CityFields(
                            name: "City \(number)", country: number % 2 == 0 ? "HR" : "BE", timeZone: "Europe/Zagreb"
                        ).cleaned)
                }
            }
        }

        func fields(
            _ member: String, _ role: MemberRole = .member, since: String, until: String? = nil, note: String = ""
        )
            -> MemberFields
        {
            MemberFields(member: member, role: role, since: since, until: until, note: note)
        }

        @discardableResult
        func join(_ fields: MemberFields) async throws -> Member.ID {
            try await MemberOperations.join(try await world.visit(world.organiser), programme, fields)
        }

        func members(on day: String?) async throws -> [MemberRecord] {
            try await site.database.read { [programme] in try MemberStore($0).members(of: programme, on: day) }
        }

        /// What is wrong at a field; nothing where it is stored.
        func fault(_ fields: MemberFields, at field: String) async throws -> String? {
            do {
                try await join(fields)
                return nil
            } catch let refusal as Refusal {
                return refusal.fields[field]?.string() ?? ""
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `six cities found it in 2018, by January 2021 it has thirteen members and three partners`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            for city in office.cities[0..<6] {
                try await office.join(office.fields("city:\(city)", .founding, since: "2018"))
            }
            for (number, city) in office.cities[6..<13].enumerated() {
                try await office.join(office.fields("city:\(city)", since: number < 4 ? "2019-05" : "2020-11-23"))
            }
            for city in office.cities[13..<16] {
                try await office.join(office.fields("city:\(city)", .strategicPartner, since: "2021-01"))
            }
            #expect(try await office.members(on: "2017-12-31").isEmpty)
            #expect(try await office.members(on: "2018-12-31").count == 6)
            let later = try await office.members(on: "2021-01-31")
            #expect(later.count { $0.role.isMember } == 13 && later.count { $0.role == .strategicPartner } == 3)
            let api = try await office.world.api(office.world.organiser)
            let reply = try await api.send(.get, "/api/v1\(office.path)?on=2018-12-31&limit=100")
            #expect(reply.items.count == 6 && reply.items.allSatisfy { $0["role"] as? String == "founding" })
            let browser = await office.world.browser(office.world.organiser)
            let page = try await browser.get("\(office.path)?on=2021-01-31")
            #expect(page.contains("13 members") && page.contains("3 strategic partners"))
            let before = try await browser.get("\(office.path)?on=2018-12-31")
            #expect(before.contains("6 members") && before.contains("10 that do not belong to it on this day"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a time that overlaps another of the same member is refused with both`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            try await office.join(office.fields("country:SI", .partner, since: "2018", until: "2021", note: "late"))
            let fault = try await office.fault(office.fields("country:SI", since: "2020-12-31"), at: "since")
            #expect(
                fault?.contains("2018") == true && fault?.contains("2021") == true
                    && fault?.contains("31 December 2020") == true)
            #expect(try await office.fault(office.fields("country:SI", since: "2021-01-01"), at: "since") == nil)
            // A city and its country may both belong to it.
            #expect(
                try await office.fault(office.fields("city:\(office.cities[0])", since: "2018"), at: "since") == nil)
            #expect(try await office.fault(office.fields("country:BE", since: "2018"), at: "since") == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a time of no day is refused, one that is over needs a reason`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            #expect(
                try await office.fault(office.fields("country:SI", since: "2020", until: "2020-01-01"), at: "until")
                    != nil)
            #expect(
                try await office.fault(office.fields("country:SI", since: "2020", until: "2019"), at: "until") != nil)
            let over = office.fields("country:SI", since: "2020", until: "2022")
            #expect(try await office.fault(over, at: "note")?.isEmpty == false)
            var told = over
            told.note = "Found in the minutes of 2022"
            #expect(try await office.fault(told, at: "note") == nil)
            #expect(try await office.fault(office.fields("country:XX", since: "2020"), at: "member")?.isEmpty == false)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a partner becomes a member: the one time ends as the other begins`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let first = try await office.join(office.fields("country:SI", .partner, since: "2019"))
            let browser = await office.world.browser(office.world.organiser)
            let page = try await browser.post(
                "\(office.path)/\(first)/role", ["role": "member", "since": "2022-03-01"])
            #expect(page.status == 303)
            #expect(try await office.members(on: "2022-02-28").map(\.role) == [.partner])
            #expect(try await office.members(on: "2022-03-01").map(\.role) == [.member])
            #expect(try await office.members(on: nil).count == 2)
            // On the day on which it began, the role is corrected: there is no time of no day.
            let second = try #require(try await office.members(on: "2022-03-01").first)
            try await MemberOperations.changeRole(
                try await office.world.visit(office.world.organiser), office.programme, second.id, to: .founding,
                since: "2022-03-01")
            #expect(try await office.members(on: nil).count == 2)
            #expect(try await office.members(on: "2022-03-01").map(\.role) == [.founding])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who left may come back, and a day to come shows what is planned`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let id = try await office.join(office.fields("country:SI", since: "2018"))
            let visit = try await office.world.visit(office.world.organiser)
            try await MemberOperations.end(visit, office.programme, id, until: "2020-06", note: "Left")
            try await office.join(office.fields("country:SI", since: "2022"))
            try await office.join(office.fields("country:AT", since: "2030"))
            #expect(try await office.members(on: "2019-12-31").count == 1)
            #expect(try await office.members(on: "2021-01-01").isEmpty)
            #expect(try await office.members(on: "2031-01-01").count == 2)
            let page = try await office.world.browser(office.world.organiser).get("\(office.path)?on=2031-01-01")
            #expect(page.contains("As planned for 1 January 2031: 2 members"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a member keeps the name of the day on which it joined`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let id = try await office.join(office.fields("city:\(office.cities[0])", since: "2018"))
            let visit = try await office.world.visit(office.world.organiser)
            try await CityOperations.change(
                visit, office.cities[0], CityFields(name: "Newtown", country: "BE", timeZone: "Europe/Brussels"))
            let browser = await office.world.browser(office.world.organiser)
            let list = try await browser.get(office.path)
            #expect(list.contains("City 1"))
            let page = try await browser.get("\(office.path)/\(id)")
            #expect(page.contains("City 1") && page.contains("Newtown"))
            #expect(try await office.members(on: nil).map(\.name) == ["City 1"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organisation that became another one says so, keeps its members' names, and its people go along`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let visit = try await office.world.visit(office.world.organiser)
            let old = try await DirectoryOperations.createOrganisation(visit, OrganisationFields(name: "Old Institute"))
            let new = try await DirectoryOperations.createOrganisation(visit, OrganisationFields(name: "New Institute"))
            try await office.join(office.fields("organisation:\(old)", since: "2018"))
            let browser = await office.world.browser(office.world.organiser)
            let path = "/directory/organisations/\(old)/place"
            let nowhere = try await browser.post(path, ["successor": "Nobody", "ended-on": "2022-01-01"])
            #expect(nowhere.status == 422 && nowhere.contains("There is no organisation of this name"))
            let done = try await browser.post(
                path, ["successor": "new institute", "ended-on": "2022-01-01", "moves-people": "1"])
            #expect(done.status == 303)
            let page = try await browser.get("/directory/organisations/\(old)")
            #expect(page.contains("New Institute") && page.contains("1 January 2022"))
            #expect(try await browser.get("/directory/organisations/\(new)").contains("Old Institute"))
            #expect(try await office.members(on: nil).map(\.name) == ["Old Institute"])
            let back = try await browser.post(
                "/directory/organisations/\(new)/place", ["successor": "Old Institute", "ended-on": "2023-01-01"])
            #expect(back.status == 422, "it cannot have become what it was before")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whom an organiser does not see stays in the old organisation`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let world = office.world
            let visit = try await world.visit(world.organiser)
            let new = try await DirectoryOperations.createOrganisation(visit, OrganisationFields(name: "New Institute"))
            let (old, people) = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let people = try [VisibleTo.organisers, .nobody].map { choice in
                    let id = try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(
                            givenName: "P", familyName: choice.rawValue, country: "SI", organisation: "Old Institute"))
                    try PersonAccountOperations.chooseIn(work, id, choice)
                    return id
                }
                return (try #require(try PersonStore(tx).person(people[0]).organisation), people)
            }
            func homes() async throws -> [Organisation.ID?] {
                try await site.database.read { reading in
                    try people.map { try PersonStore(reading).person($0).organisation }
                }
            }
            let fields = OrganisationPlaceFields(
                successor: new.description, endedOn: "2023-01-01", movesPeople: true)
            try await OrganisationPlaceOperations.set(visit, old, fields)
            #expect(try await homes() == [new, old])
            try await OrganisationPlaceOperations.set(try await world.visit(world.administrator), old, fields)
            #expect(try await homes() == [new, new])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an end that is corrected in ends the member's mandates in the programme too`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let (world, visit) = (office.world, try await office.world.visit(office.world.organiser))
            let id = try await office.join(office.fields("country:SI", since: "2018"))
            let (here, everywhere) = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let person = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Stan", familyName: "Ger", country: "SI"))
                func appoint(in programme: Programme.ID?) throws -> Mandate.ID {
                    try MandateOperations.appointIn(
                        work,
                        MandateFields(
                            role: .focalPoint, holder: "country:SI", programme: programme, person: person,
                            since: "2020-01-01"
                        ).cleaned)
                }
                return (try appoint(in: world.programme), try appoint(in: nil))
            }
            try await MemberOperations.correct(
                visit, world.programme, id,
                MemberFields(member: "country:SI", role: .member, since: "2018", until: "2023-06", note: "told late"))
            let ends = try await site.database.read { reading in
                try [here, everywhere].map { try MandateStore(reading).mandate($0).until }
            }
            #expect(ends == ["2023-06-01", nil])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a programme without members says so, and a stranger is told nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let page = try await office.world.browser(office.world.organiser).get(office.path)
            #expect(page.status == 200 && page.contains("No member yet"))
            #expect(try await office.world.browser(office.world.stranger).get(office.path).status == 404)
            let list = try await office.world.api(office.world.organiser).send(.get, "/api/v1\(office.path)")
            #expect(list.items.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the journal says who belonged to it on any day`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let visit = try await office.world.visit(office.world.organiser)
            let first = try await office.join(office.fields("country:SI", .partner, since: "2018"))
            let second = try await MemberOperations.changeRole(
                visit, office.programme, first, to: .member, since: "2020-05")
            try await MemberOperations.end(visit, office.programme, second, until: "2022", note: "")
            let third = try await office.join(office.fields("country:AT", since: "2019"))
            try await MemberOperations.correct(
                visit, office.programme, third, office.fields("country:AT", .observer, since: "2019-03"))
            let told = try await site.database.read { [programme = office.programme] in
                try MemberFold(Journal.records($0, scope: "programme:\(programme)", limit: 1_000)).times
            }
            let stored = try await office.members(on: nil)
            #expect(told == Dictionary(uniqueKeysWithValues: stored.map { ($0.id.description, MemberFold.Time($0)) }))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `members go out as a file and come in again`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let file = """
                kind,code,name,role,since,until,note
                country,SVN,,founding,2018,,
                city,,City 3,member,2019-05,2022,moved away
                country,HR,,strategic partner,2021-01-10,,
                """
            let browser = await office.world.browser(office.world.organiser)
            let path = "\(office.path)/import"
            let trial = try await browser.upload(
                path, ["trial": "1"], field: "file", fileName: "members.csv", Array(file.utf8))
            #expect(trial.contains("3 members would be added"))
            #expect(try await office.members(on: nil).isEmpty)
            let done = try await browser.upload(path, field: "file", fileName: "members.csv", Array(file.utf8))
            #expect(done.contains("3 members were added"))
            #expect(try await office.members(on: nil).count == 3)
            let out = try await browser.get("\(office.path)/export/csv").text
            #expect(out.contains("country,SI,Slovenia,founding,2018,,"))
            #expect(out.contains("city,,City 3,member,2019-05,2022,moved away"))
            let again = try await browser.upload(path, field: "file", fileName: "members.csv", Array(out.utf8))
            #expect(again.contains("3 are there already"))
            let wrong = "kind,code,name,role,since,until,note\ncountry,ZZ,,member,2018,,\ncity,,City 4,member,2018,,\n"
            let refused = try await browser.upload(path, field: "file", fileName: "members.csv", Array(wrong.utf8))
            #expect(refused.status == 422 && refused.contains("Row 2"))
            #expect(try await office.members(on: nil).count == 3, "all rows, or none")
        }
    }
}

/// The times of members as the journal tells them.
private struct MemberFold {
    struct Time: Hashable {
        var member: String
        var role: String
        var since: String
        var until: String?

        init(_ record: MemberRecord) {
            member = record.ref.description
            role = record.role.rawValue
            since = record.since
            until = record.until
        }

        init(_ facts: [String: Any]) {
            member = facts["member"] as? String ?? ""
            role = facts["role"] as? String ?? ""
            since = facts["since"] as? String ?? ""
            until = facts["until"] as? String
        }
    }

    private(set) var times: [String: Time] = [:]

    init(_ records: [JournalRecord]) throws {
        for record in records where record.entry.kind.hasPrefix("member.") {
            let id = String(record.entry.subject.dropFirst("member:".count))
            let facts = try Self.facts(record.entry.facts)
            if record.entry.kind == "member.joining" {
                times[id] = Time(facts)
                continue
            }
            if let role = Self.to(facts["role"]) { times[id]?.role = role }
            if let since = Self.to(facts["since"]) { times[id]?.since = since }
            if facts["until"] != nil { times[id]?.until = Self.to(facts["until"]) }
        }
    }

    private static func facts(_ text: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    private static func to(_ change: Any?) -> String? { (change as? [String: Any])?["to"] as? String }
}
