@testable import App
import TestSupport
import Domain
import Storage
import StorageTestSupport
import Testing
import Web

@Suite struct BallotTests {
    @Test func `the last ballot of a person counts, with a new receipt`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let first = try await room.cast(0, round, [0: 2])
            let second = try await room.cast(0, round, [1: 1])
            #expect(first.code != second.code)
            #expect(second.isChange)
            #expect(try await room.count("ballot", round) == 1)
            let stored = try await room.database.read {
                try BallotStore($0).choices(of: room.voters[0].seat!.id, in: round)
            }
            #expect(stored == room.choices([1: 1]))
        }
    }

    @Test func `a ballot is kept as JSON with its names in order, and read as it was written`() throws {
        let ids = try (1...3).map { try #require(Issue.ID("01890000-0000-7000-8000-00000000000\(4 - $0)")) }
        let choices = BallotChoices(values: [ids[0]: 2, ids[1]: -1, ids[2]: 30], feasibility: [ids[1]: 4])
        let values: [String: JSONValue] = [ids[0].description: 2, ids[1].description: -1, ids[2].description: 30]
        let wanted = JSONValue.object([
            "values": .object(values), "feasibility": .object([ids[1].description: 4]),
        ])
        #expect(choices.stored == wanted.json)
        #expect(try BallotChoices(stored: choices.stored).stored == choices.stored)
        #expect(BallotChoices().stored == "{\"feasibility\":{},\"values\":{}}")
    }

    @Test func `the same ballot sent again keeps its receipt`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let first = try await room.cast(0, round, [0: 2, 3: 1])
            let again = try await room.cast(0, round, [0: 2, 3: 1])
            #expect(first.code == again.code)
            #expect(try await room.count("participation", round) == 1)
        }
    }

    @Test func `two tries at the same moment count once`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            try await withThrowingTaskGroup { group in
                for dots in [1, 2, 1, 2, 1] { group.addTask { _ = try await room.cast(0, round, [0: dots]) } }
                try await group.waitForAll()
            }
            #expect(try await room.count("ballot", round) == 1)
        }
    }

    @Test func `a ballot within the grace counts, and after it is refused`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote, duration: 60))
            room.clock.advance(seconds: 63)
            try await room.cast(0, round, [0: 1])
            room.clock.advance(seconds: 0.001)
            let refused = await refusal { try await room.cast(1, round, [0: 1]) }
            #expect(refused?.code == "round-closed")
            #expect(try await room.count("ballot", round) == 1)
        }
    }

    @Test func `after the close a voter is told which receipt counts`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let receipt = try await room.cast(0, round, [0: 1])
            try await room.close(round)
            let refused = await refusal { try await room.cast(0, round, [1: 1]) }
            #expect(refused?.code == "round-closed")
            #expect(refused?.advice.string().contains(receipt.code) == true)
        }
    }

    @Test func `observers, facilitators, strangers and guests cast no ballot`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            for visitor in [room.observer, room.facilitator, room.stranger, .guest] {
                let refused = await refusal {
                    _ = try await BallotOperations.cast(
                        room.visit(visitor), in: room.event, round, room.choices([0: 1]))
                }
                #expect(refused != nil)
            }
            #expect(try await room.count("ballot", round) == 0)
        }
    }

    @Test func `closing destroys the key and leaves no person, receipt or time with a choice`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let idsBefore = try await withBallots(room, round)
            try await room.close(round)
            try await room.database.read { reading in
                let row = try reading.first("SELECT ballot_key FROM round WHERE id = \(round)")
                #expect(try row?.get("ballot_key", as: [UInt8]?.self) == nil)
                let ballots = try reading.all("SELECT * FROM ballot WHERE round_id = \(round)")
                #expect(ballots.count == 10)
                #expect(Set(ballots.first?.columns ?? []) == ["id", "round_id", "voter", "choices"])
                for ballot in ballots {
                    #expect(try ballot.get("voter", as: String?.self) == nil)
                    let id = try ballot.get("id", as: String.self)
                    #expect(!idsBefore.contains(id))
                    #expect(id.hasPrefix("00000000-0000-7"))
                }
                for record in try Journal.records(reading, subject: "round:\(round)") {
                    #expect(!record.entry.facts.contains("values"))
                    for issue in room.issues { #expect(!record.entry.facts.contains(issue.description)) }
                }
            }
        }
    }

    /// Ten ballots, each on another number of issues; gives back their ids.
    private func withBallots(_ room: VotingRoom, _ round: Round.ID) async throws -> Set<String> {
        for voter in 0..<10 { try await room.cast(voter, round, [voter % 6: 1 + voter % 2]) }
        return try await room.database.read { reading in
            Set(
                try reading.all("SELECT id FROM ballot WHERE round_id = \(round)").map {
                    try $0.get("id", as: String.self)
                })
        }
    }

    @Test func `every receipt of a screen ballot is among the counted ones`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            var codes: Set<String> = []
            for voter in 0..<6 { codes.insert(try await room.cast(voter, round, [voter: 1]).code) }
            try await room.close(round)
            #expect(Set(try await room.database.read { try BallotStore($0).countedReceipts(of: round) }) == codes)
        }
    }

    @Test func `ballots stand in an order that does not follow their arrival`() async throws {
        try await inEveryRoom(people: 30) { room in
            let round = try await room.open(RoundSettings(method: .multivote, dots: 8, maxPerIssue: 6))
            for voter in 0..<30 { try await room.cast(voter, round, [0: 1 + voter % 6, 1: voter / 6 % 2]) }
            let arrived = (0..<30).map { voter -> String in
                var values = [0: 1 + voter % 6]
                if voter / 6 % 2 > 0 { values[1] = 1 }
                return room.choices(values).stored
            }
            try await room.close(round)
            let stored = try await room.database.read { try BallotStore($0).countedBallots(of: round) }
            #expect(stored.count == 30)
            #expect(stored != arrived)
        }
    }

    @Test(
        arguments: [
            ([0: 3], "item-1"), ([0: 2, 1: 2], "ballot"),
        ] as [([Int: Int], String)])
    func `a multivote that breaks the rules is refused at its field`(values: [Int: Int], field: String) async throws {
        try await TestEngineRoom.sqlite { room in
            let round = try await room.open(RoundSettings(method: .multivote, dots: 3))
            let refused = await refusal { try await room.cast(0, round, values) }
            #expect(refused?.fields[field] != nil)
        }
    }

    @Test func `a rating may say cannot judge, and says something`() async throws {
        try await TestEngineRoom.sqlite { room in
            let round = try await room.open(RoundSettings(method: .rating))
            try await room.cast(0, round, [0: 0, 1: 9])
            #expect(await refusal { try await room.cast(1, round, [:]) }?.fields["ballot"] != nil)
            #expect(await refusal { try await room.cast(1, round, [0: 10]) }?.fields["item-1"] != nil)
        }
    }

    @Test func `the form of each method is read as typed`() throws {
        let ids = (1...3).map { Issue.ID("00000000-0000-7000-8000-00000000000\($0)")! }
        let items = ids.enumerated().map { RoundItem(issue: $1, position: $0 + 1, title: "T", language: "en") }
        func read(_ text: String, _ settings: RoundSettings) throws -> BallotChoices {
            let (choices, errors) = BallotFormReader.read(try #require(FormValues(urlEncoded: text)), settings, items)
            #expect(errors.isEmpty)
            return choices
        }
        #expect(try read("dots-1=2&dots-2=0", RoundSettings(method: .multivote)).values == [ids[0]: 2])
        #expect(
            try read(
                "importance-1=unsure&importance-2=9&feasibility-3=4",
                RoundSettings(method: .rating, criteria: [.importance, .feasibility]))
                == BallotChoices(values: [ids[0]: 0, ids[1]: 9], feasibility: [ids[2]: 4]))
        #expect(try read("approve=3&approve=1", RoundSettings(method: .approval)).values == [ids[0]: 1, ids[2]: 1])
        #expect(
            try read("order=2&order=3&order=1", RoundSettings(method: .ranking)).values == [
                ids[1]: 1, ids[2]: 2, ids[0]: 3,
            ])
    }

    @Test func `a ranking is moved without JavaScript`() throws {
        let form = try #require(FormValues(urlEncoded: "order=1&order=2&order=3&move=3%3A-1"))
        #expect(BallotFormReader.order(form) == [1, 3, 2])
        let edge = try #require(FormValues(urlEncoded: "order=1&order=2&order=3&move=1%3A-1"))
        #expect(BallotFormReader.order(edge) == [1, 2, 3])
    }

    @Test func `a round of another event is not there, also where its own voters ask at the same moment`() async throws
    {
        try await forEachEngine(Migrations.all) { database in
            let (room, other) = (
                try await VotingRoom.make(database, people: 4),
                try await VotingRoom.make(database, code: "OTHR", people: 4)
            )
            let round = try await room.open(RoundSettings(method: .multivote))
            let choices = room.choices([0: 1])
            for isStrangerFirst in [true, false] {
                let codes = try await database.inOneBatch(
                    (isStrangerFirst ? [other, room] : [room, other]).map { place in
                        {
                            await refusal {
                                _ = try await BallotOperations.cast(
                                    place.visit(place.voters[0]), in: place.event, round, choices,
                                    BallotSending(isConfirmed: true))
                            }?.code
                        }
                    })
                #expect(codes == (isStrangerFirst ? ["not-found", nil] : [nil, "not-found"]))
            }
            #expect(try await database.read { try BallotStore($0).participations(in: round).count } == 1)
        }
    }

    @Test func `whoever waits to be let in does not vote, whatever their account may do`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let (account, seat) = (try #require(room.stranger.account), try #require(room.voters[0].seat))
            let id = room.app.services.environment.id(Participant.ID.self)
            try await room.database.write { tx in
                try tx.execute("UPDATE participant SET state = 'waiting' WHERE id = \(seat.id)")
                try tx.execute(
                    """
                    INSERT INTO participant (id, event_id, account_id, name, organisation, role, state, created_at)
                    VALUES (\(id), \(room.event), \(account.id), 'By account', '', 'participant', 'present', 1)
                    """)
            }
            let refused = await refusal {
                _ = try await BallotOperations.cast(
                    room.visit(Visitor(account: account, seat: seat)), in: room.event, round, room.choices([0: 1]))
            }
            #expect(refused?.code == Refusal.notApproved.code)
        }
    }

    @Test func `choices come back from their column`() throws {
        let ids = (1...2).map { Issue.ID("00000000-0000-7000-8000-00000000000\($0)")! }
        let choices = BallotChoices(values: [ids[0]: 9, ids[1]: 0], feasibility: [ids[1]: 3])
        #expect(try BallotChoices(stored: choices.stored) == choices)
        for some in [BallotChoices(), BallotChoices(values: [ids[0]: -3]), BallotChoices(feasibility: [ids[0]: 9])] {
            #expect(try BallotChoices(stored: some.stored) == some)
        }
    }

    /// As a workshop file of another program may hold it.
    @Test func `choices are also read from JSON that we did not write`() throws {
        let id = try #require(Issue.ID("00000000-0000-7000-8000-000000000001"))
        let other = "{ \"values\": {\"\(id)\": 2}, \"feasibility\": {} }"
        #expect(try BallotChoices(stored: other) == BallotChoices(values: [id: 2]))
        for broken in [
            "", "{", "{\"feasibility\":{},\"values\":{\"\(id)\":1}", "{\"feasibility\":{},\"values\":{\"\(id)\":}}",
            "{\"feasibility\":{},\"values\":{\"\(id)\":1}}}",
            "{\"feasibility\":{},\"values\":{\"\(id)\":99999999999999999999}}",

        ] {
            #expect(throws: (any Error).self, "\(broken)") { try BallotChoices(stored: broken) }
        }
    }
}
