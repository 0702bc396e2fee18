import Domain
import Markup
import Storage
import Web

/// The whole guide for its readers: contents, sections, the list of evidence.
struct GuidePage {
    private let access: GuideAccess
    private let document_: GuideDocument?
    /// The language that the reader asked for, by the interface or by a tab.
    private let wished: String
    private let review: GuideReviewSummary?

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        access = try GuideAccess(event, visit: visit, reading)
        let wished = visit.inbound.query["language"] ?? visit.language.rawValue
        self.wished = wished
        document_ = try GuideStore(reading).document(of: event, in: wished)
        review = try GuideReviewSummary(event, reading)
    }

    var document: HTML {
        let path = Paths.guide(access.event.id)
        guard let guide = document_ else {
            let layout = access.layout(L("The guide"), path: path, marking: nil)
            return layout.document(
                """
                <div class="empty"><h1>\(L("There is no guide yet"))</h1>\
                <p class="muted">\(L("It is written after the outline. You will find it here."))</p>\
                \(access.mayWrite ? "<a class=\"button primary\" href=\"\(Paths.guideBuilder(access.event.id))\">\(L("Begin the guide"))</a>" : .empty)</div>
                """)
        }
        let layout = access.layout(L("The guide"), path: path, marking: guide.marking)
        return layout.document(
            """
            <div class="guide-page"><article class="guide-text" lang="\(guide.language)">\(head(guide))\
            \(guide.sections.html { GuideReading(guide).section($0, event: access.event.id) })\
            \(GuideReading(guide).evidence)</article>\
            \(contents(guide))</div>
            """)
    }

    private func head(_ guide: GuideDocument) -> HTML {
        """
        <div class="head"><h1 dir="auto">\(guide.title)</h1>\
        <p class="meta"><span dir="auto">\(access.event.title)</span> \
        <span>\(L(guide.sources.count, one: "\(guide.sources.count) piece of evidence", other: "\(guide.sources.count) pieces of evidence"))</span></p>\
        \(review?.html)\(guide.language == wished ? .empty : TranslationMark.html(guide.language))\(languages(guide))\
        <div class="actions no-print">\(access.mayWrite ? "<a class=\"button primary\" href=\"\(Paths.guideBuilder(guide.event, section: nil, language: guide.language))\">\(Icon.svg("edit")) \(L("Write the guide"))</a>" : .empty)\
        <button class="plain" data-print>\(Icon.svg("print")) \(L("Print"))</button></div></div>
        """
    }

    private func languages(_ guide: GuideDocument) -> HTML {
        guard guide.languages.count > 1 else { return .empty }
        return """
            <nav aria-label="\(L("Languages of the guide").string())"><ul class="tabs">\(guide.languages.html { tag in
                """
                <li><a href="\(Paths.guide(guide.event))?language=\(tag)" lang="\(tag)"\
                \("aria-current", value: tag == guide.language ? "page" : nil)>\(ContributionLanguage.name(tag))</a></li>
                """
            })</ul></nav>
            """
    }

    private func contents(_ guide: GuideDocument) -> HTML {
        """
        <nav class="contents" aria-label="\(L("Contents").string())"><details id="contents"><summary>\(L("Contents"))</summary><ol class="tree">\(guide.sections.html { section in
            """
            <li class="level-\(section.level)"><a href="#section-\(section.id)" lang="\(section.titleLanguage)"><span class="number">\(section.number)</span> \
            <span dir="auto">\(section.title)</span></a></li>
            """
        })\(guide.sources.isEmpty ? .empty : "<li class=\"level-1\"><a href=\"#evidence\"><span class=\"number\"></span> <span>\(L("Evidence"))</span></a></li>")</ol></details></nav>
        """
    }
}

/// How parts of a guide look wherever they are read.
struct GuideReading {
    let guide: GuideDocument

    init(_ guide: GuideDocument) { self.guide = guide }

    /// A section with its heading, whose number leads to the section's own page.
    func section(_ section: GuideDocument.Section, event: Event.ID) -> HTML {
        let heading = HTML(trusted: "h\(min(section.level + 1, 5))")
        return """
            <section id="section-\(section.id)" class="level-\(section.level)"><\(heading) lang="\(section.titleLanguage)" dir="auto">\
            <a class="heading" href="\(Paths.guideSection(event, section.id))"><span class="number">\(section.number)</span> \(section.title)</a></\(heading)>\
            \(Self.state(section))\
            \(guide.html(of: section, headingLevel: min(section.level + 1, 5)))</section>
            """
    }

