import Domain
import Markup
import Storage
import Web

/// The timetable of a practical exercise: where one's own group goes, all groups, and for planners how it is made.
struct StationsPage {
    private let frame: ExerciseFrame
    private let sight: StationSight
    private let states: [String: FormState]
    private let rated: [ExerciseStation.ID: (done: Int, all: Int)]

    init(_ visit: Visit, _ event: Event.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        let sight = try StationSight(visit, event, reading)
        self.sight = sight
        self.states = states
        rated = try StationProgress.counts(sight, reading)
    }

    private var plan: StationPlan { sight.plan }
    private var event: Event.ID { frame.event }
    private var words: MomentWords { MomentWords(plan.event.timeZone) }
    private var mayChange: Bool {
        sight.standing.mayPlan && !plan.exercise.state.isOver && plan.exercise.state != .cancelled
    }
    private var isFine: Bool { states.values.allSatisfy { $0.errors.isEmpty } }

    var answer: Answer {
        let isPlanned = !plan.timetable.rotations.isEmpty
        return frame.answer(
            StationFacts.tab, L("Stations"), path: StationPaths.stations(event),
            """
            <div class="between"><h1>\(L("Stations"))</h1>\(isPlanned ? files : .empty)</div>\
            <p class="lede">\(lede)</p>\(ownWay)\(isPlanned ? timetable : .empty)\(findings)\
            \(mayChange && !plan.stations.isEmpty && !plan.groups.isEmpty ? making(isPlanned) : .empty)\
            \(mayChange && isPlanned ? editing : .empty)\(stations)\(mayChange ? adding : .empty)
            """, status: isFine ? .ok : .wrong)
    }

    private var lede: Message {
        if plan.stations.isEmpty {
            return L(
                "Groups go from station to station, and what they do there is rated. No list of injects is needed.")
        }
        let (stations, groups) = (plan.stations.count, plan.groups.count)
        return L("Stations: \(stations), groups: \(groups), rotations: \(plan.timetable.rotations.count)")
    }

    private var files: HTML {
        """
        <div class="actions">\(["pdf", "docx"].html { format in
            "<a class=\"button\" href=\"\(StationPaths.file(event, "timetable.\(format)"))\" download>\(Icon.svg("download")) \(format.uppercased())</a>"
        })</div>
        """
    }

    // MARK: One's own way

    private var ownWay: HTML {
        guard let cell = sight.standing.cell, let group = plan.group(cell.description) else { return .empty }
        let now = frame.visit.now
        let visits = plan.timetable.rotations.filter { $0.visits[cell.description] != nil }
        guard !visits.isEmpty else { return .empty }
        let next = visits.first { $0.end > now }
        return """
            <section id="own"><h2>\(L("Your group")) <b>\(group.code)</b> <bdi>\(group.name)</bdi></h2><ol class="lines">\(visits.html { rotation in
                let station = plan.station(rotation.visits[cell.description])
                let isNext = rotation == next
                return """
                    <li\("aria-current", value: isNext ? "step" : nil)><p class="title"><bdi>\(station?.title ?? "–")</bdi> \
                    \(isNext ? "<span class=\"state open\">\(rotation.start <= now ? L("now") : L("next", context: "date"))</span>" : .empty)</p>\
                    <p class="meta"><span>\(StationTimes(words).text(rotation))</span> <bdi>\(station?.fields.place ?? "")</bdi></p></li>
                    """
            })</ol></section>
            """
    }

    // MARK: All groups

    private var timetable: HTML {
        let own = sight.standing.cell
        return """
            <section id="timetable"><h2>\(L("Timetable"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(L("Timetable").string())">\
            <table class="stack"><caption>\(L("Times of \(plan.event.timeZone)."))</caption><thead><tr><th scope="col">\(L("Rotation"))</th>\
            \(plan.stations.html { "<th scope=\"col\"><bdi>\($0.title)</bdi></th>" })</tr></thead><tbody>\(plan.timetable.rotations.enumerated().html { index, rotation in
                """
                <tr><th scope="row">\(index + 1) <span class="small muted">\(StationTimes(words).text(rotation))</span></th>\
                \(plan.stations.html { place(plan.group(at: $0.id, in: rotation), at: $0, isOwn: own) })</tr>
                """
            })</tbody></table></div></section>
            """
    }

