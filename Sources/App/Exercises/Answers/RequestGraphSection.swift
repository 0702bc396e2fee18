import Domain
import Foundation
import Markup
import Web

/// Who asked whom: cells on a circle, an arrow as wide as there are requests, dashed where some are unanswered.
struct RequestGraphSection {
    struct Arrow: Hashable {
        let from: Int
        let to: Int
        let count: Int
        let unanswered: Int
        let declined: Int
    }

    let cells: [CellRecord]
    let arrows: [Arrow]

    init(_ figures: ExerciseFigures) {
        cells = figures.cells
        let traces = figures.measures.requests
        let groups = Dictionary(grouping: traces) { CellNetwork.Tie($0.from, $0.to) }
        arrows = groups.map { tie, requests in
            Arrow(
                from: tie.from, to: tie.to, count: requests.count, unanswered: requests.count { $0.answered == nil },
                declined: requests.count { $0.outcome == .declined })
        }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    private static let size = 520.0
    private static let radius = 200.0

    private func place(_ index: Int) -> (x: Double, y: Double) {
        let angle = 2 * Double.pi * Double(index) / Double(max(1, cells.count)) - Double.pi / 2
        return (Self.size / 2 + Self.radius * cos(angle), Self.size / 2 + Self.radius * sin(angle))
    }

    var svg: HTML {
        let size = Int(Self.size)
        return """
            <svg class="chart requests" viewBox="0 0 \(size) \(size)" width="\(size)" height="\(size)" role="img" aria-labelledby="request-graph-t">\
            <title id="request-graph-t">\(L("Who asked whom: cells \(cells.count), ties \(arrows.count)"))</title>\
            <defs><marker id="request-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="currentColor"/></marker></defs>\
            \(arrows.html(line))\(cells.indices.html(node))</svg>
            """
    }

    /// Bent to its own side, so that there and back are two lines.
    private func line(_ arrow: Arrow) -> HTML {
        let (start, end) = (place(arrow.from), place(arrow.to))
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = max(1, (dx * dx + dy * dy).squareRoot())
        let (ux, uy) = (dx / length, dy / length)
        let middle = (x: (start.x + end.x) / 2 + uy * 26, y: (start.y + end.y) / 2 - ux * 26)
        let number = ChartText.number
        let gap = 27.0
        let path =
            "M\(number(start.x + ux * gap)) \(number(start.y + uy * gap))Q\(number(middle.x)) \(number(middle.y)) \(number(end.x - ux * gap)) \(number(end.y - uy * gap))"
        let dash: HTML = arrow.unanswered > 0 ? " stroke-dasharray=\"7 5\"" : .empty
        let tone: HTML = arrow.declined == arrow.count ? " opacity=\"0.45\"" : .empty
        return
            "<path d=\"\(path)\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"\(min(9, 1 + arrow.count))\"\(dash)\(tone) marker-end=\"url(#request-arrow)\"/>"
    }

    private func node(_ index: Int) -> HTML {
        let (place, number) = (place(index), ChartText.number)
        return """
            <circle cx="\(number(place.x))" cy="\(number(place.y))" r="22" fill="none" stroke="currentColor" stroke-width="2"/>\
            <text x="\(number(place.x))" y="\(number(place.y + 6))" font-size="17" text-anchor="middle" fill="currentColor">\(cells[index].code)</text>
            """
    }

    var table: HTML {
        guard !arrows.isEmpty else { return .empty }
        return """
            <details><summary>\(L("Show as a table"))</summary><div class="scroll" tabindex="0" role="region" aria-label="\(L("Requests between cells").string())"><table class="stack"><thead><tr>\
            <th scope="col">\(L("From"))</th><th scope="col">\(L("To"))</th><th scope="col">\(L("Requests"))</th><th scope="col">\(L("Not answered"))</th><th scope="col">\(L("Declined", context: "request"))</th></tr></thead><tbody>\
            \(arrows.html { arrow in
                "<tr><th scope=\"row\"><bdi>\(cells[arrow.from].name)</bdi></th><td data-label=\"\(L("To").string())\"><bdi>\(cells[arrow.to].name)</bdi></td><td class=\"num\" data-label=\"\(L("Requests").string())\">\(arrow.count)</td><td class=\"num\" data-label=\"\(L("Not answered").string())\">\(arrow.unanswered)</td><td class=\"num\" data-label=\"\(L("Declined", context: "request").string())\">\(arrow.declined)</td></tr>"
            })</tbody></table></div></details>
            """
    }
}
