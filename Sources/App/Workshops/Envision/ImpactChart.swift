import Domain
import Markup
import Web

/// Interventions in the field of difficulty × impact: numbered, with the quick wins in a field of their own colour.
///
/// viewBox 0 0 620 560; difficulty d (1…5) in the column at x = 90 + 104 · (d − 1), impact i in the row at y = 20 + 96 · (5 − i).
struct ImpactChart {
    /// Unique on the page.
    let id: String
    let matrix: ImpactMatrix

    static let (width, height) = (620, 560)
    private static let (left, top, column, row) = (90, 20, 104, 96)

    /// The one sentence that a screen reader says.
    var title: Message {
        let wins = matrix.quickWins.map(\.number)
        let count = matrix.items.count
        guard !wins.isEmpty else {
            return L(
                count, one: "Difficulty and impact of \(count) intervention; no quick win among them",
                other: "Difficulty and impact of \(count) interventions; no quick win among them")
        }
        return L(
            count, one: "Difficulty and impact of \(count) intervention; quick wins: \(list: wins)",
            other: "Difficulty and impact of \(count) interventions; quick wins: \(list: wins)")
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let cells = ImpactMatrix.scale.flatMap { difficulty in
            ImpactMatrix.scale.map { impact in cell(difficulty, impact, target) }
        }
        return target.document(
            "impact", id: id, width: Self.width, height: Self.height, title: title.string(),
            "\(quickField(target))\(grid(target))\(axes(target))\(cells)")
    }

    /// Where the middle of a cell lies.
    static func place(difficulty: Int, impact: Int) -> (x: Int, y: Int) {
        (left + column * (difficulty - 1) + column / 2, top + row * (5 - impact) + row / 2)
    }

    private func x(_ x: Int, _ target: ChartTarget) -> Int { target.isMirrored ? Self.width - x : x }

    private func quickField(_ target: ChartTarget) -> HTML {
        let (width, height) = (Self.column * 2, Self.row * 2)
        let start = target.isMirrored ? Self.width - Self.left - width : Self.left
        let words = ImpactMatrix.Field.quickWin.label.string()
        return """
            <rect x="\(start)" y="\(Self.top)" width="\(width)" height="\(height)"\(ChartPart.quick.attributes(target))/>\
            <text x="\(x(Self.left + 8, target))" y="\(Self.top + 20)" font-size="15"\(ChartPart.axis.attributes(target))>\(words)</text>
            """
    }

    private func grid(_ target: ChartTarget) -> HTML {
        let (right, bottom) = (Self.left + 5 * Self.column, Self.top + 5 * Self.row)
        return (0...5).html { index in
            let (across, down) = (x(Self.left + index * Self.column, target), Self.top + index * Self.row)
            let attributes = ChartPart.grid.attributes(target)
            return """
                <line x1="\(across)" y1="\(Self.top)" x2="\(across)" y2="\(bottom)"\(attributes)/>\
                <line x1="\(x(Self.left, target))" y1="\(down)" x2="\(x(right, target))" y2="\(down)"\(attributes)/>
                """
        }
    }

    private func axes(_ target: ChartTarget) -> HTML {
        let (scale, axis) = (ChartPart.scaleText.attributes(target), ChartPart.axis.attributes(target))
        let bottom = Self.top + 5 * Self.row
        return """
            \(ImpactMatrix.scale.html { value in
                let place = Self.place(difficulty: value, impact: value)
                return """
                    <text x="\(x(place.x, target))" y="\(bottom + 22)" font-size="16" text-anchor="middle"\(scale)>\(value)</text>\
                    <text x="\(x(Self.left - 16, target))" y="\(place.y + 6)" font-size="16" text-anchor="middle"\(scale)>\(value)</text>
                    """
            })\
            <text x="\(x(Self.left + 5 * Self.column / 2, target))" y="\(bottom + 48)" font-size="17" text-anchor="middle"\(axis)>\
            \(L("Difficulty: 1 easy, 5 very hard").string())</text>\
            <text transform="translate(\(x(28, target)) \(Self.top + 5 * Self.row / 2)) rotate(-90)" font-size="17" text-anchor="middle"\(axis)>\
            \(L("Impact: 1 small, 5 very large").string())</text>
            """
    }

    /// Up to six numbers as rings; of more the rest is counted.
    private func cell(_ difficulty: Int, _ impact: Int, _ target: ChartTarget) -> HTML {
        let items = matrix.items(difficulty: difficulty, impact: impact)
        let centre = Self.place(difficulty: difficulty, impact: impact)
        let shown = items.count > 6 ? Array(items.prefix(5)) : items
        let columns = shown.count + (items.count > 6 ? 1 : 0) > 1 ? min(3, max(2, (shown.count + 1) / 2)) : 1
        let rows = (shown.count + (items.count > 6 ? 1 : 0) + columns - 1) / columns
        func spot(_ index: Int) -> (x: Int, y: Int) {
            let (column, row) = (index % columns, index / columns)
            return (centre.x + (2 * column - columns + 1) * 16, centre.y + (2 * row - rows + 1) * 16)
        }
        let rings = shown.enumerated().html { index, item in
            let place = spot(index)
            let standing: Standing = item.field == .quickWin ? .lead : .plain
            return """
                <circle cx="\(x(place.x, target))" cy="\(place.y)" r="14"\(ChartPart.ring(standing).attributes(target))/>\
                <text x="\(x(place.x, target))" y="\(place.y + 5)" font-size="14"\(ChartPart.place(standing).attributes(target))>\(item.number)</text>
                """
        }
        guard items.count > 6 else { return rings }
        let last = spot(5)
        return """
            \(rings)<text x="\(x(last.x, target))" y="\(last.y + 5)" font-size="14"\(ChartPart.place(.plain).attributes(target))>+\(items.count - 5)</text>
            """
    }
}
