import Domain
import Markup
import Web

/// The programmes of an account, each with what comes next.
struct ProgrammesPage {
    let visit: Visit
    let programmes: [(programme: ProgrammeRecord, events: [EventSummary])]
    let mayCreate: Bool

    var answer: Answer {
        let frame = DeskFrame(
            visit: visit, title: L("Programmes"), path: Paths.programmes(), crumbs: [.init(L("Programmes"), nil)])
        return frame.answer(
            """
            <div class="between"><h1>\(L("Programmes"))</h1>\(mayCreate && !programmes.isEmpty ? new : .empty)</div>
            \(programmes.isEmpty ? empty : list)
            """)
    }

    private var new: HTML {
        "<a class=\"button primary\" href=\"\(Paths.newProgramme())\">\(Icon.svg("plus")) \(L("Create a programme"))</a>"
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No programme yet"))</h2>\
        <p class="muted">\(mayCreate
            ? L("A programme is a cooperation that lasts: it holds events, their people and their results.")
            : L("Ask an organiser to add you to a programme or to one of its events."))</p>\(mayCreate ? new : .empty)</div>
        """
    }

    private var list: HTML {
        let today = CalendarDate.today(visit.now)
        return """
            <ul class="lines">\(programmes.html { programme, events in
                let next = events.first { $0.endsOn >= today }
                return """
                    <li><p class="title" dir="auto"><a href="\(Paths.programme(programme.id))">\(programme.title)</a></p>\
                    <p class="meta"><span>\(programme.kindOf.label)</span> <span>\(L(events.count, one: "\(events.count) event", other: "\(events.count) events"))</span> \
                    \(next.map { event -> HTML in
                        "<span>\(L("Next: \(HTML(escaping: event.title)), \(DateText.span(event.startsOn, event.endsOn))"))</span>"
                    })</p></li>
                    """
            })</ul>
            """
    }
}

/// One programme: what is next, what is due, what has changed; then what it keeps.
struct ProgrammePage {
    let frame: ProgrammeFrame
    /// By start.
    let events: [EventSummary]
    /// Those that the visitor may open.
    let open: Set<Event.ID>
    let organisers: [(id: Account.ID, name: String, email: String)]
    let people: Int
    /// What waits for the visitor, in whatever event.
    let due: [TodayTask]
    let news: ProgrammeNews
    /// Of the form that adds an organiser.
    let state: FormState
    /// Of the events that have a registration, for organisers.
    var counts: [Event.ID: OverviewCount] = [:]
    /// Whether the names of who is invited are open to the visitor.
    var listsPeople = false
    /// Follows it, or no longer; nothing for who has no account.
    var follow: HTML = .empty
    /// What later features tell of the programme.
    var more: HTML = .empty

    private var visit: Visit { frame.visit }
    private var programme: ProgrammeRecord { frame.programme }
    private var mayOrganise: Bool { frame.allows(.organiseProgramme) }

    /// More of what is over is folded.
    private static let pastShown = 3

    var answer: Answer {
        frame.page(
            .verbatim(programme.title), path: Paths.programme(programme.id), tab: ProgrammeTab.overview.id,
            styles: ["guide"], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1 dir="auto">\(programme.title)</h1>\(facts)\
            \(programme.summary.split(separator: "\n").html { "<p class=\"lede\" dir=\"auto\">\($0)</p>" })\
            <div class="actions">\(mayOrganise ? actions : .empty)\(follow)</div></div>
            <div class="split"><div class="stack-4"><section id="events"><h2>\(L("Events"))</h2>\(timeline)</section>\
            \(dueList)\
            <section id="news"><h2>\(L("What has changed"))</h2>\(news.html(events.filter { open.contains($0.id) }))</section></div>
            <div class="stack-4">\(more)\(listsPeople ? peopleSection : .empty)\
            <section id="organisers"><h2>\(L("Organisers"))</h2>\(organiserList)\(mayOrganise ? adding : .empty)</section></div></div>
            """)
    }

    private var peopleSection: HTML {
        """
        <section id="people"><h2>\(L("People"))</h2>\
        <p>\(people == 0 ? "<span class=\"muted\">\(nobody)</span>" : """
            <a href="\(Paths.programmePeople(programme.id))">\(L(people, one: "\(people) person with a seat", other: "\(people) people with a seat"))</a>
            """ as HTML)</p></section>
        """
    }

    /// The people of a network are first of all those who speak for its members.
    private var nobody: Message {
        programme.kindOf == .network
            ? L("Nobody has a seat in an event yet. Who speaks for a member stands on the member's page.")
            : L("Nobody yet. People are added on each event's page.")
    }

    /// What it is, from when to when, and who pays.
    private var facts: HTML {
        let days = programme.days.map { "<span>\($0)</span> " as HTML } ?? .empty
        let funder: HTML =
            programme.funder.isEmpty
            ? .empty : "<span>\(L("Funded by \(HTML(escaping: programme.funder))"))</span> "
        return """
            <p class="meta muted"><span>\(programme.kindOf.label)</span> \(programme.acronym.isEmpty ? .empty : "<bdi>\(programme.acronym)</bdi> " as HTML)\
            \(days)\(funder)\(TLP.chip(programme.marking))</p>
            """
    }

    private var actions: HTML {
        """
        <a class="button primary" href="\(Paths.newEvent(programme.id))">\(Icon.svg("plus")) \(L("Plan an event"))</a>\
        <details class="menu"><summary class="button">\(L("More to do"))</summary><ul>\
        <li><a href="\(Paths.programmeEditing(programme.id))">\(L("Edit the programme"))</a></li>\
        <li><a href="\(DesignPaths.designs(programme.id))">\(L("Designs"))</a></li>\
        \(Overview.features.html { $0.links(of: programme.id) })</ul></details>
        """
    }

    // MARK: Events

    /// What is over above, today between, what comes below.
    private var timeline: HTML {
        let today = CalendarDate.today(visit.now)
        let (past, next) = (events.filter { $0.endsOn < today }, events.filter { $0.endsOn >= today })
        let earlier = past.dropLast(Self.pastShown)
        return """
            \(earlier.isEmpty ? .empty : """
                <details><summary>\(L(earlier.count, one: "\(earlier.count) earlier event", other: "\(earlier.count) earlier events"))</summary>\
                <ol class="timeline">\(earlier.html { line($0, today) })</ol></details>
                """)\
            <ol class="timeline">\(past.suffix(Self.pastShown).html { line($0, today) })\
            \(next.contains { $0.startsOn <= today } ? .empty : """
                <li class="today"><p>\(L("Today")) <span class="muted">\(DateText.day(today))</span></p></li>
                """)\
            \(next.html { line($0, today) })</ol>\(next.isEmpty ? empty : .empty)
            """
    }

    private func line(_ event: EventSummary, _ today: String) -> HTML {
        let style = event.endsOn < today ? "past" : event.startsOn <= today ? "now" : "next"
        let title: HTML =
            open.contains(event.id) ? "<a href=\"\(Paths.event(event.id))\">\(event.title)</a>" : "\(event.title)"
        return """
            <li class="\(style)"><p class="when">\(DateText.span(event.startsOn, event.endsOn))\
            \(style == "now" ? " <span class=\"state open\">\(L("on now"))</span>" as HTML : .empty)</p>\
            <p class="title" dir="auto">\(title)</p>\
            <p class="meta">\(EventKind.named(event.kind).map { "<span>\($0.label)</span> " } ?? HTML.empty)\
            <span dir="auto">\(event.place)</span> \(people(event)) \(TLP.chip(event.marking))</p></li>
            """
    }

    /// Of an event with a registration who was asked, and who has a seat; of another who is in it.
    private func people(_ event: EventSummary) -> HTML {
        guard let count = counts[event.id] else {
            if event.people > 0 { return "<span>\(L("\(event.people) invited"))</span>" }
            return mayOrganise ? "<span>\(L("nobody invited yet"))</span>" : .empty
        }
        return count.words.html { "<span>\($0)</span> " }
    }

    private var empty: HTML {
        """
        <div class="empty"><h3>\(L("No event is planned"))</h3><p class="muted">\(L("An event is a workshop, an exercise, a seminar, a study visit, a meeting or a course, with its people."))</p></div>
        """
    }

    /// What waits for the visitor in these events; for an organiser also those to come to which nobody is invited.
    private var dueList: HTML {
        let here = due.filter { task in events.contains { $0.id == task.event } }
        let today = CalendarDate.today(visit.now)
        let empty = mayOrganise ? events.filter { $0.endsOn >= today && $0.people == 0 && counts[$0.id] == nil } : []
        guard !here.isEmpty || !empty.isEmpty else { return .empty }
        return """
            <section id="due"><h2>\(L("What is due"))</h2><ul class="lines">\(here.html { task in
                """
                <li><p class="title"><a href="\(task.path)">\(task.what)</a></p><p class="meta">\(until(task))<bdi>\(task.place)</bdi></p></li>
                """
            })\(empty.html { event in
                """
                <li><p class="title"><a href="\(Paths.eventPeople(event.id))">\(L("Invite people"))</a></p>\
                <p class="meta"><span>\(L("by \(DateText.day(event.startsOn))"))</span> <bdi>\(event.title)</bdi></p></li>
                """
            })</ul></section>
            """
    }

    private func until(_ task: TodayTask) -> HTML {
        guard let due = task.due else { return .empty }
        return "<span>\(L("until \(MomentWords(task.zone ?? visit.visitor.account?.timeZone).html(due))"))</span> "
    }

    // MARK: Organisers

    private var organiserList: HTML {
        """
        <ul class="lines">\(organisers.html { organiser in
            """
            <li class="between"><span><bdi>\(organiser.name)</bdi> <span class="muted small">\(organiser.email)</span></span>\
            \(mayOrganise && organisers.count > 1 ? """
                <form method="post" action="\(Paths.programmeOrganiserRemoval(programme.id, organiser.id))">\
                <button class="plain">\(L("Remove"))<span class="sr">: \(organiser.name)</span></button></form>
                """ : .empty)</li>
            """
        })</ul>
        """
    }

    private var adding: HTML {
        """
        <details\("open", when: !state.errors.isEmpty)><summary>\(L("Add an organiser"))</summary>\(organiserForm)</details>
        """
    }

    private var organiserForm: HTML {
        """
        <form class="form" id="organiser" method="post" action="\(Paths.programmeOrganisers(programme.id))">\
        \(state.summary([("email", L("E-mail"))]))\
        \(state.text("email", L("Add an organiser by e-mail"), hint: L("Somebody who has an account here."), type: "email", maxLength: 254, isRequired: true))\
        <div class="actions"><button>\(L("Add the organiser"))</button></div></form>
        """
    }
}

