import Domain
import Storage
import Web

/// The play of an exercise as JSON, on the same operations. Who plays is told of their own papers only; nothing says how many there will be.
enum PlayAPI {
    struct ExerciseBody: Codable, Sendable {
        /// Always true: whatever is read here is an exercise.
        let exercise: Bool
        let state: ExerciseState
        /// Played milliseconds.
        let elapsed: Int64
        /// Epoch milliseconds of the server's clock, at which `elapsed` and `story` are as told.
        let wall: Int64
        /// Of the exercise's clock now, as a fraction; 0 while it stands.
        let speedNumerator: Int64
        let speedDenominator: Int64
        /// The story's instant, epoch milliseconds; absent before STARTEX.
        let story: Int64?
        let storyRateNumerator: Int64
        let storyRateDenominator: Int64
        /// Number of the clock's last mark, for `seen`; 0 before STARTEX.
        let mark: Int
        /// The move that is open.
        let move: Int?
        let comparison: Comparison
        let releaseDefault: ReleaseWay
        /// For who takes part, not for observers.
        let emergencyPhone: String?
        let rules: String
        let cellsTalk: Bool
        let isRehearsal: Bool
    }

    struct ExerciseInput: Codable, Sendable {
        /// What is left out stays as it is.
        let comparison: Comparison?
        let releaseDefault: ReleaseWay?
        let emergencyPhone: String?
        let rules: String?
        let cellsTalk: Bool?
    }

    enum ClockAct: String, Codable, CaseIterable, ChoiceType, Sendable {
        case start, pause, resume, speed, end, release, halt, jump
    }

    struct ClockInput: Codable, Sendable {
        /// `release` ends a halt; `halt` is a real emergency.
        let act: ClockAct
        /// Of `speed`: 1/2, 1, 2, 4 or 10; more than 1 only in a rehearsal. Of `jump`: the story's rate.
        let numerator: Whole<Numbers.Ratio>?
        let denominator: Whole<Numbers.Ratio>?
        /// Of `jump`: the story's instant, epoch milliseconds.
        let story: Whole<Numbers.Moment>?
        /// Of `jump`.
        let reason: String?
        /// The mark that was seen: refused where somebody was quicker.
        let seen: Whole<Numbers.Revision>?
    }

    struct ReleaseBody: Codable, Sendable, NamedType {
        static var schemaName: String { "Release" }

        let inject: Inject.ID
        let label: String
        let title: String
        let status: InjectStatus
        let revision: Int
        /// Of the exercise's clock; absent where it is released by hand, by a rule, at a time of the day, or waits for its move.
        let dueElapsed: Int64?
        let releasedElapsed: Int64?
        let isHeld: Bool
        let isOverdue: Bool
        /// Cells that have it, and those that lack it.
        let sent: [ExerciseCell.ID]
        let open: [ExerciseCell.ID]
    }

    struct ReleaseInput: Codable, Sendable {
        let inject: Inject.ID
        /// All that lack it, unless told.
        let cells: [ExerciseCell.ID]?
        /// As it was read: refused where it was changed since.
        let revision: Whole<Numbers.Revision>?
        /// Whether cells without a text in their language get another one.
        let acceptsGaps: Bool?
    }

    struct PaperBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExercisePaper" }

        let exercise: Bool
        let id: Paper.ID
        let cell: ExerciseCell.ID
        let number: Int
        let channel: ExerciseChannel
        let sender: String
        let language: String
        let subject: String
        let body: String
        /// Epoch milliseconds.
        let wall: Int64
        let elapsed: Int64
        let story: Int64
        let corrects: Paper.ID?

