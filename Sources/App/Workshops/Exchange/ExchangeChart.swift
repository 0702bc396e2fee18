import Domain
import Markup
import Web

/// Priorities (rows) and countries (columns) with what each plans, has taken up, has as a blocker and has solved.
///
/// W = 1600, H = 96 + n · 92; country c at x = 600 + (c + ½) · pitch, pitch = 1000 / countries, at most 130. In a cell: a ring for
/// what is planned, a dot for what is taken up (in the ring where both), a triangle under it for a blocker, a tick for a solved one.
struct ExchangeChart {
    /// Unique on the page.
    let id: String
    let matrix: ExchangeMatrix

    static let width = 1600
    private static let (top, row, left) = (96, 92, 600)

    var height: Int { Self.top + Self.row * max(1, matrix.priorities.count) }
    var pitch: Int { min(130, 1000 / max(1, matrix.countries.count)) }

    var title: Message {
        L(
            matrix.countries.count,
            one:
                "What \(matrix.countries.count) country plans, takes up and has solved. Priorities: \(matrix.priorities.count)",
            other:
                "What \(matrix.countries.count) countries plan, take up and have solved. Priorities: \(matrix.priorities.count)"
        )
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let heads = matrix.countries.enumerated().html { index, country in
            """
            <text x="\(x(centre(index), target))" y="64" font-size="28" text-anchor="middle"\(ChartPart.axis.attributes(target))>\(country)</text>
            """
        }
        let labels = ChartText.fit(
            matrix.priorities.enumerated().map { "\($0.offset + 1)  \($0.element.title)" }, width: 580,
            height: Double(Self.row - 20), largest: 28)
        let rows = matrix.priorities.enumerated().html { index, priority in row(index, priority, labels[index], target)
        }
        return target.document(
            "matrix", id: id, width: Self.width, height: height, title: title.string(), "\(heads)\(rows)")
    }

    private func centre(_ country: Int) -> Int { Self.left + pitch * country + pitch / 2 }
    private func x(_ x: Int, _ target: ChartTarget) -> Int { target.isMirrored ? Self.width - x : x }

    private func row(
        _ index: Int, _ priority: PriorityRecord, _ own: ChartText.Label, _ target: ChartTarget
    ) -> HTML {
        let (y, middle) = (Self.top + Self.row * index, Self.top + Self.row * index + Self.row / 2)
        let start = x(8, target)
        let top = Double(middle) + 0.35 * Double(own.size) - Double(own.leading * (own.lines.count - 1)) / 2
        let label = target.isolated(own.lines).enumerated().html { line, text in
            "<tspan x=\"\(start)\" dy=\"\(line == 0 ? 0 : own.leading)\">\(text)</tspan>"
        }
        return """
            <line x1="0" y1="\(y)" x2="\(Self.width)" y2="\(y)"\(ChartPart.grid.attributes(target))/>\
            <text x="\(start)" y="\(ChartText.number(top))" font-size="\(own.size)"\(ChartPart.count.attributes(target)) lang="\(priority.language)">\(label)</text>\
            \(matrix.countries.enumerated().html { column, country in
                cell(matrix.cell(country, priority.issue), x(centre(column), target), middle, target)
            })
            """
    }

    private func cell(_ cell: ExchangeMatrix.Cell, _ x: Int, _ y: Int, _ target: ChartTarget) -> HTML {
        var marks = HTML.empty
        let ring = y - 14
        if cell.adopted > 0 {
            marks +=
                "<circle cx=\"\(x)\" cy=\"\(ring)\" r=\"\(cell.planned > 0 ? 10 : 17)\"\(paint(target, "adopted", "fill=\"#0B5C7A\""))/>"
        }
        if cell.planned > 0 {
            marks +=
                "<circle cx=\"\(x)\" cy=\"\(ring)\" r=\"17\"\(paint(target, "planned", "fill=\"none\" stroke=\"#0B5C7A\" stroke-width=\"4\""))/>"
        }
        if cell.solved > 0 {
            marks +=
                "<path d=\"M\(x - 12) \(y + 24)l8 9 16 -18\"\(paint(target, "solved", "fill=\"none\" stroke=\"#1B7F6B\" stroke-width=\"5\""))/>"
        } else if cell.present > 0 {
            marks += "<path d=\"M\(x - 13) \(y + 36)l13 -22 13 22z\"\(paint(target, "blocked", "fill=\"#B4590A\""))/>"
        }
        return marks
    }

    private func paint(_ target: ChartTarget, _ name: String, _ attributes: String) -> HTML {
        HTML(trusted: " " + (target.isFile ? attributes : "class=\"\(name)\""))
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
