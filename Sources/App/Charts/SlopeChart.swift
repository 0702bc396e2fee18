import Markup
import Web

/// The ranks of issues in two or three readings, as lines from one to the next; the first three by people are written large. Strong are
/// the lines of those which end among the first three. Geometry: docs/interface-kit.md, "Charts".
struct SlopeChart: Sendable {
    struct Row: Sendable, Equatable {
        let label: String
        let language: String
        /// By column, 1 the best; the first column is the reading by people.
        let ranks: [Int]
        /// By column: whether the rank is shared.
        let isTied: [Bool]
    }

    /// What the strong lines mean.
    struct Legend: Sendable {
        /// Those which end among the first three.
        let lead: String
        /// Those which are there by people only.
        let lost: String
    }

    /// Unique on the page.
    let id: String
    /// The one sentence that a screen reader says.
    let title: String
    /// The heads of the columns: two or three.
    let columns: [String]
    /// All, in the order of the first column; ``shown`` are in the picture.
    let rows: [Row]
    let legend: Legend?
    let size: ChartSize
    /// In the order of the first column.
    let shown: [Int]

    private let stack: ChartRows
    private let heads: [ChartText.Label]
    /// In the free space before the heads.
    private let key: ChartLegend
    private let top: Double
    private let labelEnd: Double
    /// Up to which rank rows stand out: by people, and in the last column.
    private let firstRank: Int
    private let lastRank: Int

    /// More cannot be read from the last row of a hall; the table behind the picture holds all.
    static let mostRows = 12

    /// - Parameter room: how high the picture may be: then it holds as many rows as fit in it.
    init(
        id: String, title: String, columns: [String], rows: [Row], legend: Legend? = nil, size: ChartSize = .desk,
        room: Double? = nil
    ) {
        (self.id, self.title, self.columns, self.rows) = (id, title, columns, rows)
        (self.legend, self.size) = (legend, size)
        let pitch = Self.pitch(size)
        heads = columns.map {
            ChartText.fit(
                $0, width: pitch - 10, height: 3.4 * Double(size.letters), largest: size.letters,
                smallest: size.letters)
        }
        let first = Self.firstThree(rows.map { $0.ranks.first ?? 0 })
        let last = Self.firstThree(rows.map { $0.ranks.last ?? 0 })
        (firstRank, lastRank) = (first, last)
        // The widest ring of the first column, in the largest letters.
        let largest = Self.scales(size).first?.large ?? size.letters
        let rings = rows.map { ChartWords.ringSize(Self.rank($0, 0), largest).width }
        let end = (Self.places(size, columns.count).first ?? 0) - (rings.max() ?? 0) / 2 - 0.5 * Double(size.letters)
        labelEnd = end
        let entries = legend.map { [(Standing.lead, $0.lead), (.lost, $0.lost)] } ?? []
        key = ChartLegend(
            entries: entries.map { .init(standing: $0.0, words: $0.1) }, size: size.letters, lineWidth: end,
            width: size.width)
        let top = max(Self.head(heads, size), key.height).rounded()
        self.top = top
        // The first by people, and those which end first; then the others in their order.
        let leading = rows.indices.filter { $0 < 3 || (rows[$0].ranks.last ?? 0) <= last }
        let candidates = Array((leading + rows.indices.filter { !leading.contains($0) }).prefix(Self.mostRows))
        func stacked(_ shown: [Int]) -> ChartRows {
            ChartRows(
                shown.map {
                    .init(
                        text: rows[$0].label, isLarge: (rows[$0].ranks.first ?? 0) <= first,
                        isBold: (rows[$0].ranks.last ?? 0) <= last)
                }, width: end,
                room: room.map { $0 - top - 8 }, Self.scales(size))
        }
        let fitting = stacked(candidates).rows.count
        shown = candidates.prefix(fitting).sorted()
        stack = stacked(shown)
    }

    /// Up to which rank three, or with ties up to five, stand out; 0 where too many share the first place.
    static func firstThree(_ ranks: [Int]) -> Int {
        (1...3).last { rank in (1...5).contains(ranks.count { $0 <= rank }) } ?? 0
    }

    var width: Int { size.width }
    var height: Int { Int((top + stack.height + 8).rounded(.up)) }

    /// On the wall the first three have been shown large, alone, before: here all are written alike, so that many have room.
    private static func scales(_ size: ChartSize) -> [ChartRows.Scale] {
        guard size == .wall else { return size.scales }
        return [44, 40, 36, 32].map { .init(large: $0, size: $0) }
    }

