import Domain
import Storage
import Web

/// A line that an evaluator writes while the exercise goes on.
struct ObservationDraft: Sendable {
    var text: String
    var kind = ObservationKind.neutral
    var cell: ExerciseCell.ID?
    var task: CriticalTask.ID?
    /// What was on the screen.
    var paper: Paper.ID?
    /// Of what the cell did.
    var evidence: ObservationEvidence?
    /// When it was written; counts as for players (``DeviceTime``).
    var device = DeviceTime.none
}

struct RatingDraft: Sendable {
    var value: TaskRating
    var reason = ""
    /// Why it was changed after evidence was offered.
    var change = ""
}

/// What evaluators write and rate, each alone until all have; then what they agree on.
enum EvaluationOperations {
    static let mostObservations = 5_000
    /// A device may bring what was typed so long ago.
    private static let longestOffline: Int64 = 12 * 3_600_000

    struct Evaluator: Sendable {
        let visit: Visit
        let exercise: ExerciseRecord
        let standing: ExerciseStanding
        let sight: EvaluationSight
        /// Their seats as evaluators.
        let seats: [SeatRecord]

        /// - Throws: ``Refusal/notFound`` for whoever does not evaluate here.
        init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
            self.visit = visit
            exercise = try PlayStore(reading).required(event)
            standing = try ExerciseStanding(visit, event, reading)
            try standing.require(standing.mayEvaluate)
            sight = try EvaluationSight(event, ExercisePlan(exercise.msel, reading), reading)
            seats = standing.seats.filter { $0.role == .evaluator }
        }

        /// The director, or the evaluator who leads.
        var leads: Bool { standing.isDirector || seats.contains { $0.id == sight.lead } }

        func work(_ tx: Transaction) -> Work { Work(tx, visit) }

        func requireTime() throws {
            guard exercise.state.isPlayed || exercise.state == .ended else { throw Refusal.ratingsNotYet }
        }

