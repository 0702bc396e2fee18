import Markup
import Web

/// When, where and how an event takes place: the form for a new event, and the settings of a known one.
struct EventForm {
    let visit: Visit
    let state: FormState
    /// Whether it asks what only a workshop has.
    let hasWorkshop: Bool

    static func fields(_ form: FormValues) -> EventFields {
        var fields = EventFields(
            title: form.text("title"), startsOn: form.text("starts-on"), endsOn: form.text("ends-on"),
            timeZone: form.text("time-zone"),
            place: form.text("place"), link: form.text("link"), marking: form.text("marking"),
            door: Door(rawValue: form.text("door")) ?? .closed, namesShown: form.isOn("names-shown"),
            issuesVisible: form.isOn("issues-visible"), namesUntil: form.text("names-until"),
            language: Language(rawValue: form.text("language")), topics: DefaultTopics.read(form["topics"] ?? ""),
            design: form.text("design"))
        fields.kind = form.text("kind").isEmpty ? nil : form.text("kind")
        return fields
    }

    /// Of the form for a new event: what it says, else a workshop.
    static func kind(_ state: FormState) -> EventKind? { EventKind.named(state.values["kind"] ?? EventKind.usual) }

    static func state(of event: EventRecord) -> FormState {
        FormState(
            stored: [
                ("title", event.title), ("starts-on", event.startsOn), ("ends-on", event.endsOn),
                ("time-zone", event.timeZone),
                ("place", event.place), ("link", event.link), ("marking", event.marking), ("door", event.door.rawValue),
                ("names-until", event.namesUntil), ("language", event.language?.rawValue ?? ""),
                ("names-shown", event.namesShown ? "1" : "0"), ("issues-visible", event.issuesVisible ? "1" : "0"),
            ])
    }

    /// - Parameter designs: what the event may start from.
    func newEvent(in programme: ProgrammeRecord, designs: [DesignChoice]) -> Answer {
        let frame = DeskFrame(
            visit: visit, title: L("Plan an event"), path: Paths.newEvent(programme.id),
            crumbs: [
                .init(L("Programmes"), Paths.programmes()),
                .init(.verbatim(programme.title), Paths.programme(programme.id)),
                .init(L("Plan an event"), nil),
            ])
        return frame.answer(
            """
            <div class="head"><h1>\(L("Plan an event"))</h1><p class="muted">\(Self.kind(state)?.summary ?? .verbatim(""))</p></div>\(kinds(programme.id))
            <form class="form" id="event" method="post" action="\(Paths.programmeEvents(programme.id))">\(summary)\(fields)\
            <input type="hidden" name="kind" value="\(Self.kind(state)?.code ?? EventKind.usual)">\(hasWorkshop ? workshop(designs) : .empty)\
            <div class="actions"><button class="primary">\(L("Create the event"))</button>\
            <a class="button plain" href="\(Paths.programme(programme.id))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    /// What an event may be: each kind has a form of its own.
    private func kinds(_ programme: Programme.ID) -> HTML {
        let present = Self.kind(state)?.code
        return """
            <nav aria-label="\(L("Kind of event").string())"><ul class="tabs">\(EventKind.all.html { kind in
                "<li><a href=\"\(Paths.newEvent(programme))?kind=\(kind.code)\"\("aria-current", value: kind.code == present ? "page" : nil)>\(kind.label)</a></li>"
            })</ul></nav>
            """
    }

    private func workshop(_ designs: [DesignChoice]) -> HTML {
        """
            \(state.area("topics", L("Topics"), hint: L("One per line. These five are the default ones, each with a question for the room; change, remove or add."), maxLength: 4_500))\
            \(DesignField(designs: designs, state: state).html)
        """
    }

    /// The settings of an event, without its topics.
    func settings(_ id: Event.ID) -> HTML {
        """
        <form class="form" id="event" method="post" action="\(Paths.eventSettings(id))">\(summary)\(fields)\(zoneQuestion)\
        <div class="actions"><button class="primary">\(L("Save the settings"))</button>\
        <a class="button plain" href="\(Paths.event(id))">\(L("Cancel"))</a></div></form>
        """
    }

    private var summary: HTML {
        state.summary([
            ("title", L("Title")), ("starts-on", L("First day")), ("ends-on", L("Last day")),
            ("time-zone", L("Time zone")),
            ("place", L("Place")), ("link", L("Link")), ("marking", L("Marking")),
            ("names-until", L("Names are kept until")), ("topics", L("Topics")),
            ("design", L("Design")),
        ])
    }

    private var fields: HTML {
        """
        \(state.text("title", L("Title"), maxLength: 200, isRequired: true))\
        <div class="row">\(state.text("starts-on", L("First day"), type: "date", isRequired: true))\
        \(state.text("ends-on", L("Last day"), type: "date", isRequired: true))\
        \(state.select("time-zone", L("Time zone"), options: TimeZones.sorted.map { (value: $0, label: .verbatim($0)) }))</div>\
        \(state.text("place", L("Place"), hint: L("City and venue; may be empty for an online event."), maxLength: 200))\
        \(state.text("link", L("Link"), hint: L("Where people join online: an address beginning with https://."), type: "url", maxLength: 500))\
        \(state.select("marking", L("Marking"), hint: L("Who may see what is written here (TLP 2.0). Not for nationally classified information."), options: markings))\
        \(MailLanguageField(state: state, unchosen: L("as set in the programme")).html)\
        \(state.text("names-until", L("Names are kept until"), hint: namesHint, type: "date"))\
        <fieldset class="options"><legend>\(L("People without a personal link"))</legend>\
        \(radio("door", "approval", L("may ask to come in with the event's code; the facilitator lets them in")))\
        \(radio("door", "closed", L("cannot come in")))</fieldset>\
        \(hasWorkshop ? collecting : .empty)
        """
    }

    private var collecting: HTML {
        """
        <fieldset class="options"><legend>\(L("While issues are collected"))</legend>\
        \(state.check("names-shown", L("show the author's name beside an issue")))\
        \(state.check("issues-visible", L("let participants see each other's issues")))</fieldset>
        """
    }

    /// A changed zone moves nothing by itself.
    private var zoneQuestion: HTML {
        """
        <fieldset class="options"><legend>\(L("If you change the time zone, the times of the steps"))</legend>\
        <label><input type="radio" name="step-times" value="clock" checked> <span>\(L("stay as they are on the clock: 18:00 stays 18:00"))</span></label>\
        <label><input type="radio" name="step-times" value="moment"> <span>\(L("stay the same moments: the clock shows another time then"))</span></label></fieldset>
        """
    }

    private var namesHint: Message {
        L(
            "On the day after, names, organisations and personal links of this event's people are removed. What the group wrote and decided stays, with sector and country. Left empty: \(NamesKept.usualYears) years after the last day. Their entries in the directory stay: it has a rule of its own."
        )
    }

    private var markings: [(value: String, label: Message)] {
        let meanings: [String: Message] = [
            "RED": L("named persons only"), "AMBER+STRICT": L("the recipients' organisations"),
            "AMBER": L("the recipients' organisations and their clients"), "GREEN": L("the programme's community"),
            "CLEAR": L("public"),
        ]
        return TLP.all.map { label in (value: label, label: L("TLP:\(label), \(meanings[label] ?? "")")) }
    }

    private func radio(_ name: String, _ value: String, _ label: Message) -> HTML {
        """
        <label><input type="radio" name="\(name)" value="\(value)"\("checked", when: (state.values[name] ?? "closed") == value)> \
        <span>\(label)</span></label>
        """
    }
}
