import Domain
import Markup
import Storage
import Web

/// The builder: the outline at the left, one text in the middle, the evidence at the right. On a phone the text comes first.
struct GuideBuilderPage {
    let access: GuideAccess
    let visit: Visit
    let tree: GuideTree
    let section: GuideSection.ID?
    let language: String
    let typed: BuilderForm?
    let panes: GuidePanes
    let removed: [(section: GuideSection.ID, title: String, removedAt: Int64)]
    let preview: GuidePreview?
    /// What changed in the main text since the translation followed it.
    let changes: ComparisonSection?
    /// Open comments and suggested changes, beside the text; nil if there is no text to comment on.
    let comments: SectionComments?
    let review: GuideReviewSummary?

    /// - Throws: ``Refusal/notFound`` where there is no guide.
    init(
        _ event: Event.ID, section: GuideSection.ID?, language: String?, typed: BuilderForm?, visit: Visit,
        _ reading: any Reading
    ) throws {
        access = try GuideAccess(event, visit: visit, reading)
        guard let tree = try GuideStore(reading).tree(of: event) else { throw Refusal.noGuide }
        self.visit = visit
        self.tree = tree
        self.typed = typed
        let language = language.flatMap { tree.languages.contains($0) ? $0 : nil } ?? tree.guide.language
        let chosen = section.flatMap { tree.place($0) == nil ? nil : $0 } ?? Self.first(tree)
        self.language = language
        self.section = chosen
        panes = try GuidePanes(tree, access.event, for: .visitor(visit.visitor, now: visit.now), reading)
        removed = try GuideStore(reading).removed(tree.guide)
        preview = try chosen.map {
            try GuidePreview(tree, $0, language: language, text: tree.text($0, in: language)?.card.text ?? "", reading)
        }
        changes = try chosen.flatMap { try Self.changes(tree, $0, language, reading) }
        review = try GuideReviewSummary(event, reading)
        if let chosen, tree.texts[chosen]?[language] != nil {
            var remarks = try GuideComments(event, visit: visit, reading).section(chosen, language: language)
            remarks.back = Paths.guideBuilder(event, section: chosen, language: language)
            comments = remarks
        } else {
            comments = nil
        }
    }

    /// Where nobody says which: the section that was written last, so that a page that is loaded again stays where it was; then
    /// the first one without a text.
    private static func first(_ tree: GuideTree) -> GuideSection.ID? {
        GuideProgress.byTime(tree).first
            ?? (tree.places.first { tree.main($0.id)?.isEmpty ?? false } ?? tree.places.first)?.id
    }

    private static func changes(
        _ tree: GuideTree, _ section: GuideSection.ID, _ language: String, _ reading: any Reading
    ) throws -> ComparisonSection? {
        guard tree.isOutOfDate(section, in: language), let main = tree.main(section),
            let known = tree.texts[section]?[language]?.sourceRevision,
            let old = try CardStore(reading).revisions(of: main.card.id).first(where: { $0.number <= known }),
            old.text != main.card.text
        else { return nil }
        return ComparisonSection(from: old.text, to: main.card.text, language: tree.guide.language)
    }

    var event: Event.ID { access.event.id }
    var isFinal: Bool { tree.guide.state == .final }
    var text: SectionText? { section.flatMap { tree.texts[$0]?[language] } }

    var document: HTML {
        var layout = access.layout(
            L("Guide builder"), path: Paths.guideBuilder(event, section: section, language: language),
            marking: tree.guide.marking.rawValue, crumbs: [.init(L("The guide"), Paths.guide(event))])
        layout.scripts = ["cards", "guide"]
        layout.live = Paths.guideLive(event)
        layout.state = GuideLive.state(tree.guide)
        return layout.document(
            """
            <div id="trouble" hidden></div>\(head)\(isFinal ? locked : undo)\
            <div class="builder" id="builder" data-section="\(section?.description ?? "")" data-language="\(language)" \
            data-evidence="\(Paths.guideEvidence(event))" data-preview="\(section.map { Paths.guidePreview(event, $0) } ?? "")" \
            data-cited="\(L("Cited as {n}.").string())" data-moved="\(L("Moved: {title}").string())" data-shown="\(L("{n} found").string())">\
            <div class="side-pane">\(outline)\(adding)</div>\(writing)\(evidence)</div>
            """)
    }

