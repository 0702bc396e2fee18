import Domain
import Storage
import Web

/// The states of an exercise and its clocks: STARTEX, pause, speed, jumps of the story, halt, ENDEX. What is done is told to all pages.
///
/// Of two who press at once the first wins: whoever looked at an older clock (`seen`, the number of its last mark) is told who was quicker.
enum ExerciseOperations {
    enum Act: String, Sendable, Codable, CaseIterable, ChoiceType {
        case start, pause, resume, speed, end
        /// Ends a halt: the exercise is paused from then on.
        case release
    }

    /// - Parameters:
    ///   - seen: the number of the clock's last mark that the page showed; nothing where it does not matter.
    ///   - speed: of ``Act/speed``.
    static func act(_ visit: Visit, _ event: Event.ID, _ act: Act, speed: Speed? = nil, seen: Int? = nil) async throws {
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try require(act, standing)
            let play = try PlayWork(event, Work(tx, visit))
            try check(seen, play)
            switch act {
            case .start: try start(play)
            case .pause: try pause(play)
            case .resume: try resume(play)
            case .speed: try set(speed ?? .normal, play)
            case .end: try end(play)
            case .release: try release(play)
            }
        }
        guard act == .end else { return }
        let tables = ends.flatMap { $0.forgetting }
        await visit.services.wiping.run { try await visit.database.wipe(tables) }
    }

    private static let ends: [any ExerciseEndFeature.Type] = Features.all { $0 as? any ExerciseEndFeature.Type }

    /// Controllers pause and go on; all else of the clock is the director's.
    private static func require(_ act: Act, _ standing: ExerciseStanding) throws {
        try standing.require(standing.isExcon)
        switch act {
        case .pause, .resume:
            guard standing.isDirector || standing.roles.contains(.controller) else { throw Refusal.forbidden }
        case .start, .speed, .end, .release: guard standing.isDirector else { throw Refusal.forbidden }
        }
    }

    /// - Throws: who was quicker, and when.
    static func check(_ seen: Int?, _ play: PlayWork) throws {
        guard let seen, let last = try ReleaseStore(play.tx).lastMark(of: play.event), last.number != seen else {
            return
        }
        let zone = try EventStore(play.tx).event(play.event).timeZone
        throw Refusal.clockMoved(
            by: try PlayActors(play.tx).name(last.actor), at: PlayMoments.seconds(last.wall, zone: zone))
    }

    // MARK: The clock

    /// STARTEX: the clock begins, with the story's first instant and the first move.
    static func start(_ play: PlayWork) throws {
        try play.require(.ready)
        try play.mark(.start)
        try ReleaseStore.set(.running, of: play.event, now: play.now, play.tx)
        let first = play.plan.moves.first { $0.state == .planned }
        try ReleaseStore.insert(
            StoryMark(
                elapsed: 0, story: first?.storyAt ?? play.plan.msel.storyStart, rate: first?.rate ?? .normal),
            reason: "", of: play.event, play.tx)
        if let first { try ReleaseStore.open(first.id, at: 0, play.tx) }
        try play.recordForAll("exercise:\(play.event)", "exercise.start")
        try RulesOperations.judge(try PlayWork(play.event, play.work))
    }

    static func pause(_ play: PlayWork) throws {
        try play.require(.running)
        try play.mark(.pause)
        try ReleaseStore.set(.paused, of: play.event, now: play.now, play.tx)
        try play.recordForAll("exercise:\(play.event)", "exercise.pause")
    }

    /// At the speed that it had.
    static func resume(_ play: PlayWork) throws {
        try play.require(.paused)
        let speed = play.moment.clock.marks.last { $0.speed.isMoving }?.speed ?? .normal
        try play.mark(.resume, speed: speed)
        try ReleaseStore.set(.running, of: play.event, now: play.now, play.tx)
        try play.recordForAll("exercise:\(play.event)", "exercise.resumption")
    }

    static func set(_ speed: Speed, _ play: PlayWork) throws {
        guard Speed.choices.contains(speed) else {
            throw Refusal.invalid(["speed": L("Choose one of the speeds.")])
        }
        guard play.exercise.isRehearsal || speed.numerator <= speed.denominator else {
            throw Refusal.speedIsForRehearsals
        }
        try play.require(.running)
        guard play.moment.clock.speed != speed else { return }
        try play.mark(.speed, speed: speed)
        try play.recordForAll(
            "exercise:\(play.event)", "exercise.speed",
            ["numerator": .whole(speed.numerator), "denominator": .whole(speed.denominator)])
    }

    /// ENDEX: it never opens again.
    static func end(_ play: PlayWork) throws {
        try play.require(.running, .paused, .halted)
        try play.mark(.end)
        try ReleaseStore.set(.ended, of: play.event, now: play.now, play.tx)
        for move in play.plan.moves where move.state == .open {
            try ReleaseStore.close(move.id, at: play.elapsed, play.tx)
        }
        for feature in ends { try feature.end(play.exercise, elapsed: play.elapsed, play.work) }
        try play.recordForAll("exercise:\(play.event)", "exercise.end")
    }

    // MARK: A real emergency

    enum Halted: Sendable { case halted, alarmed }

    /// Halts everything at once, for who plays, runs or evaluates it; an observer raises an alarm, which EXCON confirms.
    static func halt(_ visit: Visit, _ event: Event.ID) async throws -> Halted {
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            let play = try PlayWork(event, Work(tx, visit))
            if play.exercise.state == .halted { return .halted }
            guard !standing.observes else {
                try alarm(play)
                return .alarmed
            }
            try play.require(.running, .paused)
            try halt(play)
            return .halted
        }
    }

    static func halt(_ play: PlayWork) throws {
        try play.mark(.halt)
        try ReleaseStore.setHalt(play.exercise.state, by: play.work.actor, of: play.event, now: play.now, play.tx)
        try ReleaseStore.answerAlarms(true, by: play.work.actor, of: play.event, now: play.now, play.tx)
        try play.recordForAll("exercise:\(play.event)", "exercise.halt")
    }

    private static func alarm(_ play: PlayWork) throws {
        try play.require(.running, .paused)
        // Pressed twice, or by two at a time: one is enough, whoever runs the exercise is told.
        guard try ReleaseStore(play.tx).alarms(of: play.event).isEmpty else { return }
        let id = play.work.environment.id(ExerciseAlarm.ID.self)
        try ReleaseStore.raise(id, by: play.work.actor, in: play.event, now: play.now, play.tx)
        try play.record("exercise-alarm:\(id)", "exercise.alarm")
    }

    /// Confirms an observer's alarm, or says that it is none.
    static func answerAlarm(_ visit: Visit, _ event: Event.ID, isReal: Bool) async throws {
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isExcon)
            let play = try PlayWork(event, Work(tx, visit))
            guard try !ReleaseStore(tx).alarms(of: event).isEmpty else { return }
            if isReal, play.exercise.state != .halted {
                try play.require(.running, .paused)
                return try halt(play)
            }
            try ReleaseStore.answerAlarms(isReal, by: play.work.actor, of: event, now: play.now, tx)
            try play.record("exercise:\(event)", "exercise.alarm-answer", ["real": .flag(isReal)])
        }
    }

    private static func release(_ play: PlayWork) throws {
        try play.require(.halted)
        try play.mark(.pause)
        try ReleaseStore.set(.paused, of: play.event, now: play.now, play.tx)
        try play.recordForAll("exercise:\(play.event)", "exercise.halt-end")
    }

    // MARK: What is set

    static func keep(_ visit: Visit, _ event: Event.ID, _ settings: PlaySettings) async throws {
        var (check, settings) = (FieldCheck(), settings)
        settings.emergencyPhone = check.line("emergencyPhone", settings.emergencyPhone, limit: 60)
        settings.rules = check.lines("rules", settings.rules, limit: 4_000)
        try check.finish()
        let checked = settings
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isExcon)
            guard standing.isDirector else { throw Refusal.forbidden }
            let play = try PlayWork(event, Work(tx, visit))
            guard !play.exercise.state.isOver, play.exercise.state != .cancelled else {
                throw Refusal.exerciseHasEnded
            }
            try ReleaseStore.update(checked, of: event, now: play.now, tx)
            try play.recordForAll("exercise:\(event)", "exercise.conduct")
        }
    }
}
