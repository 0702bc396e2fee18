import Domain
import Markup
import Storage
import Web

/// Plans: national, regional, of the whole network, of projects and groups.
enum PlanFacts: RoutedFeature, PlansTabFeature, JournalFeature, HelpFeature {
    static let tab = "plans"

    static var routes: [Route] { PlanRoutes.all }
    static var api: [APIRoute] { PlanAPI.routes }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 50, label: L("Plans"), path: { PlanPaths.plans($0) })]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("plan.creation", L("Plan begun"), news: .organisers),
            JournalKind("plan.change", L("Plan changed")),
            JournalKind("plan.review", L("Plan given for review")),
            JournalKind("plan.reopening", L("Plan back to a draft")),
            JournalKind("plan.adoption", L("Plan adopted")),
            JournalKind("plan.closing", L("Plan closed")),
            JournalKind("plan.statement", L("Said what is agreed of a plan")),
            JournalKind("plan.confirmation", L("Confirmed what was decided in the room")),
            JournalKind("plan.taking-back", L("Took back what was decided in the room")),
            JournalKind("plan.import", L("Plan brought in from a table")),
            JournalKind("plan.item", L("Action added to a plan")),
            JournalKind("plan.item-change", L("Action of a plan changed")),
            JournalKind("plan.gathering", L("Action gathered in a plan")),
            JournalKind("plan.letting-go", L("Action no longer gathered in a plan")),
            JournalKind("action.blocking", L("Action blocked")),
            JournalKind("action.unblocking", L("Action no longer blocked")),
            JournalKind("action.comment", L("Action commented on")),
            JournalKind("action.comment-removal", L("Comment on an action removed")),
            JournalKind("action.milestone", L("Milestone added")),
            JournalKind("action.milestone-done", L("Milestone done")),
            JournalKind("action.milestone-undone", L("Milestone not done after all")),
            JournalKind("action.milestone-waived", L("Milestone left out")),
            JournalKind("action.milestone-removed", L("Milestone removed")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "plans", order: 125, title: L("Plans"),
                screens: [
                    PlanPaths.plans.template, PlanPaths.newPlan.template, PlanPaths.plan.template,
                    PlanPaths.editing.template, PlanPaths.stands.template, PlanPaths.importing.template,
                    PlanPaths.newItem.template, PlanPaths.item.template, PlanPaths.itemEditing.template,
                ],
                text: [
                    L(
                        "A plan is made of actions with an owner, a day and milestones. How far it is follows from the milestones: what changed since it was adopted is told apart, by scope and by work."
                    ),
                    L(
                        "A regional plan gathers actions of national plans without owning them. Before it is adopted, each country says for each action whether it agrees; reservations stay as notes."
                    ),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}

/// What stands in the way of an action that is in a plan.
extension PlanFacts: ActionMoveFeature, ActionOriginFeature, ActionChangeFeature {
    /// A word is for what it was given for, wherever that is changed.
    static func changed(_ action: ActionRecord, _ work: Work) throws {
        guard let item = try PlanItemStore(work.tx).item(of: action.id) else { return }
        try PlanRecordStore.clearStands(of: item.id, work.tx)
    }

    static func refusal(of move: ActionMove, _ action: ActionRecord, _ reading: any Reading) throws -> Refusal? {
        guard move == .finish, let item = try PlanItemStore(reading).item(of: action.id) else { return nil }
        let steps = try PlanItemStore(reading).steps(of: [item.id])[item.id] ?? []
        return steps.contains { $0.doneOn.isEmpty && $0.waived.isEmpty } ? .planStepsOpen : nil
    }

    static var actionOrigins: [String] { ["plan"] }

    static func actionOrigin(_ origin: ActionOrigin, _ visit: Visit, _ reading: any Reading) throws -> ActionSource? {
        guard let id = ProgrammePlan.ID(origin.id), let plan = try PlanRecordStore(reading).plans([id]).first else {
            return nil
        }
        guard try PlanVoice(visit, plan.programme, reading).reads(plan) else { return nil }
        return ActionSource(label: plan.kind.label, title: plan.title, path: PlanPaths.plan(id))
    }
}

/// On the overview of what a programme plans: their own plans first.
extension PlanFacts: PlansBoxFeature {
    static var boxOrder: Int { 50 }

    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let list = try PlanList(visit, standing.programme, reading)
        let open = list.plans.filter { $0.stage != .closed }
        guard !open.isEmpty || !list.voice.kinds.isEmpty else { return .empty }
        let shown = open.sorted {
            (list.voice.edits($0) ? 0 : 1, $0.title, $0.id) < (list.voice.edits($1) ? 0 : 1, $1.title, $1.id)
        }.prefix(5)
        let words = try PlanWords(standing.programme, [], reading)
        let lines: HTML =
            shown.isEmpty
            ? "<p class=\"muted\">\(L("There is no plan yet."))</p>"
            : "<ul class=\"lines\">\(shown.html { PlanList.line($0, list.progress[$0.id], words) })</ul>"
        return """
            <section id="plans"><h2><a href="\(PlanPaths.plans(standing.programme))">\(L("Plans"))</a></h2>\(lines)</section>
            """
    }
}

/// Files of plans from the command line.
extension PlanFacts: NamedExportFeature {
    private static let formats = ["docx", "odt", "pdf", "html", "md", "csv", "xlsx"]

    static var exports: [NamedExport] {
        [
            NamedExport("plan", formats: formats, of: "plan") { wish, database in
                try await file(wish, database) { reading in
                    guard let id = ProgrammePlan.ID(wish.subject) else { throw Refusal.notFound }
                    return try PlanRecordStore(reading).plan(id)
                }
            },
            NamedExport("roadmap", formats: formats, of: "programme") { wish, database in
                try await file(wish, database) { reading in
                    let programme = try ProgrammeNamed.find(wish.subject, reading)
                    let all = try PlanRecordStore(reading).plans(of: programme).filter { $0.kind == .roadmap }
                    // The last of them by its period.
                    guard let last = all.max(by: { ($0.endsOn, $0.id) < ($1.endsOn, $1.id) }) else {
                        throw Refusal.notFound
                    }
                    return last
                }
            },
        ]
    }

    private static func file(
        _ wish: NamedExport.Wish, _ database: Database, _ find: @escaping @Sendable (any Reading) throws -> PlanRecord
    ) async throws -> [UInt8] {
        if let format = TableFormat(rawValue: wish.format) {
            let rows = try await database.render(in: wish.language) { reading -> [[String]] in
                let (material, words) = try material(wish, reading, find)
                return PlanTableFile.rows(material.plan, material.entries, words)
            }
            return try format.bytes(name: "plan", header: PlanTableFile.columns, rows: rows)
        }
        guard let format = Document.Format(rawValue: wish.format) else { throw Refusal.notFound }
        let document = try await database.render(in: wish.language) { reading -> Document in
            try PlanDocument(material(wish, reading, find).0, reading).document
        }
        return try await document.file(format)
    }

    private static func material(
        _ wish: NamedExport.Wish, _ reading: any Reading, _ find: (any Reading) throws -> PlanRecord
    ) throws -> (PlanMaterial, PlanWords) {
        let plan = try find(reading)
        let voice = try PlanVoice(serverOf: plan.programme, now: wish.now, reading)
        let material = try PlanMaterial(plan, voice, reading)
        return (material, try PlanWords(plan.programme, material.entries.map(\.action), reading))
    }
}
