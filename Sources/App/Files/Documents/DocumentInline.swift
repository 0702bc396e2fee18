import Domain
import Markup
import Web

extension Document {
    /// A piece of a line.
    indirect enum Inline: Sendable, Hashable {
        case text(String)
        case strong([Inline])
        case emphasis([Inline])
        case struck([Inline])
        case code(String)
        /// To the web or a mail address; on a page of this server also to one of its places: see ``MarkdownReader``.
        case link([Inline], address: String, title: String = "")
        /// To a heading or a source of this document.
        case reference([Inline], id: String)
        /// The number of a ``Source``.
        case citation(Int)
        /// A marker `[@99]` that cites nothing known; it stays as it was typed.
        case uncited(Int)
        /// Somebody's words in their own language.
        case foreign([Inline], language: String)
        case lineBreak

        /// Without any form.
        var plain: String {
            switch self {
            case .text(let text), .code(let text): text
            case .strong(let parts), .emphasis(let parts), .struck(let parts), .link(let parts, _, _),
                .reference(let parts, _), .foreign(let parts, _):
                parts.plain
            case .citation(let number): "[\(number)]"
            case .uncited(let key): CitationMarkers.text(key)
            case .lineBreak: " "
            }
        }
    }
}

extension [Document.Inline] {
    var plain: String { map(\.plain).joined() }

    /// All of it is strong: it says what follows, and stays with it on the page.
    var isLead: Bool {
        if count == 1, case .strong? = first { true } else { false }
    }

    /// Interface text with its markup: what ``Markup/HTML`` arguments of a message mark as bold and as somebody's language stays.
    init(_ message: Message) { self = InlineReader.read(message.html().text) }

    init(_ message: Message?) { self = message.map { [Document.Inline]($0) } ?? [] }
}

/// Reads back the little markup that messages carry: `<b>`, `<span lang>`, `<bdi>`. Everything else is taken for text.
private struct InlineReader {
    private var stack: [(tag: String, language: String?, parts: [Document.Inline])] = [("", nil, [])]

    static func read(_ html: String) -> [Document.Inline] {
        var reader = InlineReader()
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            reader.append(String(rest[..<open]))
            let close = rest[open...].firstIndex(of: ">") ?? rest.index(before: rest.endIndex)
            reader.tag(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        reader.append(String(rest))
        while reader.stack.count > 1 { reader.close() }
        return reader.stack[0].parts
    }

    private mutating func append(_ text: String) {
        guard !text.isEmpty else { return }
        stack[stack.count - 1].parts.append(.text(Self.unescaped(text)))
    }

    private mutating func tag(_ content: String) {
        let name = content.prefix { $0.isLetter || $0 == "/" }.lowercased()
        if name.hasPrefix("/") {
            if stack.count > 1, stack.last?.tag == String(name.dropFirst()) { close() }
        } else if ["b", "strong", "span", "bdi", "i", "em", "small", "abbr"].contains(name) {
            let language = content.range(of: "lang=\"").map { content[$0.upperBound...].prefix { $0 != "\"" } }
            stack.append((name, language.map(String.init), []))
        }
    }

    private mutating func close() {
        guard let last = stack.popLast() else { return }
        var parts = last.parts
        if ["b", "strong"].contains(last.tag) { parts = [.strong(parts)] }
        if ["i", "em"].contains(last.tag) { parts = [.emphasis(parts)] }
        if let language = last.language { parts = [.foreign(parts, language: language)] }
        stack[stack.count - 1].parts += parts
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
    }
}
