import Domain
import Markup
import Storage
import Web

/// One kept version, as it stood.
struct GuideVersionPage {
    let words: GuideReviewWords
    let guide: ReviewedGuide
    let version: GuideVersionRecord
    let snapshot: GuideSnapshot
    let now: GuideSnapshot
    let language: String
    let mayWrite: Bool
    private let frame: EventFrame
    let citations: KnownCitations

    init(_ event: Event.ID, _ id: GuideVersion.ID, visit: Visit, _ reading: any Reading) throws {
        let store = GuideReviewStore(reading)
        guide = try store.guide(of: event)
        version = try store.version(id, of: guide.id)
        snapshot = try store.content(of: id)
        now = try store.snapshot(of: guide.id)
        words = try GuideReviewWords(event, reading)
        let wished = visit.inbound.query["language"] ?? snapshot.language
        language = snapshot.languages.contains(wished) ? wished : snapshot.language
        frame = try EventFrame(visit, words.room.event, reading)
        mayWrite = guide.state != .final && frame.allows(.writeGuide)
        let texts = snapshot.sections.compactMap { [snapshot, language] in snapshot.shown($0, in: language)?.text.text }
        citations = try KnownCitations(texts, of: guide.id, event: event, reading)
    }

    private var event: Event.ID { guide.event }
    private var path: String { Paths.guideVersion(event, version.id) }

    var document: HTML {
        var layout = GuideReviewPage.layout(L("Version \(version.number)"), frame, path: path)
        layout.marking = snapshot.marking
        return layout.document(main)
    }

    private var main: HTML {
        """
        <div class="head"><h1 lang="\(snapshot.language)" dir="auto">\(snapshot.title)</h1>\
        <p class="meta"><span class="chip" dir="auto">\(version.label)</span> \(words.moment(version.createdAt)) \(words.origin(version.createdBy))</p>\
        \(version.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(version.note)</p>")\
        <p><a href="\(Paths.guideComparison(event))?from=\(version.id)&amp;to=now&amp;language=\(language)">\(L("What has changed since"))</a></p></div>\
        \(LanguageTabs.html(snapshot.languages, chosen: language) { "\(path)?language=\($0)" })\
        \(snapshot.sections.html(section))
        """
    }

    private func section(_ section: GuideSnapshot.Section) -> HTML {
        guard let (text, written) = snapshot.shown(section, in: language) else { return .empty }
        let level = min(6, section.level + 1)
        let (open, close) = (HTML(trusted: "<h\(level)"), HTML(trusted: "</h\(level)>"))
        return """
            <section id="section-\(section.id)">\(open) lang="\(written)" dir="auto">\(text.title)\(close)\
            \(written == language || text.text.isEmpty ? .empty : TranslationMark.html(written))\
            \(MarkdownText.html(text.text, language: written, below: level, source: citations.source))\(restoring(section, text, written))</section>
            """
    }

    /// Only where the text says something else today.
    private func restoring(_ section: GuideSnapshot.Section, _ text: GuideSnapshot.Text, _ written: String) -> HTML {
        guard mayWrite else { return .empty }
        guard let present = now.section(section.id)?.texts[written] else {
            return "<p class=\"muted small\">\(L("This section is not in the guide any more."))</p>"
        }
        guard present.text != text.text else { return .empty }
        return """
            <form class="actions" id="restore-\(section.id)" method="post" action="\(Paths.versionRestoration(event, version.id))">\
            <input type="hidden" name="section" value="\(section.id)"><input type="hidden" name="language" value="\(written)">\
            <button class="plain">\(Icon.svg("undo")) \(L("Put this text back"))<span class="sr">: \(text.title)</span></button></form>
            """
    }
}

