import Domain
import Storage
import Web

/// Plans as JSON, on the same operations as the pages.
enum PlanAPI {
    struct More: Codable, Sendable {
        let kind: PlanKind
        /// `country:KZ` for a national plan, `region:ID` for a regional one; left out for the programme's.
        let owner: String?
        /// A TLP 2.0 label without "TLP:"; AMBER for a national plan, else GREEN, unless told.
        let marking: String?
        let sharing: PlanSharing?
    }

    /// What is left out stays.
    struct Change: Codable, Sendable {
        let title: String?
        let text: String?
        let startsOn: String?
        let endsOn: String?
        let language: String?
        let marking: String?
        let sharing: PlanSharing?
        /// What it becomes. Nothing else of the body is read then, but for the two below where it goes to review.
        let stage: PlanStage?
        /// Until which day those who are asked answer.
        let answerBy: String?
        /// It was announced that who says nothing agrees.
        let silenceAgrees: Bool?
        /// When it was last changed, as you read it: if it was changed since, nothing is.
        let changedAt: Int64?
    }

    struct Facts: Codable, Sendable {
        let id: ProgrammePlan.ID
        let programme: Programme.ID
        let kind: PlanKind
        let owner: String?
        let stage: PlanStage
        /// How often it was adopted.
        let version: Int
        let marking: String
        let sharing: PlanSharing
        /// An exact fraction, such as `8/21`; left out where nothing is agreed yet.
        let progress: String?
        let actions: Int
        let changedAt: Int64
    }

    struct StepBody: Codable, Sendable {
        let id: PlanStep.ID
        let title: String
        let dueOn: String
        let doneOn: String
        /// Why it is left out; empty where it is not.
        let waived: String

        init(_ record: PlanStepRecord) {
            (id, title, dueOn, doneOn) = (record.id, record.title, record.dueOn, record.doneOn)
            waived = record.waived
        }
    }

    struct ItemBody: Codable, Sendable {
        let id: PlanItem.ID
        let plan: ProgrammePlan.ID
        let action: Action.ID
        let number: String
        let title: String
        let kind: PlanItemKind
        let state: ActionStanding
        let owner: String?
        let startsOn: String
        let dueOn: String
        let element: String
        let weight: Int
        let sectors: String
        let priority: String
        let gap: String
        let sources: String
        /// Ids of the regions of which it is besides its owner's.
        let regions: [String]
        /// Other programmes that take part, in words.
        let partners: String
        let cost: String
        let currency: String
        let fundedBy: String
        let secured: Bool
        let dependsOn: [String]
        let milestones: [StepBody]
        /// Why it cannot go on; empty where it can.
        let blocked: String
        /// The first day on which it can be finished, by what it waits for.
        let earliest: String?
        let daysLate: Int
        let marking: String
        let language: String
    }

    struct ItemInput: Codable, Sendable {
        let title: String
        let text: String?
        let number: String?
        let kind: PlanItemKind?
        /// `country:KZ`, `region:ID`, `organisation:ID` or `account:ID`; whose plan it is, unless told.
        let owner: String?
        let body: String?
        let startsOn: String?
        let dueOn: String?
        let element: ActionElement?
        let evidence: String?
        let weight: Whole<Numbers.PlanWeight>?
        let sectors: String?
        let priority: String?
        let gap: String?
        let sources: String?
        /// Ids of the regions of which it is besides its owner's.
        let regions: [String]?
        /// Other programmes that take part, separated by semicolons.
        let partners: String?
        let cost: String?
        let currency: String?
        let fundedBy: String?
        let secured: Bool?
        let heldBack: Bool?
        let dependsOn: [String]?
        let language: String?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct TakingInput: Codable, Sendable {
        /// Open, and in no plan.
        let action: Action.ID
    }

    struct StepInput: Codable, Sendable {
        let title: String
        let dueOn: String?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct StepChange: Codable, Sendable {
        let act: PlanStepAct
        /// Of what is done: the day; today unless told.
        let doneOn: String?
        /// Of what is left out.
        let reason: String?
    }

    typealias Input = FieldSending<PlanRecordFields, More>
    typealias Body = FieldBody<PlanRecordFields, Facts>

    private static let tag = "Plans"

    static let routes: [APIRoute] = plans + items + PlanAdoptionAPI.routes

