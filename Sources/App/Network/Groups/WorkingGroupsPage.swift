import Domain
import Markup
import Web

enum WorkingGroupWords {
    /// On what it works, where its title does not say so already.
    static func area(_ group: WorkingGroupRecord, _ tree: AreaTree) -> HTML {
        guard let area = tree.area(group.area), area.name() != group.title else { return .empty }
        return "<span>\(area.label)</span> "
    }

    static func people(_ count: Int) -> Message {
        count == 0 ? L("nobody yet") : L(count, one: "\(count) person", other: "\(count) people")
    }

    /// "19 of 24 covered: 79 %".
    static func coverage(_ coverage: CoverageMap<WorkingGroup.ID, String>) -> Message {
        guard let percent = coverage.percent else { return L("No country belongs to the programme yet") }
        return L("\(coverage.filled) of \(coverage.cells) covered: \(percent) %")
    }
}

extension WorkingGroupRecord.State {
    var label: Message {
        switch self {
        case .active: L("Active", context: "working group")
        case .dormant: L("Dormant", context: "working group")
        case .closed: L("Closed", context: "working group")
        }
    }

    /// Nothing is said of what is as it should be.
    var mark: HTML { self == .active ? .empty : "<span class=\"state warn\">\(label)</span> " }
}

/// The working groups of a programme on a day, and which countries they cover.
struct WorkingGroupsPage {
    let frame: ProgrammeFrame
    let roster: GroupRoster

    private var visit: Visit { frame.visit }
    private var programme: Programme.ID { frame.id }
    private var mayOrganise: Bool { frame.allows(.organiseProgramme) }

    var answer: Answer {
        frame.page(
            L("Working groups"), path: Paths.workingGroups(programme), tab: "groups",
            """
            <div class="between"><h1>\(L("Working groups"))</h1>\(mayOrganise && !roster.groups.isEmpty ? new : .empty)</div>\
            \(roster.groups.isEmpty ? empty : "\(filter)\(list)\(map)\(downloads)")
            """)
    }

    private var new: HTML {
        "<a class=\"button primary\" href=\"\(Paths.newWorkingGroup(programme))\">\(Icon.svg("plus")) \(L("Set up a working group"))</a>"
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No working group yet"))</h2>\
        <p class="muted">\(L("A working group brings people of several countries together on one area, for as long as it is needed."))</p>\
        \(mayOrganise ? new : .empty)</div>
        """
    }

    private var filter: HTML {
        """
        <form class="inline" id="filter" method="get" action="\(Paths.workingGroups(programme))" role="search" data-auto>\
        \(FormState(visit.inbound.query).text("on", L("As on"), type: "date"))<button>\(L("Show"))</button></form>
        """
    }

    private var list: HTML {
        """
        <ul class="lines">\(roster.groups.html { group in
            let people = roster.people[group.id] ?? []
            let chairs = people.filter { $0.role == .groupChair }.compactMap(\.name)
            return """
                <li><p class="title" dir="auto"><a href="\(Paths.workingGroup(programme, group.id))">\(group.title)</a></p>\
                <p class="meta">\(group.state.mark)\(WorkingGroupWords.area(group, roster.tree))\
                <span>\(WorkingGroupWords.people(people.count))</span> \
                \(chairs.isEmpty ? .empty : "<span>\(L("Chair: \(list: chairs)"))</span>" as HTML)</p></li>
                """
        })</ul>
        """
    }

    // MARK: The map

    private var map: HTML {
        let coverage = roster.coverage
        return """
            <section id="coverage"><h2>\(L("Which countries are covered"))</h2><p>\(WorkingGroupWords.coverage(coverage))</p>\
            \(coverage.cells == 0 ? .empty : table(coverage))\(holes(coverage))</section>
            """
    }

    private func table(_ coverage: CoverageMap<WorkingGroup.ID, String>) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Which countries are covered").string())"><table>\
        <thead><tr><th scope="col">\(L("Working group"))</th>\(roster.countries.html { code in
            "<th scope=\"col\" class=\"num\">\(roster.names.chip(code))</th>"
        })</tr></thead><tbody>\(roster.groups.html { group in
            """
            <tr><th scope="row" dir="auto">\(group.title)</th>\(roster.countries.html { code in
                let count = coverage.count(group.id, code)
                return "<td class=\"num\">\(count == 0 ? "<span class=\"state warn\">\(L("none", context: "people of a country"))</span>" : "\(count)" as HTML)</td>"
            })</tr>
            """
        })</tbody></table></div>
        """
    }

    private func holes(_ coverage: CoverageMap<WorkingGroup.ID, String>) -> HTML {
        let byGroup = Dictionary(grouping: coverage.holes, by: \.line)
        guard !byGroup.isEmpty else { return .empty }
        return """
            <h3>\(L("What is missing"))</h3><ul class="lines" id="holes">\(roster.groups.html { group -> HTML in
                guard let holes = byGroup[group.id] else { return .empty }
                let countries = holes.map { roster.country($0.column) }
                return "<li><span dir=\"auto\">\(group.title)</span>: \(Message.list(countries, .commas))</li>"
            })</ul>
            """
    }

    private var downloads: HTML {
        """
        <div class="actions">\(TableFormat.allCases.html { format in
            """
            <a class="button plain" href="\(Paths.workingGroupExport(programme, format.rawValue))?on=\(roster.day)" download>\
            \(Icon.svg("download")) \(format.label)</a>
            """
        })</div>
        """
    }
}

