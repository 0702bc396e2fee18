import Domain
import Foundation
import Markup
import Web

/// What word processors get beside the text: the reference document, made of pandoc's own default at run time, with the marking
/// in header and footer of every page, A4 and our styles; and the few pieces of their own XML that pandoc has no word for.
enum DocumentTemplate {
    /// - Parameter standard: what `pandoc --print-default-data-file reference.docx` (or `.odt`) says.
    static func reference(
        from standard: [UInt8], for document: Document, _ target: DocumentPandoc.Target
    ) throws -> [UInt8] {
        let archive = try ZipArchive(standard)
        func part(_ name: String) throws -> String {
            guard let bytes = try archive.part(name) else { throw Unfit(part: name) }
            return String(decoding: bytes, as: UTF8.self)
        }
        switch target {
        case .docx:
            return try ZipWriter.replacing(
                [
                    .init("word/styles.xml", try DocumentWordStyles.merged(into: part("word/styles.xml"))),
                    .init("word/document.xml", try section(in: part("word/document.xml"))),
                    .init("word/_rels/document.xml.rels", try relations(in: part("word/_rels/document.xml.rels"))),
                    .init("[Content_Types].xml", try types(in: part("[Content_Types].xml"))),
                    .init("word/header1.xml", header(document)), .init("word/footer1.xml", footer(document)),
                ], in: standard)
        case .odt:
            let styles = try DocumentODTStyles.merged(into: part("styles.xml"), document)
            return try ZipWriter.replacing([.init("styles.xml", styles)], in: standard)
        }
    }

    /// A reference document of a pandoc that we do not know: better no file than one without its marking.
    struct Unfit: Error, CustomStringConvertible {
        let part: String
        var description: String { "pandoc’s own reference document has no “\(part)” as expected" }
    }

    /// Whether a file that pandoc made carries the marking in its header and its footer.
    static func isMarked(_ file: [UInt8], _ document: Document, _ target: DocumentPandoc.Target) throws -> Bool {
        let archive = try ZipArchive(file)
        let label = "TLP:\(document.marking)"
        switch target {
        case .docx:
            let main = try archive.part("word/document.xml").map { String(decoding: $0, as: UTF8.self) } ?? ""
            let names = ["word/header1.xml", "word/footer1.xml"]
            return try main.contains("headerReference") && main.contains("footerReference")
                && (names.allSatisfy { name in
                    try archive.part(name).map { String(decoding: $0, as: UTF8.self).contains(label) } ?? false
                })
        case .odt:
            let styles = try archive.part("styles.xml").map { String(decoding: $0, as: UTF8.self) } ?? ""
            return styles.components(separatedBy: label).count >= 3
        }
    }

    // MARK: DOCX

    private static let wordNames =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    private static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    private static func section(in text: String) throws -> String {
        let own = """
            <w:sectPr xmlns:r="\(relation)"><w:headerReference w:type="default" r:id="rIdReportHeader"/>\
            <w:footerReference w:type="default" r:id="rIdReportFooter"/><w:pgSz w:w="11906" w:h="16838"/>\
            <w:pgMar w:top="1474" w:right="1134" w:bottom="1361" w:left="1134" w:header="624" w:footer="567" w:gutter="0"/>\
            </w:sectPr>
            """
        let bare = text.replacing(/(?s)<w:sectPr\s*\/>|<w:sectPr[^>]*>.*?<\/w:sectPr>/, with: "")
        guard let end = bare.range(of: "</w:body>", options: .backwards) else { throw Unfit(part: "w:body") }
        return bare.replacingCharacters(in: end, with: own + "</w:body>")
    }

    private static func relations(in text: String) throws -> String {
        guard let end = text.range(of: "</Relationships>") else { throw Unfit(part: "Relationships") }
        let own = """
            <Relationship Id="rIdReportHeader" Type="\(relation)/header" Target="header1.xml"/>\
            <Relationship Id="rIdReportFooter" Type="\(relation)/footer" Target="footer1.xml"/>
            """
        return text.replacingCharacters(in: end, with: own + "</Relationships>")
    }

    private static func types(in text: String) throws -> String {
        guard let end = text.range(of: "</Types>") else { throw Unfit(part: "Types") }
        let own = """
            <Override PartName="/word/header1.xml" ContentType="\(wordType).header+xml"/>\
            <Override PartName="/word/footer1.xml" ContentType="\(wordType).footer+xml"/>
            """
        return text.replacingCharacters(in: end, with: own + "</Types>")
    }

