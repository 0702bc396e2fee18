/// Reads the rows of one sheet below its headings.
struct MselSheetReader {
    private let sheet: MselSheet
    private let options: MselOptions
    private let start: Int
    private let mapping: MselMapping
    private let headings: [String]
    private let times: MselTimeColumns
    private var listing: MselListing
    /// Columns that are kept as they are.
    private let extras: [Int]
    private var section = ""

    static func read(_ sheet: MselSheet, _ options: MselOptions) -> MselListing? {
        guard let (place, found) = sheet.heading() else { return nil }
        let headings = MselSheet.headings(sheet.rows[place])
        let (mapping, leftOut) = found.corrected(headings, options.columns)
        var reader = MselSheetReader(sheet, options, place, mapping, headings, leftOut)
        reader.listing.samples = headings.indices.map { reader.samples($0) }
        reader.readAll()
        return reader.listing
    }

    private init(
        _ sheet: MselSheet, _ options: MselOptions, _ place: Int, _ mapping: MselMapping, _ headings: [String],
        _ leftOut: Set<Int>
    ) {
        self.sheet = sheet
        self.options = options
        self.mapping = mapping
        self.headings = headings
        start = place + 1
        var listing = MselListing(
            name: sheet.name, isHidden: sheet.isHidden, isTicked: sheet.isTicked, headerRow: sheet.rows[place].number,
            mapping: mapping, headings: headings)
        listing.leftOut = leftOut
        let taken = mapping.taken.union(leftOut)
        extras = headings.indices.filter { !headings[$0].isEmpty && !taken.contains($0) }
        self.listing = listing
        times = MselTimeColumns(
            sheet, Array(sheet.rows[start...].prefix(MselSheet.mostRows)), mapping, headings, options)
    }

    // MARK: Which rows are injects

    private mutating func readAll() {
        let rows = sheet.rows[start...]
        let lastFull = rows.lastIndex { $0.filled.count > 1 } ?? start - 1
        var before = sheet.rows[start - 1].number
        var last: MselTime?
        for place in rows.indices {
            let row = rows[place]
            guard !row.filled.isEmpty else { continue }
            if row.number > before + 1, place <= lastFull { skip("blank", row.number - before - 1) }
            before = row.number
            if let reason = reasonToSkip(row, isLegend: place > lastFull) {
                skip(reason)
                continue
            }
            guard listing.rows.count < MselSheet.mostRows else {
                skip("left_out")
                continue
            }
            var read = self.row(row)
            if options.fillsDown, read.time.reason == .empty, let last { read.time = last }
            last = read.time
            listing.rows.append(read)
        }
        listing.questions += unsure()
    }

    private mutating func skip(_ reason: String, _ count: Int = 1) { listing.skipped[reason, default: 0] += count }

    private mutating func reasonToSkip(_ row: MselSheet.Row, isLegend: Bool) -> String? {
        if repeatsHeading(row) { return "repeated_header" }
        let filled = row.filled
        if filled.count == 1, let only = filled.first {
            let title = row.cells[only].trimmed
            if isLegend || Self.legend.contains(MselText.folded(title)) { return "legend" }
            section = title
            let isBand = sheet.merges.contains { $0.rows.contains(row.number) && $0.columns.count >= 3 }
            return isBand ? "merged" : "section"
        }
        if filled.allSatisfy({ row.cells[$0].isStruck }) { return "struck_out" }
        guard MselWords.isExpectedAction(row.cell(mapping[.type]).text), let last = listing.rows.indices.last else {
            return nil
        }
        let words = text(row, .text).isEmpty ? text(row, .title) : text(row, .text)
        let known = listing.rows[last][.expected]
        listing.rows[last].texts[.expected] = known.isEmpty ? words : known + "\n" + words
        return "expected_action"
    }

    private static let legend: Set<String> = [
        "deferred", "injected", "color key", "colour key", "legend", "key", "légende", "легенда", "complete",
        "completed",
        "cancelled", "pending",
    ]

    private func repeatsHeading(_ row: MselSheet.Row) -> Bool {
        let cells = MselSheet.headings(row)
        let told = headings.indices.filter { !headings[$0].isEmpty }
        return told.count >= 2
            && told.allSatisfy {
                cells.indices.contains($0) && MselText.folded(cells[$0]) == MselText.folded(headings[$0])
            }
    }

    // MARK: One row

    private func text(_ row: MselSheet.Row, _ field: MselField) -> String {
        let parts = (mapping.columns[field] ?? []).map { row.cell($0).trimmed }.filter { !$0.isEmpty }
        return parts.joined(separator: "\n")
    }

