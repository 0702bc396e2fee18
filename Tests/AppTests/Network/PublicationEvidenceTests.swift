@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

/// On what a text of a programme rests, besides workshops and cases.
struct PublicationEvidenceTests {
    private func cite(_ world: PublicationWorld, _ account: TestAccount, _ room: Event.ID, _ item: String) async throws
        -> EvidenceRecord
    {
        let reference = try #require(EvidenceReference(item))
        return try await EvidenceOperations.number(try await world.visit(account), room, reference)
    }

    private func title(_ event: Event.ID, _ site: TestSite) async throws -> String {
        try await site.database.read { try EventStore($0).event(event).title }
    }

    @Test(arguments: TestEngine.allCases)
    func `a text cites publications and events of its programme, which are not used yet until it does`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let first = try await world.plan()
            try await world.release(first, try await world.review(first))
            let titles = [try await world.record(first).title, try await title(world.world.event, site)]
            let second = try await world.plan(title: "Water, a year later")
            let room = try await PublicationRoom.open(try await world.visit(world.sara), second)
            let sara = await world.world.browser(world.sara)
            let builder = try await sara.get("/events/\(room)/guide/edit")
            #expect(builder.contains("data-item=\"publication:\(first)\""))
            #expect(builder.contains("data-item=\"event:\(world.world.event)\""))
            #expect(!builder.contains("publication:\(second)"), "a text does not rest on itself")
            let report = try await cite(world, world.sara, room, "publication:\(first)")
            let event = try await cite(world, world.sara, room, "event:\(world.world.event)")
            #expect([report.number, event.number] == [1, 2])
            #expect(try await cite(world, world.lars, room, "publication:\(first)").number == 1)
            try await world.write(room, "What was found [@1] stands [@2].")
            let document = try #require(try await site.database.read { try GuideStore($0).document(of: room) })
            #expect(document.sources.map(\.item.title) == titles)
            #expect(document.sources.map(\.item.kind) == [.publication, .event])
            let uses = try await site.database.read { reading in
                let guide = try #require(try GuideReviewStore(reading).guideIfAny(of: room))
                return try EvidenceStore(reading).uses(of: guide.id)
            }
            #expect(uses == [report.id: 1, event.id: 1])
            try await world.write(room, "Nothing is cited any more.")
            let left = try await site.database.read { reading in
                let guide = try #require(try GuideReviewStore(reading).guideIfAny(of: room))
                return try EvidenceStore(reading).uses(of: guide.id)
            }
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was withdrawn says so where it is cited, and is cited anew by nobody`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let first = try await world.plan()
            try await world.release(first, try await world.review(first))
            let visit = try await world.visit(world.sara)
            let (second, third) = (try await world.plan(title: "Second"), try await world.plan(title: "Third"))
            let room = try await PublicationRoom.open(visit, second)
            let other = try await PublicationRoom.open(visit, third)
            _ = try await cite(world, world.sara, room, "publication:\(first)")
            try await world.write(room, "As found [@1].")
            try await PublicationReleasing.withdraw(visit, first, note: "The springs were others.")
            let document = try #require(try await site.database.read { try GuideStore($0).document(of: room) })
            #expect(document.sources.map(\.item.isGone) == [true])
            await expectRefusal(.notFound) { _ = try await cite(world, world.sara, other, "publication:\(first)") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `consultations and materials of events are cited by who reads them there, and results of programmes below`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let (event, organiser) = (world.world.event, try await world.visit(world.world.organiser))
            let asked = try await ConsultationOperations.create(
                organiser, event, ConsultationInput(fields: ConsultationFields(title: "Scope of the workshop")))
            var fields = MaterialFields()
            (fields.title, fields.marking, fields.audience) = ("Slides of day 1", "GREEN", "everybody")
            let file = try CheckedFile(Array("%PDF-1.7 slides".utf8), name: "slides.pdf", FileSettings())
            let made = try await MaterialOperations.create(organiser, event, fields, file)
            let id = try await world.plan()
            let room = try await PublicationRoom.open(try await world.visit(world.sara), id)
            for item in ["consultation:\(asked)", "material:\(made.id)"] {
                await expectRefusal(.notFound) { _ = try await cite(world, world.world.organiser, room, item) }
            }
            _ = try await MaterialOperations.release(organiser, event, made.id)
            let below = try await site.database.write { [programme = world.programme] tx in
                try tx.execute("UPDATE consultation SET state = 'closed' WHERE id = \(asked)")
                let below = try WorldMaker(environment: site.environment).addProgramme(
                    tx, "Work package 1", organiser: world.world.organiser.id)
                try tx.execute("UPDATE programme SET parent_id = \(programme) WHERE id = \(below)")
                try tx.execute("UPDATE event SET programme_id = \(below) WHERE id = \(event)")
                return below
            }
            #expect(below != world.programme)
            for item in ["consultation:\(asked)", "material:\(made.id)", "event:\(event)"] {
                // Sara has no part in that event, and is of no work package.
                await expectRefusal(.notFound) { _ = try await cite(world, world.sara, room, item) }
                _ = try await cite(world, world.world.organiser, room, item)
            }
            try await world.write(room, "As asked [@1], shown [@2], and met [@3].")
            let document = try #require(try await site.database.read { try GuideStore($0).document(of: room) })
            let met = try await title(event, site)
            #expect(document.sources.map(\.item.title) == ["Scope of the workshop", "Slides of day 1", met])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who was only let into a writing room is offered nothing of its programme`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let first = try await world.plan()
            try await world.release(first, try await world.review(first))
            let second = try await world.plan(title: "Second")
            let visit = try await world.visit(world.sara)
            let room = try await PublicationRoom.open(visit, second)
            try await PublicationRoom.addWriter(visit, second, email: "stan@example.org", writes: true)
            let page = try await world.world.browser(world.world.stranger).get("/events/\(room)/guide/edit")
            #expect(page.status == 200)
            #expect(!page.contains("data-item=\"publication:") && !page.contains("data-item=\"event:"))
        }
    }
}
