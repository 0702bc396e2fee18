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
        let meta: [String: JSONValue] = [
            "title": Self.node("MetaInlines", [Self.string(document.title)]),
            "lang": Self.node("MetaString", Self.text(document.language)),
            "dir": Self.node("MetaString", Self.text(document.direction)),
        ]
        let numbers = version.split { !$0.isNumber }.compactMap { Int64($0) }
        return JSONValue.ordered([
            ("pandoc-api-version", .list(numbers.map { .whole($0) })), ("meta", .object(meta)),
            ("blocks", .list(cover + contents + document.blocks.flatMap(block))),
        ]).json
    }

    // MARK: Cover and contents

    private var cover: [JSONValue] {
        var blocks: [JSONValue] = []
        if !document.subtitle.isEmpty { blocks.append(styled("Subtitle", [.text(document.subtitle)])) }
        blocks.append(styled("ReportKind", [.text(document.kind)]))
        blocks += document.facts.map { fact in
            styled("ReportFact", [.strong([.text(fact.label)]), .text(": ")] + fact.value)
        }
        return blocks + document.note.flatMap(block)
    }

    /// The field that word processors fill with page numbers, with its entries already in it for those that do not.
    private var contents: [JSONValue] {
        let entries = document.contents()
        guard !entries.isEmpty else { return [raw(DocumentTemplate.pageBreak(target))] }
        let lines = entries.map { (level: $0.level, id: $0.id, text: $0.text.plain) }
        return [
            raw(DocumentTemplate.pageBreak(target)),
            raw(DocumentTemplate.contents(lines, title: words.contents, target)),
            raw(DocumentTemplate.pageBreak(target)),
        ]
    }

    private func raw(_ xml: String) -> JSONValue {
        Self.node("RawBlock", [.text(target == .docx ? "openxml" : "opendocument"), Self.text(xml)])
    }

    // MARK: Blocks

    private func block(_ block: Document.Block) -> [JSONValue] {
        switch block {
        case .heading(let level, let id, let text):
            return [Self.node("Header", [.whole(level), Self.attributes(id: id), inlines(text)])]
        case .paragraph(let text): return [text.isLead ? styled("ReportLead", text) : Self.node("Para", inlines(text))]
        case .list(let list): return [self.list(list)]
        case .quote(let blocks, let source):
            let end: [Document.Block] = source.isEmpty ? [] : [.paragraph([.text("— ")] + source)]
            return [Self.node("BlockQuote", .list((blocks + end).flatMap(self.block)))]
        case .code(let text): return [Self.node("CodeBlock", [Self.attributes(), Self.text(text)])]
        case .notice(let text, _): return [styled("ReportNotice", text)]
        case .figures(let facts):
            return [list(Document.List(items: facts.map { [.paragraph([.strong($0.value), .text(" \($0.label)")])] }))]
        case .table(let table):
            return [
                self.table(table, caption: table.number > 0 ? "\(words.table(table.number)) \(table.caption)" : nil)
            ]
        case .figure(let figure): return self.figure(figure)
        case .sources(let sources): return sources.map(source)
        case .foreign(let blocks, let language):
            return [Self.node("Div", [Self.attributes([("lang", language)]), .list(blocks.flatMap(self.block))])]
        case .rule: return [Self.node("HorizontalRule")]
        case .pageBreak: return [raw(DocumentTemplate.pageBreak(target))]
        }
    }

    private func list(_ list: Document.List) -> JSONValue {
        let items = JSONValue.list(list.items.map { .list($0.flatMap(item)) })
        guard list.isOrdered else { return Self.node("BulletList", items) }
        let numbers: [JSONValue] = [.whole(list.start), Self.node("Decimal"), Self.node("Period")]
        return Self.node("OrderedList", [.list(numbers), items])
    }

    /// Paragraphs of a list stand close.
    private func item(_ block: Document.Block) -> [JSONValue] {
        if case .paragraph(let text) = block { return [Self.node("Plain", inlines(text))] }
        return self.block(block)
    }

    private func figure(_ figure: Document.Figure) -> [JSONValue] {
        let caption = styled(
            "ReportCaption", [.strong([.text(words.figure(figure.number))]), .text(" \(figure.caption)")])
        let table = self.table(figure.table, caption: nil)
        guard let picture = pictures[figure.number] else { return [caption, table] }
        let width = 16 * figure.share
        let size = Self.attributes([
            ("width", "\(ChartText.number(width))cm"), ("height", "\(ChartText.number(width / figure.ratio))cm"),
        ])
        let words = JSONValue.list([Self.string(figure.alternative)])
        let image = Self.node("Image", [size, words, .list([Self.text(picture), ""])])
        let shown = [Self.div("ReportPicture", [Self.node("Para", [image])]), caption]
        return figure.showsTable ? shown + [table] : shown
    }

    private func table(_ table: Document.Table, caption: String?) -> JSONValue {
        let columns = zip(table.columns, table.shares).map { column, share -> JSONValue in
            let width = JSONValue.number((share * 1000).rounded() / 1000)
            return .list([Self.node(Self.align(column)), Self.node("ColWidth", width)])
        }
        let head = row(table.columns.map { [.strong($0.title)] })
        let title = caption.map { [Self.node("Plain", inlines([.text($0)]))] } ?? []
        let none = Self.attributes()
        let body = JSONValue.list([none, 0, .list([]), .list(table.rows.map(row))])
        return Self.node(
            "Table",
            [
                none, .list([.null, .list(title)]), .list(columns), .list([none, .list([head])]), .list([body]),
                .list([none, .list([])]),
            ])
    }

    private static func align(_ column: Document.Table.Column) -> String {
        switch column.align {
        case .right: "AlignRight"
        case .center: "AlignCenter"
        case .left, nil: column.isNumber ? "AlignRight" : "AlignLeft"
        }
    }

    private func row(_ cells: [[Document.Inline]]) -> JSONValue {
        let content = cells.map { cell -> JSONValue in
            .list([Self.attributes(), Self.node("AlignDefault"), 1, 1, .list([Self.node("Plain", inlines(cell))])])
        }
        return .list([Self.attributes(), .list(content)])
    }

    private func source(_ source: Document.Source) -> JSONValue {
        let number = Self.node(
            "Span", [Self.attributes(id: source.id), inlines([.strong([.text("[\(source.number)]")])])])
        let marking: [Document.Inline] = source.marking.map { [.text(" (TLP:\($0))")] } ?? []
        let first: [Document.Inline] = [.text(" "), .strong([.text(source.kind)]), .text(" ")] + source.text + marking
        let parts = [number] + first.map(inline) + source.details.flatMap { [.lineBreak] + $0 }.map(inline)
        return Self.div("ReportEvidence", [Self.node("Para", .list(parts))])
    }

    // MARK: Pieces of a line

    private func styled(_ style: String, _ text: [Document.Inline]) -> JSONValue {
        Self.div(style, [Self.node("Para", inlines(text))])
    }

    private func inlines(_ parts: [Document.Inline]) -> JSONValue { .list(parts.map(inline)) }

    private func inline(_ part: Document.Inline) -> JSONValue {
        switch part {
        case .text(let text): Self.string(text)
        case .strong(let parts): Self.node("Strong", inlines(parts))
        case .emphasis(let parts): Self.node("Emph", inlines(parts))
        case .struck(let parts): Self.node("Strikeout", inlines(parts))
        case .code(let text): Self.node("Code", [Self.attributes(), Self.text(text)])
        case .link(let parts, let address, _): link(parts, address)
        case .reference(let parts, let id): link(parts, "#\(id)")
        case .uncited(let key): Self.string(CitationMarkers.text(key))
        case .citation(let number): link([.text("[\(number)]")], "#e\(number)")
        case .foreign(let parts, let language):
            Self.node("Span", [Self.attributes([("lang", language)]), inlines(parts)])
        case .lineBreak: Self.node("LineBreak")
        }
    }

    private func link(_ parts: [Document.Inline], _ address: String) -> JSONValue {
        Self.node("Link", [Self.attributes(), inlines(parts), .list([Self.text(address), ""])])
    }

    // MARK: Pandoc's words

    /// Characters that XML 1.0 cannot hold are left out.
    private static func text(_ text: String) -> JSONValue {
        let scalars = text.unicodeScalars.filter {
            ($0.value >= 32 || [9, 10, 13].contains($0.value)) && ![0xFFFE, 0xFFFF].contains($0.value)
        }
        return .text(String(String.UnicodeScalarView(scalars)))
    }

    private static func string(_ text: String) -> JSONValue { node("Str", Self.text(text)) }

    private static func node(_ type: String, _ content: JSONValue? = nil) -> JSONValue {
        var pairs: [(String, JSONValue)] = [("t", .text(type))]
        if let content { pairs.append(("c", content)) }
        return .ordered(pairs)
    }

    private static func node(_ type: String, _ parts: [JSONValue]) -> JSONValue { node(type, .list(parts)) }

    private static func div(_ style: String, _ blocks: [JSONValue]) -> JSONValue {
        node("Div", [attributes([("custom-style", style)]), .list(blocks)])
    }

    private static func attributes(_ pairs: [(String, String)] = [], id: String = "") -> JSONValue {
        .list([.text(id), .list([]), .list(pairs.map { .list([.text($0.0), Self.text($0.1)]) })])
    }
}