/// One working group: what it is for, who is in it, what is next.
struct WorkingGroupPage {
    let frame: ProgrammeFrame
    let group: WorkingGroupRecord
    /// All that were ever given for it, the latest first.
    let mandates: [SeenMandate]
    /// Of today.
    let roster: GroupRoster
    let next: GroupMeeting?
    let mandateNames: MandateNames
    let more: HTML
    /// Of the form that closes it.
    let state: FormState
    /// Of the form that adds a member.
    let adding: FormState

    private var mayOrganise: Bool { frame.allows(.organiseProgramme) }
    private var isOpen: Bool { group.state != .closed }
    private var today: String { roster.day }

    var answer: Answer {
        frame.page(
            .verbatim(group.title), path: Paths.workingGroup(frame.id, group.id), tab: "groups",
            between: [.init(L("Working groups"), Paths.workingGroups(frame.id))],
            status: state.errors.isEmpty && adding.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1 dir="auto">\(group.title)</h1><p class="meta">\(group.state.mark)\
            \(WorkingGroupWords.area(group, roster.tree))\
            <span>\(MandateDays.words(group.since, group.until))</span></p>\
            \(group.remit.split(separator: "\n").html { "<p class=\"lede\" dir=\"auto\">\($0)</p>" })\(actions)</div>
            <div class="split"><div class="stack-4"><section id="members"><h2>\(L("Members"))</h2>\(members)\(appointing)</section>\(waiting)\(former)</div>\
            <div class="stack-4">\(missing)\(meetings)\(more)\(closing)</div></div>
            """)
    }

    private var actions: HTML {
        guard mayOrganise, isOpen else { return .empty }
        return """
            <div class="actions"><a class="button" href="\(Paths.workingGroupEditing(frame.id, group.id))">\(Icon.svg("edit")) \(L("Edit the working group"))</a></div>
            """
    }

    // MARK: Who is in it

    private var people: [SeenMandate] { roster.people[group.id] ?? [] }

    private var members: HTML {
        guard !people.isEmpty else {
            return "<p class=\"muted\">\(isOpen ? L("Nobody is in it yet.") : L("Nobody is in it any more."))</p>"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Members").string())"><table class="stack">\
            <thead><tr><th scope="col">\(L("Name"))</th><th scope="col">\(L("Country"))</th>\
            <th scope="col">\(L("Function"))</th><th scope="col">\(L("Since"))</th></tr></thead><tbody>\(people.html { seen in
                """
                <tr><th scope="row"><div>\(name(seen))</div></th>\
                <td data-label="\(L("Country").string())"><span>\(roster.names.place(seen.mandate.country))</span></td>\
                <td data-label="\(L("Function").string())">\(seen.role.label)</td>\
                <td data-label="\(L("Since").string())">\(DateText.day(seen.mandate.since))</td></tr>
                """
            })</tbody></table></div>
            """
    }

    /// Who keeps the register goes on to the mandate.
    private func name(_ seen: SeenMandate) -> HTML {
        let line = MandateLine(seen: seen, names: mandateNames, day: today)
        guard mayOrganise else { return "<span dir=\"auto\">\(line.who)</span>" }
        return "<a href=\"\(Paths.mandate(seen.id))\" dir=\"auto\">\(line.who)</a> \(line.marks)"
    }

    private static let labels: [(field: String, label: Message)] = [
        ("given-name", L("Given name")), ("family-name", L("Family name")), ("email", L("E-mail")),
        ("country", L("Country")), ("role", L("Function")), ("since", L("First day")),
    ]

    private var appointing: HTML {
        guard mayOrganise, isOpen else { return .empty }
        let register =
            Paths.newMandate()
            + QueryText.of([
                ("role", MandateRole.groupMember.rawValue), ("holder", MandateHolder.group(group.id).description),
            ])
        let roles: [MandateRole] = [.groupMember, .groupChair]
        let form = adding.placed("adding")
        let dated = FormState(
            adding.values.has("since")
                ? adding.values : FormValues(adding.values.fields + [(name: "since", value: max(today, group.since))]),
            errors: adding.errors
        ).placed("adding")
        return """
            <details id="add"\("open", when: !adding.errors.isEmpty || people.isEmpty)><summary>\(L("Add a member"))</summary>\
            <form class="form" id="adding" method="post" action="\(Paths.workingGroupMembers(frame.id, group.id))">\(form.summary(Self.labels))\
            <div class="row">\(form.text("given-name", L("Given name"), maxLength: 100))\
            \(form.text("family-name", L("Family name"), maxLength: 100, isRequired: true))</div>\
            \(form.text("email", L("E-mail"), type: "email", maxLength: 254, isRequired: true))\
            <div class="row">\(form.select("country", L("Country"), options: countries))\
            \(form.select("role", L("Function"), options: roles.map { ($0.rawValue, $0.label) }))</div>\
            \(dated.text("since", L("First day"), type: "date", isRequired: true))\
            <div class="actions"><button class="primary">\(L("Add the member"))</button>\
            <a class="button plain" href="\(register)">\(L("Somebody from the directory"))</a></div></form></details>
            """
    }

    /// Those of the programme first, then all others.
    private var countries: [(value: String, label: Message)] {
        let own = roster.countries.map { (value: $0, label: Message.verbatim(roster.country($0))) }
        let known = Set(roster.countries)
        let others = roster.names.allCountries.filter { !known.contains($0.code) }
            .map { (value: $0.code, label: Message.verbatim($0.name)) }
        return [(value: "", label: L("Choose a country"))] + own + others
    }

    private var waiting: HTML {
        let proposed = roster.proposed[group.id] ?? []
        guard mayOrganise, !proposed.isEmpty else { return .empty }
        return """
            <section id="proposed"><h2>\(L("Proposed by their countries"))</h2><ul class="lines">\(proposed.html { seen in
                let line = MandateLine(seen: seen, names: mandateNames, day: today)
                return """
                    <li class="between"><div><p class="title"><a href="\(Paths.mandate(seen.id))" dir="auto">\(line.who)</a></p>\
                    <p class="meta"><span>\(roster.names.place(seen.mandate.country))</span> <span>\(L("since \(DateText.day(seen.mandate.since))"))</span></p></div>\
                    <form method="post" action="\(Paths.mandateConfirmation(seen.id))"><button>\(L("Confirm"))<span class="sr">: \(line.who)</span></button></form></li>
                    """
            })</ul></section>
            """
    }

    private var former: HTML {
        let past = mandates.filter { $0.mandate.isGiven && !$0.mandate.lasts(from: today) }
        guard !past.isEmpty else { return .empty }
        return """
            <details id="former"><summary>\(L("Earlier members"))</summary><ul class="lines">\(past.html { seen in
                """
                <li>\(name(seen)) <span class="muted small">\(seen.mandate.country.map { "\(roster.country($0)) · " })\
                \(MandateDays.words(seen.mandate.since, seen.mandate.until))</span></li>
                """
            })</ul></details>
            """
    }

    private var missing: HTML {
        let covered = Set(people.compactMap(\.mandate.country))
        let holes = roster.countries.filter { !covered.contains($0) }.map(roster.country)
        guard isOpen, !holes.isEmpty else { return .empty }
        return """
            <section id="missing"><h2>\(L("What is missing"))</h2><p>\(L("Nobody from \(list: holes)."))</p></section>
            """
    }

    // MARK: What is next, and its end

    private var meetings: HTML {
        guard let next else { return .empty }
        let event = next.event
        let title: HTML =
            next.opens ? "<a href=\"\(Paths.event(event.id))\">\(event.title)</a>" : "\(event.title)"
        return """
            <section id="next"><h2>\(next.isOwn ? L("Next meeting") : L("Next in the programme"))</h2><p class="title" dir="auto">\(title)</p>\
            <p class="meta"><span>\(DateText.span(event.startsOn, event.endsOn))</span> <span dir="auto">\(event.place)</span></p></section>
            """
    }

    private var closing: HTML {
        guard mayOrganise, isOpen else { return .empty }
        var form = state
        if !form.values.has("until") {
            form.values = FormValues(form.values.fields + [(name: "until", value: today)])
        }
        return """
            <details id="close"\("open", when: !state.errors.isEmpty)><summary>\(L("Close the working group"))</summary>\
            <form class="form" id="closure" method="post" action="\(Paths.workingGroupClosure(frame.id, group.id))">\
            <p class="muted">\(L("The mandates of its members end the same day; what it has done stays."))</p>\
            \(form.text("until", L("Closed from"), type: "date", isRequired: true))\
            <div class="actions"><button class="danger">\(L("Close the working group"))</button></div></form></details>
            """
    }
}

/// The form for a new or a known working group.
struct WorkingGroupForm {
    let frame: ProgrammeFrame
    let group: WorkingGroupRecord?
    let areas: [(value: String, label: Message)]
    let state: FormState

