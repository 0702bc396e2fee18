import Markup
import Web

/// What each sector's mean rating of each issue is, on one line per issue.
struct DotPlot: Sendable {
    struct Mark: Sendable, Equatable {
        /// The sector's hue and shape, 1…8.
        let hue: Int
        let value: Double
    }

    struct Row: Sendable {
        let label: String
        let language: String
        let marks: [Mark]
    }

    let id: String
    let title: String
    /// The scale: 1…9 for ratings.
    let range: ClosedRange<Double>
    let rows: [Row]

    static let width = 1270
    private static let letters = 22

    private var scale: ChartScale { ChartScale(range, from: 640, to: 1240) }
    func x(_ value: Double) -> Double { scale.place(value) }

    /// Labels whole; a row is as high as the marks that stand over each other in it.
    private var stack: ChartRows {
        let most = rows.map { row in Self.offsets(row.marks.map { x($0.value) }).map(abs).max() ?? 0 }.max() ?? 0
        return ChartRows(
            rows.map { .init(text: $0.label) }, width: 580, ChartSize.desk.scales, least: max(56, 2 * most + 40))
    }

    var height: Int { Int(stack.height.rounded(.up)) + 56 }

    /// How far each mark is moved up or down, so that those at one value are all seen.
    static func offsets(_ places: [Double]) -> [Double] {
        var offsets = [Double](repeating: 0, count: places.count)
        var cluster: [Int] = []
        func spread() {
            for (turn, index) in cluster.enumerated() {
                offsets[index] = (Double(turn) - Double(cluster.count - 1) / 2) * 27
            }
            cluster = []
        }
        for index in places.indices.sorted(by: { (places[$0], $0) < (places[$1], $1) }) {
            if let last = cluster.last, places[index] - places[last] >= 26 { spread() }
            cluster.append(index)
        }
        spread()
        return offsets
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let stack = stack
        let bottom = ChartText.number(stack.height + 8)
        let grid = stride(from: range.lowerBound, through: range.upperBound, by: 2).map { $0 }.html { tick in
            let x = ChartText.number(target.x(x(tick), width: Self.width))
            return """
                <line\(ChartPart.grid.attributes(target)) x1="\(x)" y1="0" x2="\(x)" y2="\(bottom)"/>\
                \(ChartWords.line(ChartText.number(tick), .scaleText, x: self.x(tick), y: stack.height + 40, size: Self.letters, width: Self.width, target))
                """
        }
        let lines = zip(rows, stack.rows).map { $0 }.html { row($0, $1, target) }
        return target.document("dotplot", id: id, width: Self.width, height: height, title: title, grid + lines)
    }

    private func row(_ row: Row, _ own: ChartRows.Row, _ target: ChartTarget) -> HTML {
        let y = ChartText.number(own.middle)
        let places = row.marks.map { target.x(x($0.value), width: Self.width) }
        var content = HTML.empty
        if let low = places.min(), let high = places.max(), low < high {
            content += """
                <line\(ChartPart.span.attributes(target)) x1="\(ChartText.number(low))" y1="\(y)" x2="\(ChartText.number(high))" y2="\(y)"/>
                """
        }
        for (index, offset) in Self.offsets(places).enumerated() {
            content += SectorShape.html(row.marks[index].hue, x: places[index], y: own.middle + offset, target)
        }
        let label = ChartWords.label(
            own.label, .label, x: 600, y: own.baseline(0), side: .end, width: Self.width, language: row.language, target
        )
        return label + content
    }
}

/// How many gave 1, 2, … 9 to one issue.
struct Histogram: Sendable {
    let id: String
    let title: String
    /// Nine counts.
    let counts: [Int]
    let median: Double?

    static let (width, height) = (300, 130)

    /// 1–3, 4–6, 7–9: the bands of the consensus rule.
    static func band(_ value: Int) -> String { value <= 3 ? "low" : value <= 6 ? "mid" : "high" }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let largest = max(1, counts.max() ?? 1)
        let columns = counts.enumerated().html { index, count in
            let height = 80 * Double(count) / Double(largest)
            let x = Double(21 + 32 * index)
            let number: HTML =
                count == 0
                ? .empty
                : ChartWords.line("\(count)", .count, x: x, y: 104 - height - 4, size: 13, width: Self.width, target)
            return """
                <rect\(ChartPart.column(band: Self.band(index + 1)).attributes(target)) x="\(ChartText.number(target.x(x, width: Self.width) - 13))" \
                y="\(ChartText.number(104 - height))" width="26" height="\(ChartText.number(height))"/>\(number)\
                \(ChartWords.line("\(index + 1)", .scaleText, x: x, y: 122, size: 13, width: Self.width, target))
                """
        }
        let line: HTML? = median.map { value in
            let x = ChartText.number(target.x(21 + 32 * (value - 1), width: Self.width))
            return "<path\(ChartPart.median.attributes(target)) d=\"M\(x) 7l-6-7h12z\"/>"
        }
        return target.document(
            "histogram", id: id, width: Self.width, height: Self.height, title: title, "\(columns)\(line)")
    }
}
