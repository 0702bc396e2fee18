import Domain
import Markup
import Web

/// The document as pandoc's own tree in JSON: nothing is written as markup and read back, so nothing that people wrote can be
/// taken for markup. Styles by name are those of ``DocumentTemplate``.
struct DocumentPandoc {
    enum Target: String { case docx, odt }

    let document: Document
    let target: Target
    /// `[1,22,2,1]`, as the installed pandoc says it.
    let version: String
    /// By the number of a figure: the file that holds its picture.
    let pictures: [Int: String]
    private let words: DocumentWords

    init(_ document: Document, for target: Target, version: String, pictures: [Int: String]) {
        self.document = document.numbered()
        self.target = target
        self.version = version
        self.pictures = pictures
        words = DocumentWords(document.interface)
    }

    var json: String {
        let meta = [
            ("title", Self.node("MetaInlines", Self.list([Self.string(document.title)]))),
            ("lang", Self.node("MetaString", Self.quote(document.language))),
            ("dir", Self.node("MetaString", Self.quote(document.direction))),
        ].map { "\(Self.quote($0.0)):\($0.1)" }.joined(separator: ",")
        let blocks = cover + contents + document.blocks.flatMap(block)
        return "{\"pandoc-api-version\":\(version),\"meta\":{\(meta)},\"blocks\":\(Self.list(blocks))}"
    }

    // MARK: Cover and contents

    private var cover: [String] {
        var blocks: [String] = []
        if !document.subtitle.isEmpty { blocks.append(styled("Subtitle", [.text(document.subtitle)])) }
        blocks.append(styled("ReportKind", [.text(document.kind)]))
        blocks += document.facts.map { fact in
            styled("ReportFact", [.strong([.text(fact.label)]), .text(": ")] + fact.value)
        }
        return blocks + document.note.flatMap(block)
    }

    /// The field that word processors fill with page numbers, with its entries already in it for those that do not.
    private var contents: [String] {
        let entries = document.contents()
        guard !entries.isEmpty else { return [raw(DocumentTemplate.pageBreak(target))] }
        let lines = entries.map { (level: $0.level, id: $0.id, text: $0.text.plain) }
        return [
            raw(DocumentTemplate.pageBreak(target)),
            raw(DocumentTemplate.contents(lines, title: words.contents, target)),
            raw(DocumentTemplate.pageBreak(target)),
        ]
    }

    private func raw(_ xml: String) -> String {
        Self.node(
            "RawBlock", "[\(Self.quote(target == .docx ? "openxml" : "opendocument")),\(Self.quote(xml))]")
    }

    // MARK: Blocks

    private func block(_ block: Document.Block) -> [String] {
        switch block {
        case .heading(let level, let id, let text):
            return [Self.node("Header", "[\(level),\(Self.attributes(id: id)),\(inlines(text))]")]
        case .paragraph(let text): return [text.isLead ? styled("ReportLead", text) : Self.node("Para", inlines(text))]
        case .list(let list):
            let content = Self.list(list.items.map { Self.list($0.flatMap(self.listItem)) })
            return list.isOrdered
                ? [Self.node("OrderedList", "[[\(list.start),{\"t\":\"Decimal\"},{\"t\":\"Period\"}],\(content)]")]
                : [Self.node("BulletList", content)]
        case .quote(let blocks, let source):
            let end: [Document.Block] = source.isEmpty ? [] : [.paragraph([.text("— ")] + source)]
            return [Self.node("BlockQuote", Self.list((blocks + end).flatMap(self.block)))]
        case .code(let text): return [Self.node("CodeBlock", "[\(Self.attributes()),\(Self.quote(text))]")]
        case .notice(let text, _): return [styled("ReportNotice", text)]
        case .figures(let facts):
            let items = facts.map { fact -> [Document.Block] in
                [.paragraph([.strong(fact.value), .text(" \(fact.label)")])]
            }
            return self.block(.list(Document.List(items: items)))
        case .table(let table):
            return [
                self.table(table, caption: table.number > 0 ? "\(words.table(table.number)) \(table.caption)" : nil)
            ]
        case .figure(let figure): return self.figure(figure)
        case .sources(let sources): return sources.flatMap(source)
        case .foreign(let blocks, let language):
            let content = Self.list(blocks.flatMap(self.block))
            return [Self.node("Div", "[\(Self.attributes(pairs: [("lang", language)])),\(content)]")]
        case .rule: return [Self.node("HorizontalRule", nil)]
        case .pageBreak: return [raw(DocumentTemplate.pageBreak(target))]
        }
    }

    /// Paragraphs of a list stand close.
    private func listItem(_ block: Document.Block) -> [String] {
        if case .paragraph(let text) = block { return [Self.node("Plain", inlines(text))] }
        return self.block(block)
    }

