import Domain
import Markup
import Web

/// Where a citation leads on a page of this server.
struct CitedSource {
    /// What readers see: [1], [2] …
    let number: Int
    let title: String
    /// `#evidence-3`, or an address of this server.
    let href: String
}

/// The blocks of a document as markup: the one writer for pages of this server, for the HTML file and for the PDF that is made of it.
/// Void elements are closed, so that the markup is XML too.
struct DocumentBlocks {
    enum Place {
        /// Citations lead to where the page lists its sources, by the number that readers see.
        case page([Int: CitedSource])
        /// By the number of a figure: the file that holds its picture, where it is not drawn in place.
        case file(pictures: [Int: String])
    }

    let place: Place
    let direction: String
    let words: DocumentWords

    private var isFile: Bool { if case .file = place { true } else { false } }

    /// A line under a heading stays with the table that it introduces.
    func html(_ blocks: [Document.Block]) -> HTML {
        blocks.indices.html { index in
            guard index > 0, index + 1 < blocks.count, case .heading = blocks[index - 1],
                case .paragraph = blocks[index], case .table = blocks[index + 1], isFile
            else { return block(blocks[index]) }
            return "<div class=\"lead\">\(block(blocks[index]))</div>"
        }
    }

    private func block(_ block: Document.Block) -> HTML {
        switch block {
        case .heading(let level, let id, let text):
            // The title of the document is the only heading of the first rank.
            let tag = HTML(trusted: "h\(min(6, level + 1))")
            return "<\(tag)\("id", value: id.isEmpty ? nil : id)>\(line(text))</\(tag)>"
        case .paragraph(let text):
            return "<p\("class", value: isFile && text.isLead ? "lead" : nil)>\(turned(text))\(line(text))</p>"
        case .list(let list): return self.list(list)
        case .quote(let blocks, let source):
            let end: HTML = source.isEmpty ? .empty : "<p class=\"source\">\(line(source))</p>"
            return "<blockquote>\(blocks.html(self.block))\(end)</blockquote>"
        case .code(let text): return "<pre><code>\(text)</code></pre>"
        case .notice(let text, let tone):
            return "<div class=\"notice \(tone.rawValue)\"><p>\(turned(text))\(line(text))</p></div>"
        case .figures(let facts):
            return """
                <dl class="figures">\(facts.html { "<div><dd>\(line($0.value))</dd><dt>\($0.label)</dt></div>" })</dl>
                """
        case .table(let table): return isFile ? self.table(table) : pageTable(table)
        case .figure(let figure): return self.figure(figure)
        case .sources(let sources): return "<ol class=\"evidence\">\(sources.html(source))</ol>"
        case .foreign(let blocks, let language):
            return "<div lang=\"\(language)\" dir=\"auto\">\(blocks.html(self.block))</div>"
        case .rule: return "<hr/>"
        case .pageBreak: return isFile ? "<div class=\"break\"></div>" : .empty
        }
    }

    // MARK: Lists

    private func list(_ list: Document.List) -> HTML {
        let items = list.items.html { item($0, isTight: list.isTight) }
        guard list.isOrdered else { return "<ul>\(items)</ul>" }
        return "<ol\("start", value: list.start == 1 ? nil : String(list.start))>\(items)</ol>"
    }

    /// Without the paragraph's space where there is one paragraph, on a page where its writer left none.
    private func item(_ blocks: [Document.Block], isTight: Bool) -> HTML {
        let isBare = isFile ? blocks.count == 1 : isTight
        let content = blocks.html { block in
            if isBare, case .paragraph(let text) = block { return "\(turned(text))\(line(text))" }
            return self.block(block)
        }
        return "<li>\(content)</li>"
    }

    // MARK: Tables and figures

    private func table(_ table: Document.Table) -> HTML {
        let caption: HTML =
            table.caption.isEmpty
            ? .empty
            : "<caption>\(table.number > 0 ? "<b>\(words.table(table.number))</b> " : .empty)\(table.caption)</caption>"
        return """
            <table\("class", value: table.rows.count * table.columns.count <= 30 ? "short" : nil)>\(caption)<colgroup>\(table.shares.html { share in
                "<col width=\"\(ChartText.number((share * 1000).rounded() / 10))%\"/>"
            })</colgroup><thead><tr>\(table.columns.html { column in
                "<th scope=\"col\"\("class", value: column.isNumber ? "num" : nil)\(align(column))>\(line(column.title))</th>"
            })</tr></thead><tbody>\(table.rows.html { row($0, table.columns) })</tbody></table>
            """
    }

    private func row(_ cells: [[Document.Inline]], _ columns: [Document.Table.Column]) -> HTML {
        """
        <tr>\(zip(cells, columns).enumerated().html { index, cell in
            let (text, column) = cell
            return index == 0 && !column.isNumber
                ? "<th scope=\"row\" dir=\"auto\"\(align(column))>\(line(text))</th>"
                : "<td\("class", value: column.isNumber ? "num" : nil) dir=\"auto\"\(align(column))>\(line(text))</td>"
        })</tr>
        """
    }

