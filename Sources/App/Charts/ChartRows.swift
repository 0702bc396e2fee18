import Markup
import Web

/// Where a picture is looked at. Sizes are in units of the picture; on the wall one unit is one pixel of 1920 × 1080.
enum ChartSize: String, Sendable, CaseIterable {
    case phone, desk, wall

    /// The smallest letters.
    var letters: Int {
        switch self {
        case .phone: 14
        case .desk: 22
        case .wall: 32
        }
    }

    /// The width of the whole.
    var width: Int {
        switch self {
        case .phone: 340
        case .desk: 1210
        case .wall: 1760
        }
    }

    /// Sizes of rows, the largest first.
    var scales: [ChartRows.Scale] {
        switch self {
        case .phone: [.init(large: 16, size: 14)]
        case .desk: [.init(large: 27, size: 24), .init(large: 25, size: 22)]
        case .wall:
            [
                .init(large: 56, size: 44), .init(large: 50, size: 40), .init(large: 44, size: 36),
                .init(large: 42, size: 32),
            ]
        }
    }
}

/// Labels one under the other, each as high as its words need: what stands there stands whole where there is room for it, and no label
/// touches the next.
struct ChartRows: Sendable {
    struct Text: Sendable {
        let text: String
        /// Larger than the others, and bold.
        var isLarge = false
        var isBold = false
    }

    struct Scale: Sendable, Equatable {
        let large: Int
        let size: Int
    }

    struct Row: Sendable {
        let label: ChartText.Label
        /// From the top of the rows.
        let middle: Double
        let height: Double
        let isLarge: Bool

        var bottom: Double { middle + height / 2 }

        /// y of the first line's foot.
        func baseline(_ top: Double) -> Double {
            top + middle + 0.36 * Double(label.size) - Double(label.leading * (label.lines.count - 1)) / 2
        }
    }

    let rows: [Row]
    let scale: Scale

    var height: Double { rows.last?.bottom ?? 0 }

    /// The largest scale in which all fit; where none does, as many of the first as fit in the smallest. Where whole labels would be
    /// fewer than `enough`, long ones are cut.
    /// - Parameters:
    ///   - room: how high all may be; nothing where there is no bound.
    ///   - least: no row is lower, for instance because marks stand in it.
    init(
        _ texts: [Text], width: Double, room: Double? = nil, _ scales: [Scale], enough: Int = 6, least: Double = 0
    ) {
        let room = room ?? .infinity
        let smallest = scales.last ?? Scale(large: 14, size: 14)
        for scale in scales {
            let all = Self.rows(texts, width, scale, least, lines: .max)
            guard (all.last?.bottom ?? 0) <= room else { continue }
            (rows, self.scale) = (all, scale)
            return
        }
        var best: [Row] = []
        for lines in [Int.max, 3, 2] {
            let all = Self.rows(texts, width, smallest, least, lines: lines)
            best = Array(all.prefix { $0.bottom <= room })
            if best.isEmpty { best = Array(all.prefix(1)) }
            if best.count >= min(texts.count, enough) { break }
        }
        (rows, scale) = (best, smallest)
    }

    private static func rows(_ texts: [Text], _ width: Double, _ scale: Scale, _ least: Double, lines most: Int)
        -> [Row]
    {
        var y = 0.0
        return texts.map { text in
            let size = text.isLarge ? scale.large : scale.size
            let em = width / Double(size)
            let isBold = text.isLarge || text.isBold
            var lines = ChartText.balanced(text.text, em: em, isBold: isBold)
            if lines.count > most {
                lines = ChartText.cut(ChartText.lines(text.text, em: em, isBold: isBold), to: most, em: em)
            }
            let label = ChartText.Label(lines, size: size)
            let height = max(label.height + 0.3 * Double(size), Self.mark(size) + 8, least)
            defer { y += height }
            return Row(label: label, middle: y + height / 2, height: height, isLarge: text.isLarge)
        }
    }

    /// Which texts of a list of the wall stand together on a page: each whole, with a line under it.
    static func pages(_ texts: [String], room: Double) -> [Range<Int>] {
        var pages: [Range<Int>] = []
        var (first, used) = (0, 0.0)
        for (index, text) in texts.enumerated() {
            // Beside the number; 36 pixels high, with the line under it and the space between two.
            let own = Double(ChartText.lines(text, em: 1640 / 36).count) * 49 + 43 + 30
            if used + own > room && index > first {
                pages.append(first..<index)
                (first, used) = (index, 0)
            }
            used += own
        }
        return texts.isEmpty ? [] : pages + [first..<texts.count]
    }