/// The languages of a guide as tabs; nil if there is only one.
enum LanguageTabs {
    static func html(_ languages: [String], chosen: String, _ address: (String) -> String) -> HTML {
        guard languages.count > 1 else { return .empty }
        return """
            <nav aria-label="\(L("Language of the guide").string())"><ul class="tabs">\(languages.html { language in
                """
                <li><a href="\(address(language))" lang="\(language)"\("aria-current", value: language == chosen ? "page" : nil)>\
                \(ContributionLanguage.name(language))</a></li>
                """
            })</ul></nav>
            """
    }
}

/// What has changed between two versions, or between a version and the guide as it stands.
struct GuideComparisonPage {
    let words: GuideReviewWords
    let guide: ReviewedGuide
    let from: GuideVersionRecord
    /// Nothing for the guide as it stands.
    let to: GuideVersionRecord?
    let titles: (old: String, new: String)
    let languages: [String]
    let language: String
    let changes: [SectionComparison.Change]
    let showsAll: Bool
    private let frame: EventFrame

    /// - Throws: ``Refusal/notFound`` for a version of another guide, ``Refusal/malformedForm`` for no version at all.
    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        let store = GuideReviewStore(reading)
        guide = try store.guide(of: event)
        let query = visit.inbound.query
        guard let fromID = GuideVersion.ID(query.text("from")) else { throw Refusal.malformedForm }
        from = try store.version(fromID, of: guide.id)
        let wished = query.text("to")
        if wished.isEmpty || wished == "now" {
            to = nil
        } else {
            guard let id = GuideVersion.ID(wished) else { throw Refusal.malformedForm }
            to = try store.version(id, of: guide.id)
        }
        let old = try store.content(of: from.id)
        let new = try to.map { try store.content(of: $0.id) } ?? store.snapshot(of: guide.id)
        titles = (old.title, new.title)
        languages = new.languages + old.languages.filter { !new.languages.contains($0) }
        let chosen = query["language"] ?? new.language
        language = languages.contains(chosen) ? chosen : new.language
        var budget = TextComparison.Budget()
        // With the numbers that readers see, before anything is compared: a marker may otherwise be taken apart.
        let raw = (old.comparable(in: language), new.comparable(in: language))
        let citations = try KnownCitations((raw.1 + raw.0).map(\.text), of: guide.id, event: event, reading)
        let (before, after) = (raw.0.map(citations.plain), raw.1.map(citations.plain))
        changes = SectionComparison(before, after, budget: &budget).changes
        showsAll = query.isOn("all")
        words = try GuideReviewWords(event, reading)
        frame = try EventFrame(visit, words.room.event, reading)
    }

    private var event: Event.ID { guide.event }

    private func address(language: String, all: Bool) -> String {
        let target = to?.id.description ?? "now"
        return "\(Paths.guideComparison(event))?from=\(from.id)&to=\(target)&language=\(language)"
            + (all ? "&all=1" : "")
    }

    var document: HTML {
        GuideReviewPage.layout(
            L("What has changed"), frame, path: address(language: language, all: showsAll)
        ).document(main)
    }

    private var main: HTML {
        let changed = changes.filter(\.isChanged)
        let toggle = showsAll ? L("Only what has changed") : L("The whole text")
        return """
            <div class="head"><h1>\(L("What has changed"))</h1><p class="lede" dir="auto">\(from.label) → \(to?.label ?? L("The guide as it stands now"))</p>\
            <p class="muted">\(summary)</p>\
            \(titles.old == titles.new ? .empty : "<p dir=\"auto\">\(L("Title:")) \(ComparisonView.html(TextComparison(titles.old, titles.new)))</p>")\
            <p><a href="\(address(language: language, all: !showsAll))">\(toggle)</a></p></div>\
            \(LanguageTabs.html(languages, chosen: language) { address(language: $0, all: showsAll) })\
            \(changed.isEmpty ? "<p>\(L("The two versions say the same."))</p>" : .empty)\
            \((showsAll ? changes : changed).html(section))
            """
    }

    private var summary: Message {
        let texts = changes.count { $0.fate == .kept && ($0.text.isChanged || $0.title.isChanged) }
        let (added, removed) = (changes.count { $0.fate == .added }, changes.count { $0.fate == .removed })
        let moved = changes.count(where: \.isMoved)
        let parts: [Message?] = [
            texts == 0 ? nil : L(texts, one: "\(texts) section reworded", other: "\(texts) sections reworded"),
            added == 0 ? nil : L(added, one: "\(added) section new", other: "\(added) sections new"),
            removed == 0
                ? nil : L(removed, one: "\(removed) section removed", other: "\(removed) sections removed"),
            moved == 0 ? nil : L(moved, one: "\(moved) section moved", other: "\(moved) sections moved"),
        ]
        return .verbatim(parts.compactMap { $0?.string() }.joined(separator: " · "))
    }

    private func section(_ change: SectionComparison.Change) -> HTML {
        let counts = change.text.counts
        let figures: HTML =
            change.fate == .kept && change.text.isChanged
            ? "<span>\(L("Words added: \(counts.added), removed: \(counts.removed)"))</span>" : .empty
        return """
            <section class="compared" id="compared-\(change.id)"><div class="head"><h2 lang="\(language)" dir="auto">\(ComparisonView.html(change.title))</h2>\
            <p class="meta">\(chips(change))\(figures)</p></div>\
            <div class="lines-kept" lang="\(language)" dir="auto">\(ComparisonView.html(change.text, keeps: showsAll || change.fate != .kept ? nil : 160))</div></section>
            """
    }

    private func chips(_ change: SectionComparison.Change) -> HTML {
        var chips: [HTML] = []
        switch change.fate {
        case .added: chips.append("<span class=\"state good\">\(L("New section"))</span>")
        case .removed: chips.append("<span class=\"state bad\">\(L("Section removed"))</span>")
        case .kept:
            if !change.isChanged { chips.append("<span class=\"state\">\(L("As before"))</span>") }
            if change.title.isChanged { chips.append("<span class=\"state\">\(L("New title"))</span>") }
        }
        if change.isMoved { chips.append("<span class=\"state warn\">\(L("Moved"))</span>") }
        return chips.joined()
    }
}

