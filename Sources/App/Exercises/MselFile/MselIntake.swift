import Domain
import Storage
import Web

/// One row of a file, and what becomes of it.
struct MselIntakeRow: Sendable {
    enum Act: Sendable {
        case add
        case change(InjectRecord, MselMerge)
        case delete(InjectRecord)
        case same(InjectRecord)
        /// Left out: the row is bad, asks, or is of an inject that is gone.
        case leave
    }

    let sheet: String
    let row: MselRow
    var act: Act
    var reasons: [Message] = []
    var asks = false
    var place: MselPlacing.Place = .hand
    var recipients: [InjectRecord.Recipient] = []
    /// Names that become cells.
    var newCells: [String] = []
    var moveNumber: Int?
    var storyline = ""
    var tasks: [CriticalTask.ID] = []
    /// What keeps a row out where it is new, or where the file changed that very field.
    var problems: [MselField: Message] = [:]
    /// Of an inject that was changed on both sides.
    var open: (inject: Inject.ID, merge: MselMerge)?

    var isTaken: Bool { if case .leave = act { false } else { true } }
}

/// A file against an exercise: what each row would do. Nothing is stored by it.
struct MselIntake: Sendable {
    static let mostInjects = InjectOperations.mostInjects

    let event: Event.ID
    let plan: ExercisePlan
    let exercise: ExerciseRecord
    let answers: MselAnswers
    let reading: MselReading
    private(set) var rows: [MselIntakeRow] = []
    /// Names of recipients that nobody here has, each spelling once.
    private(set) var unknown: [String] = []
    let startex: Int64?
    let zone: String
    /// Whether it is a file that was exported here.
    let isReturn: Bool

    private let names: MselNames
    private let placing: MselPlacing
    let columns: MselFileColumns
    private let base: [String: Base]
    private let known: [String: InjectRecord]
    /// Where only one inject has it.
    private let labelled: [String: InjectRecord]

    /// What a file is read and compared with, all from one moment.
    struct Ground: Sendable {
        let event: EventRecord
        let exercise: ExerciseRecord
        let plan: ExercisePlan
        let names: MselNames

        init(_ event: Event.ID, _ reading: any Reading) throws {
            self.event = try EventStore(reading).event(event)
            exercise = try PlayStore(reading).required(event)
            plan = try ExercisePlan(exercise.msel, reading)
            names = try MselNames(plan, reading)
        }

        func options(_ answers: MselAnswers) -> MselOptions {
            let start = exercise.plannedStartex.map { CalendarDate.today($0, timeZone: event.timeZone) }
            return answers.options(
                start: start ?? event.startsOn, moves: plan.moves.count, whole: names.whole)
        }
    }

    /// - Throws: at `file`, where it is of another exercise.
    init(_ reading: MselReading, _ ground: Ground, _ answers: MselAnswers, foreign: Set<String>) throws {
        event = ground.event.id
        (plan, exercise, names) = (ground.plan, ground.exercise, ground.names)
        self.answers = answers
        self.reading = reading
        zone = ground.event.timeZone
        columns = MselFileColumns(plan)
        let own = reading.sheets.filter { $0.mapping[.id] != nil && $0.name != MselFileColumns.baseSheet }
        isReturn = !own.isEmpty
        let chosen = own.isEmpty ? reading.sheets.filter { Self.isOn($0, answers) } : own
        let told = answers.start.flatMap { EventClock(zone: ground.event.timeZone).milliseconds($0) }
        placing = MselPlacing(
            plan, zone: zone, told: told, planned: exercise.plannedStartex, firstDay: ground.event.startsOn,
            isReturn ? [] : chosen.flatMap { $0.rows.map(\.time) })
        startex = placing.startex
        base = Self.base(reading)
        known = Dictionary(plan.injects.map { ($0.id.description, $0) }, uniquingKeysWith: { first, _ in first })
        labelled = Dictionary(grouping: plan.injects, by: \.label).filter { $0.value.count == 1 }.compactMapValues(
            \.first)
        guard foreign.isEmpty else { throw SheetFile.refusal(.mselOfAnother) }
        for sheet in chosen { for row in sheet.rows { rows.append(take(row, sheet)) } }
        guard
            plan.injects.count + rows.filter({ if case .add = $0.act { true } else { false } }).count
                <= Self.mostInjects
        else {
            throw SheetFile.refusal(
                L("There would be more than \(Self.mostInjects), which is as many as there may be."))
        }
    }