    private static let plans: [APIRoute] = [
        .get(
            PlanPaths.apiPlans, .seeProgramme, tag, "Plans of a programme that you may read, with how far each is.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let list = try PlanList(visit, programme, reading)
                let page = try cursor.cut(list.plans) { $0.id.description }
                return ListBody(
                    items: page.items.map {
                        body($0, list.progress[$0.id], list.counts[$0.id] ?? 0)
                    }, next: page.next)
            }
        },
        .send(
            .post, PlanPaths.apiPlans, .seeProgramme, tag,
            "Begins a plan: a focal point a national one, the head of a secretariat a regional one, who coordinates the others.",
            success: .created
        ) { (visit, input: Input, programme) in
            let kind = input.more.kind
            let draft = PlanDraft(
                kind: kind, owner: input.more.owner.flatMap { MemberRef($0) },
                marking: input.more.marking ?? (kind == .national ? "AMBER" : "GREEN"),
                sharing: input.more.sharing ?? (kind == .national ? .owner : .programme))
            let plan = try await PlanOperations.begin(
                visit, in: programme, input.told.fields(), draft, key: input.told.key)
            return try await body(plan.id, visit)
        },
        .get(PlanPaths.apiPlan, .account, tag, "One plan.") { visit, id in try await body(id, visit) },
        .send(.put, PlanPaths.apiPlan, .account, tag, "Changes a plan, gives it for review, adopts or closes it.") {
            (visit, input: Change, id) in
            switch input.stage {
            case .inReview:
                try await PlanOperations.review(
                    visit, id, answerBy: input.answerBy ?? "", silenceAgrees: input.silenceAgrees ?? false)
            case .adopted: try await PlanOperations.adopt(visit, id)
            case .closed: try await PlanOperations.close(visit, id)
            case .draft: try await PlanOperations.reopen(visit, id)
            case nil:
                _ = try await PlanOperations.change(visit, id, since: input.changedAt) { plan in
                    var fields = plan.fields
                    fields.title = input.title ?? fields.title
                    fields.text = input.text ?? fields.text
                    fields.startsOn = input.startsOn ?? fields.startsOn
                    fields.endsOn = input.endsOn ?? fields.endsOn
                    fields.language = input.language ?? fields.language
                    let draft = PlanDraft(
                        kind: plan.kind, owner: plan.owner, marking: input.marking ?? plan.marking,
                        sharing: input.sharing ?? plan.sharing)
                    return (fields, draft)
                }
            }
            return try await body(id, visit)
        },
        .file(
            PlanPaths.apiProgress, .account, tag,
            "How far a plan is, with exact fractions: the same as `roundtable progress` prints of its table.",
            mediaType: "application/json"
        ) { visit, id in
            let json = try await visit.read { reading -> String in
                let material = try PlanMaterial(visit, id, reading)
                let words = try PlanWords(material.plan.programme, material.entries.map(\.action), reading)
                let day = CalendarDate(material.today) ?? CalendarDate(daysSince1970: 0)
                let table = PlanTableFile.text(material.plan, material.entries, words)
                do {
                    return try PlanReport(PlanFile(Array(table.utf8)), today: day).json
                } catch {
                    throw Refusal.notFound
                }
            }
            return .download(Array(json.utf8), type: "application/json", name: "progress.json")
        },
        .file(
            PlanPaths.apiFile, .account, tag, "A plan on paper: `report.html`, `report.docx`, `report.pdf` …",
            mediaType: "application/octet-stream"
        ) { visit, id, name in try await PlanFiles.answer(visit, id, name) },
        .file(
            PlanPaths.apiTable, .account, tag, "A plan as a table: `csv`, `csv-semicolon` or `xlsx`.",
            mediaType: "application/octet-stream"
        ) { visit, id, name in try await PlanFiles.table(visit, id, name) },
        .send(
            .post, PlanPaths.apiImport, .account, tag,
            "Takes the actions of a plan, as a workbook or CSV: a row with the number of one changes it; all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, id) in try await PlanImport.take(visit, id, try TableUpload(input)) },
    ]

    private static let items: [APIRoute] = [
        .get(
            PlanPaths.apiItems, .account, tag, "Actions of a plan, as they were added.", query: Cursor.parameters
        ) { visit, id in
            let all = try await visit.read { reading -> [ItemBody] in
                let material = try PlanMaterial(visit, id, reading)
                let known = Set(material.entries.map(\.item.number))
                return material.entries.map { body($0, material.date(of: $0.item.id), known) }
            }
            return try Cursor(visit).page(of: all) { $0.id.description }
        },
        .send(
            .post, PlanPaths.apiItems, .account, tag, "Adds an action to a plan. Its owner says yes.", success: .created
        ) { (visit, input: ItemInput, id) in
            let plan = try await visit.read { try PlanOperations.seen(visit, id, $0).0 }
            let item = try await PlanItemOperations.add(
                visit, id, action(input, plan), item(input), try draft(input, plan), key: input.key)
            return try await body(item, visit)
        },
        .send(
            .post, PlanPaths.apiTaking, .account, tag, "Takes an action that is there already into a plan.",
            success: .created
        ) { (visit, input: TakingInput, id) in
            try await body(PlanItemOperations.take(visit, id, input.action), visit)
        },
        .get(PlanPaths.apiItem, .account, tag, "One action of a plan.") { visit, id in try await body(id, visit) },
        .send(
            .put, PlanPaths.apiItem, .account, tag,
            "Changes an action of a plan; a field that the body leaves out is emptied."
        ) { (visit, input: ItemInput, id) in
            let plan = try await visit.read { try PlanItemOperations.seen(visit, id, $0).1 }
            try await PlanItemOperations.change(
                visit, id, action(input, plan), item(input), try draft(input, plan))
            return try await body(id, visit)
        },
        .send(
            .post, PlanPaths.apiSteps, .account, tag, "Adds a milestone to an action of a plan.", success: .created
        ) { (visit, input: StepInput, id) in
            let step = try await PlanStepOperations.add(
                visit, id, title: input.title, due: input.dueOn ?? "", key: input.key)
            return try await visit.read { StepBody(try PlanItemStore($0).step(step, of: id)) }
        },
        .send(.put, PlanPaths.apiStep, .account, tag, "Says what became of a milestone.") {
            (visit, input: StepChange, id, step) in
            try await PlanStepOperations.act(
                visit, id, step, input.act, on: input.doneOn ?? "", reason: input.reason ?? "")
            return try await body(id, visit)
        },
    ]

