import Domain
import Storage
import Web

/// The SQL of what those who look on would decide.
struct ObserverRoundStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// What somebody has said so far; nothing once the round is closed: then nobody can find it.
    func answer(of person: Participant.ID, on point: DecisionPoint.ID) throws -> String? {
        guard let key = try key(of: point) else { return nil }
        return try reading.value(
            "SELECT option_code FROM observer_ballot WHERE point_id = \(point) AND voter = \(Self.voter(person, key))",
            as: String.self)
    }

    /// What somebody has said in rounds that are open, by point.
    func answers(of person: Participant.ID, in event: Event.ID) throws -> [DecisionPoint.ID: String] {
        var answers: [DecisionPoint.ID: String] = [:]
        let rows = try reading.all(
            """
            SELECT r.point_id, r.ballot_key FROM exercise x JOIN decision_point p ON p.msel_id = x.msel_id
            JOIN observer_round r ON r.point_id = p.id WHERE x.event_id = \(event) AND r.ballot_key IS NOT NULL
            ORDER BY r.point_id
            """)
        let voters = try rows.map { row in
            let (point, key): (DecisionPoint.ID, [UInt8]) = (try row.get("point_id"), try row.get("ballot_key"))
            return (point: point, voter: Self.voter(person, key))
        }
        let own = Dictionary(voters.map { ($0.voter, $0.point) }) { first, _ in first }
        for row in try reading.all(
            """
            SELECT voter, option_code FROM observer_ballot WHERE point_id IN \(in: voters.map(\.point))
                AND voter IN \(in: voters.map(\.voter)) ORDER BY point_id
            """)
        {
            if let point = own[try row.get("voter")] { answers[point] = try row.get("option_code") }
        }
        return answers
    }

    /// How many chose each option, by point: not to be told while a round is open.
    func counts(of event: Event.ID) throws -> [DecisionPoint.ID: [String: Int]] {
        var counts: [DecisionPoint.ID: [String: Int]] = [:]
        for row in try reading.all(
            """
            SELECT b.point_id, b.option_code, COUNT(*) AS heads FROM exercise x
            JOIN decision_point p ON p.msel_id = x.msel_id JOIN observer_ballot b ON b.point_id = p.id
            WHERE x.event_id = \(event) GROUP BY b.point_id, b.option_code
            UNION ALL SELECT t.point_id, t.option_code, t.heads FROM exercise x
            JOIN decision_point p ON p.msel_id = x.msel_id JOIN observer_tally t ON t.point_id = p.id
            WHERE x.event_id = \(event) ORDER BY 1, 2
            """)
        {
            counts[try row.get("point_id"), default: [:]][try row.get("option_code"), default: 0] += try row.get(
                "heads")
        }
        return counts
    }

    /// The key of a round; nothing where it has not begun, and where it is closed.
    private func key(of point: DecisionPoint.ID) throws -> [UInt8]? {
        try reading.first("SELECT ballot_key FROM observer_round WHERE point_id = \(point)")?.get(
            "ballot_key", as: [UInt8]?.self)
    }

    private static func voter(_ person: Participant.ID, _ key: [UInt8]) -> String {
        Secret.hex(Sodium.hash("observer:\(person)".utf8, key: key))
    }

    /// The first answer opens the round; of one person the last counts.
    static func cast(_ option: String, by person: Participant.ID, on point: DecisionPoint.ID, _ tx: Transaction) throws
    {
        var key = try ObserverRoundStore(tx).key(of: point)
        if key == nil {
            key = Sodium.random(32)
            try tx.execute("INSERT INTO observer_round (point_id, ballot_key) VALUES (\(point), \(key))")
        }
        guard let key else { return }
        try tx.execute(
            """
            INSERT INTO observer_ballot (point_id, voter, option_code) VALUES (\(point), \(voter(person, key)), \(option))
            ON CONFLICT (point_id, voter) DO UPDATE SET option_code = excluded.option_code
            """)
    }

    /// Makes the sums, and forgets key and answers.
    static func close(_ points: [DecisionPoint.ID], now: Int64, _ tx: Transaction) throws {
        let open: [DecisionPoint.ID] = try tx.all(
            "SELECT point_id FROM observer_round WHERE point_id IN \(in: points) AND closed_at IS NULL ORDER BY point_id"
        ).map { try $0.get("point_id") }
        guard !open.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO observer_tally (point_id, option_code, heads)
            SELECT point_id, option_code, COUNT(*) FROM observer_ballot WHERE point_id IN \(in: open)
            GROUP BY point_id, option_code
            """)
        try tx.execute("DELETE FROM observer_ballot WHERE point_id IN \(in: open)")
        try tx.execute(
            "UPDATE observer_round SET ballot_key = NULL, closed_at = \(now) WHERE point_id IN \(in: open)")
    }
}