    static func isOn(_ sheet: MselListing, _ answers: MselAnswers) -> Bool {
        answers.told["sheet:\(sheet.name)"].map { $0 == "on" } ?? sheet.isTicked
    }

    /// Ids that a file names.
    static func ids(_ reading: MselReading) -> Set<String> {
        Set(reading.sheets.flatMap { $0.rows.map { $0[.id] } }.filter { !$0.isEmpty })
    }

    /// A row as it left.
    private struct Base {
        let values: [MselField: String]
        let extra: [String: String]
    }

    private static func base(_ reading: MselReading) -> [String: Base] {
        guard let sheet = reading.sheets.first(where: { $0.name == MselFileColumns.baseSheet }) else { return [:] }
        return Dictionary(
            sheet.rows.map { ($0[.id], Base(values: values($0, sheet.mapping), extra: $0.extra)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// What a row says of the fields that come back, as the columns of the export say it.
    private static func values(_ row: MselRow, _ mapping: MselMapping) -> [MselField: String] {
        var values: [MselField: String] = [:]
        for field in MselFileColumns.fields where mapping[field] != nil { values[field] = row[field] }
        if values[.type] != nil { values[.type] = row.type }
        if values[.channel] != nil { values[.channel] = row.channel }
        if values[.time] != nil { values[.time] = row.time.value ?? "" }
        if values[.status] != nil { values[.status] = row.status.isEmpty ? nil : row.status }
        return values
    }

    // MARK: One row

    private mutating func take(_ row: MselRow, _ sheet: MselListing) -> MselIntakeRow {
        var taken = MselIntakeRow(sheet: sheet.name, row: row, act: .add)
        let known = find(row, in: sheet)
        taken.reasons = row.reasons.filter { reason in
            if case .happened = reason, known?.status.isOut == true { false } else { true }
        }.map(\.words)
        if !row[.id].isEmpty, known == nil {
            taken.act = .leave
            taken.reasons.append(L("This inject is not here any more."))
            return taken
        }
        if let known, known.status == .obsolete {
            taken.act = .same(known)
            return taken
        }
        guard row.state == .ready else {
            (taken.act, taken.asks) = (.leave, row.state == .asks)
            return taken
        }
        if let known, ["x", "х"].contains(row[.delete].lowercased()) {
            return deleted(taken, known)
        }
        fill(&taken)
        if let known { taken = merged(taken, known, sheet) }
        let counted = taken.problems.filter { problem in
            guard case .change(_, let merge) = taken.act else { return known == nil }
            return merge.changes[problem.key] != nil
        }
        if !counted.isEmpty {
            taken.act = .leave
            taken.asks = counted[.to] != nil
            taken.reasons += counted.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
        }
        return taken
    }

    /// By its id, else by its label where that is of one inject only.
    private func find(_ row: MselRow, in sheet: MselListing) -> InjectRecord? {
        if !row[.id].isEmpty { return known[row[.id]] }
        guard isReturn, let one = labelled[row[.label]] else { return nil }
        return sheet.rows.filter { $0[.label] == row[.label] }.count == 1 ? one : nil
    }

    private func deleted(_ taken: MselIntakeRow, _ known: InjectRecord) -> MselIntakeRow {
        var taken = taken
        let hasMore =
            plan.point(of: known.id) != nil || plan.rule(of: known.id) != nil
            || plan.rules.contains { $0.conditions.contains { $0.subject == known.id.description } }
        guard known.status == .draft, !hasMore else {
            taken.act = .leave
            taken.reasons.append(L("Only drafts without a decision or a rule are deleted by a file."))
            return taken
        }
        taken.act = .delete(known)
        return taken
    }

    /// Names, places and times of what the row says.
    private mutating func fill(_ taken: inout MselIntakeRow) {
        let row = taken.row
        for name in row.to {
            if let recipient = names.recipient(name) {
                taken.recipients.append(recipient)
            } else {
                answer(name, &taken)
            }
        }
        taken.recipients = Array(Set(taken.recipients))
        let move = row[.move].isEmpty ? row.section : row[.move]
        taken.moveNumber = names.move(move)?.number ?? Int(row[.move]) ?? MselWords.moveNumber(move)
        if let number = taken.moveNumber, !(1...100).contains(number) { taken.moveNumber = nil }
        taken.storyline = row[.storyline].isEmpty && taken.moveNumber == nil ? row.section : row[.storyline]
        taken.tasks = names.tasks(row[.objective])
        guard let place = placing.place(row.time) else {
            taken.problems[.time] = L("This time is not on the exercise’s clock.")
            return
        }
        taken.place = place
        if place == .hand, row.time.moment != nil { taken.reasons.append(MselTimeReason.beforeStart.words) }
    }

    private mutating func answer(_ name: String, _ taken: inout MselIntakeRow) {
        let told = answers.recipient(name) ?? ""
        switch told {
        case "new": taken.newCells.append(String(name.prefix(60)))
        case "-": break
        case "simcell": taken.recipients.append(.init(kind: .simcell, target: ""))
        case "all": taken.recipients.append(.init(kind: .all, target: ""))
        default:
            if plan.cells.contains(where: { $0.id.description == told }) {
                taken.recipients.append(.init(kind: .cell, target: told))
                return
            }
            taken.problems[.to] = L("Nobody here is called “\(name)”.")
            let isKnown = unknown.contains { Folded.text($0) == Folded.text(name) }
            if !isKnown, unknown.count < 200 { unknown.append(name) }
        }
    }

    private func merged(_ taken: MselIntakeRow, _ known: InjectRecord, _ sheet: MselListing) -> MselIntakeRow {
        var taken = taken
        var here = columns.values(known)
        // As a file says it: it cannot say that something was released.
        if known.status.isOut { here[.status] = InjectStatus.approved.rawValue }
        let isCurrent = Int(taken.row[.revision]) == known.revision
        // A note and a status change without a new revision.
        let current = here.filter { $0.key != .note && $0.key != .status }
        var chosen: [MselField: Bool] = [:]
        for field in MselField.allCases { chosen[field] = answers.conflict(known.id, field) }
        var file = Self.values(taken.row, sheet.mapping)
        if here[.time] == "", taken.row.time.kind == .hand { file[.time] = "" }
        let left = base[taken.row[.id]]
        var merge = MselMerge(
            base: left?.values ?? (isCurrent ? current : nil), here: here, file: file,
            isReleased: known.status.isOut, answers: chosen)
        if !known.status.isOut {
            let told = sheet.extra.filter { $0 != MselFileColumns.localTime }.map { heading in
                (MselFileColumns.kept(heading), taken.row.extra[heading]?.trimmed ?? "")
            }
            merge.takeExtra(
                base: left?.extra.mapValues(\.trimmed), here: columns.free(known).mapValues(\.trimmed),
                file: Dictionary(told, uniquingKeysWith: { first, _ in first }))
        }
        if let status = merge.changes[.status], !Self.moves(known.status, to: status) {
            merge.leave(.status)
            taken.reasons.append(L("The status stays: a file moves a draft on, or makes an inject obsolete."))
        }
        for (field, conflict) in merge.conflicts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            taken.reasons.append(
                L(
                    "\(field.words): here “\(String(conflict.here.prefix(60)))”, in the file “\(String(conflict.file.prefix(60)))”."
                ))
        }
        if !merge.refused.isEmpty { taken.reasons.append(L("It is released: only its note is taken.")) }
        if !merge.conflicts.isEmpty {
            (taken.act, taken.asks) = (.leave, true)
            taken.open = (known.id, merge)
        } else {
            taken.act = merge.changes.isEmpty && merge.extra.isEmpty ? .same(known) : .change(known, merge)
        }
        return taken
    }

    private static func moves(_ here: InjectStatus, to file: String) -> Bool {
        switch (here, InjectStatus(rawValue: file)) {
        case (.draft, .submitted?), (.draft, .approved?), (.submitted, .approved?): true
        case (_, .obsolete?): !here.isOut
        default: false
        }
    }

    /// STARTEX as the file proposes it, to be answered; nothing where the file names no day.
    var proposedStart: String? { placing.isProposed || answers.start != nil ? answers.start ?? placing.startText : nil }

    // MARK: In numbers

    struct Counts: Codable, Sendable, Hashable {
        var added = 0
        var changed = 0
        var deleted = 0
        var same = 0
        var leftOut = 0
        var emptied = 0
    }

    var counts: Counts {
        var counts = Counts()
        for row in rows {
            switch row.act {
            case .add: counts.added += 1
            case .change(_, let merge):
                counts.changed += 1
                counts.emptied += merge.emptied.count
            case .delete: counts.deleted += 1
            case .same: counts.same += 1
            case .leave: counts.leftOut += 1
            }
        }
        return counts
    }

    var leftOut: [MselIntakeRow] { rows.filter { !$0.isTaken } }
    var hasWork: Bool { counts.added + counts.changed + counts.deleted > 0 }
}
