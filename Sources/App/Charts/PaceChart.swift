import Markup
import Web

/// How answers came in over time: a rising step line under the line of all who are present.
struct PaceChart: Sendable {
    let id: String
    let title: String
    /// Epoch milliseconds of each person's first answer, ascending.
    let times: [Int64]
    let opened: Int64
    /// The end of the time axis: now, and not before ``narrowest``.
    let end: Int64
    let now: Int64
    let present: Int

    /// Milliseconds: the time axis is at least so long, so that the first answers have a shape.
    static let narrowest: Int64 = 30_000

    static let (width, height) = (600, 120)

    private func x(_ time: Int64) -> Double {
        let span = Double(max(1, end - opened))
        return Double(Self.width) * min(1, max(0, Double(time - opened) / span))
    }

    private func y(_ count: Int) -> Double {
        let top = max(1, present, times.count)
        return 110 - 100 * Double(count) / Double(top)
    }

    /// The corners of the step line from the opening until now.
    var corners: [(x: Double, y: Double)] {
        var corners: [(x: Double, y: Double)] = [(0, y(0))]
        for (index, time) in times.enumerated() {
            corners.append((x(time), y(index)))
            corners.append((x(time), y(index + 1)))
        }
        corners.append((x(max(now, times.last ?? now)), y(times.count)))
        return corners
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let points = corners.map { "\(ChartText.number(target.x($0.x, width: Self.width))) \(ChartText.number($0.y))" }
        let line = "M" + points.joined(separator: "L")
        let last = ChartText.number(target.x(corners.last?.x ?? 0, width: Self.width))
        let first = ChartText.number(target.x(0, width: Self.width))
        let top = ChartText.number(y(present))
        return target.document(
            "pacechart", id: id, width: Self.width, height: Self.height, title: title,
            """
            <line\(ChartPart.grid.attributes(target)) x1="0" y1="\(top)" x2="\(Self.width)" y2="\(top)"/>\
            <path\(ChartPart.area.attributes(target)) d="\(line)L\(last) 110L\(first) 110Z"/>\
            <path\(ChartPart.pace.attributes(target)) d="\(line)"/>
            """)
    }
}
