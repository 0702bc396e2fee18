import Domain
import Storage
import Web

/// # Paper in an exercise
///
/// - `/events/E/exercise/sheets` has what is printed, and the sheets that wait for a second person; `…/new?sheet=CELL POINT` enters a decision,
///   `…/new?sheet=CELL` a request; `POST …/S/acts` confirms one, or throws it away.
/// - `/events/E/exercise/badges` are the badges.
enum ExerciseSheetRoutes {
    static let all: [Route] = [
        .get(ExerciseSheetPaths.list, .attend) { visit, event in
            try await visit.read { try ExerciseSheetsPage(ExerciseFrame(visit, event, $0), $0).answer }
        },
        .get(ExerciseSheetPaths.new, .attend) { visit, event in
            let parts = visit.inbound.query.text("sheet").split(separator: " ").map { String($0) }
            let cell = parts.first.flatMap { ExerciseCell.ID($0) }
            return try await form(visit, event, cell, parts.dropFirst().first.flatMap { DecisionPoint.ID($0) }, nil)
        },
        .post(ExerciseSheetPaths.new, .attend) { visit, event in
            let sent = try visit.inbound.form()
            let (cell, point) = (ExerciseCell.ID(sent.text("cell")), DecisionPoint.ID(sent.text("point")))
            do {
                guard let cell else { throw Refusal.notFound }
                _ = try await ExerciseSheetOperations.enter(
                    visit, event, cell: cell, point: point, ExerciseSheetBody(sent))
            } catch let refusal as Refusal where refusal.code == Refusal.sheetWaitsAlready.code {
                // Two people may hold the same sheet: what was typed stays.
                let state = FormState(sent, errors: ["option-code": refusal.title])
                return try await form(visit, event, cell, point, state)
            } catch {
                return try await form(visit, event, cell, point, .refused(sent, error))
            }
            return .redirect(to: Done.sheetEntered.at(ExerciseSheetPaths.list(event)))
        },
        .post(ExerciseSheetPaths.act, .attend) { visit, event, id in
            let act = ExerciseSheetOperations.Act(rawValue: try visit.inbound.form().text("act"))
            guard let act else { throw Refusal.malformedForm }
            try await ExerciseSheetOperations.act(visit, event, id, act)
            return .redirect(to: Done.saved.at(ExerciseSheetPaths.list(event)))
        },
        .get(ExerciseSheetPaths.badges, .attend) { visit, event in
            let layout = BadgeLayout(rawValue: visit.inbound.query.text("layout")) ?? .small
            return try await visit.read { try ExerciseBadgesPage(ExerciseFrame(visit, event, $0), layout, $0).answer }
        },
    ]

    private static func form(
        _ visit: Visit, _ event: Event.ID, _ cell: ExerciseCell.ID?, _ point: DecisionPoint.ID?, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read {
            try ExerciseSheetFormPage(ExerciseFrame(visit, event, $0), cell: cell, point: point, state, $0).answer
        }
    }
}

extension Done {
    static let sheetEntered = Done("sheet-entered", L("Entered. A second person confirms it."))
}
