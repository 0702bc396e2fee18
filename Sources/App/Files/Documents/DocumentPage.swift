import Domain
import Markup
import Web

/// The document as one HTML file with its style sheet and its pictures in it: no request leaves it. WeasyPrint makes the PDF of
/// the same file, whose `@page` rules put the marking on every page.
struct DocumentPage {
    let document: Document
    private let words: DocumentWords
    private let content: DocumentBlocks

    /// - Parameter pictures: by the number of a figure: the file that holds its picture, where it is not drawn in place.
    init(_ document: Document, pictures: [Int: String] = [:]) {
        self.document = document.numbered()
        words = DocumentWords(document.interface)
        content = DocumentBlocks(place: .file(pictures: pictures), direction: document.direction, words: words)
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
        <main class="\(document.startsChaptersOnPages ? "chapters" : "flow")">\(content.html(document.blocks))</main>
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
            content: \(Self.quoted("TLP:\(document.marking)")); color: \(DocumentWords.colour(of: document.marking)); background: #000; \
            font-weight: 700; font-size: 12pt; height: 7mm; padding: 0 2.5mm; margin: auto 0; vertical-align: middle; white-space: nowrap;
            """
        let number =
            "content: \(Self.quoted(page.before)) counter(page) \(Self.quoted(page.between)) counter(pages) \(Self.quoted(page.after));"
        let shout =
            "{ content: \(Self.quoted(document.banner)); color: #000; font-weight: 700; white-space: nowrap }"
        let banner = document.banner.isEmpty ? "" : "@page { @top-center \(shout) @bottom-center \(shout) }"
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
                \(banner)
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
        <header class="cover\(document.isOnePage ? " only" : "")"><p class="kind">\(document.kind)</p><h1 dir="auto">\(document.title)</h1>\
        \(document.subtitle.isEmpty ? .empty : "<p class=\"subtitle\" dir=\"auto\">\(document.subtitle)</p>" as HTML)\
        <dl>\(document.facts.html { "<div><dt>\($0.label)</dt><dd dir=\"auto\">\(content.line($0.value))</dd></div>" })</dl>\
        <div class="note">\(content.html(document.note))</div>\
        \(document.seal.map { "<div class=\"seal\">\(HTML(trusted: $0))</div>" })</header>
        """
    }

    private var contents: HTML {
        let entries = document.contents()
        guard !entries.isEmpty else { return .empty }
        return """
            <nav class="contents" aria-labelledby="contents"><h2 id="contents">\(words.contents)</h2><ul>\(entries.html { entry in
                "<li class=\"l\(entry.level)\"><a href=\"#\(entry.id)\">\(content.line(entry.text.map(Self.withoutCitation)))</a></li>"
            })</ul></nav>
            """
    }

    private static func withoutCitation(_ part: Document.Inline) -> Document.Inline {
        if case .citation = part { .text("") } else { part }
    }
}
