import Domain
import Storage
import Web

/// What is said of an action besides its fields.
struct ActionDraft: Sendable {
    var owner: ActionOwner?
    var origin: ActionOrigin?
    /// A TLP 2.0 label without "TLP:".
    var marking: String
    /// Everybody of the programme reads it, as its marking says; else its owner and organisers.
    var isShared = true
}

/// What its owner does with an action.
enum ActionMove: String, CaseIterable, Sendable {
    case agree, begin, finish, drop

    var state: ActionState {
        switch self {
        case .agree: .agreed
        case .begin: .inProgress
        case .finish: .done
        case .drop: .dropped
        }
    }

    /// - Parameter state: as the API names what an action becomes.
    init?(_ state: ActionState) {
        guard let move = Self.allCases.first(where: { $0.state == state }) else { return nil }
        self = move
    }
}

/// Proposed, agreed by its owner, begun, done; that it is proven follows from a later exercise alone.
enum ActionOperations {
    static let most = 20_000

    /// A key that is known is answered with the first result.
    static func propose(
        _ visit: Visit, in programme: Programme.ID, _ fields: ActionFields, _ draft: ActionDraft, key: String? = nil
    ) async throws -> ActionRecord {
        let cleaned = fields.ordered
        return try await visit.database.write { tx in
            let voice = try ActionVoice(visit, tx)
            guard voice.proposes(in: programme) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            let known = try check(draft, in: programme, voice, work)
            return try proposeIn(work, programme, cleaned, draft, known: known, key: key)
        }
    }

    /// For rooms in which actions begin, which have asked who may.
    /// - Parameter known: what is wrong with the draft, already asked.
    static func proposeIn(
        _ work: Work, _ programme: Programme.ID, _ cleaned: Cleaned<ActionFields>, _ draft: ActionDraft,
        known: [String: Message] = [:], key: String? = nil
    ) throws -> ActionRecord {
        let store = ActionStore(work.tx)
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try store.sent(programme, key: key) { return first }
        let fields = try cleaned.checked { _, check in for (field, words) in known { check.fail(field, words) } }
        guard try store.count(in: programme) < most else {
            throw Refusal.tooMany(L("The programme has \(most) actions, the maximum."))
        }
        let id: Action.ID = work.environment.id()
        try ActionStore.insert(id, fields, draft, in: programme, key: key, work)
        var facts: [String: JSONValue] = ["owner": JSONValue(draft.owner?.description)]
        if let origin = draft.origin { facts["origin"] = .text("\(origin.kind):\(origin.id)") }
        try work.record(.programme(programme), "action:\(id)", "action.proposal", facts)
        return try store.action(id)
    }

    static func change(
        _ visit: Visit, _ id: Action.ID, _ fields: ActionFields, _ draft: ActionDraft, since: Int64? = nil
    ) async throws -> ActionRecord {
        try await change(visit, id, since: since) { _ in (fields, draft) }
    }

    /// What the owner said yes to is not changed behind it: another owner, another day or other words are asked anew.
    /// - Parameters:
    ///   - since: when it was last changed, as whoever changes it has read it; nothing where they did not say.
    ///   - told: over what is there at the moment of the write.
    static func change(
        _ visit: Visit, _ id: Action.ID, since: Int64?,
        _ told: @escaping @Sendable (ActionRecord) throws -> (ActionFields, ActionDraft)
    ) async throws -> ActionRecord {
        try await visit.database.write { tx in
            let (action, voice) = try seen(visit, id, tx)
            guard voice.edits(action) else { throw Refusal.forbidden }
            guard since ?? .max >= action.changedAt else { throw Refusal.changedSince }
            let (fields, draft) = try told(action)
            return try changeIn(Work(tx, visit), action, voice, fields.ordered, draft)
        }
    }

