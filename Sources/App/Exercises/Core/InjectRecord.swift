import Domain
import Storage
import Web

/// An inject as it is planned, with what became of it.
struct InjectRecord: Sendable {
    struct Recipient: Sendable, Hashable {
        enum Kind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
            case all, cell, function, simcell
        }

        let kind: Kind
        /// The id of a cell or a function; else empty.
        let target: String
    }

    struct Text: Sendable, Hashable {
        enum State: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
            case draft, checked
        }

        let language: String
        let subject: String
        let body: String
        /// The inject's revision to which it was written.
        let revision: Int
        let state: State
    }

    let id: Inject.ID
    let msel: Msel.ID
    let position: Int
    let label: String
    let title: String
    let type: InjectKind
    let channel: ExerciseChannel
    let storyline: Storyline.ID?
    let incident: String
    let actor: Actor.ID?
    let move: ExerciseMove.ID?
    let anchor: InjectAnchor
    /// From its move's beginning, or from STARTEX without a move.
    let offset: Int64
    let wallAt: Int64?
    let release: ReleaseWay
    let expected: String
    let note: String
    let controller: ExerciseSeat.ID?
    /// Whether observers and the wall may see it once its move is closed.
    let showsObservers: Bool
    let status: InjectStatus
    let heldAt: Int64?
    /// Why it was returned or deferred.
    let reason: String
    let revision: Int
    let writtenBy: String?
    let submittedBy: String?
    let approvedBy: String?
    let approvedAt: Int64?
    let approvedRevision: Int?
    /// Findings of safety that a person has cleared, as JSON.
    let cleared: String
    /// What stood in columns of an imported sheet that are not ours, as JSON.
    let extra: [String: String]
    let dueElapsed: Int64?
    let releasedElapsed: Int64?
    let releasedWall: Int64?
    let copiedFrom: Inject.ID?
    var recipients: [Recipient] = []
    /// By language, in the order of the plan's languages.
    var texts: [Text] = []
    var tasks: [CriticalTask.ID] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        msel = try row.get("msel_id")
        position = try row.get("position")
        label = try row.get("label")
        title = try row.get("title")
        type = try row.get("type")
        channel = try row.get("channel")
        storyline = try row.get("storyline_id")
        incident = try row.get("incident")
        actor = try row.get("actor_id")
        move = try row.get("move_id")
        anchor = try row.get("anchor")
        offset = try row.get("offset_ms")
        wallAt = try row.get("wall_at")
        release = try row.get("release")
        expected = try row.get("expected")
        note = try row.get("note")
        controller = try row.get("controller_id")
        showsObservers = try row.get("shows_observers")
        status = try row.get("status")
        heldAt = try row.get("held_at")
        reason = try row.get("reason")
        revision = try row.get("revision")
        writtenBy = try row.get("written_by")
        submittedBy = try row.get("submitted_by")
        approvedBy = try row.get("approved_by")
        approvedAt = try row.get("approved_at")
        approvedRevision = try row.get("approved_revision")
        cleared = try row.get("cleared")
        // Nearly always: a decoder for each of thousands is what a list would wait for.
        let own: String = try row.get("extra")
        extra = own == "{}" ? [:] : try JSONCoding.value(own)
        dueElapsed = try row.get("due_elapsed")
        releasedElapsed = try row.get("released_elapsed")
        releasedWall = try row.get("released_wall")
        copiedFrom = try row.get("copied_from")
    }

    /// The text for a reader, and whether it is in their own language: else the first of the plan's that is checked, else any.
    func text(in language: String, languages: [String]) -> (text: Text, isOwn: Bool)? {
        if let own = texts.first(where: { $0.language == language }) { return (own, true) }
        let others = languages.compactMap { code in texts.first { $0.language == code } }
        return (others.first { $0.state == .checked } ?? others.first ?? texts.first).map { ($0, false) }
    }
}
