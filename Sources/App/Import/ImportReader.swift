import Domain
import Web

/// Makes of a sheet what can be imported: finds the heading, maps columns and spellings, fills what is merged, passes over totals. What it
/// is not sure of it leaves to be asked. Knows nothing of people: that is in the shape and the vocabulary.
struct ImportReader {
    /// Different spellings of a column that are shown and asked for.
    static let mostSpellings = 200
    private static let mostNames = 5

    let shape: ImportShape
    let vocabulary: any ImportVocabulary
    /// What was answered for files of before, by the fingerprint of their heading.
    var memory: [String: ImportAnswers] = [:]

    /// - Throws: at the field `file`, where there is no row below a heading.
    func read(_ sheet: FileTable, _ answers: ImportAnswers) throws -> ImportContent {
        let finder = HeadingFinder(shape: shape, lines: sheet.lines)
        let heading = finder.heading(answers.heading)
        var content = ImportContent()
        content.file = answers.file
        (content.sheets, content.sheet) = (sheet.sheets, sheet.name)
        if let encoding = sheet.encoding { content.file.encoding = encoding }
        content.isEncodingGuessed = sheet.encoding != nil && !sheet.notes.isEmpty
        content.notes = sheet.notes.map { $0.string() }
        content.headingRow = sheet.lines[heading.last].number
        content.firstRows = sheet.lines.prefix(HeadingFinder.searched).map { line in
            FileTable.Line(
                number: line.number,
                cells: line.cells.prefix(6).map { String(FieldCheck.line($0.prefix(60)).prefix(40)) })
        }
        content.header = finder.texts(heading, merges: sheet.merges)
        content.isAnswered = answers.isAnswered
        try fill(&content, sheet, below: heading.last)
        guard !content.lines.isEmpty else {
            throw SheetFile.refusal(L("There is a heading, but no row below it."))
        }
        let remembered = answers.columns.isEmpty ? memory[ImportContent.fingerprint(content.header)] : nil
        content.isRemembered = remembered != nil
        let known = merged(answers, remembered)
        content.nameOrder = known.nameOrder
        map(&content, sheet, known)
        try fillBeside(&content, sheet, known)
        findDamage(&content, known)
        spell(&content, known)
        content.missing = shape.needed.filter { group in !group.contains { content.column($0) != nil } }
        return content
    }

    private func merged(_ answers: ImportAnswers, _ remembered: ImportAnswers?) -> ImportAnswers {
        guard let remembered else { return answers }
        var known = answers
        known.columns = remembered.columns
        known.nameOrder = answers.nameOrder ?? remembered.nameOrder
        for (field, values) in remembered.values {
            known.values[field] = values.merging(answers.values[field] ?? [:]) { $1 }
        }
        return known
    }

    // MARK: Rows

    /// The rows below the heading, with what is merged downwards filled; without totals and headings that are repeated.
    private func fill(_ content: inout ImportContent, _ sheet: FileTable, below heading: Int) throws {
        let keys = content.header.map { ImportShape.key($0) }
        var filled = 0
        // A merged cell was counted once when it was read; here it is written again for each row.
        var budget = TableBudget()
        let merges = Dictionary(
            grouping: sheet.merges.filter { $0.rows.upperBound > content.headingRow }, by: \.rows.lowerBound)
        var open: [(rows: ClosedRange<Int>, column: Int, cell: TableCell)] = []
        for var line in sheet.lines[(heading + 1)...] {
            open.removeAll { $0.rows.upperBound < line.number }
            if Self.isTitle(line, merges[line.number] ?? [], of: content.header) {
                content.skipped.append(.init(number: line.number, reason: .title))
                continue
            }
            for merge in open
            where !(line.values.indices.contains(merge.column) && line.values[merge.column].kind != .empty) {
                try budget.take(merge.cell.text, row: line.number)
                while line.values.count <= merge.column { line.values.append(.empty) }
                line.values[merge.column] = merge.cell
                filled += 1
            }
            for merge in merges[line.number] ?? [] where line.values.indices.contains(merge.columns.lowerBound) {
                let cell = line.values[merge.columns.lowerBound]
                if merge.rows.count > 1, cell.kind != .empty, open.count < 200 {
                    open.append((merge.rows, merge.columns.lowerBound, cell))
                }
            }
            let texts = line.values.map { ImportShape.key(String($0.text.prefix(300))) }
            if texts.filter({ !$0.isEmpty }).count > 1, zip(texts, keys).allSatisfy({ $0 == $1 }),
                texts.count <= keys.count
            {
                content.skipped.append(.init(number: line.number, reason: .heading))
                continue
            }
            if Self.isTotal(line) {
                content.skipped.append(.init(number: line.number, reason: .total))
                continue
            }
            let wrong = line.values.enumerated().filter { $0.element.kind == .error }.map { letters($0.offset, sheet) }
            if !wrong.isEmpty { content.errors[line.number] = wrong }
            content.lines.append(line)
        }
        say(&content, filled)
    }