    // MARK: Head

    private var head: HTML {
        """
        <div class="guide-head"><div><h1 dir="auto">\(tree.guide.title)</h1>\(review?.html)\(PresenceLine([]).html)</div>\
        <div class="actions"><a class="button" href="\(Paths.guide(event))?language=\(language)">\(L("Preview as a reader"))</a>\(isFinal ? .empty : settings)</div></div>
        """
    }

    /// A text of a programme is marked on the page of its publication.
    private var marking: HTML {
        access.event.isMeeting
            ? "<div class=\"field\"><label for=\"marking\">\(L("Marking"))</label>\(MarkingChoice.select(tree.guide.marking.rawValue))</div>"
            : "<input type=\"hidden\" name=\"marking\" value=\"\(tree.guide.marking.rawValue)\">"
    }

    private var settings: HTML {
        let error = typed?.kind == .settings ? typed?.errors["title"] : nil
        return """
            <details class="menu" id="guide-settings"\("open", when: error != nil)><summary class="button plain">\(Icon.svg("edit")) \(L("Title and marking"))</summary>\
            <form class="form floating" id="settings" method="post" action="\(Paths.guideSettings(event))">\
            <div class="field"><label for="guide-title">\(L("Title"))</label><input id="guide-title" name="title" required dir="auto" \
            value="\(error == nil ? tree.guide.title : typed?.title ?? "")"\("aria-invalid", value: error == nil ? nil : "true")>\
            \(error.map { "<p class=\"error\">\($0)</p>" })</div>\
            \(marking)<button>\(L("Save"))</button></form></details>
            """
    }

    /// Why nothing can be written here, and the way on.
    private var locked: HTML {
        let reopening: HTML = """
            <form class="actions" id="reopen-guide" method="post" action="\(Paths.guideReopening(event))">\
            <button>\(Icon.svg("undo")) \(L("Back to writing"))</button></form>
            """
        return """
            <section class="notice" id="locked"><p><b>\(L("This guide is final."))</b> \
            \(L("Its text is the one that was signed, and is locked. Comments are still taken. If you go back to writing, a new draft begins from this text; the signed version stays as it is."))</p>\
            \(access.runsTheRoom ? reopening : "<p>\(L("Whoever runs the room can take it back to writing."))</p>")</section>
            """
    }

    /// Right after a removal.
    private var undo: HTML {
        guard let id = visit.inbound.query["removed"].flatMap({ GuideSection.ID($0) }),
            let gone = removed.first(where: { $0.section == id })
        else { return .empty }
        return """
            <form class="notice" id="undo" method="post" action="\(Paths.guideSectionRestoration(event, id))" role="status">\
            <p>\(L("“\(gone.title)” was removed, with everything under it."))</p>\
            <div class="actions"><button>\(Icon.svg("undo")) \(L("Restore"))</button></div></form>
            """
    }

    // MARK: The outline

    private var outline: HTML { panes.outline(current: section, language: language) }

    private var adding: HTML {
        guard !isFinal else { return .empty }
        let isWrong = typed?.kind == .add
        let error = isWrong ? typed?.errors["title"] : nil
        return """
            <details class="pane" id="adding"\("open", when: isWrong)><summary>\(Icon.svg("plus")) \(L("Add a section"))</summary>\
            <form class="form" id="add" method="post" action="\(Paths.guideSections(event))">\
            <input type="hidden" name="section" value="\(section?.description ?? "")">\
            <div class="field"><label for="add-title">\(L("Title"))</label><input id="add-title" name="title" required dir="auto" \
            value="\(isWrong ? typed?.title ?? "" : "")"\("aria-invalid", value: error == nil ? nil : "true")\("aria-describedby", value: error == nil ? nil : "add-error")>\
            \(error.map { "<p class=\"error\" id=\"add-error\">\($0)</p>" })</div>\
            <div class="field"><label for="add-parent">\(L("Parent section"))</label><select id="add-parent" name="parent">\(parents(chosen: section.flatMap { tree.place($0)?.parent }, without: nil))</select></div>\
            <div class="field"><label for="add-kind">\(L("Kind"))</label><select id="add-kind" name="kind">\(kinds(.text))</select></div>\
            <button>\(L("Add"))</button></form></details>\(removedList)
            """
    }

