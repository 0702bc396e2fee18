import CCMark
import Domain
import Foundation
import Web

/// What people wrote in Markdown (CommonMark with the tables and strike-outs of GFM), read by cmark-gfm into blocks. Raw HTML stays
/// the text that it is, pictures become their description, and links lead to http, https and mailto only: nothing that
/// somebody wrote can make a converter open a file or an address.
struct ReportText {
    /// Added to the levels of its headings: under a section of level 2, `# Heading` is of level 3.
    let level: Int
    /// Before the ids of its headings.
    let prefix: String
    /// From the number in the text (`[@12]`) to the number that readers see; a citation of something else stays as it was typed.
    let citations: [Int: Int]

    /// Deeper nesting is written flat.
    private static let deepest = 12

    static func blocks(
        _ markdown: String, level: Int = 0, prefix: String = "", citations: [Int: Int] = [:]
    ) -> [ReportBlock] {
        if let reason = MarkdownText.obstacle(to: markdown) {
            return typed(markdown, reason, citations)
        }
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8) else { return [] }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        let bytes = Array(markdown.utf8)
        bytes.withUnsafeBytes {
            cmark_parser_feed(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard let root = cmark_parser_finish(parser) else { return [] }
        defer { cmark_node_free(root) }
        cmark_consolidate_text_nodes(root)
        return ReportText(level: level, prefix: prefix, citations: citations).blocks(of: root, depth: 0)
    }

    /// Text alone, with the numbers of what it cites.
    private static func typed(_ markdown: String, _ reason: Message, _ citations: [Int: Int]) -> [ReportBlock] {
        let text = CitationMarkers.replacing(in: markdown) { key in citations[key].map { "[\($0)]" } }
        return [
            .notice([ReportInline](L("\(reason.string()) So it is shown here as it was typed.")), .warning),
            .code(text),
        ]
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

    private func kind(_ node: OpaquePointer) -> String {
        cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
    }

    private func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private func blocks(of node: OpaquePointer, depth: Int) -> [ReportBlock] {
        children(of: node).flatMap { block($0, depth: depth) }
    }

    private func block(_ node: OpaquePointer, depth: Int) -> [ReportBlock] {
        guard depth < Self.deepest else { return [.paragraph([.text(text(under: node))])] }
        switch kind(node) {
        case "paragraph": return [.paragraph(inlines(of: node, depth: 0))]
        case "heading":
            let own = min(6, level + Int(cmark_node_get_heading_level(node)))
            let id = "\(prefix)l\(cmark_node_get_start_line(node))"
            return [.heading(own, id: id, inlines(of: node, depth: 0))]
        case "list":
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            return [.list(children(of: node).map { blocks(of: $0, depth: depth + 1) }, isOrdered: isOrdered)]
        case "block_quote": return [.quote(blocks(of: node, depth: depth + 1), source: [])]
        case "code_block": return [.code(literal(node))]
        case "html_block": return [.paragraph([.text(literal(node).trimmed)])]
        case "thematic_break": return [.rule]
        case "table": return [.table(table(node))]
        default: return blocks(of: node, depth: depth + 1)
        }
    }

    private func table(_ node: OpaquePointer) -> ReportTable {
        let lines = children(of: node).map { row in children(of: row).map { inlines(of: $0, depth: 0) } }
        let head = lines.first ?? []
        let rows = lines.dropFirst().map { cells in head.indices.map { cells.indices.contains($0) ? cells[$0] : [] } }
        return ReportTable(
            caption: "", columns: head.map { ReportTable.Column(.verbatim($0.plain)) }, rows: Array(rows))
    }

    private func inlines(of node: OpaquePointer, depth: Int) -> [ReportInline] {
        children(of: node).flatMap { inline($0, depth: depth) }
    }

    private func inline(_ node: OpaquePointer, depth: Int) -> [ReportInline] {
        guard depth < Self.deepest else { return [.text(text(under: node))] }
        func inner() -> [ReportInline] { inlines(of: node, depth: depth + 1) }
        switch kind(node) {
        case "text": return cited(literal(node))
        case "softbreak": return [.text(" ")]
        case "linebreak": return [.lineBreak]
        case "code": return [.code(literal(node))]
        case "html_inline": return [.text(literal(node))]
        case "emph": return [.emphasis(inner())]
        case "strong": return [.strong(inner())]
        case "strikethrough": return [.struck(inner())]
        case "link":
            let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
            return Self.isSafe(address) ? [.link(inner(), address: address)] : inner()
        default: return inner()
        }
    }

    /// `[@3]` and `[@3; @4]` become the numbers that readers see.
    private func cited(_ text: String) -> [ReportInline] {
        var result: [ReportInline] = []
        var rest = text[...]
        while let match = rest.firstMatch(of: /\[@(\d+(?:\s*[;,]\s*@?\d+)*)\]/) {
            if match.range.lowerBound > rest.startIndex {
                result.append(.text(String(rest[..<match.range.lowerBound])))
            }
            let numbers = match.1.split { !$0.isNumber }.compactMap { Int($0) }
            let known = numbers.compactMap { citations[$0] }
            result += known.isEmpty ? [.text(String(match.0))] : known.map { .citation($0) }
            rest = rest[match.range.upperBound...]
        }
        if !rest.isEmpty { result.append(.text(String(rest))) }
        return result
    }

    /// All words under a node, by cmark's own walk, which needs no stack.
    private func text(under node: OpaquePointer) -> String {
        guard let words = cmark_render_plaintext(node, CMARK_OPT_DEFAULT, 0) else { return "" }
        defer { free(words) }
        return String(cString: words).trimmed
    }

    static func isSafe(_ address: String) -> Bool {
        let lower = address.lowercased()
        return ["https://", "http://", "mailto:"].contains { lower.hasPrefix($0) }
    }
}
