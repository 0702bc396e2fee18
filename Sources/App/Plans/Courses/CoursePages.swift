import Domain
import Markup
import Storage
import Web

/// The courses of a programme, and how many are trained.
struct CourseListPage {
    let frame: PlansFrame
    private let courses: [CourseRecord]
    private let trained: CourseTrained
    private let words: CourseWords
    private let sector: String

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        courses = try CourseStore(reading).courses(of: [programme])
        trained = try CourseTrained(courses, reading)
        words = try CourseWords(reading)
        sector = visit.inbound.query.text("sector")
    }

    /// An integrated course stands under each of its sectors.
    private var shown: [CourseRecord] {
        let those = courses.filter { $0.fields.sectorCodes.contains(sector) }
        return those.isEmpty ? courses : those
    }

    private var sectors: HTML {
        let all = Set(courses.flatMap(\.fields.sectorCodes)).sorted().compactMap { words.sector($0) }
        guard all.count > 1 else { return .empty }
        let path = CoursePaths.list(frame.programme)
        let chosen = all.contains { $0.code == sector } ? sector : ""
        return """
            <nav aria-label="\(L("Sectors").string())"><ul class="tabs">\
            <li><a href="\(path)"\("aria-current", value: chosen.isEmpty ? "page" : nil)>\(L("All", context: "actions"))</a></li>\
            \(all.html { one in
                let those = courses.filter { $0.fields.sectorCodes.contains(one.code) }
                let integrated = those.count(where: \.isIntegrated)
                return "<li><a href=\"\(path)?sector=\(one.code)\"\("aria-current", value: one.code == chosen ? "page" : nil)>\(one.label) <span>\(those.count)</span>\(integrated == 0 ? .empty : " <span class=\"muted\">\(L("integrated: \(integrated)"))</span>")</a></li>"
            })</ul></nav>
            """
    }

    var answer: Answer {
        let keeps = frame.standing.coordinates
        let list: HTML =
            courses.isEmpty
            ? "<p class=\"muted\">\(L("No course yet."))</p>" : "\(sectors)<ul class=\"lines\">\(shown.html(line))</ul>"
        return frame.answer(
            CourseFacts.tab, L("Courses"), path: CoursePaths.list(frame.programme),
            """
            <div class="head"><h1>\(L("Courses"))</h1>\
            <p class="lede">\(L("A course has modules; a group goes through them together, and whoever holds a certificate of each is trained."))</p>\
            \(keeps ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(CoursePaths.new(frame.programme))\">\(Icon.svg("plus")) \(L("Add a course"))</a></div>" : .empty)</div>
            \(TableFormat.line(L(courses.count, one: "\(courses.count) course", other: "\(courses.count) courses")) { CoursePaths.listFile(frame.programme, $0.rawValue) })\(list)
            """)
    }

    private func line(_ course: CourseRecord) -> HTML {
        let own = (trained.all[course.id] ?? []).count { $0.country.map(frame.standing.focal.contains) ?? false }
        return """
            <li id="course-\(course.id)"><p class="title" lang="\(course.language)" dir="auto"><a href="\(CoursePaths.one(course.id))">\(course.title)</a></p>\
            <p class="meta">\(words.sectors(course)) \(course.hours.map { "<span>\(L($0, one: "\($0) hour", other: "\($0) hours"))</span> " as HTML } ?? .empty)\
            \(frame.standing.focal.isEmpty ? .empty : "<span>\(L("trained in your country: \(own)"))</span>")</p></li>
            """
    }
}

/// What sectors and regions are called.
struct CourseWords {
    private let names: DirectoryNames
    let regions: [RegionRecord]

    init(_ reading: any Reading) throws {
        names = try DirectoryNames(reading)
        regions = try RegionStore(reading).regions()
    }

    func sector(_ code: String) -> SectorName? { names.sector(code) }

    var countryOptions: [FieldOption] { names.countryOptions }

    func sectors(_ course: CourseRecord) -> HTML {
        let all = course.fields.sectorCodes.compactMap { names.sector($0) }
        return """
            \(all.html { "\($0.html) " })\(course.isIntegrated ? "<span class=\"chip\">\(L("integrated"))</span>" : .empty)
            """
    }

    func country(_ code: String?) -> HTML { names.chip(code) }

    func region(_ id: App.Region.ID) -> Message {
        regions.first { $0.id == id }.map { RegionWords.name($0.code, $0.name) } ?? .verbatim("–")
    }
}

