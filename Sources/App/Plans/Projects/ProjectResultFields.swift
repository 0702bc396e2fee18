import Domain
import Storage
import Web

/// Of what kind a result is: IATI's ResultType.
enum ProjectResultType: String, CaseIterable, Sendable, Codable, ChoiceType {
    case output, outcome, impact, other

    var iati: IATIActivity.ResultType {
        switch self {
        case .output: .output
        case .outcome: .outcome
        case .impact: .impact
        case .other: .other
        }
    }

    var label: Message {
        switch self {
        case .output: L("Output: what was made or done")
        case .outcome: L("Outcome: what it changed")
        case .impact: L("Impact: what that is worth in the long run")
        case .other: L("Other")
        }
    }
}

/// How an indicator is measured: IATI's IndicatorMeasure.
enum ProjectMeasure: String, CaseIterable, Sendable, Codable, ChoiceType {
    case unit, percentage, nominal, ordinal, qualitative

    var iati: IATIActivity.Measure {
        switch self {
        case .unit: .unit
        case .percentage: .percentage
        case .nominal: .nominal
        case .ordinal: .ordinal
        case .qualitative: .qualitative
        }
    }

    var label: Message {
        switch self {
        case .unit: L("A number")
        case .percentage: L("A percentage")
        case .nominal: L("One of several groups")
        case .ordinal: L("A place on a scale")
        case .qualitative: L("In words")
        }
    }
}

private let notAllowed = L("This value is not one of those allowed.")
private let longestNumber = 24

struct ProjectResultFields: FieldRecord {
    var title = ""
    var type = ProjectResultType.output.rawValue
    var text = ""

    static let fields: [Field<ProjectResultFields>] = [
        .line("title", \.title, L("What comes out of it?"), limit: 200, isRequired: true),
        .choice(
            "type", \.type, L("Kind"), .choice(ProjectResultType.allCases.map(\.rawValue)),
            options: { ProjectResultType.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { ProjectResultType(rawValue: $0) == nil ? notAllowed : nil }),
        .lines("text", \.text, L("In words"), limit: 2_000),
    ]
}

/// By what a result is measured.
struct ProjectIndicatorFields: FieldRecord {
    var title = ""
    var measure = ProjectMeasure.unit.rawValue
    var rises = "yes"
    var baselineYear: Int?
    var baseline = ""
    var baselineWords = ""

    static let fields: [Field<ProjectIndicatorFields>] = [
        .line("title", \.title, L("By what is it measured?"), limit: 200, isRequired: true),
        .choice(
            "measure", \.measure, L("Measured as"), .choice(ProjectMeasure.allCases.map(\.rawValue)),
            options: { ProjectMeasure.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { ProjectMeasure(rawValue: $0) == nil ? notAllowed : nil }),
        .choice(
            "rises", \.rises, L("More is better"), .choice(["yes", "no"]), isBeside: true,
            options: { [(value: "yes", label: L("Yes")), (value: "no", label: L("No"))] },
            fault: { ["yes", "no"].contains($0) ? nil : notAllowed }),
        .number("baseline_year", \.baselineYear, L("Year before it began"), in: 1900...2199),
        .line("baseline", \.baseline, L("Value then"), limit: longestNumber, isBeside: true),
        .line("baseline_words", \.baselineWords, L("Then, in words"), limit: 500),
    ]

    var measured: ProjectMeasure { ProjectMeasure(rawValue: measure) ?? .unit }
}

/// A time in which an indicator is looked at.
struct ProjectPeriodFields: FieldRecord {
    var starts = ""
    var ends = ""
    var target = ""
    var targetWords = ""
    var actual = ""
    var actualWords = ""

    static let fields: [Field<ProjectPeriodFields>] = [
        .date("starts", \.starts, L("From")),
        .date("ends", \.ends, L("To"), isBeside: true),
        .line("target", \.target, L("Target"), limit: longestNumber),
        .line("target_words", \.targetWords, L("Target, in words"), limit: 500, isBeside: true),
        .line("actual", \.actual, L("Reached", context: "indicator"), limit: longestNumber),
        .line("actual_words", \.actualWords, L("Reached, in words"), limit: 500, isBeside: true),
    ]
}

/// An indicator with its periods, as it is stored and sent.
struct ProjectIndicator: Codable, Sendable, Hashable, NamedType {
    static var schemaName: String { "ProjectIndicator" }

