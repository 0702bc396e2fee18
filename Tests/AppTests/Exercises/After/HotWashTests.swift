import Domain
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// What a room votes after ENDEX is read by functions and roles, and by cells.
struct HotWashTests {
    /// Ten players in cells A and B, five of a function each, and five evaluators.
    private func exercise(_ room: VotingRoom, _ state: ExerciseState) async throws {
        let environment = room.app.services.environment
        let (event, people, now) = (room.event, room.voters.compactMap(\.seat?.id), environment.now())
        let msel: Msel.ID = environment.id()
        let functions = ["Guards", "Police"].map { (name: $0, id: environment.id(ExerciseFunction.ID.self)) }
        let cells = ["A", "B"].map { (code: $0, id: environment.id(ExerciseCell.ID.self)) }
        let seats = people.map { _ in environment.id(ExerciseSeat.ID.self) }
        try await room.database.write { tx in
            let programme = try EventStore(tx).event(event).programme
            try tx.execute(
                """
                INSERT INTO msel (id, programme_id, kind, title, overview, zone, story_start, languages, marking, extra_columns,
                    created_at, changed_at)
                VALUES (\(msel), \(programme), 'exercise', 'Nordgate', '', 'Europe/Zagreb', 1813297200000, '["en"]', 'GREEN', '[]',
                    \(now), \(now))
                """)
            try tx.execute(
                """
                INSERT INTO exercise (event_id, msel_id, state, pace, approval, release_default, comparison, rules_text,
                    emergency_phone, catch_up_ms, cells_talk, created_at, changed_at)
                VALUES (\(event), \(msel), \(state), 'clock', 'none', 'hand', 'private', '', '', 60000, FALSE, \(now), \(now))
                """)
            for (index, function) in functions.enumerated() {
                try tx.execute(
                    """
                    INSERT INTO exercise_function (id, msel_id, code, name, position)
                    VALUES (\(function.id), \(msel), \(function.name), \(function.name), \(index))
                    """)
            }
            for (index, cell) in cells.enumerated() {
                try tx.execute(
                    """
                    INSERT INTO exercise_cell (id, msel_id, number, code, name, plays, zone, language, kind, publication)
                    VALUES (\(cell.id), \(msel), \(index + 1), \(cell.code), \(cell.code), '', 'Europe/Zagreb', 'en', 'players', 'private')
                    """)
            }
            for (index, person) in people.enumerated() {
                let isPlayer = index < 10
                try tx.execute(
                    """
                    INSERT INTO exercise_seat (id, event_id, participant_id, role, cell_id, function_id, is_spokesperson, deputises_for,
                        created_at)
                    VALUES (\(seats[index]), \(event), \(person), \(isPlayer ? "player" : "evaluator"),
                        \(isPlayer ? cells[index / 5].id : nil), \(isPlayer ? functions[index % 2].id : nil), FALSE, '', \(now))
                    """)
            }
        }
    }

    private func vote(_ room: VotingRoom) async throws -> RoundResult {
        let round = try await room.open(RoundSettings(method: .multivote, dots: 4, seats: 2))
        for voter in 0..<15 { try await room.cast(voter, round, voter < 8 ? [0: 2, 1: 2] : [1: 2, 2: 2]) }
        try await room.close(round)
        return try await room.result(round)
    }

    @Test func `after ENDEX it is read by functions and roles from five ballots on, and cells only weigh`() async throws
    {
        try await inEveryRoom { room in
            try await exercise(room, .ended)
            let part = try await vote(room).main
            #expect(part.isOfPlay)
            #expect(
                Set(part.sectorTallies.map(\.name)) == ["function:Guards", "function:Police", "role:evaluator"])
            #expect(part.label(.sectors).string() == "Functions and roles equal")
            #expect(part.label(.countries).string() == "Cells equal")
            #expect(VoterOrigins.label("function:Guards")?.string() == "Guards")
            #expect(VoterOrigins.label("cell:A")?.string() == "A" && VoterOrigins.label("health") == nil)
            // Whatever the cells are, each class of voters has five or none.
            let cells = part.counts.countries.map(\.group)
            #expect(cells.flatMap(\.members).contains { $0.hasPrefix("cell:") })
        }
    }

    @Test func `before ENDEX sectors and countries count, as in every workshop`() async throws {
        try await inEveryRoom { room in
            try await exercise(room, .running)
            let part = try await vote(room).main
            #expect(!part.isOfPlay)
            #expect(Set(part.sectorTallies.map(\.name)) == Set(VotingRoom.sectors))
            #expect(part.label(.sectors).string() == "Sectors equal")
        }
    }
}
