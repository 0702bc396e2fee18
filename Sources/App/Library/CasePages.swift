import Domain
import Markup
import Storage
import Web

/// The library: past events and exercises of a programme.
struct CaseListPage {
    let frame: CaseLibraryFrame
    /// Those that the filter lets through.
    let cases: [CaseRecord]
    let total: Int
    let uses: [Case.ID: Int]
    /// Shares practices of a member, in the programme's own library.
    let mayShare: Bool

    init(_ visit: Visit, _ way: CaseOperations.Way, _ reading: any Reading) throws {
        frame = try CaseLibraryFrame(visit, way, reading)
        let query = visit.inbound.query
        let store = CaseStore(reading)
        let includeRetired = query.isOn("retired") && frame.citing == nil
        let all = try CaseReading(visit, way, reading).seen(
            store.cases(of: frame.programme.id, includeRetired: includeRetired))
        let kind = CaseRecord.Kind(rawValue: query.text("kind"))
        total = all.count
        let words = SearchQuery(query.text("q"))
        cases = all.filter { (kind == nil || $0.kind == kind) && $0.matches(words) }
        uses = try Citings.uses(in: frame.programme.id, reading)
        let (programme, isLibrary) = (frame.programme.id, frame.event == nil)
        mayShare = try isLibrary && MemberVoice(visit, programme, reading).speaks
    }

    var answer: Answer {
        let title = frame.citing == nil ? frame.name : L("Which case does it rest on?")
        return frame.answer(
            title, path: frame.list,
            """
            <div class="head"><h1>\(title)</h1>\(frame.citing.map(subject) ?? "<p class=\"muted\">\(L("What works for members, and past events and exercises that others can learn from. The programme's events use them as evidence."))</p>")\
            \(frame.mayAdd || mayShare ? add : .empty)</div>
            \(total == 0 ? empty : "\(filter)\(cases.isEmpty ? nothing : list)")
            """)
    }

    private func subject(_ citing: Citing) -> HTML {
        """
        <p class="lede" lang="\(citing.language)" dir="auto">\(citing.text)</p>\
        <p><a href="\(citing.home)">\(citing.back)</a></p>
        """
    }

