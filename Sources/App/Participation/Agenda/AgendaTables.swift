import Domain
import Storage
import Web

/// The agenda as a table: a row for each block, or for each person in it. It goes out and comes in with the same columns.
enum AgendaTables {
    private static let mostRows = AgendaOperations.most * 4

    /// - Parameters:
    ///   - names: of seats.
    ///   - steps: of the workshop, in their order.
    static func rows(_ blocks: [AgendaContent.Block], names: [String: String], steps: [EventStepRecord]) -> [AgendaRow]
    {
        blocks.flatMap { block -> [AgendaRow] in
            let fields = block.fields
            let step = steps.first { $0.id.description == block.step }.map { String($0.position) } ?? ""
            let plain = AgendaRow(
                day: fields.day, starts: fields.starts, ends: fields.ends, session: block.title, kind: fields.kind,
                place: block.place, link: block.link, step: step)
            guard !block.people.isEmpty else { return [plain] }
            return block.people.map { person in
                var row = plain
                row.person = person.participant.flatMap { names[$0] } ?? person.name
                row.part = person.part.rawValue
                return row
            }
        }
    }

    /// What a workbook or CSV says: all rows of it, or none. A block that is there with the same session and no other of it, or else with
    /// the same session, day and start, is changed; others are added; what the file does not name stays.
    static func take(_ visit: Visit, _ event: Event.ID, _ upload: TableUpload) async throws -> TableCounts {
        let language = visit.language
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside {
                try Language.$current.withValue(language) {
                    try FieldImport<AgendaRow>(upload, most: mostRows, isKeyed: false)
                }
            }
        }
        return try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            return try Language.$current.withValue(language) {
                let work = Work(tx, visit)
                let plan = try plan(file, event, tx)
                if !upload.isTrial { try store(plan, event, work) }
                return TableCounts(added: plan.added.count, changed: plan.changed.count, same: plan.same)
            }
        }
    }

    private struct Plan {
        typealias Made = (draft: AgendaDraft, times: AgendaTimes)

        var added: [Made] = []
        var changed: [(stored: AgendaContent.Block, made: Made)] = []
        var same = 0
    }

    private static func plan(_ file: FieldImport<AgendaRow>, _ event: Event.ID, _ tx: Transaction) throws -> Plan {
        let (record, stored) = (try EventStore(tx).event(event), try AgendaStore(tx).draft(of: event))
        let steps = try StepStore(tx).steps(of: event)
        var (plan, problems) = (Plan(), [Message]())
        let drafts = drafts(file, steps, &problems)
        try FieldImport<AgendaRow>.refuse(problems)
        let bySession = Dictionary(grouping: stored) { Folded.text($0.title) }
        let counts = Dictionary(grouping: drafts) { Folded.text($0.draft.fields.title) }.mapValues(\.count)
        var used: Set<String> = []
        for (number, draft) in drafts {
            let made: Plan.Made
            do {
                made = try draft.cleaned.checked(record, tx)
            } catch let refusal as Refusal where !refusal.fields.isEmpty {
                problems += refusal.fields.sorted { $0.key < $1.key }.map { L("Row \(number): \($0.value)") }
                continue
            }
            let session = Folded.text(draft.fields.title)
            let known = (bySession[session] ?? []).filter { !used.contains($0.id) }
            let found =
                known.first { $0.startsLocal == made.times.startsLocal && $0.place == draft.fields.place }
                ?? known.first { $0.startsLocal == made.times.startsLocal }
                ?? (known.count == 1 && counts[session] == 1 ? known.first : nil)
            guard let found else {
                plan.added.append(made)
                continue
            }
            used.insert(found.id)
            if isSame(found, made) { plan.same += 1 } else { plan.changed.append((found, merged(made, over: found))) }
        }
        try FieldImport<AgendaRow>.refuse(problems)
        guard stored.count + plan.added.count <= AgendaOperations.most else {
            throw SheetFile.refusal(
                L("The agenda has \(AgendaOperations.most) blocks, which is as many as it takes."))
        }
        return plan
    }

    /// Rows that differ by their person only are one block.
    private static func drafts(
        _ file: FieldImport<AgendaRow>, _ steps: [EventStepRecord], _ problems: inout [Message]
    ) -> [(number: Int, draft: AgendaDraft)] {
        var drafts: [(number: Int, draft: AgendaDraft)] = []
        var places: [String: Int] = [:]
        for line in file.lines {
            let row = line.fields
            let key = [row.day, row.starts, row.ends, Folded.text(row.session), row.place, row.link].joined(
                separator: "\n")
            let person =
                row.person.isEmpty
                ? [] : [AgendaPersonFields(name: row.person, part: AgendaContent.Part(rawValue: row.part) ?? .speaker)]
            if let place = places[key] {
                drafts[place].draft.people += person
                continue
            }
            var draft = AgendaDraft(people: person)
            draft.fields = AgendaBlockFields(
                title: row.session, kind: row.kind.isEmpty ? AgendaContent.Kind.plenary.rawValue : row.kind,
                day: row.day, starts: row.starts, ends: row.ends, place: row.place, link: row.link)
            if !row.step.isEmpty {
                draft.step =
                    steps.first { step in
                        String(step.position) == row.step || Folded.text(step.label.string()) == Folded.text(row.step)
                    }?.id
                if draft.step == nil { problems.append(L("Row \(line.number): there is no step “\(row.step)”.")) }
            }
            places[key] = drafts.count
            drafts.append((line.number, draft))
        }
        return drafts
    }

    /// What the table has no column for stays.
    private static func merged(_ made: Plan.Made, over stored: AgendaContent.Block) -> Plan.Made {
        var made = made
        (made.draft.fields.summary, made.draft.fields.seats) = (stored.summary, stored.seats)
        made.draft.fields.marking = stored.marking ?? ""
        return made
    }

    private static func isSame(_ block: AgendaContent.Block, _ made: Plan.Made) -> Bool {
        let people = made.draft.people.map {
            AgendaContent.Person(
                participant: $0.participant?.description, name: $0.participant == nil ? $0.name : "", part: $0.part)
        }
        return block.fields == merged(made, over: block).draft.fields && block.people == people
            && block.step == made.draft.step?.description
    }

    private static func store(_ plan: Plan, _ event: Event.ID, _ work: Work) throws {
        guard !plan.added.isEmpty || !plan.changed.isEmpty else { return }
        let record = try EventStore(work.tx).event(event)
        for made in plan.added { _ = try AgendaOperations.addIn(work, record, made.draft, made.times) }
        for (stored, made) in plan.changed {
            try AgendaOperations.changeIn(work, record, stored, made.draft, made.times)
        }
        try work.record(
            .event(event), "event:\(event)", "agenda.change",
            ["what": .text("file"), "added": .whole(plan.added.count), "changed": .whole(plan.changed.count)])
    }
}
