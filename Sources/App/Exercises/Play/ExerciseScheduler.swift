import Domain
import Storage
import Web

/// Releases what is due by itself, in running exercises.
///
/// Nothing stores when on the wall something is due. After each look it is known when to look again; whatever is committed for an exercise
/// before that wakes it. A look may come too late or twice, on one node or on many: what goes out is decided in the transaction.
enum ExerciseScheduler {
    /// Also where nothing wakes it: a lost connection to the journal delays a release by no more.
    private static let longest: Int64 = 15_000
    /// The first parts of the kinds of the journal's entries that may change what is due, or of which a rule may speak.
    private static let kinds: Set<String> = [
        "exercise", "exercise-move", "inject", "paper", "msel", "decision", "exercise-decision", "request",
        "exercise-request", "picture", "picture-item", "probe",
    ]

    static func watch(_ services: Services) async {
        let (bell, rings) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup { group in
            group.addTask {
                for await notices in services.database.journalFeed() where notices.contains(where: concerns) {
                    rings.yield()
                }
                rings.finish()
            }
            group.addTask {
                rings.yield()
                var alarm: Task<Void, Never>?
                var shown: [Event.ID: Shown] = [:]
                for await _ in bell {
                    alarm?.cancel()
                    let wait = await look(services, &shown)
                    // Whatever comes in the meantime rings once: two thousand answers are no two thousand looks.
                    try? await Task.sleep(for: .milliseconds(50))
                    guard !Task.isCancelled else { break }
                    guard let wait else { continue }
                    alarm = Task {
                        try? await Task.sleep(for: .milliseconds(wait))
                        if !Task.isCancelled { rings.yield() }
                    }
                }
                alarm?.cancel()
            }
            await group.waitForAll()
        }
    }

    private static func concerns(_ notice: JournalNotice) -> Bool {
        notice.scope.hasPrefix("event:") && kinds.contains(String(notice.kind.prefix { $0 != "." }))
    }

    /// - Returns: milliseconds until the next look; nothing while no exercise runs.
    private static func look(_ services: Services, _ shown: inout [Event.ID: Shown]) async -> Int64? {
        do {
            guard let look = try await run(services.database, services.environment) else { return nil }
            // What comes due for a hand commits nothing, and the console shows it all the same.
            for (event, now) in look.shown where shown[event] != now {
                await services.live.changed(Scope.part(event, ExercisePlaces.excon).description)
            }
            shown = look.shown
            return min(max(look.next - services.environment.now(), 20), longest)
        } catch is CancellationError {
            return nil
        } catch StorageError.closed {
            return nil
        } catch {
            services.logger.error("Injects that are due could not be released: \(error)")
            return longest
        }
    }

    /// What a look found.
    struct Look: Sendable {
        /// The moment of the next one, epoch milliseconds.
        let next: Int64
        /// Exercises that run.
        let shown: [Event.ID: Shown]
    }

    /// What pages of who runs an exercise show that time alone changes: what is due, and how long, in minutes.
    struct Shown: Sendable, Hashable {
        let minute: Int64
        let lines: [[String]]

        init(_ view: ReleaseView) {
            minute = view.moment.elapsed / EpochTime.minute
            lines = [view.schedule.overdue, view.schedule.due, view.schedule.next].map { $0.map(\.id) }
        }
    }

    /// Releases what is due now, everywhere.
    /// - Returns: nothing while no exercise runs.
    static func run(_ database: Database, _ environment: Environment) async throws -> Look? {
        let now = environment.now()
        let looks = try await database.read { reading in
            try PlayStore(reading).running().map { exercise in
                let view = try ReleaseView(exercise, now: now, reading)
                return (event: exercise.event, next: try next(view, exercise, reading), shown: Shown(view))
            }
        }
        guard !looks.isEmpty else { return nil }
        var moments = looks.compactMap(\.next)
        for look in looks where look.next == nil {
            do {
                let next = try await database.write { tx in
                    let play = try PlayWork(look.event, Work(tx, environment))
                    guard play.exercise.state == .running else { return now + longest }
                    return try release(play)
                }
                moments.append(next)
            } catch is Refusal {
                // What cannot go out in one exercise keeps no other waiting.
                moments.append(now + longest)
            }
        }
        let shown = Dictionary(looks.map { ($0.event, $0.shown) }) { first, _ in first }
        return Look(next: moments.min() ?? now + longest, shown: shown)
    }

    /// When to look again; nothing where there is something to write now: what goes out, what a rule makes due, what is complete.
    private static func next(_ view: ReleaseView, _ exercise: ExerciseRecord, _ reading: any Reading) throws -> Int64? {
        guard view.schedule.releasing.isEmpty else { return nil }
        let due = try DuePlay.next(exercise, view.moment, reading)
        if let due, due <= view.moment.elapsed { return nil }
        let last = due.flatMap { view.moment.clock.wall(reaching: $0, from: view.moment.wall) } ?? .max
        return try nextOfInjects(view, exercise.event, reading).map { min($0, last) }
    }

    private static func nextOfInjects(_ view: ReleaseView, _ event: Event.ID, _ reading: any Reading) throws -> Int64? {
        let injects = view.plan.injects.filter {
            $0.anchor == .rule && ($0.status == .approved || $0.status == .released)
        }
        guard !injects.isEmpty || !view.plan.points.isEmpty else { return next(view) }
        let known = Set(try ReleaseStore(reading).dues(of: view.plan.msel.id).map { "\($0.inject) \($0.cell)" })
        let signals = try RulesOperations.gather(event, view, reading)
        guard RulesOperations.answered(signals, view).isEmpty else { return nil }
        var moments = [next(view)]
        for inject in injects {
            guard let rule = view.plan.rule(of: inject.id) else { continue }
            let judged = RulesOperations.judge(rule, inject, signals, view)
            guard judged.due.allSatisfy({ known.contains("\(inject.id) \($0.cell)") }) else { return nil }
            moments += [judged.next.flatMap { view.moment.clock.wall(reaching: $0, from: view.moment.wall) }].compactMap
            { $0 }
        }
        return moments.min()
    }

    /// In its transaction: rules first, then all that is due by itself, in its order.
    static func release(_ play: PlayWork) throws -> Int64 {
        try RulesOperations.judge(play)
        try DuePlay.play(play)
        let view = try ReleaseView(play.exercise, play.plan, play.moment, play.tx)
        var count = 0
        for line in view.schedule.releasing {
            guard let inject = view.inject(line.id) else { continue }
            let cells = view.cellsDue(inject)
            guard !cells.isEmpty else { continue }
            _ = try ReleaseOperations.send(inject, to: cells, play)
            count += 1
        }
        for inject in try RulesOperations.answered(RulesOperations.gather(play, view), view) {
            try ReleaseStore.set(.complete, reason: "", of: inject.id, now: play.now, play.tx)
            try play.record("inject:\(inject.id)", "inject.completion")
        }
        // What went out may be what a rule waited for.
        return count > 0 ? play.now : next(view)
    }

    /// When on the wall something may be due next: as the clock runs now, and within the longest pause.
    private static func next(_ view: ReleaseView) -> Int64 {
        let clock = view.moment.clock
        let byClock = view.schedule.nextElapsed.flatMap { clock.wall(reaching: $0, from: view.moment.wall) }
        return [byClock, view.schedule.nextWall, view.moment.wall + longest].compactMap { $0 }.min()
            ?? view.moment.wall + longest
    }
}