/// One course: its modules, the runs of it, and who is trained.
struct CoursePage {
    let frame: PlansFrame
    let course: CourseRecord
    let states: [String: FormState]
    private let modules: [CourseModuleRecord]
    private let cohorts: [CourseCohortRecord]
    private let trained: CourseTrained
    private let before: CourseRecord?
    private let events: [EventSummary]
    private let titles: [Event.ID: String]
    /// Those of them that the reader may open.
    private let open: Set<Event.ID>
    private let words: CourseWords
    private let held: Set<String>

    init(_ visit: Visit, _ id: TrainingCourse.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        let (course, standing) = try CourseOperations.seen(visit, id, reading)
        (self.course, self.states) = (course, states)
        frame = try PlansFrame(visit, course.programme, reading)
        let store = CourseStore(reading)
        (modules, cohorts) = (try store.modules(of: [id]), try store.cohorts(of: [id]))
        let before = try course.requires.map { try store.course($0) }
        self.before = before
        let trained = try CourseTrained([course] + [before].compactMap { $0 }, reading)
        self.trained = trained
        let seen = try ProgrammeStore(reading).events(of: course.programme, seenBy: visit.visitor)
        events = standing.coordinates ? seen : []
        titles = Dictionary(seen.map { ($0.id, $0.title) }) { first, _ in first }
        let told = Dictionary(seen.map { ($0.id, $0) }) { first, _ in first }
        open = try SeriesReading.open(in: course.programme, told, visit.visitor, reading)
        words = try CourseWords(reading)
        held = Set((before.flatMap { trained.all[$0.id] } ?? []).map(\.person))
    }

    private var keeps: Bool { frame.standing.coordinates }

    var answer: Answer {
        frame.answer(
            CourseFacts.tab, .verbatim(course.title), path: CoursePaths.one(course.id),
            between: [.init(L("Courses"), CoursePaths.list(course.programme))],
            status: states.values.contains { !$0.errors.isEmpty } ? .wrong : .ok,
            """
            <div class="head"><h1 lang="\(course.language)" dir="auto">\(course.title)</h1><p class="meta">\(words.sectors(course))</p>\
            \(keeps ? "<div class=\"actions\"><a class=\"button\" href=\"\(CoursePaths.editing(course.id))\">\(Icon.svg("edit")) \(L("Edit the course"))</a></div>" : .empty)</div>
            <div class="split"><div>\(runs)</div><div>\(told)\(moduleList)\(who)</div></div>
            """)
    }

    private var told: HTML {
        """
        <section id="told">\(course.text.isEmpty ? .empty : "<p class=\"lines-kept\" lang=\"\(course.language)\" dir=\"auto\">\(course.text)</p>")<dl class="facts">\
        \(course.hours.map { "<dt>\(L("Hours"))</dt><dd>\($0)</dd>" as HTML } ?? .empty)\
        \(course.rule.isEmpty ? .empty : "<dt>\(L("When is a certificate given?"))</dt><dd dir=\"auto\">\(course.rule)</dd>")\
        \(before.map { "<dt>\(L("Comes after"))</dt><dd dir=\"auto\"><a href=\"\(CoursePaths.one($0.id))\">\($0.title)</a></dd>" as HTML } ?? .empty)</dl></section>
        """
    }

    private var moduleList: HTML {
        let form = (states["module"] ?? FormState()).placed("module")
        let adding: HTML =
            keeps
            ? """
            <details id="new-module"\("open", when: !form.errors.isEmpty || modules.isEmpty)><summary class="button">\(Icon.svg("plus")) \(L("Add a module"))</summary>\
            <form class="form" method="post" action="\(CoursePaths.modules(course.id))">\(FieldForm<CourseModuleFields>(state: form).html)\
            <div class="actions"><button>\(L("Add a module"))</button></div></form></details>
            """ : .empty
        return """
            <section id="modules"><h2>\(L("Modules"))</h2><ol class="lines">\(modules.html { one in
                "<li><p class=\"title\" dir=\"auto\">\(one.fields.title)</p>\(one.fields.hours.map { "<p class=\"meta\"><span>\(L($0, one: "\($0) hour", other: "\($0) hours"))</span></p>" as HTML } ?? .empty)</li>"
            })</ol>\(adding)</section>
            """
    }

    // MARK: Runs

    private var runs: HTML {
        let form = (states["cohort"] ?? FormState()).placed("cohort")
        let adding: HTML =
            keeps
            ? """
            <details id="new-cohort"\("open", when: !form.errors.isEmpty)><summary class="button">\(Icon.svg("plus")) \(L("Plan a run"))</summary>\
            <form class="form" method="post" action="\(CoursePaths.cohorts(course.id))">\(FieldForm<CourseCohortFields>(state: form).html)\
            <div class="actions"><button>\(L("Plan a run"))</button></div></form></details>
            """ : .empty
        return """
            <section id="cohorts"><h2>\(L("Runs of the course"))</h2>\
            \(cohorts.isEmpty ? "<p class=\"muted\">\(L("No run is planned yet."))</p>" : .empty)\(cohorts.html(run))\(adding)</section>
            """
    }

