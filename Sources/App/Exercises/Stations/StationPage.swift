import Domain
import Markup
import Storage
import Web

/// How far ratings are at a station: of what its evaluators are to rate there.
enum StationProgress {
    /// For whoever plans or leads all stations, for evaluators their own.
    static func counts(_ sight: StationSight, _ reading: any Reading) throws
        -> [ExerciseStation.ID: (done: Int, all: Int)]
    {
        guard sight.seesTasks, !sight.plan.stations.isEmpty else { return [:] }
        let done = try EvaluationStore(reading).ratings(of: sight.plan.event.id).map { rating in
            StationPlan.Watch(seat: rating.seat, task: rating.unit.task, cell: rating.unit.cell)
        }
        let (rated, assigned) = (Set(done), try Set(assignments(sight.plan, reading)))
        var counts: [ExerciseStation.ID: (done: Int, all: Int)] = [:]
        for station in sight.plan.stations {
            let seats = sight.standing.mayPlan ? station.seats : station.seats.intersection(sight.own)
            let wanted = sight.plan.watches.filter {
                seats.contains($0.seat) && station.tasks.contains($0.task) && assigned.contains($0)
            }
            counts[station.id] = (wanted.count(where: rated.contains), wanted.count)
        }
        return counts
    }

    private static func assignments(_ plan: StationPlan, _ reading: any Reading) throws -> [StationPlan.Watch] {
        try PlayStore(reading).assignments(of: plan.event.id).map {
            StationPlan.Watch(seat: $0.seat, task: $0.task, cell: $0.cell)
        }
    }
}

/// One station: which group is there when, what is rated, and the way to the ratings; for planners its fields.
struct StationPage {
    private let frame: ExerciseFrame
    private let sight: StationSight
    private let station: StationRecord
    private let state: FormState?
    /// What the visitor's own seats have rated.
    private let rated: Set<StationPlan.Watch>

    init(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseStation.ID, _ state: FormState?, _ reading: any Reading
    ) throws {
        frame = try ExerciseFrame(visit, event, reading)
        let sight = try StationSight(visit, event, reading)
        try sight.standing.require(sight.seesTasks)
        self.sight = sight
        guard let station = sight.plan.stations.first(where: { $0.id == id }) else { throw Refusal.notFound }
        self.station = station
        self.state = state
        let own = sight.own
        rated = Set(
            try EvaluationStore(reading).ratings(of: event).filter { own.contains($0.seat) }.map {
                StationPlan.Watch(seat: $0.seat, task: $0.unit.task, cell: $0.unit.cell)
            })
    }

    private var plan: StationPlan { sight.plan }
    private var event: Event.ID { frame.event }
    private var tasks: [TaskRecord] { plan.tasks.filter { station.tasks.contains($0.id) } }
    private var mine: ExerciseSeat.ID? { sight.own.first { station.seats.contains($0) } }

    var answer: Answer {
        frame.answer(
            StationFacts.tab, .verbatim(station.title), path: StationPaths.station(event, station.id),
            between: [.init(L("Stations"), StationPaths.stations(event))],
            """
            <div class="head"><h1><bdi>\(station.title)</bdi></h1><p class="meta"><bdi>\(station.fields.place)</bdi></p></div>\
            \(station.fields.text.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(station.fields.text)</p>")\
            \(groups)\(taskList)\(editing)
            """, status: state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private var groups: HTML {
        let words = MomentWords(plan.event.timeZone)
        let now = frame.visit.now
        let visits = plan.timetable.rotations.compactMap { rotation in
            plan.group(at: station.id, in: rotation).map { (rotation, $0) }
        }
        guard !visits.isEmpty else { return .empty }
        return """
            <section id="groups"><h2>\(L("Groups"))</h2><ol class="lines">\(visits.html { rotation, group in
                let isNow = rotation.start <= now && now < rotation.end
                return """
                    <li\("aria-current", value: isNow ? "step" : nil)><p class="title"><b>\(group.code)</b> <bdi>\(group.name)</bdi> \
                    \(isNow ? "<span class=\"state open\">\(L("now"))</span>" : .empty)</p>\
                    <p class="meta"><span>\(StationTimes(words).text(rotation))</span> \(state(group))</p></li>
                    """
            })</ol></section>
            """
    }

    /// What is left to rate of a group, with the way there.
    private func state(_ group: CellRecord) -> HTML {
        guard let mine else { return .empty }
        let done = tasks.count { rated.contains(.init(seat: mine, task: $0.id, cell: group.id)) }
        let isOpen = plan.exercise.state.isPlayed || plan.exercise.state == .ended
        return """
            <span>\(L("\(done) of \(tasks.count) rated"))</span> \
            \(isOpen ? "<a href=\"\(EvaluationPaths.evaluate(event))?cell=\(group.id)#tasks\">\(L("Rate", context: "a group"))<span class=\"sr\"> \(group.code)</span></a>" : .empty)
            """
    }

    private var taskList: HTML {
        guard !tasks.isEmpty else { return .empty }
        return """
            <section id="tasks"><h2>\(L("Critical tasks"))</h2><ul class="lines">\(tasks.html { task in
                """
                <li><p class="title"><span class="num">\(task.code)</span> <bdi>\(task.text)</bdi></p>\
                \(task.target.isEmpty ? .empty : "<p class=\"meta\"><span>\(L("Target: \(task.target)"))</span></p>")</li>
                """
            })</ul></section>
            """
    }

    private var editing: HTML {
        guard sight.standing.mayPlan, !plan.exercise.state.isOver, plan.exercise.state != .cancelled else {
            return .empty
        }
        let stored =
            FieldForm.stored(station.fields) + station.tasks.sorted().map { ("tasks", $0.description) }
            + station.seats.sorted().map { ("seats", $0.description) }
        return """
            <details id="editing"\("open", when: state != nil)><summary>\(L("Change the station"))</summary>\
            <form class="form" id="station" method="post" action="\(StationPaths.station(event, station.id))">\
            \(StationForm(plan: plan, state: state ?? FormState(stored: stored)).html)\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form>\
            <form id="removal" method="post" action="\(StationPaths.removal(event, station.id))"><button class="plain danger">\(L("Remove the station"))</button></form></details>
            """
    }
}
