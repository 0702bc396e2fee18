import Markup
import Web

/// Issues by mean importance (upwards) and mean feasibility (sideways), as numbered rings: as near as the values need it, with named
/// fields around their averages. Rings that would cover each other stand apart, each led to its place.
struct MatrixChart: Sendable {
    struct Point: Sendable {
        /// The issue's place on the ballot, as in the table behind.
        let number: Int
        let label: String
        let language: String
        let importance: Double
        let feasibility: Double
    }

    /// What the four fields are called.
    struct Fields: Sendable {
        let both: String
        let important: String
        let feasible: String
        let neither: String
    }

    let id: String
    let title: String
    let acrossLabel: String
    let upLabel: String
    let fields: Fields
    let points: [Point]
    /// On the wall the issues stand beside the picture.
    var size: ChartSize = .phone
    /// On the wall: how high the whole may be.
    var room = 620.0

    private var letters: Int { size == .wall ? 32 : 17 }
    private var unit: Double { Double(letters) }
    var width: Int { size == .wall ? size.width : 500 }
    var height: Int { size == .wall ? Int(room) : 520 }

    /// The field of the values.
    private var left: Double { 2.2 * unit }
    private var right: Double { size == .wall ? 820 : Double(width) - 8 }
    private var top: Double { 1.7 * unit }
    private var bottom: Double { Double(height) - 3.1 * unit }

    private var across: ChartScale {
        ChartScale(showing: points.map(\.feasibility), within: 1...9, from: left, to: right)
    }
    private var up: ChartScale {
        ChartScale(showing: points.map(\.importance), within: 1...9, from: bottom, to: top)
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 5 : values.reduce(0, +) / Double(values.count)
    }
    private var middle: (feasibility: Double, importance: Double) {
        (Self.mean(points.map(\.feasibility)), Self.mean(points.map(\.importance)))
    }

    /// More important and more feasible than the average of these issues.
    func isBoth(_ point: Point) -> Bool {
        point.importance > middle.importance + 1e-9 && point.feasibility > middle.feasibility + 1e-9
    }

    /// Both first, then by importance.
    var ordered: [Point] {
        points.sorted {
            (isBoth($0) ? 0 : 1, -$0.importance, -$0.feasibility, $0.number)
                < (isBoth($1) ? 0 : 1, -$1.importance, -$1.feasibility, $1.number)
        }
    }

    private var field: ChartPlacement.Box {
        .init(x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top)
    }

    /// Where the ring of each point stands.
    var rings: [ChartPlacement.Box] {
        let boxes = points.map { point in
            let size = ChartWords.ringSize("\(point.number)", letters)
            return ChartPlacement.Box(
                x: across.place(point.feasibility), y: up.place(point.importance), width: size.width + 2,
                height: size.height + 2)
        }
        return ChartPlacement.apart(boxes, in: field, fixed: names.map(\.box))
    }

    private struct Name {
        let label: ChartText.Label
        let box: ChartPlacement.Box
        let side: ChartWords.Side
        let x: Double
        let y: Double
    }

    /// The names stand in the corners, as wide as half of the picture at most.
    private var names: [Name] {
        let wide = (right - left) / 2 - unit
        let corners: [(String, Bool, Bool)] = [
            (fields.important, false, true), (fields.both, true, true), (fields.neither, false, false),
            (fields.feasible, true, false),
        ]
        return corners.map { corner -> Name in
            let (text, isEnd, isTop) = corner
            let label = ChartText.fit(text, width: wide, height: 3.5 * unit, largest: letters, smallest: letters)
            let own = (label.lines.map { ChartText.width($0) }.max() ?? 0) * unit
            let x = isEnd ? right - 0.4 * unit : left + 0.4 * unit
            let first = isTop ? top + 1.1 * unit : bottom - 0.5 * unit - Double(label.leading * (label.lines.count - 1))
            let box = ChartPlacement.Box(
                x: isEnd ? x - own / 2 : x + own / 2, y: first - unit + label.height / 2 + 0.1 * unit, width: own + 4,
                height: label.height)
            return Name(label: label, box: box, side: isEnd ? .end : .start, x: x, y: first)
        }
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        target.document(
            "fields", id: id, width: width, height: height, title: title,
            "\(grid(target))\(heads(target))\(marks(target))\(size == .wall ? list(target) : .empty)")
    }

