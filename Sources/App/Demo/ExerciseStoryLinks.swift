import Domain
import Storage
import Web

/// The addresses by which an exercise of a story is looked at, one for each role.
struct ExerciseStoryLinks {
    let stage: DemoStage
    let director: Account.ID
    let event: Event.ID

    /// - Parameter cell: of the player; who speaks for it, where somebody does.
    /// - Returns: roles and paths: director, controller, evaluator, player, projector, observer.
    func make(cell: ExerciseCell.ID?) async throws -> [(role: String, path: String)] {
        let services = stage.services
        let event = event
        let sign = try await stage.signIn(director, ExercisePaths.console(event))
        return try await services.database.write { tx in
            let seats = try PlayStore(tx).seats(of: event)
            let work = Work(tx, services.environment)
            func link(_ role: ExerciseRole) throws -> (role: String, path: String)? {
                let own = seats.filter { $0.role == role && (role != .player || $0.cell == cell) }
                guard let seat = own.first(where: \.isSpokesperson) ?? own.first else { return nil }
                let token = try JoiningOperations.issueLinkIn(work, event, seat.participant)
                return (role.rawValue, JoiningPaths.link(token))
            }
            // The room's screen of an exercise stands behind the event's.
            let screen = ProjectorLink.address(of: try EventStore(tx).event(event), key: services.key)
            let people = try [ExerciseRole.controller, .evaluator, .player].compactMap(link)
            let observer = try link(.observer).map { [$0] } ?? []
            return [("director", sign)] + people + [("projector", "\(screen)/exercise")] + observer
        }
    }
}
