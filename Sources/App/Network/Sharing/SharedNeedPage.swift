import Domain
import Markup
import Storage
import Web

/// A need, the members that have it, and what becomes of it.
struct SharedNeedPage {
    let frame: ProgrammeFrame
    let need: SharedNeedRecord
    /// For whom the visitor says that they have it, too.
    let mine: [MemberRecord]
    let mayEdit: Bool
    let organises: Bool
    /// Events of the programme to come, of which it may become a topic; for organisers.
    let events: [EventSummary]
    /// Those that have no workshop; for organisers, where no event has one.
    private let others: [EventSummary]
    private let isStudied: Bool
    /// Where it became a topic, as far as the visitor sees that.
    let event: (title: String, path: String?)?
    let readership: Readership?
    let withdrawal: RecordWithdrawal?
    /// Who had it; for who answers for it.
    let fetches: [RecordFetch]
    private let answersFor: Bool
    private let mayWithdraw: Bool
    let state: FormState
    /// Under which mandates it was named, in words.
    private let acting: [Mandate.ID: Message]
    /// From which item of the thread it comes, for who sees that.
    private let source: NeedSource?
    private let words: ThreadWords
    private let areas: [String]
    private let called: MemberCalled

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, _ state: FormState, _ reading: any Reading
    ) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        let (need, voice) = try SharedNeedOperations.seen(visit, programme, id, reading)
        self.need = need
        self.state = state
        let today = CalendarDate.today(visit.now)
        mine = need.state == .closed ? [] : try voice.spoken(on: today, reading)
        mayEdit = SharedNeedOperations.mayEdit(need, visit, voice)
        organises = voice.organises
        isStudied = try SharedReading.isForEvents(need, reading)
        let coming =
            organises && isStudied && need.state != .closed
            ? try ProgrammeStore(reading).events(of: programme).filter { $0.endsOn >= today } : []
        events = try coming.filter { try EventStore(reading).event($0.id).workshop != nil }
        others = events.isEmpty ? coming : []
        if let id = need.event, let found = try SharedNeedStore(reading).event(id) {
            let opens = try !visit.membership(in: id, reading).roles.isEmpty
            // What is for named people is named to nobody else.
            let isTold = opens || !EventSummary.forNamed.contains(found.marking)
            event = isTold ? (title: found.title, path: opens ? Paths.event(id) : nil) : nil
        } else {
            event = nil
        }
        let withdrawal = try AudienceStore(reading).withdrawal(of: need.recordSubject)
        self.withdrawal = withdrawal
        answersFor = SharedNeedOperations.answersFor(need, visit, voice)
        mayWithdraw = withdrawal == nil && SharedNeedOperations.mayWithdraw(need, visit, voice)
        fetches = try answersFor ? AudienceStore(reading).fetches(of: need.recordSubject) : []
        acting = try MandateWords.acting(need.namings.compactMap(\.mandate), reading)
        readership =
            mayEdit
            ? Readership(
                of: need.readable(try AudienceStore(reading).audience(of: need.recordSubject)),
                in: try Community(programme, reading, now: visit.now), now: visit.now) : nil
        areas = try AreaTags(reading).names(of: .need, id)
        source = try need.source.flatMap { ThreadReference($0) }.flatMap {
            try NeedSource.seen($0, by: visit.visitor, in: programme, reading)
        }
        let names = try DirectoryNames(reading)
        words = ThreadWords(names: names)
        called = try MemberCalled(programme, names, reading)
    }

    private var path: String { Paths.sharedNeed(need.programme, need.id) }

    var answer: Answer {
        frame.page(
            .verbatim(need.title), path: path, tab: ProgrammeTab.sharing.id,
            between: [.init(L("Sharing"), Paths.sharing(need.programme))], styles: ["tables"],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1 lang="\(need.language)" dir="auto">\(need.title)</h1>\
            <p class="meta"><span class="state">\(need.state.label)</span> \(areas.isEmpty ? .empty : "<span dir=\"auto\">\(areas.joined(separator: ", "))</span> ")\(TLP.chip(need.marking))</p>\
            \(withdrawal.map { WithdrawalSection.told(L("This need was withdrawn."), $0.note) })\
            \(mayEdit ? "<div class=\"actions\"><a class=\"button\" href=\"\(Paths.sharedNeedEditing(need.programme, need.id))\">\(Icon.svg("edit")) \(L("Edit the need"))</a></div>" : .empty)</div>
            \(withdrawal == nil || answersFor ? told : .empty)
            """)
    }

    private var told: HTML {
        """
        \(need.text.isEmpty ? .empty : "<p class=\"lines-kept\" lang=\"\(need.language)\" dir=\"auto\">\(need.text)</p>")\
        \(need.outcome.isEmpty ? .empty : "<section><h2>\(L("What became of it"))</h2><p class=\"lines-kept\" dir=\"auto\">\(need.outcome)</p></section>")\
        <section id="members"><h2>\(L("Who has this need"))</h2><ul class="lines">\(need.namings.html(line))</ul>\(mine.html(naming))</section>\
        \(origin)\(studied)\(organises && need.state != .closed ? organising : .empty)\
        \(readership.map { "<section id=\"readers\"><h2>\(L("Who sees this"))</h2>\(ReadershipSection.html($0))</section>" as HTML } ?? .empty)\
        \(WithdrawalSection.readers(fetches))\(mayWithdraw ? withdrawing : .empty)
        """
    }

    private var withdrawing: HTML {
        let isOpen = state.errors["note"] != nil && !state.values.has("member")
        return WithdrawalSection.form(
            Paths.sharedNeedWithdrawal(need.programme, need.id), state, isOpen: isOpen)
    }

    private func line(_ naming: SharedNeedRecord.Naming) -> HTML {
        """
        <li><p class="title" dir="auto">\(called.name(naming.member))</p>\
        <p class="meta">\(naming.mandate.flatMap { acting[$0] }.map { words -> HTML in "<span>\(words)</span> " })\
        <span>\(DateText.day(CalendarDate.today(naming.namedAt)))</span></p>\
        \(naming.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(naming.note)</p>")</li>
        """
    }

    private func naming(_ member: MemberRecord) -> HTML {
        let known = need.namings.first { $0.member == member.ref }
        let isSent = state.values.text("member") == member.ref.description
        let form = (isSent ? state : FormState(stored: [("note", known?.note ?? "")])).placed(member.id.description)
        let hidden: HTML = "<input type=\"hidden\" name=\"member\" value=\"\(member.ref.description)\">"
        let leaving: HTML =
            known == nil
            ? .empty
            : """
            <form id="unnaming-\(member.id)" method="post" action="\(Paths.sharedNeedUnnaming(need.programme, need.id))">\(hidden)\
            <button class="plain">\(L("\(member.name) no longer has it"))</button></form>
            """
        return """
            <form class="form" id="naming-\(member.id)" method="post" action="\(Paths.sharedNeedNaming(need.programme, need.id))">\(hidden)\
            \(form.area("note", L("What it is for \(member.name)"), maxLength: 1_000))\
            <div class="actions"><button\("class", value: known == nil ? "primary" : nil)>\(known == nil ? L("\(member.name) has it, too") : L("Save"))</button></div></form>\(leaving)
            """
    }

    private var origin: HTML {
        guard let item = source?.item else { return .empty }
        return """
            <section id="source"><h2>\(L("Where it comes from"))</h2>\
            <p>\(words.label(item)): <a href="\(ThreadPaths.address(item))">\(words.titleHTML(item))</a></p></section>
            """
    }

    private var studied: HTML {
        guard let event else { return .empty }
        let title: HTML = event.path.map { "<a href=\"\($0)\">\(event.title)</a>" } ?? "\(event.title)"
        return "<section id=\"study\"><h2>\(L("Studied at"))</h2><p dir=\"auto\">\(title)</p></section>"
    }

    /// Where no workshop is to come: one is planned, alone or as a part of an event that is.
    private var planning: HTML {
        guard isStudied else {
            return
                "<p class=\"muted\">\(L("What is not for everybody at an event does not become a topic of one."))</p>"
        }
        return """
            <p class="muted">\(L("A workshop studies it as a topic, and none is to come."))</p>\
            <div class="actions"><a class="button" href="\(Paths.newEvent(need.programme))?kind=workshop">\(Icon.svg("plus")) \(L("Plan a workshop"))</a></div>\
            \(others.isEmpty ? .empty : "<p>\(L("Or give an event that is planned a workshop as a part:"))</p><ul class=\"lines\">\(others.html(other))</ul>")
            """
    }

    private func other(_ event: EventSummary) -> HTML {
        """
        <li><p class="title"><a href="\(Paths.eventParts(event.id))" dir="auto">\(event.title)</a></p>\
        <p class="meta"><span>\(DateText.span(event.startsOn, event.endsOn))</span></p></li>
        """
    }

    private var organising: HTML {
        let options: [FieldOption] = events.map { event in
            (
                value: event.id.description,
                label: .verbatim("\(event.title), \(DateText.span(event.startsOn, event.endsOn))")
            )
        }
        let study: HTML =
            options.isEmpty
            ? planning
            : """
            <form class="form" method="post" action="\(Paths.sharedNeedStudy(need.programme, need.id))">\
            \(state.select("event", L("Make it a topic of"), options: options))\
            <div class="actions"><button>\(L("Make it a topic"))</button></div></form>
            """
        return """
            <section id="organising"><h2>\(L("What becomes of it"))</h2>\(study)\
            <form class="form" id="closing" method="post" action="\(Paths.sharedNeedClosing(need.programme, need.id))">\
            \(state.area("outcome", L("What became of it"), maxLength: 2_000))\
            <div class="actions"><button>\(L("Close it"))</button></div></form></section>
            """
    }
}
