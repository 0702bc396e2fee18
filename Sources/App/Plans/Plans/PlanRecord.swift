import Domain
import Storage
import Web

/// What a country, a region or the whole programme has decided to do, action by action.
public enum ProgrammePlan { public typealias ID = Identifier<ProgrammePlan> }
/// An action as it stands in a plan.
public enum PlanItem { public typealias ID = Identifier<PlanItem> }
/// A step of an action that can be seen to be done.
public enum PlanStep { public typealias ID = Identifier<PlanStep> }

enum PlanKind: String, CaseIterable, Sendable, Codable, ChoiceType {
    case national, regional, roadmap, project
    case workingGroup = "working_group"
    case network

    var label: Message {
        switch self {
        case .national: L("National plan")
        case .regional: L("Regional plan")
        case .roadmap: L("Roadmap")
        case .project: L("Plan of a project")
        case .workingGroup: L("Plan of a working group")
        case .network: L("Plan of the network")
        }
    }

    /// What kind of member owns it; nothing where the programme does.
    var owner: MemberRef.Kind? {
        switch self {
        case .national: .country
        case .regional: .region
        default: nil
        }
    }

    /// Of which kind are the plans whose actions it gathers.
    var gathers: PlanKind? {
        switch self {
        case .regional: .national
        case .roadmap: .regional
        default: nil
        }
    }

    /// Who is asked to agree before it is adopted.
    var asked: MemberRef.Kind? {
        switch self {
        case .regional: .country
        case .roadmap: .region
        default: nil
        }
    }
}

extension PlanStage: SQLBindable, SQLDecodable, Codable, ChoiceType {
    var label: Message {
        switch self {
        case .draft: L("draft", context: "plan")
        case .inReview: L("in review", context: "plan")
        case .adopted: L("adopted", context: "plan")
        case .closed: L("closed", context: "plan")
        }
    }
}

/// Who reads a plan besides its owner and the organisers.
enum PlanSharing: String, CaseIterable, Sendable, Codable, ChoiceType {
    case owner, region, programme

    var label: Message {
        switch self {
        case .owner: L("Its owner and the organisers")
        case .region: L("Also the region: its secretariat and its countries")
        case .programme: L("Everybody of the programme, as its marking says")
        }
    }
}

struct PlanRecordFields: FieldRecord {
    var title = ""
    var text = ""
    var startsOn = ""
    var endsOn = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<PlanRecordFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .lines("text", \.text, L("What it is for"), limit: 2_000),
        .date("starts_on", \.startsOn, L("From"), isRequired: false),
        .date("ends_on", \.endsOn, L("Until"), isRequired: false, isBeside: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]

    var ordered: Cleaned<PlanRecordFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.startsOn.isEmpty, !fields.endsOn.isEmpty, fields.endsOn < fields.startsOn {
                check.fail("ends-on", L("It ends before it starts."))
            }
        }
    }
}

@dynamicMemberLookup
struct PlanRecord: Sendable, Hashable {
    let id: ProgrammePlan.ID
    let programme: Programme.ID
    let kind: PlanKind
    /// Nothing where the programme owns it.
    let owner: MemberRef?
    let fields: PlanRecordFields
    let stage: PlanStage
    /// How often it was adopted.
    let version: Int
    let marking: String
    let sharing: PlanSharing
    /// In review: the day until which those who are asked answer; empty where none is set.
    let answerBy: String
    /// In review: it was announced that who says nothing agrees.
    let silenceAgrees: Bool
    let createdBy: String?
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        kind = PlanKind(rawValue: try row.get("kind")) ?? .network
        owner = try row.member("owner_kind", "owner")
        fields = try PlanRecordFields(row)
        stage = PlanStage(rawValue: try row.get("stage")) ?? .draft
        version = try row.get("version")
        marking = try row.get("marking")
        sharing = PlanSharing(rawValue: try row.get("sharing")) ?? .owner
        answerBy = try row.get("answer_by")
        silenceAgrees = try row.get("silence_agrees")
        createdBy = try row.get("created_by")
        changedAt = try row.get("changed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<PlanRecordFields, Value>) -> Value { fields[keyPath: path] }

    var region: App.Region.ID? { owner.flatMap { $0.kind == .region ? App.Region.ID($0.ref) : nil } }
}

/// What else is said of a plan.
struct PlanDraft: Sendable, Hashable {
    var kind: PlanKind
    var owner: MemberRef?
    var marking: String
    var sharing: PlanSharing
}

/// What a plan says of an action, besides what the action says of itself.
struct PlanItemFields: FieldRecord {
    var number = ""
    var kind = "action"
    var weight: Int? = 1
    var sectors = ""
    var priority = ""
    var gap = ""
    var sources = ""
    var partners = ""
    var cost = ""
    var currency = ""
    var fundedBy = ""
    var dependsOn = ""