    private func run(_ cohort: CourseCohortRecord) -> HTML {
        let days = [cohort.fields.starts, cohort.fields.ends].filter { !$0.isEmpty }
        return """
            <section class="sheet-card" id="cohort-\(cohort.id)"><h3 dir="auto">\(cohort.fields.title)</h3>\
            \(days.count == 2 ? "<p class=\"meta\"><span>\(DateText.span(days[0], days[1]))</span></p>" : .empty)\
            <ol class="lines">\(modules.html { module($0, cohort) })</ol></section>
            """
    }

    private func module(_ module: CourseModuleRecord, _ cohort: CourseCohortRecord) -> HTML {
        let event = cohort.events[module.id]
        let seats = event.flatMap { trained.seats[$0] } ?? []
        let given = event.flatMap { trained.certificates[$0] } ?? []
        let title: HTML =
            event.flatMap { id in
                titles[id].map {
                    open.contains(id)
                        ? "<a href=\"\(Paths.event(id))\">\($0)</a>" : "<span dir=\"auto\">\($0)</span>" as HTML
                }
            } ?? .empty
        let earlier = modules.prefix { $0.id != module.id }.compactMap { cohort.events[$0.id] }
        let had = earlier.map { Set((trained.seats[$0] ?? []).map(\.person)) }
        let late = seats.count { seat in had.contains { !$0.contains(seat.person) } }
        let ready = before == nil ? 0 : seats.count { held.contains($0.person) }
        let figures: HTML =
            keeps && event != nil
            ? "<span>\(L("seats: \(seats.count)"))</span> <span>\(L("certificates: \(given.count)"))</span>\(before == nil ? .empty : " <span>\(L("\(ready) of \(seats.count) hold what comes before"))</span>")\(late == 0 ? .empty : " <span>\(L("came later: \(late)"))</span>")"
            : .empty
        return """
            <li><p class="title" dir="auto">\(module.fields.title)</p><p class="meta">\(title) \(figures)</p>\(keeps ? forms(module, cohort, event) : .empty)</li>
            """
    }

    private func forms(_ module: CourseModuleRecord, _ cohort: CourseCohortRecord, _ event: Event.ID?) -> HTML {
        let key = "teaching-\(cohort.id)-\(module.id)"
        let form = (states[key] ?? FormState(stored: [("event", event?.description ?? "")])).placed(key)
        let hidden: HTML = """
            <input type="hidden" name="cohort" value="\(cohort.id)"><input type="hidden" name="module" value="\(module.id)">
            """
        let options: [FieldOption] =
            [(value: "", label: L("Not yet"))]
            + events.map {
                (value: $0.id.description, label: .verbatim("\($0.title), \(DateText.span($0.startsOn, $0.endsOn))"))
            }
        let carrying: HTML =
            event == nil || module.id == modules.first?.id
            ? .empty
            : """
            <form id="seats-\(cohort.id)-\(module.id)" method="post" action="\(CoursePaths.seats(course.id))">\(hidden)\
            <button class="plain">\(L("Seat the people of the module before here too"))</button></form>
            """
        return """
            <details id="\(key)"\("open", when: !form.errors.isEmpty)><summary>\(L("Where it is taught"))</summary>\
            <form class="form" method="post" action="\(CoursePaths.teaching(course.id))">\(hidden)\
            \(form.select("event", L("Event"), options: options))<div class="actions"><button>\(L("Save"))</button></div></form></details>\(carrying)\(replacing(module, cohort, event, hidden))
            """
    }