    private func say(_ content: inout ImportContent, _ filled: Int) {
        if filled > 0 {
            content.notes.append(
                L(
                    filled, one: "\(filled) cell was filled from the merged cell above it.",
                    other: "\(filled) cells were filled from the merged cells above them."
                ).string())
        }
        let titles = content.skipped.filter { $0.reason == .title }.map { String($0.number) }
        if !titles.isEmpty {
            content.notes.append(
                L(
                    "These rows are one text over several columns, like a title, and are skipped: \(list: Array(titles.prefix(10)), .commas)."
                ).string())
        }
        let totals = content.skipped.filter { $0.reason == .total }.map { String($0.number) }
        if !totals.isEmpty {
            content.notes.append(
                L("These rows look like totals and are skipped: \(list: Array(totals.prefix(10)), .commas).")
                    .string())
        }
    }

    private static let totals: Set<String> = [
        "total", "totals", "sum", "grand total", "total general", "итого", "всего", "summe", "gesamt", "totale", "suma",
        "المجموع", "ukupno",
        "razem", "toplam",
    ]

    /// A row that says "Total", with nothing but numbers beside it.
    private static func isTotal(_ line: FileTable.Line) -> Bool {
        let filled = line.values.filter { $0.kind != .empty }
        guard let first = filled.first, first.kind == .text, filled.count <= 4 else { return false }
        var word = ImportShape.key(String(first.text.prefix(100)))
        while let last = word.last, last.isNumber || last == " " { word.removeLast() }
        guard totals.contains(word) else { return false }
        return filled.dropFirst().allSatisfy { $0.kind == .number || Double($0.text) != nil }
    }

    private func letters(_ place: Int, _ sheet: FileTable) -> String {
        SheetParser.letters(sheet.columns.indices.contains(place) ? sheet.columns[place] : place)
    }

    // MARK: Columns

    private func map(_ content: inout ImportContent, _ sheet: FileTable, _ known: ImportAnswers) {
        let width = max(content.header.count, content.lines.map(\.values.count).max() ?? 0)
        var taken: Set<String> = []
        for place in 0..<width {
            let heading = place < content.header.count ? FieldCheck.line(content.header[place].prefix(200)) : ""
            let samples = samples(place, content.lines)
            guard !heading.isEmpty || !samples.isEmpty else { continue }
            let letters = letters(place, sheet)
            var column = ImportContent.Column(
                place: place, letters: letters, heading: heading.isEmpty ? letters : String(heading.prefix(100)),
                field: "",
                certainty: .unknown, samples: samples)
            column.isForNotes = shape.recognise(heading) == .sure(ImportShape.note)
            if let field = known.columns[letters],
                field.isEmpty || field == ImportShape.note || shape.field(field) != nil
            {
                column.field = field
                column.certainty = .answered
            } else {
                switch shape.recognise(heading) {
                case .sure(let field): (column.field, column.certainty) = (field, .sure)
                case .likely(let field): (column.field, column.certainty) = (field, .likely)
                case .passedOver: column.certainty = .sure
                case .unknown:
                    if let field = field(of: place, content.lines) {
                        (column.field, column.certainty) = (field, .likely)
                    }
                }
            }
            content.columns.append(column)
        }
        // The surest column of a field has it.
        let order: [ImportContent.Column.Certainty] = [.answered, .sure, .likely, .unknown]
        for certainty in order {
            for index in content.columns.indices where content.columns[index].certainty == certainty {
                let field = content.columns[index].field
                guard !field.isEmpty, field != ImportShape.note, !taken.insert(field).inserted else { continue }
                content.columns[index].field = ""
                content.columns[index].certainty = certainty == .answered ? .answered : .unknown
            }
        }
        for rule in shape.beside where content.column(rule.other) != nil && content.column(rule.becomes) == nil {
            let index = content.columns.firstIndex { $0.field == rule.field && $0.certainty != .answered }
            if let index { content.columns[index].field = rule.becomes }
        }
        // An empty column says nothing: there is nothing to ask.
        for index in content.columns.indices where content.columns[index].samples.isEmpty {
            if content.columns[index].certainty == .unknown { content.columns[index].certainty = .sure }
        }
    }

