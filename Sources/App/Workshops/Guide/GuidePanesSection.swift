import Domain
import Markup
import Storage
import Web

/// The outline at the left of the builder: the same bytes for everybody who writes. The client module marks the section that is
/// open and keeps the language (guide.js).
struct GuideOutlinePane {
    let tree: GuideTree
    /// How many pieces of evidence each section cites.
    let cited: [GuideSection.ID: Int]
    var current: GuideSection.ID?
    var language: String?

    var html: HTML {
        """
        <nav class="pane outline" id="guide-outline" aria-label="\(L("Sections").string())"><ol class="tree">\(tree.places.html(line))</ol></nav>
        """
    }

    private func line(_ place: SectionTree<GuideSection.ID>.Place) -> HTML {
        let text = tree.text(place.id, in: language ?? tree.guide.language)
        let isEmpty = tree.main(place.id)?.isEmpty ?? true
        let count = cited[place.id] ?? 0
        // The line is dragged, not the address of its link.
        let isLocked = tree.guide.state == .final
        return """
            <li class="level-\(place.level)" id="outline-\(place.id)"\("draggable", value: isLocked ? nil : "true")\
            \("data-move", value: isLocked ? nil : Paths.guideSectionMove(tree.guide.event, place.id))>\
            <a draggable="false" href="\(Paths.guideBuilder(tree.guide.event, section: place.id, language: language))" \
            data-section="\(place.id)"\("aria-current", value: place.id == current ? "true" : nil)>\
            <span class="number">\(place.number)</span> <span lang="\(text?.language ?? tree.guide.language)" dir="auto">\(text?.title ?? "")</span></a>\
            \(isEmpty ? "<span class=\"marks muted\" title=\"\(L("no text yet").string())\">○<span class=\"sr\"> \(L("no text yet"))</span></span>" : count > 0 ? "<span class=\"marks\" title=\"\(L(count, one: "\(count) piece of evidence", other: "\(count) pieces of evidence").string())\">[\(count)]</span>" : .empty)</li>
            """
    }
}

/// The evidence at the right of the builder: by kind, what is cited how often, what is not used yet. The same bytes for everybody who
/// writes; its buttons belong to the page's form `#cite`, which knows the section.
struct GuideEvidencePane {
    let guide: GuideRecord
    let catalogue: EvidenceCatalogue
    let records: [EvidenceRecord]
    let uses: [Evidence.ID: Int]
    /// Words that an item must hold, for who has no client module.
    var query = ""
    var onlyUnused = false

    private static let kinds: [EvidenceKind] = [
        .issue, .round, .aspect, .case, .situation, .intervention, .event, .publication, .consultation, .material,
        .quote,
    ]
    /// Of one kind; the rest is found by searching.
    private static let shownAtOnce = 400

    var html: HTML {
        let kinds = Self.kinds.filter { !(catalogue.offered[$0] ?? []).isEmpty }
        return """
            <div id="evidence-list" class="evidence-list">\(summary)\(kinds.html(group))\
            \(kinds.isEmpty ? "<p class=\"muted\">\(L("There is nothing to cite yet: issues, tallies, aspects, cases and interventions appear here."))</p>" : .empty)</div>
            """
    }

    /// Each kind's items with how many sections cite them.
    func unused(_ kind: EvidenceKind) -> Int { (catalogue.offered[kind] ?? []).count { use($0).count == 0 } }

    private var summary: HTML {
        let all = Self.kinds.flatMap { catalogue.offered[$0] ?? [] }
        let used = all.count { use($0).count > 0 }
        return """
            <p class="meta" id="evidence-count"><span>\(L("\(used) of \(all.count) are cited."))</span></p>
            """
    }

    private func use(_ item: EvidenceItem) -> (number: Int?, count: Int) {
        let record = records.first {
            $0.kind == item.kind && $0.target == item.target && (item.kind != .quote || $0.quote == item.title)
        }
        return (record?.number, record.flatMap { uses[$0.id] } ?? 0)
    }

