import Domain
import Storage
import Web

/// Actions as JSON, on the same operations as the pages.
enum ActionAPI {
    struct More: Codable, Sendable {
        /// `country:KZ`, `organisation:ID`, `city:ID`, `region:ID`, or `account:ID`; empty for nobody yet.
        let owner: String?
        /// A TLP 2.0 label without "TLP:"; left out for the programme's.
        let marking: String?
        /// Everybody of the programme reads it, as its marking says; else its owner and organisers.
        let shared: Bool?
    }

    /// What is left out stays.
    struct Change: Codable, Sendable {
        let title: String?
        let text: String?
        let element: String?
        let body: String?
        let startsOn: String?
        let dueOn: String?
        let evidence: String?
        let language: String?
        let owner: String?
        let marking: String?
        let shared: Bool?
        /// What it becomes by the owner's word: agreed, in_progress, done; or dropped. Nothing else of the body is read then.
        let state: ActionStanding?
        /// With `done` what was done, with `dropped` why.
        let words: String?
        /// When it was last changed, as you read it: if it was changed since, nothing is.
        let changedAt: Int64?
    }

    typealias Input = FieldSending<ActionFields, More>
    typealias Body = FieldBody<ActionFields, Facts>

    struct Facts: Codable, Sendable {
        let id: Action.ID
        let programme: Programme.ID
        let state: ActionStanding
        let owner: String?
        let agreedAt: Int64?
        let doneAt: Int64?
        /// What was done, or why it was dropped.
        let outcome: String
        /// From what it comes: its kind and id, for who sees that.
        let origin: String?
        let marking: String
        let shared: Bool
        /// Tasks that the last retest did not rate.
        let notRetested: [String]
        let changedAt: Int64
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiActions, .seeProgramme, "Actions",
            "Actions of a programme that you may read, by when they are due.",
            query: [
                .init(
                    name: "state", meaning: "Only those that stand so.",
                    schema: .choice(ActionStanding.allCases.map(\.rawValue)))
            ] + Cursor.parameters
        ) { visit, programme in
            let (query, cursor) = (visit.inbound.query, try Cursor(visit))
            let state = ActionStanding(rawValue: query.text("state"))
            if query.has("state"), state == nil {
                throw Refusal.invalid(["state": L("This value is not one of those allowed.")])
            }
            return try await visit.read { reading in
                let voice = try ActionVoice(visit, reading)
                let seen = try ActionStore(reading).actions(of: [programme]).filter(voice.reads)
                let proofs = try ActionProofs(seen, reading)
                let page = try cursor.cut(seen.filter { state == nil || proofs.standing($0, for: voice) == state }) {
                    $0.id.description
                }
                return ListBody(
                    items: try page.items.map { try body($0, proofs, voice, visit, reading) }, next: page.next)
            }
        },
        .send(
            .post, Paths.apiActions, .seeProgramme, "Actions", "Proposes an action. Its owner says yes.",
            success: .created
        ) { (visit, input: Input, programme) in
            let marking = try await visit.read { try ProgrammeStore($0).programme(programme).marking }
            let standard = marking == "RED" ? "AMBER+STRICT" : marking
            let draft = try draft(
                input.more, ActionDraft(owner: nil, marking: standard))
            let action = try await ActionOperations.propose(
                visit, in: programme, input.told.fields(), draft, key: input.told.key)
            return try await body(action.id, visit)
        },
        .get(Paths.apiAction, .account, "Actions", "One action.") { visit, id in try await body(id, visit) },
        .send(
            .put, Paths.apiAction, .account, "Actions",
            "Changes an action, or says for its owner how far it is. That it is proven only a later exercise can say."
        ) { (visit, input: Change, id) in
            if let state = input.state {
                guard let stored = ActionState(rawValue: state.rawValue) else { throw Refusal.actionProofDerived }
                guard let move = ActionMove(stored) else {
                    throw Refusal.invalid(["state": L("This value is not one of those allowed.")])
                }
                _ = try await ActionOperations.move(visit, id, move, input.words ?? "")
            } else {
                let more = More(owner: input.owner, marking: input.marking, shared: input.shared)
                _ = try await ActionOperations.change(visit, id, since: input.changedAt) { action in
                    let before = ActionDraft(owner: action.owner, marking: action.marking, isShared: action.isShared)
                    return (fields(input, over: action.fields), try draft(more, before))
                }
            }
            return try await body(id, visit)
        },
    ]

    private static func fields(_ input: Change, over before: ActionFields) -> ActionFields {
        var fields = before
        fields.title = input.title ?? before.title
        fields.text = input.text ?? before.text
        fields.element = input.element ?? before.element
        fields.body = input.body ?? before.body
        fields.startsOn = input.startsOn ?? before.startsOn
        fields.dueOn = input.dueOn ?? before.dueOn
        fields.evidence = input.evidence ?? before.evidence
        fields.language = input.language ?? before.language
        return fields
    }

    private static func draft(_ more: More, _ before: ActionDraft) throws -> ActionDraft {
        var draft = before
        if let told = more.owner {
            draft.owner = ActionOwner(told)
            if draft.owner == nil, !told.isEmpty {
                throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
            }
        }
        draft.marking = more.marking ?? before.marking
        draft.isShared = more.shared ?? before.isShared
        return draft
    }

    private static func body(_ id: Action.ID, _ visit: Visit) async throws -> Body {
        try await visit.read { reading in
            let action = try ActionOperations.seen(visit, id, reading).0
            return try body(action, ActionProofs([action], reading), visit, reading)
        }
    }

    static func body(
        _ action: ActionRecord, _ proofs: ActionProofs, _ visit: Visit, tellsOwner: Bool = true, _ reading: any Reading
    ) throws -> Body {
        try body(action, proofs, ActionVoice(visit, reading), visit, tellsOwner: tellsOwner, reading)
    }

    /// The same of one among many.
    static func body(
        _ action: ActionRecord, _ proofs: ActionProofs, _ voice: ActionVoice, _ visit: Visit, tellsOwner: Bool = true,
        _ reading: any Reading
    ) throws -> Body {
        let source = try ActionOrigins.source(action.origin, visit, reading)
        let origin = source == nil ? nil : action.origin.map { "\($0.kind):\($0.id)" }
        return Body(
            Facts(
                id: action.id, programme: action.programme, state: proofs.standing(action, for: voice),
                owner: tellsOwner ? action.owner?.description : nil, agreedAt: action.agreedAt, doneAt: action.doneAt,
                outcome: action.outcome, origin: origin, marking: action.marking, shared: action.isShared,
                notRetested: proofs.notRetested(action, for: voice), changedAt: action.changedAt), action.fields)
    }
}
