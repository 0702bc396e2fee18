import Domain
import Storage
import Web

/// What the report is made of, read once. Every copy obeys the ladder: a cell's own results stand in its own copy, and in others' only where
/// it publishes them by name.
struct ReportMaterial: Sendable {
    let event: EventRecord
    let programme: String
    let exercise: ExerciseRecord
    let plan: ExercisePlan
    let sight: EvaluationSight
    let clock: ExerciseClock
    let marks: [StoryMark]
    let papers: [ExercisePaper]
    let seats: [SeatRecord]
    let findings: [FindingRecord]
    let observations: [ExerciseFinding.ID: [ExerciseObservationRecord]]
    let actions: [ActionRecord]
    let proofs: ActionProofs
    let owners: [Action.ID: String]
    let lessons: [LessonRecord]
    let earlier: [(lesson: LessonRecord, state: LessonRecord.State)]
    let said: [(topic: String, issues: [IssueRecord])]
    let measures: [ExerciseMeasureFigure]
    let extra: [ReportSection: [Document.Block]]
    let texts: [ReportSection: AfterStore.Written]
    let sources: [(objective: ExerciseObjectiveRecord, kind: String, title: String)]
    private let names: DirectoryNames
    let template: ReportTemplate
    let agreedAt: Int64?
    /// Whose copy it is.
    let own: ExerciseCell.ID?

    init(_ id: Event.ID, own: ExerciseCell.ID?, _ reading: any Reading) throws {
        self.own = own
        let event = try EventStore(reading).event(id)
        self.event = event
        programme = try ProgrammeStore(reading).programme(event.programme).title
        let play = PlayStore(reading)
        let exercise = try play.required(id)
        self.exercise = exercise
        let plan = try ExercisePlan(exercise.msel, reading)
        self.plan = plan
        sight = try EvaluationSight(id, plan, reading)
        clock = try play.clock(of: id)
        marks = try play.story(of: id).marks
        papers = try play.papers(of: id)
        seats = try play.seats(of: id)
        let store = AfterStore(reading)
        let ladder = ExerciseLadder(exercise, plan, own: own)
        let findings = try store.findings(of: id).filter {
            $0.isShared || $0.cell == nil || ladder.names($0.cell)
        }
        self.findings = findings
        let links = try store.observations(of: findings.map(\.id))
        let seen = try EvaluationStore(reading).observations(of: id).filter {
            $0.sharedAt != nil && ($0.cell == nil || ladder.names($0.cell))
        }
        observations = links.mapValues { ids in seen.filter { ids.contains($0.id) } }
        let actions = try ActionStore(reading).actions(from: "finding", findings.map(\.id.description))
        self.actions = actions
        let words = try ActionWords(event.programme, actions, reading)
        // No person stands in a copy, and no country whose cell is not named.
        let told = actions.filter { action in
            let cell = findings.first { $0.id.description == action.origin?.id }?.cell
            return action.owner?.account == nil && (cell == nil || ladder.names(cell))
        }
        owners = Dictionary(uniqueKeysWithValues: told.map { ($0.id, words.owner($0.owner).string()) })
        let ids = Set(findings.map(\.id))
        lessons = try store.lessons(of: id).filter { ids.isSuperset(of: $0.findings) }
        let before = try store.lessons(of: event.programme).filter { $0.event != id }
        let others = try ActionStore(reading).actions(from: "finding", before.flatMap(\.findings).map(\.description))
            .filter(\.isShared)
        let all = try ActionProofs(actions + others, reading)
        // Whose copy it is knows of its own retests by its own page.
        let proofs = all.published
        self.proofs = proofs
        let shared = Set(others.compactMap { $0.origin?.id })
        earlier = before.filter { lesson in lesson.findings.allSatisfy { shared.contains($0.description) } }.map {
            lesson in
            let own = others.filter { action in lesson.findings.contains { $0.description == action.origin?.id } }
            return (lesson: lesson, state: lesson.state(own, proofs))
        }
        let issues = try event.workshop == nil ? [] : IssueStore(reading).issues(of: id)
        said =
            try event.workshop == nil
            ? []
            : EventStore(reading).topics(of: id).map { topic in
                (topic: topic.title, issues: issues.filter { $0.topic == topic.id })
            }
        measures = try ReportParts.measures(of: id, plan, own: own, reading)
        var extra: [ReportSection: [Document.Block]] = [:]
        for section in ReportSection.allCases {
            extra[section] = try ReportParts.blocks(of: section, in: id, plan, own: own, reading)
        }
        self.extra = extra
        texts = try store.texts(of: id)
        let report = try store.report(of: id)
        (template, agreedAt) = (report.template, report.agreedAt)
        sources = try Self.sources(plan, in: event, reading)
        names = try DirectoryNames(reading)
    }

    /// A dash for those of no country.
    func country(_ code: String?) -> String { names.country(code) ?? "–" }

    private static func sources(_ plan: ExercisePlan, in event: EventRecord, _ reading: any Reading) throws
        -> [(objective: ExerciseObjectiveRecord, kind: String, title: String)]
    {
        let sources = try PlanStore(reading).sources(of: plan.msel.id)
        let actions = try ActionStore(reading).actions(
            sources.filter { $0.kind == "action" }.compactMap { Action.ID($0.source) })
        let items = try threads(of: Set(sources.compactMap(\.event)).sorted(), for: event, reading)
        return sources.compactMap { source in
            guard let objective = plan.objective(source.objective) else { return nil }
            let action = actions.first { $0.id.description == source.source && $0.isShared }
            return (objective: objective, kind: source.kind, title: action?.title ?? items[source.source]?.title ?? "")
        }
    }

    /// Items of the threads of these events, as everybody in their rooms may see them; not of those that are marked more strictly.
    private static func threads(of events: [Event.ID], for event: EventRecord, _ reading: any Reading) throws
        -> [String: ThreadItem]
    {
        let store = EventStore(reading)
        let open = try events.filter { id in
            TLP.stricter(try store.event(id).marking, event.marking) == event.marking
        }
        return try open.reduce(into: [:]) { items, id in
            items.merge(try ThreadBook(room: id, reading).items) { first, _ in first }
        }
    }

    private var ladder: ExerciseLadder { ExerciseLadder(exercise, plan, own: own) }

    /// Whether results of a cell stand in this copy under its name.
    func isTold(_ cell: ExerciseCell.ID) -> Bool { ladder.names(cell) }

    /// Cells whose results stand in this copy.
    var told: [CellRecord] { plan.players.filter { isTold($0.id) } }

    /// Totals over all cells are told only where nobody can take their own away and read another's.
    var tellsTotals: Bool { ladder.tellsAll }

    /// How often each rating stands among what cells got.
    func counts(of units: [RatedUnit]) -> [TaskRating: Int] {
        Dictionary(grouping: units.compactMap(sight.result), by: { $0 }).mapValues(\.count)
    }

    /// Injects that went out, with how late: minutes after they were due.
    var released: [(inject: InjectRecord, late: Int64)] {
        plan.injects.compactMap { inject in
            guard let at = inject.releasedElapsed else { return nil }
            let due = inject.dueElapsed ?? plan.dueElapsed(inject)
            return (inject, due.map { max(0, EpochTime.sum(at, -$0)) } ?? 0)
        }
    }
}
