import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let meetingScenarios = """
    GET    /events/:event/meeting                                                 room
    GET    /events/:event/meeting/wall                                            runners
    GET    /events/:event/meeting/live                                            room
    POST   /events/:event/meeting/items/:block/decisions                          room     422,observer=403,member=403
    POST   /events/:event/meeting/items/:block/papers                             room     400
    POST   /events/:event/meeting/items/:block/actions                            room     422,observer=403,member=403
    POST   /events/:event/meeting/decisions/:meetingDecision                      room     422,observer=403,member=403
    POST   /events/:event/meeting/decisions/:meetingDecision/stand                room     400
    POST   /events/:event/meeting/decisions/:meetingDecision/settling             room     403
    POST   /events/:event/meeting/floor                                           runners  303
    POST   /events/:event/meeting/speakers                                        room     303,organiser=403
    POST   /events/:event/meeting/turn                                            runners  303
    GET    /api/v1/events/:event/meeting                                          room
    POST   /api/v1/events/:event/meeting/items/:block/decisions                   room     422
    PUT    /api/v1/events/:event/meeting/items/:block/papers                      room     422
    POST   /api/v1/events/:event/meeting/items/:block/actions                     room     422
    PUT    /api/v1/events/:event/meeting/decisions/:meetingDecision               room     422
    PUT    /api/v1/events/:event/meeting/decisions/:meetingDecision/stand         room     422
    PUT    /api/v1/events/:event/meeting/decisions/:meetingDecision/settling      room     422
    PUT    /api/v1/events/:event/meeting/floor                                    runners  422
    PUT    /api/v1/events/:event/meeting/speakers                                 room     409,organiser=403
    DELETE /api/v1/events/:event/meeting/speakers                                 room     200,organiser=403
    PUT    /api/v1/events/:event/meeting/turn                                     runners
    """

let meetingRows = """
    meetingDecision /api/v1/events/:event/meeting/items/:block/decisions text=We_meet_again_in_May language=en
    """

let meetingScreens = """
    - organiser     en meeting          /events/:event/meeting
    - organiser     ar meeting-speakers /events/:event/meeting/wall
    """

/// What happens at the table. It is 29 November 2023.
struct MeetingTests {
    private static func item(
        _ world: SinceWorld, _ title: String = "The next year", event: Event.ID? = nil, marking: String = ""
    ) async throws -> AgendaBlock.ID {
        let event = event ?? world.first
        let record = try await world.site.database.read { try EventStore($0).event(event) }
        let id = try await AgendaOperations.add(
            world.organiser(), event,
            AgendaDraft(
                fields: AgendaBlockFields(
                    title: title, day: record.startsOn, starts: "09:00", ends: "10:00", marking: marking)))
        _ = try await AgendaReleases.release(world.organiser(), event, note: "")
        return id
    }

    private static func decide(_ world: SinceWorld, _ item: AgendaBlock.ID) async throws -> MeetingDecisionRecord {
        try await MeetingOperations.decide(
            world.organiser(), world.first, item,
            MeetingDecisionFields(text: "We test the list in May.", language: "en"))
    }

    private static func stands(_ world: SinceWorld, _ id: MeetingDecision.ID) async throws -> [MeetingStandRecord] {
        try await world.site.database.read { try MeetingStore($0).decision(id, of: world.first).stands }
    }

