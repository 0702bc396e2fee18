@testable import App
import TestSupport
import Domain
import Storage
import Testing
import Web

@Suite struct RoundTests {
    @Test func `a round goes from draft to open to closed to revealed`() async throws {
        try await inEveryRoom { room in
            let round = try await room.prepare(RoundSettings(method: .multivote))
            #expect(try await room.record(round).state == .draft)
            try await RoundOperations.open(room.visit(room.facilitator), round, in: room.event)
            #expect(try await room.record(round).state == .open)
            try await room.close(round)
            #expect(try await room.record(round).state == .closed)
            try await room.reveal(round)
            #expect(try await room.record(round).state == .revealed)
        }
    }

    @Test func `settings come back from the database as they were set`() async throws {
        try await inEveryRoom { room in
            let settings = RoundSettings(
                method: .rating, dots: 4, maxPerIssue: 3, criteria: [.importance, .feasibility],
                thresholds: ConsensusThresholds(inHighAtLeast: 80, inLowUnder: 10, outHighAtMost: 40), seats: 2,
                duration: 240)
            let round = try await room.prepare(settings)
            #expect(try await room.record(round).settings == settings)
        }
    }

    @Test func `only one round is open at a time`() async throws {
        try await inEveryRoom { room in
            _ = try await room.open(RoundSettings(method: .multivote))
            let other = try await room.prepare(RoundSettings(method: .approval))
            let refused = await refusal {
                try await RoundOperations.open(room.visit(room.facilitator), other, in: room.event)
            }
            #expect(refused?.code == "round-already-open")
        }
    }

    @Test func `an opened round is not changed and not discarded`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let draft = RoundDraft(
                title: "Another question", settings: RoundSettings(method: .approval), issues: room.issues)
            let changed = await refusal {
                try await RoundOperations.change(room.visit(room.facilitator), round, in: room.event, draft)
            }
            let discarded = await refusal {
                try await RoundOperations.discard(room.visit(room.facilitator), round, in: room.event)
            }
            #expect(changed?.code == "round-fixed")
            #expect(discarded?.code == "round-fixed")
        }
    }

    @Test func `a discarded draft is gone`() async throws {
        try await inEveryRoom { room in
            let round = try await room.prepare(RoundSettings(method: .multivote))
            try await RoundOperations.discard(room.visit(room.facilitator), round, in: room.event)
            #expect(try await room.database.read { try RoundStore($0).round(round) } == nil)
            #expect(try await room.count("round_item", round) == 0)
        }
    }

    @Test func `a round that was not closed is not revealed`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            #expect(await refusal { try await room.reveal(round) }?.code == "round-not-closed")
        }
    }

    @Test func `added time counts from the announced end`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote, duration: 120))
            let before = try await room.record(round).closesAt ?? 0
            try await RoundOperations.extend(room.visit(room.facilitator), round, in: room.event, seconds: 60)
            #expect(try await room.record(round).closesAt == before + 60_000)
        }
    }

    @Test func `a round closed by hand has no time to extend`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let refused = await refusal {
                try await RoundOperations.extend(room.visit(room.facilitator), round, in: room.event, seconds: 60)
            }
            #expect(refused?.code == "round-without-end")
        }
    }

    @Test func `opening puts the round on the room's screens`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            let event = try await room.database.read { try EventStore($0).event(room.event) }
            #expect(event.round == round)
            #expect(event.stage == .vote)
        }
    }

    @Test func `a round closes by itself after its time and the grace`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote, duration: 60))
            room.clock.advance(seconds: 62.9)
            try await RoundClosing.closeDue(room.database, at: room.clock.now)
            #expect(try await room.record(round).state == .open)
            room.clock.advance(seconds: 0.2)
            try await RoundClosing.closeDue(room.database, at: room.clock.now)
            #expect(try await room.record(round).state == .closed)
        }
    }

    @Test func `whoever reads a round after its time finds it closed before the closing task has been`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote, duration: 60))
            room.clock.advance(seconds: 64)
            let record = try await room.record(round)
            #expect(record.state == .open)
            #expect(record.phase(at: room.clock.now) == .closed)
        }
    }

    @Test func `issues that were withdrawn since keep a draft from opening`() async throws {
        try await inEveryRoom { room in
            let round = try await room.prepare(RoundSettings(method: .multivote))
            try await room.database.write {
                try $0.execute("UPDATE issue SET withdrawn_at = 1 WHERE id = \(room.issues[0])")
            }
            let refused = await refusal {
                try await RoundOperations.open(room.visit(room.facilitator), round, in: room.event)
            }
            #expect(refused?.code == "round-issues-changed")
        }
    }

    @Test func `a round keeps the words that were voted on`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            try await room.database.write {
                try $0.execute("UPDATE issue SET title = 'Other words' WHERE id = \(room.issues[0])")
            }
            #expect(
                try await room.database.read { try RoundStore($0).items(of: round).first?.title }
                    == VotingRoom.titles[0])
        }
    }

    @Test(arguments: [
        (RoundSettings(method: .multivote, dots: 0), "dots"),
        (RoundSettings(method: .multivote, dots: 2, maxPerIssue: 3), "max"),
        (RoundSettings(method: .rating, thresholds: ConsensusThresholds(inHighAtLeast: 40)), "in-high"),
        (RoundSettings(method: .multivote, duration: 0), "minutes"),
    ])
    func `settings that cannot work are refused at their field`(settings: RoundSettings, field: String) async throws {
        try await TestEngineRoom.sqlite { room in
            let refused = await refusal { _ = try await room.prepare(settings) }
            #expect(refused?.fields[field] != nil)
        }
    }

    @Test func `a ranking of more than seven issues is refused`() async throws {
        try await TestEngineRoom.sqlite(titles: (1...8).map { "Issue \($0)" }) { room in
            let refused = await refusal { _ = try await room.prepare(RoundSettings(method: .ranking)) }
            #expect(refused?.fields["issue"] != nil)
        }
    }

    @Test func `a round without a question or without issues is refused`() async throws {
        try await TestEngineRoom.sqlite { room in
            let draft = RoundDraft(title: " \u{0} ", settings: RoundSettings(method: .approval), issues: [])
            let refused = await refusal {
                _ = try await RoundOperations.create(room.visit(room.facilitator), in: room.event, draft)
            }
            #expect(refused?.fields["title"] != nil)
            #expect(refused?.fields["issue"] != nil)
        }
    }

    @Test func `only those who run the room prepare and open rounds`() async throws {
        try await inEveryRoom { room in
            let draft = RoundDraft(title: "Q", settings: RoundSettings(method: .approval), issues: room.issues)
            func code(_ visitor: Visitor) async -> String? {
                await refusal { _ = try await RoundOperations.create(room.visit(visitor), in: room.event, draft) }?.code
            }
            #expect(await code(.guest) == "sign-in-needed")
            #expect(await code(room.stranger) == "not-found")
            #expect(await code(room.voters[0]) == "forbidden")
            #expect(await code(room.observer) == "forbidden")
            #expect(await code(room.facilitator) == nil)
        }
    }

    @Test func `a round of another event is not found`() async throws {
        try await inEveryRoom { room in
            let round = try await room.prepare(RoundSettings(method: .approval))
            let other = room.app.services.environment.id(Event.ID.self)
            let refused = await refusal {
                _ = try await room.database.read { _ = try RoundStore($0).round(round, in: other) }
            }
            #expect(refused?.code == "not-found")
        }
    }
}
