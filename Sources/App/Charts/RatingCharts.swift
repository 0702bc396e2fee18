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
    var height: Int { 60 * rows.count + 72 }

    func x(_ value: Double) -> Double { 620 + 610 * (value - range.lowerBound) / (range.upperBound - range.lowerBound) }
    func y(_ row: Int) -> Double { 60 * (Double(row) + 0.5) }

    private var ticks: [Double] { stride(from: range.lowerBound, through: range.upperBound, by: 2).map { $0 } }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let bottom = 60 * rows.count + 8
        let grid = ticks.html { tick in
            let x = ChartText.number(target.x(x(tick), width: Self.width))
            return """
                <line\(ChartPart.grid.attributes(target)) x1="\(x)" y1="0" x2="\(x)" y2="\(bottom)"/>\
                <text\(ChartPart.scaleText.attributes(target)) text-anchor="middle" x="\(x)" y="\(bottom + 36)" font-size="22">\
                \(ChartText.number(tick))</text>
                """
        }
        let labels = ChartText.fit(rows.map(\.label), width: 570, height: 54, largest: 26)
        let lines = rows.indices.html { row(at: $0, labels[$0], target) }
        return target.document("dotplot", id: id, width: Self.width, height: height, title: title, grid + lines)
    }

    private func row(at index: Int, _ label: ChartText.Label, _ target: ChartTarget) -> HTML {
        let row = rows[index]
        let y = ChartText.number(y(index))
        let places = row.marks.map { target.x(x($0.value), width: Self.width) }
        var content = HTML.empty
        if let low = places.min(), let high = places.max(), low < high {
            content += """
                <line\(ChartPart.span.attributes(target)) x1="\(ChartText.number(low))" y1="\(y)" x2="\(ChartText.number(high))" y2="\(y)"/>
                """
        }
        for (mark, place) in zip(row.marks, places) {
            content += SectorShape.html(mark.hue, x: place, y: self.y(index), target)
        }
        return "\(RowLabel.html(label, row.language, y: self.y(index), width: Self.width, target))\(content)"
    }
}

/// The label of a row at the left (in Arabic at the right) of a plot: whole, on as many lines as it needs.
enum RowLabel {
    static func html(_ label: ChartText.Label, _ language: String, y: Double, width: Int, _ target: ChartTarget) -> HTML
    {
        let x = ChartText.number(target.x(580, width: width))
        let top = y + 0.35 * Double(label.size) - Double(label.leading * (label.lines.count - 1)) / 2
        let spans = target.isolated(label.lines).enumerated().html { index, line in
            let step: HTML = index == 0 ? .empty : " dy=\"\(label.leading)\""
            return "<tspan x=\"\(x)\"\(step)>\(line)</tspan>"
        }
        return """
            <text\(ChartPart.label(.plain).attributes(target)) x="\(x)" y="\(ChartText.number(top))" font-size="\(label.size)" lang="\(language)">\(spans)</text>
            """
    }
}

