/// What a text in Markdown may hold, found by one walk over its bytes before any parser sees it.
///
/// A parser's time and memory grow with products that a text of a few kilobytes can make large: a table's columns by its lines, links by
/// the words that they stand in, references by the length of what they stand for. Each limit keeps one such product near what people
/// write; together they keep a text under 0.1 s and 20 MB of output (measured with cmark-gfm 0.29.0.gfm.6, see
/// docs/decisions/0017-what-people-write-is-bounded.md).
public enum MarkdownBounds {
    /// The first limit that a text goes beyond.
    public enum Limit: Sendable, Hashable, CaseIterable {
        case bytes, lines, columns, cells, nesting, brackets, angles, marks, ticks, links, references, rules
    }

    public static let bytes = 320_000
    public static let lines = 6_000
    /// Of one table.
    public static let columns = 60
    /// In one line, whether or not it is a table's: a parser takes time by their square.
    static let pipes = 300
    /// Of all tables together: columns by lines.
    public static let cells = 8_000
    /// Quotes and lists in each other, at the start of one line.
    public static let nesting = 24
    /// Opening square brackets that are no citations.
    public static let brackets = 4_000
    public static let angles = 4_000
    /// Runs of `*`, `_` and `~`.
    public static let marks = 20_000
    /// Runs of backticks.
    public static let ticks = 4_000
    /// Places at which an address may begin.
    public static let links = 4_000
    /// Bytes that are looked at for addresses: their number by the length of the words that they stand in.
    static let linkWork = 60_000_000
    /// Bytes of the longest definition of a reference by the brackets that can stand for it.
    static let referenceWork = 2_500_000
    /// Bytes that are read again for lines like `|-|-|`, each of which makes a parser look back over its paragraph.
    static let ruleWork = 4_000_000

    /// Nil if the text is within all limits.
    public static func exceeded(by text: String) -> Limit? {
        var text = text
        return text.withUTF8 { buffer in
            guard buffer.count <= bytes else { return .bytes }
            var scan = MarkdownScan(buffer)
            return scan.run()
        }
    }
}

/// The walk: line by line, and over the blocks of lines that no empty line parts.
private struct MarkdownScan {
    private typealias Bounds = MarkdownBounds

    private let text: UnsafeBufferPointer<UInt8>
    private var lines = 0
    private var cells = 0
    private var ruleWork = 0
    private var brackets = 0
    private var angles = 0
    private var marks = 0
    private var ticks = 0
    private var links = 0
    private var linkWork = 0
    private var longestDefinition = 0
    /// The lines since the last empty one.
    private var block = Block()

    private struct Block {
        var start = 0
        /// Of the widest table that may have begun.
        var columns = 0
        var definesReference = false
    }

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    mutating func run() -> MarkdownBounds.Limit? {
        var start = 0
        while start < text.count {
            var end = start
            while end < text.count, text[end] != 10, text[end] != 13 { end += 1 }
            lines += 1
            if let limit = line(start, end) { return limit }
            start = end + 1
        }
        endBlock(at: text.count)
        if lines > Bounds.lines { return .lines }
        return brackets * longestDefinition > Bounds.referenceWork ? .references : nil
    }

    private mutating func line(_ start: Int, _ end: Int) -> MarkdownBounds.Limit? {
        let (content, depth) = prefix(start, end)
        if content == end && depth == 0 {
            endBlock(at: start)
            block = Block(start: end + 1)
            return nil
        }
        if depth > Bounds.nesting { return .nesting }
        if let limit = words(start, end) { return limit }
        return table(content, start, end)
    }

    /// Where a line's own content begins behind the marks of quotes and lists, and how deep these are at most: a list's items are
    /// matched by two columns of indentation each.
    private func prefix(_ start: Int, _ end: Int) -> (content: Int, depth: Int) {
        var (index, columns, markers) = (start, 0, 0)
        while index < end {
            let byte = text[index]
            if byte == 32 || byte == 9 {
                columns += byte == 9 ? 4 : 1
                index += 1
            } else if byte == 62 {
                markers += 1
                index += 1
            } else if let next = listMark(index, end) {
                markers += 1
                index = next
            } else {
                break
            }
        }
        guard markers > 0, !isThematicBreak(start, end) else { return (markers > 0 ? start : index, 0) }
        return (index, markers + max(0, columns - 2 * markers) / 4)
    }