    /// - Parameter isForAnybody: where a room has asked who may name others as owners.
    static func changeIn(
        _ work: Work, _ action: ActionRecord, _ voice: ActionVoice, _ cleaned: Cleaned<ActionFields>,
        _ draft: ActionDraft, isForAnybody: Bool = false
    ) throws -> ActionRecord {
        let (tx, id) = (work.tx, action.id)
        guard try ActionProofs([action], tx).standing(action).isOpen else { throw Refusal.actionClosed }
        var draft = draft
        draft.origin = action.origin
        let known = try check(
            draft, in: action.programme, voice, work, before: action, isForAnybody: isForAnybody)
        let fields = try cleaned.checked { _, check in for (name, words) in known { check.fail(name, words) } }
        let before = ActionDraft(
            owner: action.owner, origin: action.origin, marking: action.marking, isShared: action.isShared)
        guard fields != action.fields || draft != before else { return action }
        if draft.isShared, let words = try ActionSharing.refusal(action.origin, fields, tx) {
            throw Refusal.invalid(["shared": words])
        }
        try ActionStore.update(id, fields, draft, work)
        let changed = try ActionStore(tx).action(id)
        var facts: [String: JSONValue] = [:]
        if fields.dueOn != action.dueOn {
            facts["due"] = .object(["from": .text(action.dueOn), "to": .text(fields.dueOn)])
        }
        try work.record(.programme(action.programme), "action:\(id)", "action.change", facts)
        try ActionChanges.tell(changed, before: action, work)
        guard action.state != .proposed, !holds(changed, action, byOwner: voice.owns(action)) else {
            return changed
        }
        try ActionStore.set(.proposed, of: changed, outcome: "", doneAt: nil, work)
        try work.record(.programme(action.programme), "action:\(id)", "action.asking-again")
        return try ActionStore(tx).action(id)
    }

    /// Whether a change leaves the owner's word standing.
    private static func holds(_ after: ActionRecord, _ before: ActionRecord, byOwner: Bool) -> Bool {
        if after.owner != before.owner || after.fields.dueOn.isEmpty { return false }
        if byOwner { return true }
        var fields = after.fields
        (fields.evidence, fields.language) = (before.fields.evidence, before.fields.language)
        return fields == before.fields
    }

    /// - Parameter words: what was done; why it is dropped.
    static func move(_ visit: Visit, _ id: Action.ID, _ move: ActionMove, _ words: String) async throws
        -> ActionRecord
    {
        var check = FieldCheck()
        let words = check.lines("words", words, limit: 2_000, isRequired: move == .finish || move == .drop)
        try check.finish()
        return try await visit.database.write { tx in
            let (action, voice) = try seen(visit, id, tx)
            let mayDrop = move == .drop && voice.edits(action)
            guard voice.owns(action) || mayDrop else { throw Refusal.actionNotOwner }
            let standing = try ActionProofs([action], tx).standing(action)
            guard from(move).contains(standing) else {
                // Pressed twice, it is one.
                if action.state == move.state, standing != .notProven { return action }
                throw Refusal.actionState(standing.label, label(move.state))
            }
            if move == .agree, action.dueOn.isEmpty { throw Refusal.actionNeedsDue }
            if let refusal = try ActionMoves.refusal(of: move, action, tx) { throw refusal }
            let work = Work(tx, visit)
            try ActionStore.set(
                move.state, of: action, outcome: move == .begin ? action.outcome : words,
                doneAt: move == .finish ? work.now : nil, work)
            try work.record(
                .programme(action.programme), "action:\(id)", "action.\(kind(move))",
                ["state": .object(["from": .text(standing.rawValue), "to": .text(move.state.rawValue)])])
            return try ActionStore(tx).action(id)
        }
    }

    /// What follows from its steps, in a room that has asked who may: begun with the first, open again when one is undone.
    static func followIn(_ work: Work, _ action: ActionRecord, to state: ActionState) throws {
        guard action.state != state else { return }
        try ActionStore.set(state, of: action, outcome: action.outcome, doneAt: nil, work)
        try work.record(
            .programme(action.programme), "action:\(action.id)", "action.beginning",
            ["state": .object(["from": .text(action.state.rawValue), "to": .text(state.rawValue)])])
    }

