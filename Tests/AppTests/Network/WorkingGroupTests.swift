import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let workingGroupScenarios = """
    GET    /programmes/:programme/groups                                         programme
    GET    /programmes/:programme/groups/new                                     owners
    POST   /programmes/:programme/groups                                         owners  422
    GET    /programmes/:programme/groups/export/:format                          programme
    GET    /programmes/:programme/groups/:workgroup                              programme
    GET    /programmes/:programme/groups/:workgroup/edit                         owners
    POST   /programmes/:programme/groups/:workgroup                              owners  422
    POST   /programmes/:programme/groups/:workgroup/closure                      owners  422
    POST   /programmes/:programme/groups/:workgroup/members                      owners  422
    POST   /api/v1/programmes/:programme/working-groups/:workgroup/members       owners  422
    GET    /slots                                                                accounts
    GET    /api/v1/slots                                                         accounts  422
    GET    /api/v1/working-groups                                                accounts
    GET    /api/v1/programmes/:programme/group-coverage                          programme
    GET    /api/v1/programmes/:programme/working-groups                          programme
    POST   /api/v1/programmes/:programme/working-groups                          owners  422
    GET    /api/v1/programmes/:programme/working-groups/:workgroup               programme
    PUT    /api/v1/programmes/:programme/working-groups/:workgroup               owners  422
    POST   /api/v1/programmes/:programme/working-groups/:workgroup/closure       owners  422
    """

let workingGroupRows = """
    workgroup /api/v1/programmes/:programme/working-groups title=Water_safety since=2023-01-01
    """

let workingGroupScreens = """
    - organiser     en working-groups   /programmes/:programme/groups
    - organiser     ar working-groups   /programmes/:programme/groups
    - organiser     en working-group    /programmes/:programme/groups/:workgroup
    - stranger      en country-proposal /my-countries/:country/proposals
    - stranger      en slots            /slots
    """

/// Who works together in a programme, as on any day. It is 29 November 2023.
struct WorkingGroupTests {
    /// Six countries and four groups, of whose twenty-four cells nineteen are held.
    struct Table {
        static let countries = ["KG", "KZ", "MN", "TJ", "TM", "UZ"]
        static let titles = ["Chemical safety", "Command and control", "Food safety", "Water safety"]
        static let holes: Set<String> = [
            "Food safety TM", "Water safety KG", "Chemical safety MN", "Chemical safety TM", "Command and control TJ",
        ]

        let world: World
        let groups: [WorkingGroup.ID]
        /// Who is in each cell, by group's title and country.
        let mandates: [String: Mandate.ID]
        let people: [String: Person.ID]

        var site: TestSite { world.site }
        var programme: Programme.ID { world.programme }
        var path: String { "/programmes/\(programme)/groups" }

        init(_ site: TestSite) async throws {
            let world = try await site.world(seats: 0)
            self.world = world
            let (environment, programme) = (site.environment, world.programme)
            let made = try await site.database.write { tx in
                let work = Work(tx, environment)
                var (mandates, people): ([String: Mandate.ID], [String: Person.ID]) = ([:], [:])
                for country in Self.countries {
                    _ = try MemberOperations.joinIn(
                        work, programme,
                        MemberFields(member: "country:\(country)", role: .member, since: "2020").cleaned)
                }
                let groups = try Self.titles.map { title in
                    try WorkingGroupOperations.createIn(
                        work, programme, WorkingGroupFields(title: title, since: "2023-01-01").cleaned)
                }
                for (title, group) in zip(Self.titles, groups) {
                    for country in Self.countries where !Self.holes.contains("\(title) \(country)") {
                        let cell = "\(title) \(country)"
                        let person = try DirectoryOperations.createPersonIn(
                            work, PersonFields(givenName: "Person", familyName: cell, country: country))
                        people[cell] = person
                        mandates[cell] = try MandateOperations.appointIn(
                            work,
                            MandateFields(
                                role: country == "KZ" ? .groupChair : .groupMember, holder: "working-group:\(group)",
                                person: person, since: "2023-02-01"
                            ).cleaned)
                    }
                }
                return (groups: groups, mandates: mandates, people: people)
            }
            (groups, mandates, people) = (made.groups, made.mandates, made.people)
        }