/// Who was invited to the events of a programme, whether they came or not.
struct ProgrammePeoplePage {
    let visit: Visit
    let programme: ProgrammeRecord
    let people:
        [(name: String, organisation: String, country: String?, sector: String?, person: Person.ID?, events: Int)]
    let names: DirectoryNames

    var answer: Answer {
        DeskFrame(
            visit: visit, title: L("People with a seat"), path: Paths.programmePeople(programme.id),
            crumbs: [
                .init(L("Programmes"), Paths.programmes()),
                .init(.verbatim(programme.title), Paths.programme(programme.id)), .init(L("People"), nil),
            ]
        ).answer("<div class=\"head\"><h1>\(L("People with a seat"))</h1></div>\(peopleTable)")
    }

    private var peopleTable: HTML {
        guard !people.isEmpty else {
            return
                "<p class=\"muted\">\(L("Nobody has a seat in an event yet. People are added on each event's page."))</p>"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("People with a seat").string())"><table class="stack">\
            <caption>\(L(people.count, one: "\(people.count) person", other: "\(people.count) people"))</caption><thead><tr>\
            <th scope="col">\(L("Name"))</th><th scope="col">\(L("Country"))</th><th scope="col">\(L("Sector"))</th>\
            <th scope="col">\(L("Organisation"))</th><th scope="col" class="num">\(L("Events"))</th></tr></thead><tbody>\(people.html { person in
                """
                <tr><th scope="row"><bdi>\(person.name)</bdi></th>\
                <td data-label="\(L("Country").string())"><span>\(names.place(person.country))</span></td>\
                <td data-label="\(L("Sector").string())">\(names.sector(person.sector)?.html)</td>\
                <td data-label="\(L("Organisation").string())" dir="auto">\(person.organisation)</td>\
                <td data-label="\(L("Events").string())" class="num">\(person.events)</td></tr>
                """
            })</tbody></table></div>
            """
    }
}

/// The form for a new or a known programme.
struct ProgrammeForm {
    let visit: Visit
    let programme: ProgrammeRecord?
    let state: FormState

    private var form: FieldForm<ProgrammeFields> { FieldForm(state: state) }

    var answer: Answer {
        let title = programme == nil ? L("Create a programme") : L("Edit the programme")
        let path = programme.map { Paths.programme($0.id) } ?? Paths.programmes()
        let frame = DeskFrame(
            visit: visit, title: title, path: programme.map { Paths.programmeEditing($0.id) } ?? Paths.newProgramme(),
            crumbs: [.init(L("Programmes"), Paths.programmes())]
                + (programme.map { [.init(.verbatim($0.title), Paths.programme($0.id))] } ?? []) + [.init(title, nil)])
        return frame.answer(
            """
            <div class="head"><h1>\(title)</h1></div>
            <form class="form" id="programme" method="post" action="\(path)">\
            \(form.summary)\(form.html)\
            <div class="actions"><button class="primary">\(L("Save the programme"))</button>\
            <a class="button plain" href="\(path)">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
