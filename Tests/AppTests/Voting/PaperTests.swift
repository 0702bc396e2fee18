@testable import App
import TestSupport
import Domain
import Storage
import Testing
import Web

@Suite struct PaperTests {
    private func enter(_ room: VotingRoom, _ round: Round.ID, voter: Int, by visitor: Visitor? = nil) async throws
        -> PaperBallot.ID
    {
        try await PaperOperations.enter(
            room.visit(visitor ?? room.facilitator), in: room.event, round, of: room.voters[voter].seat!.id,
            room.choices([0: 2]))
    }

    private func confirm(
        _ room: VotingRoom, _ round: Round.ID, _ paper: PaperBallot.ID, by visitor: Visitor? = nil,
        _ preference: PaperOperations.Preference? = nil
    ) async throws {
        try await PaperOperations.confirm(
            room.visit(visitor ?? room.second), in: room.event, round, paper, preference: preference)
    }

    @Test func `a sheet counts once a second person has confirmed it`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let paper = try await enter(room, round, voter: 0)
            #expect(try await room.count("ballot", round) == 0)
            try await confirm(room, round, paper)
            #expect(try await room.count("ballot", round) == 1)
        }
    }

    @Test func `whoever entered a sheet does not confirm it`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let paper = try await enter(room, round, voter: 0)
            let refused = await refusal { try await confirm(room, round, paper, by: room.facilitator) }
            #expect(refused?.code == "second-person-needed")
        }
    }

    @Test func `an account and the seat that belongs to it are one person`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let seat = try #require(room.voters[3].seat?.id), account = try #require(room.facilitator.account?.id)
            try await room.database.write {
                try $0.execute(
                    "UPDATE participant SET account_id = \(account), role = 'rapporteur' WHERE id = \(seat)")
            }
            let paper = try await enter(room, round, voter: 0)
            let refused = await refusal { try await confirm(room, round, paper, by: room.voters[3]) }
            #expect(refused?.code == "second-person-needed")
        }
    }

    @Test func `the choices of a decided sheet are forgotten`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let counted = try await enter(room, round, voter: 0), thrown = try await enter(room, round, voter: 1)
            try await confirm(room, round, counted)
            try await PaperOperations.discard(room.visit(room.second), in: room.event, round, thrown)
            let papers = try await room.database.read { try BallotStore($0).papers(in: round) }
            #expect(Set(papers.map(\.state)) == [.counted, .discarded])
            #expect(papers.allSatisfy { $0.choices == nil })
        }
    }

    @Test func `a sheet never replaces a vote on a screen silently`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            try await room.cast(0, round, [5: 1])
            let paper = try await enter(room, round, voter: 0)
            #expect(await refusal { try await confirm(room, round, paper) }?.fields["preference"] != nil)
            try await confirm(room, round, paper, .screen)
            let stored = try await room.database.read {
                try BallotStore($0).choices(of: room.voters[0].seat!.id, in: round)
            }
            #expect(stored == room.choices([5: 1]))
        }
    }

    @Test func `who confirms may let the sheet count`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            try await room.cast(0, round, [5: 1])
            let paper = try await enter(room, round, voter: 0)
            try await confirm(room, round, paper, .paper)
            let stored = try await room.database.read {
                try BallotStore($0).choices(of: room.voters[0].seat!.id, in: round)
            }
            #expect(stored == room.choices([0: 2]))
            #expect(try await room.count("ballot", round) == 1)
        }
    }

    @Test func `a person's own later vote takes the place of the sheet`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            try await confirm(room, round, try await enter(room, round, voter: 0))
            try await room.cast(0, round, [4: 1])
            let answer = try await room.database.read {
                try BallotStore($0).participation(of: room.voters[0].seat!.id, in: round)
            }
            #expect(answer?.isPaper == false)
            #expect(try await room.count("ballot", round) == 1)
        }
    }

    @Test func `one person has one sheet`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            _ = try await enter(room, round, voter: 0)
            #expect(await refusal { _ = try await enter(room, round, voter: 0) }?.fields["participant"] != nil)
        }
    }

    @Test func `a waiting sheet keeps a round from closing by itself, and closing by hand drops it`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote, duration: 60))
            let paper = try await enter(room, round, voter: 0)
            room.clock.advance(seconds: 100)
            try await RoundClosing.closeDue(room.database, at: room.clock.now)
            #expect(try await room.record(round).state == .open)
            #expect(await refusal { try await room.cast(1, round, [0: 1]) }?.code == "round-closed")
            try await room.close(round)
            let record = try await room.database.read { try BallotStore($0).paper(paper, in: round) }
            #expect(record.state == .lapsed)
            #expect(record.choices == nil)
        }
    }

    @Test func `participants and observers enter no paper`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            for visitor in [room.voters[1], room.observer] {
                #expect(await refusal { _ = try await enter(room, round, voter: 0, by: visitor) }?.code == "forbidden")
            }
        }
    }
}