/// One section's text with the comments on it: where forms lead that are sent without JavaScript, and the address to point to.
struct SectionCommentsPage {
    var comments: SectionComments
    let title: String
    let text: String
    let citations: KnownCitations
    private let frame: EventFrame

    init(_ event: Event.ID, _ section: GuideSection.ID, language wished: String?, visit: Visit, _ reading: any Reading)
        throws
    {
        let all = try GuideComments(event, visit: visit, reading)
        frame = try EventFrame(visit, all.words.room.event, reading)
        let language = wished ?? all.guide.language
        let store = GuideReviewStore(reading)
        text = try store.card(of: section, in: language, guide: all.guide.id).text
        title = try store.sectionTitles(of: all.guide.id)[section]?[language] ?? ""
        comments = all.section(section, language: language)
        let tree = try GuideStore(reading).tree(of: event)
        let texts = tree?.places.compactMap { tree?.shown($0.id, in: language)?.text.text } ?? []
        citations = try KnownCitations(texts, of: all.guide.id, event: event, reading)
    }

    /// What the forms of the region get back.
    var fragment: HTML { "<div id=\"trouble\" hidden></div>\(comments.html)" }

    var document: HTML {
        let (all, language) = (comments.all, comments.language)
        let path = "\(Paths.sectionComments(all.guide.event, comments.section))?language=\(language)"
        return GuideReviewPage.layout(L("Comments"), frame, path: path).document(
            """
            <div id="trouble" hidden></div><div class="head"><h1 lang="\(language)" dir="auto">\(title)</h1></div>\
            <div class="split"><div id="\(SectionComments.textID(comments.section, language))">\
            \(text.isEmpty ? "<p class=\"muted\">\(L("Nothing has been written here yet."))</p>" : MarkdownText.html(text, language: language, below: 1, source: citations.source))</div>\
            \(comments.html)</div>
            """)
    }
}
