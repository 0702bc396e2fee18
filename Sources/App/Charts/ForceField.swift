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
    /// How many of a side are drawn at most; the table behind the picture holds all.
    var limit = 12
    var size = ChartSize.desk
    /// How high the picture may be; nothing where the page has room for all.
    var room: Double?

    var width: Int { size.width }
    private var centre: Double { Double(width) / 2 }
    private var letters: Int { size.letters }
    private var top: Double { 2.9 * Double(letters) }
    /// How far from the middle the words end.
    private var reach: Double { size == .wall ? 252 : 233 }

    private func stack(_ forces: [Force]) -> ChartRows { stack(forces, scales) }

    /// Both sides are written alike.
    private var scales: [ChartRows.Scale] {
        let largest = [facilitating, blocking].map { stack($0, size.scales).scale.size }.min() ?? letters
        return size.scales.filter { $0.size <= largest }
    }

    private func stack(_ forces: [Force], _ scales: [ChartRows.Scale]) -> ChartRows {
        ChartRows(
            Self.ordered(forces).prefix(limit).map { .init(text: $0.text) }, width: centre - reach - 10,
            room: room.map { $0 - top - 1.6 * Double(letters) }, scales, enough: 4, least: 60)
    }

    var height: Int {
        let rows = max(stack(facilitating).height, stack(blocking).height, 130)
        return Int((top + rows + (isCut ? 1.6 * Double(letters) : 8)).rounded(.up))
    }

    private var isCut: Bool {
        stack(facilitating).rows.count < facilitating.count || stack(blocking).rows.count < blocking.count
    }

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
        let number = ChartText.number
        let middle = number(target.x(centre, width: width))
        let line: HTML = """
            <line\(ChartPart.present.attributes(target)) x1="\(middle)" y1="\(number(top - 8))" x2="\(middle)" y2="\(height - 8)"/>
            """
        return target.document(
            "forcefield", id: id, width: width, height: height, title: title,
            "\(side(.facilitating, target))\(side(.blocking, target))\(line)")
    }

    private func side(_ direction: AspectDirection, _ target: ChartTarget) -> HTML {
        let isLeft = direction == .facilitating
        let forces = Self.ordered(isLeft ? facilitating : blocking)
        let stack = stack(forces)
        let rows = zip(forces, stack.rows).map { $0 }.html { row($0, $1, direction, target) }
        let rest = forces.count - stack.rows.count
        let note: HTML =
            forces.isEmpty
            ? word(emptyLabel, .axis, from: reach, y: top + 48, direction, target)
            : rest > 0
                ? word("+ \(rest)", .axis, from: reach, y: Double(height) - 0.5 * Double(letters), direction, target)
                : .empty
        let group: HTML = target.isFile ? .empty : " class=\"\(direction.rawValue)\""
        let head = word(
            isLeft ? facilitatingHead : blockingHead, .head, from: 25, y: 1.5 * Double(letters), direction, target)
        return "<g\(group)>\(head)\(rows)\(note)</g>"
    }

    /// Everything is laid out by its distance from the middle; the right side is the mirror image of the left one.
    private func x(_ distance: Double, _ direction: AspectDirection) -> Double {
        direction == .facilitating ? centre - distance : centre + distance
    }

    private func word(
        _ text: String, _ part: ChartPart, from distance: Double, y: Double, _ direction: AspectDirection,
        _ target: ChartTarget
    ) -> HTML {
        ChartWords.line(
            text, part, x: x(distance, direction), y: y, size: letters + 4,
            side: direction == .facilitating ? .end : .start, width: width, target)
    }

    private func row(_ force: Force, _ own: ChartRows.Row, _ direction: AspectDirection, _ target: ChartTarget) -> HTML
    {
        let y = top + own.middle
        let label = ChartWords.label(
            own.label, .says, x: x(reach, direction), y: own.baseline(top),
            side: direction == .facilitating ? .end : .start, width: width, language: force.language, target)
        let shape = force.hue.map {
            SectorShape.html($0, x: target.x(x(reach - 22, direction), width: width), y: y, target)
        }
        let weight = ChartWords.line(
            "\(force.weight)", .weight, x: x(size == .wall ? 196 : 186, direction), y: y + 0.36 * Double(letters + 2),
            size: letters + 2,
            width: width, target)
        return
            "\(label)\(shape)\(weight)<path\(ChartPart.force(direction).attributes(target)) d=\"\(arrow(force.weight, y: y, direction, target))\"/>"
    }

    /// From its tail to its point at the line of the present situation.
    private func arrow(_ weight: Int, y: Double, _ direction: AspectDirection, _ target: ChartTarget) -> String {
        let (length, half) = Self.size(of: weight)
        let point = 8.0
        let (tail, neck) = (point + length, point + 26)
        let corners = [
            (tail, -half), (neck, -half), (neck, -half - 9), (point, 0), (neck, half + 9), (neck, half), (tail, half),
        ]
        let points = corners.map {
            "\(ChartText.number(target.x(x($0.0, direction), width: width))) \(ChartText.number(y + $0.1))"
        }
        return "M" + points.joined(separator: "L") + "Z"
    }
}
