import Domain
import Markup
import Web

/// Priorities (rows) and countries (columns) with what each plans, has taken up, has as a blocker and has solved. On the wall a page holds
/// what can be read there (``pages(id:_:room:)``).
///
/// In a cell: a ring for what is planned, a dot for what is taken up (in the ring where both), a triangle under it for a blocker, a tick
/// for a solved one.
struct ExchangeChart: Sendable {
    struct Row: Sendable {
        let label: String
        let language: String
        /// By country.
        let cells: [ExchangeMatrix.Cell]
    }

    /// Unique on the page.
    let id: String
    let countries: [String]
    /// Those in the picture.
    let rows: [Row]
    let size: ChartSize

    private let stack: ChartRows

    /// - Parameter room: how high the picture may be: then it holds as many rows as fit.
    init(id: String, countries: [String], rows: [Row], size: ChartSize = .desk, room: Double? = nil) {
        (self.id, self.countries, self.size) = (id, countries, size)
        stack = ChartRows(
            rows.map { .init(text: $0.label) }, width: Self.left(size) - 28, room: room.map { $0 - Self.top(size) },
            [size.scales.last ?? .init(large: 22, size: 22)], enough: 3, least: 92)
        self.rows = Array(rows.prefix(stack.rows.count))
    }

    init(id: String, matrix: ExchangeMatrix) {
        self.init(id: id, countries: matrix.countries, rows: Self.rows(matrix))
    }

    static func rows(_ matrix: ExchangeMatrix) -> [Row] {
        matrix.priorities.enumerated().map { index, priority in
            Row(
                label: "\(index + 1)  \(priority.title)", language: priority.language,
                cells: matrix.countries.map { matrix.cell($0, priority.issue) })
        }
    }

    /// Countries on a page of the wall, each as wide as its marks and its code.
    private static let mostCountries = 13
    /// More turn too slowly for anybody to wait for.
    private static let mostPages = 12

    /// Pages of the wall that together hold all: rows by rows, the countries of the same rows one after the other.
    static func pages(id: String, countries: [String], rows: [Row], room: Double) -> [ExchangeChart] {
        let count = max(1, (countries.count + mostCountries - 1) / mostCountries)
        let each = max(1, (countries.count + count - 1) / count)
        var pages: [ExchangeChart] = []
        var rest = rows[...]
        repeat {
            for first in stride(from: 0, to: max(1, countries.count), by: each) {
                let part = first..<min(countries.count, first + each)
                pages.append(
                    ExchangeChart(
                        id: "\(id)-\(pages.count + 1)", countries: Array(countries[part]),
                        rows: rest.map { Row(label: $0.label, language: $0.language, cells: Array($0.cells[part])) },
                        size: .wall, room: room))
            }
            rest = rest.dropFirst(max(1, pages.last?.rows.count ?? 1))
        } while !rest.isEmpty && pages.count + count <= mostPages
        return pages
    }

    var width: Int { size == .wall ? size.width : 1600 }
    private static func left(_ size: ChartSize) -> Double { size == .wall ? 740 : 600 }
    private static func top(_ size: ChartSize) -> Double { size == .wall ? 60 : 64 }
    private var left: Double { Self.left(size) }
    private var top: Double { Self.top(size) }
    private var letters: Int { size == .wall ? size.letters : 28 }

    var height: Int { Int((top + max(stack.height, 92)).rounded(.up)) }
    private var pitch: Double { min(130, (Double(width) - left) / Double(max(1, countries.count))) }

    var title: Message {
        L("What \(countries.count) countries plan, take up and have solved, for \(rows.count) priorities")
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let heads = countries.enumerated().html { index, country in
            ChartWords.line(
                country, .axis, x: centre(index), y: top - 22, size: min(letters, Int(pitch / 1.6)), width: width,
                target)
        }
        let lines = zip(rows, stack.rows).map { $0 }.html { row($0, $1, target) }
        return target.document(
            "matrix", id: id, width: width, height: height, title: title.string(), "\(heads)\(lines)")
    }

    private func centre(_ country: Int) -> Double { left + pitch * (Double(country) + 0.5) }

