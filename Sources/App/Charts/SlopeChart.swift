import Markup
import Web

/// The ranks of issues in two or three readings, as lines from one to the next. Geometry: docs/interface-kit.md, "Charts".
struct SlopeChart: Sendable {
    struct Row: Sendable, Equatable {
        let label: String
        let language: String
        /// By column, 1 the best; the first column is the reading by people.
        let ranks: [Int]
        /// By column: whether the rank is shared.
        let isTied: [Bool]
    }

    /// Unique on the page.
    let id: String
    /// The one sentence that a screen reader says.
    let title: String
    /// The heads of the columns: two or three.
    let columns: [String]
    /// In the order of the first column; at most ``mostRows``.
    let rows: [Row]

    static let width = 1210
    /// More cannot be read from the last row of a hall; the table behind the picture holds all.
    static let mostRows = 12

    /// How much room each issue has: few issues are written large.
    private struct Measure {
        let pitch: Int
        let size: Int
    }

    private var measure: Measure {
        switch rows.count {
        case ...5: Measure(pitch: 120, size: 36)
        case ...9: Measure(pitch: 84, size: 32)
        default: Measure(pitch: 63, size: 26)
        }
    }

    private var pitch: Int { measure.pitch }
    var height: Int { 72 + rows.count * pitch }

    /// x of each column.
    var columnPlaces: [Double] { columns.count > 2 ? [560, 830, 1100] : [560, 1100] }

    /// y of a place, 0 the first.
    func y(place: Int) -> Double { 72 + Double(pitch) * (Double(place) + 0.5) }

    /// By column and row: each issue's own place; tied issues stand in the order of the first column.
    var places: [[Int]] {
        columns.indices.map { column in
            let order = rows.indices.sorted { (rows[$0].ranks[column], $0) < (rows[$1].ranks[column], $1) }
            var places = [Int](repeating: 0, count: rows.count)
            for (place, row) in order.enumerated() { places[row] = place }
            return places
        }
    }

    /// By row: the two issues that rise and the two that fall most, where they move by at least two ranks; else the one of each.
    var movements: [Movement] {
        let steps = rows.map(Self.step)
        func strongest(_ sign: Int) -> Set<Int> {
            let moved = rows.indices.filter { steps[$0] * sign > 0 }.sorted {
                (-abs(steps[$0]), $0) < (-abs(steps[$1]), $1)
            }
            let far = moved.filter { abs(steps[$0]) >= 2 }
            return Set(far.isEmpty ? moved.prefix(1) : far.prefix(2))
        }
        let (rising, falling) = (strongest(1), strongest(-1))
        return rows.indices.map { rising.contains($0) ? .rise : falling.contains($0) ? .fall : .plain }
    }

    /// Rank by people minus the rank that differs most from it: above 0 where another reading ranks the issue higher.
    static func step(_ row: Row) -> Int {
        let own = row.ranks.first ?? 0
        return row.ranks.dropFirst().map { own - $0 }.max { abs($0) < abs($1) } ?? 0
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let movements = self.movements
        let heads = zip(columns, columnPlaces).map { head, x in
            let place = ChartText.number(target.x(x, width: Self.width))
            // The last column stands 110 from the edge: a long head is written smaller, a longer one on two lines.
            let isLong = head.count > 15
            let lines = isLong ? ChartText.wrap(head, width: 17) : [head]
            return lines.enumerated().html { index, line in
                """
                <text x="\(place)" y="\(lines.count > 1 ? 22 + 26 * index : 34)" font-size="\(isLong ? 20 : 26)" \
                text-anchor="middle"\(ChartPart.axis.attributes(target))>\(line)</text>
                """
            }
        }
        let places = self.places
        let labels = ChartText.fit(
            rows.map(\.label), width: 520, height: Double(pitch - 6), largest: measure.size)
        let groups = [Movement.plain, .rise, .fall].flatMap { movement in
            rows.indices.filter { movements[$0] == movement }.map {
                group($0, movement, places, labels, target)
            }
        }
        return target.document(
            "slope", id: id, width: Self.width, height: height, title: title, heads.joined() + groups.joined())
    }

    private func group(
        _ row: Int, _ movement: Movement, _ places: [[Int]], _ labels: [ChartText.Label], _ target: ChartTarget
    ) -> HTML {
        let points = columns.indices.map {
            (x: target.x(columnPlaces[$0], width: Self.width), y: y(place: places[$0][row]))
        }
        let lines = zip(points, points.dropFirst()).html { from, to in
            let forward: Double = target.isMirrored ? -1 : 1
            let path = Self.path(from, to, forward)
            return "<path\(ChartPart.line(movement).attributes(target)) d=\"\(path)\"/>"
        }
        let rings = zip(columns.indices, points).html { column, point in
            let rank = "\(rows[row].ranks[column])\(rows[row].isTied[column] ? "=" : "")"
            return """
                <circle\(ChartPart.ring(movement).attributes(target)) cx="\(ChartText.number(point.x))" cy="\(ChartText.number(point.y))" r="24"/>\
                <text\(ChartPart.place.attributes(target)) x="\(ChartText.number(point.x))" y="\(ChartText.number(point.y + 8))" \
                font-size="\(rank.count > 2 ? 19 : 24)">\(rank)</text>
                """
        }
        let name: HTML = target.isFile ? .empty : " class=\"\(movement.rawValue)\""
        return "<g\(name)>\(label(row, movement, labels[row], y: points.first?.y ?? 0, target))\(lines)\(rings)</g>"
    }

    private static func path(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ forward: Double) -> String
    {
        let n = ChartText.number
        let (start, firstHandle) = (n(from.x + 24 * forward), n(from.x + 110 * forward))
        let (secondHandle, end) = (n(to.x - 110 * forward), n(to.x - 24 * forward))
        return "M\(start) \(n(from.y))C\(firstHandle) \(n(from.y)) \(secondHandle) \(n(to.y)) \(end) \(n(to.y))"
    }

    private func label(
        _ row: Int, _ movement: Movement, _ own: ChartText.Label, y: Double, _ target: ChartTarget
    ) -> HTML {
        let x = ChartText.number(target.x(520, width: Self.width))
        let top = y + 0.35 * Double(own.size) - Double(own.leading * (own.lines.count - 1)) / 2
        let spans = target.isolated(own.lines).enumerated().html { index, line in
            let step: HTML = index == 0 ? .empty : " dy=\"\(own.leading)\""
            return "<tspan x=\"\(x)\"\(step)>\(line)</tspan>"
        }
        return """
            <text\(ChartPart.label(movement).attributes(target)) x="\(x)" y="\(ChartText.number(top))" font-size="\(own.size)" \
            lang="\(rows[row].language)">\(spans)</text>
            """
    }
}
