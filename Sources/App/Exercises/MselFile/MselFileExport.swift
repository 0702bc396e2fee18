import Domain
import Foundation
import Storage
import Web

/// The injects of an exercise as a file that planners edit and bring back. Everything in it carries the exercise's mark.
struct MselFileExport: Sendable {
    private let plan: ExercisePlan
    private let columns: MselFileColumns
    private let exercise: ExerciseRecord
    private let event: EventRecord
    private let log: [(wall: Int64, elapsed: Int64, inject: String, cell: String)]

    init(_ event: Event.ID, _ reading: any Reading) throws {
        self.event = try EventStore(reading).event(event)
        exercise = try PlayStore(reading).required(event)
        plan = try ExercisePlan(exercise.msel, reading)
        columns = MselFileColumns(plan)
        let plan = self.plan
        log = try MselFileStore(reading).releases(of: event).map { wall, elapsed, inject, cell in
            (wall, elapsed, plan.inject(inject)?.label ?? "", plan.cell(cell)?.name ?? "")
        }
    }

    private var mark: String { ExerciseMark.line(.current) }

    // MARK: Cells

    private func line(_ inject: InjectRecord) -> [SheetCell] {
        let (values, told) = (columns.values(inject), columns.free(inject))
        return columns.headings.map { heading in
            if let field = Self.fields[heading] { return cell(field, values[field] ?? "", inject) }
            return heading == MselFileColumns.localTime ? local(inject) : SheetCell(told[heading])
        }
    }

    private static let fields: [String: MselField] = Dictionary(
        (MselOwnColumns.all + MselOwnColumns.last).map { ($0.heading, $0.field) },
        uniquingKeysWith: { first, _ in first })

    private func cell(_ field: MselField, _ value: String, _ inject: InjectRecord) -> SheetCell {
        switch field {
        case .label: .label(value)
        case .time:
            columns.plannedElapsed(inject).map { .duration(Double($0 / 1_000) / 86_400) } ?? SheetCell(value)
        case .id: SheetCell(inject.id.description)
        case .revision: .number(Double(inject.revision))
        default: SheetCell(value)
        }
    }

    /// The time of the day where the event is, as it is planned.
    private func local(_ inject: InjectRecord) -> SheetCell {
        let wall = inject.wallAt ?? planned(inject)
        guard let wall else { return .empty }
        let offset = MomentWords(event.timeZone).offset(wall)
        let seconds = Double(wall / 1_000 + Int64(offset))
        return .moment(seconds / 86_400 + 25_569)
    }

    private func planned(_ inject: InjectRecord) -> Int64? {
        guard let startex = exercise.plannedStartex, let elapsed = columns.plannedElapsed(inject) else { return nil }
        return plan.plannedWall(startex: startex).wall(at: elapsed)
    }

    // MARK: Files

    func workbook(now: Int64) throws -> [UInt8] {
        let lines = plan.injects.map(line)
        var list = WorkbookSheet(name: MselFileColumns.sheet, header: columns.headings, rows: lines)
        list.mark = mark
        let others = others(now: now)
        list.choices = choices(others)
        var base = WorkbookSheet(name: MselFileColumns.baseSheet, header: columns.headings, rows: lines)
        (base.mark, base.isHidden) = (mark, true)
        return try XLSXWriter.write([list] + others + [base])
    }

    /// What a program offers in the columns whose words are ours, and the cells by their names.
    private func choices(_ others: [WorkbookSheet]) -> [Int: SheetChoices] {
        let words: [MselField: [String]] = [
            .type: InjectKind.allCases.map(\.rawValue), .channel: ExerciseChannel.allCases.map(\.rawValue),
            .status: InjectStatus.allCases.map(\.rawValue), .delete: ["x"],
        ]
        var choices: [Int: SheetChoices] = [:]
        for (column, heading) in columns.headings.enumerated() {
            guard let field = Self.fields[heading] else { continue }
            if let words = words[field] { choices[column] = .words(words) }
            if field == .to, let cells = others.first(where: { $0.name == Self.cells }) {
                choices[column] = .column(1, of: cells)
            }
        }
        return choices
    }

