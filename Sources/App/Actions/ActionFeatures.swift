import Domain
import Markup
import Storage
import Web

/// A feature of which actions come: findings of an exercise, priorities of a plan.
protocol ActionOriginFeature: Feature {
    /// How ``ActionOrigin/kind`` names what is its.
    static var actionOrigins: [String] { get }
    /// What the visitor may know of it; nothing for what is hidden from them or gone.
    static func actionOrigin(_ origin: ActionOrigin, _ visit: Visit, _ reading: any Reading) throws -> ActionSource?
}

/// From what an action comes, as somebody may see it.
struct ActionSource: Sendable {
    /// What it is: "Finding".
    let label: Message
    let title: String
    let path: String?
}

/// A feature that shows of actions whether they changed something: exercises.
protocol ActionProofFeature: Feature {
    /// Every retest of these actions, in any order.
    static func retests(of actions: [ActionRecord], _ reading: any Reading) throws -> [ActionRetest]
}

/// What a later exercise showed of an action.
struct ActionRetest: Sendable, Hashable {
    enum Result: Sendable, Hashable {
        /// Every critical task was performed.
        case proven
        /// One was not.
        case notProven
        /// These were not rated: `T3`.
        case partly([String])
    }

    let action: Action.ID
    let result: Result
    /// When it was agreed, epoch milliseconds.
    let at: Int64
    let event: Event.ID
    /// What was seen there; nothing that names another country.
    let note: String
    /// Whether the cell shows its results by name: else only the owner and organisers are told of them.
    var isPublished = false
}

/// A feature that knows what stands in the way of an action's next step: milestones that are still open.
protocol ActionMoveFeature: Feature {
    static func refusal(of move: ActionMove, _ action: ActionRecord, _ reading: any Reading) throws -> Refusal?
}

/// A feature in which others have agreed to an action as it stood.
protocol ActionChangeFeature: Feature {
    /// Its words, days or owner are others now.
    static func changed(_ action: ActionRecord, _ work: Work) throws
}

/// A feature that adds something to the page of an action: where it stands in a plan, and its milestones.
protocol ActionSectionFeature: Feature {
    /// `<section>` with an `<h2>`; empty where there is nothing to tell whoever looks.
    static func section(of action: ActionRecord, _ visit: Visit, _ reading: any Reading) throws -> HTML
}

/// A feature that knows what may not be told of where an action comes from: findings about a cell that is not named.
protocol ActionSharingFeature: Feature {
    /// Why everybody of the programme may not read an action of this origin with these words; nothing where they may.
    static func sharing(_ origin: ActionOrigin, _ fields: ActionFields, _ reading: any Reading) throws -> Message?
}

enum ActionSharing {
    private static var all: [any ActionSharingFeature.Type] { Features.all { $0 as? any ActionSharingFeature.Type } }

    static func refusal(_ origin: ActionOrigin?, _ fields: ActionFields, _ reading: any Reading) throws -> Message? {
        guard let origin else { return nil }
        for feature in all {
            if let words = try feature.sharing(origin, fields, reading) { return words }
        }
        return nil
    }
}

enum ActionMoves {
    private static let all: [any ActionMoveFeature.Type] = Features.all { $0 as? any ActionMoveFeature.Type }

    static func refusal(of move: ActionMove, _ action: ActionRecord, _ reading: any Reading) throws -> Refusal? {
        for feature in all {
            if let refusal = try feature.refusal(of: move, action, reading) { return refusal }
        }
        return nil
    }
}

enum ActionChanges {
    private static var all: [any ActionChangeFeature.Type] { Features.all { $0 as? any ActionChangeFeature.Type } }

    static func tell(_ action: ActionRecord, before: ActionRecord, _ work: Work) throws {
        guard action.fields != before.fields || action.owner != before.owner else { return }
        for feature in all { try feature.changed(action, work) }
    }
}

enum ActionOrigins {
    private static let all: [any ActionOriginFeature.Type] = Features.all { $0 as? any ActionOriginFeature.Type }

    static func source(_ origin: ActionOrigin?, _ visit: Visit, _ reading: any Reading) throws -> ActionSource? {
        guard let origin else { return nil }
        return try all.first { $0.actionOrigins.contains(origin.kind) }?.actionOrigin(origin, visit, reading)
    }
}

/// How actions stand, with what retests have shown.
struct ActionProofs: Sendable {
    private static let all: [any ActionProofFeature.Type] = Features.all { $0 as? any ActionProofFeature.Type }
    private var retests: [Action.ID: [ActionRetest]]

    init(_ actions: [ActionRecord], _ reading: any Reading) throws {
        let found = try Self.all.flatMap { try $0.retests(of: actions, reading) }
        retests = Dictionary(grouping: found.sorted { ($0.at, $0.event) < ($1.at, $1.event) }, by: \.action)
    }

    /// Without what cells have not published: for papers, and for who is neither owner nor organiser.
    var published: ActionProofs {
        var proofs = self
        proofs.retests = retests.mapValues { $0.filter(\.isPublished) }
        return proofs
    }

    /// The earliest first.
    /// - Parameter voice: who looks; nothing where everything counts.
    func retests(of action: ActionRecord, for voice: ActionVoice? = nil) -> [ActionRetest] {
        let all = retests[action.id] ?? []
        guard let voice, !voice.owns(action), !voice.organises(action.programme) else { return all }
        return all.filter(\.isPublished)
    }

    /// The last one counts that came after it was done: whoever does more after a failure waits for the next.
    func standing(_ action: ActionRecord, for voice: ActionVoice? = nil) -> ActionStanding {
        switch action.state {
        case .proposed: return .proposed
        case .agreed: return .agreed
        case .inProgress: return .inProgress
        case .dropped: return .dropped
        case .done: break
        }
        let counted = retests(of: action, for: voice).filter { $0.at >= action.doneAt ?? 0 }
        let decided = counted.last { if case .partly = $0.result { false } else { true } }
        switch decided?.result {
        case .proven: return .proven
        case .notProven: return .notProven
        case .partly, nil: return .done
        }
    }

    /// Tasks that the last retest did not rate; none where it rated all.
    func notRetested(_ action: ActionRecord, for voice: ActionVoice? = nil) -> [String] {
        let last = retests(of: action, for: voice).last?.result
        guard standing(action, for: voice) == .done, case .partly(let tasks) = last else { return [] }
        return tasks
    }
}