    static let fields: [Field<PlanItemFields>] = [
        .line(
            "number", \.number, L("Number"), hint: L("By which other actions name it; the next one if left empty."),
            limit: 20),
        .choice(
            "kind", \.kind, L("Kind"), .choice(PlanItemKind.allCases.map(\.rawValue)), isBeside: true,
            options: { PlanItemKind.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { PlanItemKind(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .number(
            "weight", \.weight, L("Weight"), hint: L("From 1 to 5: how much it counts in the progress."), in: 1...5,
            isBeside: true),
        .line("sectors", \.sectors, L("Sectors"), limit: 200),
        .line("priority", \.priority, L("Priority it serves"), limit: 300),
        .line("gap", \.gap, L("Gap it closes"), limit: 300, isBeside: true),
        .line("sources", \.sources, L("Where it comes from"), limit: 500),
        .line(
            "partners", \.partners, L("Partner programmes"),
            hint: L("Other programmes that take part, separated by semicolons."), limit: 300),
        .line("cost", \.cost, L("Cost"), hint: L("Digits, such as 12500 or 12500.50."), limit: 20),
        .line("currency", \.currency, L("Currency"), hint: L("Three letters, such as EUR."), limit: 3, isBeside: true),
        .line("funded_by", \.fundedBy, L("Funded by"), limit: 200, isBeside: true),
        .line(
            "depends_on", \.dependsOn, L("Waits for"),
            hint: L("Numbers of actions of this plan, separated by semicolons."), limit: 400),
    ]

    /// Numbers, each once.
    var predecessors: [String] {
        var seen: Set<String> = []
        return dependsOn.split { $0 == ";" || $0 == "," }.map { String($0).trimmed }.filter {
            !$0.isEmpty && seen.insert($0).inserted
        }
    }

    /// What it costs; nothing where that is not said.
    var money: Money? {
        guard !cost.isEmpty, let currency = Currency(currency), let value = PlanAmount.read(cost) else { return nil }
        return Money(value, currency).flatMap { $0.value == value ? $0 : nil }
    }

    func clean(further check: inout FieldCheck) {
        if number.contains(where: { $0 == ";" || $0 == "," || $0 == "|" }) {
            check.fail("number", L("Without commas and semicolons."))
        }
        if !cost.isEmpty, Currency(currency) == nil {
            check.fail("currency", L("Three letters, such as EUR."))
        } else if !cost.isEmpty, money == nil {
            check.fail("cost", L("Digits, such as 12500 or 12500.50."))
        }
        if predecessors.count > PlanFile.mostDependencies {
            check.fail("depends-on", L("At most \(PlanFile.mostDependencies)."))
        }
    }
}

enum PlanItemKind: String, CaseIterable, Sendable, Codable, ChoiceType {
    case action, project, training, event, document

    var label: Message {
        switch self {
        case .action: L("Action")
        case .project: L("Project")
        case .training: L("Training")
        case .event: L("Event")
        case .document: L("Document")
        }
    }
}

/// An amount as people type it, without signs that mean one thing here and another there.
enum PlanAmount {
    static func read(_ text: String) -> Rational? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let whole = digits(first, most: 14) else { return nil }
        guard parts.count == 2 else { return Rational(whole) }
        guard let rest = digits(parts[1], most: 4) else { return nil }
        return Rational(whole) + Rational(rest, parts[1].utf8.reduce(1) { result, _ in result * 10 })
    }

    private static func digits(_ text: Substring, most: Int) -> Int? {
        guard !text.isEmpty, text.utf8.count <= most, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}

@dynamicMemberLookup
struct PlanItemRecord: Sendable, Hashable {
    let id: PlanItem.ID
    let plan: ProgrammePlan.ID
    let action: Action.ID
    let fields: PlanItemFields
    /// Of which it is besides its owner's.
    let regions: [App.Region.ID]
    let isSecured: Bool
    /// Shown to nobody but the owner of its plan and the organisers.
    let isHeldBack: Bool
    /// Why it cannot go on; empty where it can.
    let blocked: String
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        plan = try row.get("plan_id")
        action = try row.get("action_id")
        fields = try PlanItemFields(row)
        regions = PlanRegions.read(try row.get("regions"))
        isSecured = try row.get("secured")
        isHeldBack = try row.get("held_back")
        blocked = try row.get("blocked")
        createdAt = try row.get("created_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<PlanItemFields, Value>) -> Value { fields[keyPath: path] }
}

/// Regions of an action, as they are stored.
enum PlanRegions {
    static let most = 20

    static func read(_ text: String) -> [App.Region.ID] {
        text.split(separator: ";").compactMap { App.Region.ID(String($0)) }
    }

    static func text(_ regions: [App.Region.ID]) -> String {
        Set(regions).sorted().prefix(most).map(\.description).joined(separator: ";")
    }
}

struct PlanStepRecord: Sendable, Hashable {
    let id: PlanStep.ID
    let item: PlanItem.ID
    let place: Int
    let title: String
    let dueOn: String
    let doneOn: String
    /// Why it is left out; empty where it is not.
    let waived: String

    init(_ row: Row) throws {
        id = try row.get("id")
        item = try row.get("item_id")
        place = try row.get("place")
        title = try row.get("title")
        dueOn = try row.get("due_on")
        doneOn = try row.get("done_on")
        waived = try row.get("waived")
    }

    /// As the table says it, so that versions can be compared.
    var milestone: PlanMilestone {
        PlanMilestone(
            PlanTableFile.title(title), due: CalendarDate(dueOn), doneOn: CalendarDate(doneOn),
            isWaived: !waived.isEmpty)
    }
}
