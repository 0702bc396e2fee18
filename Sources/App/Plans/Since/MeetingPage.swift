import Domain
import Markup
import Storage
import Web

/// The meeting at the table: what was promised last time, item by item what is decided and who does what, and who has the floor.
struct MeetingPage {
    let frame: EventFrame
    let reading: MeetingReading
    let floor: MeetingFloorSection
    let states: [String: FormState]
    private let seat: Participant.ID?
    private let words: DirectoryNames
    private let now: Int64

    init(_ visit: Visit, _ event: Event.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        self.reading = try MeetingReading(visit, event, reading)
        floor = try MeetingFloorSection(
            event, now: visit.now, frame.allows(.facilitate) ? .desk : .phone, reading)
        seat = try MeetingFloorOperations.seat(visit, event, reading)
        words = floor.names
        (self.states, now) = (states, visit.now)
    }

    private var event: EventRecord { reading.event }
    private var runs: Bool { frame.allows(.facilitate) }

    var answer: Answer {
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        var layout = frame.layout(L("The meeting"), path: MeetingPaths.meeting(event.id), tab: EventTab.meetingID)
        layout.live = MeetingPaths.live(event.id) + (runs ? "?desk=1" : "")
        layout.state = MeetingFloorSection.state
        layout.notice = Done.notice(frame.visit)
        return layout.answer(
            """
            <div class="head"><h1>\(L("The meeting"))</h1><p class="lede">\(sentence)</p>\(buttons)</div>\
            <div class="split"><div>\(promised)\(items)</div><div>\(speaking)</div></div>
            """, isWrong ? .wrong : .ok)
    }

    private var sentence: Message {
        let decisions = reading.items.reduce(0) { $0 + $1.decisions.count }
        let actions = reading.items.reduce(0) { $0 + $1.actions.count }
        return L("Decisions: \(decisions), actions: \(actions), waiting for the floor: \(floor.waiting.count).")
    }

    private var buttons: HTML {
        let since: HTML =
            frame.programme == nil
            ? .empty
            : """
            <a class="button" href="\(SincePaths.at(SincePaths.since(event.programme), event.id, nil))">\(L("Since the last meeting"))</a>
            """
        let wall: HTML =
            runs
            ? "<a class=\"button plain\" href=\"\(MeetingPaths.wall(event.id))\">\(L("Speakers on the screen"))</a>"
            : .empty
        let files = ["pdf", "docx"].html { format in
            "<li><a href=\"\(MeetingPaths.files(event.id, "report.\(format)"))\" download>\(format.uppercased())</a></li>"
        }
        return """
            <div class="actions">\(since)\(wall)<details class="menu"><summary class="button plain">\(Icon.svg("download")) \(L("Record of the meeting"))</summary>\
            <ul>\(files)</ul></details></div>\(ThreadReports.links(of: event.id))
            """
    }

    // MARK: What was promised

    private var promised: HTML {
        guard !reading.promised.isEmpty else { return .empty }
        return "<section id=\"promised\"><h2>\(L("From the last meeting"))</h2>\(lines(reading.promised))</section>"
    }

    private func lines(_ actions: [ActionRecord]) -> HTML {
        """
        <ul class="lines">\(actions.html { action in
            let due: HTML = action.dueOn.isEmpty ? .empty : "<span>\(L("due \(DateText.day(action.dueOn))"))</span> "
            return """
                <li><p class="title" lang="\(action.fields.language)" dir="auto"><a href="\(Paths.action(action.id))">\(action.title)</a></p>\
                <p class="meta">\(ActionWords.chip(reading.standing(action))) <span dir="auto">\(reading.actionWords.owner(action.owner))</span> \(due)</p></li>
                """
        })</ul>
        """
    }

    // MARK: Items of the agenda

    private var items: HTML {
        guard !reading.items.isEmpty else {
            return "<p class=\"muted\">\(L("Nothing stands in the agenda yet."))</p>"
        }
        return reading.items.html { MeetingItemSection(item: $0, page: self, words: words).html }
    }

    // MARK: The floor

    private var speaking: HTML {
        "<section id=\"speakers\"><h2>\(L("List of speakers"))</h2>\(asking)\(floor.html)\(running)</section>"
    }

    private var asking: HTML {
        guard let seat, floor.floor.isOpen else { return .empty }
        let own = floor.speakers.first { $0.participant == seat && $0.state != .done }
        if own?.state == .speaking { return "<p>\(L("You have the floor."))</p>" }
        return """
            <form class="actions" id="ask" method="post" action="\(MeetingPaths.speakers(event.id))">\
            <button class="primary" name="asks" value="\(own == nil ? "1" : "")">\(own == nil ? L("Ask for the floor") : L("Take it back"))</button></form>
            """
    }

