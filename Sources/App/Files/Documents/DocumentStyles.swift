import Foundation

/// The paragraph styles of a document for Word: colours and sizes of the PDF's style sheet.
enum DocumentWordStyles {
    private struct Style {
        let id: String
        let name: String
        var based = "Normal"
        var paragraph = ""
        var run = ""
    }

    private static let accent = "<w:color w:val=\"0B5C7A\"/>"
    private static let muted = "<w:color w:val=\"566070\"/>"

    private static func spacing(_ before: Int, _ after: Int) -> String {
        "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\"/>"
    }

    private static func size(_ halfPoints: Int) -> String {
        "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>"
    }

    private static func heading(_ level: Int, _ halfPoints: Int, _ colour: String) -> Style {
        Style(
            id: "Heading\(level)", name: "heading \(level)",
            paragraph:
                "<w:keepNext/><w:keepLines/>\(spacing(level == 1 ? 480 : 280, 120))<w:outlineLvl w:val=\"\(level - 1)\"/>",
            run: "<w:b/><w:bCs/>\(colour)\(size(halfPoints))")
    }

    private static let rightTab = "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>"
    private static let leaderTab = "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs>"

    private static let styles: [Style] = [
        Style(
            id: "Title", name: "Title", paragraph: "<w:keepNext/>\(spacing(2800, 200))",
            run: "<w:b/><w:bCs/>\(accent)\(size(56))"),
        Style(id: "Subtitle", name: "Subtitle", paragraph: spacing(0, 200), run: muted + size(28)),
        Style(id: "ReportKind", name: "ReportKind", paragraph: spacing(0, 480), run: muted + size(26)),
        Style(
            id: "ReportFact", name: "ReportFact",
            paragraph:
                """
                <w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="DEDBD3"/>\
                <w:between w:val="single" w:sz="4" w:space="3" w:color="DEDBD3"/></w:pBdr>\(spacing(60, 60))
                """
        ),
        Style(
            id: "ReportNotice", name: "ReportNotice",
            paragraph:
                "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"8B939E\"/></w:pBdr>\(spacing(120, 160))"
        ),
        Style(id: "ReportLead", name: "ReportLead", paragraph: "<w:keepNext/>\(spacing(120, 40))"),
        Style(
            id: "ReportPicture", name: "ReportPicture", paragraph: "<w:keepNext/>\(spacing(120, 60))"),
        Style(
            id: "ReportCaption", name: "ReportCaption", paragraph: "<w:keepLines/>\(spacing(0, 160))",
            run: muted + size(19)),
        Style(
            id: "TableCaption", name: "Table Caption", paragraph: "<w:keepNext/>\(spacing(200, 60))",
            run: muted + size(19)),
        Style(
            id: "ReportEvidence", name: "ReportEvidence", paragraph: "<w:keepLines/>\(spacing(0, 120))", run: size(20)
        ),
        Style(id: "ReportHeader", name: "ReportHeader", paragraph: rightTab, run: muted + size(17)),
        Style(id: "ReportFooter", name: "ReportFooter", paragraph: rightTab, run: muted + size(17)),
        Style(
            id: "TOCHeading", name: "TOC Heading", paragraph: "<w:keepNext/>\(spacing(0, 160))",
            run: "<w:b/>\(accent)\(size(36))"),
        Style(id: "TOC1", name: "toc 1", paragraph: leaderTab + spacing(120, 40), run: "<w:b/>"),
        Style(id: "TOC2", name: "toc 2", paragraph: leaderTab + spacing(0, 40) + "<w:ind w:left=\"340\"/>"),
        Style(
            id: "BlockText", name: "Block Text", based: "BodyText",
            paragraph:
                "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"0B5C7A\"/></w:pBdr><w:ind w:left=\"284\"/>"
        ),
        Style(id: "Compact", name: "Compact", based: "BodyText", paragraph: spacing(40, 40)),
        heading(1, 36, accent), heading(2, 27, accent), heading(3, 23, ""), heading(4, 22, ""), heading(5, 21, ""),
        heading(6, 21, ""),
    ]

    private static let table = """
        <w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>\
        <w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr><w:rPr>\(size(19))</w:rPr>\
        <w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="DEDBD3"/>\
        <w:insideH w:val="single" w:sz="4" w:space="0" w:color="DEDBD3"/></w:tblBorders>\
        <w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>\
        <w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="16202E"/>\
        </w:tcBorders></w:tcPr></w:tblStylePr></w:style>
        """

