import Domain
import Storage
import Web

/// # Real mail of an exercise
///
/// - `/events/E/exercise/real-mail` says whether it is on, whom it reaches and what became of it; `POST` turns it on (`act=on`, with the name of
///   the exercise) or off.
/// - `/events/E/exercise/play/mail` is a player's own choice.
/// - What goes: papers of the channel e-mail, by ``ExerciseMailing``; through ``ExerciseOutbox`` alone.
enum ExerciseMailRoutes {
    static let all: [Route] = [
        .get(ExerciseMailPaths.settings, .attend) { visit, event in try await page(visit, event, nil) },
        .post(ExerciseMailPaths.settings, .attend) { visit, event in
            let form = try visit.inbound.form()
            guard form.text("act") != "off" else {
                try await ExerciseMailOperations.turnOff(visit, event)
                return .redirect(to: Done.saved.at(ExerciseMailPaths.settings(event)))
            }
            do {
                try await ExerciseMailOperations.turnOn(visit, event, name: form.text("name"))
            } catch {
                return try await page(visit, event, .refused(form, error))
            }
            return .redirect(to: Done.saved.at(ExerciseMailPaths.settings(event)))
        },
        .get(ExerciseMailPaths.choice, .attend) { visit, event in
            try await PlayerRoutes.page(visit, event) { try ExerciseMailChoicePage(visit, event, nil, $0).answer }
        },
        .post(ExerciseMailPaths.choice, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                try await ExerciseMailOperations.choose(visit, event, form.text("wanted") == "yes")
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try ExerciseMailChoicePage(visit, event, state, $0).answer }
            }
            return .redirect(to: Done.saved.at(ExerciseMailPaths.choice(event)))
        },
    ]

    private static func page(_ visit: Visit, _ event: Event.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try ExerciseMailPage(ExerciseFrame(visit, event, $0), state, $0).answer }
    }
}
