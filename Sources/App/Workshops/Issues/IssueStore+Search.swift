import Domain
import Storage
import Web

/// What is searched of an issue. Nothing of who wrote it: where an event shows no names, nothing may be found by them.
struct SearchedIssue: Sendable {
    let id: Issue.ID
    let event: Event.ID
    let participant: Participant.ID?
    let isMerged: Bool
    let language: String
    let title: String
    let explanation: String
    let stage: WorkshopStage?
    let issuesVisible: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        participant = try row.get("participant_id")
        isMerged = try row.get("kind", as: String.self) == "merged"
        language = try row.get("language")
        title = try row.get("title")
        explanation = try row.get("explanation")
        stage = try row.get("stage")
        issuesVisible = try row.get("issues_visible", as: Bool?.self) ?? false
    }
}

extension IssueStore {
    /// Those that nobody took back, whoever may see them.
    func searched(of events: [Event.ID]) throws -> [SearchedIssue] {
        try reading.all(
            """
            SELECT i.id, i.event_id, i.participant_id, i.kind, i.language, i.title, i.explanation, w.stage, w.issues_visible
            FROM issue i JOIN event e ON e.id = i.event_id LEFT JOIN workshop w ON w.id = e.workshop_id
            WHERE i.event_id IN \(in: events) AND i.withdrawn_at IS NULL
            """
        ).map(SearchedIssue.init)
    }
}
