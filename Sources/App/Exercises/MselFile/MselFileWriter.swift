import Domain
import Storage
import Web

/// Writes what an intake would do, in one transaction: cells, moves, storylines and actors that are new first, then each inject.
struct MselFileWriter {
    private let work: Work
    private let intake: MselIntake
    private let desk: InjectDesk
    private var moves: [Int: (id: ExerciseMove.ID, start: Int64)] = [:]
    private var storylines: [String: Storyline.ID] = [:]
    private var actors: [String: Actor.ID] = [:]
    private var cells: [String: ExerciseCell.ID] = [:]
    private var position: Int
    /// What the file says of how far they are.
    private var steps: [(id: Inject.ID, status: InjectStatus)] = []
    private var changed: [InjectRecord] = []

    private var msel: Msel.ID { intake.plan.msel.id }
    private var language: String { intake.plan.msel.languages.first ?? "en" }

    init(_ intake: MselIntake, _ work: Work) throws {
        desk = try InjectDesk(intake.event, work.tx)
        self.work = work
        self.intake = intake
        let plan = intake.plan
        position = (plan.injects.map(\.position).max() ?? 0) + 1
        for move in plan.moves { moves[move.number] = (move.id, move.plannedStart) }
        for line in plan.storylines { storylines[Folded.text(line.title)] = line.id }
        for actor in plan.actors { actors[Folded.text(actor.name)] = actor.id }
        for cell in plan.cells { cells[Folded.text(cell.name)] = cell.id }
    }

    mutating func write() throws {
        try newMoves()
        try newColumns()
        for row in intake.rows {
            try Stopping.check()
            switch row.act {
            case .add: try add(row)
            case .change(let inject, let merge):
                try change(row, inject, merge)
                changed.append(inject)
            case .delete(let inject):
                try InjectOperations.deleteIn(work, desk, inject)
            case .same, .leave: break
            }
        }
        try settle()
        try approve()
    }

    /// What is not safe any more does not stay approved; looked at when all is written, with actors that only the file has.
    private func settle() throws {
        guard !changed.isEmpty else { return }
        let desk = try InjectDesk(intake.event, work.tx)
        for inject in changed { try InjectOperations.settleIn(work, desk, inject) }
    }

    /// By the rules of the exercise: what is not whole, or could be taken for real, stays a draft.
    private func approve() throws {
        guard !steps.isEmpty else { return }
        let desk = try InjectDesk(intake.event, work.tx)
        for (id, status) in steps {
            let inject = try PlanStore(work.tx).inject(id, of: msel)
            do {
                if status == .obsolete {
                    try InjectOperations.obsoleteIn(work, desk, inject, reason: L("Told by a file.").string())
                } else if status == .approved, !desk.needsSecond || inject.status == .submitted {
                    try InjectOperations.approveIn(work, desk, inject)
                } else {
                    try InjectOperations.submitIn(work, desk, inject)
                }
            } catch is Refusal {
                continue  // Told on the inject's own page.
            }
        }
    }

    // MARK: What is new around injects

    /// A move that only the file has begins with its first inject.
    private mutating func newMoves() throws {
        var times: [Int: [Int64]] = [:]
        var titles: [Int: String] = [:]
        for row in intake.rows where row.isTaken {
            guard let number = row.moveNumber, moves[number] == nil else { continue }
            times[number, default: []] += row.elapsed.map { [$0] } ?? []
            if titles[number] == nil { titles[number] = row.row.section.isEmpty ? row.row[.move] : row.row.section }
        }
        for number in titles.keys.sorted() {
            let start = times[number]?.min() ?? moves.values.map(\.start).max() ?? 0
            let length = max((times[number]?.max() ?? start) - start, 30 * EpochTime.minute)
            let id = work.environment.id(ExerciseMove.ID.self)
            let title = String((titles[number] ?? "").prefix(120))
            try MselFileStore.insertMove(
                id, number: number, title: title, start: start, length: length, of: msel, work.tx)
            moves[number] = (id, start)
        }
    }

    /// In the order of the first list that came in; what a later one adds stands behind.
    private func newColumns() throws {
        let known = intake.plan.msel.extraColumns
        let own = MselFileColumns.own.map(\.heading)
        var columns = intake.isReturn || known.contains(where: own.contains) ? known : []
        let sheets = intake.reading.sheets.filter { sheet in
            intake.isReturn
                ? sheet.mapping[.id] != nil && sheet.name != MselFileColumns.baseSheet
                : MselIntake.isOn(sheet, intake.answers)
        }
        for heading in sheets.flatMap(MselFileColumns.order) {
            if columns.contains(heading) || intake.columns.free.contains(heading) { continue }
            if intake.isReturn, own.contains(heading) || !isFilled(heading) { continue }
            columns.append(heading)
            if heading == "Objective", hasLooseObjectives { columns.append(MselFileColumns.objective) }
        }
        for heading in known where !columns.contains(heading) { columns.append(heading) }
        columns = Array(columns.prefix(150))
        if columns != known { try MselFileStore.setExtraColumns(columns, of: msel, work) }
    }