    private func place(_ group: CellRecord?, at station: StationRecord, isOwn own: ExerciseCell.ID?) -> HTML {
        guard let group else { return "<td data-label=\"\(station.title)\">–</td>" }
        let name: HTML = "<abbr title=\"\(group.name)\">\(group.code)</abbr>"
        return "<td data-label=\"\(station.title)\">\(group.id == own ? "<b>\(name)</b>" : name)</td>"
    }

    private var findings: HTML {
        guard sight.standing.mayPlan, !plan.timetable.rotations.isEmpty else { return .empty }
        let all = plan.findings
        guard !all.isEmpty else { return .empty }
        return """
            <ul class="plain-list" id="findings">\(all.prefix(40).html { "<li><span class=\"state \($0.isFault ? "bad" : "warn")\">\(plan.words($0))</span></li>" })</ul>
            """
    }

    // MARK: How it is made

    private func making(_ isPlanned: Bool) -> HTML {
        let state = states["making"]
        let first = plan.timetable.rotations.first
        let start =
            first?.start ?? plan.exercise.plannedStartex
            ?? EventClock(zone: plan.event.timeZone).milliseconds("\(plan.event.startsOn)T09:00")
        let form =
            (state
            ?? FormState(
                stored: [
                    ("start", start.map { EventClock(zone: plan.event.timeZone).text($0) } ?? ""),
                    ("length", first.map { "\($0.length / EpochTime.minute)" } ?? "20"), ("change", "5"),
                ])).placed("making")
        let words: HTML = """
            <form class="form" id="making" method="post" action="\(StationPaths.timetable(event))">\
            <input type="hidden" name="revision" value="\(plan.revision)">\
            \(form.summary([("start", L("Begins at")), ("length", L("Minutes at a station")), ("change", L("Minutes to change"))]))\
            <div class="row">\(form.text("start", L("Begins at"), type: "datetime-local"))\
            \(form.text("length", L("Minutes at a station"), maxLength: 4, inputMode: "numeric"))\
            \(form.text("change", L("Minutes to change"), maxLength: 4, inputMode: "numeric"))</div>\
            <div class="actions"><button\("class", value: isPlanned ? nil : "primary") name="act" value="generate">\(L("Make the timetable"))</button></div></form>
            """
        return """
            <details id="making-fold"\("open", when: !isPlanned || state != nil)><summary>\(isPlanned ? L("Make it anew") : L("Make the timetable"))</summary>\
            <p class="muted">\(L("Every group comes to every station once; where there are more groups than stations, some wait in turn."))</p>\(words)</details>
            """
    }

    /// A line for each rotation with the station of each group; one more for a rotation that is added.
    private var editing: HTML {
        let state = states["timetable"]
        let clock = EventClock(zone: plan.event.timeZone)
        var stored: [(String, String)] = []
        let rotations = plan.timetable.rotations
        let rows = min(rotations.count + 1, StationOperations.mostRotations)
        for (index, rotation) in rotations.enumerated() {
            stored.append(("start-\(index + 1)", clock.text(rotation.start)))
            stored.append(("length-\(index + 1)", "\(rotation.length / EpochTime.minute)"))
            for (cell, station) in rotation.visits { stored.append(("at-\(index + 1)-\(cell)", station)) }
        }
        let form = state ?? FormState(stored: stored)
        return """
            <details id="editing"\("open", when: state != nil)><summary>\(L("Change the timetable"))</summary>\
            <form id="edit" method="post" action="\(StationPaths.timetable(event))"><input type="hidden" name="revision" value="\(form.values["revision"] ?? "\(plan.revision)")">\
            \(form.errors.isEmpty ? .empty : "<div class=\"notice bad\" role=\"alert\" tabindex=\"-1\"><ul>\(form.errors.sorted { $0.key < $1.key }.html { "<li><a href=\"#\($0.key)\">\($0.value)</a></li>" })</ul></div>")\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Change the timetable").string())"><table><thead><tr><th scope="col">\(L("Rotation"))</th>\
            <th scope="col">\(L("Begins at"))</th><th scope="col">\(L("Minutes"))</th>\(plan.groups.html { "<th scope=\"col\"><abbr title=\"\($0.name)\">\($0.code)</abbr></th>" })</tr></thead>\
            <tbody>\((1...max(1, rows)).html { line($0, form) })</tbody></table></div>\
            <p class="hint">\(L("A rotation without a time falls away. The last line adds one."))</p>\
            <div class="actions"><button name="act" value="storage">\(L("Save"))</button></div></form></details>
            """
    }