    private mutating func row(_ row: MselSheet.Row) -> MselRow {
        var read = MselRow(number: row.number)
        read.section = section
        for field in MselField.allCases {
            let words = text(row, field)
            if !words.isEmpty { read.texts[field] = words }
        }
        for column in extras {
            let cell = row.cell(column)
            if !cell.isEmpty { read.extra[headings[column]] = cell.text }
        }
        errors(row, &read)
        title(&read)
        readTime(row, &read)
        read.to = MselWords.recipients(read[.to], whole: options.whole)
        words(row, &read)
        contingency(&read)
        if sheet.hiddenRows.contains(row.number) { read.reasons.append(.hidden) }
        return read
    }

    private func errors(_ row: MselSheet.Row, _ read: inout MselRow) {
        for (field, columns) in mapping.columns where ![.time, .date, .storyTime].contains(field) {
            for column in columns where row.cell(column).kind == .error {
                read.fail(.error(column: headings[column], row.cell(column).trimmed))
            }
        }
    }

    /// Where there is no title, the text's beginning is one.
    private func title(_ read: inout MselRow) {
        guard read[.title].isEmpty else { return }
        let text = read[.text]
        guard !text.isEmpty else {
            read.fail(.noTitle)
            return
        }
        let line = MselText.trimmed(text.split(whereSeparator: \.isNewline).first ?? "")
        let sentence = line.prefix { $0 != "." }
        read.texts[.title] = sentence.count <= 120 ? String(sentence) : String(line.prefix(119)) + "…"
        if mapping[.title] != nil { read.reasons.append(.titleFromText) }
    }

    private mutating func readTime(_ row: MselSheet.Row, _ read: inout MselRow) {
        read.time = times.time(row)
        read.story = times.story(row)
        if mapping[.time] == nil, mapping[.date] == nil, let story = read.story { read.time = story }
        guard let reason = read.time.reason else { return }
        switch read.time.state {
        case .bad: read.fail(.time(column: times.heading, reason))
        case .asks:
            read.ask(.time(column: times.heading, reason))
            if let name = reason.question { ask(name, times.heading, "\(reason)", times.sample(row)) }
        case .ready where reason != .empty: read.reasons.append(.time(column: times.heading, reason))
        case .ready: break
        }
    }

    private mutating func words(_ row: MselSheet.Row, _ read: inout MselRow) {
        let channel = read[.channel]
        if !channel.isEmpty {
            if let known = options.channels[MselText.folded(channel)] ?? MselWords.channel(channel) {
                read.channel = known
            } else {
                read.ask(.channel(channel))
                ask("channel", headings[mapping[.channel] ?? 0], "which channel is meant?", channel)
            }
        }
        read.type = MselWords.type(read[.type]) ?? (read.time.isContingency ? "contingency" : "standard")
        if let status = MselWords.status(read[.status]) {
            read.status = status.status
            if status.saysHappened {
                read.reasons.append(.happened(read[.status]))
            }
        }
    }

    /// `9-A` below `9`.
    private func contingency(_ read: inout MselRow) {
        let label = read[.label]
        guard let dash = label.lastIndex(of: "-"), label[label.index(after: dash)...].allSatisfy(\.isLetter),
            label.index(after: dash) < label.endIndex
        else { return }
        let base = String(label[..<dash])
        guard listing.rows.contains(where: { $0[.label] == base }) else { return }
        read.contingencyOf = base
        if mapping[.type] == nil { read.type = "contingency" }
        read.reasons.append(.contingency(of: base))
    }

    // MARK: Questions

    private mutating func ask(_ name: String, _ column: String, _ words: String, _ sample: String) {
        if let known = listing.questions.firstIndex(where: { $0.name == name && $0.column == column }) {
            if listing.questions[known].samples.count < 3, !listing.questions[known].samples.contains(sample) {
                listing.questions[known].samples.append(sample)
            }
        } else {
            listing.questions.append(MselQuestion(name: name, column: column, words: words, samples: [sample]))
        }
    }

    private func unsure() -> [MselQuestion] {
        mapping.unsure.sorted { $0.rawValue < $1.rawValue }.compactMap { field in
            guard let column = mapping[field] else { return nil }
            return MselQuestion(
                name: "field", column: headings[column], words: "is this the field \(field.rawValue)?",
                samples: samples(column))
        }
    }

    private func samples(_ column: Int) -> [String] {
        Array(sheet.rows[start...].lazy.map { $0.cell(column).trimmed }.filter { !$0.isEmpty }.prefix(3))
    }
}