    private var removedList: HTML {
        guard !removed.isEmpty else { return .empty }
        return """
            <details class="pane" id="removed"><summary>\(L(removed.count, one: "\(removed.count) section removed", other: "\(removed.count) sections removed"))</summary>\
            <ul class="lines">\(removed.html { gone in
                """
                <li><span dir="auto">\(gone.title)</span> <form method="post" action="\(Paths.guideSectionRestoration(event, gone.section))">\
                <button class="plain">\(Icon.svg("undo")) \(L("Restore"))<span class="sr"> \(gone.title)</span></button></form></li>
                """
            })</ul></details>
            """
    }

    func parents(chosen: GuideSection.ID?, without: GuideSection.ID?) -> HTML {
        """
        <option value="">\(L("at the top"))</option>\(tree.places.filter { $0.id != without }.html { place in
            """
            <option value="\(place.id)"\("selected", when: place.id == chosen)>\(tree.name(place.id, in: language))</option>
            """
        })
        """
    }

    func kinds(_ chosen: GuideSectionKind) -> HTML {
        GuideSectionKind.allCases.html {
            "<option value=\"\($0.rawValue)\"\("selected", when: $0 == chosen)>\($0.label)</option>"
        }
    }

    // MARK: The evidence

    private var evidence: HTML {
        let query = visit.inbound.query["q"] ?? ""
        let onlyUnused = visit.inbound.query["unused"] == "1"
        return """
            <aside class="pane evidence" id="evidence-pane" aria-label="\(L("Evidence").string())"><h2>\(L("Evidence"))</h2>\
            <form class="inline" id="find" method="get" role="search" action="\(Paths.guideBuilder(event))">\
            <input type="hidden" name="section" value="\(section?.description ?? "")"><input type="hidden" name="language" value="\(language)">\
            <div class="field"><label for="find-q">\(L("Search"))</label><input id="find-q" dir="auto" name="q" type="search" value="\(query)"></div>\
            <label class="check"><input type="checkbox" id="find-unused" name="unused" value="1"\("checked", when: onlyUnused)> \(L("Only what is not used yet"))</label>\
            <button>\(L("Show"))</button></form>\
            <form id="cite" method="post" action="\(Paths.guideEvidence(event))">\
            <input type="hidden" name="section" value="\(section?.description ?? "")"><input type="hidden" name="language" value="\(language)"></form>\
            \(panes.evidence(query: query, onlyUnused: onlyUnused))</aside>
            """
    }
}

/// The two panes that change for everybody who writes, with what they are made from.
struct GuidePanes {
    private let tree: GuideTree
    private let pane: GuideEvidencePane
    private let cited: [GuideSection.ID: Int]

    /// - Parameter reader: who chooses from the evidence of a text; a guide of an event offers the same to all who write it.
    init(_ tree: GuideTree, _ event: EventRecord, for reader: EvidenceReader = .nobody, _ reading: any Reading) throws {
        self.tree = tree
        let store = EvidenceStore(reading)
        pane = GuideEvidencePane(
            guide: tree.guide, catalogue: try EvidenceCatalogue(event, guide: tree.guide.id, for: reader, reading),
            records: try store.evidence(of: tree.guide.id), uses: try store.uses(of: tree.guide.id))
        let citations = try store.citations(of: tree.guide.id).filter { $0.language == tree.guide.language }
        cited = Dictionary(grouping: citations, by: \.section).mapValues(\.count)
    }

    func outline(current: GuideSection.ID? = nil, language: String? = nil) -> HTML {
        GuideOutlinePane(tree: tree, cited: cited, current: current, language: language).html
    }

    func evidence(query: String = "", onlyUnused: Bool = false) -> HTML {
        var pane = pane
        pane.query = query
        pane.onlyUnused = onlyUnused
        return pane.html
    }

    /// How many pieces of evidence could be cited, and how many are.
    var figures: (offered: Int, used: Int) {
        let all = EvidenceKind.allCases.reduce(0) { $0 + (pane.catalogue.offered[$1]?.count ?? 0) }
        let unused = EvidenceKind.allCases.reduce(0) { $0 + pane.unused($1) }
        return (all, all - unused)
    }

    /// By kind, for the console.
    var unused: [(kind: EvidenceKind, count: Int)] {
        EvidenceKind.allCases.map { ($0, pane.unused($0)) }.filter { $0.1 > 0 }
    }
}
