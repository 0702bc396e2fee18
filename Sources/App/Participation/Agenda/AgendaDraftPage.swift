import Domain
import Markup
import Storage
import Web

/// The draft of the agenda: its days as columns, clashes marked, one block at a time in the form.
struct AgendaDraftPage {
    let frame: EventFrame
    let editing: AgendaContent.Block?
    /// Of the block's form, where it comes back.
    let state: FormState?
    private let blocks: [AgendaContent.Block]
    private let names: [String: String]
    private let people: [ParticipantRecord]
    private let steps: [EventStepRecord]
    private let preview: AgendaReleasePreview

    private var event: EventRecord { frame.event }
    private var zone: String { event.timeZone }

    init(_ frame: EventFrame, editing: AgendaBlock.ID?, state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state
        let (store, id) = (AgendaStore(reading), frame.event.id)
        let blocks = try store.draft(of: id)
        self.blocks = blocks
        self.editing = editing.flatMap { id in blocks.first { $0.id == id.description } }
        names = try store.names(of: id)
        people = try EventStore(reading).participants(of: id)
        steps = try StepStore(reading).steps(of: id)
        preview = try AgendaReleasePreview(id, at: frame.visit.now, reading)
    }

    var answer: Answer {
        let between = [Layout.Crumb(EventTab.agenda.label, AgendaPaths.agenda(event.id))]
        var layout = frame.layout(
            L("Draft"), path: AgendaPaths.draft(event.id), tab: EventTab.agenda.id, between: between)
        layout.styles = ["tables"]
        return layout.answer(
            """
            \(AgendaTabs(frame: frame, present: .draft).html)\
            <div class="between"><h1>\(L("Draft of the agenda"))</h1><div class="actions">\(actions)</div></div>
            \(standing)\(clashes)\
            \(editing.map(form) ?? .empty)\(blocks.isEmpty ? empty : columns)\(editing == nil ? newBlock : .empty)\(files)
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private var mayRelease: Bool {
        frame.allows(.organise) && !preview.difference.isEmpty && editing == nil && state == nil
    }

    private var actions: HTML {
        let adding: HTML =
            blocks.isEmpty || editing != nil
            ? .empty
            : "<a class=\"button\" href=\"\(AgendaPaths.draft(event.id))?new=1#new-block\">\(Icon.svg("plus")) \(L("Add a session"))</a>"
        guard mayRelease else { return adding }
        let style = event.isOver(at: frame.visit.now) ? "" : " primary"
        return """
            \(adding)<a class="button\(style)" href="\(AgendaPaths.release(event.id))">\(Icon.svg("check")) \(L("Release the agenda"))</a>
            """
    }

    private var standing: HTML {
        let count = preview.difference.changes.count
        guard let last = preview.last else {
            return blocks.isEmpty
                ? .empty : "<p class=\"muted\">\(L("Only who runs the event sees this, until it is released."))</p>"
        }
        return """
            <p class="muted">\(count == 0
                ? L("This is release \(last.number), unchanged.")
                : L(count, one: "\(count) session is different from release \(last.number). Others see it once it is released.",
                    other: "\(count) sessions are different from release \(last.number). Others see them once they are released."))</p>
            """
    }

    // MARK: Clashes

    private var clashes: HTML {
        guard !preview.clashes.isEmpty else { return .empty }
        let count = preview.clashes.count
        return """
            <details class="notice warn" id="clashes"\("open", when: count <= 5)><summary>\(L(count, one: "\(count) clash", other: "\(count) clashes"))</summary>\
            <ul>\(preview.clashes.html { "<li>\(words($0))</li>" })</ul></details>
            """
    }

    private func words(_ clash: AgendaClash) -> HTML {
        let (first, second) = (title(clash.first), title(clash.second))
        return switch clash.cause {
        case .person(let person):
            "\(L("\(name(person)) is in “\(first)” and in “\(second)” at the same time."))"
        case .place(let place): "\(L("\(place) has “\(first)” and “\(second)” at the same time."))"
        }
    }

    private func title(_ id: String) -> String { blocks.first { $0.id == id }?.title ?? "" }
    private func name(_ person: AgendaContent.Person) -> String {
        person.participant.flatMap { names[$0] } ?? person.name
    }

    private func isClashing(_ block: AgendaContent.Block) -> Bool {
        preview.clashes.contains { $0.first == block.id || $0.second == block.id }
    }

    // MARK: Days

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("The agenda is empty"))</h2>\
        <p class="muted">\(L("Add the first session below, or bring in a workbook with a row for each."))</p></div>
        """
    }

    private var columns: HTML {
        """
        <p class="small muted">\(L("Times are \(MomentWords(zone).name(at: blocks.first?.startsAt ?? frame.visit.now))."))</p>\
        <div class="agenda-days" id="days">\(days.html { date, blocks in
            "<section id=\"day-\(date)\"><h2>\(AgendaDays.name(date))</h2>\(blocks.isEmpty ? "<p class=\"muted\">\(L("Nothing yet."))</p>" : "<ol class=\"lines\">\(blocks.html(line))</ol>" as HTML)</section>"
        })</div>
        """
    }

    /// All days of the event, also those on which nothing is planned yet, and what is planned on others.
    private var days: [(date: String, blocks: [AgendaContent.Block])] {
        let planned = AgendaDays(blocks, zone).days
        let known = Set(planned.map { $0.date })
        let span = min(EventDates.days(from: event.startsOn, to: event.endsOn), Self.mostEmptyDays)
        let free = span < 0 ? [] : (0...span).map { EventChanges.later(event.startsOn, days: $0) }
        let empty: [(date: String, blocks: [AgendaContent.Block])] = free.filter { !known.contains($0) }.map {
            (date: $0, blocks: [])
        }
        return (planned + empty).sorted { $0.date < $1.date }
    }

    private static let mostEmptyDays = 13

    private func line(_ block: AgendaContent.Block) -> HTML {
        let text = AgendaBlockText(block: block, zone: zone, names: names)
        return """
            <li id="block-\(block.id)"><p class="small muted">\(text.time)</p>\
            <p class="title" dir="auto"><a href="\(AgendaPaths.draft(event.id))?block=\(block.id)#edit">\(block.title)</a></p>\
            <p class="meta"><span class="chip">\(block.kind.label)</span> \(text.place)\(text.marking)\(news(block))\
            \(isClashing(block) ? "<span class=\"state warn\">\(L("clash"))</span>" : .empty)</p>\(text.people)</li>
            """
    }

    /// How it differs from what was released.
    private func news(_ block: AgendaContent.Block) -> HTML {
        guard preview.last != nil, let change = preview.difference.changes.first(where: { $0.after?.id == block.id })
        else { return .empty }
        return "<span class=\"state open\">\(change.kinds.contains(.added) ? L("new") : L("changed"))</span> "
    }

    // MARK: The form

    private func stored(_ block: AgendaContent.Block) -> FormState {
        FormState(
            stored: FieldForm.stored(block.fields) + [("step", block.step ?? "")]
                + block.people.flatMap { [("person", name($0)), ("part", $0.part.rawValue)] })
    }

    private func form(_ block: AgendaContent.Block) -> HTML {
        guard let id = AgendaBlock.ID(block.id) else { return .empty }
        return """
            <section id="edit"><h2>\(L("Edit the session"))</h2>\
            <form class="form" id="block" method="post" action="\(AgendaPaths.block(event.id, id))">\(fields(state ?? stored(block)))\
            <div class="actions"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(AgendaPaths.draft(event.id))#block-\(block.id)">\(L("Cancel"))</a></div></form>\
            <form id="remove" method="post" action="\(AgendaPaths.removal(event.id, id))"><button class="plain danger">\(L("Remove"))\
            <span class="sr">: \(block.title)</span></button></form></section>
            """
    }

    private var newBlock: HTML {
        let begin = FormState(stored: [
            ("kind", AgendaContent.Kind.plenary.rawValue), ("day", nextDay),
            ("starts", blocks.last.map { String($0.endsLocal.suffix(5)) } ?? "09:00"),
        ])
        return """
            <details id="new-block"\("open", when: state != nil || blocks.isEmpty || frame.visit.inbound.query.isOn("new"))><summary>\(L("Add a session"))</summary>\
            <form class="form" id="block" method="post" action="\(AgendaPaths.blocks(event.id))">\(fields(state ?? begin))\
            <div class="actions"><button\(mayRelease ? .empty : " class=\"primary\"" as HTML)>\(L("Add the session"))</button></div></form></details>
            """
    }

    /// After the last block, or on the first day.
    private var nextDay: String { blocks.last.map { String($0.endsLocal.prefix(10)) } ?? event.startsOn }

    private func fields(_ form: FormState) -> HTML {
        let all = FieldForm<AgendaBlockFields>(state: form)
        return """
            \(form.summary(AgendaBlockFields.fields.map { (field: $0.name, label: $0.label) } + [("person", L("Who")), ("step", L("Step of the workshop"))]))\
            \(all.html(without: Self.seldom))\(who(form))\
            <details id="more-of-it"\("open", when: tellsMore(form))><summary>\(L("More of the session"))</summary><div class="stack-2">\
            \(all.html(without: Set(AgendaBlockFields.fields.map(\.name)).subtracting(Self.seldom)))\(steps.isEmpty ? .empty : step(form))</div></details>
            """
    }

    /// What few sessions have, after what each has: what it is, when and where.
    private static let seldom: Set<String> = ["seats", "link", "marking", "summary"]

    private func tellsMore(_ form: FormState) -> Bool {
        Self.seldom.union(["step"]).contains { !form.values.text($0).isEmpty || form.errors[$0] != nil }
    }

    private func step(_ form: FormState) -> HTML {
        let none: [(value: String, label: Message)] = [(value: "", label: L("none", context: "step"))]
        return form.select(
            "step", L("Step of the workshop"), hint: L("Which this session belongs to."),
            options: none + steps.map { (value: $0.id.description, label: L("\($0.position). \($0.label)")) })
    }

    /// Those who are there, and three lines for more.
    private func who(_ form: FormState) -> HTML {
        let (people, parts) = (form.values.all("person"), form.values.all("part"))
        let lines = min(people.filter { !$0.trimmed.isEmpty }.count + 3, AgendaDraft.mostPeople)
        let known = people.enumerated().filter { !$0.element.trimmed.isEmpty }.map {
            (name: $0.element, part: parts.indices.contains($0.offset) ? parts[$0.offset] : "")
        }
        return """
            <fieldset class="options agenda-people"><legend>\(L("Who"))</legend><p class="hint" id="person-hint">\(L("Names of people of the event are offered as you type; others may stand there too."))</p>\
            \((0..<lines).html { index in
                let person = known.indices.contains(index) ? known[index] : (name: "", part: "")
                return """
                    <div class="row"><input\(index == 0 ? " id=\"person\"" as HTML : .empty) name="person" list="agenda-people" dir="auto" maxlength="400" value="\(person.name)" \
                    aria-label="\(L("Name", context: "person").string())" aria-describedby="person-hint">\
                    <select name="part" aria-label="\(L("Role").string())">\(AgendaContent.Part.allCases.html { part in
                        "<option value=\"\(part.rawValue)\"\("selected", when: part.rawValue == person.part)>\(part.label)</option>"
                    })</select></div>
                    """ as HTML
            })\(form.error("person"))\
            <datalist id="agenda-people">\(self.people.html { "<option value=\"\($0.name)\"></option>" })</datalist></fieldset>
            """
    }

    // MARK: Files

    private var files: HTML {
        """
        <section id="files"><h2>\(L("As a file"))</h2><div class="actions">\
        <a class="button plain" href="\(AgendaPaths.importing(event.id))">\(Icon.svg("upload")) \(FieldImportSection.title)</a>\
        \(blocks.isEmpty ? .empty : "\(FieldList.workbook(AgendaPaths.sheet(event.id)))<a class=\"button plain\" href=\"\(AgendaPaths.csv(event.id))\" download>\(Icon.svg("download")) CSV</a>")</div></section>
        """
    }
}

/// What a release changes, and who is told, before it is done.
struct AgendaReleasePage {
    let frame: EventFrame
    let preview: AgendaReleasePreview
    let names: [String: String]
    /// With a seat: who is told where all are.
    let everybody: Int
    let state: FormState

