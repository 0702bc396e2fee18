import CCMark
import Foundation

/// One parsed text. cmark-gfm is C: everything that it hands out is given back before ``render(_:headingsBelow:)`` returns.
enum MarkdownTree {
    /// - Returns: HTML without raw HTML, pictures and dangerous links; empty where memory ran out.
    static func render(_ text: String, headingsBelow level: Int) -> String {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(options) else { return "" }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let known = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, known) }
        }
        var bytes = text
        bytes.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return "" }
        defer { cmark_node_free(root) }
        tame(root, level)
        guard let html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser)) else { return "" }
        defer { free(html) }
        return String(cString: html)
    }

    private static let options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE

    /// Walks the tree once. Nodes are changed when they are left, as the iterator allows.
    private static func tame(_ root: OpaquePointer, _ level: Int) {
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return }
            guard let node = cmark_iter_get_node(iterator) else { continue }
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HEADING where event == CMARK_EVENT_ENTER:
                _ = cmark_node_set_heading_level(node, min(6, cmark_node_get_heading_level(node) + Int32(level)))
            case CMARK_NODE_HTML_BLOCK: replaceHTML(node, isBlock: true)
            case CMARK_NODE_HTML_INLINE: replaceHTML(node, isBlock: false)
            case CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK:
                // The word behind the fence becomes a class of the markup.
                if cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK {
                    _ = cmark_node_set_fence_info(
                        node, MarkdownMarkers.typed(in: string(cmark_node_get_fence_info(node))))
                }
                _ = cmark_node_set_literal(node, MarkdownMarkers.typed(in: string(cmark_node_get_literal(node))))
            case CMARK_NODE_LINK where event == CMARK_EVENT_EXIT: tameLink(node)
            case CMARK_NODE_IMAGE where event == CMARK_EVENT_EXIT: unwrap(node)
            default: break
            }
        }
    }

    /// HTML is shown as it was typed.
    private static func replaceHTML(_ node: OpaquePointer, isBlock: Bool) {
        guard let text = cmark_node_new(CMARK_NODE_TEXT) else { return }
        let literal = string(cmark_node_get_literal(node))
        _ = cmark_node_set_literal(text, literal.hasSuffix("\n") ? String(literal.dropLast()) : literal)
        guard isBlock, let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) else {
            return replace(node, by: text)
        }
        _ = cmark_node_append_child(paragraph, text)
        replace(node, by: paragraph)
    }

    private static func replace(_ node: OpaquePointer, by other: OpaquePointer) {
        guard cmark_node_insert_before(node, other) == 1 else { return cmark_node_free(other) }
        cmark_node_free(node)
    }

    private static func tameLink(_ node: OpaquePointer) {
        let address = MarkdownMarkers.typed(in: string(cmark_node_get_url(node)))
        let lower = address.lowercased()
        let isKnown = ["https://", "http://", "mailto:"].contains { lower.hasPrefix($0) }
        let isOwn = lower.hasPrefix("#") || lower.hasPrefix("/") && !lower.hasPrefix("//") && !lower.hasPrefix("/\\")
        guard isKnown || isOwn else { return unwrap(node) }
        _ = cmark_node_set_url(node, address)
        _ = cmark_node_set_title(node, MarkdownMarkers.typed(in: string(cmark_node_get_title(node))))
    }

    /// Leaves what a node holds in its place.
    private static func unwrap(_ node: OpaquePointer) {
        while let child = cmark_node_first_child(node) {
            guard cmark_node_insert_before(node, child) == 1 else { break }
        }
        cmark_node_free(node)
    }

    private static func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
