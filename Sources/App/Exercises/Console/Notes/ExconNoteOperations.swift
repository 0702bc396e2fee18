import Domain
import Storage
import Web

/// Notes of those who run an exercise: nobody else reads them, and nothing of them is changed afterwards.
enum ExconNoteOperations {
    static let most = 5_000

    /// Sent twice under one key, it is one.
    static func note(
        _ visit: Visit, _ event: Event.ID, _ fields: ExconNoteFields, on inject: Inject.ID? = nil, key: String? = nil
    ) async throws -> ExconNote.ID {
        let (cleaned, language) = (fields.cleaned, visit.language.rawValue)
        return try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isExcon)
            let exercise = try PlayStore(tx).required(event)
            guard exercise.state.isPlayed || exercise.state.isOver else { throw Refusal.notPlayed }
            let work = Work(tx, visit)
            let id: ExconNote.ID = SendingKey.id(key, by: work.actor, work.environment)
            let store = ExconNoteStore(tx)
            if try store.isKnown(id) { return id }
            let told = try cleaned.checked()
            if let inject { _ = try PlanStore(tx).inject(inject, of: exercise.msel) }
            guard try store.count(of: event) < most else {
                throw Refusal.tooMany(L("The exercise has \(most) notes, the maximum."))
            }
            let elapsed = try ExerciseMoment(event, now: visit.now, tx).elapsed
            try ExconNoteStore.insert(id, told, on: inject, in: event, elapsed: elapsed, language: language, work)
            try work.record(.part(event, ExercisePlaces.excon), "excon-note:\(id)", "excon-note.entry")
            return id
        }
    }
}
