import Domain
import Storage
import Web

/// A plan on paper: how far it is, its actions, who agreed, reservations as notes. What is gathered of countries is told in numbers.
struct PlanDocument {
    let document: Document

    init(_ material: PlanMaterial, _ reading: any Reading) throws {
        let plan = material.plan
        let words = try PlanWords(plan.programme, material.entries.map(\.action), reading)
        let gathered = try PlanGathered(plan, material.voice, reading)
        let adoption = try PlanAdoption(plan, material.entries, material.voice, reading)
        let told = material.entries.reduce(plan.marking) { TLP.stricter($0, $1.action.marking) }
        let marking = gathered.marking(over: told)
        var document = Document(
            title: plan.title, kind: plan.kind.label.string(), marking: marking, language: Language.current.rawValue)
        document.facts = [
            .init(L("Programme"), try ProgrammeStore(reading).programme(plan.programme).title),
            .init(L("Owner"), (words.owner(of: plan) ?? L("The programme")).string()),
            .init(L("State"), plan.stage.label.string()), .init(L("As of"), DateText.day(material.today)),
        ]
        if !plan.startsOn.isEmpty, !plan.endsOn.isEmpty {
            document.facts.append(.init(L("When"), DateText.span(plan.startsOn, plan.endsOn)))
        }
        document.note = [.meaning(of: marking)]
        document.startsChaptersOnPages = false
        document.blocks = Self.progress(material) + Self.actions(material, words, gathered, adoption)
        if plan.kind == .roadmap { document.blocks += Self.lanes(material, words, gathered, adoption) }
        document.blocks += Self.notes(material, words, adoption)
        self.document = document
    }

    private static func text(_ message: Message) -> [Document.Inline] { [.text(message.string())] }

    private static func progress(_ material: PlanMaterial) -> [Document.Block] {
        var blocks: [Document.Block] = [.heading(1, id: "progress", L("How far it is"))]
        guard material.progress.value != nil else {
            return blocks + [.paragraph(L("No action is agreed yet, so there is nothing to count."))]
        }
        blocks.append(.paragraph(L("It is \(PlanWords.percent(material.progress.value).string()) done.")))
        blocks.append(.list(PlanWords.parts(material.progress).map(text)))
        if let change = material.change, let last = material.adopted {
            let (total, scope, work) = (
                PlanWords.points(change.total), PlanWords.points(change.scope), PlanWords.points(change.work)
            )
            blocks.append(
                .paragraph(
                    L("Since version \(last.version): \(total) points, \(scope) from scope, \(work) from work.")))
        }
        return blocks
    }

    private static func table(
        _ caption: Message, _ columns: [(Message, Double)], _ rows: [[String]]
    ) -> Document.Block {
        .table(
            Document.Table(
                caption: caption.string(),
                columns: columns.map { Document.Table.Column($0.0, weight: $0.1) },
                rows: rows.map { $0.map { [.text($0.isEmpty ? "–" : $0)] } }))
    }

    private static func actions(
        _ material: PlanMaterial, _ words: PlanWords, _ gathered: PlanGathered, _ adoption: PlanAdoption
    ) -> [Document.Block] {
        guard !material.entries.isEmpty else { return [] }
        let rows = material.entries.map { entry -> [String] in
            let steps = entry.stepsDone(on: material.today)
            let counts = gathered.counts(of: entry.item.id, today: material.today)
            var title = entry.action.title
            if counts.shown > 0 {
                title += " (\(counts.told(words)))"
            }
            if counts.gone > 0 { title += " (\(PlanItemPage.gone(counts.gone).string()))" }
            if let line = adoption.line(entry.item.id), !adoption.asked.isEmpty, material.plan.stage != .draft {
                title += " – \(L("agreed by \(line.agreed) of \(adoption.asked.count)").string())"
            }
            return [
                entry.item.number, title, words.owner(entry.action.owner).string(),
                entry.action.dueOn.isEmpty ? "" : DateText.day(entry.action.dueOn),
                steps.of == 0 ? "" : L("\(steps.done) of \(steps.of)").string(), entry.standing.label.string(),
            ]
        }
        return [
            .heading(1, id: "actions", L("Actions")),
            table(
                L("Actions"),
                [
                    (L("Number"), 0.6), (L("Action"), 3), (L("Owner"), 1.4), (L("Due"), 1.1), (L("Milestones"), 0.9),
                    (L("State"), 1),
                ], rows),
        ]
    }