    // MARK: In

    private static func action(_ input: ItemInput, _ plan: PlanRecord) -> ActionFields {
        var fields = ActionFields()
        (fields.title, fields.text, fields.body) = (input.title, input.text ?? "", input.body ?? "")
        (fields.startsOn, fields.dueOn) = (input.startsOn ?? "", input.dueOn ?? "")
        (fields.element, fields.evidence) = (input.element?.rawValue ?? "", input.evidence ?? "")
        fields.language = input.language ?? plan.language
        return fields
    }

    private static func item(_ input: ItemInput) -> PlanItemFields {
        var fields = PlanItemFields()
        (fields.number, fields.kind) = (input.number ?? "", (input.kind ?? .action).rawValue)
        (fields.weight, fields.sectors, fields.priority) = (
            input.weight?.value ?? 1, input.sectors ?? "", input.priority ?? ""
        )
        (fields.gap, fields.sources, fields.cost) = (input.gap ?? "", input.sources ?? "", input.cost ?? "")
        (fields.currency, fields.fundedBy) = (input.currency ?? "", input.fundedBy ?? "")
        fields.partners = input.partners ?? ""
        fields.dependsOn = (input.dependsOn ?? []).joined(separator: ";")
        return fields
    }

    private static func draft(_ input: ItemInput, _ plan: PlanRecord) throws -> PlanItemDraft {
        var draft = PlanItemDraft(isSecured: input.secured ?? false, isHeldBack: input.heldBack ?? false)
        draft.owner = plan.owner.map { .member($0) }
        draft.regions = try (input.regions ?? []).prefix(PlanRegions.most + 1).map { told in
            guard let region = App.Region.ID(told) else {
                throw Refusal.invalid(["regions": L("This value is not one of those allowed.")])
            }
            return region
        }
        if let told = input.owner {
            draft.owner = ActionOwner(told)
            if draft.owner == nil, !told.isEmpty {
                throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
            }
        }
        return draft
    }

    // MARK: Out

    private static func body(_ id: ProgrammePlan.ID, _ visit: Visit) async throws -> Body {
        try await visit.read { reading in
            let material = try PlanMaterial(visit, id, reading)
            return body(material.plan, material.progress, material.entries.count)
        }
    }

    private static func body(_ plan: PlanRecord, _ progress: PlanProgress?, _ count: Int) -> Body {
        Body(
            Facts(
                id: plan.id, programme: plan.programme, kind: plan.kind, owner: plan.owner?.description,
                stage: plan.stage, version: plan.version, marking: plan.marking, sharing: plan.sharing,
                progress: progress?.value?.description, actions: count, changedAt: plan.changedAt), plan.fields)
    }

    private static func body(_ id: PlanItem.ID, _ visit: Visit) async throws -> ItemBody {
        try await visit.read { reading in
            let told = try PlanItemReading(visit, id, reading)
            return body(told.entry, told.date, Set(told.before.map(\.item.number)))
        }
    }

    /// - Parameter known: numbers of actions that they read.
    private static func body(_ entry: PlanEntry, _ date: PlanDates.Item?, _ known: Set<String>) -> ItemBody {
        let (item, action) = (entry.item, entry.action)
        return ItemBody(
            id: item.id, plan: item.plan, action: item.action, number: item.number, title: action.title,
            kind: PlanItemKind(rawValue: item.fields.kind) ?? .action, state: entry.standing,
            owner: action.owner?.description, startsOn: action.startsOn, dueOn: action.dueOn, element: action.element,
            weight: item.weight ?? 1, sectors: item.sectors, priority: item.priority, gap: item.gap,
            sources: item.sources, regions: item.regions.map(\.description), partners: item.partners, cost: item.cost,
            currency: item.currency, fundedBy: item.fundedBy,
            secured: item.isSecured, dependsOn: item.fields.predecessors.filter(known.contains),
            milestones: entry.steps.map { StepBody($0) }, blocked: item.blocked, earliest: date?.earliest?.description,
            daysLate: date?.late ?? 0,
            marking: action.marking, language: action.language)
    }
}

extension Numbers {
    enum PlanWeight: NumberLimits { static let range = PlanLine.weights }
}
