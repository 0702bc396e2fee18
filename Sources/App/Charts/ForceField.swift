import Domain
import Markup
import Web

/// A force field: what helps pushes the present situation from one side, what hinders from the other; the weight of each is the
/// length and thickness of its arrow. The sector concerned stands beside it by shape and hue.
struct ForceField: Sendable {
    struct Force: Sendable, Equatable {
        let text: String
        /// BCP 47.
        let language: String
        /// 1…5.
        let weight: Int
        /// The sector's hue and shape, 1…8; nothing where it concerns all or none.
        let hue: Int?
    }

    /// Unique on the page.
    let id: String
    /// The one sentence that a screen reader says.
    let title: String
    /// The heads of the sides, with their sums: "Helps · 14".
    let facilitatingHead: String
    let blockingHead: String
    /// Stands on a side without a force.
    let emptyLabel: String
    /// Each side is drawn with the strongest first.
    let facilitating: [Force]
    let blocking: [Force]
    /// How many of a side are drawn; the table behind the picture holds all.
    var limit = 12

    /// As wide as its words need it: a low field on a wide screen gives them the room beside it.
    var width = 1210
    private var centre: Double { Double(width) / 2 }
    private static let top = 64.0

    /// How much room each force has: few are written large.
    private struct Measure {
        let pitch: Double
        let size: Int
    }

    private var measure: Measure {
        switch rows {
        case ...4: Measure(pitch: 124, size: 30)
        case ...7: Measure(pitch: 78, size: 26)
        default: Measure(pitch: 60, size: 21)
        }
    }

    /// Rows of the fuller side, at least two.
    private var rows: Int { max(2, min(limit, max(facilitating.count, blocking.count))) }

    private var isCut: Bool { max(facilitating.count, blocking.count) > limit }

    var height: Int { Int(Self.top + Double(rows) * measure.pitch) + (isCut ? 52 : 16) }

    /// Strongest first; equal ones keep their order.
    static func ordered(_ forces: [Force]) -> [Force] {
        forces.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
    }

    /// Length of an arrow and half the thickness of its shaft.
    static func size(of weight: Int) -> (length: Double, half: Double) {
        let weight = Double(min(5, max(1, weight)))
        return (41 + 24 * weight, 2 + 3 * weight)
    }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let bottom = Self.top + Double(rows) * measure.pitch
        let number = ChartText.number
        let middle = number(target.x(centre, width: width))
        let line: HTML = """
            <line\(Paint.present.attributes(target)) x1="\(middle)" y1="\(number(Self.top - 8))" x2="\(middle)" y2="\(number(bottom))"/>
            """
        return target.document(
            "forcefield", id: id, width: width, height: height, title: title,
            "\(side(.facilitating, target))\(side(.blocking, target))\(line)")
    }

    private func side(_ direction: AspectDirection, _ target: ChartTarget) -> HTML {
        let isLeft = direction == .facilitating
        let forces = Self.ordered(isLeft ? facilitating : blocking)
        // Everything is laid out for the left side; the right one is its mirror image.
        let place = { (x: Double) in target.x(isLeft ? x : Double(width) - x, width: width) }
        let anchor: HTML = isLeft ? "end" : "start"
        let head = isLeft ? facilitatingHead : blockingHead
        let labels = ChartText.fit(
            forces.prefix(limit).map(\.text), width: centre - 243, height: measure.pitch - 14, largest: measure.size)
        let rows = forces.prefix(limit).enumerated().html { index, force in
            row(
                force, labels[index], direction, y: Self.top + measure.pitch * (Double(index) + 0.5), anchor, place,
                target)
        }
        let note: HTML =
            forces.isEmpty
            ? text(emptyLabel, .quiet, x: place(centre - 233), y: Self.top + 48, size: 24, anchor, target)
            : forces.count > limit
                ? text(
                    "+ \(forces.count - limit)", .quiet, x: place(centre - 233), y: Double(height) - 18, size: 24,
                    anchor, target
                ) : .empty
        let group: HTML = target.isFile ? .empty : " class=\"\(direction.rawValue)\""
        return
            "<g\(group)>\(text(head, .head, x: place(centre - 25), y: 36, size: 28, anchor, target))\(rows)\(note)</g>"
    }

    private func row(
        _ force: Force, _ own: ChartText.Label, _ direction: AspectDirection, y: Double, _ anchor: HTML,
        _ place: (Double) -> Double,
        _ target: ChartTarget
    ) -> HTML {
        let first = y + 0.35 * Double(own.size) - Double(own.leading * (own.lines.count - 1)) / 2
        let x = ChartText.number(place(centre - 233))
        let spans = target.isolated(own.lines).enumerated().html { index, line in
            let step: HTML = index == 0 ? .empty : " dy=\"\(own.leading)\""
            return "<tspan x=\"\(x)\"\(step)>\(line)</tspan>"
        }
        let weight = """
            <text\(Paint.weight.attributes(target)) text-anchor="middle" x="\(ChartText.number(place(centre - 183)))" \
            y="\(ChartText.number(y + 8))" font-size="24">\(force.weight)</text>
            """ as HTML
        return """
            <text\(Paint.label.attributes(target)) text-anchor="\(anchor)" x="\(x)" y="\(ChartText.number(first))" \
            font-size="\(own.size)" lang="\(force.language)">\(spans)</text>\
            \(force.hue.map { SectorShape.html($0, x: place(centre - 211), y: y, target) })\(weight)\
            <path\(Paint.arrow(direction).attributes(target)) d="\(arrow(force.weight, y: y, place))"/>
            """
    }

    /// From its tail to its point at the line of the present situation.
    private func arrow(_ weight: Int, y: Double, _ place: (Double) -> Double) -> String {
        let (length, half) = Self.size(of: weight)
        let point = centre - 8
        let (tail, neck) = (point - length, point - 26)
        let corners = [
            (tail, -half), (neck, -half), (neck, -half - 9), (point, 0), (neck, half + 9), (neck, half), (tail, half),
        ]
        let points = corners.map { "\(ChartText.number(place($0.0))) \(ChartText.number(y + $0.1))" }
        return "M" + points.joined(separator: "L") + "Z"
    }

    private func text(
        _ text: String, _ paint: Paint, x: Double, y: Double, size: Int, _ anchor: HTML, _ target: ChartTarget
    ) -> HTML {
        """
        <text\(paint.attributes(target)) text-anchor="\(anchor)" x="\(ChartText.number(x))" y="\(ChartText.number(y))" \
        font-size="\(size)">\(text)</text>
        """
    }

    /// The parts of the picture: by class in a page, with the light tokens in a file.
    private enum Paint {
        case head, label, weight, quiet, present, arrow(AspectDirection)

        func attributes(_ target: ChartTarget) -> HTML {
            HTML(trusted: " " + (target.isFile ? fileAttributes : "class=\"\(name)\""))
        }

        private var name: String {
            switch self {
            case .head: "head"
            case .label: "says"
            case .weight: "weight"
            case .quiet: "axis"
            case .present: "present"
            case .arrow: "force"
            }
        }

        private var fileAttributes: String {
            switch self {
            case .head: "fill=\"#16202E\" font-weight=\"600\""
            case .label: "fill=\"#16202E\""
            case .weight: "fill=\"#16202E\" font-weight=\"700\""
            case .quiet: "fill=\"#566070\""
            case .present: "stroke=\"#16202E\" stroke-width=\"5\""
            case .arrow(let direction): "fill=\"\(direction == .facilitating ? "#0B6E94" : "#B4590A")\""
            }
        }
    }
}
