import Domain
import Markup
import Storage
import Web

/// A publication for who may know of it: what it is and how far, its text once that is released, and what its leads do with it.
struct PublicationPage {
    let visit: Visit
    let seen: SeenPublication
    let names: PublicationNames
    /// The text of the newest release, in the language that the reader asked for; nothing where nothing stands released.
    let document: GuideDocument?
    /// Of the release.
    let languages: [String]
    let releases: [PublicationRelease]
    /// What leads have said of the version in review.
    let words: [PublicationWord]
    let text: ReviewedGuide?
    let reviewed: GuideVersionRecord?
    /// For whom of the leads the visitor may speak.
    let speaks: [PublicationLead]
    let manages: Bool
    /// With which members the visitor may join those who write it.
    let joins: [MemberRef]
    let writes: Bool
    let writers: [ParticipantRecord]
    /// Who may be named for each lead.
    let speakers: [MemberRef: [AccountRecord]]
    /// By name.
    let areas: [String]
    /// Who will read it once it is released, for who answers for it.
    let readership: Readership?
    /// Who had it, for who answers for it.
    let fetches: [RecordFetch]
    /// Under which mandates leads have said their word.
    let acting: [Mandate.ID: Message]
    private let frame: ProgrammeFrame?
    private let wished: String
    /// Of a form that comes back with errors.
    var state = FormState()
    var returned: Form?
    enum Form: String { case lead, writer, review, withdrawal }

    init(_ visit: Visit, _ id: Publication.ID, _ reading: any Reading) throws {
        self.visit = visit
        let sight = try PublicationSight(visit, reading)
        seen = try sight.publication(id)
        let (record, store) = (seen.record, PublicationStore(reading))
        names = try PublicationNames(record.programme, reading, now: visit.now)
        wished = visit.inbound.query["language"] ?? visit.language.rawValue
        releases = try store.releases(of: id)
        let number = record.isReleased ? releases.first?.number : nil
        let known = try number.map { try store.languages(of: id, number: $0) } ?? []
        languages = record.languages.filter { known.contains($0) }
        let language = languages.contains(wished) ? wished : record.language
        document = try number.flatMap { try store.document(of: id, number: $0, in: language) }
        writes = try sight.writes(seen)
        manages = sight.manages(seen)
        speaks = sight.speaks(in: seen)
        joins = sight.mayJoin(seen).sorted()
        let isInside = manages || writes || !speaks.isEmpty
        text = try isInside ? record.event.flatMap { try GuideReviewStore(reading).guideIfAny(of: $0) } : nil
        reviewed = try text.flatMap { $0.state == .review ? try GuideReviewStore(reading).reviewed($0) : nil }
        words = try isInside ? seen.counting(store.words(of: id, number: (releases.first?.number ?? 0) + 1)) : []
        acting = try MandateWords.acting(words.compactMap(\.mandate), reading)
        let seats = try isInside ? record.event.map { try EventStore(reading).participants(of: $0) } ?? [] : []
        let writing = seen.writers
        writers = seats.filter { seat in seat.account.map { writing.contains($0) } ?? false }
        let day = CalendarDate.today(visit.now)
        var speakers: [MemberRef: [AccountRecord]] = [:]
        if manages {
            for member in seen.members.union(names.members.map(\.ref)) {
                speakers[member] = try store.speakers(for: member, in: record.programme, on: day)
            }
        }
        self.speakers = speakers
        fetches = try manages ? AudienceStore(reading).fetches(of: record.record) : []
        readership =
            manages
            ? Readership(
                of: seen.readable(isReleased: true), in: try Community(record.programme, reading, now: visit.now),
                now: visit.now) : nil
        let tagged = try AreaTags(reading).areas(of: .publication, id: id)
        areas = tagged.isEmpty ? [] : try AreaTree(reading).names(tagged)
        let roles = try Policy.roles(of: visit.visitor, in: record.programme, reading)
        frame =
            Policy.allows(.seeProgramme, visitor: visit.visitor, roles: roles)
            ? try ProgrammeFrame(visit, record.programme, reading) : nil
    }

    private var record: PublicationRecord { seen.record }
    private var path: String { PublicationPaths.one(record.id) }
    /// Whether it is open to who reads it only: nothing to do stands beside it.
    private var isInside: Bool { manages || writes || !speaks.isEmpty }

    var answer: Answer {
        let status: DeskFrame.FormStatus = state.errors.isEmpty ? .ok : .wrong
        guard let frame else {
            let desk = DeskFrame(visit: visit, title: .verbatim(record.title), path: path, styles: ["guide"])
            return desk.answer(main, status: status)
        }
        return frame.page(
            .verbatim(record.title), path: path, tab: PublicationFacts.tab,
            between: [.init(L("Publications"), PublicationPaths.board(record.programme))], styles: ["guide"],
            status: status, main)
    }