    /// As its owner tells it by a table: agreed, begun, done.
    /// - Parameter words: what was done, where it is done.
    static func tellIn(_ work: Work, _ action: ActionRecord, _ state: ActionState, _ words: String) throws {
        guard action.state != state, let move = ActionMove(state) else { return }
        try ActionStore.set(
            state, of: action, outcome: state == .done || state == .dropped ? words : action.outcome,
            doneAt: state == .done ? work.now : nil, work)
        try work.record(
            .programme(action.programme), "action:\(action.id)", "action.\(kind(move))",
            ["state": .object(["from": .text(action.state.rawValue), "to": .text(state.rawValue)])])
    }

    private static func kind(_ move: ActionMove) -> String {
        switch move {
        case .agree: "agreement"
        case .begin: "beginning"
        case .finish: "completion"
        case .drop: "dropping"
        }
    }

    static func label(_ state: ActionState) -> Message {
        (ActionStanding(rawValue: state.rawValue) ?? .proposed).label
    }

    /// How an action stands from which this is done.
    static func from(_ move: ActionMove) -> Set<ActionStanding> {
        switch move {
        case .agree: [.proposed]
        case .begin: [.agreed, .done, .notProven]
        case .finish: [.agreed, .inProgress, .notProven]
        case .drop: [.proposed, .agreed, .inProgress, .done, .notProven]
        }
    }

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ id: Action.ID, _ reading: any Reading) throws -> (ActionRecord, ActionVoice) {
        let (action, voice) = (try ActionStore(reading).action(id), try ActionVoice(visit, reading))
        guard voice.reads(action) else { throw Refusal.notFound }
        return (action, voice)
    }

    /// What is wrong with the owner and the marking, by field.
    /// - Parameter isForAnybody: where a room has asked who may propose in others' names.
    static func check(
        _ draft: ActionDraft, in programme: Programme.ID, _ voice: ActionVoice, _ work: Work,
        before: ActionRecord? = nil, isForAnybody: Bool = false
    ) throws -> [String: Message] {
        var wrong: [String: Message] = [:]
        if !SharedMarkings.all.contains(draft.marking) || draft.marking == "RED" {
            wrong["marking"] = L("This value is not one of those allowed.")
        }
        if try !isKnown(draft.owner, in: programme, work) {
            wrong["owner"] = L("Choose a country, a member or a person of the programme.")
        } else if !isForAnybody, !voice.organises(programme), draft.owner != before?.owner {
            let isOwn = draft.owner?.member.map { voice.members(in: programme).contains($0) } ?? false
            if !isOwn && draft.owner != voice.account.map({ .account($0) }) {
                wrong["owner"] = L("Choose a member for which you act.")
            }
        }
        return wrong
    }

    private static func isMember(_ member: MemberRef, of programme: Programme.ID, _ work: Work) throws -> Bool {
        try MemberStore(work.tx).members(of: programme, on: CalendarDate.today(work.now)).contains { $0.ref == member }
    }

    private static func isHome(_ region: MemberRef, in programme: Programme.ID, _ work: Work) throws -> Bool {
        let today = CalendarDate.today(work.now)
        let homes = try HomeRegions(on: today, work.tx).homes
        return try MemberStore(work.tx).members(of: programme, on: today).contains { member in
            member.ref.country.map { homes[$0]?.description == region.ref } ?? false
        }
    }

    private static func isKnown(_ owner: ActionOwner?, in programme: Programme.ID, _ work: Work) throws -> Bool {
        switch owner {
        case nil: true
        case .account(let id):
            try !ReaderStore(work.tx).readers(of: programme, only: [id], now: work.now).isEmpty
        case .member(let member):
            switch member.kind {
            case .country: try PersonStore(work.tx).countryCodes().contains(member.ref)
            case .organisation:
                try Organisation.ID(member.ref).flatMap { try PersonStore(work.tx).organisationName($0) } != nil
            case .city: try isMember(member, of: programme, work)
            case .region:
                // Also one that is no member itself, but the home of one.
                try isMember(member, of: programme, work) || isHome(member, in: programme, work)
            }
        }
    }
}

extension ActionDraft: Equatable {}