    private func group(_ kind: EvidenceKind) -> HTML {
        let wanted = Folded.text(query)
        let items = (catalogue.offered[kind] ?? []).filter { item in
            (wanted.isEmpty || Folded.text("\(item.title) \(item.detail)").contains(wanted))
                && (!onlyUnused || use(item).count == 0)
        }
        guard !items.isEmpty else { return .empty }
        let unused = items.count { use($0).count == 0 }
        return """
            <details class="kind" id="evidence-\(kind.rawValue)"\("open", when: kind == .issue || !wanted.isEmpty)><summary class="kept">\(kind.label) \
            <small>\(L(unused, one: "\(unused) of \(items.count) not used yet", other: "\(unused) of \(items.count) not used yet"))</small></summary>\
            <ul class="lines">\(items.prefix(Self.shownAtOnce).html(item))</ul>\
            \(items.count > Self.shownAtOnce ? "<p class=\"hint\">\(L(items.count - Self.shownAtOnce, one: "\(items.count - Self.shownAtOnce) more: search for it.", other: "\(items.count - Self.shownAtOnce) more: search for them."))</p>" : .empty)</details>
            """
    }

    private var isLocked: Bool { guide.state == .final }

    private func item(_ item: EvidenceItem) -> HTML {
        let (number, count) = use(item)
        let key = item.kind == .quote ? "quote:\(item.target) \(item.title)" : item.reference
        let marking = Marking(rawValue: item.marking) ?? .red
        let isCloser = marking > guide.marking
        let words: HTML = item.kind == .quote ? "<q>\(item.title)</q>" : "\(item.title)"
        let cited = L(count, one: "cited in \(count) section", other: "cited in \(count) sections")
        let used: HTML =
            count > 0
            ? "<span class=\"chip\">\(cited) <bdi>\(CitationMarkers.text(number ?? 0))</bdi></span>"
            : "<span class=\"state open\">\(L("not used yet"))</span>"
        return """
            <li class="evidence-item\(isCloser ? " closer" : "")" id="item-\(item.kind.rawValue)-\(item.kind == .quote ? Self.place(number, item) : item.target)" \
            data-item="\(key)"\("data-number", value: number.map(String.init))\("draggable", value: isCloser || isLocked ? nil : "true") data-unused="\(count == 0 ? "1" : "0")">\
            <p class="clamp" lang="\(item.language)" dir="auto">\(words)</p><p class="meta"><span dir="auto">\(item.detail)</span></p>\
            <p class="actions">\(isCloser ? closer(item) : isLocked ? .empty : citeButton(key, item))\
            \(used)\
            <a class="small" href="\(item.path)">\(L("Open", context: "link"))<span class="sr"> \(item.title)</span></a></p>\
            \(item.kind == .issue && !isCloser && !isLocked ? quotes(item) : .empty)</li>
            """
    }

    /// Of a quote: several of one issue are told apart by their words (FNV-1a, 64 bits), the cited ones by their numbers.
    private static func place(_ number: Int?, _ item: EvidenceItem) -> String {
        if let number { return String(number) }
        let hash = item.title.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
        }
        return "\(item.target)-\(String(hash, radix: 36))"
    }

    private func citeButton(_ key: String, _ item: EvidenceItem) -> HTML {
        "<button form=\"cite\" name=\"item\" value=\"\(key)\">\(L("Cite"))<span class=\"sr\"> \(item.title)</span></button>"
    }

    private func closer(_ item: EvidenceItem) -> HTML {
        "\(TLP.chip(item.marking)) <span class=\"small\">\(L("marked more restrictively than this guide"))</span>"
    }

    /// A sentence of the explanation as a quote: one press, or marked with the pointer (guide.js).
    private func quotes(_ item: EvidenceItem) -> HTML {
        guard let sources = catalogue.quotable[item.target] else { return .empty }
        return """
            <details class="quotes"><summary>\(L("Quote its author"))</summary>\(sources.html { source in
                """
                <div data-quotable="\(item.target)" lang="\(source.language)" dir="auto">\(QuoteSentences.of(source.text).html { sentence in
                    """
                    <p class="sentence">\(sentence) <button class="plain" form="cite" name="item" value="quote:\(item.target) \(sentence)">\
                    \(L("Quote"))</button></p>
                    """
                })</div>
                """
            })<p class="hint">\(L("Or mark some words and press Alt + Q."))</p></details>
            """
    }
}

