import Domain
import Markup
import Storage
import Web

extension EventAct {
    var label: Message {
        switch self {
        case .postponement: L("Postpone")
        case .relocation: L("Move online")
        case .cancellation: L("Cancel the event")
        }
    }

    fileprivate var labelOfAll: Message {
        switch self {
        case .postponement: L("Postpone all events to come")
        case .relocation: L("Move all events to come online")
        case .cancellation: L("Cancel all events to come")
        }
    }

    fileprivate var lede: Message {
        switch self {
        case .postponement:
            L(
                "On other days, or without a new date yet. Who has a seat keeps it; agenda, deadlines and calendars follow."
            )
        case .relocation: L("The place goes, people join by a link. Who has a seat keeps it.")
        case .cancellation:
            L("The event does not take place. Everybody with a seat is told, and it goes from their calendars.")
        }
    }

    /// - Parameter people: who is told.
    fileprivate func button(_ people: Int) -> Message {
        guard people > 0 else {
            return switch self {
            case .postponement: L("Postpone; nobody is told")
            case .relocation: L("Move online; nobody is told")
            case .cancellation: L("Cancel; nobody is told")
            }
        }
        return switch self {
        case .postponement:
            L(people, one: "Postpone and tell \(people) person", other: "Postpone and tell \(people) people")
        case .relocation:
            L(people, one: "Move online and tell \(people) person", other: "Move online and tell \(people) people")
        case .cancellation:
            L(people, one: "Cancel and tell \(people) person", other: "Cancel and tell \(people) people")
        }
    }
}

/// What is to become of an event, or of all events of a programme: said, looked at, and then done.
struct EventChangePage {
    let visit: Visit
    let target: EventChangeOperations.Target
    let act: EventAct
    /// Of the form.
    let state: FormState
    /// What would happen; nothing before it was asked.
    let preview: [EventActPreview]?

    private var path: String { Self.path(target) }

    static func path(_ target: EventChangeOperations.Target) -> String {
        switch target {
        case .event(let id): Paths.eventChange(id)
        case .programme(let id): Paths.programmeChange(id)
        }
    }

    private var hasMail: Bool { visit.settings.mail != nil }
    private var isOfProgramme: Bool { if case .programme = target { true } else { false } }
    private var title: Message { isOfProgramme ? act.labelOfAll : act.label }

    /// - Parameter frame: of the one event.
    func answer(_ frame: EventFrame) -> Answer {
        let between = [Layout.Crumb(EventTab.settings.label, Paths.eventSettings(frame.event.id))]
        return frame.layout(title, path: path, tab: EventTab.settings.id, between: between).answer(main, status)
    }

    func answer(_ programme: ProgrammeRecord) -> Answer {
        DeskFrame(
            visit: visit, title: title, path: path,
            crumbs: [
                .init(L("Programmes"), Paths.programmes()),
                .init(.verbatim(programme.title), Paths.programme(programme.id)), .init(title, nil),
            ]
        ).answer(main, status: status)
    }

    private var status: DeskFrame.FormStatus { state.errors.isEmpty ? .ok : .wrong }

    private var main: HTML {
        """
        <div class="head"><h1>\(title)</h1><p class="lede">\(act.lede)</p></div>
        <nav class="sub-tabs" aria-label="\(L("What happens to it").string())"><ul class="tabs">\(EventAct.allCases.html { other in
            "<li><a href=\"\(path)?act=\(other.rawValue)\"\("aria-current", value: other == act ? "page" : nil)>\(other.label)</a></li>"
        })</ul></nav>
        <form class="form" id="change" method="get" action="\(path)">\
        <input type="hidden" name="act" value="\(act.rawValue)"><input type="hidden" name="preview" value="1">\
        \(state.summary([("starts-on", L("New first day")), ("days", L("By how many days")), ("link", L("Link")), ("note", L("Why"))]))\
        \(fields)\(state.area("note", L("Why"), hint: L("A sentence for everybody who is told; may be empty."), maxLength: 1_000))\
        <div class="actions"><button\(preview == nil ? " class=\"primary\"" as HTML : .empty)>\(L("See what will happen"))</button></div></form>
        \(preview.map(shown) ?? .empty)
        """
    }

