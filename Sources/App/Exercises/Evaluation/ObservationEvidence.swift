import Domain
import Storage
import Web

/// What a cell did, to which an observation is linked besides the paper that was on the screen.
enum ObservationEvidence: Sendable, Hashable, CustomStringConvertible {
    case decision(ExerciseDecision.ID)
    case request(ExerciseRequest.ID)
    /// Of its log.
    case line(ExerciseLogLine.ID)

    /// `decision:ID`
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "decision": if let id = ExerciseDecision.ID(parts[1]) { self = .decision(id) } else { return nil }
        case "request": if let id = ExerciseRequest.ID(parts[1]) { self = .request(id) } else { return nil }
        case "line": if let id = ExerciseLogLine.ID(parts[1]) { self = .line(id) } else { return nil }
        default: return nil
        }
    }

    var kind: String {
        switch self {
        case .decision: "decision"
        case .request: "request"
        case .line: "line"
        }
    }

    var id: String {
        switch self {
        case .decision(let id): id.description
        case .request(let id): id.description
        case .line(let id): id.description
        }
    }

    var description: String { "\(kind):\(id)" }

    var label: Message {
        switch self {
        case .decision: L("Decision")
        case .request: L("Request")
        case .line: L("Log")
        }
    }
}
