import Domain
import Markup
import Web

/// A comparison of texts as people read it: struck and underlined, and said in words to screen readers.
enum ComparisonView {
    /// - Parameter keeps: characters of an unchanged stretch that stay at each side of a change; nothing keeps all of it.
    static func html(_ comparison: TextComparison, keeps: Int? = nil) -> HTML {
        comparison.pieces.enumerated().html { index, piece in
            switch piece.kind {
            case .same:
                same(piece.text, keeps, isFirst: index == 0, isLast: index == comparison.pieces.count - 1)
            case .removed: "<del><span class=\"sr\">\(L("removed:")) </span>\(piece.text)</del>"
            case .added:
                "<ins><span class=\"sr\">\(L("new:")) </span>\(piece.text)<span class=\"sr\"> \(L("as before:")) </span></ins>"
            }
        }
    }

    /// A long stretch that has not changed is cut at the ends of words.
    private static func same(_ text: String, _ keeps: Int?, isFirst: Bool, isLast: Bool) -> HTML {
        guard let keeps, text.count > 3 * keeps else { return "\(text)" }
        let head = isFirst ? "" : String(text.prefix(keeps).prefix { _ in true })
        let tail = isLast ? "" : String(text.suffix(keeps))
        let start = head.lastIndex(where: \.isWhitespace).map { String(head[..<$0]) } ?? head
        let end = tail.firstIndex(where: \.isWhitespace).map { String(tail[$0...]) } ?? tail
        let left = text.count - start.count - end.count
        return """
            \(start) <span class="muted small">[\(L(left, one: "\(left) character as before", other: "\(left) characters as before"))]</span>\(end)
            """
    }
}
