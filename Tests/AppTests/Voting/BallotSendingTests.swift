@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Ballots that are on their way at once, from two windows or held up on the way; and ballots that say little.
@Suite struct BallotSendingTests {
    private func cast(
        _ room: VotingRoom, _ round: Round.ID, _ values: [Int: Int], _ device: String?, _ number: Int?,
        basis: String? = nil, isConfirmed: Bool = true
    ) async throws -> BallotReceipt {
        try await BallotOperations.cast(
            room.visit(room.voters[0]), in: room.event, round, room.choices(values),
            BallotSending(device: device, number: number, basis: basis, isConfirmed: isConfirmed))
    }

    private func stored(_ room: VotingRoom, _ round: Round.ID) async throws -> [App.Issue.ID: Int] {
        let voter = try #require(room.voters[0].seat).id
        return try await room.database.read { try BallotStore($0).choices(of: voter, in: round)?.values ?? [:] }
    }

    @Test func `a ballot that was held up never takes the place of a newer one`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let newer = try await cast(room, round, [0: 1], "phone", 2)
            #expect(await refusal { _ = try await cast(room, round, [1: 1], "phone", 1) }?.code == "ballot-older")
            #expect(try await stored(room, round) == [room.issues[0]: 1])
            // The same again as the fourth: then the third comes too late as well.
            #expect(try await cast(room, round, [0: 1], "phone", 4).code == newer.code)
            #expect(await refusal { _ = try await cast(room, round, [2: 1], "phone", 3) }?.code == "ballot-older")
            _ = try await cast(room, round, [2: 2], "phone", 5)
            #expect(try await stored(room, round) == [room.issues[2]: 2])
        }
    }

    @Test func `a page that does not know what is stored overwrites nothing`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let first = try await cast(room, round, [0: 1], "one", 1, basis: "")
            #expect(
                await refusal { _ = try await cast(room, round, [1: 1], "two", 1, basis: "") }?.code
                    == "ballot-elsewhere")
            #expect(try await stored(room, round) == [room.issues[0]: 1])
            // Its own answer was lost: the same page goes on.
            let second = try await cast(room, round, [0: 2], "one", 2, basis: "")
            #expect(
                await refusal { _ = try await cast(room, round, [1: 1], "two", 2, basis: first.code) }?.code
                    == "ballot-elsewhere")
            _ = try await cast(room, round, [1: 1], "two", 3, basis: second.code)
            #expect(try await stored(room, round) == [room.issues[1]: 1])
            // Without JavaScript a form says what it knows, and does not count.
            #expect(
                await refusal { _ = try await cast(room, round, [0: 1], nil, nil, basis: "") }?.code
                    == "ballot-elsewhere")
            _ = try await cast(room, round, [0: 1], nil, nil)
            #expect(try await stored(room, round) == [room.issues[0]: 1])
        }
    }

    @Test func `which page sent a ballot is forgotten at the close`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            _ = try await cast(room, round, [0: 1], "phone", 3)
            func known() async throws -> Int {
                try await room.database.read {
                    try $0.value(
                        "SELECT COUNT(*) FROM participation WHERE device IS NOT NULL OR device_number IS NOT NULL",
                        as: Int.self) ?? 0
                }
            }
            #expect(try await known() == 1)
            try await room.close(round)
            #expect(try await known() == 0)
        }
    }

    @Test func `numbers and names of devices have bounds`() async throws {
        for sending in [
            BallotSending(device: "phone", number: 0), BallotSending(device: "phone", number: .max),
            BallotSending(device: "phone", number: .min), BallotSending(device: "", number: 1),
            BallotSending(device: String(repeating: "x", count: 65), number: 1),
            BallotSending(device: "a\u{301}", number: 1),
            BallotSending(device: "phone"), BallotSending(number: 1),
        ] { #expect(throws: Refusal.self) { try sending.checked() } }
        _ = try BallotSending(device: "phone", number: 1_000_000_000).checked()
    }

    @Test func `a ballot that says little is stored only when it is meant so`() async throws {
        try await TestEngineRoom.sqlite { room in
            let little: [(VotingMethod, [Int: Int])] = [
                (.rating, [0: 9]), (.multivote, [:]), (.multivote, [0: 2]), (.approval, [:]),
                (.ranking, [0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6]),
                (.ranking, [3: 1]),
            ]
            for (method, values) in little {
                let round = try await room.open(RoundSettings(method: method))
                let refused = await refusal { _ = try await cast(room, round, values, nil, nil, isConfirmed: false) }
                #expect(refused?.code == "ballot-unfinished" && refused?.status == .conflict, "\(method)")
                if method == .rating { #expect(refused?.title.string() == "You have rated 1 of 6. Send it as it is?") }
                if values == [0: 2] { #expect(refused?.title.string() == "1 dot is left. Send it as it is?") }
                #expect(try await room.count("participation", round) == 0)
                _ = try await BallotOperations.cast(
                    room.visit(room.voters[0]), in: room.event, round, room.choices(values),
                    BallotSending(isConfirmed: true))
                #expect(try await room.count("participation", round) == 1)
                try await room.close(round)
            }
            // All that can be given, though there are more dots; and all dots.
            for (dots, most, values) in [(4, 2, [0: 2, 1: 2]), (5, 1, [0: 1, 1: 1])] {
                let full = try await room.open(
                    RoundSettings(method: .multivote, dots: dots, maxPerIssue: most),
                    issues: Array(room.issues.prefix(2)))
                _ = try await cast(room, full, values, nil, nil, isConfirmed: false)
                try await room.close(full)
            }
            let whole = try await room.open(RoundSettings(method: .ranking))
            _ = try await cast(room, whole, [0: 2, 1: 1, 2: 3, 3: 4, 4: 5, 5: 6], nil, nil, isConfirmed: false)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the page asks before it sends little, and shows what another window stored`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            try await RoundOperations.open(try await world.visit(world.facilitator), round, in: world.event)
            let path = "/e/ZGRB/rounds/\(round)/ballot"
            let (one, two) = (await world.browser(world.member), await world.browser(world.member))
            for isFragment in [true, false] {
                let asked = try await one.post(path, ["basis": ""], fragment: isFragment)
                #expect(asked.status == 409 && asked.contains("You have given no dot. Send it as it is?"))
                #expect(asked.contains("name=\"confirmed\" value=\"yes\""))
            }
            #expect(try await one.post(path, ["basis": "", "confirmed": "yes"]).status == 303)

            let page = try await two.get("/e/ZGRB")
            let receipt = try #require(page.text(after: "name=\"basis\" value=\"", before: "\""))
            #expect(try await one.post(path, ["basis": receipt, "dots-1": "2", "confirmed": "yes"]).status == 303)
            let late = try await two.post(path, ["basis": receipt, "dots-2": "1", "device": "two", "number": "1"])
            #expect(late.status == 409 && late.contains("You have since voted in another window or on another device"))
            #expect(late.contains("name=\"dots-1\" value=\"2\" data-dot checked"))
            #expect(late.contains("data-draft-clear=\"ballot-\(round)"))
            let now = try #require(late.text(after: "name=\"basis\" value=\"", before: "\""))
            #expect(try await two.post(path, ["basis": now, "dots-2": "1", "confirmed": "yes"]).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `every open page of a voter is told that a vote is stored`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            try await RoundOperations.open(try await world.visit(world.facilitator), round, in: world.event)
            let (one, two) = (await world.browser(world.member), await world.browser(world.member))
            let stream = try await two.listen("/e/ZGRB/live")
            #expect(await stream.next(containing: "event: state") != nil)
            #expect(
                try await one.post("/e/ZGRB/rounds/\(round)/ballot", ["dots-1": "2", "confirmed": "yes"]).status == 303)
            #expect(await stream.next(containing: "event: ballot") != nil)
            stream.close()
        }
    }

    /// Misspelt, it would be left out unseen; and what a ballot says besides would be kept nowhere and still be thought to count.
    @Test(arguments: TestEngine.allCases)
    func `a field that a body does not have is refused by name`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            try await RoundOperations.open(try await world.visit(world.facilitator), round, in: world.event)
            let items = try await site.database.read { try RoundStore($0).items(of: round).map(\.issue.description) }
            let address = "/api/v1/events/\(world.event)/rounds/\(round)/ballot"
            let client = world.api(world.member)
            let choice: [String: Any] = ["issue": items[0], "value": 1]
            let bodies: [(String, [String: Any])] = [
                ("weight", ["choices": [choice], "confirmed": true, "weight": 3]),
                ("choices.dots", ["choices": [choice.merging(["dots": 1]) { $1 }], "confirmed": true]),
            ]
            for (field, body) in bodies {
                let refused = try await client.send(.put, address, body)
                #expect(refused.status == 422, "\(field)")
                let errors = (refused["errors"] as? [[String: Any]] ?? []).compactMap { $0["field"] as? String }
                #expect(errors == [field])
            }
            #expect(try await client.send(.put, address, ["choices": [choice], "confirmed": true]).status == 200)
            let programme = try await world.api(world.administrator).send(
                .post, "/api/v1/programmes", ["title": "P", "summary": "", "sumary": ""])
            #expect(programme.status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API refuses in words with a code`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            try await RoundOperations.open(try await world.visit(world.facilitator), round, in: world.event)
            let address = "/api/v1/events/\(world.event)/rounds/\(round)/ballot"
            let client = world.api(world.member)
            let asked = try await client.send(.put, address, ["choices": [Any]()])
            #expect(asked.status == 409 && asked.text("type") == "/problems/ballot-unfinished")
            #expect(try await client.send(.put, address, ["choices": [Any](), "confirmed": true]).status == 200)
            let bad: [String: Any] = ["choices": [Any](), "confirmed": true, "device": "d", "number": -1]
            #expect(try await client.send(.put, address, bad).status == 422)
        }
    }
}
