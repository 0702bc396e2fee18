import Domain
import Markup
import Storage
import Web

/// A project on one page: what came out of it, what was learned, what comes next, and who does it where with what.
struct ProjectPage {
    let visit: Visit
    let seen: SeenProject
    let states: [String: FormState]
    let results: [ProjectResultRecord]
    let bodies: [ProjectBodyRecord]
    let budgets: [ProjectBudgetRecord]
    private let frame: ProgrammeFrame?
    private let places: [(place: ProjectPlace, name: String)]
    private let lessons: [LessonRecord]
    private let events: [EventSummary]
    private let actions: [(action: ActionRecord, standing: ActionStanding)]
    private let idea: IdeaRecord?
    private let faults: [Message]
    private let thread: HTML

    init(_ visit: Visit, _ id: Programme.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        let sight = try ProjectSight(visit, reading)
        let seen = try sight.seen(id)
        (self.visit, self.seen, self.states) = (visit, seen, states)
        let isOwn = sight.roster.isOf(id)
        frame = isOwn ? try ProgrammeFrame(visit, id, reading) : nil
        let store = ProjectStore(reading)
        results = try store.results(of: [id])
        bodies = try store.bodies(of: [id])[id] ?? []
        budgets = try store.budgets(of: [id])[id] ?? []
        let (names, known) = (try DirectoryNames(reading), try ProjectPlaces(reading))
        places = ProjectPlace.read(seen.record?.places ?? "").map { place in
            let region = known.isCountry(place.code) ? nil : known.regions[place.code]
            let name = region.map { RegionWords.name($0.code, $0.name).string() }
            return (place, name ?? names.country(place.code) ?? place.code)
        }
        // What an exercise found is for its people until it is told further.
        lessons =
            try isOwn
            ? AfterStore(reading).lessons(of: id).filter { try !visit.membership(in: $0.event, reading).roles.isEmpty }
            : []
        let today = CalendarDate.today(visit.now)
        events =
            try isOwn
            ? ProgrammeStore(reading).events(of: id, seenBy: visit.visitor).filter { $0.endsOn >= today } : []
        let voice = try ActionVoice(visit, reading)
        let open = try isOwn ? ActionStore(reading).actions(of: [id]).filter(voice.reads) : []
        let proofs = try ActionProofs(open, reading)
        actions = open.map { ($0, proofs.standing($0, for: voice)) }.filter { $0.1.isOpen }
        let found = try seen.record?.idea.flatMap { try IdeaStore(reading).ideas([$0]).first }
        idea = try found.flatMap { try IdeaSight(visit, $0.programme, reading).reads($0) ? $0 : nil }
        thread = try ThreadTrail(of: id, reading, visit).html
        faults = seen.edits ? try ProjectIATI([seen], now: visit.now, reading).faults : []
    }

    private var id: Programme.ID { seen.id }

    var answer: Answer {
        ProjectFrame.answer(
            visit, frame, seen, .verbatim(seen.programme.title), path: ProjectPaths.one(id),
            status: states.values.contains { !$0.errors.isEmpty } ? .wrong : .ok,
            """
            <div class="head"><h1 dir="auto">\(seen.programme.title)</h1>\(state)\
            <p class="lede">\(summary)</p>\
            \(seen.edits ? "<div class=\"actions\"><a class=\"button\(seen.record == nil ? " primary" : "")\" href=\"\(ProjectPaths.editing(id))\">\(Icon.svg("edit")) \(seen.record == nil ? L("Tell of the project") : L("Edit the project"))</a></div>" : .empty)</div>
            \(seen.record.map(told) ?? .empty)
            """)
    }

    private var state: HTML {
        guard let record = seen.record else { return .empty }
        let days = [record.starts, record.ends].filter { !$0.isEmpty }
        return """
            <p class="meta"><bdi>\(record.code)</bdi> <span class="state\(record.status.tone)">\(record.status.label)</span> \
            \(days.count == 2 ? "<span>\(DateText.span(days[0], days[1]))</span> " : .empty)\(TLP.chip(seen.programme.marking))</p>
            """
    }

    /// The answer first: what was reached of what was wanted.
    private var summary: Message {
        guard seen.record != nil else { return L("Nobody has told of this project yet.") }
        let all = results.flatMap(\.indicators)
        let reached = all.count { $0.reached != nil }
        guard !all.isEmpty else { return L("Nobody has said yet what comes out of it.") }
        return L("Of \(all.count) indicators, something was reached in \(reached).")
    }

    private func told(_ record: ProjectRecord) -> HTML {
        let (body, budget) = (
            (states["body"] ?? FormState()).placed("body"), (states["budget"] ?? FormState()).placed("budget")
        )
        return """
            <div class="split"><div>\(resultList)\(lessonList)\(ahead(record))</div>\
            <div>\(whereabouts)\(who(body))\(money(budget))\(after(record))\(iati)</div></div>\(thread)
            """
    }

    // MARK: Results

