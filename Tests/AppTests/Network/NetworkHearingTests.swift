import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who in a network hears of what when it begins. It is 29 November 2023.
struct NetworkHearingTests {
    @Test(arguments: TestEngine.allCases)
    func `who writes with others hears of a plan when they are named, once, and finds it until it is begun`(
        engine: TestEngine
    ) async throws {
        let mail = MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))
        try await TestSite.with(engine, mail: mail, runsClocks: false) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            func told(_ address: String) async throws -> Int {
                try await site.count(
                    "SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'publication' AND address = \(address)")
            }
            #expect(try await told("lars@example.org") == 1)
            #expect(try await told("sara@example.org") == 0, "who planned it knows")
            #expect(try await told("elena@example.org") == 0)
            let lars = await world.world.browser(world.lars)
            #expect(try await lars.get("/today").contains("Read the plan, and begin to write with the others"))
            let sara = await world.world.browser(world.sara)
            #expect(try await !sara.get("/today").contains("Read the plan, and begin"))
            let visit = try await world.visit(world.sara)
            let spain = PublicationLead(member: PublicationWorld.spain, account: nil)
            try await PublicationOperations.setLead(visit, id, spain)
            try await PublicationOperations.setLead(visit, id, spain)
            #expect(try await told("elena@example.org") == 1, "saying it again tells nobody anything")
            _ = try await PublicationRoom.open(visit, id)
            #expect(try await !lars.get("/today").contains("Read the plan, and begin"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a plan for named persons is told to them alone, and never by its title`(engine: TestEngine) async throws {
        let mail = MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))
        try await TestSite.with(engine, mail: mail, runsClocks: false) { site in
            let world = try await PublicationWorld(site)
            _ = try await world.plan(.red, title: "Two closed springs")
            let all = try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'publication'")
            let lars = try await site.count(
                "SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'publication' AND address = 'lars@example.org'")
            #expect(all == 1 && lars == 1, "Elena is not named")
            let titled = try await site.count(
                "SELECT COUNT(*) FROM outgoing_mail WHERE subject LIKE '%closed springs%' OR text LIKE '%closed springs%'"
            )
            #expect(titled == 0)
        }
    }

    @Test
    func `what happens in a writing room is told of a publication, not of an event or a guide`() {
        for entry in [
            "participant.creation", "participant.role", "event.creation", "event.change", "guide.beginning",
            "guide.review",
        ] {
            let kinds = NewsKind.byEntry[entry] ?? []
            #expect(!kinds.isEmpty, "\(entry)")
            for kind in kinds {
                let (room, elsewhere) = (kind.told(1, inRoom: true).string(), kind.told(1, inRoom: false).string())
                #expect(room.contains("publication") && !elsewhere.contains("publication"), "\(entry): \(room)")
                #expect(!room.contains("event") && !room.contains("guide"), "\(entry): \(room)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a need becomes a topic of a workshop that is planned from its page, and stands in its thread`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let programme = network.programme
            var fields = SharedNeedFields()
            fields.title = "A common list of laboratories"
            let draft = SharedDraft(fields: fields, member: .country("HR"), choice: AudienceChoice(marking: "GREEN"))
            let need = try await SharedNeedOperations.propose(
                try await network.visit(network.croatia), in: programme, draft)
            let path = "/programmes/\(programme)/needs/\(need.id)"
            let organiser = await network.browser(network.world.organiser)
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET starts_on = '2020-01-01', ends_on = '2020-01-02'")
            }
            let none = try await organiser.get(path)
            #expect(none.contains("/programmes/\(programme)/events/new?kind=workshop"))
            #expect(none.contains("Plan a workshop"))
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET starts_on = '2024-01-01', ends_on = '2024-01-02'")
            }
            #expect(try await !organiser.get(path).contains("Plan a workshop"))
            let event = network.world.event
            #expect(try await organiser.post("\(path)/study", ["event": "\(event)"]).status == 303)
            let book = try await site.database.read { try ThreadBook(room: event, $0) }
            let item = try #require(book.items(.need).first)
            #expect(item.id == need.id.description && item.title == "A common list of laboratories")
            let below = book.way(.down, of: item.id, steps: 1)
            #expect(below.map(\.item.title) == ["A common list of laboratories"] && below.first?.item.kind == .topic)
            let page = try await organiser.get("/events/\(event)/thread/\(need.id)")
            #expect(page.contains("Shared need") && page.contains(path))
            try await SharedNeedOperations.withdraw(
                try await network.visit(network.world.organiser), programme, need.id, "There is one already.")
            let after = try await site.database.read { try ThreadBook(room: event, $0) }
            #expect(after.items(.need).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who coordinates a network sees what is missing in it, and nothing that is marked for others`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let programme = network.programme
            let coordinator = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let account = try WorldMaker(environment: environment).addAccount(tx, "Nora Net", "nora@example.org")
                let person = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Nora", familyName: "Net", country: "HR"))
                _ = try AccountWriting(tx).link(account.id, to: person)
                try MandateOperations.appointIn(
                    work,
                    MandateFields(
                        role: .networkCoordinator, holder: "programme:\(programme)", programme: programme,
                        person: person, since: "2023-01-01"
                    ).cleaned)
                return account
            }
            let path = "/programmes/\(programme)/members"
            for account in [coordinator, network.world.organiser] {
                let page = try await network.browser(account).get(path)
                #expect(page.contains("What is missing"), "\(account.name)")
                #expect(page.contains("1 member without anybody who speaks for it"), "Slovenia, to \(account.name)")
            }
            #expect(try await !network.browser(network.croatia).get(path).contains("What is missing"))
            #expect(try await network.browser(network.world.stranger).get(path).status == 404)
            #expect(try await network.browser(coordinator).get("/programmes/\(programme)/people").status == 403)
        }
    }
}
