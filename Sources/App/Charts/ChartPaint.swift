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

/// How a line of a slope chart moves against the reading by people.
enum Movement: String, Sendable {
    case rise, fall, plain
}

/// The parts of a chart, by their class in the style sheet; in a file, by attributes with the same light tokens.
enum ChartPart: Sendable, Equatable {
    case axis, scaleText, grid, label(Movement), line(Movement), ring(Movement), place, span, mark(hue: Int)
    case column(band: String), median, pace, area, count

    func attributes(_ target: ChartTarget) -> HTML {
        HTML(trusted: " " + (target.isFile ? fileAttributes : "class=\"\(name)\""))
    }

    private var name: String {
        switch self {
        case .axis: "axis"
        case .scaleText: "scale-text"
        case .grid: "grid"
        case .label: "label"
        case .line: "line"
        case .ring: "ring"
        case .place: "place"
        case .span: "span"
        case .mark: "mark"
        case .column(let band): "column \(band)"
        case .median: "median"
        case .pace: "pace"
        case .area: "area"
        case .count: "count"
        }
    }

    private var fileAttributes: String {
        let (ink, muted) = ("fill=\"#16202E\"", "fill=\"#566070\"")
        switch self {
        case .axis, .scaleText: return muted
        case .count: return ink
        case .grid: return "stroke=\"#DEDBD3\" stroke-width=\"1\""
        case .label(let movement):
            return "\(ink) text-anchor=\"end\"" + (movement == .plain ? "" : " font-weight=\"700\"")
        case .line(let movement):
            let dash = movement == .fall ? " stroke-dasharray=\"14 5\"" : ""
            return
                "fill=\"none\" stroke=\"\(Self.colour(movement))\" stroke-width=\"\(movement == .plain ? 2 : 5)\"\(dash)"
        case .ring(let movement):
            return
                "fill=\"#FBFAF7\" stroke=\"\(Self.colour(movement))\" stroke-width=\"\(movement == .plain ? "1.5" : "3")\""
        case .place: return "\(ink) text-anchor=\"middle\" font-weight=\"600\""
        case .span: return "stroke=\"#8B939E\" stroke-width=\"4\" opacity=\"0.45\""
        case .mark(let hue):
            return "fill=\"\(Self.hues[(max(1, hue) - 1) % Self.hues.count])\" stroke=\"#FBFAF7\" stroke-width=\"2\""
        case .column(let band): return "fill=\"#0B5C7A\"" + (band == "high" ? "" : " opacity=\"0.6\"")
        case .median: return ink
        case .pace: return "fill=\"none\" stroke=\"#0B5C7A\" stroke-width=\"3\""
        case .area: return "fill=\"#0B5C7A\" opacity=\"0.15\""
        }
    }

    private static func colour(_ movement: Movement) -> String {
        switch movement {
        case .rise: "#0B6E94"
        case .fall: "#B4590A"
        case .plain: "#8B939E"
        }
    }

    /// The sector hues of the style sheet, light.
    private static let hues: [String] = [
        "#1B7F6B", "#4A4FA3", "#B4590A", "#93386F", "#75650A", "#4F5B6B", "#2F6DB5", "#7A4A2B",
    ]
}

/// Numbers and texts as charts need them.
enum ChartText {
    /// At most one decimal, none where whole.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        guard tenths % 10 != 0 else { return String(tenths / 10) }
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// By the first letter that has a direction; nothing where none has.
    static func isRightToLeft(_ text: String) -> Bool? {
        text.unicodeScalars.first { $0.properties.isAlphabetic }.map {
            (0x590...0x8FF).contains($0.value) || (0xFB1D...0xFDFF).contains($0.value)
                || (0xFE70...0xFEFF).contains($0.value)
        }
    }

    /// A label in the room that it has.
    struct Label: Sendable, Equatable {
        let lines: [String]
        let size: Int
        let leading: Int
    }

    /// The whole text as large as it fits, down to a size that can still be read on paper; only what is longer than that ends in "…".
    /// - Parameter width, height: in the units of the picture.
    static func fit(_ text: String, width: Double, height: Double, largest: Int, smallest: Int = 12) -> Label {
        for size in stride(from: largest, through: smallest, by: -1) {
            let label = label(text, width, height, size)
            if label.lines.last?.hasSuffix("…") != true || text.hasSuffix("…") { return label }
        }
        return label(text, width, height, smallest)
    }

    /// The labels of one picture in one size, as long as that is not a small one: then only the longest are smaller.
    static func fit(_ texts: [String], width: Double, height: Double, largest: Int) -> [Label] {
        let sizes = texts.map { fit($0, width: width, height: height, largest: largest).size }
        let common = min(largest, max(20, sizes.min() ?? largest))
        return texts.map { fit($0, width: width, height: height, largest: common) }
    }

    private static func label(_ text: String, _ width: Double, _ height: Double, _ size: Int) -> Label {
        let leading = Int((Double(size) * 1.08).rounded())
        let lines = max(1, Int(height) / leading)
        // How wide a letter is, taken over the alphabets: 0.515 of the size.
        return Label(
            lines: wrap(text, width: max(4, Int(width / (0.515 * Double(size)))), lines: lines), size: size,
            leading: leading)
    }

    /// Breaks a text into at most `lines` lines of at most `width` characters, at spaces where there are any; "…" for what is left out.
    static func wrap(_ text: String, width: Int, lines: Int = 2) -> [String] {
        var result: [String] = []
        var line = ""
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
        while let word = words.first {
            let candidate = line.isEmpty ? word : line + " " + word
            if candidate.count <= width {
                line = candidate
                words = words.dropFirst()
                continue
            }
            if line.isEmpty {
                line = String(word.prefix(width))
                words[words.startIndex] = String(word.dropFirst(width))
            }
            if result.count == lines - 1 { break }
            result.append(line)
            line = ""
        }
        guard !words.isEmpty else { return line.isEmpty ? result : result + [line] }
        let kept = line.count < width ? line : String(line.prefix(width - 1))
        return result + [kept.trimmed + "…"]
    }
}