/// The shape that belongs to a sector's hue, so that colour never stands alone.
enum SectorShape {
    static func html(_ hue: Int, x: Double, y: Double, _ target: ChartTarget) -> HTML {
        let paint = ChartPart.mark(hue: hue).attributes(target)
        let place = HTML(trusted: " transform=\"translate(\(ChartText.number(x)) \(ChartText.number(y)))\"")
        let shape: HTML =
            switch hue {
            case 1: "<circle\(paint) r=\"12\"\(place)/>"
            case 2: "<rect\(paint) x=\"-11\" y=\"-11\" width=\"22\" height=\"22\"\(place)/>"
            case 3: "<path\(paint) d=\"M0-14L14 11H-14Z\"\(place)/>"
            case 4: "<path\(paint) d=\"M0-15L15 0L0 15L-15 0Z\"\(place)/>"
            case 5: "<path\(paint) d=\"M0 14L14-11H-14Z\"\(place)/>"
            case 6: "<path\(paint) d=\"M-5-13H5V-5H13V5H5V13H-5V5H-13V-5H-5Z\"\(place)/>"
            case 7: "<path\(paint) d=\"M0-15L4-5L15-5L6 2L9 13L0 6L-9 13L-6 2L-15-5L-4-5Z\"\(place)/>"
            default: "<path\(paint) d=\"M0-14L13-4L8 12H-8L-13-4Z\"\(place)/>"
            }
        return target.isFile ? shape : "<g class=\"s\(hue)\">\(shape)</g>"
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
            let middle = target.x(Double(21 + 32 * index), width: Self.width)
            let number: HTML =
                count == 0
                ? .empty
                : """
                <text\(ChartPart.count.attributes(target)) text-anchor="middle" x="\(ChartText.number(middle))" \
                y="\(ChartText.number(104 - height - 4))" font-size="12">\(count)</text>
                """
            return """
                <rect\(ChartPart.column(band: Self.band(index + 1)).attributes(target)) x="\(ChartText.number(middle - 13))" \
                y="\(ChartText.number(104 - height))" width="26" height="\(ChartText.number(height))"/>\(number)\
                <text\(ChartPart.scaleText.attributes(target)) text-anchor="middle" x="\(ChartText.number(middle))" y="122" font-size="13">\
                \(index + 1)</text>
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

/// Issues by mean importance (upwards) and mean feasibility (sideways), as numbered rings.
struct MatrixChart: Sendable {
    struct Point: Sendable {
        /// The place on the ballot, as in the table behind.
        let number: Int
        let importance: Double
        let feasibility: Double
    }

    let id: String
    let title: String
    let acrossLabel: String
    let upLabel: String
    let points: [Point]

    static let (width, height) = (720, 700)

    static func x(_ feasibility: Double) -> Double { 70 + 75 * (feasibility - 1) }
    static func y(_ importance: Double) -> Double { 630 - 70 * (importance - 1) }

    /// Rings that would cover each other share one, with all their numbers.
    var rings: [(x: Double, y: Double, numbers: [Int])] {
        var rings: [(x: Double, y: Double, numbers: [Int])] = []
        for point in points {
            let (x, y) = (Self.x(point.feasibility), Self.y(point.importance))
            if let near = rings.firstIndex(where: { abs($0.x - x) < 34 && abs($0.y - y) < 34 }) {
                rings[near].numbers.append(point.number)
            } else {
                rings.append((x, y, [point.number]))
            }
        }
        return rings
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let grid = [1, 3, 5, 7, 9].html { value in
            let (x, y) = (
                ChartText.number(target.x(Self.x(Double(value)), width: Self.width)),
                ChartText.number(Self.y(Double(value)))
            )
            let (left, right) = (
                ChartText.number(target.x(70, width: Self.width)), ChartText.number(target.x(670, width: Self.width))
            )
            let edge = ChartText.number(target.x(40, width: Self.width))
            return """
                <line\(ChartPart.grid.attributes(target)) x1="\(x)" y1="70" x2="\(x)" y2="630"/>\
                <line\(ChartPart.grid.attributes(target)) x1="\(left)" y1="\(y)" x2="\(right)" y2="\(y)"/>\
                <text\(ChartPart.scaleText.attributes(target)) text-anchor="middle" x="\(x)" y="660" font-size="20">\(value)</text>\
                <text\(ChartPart.scaleText.attributes(target)) text-anchor="middle" x="\(edge)" y="\(y)" dy="7" font-size="20">\(value)</text>
                """
        }
        let middle = ChartText.number(target.x(370, width: Self.width))
        let heads: HTML = """
            <text\(ChartPart.axis.attributes(target)) text-anchor="middle" x="\(middle)" y="692" font-size="22">\(acrossLabel)</text>\
            <text\(ChartPart.axis.attributes(target)) text-anchor="middle" x="\(middle)" y="34" font-size="22">\(upLabel)</text>
            """
        let marks = rings.html { ring in
            let (x, y) = (ChartText.number(target.x(ring.x, width: Self.width)), ChartText.number(ring.y))
            let numbers = ring.numbers.map(String.init).joined(separator: ", ")
            return """
                <circle\(ChartPart.ring(.rise).attributes(target)) cx="\(x)" cy="\(y)" r="\(ring.numbers.count > 1 ? 30 : 22)"/>\
                <text\(ChartPart.place.attributes(target)) x="\(x)" y="\(y)" dy="7" font-size="20">\(numbers)</text>
                """
        }
        return target.document(
            "matrix", id: id, width: Self.width, height: Self.height, title: title, "\(grid)\(heads)\(marks)")
    }
}