    private static func lanes(
        _ material: PlanMaterial, _ words: PlanWords, _ gathered: PlanGathered, _ adoption: PlanAdoption
    ) -> [Document.Block] {
        let quarters = PlanLanesSection(
            material: material, words: words, gathered: gathered, adoption: adoption, isOnWall: true
        ).quarters
        guard !quarters.isEmpty else { return [] }
        let rows = quarters.flatMap { quarter -> [[String]] in
            let due = material.entries.filter {
                $0.standing != .dropped && PlanLanesSection.Quarter($0.action.dueOn) == quarter
            }
            return due.map { entry in
                [
                    quarter.label.string(), words.owner(entry.action.owner).string(),
                    "\(entry.item.number) \(entry.action.title)", entry.standing.label.string(),
                ]
            }
        }
        guard !rows.isEmpty else { return [] }
        return [
            .heading(1, id: "quarters", L("By quarter")),
            table(L("By quarter"), [(L("Quarter"), 0.8), (L("Owner"), 1.4), (L("Action"), 3), (L("State"), 1)], rows),
        ]
    }

    /// Reservations, and words with which somebody agreed.
    private static func notes(_ material: PlanMaterial, _ words: PlanWords, _ adoption: PlanAdoption)
        -> [Document.Block]
    {
        let notes = adoption.lines.flatMap { line -> [[Document.Inline]] in
            let number = material.entry(line.item)?.item.number ?? ""
            return line.notes.map { note in
                [
                    .text(
                        "\(number) · \(words.member(note.member).string()) · \(note.kind.label.string()): \(note.words)"
                    )
                ]
            }
        }
        guard !notes.isEmpty else { return [] }
        return [.heading(1, id: "notes", L("Reservations and words")), .list(notes)]
    }
}

/// The files of a plan.
enum PlanFiles {
    /// On paper: `report.docx`.
    static func answer(_ visit: Visit, _ id: ProgrammePlan.ID, _ name: String) async throws -> Answer {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[0] == "report", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        let document = try await visit.read { reading in
            try PlanDocument(PlanMaterial(visit, id, reading), reading).document
        }
        let bytes: [UInt8]
        if format.programs.isEmpty {
            bytes = try await document.file(format)
        } else {
            try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
            bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                try await document.file(format)
            }
        }
        return .download(bytes, type: format.mediaType, name: "plan.\(parts[1])")
    }

    /// The table that `roundtable progress` counts; with a version, as it was adopted.
    static func table(_ visit: Visit, _ id: ProgrammePlan.ID, _ name: String) async throws -> Answer {
        guard let format = TableFormat(rawValue: name) else { throw Refusal.notFound }
        if visit.inbound.query.has("version") { return try await version(visit, id) }
        let rows = try await visit.read { reading in
            let material = try PlanMaterial(visit, id, reading)
            return PlanTableFile.rows(
                material.plan, material.entries,
                try PlanWords(material.plan.programme, material.entries.map(\.action), reading))
        }
        return try format.answer(name: "plan", header: PlanTableFile.columns, rows: rows)
    }

    /// Whole, so for its owner and the organisers.
    private static func version(_ visit: Visit, _ id: ProgrammePlan.ID) async throws -> Answer {
        let number = visit.inbound.query.wish("version", in: 1...1_000_000)
        let table = try await visit.read { reading -> String? in
            let plan = try PlanRecordStore(reading).plan(id)
            guard try PlanVoice(visit, plan.programme, reading).readsWhole(plan) else { throw Refusal.notFound }
            return try number.flatMap { try PlanRecordStore(reading).version($0, of: id) }?.table
        }
        guard let table, let number else { throw Refusal.notFound }
        var (reader, rows) = (CSVReader(table, separator: ","), [[String]]())
        while let record = try reader.next() { rows.append(record.fields) }
        return try TableFormat.csv.answer(
            name: "plan-\(number)", header: PlanTableFile.columns, rows: Array(rows.dropFirst()))
    }
}
