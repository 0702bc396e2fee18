import Domain
import Storage
import TestSupport
import Web

@testable import App

/// What tests of players' pages add to a ``PlayWorld``.
extension PlayWorld {
    var play: String { "/events/\(event)/exercise/play" }
    var papersPath: String { "/events/\(event)/exercise/papers" }

    /// A player's browser: A, B and C are the first three seats.
    func player(_ code: String) async -> Browser {
        await world.browser(world.seats[code == "A" ? 0 : code == "B" ? 1 : 2])
    }

    /// STARTEX, which all players have confirmed.
    func begin() async throws {
        try await start()
        for code in ["A", "B", "C"] {
            _ = try await player(code).post("\(play)/confirmation")
        }
    }

    /// A decision point on an inject, with two options.
    @discardableResult
    func ask(_ label: String, deadline: Int64? = nil, consent: String = "[]") async throws -> DecisionPoint.ID {
        let (id, inject, msel) = (site.environment.id(DecisionPoint.ID.self), try id(label), msel)
        let environment = site.environment
        try await site.database.write { tx in
            try tx.execute(
                """
                INSERT INTO decision_point (id, msel_id, inject_id, number, question, deadline_ms, consent, allows_other)
                VALUES (\(id), \(msel), \(inject), 1, \("{\"en\":\"Question of \(label)?\"}"), \(deadline.map { $0 * Self.minute }),
                    \(consent), TRUE)
                """)
            for (index, option) in ["Close", "Keep"].enumerated() {
                try tx.execute(
                    """
                    INSERT INTO decision_option (id, point_id, position, code, text)
                    VALUES (\(environment.id(DecisionOption.ID.self)), \(id), \(index + 1), \(option.lowercased()),
                        \("{\"en\":\"\(option) it after \(label)\"}"))
                    """)
            }
        }
        return id
    }

    func paper(_ label: String, _ code: String) async throws -> Paper.ID {
        let (inject, cell) = (try id(label), try cell(code))
        let found = try await papers().first { $0.inject == inject && $0.cell == cell && $0.corrects == nil }
        guard let found else { throw Refusal.notFound }
        return found.id
    }
}