    /// Three different cells of a column.
    private func samples(_ place: Int, _ lines: [FileTable.Line]) -> [String] {
        var samples: [String] = []
        for line in lines where line.values.indices.contains(place) {
            let text = String(FieldCheck.line(line.values[place].text.prefix(200)).prefix(60))
            if !text.isEmpty, !samples.contains(text) { samples.append(text) }
            if samples.count == 3 { break }
        }
        return samples
    }

    /// What most cells of a column look like.
    private func field(of place: Int, _ lines: [FileTable.Line]) -> String? {
        let texts = lines.prefix(200).compactMap { line -> String? in
            guard line.values.indices.contains(place) else { return nil }
            let text = FieldCheck.line(line.values[place].text.prefix(300))
            return text.isEmpty ? nil : text
        }
        guard !texts.isEmpty else { return nil }
        for field in shape.fields {
            let fitting: Int
            switch field.content {
            case .email: fitting = texts.count { FieldCheck.isEmail($0.lowercased()) }
            case .choice: fitting = texts.count { vocabulary.code(field.name, $0) != nil }
            case .text: continue
            }
            if fitting * 2 > texts.count { return field.name }
        }
        return nil
    }

    // MARK: Spellings

    private func spell(_ content: inout ImportContent, _ known: ImportAnswers) {
        for field in shape.fields where field.content == .choice {
            guard content.column(field.name) != nil else { continue }
            var counts: [String: (text: String, rows: Int)] = [:]
            var order: [String] = []
            for line in content.lines {
                let text = content.cell(field.name, line)
                guard !text.isEmpty, text.count <= 200 else { continue }
                let key = Folded.text(text)
                if counts[key] == nil {
                    guard order.count < Self.mostSpellings * 5 else { continue }
                    order.append(key)
                }
                counts[key, default: (text, 0)].rows += 1
            }
            var spellings: [ImportContent.Spelling] = []
            for key in order {
                guard let (text, rows) = counts[key] else { continue }
                let answer = known.values[field.name]?[key]
                let code = answer ?? vocabulary.code(field.name, text)
                if let code { content.codes[field.name, default: [:]][key] = code }
                spellings.append(.init(text: text, rows: rows, code: code, isAnswered: answer != nil))
            }
            // Those to be asked first; of the others only as many as a page can show.
            content.spellings[field.name] = Array(
                (spellings.filter { $0.code == nil } + spellings.filter { $0.code != nil }).prefix(Self.mostSpellings))
        }
        content.openNames = openNames(content)
    }

    /// Whole names that no comma and no capitals divide.
    private func openNames(_ content: ImportContent) -> [String] {
        guard content.column("full-name") != nil, content.column("family-name") == nil else { return [] }
        var names: [String] = []
        for line in content.lines {
            let name = content.cell("full-name", line)
            if PersonName.isOpen(name), !names.contains(name) { names.append(String(name.prefix(80))) }
            if names.count == Self.mostNames { break }
        }
        return names
    }
}

/// Finds the row that holds the headings, below titles, alone or together with the one above or below it.
struct HeadingFinder {
    /// Rows that are looked at.
    static let searched = 25