    /// For whoever runs the room: the next, the time, the order.
    private var running: HTML {
        guard runs else { return .empty }
        let state =
            (states["floor"] ?? FormState(stored: [("minutes", floor.floor.each.map { String($0) } ?? "")])).placed(
                "floor-form")
        let isOpen = floor.floor.isOpen
        return """
            <form class="form" id="floor-settings" method="post" action="\(MeetingPaths.floor(event.id))">\
            \(state.text("minutes", L("Minutes for each"), hint: L("Empty: as long as they like."), inputMode: "numeric"))\
            <div class="actions"><button class="plain" name="open" value="1">\(isOpen ? L("Save") : L("Open the list"))</button>\
            \(isOpen ? "<button class=\"plain\" name=\"open\" value=\"\">\(L("Close the list"))</button>" as HTML : .empty)</div></form>
            """
    }
}

/// One item of the agenda: papers, minutes, what was decided and by whom, and who does what.
struct MeetingItemSection {
    let item: MeetingReading.Item
    let page: MeetingPage
    let words: DirectoryNames

    private var event: EventRecord { page.reading.event }
    private var block: AgendaContent.Block { item.block }

    var html: HTML {
        """
        <section id="item-\(block.id)"><h2 dir="auto">\(block.title)</h2>\
        <p class="meta">\(AgendaBlockText(block: block, zone: event.timeZone, names: [:]).time) \
        <a href="\(AgendaPaths.block(event.id, item.id))">\(L("Minutes", context: "of a session"))</a></p>\
        \(papers)\(item.decisions.html(decision))\(item.actions.isEmpty ? .empty : "<h3>\(L("Actions"))</h3>\(actions)" as HTML)\(writing)</section>
        """
    }

    private var papers: HTML {
        guard !item.papers.isEmpty else { return .empty }
        return """
            <ul class="lines">\(item.papers.html { paper in
                "<li><p class=\"title\" lang=\"\(paper.fields.language)\" dir=\"auto\"><a href=\"\(Paths.material(event.id, paper.id))\">\(paper.fields.title)</a></p></li>"
            })</ul>
            """
    }

    private var actions: HTML {
        """
        <ul class="lines">\(item.actions.html { action in
            """
            <li><p class="title" lang="\(action.fields.language)" dir="auto"><a href="\(Paths.action(action.id))">\(action.title)</a></p>\
            <p class="meta">\(ActionWords.chip(page.reading.standing(action))) <span dir="auto">\(page.reading.actionWords.owner(action.owner))</span></p></li>
            """
        })</ul>
        """
    }

    // MARK: Decisions

    private func decision(_ decision: MeetingDecisionRecord) -> HTML {
        let held = decision.held
        let agreed = held.count { $0.stance == .agree }
        let provisional = held.count { $0.state == .provisional }
        let open: HTML =
            provisional == 0
            ? .empty
            : " <span class=\"state warn\">\(L(provisional, one: "\(provisional) provisional", other: "\(provisional) provisional"))</span>"
        let reservations = held.filter { $0.stance == .reserve || !$0.words.isEmpty }.html { stand in
            "<li><p class=\"meta\"><span>\(name(stand.country))</span> <span>\(stand.stance.label)</span></p><p class=\"lines-kept\" dir=\"auto\">\(stand.words)</p></li>"
        }
        return """
            <div id="decision-\(decision.id)" class="stack-2"><h3>\(L("Decision"))</h3><p class="lines-kept" lang="\(decision.fields.language)" dir="auto">\(decision.fields.text)</p>\
            <p class="meta"><span>\(L("agreed by \(agreed) of \(held.count)"))</span>\(open)</p>\
            \(reservations.isEmpty ? .empty : "<ul class=\"lines\">\(reservations)</ul>" as HTML)\(page.reading.voices.sorted().html { said(decision, $0) })\
            \(item.writes ? form("decision-\(decision.id)", decision) : .empty)</div>
            """
    }

    private func name(_ country: String) -> String { words.country(country) ?? country }

