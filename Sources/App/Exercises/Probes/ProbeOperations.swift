import Domain
import Storage
import Web

/// Probes are planned, opened to all cells at once, answered once a cell, and closed.
enum ProbeOperations {
    static let most = 50
    /// Answers of one cell to one question.
    static let mostAnswers = 50

    enum Act: String, Sendable, Codable, CaseIterable, ChoiceType { case open, close, removal }

    // MARK: Planning

    static func create(_ visit: Visit, _ event: Event.ID, _ draft: ProbeDraft) async throws -> ExerciseProbe.ID {
        try await write(visit, event) { try createIn($0, draft) }
    }

    /// The same in a transaction that is under way.
    static func createIn(_ play: PlayWork, _ draft: ProbeDraft) throws -> ExerciseProbe.ID {
        let probes = try ProbeStore(play.tx).probes(of: play.event)
        guard probes.count < most else {
            throw Refusal.tooMany(L("There are \(most) probes, which is as many as an exercise takes."))
        }
        let id: ExerciseProbe.ID = play.work.environment.id()
        try ProbeStore.insert(
            id, number: (probes.map(\.number).max() ?? 0) + 1, in: play.event,
            try draft.checked(play.plan.msel.languages), play.work)
        try play.record("probe:\(id)", "probe.creation")
        return id
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: ExerciseProbe.ID, _ draft: ProbeDraft) async throws {
        try await write(visit, event) { play in
            let probe = try ProbeStore(play.tx).probe(id, of: event)
            guard probe.state == .planned else { throw Refusal.probeWasOpened }
            let told = try draft.checked(play.plan.msel.languages)
            guard told != ProbeDraft(probe) else { return }
            try ProbeStore.update(id, told, play.work)
            try play.record("probe:\(id)", "probe.change")
        }
    }

    /// The languages of the plan, for who writes it.
    static func languages(_ visit: Visit, _ event: Event.ID) async throws -> [String] {
        try await visit.read { reading in
            let standing = try ExerciseStanding(visit, event, reading)
            let exercise = try PlayStore(reading).required(event)
            try standing.require(standing.mayPlan)
            return try PlanStore(reading).msel(exercise.msel).languages
        }
    }

    private static func write<Result: Sendable>(
        _ visit: Visit, _ event: Event.ID, _ body: @escaping @Sendable (PlayWork) throws -> Result
    ) async throws -> Result {
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            let play = try PlayWork(event, Work(tx, visit))
            try standing.require(standing.mayPlan)
            guard !play.exercise.state.isOver, play.exercise.state != .cancelled else { throw Refusal.exerciseHasEnded }
            return try body(play)
        }
    }

    // MARK: Opening and closing

    static func act(_ visit: Visit, _ event: Event.ID, _ id: ExerciseProbe.ID, _ act: Act) async throws {
        try await write(visit, event) { play in
            let probe = try ProbeStore(play.tx).probe(id, of: event)
            switch act {
            case .removal:
                guard probe.state == .planned else { throw Refusal.probeWasOpened }
                try ProbeStore.remove(id, play.tx)
                try play.record("probe:\(id)", "probe.removal")
            case .open, .close:
                let standing = try ExerciseStanding(visit, event, play.tx)
                guard standing.isDirector || standing.roles.contains(.controller) else { throw Refusal.forbidden }
                try play.require(.running, .paused)
                try act == .open ? open(probe, play) : close(probe, play)
            }
        }
    }

    /// The one that is open closes: at most one is.
    static func open(_ probe: ExerciseProbeRecord, _ play: PlayWork) throws {
        guard !probe.questions.isEmpty else { throw Refusal.probeIsEmpty }
        guard probe.state == .planned else { throw Refusal.probeWasOpened }
        for other in try ProbeStore(play.tx).probes(of: play.event) where other.state == .open {
            try close(other, play)
        }
        guard try ProbeStore.open(probe.id, wall: play.now, elapsed: play.elapsed, play.tx) else { return }
        try record(probe, "probe.opening", play)
    }

    static func close(_ probe: ExerciseProbeRecord, _ play: PlayWork) throws {
        guard probe.state == .open else { throw Refusal.probeIsClosed }
        try ProbeStore.close(probe.id, wall: play.now, elapsed: play.elapsed, play.tx)
        try record(probe, "probe.closing", play)
    }

    private static func record(_ probe: ExerciseProbeRecord, _ kind: String, _ play: PlayWork) throws {
        try play.work.recordPlay(
            play.event, cells: play.plan.players.map(\.id), "probe:\(probe.id)", kind, ["elapsed": .whole(play.elapsed)]
        )
    }

    // MARK: Answering

    /// Of one's cell; the last answer counts until the probe closes.
    static func answer(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseProbe.ID, _ answers: [ExerciseProbeQuestion.ID: String]
    ) async throws {
        try await visit.database.write { tx in
            try answerIn(CellActing(visit, event, tx), id, answers)
        }
    }

    static func answerIn(
        _ acting: CellActing, _ id: ExerciseProbe.ID, _ answers: [ExerciseProbeQuestion.ID: String]
    ) throws {
        let store = ProbeStore(acting.tx)
        let probe = try store.probe(id, of: acting.event)
        // As one that there is not, so one that is not opened yet.
        guard probe.state != .planned else { throw Refusal.notFound }
        guard probe.state == .open else { throw Refusal.probeIsClosed }
        let before = try store.answers(of: acting.event).filter { $0.cell == acting.cell.id }
        var isNew = false
        for question in probe.questions {
            guard let option = answers[question.id] else { continue }
            guard question.options.contains(where: { $0.code == option }) else { throw Refusal.malformedForm }
            let own = before.filter { $0.question == question.id }
            guard own.last?.option != option else { continue }
            guard own.count < mostAnswers else {
                throw Refusal.tooMany(L("There are \(mostAnswers) answers, which is as many as it takes."))
            }
            try ProbeStore.insert(
                option, to: question.id, number: own.count + 1, elapsed: acting.moment.elapsed, acting)
            isNew = true
        }
        if isNew { try acting.record("probe:\(id)", "probe.answer") }
    }
}