/// An explanation cut into sentences.
enum QuoteSentences {
    static func of(_ text: String) -> [String] {
        var sentences: [String] = []
        var current = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            current.append(character.isNewline ? " " : character)
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            let ends = ".!?؟。".contains(character) && next.isWhitespace
            if ends || character.isNewline {
                append(current, to: &sentences)
                current = ""
            }
        }
        append(current, to: &sentences)
        return sentences
    }

    private static func append(_ text: String, to sentences: inout [String]) {
        let sentence = FieldCheck.line(text)
        if sentence.count >= 3 { sentences.append(sentence) }
    }
}

/// What is being written, as readers will see it: made from the text as typed, with the numbers that the whole guide then has.
struct GuidePreview {
    private let text: String
    private let language: String
    private let title: String
    private let level: Int
    private let sources: [GuideDocument.Source]
    private let numbers: CitationNumbers
    private let obstacles: [EvidenceItem]

    init(_ tree: GuideTree, _ section: GuideSection.ID, language: String, text: String, _ reading: any Reading) throws {
        self.text = text
        self.language = language
        title = tree.text(section, in: language)?.title ?? ""
        level = tree.place(section)?.level ?? 1
        let event = try EventStore(reading).event(tree.guide.event)
        let records = try EvidenceStore(reading).evidence(of: tree.guide.id)
        let catalogue = try EvidenceCatalogue(event, guide: tree.guide.id, reading)
        let texts = tree.places.compactMap { $0.id == section ? text : tree.text($0.id, in: language)?.card.text }
        numbers = CitationNumbers(texts, known: Set(records.map(\.number)))
        let byNumber = Dictionary(uniqueKeysWithValues: records.map { ($0.number, $0) })
        sources = CitationMarkers.numbers(in: text).compactMap { [numbers] key in
            guard let record = byNumber[key], let number = numbers[key] else { return nil }
            return .init(number: number, key: key, item: catalogue.item(record))
        }
        obstacles = sources.map(\.item).filter {
            $0.isUnpublished || (Marking(rawValue: $0.marking) ?? .red) > tree.guide.marking
        }
    }

    var html: HTML {
        let known = Dictionary(uniqueKeysWithValues: sources.map { ($0.key, $0) })
        let unknown = CitationMarkers.numbers(in: text).filter { known[$0] == nil }
        return """
            <div id="preview" class="preview-text"><h\(HTML(trusted: "\(min(level + 2, 6))")) lang="\(language)" dir="auto">\(title)</h\(HTML(trusted: "\(min(level + 2, 6))"))>\
            \(warnings(unknown))\
            \(text.allSatisfy(\.isWhitespace) ? "<p class=\"muted\">\(L("Nothing is written here yet."))</p>" : MarkdownText.html(text, language: language, below: min(level + 2, 5)) { key in
                known[key].map { CitedSource(number: $0.number, title: $0.item.title, href: "#evidence-\($0.number)") }
            })\
            \(sources.isEmpty ? .empty : GuideReading.list(sources.sorted { $0.number < $1.number }))</div>
            """
    }

    private func warnings(_ unknown: [Int]) -> HTML {
        let lines =
            unknown.map { L("There is no evidence with the number \($0). It stays in the text as typed.") }
            + obstacles.map { item in
                item.isUnpublished
                    ? L("An intervention or desired situation has not been published by its delegation.")
                    : L("“\(item.title)” is marked \(TLP.words(item.marking)).")
            }
        guard !lines.isEmpty else { return .empty }
        return "<div class=\"notice warn\">\(lines.html { "<p>\($0)</p>" })</div>"
    }
}
