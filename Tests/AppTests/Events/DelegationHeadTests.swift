@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What a country decides is its head's; others propose, and the act says in whose name.
struct DelegationHeadTests {
    @Test(arguments: TestEngine.allCases)
    func `others of a delegation propose, and its head takes that over, changes or leaves it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let (_, intervention) = try await world.published()
            let event = world.event
            let (head, other) = (
                await world.world.browser(world.world.seats[3]), await world.world.browser(world.world.seats[4])
            )
            let path = "/events/\(event)/interventions/\(intervention.id)"
            #expect(try await other.post("\(path)/decision", ["decision": "adopt", "note": ""]).status == 403)
            #expect(try await other.post("\(path)/proposal", ["decision": "decline", "note": ""]).status == 422)
            let note = "By agreement instead of law"
            #expect(try await other.post("\(path)/proposal", ["decision": "adapt", "note": note]).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM adoption") == 0)
            let page = try await head.get("/events/\(event)/decisions")
            #expect(page.contains("You decide for Belgium") && page.contains(note) && page.contains("Take it over"))
            let own = try await other.get("/events/\(event)/decisions")
            #expect(own.contains("Decisions for Belgium are made by Person 4, as head of its delegation. You propose."))
            #expect(!own.contains("Take it over") && own.contains("Send the proposal"))
            // Another country sees nothing of it, nor does who runs the room.
            for browser in [
                await world.world.browser(world.world.seats[0]), await world.world.browser(world.world.facilitator),
            ] {
                #expect(try await !browser.get("/events/\(event)/decisions").contains(note))
            }
            let facts = try await site.database.read {
                try Journal.records($0, scope: "event:\(event)", limit: 999).map(\.entry).filter {
                    $0.kind == "intervention.proposal"
                }
            }
            #expect(facts.count == 1 && !facts[0].facts.contains(note))
            #expect(try await head.post("\(path)/decision", ["decision": "adapt", "note": note]).status == 303)
            let words = "Person 4 for Belgium, as head of its delegation"
            for address in ["/events/\(event)/exchange", "/events/\(event)/decisions"] {
                #expect(try await head.get(address).contains(words))
            }
            let journal = try await site.database.read {
                try Journal.records($0, scope: "event:\(event)", limit: 999).map(\.entry).last {
                    $0.kind == "intervention.decision"
                }
            }
            #expect(journal?.actor == "participant:\(world.world.seats[3].id)")
            #expect(journal?.facts.contains("\"as\":\"head\"") == true)
            let report = try await site.database.read { reading in
                let record = try ReportStore(reading).record(of: event)
                return DocumentMarkdown(WorkshopReport(record: record, options: .init(madeOn: "")).document).text
            }
            #expect(report.contains("by the head of the delegation") && !report.contains("Person 4"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `without a head nobody decides, the console says so, and proposals are kept`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let (_, intervention) = try await world.published()
            let (event, lead) = (world.event, try await world.lead)
            try await SpeakerOperations.removeHead(lead, event, world.world.seats[3].id)
            let refused = await refusedBy {
                try await DecisionOperations.decide(try await world.visit(3), event, intervention.id, .adopt)
            }
            #expect(refused?.code == "no-head")
            try await ProposalOperations.propose(try await world.visit(4), event, intervention.id, .adopt)
            let browser = await world.world.browser(world.world.facilitator)
            let console = try await browser.get("/events/\(event)/console")
            #expect(console.contains("Belgium has no head yet"))
            #expect(try await browser.get("/events/\(event)/speakers").contains("Belgium has no head yet"))
            let phone = await world.world.browser(world.world.seats[4])
            #expect(try await phone.get("/events/\(event)/decisions").contains("Belgium has no head yet"))
            #expect(
                try await browser.post("/events/\(event)/people/\(world.world.seats[5].id)/headship").status == 303)
            #expect(try await !browser.get("/events/\(event)/console").contains("has no head yet"))
            _ = try await DecisionOperations.decide(try await world.visit(5), event, intervention.id, .adopt)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only the head publishes a country's sheet`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let sheet = try await world.sheet(0)
            _ = try await world.add(1, to: sheet)
            let member = await refusedBy {
                try await SheetOperations.publish(try await world.visit(1), world.event, sheet.id, .named)
            }
            #expect(member?.code == "head-decides")
            let page = try await world.world.browser(world.world.seats[1]).get(
                "/events/\(world.event)/sheets/\(sheet.id)")
            #expect(page.contains("Person 1 publishes it, as head of the delegation."))
            #expect(!page.contains("Publish with our name") && !page.contains("Publish without our name"))
            let own = try await world.world.browser(world.world.seats[0]).get(
                "/events/\(world.event)/sheets/\(sheet.id)")
            #expect(own.contains("You publish it, as head of the delegation.") && own.contains("Publish with our name"))
            // Also on a page that is open: the head's listens for the head.
            let (event, seats) = (world.event, world.world.seats.prefix(2).map(\.id))
            let regions = try await site.database.read { reading in
                try seats.map { seat in
                    let asked = LiveParts.Asked(
                        place: .sheet(sheet.id), event: event, name: "seats:\(seat)", people: [], now: 0)
                    return try LiveParts.view(asked, reading)?.regions.map { $0.html.text }.joined() ?? ""
                }
            }
            #expect(regions[0].contains("Publish with our name") && !regions[1].contains("Publish with our name"))
            let published = try await SheetOperations.publish(
                try await world.visit(0), world.event, sheet.id, .named)
            #expect(published.publication == .named)
            #expect(published.publishedBy == "participant:\(world.world.seats[0].id)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who came in by the code alone speaks for nobody until they are known`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .exchange)
            let visit = try await world.visit(world.organiser)
            let guest = site.browser()
            _ = try await guest.post(
                "/e/ZGRB/arrivals",
                ["name": "Cody Walk-in", "organisation": "", "country": "HR", "sector": "health"])
            let id = try #require(
                try await site.database.read {
                    try EventStore($0).participants(of: world.event).first { $0.unverifiedAt != nil }?.id
                })
            try await JoiningOperations.approve(visit, world.event, id)
            for act in [SpeakerOperations.nameHead, SpeakerOperations.nameSigner] {
                let refused = await refusedBy { try await act(visit, world.event, id) }
                #expect(refused?.code == "person-unverified")
            }
            let browser = await world.browser(world.facilitator)
            #expect(try await browser.get("/events/\(world.event)/speakers").contains("Cody Walk-in"))
            #expect(try await browser.post("/events/\(world.event)/people/\(id)/verification").status == 303)
            try await SpeakerOperations.nameHead(visit, world.event, id)
            try await SpeakerOperations.nameSigner(visit, world.event, id)
            let head = try await site.database.read { try SpeakerStore($0).head(of: "HR", in: world.event) }
            #expect(head?.participant == id && head?.maySpeak == true)
            // Moved to another country, they decide for neither.
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET country = 'BE' WHERE id = \(id)")
            }
            let moved = try await site.database.read { try SpeakerStore($0).heads(of: world.event) }
            #expect(moved.map(\.maySpeak) == [false])
            // Nobody is told that they decide.
            let member = try await world.browser(world.member).get("/events/\(world.event)/decisions")
            #expect(member.contains("Croatia has no head yet"))
        }
    }
}