    private var main: HTML {
        let aside =
            isInside ? "<div class=\"stack-4\">\(PublicationDeskSection(page: self).html)</div>" as HTML : .empty
        let body = document.map(article) ?? waiting
        return
            "\(head)\(isInside && document == nil ? "<div class=\"split\"><div class=\"stack-2\">\(body)</div>\(aside)</div>" : "\(body)\(aside)" as HTML)"
    }

    private var head: HTML {
        let released = record.releasedOn.map { day -> HTML in
            record.isReleased ? "<span>\(L("released on \(DateText.day(day))"))</span>" : .empty
        }
        return """
            <div class="head"><p><span class="state \(record.state.mark)">\(record.state.label)</span> \(TLP.chip(record.marking))</p>\
            <h1 dir="auto" lang="\(document?.language ?? record.language)">\(document?.title ?? record.title)</h1>\
            <p class="lede" dir="auto">\(seen.leads.isEmpty ? L("Nobody has taken it on yet.") : Message.list(names.names(seen.leads), .commas))</p>\
            <p class="meta">\(released ?? .empty)\(due)\(areas.html { " <span>\($0)</span>" })</p>\(document.map(files))</div>
            """
    }

    private var due: HTML {
        guard let due = record.due, ![.released, .withdrawn].contains(record.state) else { return .empty }
        return "<span>\(L("due on \(DateText.day(due))"))</span>"
    }

    /// Where there is no text to read.
    private var waiting: HTML {
        if record.state == .withdrawn {
            return """
                <div class="notice bad" id="withdrawn"><p><b>\(L("This was withdrawn."))</b></p>\
                <p class="lines-kept" dir="auto">\(record.withdrawnNote)</p><p>\(L("Whoever has a copy should no longer use it."))</p></div>
                """
        }
        return
            "<p class=\"muted\">\(L("It is not released yet. Its text is read by those who write it."))</p>\(joining)"
    }

    /// For who speaks for a member that may take it on.
    private var joining: HTML {
        joins.html { member in
            """
            <form class="actions" method="post" action="\(PublicationPaths.leads(record.id))">\
            <input type="hidden" name="member" value="\(member.description)">\
            <button class="primary">\(L("Write it for \(names.name(member))"))</button></form>
            """
        }
    }

    // MARK: The text

    /// In the direction of its language, whatever that of the page is, so that all of it begins at one edge.
    private func article(_ guide: GuideDocument) -> HTML {
        """
        <div class="guide-page"><article class="guide-text" lang="\(guide.language)" dir="\(TextDirection.of(guide.language))">\
        \(guide.language == wished ? .empty : TranslationMark.html(guide.language))\(tabs(guide))\
        \(guide.sections.html { section($0, guide) })\(evidence(guide))</article>\(contents(guide))</div>
        """
    }

    private func tabs(_ guide: GuideDocument) -> HTML {
        guard languages.count > 1 else { return .empty }
        return """
            <nav aria-label="\(L("Languages of the publication").string())"><ul class="tabs">\(languages.html { tag in
                "<li><a href=\"\(path)?language=\(tag)\" lang=\"\(tag)\"\("aria-current", value: tag == guide.language ? "page" : nil)>\(ContributionLanguage.name(tag))</a></li>"
            })</ul></nav>
            """
    }

    private func files(_ guide: GuideDocument) -> HTML {
        let formats = ["pdf", "docx", "html", "md"]
        return """
            <div class="actions no-print"><details class="menu"><summary class="button plain">\(Icon.svg("download")) \(L("Download"))</summary><ul>\(formats.html { format in
                "<li><a href=\"\(PublicationPaths.file(record.id, "publication.\(format)"))?language=\(guide.language)\" download>\(format.uppercased())</a></li>"
            })</ul></details></div>
            """
    }

    private func section(_ section: GuideDocument.Section, _ guide: GuideDocument) -> HTML {
        let level = min(section.level + 1, 5)
        let heading = HTML(trusted: "h\(level)")
        return """
            <section id="section-\(section.id)" class="level-\(section.level)"><\(heading) lang="\(section.titleLanguage)" dir="auto">\
            <span class="number">\(section.number)</span> \(section.title)</\(heading)>\(GuideReading.state(section))\
            \(guide.html(of: section, headingLevel: level))</section>
            """
    }

    /// Not every reader of the text may open what it rests on: it is named, and leads nowhere.
    private func evidence(_ guide: GuideDocument) -> HTML {
        guard !guide.sources.isEmpty else { return .empty }
        return """
            <section id="evidence"><h2>\(L("Evidence"))</h2><ol class="sources">\(guide.sources.html { source in
                """
                <li id="evidence-\(source.number)"><span class="number">[\(source.number)]</span> <div>\
                <p lang="\(source.item.language)" dir="auto">\(source.item.kind == .quote ? "<q>\(source.item.title)</q>" : "\(source.item.title)" as HTML)</p>\
                <p class="meta"><span dir="auto">\(source.item.detail)</span> \(TLP.chip(source.item.marking))</p></div></li>
                """
            })</ol></section>
            """
    }

    private func contents(_ guide: GuideDocument) -> HTML {
        """
        <nav class="contents" aria-label="\(L("Contents").string())"><details id="contents"><summary>\(L("Contents"))</summary><ol class="tree">\(guide.sections.html { section in
            """
            <li class="level-\(section.level)"><a href="#section-\(section.id)" lang="\(section.titleLanguage)"><span class="number">\(section.number)</span> \
            <span dir="auto">\(section.title)</span></a></li>
            """
        })</ol></details></nav>
        """
    }
}
