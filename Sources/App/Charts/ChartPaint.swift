import Domain
import Markup
import Web

/// Where a chart goes: into a page, whose style sheet paints it by class, or into a file of its own, which carries its colours.
enum ChartTarget: Sendable {
    case page(direction: String)
    case file(direction: String)

    /// In the direction of the language of the task.
    static var page: ChartTarget { .page(direction: Language.current.direction) }
    static var file: ChartTarget { .file(direction: Language.current.direction) }

    var isFile: Bool { if case .file = self { true } else { false } }

    var isMirrored: Bool {
        switch self {
        case .page(let direction), .file(let direction): direction == "rtl"
        }
    }

    /// The opening tag, the title, and in a file the paper under it. A picture that holds links is a group: an image has no parts.
    func document(_ name: String, id: String, width: Int, height: Int, title: String, _ content: HTML) -> HTML {
        let direction: HTML = isMirrored ? " direction=\"rtl\"" : ""
        guard isFile else {
            return """
                <svg class="chart \(name)" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="\(content.text.contains("<a ") ? "group" : "img")" aria-labelledby="\(id)-t"\(direction)>\
                <title id="\(id)-t">\(title)</title>\(content)</svg>
                """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)"\(direction) \
            font-family="\(DocumentFonts.families)"><title>\(title)</title>\
            <rect width="\(width)" height="\(height)" fill="#FBFAF7"/>\(content)</svg>

            """
    }

    func x(_ x: Double, width: Int) -> Double { isMirrored ? Double(width) - x : x }

    /// Somebody's words in a picture of the other direction stand apart (UAX 9, isolates): otherwise their full stop comes first.
    func isolated(_ lines: [String]) -> [String] {
        guard let isRightToLeft = lines.lazy.compactMap(ChartText.isRightToLeft).first, isRightToLeft != isMirrored
        else {
            return lines
        }
        return lines.map { "\(isRightToLeft ? "\u{2067}" : "\u{2066}")\($0)\u{2069}" }
    }
}

/// Where a line, or an issue, ends: among the first, no longer among them, or elsewhere. It is told by weight and dashes too, so that it can
/// be read in black and white.
enum Standing: String, Sendable {
    case lead, lost, plain
}

/// The parts of a chart, by their class in the style sheet; in a file, by attributes with the same light tokens.
enum ChartPart: Sendable, Equatable {
    case axis, scaleText, grid, label, says, count, head, weight
    case line(Standing), ring(Standing), place(Standing)
    case span, mark(hue: Int), column(band: String), median, pace, area
    case present, force(AspectDirection)
    case split, leader
    case planned, adopted, blocked, solved, quick

    func attributes(_ target: ChartTarget) -> HTML {
        HTML(trusted: " " + (target.isFile ? fileAttributes : "class=\"\(name)\""))
    }

    private var name: String {
        switch self {
        case .axis: "axis"
        case .scaleText: "scale-text"
        case .grid: "grid"
        case .label: "label"
        case .says: "says"
        case .count: "count"
        case .head: "head"
        case .weight: "weight"
        case .line(let standing): "line \(standing.rawValue)"
        case .ring(let standing): "ring \(standing.rawValue)"
        case .place(let standing): "place \(standing.rawValue)"
        case .span: "span"
        case .mark: "mark"
        case .column(let band): "column \(band)"
        case .median: "median"
        case .pace: "pace"
        case .area: "area"
        case .present: "present"
        case .force: "force"
        case .split: "split"
        case .leader: "leader"
        case .planned: "planned"
        case .adopted: "adopted"
        case .blocked: "blocked"
        case .solved: "solved"
        case .quick: "quick"
        }
    }

    private var fileAttributes: String {
        typeface ?? paint
    }

    /// Of words, in a file.
    private var typeface: String? {
        let (ink, muted) = ("fill=\"\(Self.ink)\"", "fill=\"#566070\"")
        switch self {
        case .axis, .scaleText: return muted
        case .says, .count: return ink
        case .label: return "\(ink) text-anchor=\"end\""
        case .head: return "\(ink) font-weight=\"600\""
        case .weight: return "\(ink) font-weight=\"700\""
        case .place(let standing):
            return "fill=\"\(standing == .lead ? Self.paper : Self.ink)\" text-anchor=\"middle\" font-weight=\"600\""
        default: return nil
        }
    }

    /// Of lines and areas, in a file.
    private var paint: String {
        switch self {
        case .grid: "stroke=\"#DEDBD3\" stroke-width=\"1\""
        case .line(.lead): "fill=\"none\" stroke=\"\(Self.strong)\" stroke-width=\"6\""
        case .line(.lost): "fill=\"none\" stroke=\"\(Self.ink)\" stroke-width=\"4\" stroke-dasharray=\"14 7\""
        case .line(.plain): "fill=\"none\" stroke=\"\(Self.quiet)\" stroke-width=\"2\""
        case .ring(.lead): "fill=\"\(Self.strong)\" stroke=\"\(Self.strong)\" stroke-width=\"3\""
        case .ring(.lost): "fill=\"\(Self.paper)\" stroke=\"\(Self.ink)\" stroke-width=\"3\""
        case .ring(.plain): "fill=\"\(Self.paper)\" stroke=\"\(Self.quiet)\" stroke-width=\"1.5\""
        case .span: "stroke=\"\(Self.quiet)\" stroke-width=\"4\" opacity=\"0.45\""
        case .mark(let hue):
            "fill=\"\(Self.hues[(max(1, hue) - 1) % Self.hues.count])\" stroke=\"\(Self.paper)\" stroke-width=\"2\""
        case .column(let band): "fill=\"\(Self.accent)\"" + (band == "high" ? "" : " opacity=\"0.6\"")
        case .pace: "fill=\"none\" stroke=\"\(Self.accent)\" stroke-width=\"3\""
        case .area: "fill=\"\(Self.accent)\" opacity=\"0.15\""
        case .present: "stroke=\"\(Self.ink)\" stroke-width=\"5\""
        case .force(let direction): "fill=\"\(direction == .facilitating ? Self.strong : Self.ink)\""
        case .split: "stroke=\"\(Self.quiet)\" stroke-width=\"2\" stroke-dasharray=\"6 6\""
        case .leader: "stroke=\"\(Self.quiet)\" fill=\"\(Self.quiet)\" stroke-width=\"1.5\""
        case .planned: "fill=\"none\" stroke=\"\(Self.accent)\" stroke-width=\"4\""
        case .adopted: "fill=\"\(Self.accent)\""
        case .solved: "fill=\"none\" stroke=\"#1B6B57\" stroke-width=\"5\""
        case .quick: "fill=\"#EDF2F4\""
        default: "fill=\"\(Self.ink)\""
        }
    }

    private static let (ink, paper, quiet, accent, strong) = ("#16202E", "#FBFAF7", "#8B939E", "#0B5C7A", "#0B6E94")

    /// The sector hues of the style sheet, light: nothing else has them.
    private static let hues: [String] = [
        "#1B7F6B", "#4A4FA3", "#B4590A", "#93386F", "#75650A", "#4F5B6B", "#2F6DB5", "#7A4A2B",
    ]
}