    /// From this module on somebody else has a seat, here and in those that come after it.
    private func replacing(
        _ module: CourseModuleRecord, _ cohort: CourseCohortRecord, _ event: Event.ID?, _ hidden: HTML
    ) -> HTML {
        let seats = event.flatMap { trained.seats[$0] } ?? []
        guard !seats.isEmpty else { return .empty }
        let key = "replacement-\(cohort.id)-\(module.id)"
        let form = (states[key] ?? FormState()).placed(key)
        let options: [FieldOption] =
            [(value: "", label: L("Choose"))]
            + seats.compactMap { seat in
                seat.registration.map { (value: $0.description, label: .verbatim(seat.name)) }
            }
        return """
            <details id="\(key)"\("open", when: !form.errors.isEmpty)><summary>\(L("Somebody else comes from here on"))</summary>\
            <form class="form" method="post" action="\(CoursePaths.replacement(course.id))">\(hidden)\
            \(form.select("seat", L("In place of"), options: options))\(form.text("given-name", L("Given name"), maxLength: 200))\
            \(form.text("family-name", L("Family name"), maxLength: 200, isRequired: true))\(form.text("email", L("E-mail"), type: "email", maxLength: 254))\
            \(form.select("country", L("Country"), options: words.countryOptions))<div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }

    // MARK: Who is trained

    private var who: HTML {
        let all = trained.all[course.id] ?? []
        let own = all.filter { $0.country.map(frame.standing.focal.contains) ?? false }
        let names: HTML = certificates
        return """
            <section id="trained"><h2>\(L("Who is trained"))</h2>\
            \(frame.standing.focal.isEmpty ? .empty : "<p>\(L("trained in your country: \(own.count)"))</p>\(names)")\(regions)</section>
            """
    }

    /// Who of one's own country holds a certificate of which module, in whichever run.
    private var certificates: HTML {
        var held: [String: (seat: CourseSeatStore.Seat, modules: Set<CourseModule.ID>)] = [:]
        for module in modules {
            for seat in cohorts.compactMap({ $0.events[module.id] }).flatMap({ trained.certificates[$0] ?? [] })
            where seat.country.map(frame.standing.focal.contains) ?? false {
                held[seat.person] = (seat, (held[seat.person]?.modules ?? []).union([module.id]))
            }
        }
        guard !held.isEmpty else { return .empty }
        let rows = held.values.sorted { ($0.seat.name, $0.seat.person) < ($1.seat.name, $1.seat.person) }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Certificates").string())"><table class="stack"><thead><tr><th scope="col">\(L("Name"))</th>\
            \(modules.html { "<th scope=\"col\" dir=\"auto\">\($0.fields.title)</th>" })</tr></thead><tbody>\(rows.html { row in
                """
                <tr><th scope="row" dir="auto">\(row.seat.name) \(words.country(row.seat.country))</th>\(modules.html { module in
                    "<td data-label=\"\(module.fields.title)\">\(row.modules.contains(module.id) ? "\(L("Yes"))" as HTML : "–")</td>"
                })</tr>
                """
            })</tbody></table></div>
            """
    }

    private var regions: HTML {
        guard let told = trained.regions(course.id, homes: frame.standing.homes) else {
            return "<p class=\"muted\">\(L("Totals are told as soon as five people are trained."))</p>"
        }
        let shown = told.shown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return """
            <ul class="lines">\(shown.html { "<li class=\"between\"><span>\(words.region($0.key))</span> <b>\($0.value)</b></li>" })\
            \(told.hidden.html { "<li class=\"between\"><span>\(words.region($0))</span> <span class=\"muted\">\(L("withheld"))</span></li>" })</ul>
            """
    }
}

/// The form of a course.
struct CourseFormPage {
    let frame: PlansFrame
    let course: CourseRecord?
    let state: FormState
    private let others: [FieldOption]

    init(
        _ visit: Visit, _ programme: Programme.ID?, _ id: TrainingCourse.ID?, _ state: FormState?,
        _ reading: any Reading
    ) throws {
        let record = try id.map { try CourseOperations.edited(visit, $0, reading) }
        guard let place = record?.programme ?? programme else { throw Refusal.notFound }
        frame = try PlansFrame(visit, place, reading)
        guard frame.standing.coordinates else { throw Refusal.forbidden }
        course = record
        others =
            [(value: "", label: L("None"))]
            + (try CourseStore(reading).courses(of: [place])).filter { $0.id != id }.map {
                (value: $0.id.description, label: .verbatim($0.title))
            }
        var fields = record?.fields ?? CourseFields()
        if record == nil { fields.language = Language.current.rawValue }
        self.state =
            state
            ?? FormState(stored: FieldForm.stored(fields) + [("requires", record?.requires?.description ?? "")])
    }

    var answer: Answer {
        let title = course == nil ? L("Add a course") : L("Edit the course")
        let path = course.map { CoursePaths.editing($0.id) } ?? CoursePaths.new(frame.programme)
        let target = course.map { CoursePaths.one($0.id) } ?? CoursePaths.list(frame.programme)
        let labels =
            CourseFields.fields.map { (field: $0.name, label: $0.label) } + [
                (field: "requires", label: L("Comes after"))
            ]
        return frame.answer(
            CourseFacts.tab, title, path: path, between: [.init(L("Courses"), CoursePaths.list(frame.programme))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1></div>
            <form class="form" id="course" method="post" action="\(target)">\
            \(course == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)\
            \(state.summary(labels))\(FieldForm<CourseFields>(state: state).html)\(state.select("requires", L("Comes after"), options: others))\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(target)">\(L("Cancel"))</a></div></form>
            """)
    }
}
