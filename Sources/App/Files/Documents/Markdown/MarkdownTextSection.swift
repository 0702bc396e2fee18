import Domain
import Markup
import Web

/// Markdown as a part of a page: read into blocks by ``MarkdownReader``, written by ``DocumentBlocks``.
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
        let obstacle = obstacle(to: markdown)
        let shown = obstacle == nil ? markdown : String(decoding: markdown.utf8.prefix(shownAtMost), as: UTF8.self)
        let keys = CitationMarkers.numbers(in: shown)
        let known = Dictionary(uniqueKeysWithValues: keys.compactMap { key in source(key).map { (key, $0) } })
        let writer = DocumentBlocks(
            place: .page(Dictionary(known.values.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })),
            direction: direction, words: DocumentWords(.current))
        let citations = known.mapValues(\.number)
        if let obstacle {
            return """
                <div class="notice"><p>\(asTyped(obstacle))</p></div>\
                <div class="lines-kept" lang="\(language)" dir="\(direction)">\(writer.line(typed(shown, citations)))</div>
                """
        }
        let blocks = MarkdownReader.pageBlocks(markdown, level: level - 1, citations: citations)
        return "<div class=\"prose\" lang=\"\(language)\" dir=\"\(direction)\">\(writer.html(blocks))</div>"
    }

    /// Why a text is not laid out; nil if it is.
    static func obstacle(to markdown: String) -> Message? {
        if let limit = MarkdownBounds.exceeded(by: markdown) { return limit.message }
        guard let deadline, ContinuousClock.now > deadline else { return nil }
        return L("There is too much on this page to lay out all of it at once.")
    }

    static func asTyped(_ reason: Message) -> Message {
        L("\(reason.string()) So it is shown here as it was typed.")
    }

    /// Text alone, with the numbers of what it cites.
    private static func typed(_ text: String, _ citations: [Int: Int]) -> [Document.Inline] {
        MarkdownMarkers.pieces(of: MarkdownMarkers.hidden(in: text)).map { piece in
            switch piece {
            case .text(let text): .text(text)
            case .marker(let key): citations[key].map { .citation($0) } ?? .uncited(key)
            }
        }
    }
}
