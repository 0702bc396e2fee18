import Domain
import Storage
import Web

/// # Notes of exercise control
///
/// `/events/E/exercise/console/notes` (`?inject=I` for one on an inject) is where whoever runs an exercise notes a line, by the key `n` of the
/// console and from a controller's phone; `POST` stores it with the time of the exercise's clock.
enum ExconNoteRoutes {
    static let all: [Route] = [
        .get(ExconPaths.notes, .attend) { visit, event in
            try await visit.read { try ExconNotesPage(visit, event, FormState(), $0).answer }
        },
        .post(ExconPaths.notes, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                _ = try await ExconNoteOperations.note(
                    visit, event, ExconNoteFields(form), on: Inject.ID(form.text("inject")),
                    key: visit.sendingName(form))
            } catch let refusal as Refusal where !refusal.fields.isEmpty {
                let state = try FormState.refused(form, refusal)
                return try await visit.read { try ExconNotesPage(visit, event, state, $0).answer }
            }
            return .redirect(to: Done.saved.at(ExconPaths.notes(event)))
        },
    ]
}

/// The same as JSON, on the same operations.
enum ExconNoteAPI {
    struct More: Codable, Sendable {
        /// On what it is noted.
        let inject: Inject.ID?
    }

    struct Known: Codable, Sendable {
        let id: ExconNote.ID
        let inject: Inject.ID?
        /// Of the exercise's clock.
        let elapsed: Int64
        /// Epoch milliseconds.
        let at: Int64
        let language: String
    }

    typealias Input = FieldSending<ExconNoteFields, More>
    typealias Body = FieldBody<ExconNoteFields, Known>

    static let routes: [APIRoute] = [
        .get(
            ExconPaths.apiNotes, .attend, "Exercise",
            "What those who run the exercise noted, in the order of its clock; for them only."
        ) { visit, event in
            ListBody(items: try await visit.read { try bodies(visit, event, $0) }, next: nil)
        },
        .send(
            .post, ExconPaths.apiNotes, .attend, "Exercise", "Notes a line, stamped with the exercise's clock.",
            success: .created
        ) { (visit, input: Input, event) in
            let id = try await ExconNoteOperations.note(
                visit, event, input.told.fields(), on: input.more.inject)
            return try await visit.read { reading in
                guard let body = try bodies(visit, event, reading).first(where: { $0.facts.id == id }) else {
                    throw Refusal.notFound
                }
                return body
            }
        },
    ]

    private static func bodies(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [Body] {
        _ = try PlayStore(reading).required(event)
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(standing.isExcon)
        return try ExconNoteStore(reading).all(of: event).map { note in
            Body(
                Known(
                    id: note.id, inject: note.inject, elapsed: note.elapsed, at: note.at, language: note.language),
                note.fields)
        }
    }
}