    /// Whether somebody wrote something into a column of their own that the file did not have when it left.
    private func isFilled(_ heading: String) -> Bool {
        intake.rows.contains { $0.row.extra[heading].map { !$0.trimmed.isEmpty } ?? false }
    }

    private var hasLooseObjectives: Bool {
        intake.rows.contains { $0.tasks.isEmpty && !$0.row[.objective].isEmpty }
    }

    private mutating func storyline(_ title: String) throws -> Storyline.ID? {
        let title = String(title.prefix(120)).trimmed
        guard !title.isEmpty else { return nil }
        if let known = storylines[Folded.text(title)] { return known }
        let id = work.environment.id(Storyline.ID.self)
        try MselFileStore.insertStoryline(id, title, position: storylines.count + 1, of: msel, work.tx)
        storylines[Folded.text(title)] = id
        return id
    }

    private mutating func actor(_ name: String) throws -> Actor.ID? {
        let name = FieldCheck.line(name.prefix(120)).trimmed
        guard !name.isEmpty else { return nil }
        if let known = actors[Folded.text(name)] { return known }
        let id = work.environment.id(Actor.ID.self)
        try MselFileStore.insertActor(id, name, of: msel, work.tx)
        actors[Folded.text(name)] = id
        return id
    }

    private mutating func cell(_ name: String) throws -> InjectRecord.Recipient {
        let name = FieldCheck.line(name.prefix(60)).trimmed
        if let known = cells[Folded.text(name)] { return .init(kind: .cell, target: known.description) }
        let id = work.environment.id(ExerciseCell.ID.self)
        let number = max(intake.plan.cells.map(\.number).max() ?? 0, cells.count) + 1
        try MselFileStore.insertCell(
            id, number: number, code: SheetParser.letters(number - 1), name: name, zone: intake.zone,
            language: language,
            of: msel, work.tx)
        cells[Folded.text(name)] = id
        return .init(kind: .cell, target: id.description)
    }

    private mutating func recipients(_ row: MselIntakeRow) throws -> [InjectRecord.Recipient] {
        var all = row.recipients
        for name in row.newCells { all.append(try cell(name)) }
        return all
    }

    // MARK: Injects

    private mutating func add(_ row: MselIntakeRow) throws {
        let told = row.row
        var inject = MselWritten()
        inject.label = String(told[.label].prefix(40))
        let isLong = told[.title].count > 200
        inject.title = FieldCheck.line(isLong ? String(told[.title].prefix(199)) + "…" : told[.title])
        inject.type = InjectKind(rawValue: told.type) ?? .standard
        inject.channel = ExerciseChannel(rawValue: told.channel) ?? .document
        inject.storyline = try storyline(row.storyline)
        inject.actor = try actor(told[.from])
        place(row, &inject)
        inject.release = intake.exercise.releaseDefault
        inject.expected = told[.expected]
        inject.note = note(told)
        let status = InjectStatus(rawValue: told.status) ?? .draft
        inject.status = status == .obsolete ? .obsolete : .draft
        let spoken = told.extra.filter { intake.columns.text(of: $0.key) != nil }
        for (heading, value) in told.extra where spoken[heading] == nil {
            guard !intake.isReturn || heading != MselFileColumns.localTime else { continue }
            inject.extra[MselFileColumns.kept(heading)] = value
        }
        if row.tasks.isEmpty, !told[.objective].isEmpty {
            inject.extra[MselFileColumns.objective] = told[.objective]
        }
        let id = work.environment.id(Inject.ID.self)
        try MselFileStore.insert(inject, id, of: msel, position: position, work)
        position += 1
        if status == .approved || status == .submitted { steps.append((id, status)) }
        if let actor = work.actor { try InjectStore.note(author: actor, of: id, work.tx) }
        try MselFileStore.setRecipients(id, try recipients(row), work.tx)
        try MselFileStore.setTasks(id, row.tasks, work.tx)
        let body = isLong ? [told[.title], told[.text]].filter { !$0.isEmpty }.joined(separator: "\n\n") : told[.text]
        try MselFileStore.setText(id, language: language, subject: inject.title, body: body, revision: 1, work.tx)
        try translations(of: id, [], spoken, revision: 1)
    }

