import CCMark
import Domain
import Foundation
import Web

/// What people wrote in Markdown (CommonMark with the tables, strike-outs and bare addresses of GFM), read by cmark-gfm into the blocks of a
/// document, for pages and for paper alike. HTML in a text stays the text that it is, pictures become their description, and links lead
/// to http, https and mailto only, on a page also to places of this server: nothing that somebody wrote can make a browser or a
/// converter open a file or an address.
struct MarkdownReader {
    /// Added to the levels of its headings: under a section of level 2, `# Heading` is of level 3.
    private let level: Int
    /// Before the ids of its headings; nil if they have none.
    private let prefix: String?
    /// From the number in the text (`[@12]`) to the number that readers see.
    private let citations: [Int: Int]
    private let isOnPage: Bool

    /// Deeper nesting is written flat: ``MarkdownBounds`` lets lists and quotes go so deep, and emphasis without end.
    private static let deepest = MarkdownBounds.nesting
    private static let options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE

    /// For a document of its own. A text beyond ``MarkdownBounds`` comes as it was typed, with a sentence that says so.
    static func blocks(
        _ markdown: String, level: Int = 0, prefix: String = "", citations: [Int: Int] = [:]
    ) -> [Document.Block] {
        if let reason = MarkdownText.obstacle(to: markdown) {
            return [
                .notice([Document.Inline](MarkdownText.asTyped(reason)), .warning),
                .code(CitationMarkers.replacing(in: markdown) { key in citations[key].map { "[\($0)]" } }),
            ]
        }
        return MarkdownReader(level: level, prefix: prefix, citations: citations, isOnPage: false).read(markdown)
    }

    /// For a part of a page, which has asked ``MarkdownText/obstacle(to:)``.
    static func pageBlocks(_ markdown: String, level: Int, citations: [Int: Int]) -> [Document.Block] {
        MarkdownReader(level: level, prefix: nil, citations: citations, isOnPage: true).read(markdown)
    }

