import Domain
import Storage
import Web

/// Moves of an exercise, and jumps of its story.
enum MoveOperations {
    /// What becomes of injects that a move leaves behind when it closes.
    enum Left: String, Sendable, Codable, CaseIterable, ChoiceType { case keep, `defer` }

    /// Opens a move; the one that is open closes. The story jumps where the move says so.
    static func open(_ visit: Visit, _ event: Event.ID, _ id: ExerciseMove.ID, left: Left, seen: Int? = nil)
        async throws
    {
        try await run(visit, event, seen: seen) { try open(id, left: left, $0) }
    }

    /// The same in a transaction that is under way.
    static func open(_ id: ExerciseMove.ID, left: Left, _ play: PlayWork) throws {
        try play.require(.running, .paused)
        guard let move = play.plan.move(id) else { throw Refusal.notFound }
        guard move.state == .planned else { throw Refusal.moveIsNotNext }
        if let current = play.plan.moves.first(where: { $0.state == .open }) {
            try close(current, left: left, next: move, play)
        }
        try ReleaseStore.open(id, at: play.elapsed, play.tx)
        if move.storyAt != nil || move.rate != play.moment.rate {
            try ReleaseStore.insert(
                StoryMark(elapsed: play.elapsed, story: move.storyAt ?? play.story, rate: move.rate), reason: "",
                of: play.event, play.tx)
        }
        try play.recordForAll(
            "exercise-move:\(id)", "exercise-move.opening", ["number": .whole(Int64(move.number))])
    }

    static func close(_ visit: Visit, _ event: Event.ID, _ id: ExerciseMove.ID, left: Left, seen: Int? = nil)
        async throws
    {
        try await run(visit, event, seen: seen) { play in
            try play.require(.running, .paused)
            guard let move = play.plan.move(id) else { throw Refusal.notFound }
            guard move.state == .open else { throw Refusal.moveIsNotNext }
            let next = play.plan.moves.first { $0.state == .planned && $0.number > move.number }
            try close(move, left: left, next: next, play)
        }
    }

    /// Why something was deferred that nobody deferred.
    static let wasClosed: Message = L("Its move was closed.")

    /// What has not gone out is kept for the next move, or deferred where there is none.
    private static func close(_ move: MoveRecord, left: Left, next: MoveRecord?, _ play: PlayWork) throws {
        try ReleaseStore.close(move.id, at: play.elapsed, play.tx)
        for inject in play.plan.injects where inject.move == move.id && inject.status == .approved {
            if left == .keep, let next {
                try ReleaseStore.keep(inject.id, for: next.id, now: play.now, play.tx)
            } else {
                let reason = wasClosed.string(in: .english)
                try ReleaseStore.set(.deferred, reason: reason, of: inject.id, now: play.now, play.tx)
            }
            try play.record(
                "inject:\(inject.id)", left == .keep && next != nil ? "inject.keeping" : "inject.deferral")
        }
        try play.recordForAll(
            "exercise-move:\(move.id)", "exercise-move.closing", ["number": .whole(Int64(move.number))])
    }

    /// The story goes on from another instant, or at another rate; backwards too: what was released stays released.
    /// - Parameter rate: nothing where it stays as it is.
    static func jump(
        _ visit: Visit, _ event: Event.ID, to story: Int64, rate: Speed?, reason: String, seen: Int? = nil
    ) async throws {
        var check = FieldCheck()
        let reason = check.line("reason", reason, limit: 200, isRequired: true)
        if let rate, rate.numerator > Speed.fastestStory * rate.denominator {
            check.fail("rate", L("The story goes at most 1440 times as fast."))
        }
        if !(EpochTime.earliest...EpochTime.latest).contains(story) {
            check.fail("story", L("Write a day and a time."))
        }
        try check.finish()
        try await run(visit, event, isDirectors: true, seen: seen) { play in
            try play.require(.running, .paused)
            try ReleaseStore.insert(
                StoryMark(elapsed: play.elapsed, story: story, rate: rate ?? play.moment.rate), reason: reason,
                of: event, play.tx)
            try play.recordForAll("exercise:\(event)", "exercise.jump", ["story": .whole(story)])
        }
    }

    private static func run(
        _ visit: Visit, _ event: Event.ID, isDirectors: Bool = false, seen: Int?,
        _ body: @escaping @Sendable (PlayWork) throws -> Void
    ) async throws {
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isExcon)
            guard standing.isDirector || !isDirectors && standing.roles.contains(.controller) else {
                throw Refusal.forbidden
            }
            let play = try PlayWork(event, Work(tx, visit))
            try ExerciseOperations.check(seen, play)
            try body(play)
            try RulesOperations.judge(try PlayWork(event, play.work))
        }
    }
}