    /// The standard styles with ours in place of those of the same name.
    static func merged(into text: String) throws -> String {
        var result = text
        for id in styles.map(\.id) + ["Table"] {
            result = result.replacing(
                try Regex("(?s)<w:style (?:(?!</w:style>).)*?w:styleId=\"\(id)\".*?</w:style>"), with: "")
        }
        result = result.replacing(
            /(?s)(<w:rPrDefault>\s*<w:rPr>).*?(<w:lang )/,
            with: { match in
                """
                \(match.1)<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>\
                <w:color w:val="16202E"/>\(size(22))\(match.2)
                """
            })
        guard let end = result.range(of: "</w:styles>") else { throw DocumentTemplate.Unfit(part: "w:styles") }
        let own = styles.map { style in
            """
            <w:style w:type="paragraph" w:styleId="\(style.id)"><w:name w:val="\(style.name)"/><w:basedOn w:val="\(style.based)"/>\
            <w:qFormat/><w:pPr>\(style.paragraph)</w:pPr><w:rPr>\(style.run)</w:rPr></w:style>
            """
        }
        return result.replacingCharacters(in: end, with: own.joined() + table + "</w:styles>")
    }
}

/// The same for OpenDocument, whose header and footer are styles too.
enum DocumentODTStyles {
    private static func style(
        _ name: String, parent: String = "Standard", _ paragraph: String = "", _ text: String = ""
    )
        -> String
    {
        """
        <style:style style:name="\(name)" style:display-name="\(name.replacing("_20_", with: " "))" style:family="paragraph" \
        style:parent-style-name="\(parent)"><style:paragraph-properties \(paragraph)/><style:text-properties \(text)/></style:style>
        """
    }

    private static func heading(_ level: Int, _ points: Double, _ colour: String) -> String {
        """
        <style:style style:name="Heading_20_\(level)" style:display-name="Heading \(level)" style:family="paragraph" \
        style:parent-style-name="Heading" style:next-style-name="Text_20_body" style:default-outline-level="\(level)" style:class="text">\
        <style:paragraph-properties fo:margin-top="\(level == 1 ? 0.8 : 0.5)cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/>\
        <style:text-properties fo:font-family="Calibri" fo:font-size="\(points)pt" fo:font-weight="bold" fo:font-style="normal" \
        fo:color="\(colour)"/></style:style>
        """
    }

    private static func contents(_ level: Int, _ text: String) -> String {
        """
        <style:style style:name="Contents_20_\(level)" style:display-name="Contents \(level)" style:family="paragraph" \
        style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="\(Double(level - 1) * 0.6)cm" \
        fo:margin-top="0.08cm"><style:tab-stops><style:tab-stop style:position="17cm" style:type="right" style:leader-style="dotted" \
        style:leader-text="."/></style:tab-stops></style:paragraph-properties><style:text-properties \(text)/></style:style>
        """
    }

    private static let tabbed = """
        <style:paragraph-properties><style:tab-stops><style:tab-stop style:position="17cm" style:type="right"/></style:tab-stops>\
        </style:paragraph-properties><style:text-properties fo:font-size="8.5pt" fo:color="#566070"/>
        """

    private static let accent = "#0B5C7A"
    private static let ink = "#16202E"
    private static let muted = "fo:color=\"#566070\""

    private static let all: [(name: String, xml: String)] = [
        (
            "Standard",
            """
            <style:style style:name="Standard" style:family="paragraph" style:class="text"><style:paragraph-properties \
            fo:line-height="125%"/><style:text-properties fo:font-family="Calibri" fo:font-size="11pt" fo:color="\(ink)"/></style:style>
            """
        ),
        (
            "Title",
            style(
                "Title", "fo:margin-top=\"5cm\" fo:margin-bottom=\"0.3cm\"",
                "fo:font-size=\"28pt\" fo:font-weight=\"bold\" fo:color=\"\(accent)\"")
        ),
        ("Subtitle", style("Subtitle", "fo:margin-bottom=\"0.3cm\"", "fo:font-size=\"14pt\" \(muted)")),
        ("ReportKind", style("ReportKind", "fo:margin-bottom=\"0.8cm\"", "fo:font-size=\"13pt\" \(muted)")),
        (
            "ReportFact",
            style(
                "ReportFact",
                "fo:border-bottom=\"0.5pt solid #DEDBD3\" fo:padding-bottom=\"0.1cm\" fo:margin-top=\"0.1cm\"")
        ),
        (
            "ReportNotice",
            style(
                "ReportNotice",
                "fo:border-left=\"2.2pt solid #8B939E\" fo:padding-left=\"0.3cm\" fo:margin-top=\"0.2cm\" fo:margin-bottom=\"0.3cm\""
            )
        ),
        (
            "ReportLead",
            style("ReportLead", "fo:keep-with-next=\"always\" fo:margin-top=\"0.2cm\" fo:margin-bottom=\"0.1cm\"")
        ),
        ("ReportPicture", style("ReportPicture", "fo:keep-with-next=\"always\" fo:margin-top=\"0.2cm\"")),
        ("ReportCaption", style("ReportCaption", "fo:margin-bottom=\"0.3cm\"", "fo:font-size=\"9.5pt\" \(muted)")),
        (
            "TableCaption",
            style(
                "TableCaption", "fo:keep-with-next=\"always\" fo:margin-top=\"0.4cm\"",
                "fo:font-size=\"9.5pt\" \(muted)")
        ),
        (
            "Table_20_Contents",
            style("Table_20_Contents", "fo:margin-top=\"0.05cm\" fo:margin-bottom=\"0.05cm\"", "fo:font-size=\"9.5pt\"")
        ),
        (
            "Table_20_Heading",
            style("Table_20_Heading", parent: "Table_20_Contents", "", "fo:font-size=\"9.5pt\" fo:font-weight=\"bold\"")
        ),
        ("ReportEvidence", style("ReportEvidence", "fo:margin-bottom=\"0.2cm\"", "fo:font-size=\"10pt\"")),
        ("ReportBreak", style("ReportBreak", "fo:break-before=\"page\"", "fo:font-size=\"2pt\"")),
        (
            "Contents_20_Heading",
            style(
                "Contents_20_Heading", "fo:margin-bottom=\"0.3cm\"",
                "fo:font-size=\"18pt\" fo:font-weight=\"bold\" fo:color=\"\(accent)\"")
        ),
        ("Contents_20_1", contents(1, "fo:font-weight=\"bold\"")), ("Contents_20_2", contents(2, "")),
        ("Heading_20_1", heading(1, 18, accent)), ("Heading_20_2", heading(2, 13.5, accent)),
        ("Heading_20_3", heading(3, 11.5, ink)), ("Heading_20_4", heading(4, 11, ink)),
    ]