    /// cmark-gfm is C: everything that it hands out is given back here.
    private func read(_ markdown: String) -> [Document.Block] {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(Self.options) else { return [] }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        var text = MarkdownMarkers.hidden(in: markdown)
        text.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return [] }
        defer { cmark_node_free(root) }
        cmark_consolidate_text_nodes(root)
        return blocks(of: root, depth: 0)
    }

    private func children(of node: OpaquePointer) -> [OpaquePointer] {
        var result: [OpaquePointer] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            result.append(child)
            next = cmark_node_next(child)
        }
        return result
    }

    private func kind(_ node: OpaquePointer) -> String { Self.string(cmark_node_get_type_string(node)) }
    private func literal(_ node: OpaquePointer) -> String { Self.string(cmark_node_get_literal(node)) }
    private static func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

    // MARK: Blocks

    private func blocks(of node: OpaquePointer, depth: Int) -> [Document.Block] {
        children(of: node).flatMap { block($0, depth: depth) }
    }

    private func block(_ node: OpaquePointer, depth: Int) -> [Document.Block] {
        guard depth < Self.deepest else { return [.paragraph([.text(text(under: node))])] }
        switch kind(node) {
        case "paragraph": return [.paragraph(inlines(of: node, depth: 0))]
        case "heading":
            let own = min(6, level + Int(cmark_node_get_heading_level(node)))
            let id = prefix.map { "\($0)l\(cmark_node_get_start_line(node))" } ?? ""
            return [.heading(own, id: id, inlines(of: node, depth: 0))]
        case "list": return [.list(list(node, depth: depth))]
        case "block_quote": return [.quote(blocks(of: node, depth: depth + 1), source: [])]
        case "code_block": return [.code(MarkdownMarkers.typed(in: literal(node)))]
        case "html_block": return [.paragraph(cited(literal(node).trimmed))]
        case "thematic_break": return [.rule]
        case "table": return [.table(table(node))]
        default: return blocks(of: node, depth: depth + 1)
        }
    }

    private func list(_ node: OpaquePointer, depth: Int) -> Document.List {
        Document.List(
            items: children(of: node).map { blocks(of: $0, depth: depth + 1) },
            isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
            start: Int(cmark_node_get_list_start(node)), isTight: cmark_node_get_list_tight(node) != 0)
    }

    private func table(_ node: OpaquePointer) -> Document.Table {
        let lines = children(of: node).map { row in children(of: row).map { inlines(of: $0, depth: 0) } }
        let head = lines.first ?? []
        let marks = cmark_gfm_extensions_get_table_alignments(node)
        let known = Int(cmark_gfm_extensions_get_table_columns(node))
        let columns = head.enumerated().map { index, title in
            Document.Table.Column(title, align: index < known ? Self.align(marks?[index]) : nil)
        }
        let rows = lines.dropFirst().map { cells in head.indices.map { cells.indices.contains($0) ? cells[$0] : [] } }
        return Document.Table(caption: "", columns: columns, rows: Array(rows))
    }

    /// As cmark-gfm keeps it: the first letter of the word.
    private static func align(_ mark: UInt8?) -> Document.Table.Align? {
        switch mark {
        case UInt8(ascii: "l"): .left
        case UInt8(ascii: "c"): .center
        case UInt8(ascii: "r"): .right
        default: nil
        }
    }

    // MARK: Pieces of a line

    private func inlines(of node: OpaquePointer, depth: Int) -> [Document.Inline] {
        children(of: node).flatMap { inline($0, depth: depth) }
    }

    private func inline(_ node: OpaquePointer, depth: Int) -> [Document.Inline] {
        guard depth < Self.deepest else { return [.text(text(under: node))] }
        func inner() -> [Document.Inline] { inlines(of: node, depth: depth + 1) }
        switch kind(node) {
        case "text", "html_inline": return cited(literal(node))
        case "softbreak": return [.text(" ")]
        case "linebreak": return [.lineBreak]
        case "code": return [.code(MarkdownMarkers.typed(in: literal(node)))]
        case "emph": return [.emphasis(inner())]
        case "strong": return [.strong(inner())]
        case "strikethrough": return [.struck(inner())]
        case "link":
            guard let address = address(node) else { return inner() }
            let title = MarkdownMarkers.typed(in: Self.string(cmark_node_get_title(node)))
            return [.link(inner(), address: address, title: title)]
        default: return inner()
        }
    }

    /// `[@3]` and `[@3; @4]` become the numbers that readers see.
    private func cited(_ text: String) -> [Document.Inline] {
        MarkdownMarkers.pieces(of: text).flatMap { piece -> [Document.Inline] in
            switch piece {
            case .marker(let key): [citations[key].map { .citation($0) } ?? .uncited(key)]
            case .text(let text): text.utf8.contains(UInt8(ascii: "@")) ? grouped(text) : [.text(text)]
            }
        }
    }

    private func grouped(_ text: String) -> [Document.Inline] {
        var result: [Document.Inline] = []
        var index = text.startIndex
        for marker in CitationMarkers.all(in: text) {
            if index < marker.range.lowerBound { result.append(.text(String(text[index..<marker.range.lowerBound]))) }
            result += marker.numbers.map { key in citations[key].map { .citation($0) } ?? .uncited(key) }
            index = marker.range.upperBound
        }
        if index < text.endIndex { result.append(.text(String(text[index...]))) }
        return result
    }

    /// All words under a node, by cmark's own walk, which needs no stack.
    private func text(under node: OpaquePointer) -> String {
        guard let words = cmark_render_plaintext(node, CMARK_OPT_DEFAULT, 0) else { return "" }
        defer { free(words) }
        return MarkdownMarkers.typed(in: String(cString: words).trimmed)
    }

    /// Where a link leads; nil if it must lead nowhere.
    private func address(_ node: OpaquePointer) -> String? {
        let typed = MarkdownMarkers.typed(in: Self.string(cmark_node_get_url(node)))
        let lower = typed.lowercased()
        let isOwn = lower.hasPrefix("#") || lower.hasPrefix("/") && !lower.hasPrefix("//") && !lower.hasPrefix("/\\")
        let isKnown = ["https://", "http://", "mailto:"].contains { lower.hasPrefix($0) }
        return isKnown || isOnPage && isOwn ? Self.encoded(typed) : nil
    }

    /// Browsers leave out white space and turn `\` round, which would lead elsewhere than what was looked at.
    private static func encoded(_ address: String) -> String {
        var output = ""
        for scalar in address.unicodeScalars {
            let isPlain = scalar.value > 0x20 && scalar.value != 0x7F && !"\"<>\\^`{|}".unicodeScalars.contains(scalar)
            let digits = String(scalar.value, radix: 16, uppercase: true)
            output += isPlain ? String(scalar) : "%" + (digits.count == 1 ? "0" : "") + digits
        }
        return output
    }
}

/// Citation markers on their way through the Markdown parser, which would take `[@12]:` for a link: they travel between two
/// private-use characters, which no stored text holds.
enum MarkdownMarkers {
    enum Piece: Sendable, Hashable { case text(String), marker(Int) }

    private static let open: Unicode.Scalar = "\u{E000}"
    private static let close: Unicode.Scalar = "\u{E001}"

    static func hidden(in text: String) -> String {
        var plain = String.UnicodeScalarView()
        plain.append(contentsOf: text.unicodeScalars.lazy.filter { $0 != open && $0 != close })
        // A group has no meaning of its own in Markdown, and stays as it is.
        return CitationMarkers.replacingMarkers(in: String(plain)) { marker in
            marker.numbers.count == 1 ? "\(open)\(marker.numbers[0])\(close)" : nil
        }
    }

    /// Back to how it was typed: in code and addresses, where a marker cites nothing.
    static func typed(in text: String) -> String {
        pieces(of: text).map { piece in
            switch piece {
            case .text(let text): text
            case .marker(let key): CitationMarkers.text(key)
            }
        }.joined()
    }

    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var plain = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        func end() {
            if !plain.isEmpty { pieces.append(.text(String(plain))) }
            plain = String.UnicodeScalarView()
        }
        while let start = rest.firstIndex(of: open) {
            plain.append(contentsOf: rest[..<start])
            rest = rest[rest.index(after: start)...]
            guard let stop = rest.prefix(12).firstIndex(of: close), let key = Int(String(rest[..<stop])) else {
                continue
            }
            end()
            pieces.append(.marker(key))
            rest = rest[rest.index(after: stop)...]
        }
        plain.append(contentsOf: rest)
        end()
        return pieces
    }
}