    private var add: HTML {
        """
        <div class="actions">\(mayShare ? "<a class=\"button primary\" href=\"\(Paths.newPractice(frame.programme.id))\">\(Icon.svg("plus")) \(L("Share a practice"))</a>" : .empty)\
        \(frame.mayAdd ? "<a class=\"button\(mayShare ? "" : " primary")\" href=\"\(frame.new)\">\(Icon.svg("plus")) \(L("Add a case"))</a>" : .empty)</div>
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No case yet"))</h2>\
        <p class="muted">\(L("A case is something that happened or was exercised, described in a few lines, without names of people."))</p></div>
        """
    }

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(L("No case found"))</h2><p class="muted">\(L("Try fewer words, or add it."))</p>\
        <a class="button" href="\(frame.list)">\(L("Show all"))</a></div>
        """
    }

    private var filter: HTML {
        let form = FormState(frame.visit.inbound.query)
        return """
            <form class="inline" id="filter" method="get" action="\(frame.target)" role="search" data-auto>\
            \(frame.citingField)\
            \(form.text("q", L("Search"), type: "search"))\
            \(form.select("kind", L("Kind"), options: [(value: "", label: L("All"))] + CaseRecord.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            \(frame.citing == nil ? form.check("retired", L("also retired ones")) : .empty)<button>\(L("Show"))</button></form>
            """
    }

    private var list: HTML {
        FieldList.lines(cases, line)
    }

    private func line(_ record: CaseRecord) -> HTML {
        let used = uses[record.id] ?? 0
        return """
            <li><p class="title" lang="\(record.language)" dir="auto"><a href="\(frame.page(record.id))">\(record.title)</a></p>\
            \(record.meta(frame.names))\
            \(record.summary.isEmpty ? .empty : "<p class=\"small clamp\" lang=\"\(record.language)\" dir=\"auto\">\(record.summary)</p>")\
            \(frame.citing.map { choice(record, for: $0) } ?? (used == 0 ? .empty : "<p class=\"meta\"><span>\(L(used, one: "\(used) aspect rests on it", other: "\(used) aspects rest on it"))</span></p>"))</li>
            """
    }

    private func choice(_ record: CaseRecord, for citing: Citing) -> HTML {
        guard !citing.cases.contains(record.id) else {
            return "<p><span class=\"state good\">\(L("It rests on this case"))</span></p>"
        }
        return """
            <form class="actions" id="choose-\(record.id)" method="post" action="\(citing.choice)">\
            <input type="hidden" name="case" value="\(record.id)">\
            <button>\(L("Choose"))<span class="sr">: \(record.title)</span></button></form>
            """
    }
}

/// One case: what happened, and what rests on it.
struct CasePage {
    let frame: CaseLibraryFrame
    let record: CaseRecord
    /// Of the events in which the visitor has a role.
    let citations: [CaseCitation]
    /// How many more stand in other events.
    let elsewhere: Int
    let mayEdit: Bool
    let withdrawal: RecordWithdrawal?
    /// Who had it; for the programme's organisers.
    let fetches: [RecordFetch]
    private let areas: [String]
    private let thread: ThreadTrail
    private let follow: FollowButton
    /// Of the form that takes it back.
    private let withdrawing: FormState
    /// Whether its text is still shown once it was taken back: to who wrote it, and who may edit it.
    private let keepsText: Bool

    init(
        _ visit: Visit, _ way: CaseOperations.Way, _ id: Case.ID, withdrawing: FormState = FormState(),
        _ reading: any Reading
    ) throws {
        self.withdrawing = withdrawing
        let (frame, record) = (
            try CaseLibraryFrame(visit, way, reading),
            try CaseOperations.visible(visit, id, way, withdrawnToo: true, reading)
        )
        (self.frame, self.record) = (frame, record)
        withdrawal = try AudienceStore(reading).withdrawal(of: RecordSubject(.pastCase, id))
        let all = try Citings.citations(of: id, reading)
        let open = try Set(all.map(\.event)).filter { !(try visit.membership(in: $0, reading).roles.isEmpty) }
        citations = all.filter { open.contains($0.event) }
        elsewhere = all.count { $0.isCounted && !open.contains($0.event) }
        let mayEdit = try CaseOperations.mayEdit(record, visit, way, reading)
        self.mayEdit = mayEdit
        keepsText = mayEdit || (record.author != nil && record.author == visit.visitor.account?.id)
        fetches =
            try mayEdit && frame.event == nil
            ? AudienceStore(reading).fetches(of: RecordSubject(.pastCase, id)) : []
        areas = try AreaTags(reading).names(of: .past, id)
        let events = try frame.event.map { [$0.id] } ?? ThreadStore(reading).events(of: record.programme)
        thread = try ThreadTrail(pastCase: id, events: events, reading, visit)
        follow = try FollowButton("case:\(id)", visit, reading)
    }

    private var isLibrarian: Bool { frame.event == nil && mayEdit }

    var answer: Answer {
        frame.answer(
            .verbatim(record.title), path: frame.page(record.id),
            """
            <div class="head"><h1 lang="\(record.language)" dir="auto">\(record.title)</h1>\(record.meta(frame.names))\
            \(withdrawal.map { WithdrawalSection.told(L("This case was withdrawn."), $0.note) })\
            \(mayEdit ? "<div class=\"actions\"><a class=\"button\" href=\"\(frame.editing(record.id))\">\(Icon.svg("edit")) \(L("Edit the case"))</a>\(isLibrarian ? shelf : .empty)</div>" : .empty)\(follow.html)</div>
            \(withdrawal == nil || keepsText ? body : .empty)
            """, isWrong: !withdrawing.errors.isEmpty)
    }

    private var body: HTML {
        """
        <div class="split"><section><h2>\(L("What happened"))</h2>\
        \(told)\(facts)</section>
        <div class="stack-4"><section><h2>\(L("What rests on it"))</h2>\(cited)\(practice)</section>\
        \(WithdrawalSection.readers(fetches))\(isLibrarian && withdrawal == nil && record.kind != .practice ? withdrawingForm : .empty)</div></div>\(thread.html)
        """
    }

    private var withdrawingForm: HTML {
        WithdrawalSection.form(
            Paths.caseWithdrawal(frame.programme.id, record.id), withdrawing, isOpen: !withdrawing.errors.isEmpty)
    }

    private var told: HTML {
        guard !record.summary.isEmpty else { return "<p class=\"muted\">\(L("Nothing is described yet."))</p>" }
        return "<p class=\"lines-kept\" lang=\"\(record.language)\" dir=\"auto\">\(record.summary)</p>"
    }

    private var facts: HTML {
        let country = frame.names.country(record.country)
        return """
            <dl class="facts"><dt>\(L("Kind"))</dt><dd>\(record.kind.label)</dd><dt>\(L("When"))</dt><dd>\(record.dateText)</dd>\
            \(record.place.isEmpty ? .empty : "<dt>\(L("Place"))</dt><dd dir=\"auto\">\(record.place)</dd>")\
            \(country.map { "<dt>\(L("Country"))</dt><dd>\($0)</dd>" } ?? HTML.empty)\
            \(areas.isEmpty ? .empty : "<dt>\(L("Area"))</dt><dd dir=\"auto\">\(areas.joined(separator: ", "))</dd>")\
            \(record.source.isEmpty ? .empty : "<dt>\(L("Source"))</dt><dd dir=\"auto\">\(record.source)</dd>")\
            \(record.link.isEmpty ? .empty : "<dt>\(L("Link"))</dt><dd><a href=\"\(record.link)\" rel=\"noreferrer\">\(record.link)</a></dd>")\
            <dt>\(L("Language"))</dt><dd lang="\(record.language)">\(ContributionLanguage.name(record.language))</dd></dl>
            """
    }

    private var shelf: HTML {
        let (programme, id) = (frame.programme.id, record.id)
        let path = record.retiredAt == nil ? Paths.caseRetirement(programme, id) : Paths.caseReturn(programme, id)
        return """
            <form id="shelf" method="post" action="\(path)">\
            <button class="plain">\(record.retiredAt == nil ? L("Retire") : L("Restore"))</button></form>\
            <form id="deletion" method="post" action="\(Paths.caseDeletion(programme, id))">\
            <button class="plain danger">\(L("Delete"))</button></form>
            """
    }

    /// To what members did with it.
    private var practice: HTML {
        guard record.kind == .practice, frame.event == nil else { return .empty }
        let path = Paths.practice(record.programme, record.id)
        return "<p><a href=\"\(path)#decision\">\(L("What members do with it"))</a></p>"
    }

    private var cited: HTML {
        guard !citations.isEmpty || elsewhere > 0 else { return "<p class=\"muted\">\(L("Nothing yet."))</p>" }
        return """
            <ul class="lines">\(citations.html(citation))</ul>\
            \(elsewhere > 0 ? "<p class=\"muted\">\(L(elsewhere, one: "And \(elsewhere) more in other events.", other: "And \(elsewhere) more in other events."))</p>" : .empty)
            """
    }

    private func citation(_ citation: CaseCitation) -> HTML {
        let title: HTML = citation.page.map { "<a href=\"\($0)\">\(citation.title)</a>" } ?? citation.title.html()
        return """
            <li><p class="title"\("lang", value: citation.language)\("dir", value: citation.language.map { _ in "auto" })>\(title)</p>\
            <p class="meta">\(citation.owner.map { "<span>\($0)</span> " as HTML } ?? HTML.empty)<span dir="auto">\(citation.eventTitle)</span></p></li>
            """
    }
}
