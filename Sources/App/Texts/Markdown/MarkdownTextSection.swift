import CCMark
import Domain
import Markup
import Web

/// How a citation is shown in a rendered text.
struct CitedSource {
    /// What readers see: [1], [2] …
    let number: Int
    let title: String
    /// Where the number leads: `#evidence-3`, or an address of this server.
    let href: String
}

/// Markdown as markup: CommonMark with tables and strikethrough by cmark-gfm, in its safe mode. HTML in a text is shown as typed,
/// pictures are replaced by their description (nothing is loaded from elsewhere), and a link leads to the web, a mail address or a
/// place of this server, or nowhere.
///
/// A text beyond ``MarkdownBounds`` is refused where it would be stored; one that is stored already, or whose turn comes too late, is
/// shown as it was typed, with a sentence that says so. Pages render in the ``RenderingRoom``.
enum MarkdownText {
    /// Bytes of a text that is shown as it was typed; nothing so long can be stored.
    private static let shownAtMost = 1_000_000

    /// When a page has taken its time.
    @TaskLocal static var deadline: ContinuousClock.Instant?

    /// - Parameters:
    ///   - language: BCP 47, of the text.
    ///   - level: of the heading that the text stands under (1–6); its own headings begin one below.
    ///   - source: what the marker `[@key]` cites; nothing for an unknown one, which is shown as a warning.
    static func html(
        _ markdown: String, language: String, below level: Int = 1, source: (Int) -> CitedSource? = { _ in nil }
    ) -> HTML {
        let direction = TextDirection.of(language)
        guard !markdown.isEmpty else { return .empty }
        if let reason = obstacle(to: markdown) {
            return """
                <div class="notice"><p>\(L("\(reason.string()) So it is shown here as it was typed."))</p></div>\
                <div class="lines-kept" lang="\(language)" dir="\(direction)">\(typed(markdown, source))</div>
                """
        }
        return """
            <div class="prose" lang="\(language)" dir="\(direction)">\(HTML(trusted: body(markdown, below: level, source)))</div>
            """
    }

    /// Why a text is not laid out; nothing where it is.
    static func obstacle(to markdown: String) -> Message? {
        if let limit = MarkdownBounds.exceeded(by: markdown) { return limit.message }
        guard let deadline, ContinuousClock.now > deadline else { return nil }
        return L("There is too much on this page to lay out all of it at once.")
    }

    /// Text alone, with the numbers of what it cites.
    private static func typed(_ markdown: String, _ source: (Int) -> CitedSource?) -> HTML {
        let clean = MarkdownMarkers.hidden(in: String(decoding: markdown.utf8.prefix(shownAtMost), as: UTF8.self))
        return HTML(
            trusted: MarkdownMarkers.shown(in: HTML(escaping: clean).text) { key in
                source(key).map(citation) ?? unknown(key)
            })
    }

    private static func body(_ markdown: String, below level: Int, _ source: (Int) -> CitedSource?) -> String {
        let text = MarkdownMarkers.hidden(in: markdown)
        let rendered = MarkdownTree.render(text, headingsBelow: level)
        let framed = rendered.replacing("<table>", with: "<div class=\"scroll\" tabindex=\"0\"><table>")
            .replacing("</table>", with: "</table></div>")
        return MarkdownMarkers.shown(in: framed) { key in
            source(key).map(citation) ?? unknown(key)
        }
    }

    private static func citation(_ source: CitedSource) -> HTML {
        """
        <a class="cite" href="\(source.href)" title="\(source.title)"><span class="sr">\(L("Evidence")) </span>[\(source.number)]</a>
        """
    }

    private static func unknown(_ key: Int) -> HTML {
        let title = L("There is no evidence with the number \(key).").string()
        return """
            <mark class="cite unknown" title="\(title)">\(CitationMarkers.text(key))<span class="sr"> \(title)</span></mark>
            """
    }
}

/// Citation markers on their way through the Markdown parser, which would take `[@12]:` for a link: they travel between two
/// private-use characters, which no stored text holds.
enum MarkdownMarkers {
    private static let open: Character = "\u{E000}"
    private static let close: Character = "\u{E001}"

    static func hidden(in text: String) -> String {
        let plain = text.filter { $0 != open && $0 != close }
        return CitationMarkers.replacing(in: plain) { "\(open)\($0)\(close)" }
    }

    /// Back to how it was typed: in code and addresses, where a marker cites nothing.
    static func typed(in text: String) -> String { replacing(in: text) { CitationMarkers.text($0) } }

    static func shown(in text: String, _ markup: (Int) -> HTML) -> String { replacing(in: text) { markup($0).text } }

    private static func replacing(in text: String, _ replacement: (Int) -> String) -> String {
        var output = ""
        for (index, piece) in text.split(separator: open, omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = piece.firstIndex(of: close), let number = Int(piece[..<end]) else {
                output += piece
                continue
            }
            output += replacement(number) + piece[piece.index(after: end)...]
        }
        return output
    }
}

/// The direction in which a language is written.
enum TextDirection {
    private static let rightToLeft: Set<String> = ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]

    static func of(_ language: String) -> String {
        rightToLeft.contains(String(language.prefix { $0 != "-" }).lowercased()) ? "rtl" : "ltr"
    }
}