    private var fields: HTML {
        switch act {
        case .postponement where isOfProgramme:
            state.text(
                "days", L("By how many days"), hint: L("7 is a week later; empty is without new dates yet."),
                inputMode: "numeric")
        case .postponement:
            state.text("starts-on", L("New first day"), hint: L("Empty while there is no new date."), type: "date")
        case .relocation:
            state.text(
                "link", L("Link"), hint: L("Where people join online: an address beginning with https://."),
                type: "url",
                maxLength: 500, isRequired: true)
        case .cancellation: .empty
        }
    }

    private func shown(_ preview: [EventActPreview]) -> HTML {
        let people = preview.map(\.people).reduce(0, +)
        return """
            <section id="preview"><h2>\(L("What will happen"))</h2><ul class="lines">\(preview.html(line))</ul>
            <form id="confirm" method="post" action="\(path)"><input type="hidden" name="seen" value="\(EventChangeOperations.seen(preview.map(\.event)))">\
            \(["act", "starts-on", "days", "link", "note"].html { name in
                "<input type=\"hidden\" name=\"\(name)\" value=\"\(name == "act" ? act.rawValue : state.values[name] ?? "")\">"
            })\
            \(hasMail ? .empty : "<p class=\"notice warn\">\(L("This server sends no mail: tell everybody yourself."))</p>")\
            <div class="actions"><button class="primary\(act == .cancellation ? " danger" : "")">\(hasMail ? act.button(people) : act.label)</button></div></form></section>
            """
    }

    private func line(_ item: EventActPreview) -> HTML {
        """
        <li><p class="title" dir="auto"><a href="\(Paths.event(item.event.id))">\(item.event.title)</a></p>\
        <ul><li>\(what(item.change))</li>\(item.consequences.html { "<li>\($0)</li>" })\
        \(hasMail && item.people > 0 ? "<li>\(L(item.people, one: "\(item.people) person is told.", other: "\(item.people) people are told."))</li>" : .empty)</ul></li>
        """
    }

    private func what(_ change: EventChange) -> Message {
        let (old, new) = (change.before, change.after)
        switch new.standing {
        case .cancelled: return L("It was planned for \(DateText.span(old.startsOn, old.endsOn)), and is cancelled.")
        case .postponed:
            return L(
                "It was planned for \(DateText.span(old.startsOn, old.endsOn)), and has no date until you set one.")
        case .planned:
            guard old.startsOn == new.startsOn else {
                return L(
                    "\(DateText.span(old.startsOn, old.endsOn)) becomes \(DateText.span(new.startsOn, new.endsOn)).")
            }
            return old.place.isEmpty
                ? L("People join at \(new.link).") : L("\(old.place) is left; people join at \(new.link).")
        }
    }
}

/// In the settings: what becomes of the event as a whole.
struct EventChangeSection {
    let event: EventRecord
    let copyState: FormState

    var html: HTML {
        """
        <h2 id="whole">\(L("The event as a whole"))</h2>\(standing)<div class="actions">\(EventAct.allCases.html { act in
            let isDone = act == .cancellation && event.standing == .cancelled || act == .relocation && event.place.isEmpty
            return isDone ? HTML.empty : "<a class=\"button\" href=\"\(Paths.eventChange(event.id))?act=\(act.rawValue)\">\(act.label)</a>"
        })</div>
        <details id="copy-event"\("open", when: !copyState.errors.isEmpty)><summary>\(L("Plan another like this one"))</summary>\
        <form class="form" id="copy" method="post" action="\(Paths.eventCopies(event.id))">\
        \(copyState.summary([("copy-title", L("Title")), ("copy-starts-on", L("First day"))]))\
        \(copyState.text("copy-title", L("Title"), maxLength: 400, isRequired: true))\
        \(copyState.text("copy-starts-on", L("First day"), hint: L("It lasts as long as this one."), type: "date", isRequired: true))\
        <fieldset class="options"><legend>\(L("What goes along"))</legend>\(EventChanges.copies.html { feature in
            let (code, _, label) = feature.copied
            return "<label><input type=\"checkbox\" name=\"copy\" value=\"\(code)\" checked> <span>\(label)</span></label>"
        })</fieldset><p class="hint">\(L("People, registrations and what was written do not go along."))</p>\
        <div class="actions"><button>\(L("Make the copy"))</button></div></form></details>
        """
    }

    private var standing: HTML {
        guard let label = event.standing.label else { return .empty }
        return """
            <p><span class="state warn">\(label)</span> \(event.standingNote.isEmpty ? .empty : "<span dir=\"auto\">\(event.standingNote)</span>")</p>
            """
    }
}