    private func grid(_ target: ChartTarget) -> HTML {
        let number = ChartText.number
        func vertical(_ x: Double, _ part: ChartPart) -> HTML {
            let x = number(target.x(x, width: width))
            return
                "<line\(part.attributes(target)) x1=\"\(x)\" y1=\"\(number(top))\" x2=\"\(x)\" y2=\"\(number(bottom))\"/>"
        }
        func horizontal(_ y: Double, _ part: ChartPart) -> HTML {
            let ends = [left, right].map { number(target.x($0, width: width)) }
            return
                "<line\(part.attributes(target)) x1=\"\(ends[0])\" y1=\"\(number(y))\" x2=\"\(ends[1])\" y2=\"\(number(y))\"/>"
        }
        let columns = across.ticks.html { tick in
            let x = across.place(tick)
            return
                "\(vertical(x, .grid))\(ChartWords.line(number(tick), .scaleText, x: x, y: bottom + 1.2 * unit, size: letters, width: width, target))"
        }
        let rows = up.ticks.html { tick in
            let y = up.place(tick)
            return
                "\(horizontal(y, .grid))\(ChartWords.line(number(tick), .scaleText, x: 1.9 * unit, y: y + 0.36 * unit, size: letters, side: .end, width: width, target))"
        }
        guard !points.isEmpty else { return columns + rows }
        let split =
            "\(vertical(across.place(middle.feasibility), .split))\(horizontal(up.place(middle.importance), .split))"
            as HTML
        return columns + rows + split
    }

    private func heads(_ target: ChartTarget) -> HTML {
        let names = names.html { name in
            ChartWords.label(name.label, .axis, x: name.x, y: name.y, side: name.side, width: width, target)
        }
        let centre = (left + right) / 2
        return """
            \(names)\(ChartWords.line(acrossLabel, .head, x: centre, y: bottom + 2.6 * unit, size: letters, width: width, target))\
            \(ChartWords.line(upLabel, .head, x: 0, y: unit, size: letters, side: .start, width: width, target))
            """
    }

    private func marks(_ target: ChartTarget) -> HTML {
        let number = ChartText.number
        let rings = rings
        let leaders = zip(points, rings).map { $0 }.html { point, ring -> HTML in
            let (x, y) = (across.place(point.feasibility), up.place(point.importance))
            guard abs(ring.x - x) + abs(ring.y - y) > 3 else { return .empty }
            let places = [x, ring.x].map { number(target.x($0, width: width)) }
            let paint = ChartPart.leader.attributes(target)
            return """
                <line\(paint) x1="\(places[0])" y1="\(number(y))" x2="\(places[1])" y2="\(number(ring.y))"/>\
                <circle\(paint) cx="\(places[0])" cy="\(number(y))" r="\(number(0.2 * unit))"/>
                """
        }
        let marks = zip(points, rings).map { $0 }.html { point, ring in
            ChartWords.ring(
                "\(point.number)", isBoth(point) ? .lead : .plain, x: ring.x, y: ring.y, size: letters, width: width,
                target)
        }
        return leaders + marks
    }

    // MARK: The issues beside the picture

    private var listLeft: Double { right + 3.4 * unit }

    private var stack: ChartRows {
        ChartRows(
            ordered.map { .init(text: $0.label, isLarge: isBoth($0)) }, width: Double(width) - listLeft, room: room,
            [.init(large: 36, size: 36), .init(large: 32, size: 32)])
    }

    /// How many issues stand beside the picture.
    var listed: Int { size == .wall ? stack.rows.count : 0 }

    private func list(_ target: ChartTarget) -> HTML {
        zip(ordered, stack.rows).map { $0 }.html { point, row in
            """
            \(ChartWords.ring("\(point.number)", isBoth(point) ? .lead : .plain, x: listLeft - 1.4 * unit, y: row.middle, size: letters, width: width, target))\
            \(ChartWords.label(row.label, .says, x: listLeft, y: row.baseline(0), side: .start, width: width, language: point.language, isBold: row.isLarge, target))
            """
        }
    }
}
