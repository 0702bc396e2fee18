@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

struct LiveTests {
    @Test(arguments: TestEngine.allCases)
    func `an issue and a stage reach the other screens by themselves`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let token = ProjectorLink.token(event: world.event, generation: 1, key: site.services.key)
            let participant = try await world.browser(world.seats[1]).listen("/e/ZGRB/live")
            let console = try await world.browser(world.facilitator).listen("/events/\(world.event)/console/live")
            let projector = try await site.browser().listen("/events/\(world.event)/projector/\(token)/live")
            #expect([participant.status, console.status, projector.status] == [200, 200, 200])
            try await world.browser(world.member).post(
                "/events/\(world.event)/issues", ["topic": "\(world.topics[0])", "title": "Heard everywhere"])
            #expect(await participant.next(containing: "Heard everywhere", seconds: 15) != nil)
            let arrived = await console.next(containing: "Heard everywhere", seconds: 15)
            #expect(arrived != nil)
            #expect(await projector.next(containing: "<dd>1</dd>", seconds: 15) != nil)
            try await world.browser(world.facilitator).post("/events/\(world.event)/stage", ["stage": "merge"])
            #expect(await participant.next(containing: "event: state\ndata: merge", seconds: 15) != nil)
            #expect(await projector.next(containing: "We merge issues", seconds: 15) != nil)
            for stream in [participant, console, projector] { stream.close() }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `forms in live regions carry no token, and hidden issues are not streamed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            try await RoomOperations.changeSettings(
                try await world.visit(world.facilitator), world.event, issuesVisible: false)
            let console = try await world.browser(world.facilitator).listen("/events/\(world.event)/console/live")
            let acts = await console.next(containing: "id=\"acts\"")
            #expect(acts?.contains("<form") == true)
            let participant = try await world.browser(world.seats[1]).listen("/e/ZGRB/live")
            try await world.browser(world.member).post(
                "/events/\(world.event)/issues", ["topic": "\(world.topics[0])", "title": "A secret of mine"])
            let others = await participant.next(containing: "1 issue in the room", seconds: 15)
            #expect(others != nil && others?.contains("A secret of mine") == false)
            console.close()
            participant.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each merge tells participants to look again`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let stream = try await merge.world.browser(merge.world.seats[0]).listen("/e/ZGRB/live")
            let first = await stream.next(containing: "event: state", seconds: 15)
            _ = try await merge.join(0, 1)
            var second = await stream.next(containing: "event: state", seconds: 15)
            // Who comes during a change may be told the same state twice; the page takes no notice of the second.
            if second == first { second = await stream.next(containing: "event: state", seconds: 15) }
            #expect(first != nil && second != nil && first != second)
            stream.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two windows of a person count as one connected`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = await world.browser(world.member)
            let one = try await browser.listen("/e/ZGRB/live")
            let two = try await browser.listen("/e/ZGRB/live")
            let other = try await world.browser(world.seats[1]).listen("/e/ZGRB/live")
            #expect(await site.services.live.connected("event:\(world.event)", audience: "participant") == 2)
            let console = try await world.browser(world.facilitator).listen("/events/\(world.event)/console/live")
            #expect(await console.next(containing: "2 have the page open", seconds: 15) != nil)
            for stream in [one, two, other, console] { stream.close() }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody listens without a seat`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            #expect(try await site.browser().get("/e/ZGRB/live").status == 401)
            #expect(try await world.browser(world.stranger).get("/events/\(world.event)/console/live").status == 404)
            #expect(try await world.browser(world.member).get("/events/\(world.event)/console/live").status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who loses the right to look on is asked to come in again`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let token = ProjectorLink.token(event: world.event, generation: 1, key: site.services.key)
            let projector = try await site.browser().listen("/events/\(world.event)/projector/\(token)/live")
            #expect(await projector.next(containing: "id=\"room\"", seconds: 15) != nil)
            try await world.browser(world.organiser).post("/events/\(world.event)/projector-link")
            #expect(await projector.next(containing: "event: retry", seconds: 15) != nil)
            #expect(try await site.browser().get("/events/\(world.event)/projector/\(token)/live").status == 404)
            projector.close()
        }
    }
}
