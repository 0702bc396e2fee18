import Domain
import Storage
import Web

/// What whoever looks on may know of an exercise: the wall and observers. Nothing of an inject that was not released, and of those that were
/// only what the inject allows: its question at once, its text when its move is closed.
struct WatchView: Sendable {
    struct Question: Sendable {
        let point: PointRecord
        /// Cells to which it was put, and those which have decided.
        let asked: Int
        let decided: Int
        let isOpen: Bool
    }

    struct Shown: Sendable {
        let inject: InjectRecord
        let text: InjectRecord.Text
        let story: Int64
    }

    let event: EventRecord
    let exercise: ExerciseRecord
    let msel: MselRecord
    let moment: ExerciseMoment
    /// The one that is played.
    let move: MoveRecord?
    /// Newest first.
    let questions: [Question]
    /// What was played in moves that are closed, newest first.
    let shown: [Shown]
    let cellCount: Int
    let paperCount: Int

    init?(_ id: Event.ID, now: Int64, language: Language = .current, _ reading: any Reading) throws {
        guard let exercise = try PlayStore(reading).exercise(of: id) else { return nil }
        self.exercise = exercise
        event = try EventStore(reading).event(id)
        let plan = try ExercisePlan(exercise.msel, reading)
        msel = plan.msel
        moment = try ExerciseMoment(id, now: now, reading)
        cellCount = plan.players.count
        guard exercise.state.isPlayed || exercise.state.isOver else {
            (move, questions, shown, paperCount) = (nil, [], [], 0)
            return
        }
        move = plan.moves.first { $0.state == .open }
        let papers = try PlayStore(reading).papers(of: id)
        paperCount = papers.count
        let open = plan.injects.filter { $0.status.isOut && $0.showsObservers }
        questions = try Self.questions(open, plan, papers, exercise, reading)
        shown = open.compactMap { inject -> Shown? in
            let isPast = plan.move(inject.move).map { $0.state == .closed || $0.state == .reviewed }
            guard isPast ?? exercise.state.isOver,
                let text = inject.text(in: language.rawValue, languages: plan.msel.languages)?.text,
                let paper = papers.first(where: { $0.inject == inject.id })
            else { return nil }
            return Shown(inject: inject, text: text, story: paper.story)
        }.sorted { $0.story > $1.story }
    }

    private static func questions(
        _ injects: [InjectRecord], _ plan: ExercisePlan, _ papers: [ExercisePaper], _ exercise: ExerciseRecord,
        _ reading: any Reading
    ) throws -> [Question] {
        try injects.compactMap { inject -> (Int64, Question)? in
            guard let point = plan.point(of: inject.id) else { return nil }
            let asked = Set(papers.filter { $0.inject == inject.id && $0.isDelivered }.map(\.cell))
            guard !asked.isEmpty else { return nil }
            let decided = try WatchStore(reading).decided(point.id)
            return (
                inject.releasedElapsed ?? 0,
                Question(
                    point: point, asked: asked.count, decided: decided,
                    isOpen: decided < asked.count && !exercise.state.isOver)
            )
        }.sorted { $0.0 > $1.0 }.map { $0.1 }
    }

    /// In the story's own zone.
    var words: StoryWords { StoryWords(msel, zone: msel.zone) }
    /// Changes when each page must be fetched anew.
    var state: String { exercise.state.rawValue }
}