    private var resultList: HTML {
        let adding: HTML =
            seen.edits
            ? """
            <details id="new-result"\("open", when: states["result"] != nil)><summary class="button">\(Icon.svg("plus")) \(L("Add a result"))</summary>\
            <form class="form" method="post" action="\(ProjectPaths.results(id))">\
            \(FieldForm<ProjectResultFields>(state: (states["result"] ?? FormState()).placed("result")).html)\
            <div class="actions"><button>\(L("Add a result"))</button></div></form></details>
            """ : .empty
        guard !results.isEmpty || seen.edits else { return .empty }
        return """
            <section id="results"><h2>\(L("What came out of it"))</h2><ul class="lines">\(results.html(line))</ul>\(adding)</section>
            """
    }

    private func line(_ result: ProjectResultRecord) -> HTML {
        let title: HTML =
            seen.edits
            ? "<a href=\"\(ProjectPaths.result(result.id))\">\(result.fields.title)</a>" : "\(result.fields.title)"
        return """
            <li id="result-\(result.id)"><p class="title" dir="auto">\(title)</p><p class="meta"><span>\(result.type.label)</span></p>\
            \(result.fields.text.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(result.fields.text)</p>")\
            <ul class="lines">\(result.indicators.html { "<li><p dir=\"auto\">\($0.title)</p><p class=\"meta\">\(ProjectReached.html($0))</p></li>" })</ul></li>
            """
    }

    private var lessonList: HTML {
        guard !lessons.isEmpty else { return .empty }
        return """
            <section id="lessons"><h2>\(L("What was learned"))</h2><ul class="lines">\(lessons.html { one in
                "<li><p lang=\"\(one.language)\" dir=\"auto\">\(one.text)</p></li>"
            })</ul></section>
            """
    }

    private func ahead(_ record: ProjectRecord) -> HTML {
        guard !record.next.isEmpty || !events.isEmpty || !actions.isEmpty else { return .empty }
        return """
            <section id="ahead"><h2>\(L("What comes next"))</h2>\
            \(record.next.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(record.next)</p>")<ul class="lines">\
            \(events.html { "<li><p class=\"title\" dir=\"auto\"><a href=\"\(Paths.event($0.id))\">\($0.title)</a></p><p class=\"meta\"><span>\(DateText.span($0.startsOn, $0.endsOn))</span></p></li>" })\
            \(actions.html { "<li><p class=\"title\" dir=\"auto\"><a href=\"\(Paths.action($0.action.id))\">\($0.action.title)</a></p><p class=\"meta\">\(ActionWords.chip($0.standing))</p></li>" })</ul></section>
            """
    }

    // MARK: Beside it

    private var whereabouts: HTML {
        guard !places.isEmpty || idea != nil else { return .empty }
        return """
            <section id="places"><h2>\(L("Where"))</h2><ul class="lines">\(places.html { one in
                "<li class=\"between\"><bdi>\(one.name)</bdi> <bdi>\((one.place.percentage ?? "").isEmpty ? "–" : "\(one.place.percentage ?? "") %")</bdi></li>"
            })</ul>\(idea.map { "<p dir=\"auto\">\(L("Where it comes from")): <a href=\"\(IdeaPaths.one($0.id))\">\($0.title)</a></p>" as HTML } ?? .empty)</section>
            """
    }

    private func who(_ form: FormState) -> HTML {
        guard !bodies.isEmpty || seen.edits else { return .empty }
        let adding: HTML =
            seen.edits
            ? """
            <details id="new-body"\("open", when: !form.errors.isEmpty)><summary class="button">\(Icon.svg("plus")) \(L("Add an organisation"))</summary>\
            <form class="form" method="post" action="\(ProjectPaths.bodies(id))">\(FieldForm<ProjectBodyFields>(state: form).html)\
            <div class="actions"><button>\(L("Add an organisation"))</button></div></form></details>
            """ : .empty
        return """
            <section id="bodies"><h2>\(L("Who takes part"))</h2><ul class="lines">\(bodies.html { one in
                "<li><p class=\"title\" dir=\"auto\">\(one.fields.name)</p><p class=\"meta\"><span>\(one.role.label)</span> <span>\(one.type.label)</span></p>\(removing(ProjectPaths.bodies(id), one.id.description))</li>"
            })</ul>\(adding)</section>
            """
    }

    private func removing(_ path: String, _ part: String) -> HTML {
        guard seen.edits else { return .empty }
        return """
            <form id="remove-\(part)" method="post" action="\(path)"><input type="hidden" name="remove" value="\(part)">\
            <button class="plain">\(Icon.svg("cross")) \(L("Remove"))</button></form>
            """
    }

