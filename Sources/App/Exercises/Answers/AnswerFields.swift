import Domain
import Storage
import Web

/// A choice of words of an enum.
private func choices<Word: CaseIterable & RawRepresentable>(
    _ all: [Word], _ label: @escaping @Sendable (Word) -> Message
) -> @Sendable () -> [FieldOption] where Word: Sendable, Word.RawValue == String {
    { all.map { (value: $0.rawValue, label: label($0)) } }
}

private func fault<Word: RawRepresentable>(_ all: [Word]) -> @Sendable (String) -> Message?
where Word: Sendable, Word.RawValue == String {
    { typed in all.contains { $0.rawValue == typed } ? nil : L("Choose one of the answers.") }
}

/// What a cell decides.
struct DecisionFields: FieldRecord, NamedType {
    static var schemaName: String { "CellDecision" }

    /// The code of an option; empty where `other` says it.
    var option = ""
    var other = ""
    var rationale = ""
    var confidence: Int?
    var wouldChange = ""
    /// For whom one decides who is not the spokesperson.
    var deputising = ""
    var lateReason = ""
    var changeReason = ""

    static let fields: [Field<DecisionFields>] = [
        .line("option_code", \.option, L("Your decision"), limit: 20),
        .line("other", \.other, L("Something else"), limit: 500),
        .lines("rationale", \.rationale, L("Why"), hint: L("Three lines are enough."), limit: 4_000),
        .number("confidence", \.confidence, L("How sure are you?"), in: Confidence.range),
        .lines("would_change", \.wouldChange, L("What would change your mind"), limit: 1_000),
        .line(
            "deputising", \.deputising, L("Who decides"),
            hint: L("Only where you decide in place of your spokesperson."), limit: 200),
        .lines("late_reason", \.lateReason, L("Why it comes late"), limit: 500),
        .lines("change_reason", \.changeReason, L("Why you change it"), limit: 500),
    ]
}

/// What a cell asks of others.
struct RequestFields: FieldRecord, NamedType {
    static var schemaName: String { "CellRequest" }

    var type = RequestType.information.rawValue
    var text = ""
    /// Minutes of the exercise's clock.
    var allowed: Int? = 30
    /// The function that is asked; empty where it does not matter.
    var toFunction = ""

    static let fields: [Field<RequestFields>] = [
        .choice(
            "type", \.type, L("What you want"), .choice(RequestType.allCases.map(\.rawValue)),
            options: choices(RequestType.allCases, \.label), fault: fault(RequestType.allCases)),
        .lines("text", \.text, L("Your request"), limit: 4_000, isRequired: true),
        .number(
            "allowed", \.allowed, L("Answer wanted within"), hint: L("Minutes of the exercise."), in: 1...2_880),
        .line("to_function", \.toFunction, L("To which function"), limit: 40, isBeside: true),
    ]
}

/// What the one who is asked answers.
struct RequestAnswerFields: FieldRecord {
    var outcome = RequestOutcome.agreed.rawValue
    var text = ""

    static let fields: [Field<RequestAnswerFields>] = [
        .choice(
            "outcome", \.outcome, L("Your answer"), .choice(RequestOutcome.answers.map(\.rawValue)),
            options: choices(RequestOutcome.answers, \.label), fault: fault(RequestOutcome.answers)),
        .lines("text", \.text, L("What you say to it"), limit: 4_000),
    ]

    var cleaned: Cleaned<RequestAnswerFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if fields.outcome == RequestOutcome.declined.rawValue, fields.text.isEmpty {
                check.fail("text", L("Say why you decline."))
            }
        }
    }
}

/// Something that a cell knows of the situation.
struct PictureFields: FieldRecord, NamedType {
    static var schemaName: String { "PictureItem" }

    var topic = PictureTopic.people.rawValue
    var text = ""
    var standing = PictureStanding.unconfirmed.rawValue
    var shown = PictureAudience.cell.rawValue

    static let fields: [Field<PictureFields>] = [
        .choice(
            "topic", \.topic, L("Topic"), .choice(PictureTopic.allCases.map(\.rawValue)),
            options: choices(PictureTopic.allCases, \.label), fault: fault(PictureTopic.allCases)),
        .lines("text", \.text, L("What you know"), limit: 2_000, isRequired: true),
        .choice(
            "standing", \.standing, L("Standing", context: "picture"),
            .choice(PictureStanding.allCases.map(\.rawValue)), isBeside: true,
            options: choices(PictureStanding.allCases, \.label), fault: fault(PictureStanding.allCases)),
        .choice(
            "shown_to", \.shown, L("Who sees it"), .choice(PictureAudience.allCases.map(\.rawValue)), isBeside: true,
            options: choices(PictureAudience.allCases, \.label), fault: fault(PictureAudience.allCases)),
    ]
}

/// A line of a cell's log.
struct LogFields: FieldRecord {
    var kind = LogLineKind.note.rawValue
    var text = ""

    static let fields: [Field<LogFields>] = [
        .choice(
            "kind", \.kind, L("Kind"), .choice(LogLineKind.own.map(\.rawValue)),
            options: choices(LogLineKind.own, \.label), fault: fault(LogLineKind.own)),
        .lines("text", \.text, L("Line", context: "log"), limit: 1_000, isRequired: true),
    ]
}

struct SituationReportFields: FieldRecord {
    var summary = ""
    var needs = ""
    var nextReport = ""

    static let fields: [Field<SituationReportFields>] = [
        .lines("summary", \.summary, L("The situation in three sentences"), limit: 2_000, isRequired: true),
        .lines("needs", \.needs, L("What we need"), limit: 2_000),
        .line("next_report", \.nextReport, L("Next report"), limit: 100),
    ]
}

/// What a cell says to its public.
struct StatementFields: FieldRecord {
    var text = ""

    static let fields: [Field<StatementFields>] = [
        .lines("text", \.text, L("What you say to the public"), limit: 4_000, isRequired: true)
    ]
}

struct ExerciseMessageFields: FieldRecord {
    var text = ""

    static let fields: [Field<ExerciseMessageFields>] = [
        .lines("text", \.text, L("Message"), limit: 2_000, isRequired: true)
    ]
}