    private static let labels: [(field: String, label: Message)] = [
        ("title", L("Title")), ("area", L("Area")), ("remit", L("What it is for")), ("since", L("First day")),
        ("state", L("State")),
    ]

    var answer: Answer {
        let title = group == nil ? L("Set up a working group") : L("Edit the working group")
        let back = group.map { Paths.workingGroup(frame.id, $0.id) } ?? Paths.workingGroups(frame.id)
        let path = group.map { Paths.workingGroupEditing(frame.id, $0.id) } ?? Paths.newWorkingGroup(frame.id)
        return frame.page(
            title, path: path, tab: "groups", between: [.init(L("Working groups"), Paths.workingGroups(frame.id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1></div>
            <form class="form" id="working-group" method="post" action="\(back)">\(state.summary(Self.labels))\
            \(state.text("title", L("Title"), maxLength: 150, isRequired: true))\
            \(state.select("area", L("Area"), options: areas))\
            \(state.area("remit", L("What it is for"), hint: L("In a few sentences: what it works on, and what comes of it."), maxLength: 4_000))\
            \(state.text("since", L("First day"), type: "date", isRequired: true))\
            \(group == nil ? .empty : state.select("state", L("State"), options: [WorkingGroupRecord.State.active, .dormant].map { ($0.rawValue, $0.label) }))\
            <div class="actions"><button class="primary">\(L("Save the working group"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """)
    }
}
