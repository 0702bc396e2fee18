import Domain
import Storage
import Web

/// How a cell performed a critical task, with an anchor of one line: a figure of agreement is worthless without.
enum TaskRating: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case performed = "P"
    case some = "S"
    case major = "M"
    case unable = "U"
    /// Never counted.
    case notObserved = "not_observed"

    /// A letter; a dash where nobody saw it.
    var letter: String { self == .notObserved ? "N" : rawValue }

    var label: Message {
        switch self {
        case .performed: L("Performed")
        case .some: L("Performed with some challenges")
        case .major: L("Performed with major challenges")
        case .unable: L("Unable to be performed")
        case .notObserved: L("Not observed")
        }
    }

    var anchor: Message {
        switch self {
        case .performed: L("Done, target met, no harm to other work.")
        case .some: L("Done, target met, slower or costlier than meant.")
        case .major: L("Done in part, or target met with harm to others’ work, to safety, or against the plan.")
        case .unable: L("Not done.")
        case .notObserved: L("I did not see it: it is not counted.")
        }
    }

    /// From the best, for order only: these are never averaged.
    var place: Int? { self == .notObserved ? nil : Self.allCases.firstIndex(of: self) }
    var needsReason: Bool { self == .major || self == .unable }
    var passes: Bool { self == .performed || self == .some }

    var mark: String {
        switch self {
        case .performed: " good"
        case .some: " open"
        case .major: " warn"
        case .unable: " bad"
        case .notObserved: ""
        }
    }
}

enum ObservationKind: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case strength, improvement, neutral

    var label: Message {
        switch self {
        case .strength: L("Strength")
        case .improvement: L("To improve")
        case .neutral: L("Seen", context: "observation")
        }
    }
}

/// A task of a cell: what is rated.
struct RatedUnit: Sendable, Hashable {
    let task: CriticalTask.ID
    let cell: ExerciseCell.ID
}

struct ExerciseObservationRecord: Sendable, Hashable {
    let id: ExerciseObservation.ID
    let event: Event.ID
    let seat: ExerciseSeat.ID?
    let author: String?
    let cell: ExerciseCell.ID?
    let task: CriticalTask.ID?
    let paper: Paper.ID?
    let evidence: ObservationEvidence?
    let kind: ObservationKind
    let text: String
    let language: String
    let elapsed: Int64
    let at: Int64
    /// Until then it is its author's alone.
    let sharedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        seat = try row.get("seat_id")
        author = try row.get("author")
        cell = try row.get("cell_id")
        task = try row.get("task_id")
        paper = try row.get("paper_id")
        let (what, which): (String?, String?) = (try row.get("evidence_kind"), try row.get("evidence_id"))
        evidence = what.flatMap { what in which.flatMap { ObservationEvidence("\(what):\($0)") } }
        kind = try row.get("kind")
        text = try row.get("text")
        language = try row.get("language")
        elapsed = try row.get("elapsed")
        at = try row.get("at")
        sharedAt = try row.get("shared_at")
    }
}

/// One version of what an evaluator says of a task of a cell.
struct TaskRatingRecord: Sendable, Hashable {
    let seat: ExerciseSeat.ID
    let unit: RatedUnit
    let version: Int
    let value: TaskRating
    let reason: String
    let change: String
    let at: Int64

    init(_ row: Row) throws {
        seat = try row.get("seat_id")
        unit = RatedUnit(task: try row.get("task_id"), cell: try row.get("cell_id"))
        version = try row.get("version")
        value = try row.get("value")
        reason = try row.get("reason")
        change = try row.get("change")
        at = try row.get("at")
    }
}

struct ConsensusRecord: Sendable, Hashable {
    let unit: RatedUnit
    let value: TaskRating
    let reason: String
    let at: Int64

    init(_ row: Row) throws {
        unit = RatedUnit(task: try row.get("task_id"), cell: try row.get("cell_id"))
        value = try row.get("value")
        reason = try row.get("reason")
        at = try row.get("at")
    }
}