    /// On a page it moves sideways by itself.
    private func pageTable(_ table: Document.Table) -> HTML {
        let caption: HTML = table.caption.isEmpty ? .empty : "<caption>\(table.caption)</caption>"
        let head = table.columns.html { "<th scope=\"col\"\(align($0))>\(line($0.title))</th>" }
        let rows = table.rows.html { cells in
            "<tr>\(zip(cells, table.columns).html { "<td\(align($0.1))>\(line($0.0))</td>" })</tr>"
        }
        let body: HTML = table.rows.isEmpty ? .empty : "<tbody>\(rows)</tbody>"
        return """
            <div class="scroll" tabindex="0"><table>\(caption)<thead><tr>\(head)</tr></thead>\(body)</table></div>
            """
    }

    private func align(_ column: Document.Table.Column) -> HTML { "\("align", value: column.align?.rawValue)" }

    private func figure(_ figure: Document.Figure) -> HTML {
        var file: String?
        if case .file(let pictures) = place { file = pictures[figure.number] }
        let picture: HTML =
            file.map { "<img src=\"\($0)\" alt=\"\(figure.alternative)\"/>" }
                ?? """
                <div role="img" aria-label="\(figure.alternative)">\(HTML(trusted: Self.inner(figure.svg)))</div>
                """
        return """
            <figure\("class", value: figure.share < 0.7 ? "narrow" : figure.share < 1 ? "middle" : nil)>\(picture)\
            <figcaption><b>\(words.figure(figure.number))</b> \(figure.caption)</figcaption></figure>\
            <details\(figure.showsTable ? " open=\"\"" : " class=\"aside\"" as HTML)><summary>\(words.dataTable)</summary>\(table(figure.table))</details>
            """
    }

    /// The element of a whole SVG document.
    private static func inner(_ svg: String) -> String {
        svg.range(of: "<svg").map { String(svg[$0.lowerBound...]) } ?? ""
    }

    private func source(_ source: Document.Source) -> HTML {
        let marking: HTML = source.marking.map { " <span class=\"small\">TLP:\($0)</span>" } ?? .empty
        return """
            <li id="\(source.id)" value="\(source.number)"><p><b>\(source.kind)</b> \(line(source.text))\(marking)</p>\
            \(source.details.html { "<p class=\"small\">\(line($0))</p>" })</li>
            """
    }

    // MARK: Pieces of a line

    func line(_ parts: [Document.Inline]) -> HTML { parts.html(inline) }

    private func inline(_ part: Document.Inline) -> HTML {
        switch part {
        case .text(let text): HTML(escaping: text)
        case .strong(let parts): "<strong>\(line(parts))</strong>"
        case .emphasis(let parts): "<em>\(line(parts))</em>"
        case .struck(let parts): "<del>\(line(parts))</del>"
        case .code(let text): "<code>\(text)</code>"
        case .link(let parts, let address, let title):
            "<a href=\"\(address)\"\("title", value: title.isEmpty ? nil : title)>\(line(parts))</a>"
        case .reference(let parts, let id): "<a href=\"#\(id)\">\(line(parts))</a>"
        case .citation(let number): citation(number)
        case .uncited(let key): uncited(key)
        case .foreign(let parts, let language): "<span lang=\"\(language)\" dir=\"auto\">\(line(parts))</span>"
        case .lineBreak: "<br/>"
        }
    }

    private func citation(_ number: Int) -> HTML {
        guard case .page(let sources) = place, let source = sources[number] else {
            return "<a class=\"cite\" href=\"#e\(number)\">[\(number)]</a>"
        }
        return """
            <a class="cite" href="\(source.href)" title="\(source.title)"><span class="sr">\(L("Evidence")) </span>[\(number)]</a>
            """
    }

    /// Whoever writes it is warned; on paper it stays as it was typed.
    private func uncited(_ key: Int) -> HTML {
        guard !isFile else { return HTML(escaping: CitationMarkers.text(key)) }
        let title = L("There is no evidence with the number \(key).").string()
        return """
            <mark class="cite unknown" title="\(title)">\(CitationMarkers.text(key))<span class="sr"> \(title)</span></mark>
            """
    }

    // MARK: Direction

    /// WeasyPrint takes the direction of a line from its first letter: a sentence in Arabic that begins with a Latin name or sign would
    /// run from left to right. What is somebody's own text in another language stays in its direction.
    private func turned(_ text: [Document.Inline]) -> HTML {
        guard isFile, direction == "rtl", case .text? = text.first,
            text.plain.unicodeScalars.contains(where: Self.isArabic),
            let first = text.plain.unicodeScalars.first(where: \.properties.isAlphabetic), !Self.isArabic(first)
        else { return .empty }
        return "\u{200F}"
    }

    private static func isArabic(_ scalar: Unicode.Scalar) -> Bool { (0x590...0x8FF).contains(scalar.value) }
}
