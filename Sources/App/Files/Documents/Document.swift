import Domain
import Markup
import Web

/// Something that people read outside of the screens: a report, a guide, minutes, a certificate. A value, made by a feature, from which
/// every format is made: HTML in one file and PDF (``DocumentPage``), DOCX and ODT (``DocumentPandoc``), Markdown (``DocumentMarkdown``);
/// the same blocks make what people wrote in Markdown a part of a page (``MarkdownText``). It holds words, never markup.
///
///     var minutes = Document(title: event.title, kind: L("Minutes").string(), marking: event.marking, language: "en")
///     minutes.facts = [.init(L("Place"), event.place)]
///     minutes.note = [.meaning(of: event.marking)]
///     minutes.blocks =
///         [.heading(1, id: "decisions", L("What was decided")), .list([[.text("We meet again in May.")]])]
///         + MarkdownReader.blocks(remarks, level: 1, prefix: "remarks")
///     let bytes = try await minutes.file(.pdf)
///
/// What each format sees to by itself: a cover and a table of contents, the marking on every page and "Page 3 of 12", numbers of figures
/// and tables, the direction of the language, and for each figure its table, which is what remains of it where no picture is drawn.
struct Document: Sendable, Hashable {
    struct Fact: Sendable, Hashable {
        let label: String
        let value: [Inline]

        init(_ label: Message, _ value: [Inline]) {
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
    /// On each page of a print, above and below.
    var banner = ""
    /// Whether the cover is all there is: a certificate.
    var isOnePage = false
    /// A picture at the foot of the cover, as SVG: a code to check the paper by.
    var seal: String?
    /// On the cover.
    var facts: [Fact] = []
    /// On the cover, under the facts.
    var note: [Block] = []
    var blocks: [Block] = []

    /// `ltr` or `rtl`.
    var direction: String { TextDirection.of(language) }

    /// The headings for the table of contents, in their order.
    func contents(depth: Int = 2) -> [(level: Int, id: String, text: [Inline])] {
        blocks.compactMap { block in
            guard case .heading(let level, let id, let text) = block, level <= depth else { return nil }
            return (level, id, text)
        }
    }

    /// With figures and tables numbered in their order.
    func numbered() -> Document {
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

/// The direction in which a language is written.
enum TextDirection {
    private static let rightToLeft: Set<String> = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]

    static func of(_ language: String) -> String {
        rightToLeft.contains(String(language.prefix { $0 != "-" }).lowercased()) ? "rtl" : "ltr"
    }
}