    /// Whether a section's text is a translation that somebody should look at, or none at all.
    static func state(_ section: GuideDocument.Section) -> HTML {
        if section.isUntranslated { return TranslationMark.html(section.language) }
        return section.isOutOfDate ? "<p class=\"hint\">\(L("This translation follows an older text."))</p>" : .empty
    }

    /// The list of evidence at the end of the guide.
    var evidence: HTML {
        guard !guide.sources.isEmpty else { return .empty }
        return "<section id=\"evidence\"><h2>\(L("Evidence"))</h2>\(Self.list(guide.sources))</section>"
    }

    static func list(_ sources: [GuideDocument.Source]) -> HTML {
        """
        <ol class="sources">\(sources.html { source in
            """
            <li id="evidence-\(source.number)"><span class="number">[\(source.number)]</span> <div>\(title(source.item))\
            <p class="meta"><span dir="auto">\(source.item.detail)</span>\
            \(source.item.isGone ? " <span class=\"state warn\">\(L("withdrawn since"))</span>" : .empty) \(TLP.chip(source.item.marking))</p></div></li>
            """
        })</ol>
        """
    }

    private static func title(_ item: EvidenceItem) -> HTML {
        guard !item.isUnpublished else { return "<p class=\"muted\">\(item.title)</p>" }
        let words: HTML = item.kind == .quote ? "<q>\(item.title)</q>" : "\(item.title)"
        return "<p><a href=\"\(item.path)\" lang=\"\(item.language)\" dir=\"auto\">\(words)</a></p>"
    }
}

/// One section as an item of the thread: its text, and what it rests on.
struct GuideSectionPage {
    private let access: GuideAccess
    private let guide: GuideDocument
    private let section: GuideDocument.Section
    private let wished: String
    private let thread: ThreadTrail
    private let comments: HTML
    private let follow: FollowButton

    init(_ event: Event.ID, _ id: GuideSection.ID, visit: Visit, _ reading: any Reading) throws {
        access = try GuideAccess(event, visit: visit, reading)
        let wished = visit.inbound.query["language"] ?? visit.language.rawValue
        guard let guide = try GuideStore(reading).document(of: event, in: wished),
            let section = guide.sections.first(where: { $0.id == id })
        else { throw Refusal.notFound }
        self.guide = guide
        self.section = section
        self.wished = wished
        thread = try ThreadTrail(id, event: event, reading, visit)
        var remarks = try GuideComments(event, visit: visit, reading).section(id, language: section.language)
        remarks.back = Paths.guideSection(event, id)
        comments = remarks.html
        follow = try FollowButton("section:\(id)", visit, reading)
    }

    var document: HTML {
        let event = access.event.id
        let layout = access.layout(
            .verbatim(section.title), path: Paths.guideSection(event, section.id), marking: guide.marking,
            crumbs: [.init(L("The guide"), Paths.guide(event))])
        let keys = Set(CitationMarkers.numbers(in: section.markdown))
        let sources = guide.sources.filter { keys.contains($0.key) }
        return layout.document(
            """
            <article class="guide-text"><div class="head"><p class="eyebrow">\(section.number.isEmpty ? L("The guide") : L("Section \(section.number)"))</p>\
            <h1 lang="\(section.titleLanguage)" dir="auto">\(section.title)</h1>\(follow.html)</div>\
            \(guide.language == wished || section.markdown.isEmpty ? GuideReading.state(section) : TranslationMark.html(section.language))\
            \(section.markdown.isEmpty ? "<p class=\"muted\">\(L("Nothing is written here yet."))</p>" : guide.html(of: section, headingLevel: 1))\
            \(sources.isEmpty ? .empty : "<section id=\"evidence\"><h2>\(L("What this section rests on"))</h2>\(GuideReading.list(sources))</section>")\
            \(thread.html)\(comments)\
            <div class="actions no-print">\(access.mayWrite ? "<a class=\"button\" href=\"\(Paths.guideBuilder(event, section: section.id, language: section.language))\">\(Icon.svg("edit")) \(L("Write this section"))</a>" : .empty)\
            <a class="button plain" href="\(Paths.guide(event))#section-\(section.id)">\(L("In the whole guide"))</a></div></article>
            """)
    }
}