    /// Currencies are never added to each other.
    private func money(_ form: FormState) -> HTML {
        guard !budgets.isEmpty || seen.edits else { return .empty }
        let sums = MoneyByCurrency(budgets.compactMap(\.fields.money))
        let adding: HTML =
            seen.edits
            ? """
            <details id="new-budget"\("open", when: !form.errors.isEmpty)><summary class="button">\(Icon.svg("plus")) \(L("Add a budget"))</summary>\
            <form class="form" method="post" action="\(ProjectPaths.budgets(id))">\(FieldForm<ProjectBudgetFields>(state: form).html)\
            <div class="actions"><button>\(L("Add a budget"))</button></div></form></details>
            """ : .empty
        return """
            <section id="budgets"><h2>\(L("Money"))</h2>\(sums.sums.isEmpty ? .empty : "<p><bdi>\(sums.text)</bdi></p>")<ul class="lines">\(budgets.html { one in
                "<li><p class=\"title\"><bdi>\(one.fields.currency) \(one.fields.amount)</bdi></p><p class=\"meta\"><span>\(DateText.span(one.fields.starts, one.fields.ends))</span> <span>\(one.fields.kind == "committed" ? L("Committed") : L("Indicative"))</span></p>\(removing(ProjectPaths.budgets(id), one.id.description))</li>"
            })</ul>\(adding)</section>
            """
    }

    private func after(_ record: ProjectRecord) -> HTML {
        let asks = seen.edits && record.status == .closed
        guard !record.carriesOn.isEmpty || asks else { return .empty }
        let form =
            (states["carrying"]
            ?? FormState(stored: [("words", record.carryWords), ("holds", record.carryHolds ? "1" : "")])).placed(
                "carrying")
        let said: HTML =
            record.carryCheckedOn.isEmpty
            ? .empty
            : "<p><span class=\"state\(record.carryHolds ? " good" : " bad")\">\(record.carryHolds ? L("It goes on") : L("It does not go on"))</span> \(DateText.day(record.carryCheckedOn))</p><p class=\"lines-kept\" dir=\"auto\">\(record.carryWords)</p>"
        let asking: HTML =
            asks
            ? """
            <form class="form" method="post" action="\(ProjectPaths.carrying(id))">\(form.check("holds", L("It goes on")))\
            \(form.area("words", L("What is seen of it a year later?"), maxLength: 2_000))<div class="actions"><button>\(L("Save"))</button></div></form>
            """ : .empty
        return """
            <section id="carrying"><h2>\(L("After the funding"))</h2>\
            \(record.carriesOn.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(record.carriesOn)</p>")\(said)\(asking)</section>
            """
    }

    private var iati: HTML {
        guard seen.edits else { return .empty }
        guard !faults.isEmpty else {
            return """
                <section id="iati"><h2>IATI</h2><p><a class="button" href="\(ProjectPaths.file(id, "iati.xml"))" download>\(Icon.svg("download")) IATI 2.03</a></p></section>
                """
        }
        return """
            <section id="iati"><h2>IATI</h2><details><summary>\(L(faults.count, one: "\(faults.count) thing is missing", other: "\(faults.count) things are missing"))</summary>\
            <ul class="lines">\(faults.prefix(50).html { "<li dir=\"auto\">\($0)</li>" })</ul></details></section>
            """
    }
}

/// What was reached of what was wanted: `17 of 24`.
enum ProjectReached {
    static func html(_ indicator: ProjectIndicator) -> HTML {
        let periods = indicator.periods ?? []
        guard let last = indicator.reached else {
            let next = periods.first { !($0.target ?? "").isEmpty || !($0.targetWords ?? "").isEmpty }
            guard let next else { return "<span>\(L("nothing told yet"))</span>" }
            return
                "<span>\(L("wanted by \(DateText.day(next.ends)):")) <bdi>\(next.target ?? "") \(next.targetWords ?? "")</bdi></span>"
        }
        let (actual, target) = (last.actual ?? "", last.target ?? "")
        let number: HTML =
            actual.isEmpty || target.isEmpty
            ? "<bdi>\(actual)</bdi>" : "<b>\(L("\(actual) of \(target)"))</b>"
        return
            "<span>\(number) <bdi>\(last.actualWords ?? "")</bdi></span> <span>\(DateText.span(last.starts, last.ends))</span>"
    }
}

/// The surroundings of a project's pages: its programme's, and the planning of the one of which it is a part.
enum ProjectFrame {
    static func answer(
        _ visit: Visit, _ frame: ProgrammeFrame?, _ seen: SeenProject, _ title: Message, path: String,
        between: [Layout.Crumb] = [], status: DeskFrame.FormStatus = .ok, _ main: HTML
    ) -> Answer {
        let up = seen.programme.parent.map { Layout.Crumb(L("Projects"), ProjectPaths.list($0)) }
        if let frame {
            return frame.page(
                title, path: path, tab: PlansFrame.tab, between: between, styles: ["tables", "guide"], status: status,
                main)
        }
        var layout = Layout(.desk, title, path: path)
        layout.crumbs = [up].compactMap { $0 } + between + [.init(title, nil)]
        layout.styles = ["tables", "guide"]
        layout.dress(visit)
        return layout.answer(main, status)
    }
}
