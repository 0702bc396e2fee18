import Domain
import Storage
import Web

extension IssueStore {
    /// What is written when an issue begins.
    struct NewIssue {
        let id: Issue.ID
        let event: Event.ID
        let topic: Topic.ID
        let kind: IssueRecord.Kind
        let language: String
        let title: String
        var explanation = ""
        var participant: Participant.ID?
        var country: String?
        var sector: String?
        /// What the sender calls this sending, so that sending twice is harmless.
        var key: String?
    }

    static func insert(_ issue: NewIssue, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, country, sector, draft_key,
                created_at, changed_at)
            VALUES (\(issue.id), \(issue.event), \(issue.topic), \(issue.participant), \(issue.kind), \(issue.language), \(issue.title),
                \(issue.explanation), \(issue.country), \(issue.sector), \(issue.key), \(now), \(now))
            """)
    }

    /// The first answer to a sending that came again.
    func contribution(of participant: Participant.ID, key: String) throws -> IssueRecord? {
        try reading.value(
            "SELECT id FROM issue WHERE participant_id = \(participant) AND draft_key = \(key)", as: Issue.ID.self
        ).map { try issue($0) }
    }

    func mergedIssue(in event: Event.ID, key: String) throws -> IssueRecord? {
        try reading.value(
            "SELECT id FROM issue WHERE event_id = \(event) AND kind = 'merged' AND draft_key = \(key) ORDER BY id LIMIT 1",
            as: Issue.ID.self
        ).map { try issue($0) }
    }

    /// The author's own words, corrected by the author.
    static func setWords(
        _ id: Issue.ID, topic: Topic.ID, title: String, explanation: String, language: String, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE issue SET topic_id = \(topic), title = \(title), explanation = \(explanation), language = \(language),
                changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func setWithdrawn(_ id: Issue.ID, at time: Int64?, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE issue SET withdrawn_at = \(time), changed_at = \(now) WHERE id = \(id)")
    }
}
