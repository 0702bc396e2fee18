import Domain
import Storage
import Web

/// What a project brings about; a part of a project's programme.
public enum ProjectResult { public typealias ID = Identifier<ProjectResult> }
/// A body that takes part in a project, and a budget of it.
public enum ProjectBody { public typealias ID = Identifier<ProjectBody> }
public enum ProjectBudget { public typealias ID = Identifier<ProjectBudget> }

/// IATI's ActivityStatus, with its codes.
enum ProjectStatus: String, CaseIterable, Sendable, Codable, ChoiceType {
    case planned, running, finishing, closed, cancelled, suspended

    /// 1 to 6.
    var code: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    var label: Message {
        switch self {
        case .planned: L("planned", context: "project")
        case .running: L("running", context: "project")
        case .finishing: L("finishing", context: "project")
        case .closed: L("closed", context: "project")
        case .cancelled: L("cancelled", context: "project")
        case .suspended: L("suspended", context: "project")
        }
    }

    var tone: String {
        switch self {
        case .planned, .closed: ""
        case .running: " good"
        case .finishing: " open"
        case .cancelled: " bad"
        case .suspended: " warn"
        }
    }

    /// Its work is over.
    var isOver: Bool { self == .closed || self == .cancelled }
}

/// What kind of body takes part: IATI's OrganisationType.
enum ProjectBodyType: String, CaseIterable, Sendable, Codable, ChoiceType {
    case government, international, national, multilateral, foundation, business, academic, other

    var code: Int {
        switch self {
        case .government: 10
        case .international: 21
        case .national: 22
        case .multilateral: 40
        case .foundation: 60
        case .business: 70
        case .academic: 80
        case .other: 90
        }
    }

    var label: Message {
        switch self {
        case .government: L("Government")
        case .international: L("International NGO")
        case .national: L("National NGO")
        case .multilateral: L("Multilateral organisation")
        case .foundation: L("Foundation")
        case .business: L("Business")
        case .academic: L("University or research")
        case .other: L("Other")
        }
    }
}

/// As what a body takes part: IATI's OrganisationRole.
enum ProjectBodyRole: String, CaseIterable, Sendable, Codable, ChoiceType {
    case funding, accountable, extending, implementing

    var code: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    var label: Message {
        switch self {
        case .funding: L("Funds it")
        case .accountable: L("Answers for it")
        case .extending: L("Passes money or goods on")
        case .implementing: L("Does it")
        }
    }
}

private func options<Choice: RawRepresentable<String> & Sendable>(
    _ all: [Choice], _ label: @escaping @Sendable (Choice) -> Message
) -> @Sendable () -> [FieldOption] {
    { all.map { (value: $0.rawValue, label: label($0)) } }
}

private let notAllowed = L("This value is not one of those allowed.")

/// What is told of a project besides what its programme says.
struct ProjectFields: FieldRecord {
    var code = ""
    var status = ProjectStatus.planned.rawValue
    var plannedStart = ""
    var actualStart = ""
    var plannedEnd = ""
    var actualEnd = ""
    var places = ""
    var areas = ""
    var cbrn = ""
    var reporter = ""
    var reporterRef = ""
    var reporterType = ProjectBodyType.other.rawValue
    var purpose = ""
    var source = ""
    var carriesOn = ""
    var next = ""
    /// BCP 47: of the project's own words.
    var language = "en"

    static let fields: [Field<ProjectFields>] = [
        .line(
            "code", \.code, L("Code"), hint: L("As it is called in lists, such as P87."), limit: 40, isRequired: true),
        .choice(
            "status", \.status, L("Status"), .choice(ProjectStatus.allCases.map(\.rawValue)), isBeside: true,
            options: options(ProjectStatus.allCases) { $0.label },
            fault: { ProjectStatus(rawValue: $0) == nil ? notAllowed : nil }),
        .date("planned_start", \.plannedStart, L("Planned start"), isRequired: false),
        .date("planned_end", \.plannedEnd, L("Planned end"), isRequired: false, isBeside: true),
        .date("actual_start", \.actualStart, L("Actual start"), isRequired: false),
        .date("actual_end", \.actualEnd, L("Actual end"), isRequired: false, isBeside: true),
        .lines(
            "places", \.places, L("Where, and which part"),
            hint: L("A line for each country or region: its code and its percentage, such as KZ 33.34. Together 100."),
            limit: 2_000),
        .line("areas", \.areas, L("Areas"), limit: 500),
        .letters("cbrn", \.cbrn, isBeside: true),
        .lines("carries_on", \.carriesOn, L("Who carries on after the funding?"), limit: 1_000),
        .lines("next", \.next, L("What is planned next?"), limit: 2_000),
        .line("reporter", \.reporter, L("Who reports on it"), limit: 200),
        .line(
            "reporter_ref", \.reporterRef, L("IATI identifier of who reports"), hint: L("Such as XX-DEMO-00000."),
            limit: 60),
        .choice(
            "reporter_type", \.reporterType, L("Kind of who reports"),
            .choice(ProjectBodyType.allCases.map(\.rawValue)),
            isBeside: true, options: options(ProjectBodyType.allCases) { $0.label },
            fault: { ProjectBodyType(rawValue: $0) == nil ? notAllowed : nil }),
        .line("purpose", \.purpose, L("Purpose code of the OECD"), hint: L("Five digits, such as 74020."), limit: 5),
        .line(
            "source", \.source, L("Source"), hint: L("Where this is written, if it is older than this page."),
            limit: 300),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]