    /// The place behind `-`, `+`, `*`, `1.` or `1)`, where white space or the line's end follows.
    private func listMark(_ index: Int, _ end: Int) -> Int? {
        var next = index
        if [45, 43, 42].contains(text[index]) {
            next += 1
        } else {
            while next < end, next - index < 9, (48...57).contains(text[next]) { next += 1 }
            guard next > index, next < end, text[next] == 46 || text[next] == 41 else { return nil }
            next += 1
        }
        return next == end || text[next] == 32 || text[next] == 9 ? next : nil
    }

    /// `- - -` is a line across the page, not three lists.
    private func isThematicBreak(_ start: Int, _ end: Int) -> Bool {
        var (mark, count): (UInt8, Int) = (0, 0)
        for index in start..<end where text[index] != 32 && text[index] != 9 {
            guard text[index] == 42 || text[index] == 45, mark == 0 || mark == text[index] else { return false }
            mark = text[index]
            count += 1
        }
        return count >= 3
    }

    /// Counts what a line holds between its words.
    private mutating func words(_ start: Int, _ end: Int) -> MarkdownBounds.Limit? {
        var (wordStart, wordLinks, wordBrackets, pipes) = (start, 0, 0, 0)
        var previous: UInt8 = 32
        for index in start...end {
            let byte = index < end ? text[index] : 32
            switch byte {
            case 32, 9:
                if wordLinks > 0 { linkWork += (wordLinks + wordBrackets) * (index - wordStart) }
                links += wordLinks
                (wordStart, wordLinks, wordBrackets) = (index + 1, 0, 0)
            // `name@`, `https:/`, `www.`
            case 64 where previous != 91, 47 where previous == 58, 46 where previous == 119: wordLinks += 1
            case 41: wordBrackets += 1
            case 124: pipes += 1
            case 60: angles += 1
            case 91: brackets += isCitation(index, end) ? 0 : 1
            case 42, 95, 126: marks += previous == byte ? 0 : 1
            case 96: ticks += previous == byte ? 0 : 1
            default: break
            }
            if byte == 58, previous == 93 { block.definesReference = true }
            previous = byte
        }
        if pipes > Bounds.pipes { return .columns }
        if brackets > Bounds.brackets { return .brackets }
        if angles > Bounds.angles { return .angles }
        if marks > Bounds.marks { return .marks }
        if ticks > Bounds.ticks { return .ticks }
        return links > Bounds.links || linkWork > Bounds.linkWork ? .links : nil
    }

    /// `[@12]` never reaches the parser as a bracket.
    private func isCitation(_ index: Int, _ end: Int) -> Bool {
        index + 2 < end && text[index + 1] == 64 && (48...57).contains(text[index + 2])
    }

    private mutating func table(_ content: Int, _ start: Int, _ end: Int) -> MarkdownBounds.Limit? {
        cells += block.columns
        if let columns = rule(content, end) {
            ruleWork += end - block.start
            if columns > Bounds.columns { return .columns }
            block.columns = max(block.columns, columns)
            // Its head.
            cells += columns
        }
        if cells > Bounds.cells { return .cells }
        return ruleWork > Bounds.ruleWork ? .rules : nil
    }

    /// The columns of a line that may part a table's head from its rows: `|-|-|`, `:-`.
    private func rule(_ content: Int, _ end: Int) -> Int? {
        var (pipes, dashes, colons) = (0, 0, 0)
        for index in content..<end {
            switch text[index] {
            case 124: pipes += 1
            case 45: dashes += 1
            case 58: colons += 1
            case 32, 9, 11, 12: break
            default: return nil
            }
        }
        return dashes > 0 && pipes + colons > 0 ? pipes + 1 : nil
    }

    private mutating func endBlock(at end: Int) {
        if block.definesReference { longestDefinition = max(longestDefinition, end - block.start) }
    }
}
