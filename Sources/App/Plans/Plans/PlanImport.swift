import Domain
import Storage
import Web

/// A row of a plan's table: the columns that `roundtable progress` reads.
struct PlanTableFields: FieldRecord {
    var number = ""
    var title = ""
    var kind = ""
    var country = ""
    var region = ""
    var priority = ""
    var lead = ""
    var sectors = ""
    var element = ""
    var state = ""
    var starts = ""
    var due = ""
    var weight: Int?
    var cost = ""
    var currency = ""
    var fundedBy = ""
    var secured = ""
    var dependsOn = ""
    var milestones = ""
    var sources = ""

    static let fields: [Field<PlanTableFields>] = [
        .line("number", \.number, L("Number"), limit: 20),
        .line("title", \.title, L("What is to be done?"), limit: 300, isRequired: true),
        choice("kind", \.kind, L("Kind"), PlanItemKind.allCases.map { (value: $0.rawValue, label: $0.label) }),
        .line("country", \.country, L("Country"), limit: 100), .line("region", \.region, L("Region"), limit: 400),
        .line("priority", \.priority, L("Priority it serves"), limit: 300),
        .line("lead", \.lead, L("Body responsible"), limit: 200), .line("sectors", \.sectors, L("Sectors"), limit: 200),
        choice(
            "element", \.element, L("What does it change?"),
            ActionElement.allCases.map { (value: $0.rawValue, label: $0.label) }),
        choice("state", \.state, L("State"), states), .date("starts", \.starts, L("Start"), isRequired: false),
        .date("due", \.due, L("Due"), isRequired: false), .number("weight", \.weight, L("Weight"), in: 1...5),
        .line("cost", \.cost, L("Cost"), limit: 20), .line("currency", \.currency, L("Currency"), limit: 3),
        .line("funded_by", \.fundedBy, L("Funded by"), limit: 200),
        choice(
            "secured", \.secured, L("The money is secured"),
            [(value: "yes", label: L("Yes")), (value: "no", label: L("No"))]),
        .line("depends_on", \.dependsOn, L("Waits for"), limit: 400),
        .lines("milestones", \.milestones, L("Milestones"), limit: 20_000),
        .line("sources", \.sources, L("Where it comes from"), limit: 500),
    ]

    private static let states: [FieldOption] =
        ActionStanding.allCases.map { (value: $0.rawValue, label: $0.label) } + [
            (value: "under way", label: ActionStanding.inProgress.label)
        ]

    private static func choice(
        _ column: String, _ path: TextPath<PlanTableFields>, _ label: Message, _ options: [FieldOption]
    ) -> Field<PlanTableFields> {
        .choice(
            column, path, label, .word(options.map(\.value)), options: { options },
            fault: { value in
                value.isEmpty || options.contains { $0.value == value }
                    ? nil : L("This value is not one of those allowed.")
            })
    }

    init() {}

    /// As ``PlanTableFile`` writes it.
    init(_ row: [String]) {
        self.init()
        for (column, text) in zip(PlanTableFile.columns, row) {
            guard let field = Self.fields.first(where: { $0.name == column }) else { continue }
            if case .number = field.rule {
                field.set(&self, Int(text).map { .number($0) } ?? .nothing)
            } else {
                field.set(&self, .text(text))
            }
        }
    }

    var action: ActionFields {
        var fields = ActionFields()
        (fields.title, fields.element, fields.body) = (title, element, lead)
        (fields.startsOn, fields.dueOn) = (starts, due)
        return fields
    }

    var item: PlanItemFields {
        var fields = PlanItemFields()
        (fields.number, fields.kind, fields.weight) = (number, kind.isEmpty ? "action" : kind, weight ?? 1)
        (fields.sectors, fields.priority, fields.sources) = (sectors, priority, sources)
        (fields.cost, fields.currency, fields.fundedBy, fields.dependsOn) = (cost, currency, fundedBy, dependsOn)
        return fields
    }

    /// What was told; nothing for what is derived or empty.
    var stored: ActionState? {
        switch state {
        case "agreed": .agreed
        case "in_progress", "under way", "not_proven": .inProgress
        case "done", "proven": .done
        case "dropped": .dropped
        default: nil
        }
    }

    /// Milestones as `title|due|done-on`, separated by semicolons.
    func steps() throws(PlanImport.WrongStep) -> [(step: PlanMilestone, waived: String)] {
        var steps: [(step: PlanMilestone, waived: String)] = []
        for text in milestones.split(whereSeparator: { $0 == ";" || $0.isNewline }) where !String(text).trimmed.isEmpty
        {
            let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
            let (due, done) = (parts.count > 1 ? parts[1] : "", parts.count > 2 ? parts[2] : "")
            let isWaived = done.lowercased() == "waived"
            guard parts.count <= 3, let title = parts.first, !title.isEmpty, title.count <= 200,
                due.isEmpty || CalendarDate(due) != nil, done.isEmpty || isWaived || CalendarDate(done) != nil
            else { throw PlanImport.WrongStep(text: String(text.prefix(60))) }
            let step = PlanMilestone(title, due: CalendarDate(due), doneOn: CalendarDate(done), isWaived: isWaived)
            steps.append((step, isWaived ? "–" : ""))
        }
        return steps
    }
}

