import Domain
import Storage
import Web

/// Each player's page says once a minute that it is there; whoever runs the exercise sees who was not heard.
enum PlayerContacts {
    /// More often it is not written down, milliseconds.
    static let least: Int64 = 20_000
    /// Of whom nothing was heard for so long is named.
    static let silence: Int64 = 3 * EpochTime.minute

    static func note(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            let player = try PlayerSeat(visit, event, tx)
            guard player.exercise.state.isPlayed else { return }
            let work = player.work(visit, tx)
            try PlayerContactStore.note(player.seat.participant, in: event, now: work.now, tx)
        }
    }
}

/// The SQL of contacts.
struct PlayerContactStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func all(of event: Event.ID) throws -> [Participant.ID: Int64] {
        try reading.all("SELECT participant_id, at FROM player_contact WHERE event_id = \(event)").reduce(into: [:]) {
            $0[try $1.get("participant_id")] = try $1.get("at")
        }
    }

    static func note(_ participant: Participant.ID, in event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO player_contact (event_id, participant_id, at) VALUES (\(event), \(participant), \(now))
            ON CONFLICT (event_id, participant_id) DO UPDATE SET at = excluded.at
                WHERE player_contact.at < \(now - PlayerContacts.least)
            """)
    }
}

extension PlayerFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            TableFacts(
                "player_contact", person: .rows(611, [.seat("participant_id")]), erasure: .deleted,
                seats: [
                    .seat("participant_id", by: ["event_id", "participant_id"], .movesOnce(in: "event_id"))
                ], file: .stays("how an exercise was played stays on the server that held it"))
        ]
    }
}
