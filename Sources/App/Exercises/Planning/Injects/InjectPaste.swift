import Domain
import Storage
import Web

/// Lines pasted from a sheet: label, time, recipients, title and text, apart by tabs.
struct InjectPaste: Sendable {
    struct Line: Sendable {
        /// As it stood in what was pasted.
        let raw: String
        let number: Int
        let draft: InjectDraft
        let text: String
        /// What is wrong with it; nothing where it can be stored.
        let faults: [Message]
    }

    static let mostLines = 500
    static let longest = 200_000

    let lines: [Line]

    var ready: [Line] { lines.filter(\.faults.isEmpty) }
    var bad: [Line] { lines.filter { !$0.faults.isEmpty } }

    init(_ text: String, _ desk: InjectDesk) {
        let rows = Self.rows(text)
        lines = rows.prefix(Self.mostLines).enumerated().compactMap { index, row in
            Self.isHead(row.cells) ? nil : Self.line(row, index + 1, desk)
        }
    }

    /// Cells apart by tabs; a cell in quotes may hold line breaks, as sheets copy them.
    static func rows(_ text: String) -> [(cells: [String], raw: String)] {
        guard text.utf8.count <= longest else { return [] }
        var rows: [(cells: [String], raw: String)] = []
        var (cells, cell, raw): ([String], String, String) = ([], "", "")
        var isQuoted = false
        let letters = Array(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
        func isFilled(_ cells: [String]) -> Bool { cells.contains { !$0.trimmed.isEmpty } }
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            if isQuoted {
                if letter == "\"", index + 1 < letters.count, letters[index + 1] == "\"" {
                    cell.append(letter)
                    raw.append("\"")
                    index += 1
                } else if letter == "\"" {
                    isQuoted = false
                } else {
                    cell.append(letter)
                }
            } else if letter == "\"", cell.isEmpty {
                isQuoted = true
            } else if letter == "\t" {
                cells.append(cell)
                cell = ""
            } else if letter == "\n" {
                if isFilled(cells + [cell]) { rows.append((cells + [cell], raw)) }
                (cells, cell, raw) = ([], "", "")
                index += 1
                continue
            } else {
                cell.append(letter)
            }
            raw.append(letter)
            index += 1
        }
        if isFilled(cells + [cell]) { rows.append((cells + [cell], raw)) }
        return rows
    }

    private static let heads: Set<String> = [
        "time", "heure", "время", "الوقت", "exercise time", "title", "titre", "название",
    ]

    private static func isHead(_ cells: [String]) -> Bool {
        cells.count { heads.contains($0.trimmed.lowercased()) } >= 2
    }

    private static func line(_ row: (cells: [String], raw: String), _ number: Int, _ desk: InjectDesk) -> Line {
        func cell(_ index: Int) -> String { row.cells.indices.contains(index) ? row.cells[index].trimmed : "" }
        var draft = InjectDraft()
        draft.fields.label = cell(0)
        draft.time = cell(1)
        draft.fields.title = cell(3)
        if let way = desk.exercise?.releaseDefault { draft.fields.release = way.rawValue }
        let (recipients, unknown) = Self.recipients(cell(2), desk)
        draft.recipients = recipients
        var faults: [Message] = unknown.isEmpty ? [] : [L("Nobody is called so here: \(list: unknown, .commas)")]
        if row.cells.count < 4 { faults.append(L("A line has label, time, recipients, title and text.")) }
        do {
            _ = try desk.plan(draft, next: "?")
            if !cell(4).isEmpty {
                _ = try InjectTextFields(subject: draft.fields.title, body: cell(4)).cleaned.checked()
            }
        } catch let refusal as Refusal {
            faults += refusal.fields.sorted { $0.key < $1.key }.map { L("\($0.key): \($0.value)") }
        } catch {
            faults.append(L("A line has label, time, recipients, title and text."))
        }
        return Line(raw: row.raw, number: number, draft: draft, text: cell(4), faults: faults)
    }

    private static let everybody: Set<String> = ["all", "tous", "toutes", "все", "всем", "الكل", "الجميع"]

    /// By code, name, country or function, apart by commas, semicolons, slashes, line breaks.
    static func recipients(_ text: String, _ desk: InjectDesk) -> (found: [InjectRecord.Recipient], unknown: [String]) {
        var (found, unknown): ([InjectRecord.Recipient], [String]) = ([], [])
        for part in text.split(whereSeparator: { ",;/\n،".contains($0) }).map(\.trimmed) where !part.isEmpty {
            if let one = recipient(part, desk) {
                found.append(one)
                continue
            }
            // "A B C"
            let words = part.split(separator: " ").map { recipient(String($0), desk) }
            if words.count > 1, !words.contains(where: { $0 == nil }) {
                found += words.compactMap { $0 }
            } else {
                unknown.append(part)
            }
        }
        return (found, unknown)
    }

    private static func recipient(_ text: String, _ desk: InjectDesk) -> InjectRecord.Recipient? {
        let plain = Folded.text(text)
        if everybody.contains(plain) || everybody.contains(text.lowercased()) { return .all }
        if plain == "simcell" { return .simcell }
        if let cell = desk.cells.first(where: {
            [$0.code, $0.name, $0.plays, $0.country ?? ""].contains { !$0.isEmpty && Folded.text($0) == plain }
        }) {
            return .cell(cell.id)
        }
        return desk.functions.first { Folded.text($0.name) == plain || Folded.text($0.code) == plain }.map {
            .function($0.id)
        }
    }
}

extension InjectOperations {
    /// Stores the lines that are ready, in their order, all in one transaction.
    /// - Returns: how many, and what was left out.
    static func paste(_ visit: Visit, _ event: Event.ID, _ text: String) async throws -> (added: Int, left: [String]) {
        try await write(visit, event) { work, desk in
            let pasted = InjectPaste(text, desk)
            for line in pasted.ready {
                let id = try createIn(work, desk, line.draft)
                if !line.text.isEmpty, let language = desk.msel.languages.first {
                    try textIn(
                        work, desk, try InjectStore(work.tx).inject(id, of: desk.msel.id), language,
                        InjectTextFields(subject: line.draft.fields.title, body: line.text))
                }
            }
            return (pasted.ready.count, pasted.bad.map(\.raw))
        }
    }
}