    @Test(arguments: TestEngine.allCases)
    func `the head of a delegation decides, provisionally where a focal point is mandated, who confirms it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            let network = world.region.network
            let item = try await Self.item(world)
            let decision = try await Self.decide(world, item)
            // A seat of Croatia heads its delegation; the focal point of Croatia is not in the room.
            let head = network.world.seats[0]
            try await site.database.write { tx in
                try SpeakerStore.setHead(head.id, of: "HR", in: world.first, by: nil, now: site.clock.now, tx)
            }
            let visit = try await network.world.visit(head)
            try await MeetingOperations.state(visit, world.first, decision.id, "HR", .agree, "")
            #expect(try await Self.stands(world, decision.id).map(\.state) == [.provisional])
            await expectRefusal(.needsMandate) {
                try await MeetingOperations.state(visit, world.first, decision.id, "LV", .agree, "")
            }
            await #expect(throws: Refusal.self) {
                try await MeetingOperations.state(visit, world.first, decision.id, "HR", .reserve, " ")
            }
            try await MeetingOperations.settle(
                world.region.visit(network.croatia), world.first, decision.id, "HR", isConfirmed: true)
            #expect(try await Self.stands(world, decision.id).map(\.state) == [.settled])
            await expectRefusal(.meetingSettled) {
                try await MeetingOperations.state(visit, world.first, decision.id, "HR", .reserve, "After all")
            }
            // With other words every delegation is asked anew.
            _ = try await MeetingOperations.change(
                world.organiser(), world.first, decision.id,
                MeetingDecisionFields(text: "We test it in June.", language: "en"))
            #expect(try await Self.stands(world, decision.id).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is to be done becomes an action, and the next meeting begins with it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            let item = try await Self.item(world)
            _ = try await Self.item(world, "Looking back", event: world.next)
            var fields = ActionFields()
            (fields.title, fields.dueOn) = ("Send the list of numbers", "2024-02-01")
            let made = try await MeetingOperations.act(
                world.organiser(), world.first, item, fields, owner: ActionOwner("country:HR"))
            #expect(made.origin == ActionOrigin(kind: "minutes", id: item.description) && made.isShared)
            let browser = await world.region.browser(world.region.network.world.organiser)
            let now = try await browser.get("/events/\(world.first)/meeting")
            #expect(now.status == 200 && now.contains("Decisions: 0, actions: 1, waiting for the floor: 0."))
            let next = try await browser.get("/events/\(world.next)/meeting")
            #expect(next.contains("From the last meeting") && next.contains("Send the list of numbers"))
            let close = try await Self.item(world, "For few", marking: "RED")
            let few = try await MeetingOperations.act(
                world.organiser(), world.first, close, fields, owner: ActionOwner("country:HR"))
            #expect(!few.isShared && few.marking == "AMBER+STRICT")
            await expectRefusal(.forbidden) {
                _ = try await MeetingOperations.act(
                    world.region.network.world.visit(world.region.network.world.seats[0]), world.first, item, fields,
                    owner: nil)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the floor goes to who asked first, a point of order before, each for as long as said`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            let (room, event) = (world.region.network.world, world.first)
            let organiser = try await world.organiser()
            let first = try await room.visit(room.seats[0])
            await expectRefusal(.meetingFloorClosed) { try await MeetingFloorOperations.ask(first, event) }
            await #expect(throws: Refusal.self) {
                try await MeetingFloorOperations.set(organiser, event, MeetingFloor(isOpen: true, each: 61))
            }
            try await MeetingFloorOperations.set(organiser, event, MeetingFloor(isOpen: true, each: 3))
            for seat in room.seats.prefix(3) {
                try await MeetingFloorOperations.ask(room.visit(seat), event)
                try await MeetingFloorOperations.ask(room.visit(seat), event)
            }
            func speakers() async throws -> [MeetingSpeakerRecord] {
                try await site.database.read { try MeetingFloorStore($0).speakers(of: event) }
            }
            #expect(try await speakers().map(\.participant) == room.seats.prefix(3).map(\.id))
            let third = try #require(try await speakers().last)
            try await MeetingFloorOperations.bringForward(organiser, event, third.id)
            try await MeetingFloorOperations.give(organiser, event, to: nil)
            let now = try #require(try await speakers().first { $0.state == .speaking })
            #expect(now.participant == room.seats[2].id && now.until == site.clock.now + 180_000)
            try await MeetingFloorOperations.takeBack(first, event)
            try await MeetingFloorOperations.give(organiser, event, to: nil)
            #expect(try await speakers().first { $0.state == .speaking }?.participant == room.seats[1].id)
            try await MeetingFloorOperations.give(organiser, event, to: nil)
            #expect(try await speakers().allSatisfy { $0.state == .done })
            let wall = try await room.browser(room.organiser).get("/events/\(event)/meeting/wall")
            #expect(wall.status == 200 && wall.contains("Nobody waits for the floor."))
        }
    }
}
