import Domain
import Storage
import Web

/// The SQL of an exercise's real mail.
struct ExerciseMailStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Since when it is on; nothing while it is off.
    func onSince(_ event: Event.ID) throws -> Int64? {
        try reading.first("SELECT on_at FROM exercise_mail WHERE event_id = \(event)")?.get("on_at", as: Int64?.self)
    }

    /// Exercises whose mail is on.
    func on() throws -> [Event.ID] {
        try reading.all("SELECT event_id FROM exercise_mail WHERE on_at > 0 ORDER BY on_at, event_id").map {
            try $0.get("event_id")
        }
    }

    /// Who asked for it, and when.
    func choices(of event: Event.ID) throws -> [Participant.ID: Int64] {
        var choices: [Participant.ID: Int64] = [:]
        for row in try reading.all("SELECT * FROM exercise_mail_choice WHERE event_id = \(event)") {
            choices[try row.get("participant_id")] = try row.get("chosen_at")
        }
        return choices
    }

    /// What was written already.
    func keys(of event: Event.ID) throws -> Set<String> {
        Set(
            try reading.all(
                "SELECT key FROM outgoing_mail WHERE event_id = \(event) AND kind IN \(in: ExerciseOutbox.kinds.sorted())"
            ).map { try $0.get("key") })
    }

    /// Whom the rules of an exercise reached, and where.
    struct Told: Sendable, Hashable {
        let participant: String
        let address: String
    }

    /// Those that were sent, or wait for it.
    func rules(of event: Event.ID, isSent: Bool = false) throws -> Set<Told> {
        let only: SQL = isSent ? "AND sent_at > 0" : ""
        return Set(
            try reading.all(
                """
                SELECT key, address FROM outgoing_mail
                WHERE event_id = \(event) AND kind = \(ExerciseOutbox.rules) AND failed_at IS NULL \(only)
                """
            ).map { row in
                let key: String = try row.get("key")
                return Told(
                    participant: key.split(separator: ":").last.map { String($0) } ?? "",
                    address: try row.get("address"))
            })
    }

    /// Newest first.
    func mails(of event: Event.ID, limit: Int) throws -> [OutgoingMailRecord] {
        try reading.all(
            """
            SELECT * FROM outgoing_mail WHERE event_id = \(event) AND kind IN \(in: ExerciseOutbox.kinds.sorted())
            ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """
        ).map(OutgoingMailRecord.init)
    }

    func counts(of event: Event.ID) throws -> ExerciseMailCounts {
        let row = try reading.first(
            """
            SELECT COUNT(sent_at) AS sent, COUNT(failed_at) AS failed, COUNT(*) AS written FROM outgoing_mail
            WHERE event_id = \(event) AND kind IN \(in: ExerciseOutbox.kinds.sorted())
            """)
        guard let row else { return ExerciseMailCounts() }
        let (sent, failed, written): (Int, Int, Int) = (
            try row.get("sent"), try row.get("failed"), try row.get("written")
        )
        return ExerciseMailCounts(waiting: written - sent - failed, sent: sent, dropped: failed)
    }

    static func set(_ since: Int64?, of event: Event.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO exercise_mail (event_id, on_at, changed_by, changed_at)
            VALUES (\(event), \(since), \(work.actor), \(work.now))
            ON CONFLICT (event_id) DO UPDATE SET on_at = \(since), changed_by = \(work.actor), changed_at = \(work.now)
            """)
    }

    /// Asked for anew, it begins anew: what was released in between is not sent afterwards.
    static func choose(_ isWanted: Bool, _ person: Participant.ID, in event: Event.ID, _ work: Work) throws {
        guard isWanted else {
            try work.tx.execute(
                "DELETE FROM exercise_mail_choice WHERE event_id = \(event) AND participant_id = \(person)")
            return
        }
        try work.tx.execute(
            """
            INSERT INTO exercise_mail_choice (event_id, participant_id, chosen_at)
            VALUES (\(event), \(person), \(work.now))
            ON CONFLICT (event_id, participant_id) DO UPDATE SET chosen_at = \(work.now)
            """)
    }
}

struct ExerciseMailCounts: Sendable, Hashable {
    var waiting = 0
    var sent = 0
    /// Never sent: stopped, ended, or refused by a mail server.
    var dropped = 0
}