    /// Cleaned, with its days in order and its parts readable.
    var ordered: Cleaned<ProjectFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            for (start, end, name) in [
                (fields.plannedStart, fields.plannedEnd, "planned-end"),
                (fields.actualStart, fields.actualEnd, "actual-end"),
            ] where !start.isEmpty && !end.isEmpty && end < start {
                check.fail(name, L("The end is before the start."))
            }
            for line in ProjectPlace.read(fields.places) where line.percentage == nil {
                check.fail("places", L("Write a code and a percentage: \(line.text)"))
            }
        }
    }
}

/// A line of where a project is: `KZ 33.34`.
struct ProjectPlace: Sendable, Hashable {
    let text: String
    let code: String
    /// As typed, empty where only the code stands there; nothing where the line cannot be read.
    let percentage: String?

    static func read(_ text: String) -> [ProjectPlace] {
        text.split(whereSeparator: \.isNewline).map { line in
            let words = line.split { $0.isWhitespace || $0 == ";" || $0 == "%" || $0 == ":" }
            let code = words.first.map { $0.uppercased() } ?? ""
            // Which part is told later: for IATI.
            if words.count == 1 { return ProjectPlace(text: String(line.prefix(80)), code: code, percentage: "") }
            let number = words.count == 2 ? String(words[1]).replacing(",", with: ".") : ""
            return ProjectPlace(
                text: String(line.prefix(80)), code: code,
                percentage: IATIFile.decimal(number) == nil ? nil : number)
        }
    }
}

struct ProjectBodyFields: FieldRecord {
    var name = ""
    var role = ProjectBodyRole.implementing.rawValue
    var type = ProjectBodyType.other.rawValue
    var ref = ""

    static let fields: [Field<ProjectBodyFields>] = [
        .line("name", \.name, L("Organisation"), limit: 200, isRequired: true),
        .choice(
            "role", \.role, L("Part"), .choice(ProjectBodyRole.allCases.map(\.rawValue)),
            options: options(ProjectBodyRole.allCases) { $0.label },
            fault: { ProjectBodyRole(rawValue: $0) == nil ? notAllowed : nil }),
        .choice(
            "type", \.type, L("Kind"), .choice(ProjectBodyType.allCases.map(\.rawValue)), isBeside: true,
            options: options(ProjectBodyType.allCases) { $0.label },
            fault: { ProjectBodyType(rawValue: $0) == nil ? notAllowed : nil }),
        .line("ref", \.ref, L("IATI identifier, if it has one"), limit: 60),
    ]
}

struct ProjectBudgetFields: FieldRecord {
    enum Kind: String, CaseIterable { case indicative, committed }

    var starts = ""
    var ends = ""
    var amount = ""
    var currency = "EUR"
    var kind = Kind.indicative.rawValue

    static let fields: [Field<ProjectBudgetFields>] = [
        .date("starts", \.starts, L("From")),
        .date("ends", \.ends, L("To"), isBeside: true),
        .line("amount", \.amount, L("Amount"), limit: 40, isRequired: true),
        .line(
            "currency", \.currency, L("Currency"), hint: L("Three letters, such as EUR."), limit: 3, isRequired: true,
            isBeside: true),
        .choice(
            "kind", \.kind, L("Kind"), .choice(Kind.allCases.map(\.rawValue)),
            options: {
                [
                    (value: Kind.indicative.rawValue, label: L("Indicative")),
                    (value: Kind.committed.rawValue, label: L("Committed")),
                ]
            }, fault: { Kind(rawValue: $0) == nil ? notAllowed : nil }),
    ]

    /// Nothing for what is none, or below nought.
    var money: Money? {
        Currency(currency.trimmed).flatMap { DecimalText.money(amount, $0) }.flatMap { $0.minor < 0 ? nil : $0 }
    }

    var ordered: Cleaned<ProjectBudgetFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.starts.isEmpty, !fields.ends.isEmpty, fields.ends < fields.starts {
                check.fail("ends", L("The end is before the start."))
            }
            if Currency(fields.currency.trimmed) == nil {
                check.fail("currency", L("Write a currency by its three letters."))
            } else if fields.money == nil {
                check.fail("amount", L("Write an amount, such as 240000.00."))
            } else if let money = fields.money {
                (fields.amount, fields.currency) = (money.decimal, money.currency.code)
            }
        }
    }
}