    /// What stood beside the time, and what a file cannot say.
    private func note(_ row: MselRow) -> String {
        var lines = [row[.note], row.time.note]
        if row.reasons.contains(where: { if case .happened = $0 { true } else { false } }) {
            lines.append(row[.status])
        }
        for field in [MselField.place, .priority, .controller] where !row[field].isEmpty {
            lines.append("\(field.words.string()): \(row[field])")
        }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func place(_ row: MselIntakeRow, _ inject: inout MselWritten) {
        let move = row.moveNumber.flatMap { moves[$0] }
        inject.wallAt = nil
        switch row.place {
        case .hand: (inject.anchor, inject.offset, inject.move) = (.hand, 0, move?.id)
        case .move(let number, let offset):
            (inject.anchor, inject.offset, inject.move) = (.elapsed, offset, moves[number]?.id)
        case .elapsed(let elapsed):
            (inject.anchor, inject.offset, inject.move) = (.elapsed, elapsed, nil)
            if let move, elapsed >= move.start { (inject.offset, inject.move) = (elapsed - move.start, move.id) }
        }
    }

    /// Texts in further languages, as the file says them.
    private func translations(
        of id: Inject.ID, _ texts: [InjectRecord.Text], _ spoken: [String: String], revision: Int
    ) throws {
        for language in intake.columns.languages {
            let told = spoken.filter { intake.columns.text(of: $0.key)?.language == language }
            guard !told.isEmpty else { continue }
            let old = texts.first { $0.language == language }
            let title = told.first { intake.columns.text(of: $0.key)?.isTitle == true }?.value
            let body = told.first { intake.columns.text(of: $0.key)?.isTitle == false }?.value
            try MselFileStore.setText(
                id, language: language, subject: FieldCheck.line(title ?? old?.subject ?? ""),
                body: body ?? old?.body ?? "", revision: revision, work.tx)
        }
    }

    private mutating func change(_ row: MselIntakeRow, _ known: InjectRecord, _ merge: MselMerge) throws {
        let changes = merge.changes
        if known.status.isOut {
            if let note = changes[.note] { try MselFileStore.setNote(known.id, note, work) }
            return
        }
        var inject = MselWritten(known)
        if let value = changes[.label] { inject.label = String(value.prefix(40)) }
        if let value = changes[.title], !value.isEmpty { inject.title = FieldCheck.line(value.prefix(200)) }
        if let value = changes[.type] { inject.type = InjectKind(rawValue: value) ?? .standard }
        if let value = changes[.channel] { inject.channel = ExerciseChannel(rawValue: value) ?? .document }
        if let value = changes[.expected] { inject.expected = value }
        if let value = changes[.note] { inject.note = value }
        if let value = changes[.storyline] { inject.storyline = try storyline(value) }
        if let value = changes[.from] { inject.actor = try actor(value) }
        if changes[.time] != nil || changes[.move] != nil { place(row, &inject) }
        let spoken = merge.extra.filter { intake.columns.text(of: $0.key) != nil }
        for (heading, value) in merge.extra where spoken[heading] == nil {
            inject.extra[heading] = value.isEmpty ? nil : value
        }
        try MselFileStore.update(known.id, inject, work)
        let isContent = changes.keys.contains { $0 != .note && $0 != .status } || !spoken.isEmpty
        let movesOn = changes[.text] != nil || changes[.title] != nil
        if isContent {
            try InjectOperations.touch(
                work, desk, known, kept: movesOn ? [language] : nil)
        }
        if changes[.to] != nil { try MselFileStore.setRecipients(known.id, try recipients(row), work.tx) }
        if changes[.objective] != nil { try MselFileStore.setTasks(known.id, row.tasks, work.tx) }
        try translations(of: known.id, known.texts, spoken, revision: known.revision + 1)
        if let status = changes[.status].flatMap({ InjectStatus(rawValue: $0) }) { steps.append((known.id, status)) }
        guard movesOn else { return }
        let old = known.texts.first { $0.language == language }
        try MselFileStore.setText(
            known.id, language: language, subject: changes[.title] == nil ? old?.subject ?? inject.title : inject.title,
            body: changes[.text] ?? old?.body ?? "", revision: known.revision + 1, work.tx)
    }
}

extension MselIntakeRow {
    var elapsed: Int64? { if case .elapsed(let time) = place { time } else { nil } }
}

extension MselWritten {
    init(_ inject: InjectRecord) {
        (label, title, type, channel) = (inject.label, inject.title, inject.type, inject.channel)
        (storyline, actor, move) = (inject.storyline, inject.actor, inject.move)
        (anchor, offset, wallAt, release) = (inject.anchor, inject.offset, inject.wallAt, inject.release)
        (expected, note, status, extra) = (inject.expected, inject.note, inject.status, inject.extra)
    }
}
