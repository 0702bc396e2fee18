/// The columns of a sheet that tell when: read together.
struct MselTimeColumns {
    private let mapping: MselMapping
    private let headings: [String]
    private let parser: MselTimeParser
    private let dateParser: MselTimeParser
    private let storyParser: MselTimeParser
    /// Another column of times, which may disagree.
    private let other: Int?
    private let otherParser: MselTimeParser
    private let chosen: String

    init(
        _ sheet: MselSheet, _ rows: [MselSheet.Row], _ mapping: MselMapping, _ headings: [String],
        _ options: MselOptions
    ) {
        self.mapping = mapping
        self.headings = headings
        chosen = options.timeColumn
        func parser(_ column: Int?) -> MselTimeParser {
            let heading = column.map { headings.indices.contains($0) ? headings[$0] : "" } ?? ""
            var context = MselTimeContext(heading: heading)
            context.is1904 = sheet.is1904
            context.moves = options.moves
            context.start = options.start
            context.unit = options.units[MselOptions.key(heading)]
            context.zones = options.zones
            context.pointIsClock = options.pointIsClock
            let cells = rows.lazy.map { $0.cell(column) }
            context.dateOrder = options.dateOrder ?? Self.order(cells.map(\.text))
            context.hasOtherPoints = cells.contains { Self.hasOtherPoint($0) }
            return MselTimeParser(context)
        }
        let taken = mapping.taken
        other =
            mapping[.time] == nil
            ? nil
            : headings.indices.first { column in
                !taken.contains(column) && options.columns[MselOptions.key(headings[column])] == nil
                    && MselHeading(headings[column]).score(.time).score == 3
            }
        self.parser = parser(mapping[.time])
        dateParser = parser(mapping[.date])
        storyParser = parser(mapping[.storyTime])
        otherParser = parser(other)
    }

    var heading: String {
        let column = mapping[.time] ?? mapping[.date] ?? mapping[.storyTime]
        return column.map { headings[$0] } ?? ""
    }

    func sample(_ row: MselSheet.Row) -> String {
        let cells = [mapping[.date], mapping[.time]].map { row.cell($0).trimmed }.filter { !$0.isEmpty }
        return cells.isEmpty ? row.cell(mapping[.storyTime]).trimmed : cells.joined(separator: " ")
    }

    func story(_ row: MselSheet.Row) -> MselTime? {
        guard let column = mapping[.storyTime], !row.cell(column).isEmpty else { return nil }
        return storyParser.read(row.cell(column))
    }

    func time(_ row: MselSheet.Row) -> MselTime {
        let cell = row.cell(mapping[.time])
        let dateCell = row.cell(mapping[.date])
        var time = parser.read(cell)
        if cell.isEmpty, !dateCell.isEmpty {
            return dateParser.read(dateCell)
        }
        if !dateCell.isEmpty { time = Self.joined(dateParser.read(dateCell), time) }
        guard let other, !row.cell(other).isEmpty else { return time }
        return agreed(time, otherParser.read(row.cell(other)), headings[other])
    }

    /// A day and a time of one row.
    private static func joined(_ date: MselTime, _ time: MselTime) -> MselTime {
        guard time.state == .ready, let moment = time.moment else { return time }
        guard date.state == .ready, let day = date.moment else { return date.state == .ready ? time : date }
        var joined = time
        switch (day, moment) {
        case (.local(let day, _), .time(let seconds, let later)): joined.moment = .local(day.later(later), seconds)
        case (.local(let day, _), .utcTime(let seconds, let later)): joined.moment = .instant(day.later(later), seconds)
        case (.day(let number, _), .time(let seconds, let later)):
            joined.moment = .day(number + later, seconds)
            joined.kind = .day
        case (.local(let one, _), .local(let other, _)) where one != other: return .asks(.local, .twoTimes)
        default: break
        }
        joined.reason = date.reason
        return joined
    }

    private func agreed(_ time: MselTime, _ other: MselTime, _ heading: String) -> MselTime {
        if MselOptions.key(chosen) == MselOptions.key(heading) { return other }
        guard chosen.isEmpty, time.state == .ready, other.state == .ready, let one = time.moment, let two = other.moment
        else {
            return time
        }
        switch (one, two) {
        case (.time(let seconds, _), .local(_, let same)) where seconds == same: return other
        case (.time(let one, _), .time(let two, _)), (.local(_, let one), .time(let two, _)),
            (.time(let one, _), .local(_, let two)):
            return one == two ? time : .asks(.local, .twoTimes)
        case (.local, .local): return one == two ? time : .asks(.local, .twoTimes)
        default: return time
        }
    }

    // MARK: What other rows decide

    /// Where one row can only be read one way.
    private static func order(_ texts: some Sequence<String>) -> MselTimeContext.DateOrder? {
        var found: MselTimeContext.DateOrder?
        for text in texts where text.utf8.count <= 60 && (text.contains("/") || text.contains("-")) {
            var tokens = MselTokens(MselText.folded(text))
            guard let one = tokens.number(1...2), let sign = tokens.sign(of: "/-"), let two = tokens.number(1...2),
                tokens.take(sign), tokens.digits(2...4) != nil, max(one, two) > 12, min(one, two) <= 12
            else { continue }
            let order: MselTimeContext.DateOrder = one > 12 ? .dmy : .mdy
            if found != nil, found != order { return nil }
            found = order
        }
        return found
    }

    /// `3.75` in a column of times says that points are no colons there.
    private static func hasOtherPoint(_ cell: MselCell) -> Bool {
        guard cell.kind == .text, cell.text.utf8.count <= 20 else { return false }
        var tokens = MselTokens(MselText.folded(cell.text))
        guard tokens.number(1...4) != nil, tokens.take("."), let digits = tokens.digits(1...9), tokens.isAtEnd else {
            return false
        }
        return digits.utf8.count != 2 || (Int(digits) ?? 0) >= 60
    }
}