    var title: String
    var measure: ProjectMeasure?
    /// More is better; yes, unless told.
    var rises: Bool?
    var baselineYear: Int?
    var baseline: String?
    var baselineWords: String?
    var periods: [ProjectPeriod]?

    static let most = 20
    static let mostPeriods = 40

    init(_ fields: ProjectIndicatorFields, _ periods: [ProjectPeriod]) {
        (title, measure, rises) = (fields.title, fields.measured, fields.rises == "yes")
        (baselineYear, baseline, baselineWords) = (fields.baselineYear, fields.baseline, fields.baselineWords)
        self.periods = periods
    }

    var fields: ProjectIndicatorFields {
        var fields = ProjectIndicatorFields()
        (fields.title, fields.measure) = (title, (measure ?? .unit).rawValue)
        fields.rises = rises ?? true ? "yes" : "no"
        (fields.baselineYear, fields.baseline) = (baselineYear, baseline ?? "")
        fields.baselineWords = baselineWords ?? ""
        return fields
    }

    /// The last period of which something was reached.
    var reached: ProjectPeriod? {
        (periods ?? []).last { !($0.actual ?? "").isEmpty || !($0.actualWords ?? "").isEmpty }
    }

    /// Cleaned; what is wrong is told at `place`.
    func checked(_ place: String, _ check: inout FieldCheck) -> ProjectIndicator {
        var (fields, own) = (self.fields, FieldCheck())
        fields.clean(&own)
        number(fields.baseline, "baseline", &own)
        if !fields.baseline.isEmpty, fields.baselineYear == nil {
            own.fail("baseline-year", L("Say of which year the value is."))
        }
        if (periods ?? []).count > Self.mostPeriods {
            own.fail("periods", L("At most \(Self.mostPeriods) periods."))
        }
        let periods = (periods ?? []).prefix(Self.mostPeriods).enumerated().map { index, one -> ProjectPeriod in
            var (fields, inner) = (one.fields, FieldCheck())
            fields.clean(&inner)
            number(fields.target, "target", &inner)
            number(fields.actual, "actual", &inner)
            if !fields.starts.isEmpty, !fields.ends.isEmpty, fields.ends < fields.starts {
                inner.fail("ends", L("The end is before the start."))
            }
            for (name, words) in inner.errors { own.fail("periods.\(index).\(name)", words) }
            return ProjectPeriod(fields)
        }
        for (name, words) in own.errors { check.fail("\(place)\(name)", words) }
        return ProjectIndicator(fields, periods.sorted { ($0.starts, $0.ends) < ($1.starts, $1.ends) })
    }

    private func number(_ text: String, _ name: String, _ check: inout FieldCheck) {
        if measure != .qualitative, !text.isEmpty, IATIFile.decimal(text) == nil {
            check.fail(name, L("Write a number, such as 24 or 12.5."))
        }
    }
}

struct ProjectPeriod: Codable, Sendable, Hashable, NamedType {
    static var schemaName: String { "ProjectPeriod" }

    var starts: String
    var ends: String
    var target: String?
    var targetWords: String?
    var actual: String?
    var actualWords: String?

    init(_ fields: ProjectPeriodFields) {
        (starts, ends, target, targetWords) = (fields.starts, fields.ends, fields.target, fields.targetWords)
        (actual, actualWords) = (fields.actual, fields.actualWords)
    }

    var fields: ProjectPeriodFields {
        var fields = ProjectPeriodFields()
        (fields.starts, fields.ends, fields.target) = (starts, ends, target ?? "")
        (fields.targetWords, fields.actual, fields.actualWords) = (targetWords ?? "", actual ?? "", actualWords ?? "")
        return fields
    }
}