    private func figure(_ figure: Document.Figure) -> [String] {
        let caption = styled(
            "ReportCaption", [.strong([.text(words.figure(figure.number))]), .text(" \(figure.caption)")])
        let table = self.table(figure.table, caption: nil)
        guard let picture = pictures[figure.number] else { return [caption, table] }
        let width = 16 * figure.share
        let size = Self.attributes(
            pairs: [
                ("width", "\(ChartText.number(width))cm"), ("height", "\(ChartText.number(width / figure.ratio))cm"),
            ])
        let image = Self.node(
            "Image",
            "[\(size),\(Self.list([Self.string(figure.alternative)])),[\(Self.quote(picture)),\"\"]]")
        let shown = [Self.div("ReportPicture", [Self.node("Para", Self.list([image]))]), caption]
        return figure.showsTable ? shown + [table] : shown
    }

    private func table(_ table: Document.Table, caption: String?) -> String {
        let columns = zip(table.columns, table.shares).map { column, share in
            let width = (share * 1000).rounded() / 1000
            let align =
                switch column.align {
                case .right: "AlignRight"
                case .center: "AlignCenter"
                case .left, nil: column.isNumber ? "AlignRight" : "AlignLeft"
                }
            return "[{\"t\":\"\(align)\"},{\"t\":\"ColWidth\",\"c\":\(width)}]"
        }
        let head = row(table.columns.map { [.strong($0.title)] })
        let rows = Self.list(table.rows.map(row))
        let title = caption.map { Self.list([Self.node("Plain", inlines([.text($0)]))]) } ?? "[]"
        let none = Self.attributes()
        return Self.node(
            "Table",
            "[\(none),[null,\(title)],\(Self.list(columns)),[\(none),[\(head)]],[[\(none),0,[],\(rows)]],[\(none),[]]]")
    }

    private func row(_ cells: [[Document.Inline]]) -> String {
        let content = cells.map { cell in
            "[\(Self.attributes()),{\"t\":\"AlignDefault\"},1,1,[\(Self.node("Plain", inlines(cell)))]]"
        }
        return "[\(Self.attributes()),\(Self.list(content))]"
    }

    private func source(_ source: Document.Source) -> [String] {
        let number = Self.node(
            "Span", "[\(Self.attributes(id: source.id)),\(inlines([.strong([.text("[\(source.number)]")])]))]")
        let marking: [Document.Inline] = source.marking.map { [.text(" (TLP:\($0))")] } ?? []
        let first: [Document.Inline] = [.text(" "), .strong([.text(source.kind)]), .text(" ")] + source.text + marking
        let parts = [number] + first.map(inline) + source.details.flatMap { [.lineBreak] + $0 }.map(inline)
        return [Self.div("Document.Source", [Self.node("Para", Self.list(parts))])]
    }

    // MARK: Pieces of a line

    private func styled(_ style: String, _ text: [Document.Inline]) -> String {
        Self.div(style, [Self.node("Para", inlines(text))])
    }

    private func inlines(_ parts: [Document.Inline]) -> String { Self.list(parts.map(inline)) }

    private func inline(_ part: Document.Inline) -> String {
        switch part {
        case .text(let text): return Self.string(text)
        case .strong(let parts): return Self.node("Strong", inlines(parts))
        case .emphasis(let parts): return Self.node("Emph", inlines(parts))
        case .struck(let parts): return Self.node("Strikeout", inlines(parts))
        case .code(let text): return Self.node("Code", "[\(Self.attributes()),\(Self.quote(text))]")
        case .link(let parts, let address, _): return link(parts, address)
        case .reference(let parts, let id): return link(parts, "#\(id)")
        case .uncited(let key): return Self.string(CitationMarkers.text(key))
        case .citation(let number): return link([.text("[\(number)]")], "#e\(number)")
        case .foreign(let parts, let language):
            return Self.node("Span", "[\(Self.attributes(pairs: [("lang", language)])),\(inlines(parts))]")
        case .lineBreak: return Self.node("LineBreak", nil)
        }
    }

    private func link(_ parts: [Document.Inline], _ address: String) -> String {
        Self.node("Link", "[\(Self.attributes()),\(inlines(parts)),[\(Self.quote(address)),\"\"]]")
    }

    // MARK: JSON

    /// Characters that XML 1.0 cannot hold are left out.
    private static func quote(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter {
            ($0.value >= 32 || [9, 10, 13].contains($0.value)) && ![0xFFFE, 0xFFFF].contains($0.value)
        }
        return JSONText.quote(String(String.UnicodeScalarView(scalars)))
    }

    private static func string(_ text: String) -> String { node("Str", quote(text)) }
    private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    private static func node(_ type: String, _ content: String?) -> String {
        content.map { "{\"t\":\"\(type)\",\"c\":\($0)}" } ?? "{\"t\":\"\(type)\"}"
    }

    private static func div(_ style: String, _ blocks: [String]) -> String {
        node("Div", "[\(attributes(pairs: [("custom-style", style)])),\(list(blocks))]")
    }

    private static func attributes(id: String = "", pairs: [(String, String)] = []) -> String {
        "[\(quote(id)),[],\(list(pairs.map { "[\(quote($0.0)),\(quote($0.1))]" }))]"
    }
}
