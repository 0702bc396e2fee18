import Markup
import Storage
import Web

/// What of a document no font of this machine can draw: it would be blank in a PDF, and nobody would know.
struct DocumentBlanks: Sendable, Hashable {
    struct Blank: Sendable, Hashable {
        /// The chapter or section; empty before the first one.
        let place: String
        let script: Script
        let example: Character
    }

    /// One for each script of each section, in the order of reading.
    private(set) var blanks: [Blank] = []
    /// More are counted.
    static let namedAtMost = 20

    private let coverage: GlyphCoverage
    private var place = ""
    private var seen: Set<String> = []

    init(_ document: Document, _ coverage: GlyphCoverage) {
        self.coverage = coverage
        look(document.title)
        look(document.subtitle)
        for fact in document.facts {
            look(fact.label)
            look(fact.value.plain)
        }
        for block in document.note + document.blocks { look(block) }
    }

    /// A sentence for each, and how to mend it; empty where nothing is blank.
    var words: [Message] {
        guard !blanks.isEmpty else { return [] }
        let lines = blanks.prefix(Self.namedAtMost).map { blank -> Message in
            let (script, example) = (blank.script.label.string(), String(blank.example))
            return blank.place.isEmpty
                ? L("On the cover: \(script), for instance \(example)")
                : L("In “\(blank.place)”: \(script), for instance \(example)")
        }
        let rest = blanks.count - lines.count
        return [L("No font of this server can draw these letters; they would be blank in a PDF.")] + lines
            + (rest > 0 ? [L(rest, one: "and \(rest) more", other: "and \(rest) more")] : [])
            + [L("Its administrator can install the Debian packages \(DocumentFonts.packages).")]
    }

    private mutating func look(_ text: String) {
        // Nearly all text is drawn: bytes of ASCII need no look at characters.
        guard text.utf8.contains(where: { $0 > 0x7E }) else { return }
        for character in text where !coverage.draws(character) {
            let script = Script.of(character)
            guard seen.insert("\(script.rawValue) \(place)").inserted else { continue }
            blanks.append(Blank(place: place, script: script, example: character))
        }
    }

    private mutating func look(_ block: Document.Block) {
        switch block {
        case .heading(let level, _, let text):
            if level <= 2 { place = text.plain }
            look(text.plain)
        case .paragraph(let text), .notice(let text, _): look(text.plain)
        case .list(let list): for block in list.items.joined() { look(block) }
        case .quote(let blocks, let source):
            for block in blocks { look(block) }
            look(source.plain)
        case .code(let text): look(text)
        case .figures(let facts):
            for fact in facts {
                look(fact.label)
                look(fact.value.plain)
            }
        case .table(let table): look(table)
        case .figure(let figure):
            look(figure.caption)
            look(figure.table)
        case .sources(let sources):
            for source in sources {
                look(source.text.plain)
                for detail in source.details { look(detail.plain) }
            }
        case .foreign(let blocks, _): for block in blocks { look(block) }
        case .rule, .pageBreak: break
        }
    }

    private mutating func look(_ table: Document.Table) {
        look(table.caption)
        for column in table.columns { look(column.title.plain) }
        for cell in table.rows.joined() { look(cell.plain) }
    }
}
