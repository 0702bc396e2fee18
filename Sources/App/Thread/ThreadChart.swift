import Domain
import Markup
import Web

/// The picture of an item's thread: columns from where it comes from, over the item, to what became of it.
struct ThreadChart {
    let book: ThreadBook
    let words: ThreadWords
    let item: ThreadItem
    let up: [ThreadWay]
    let down: [ThreadWay]
    let target: ChartTarget

    private static let (width, gap, pitch, box) = (236.0, 44.0, 70.0, 58.0)
    /// Boxes in a column; what is beyond is counted in a last one.
    private static let most = 7

    private struct Box {
        let item: ThreadItem?
        let rest: Int
        var column = 0
        var row = 0
    }

    init(book: ThreadBook, words: ThreadWords, item: ThreadItem, up: [ThreadWay], down: [ThreadWay]) {
        self.book = book
        self.words = words
        self.item = item
        self.up = up
        self.down = down
        target = .page
    }

    /// Whether it is wider than a page at a desk, which then moves sideways and says so.
    var isWide: Bool { columns.count > 4 }

    /// Nothing where the item stands alone.
    func html(id: String) -> HTML? {
        guard !up.isEmpty || !down.isEmpty else { return nil }
        let columns = columns
        let rows = columns.map(\.count).max() ?? 1
        let width = Double(columns.count) * (Self.width + Self.gap) - Self.gap + 8
        let height = Double(rows) * Self.pitch + 8
        var places: [String: (x: Double, y: Double)] = [:]
        for (column, boxes) in columns.enumerated() {
            for (row, box) in boxes.enumerated() {
                guard let item = box.item else { continue }
                places[item.id] = (x(column), y(row, of: boxes.count, height))
            }
        }
        let title = L(
            up.count + down.count,
            one: "The thread of this item: \(up.count + down.count) item is connected with it.",
            other: "The thread of this item: \(up.count + down.count) items are connected with it."
        ).string()
        let content: HTML = """
            \(lines(places, width))\(columns.enumerated().map { $0 }.html { column, boxes in
                boxes.enumerated().map { $0 }.html { row, box in
                    draw(box, x(column), y(row, of: boxes.count, height), width)
                }
            })
            """
        return target.document("threadchart", id: id, width: Int(width), height: Int(height), title: title, content)
    }

    private func x(_ column: Int) -> Double { 4 + Double(column) * (Self.width + Self.gap) }

    private func y(_ row: Int, of count: Int, _ height: Double) -> Double {
        (height - Double(count) * Self.pitch) / 2 + Double(row) * Self.pitch + (Self.pitch - Self.box) / 2
    }

    /// From the furthest source on the left to the latest consequence on the right. Within a direction items stand by their kind, which
    /// is the order of the workshop; contributions before what they were joined into.
    private var columns: [[Box]] {
        func depth(_ item: ThreadItem) -> Int {
            switch item.kind {
            case .answer, .need: 0
            case .objective: 1
            case .topic: 2
            case .issue: item.isMerged || item.isPriority ? 4 : 3
            case .round: 5
            case .pastCase: 6
            case .aspect: 7
            case .situation: 8
            case .intervention: 9
            case .adoption: 10
            case .statement: 11
            case .section: 12
            case .indicator: 13
            case .risk: 14
            case .priority: 15
            case .idea: 16
            case .proposal: 17
            case .project: 18
            case .result: 19
            case .exercised: 20
            case .task: 21
            case .inject: 22
            case .observation: 23
            case .finding: 24
            case .action: 25
            case .lesson: 26
            }
        }
        // What retests an action stands behind it, in columns of its own.
        let retests = retests
        func grouped(_ ways: [ThreadWay]) -> [[Box]] {
            let byDepth = Dictionary(grouping: ways) { depth($0.item) + (retests.contains($0.item.id) ? 10 : 0) }
            return byDepth.keys.sorted().map { key in
                let ways = (byDepth[key] ?? []).sorted { $0.step.steps < $1.step.steps }
                let shown = ways.count > Self.most ? Array(ways.prefix(Self.most - 1)) : ways
                let boxes = shown.map { Box(item: $0.item, rest: 0) }
                return ways.count > shown.count ? boxes + [Box(item: nil, rest: ways.count - shown.count)] : boxes
            }
        }
        return grouped(up) + [[Box(item: item, rest: 0)]] + grouped(down)
    }

    /// Objectives that retest an action, and everything below them.
    private var retests: Set<String> {
        let retesting = book.graph.edges.filter { $0.link == .retestedBy }.map(\.to)
        return Set(retesting + retesting.flatMap { book.graph.closure(of: $0, .down) }.map(\.item))
    }

    private func lines(_ places: [String: (x: Double, y: Double)], _ width: Double) -> HTML {
        book.graph.edges.html { edge in
            guard let from = places[edge.from], let to = places[edge.to], from.x != to.x else { return .empty }
            let (left, right) = from.x < to.x ? (from, to) : (to, from)
            let (x1, x2) = (left.x + Self.width, right.x)
            let (y1, y2) = (left.y + Self.box / 2, right.y + Self.box / 2)
            let bend = (x2 - x1) / 2
            let points = [x1, x1 + bend, x2 - bend, x2].map { number(target.x($0, width: Int(width))) }
            let isMain = edge.course == .main
            return """
                <path class="\(isMain ? "link" : "link side")" d="M\(points[0]) \(number(y1))C\(points[1]) \(number(y1)) \
                \(points[2]) \(number(y2)) \(points[3]) \(number(y2))"/>
                """
        }
    }

    private func draw(_ box: Box, _ x: Double, _ y: Double, _ width: Double) -> HTML {
        let left = target.isMirrored ? width - x - Self.width : x
        let textX = target.isMirrored ? width - x - 10 : x + 10
        let frame: HTML = """
            <rect x="\(number(left))" y="\(number(y))" width="\(number(Self.width))" height="\(number(Self.box))" rx="6"/>
            """
        guard let shown = box.item else {
            return """
                <g class="more">\(frame)<text x="\(number(textX))" y="\(number(y + 34))" font-size="14">\
                \(L(box.rest, one: "and \(box.rest) more", other: "and \(box.rest) more"))</text></g>
                """
        }
        let em = (Self.width - 20) / 14
        let lines = ChartText.cut(ChartText.lines(words.title(shown), em: em), to: 2, em: em)
        let texts = target.isolated(lines).enumerated().map { $0 }.html { index, line in
            "<text class=\"said\" x=\"\(number(textX))\" y=\"\(number(y + 34 + Double(index) * 16))\" font-size=\"13.5\">\(line)</text>"
        }
        let content: HTML = """
            \(frame)<text class="kind" x="\(number(textX))" y="\(number(y + 16))" font-size="12">\(words.label(shown))</text>\(texts)
            """
        guard shown.id != item.id else { return "<g class=\"own\">\(content)</g>" }
        return "<a href=\"\(ThreadWords.address(shown))\"><g class=\"\(shown.kind.rawValue)\">\(content)</g></a>"
    }

    private func number(_ value: Double) -> String { ChartText.number(value) }
}
