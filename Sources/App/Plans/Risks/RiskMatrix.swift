import Domain
import Markup
import Web

/// Likelihood upwards, impact sideways: five by five fields, darker as the band is higher, each with its letter; the sectors' marks where
/// they stand, hatched where their confidence is poor; a frame around what was agreed. It is read in black and white.
struct RiskMatrix: Sendable {
    struct Mark: Sendable {
        /// As of ``SectorName``.
        let hue: Int
        let likelihood: Int
        let impact: Int
        let isPoor: Bool
    }

    /// Scenarios that stand in one field, by their number.
    struct Count: Sendable {
        let likelihood: Int
        let impact: Int
        let count: Int
    }

    let id: String
    let title: String
    let table: RiskTable
    var marks: [Mark] = []
    var counts: [Count] = []
    var agreed: (likelihood: Int, impact: Int)?
    var residual: (likelihood: Int, impact: Int)?

    private static let (left, top, wide, high) = (64.0, 20.0, 92.0, 68.0)
    let width = 540
    let height = 420

    private func box(_ likelihood: Int, _ impact: Int, _ target: ChartTarget) -> (x: Double, y: Double) {
        let x = Self.left + Double(impact - 1) * Self.wide
        let y = Self.top + Double(5 - likelihood) * Self.high
        return (target.isMirrored ? Double(width) - x - Self.wide : x, y)
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let hatch: HTML = """
            <defs><pattern id="\(id)-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <path d="M0 0V5" stroke="currentColor" stroke-width="2.5"/></pattern></defs>
            """
        return target.document(
            "risk-matrix", id: id, width: width, height: height, title: title,
            "\(hatch)\(fields(target))\(frames(target))\(shapes(target))\(words(target))")
    }

    private func fields(_ target: ChartTarget) -> HTML {
        RiskTable.levels.map { $0 }.html { likelihood in
            RiskTable.levels.map { $0 }.html { impact -> HTML in
                guard let band = table.band(likelihood: likelihood, impact: impact) else { return .empty }
                let (x, y) = box(likelihood, impact, target)
                let shade = ["0.04", "0.12", "0.22", "0.34"][band.rawValue]
                let edge = target.isMirrored ? x + Self.wide - 6 : x + 6
                return """
                    <rect x="\(ChartText.number(x))" y="\(ChartText.number(y))" width="\(ChartText.number(Self.wide))" height="\(ChartText.number(Self.high))" \
                    fill="currentColor" fill-opacity="\(shade)" stroke="currentColor" stroke-opacity="0.35"/>\
                    <text\(ChartPart.scaleText.attributes(target)) x="\(ChartText.number(edge))" y="\(ChartText.number(y + 15))" font-size="13" \
                    text-anchor="start">\(String(band.letter))</text>
                    """
            }
        }
    }

    private func frames(_ target: ChartTarget) -> HTML {
        func frame(_ place: (likelihood: Int, impact: Int)?, _ paint: HTML) -> HTML {
            guard let place, RiskTable.levels.contains(place.likelihood), RiskTable.levels.contains(place.impact) else {
                return .empty
            }
            let (x, y) = box(place.likelihood, place.impact, target)
            return """
                <rect x="\(ChartText.number(x + 2))" y="\(ChartText.number(y + 2))" width="\(ChartText.number(Self.wide - 4))" \
                height="\(ChartText.number(Self.high - 4))" fill="none" stroke="currentColor"\(paint)/>
                """
        }
        let first = frame(agreed, " stroke-width=\"5\"")
        return "\(first)\(frame(residual, " stroke-width=\"3\" stroke-dasharray=\"7 5\""))"
    }

    private func shapes(_ target: ChartTarget) -> HTML {
        var taken: [Int: Int] = [:]
        let shapes = marks.map { mark -> HTML in
            let field = mark.likelihood * 10 + mark.impact
            let place = taken[field, default: 0]
            taken[field] = place + 1
            let (x, y) = box(mark.likelihood, mark.impact, target)
            let step = Double(place % 4) * 20 + 17
            let middle = (x: target.isMirrored ? x + Self.wide - step : x + step, y: y + 30 + Double(place / 4) * 23)
            let poor: HTML =
                mark.isPoor
                ? """
                <circle cx="\(ChartText.number(middle.x))" cy="\(ChartText.number(middle.y))" r="12" fill="url(#\(id)-hatch)"/>
                """
                : .empty
            return "\(SectorShape.html(mark.hue, x: middle.x, y: middle.y, scale: 0.75, target))\(poor)"
        }
        let numbers = counts.filter { $0.count > 0 }.map { one -> HTML in
            let (x, y) = box(one.likelihood, one.impact, target)
            return """
                <text\(ChartPart.weight.attributes(target)) x="\(ChartText.number(x + Self.wide / 2))" y="\(ChartText.number(y + 44))" \
                font-size="24" text-anchor="middle">\(String(one.count))</text>
                """
        }
        return "\(shapes.html { $0 })\(numbers.html { $0 })"
    }

    private func words(_ target: ChartTarget) -> HTML {
        let rows = RiskTable.levels.map { $0 }.html { level in
            let y = Self.top + (Double(5 - level) + 0.5) * Self.high + 6
            return ChartWords.line(
                String(level), .scaleText, x: Self.left - 14, y: y, size: 17, width: width, target)
        }
        let columns = RiskTable.levels.map { $0 }.html { level in
            ChartWords.line(
                String(level), .scaleText, x: Self.left + (Double(level) - 0.5) * Self.wide,
                y: Self.top + 5 * Self.high + 20, size: 17, width: width, target)
        }
        let across = ChartWords.line(
            L("Impact").string(), .head, x: Self.left + 2.5 * Self.wide, y: Self.top + 5 * Self.high + 46, size: 17,
            width: width, target)
        let upright = ChartText.number(target.x(20, width: width))
        let middle = ChartText.number(Self.top + 2.5 * Self.high)
        return """
            \(rows)\(columns)\(across)<text\(ChartPart.head.attributes(target)) text-anchor="middle" font-size="17" x="\(upright)" y="\(middle)" \
            transform="rotate(-90 \(upright) \(middle))">\(L("Likelihood"))</text>
            """
    }
}
