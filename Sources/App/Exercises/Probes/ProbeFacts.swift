import Domain
import Storage
import Web

/// Whether cells see the same situation.
enum ProbeFacts: RoutedFeature, StoredFeature, JournalFeature, NoticeFeature, ExerciseTabFeature, HelpFeature {
    static var routes: [Route] { ProbeRoutes.all }
    static var api: [APIRoute] { ProbeAPI.routes.map(\.ofExercise) }
    static var notices: [Done] { [.probeAnswered] }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: ProbesPage.tab, order: 45, label: ProbesPage.label, path: { ProbePaths.list($0) },
                group: .plan, isShown: { standing, _ in standing.mayPlan })
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("probe.creation", L("Probe added")), JournalKind("probe.change", L("Probe changed")),
            JournalKind("probe.removal", L("Probe removed")), JournalKind("probe.opening", L("Probe opened")),
            JournalKind("probe.closing", L("Probe closed")), JournalKind("probe.answer", L("Probe answered")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "probes", order: 97, title: ProbesPage.label, screens: [ProbePaths.list.template],
                text: [
                    L(
                        "Ask all cells the same few questions at the same moment. What they answer alike, and rightly, shows whether they share one picture."
                    )
                ], guides: [.organiser])
        ]
    }
}

extension ProbeFacts {
    private static let here = "an exercise is kept by the server that runs it; it has a file of its own"
    private static let closed = "read by whoever runs the exercise, and by cells while it is open"

    static var tables: [TableFacts] {
        [
            TableFacts("exercise_probe", search: .left(closed), texts: ["title"], file: .stays(here)),
            TableFacts("probe_question", search: .left(closed), texts: ["text"], file: .stays(here)),
            TableFacts("probe_option", search: .left(closed), texts: ["text"], file: .stays(here)),
            TableFacts(
                "probe_answer", search: .left("stands with its probe"), person: .rows(435, [.actor("author")]),
                erasure: .blanked(["author": .nothing]),
                seats: [.actor("author", by: ["question_id", "cell_id", "number"])], file: .stays(here)),
        ]
    }
}

extension ProbeFacts: SharedPictureFeature, CellFigureFeature, PlayAskFeature {
    static func sharedPicture(
        _ cells: [CellRecord], of event: Event.ID, in range: ClosedRange<Int64>, _ reading: any Reading
    ) throws -> SharedPicture? {
        try ExerciseProbes(event, at: range.upperBound, reading).picture(cells, in: range)
    }

    static func figures(of event: Event.ID, _ plan: ExercisePlan, _ moment: ExerciseMoment, _ reading: any Reading)
        throws -> [ExerciseCell.ID: [CellFigure]]
    {
        let probes = try ExerciseProbes(event, reading)
        guard let open = probes.open else { return [:] }
        return plan.players.reduce(into: [:]) { figures, cell in
            let missing = open.questions.count - probes.answered(open, by: cell.id)
            figures[cell.id] = [
                CellFigure(
                    order: 35, label: L("Probe: not answered"), count: missing, path: ProbePaths.probe(event, open.id))
            ]
        }
    }

    /// While it is open; after the end with what was true.
    static func asks(_ event: Event.ID, _ exercise: ExerciseRecord, _ cell: CellRecord, _ reading: any Reading) throws
        -> [PlayAsk]
    {
        guard exercise.state == .running || exercise.state == .paused || exercise.state.isOver else { return [] }
        let probes = try ExerciseProbes(event, reading)
        let isOver = exercise.state.isOver
        return probes.probes.filter { $0.state == .open || isOver && $0.state == .closed }.map { probe in
            let isAnswered = probes.answered(probe, by: cell.id) > 0
            return PlayAsk(
                id: "probe-\(probe.id)", eyebrow: L("To all cells"), title: ProbeWords.title(probe).string(),
                label: isOver ? L("What was true") : isAnswered ? L("Change your answers") : L("Answer"),
                path: ProbePaths.answer(event, probe.id), waits: !isOver && !isAnswered)
        }
    }
}

/// Opened by itself where it is planned so, and never long after; closed at ENDEX.
extension ProbeFacts: DuePlayFeature, ExerciseEndFeature {
    private static func waiting(_ exercise: ExerciseRecord, _ moment: ExerciseMoment, _ reading: any Reading) throws
        -> [ExerciseProbeRecord]
    {
        let earliest = moment.elapsed - exercise.catchUp
        return try ProbeStore(reading).probes(of: exercise.event).filter {
            $0.state == .planned && $0.release == .due && !$0.questions.isEmpty && $0.planned >= earliest
        }
    }

    static func nextDue(_ exercise: ExerciseRecord, _ moment: ExerciseMoment, _ reading: any Reading) throws -> Int64? {
        try waiting(exercise, moment, reading).map(\.planned).min()
    }

    static func playDue(_ play: PlayWork) throws {
        for probe in try waiting(play.exercise, play.moment, play.tx) where probe.planned <= play.elapsed {
            try ProbeOperations.open(probe, play)
        }
    }

    static func end(_ exercise: ExerciseRecord, elapsed: Int64, _ work: Work) throws {
        for probe in try ProbeStore(work.tx).probes(of: exercise.event) where probe.state == .open {
            try ProbeStore.close(probe.id, wall: work.now, elapsed: elapsed, work.tx)
        }
    }
}
