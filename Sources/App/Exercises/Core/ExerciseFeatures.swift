import Domain
import Storage
import Web

/// A page in the row of an exercise. A room tells its own.
struct ExerciseTab: Sendable {
    let id: String
    /// From left to right in the direction of reading: overview 10, play 15, objectives 20, cells 25, MSEL 30, coverage 40, console 50,
    /// decisions 60, measures 65, evaluation 70, report 80, settings 90.
    let order: Int
    let label: Message
    let path: @Sendable (Event.ID) -> String
    /// With which others it stands behind one entry of the row.
    var group: Group?
    /// Its pages have a row of their own, which holds those of the group as well.
    var hasOwnRow = false
    /// For whom, and when.
    let isShown: @Sendable (ExerciseStanding, ExerciseRecord) -> Bool

    /// Entries of the row that open a row of their own: eight are enough beside each other.
    enum Group: String, Sendable {
        case plan, msel, answers

        var label: Message {
            switch self {
            case .plan: L("Planning")
            case .msel: L("MSEL")
            case .answers: L("Decisions")
            }
        }
    }

    static let all: [ExerciseTab] = Features.all { $0 as? any ExerciseTabFeature.Type }.flatMap { $0.exerciseTabs }
        .sorted { $0.order < $1.order }
}

protocol ExerciseTabFeature: Feature {
    static var exerciseTabs: [ExerciseTab] { get }
}

/// A figure of a cell for whoever runs the exercise: "2 decisions open".
struct CellFigure: Sendable {
    let order: Int
    let label: Message
    let count: Int
    var isWarning = false
    var path: String?
}

protocol CellFigureFeature: Feature {
    static func figures(of event: Event.ID, _ plan: ExercisePlan, _ moment: ExerciseMoment, _ reading: any Reading)
        throws
        -> [ExerciseCell.ID: [CellFigure]]
}

/// What happened, as far as a rule may look at it.
struct RuleSignal: Sendable, Hashable {
    let event: RuleEvent
    let subject: String
    let value: String
    let cell: ExerciseCell.ID
    let elapsed: Int64
}

protocol RuleSignalFeature: Feature {
    static func signals(of event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading) throws -> [RuleSignal]
}

/// What is done at ENDEX, in its transaction.
protocol ExerciseEndFeature: Feature {
    static func end(_ exercise: ExerciseRecord, elapsed: Int64, _ work: Work) throws
    /// Tables of which what was deleted then goes out of the database's files as well.
    static var forgetting: [String] { get }
}

extension ExerciseEndFeature {
    static var forgetting: [String] { [] }
}

/// A room by which an exercise may be played without injects: groups that go round stations.
protocol PracticalFeature: Feature {
    static func isPractical(_ event: Event.ID, _ reading: any Reading) throws -> Bool
}

enum PracticalExercise {
    static func holds(_ event: Event.ID, _ reading: any Reading) throws -> Bool {
        try Features.all { $0 as? any PracticalFeature.Type }.contains { try $0.isPractical(event, reading) }
    }
}

/// What stands in the way of *ready*, or is worth a look.
struct ReadyFinding: Sendable {
    let blocks: Bool
    let words: Message
    var path: String?
}

protocol ReadyGateFeature: Feature {
    static func findings(_ exercise: ExerciseRecord, _ plan: ExercisePlan, _ reading: any Reading) throws
        -> [ReadyFinding]
}
