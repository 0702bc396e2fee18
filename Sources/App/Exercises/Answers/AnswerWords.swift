import Domain
import Storage
import Web

public enum RequestCall { public typealias ID = Identifier<RequestCall> }
public enum ExerciseLogLine { public typealias ID = Identifier<ExerciseLogLine> }
public enum SituationReport { public typealias ID = Identifier<SituationReport> }
public enum PublicStatement { public typealias ID = Identifier<PublicStatement> }
public enum ExerciseMessage { public typealias ID = Identifier<ExerciseMessage> }

enum RequestType: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case information, assistance
    case jointDecision = "joint-decision"
    case notification

    var label: Message {
        switch self {
        case .information: L("Information", context: "request")
        case .assistance: L("Assistance")
        case .jointDecision: L("A decision together")
        case .notification: L("Notification", context: "request")
        }
    }
}

enum RequestStepKind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case acknowledged, answered, closed, withdrawn
}

enum RequestOutcome: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case none = ""
    case agreed, partly, declined, redirected, served
    case notServed = "not-served"

    /// What the one who is asked may answer in one step; passing it on is an act of its own.
    static let answers: [RequestOutcome] = [.agreed, .partly, .declined]

    var label: Message {
        switch self {
        case .none: .verbatim("")
        case .agreed: L("Agreed", context: "request")
        case .partly: L("In part", context: "request")
        case .declined: L("Declined", context: "request")
        case .redirected: L("Passed on", context: "request")
        case .served: L("Served")
        case .notServed: L("Not served")
        }
    }
}

enum RequestState: String, Sendable, Codable, CaseIterable, ChoiceType {
    case sent, acknowledged, answered, closed, withdrawn

    var label: Message {
        switch self {
        case .sent: L("Sent", context: "request")
        case .acknowledged: L("Acknowledged")
        case .answered: L("Answered", context: "request")
        case .closed: L("Closed")
        case .withdrawn: L("Withdrawn")
        }
    }

    var isOpen: Bool { self == .sent || self == .acknowledged }
    var mark: String {
        switch self {
        case .sent: "open"
        case .acknowledged: "warn"
        case .answered: "good"
        case .closed, .withdrawn: "plain"
        }
    }
}

enum PictureTopic: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case people, hazard, places, infrastructure, resources
    case publicInformation = "public-information"
    case nextSteps = "next-steps"

    var label: Message {
        switch self {
        case .people: L("People")
        case .hazard: L("Hazard")
        case .places: L("Places")
        case .infrastructure: L("Infrastructure")
        case .resources: L("Resources")
        case .publicInformation: L("Public information")
        case .nextSteps: L("Next steps")
        }
    }
}

enum PictureStanding: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case unconfirmed, confirmed, disproved

    var label: Message {
        switch self {
        case .unconfirmed: L("Unconfirmed")
        case .confirmed: L("Confirmed", context: "picture")
        case .disproved: L("Disproved")
        }
    }

    var mark: String {
        switch self {
        case .unconfirmed: "warn"
        case .confirmed: "good"
        case .disproved: "bad"
        }
    }
}

enum PictureSource: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case own, paper, request
}

enum PictureAudience: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case cell, cells, all

    var label: Message {
        switch self {
        case .cell: L("Our cell only")
        case .cells: L("Chosen cells")
        case .all: L("All cells")
        }
    }
}

enum LogLineKind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case received = "in"
    case sent = "out"
    case decision, action, note

    /// What people write themselves.
    static let own: [LogLineKind] = [.note, .action]

    var label: Message {
        switch self {
        case .received: L("In", context: "log")
        case .sent: L("Out", context: "log")
        case .decision: L("Decision")
        case .action: L("Action", context: "log")
        case .note: L("Note")
        }
    }
}

enum NeighbourAnswer: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case none = ""
    case agreed, objected

    var label: Message {
        switch self {
        case .none: L("not answered")
        case .agreed: L("agrees")
        case .objected: L("objects")
        }
    }
}

enum MessageWay: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    /// Within a cell; with those who run the exercise; between two cells.
    case own, control, cells
}

/// How sure a cell is of its decision.
enum Confidence {
    static let range = 1...5

    static func label(_ value: Int) -> Message {
        switch value {
        case 1: L("A guess")
        case 2: L("Rather unsure")
        case 3: L("Half sure")
        case 4: L("Rather sure")
        default: L("Sure")
        }
    }
}

/// Whom a cell asked before it decided: a function of its own, a cell, or somebody of the story.
enum Consulted: Hashable, Sendable, LosslessStringConvertible {
    case function(ExerciseFunction.ID)
    case cell(ExerciseCell.ID)
    case actor(Actor.ID)

    static let most = 60

    init(kind: String, target: String) throws {
        guard let value = Consulted("\(kind):\(target)") else { throw Refusal.malformedForm }
        self = value
    }

    init?(_ description: String) {
        let parts = description.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "function":
            guard let id = ExerciseFunction.ID(parts[1]) else { return nil }
            self = .function(id)
        case "cell":
            guard let id = ExerciseCell.ID(parts[1]) else { return nil }
            self = .cell(id)
        case "actor":
            guard let id = Actor.ID(parts[1]) else { return nil }
            self = .actor(id)
        default: return nil
        }
    }

    var kind: String {
        switch self {
        case .function: "function"
        case .cell: "cell"
        case .actor: "actor"
        }
    }
    var target: String {
        switch self {
        case .function(let id): id.description
        case .cell(let id): id.description
        case .actor(let id): id.description
        }
    }
    var description: String { "\(kind):\(target)" }

    /// Nothing for what is not of the plan.
    func name(_ plan: ExercisePlan) -> String? {
        switch self {
        case .function(let id): plan.function(id)?.name
        case .cell(let id): plan.cell(id)?.name
        case .actor(let id): plan.actor(id)?.name
        }
    }
}

/// To whom a request goes: a cell, or somebody of the story for whom the simulation cell answers.
enum RequestTarget: Hashable, Sendable, LosslessStringConvertible {
    case cell(ExerciseCell.ID)
    case actor(Actor.ID)

    init?(_ description: String) {
        switch Consulted(description) {
        case .cell(let id): self = .cell(id)
        case .actor(let id): self = .actor(id)
        default: return nil
        }
    }

    var cell: ExerciseCell.ID? { if case .cell(let id) = self { id } else { nil } }
    var actor: Actor.ID? { if case .actor(let id) = self { id } else { nil } }
    var description: String {
        switch self {
        case .cell(let id): "cell:\(id)"
        case .actor(let id): "actor:\(id)"
        }
    }

    func name(_ plan: ExercisePlan) -> String? {
        switch self {
        case .cell(let id): plan.cell(id)?.name
        case .actor(let id): plan.actor(id)?.name
        }
    }
}