    /// How high the mark beside a label of a size is.
    static func mark(_ size: Int) -> Double { (1.34 * Double(size)).rounded() }
}

/// Words of a picture: whole labels, and single lines.
enum ChartWords {
    enum Side: String { case start, middle, end }

    /// A label of several lines.
    /// - Parameters: x, before mirroring; y, of the foot of the first line.
    static func label(
        _ label: ChartText.Label, _ part: ChartPart, x: Double, y: Double, side: Side, width: Int,
        language: String? = nil, isBold: Bool = false, _ target: ChartTarget
    ) -> HTML {
        let x = ChartText.number(target.x(x, width: width))
        let spans = target.isolated(label.lines).enumerated().html { index, line in
            let step: HTML = index == 0 ? .empty : " dy=\"\(label.leading)\""
            return "<tspan x=\"\(x)\"\(step)>\(line)</tspan>"
        }
        // A part may carry its side itself.
        let anchor: HTML = part == .label && target.isFile ? .empty : " text-anchor=\"\(side.rawValue)\""
        let weight: HTML = isBold ? " font-weight=\"700\"" : .empty
        return """
            <text\(part.attributes(target))\(anchor)\(weight) x="\(x)" y="\(ChartText.number(y))" \
            font-size="\(label.size)"\("lang", value: language)>\(spans)</text>
            """
    }

    static func line(
        _ text: String, _ part: ChartPart, x: Double, y: Double, size: Int, side: Side = .middle, width: Int,
        _ target: ChartTarget
    ) -> HTML {
        """
        <text\(part.attributes(target)) text-anchor="\(side.rawValue)" x="\(ChartText.number(target.x(x, width: width)))" \
        y="\(ChartText.number(y))" font-size="\(size)">\(text)</text>
        """
    }

    /// A number in a ring, which grows sideways with its digits.
    static func ring(
        _ text: String, _ standing: Standing, x: Double, y: Double, size: Int, width: Int, _ target: ChartTarget
    ) -> HTML {
        let (wide, high) = ringSize(text, size)
        let middle = target.x(x, width: width)
        return """
            <rect\(ChartPart.ring(standing).attributes(target)) x="\(ChartText.number(middle - wide / 2))" y="\(ChartText.number(y - high / 2))" \
            width="\(ChartText.number(wide))" height="\(ChartText.number(high))" rx="\(ChartText.number(high / 2))"/>\
            <text\(ChartPart.place(standing).attributes(target)) x="\(ChartText.number(middle))" \
            y="\(ChartText.number(y + 0.36 * Double(size)))" font-size="\(size)">\(text)</text>
            """
    }

    static func ringSize(_ text: String, _ size: Int) -> (width: Double, height: Double) {
        let high = ChartRows.mark(size)
        return (max(high, (ChartText.width(text) * Double(size)) + 0.7 * Double(size)), high)
    }
}

/// What the lines of a picture mean: at its head, in the picture itself, so that a file has it too.
struct ChartLegend: Sendable {
    struct Entry: Sendable {
        let standing: Standing
        let words: String
    }

    let entries: [Entry]
    let size: Int
    /// How wide a line of it may be, and how wide the picture is.
    let lineWidth: Double
    let width: Int

    private var unit: Double { Double(size) }
    private func own(_ entry: Entry) -> Double { (2.6 + ChartText.width(entry.words)) * unit }

    private func places(_ entries: [Entry]) -> [(x: Double, line: Int)] {
        var (x, line) = (0.0, 0)
        return entries.map { entry in
            if x > 0 && x + own(entry) > lineWidth { (x, line) = (0, line + 1) }
            defer { x += own(entry) + 1.2 * unit }
            return (x, line)
        }
    }

    /// Of all entries, also of those which are not drawn.
    var height: Double { entries.isEmpty ? 0 : Double((places(entries).last?.line ?? 0) + 1) * 1.4 * unit }

    func svg(only: Set<Standing>, _ target: ChartTarget) -> HTML {
        let drawn = entries.filter { only.contains($0.standing) }
        return zip(drawn, places(drawn)).map { $0 }.html { entry, place in
            let foot = Double(place.line) * 1.4 * unit + unit
            let ends = [place.x, place.x + 2 * unit].map { ChartText.number(target.x($0, width: width)) }
            let middle = ChartText.number(foot - 0.36 * unit)
            let words = ChartWords.line(
                entry.words, .axis, x: place.x + 2.5 * unit, y: foot, size: size, side: .start, width: width, target)
            return
                "<path\(ChartPart.line(entry.standing).attributes(target)) d=\"M\(ends[0]) \(middle)H\(ends[1])\"/>\(words)"
        }
    }
}
