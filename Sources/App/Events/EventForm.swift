import Markup
import Web

/// When, where and how an event takes place: the form for a new event, and the settings of a known one.
struct EventForm {
    let visit: Visit
    let state: FormState
    /// Whether it asks what only a workshop has.
    let hasWorkshop: Bool

    static func fields(_ form: FormValues) throws -> EventFields {
        var fields = try EventFields(form)
        fields.door = Door(rawValue: form.text("door")) ?? .closed
        fields.namesShown = form.isOn("names-shown")
        fields.issuesVisible = form.isOn("issues-visible")
        fields.topics =
            (form.isOn("default-topics") ? DefaultTopics.fields : []) + DefaultTopics.read(form["topics"] ?? "")
        fields.design = form.text("design")
        fields.kind = form.text("kind").isEmpty ? nil : form.text("kind")
        return fields
    }

    /// Of the form for a new event: what it says, else a workshop.
    static func kind(_ state: FormState) -> EventKind? { EventKind.named(state.values["kind"] ?? EventKind.usual) }

    static func state(of event: EventRecord) -> FormState {
        FormState(
            stored: FieldForm.stored(event.fields) + [
                ("door", event.door.rawValue), ("names-shown", event.namesShown ? "1" : "0"),
                ("issues-visible", event.issuesVisible ? "1" : "0"),
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
            <nav aria-label="\(L("Kind of event").string())"><ul class="tabs">\(EventKind.meetings.html { kind in
                "<li><a href=\"\(Paths.newEvent(programme))?kind=\(kind.code)\"\("aria-current", value: kind.code == present ? "page" : nil)>\(kind.label)</a></li>"
            })</ul></nav>
            """
    }

    private func workshop(_ designs: [DesignChoice]) -> HTML {
        """
            \(state.area("topics", L("Topics"), hint: L("One per line; they can be changed and added to later."), maxLength: 4_500))\
            \(state.check("default-topics", L("Begin with the five default topics, each with a question for the room")))\
            \(DesignField(designs: designs, state: state).html)
        """
    }

    /// The settings of an event, without its topics.
    ///
    /// - Parameter preview: of other days, which concern people: looked at before they are saved.
    func settings(_ id: Event.ID, _ preview: EventActPreview? = nil) -> HTML {
        """
        <form class="form" id="event" method="post" action="\(Paths.eventSettings(id))">\(summary)\(fields)\(zoneQuestion)\(preview.map(moves) ?? .empty)\
        <div class="actions"><button class="primary">\(preview.map(moving) ?? L("Save the settings"))</button>\
        <a class="button plain" href="\(Paths.event(id))">\(L("Cancel"))</a></div></form>
        """
    }

    private func moves(_ preview: EventActPreview) -> HTML {
        let (old, new) = (preview.change.before, preview.change.after)
        return """
            <section class="notice warn" id="preview" role="status"><input type="hidden" name="looked-at" value="\(new.startsOn) \(new.endsOn)"><h2>\(L("What will happen"))</h2>\
            <ul><li>\(L("\(DateText.span(old.startsOn, old.endsOn)) becomes \(DateText.span(new.startsOn, new.endsOn))."))</li>\
            \(preview.consequences.html { "<li>\($0)</li>" })</ul><p>\(L("Nothing is saved yet."))</p></section>
            """
    }

    private func moving(_ preview: EventActPreview) -> Message {
        visit.settings.mail == nil
            ? L("Save the new days")
            : L(
                preview.people, one: "Save and tell \(preview.people) person",
                other: "Save and tell \(preview.people) people")
    }

    private var summary: HTML {
        state.summary(
            EventFields.fields.map { (field: $0.name, label: $0.label) } + [
                ("topics", L("Topics")), ("design", L("Design")),
            ])
    }

    private var fields: HTML {
        """
        \(FieldForm<EventFields>(state: state).html)\
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

    private func radio(_ name: String, _ value: String, _ label: Message) -> HTML {
        """
        <label><input type="radio" name="\(name)" value="\(value)"\("checked", when: (state.values[name] ?? "closed") == value)> \
        <span>\(label)</span></label>
        """
    }
}