    private func line(_ number: Int, _ form: FormState) -> HTML {
        let error = form.errors["rotation-\(number)"]
        return """
            <tr id="rotation-\(number)"><th scope="row">\(number)\(error.map { "<p class=\"error\">\($0)</p>" } ?? .empty)</th>\
            <td><input name="start-\(number)" type="datetime-local" value="\(form.values["start-\(number)"] ?? "")" aria-label="\(L("Begins at").string()) \(number)"></td>\
            <td><input name="length-\(number)" inputmode="numeric" size="4" maxlength="4" value="\(form.values["length-\(number)"] ?? "")" aria-label="\(L("Minutes").string()) \(number)"></td>\
            \(plan.groups.html { group in
                let name = "at-\(number)-\(group.id)"
                let chosen = form.values[name] ?? ""
                return """
                    <td><select name="\(name)" aria-label="\(group.code) \(number)"><option value="">–</option>\(plan.stations.html {
                        "<option value=\"\($0.id)\"\("selected", when: chosen == $0.id.description)>\($0.title)</option>"
                    })</select></td>
                    """
            })</tr>
            """
    }

    // MARK: Stations

    private var stations: HTML {
        guard !plan.stations.isEmpty, sight.seesTasks else { return .empty }
        return """
            <section id="stations"><h2>\(L("Stations"))</h2><ul class="lines">\(plan.stations.html { station in
                let tasks = plan.tasks.filter { station.tasks.contains($0.id) }.map(\.code)
                let people = plan.evaluators.filter { station.seats.contains($0.id) }.map(\.name)
                return """
                    <li id="station-\(station.id)"><p class="title"><a href="\(StationPaths.station(event, station.id))"><bdi>\(station.title)</bdi></a>\
                    \(station.seats.isDisjoint(with: sight.own) ? .empty : " <span class=\"chip\">\(L("yours", context: "station"))</span>")</p>\
                    <p class="meta"><bdi>\(station.fields.place)</bdi> <span>\(tasks.joined(separator: " "))</span> <bdi>\(people.joined(separator: ", "))</bdi> \
                    \(progress(station))</p></li>
                    """
            })</ul></section>
            """
    }

    private func progress(_ station: StationRecord) -> HTML {
        guard let (done, all) = rated[station.id], all > 0, !plan.exercise.state.isPlanned else { return .empty }
        return "<span>\(L("\(done) of \(all) rated"))</span>"
    }

    private var adding: HTML {
        let state = (states["station"] ?? FormState()).placed("station")
        return """
            <details id="adding"\("open", when: plan.stations.isEmpty || states["station"] != nil)><summary>\(L("Add a station"))</summary>\
            \(plan.groups.isEmpty ? "<p class=\"muted\"><a href=\"\(ExercisePlanPaths.cells(event))\">\(L("The groups are the cells of the exercise: make them first."))</a></p>" : .empty)\
            <form class="form" id="station" method="post" action="\(StationPaths.stations(event))">\
            \(StationForm(plan: plan, state: state).html)\
            <div class="actions"><button\("class", value: plan.stations.isEmpty ? "primary" : nil)>\(L("Add the station"))</button></div></form></details>
            """
    }
}

/// The fields of a station: what it is, what is rated there, and who stays.
struct StationForm {
    let plan: StationPlan
    let state: FormState

    var html: HTML {
        let form = FieldForm<StationFields>(state: state)
        let (tasks, seats) = (Set(state.values.all("tasks")), Set(state.values.all("seats")))
        return """
            \(form.summary)\(form.html)\
            \(plan.tasks.isEmpty ? "<p class=\"hint\">\(L("Critical tasks are written with the objectives."))</p>" : .empty)\
            \(box(L("Critical tasks"), "tasks", plan.tasks.map { ($0.id.description, "\($0.code) \($0.text)") }, tasks))\
            \(box(L("Evaluators who stay there"), "seats", plan.evaluators.map { ($0.id.description, $0.name) }, seats))
            """
    }

    private func box(_ legend: Message, _ name: String, _ options: [(id: String, words: String)], _ chosen: Set<String>)
        -> HTML
    {
        guard !options.isEmpty else { return .empty }
        return """
            <fieldset class="options"><legend>\(legend)</legend>\(options.html { option in
                "<label><input type=\"checkbox\" name=\"\(name)\" value=\"\(option.id)\"\("checked", when: chosen.contains(option.id))> <bdi>\(option.words)</bdi></label>"
            })</fieldset>\(state.error(name))
            """
    }
}