    private func row(_ row: Row, _ own: ChartRows.Row, _ target: ChartTarget) -> HTML {
        let middle = top + own.middle
        let y = ChartText.number(middle - own.height / 2)
        let label = ChartWords.label(
            own.label, .count, x: 8, y: own.baseline(top), side: .start, width: width, language: row.language, target)
        return """
            <line x1="0" y1="\(y)" x2="\(width)" y2="\(y)"\(ChartPart.grid.attributes(target))/>\(label)\
            \(row.cells.enumerated().html { column, own in
                cell(own, Int(target.x(centre(column), width: width)), Int(middle), target)
            })
            """
    }

    private func cell(_ cell: ExchangeMatrix.Cell, _ x: Int, _ y: Int, _ target: ChartTarget) -> HTML {
        var marks = HTML.empty
        let ring = y - 14
        if cell.adopted > 0 {
            marks +=
                "<circle cx=\"\(x)\" cy=\"\(ring)\" r=\"\(cell.planned > 0 ? 10 : 17)\"\(ChartPart.adopted.attributes(target))/>"
        }
        if cell.planned > 0 {
            marks +=
                "<circle cx=\"\(x)\" cy=\"\(ring)\" r=\"17\"\(ChartPart.planned.attributes(target))/>"
        }
        if cell.solved > 0 {
            marks +=
                "<path d=\"M\(x - 12) \(y + 24)l8 9 16 -18\"\(ChartPart.solved.attributes(target))/>"
        } else if cell.present > 0 {
            marks += "<path d=\"M\(x - 13) \(y + 36)l13 -22 13 22z\"\(ChartPart.blocked.attributes(target))/>"
        }
        return marks
    }

    /// What the marks mean, beside the picture.
    static var key: HTML {
        let marks: [(HTML, Message)] = [
            ("<circle class=\"planned\" cx=\"20\" cy=\"20\" r=\"12\"/>", L("plans something")),
            ("<circle class=\"adopted\" cx=\"20\" cy=\"20\" r=\"14\"/>", L("adopts or adapts something")),
            ("<path class=\"blocked\" d=\"M7 31l13 -22 13 22z\"/>", L("has a blocking aspect")),
            ("<path class=\"solved\" d=\"M8 20l8 9 16 -18\"/>", L("has solved one")),
        ]
        return """
            <ul class="key matrix-key">\(marks.html { mark, words in
                "<li><svg class=\"chart matrix\" viewBox=\"0 0 40 40\" aria-hidden=\"true\">\(mark)</svg> \(words)</li>"
            })</ul>
            """
    }
}

/// The matrix as a table: each cell in words.
struct MatrixTable {
    let matrix: ExchangeMatrix
    let names: DirectoryNames

    var html: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Countries and priorities").string())"><table class="stack">\
        <thead><tr><th scope="col">\(L("Country"))</th>\(matrix.priorities.enumerated().html { index, priority in
            "<th scope=\"col\" title=\"\(priority.title)\">\(L("Priority \(index + 1)"))</th>"
        })</tr></thead><tbody>\(matrix.countries.html { country in
            """
            <tr><th scope="row">\(names.chip(country)) \(names.country(country) ?? country)</th>\
            \(matrix.priorities.enumerated().map { $0 }.html { index, priority in
                "<td data-label=\"\(L("Priority \(index + 1)").string())\"><span>\(words(matrix.cell(country, priority.issue)))</span></td>"
            })</tr>
            """
        })</tbody></table></div>\(unnamed)
        """
    }

    private func words(_ cell: ExchangeMatrix.Cell) -> HTML {
        var parts: [Message] = []
        if cell.planned > 0 { parts.append(L("plans \(cell.planned)")) }
        if cell.adopted > 0 { parts.append(L("takes up \(cell.adopted), \(cell.actedOn) begun or done")) }
        if cell.present > 0 {
            parts.append(
                L(
                    cell.present, one: "has \(cell.present) blocking aspect",
                    other: "has \(cell.present) blocking aspects"))
        }
        if cell.solved > 0 { parts.append(L("has solved \(cell.solved)")) }
        return parts.isEmpty ? "–" : Message.list(parts, .semicolons).html()
    }

    private var unnamed: HTML {
        let count = matrix.unnamed.values.reduce(0, +)
        guard count > 0 else { return .empty }
        return """
            <p class="small muted">\(L(count, one: "\(count) more intervention is on sheets that were published without a country's name.", other: "\(count) more interventions are on sheets that were published without a country's name."))</p>
            """
    }
}
