import Domain
import Storage
import Web

/// What the exercise showed: a strength, or something to improve with its cause.
enum FindingKind: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case strength, improvement

    var label: Message { self == .strength ? L("Strength") : L("Area for improvement") }
}

struct FindingFields: FieldRecord {
    var kind = FindingKind.improvement.rawValue
    var title = ""
    var text = ""
    var reference = ""
    /// Lines, each the reason of the one above.
    var why = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<FindingFields>] = [
        .choice(
            "kind", \.kind, L("Kind"), .choice(FindingKind.allCases.map(\.rawValue)), isRequired: true,
            options: { FindingKind.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { FindingKind(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .line("title", \.title, L("What was found?"), limit: 300, isRequired: true),
        .lines("text", \.text, L("What happened"), limit: 2_000),
        .line(
            "reference", \.reference, L("Reference"),
            hint: L("The plan, procedure or standard against which it stands."),
            limit: 300),
        .lines(
            "why", \.why, L("Why?"),
            hint: L("One reason in each line, each for the one above, until somebody can do something about it."),
            limit: 1_000),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]
}

struct FindingRecord: Sendable, Hashable {
    let id: ExerciseFinding.ID
    let event: Event.ID
    let fields: FindingFields
    let kind: FindingKind
    let objective: ExerciseObjective.ID?
    let cell: ExerciseCell.ID?
    /// Others than the cell read it.
    let isShared: Bool
    let createdBy: String?
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        let told = try FindingFields(row)
        fields = told
        kind = FindingKind(rawValue: told.kind) ?? .improvement
        objective = try row.get("objective_id")
        cell = try row.get("cell_id")
        isShared = try row.get("is_shared")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
    }

    /// The last reason: what somebody can do something about.
    var rootCause: String? {
        fields.why.split(whereSeparator: \.isNewline).map(String.init).last { !$0.isEmpty }
    }

    /// What an area for improvement needs, and this one does not say.
    var missing: [Message] {
        guard kind == .improvement else { return [] }
        var missing: [Message] = []
        if fields.reference.isEmpty { missing.append(L("the reference")) }
        if rootCause == nil { missing.append(L("the cause")) }
        return missing
    }
}

/// What else is said of a finding.
struct FindingPlace: Sendable, Hashable {
    var objective: ExerciseObjective.ID?
    var cell: ExerciseCell.ID?
    var isShared = false
    /// Who runs the exercise has read the names that stand in it, and means others for it.
    var acceptsNames = false
    var observations: Set<ExerciseObservation.ID> = []
}

public enum Lesson { public typealias ID = Identifier<Lesson> }

/// Learned only when each of its actions is proven, or a real event has confirmed it; never typed.
struct LessonRecord: Sendable, Hashable {
    enum State: String, Sendable, Codable, CaseIterable, ChoiceType {
        case identified, learned

        var label: Message {
            self == .identified ? L("identified", context: "lesson") : L("learned", context: "lesson")
        }
    }

    let id: Lesson.ID
    let event: Event.ID
    let text: String
    let language: String
    /// A real event that confirms it.
    let confirmedBy: Case.ID?
    var findings: [ExerciseFinding.ID] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        text = try row.get("text")
        language = try row.get("language")
        confirmedBy = try row.get("case_id")
    }

    /// - Parameters:
    ///   - actions: of its findings.
    func state(_ actions: [ActionRecord], _ proofs: ActionProofs) -> State {
        let counted = actions.map { proofs.standing($0) }.filter { $0 != .dropped }
        // A retest that failed counts more than an event before it.
        if counted.contains(.notProven) { return .identified }
        if confirmedBy != nil { return .learned }
        return !counted.isEmpty && counted.allSatisfy { $0 == .proven } ? .learned : .identified
    }
}