    private static let cells = "Cells"

    private func others(now: Int64) -> [WorkbookSheet] {
        var sheets = [
            WorkbookSheet(
                name: "Moves", header: ["Number", "Name", "Begins", "Length"],
                rows: plan.moves.map {
                    [SheetCell($0.number), SheetCell($0.title), days($0.plannedStart), days($0.plannedLength)]
                }),
            WorkbookSheet(
                name: "Objectives", header: ["Code", "Words", "Belongs to"],
                rows: plan.objectives.map { [SheetCell($0.code), SheetCell($0.text), .empty] }
                    + plan.tasks.map {
                        [SheetCell($0.code), SheetCell($0.text), SheetCell(plan.objective($0.objective)?.code)]
                    }),
            WorkbookSheet(
                name: Self.cells, header: ["Code", "Name", "Plays", "Language", "Zone"],
                rows: plan.cells.map {
                    [
                        SheetCell($0.code), SheetCell($0.name), SheetCell($0.plays), SheetCell($0.language),
                        SheetCell($0.zone),
                    ]
                }),
            WorkbookSheet(name: "Read me", header: ["About", "Words"], rows: readMe(now: now)),
            WorkbookSheet(
                name: "Log", header: ["UTC", "Clock", "Inject", "Cell"],
                rows: log.map {
                    [SheetCell(InstantText.write($0.wall)), days($0.elapsed), .label($0.inject), SheetCell($0.cell)]
                }),
        ]
        for index in sheets.indices { sheets[index].mark = mark }
        return sheets
    }

    private func readMe(now: Int64) -> [[SheetCell]] {
        let lines: [(Message, Message)] = [
            (L("Exercise"), .verbatim(plan.msel.title)), (L("Event"), .verbatim(event.title)),
            (L("Time zone"), .verbatim(event.timeZone)), (L("Made at"), .verbatim(InstantText.write(now))),
            (L("Times"), L("From STARTEX, as hours, minutes and seconds; an empty time is released by hand.")),
            (L("Rows"), L("A row that is missing stays as it is. An x in the column Delete deletes a draft.")),
            (L("Recipients"), L("Several stand in one cell, with a semicolon between them.")),
            (
                L("Status"),
                L("A draft may become submitted, approved or obsolete. A file cannot say that something was released.")
            ),
            (L("Ids"), L("The last two columns say which inject it is. Do not change them.")),
            (L("Log"), L("What was released. It is never read back.")),
        ]
        return lines.map { [SheetCell($0.0.string()), SheetCell($0.1.string())] }
    }

    private func days(_ milliseconds: Int64) -> SheetCell { .duration(Double(milliseconds / 1_000) / 86_400) }

    /// The list only.
    func csv() -> [UInt8] {
        let rows = plan.injects.map { inject in
            let (values, told) = (columns.values(inject), columns.free(inject))
            return columns.headings.map { heading -> String in
                switch Self.fields[heading] {
                case .id?: inject.id.description
                case .revision?: String(inject.revision)
                case let field?: values[field] ?? ""
                case nil where heading == MselFileColumns.localTime:
                    planned(inject).map { InstantText.write($0) } ?? ""
                case nil: told[heading] ?? ""
                }
            }
        }
        let width = columns.headings.count
        let marked = [mark] + [String](repeating: "", count: max(0, width - 1))
        return CSVTable.write(header: marked, rows: [columns.headings] + rows + [marked])
    }
}

extension MselFileStore {
    /// Papers as they went out.
    func releases(of event: Event.ID) throws -> [(Int64, Int64, Inject.ID, ExerciseCell.ID)] {
        try reading.all(
            "SELECT wall, elapsed, inject_id, cell_id FROM paper WHERE event_id = \(event) ORDER BY elapsed, id LIMIT 50000"
        )
        .map { (try $0.get("wall"), try $0.get("elapsed"), try $0.get("inject_id"), try $0.get("cell_id")) }
    }
}