    let shape: ImportShape
    let lines: [FileTable.Line]

    /// The lines of the heading, by their place among the lines.
    struct Heading {
        let first: Int
        let last: Int
    }

    /// - Parameter row: where the person who imports says it is.
    func heading(_ row: Int?) -> Heading {
        if let row, let index = lines.firstIndex(where: { $0.number == row }) {
            return Heading(first: index, last: index)
        }
        let scores = lines.prefix(Self.searched).map(score)
        // Sure columns first; then a row of several texts; else the first row.
        var best = 0
        for (index, score) in scores.enumerated()
        where score > scores[best] || score == scores[best] && width(lines[index]) > width(lines[best]) {
            best = index
        }
        guard scores[best] > 0 else { return Heading(first: firstWide, last: firstWide) }
        if best + 1 < scores.count, continues(best + 1, above: best) { return Heading(first: best, last: best + 1) }
        // A title is one cell, also where it is merged over the table.
        if best > 0, scores[best - 1] > 0, lines[best - 1].number + 1 == lines[best].number,
            lines[best - 1].values.count(where: { $0.kind != .empty }) > 1
        {
            return Heading(first: best - 1, last: best)
        }
        return Heading(first: best, last: best)
    }

    /// Whether the best row says enough to be the heading without asking.
    static func score(_ shape: ImportShape, _ sheet: FileTable) -> Int {
        let finder = HeadingFinder(shape: shape, lines: sheet.lines)
        return sheet.lines.prefix(searched).map(finder.score).max() ?? 0
    }

    private func score(_ line: FileTable.Line) -> Int {
        var fields: Set<String> = []
        var likely = 0
        for cell in line.values where cell.kind == .text {
            guard !cell.text.contains("@") else { return 0 }
            switch shape.recognise(String(cell.text.prefix(120))) {
            case .sure(let field): fields.insert(field)
            case .likely: likely += line.values.count { $0.kind != .empty } > 1 ? 1 : 0
            default: break
            }
        }
        return fields.count * 4 + min(likely, 3)
    }

    /// A second line of the heading: its words are headings too, and nothing in it looks like an entry.
    private func continues(_ index: Int, above: Int) -> Bool {
        guard lines[index].number == lines[above].number + 1 else { return false }
        let texts = lines[index].values.filter { $0.kind != .empty }
        let sure = texts.count { if case .sure = shape.recognise(String($0.text.prefix(120))) { true } else { false } }
        return !texts.isEmpty && texts.allSatisfy { $0.kind == .text && !$0.text.contains("@") }
            && sure >= 2 && sure * 2 >= texts.count
    }

    /// How many cells are filled.
    private func width(_ line: FileTable.Line) -> Int { line.values.count { $0.kind != .empty } }

    /// The first row with as many filled cells as most rows have.
    private var firstWide: Int {
        let widths = lines.prefix(Self.searched).map(width)
        let most = widths.max() ?? 0
        return widths.firstIndex { $0 * 2 > most } ?? 0
    }

    /// The heading's texts by column; of two lines the lower one, with the upper one where the lower says nothing by itself.
    func texts(_ heading: Heading, merges: [MergedCells]) -> [String] {
        let lower = lines[heading.last].cells
        guard heading.first < heading.last else { return lower }
        var upper = lines[heading.first].cells
        let number = lines[heading.first].number
        for merge in merges where merge.rows.contains(number) && upper.indices.contains(merge.columns.lowerBound) {
            let text = upper[merge.columns.lowerBound]
            for place in merge.columns.prefix(TableBudget.columns) {
                while upper.count <= place { upper.append("") }
                if upper[place].isEmpty { upper[place] = text }
            }
        }
        return (0..<max(lower.count, upper.count)).map { place in
            let (top, bottom) = (place < upper.count ? upper[place] : "", place < lower.count ? lower[place] : "")
            if bottom.trimmed.isEmpty { return top }
            if top.trimmed.isEmpty { return bottom }
            if case .sure = shape.recognise(bottom) { return bottom }
            if case .sure = shape.recognise(top) { return top }
            return "\(top) \(bottom)"
        }
    }
}
