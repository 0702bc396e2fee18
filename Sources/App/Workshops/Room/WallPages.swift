import Markup
import Web

/// What does not fit on the room's screen, page by page: they take turns by themselves, and by the keys of a presenter's remote.
struct WallPages {
    /// Unique on the screen: another id begins with its first page.
    let id: String
    let pages: [HTML]

    /// Between head and foot of the screen, in pixels of 1920 × 1080. "Page 1 of 2" stands at the end of a page's last line.
    static let height = 808.0

    var html: HTML {
        guard pages.count > 1 else { return pages.first ?? .empty }
        return """
            <div class="wall-pages" data-turn="\(id)">\(pages.enumerated().html { index, page in
                "<section class=\"wall-page\">\(page)<p class=\"wall-count\">\(L("Page \(index + 1) of \(pages.count)"))</p></section>"
            })</div>
            """
    }
}

/// Words of the room's screen in the size in which they take few lines.
struct WallWords {
    /// The class of the size; see the style sheet.
    let name: String
    /// In pixels of 1920 × 1080; 0 without words.
    let height: Double

    /// - Parameters:
    ///   - size: of the letters, in pixels, where the words are few.
    ///   - most: lines; more are written smaller.
    init(_ markup: HTML, size: Double, most: Int) {
        let words = markup.text.replacing(/<[^>]*>/, with: "")
        guard !words.isEmpty else {
            (name, height) = ("", 0)
            return
        }
        // A note leaves room for "Page 1 of 2".
        let width = size > 40 ? 1760.0 : 1460
        let lines = { (size: Double) in ChartText.lines(words, em: width / size, isBold: size > 40).count }
        if size > 40 {
            let sizes: [(String, Double)] = [("wall-1", 72), ("wall-2", 56), ("wall-3", 48)]
            let fitting = sizes.first { lines($0.1) <= ($0.0 == "wall-1" ? 1 : most) } ?? ("wall-3", 48)
            name = fitting.0
            height = Double(lines(fitting.1)) * fitting.1 * 1.15
        } else {
            name = ""
            height = Double(lines(size)) * size * 1.35
        }
    }
}