    private static func header(_ document: Document) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <w:hdr \(wordNames)><w:p><w:pPr><w:pStyle w:val="ReportHeader"/></w:pPr>\(run(running(document)))\
        <w:r><w:tab/></w:r>\(marking(document))</w:p></w:hdr>
        """
    }

    private static func footer(_ document: Document) -> String {
        let page = DocumentWords(document.interface).page
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <w:ftr \(wordNames)><w:p><w:pPr><w:pStyle w:val="ReportFooter"/></w:pPr>\(run(page.before))\(field("PAGE"))\
            \(run(page.between))\(field("NUMPAGES"))\(run(page.after))<w:r><w:tab/></w:r>\(marking(document))</w:p></w:ftr>
            """
    }

    /// On black, in the colour that FIRST gives it, bold and of 12 points.
    private static func marking(_ document: Document) -> String {
        let colour = DocumentWords.colour(of: document.marking).dropFirst()
        return """
            <w:r><w:rPr><w:b/><w:color w:val="\(colour)"/><w:sz w:val="24"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:rPr>\
            <w:t xml:space="preserve"> TLP:\(document.marking) </w:t></w:r>
            """
    }

    private static func run(_ text: String) -> String {
        text.isEmpty ? "" : "<w:r><w:t xml:space=\"preserve\">\(escaped(text))</w:t></w:r>"
    }

    /// - Parameter shown: until the word processor knows better.
    private static func field(_ name: String, shown: String = "1") -> String {
        """
        <w:r><w:fldChar w:fldCharType="begin"\(shown.isEmpty ? " w:dirty=\"true\"" : "")/></w:r><w:r><w:instrText xml:space="preserve"> \(name) </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>\(shown)</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        """
    }

    /// The title as the head of each page has room for it.
    static func running(_ document: Document) -> String {
        ChartText.wrap(document.title, width: 70, lines: 1).joined()
    }

    static func escaped(_ text: String) -> String { HTML(escaping: text.withoutControlCharacters).text }

    // MARK: Pieces of the text

    static func pageBreak(_ target: DocumentPandoc.Target) -> String {
        switch target {
        case .docx:
            // The end of this paragraph stands on the new page: as low as can be.
            """
            <w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>
            """
        case .odt: "<text:p text:style-name=\"ReportBreak\"/>"
        }
    }

    static func contents(
        _ entries: [(level: Int, id: String, text: String)], title: String, _ target: DocumentPandoc.Target
    ) -> String {
        target == .docx ? wordContents(entries, title) : odtContents(entries, title)
    }

    /// The field is marked as dirty: Word makes it anew when it opens the file. Its entries lead to their headings; their numbers are
    /// fields as well, which word processors fill when they lay out the pages.
    private static func wordContents(_ entries: [(level: Int, id: String, text: String)], _ title: String) -> String {
        let begin = """
            <w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>\
            <w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType="separate"/></w:r>
            """
        let lines = entries.enumerated().map { index, entry in
            """
            <w:p><w:pPr><w:pStyle w:val="TOC\(min(2, entry.level))"/></w:pPr>\(index == 0 ? begin : "")\
            <w:hyperlink w:anchor="\(entry.id)" w:history="1">\(run(entry.text))<w:r><w:tab/></w:r>\(field("PAGEREF \(entry.id) \\h", shown: ""))</w:hyperlink></w:p>
            """
        }
        return """
            <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>\
            <w:sdtContent><w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>\(run(title))</w:p>\(lines.joined())\
            <w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>
            """
    }

    private static func odtContents(_ entries: [(level: Int, id: String, text: String)], _ title: String) -> String {
        let templates = (1...2).map { level in
            """
            <text:table-of-content-entry-template text:outline-level="\(level)" text:style-name="Contents_20_\(level)">\
            <text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/>\
            <text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>
            """
        }
        let lines = entries.map { entry in
            """
            <text:p text:style-name="Contents_20_\(min(2, entry.level))"><text:a xlink:type="simple" xlink:href="#\(entry.id)" \
            text:style-name="ReportEntry" text:visited-style-name="ReportEntry">\(escaped(entry.text))</text:a><text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="\(entry.id)">\
            </text:bookmark-ref></text:p>
            """
        }
        return """
            <text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="2">\
            <text:index-title-template text:style-name="Contents_20_Heading">\(escaped(title))</text:index-title-template>\
            \(templates.joined())</text:table-of-content-source><text:index-body><text:index-title text:name="Contents_Head">\
            <text:p text:style-name="Contents_20_Heading">\(escaped(title))</text:p></text:index-title>\(lines.joined())\
            </text:index-body></text:table-of-content>
            """
    }
}
