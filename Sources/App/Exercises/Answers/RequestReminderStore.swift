import Domain
import Storage
import Web

/// Half of the time of a request is over, or all of it: who is asked is reminded once each.
struct RequestReminder: Sendable, Hashable {
    enum Share: Int, CaseIterable, Sendable {
        case half = 50
        case whole = 100
    }

    let request: ExerciseRequest.ID
    let number: Int
    let from: ExerciseCell.ID
    /// Nothing where a simulated body is asked: those who run the exercise answer for it.
    let to: ExerciseCell.ID?
    let share: Share
    /// By the exercise's clock.
    let due: Int64
}

/// The SQL of reminders of requests.
struct RequestReminderStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Of requests that nobody answered and nobody took back: what was not reminded yet, in the order in which it is due.
    func open(_ event: Event.ID) throws -> [RequestReminder] {
        let rows = try reading.all(
            """
            SELECT r.id, r.number, c.from_cell, r.to_cell, r.sent_elapsed, r.allowed_ms,
                (SELECT MAX(m.share) FROM exercise_request_reminder m WHERE m.request_id = r.id) AS reminded
            FROM exercise_request r JOIN request_call c ON c.id = r.call_id
            WHERE r.event_id = \(event) AND NOT EXISTS (SELECT 1 FROM request_step s
                WHERE s.request_id = r.id AND s.kind IN ('answered', 'closed', 'withdrawn'))
            """)
        let all = try rows.flatMap { row -> [RequestReminder] in
            let (sent, allowed): (Int64, Int64) = (try row.get("sent_elapsed"), try row.get("allowed_ms"))
            let reminded = try row.get("reminded", as: Int?.self) ?? 0
            return try RequestReminder.Share.allCases.filter { $0.rawValue > reminded }.map { share in
                RequestReminder(
                    request: try row.get("id"), number: try row.get("number"), from: try row.get("from_cell"),
                    to: try row.get("to_cell"), share: share,
                    due: EpochTime.sum(sent, share == .half ? allowed / 2 : allowed))
            }
        }
        return all.sorted { ($0.due, $0.number, $0.share.rawValue) < ($1.due, $1.number, $1.share.rawValue) }
    }

    /// - Returns: false where it was done before.
    static func insert(_ reminder: RequestReminder, elapsed: Int64, now: Int64, _ tx: Transaction) throws -> Bool {
        try tx.change(
            """
            INSERT INTO exercise_request_reminder (request_id, share, at, elapsed)
            VALUES (\(reminder.request), \(reminder.share.rawValue), \(now), \(elapsed)) ON CONFLICT DO NOTHING
            """) == 1
    }
}

/// Who is asked is reminded by the page, which shows it by itself; what is overdue is told to who asked and to those who run it, too.
extension AnswerFacts: DuePlayFeature {
    static func nextDue(_ exercise: ExerciseRecord, _ moment: ExerciseMoment, _ reading: any Reading) throws -> Int64? {
        try RequestReminderStore(reading).open(exercise.event).first?.due
    }

    static func playDue(_ play: PlayWork) throws {
        for reminder in try RequestReminderStore(play.tx).open(play.event) where reminder.due <= play.elapsed {
            guard try RequestReminderStore.insert(reminder, elapsed: play.elapsed, now: play.now, play.tx) else {
                continue
            }
            let cells = [reminder.to, reminder.share == .whole ? reminder.from : nil].compactMap(\.self)
            try play.work.recordPlay(
                play.event, cells: cells, "request:\(reminder.request)", "exercise.request-reminder",
                ["share": .whole(reminder.share.rawValue), "elapsed": .whole(play.elapsed)])
        }
    }
}