    static func merged(into text: String, _ document: Document) throws -> String {
        var result = text
        for name in all.map(\.name) {
            result = result.replacing(
                try Regex(
                    "(?s)<style:style(?=[^>]*style:name=\"\(name)\")(?=[^>]*style:family=\"paragraph\")(?:[^>]*/>|[^>]*[^/]>.*?</style:style>)"
                ), with: "")
        }
        result = result.replacing(
            /fo:page-width="[^"]*"\s+fo:page-height="[^"]*"/, with: "fo:page-width=\"21cm\" fo:page-height=\"29.7cm\""
        ).replacing(/fo:margin-(left|right)="1in"/) { "fo:margin-\($0.1)=\"2cm\"" }
            .replacing(/fo:margin-(top|bottom)="1in"/) { "fo:margin-\($0.1)=\"1.4cm\"" }
            .replacing(
                /<style:header-style\s*\/>/,
                with: """
                    <style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.4cm"/></style:header-style>
                    """)
        result = try insert(all.map(\.xml).joined() + marking(document), before: "</office:styles>", in: result)
        let bare = result.replacing(/(?s)(<style:master-page [^>]*?)(\/>|>.*?<\/style:master-page>)/) { match in
            "\(match.1)>\(pages(document))</style:master-page>"
        }
        guard bare.contains("<style:header>") else { throw DocumentTemplate.Unfit(part: "style:master-page") }
        return bare
    }

    private static func insert(_ own: String, before end: String, in text: String) throws -> String {
        guard let place = text.range(of: end) else { throw DocumentTemplate.Unfit(part: end) }
        return text.replacingCharacters(in: place, with: own + end)
    }

    private static func marking(_ document: Document) -> String {
        """
        <style:style style:name="ReportHeader" style:family="paragraph" style:parent-style-name="Standard">\(tabbed)</style:style>\
        <style:style style:name="ReportEntry" style:family="text"><style:text-properties fo:color="\(ink)" \
        style:text-underline-style="none"/></style:style>\
        <style:style style:name="ReportMarking" style:family="text"><style:text-properties fo:background-color="#000000" \
        fo:color="\(DocumentWords.colour(of: document.marking))" fo:font-size="12pt" fo:font-weight="bold"/></style:style>
        """
    }

    private static func pages(_ document: Document) -> String {
        let label = "<text:span text:style-name=\"ReportMarking\"> TLP:\(document.marking) </text:span>"
        let page = DocumentWords(document.interface).page
        let title = DocumentTemplate.escaped(DocumentTemplate.running(document))
        return """
            <style:header><text:p text:style-name="ReportHeader">\(title)<text:tab/>\(label)</text:p></style:header>\
            <style:footer><text:p text:style-name="ReportHeader">\(DocumentTemplate.escaped(page.before))<text:page-number \
            text:select-page="current">1</text:page-number>\(DocumentTemplate.escaped(page.between))<text:page-count>1</text:page-count>\
            \(DocumentTemplate.escaped(page.after))<text:tab/>\(label)</text:p></style:footer>
            """
    }
}