    private var event: EventRecord { frame.event }

    var answer: Answer {
        let between = [
            Layout.Crumb(EventTab.agenda.label, AgendaPaths.agenda(event.id)),
            Layout.Crumb(L("Draft"), AgendaPaths.draft(event.id)),
        ]
        let title = L("Release \((preview.last?.number ?? 0) + 1)")
        let layout = frame.layout(
            title, path: AgendaPaths.release(event.id), tab: EventTab.agenda.id, between: between)
        return layout.answer(
            """
            <div class="head"><h1>\(title)</h1><p class="lede">\(L("From now on everybody in the event sees the agenda like this, and calendars follow."))</p></div>\
            \(preview.difference.isEmpty ? same : content)
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private var same: HTML {
        """
        <div class="empty"><h2>\(L("Nothing is different"))</h2><p class="muted">\(L("There is nothing to release, and nobody is told anything."))</p>\
        <a class="button" href="\(AgendaPaths.draft(event.id))">\(L("Back to the draft"))</a></div>
        """
    }

    private var hasMail: Bool { frame.visit.settings.mail != nil }

    private var content: HTML {
        """
        <section id="changes"><h2>\(L("What is different"))</h2>\(preview.last == nil ? first : list)</section>
        <section id="told"><h2>\(hasMail ? L("Who is told") : L("Whom it concerns"))</h2>\(hasMail ? .empty : "<p class=\"notice warn\">\(L("This server sends no mail: tell everybody yourself."))</p>")\(told)</section>\
        \(preview.clashes.isEmpty ? .empty : "<div class=\"notice warn\"><p>\(L(preview.clashes.count, one: "There is \(preview.clashes.count) clash in it. You may release it all the same.", other: "There are \(preview.clashes.count) clashes in it. You may release it all the same."))</p></div>")
        <form class="form" id="release" method="post" action="\(AgendaPaths.releases(event.id))">\(state.summary([("note", L("Note"))]))\
        \(state.area("note", L("Note"), hint: L("A sentence for everybody, above the agenda; may be empty."), maxLength: 2_000))\
        <div class="actions"><button class="primary">\(L("Release"))</button>\
        <a class="button plain" href="\(AgendaPaths.draft(event.id))">\(L("Cancel"))</a></div></form>
        """
    }

    private var first: HTML {
        let count = preview.next.blocks.count
        return
            "<p>\(L(count, one: "The first agenda, with \(count) session.", other: "The first agenda, with \(count) sessions."))</p>"
    }

    private var list: HTML {
        "<ul class=\"lines\">\(preview.difference.changes.html(line))</ul>"
    }

    private func line(_ change: AgendaDifference.Change) -> HTML {
        let block = change.block
        let words = AgendaDifference.Kind.allCases.filter(change.kinds.contains).map { kind -> Message in
            switch kind {
            case .added: L("new")
            case .moved: L("another time")
            case .placed: L("another place")
            case .cancelled: L("does not take place")
            case .reworded: L("other words only")
            }
        }
        return """
            <li><p class="title" dir="auto">\(block?.title ?? "")</p><p class="meta">\
            \(words.html { "<span class=\"state \(change.kinds.contains(.cancelled) ? "bad" : "open")\">\($0)</span> " })\
            \(change.before.map { "<span>\(when($0))</span> " as HTML } ?? .empty)\
            \(change.before != nil && change.after != nil && change.isHard ? "<span>→</span> " : .empty)\
            \(change.after.flatMap { change.before == nil || change.isHard ? "<span>\(when($0))</span>" as HTML : nil } ?? .empty)</p></li>
            """
    }

    private func when(_ block: AgendaContent.Block) -> HTML {
        let clock = MomentWords(event.timeZone)
        return """
            \(clock.plain(block.startsAt, .weekday))–\(clock.plain(block.endsAt, .time)) <bdi>\(block.place)</bdi>
            """
    }

    private var told: HTML {
        let people = preview.told.compactMap { names[$0] }
        let own: HTML =
            people.isEmpty
            ? .empty
            : """
            <p>\(L(people.count, one: "\(people.count) person, of their own part:", other: "\(people.count) people, each of their own part:"))</p>\
            <ul>\(people.prefix(50).html { "<li><bdi>\($0)</bdi></li>" })</ul>
            """
        guard hasMail else {
            return
                "\(own)<p>\(L(everybody, one: "\(everybody) person has a seat.", other: "\(everybody) people have a seat."))</p>"
        }
        guard preview.difference.concernsAll else {
            return people.isEmpty
                ? "<p class=\"muted\">\(L("Nobody is told: calendars follow by themselves."))</p>" : own
        }
        return """
            \(own)<p>\(L(everybody, one: "\(everybody) person with a seat gets one message.", other: "All \(everybody) people with a seat get one message."))</p>
            """
    }
}
