import Domain
import Markup
import Web

/// A document that leaves the room: a value, from which each format is made (``ReportDocumentPage`` for HTML and PDF,
/// ``ReportMarkdownText``, ``ReportPandoc`` for DOCX and ODT). What people wrote is held as text, never as markup.
struct ReportDocument: Sendable, Hashable {
    struct Fact: Sendable, Hashable {
        let label: String
        let value: [ReportInline]

        init(_ label: Message, _ value: [ReportInline]) {
            self.label = label.string()
            self.value = value
        }

        init(_ label: Message, _ value: String) { self.init(label, [.text(value)]) }
    }

    var title: String
    /// What kind of document it is, over the title.
    var kind: String
    var subtitle = ""
    /// One of ``TLP/all``.
    var marking: String
    /// BCP 47: the language of the text.
    var language: String
    /// The language of the words that the product adds.
    var interface: Language = .current
    /// Whether each heading of the first level begins a page.
    var startsChaptersOnPages = true
    /// On the cover.
    var facts: [Fact] = []
    /// On the cover, under the facts.
    var note: [ReportBlock] = []
    var blocks: [ReportBlock] = []

    var direction: String {
        Self.rightToLeft.contains(language.split(separator: "-").first.map(String.init) ?? "") ? "rtl" : "ltr"
    }

    private static let rightToLeft: Set<String> = ["ar", "he", "fa", "ur", "ps", "dv", "ckb", "yi"]

    /// The headings for the table of contents, in their order.
    func contents(depth: Int = 2) -> [(level: Int, id: String, text: [ReportInline])] {
        blocks.compactMap { block in
            guard case .heading(let level, let id, let text) = block, level <= depth else { return nil }
            return (level, id, text)
        }
    }

    /// With figures and tables numbered in their order.
    func numbered() -> ReportDocument {
        var document = self
        var (figures, tables) = (0, 0)
        document.blocks = blocks.map { block in
            switch block {
            case .figure(var figure):
                figures += 1
                figure.number = figures
                return .figure(figure)
            case .table(var table) where !table.caption.isEmpty:
                tables += 1
                table.number = tables
                return .table(table)
            default: return block
            }
        }
        return document
    }
}

/// A piece of a line.
indirect enum ReportInline: Sendable, Hashable {
    case text(String)
    case strong([ReportInline])
    case emphasis([ReportInline])
    case struck([ReportInline])
    case code(String)
    /// http, https or mailto only: see ``ReportText``.
    case link([ReportInline], address: String)
    /// To a heading or a piece of evidence of this document.
    case reference([ReportInline], id: String)
    /// A number of the list of evidence.
    case citation(Int)
    /// Somebody's words in their own language.
    case foreign([ReportInline], language: String)
    case lineBreak

    /// Without any form.
    var plain: String {
        switch self {
        case .text(let text), .code(let text): text
        case .strong(let parts), .emphasis(let parts), .struck(let parts), .link(let parts, _),
            .reference(let parts, _), .foreign(let parts, _):
            parts.plain
        case .citation(let number): "[\(number)]"
        case .lineBreak: " "
        }
    }
}

extension [ReportInline] {
    var plain: String { map(\.plain).joined() }

    /// All of it is strong: it says what follows, and stays with it on the page.
    var isLead: Bool {
        if count == 1, case .strong? = first { true } else { false }
    }

    /// Interface text with its markup: what ``Markup/HTML`` arguments of a message mark as bold and as somebody's language stays.
    init(_ message: Message) { self = ReportInlineReader.read(message.html().text) }

    init(_ message: Message?) { self = message.map { [ReportInline]($0) } ?? [] }
}

/// A block of the document.
indirect enum ReportBlock: Sendable, Hashable {
    enum Tone: String, Sendable { case plain, warning }

    /// Levels from 1; the id is unique in the document.
    case heading(Int, id: String, [ReportInline])
    case paragraph([ReportInline])
    case list([[ReportBlock]], isOrdered: Bool)
    case quote([ReportBlock], source: [ReportInline])
    case code(String)
    case notice([ReportInline], Tone)
    case figures([ReportDocument.Fact])
    case table(ReportTable)
    case figure(ReportFigure)
    case evidence([ReportEvidence])
    /// Blocks in another language than the document's.
    case foreign([ReportBlock], language: String)
    case rule
    case pageBreak

    static func paragraph(_ message: Message) -> ReportBlock { .paragraph([ReportInline](message)) }
    static func heading(_ level: Int, id: String, _ message: Message) -> ReportBlock {
        .heading(level, id: id, [ReportInline](message))
    }
    static func list(_ items: [[ReportInline]]) -> ReportBlock {
        .list(items.map { [.paragraph($0)] }, isOrdered: false)
    }
}

struct ReportTable: Sendable, Hashable {
    struct Column: Sendable, Hashable {
        let title: String
        var isNumber = false
        /// Its part of the width, compared with the other columns'.
        var weight: Double = 1

        init(_ title: Message, isNumber: Bool = false, weight: Double = 1) {
            self.title = title.string()
            self.isNumber = isNumber
            self.weight = weight
        }
    }

    /// Empty for a table that belongs to a figure.
    let caption: String
    let columns: [Column]
    /// The first cell of a row names it.
    var rows: [[[ReportInline]]] = []
    var number = 0
}

struct ReportFigure: Sendable, Hashable {
    /// A whole SVG document with its colours, as ``ChartTarget/file`` makes it.
    let svg: String
    /// What a screen reader says.
    let alternative: String
    let caption: String
    /// What the picture shows, in numbers: in its place where a format holds no pictures, and behind it elsewhere.
    let table: ReportTable
    /// Whether the table stands under the picture too, on paper.
    var showsTable = true
    /// Whether it is as wide as the text, however high.
    var isWide = false
    var number = 0

    /// Width to height, from the view box.
    var ratio: Double {
        guard let match = svg.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/), let width = Double(match.1),
            let height = Double(match.2), height > 0
        else { return 1.6 }
        return width / height
    }

    /// Its part of the width of the text: a high picture would fill a page.
    var share: Double { isWide ? 1 : ratio < 1.3 ? 0.68 : ratio < 1.7 ? 0.8 : 1 }
}

/// One piece of evidence in the numbered list.
struct ReportEvidence: Sendable, Hashable {
    let number: Int
    /// Issue, vote, case …, in the language of the interface.
    let kind: String
    let text: [ReportInline]
    /// Where it comes from.
    let details: [[ReportInline]]
    /// Only where it differs from the document's.
    let marking: String?

    var id: String { "e\(number)" }
}

/// Reads back the little markup that messages carry: `<b>`, `<span lang>`, `<bdi>`. Everything else is taken for text.
private struct ReportInlineReader {
    private var stack: [(tag: String, language: String?, parts: [ReportInline])] = [("", nil, [])]

    static func read(_ html: String) -> [ReportInline] {
        var reader = ReportInlineReader()
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