        init(_ paper: ExercisePaper) {
            exercise = true
            (id, cell, number, channel) = (paper.id, paper.cell, paper.number, paper.channel)
            (sender, language, subject, body) = (paper.sender, paper.language, paper.subject, paper.body)
            (wall, elapsed, story, corrects) = (paper.wall, paper.elapsed, paper.story, paper.corrects)
        }
    }

    private static let tag = "Exercises"

    static let routes: [APIRoute] = [
        .get(PlayPaths.apiExercise, .attend, tag, "The exercise: its state, its clocks, and what may be set of it.") {
            visit, event in
            try await visit.read { try body(visit, event, $0) }
        },
        .send(.put, PlayPaths.apiExercise, .attend, tag, "Sets what may be set of an exercise, for its director.") {
            (visit: Visit, input: ExerciseInput, event: Event.ID) in
            let known = try await visit.read { reading in
                let standing = try ExerciseStanding(visit, event, reading)
                try standing.require(standing.isExcon)
                return try PlayStore(reading).required(event)
            }
            try await ExerciseOperations.keep(
                visit, event,
                PlaySettings(
                    comparison: input.comparison ?? known.comparison,
                    releaseDefault: input.releaseDefault ?? known.releaseDefault,
                    emergencyPhone: input.emergencyPhone ?? known.emergencyPhone, rules: input.rules ?? known.rules,
                    cellsTalk: input.cellsTalk ?? known.cellsTalk))
            return try await visit.read { try body(visit, event, $0) }
        },
        .send(
            .post, PlayPaths.apiClock, .attend, tag,
            "STARTEX, pause, resume, speed, story jump, halt, the end of a halt, ENDEX."
        ) { (visit: Visit, input: ClockInput, event: Event.ID) in
            try await turn(visit, event, input)
            return try await visit.read { try body(visit, event, $0) }
        },
        .get(PlayPaths.apiReleases, .attend, tag, "What went out, is due and is to come; for who runs the exercise.") {
            visit, event in
            try await visit.read { ListBody(items: try releases(visit, event, $0), next: nil) }
        },
        .send(.post, PlayPaths.apiReleases, .attend, tag, "Releases an inject, once to each cell.", success: .created) {
            (visit: Visit, input: ReleaseInput, event: Event.ID) in
            let papers = try await ReleaseOperations.release(
                visit, event, input.inject,
                .init(
                    cells: input.cells.map(Set.init), revision: input.revision?.value,
                    acceptsGaps: input.acceptsGaps ?? false))
            return try await visit.read { reading in
                ListBody(
                    items: try papers.map { PaperBody(try PlayStore(reading).paper($0, of: event)) }, next: nil)
            }
        },
        .get(
            PlayPaths.apiPapers, .attend, tag,
            "Papers that went out: those of one's own cell, for an evaluator those of the cells they rate, all for who runs the exercise."
        ) { visit, event in
            try await visit.read { ListBody(items: try papers(visit, event, $0).map(PaperBody.init), next: nil) }
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> ExerciseBody {
        let standing = try ExerciseStanding(visit, event, reading)
        let exercise = try PlayStore(reading).required(event)
        let moment = try ExerciseMoment(event, now: visit.now, reading)
        let open = try PlanStore(reading).moves(of: exercise.msel).first { $0.state == .open }
        return ExerciseBody(
            exercise: true, state: exercise.state, elapsed: moment.elapsed, wall: moment.wall,
            speedNumerator: moment.clock.speed.numerator, speedDenominator: moment.clock.speed.denominator,
            story: moment.story, storyRateNumerator: moment.rate.numerator,
            storyRateDenominator: moment.rate.denominator,
            mark: try ReleaseStore(reading).lastMark(of: event)?.number ?? 0, move: open?.number,
            comparison: exercise.comparison, releaseDefault: exercise.releaseDefault,
            emergencyPhone: standing.observes ? nil : exercise.emergencyPhone, rules: exercise.rules,
            cellsTalk: exercise.cellsTalk, isRehearsal: exercise.isRehearsal)
    }

    private static func turn(_ visit: Visit, _ event: Event.ID, _ input: ClockInput) async throws {
        let speed = input.numerator.map { Speed(Int64($0.value), Int64(input.denominator?.value ?? 1)) }
        switch input.act {
        case .halt: _ = try await ExerciseOperations.halt(visit, event)
        case .jump:
            guard let story = input.story else { throw Refusal.invalid(["story": L("This field is required.")]) }
            try await MoveOperations.jump(
                visit, event, to: Int64(story.value), rate: speed, reason: input.reason ?? "", seen: input.seen?.value)
        case .start, .pause, .resume, .speed, .end, .release:
            guard let act = ExerciseOperations.Act(rawValue: input.act.rawValue) else { throw Refusal.malformedForm }
            try await ExerciseOperations.act(visit, event, act, speed: speed, seen: input.seen?.value)
        }
    }

    private static func releases(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [ReleaseBody] {
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(standing.isExcon)
        let view = try ReleaseView(try PlayStore(reading).required(event), now: visit.now, reading)
        let overdue = Set(view.schedule.overdue.map(\.id))
        return view.plan.injects.map { inject in
            let due: Int64? =
                if case .elapsed(let due) = ReleaseView.due(inject, view.plan, view.moment, view.dues[inject.id] ?? [])
                {
                    due
                } else {
                    nil
                }
            return ReleaseBody(
                inject: inject.id, label: inject.label, title: inject.title, status: inject.status,
                revision: inject.revision, dueElapsed: inject.dueElapsed ?? due,
                releasedElapsed: inject.releasedElapsed, isHeld: inject.heldAt != nil,
                isOverdue: overdue.contains(inject.id.description),
                sent: (view.having[inject.id] ?? []).sorted(), open: view.open(inject).map(\.id))
        }
    }

    private static func papers(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [ExercisePaper] {
        let standing = try ExerciseStanding(visit, event, reading)
        let store = PlayStore(reading)
        _ = try store.required(event)
        if standing.isExcon { return try store.papers(of: event) }
        try standing.require(standing.cell != nil || standing.roles.contains(.evaluator))
        let passed = Set(try store.passings(of: event).filter { $0.to == standing.cell }.map(\.paper))
        return try store.papers(of: event).filter {
            $0.isDelivered && (standing.sees($0.cell) || passed.contains($0.id))
        }
    }
}

extension Numbers {
    /// A part of a fraction: of a speed, or of the story's rate.
    enum Ratio: NumberLimits { static let range = 0...1_000_000 }
}