/// A plan comes in as a table: all rows, or none. A row with the number of an action changes it.
enum PlanImport {
    struct WrongStep: Error { let text: String }

    static func take(_ visit: Visit, _ id: ProgrammePlan.ID, _ upload: TableUpload) async throws -> TableCounts {
        try await visit.read { reading in
            let plan = try PlanRecordStore(reading).plan(id)
            let voice = try PlanVoice(visit, plan.programme, reading)
            guard voice.reads(plan) else { throw Refusal.notFound }
            guard voice.edits(plan) else { throw Refusal.forbidden }
        }
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside {
                let file = try FieldImport<PlanTableFields>(upload, most: PlanOperations.mostItems)
                try check(file.lines)
                return file
            }
        }
        return try await visit.database.write { tx in
            let (plan, voice) = try PlanOperations.edited(visit, id, tx)
            let work = Work(tx, visit)
            let items = try PlanItemStore(tx).items(of: [id])
            let entries = try PlanMaterial.entries(items, of: [id], voice, tx)
            let words = try PlanWords(plan.programme, entries.map(\.action), tx)
            let stored = zip(entries, PlanTableFile.rows(plan, entries, words)).map { entry, row in
                (id: entry.item.id, fields: PlanTableFields(row), isRetired: false)
            }
            let wanted = try file.plan(over: stored)
            try whole(wanted, stored.map { ($0.id, $0.fields) })
            if upload.isTrial { return wanted.counts }
            let byID = Dictionary(
                entries.map { ($0.item.id, $0) }, uniquingKeysWith: { first, _ in first })
            for one in wanted.changed {
                guard let entry = byID[one.id] else { continue }
                try change(work, entry, plan, voice, one.fields, words)
            }
            var all = items
            for fields in numbered(wanted.added, beside: stored.map(\.fields.number)) {
                all.append(try add(work, plan, voice, all, fields, words))
            }
            try work.record(
                .programme(plan.programme), "plan:\(id)", "plan.import",
                ["added": .whole(wanted.counts.added), "changed": .whole(wanted.counts.changed)])
            return wanted.counts
        }
    }

    /// What only a plan's own fields know, told with the row.
    private static func check(_ lines: [FieldImport<PlanTableFields>.Line]) throws {
        var problems: [Message] = []
        for line in lines {
            var check = FieldCheck()
            line.fields.item.clean(further: &check)
            for (name, words) in check.errors.sorted(by: { $0.key < $1.key }) {
                let label = PlanTableFields.fields.first { $0.name == name }?.label ?? .verbatim(name)
                problems.append(L("Row \(line.number), \(label): \(words)"))
            }
            do {
                let steps = try line.fields.steps()
                if steps.count > PlanFile.mostMilestones {
                    problems.append(L("Row \(line.number): at most \(PlanFile.mostMilestones) milestones."))
                }
                if line.fields.stored == .done, steps.contains(where: { $0.step.doneOn == nil && $0.waived.isEmpty }) {
                    problems.append(
                        L("Row \(line.number), \(L("State")): \(L("Some of its milestones are not done."))"))
                }
            } catch {
                problems.append(
                    L(
                        "Row \(line.number): “\(error.text)” is no milestone. Write title|due|done, with days such as 2027-01-31."
                    ))
            }
            if !line.fields.starts.isEmpty, !line.fields.due.isEmpty, line.fields.due < line.fields.starts {
                problems.append(L("Row \(line.number), \(L("Due")): \(L("It is due before it starts."))"))
            }
        }
        try FieldImport<PlanTableFields>.refuse(problems)
    }

    /// Numbers that are known, and no circle, with what is in the plan already.
    private static func whole(
        _ wanted: FieldImport<PlanTableFields>.Plan<PlanItem.ID>, _ stored: [(PlanItem.ID, PlanTableFields)]
    ) throws {
        let changed = Dictionary(wanted.changed.map { ($0.id, $0.fields) }, uniquingKeysWith: { first, _ in first })
        let all = stored.map { changed[$0.0] ?? $0.1 } + wanted.added
        let numbers = Set(all.map(\.number))
        var problems: [Message] = []
        let lines = all.map { PlanLine($0.number, .agreed, dependsOn: $0.item.predecessors) }
        for line in lines {
            for before in line.dependsOn where !numbers.contains(before) {
                problems.append(L("\(line.number): there is no action \(before) in this plan."))
            }
        }
        do { _ = try PlanDates(lines.filter { !$0.number.isEmpty }) } catch {
            problems.append(L("They would wait for each other: \(error.description)"))
        }
        try FieldImport<PlanTableFields>.refuse(problems)
    }

    /// Rows without a number have the next that no row has.
    private static func numbered(_ rows: [PlanTableFields], beside stored: [String]) -> [PlanTableFields] {
        var taken = Set(stored + rows.map(\.number))
        var place = stored.count
        return rows.map { row in
            guard row.number.isEmpty else { return row }
            repeat { place += 1 } while taken.contains("A\(place)")
            var row = row
            row.number = "A\(place)"
            taken.insert(row.number)
            return row
        }
    }

    private static func change(
        _ work: Work, _ entry: PlanEntry, _ plan: PlanRecord, _ voice: PlanVoice, _ row: PlanTableFields,
        _ words: PlanWords
    ) throws {
        var fields = entry.action.fields
        (fields.title, fields.element) = (row.title, row.element)
        // A body that the table took from the owner's name is none.
        if row.lead != entry.action.body, !row.lead.isEmpty, !entry.action.body.isEmpty { fields.body = row.lead }
        (fields.startsOn, fields.dueOn) = (row.starts, row.due)
        var item = row.item
        (item.gap, item.partners) = (entry.item.gap, entry.item.partners)
        let draft = PlanItemDraft(
            owner: entry.action.owner,
            regions: regions(row, entry.action.owner ?? plan.owner.map { .member($0) }, words).filter {
                voice.standing.regions.contains($0) || entry.item.regions.contains($0)
            },
            isSecured: row.secured == "yes", isHeldBack: entry.item.isHeldBack)
        // What is done or dropped keeps its words and days.
        let told = entry.standing.isOpen ? fields : entry.action.fields
        try PlanItemOperations.changeIn(work, entry.item, plan, voice, told.ordered, item, draft)
        try steps(work, entry.item, row)
        try tell(work, entry.item, voice, row)
    }

    private static func add(
        _ work: Work, _ plan: PlanRecord, _ voice: PlanVoice, _ all: [PlanItemRecord], _ row: PlanTableFields,
        _ words: PlanWords
    ) throws -> PlanItemRecord {
        var fields = row.action
        fields.language = plan.language
        let owner = owner(row, plan, words)
        let draft = PlanItemDraft(
            owner: owner, regions: regions(row, owner, words).filter(voice.standing.regions.contains),
            isSecured: row.secured == "yes")
        let item = try PlanItemOperations.addIn(
            work, plan, voice, all, fields.ordered, row.item.cleaned, draft, isChecked: true)
        try steps(work, item, row)
        try tell(work, item, voice, row)
        return item
    }

    /// In a plan of others than a country, the country that the row names by its code or name; else whose plan it is.
    private static func owner(_ row: PlanTableFields, _ plan: PlanRecord, _ words: PlanWords) -> ActionOwner? {
        let named = Folded.text(row.country)
        if plan.kind != .national, !named.isEmpty,
            let country = words.actions.countries.first(where: {
                Folded.text($0.code) == named || Folded.text($0.name) == named
            })
        {
            return .member(.country(country.code))
        }
        return plan.owner.map { .member($0) }
    }

    /// Those besides its owner's; what is no region here is not taken.
    private static func regions(_ row: PlanTableFields, _ owner: ActionOwner?, _ words: PlanWords) -> [App.Region.ID] {
        let named = row.region.split(separator: ";").compactMap { words.region(named: String($0)) }
        return Array(named.filter { .region($0) != owner?.member }.prefix(PlanRegions.most))
    }

    private static func steps(_ work: Work, _ item: PlanItemRecord, _ row: PlanTableFields) throws {
        let before = try PlanItemStore(work.tx).steps(of: [item.id])[item.id] ?? []
        let steps = try row.steps()
        guard before.map(\.milestone) != steps.map(\.step) else { return }
        try PlanItemStore.clearSteps(of: item.id, work.tx)
        for (place, one) in steps.enumerated() {
            let step = one.step.isWaived ? PlanMilestone(one.step.title, due: one.step.due) : one.step
            try PlanItemStore.insert(
                work.environment.id(), item.id, place: place + 1, step, waived: one.waived, work.tx)
        }
    }

    /// A table takes nothing back.
    private static func place(_ state: ActionState) -> Int {
        [.proposed, .agreed, .inProgress, .done, .dropped].firstIndex(of: state) ?? 0
    }

    /// How far it is counts only from its owner, and that it is proven from nobody.
    private static func tell(_ work: Work, _ item: PlanItemRecord, _ voice: PlanVoice, _ row: PlanTableFields) throws {
        let action = try ActionStore(work.tx).action(item.action)
        guard let state = row.stored, voice.actions.owns(action), !action.dueOn.isEmpty || state == .dropped,
            place(state) > place(action.state), action.state != .done
        else { return }
        try ActionOperations.tellIn(work, action, state, L("As the table says.").string())
    }
}
