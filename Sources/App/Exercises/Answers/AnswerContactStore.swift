import Domain
import Storage
import Web

/// When the server heard from somebody in an exercise, as far as what they left there tells.
struct AnswerContactStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Parameters:
    ///   - author: as the journal names people.
    ///   - until: what came later is not looked at.
    /// - Returns: by the server's clock; nothing where they have left nothing.
    func last(of author: String, _ participant: Participant.ID?, in event: Event.ID, until: Int64) throws -> Int64? {
        var contacts: [Int64?] = try Self.written(by: author, in: event, until: until).map {
            try reading.value($0, as: Int64.self)
        }
        if let participant {
            contacts.append(
                try reading.value(
                    """
                    SELECT o.at FROM paper_opening o JOIN paper p ON p.id = o.paper_id
                    WHERE o.participant_id = \(participant) AND p.event_id = \(event) AND o.at <= \(until)
                    ORDER BY o.at DESC LIMIT 1
                    """, as: Int64.self))
            contacts.append(
                try reading.value(
                    """
                    SELECT startex_at FROM exercise_seat
                    WHERE participant_id = \(participant) AND event_id = \(event) AND startex_at <= \(until)
                    ORDER BY startex_at DESC LIMIT 1
                    """, as: Int64.self))
        }
        return contacts.compactMap(\.self).max()
    }

    private static func written(by author: String, in event: Event.ID, until: Int64) -> [SQL] {
        [
            """
            SELECT received_at FROM decision WHERE event_id = \(event) AND author = \(author) AND received_at <= \(until)
            ORDER BY received_at DESC LIMIT 1
            """,
            """
            SELECT c.at FROM decision_consent c JOIN decision d ON d.id = c.decision_id
            WHERE d.event_id = \(event) AND c.author = \(author) AND c.at <= \(until) ORDER BY c.at DESC LIMIT 1
            """,
            """
            SELECT s.at FROM request_step s JOIN exercise_request r ON r.id = s.request_id
            WHERE r.event_id = \(event) AND s.author = \(author) AND s.at <= \(until) ORDER BY s.at DESC LIMIT 1
            """,
            """
            SELECT s.answered_at FROM statement_consent s JOIN public_statement p ON p.id = s.statement_id
            WHERE p.event_id = \(event) AND s.author = \(author) AND s.answered_at <= \(until)
            ORDER BY s.answered_at DESC LIMIT 1
            """,
            """
            SELECT at FROM request_call WHERE event_id = \(event) AND author = \(author) AND at <= \(until)
            ORDER BY at DESC LIMIT 1
            """,
            """
            SELECT at FROM picture_item WHERE event_id = \(event) AND author = \(author) AND at <= \(until)
            ORDER BY at DESC LIMIT 1
            """,
            """
            SELECT at FROM log_entry WHERE event_id = \(event) AND author = \(author) AND at <= \(until)
            ORDER BY at DESC LIMIT 1
            """,
            """
            SELECT at FROM situation_report WHERE event_id = \(event) AND author = \(author) AND at <= \(until)
            ORDER BY at DESC LIMIT 1
            """,
            """
            SELECT at FROM public_statement WHERE event_id = \(event) AND author = \(author) AND at <= \(until)
            ORDER BY at DESC LIMIT 1
            """,
            """
            SELECT at FROM exercise_message WHERE event_id = \(event) AND author = \(author) AND at <= \(until)
            ORDER BY at DESC LIMIT 1
            """,
        ]
    }
}
