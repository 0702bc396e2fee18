import Domain
import Storage
import Web

/// An exercise inside a transaction: what it is, what is planned, where its clocks stand, and how its journal is written.
struct PlayWork {
    let exercise: ExerciseRecord
    let plan: ExercisePlan
    let moment: ExerciseMoment
    let work: Work

    /// - Throws: ``Refusal/notFound`` where the event has no exercise.
    init(_ event: Event.ID, _ work: Work) throws {
        exercise = try PlayStore(work.tx).required(event)
        plan = try ExercisePlan(exercise.msel, work.tx)
        moment = try ExerciseMoment(event, now: work.now, work.tx)
        self.work = work
    }

    var event: Event.ID { exercise.event }
    var tx: Transaction { work.tx }
    var now: Int64 { work.now }
    var elapsed: Int64 { moment.elapsed }
    var story: Int64 { moment.story ?? plan.msel.storyStart }

    /// - Throws: a refusal in words, unless the exercise is in one of these states.
    func require(_ states: ExerciseState...) throws {
        guard states.contains(exercise.state) else {
            throw exercise.state.isOver ? Refusal.exerciseHasEnded : .exerciseIs(exercise.state)
        }
    }

    /// For all pages of the exercise: clocks and moves.
    func recordForAll(_ subject: String, _ kind: String, _ facts: [String: JSONValue] = [:]) throws {
        var facts = facts
        facts["elapsed"] = .whole(elapsed)
        try work.record(.event(event), subject, kind, facts)
    }

    /// For whoever runs the exercise, and nobody else.
    func record(_ subject: String, _ kind: String, _ facts: [String: JSONValue] = [:]) throws {
        var facts = facts
        facts["elapsed"] = .whole(elapsed)
        try work.record(.part(event, ExercisePlaces.excon), subject, kind, facts)
    }

    /// For one cell, and who looks at it.
    func record(in cell: ExerciseCell.ID, _ subject: String, _ kind: String, _ facts: [String: JSONValue] = [:]) throws
    {
        var facts = facts
        facts["elapsed"] = .whole(elapsed)
        try work.record(.part(event, ExercisePlaces.cell(cell)), subject, kind, facts)
    }

    /// Appends to the clock; a machine whose own clock went back does not take time back.
    func mark(_ kind: ClockMark.Kind, speed: Speed = .normal) throws {
        let last = try ReleaseStore(tx).lastMark(of: event)
        let wall = max(now, last?.wall ?? now)
        try ReleaseStore.insert(
            ClockMark(kind, at: wall, speed: speed), number: (last?.number ?? 0) + 1,
            elapsed: moment.clock.elapsed(at: wall),
            actor: work.actor, of: event, tx)
    }
}