        func roster(on day: String) async throws -> GroupRoster {
            let visit = try await world.visit(world.organiser)
            return try await site.database.read { [programme] in try GroupRoster(programme, on: day, visit, $0) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of six countries by four areas nineteen cells are held: 79 percent, and the holes are named`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let coverage = try await table.roster(on: "2023-11-29").coverage
            #expect(coverage.cells == 24 && coverage.filled == 19 && coverage.percent == 79)
            let api = try await table.world.api(table.world.organiser)
            let reply = try await api.send(.get, "/api/v1/programmes/\(table.programme)/group-coverage")
            #expect(reply["filled"] as? Int == 19 && reply["percent"] as? Int == 79)
            #expect((reply["holes"] as? [Any])?.count == 5)
            let browser = await table.world.browser(table.world.organiser)
            let page = try await browser.get(table.path)
            #expect(page.contains("19 of 24 covered: 79 %"))
            #expect(page.contains("Mongolia and Turkmenistan") || page.contains("Mongolia, Turkmenistan"))
            let home = try await browser.get("/programmes/\(table.programme)")
            #expect(home.contains("19 of 24 covered: 79 %"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a group is shown as on any day`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            #expect(try await table.roster(on: "2022-12-31").groups.isEmpty)
            let early = try await table.roster(on: "2023-01-15")
            #expect(early.groups.count == 4 && early.people.isEmpty && early.coverage.filled == 0)
            let api = try await table.world.api(table.world.organiser)
            let reply = try await api.send(
                .get, "/api/v1/programmes/\(table.programme)/working-groups?on=2023-02-01")
            #expect(reply.items.count == 4)
            #expect((reply.items.first?["members"] as? [Any])?.count == 4)
            let far = try await api.send(.get, "/api/v1/programmes/\(table.programme)/working-groups?on=2150-01-01")
            #expect(far.items.count == 4, "what is true today is true until somebody says otherwise")
            let browser = await table.world.browser(table.world.organiser)
            for path in ["groups", "groups/export/csv"] {
                let page = "/programmes/\(table.programme)/\(path)"
                #expect(try await browser.get("\(page)?on=2023-02-01").status == 200, "\(path)")
                #expect(try await browser.get("\(page)?on=2023-13-01").status == 422, "\(path)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a day that is none is refused by page, file and API alike`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let table = try await Table(site)
            let browser = await table.world.browser(table.world.organiser)
            let api = try await table.world.api(table.world.organiser)
            let file = "\(table.path)/export/csv"
            for path in [table.path, file] {
                #expect(try await browser.get("\(path)?on=2026-13-01").status == 422, "\(path)")
                #expect(try await browser.get("\(path)?on=2023-11-01").status == 200, "\(path)")
            }
            let list = "/api/v1/programmes/\(table.programme)/working-groups"
            #expect(try await api.send(.get, "\(list)?on=2026-13-01").status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `closing a group ends its mandates the same day, and what was only proposed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let (world, group) = (table.world, table.groups[3])
            let environment = site.environment
            let proposal = try await site.database.write { tx in
                let work = Work(tx, environment)
                let person = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Aida", familyName: "Novaya", country: "KG"))
                return try MandateOperations.appointIn(
                    work,
                    MandateFields(
                        role: .groupMember, holder: "working-group:\(group)", person: person, since: "2023-11-01"
                    ).cleaned, as: .proposed)
            }
            let browser = await world.browser(world.organiser)
            let page = try await browser.post("\(table.path)/\(group)/closure", ["until": "2023-12-15"])
            #expect(page.location?.contains("done=group-closed") ?? false)
            let (ended, refused) = try await site.database.read { [table] reading in
                let store = MandateStore(reading)
                return (
                    try table.mandates.filter { $0.key.hasPrefix("Water") }.map { try store.mandate($0.value).until },
                    try store.mandate(proposal).state
                )
            }
            #expect(ended.count == 5 && ended.allSatisfy { $0 == "2023-12-15" })
            #expect(refused == .ended)
            #expect(try await table.roster(on: "2023-12-14").groups.count == 4)
            let after = try await table.roster(on: "2023-12-15")
            #expect(after.groups.count == 3 && after.coverage.cells == 18)
            let journal = try await site.journal("programme:\(table.programme)")
            #expect(journal.last == "working-group.closure")
            let again = await refusal {
                try await WorkingGroupOperations.close(
                    try await world.visit(world.organiser), in: table.programme, group, from: "2023-12-20")
            }
            #expect(again?.code == "working-group-closed")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is in a group sees its programme, and a stranger is told of nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let world = table.world
            let browser = await world.browser(world.stranger)
            #expect(try await browser.get("\(table.path)/\(table.groups[0])").status == 404)
            let person = try #require(table.people["Chemical safety UZ"])
            let linked = try await site.database.write { [id = world.stranger.id] tx in
                try AccountWriting(tx).link(id, to: person)
            }
            #expect(linked)
            let page = try await browser.get("\(table.path)/\(table.groups[0])")
            #expect(page.status == 200 && page.contains("Chemical safety UZ"))
            #expect(!page.contains("Close the working group"))
            #expect(try await browser.get("/my-mandates").contains("Member of the working group"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who only comes to an event finds the groups, and no list of names`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let table = try await Table(site)
            let world = table.world
            try await site.database.write { tx in try tx.execute("UPDATE person SET visible_to = 'organisers'") }
            let paths = [table.path, "\(table.path)/\(table.groups[0])", "\(table.path)/export/csv"]
            for path in paths {
                if path != table.path {
                    #expect(
                        try await world.browser(world.organiser).get(path).contains("Chemical safety UZ"), "\(path)")
                }
                let page = try await world.browser(world.facilitator).get(path)
                #expect(page.status == 200 && !page.contains("Chemical safety UZ"), "\(path)")
            }
            let list = "/api/v1/programmes/\(table.programme)/working-groups"
            let told = try await world.api(world.facilitator).send(.get, list)
            #expect(told.status == 200 && !"\(told.json)".contains("Chemical safety UZ"))
            // Who is in one of them is of the programme.
            let person = try #require(table.people["Water safety UZ"])
            let isLinked = try await site.database.write { [id = world.facilitator.id] tx in
                try AccountWriting(tx).link(id, to: person)
            }
            #expect(isLinked)
            #expect(try await world.browser(world.facilitator).get(paths[1]).contains("Chemical safety UZ"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a group's page tells of no event that is for named people`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let world = table.world
            let person = try #require(table.people["Chemical safety UZ"])
            let environment = site.environment
            try await site.database.write { [id = world.stranger.id, event = world.event] tx in
                #expect(try AccountWriting(tx).link(id, to: person))
                try tx.execute("UPDATE event SET title = 'Closed talks', ends_on = '2023-12-20' WHERE id = \(event)")
                let asked: Invitation.ID = environment.id()
                let group = Behalf(kind: .workingGroup, code: "Chemical safety")
                #expect(
                    try InvitationStore.insert(asked, in: event, InvitationFields(target: group), now: 0, tx))
                try InvitationStore.setSent(asked, now: 0, tx)
            }
            let path = "\(table.path)/\(table.groups[0])"
            let group = try await world.browser(world.stranger).get(path)
            #expect(group.contains("Next in the programme") && group.contains("Invited to"))
            for marking in ["AMBER+STRICT", "RED"] {
                try await site.database.write { [event = world.event] tx in
                    try tx.execute("UPDATE event SET marking = \(marking) WHERE id = \(event)")
                }
                let page = try await world.browser(world.stranger).get(path)
                #expect(page.status == 200 && !page.contains("Closed talks"), "\(marking)")
                #expect(!page.contains("Invited to") && !page.contains("Next in the programme"))
                #expect(try await world.browser(world.organiser).get(path).contains("Closed talks"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a group is given an area in the form, and keeps it when the form is saved again`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let browser = await table.world.browser(table.world.organiser)
            let path = "\(table.path)/\(table.groups[3])"
            let fields: KeyValuePairs<String, String> = [
                "title": "Water safety", "area": "water-safety", "remit": "", "since": "2023-01-01", "state": "active",
            ]
            func area() async throws -> String? {
                try await site.database.read { reading in
                    let group = try WorkingGroupStore(reading).group(table.groups[3])
                    return try AreaTree(reading).area(group.area)?.code
                }
            }
            #expect(try await area() == nil)
            #expect(try await browser.post(path, fields).status == 303)
            #expect(try await area() == "water-safety")
            #expect(try await browser.get("\(path)/edit").contains("value=\"water-safety\" selected"))
            #expect(try await browser.post(path, fields).status == 303)
            #expect(try await area() == "water-safety")
            let wrong = try await browser.post(
                path, ["title": "Water safety", "area": "no-such-area", "remit": "", "since": "2023-01-01"])
            #expect(wrong.status == 422 && wrong.contains("Choose one from the list."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser adds somebody new in one step, once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let browser = await table.world.browser(table.world.organiser)
            let api = try await table.world.api(table.world.organiser)
            let path = "/api/v1/programmes/\(table.programme)/working-groups/\(table.groups[3])/members"
            let made = try await api.send(
                .post, path,
                [
                    "givenName": "Aida", "familyName": "Primerova", "email": "aida@example.org", "country": "KG",
                    "since": "2023-11-29",
                ])
            #expect(made.status == 201 && (made["members"] as? [Any])?.count == 6)
            #expect(try await table.roster(on: "2023-11-29").coverage.filled == 20)
            let again = try await browser.post(
                "\(table.path)/\(table.groups[3])/members",
                [
                    "given-name": "Aida", "family-name": "Primerova", "email": "aida@example.org", "country": "KG",
                    "role": "working-group-member", "since": "2023-11-29",
                ])
            #expect(again.status == 422 && again.contains("This person holds it at that time already."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser appoints nobody to the group of a programme of others`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let (world, environment) = (table.world, site.environment)
            let (group, person) = (table.groups[0], try #require(table.people["Food safety UZ"]))
            let other = try await site.database.write { [id = world.stranger.id] tx in
                try ProgrammeOperations.createIn(
                    Work(tx, environment), ProgrammeFields(title: "Another").cleaned, organiser: id)
            }
            let wrong = await refusal {
                try await MandateOperations.appoint(
                    try await world.visit(world.stranger),
                    MandateFields(
                        role: .groupChair, holder: "working-group:\(group)", programme: other, person: person,
                        since: "2023-11-01"))
            }
            #expect(wrong?.status == .notFound)
            #expect(try await table.roster(on: "2023-11-29").coverage.filled == 19)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who moves to another country was in the group for the one before`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let person = try #require(table.people["Water safety UZ"])
            let visit = try await table.world.visit(table.world.administrator)
            try await DirectoryOperations.changePerson(
                visit, person, PersonFields(givenName: "Person", familyName: "Water safety UZ", country: "KG"))
            let before = try await table.roster(on: "2023-11-28").coverage
            #expect(before.filled == 19 && before.count(table.groups[3], "UZ") == 1)
            let after = try await table.roster(on: "2023-11-29").coverage
            #expect(after.filled == 18 && after.count(table.groups[3], "KG") == 0, "the mandate ends with the move")
        }
    }

    /// What the journal says of mandates, folded: which holds from when to when.
    private static func told(_ reading: any Reading) throws -> [String: (since: String, until: String?)] {
        let rows = try reading.all(
            "SELECT kind, subject, facts FROM journal WHERE kind LIKE 'mandate.%' ORDER BY sequence")
        var held: [String: (since: String, until: String?)] = [:]
        var proposed: [String: (since: String, until: String?)] = [:]
        for row in rows {
            let facts = try JSONSerialization.jsonObject(with: Data(row.get("facts", as: String.self).utf8))
            let told = facts as? [String: Any] ?? [:]
            let subject: String = try row.get("subject")
            let times = (since: told["since"] as? String ?? "", until: told["until"] as? String)
            switch try row.get("kind", as: String.self) {
            case "mandate.appointment": held[subject] = times
            case "mandate.proposal": proposed[subject] = times
            case "mandate.confirmation": if let given = proposed.removeValue(forKey: subject) { held[subject] = given }
            case "mandate.handover", "mandate.ending": held[subject]?.until = times.until
            default: break
            }
        }
        return held
    }

    @Test(arguments: TestEngine.allCases)
    func `who held what on any day is what the journal says`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await Table(site)
            let world = table.world
            let keeper = try await world.visit(world.administrator)
            try await MandateOperations.end(
                keeper, try #require(table.mandates["Food safety UZ"]), until: "2023-06-01")
            try await WorkingGroupOperations.close(
                try await world.visit(world.organiser), in: table.programme, table.groups[0], from: "2024-03-01")
            let (people, environment) = (table.people, site.environment)
            try await site.database.write { tx in
                let work = Work(tx, environment)
                for (cell, since) in [("Water safety UZ", "2023-03-01"), ("Water safety TJ", "2024-01-01")] {
                    try MandateOperations.appointIn(
                        work,
                        MandateFields(role: .focalPoint, holder: "country:UZ", person: people[cell], since: since)
                            .cleaned)
                }
                let proposal = try MandateOperations.appointIn(
                    work,
                    MandateFields(
                        role: .nationalTeam, holder: "country:UZ", person: people["Water safety UZ"],
                        since: "2023-10-01"
                    ).cleaned, as: .proposed)
                try MandateProposals.confirmIn(work, try MandateStore(tx).mandate(proposal), under: nil)
            }
            let wrong = try await site.database.read { reading -> [String] in
                let (told, stored) = (try Self.told(reading), try MandateStore(reading).mandates(seenIn: nil))
                return [
                    "2022-12-31", "2023-02-01", "2023-05-31", "2023-06-01", "2023-12-31", "2024-02-29", "2024-03-01",
                ]
                .filter { day in
                    let journal = told.filter { $0.value.since <= day && day < ($0.value.until ?? "9999") }
                    let table = stored.filter { $0.holds(on: day) }.map { "mandate:\($0.id)" }
                    return Set(journal.keys) != Set(table)
                }
            }
            #expect(wrong == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `eight secretariats find an hour by the API`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let regions = try await site.database.read { try RegionStore($0).regions() }
            let offices = regions.map { "region:\($0.id)" }.joined(separator: ",")
            let api = try await world.api(world.stranger)
            let june = try await api.send(.get, "/api/v1/slots?offices=\(offices)&day=2027-06-09")
            #expect(june.items.map { $0["start"] as? String } == ["2027-06-09T07:00:00Z", "2027-06-09T08:00:00Z"])
            let march = try await api.send(.get, "/api/v1/slots?offices=\(offices)&day=2027-03-02")
            #expect(
                march.items.map { $0["start"] as? String } == ["2027-03-02T08:00:00Z"], "Morocco is at UTC in Ramadan")
            let browser = await world.browser(world.stranger)
            let asked = regions.map { "office=region:\($0.id)" }.joined(separator: "&")
            let page = try await browser.get("/slots?\(asked)&day=2027-03-02&days=1")
            #expect(
                page.contains("All of them work") && page.contains("<b>08:00</b>") && !page.contains("<b>07:00</b>"))
            #expect(try await browser.get("/slots?office=country:XX&office=country:KZ").status == 422)
        }
    }
}