    /// What a delegation says, where whoever looks speaks for it.
    private func said(_ decision: MeetingDecisionRecord, _ country: String) -> HTML {
        let stand = decision.stands.first { $0.country == country }
        let key = "stand-\(decision.id)-\(country)"
        let state = (page.states[key] ?? FormState(stored: [("words", stand?.words ?? "")])).placed(key)
        let isFocal = page.reading.focal.contains(country)
        let settling: HTML =
            stand?.state == .provisional && isFocal
            ? """
            <form class="actions" method="post" action="\(MeetingPaths.settling(event.id, decision.id))"><input type="hidden" name="country" value="\(country)">\
            <button name="confirmed" value="1">\(L("Confirm"))</button><button class="plain" name="confirmed" value="">\(L("Take it back"))</button></form>
            """ : .empty
        let now: HTML =
            stand.map {
                "<span class=\"state\">\($0.stance.label)</span> <span class=\"state\">\($0.state.label)</span>"
            } ?? .empty
        return """
            <details id="\(key)"\("open", when: !state.errors.isEmpty || stand == nil)><summary>\(name(country)) \(now)</summary>\(settling)\
            <form class="form" method="post" action="\(MeetingPaths.stand(event.id, decision.id))"><input type="hidden" name="country" value="\(country)">\
            \(state.summary([("words", L("In words"))]))\(state.area("words", L("In words"), hint: L("A reservation needs them."), maxLength: 2 * MeetingStandRecord.longest))\
            <div class="actions"><button name="stance" value="agree">\(L("Agree"))</button><button class="plain" name="stance" value="reserve">\(L("Reserve"))</button></div></form></details>
            """
    }

    // MARK: Whoever writes the minutes

    private func form(_ name: String, _ decision: MeetingDecisionRecord?) -> HTML {
        var fields = decision?.fields ?? MeetingDecisionFields()
        if decision == nil { fields.language = Language.current.rawValue }
        let key = decision == nil ? "new-\(block.id)" : name
        let state = (page.states[key] ?? FormState(stored: FieldForm.stored(fields))).placed(key)
        let form = FieldForm<MeetingDecisionFields>(state: state)
        let target =
            decision.map { MeetingPaths.decision(event.id, $0.id) } ?? MeetingPaths.decisions(event.id, item.id)
        let note: HTML =
            decision == nil ? .empty : "<p class=\"muted\">\(L("With other words every delegation is asked anew."))</p>"
        return """
            <details\("open", when: !state.errors.isEmpty)><summary>\(decision == nil ? L("Write a decision") : L("Change"))</summary>\
            <form class="form" method="post" action="\(target)">\(form.summary)\(form.html)\(note)<div class="actions"><button class="plain">\(L("Save"))</button></div></form></details>
            """
    }

    private var writing: HTML {
        guard item.writes else { return .empty }
        return "\(form("new", nil))\(acting)\(linking)"
    }

    private var acting: HTML {
        var begin = ActionFields()
        begin.language = Language.current.rawValue
        let key = "action-\(block.id)"
        let state = (page.states[key] ?? FormState(stored: FieldForm.stored(begin))).placed(key)
        let form = FieldForm<ActionFields>(state: state)
        var owners: [FieldOption] = [(value: "", label: L("Nobody yet"))]
        owners += page.reading.countries.map { (value: "country:\($0)", label: .verbatim(name($0))) }
        return """
            <details\("open", when: !state.errors.isEmpty)><summary>\(L("Propose an action"))</summary>\
            <form class="form" method="post" action="\(MeetingPaths.actions(event.id, item.id))">\(form.summary)\(form.html)\
            \(state.select("owner", L("Owner"), hint: L("Who says yes to it, and does it."), options: owners))\
            <div class="actions"><button class="plain">\(L("Propose it", context: "an item"))</button></div></form></details>
            """
    }

    private var linking: HTML {
        let linked = Set(item.papers.map(\.id))
        let more = page.reading.materials.filter { !linked.contains($0.id) }
        let removal = item.papers.html { paper in
            """
            <form class="actions" method="post" action="\(MeetingPaths.papers(event.id, item.id))"><input type="hidden" name="material" value="\(paper.id)">\
            <span dir="auto">\(paper.fields.title)</span> <button class="plain" name="linked" value="">\(L("Remove"))</button></form>
            """
        }
        guard !more.isEmpty || !item.papers.isEmpty else { return .empty }
        let options: [FieldOption] = more.map { (value: $0.id.description, label: .verbatim($0.fields.title)) }
        let state = FormState().placed("paper-\(block.id)")
        let adding: HTML =
            more.isEmpty
            ? .empty
            : """
            <form class="inline" method="post" action="\(MeetingPaths.papers(event.id, item.id))">\(state.select("material", L("Document"), options: options))\
            <button class="plain" name="linked" value="1">\(L("Link it"))</button></form>
            """
        return "<details><summary>\(L("Documents of this item"))</summary>\(adding)\(removal)</details>"
    }
}
