import Domain
import Markup
import Web

/// The document as one HTML file with its style sheet and its pictures in it: no request leaves it. WeasyPrint makes the PDF of
/// the same file, whose `@page` rules put the marking on every page.
struct ReportDocumentPage {
    let document: ReportDocument
    /// By the number of a figure: the file that holds its picture, where it is not drawn in place.
    private let pictures: [Int: String]
    private let words: ReportWords

    init(_ document: ReportDocument, pictures: [Int: String] = [:]) {
        self.document = document.numbered()
        self.pictures = pictures
        words = ReportWords(document)
    }

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(document.language)" dir="\(document.direction)">
        <head>
        <meta charset="utf-8"><title>\(document.title)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="keywords" content="TLP:\(document.marking)"><meta name="generator" content="Roundtable">
        <style>
        \(HTML(trusted: styles))
        \(pageRules)
        </style>
        </head>
        <body>
        <p class="marking">\(marking)</p>
        \(cover)
        \(contents)
        <main class="\(document.startsChaptersOnPages ? "chapters" : "flow")">\(document.blocks.indices.html(block(at:)))</main>
        <p class="marking">\(marking)</p>
        </body></html>

        """
    }

    /// WeasyPrint knows left and right only.
    private var styles: String {
        let (start, end) = document.direction == "rtl" ? ("right", "left") : ("left", "right")
        return (Asset.named("report.css")?.text ?? "").replacing("-inline-start", with: "-\(start)")
            .replacing("-inline-end", with: "-\(end)")
    }

    private var marking: HTML {
        let colour = document.marking.split(separator: "+").first?.lowercased() ?? "clear"
        return "<span class=\"tlp \(colour)\">TLP:\(document.marking)</span>"
    }

    /// What differs from document to document: the marking, the running title, and the words around the page numbers.
    private var pageRules: HTML {
        let page = words.page
        let label = """
            content: \(Self.quoted("TLP:\(document.marking)")); color: \(ReportWords.colour(of: document.marking)); background: #000; \
            font-weight: 700; font-size: 12pt; height: 7mm; padding: 0 2.5mm; margin: auto 0; vertical-align: middle; white-space: nowrap;
            """
        let number =
            "content: \(Self.quoted(page.before)) counter(page) \(Self.quoted(page.between)) counter(pages) \(Self.quoted(page.after));"
        let (near, far) = document.direction == "rtl" ? ("right", "left") : ("left", "right")
        return HTML(
            trusted: """
                @page {
                  @top-\(far) { \(label) }
                  @bottom-\(far) { \(label) }
                  @top-\(near) { content: string(running); }
                  @bottom-\(near) { \(number) }
                }
                @page cover { @top-\(near) { content: none; } @bottom-\(near) { content: none; } }
                """)
    }

    /// A string of CSS (CSS Syntax 3, section 4.3.5), which can end neither itself nor the element that it stands in.
    private static func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            let isPlain = scalar.value >= 32 && !["\"", "\\", "<", ">", "&"].contains(scalar)
            output += isPlain ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
        }
        return output + "\""
    }

    private var cover: HTML {
        """
        <header class="cover"><p class="kind">\(document.kind)</p><h1 dir="auto">\(document.title)</h1>\
        \(document.subtitle.isEmpty ? .empty : "<p class=\"subtitle\" dir=\"auto\">\(document.subtitle)</p>" as HTML)\
        <dl>\(document.facts.html { "<div><dt>\($0.label)</dt><dd dir=\"auto\">\($0.value.html(inline))</dd></div>" })</dl>\
        <div class="note">\(document.note.html(block))</div></header>
        """
    }

    private var contents: HTML {
        let entries = document.contents()
        guard !entries.isEmpty else { return .empty }
        return """
            <nav class="contents" aria-labelledby="contents"><h2 id="contents">\(words.contents)</h2><ul>\(entries.html { entry in
                "<li class=\"l\(entry.level)\"><a href=\"#\(entry.id)\">\(entry.text.map(Self.withoutCitation).html(inline))</a></li>"
            })</ul></nav>
            """
    }

    private static func withoutCitation(_ part: ReportInline) -> ReportInline {
        if case .citation = part { .text("") } else { part }
    }

    // MARK: Blocks

    /// A line under a heading stays with the table that it introduces.
    private func block(at index: Int) -> HTML {
        let blocks = document.blocks
        guard index > 0, index + 1 < blocks.count, case .heading = blocks[index - 1], case .paragraph = blocks[index],
            case .table = blocks[index + 1]
        else { return block(blocks[index]) }
        return "<div class=\"lead\">\(block(blocks[index]))</div>"
    }

    private func block(_ block: ReportBlock) -> HTML {
        switch block {
        case .heading(let level, let id, let text):
            // The title on the cover is the only heading of the first rank.
            let tag = HTML(trusted: "h\(min(6, level + 1))")
            return "<\(tag) id=\"\(id)\">\(text.html(inline))</\(tag)>"
        case .paragraph(let text):
            return "<p\("class", value: text.isLead ? "lead" : nil)>\(turned(text))\(text.html(inline))</p>"
        case .list(let items, let isOrdered):
            let content = items.html { "<li>\($0.count == 1 ? compact($0) : $0.html(self.block))</li>" }
            return isOrdered ? "<ol>\(content)</ol>" : "<ul>\(content)</ul>"
        case .quote(let blocks, let source):
            let end: HTML = source.isEmpty ? .empty : "<p class=\"source\">\(source.html(inline))</p>"
            return "<blockquote>\(blocks.html(self.block))\(end)</blockquote>"
        case .code(let text): return "<pre><code>\(text)</code></pre>"
        case .notice(let text, let tone):
            return "<div class=\"notice \(tone.rawValue)\"><p>\(turned(text))\(text.html(inline))</p></div>"
        case .figures(let facts):
            return """
                <dl class="figures">\(facts.html { "<div><dd>\($0.value.html(inline))</dd><dt>\($0.label)</dt></div>" })</dl>
                """
        case .table(let table): return self.table(table)
        case .figure(let figure): return self.figure(figure)
        case .evidence(let items): return "<ol class=\"evidence\">\(items.html(evidence))</ol>"
        case .foreign(let blocks, let language):
            return "<div lang=\"\(language)\" dir=\"auto\">\(blocks.html(self.block))</div>"
        case .rule: return "<hr>"
        case .pageBreak: return "<div class=\"break\"></div>"
        }
    }

    /// A list item of one paragraph, without the paragraph's space.
    private func compact(_ blocks: [ReportBlock]) -> HTML {
        if case .paragraph(let text)? = blocks.first { return "\(turned(text))\(text.html(inline))" }
        return blocks.html(block)
    }

    /// WeasyPrint takes the direction of a line from its first letter: a sentence in Arabic that begins with a Latin name or sign would
    /// run from left to right. What is somebody's own text in another language stays in its direction.
    private func turned(_ text: [ReportInline]) -> HTML {
        guard document.direction == "rtl", case .text? = text.first,
            text.plain.unicodeScalars.contains(where: Self.isArabic),
            let first = text.plain.unicodeScalars.first(where: \.properties.isAlphabetic), !Self.isArabic(first)
        else { return .empty }
        return "\u{200F}"
    }

    private static func isArabic(_ scalar: Unicode.Scalar) -> Bool { (0x590...0x8FF).contains(scalar.value) }

    private func table(_ table: ReportTable) -> HTML {
        let caption: HTML =
            table.caption.isEmpty
            ? .empty
            : "<caption>\(table.number > 0 ? "<b>\(words.table(table.number))</b> " : .empty)\(table.caption)</caption>"
        return """
            <table\("class", value: table.rows.count * table.columns.count <= 30 ? "short" : nil)>\(caption)<colgroup>\(table.shares.html { share in
                "<col width=\"\(ChartText.number((share * 1000).rounded() / 10))%\">"
            })</colgroup><thead><tr>\(table.columns.html { column in
                "<th scope=\"col\"\("class", value: column.isNumber ? "num" : nil)>\(column.title)</th>"
            })</tr></thead><tbody>\(table.rows.html { row($0, table.columns) })</tbody></table>
            """
    }

    private func row(_ cells: [[ReportInline]], _ columns: [ReportTable.Column]) -> HTML {
        """
        <tr>\(zip(cells, columns).enumerated().html { index, cell in
            let number = cell.1.isNumber ? "num" : nil
            return index == 0 && !cell.1.isNumber
                ? "<th scope=\"row\" dir=\"auto\">\(cell.0.html(inline))</th>"
                : "<td\("class", value: number) dir=\"auto\">\(cell.0.html(inline))</td>"
        })</tr>
        """
    }

    private func figure(_ figure: ReportFigure) -> HTML {
        let picture: HTML =
            pictures[figure.number].map { "<img src=\"\($0)\" alt=\"\(figure.alternative)\">" }
                ?? """
                <div role="img" aria-label="\(figure.alternative)">\(HTML(trusted: Self.inner(figure.svg)))</div>
                """
        return """
            <figure\("class", value: figure.share < 0.7 ? "narrow" : figure.share < 1 ? "middle" : nil)>\(picture)\
            <figcaption><b>\(words.figure(figure.number))</b> \(figure.caption)</figcaption></figure>\
            <details\(figure.showsTable ? " open" : " class=\"aside\"" as HTML)><summary>\(words.dataTable)</summary>\(table(figure.table))</details>
            """
    }

    /// The element of a whole SVG document.
    private static func inner(_ svg: String) -> String {
        svg.range(of: "<svg").map { String(svg[$0.lowerBound...]) } ?? ""
    }

    private func evidence(_ item: ReportEvidence) -> HTML {
        let marking: HTML = item.marking.map { " <span class=\"small\">TLP:\($0)</span>" } ?? .empty
        return """
            <li id="\(item.id)" value="\(item.number)"><p><b>\(item.kind)</b> \(item.text.html(inline))\(marking)</p>\
            \(item.details.html { "<p class=\"small\">\($0.html(inline))</p>" })</li>
            """
    }

    // MARK: Pieces of a line

    private func inline(_ part: ReportInline) -> HTML {
        switch part {
        case .text(let text): HTML(escaping: text)
        case .strong(let parts): "<strong>\(parts.html(inline))</strong>"
        case .emphasis(let parts): "<em>\(parts.html(inline))</em>"
        case .struck(let parts): "<del>\(parts.html(inline))</del>"
        case .code(let text): "<code>\(text)</code>"
        case .link(let parts, let address): "<a href=\"\(address)\">\(parts.html(inline))</a>"
        case .reference(let parts, let id): "<a href=\"#\(id)\">\(parts.html(inline))</a>"
        case .citation(let number): "<a class=\"cite\" href=\"#e\(number)\">[\(number)]</a>"
        case .foreign(let parts, let language): "<span lang=\"\(language)\" dir=\"auto\">\(parts.html(inline))</span>"
        case .lineBreak: "<br>"
        }
    }
}