        /// Whether they may see what others said of it.
        func sees(_ unit: RatedUnit) -> Bool {
            guard sight.isOpen(unit) else { return false }
            return leads || sight.closedAt != nil || seats.contains { sight.submitted.contains($0.id) }
        }
    }

    // MARK: Observations

    /// Sent twice under one key, it is one.
    static func observe(_ visit: Visit, _ event: Event.ID, _ draft: ObservationDraft, key: String? = nil) async throws
        -> ExerciseObservation.ID
    {
        var draft = draft
        draft.text = try text(draft.text)
        let told = draft
        return try await visit.database.write { tx in
            let own = try Evaluator(visit, event, tx)
            try own.requireTime()
            let work = own.work(tx)
            let id: ExerciseObservation.ID = SendingKey.id(key, by: work.actor, work.environment)
            let store = EvaluationStore(tx)
            if try !store.observations([id]).isEmpty { return id }
            let draft = try placed(told, own, tx)
            guard try store.observations(of: event).count < mostObservations else {
                throw Refusal.tooMany(L("The exercise has \(mostObservations) observations, the maximum."))
            }
            let clock = try PlayStore(tx).clock(of: event)
            let now = work.now
            let typed = told.device.counts(received: now, notBefore: try earliest(draft, own, clock, work))
            try EvaluationStore.insert(
                id, draft, in: event, seat: own.seats.first?.id, elapsed: clock.elapsed(at: typed),
                language: visit.language.rawValue, work)
            try work.record(
                EvaluationPaths.scope(event), "exercise-observation:\(id)", "exercise-observation.note")
            return id
        }
    }

    /// Before this nothing was written without a connection: what was looked at was not there yet, or the server heard from who writes.
    private static func earliest(_ draft: ObservationDraft, _ own: Evaluator, _ clock: ExerciseClock, _ work: Work)
        throws -> Int64
    {
        let (event, until) = (own.exercise.event, work.now - DeviceTime.returning)
        let paper = try draft.paper.map { try PlayStore(work.tx).paper($0, of: event).wall }
        let heard = try EvaluationStore(work.tx).heard(
            of: work.actor, own.seats.map(\.id), in: event, until: until)
        return [work.now - longestOffline, clock.startedAt, paper, heard].compactMap(\.self).max() ?? work.now
    }

    private static func text(_ text: String) throws -> String {
        var check = FieldCheck()
        let cleaned = check.lines("text", text, limit: 2_000, isRequired: true)
        try check.finish()
        return cleaned
    }

    /// With a cell, a task and a paper of this exercise that the evaluator looks at.
    private static func placed(_ draft: ObservationDraft, _ own: Evaluator, _ reading: any Reading) throws
        -> ObservationDraft
    {
        var draft = draft
        let event = own.exercise.event
        if let paper = draft.paper {
            draft.cell = try PlayStore(reading).paper(paper, of: event).cell
        }
        if let cell = draft.cell, own.sight.plan.cell(cell) == nil { throw Refusal.notFound }
        if let task = draft.task, own.sight.plan.task(task) == nil { throw Refusal.notFound }
        if !own.standing.isDirector, let cell = draft.cell, !own.standing.watches.contains(cell) {
            throw Refusal.notFound
        }
        if let evidence = draft.evidence {
            guard let cell = draft.cell.flatMap({ own.sight.plan.cell($0) }),
                try CellRecords.lines(of: cell, in: event, own.sight.plan, reading).contains(where: {
                    $0.source == evidence
                })
            else { throw Refusal.notFound }
        }
        return draft
    }

    /// By its author, until it is submitted.
    static func change(_ visit: Visit, _ event: Event.ID, _ id: ExerciseObservation.ID, _ draft: ObservationDraft)
        async throws
    {
        let words = try text(draft.text)
        try await visit.database.write { tx in
            let (own, stored) = try editable(visit, event, id, tx)
            var draft = try placed(
                ObservationDraft(text: words, kind: draft.kind, cell: stored.cell, task: draft.task), own, tx)
            draft.paper = stored.paper
            try EvaluationStore.update(id, draft, tx)
            try own.work(tx).record(
                EvaluationPaths.scope(event), "exercise-observation:\(id)", "exercise-observation.change")
        }
    }

    static func remove(_ visit: Visit, _ event: Event.ID, _ id: ExerciseObservation.ID) async throws {
        try await visit.database.write { tx in
            let (own, _) = try editable(visit, event, id, tx)
            try EvaluationStore.remove(id, tx)
            try own.work(tx).record(
                EvaluationPaths.scope(event), "exercise-observation:\(id)", "exercise-observation.removal")
        }
    }

    private static func editable(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseObservation.ID, _ reading: any Reading
    ) throws -> (Evaluator, ExerciseObservationRecord) {
        let own = try Evaluator(visit, event, reading)
        let stored = try EvaluationStore(reading).observation(id, of: event)
        guard isAuthor(own, stored) else { throw Refusal.notFound }
        guard stored.sharedAt == nil else { throw Refusal.observationShared }
        return (own, stored)
    }

    static func isAuthor(_ own: Evaluator, _ observation: ExerciseObservationRecord) -> Bool {
        if let seat = observation.seat { return own.seats.contains { $0.id == seat } }
        return observation.author != nil && observation.author == own.visit.visitor.journalName
    }

    // MARK: Ratings

    static func rate(_ visit: Visit, _ event: Event.ID, _ unit: RatedUnit, _ draft: RatingDraft) async throws {
        var check = FieldCheck()
        var draft = draft
        draft.reason = check.lines("reason", draft.reason, limit: 1_000)
        draft.change = check.lines("change", draft.change, limit: 500)
        if draft.value.needsReason, draft.reason.isEmpty {
            check.fail("reason", L("Say why: M and U need a reason."))
        }
        try check.finish()
        let told = draft
        try await visit.database.write { tx in
            let own = try Evaluator(visit, event, tx)
            guard let cell = own.sight.plan.cell(unit.cell) else { throw Refusal.notFound }
            guard let seat = own.seats.first(where: { own.sight.units(of: $0.id).contains(unit) }) else {
                throw Refusal.notFound
            }
            guard !own.sight.isOwn(seat, cell) else { throw Refusal.ratingsOwnCell }
            try own.requireTime()
            guard !own.sight.submitted.contains(seat.id), own.sight.closedAt == nil else {
                throw Refusal.ratingsSubmitted
            }
            let before = own.sight.rating(unit, by: seat.id)
            if let before {
                if before.value == told.value, before.reason == told.reason { return }
                if before.value != told.value, told.change.isEmpty {
                    throw Refusal.invalid(["change": L("Say why you change it: you have seen the evidence since.")])
                }
            }
            let work = own.work(tx)
            try EvaluationStore.insert(
                unit, by: seat.id, version: (before?.version ?? 0) + 1, told, now: work.now, tx)
            // The journal is read by more than evaluators: it says that, and not how.
            try work.record(
                EvaluationPaths.scope(event), "exercise-seat:\(seat.id)", "task-rating.entry",
                ["task": .text(unit.task.description), "cell": .text(unit.cell.description)])
        }
    }

    /// All that was assigned is rated, or was not observed; from then on it stands, with the observations.
    static func submit(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            let own = try Evaluator(visit, event, tx)
            try own.requireTime()
            let work = own.work(tx)
            let missing = own.seats.flatMap { seat in
                own.sight.units(of: seat.id).filter { own.sight.rating($0, by: seat.id) == nil }
            }
            guard missing.isEmpty else { throw Refusal.ratingsMissing(missing.map(own.sight.name)) }
            for seat in own.seats where !own.sight.submitted.contains(seat.id) {
                try EvaluationStore.submit(seat.id, now: work.now, tx)
                try work.record(
                    EvaluationPaths.scope(event), "exercise-seat:\(seat.id)", "task-rating.submission")
            }
            try EvaluationStore.share(
                own.seats.isEmpty ? work.actor : nil, seat: own.seats.first?.id, in: event, now: work.now, tx)
        }
    }

    /// The lead opens what was submitted, though somebody has not.
    static func close(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            let own = try Evaluator(visit, event, tx)
            guard own.leads else { throw Refusal.forbidden }
            try own.requireTime()
            guard own.sight.closedAt == nil else { return }
            let work = own.work(tx)
            try EvaluationStore.close(event, work)
            for seat in own.sight.evaluators {
                try EvaluationStore.share(nil, seat: seat.id, in: event, now: work.now, tx)
            }
            try EvaluationStore.share(work.actor, seat: nil, in: event, now: work.now, tx)
            try work.record(EvaluationPaths.scope(event), "event:\(event)", "task-rating.opening")
        }
    }

    static func lead(_ visit: Visit, _ event: Event.ID, _ seat: ExerciseSeat.ID?) async throws {
        try await visit.database.write { tx in
            let own = try Evaluator(visit, event, tx)
            guard own.standing.isDirector else { throw Refusal.forbidden }
            if let seat, own.sight.seats[seat]?.role != .evaluator { throw Refusal.notFound }
            try EvaluationStore.setLead(seat, of: event, tx)
            try own.work(tx).record(EvaluationPaths.scope(event), "event:\(event)", "task-rating.lead")
        }
    }

    /// What was agreed on in a talk; the ratings stay beside it.
    static func agree(_ visit: Visit, _ event: Event.ID, _ unit: RatedUnit, _ value: TaskRating, reason: String)
        async throws
    {
        var check = FieldCheck()
        let reason = check.lines("reason", reason, limit: 1_000)
        if value.needsReason, reason.isEmpty { check.fail("reason", L("Say why: M and U need a reason.")) }
        try check.finish()
        try await visit.database.write { tx in
            let own = try Evaluator(visit, event, tx)
            guard own.leads else { throw Refusal.forbidden }
            guard let cell = own.sight.plan.cell(unit.cell), own.sight.units.contains(unit) else {
                throw Refusal.notFound
            }
            guard !own.standing.seats.contains(where: { own.sight.isOwn($0, cell) }) else {
                throw Refusal.ratingsOwnCell
            }
            try own.requireTime()
            guard own.sight.isOpen(unit) else { throw Refusal.ratingsSealed }
            let seen = own.sight.ratings(of: unit).map(\.value).filter { $0 != .notObserved }
            if value != .notObserved, seen.isEmpty {
                throw Refusal.invalid(["value": L("Nobody observed it: it stays not observed.")])
            }
            if value != .notObserved, !seen.contains(value), reason.isEmpty {
                throw Refusal.invalid(["reason": L("Nobody rated it so: say why.")])
            }
            let work = own.work(tx)
            try EvaluationStore.agree(unit, value, reason: reason, work)
            try work.record(
                EvaluationPaths.scope(event), "critical-task:\(unit.task)", "task-rating.consensus",
                ["cell": .text(unit.cell.description)])
        }
    }
}