    /// What the heads of the columns need.
    private static func head(_ heads: [ChartText.Label], _ size: ChartSize) -> Double {
        let lines = heads.map(\.lines.count).max() ?? 1
        return ((1.12 * Double(lines) + 0.4) * Double(size.letters)).rounded()
    }

    private static func pitch(_ size: ChartSize) -> Double { 6 * Double(size.letters) }

    private static func places(_ size: ChartSize, _ columns: Int) -> [Double] {
        let pitch = pitch(size)
        let last = Double(size.width) - pitch / 2
        return (0..<columns).map { last - Double(columns - 1 - $0) * pitch }
    }

    private static func rank(_ row: Row, _ column: Int) -> String {
        guard row.ranks.indices.contains(column) else { return "" }
        return "\(row.ranks[column])\(row.isTied[column] ? "=" : "")"
    }

    /// Whether those in the picture are the first by people, with none left out between them.
    var isPrefix: Bool { shown == Array(0..<shown.count) }

    /// x of each column.
    var columnPlaces: [Double] { Self.places(size, columns.count) }

    /// y of a place, 0 the first.
    func y(place: Int) -> Double { top + stack.rows[place].middle }

    /// By column and shown row: each issue's own place; tied issues stand in the order of the first column.
    var places: [[Int]] {
        columns.indices.map { column in
            let order = shown.indices.sorted {
                (rows[shown[$0]].ranks[column], $0) < (rows[shown[$1]].ranks[column], $1)
            }
            var places = [Int](repeating: 0, count: shown.count)
            for (place, row) in order.enumerated() { places[row] = place }
            return places
        }
    }

    /// Of a row, by its rank in the last column.
    func standing(_ row: Row) -> Standing {
        if (row.ranks.last ?? 0) <= lastRank { return .lead }
        return (row.ranks.first ?? 0) <= firstRank ? .lost : .plain
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let heads = zip(heads, columnPlaces).map { head, x in
            ChartWords.label(
                head, .axis, x: x, y: Double(size.letters), side: .middle, width: width, target)
        }
        let places = self.places
        let groups = [Standing.plain, .lost, .lead].flatMap { standing in
            shown.indices.filter { self.standing(rows[shown[$0]]) == standing }.map {
                group($0, standing, places, target)
            }
        }
        let key = key.svg(only: Set(shown.map { standing(rows[$0]) }), target)
        return target.document(
            "slope", id: id, width: width, height: height, title: title,
            "\(heads.joined())\(groups.joined())\(key)")
    }

    private func group(_ index: Int, _ standing: Standing, _ places: [[Int]], _ target: ChartTarget) -> HTML {
        let row = rows[shown[index]]
        let own = stack.rows[index]
        let points = columns.indices.map { (x: columnPlaces[$0], y: y(place: places[$0][index])) }
        let ranks = columns.indices.map { Self.rank(row, $0) }
        let sizes = columns.indices.map { stack.rows[places[$0][index]].label.size }
        let halves = columns.indices.map { ChartWords.ringSize(ranks[$0], sizes[$0]).width / 2 }
        let lines = points.indices.dropLast().html { column in
            let (from, to) = (points[column], points[column + 1])
            let path = path(
                (from.x + halves[column], from.y), (to.x - halves[column + 1], to.y), target)
            return "<path\(ChartPart.line(standing).attributes(target)) d=\"\(path)\"/>"
        }
        let rings = columns.indices.html { column in
            ChartWords.ring(
                ranks[column], standing, x: points[column].x, y: points[column].y, size: sizes[column], width: width,
                target)
        }
        let label = ChartWords.label(
            own.label, .label, x: labelEnd, y: own.baseline(top), side: .end, width: width,
            language: row.language, isBold: own.isLarge || standing == .lead, target)
        return "<g>\(label)\(lines)\(rings)</g>"
    }

    private func path(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ target: ChartTarget) -> String {
        let bend = (to.x - from.x) * 0.55
        let x = [from.x, from.x + bend, to.x - bend, to.x].map { ChartText.number(target.x($0, width: width)) }
        let (start, end) = (ChartText.number(from.y), ChartText.number(to.y))
        return "M\(x[0]) \(start)C\(x[1]) \(start) \(x[2]) \(end) \(x[3]) \(end)"
    }
}
