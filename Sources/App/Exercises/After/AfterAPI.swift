import Domain
import Storage
import Web

/// What follows an exercise as JSON, on the same operations as the pages.
enum AfterAPI {
    typealias FindingBody = FieldBody<FindingFields, FindingFacts>
    typealias FindingInput = FieldSending<FindingFields, FindingMore>

    struct FindingFacts: Codable, Sendable {
        let exercise: Bool
        let id: ExerciseFinding.ID
        let objective: ExerciseObjective.ID?
        let cell: ExerciseCell.ID?
        /// Others than the cell read it.
        let shared: Bool
        /// The last reason.
        let rootCause: String?
        let actions: [Action.ID]
    }

    struct FindingMore: Codable, Sendable {
        let objective: ExerciseObjective.ID?
        let cell: ExerciseCell.ID?
        let shared: Bool?
        let observations: [ExerciseObservation.ID]?
        /// Who runs the exercise means others to read the names that stand in it.
        let acceptsNames: Bool?
    }

    struct CorrectiveInput: Codable, Sendable {
        let finding: ExerciseFinding.ID
        let title: String
        let text: String?
        let element: ActionElement?
        let body: String?
        let startsOn: String?
        let dueOn: String?
        let evidence: String?
        let language: String?
        /// `country:KZ`, `organisation:ID`, or `account:ID`; left out for nobody yet.
        let owner: String?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?

        var fields: ActionFields {
            var fields = ActionFields()
            (fields.title, fields.text, fields.element) = (title, text ?? "", element?.rawValue ?? "")
            (fields.body, fields.startsOn, fields.dueOn) = (body ?? "", startsOn ?? "", dueOn ?? "")
            (fields.evidence, fields.language) = (evidence ?? "", language ?? fields.language)
            return fields
        }
    }

    private static let tag = "Exercise"

    static let routes: [APIRoute] = [
        .get(
            AfterPaths.apiFindings, .attend, tag, "What an exercise showed, as far as you may read it.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await sight(visit, event)
            return try Cursor(visit).page(of: found.findings.map { body($0, found) }) { $0.facts.id.description }
        },
        .send(
            .post, AfterPaths.apiFindings, .attend, tag, "Adds a finding: evaluators and whoever runs the exercise.",
            success: .created
        ) { (visit, input: FindingInput, event) in
            let place = FindingPlace(
                objective: input.more.objective, cell: input.more.cell, isShared: input.more.shared ?? false,
                acceptsNames: input.more.acceptsNames ?? false,
                observations: Set(input.more.observations ?? []))
            let made = try await AfterOperations.find(
                visit, event, input.told.fields(), place, key: input.told.key)
            return body(made, try await sight(visit, event))
        },
        .get(
            AfterPaths.apiActions, .attend, tag,
            "Corrective actions of an exercise's findings, as far as you may read them."
        ) { visit, event in
            let found = try await sight(visit, event)
            let items = try await visit.read { reading in
                let voice = try ActionVoice(visit, reading)
                return try found.actions.filter { found.mayWrite || voice.reads($0) }.map {
                    try ActionAPI.body(
                        $0, found.proofs, visit, tellsOwner: found.tellsOwner($0, voice), reading)
                }
            }
            return ListBody(items: items, next: nil)
        },
        .send(
            .post, AfterPaths.apiActions, .attend, tag,
            "Proposes a corrective action of a finding. Its owner says yes; a later exercise proves it.",
            success: .created
        ) { (visit, input: CorrectiveInput, event) in
            let made = try await AfterOperations.act(
                visit, event, input.finding, input.fields, owner: AfterRoutes.owner(input.owner ?? ""), key: input.key)
            return try await visit.read { reading in
                try ActionAPI.body(made, ActionProofs([made], reading), visit, reading)
            }
        },
        .file(
            AfterPaths.apiFile, .attend, tag,
            "What goes on paper: `aar.pdf`, `sitman.docx`, `eeg.odt`, `eeg-filled.pdf`, `injects.pdf`, `msel.pdf`, `msel-long.pdf`, `simcell.pdf`, `handbook.pdf`, `controllers.pdf`, `decision-sheet.pdf`, `request-sheet.pdf`.",
            mediaType: "application/octet-stream"
        ) { visit, event, name in try await PrintFiles.make(visit, event, name) },
    ]

    private static func sight(_ visit: Visit, _ event: Event.ID) async throws -> AfterSight {
        try await visit.read { reading in
            let exercise = try PlayStore(reading).required(event)
            return try AfterSight(ExerciseStanding(visit, event, reading), exercise, reading)
        }
    }

    private static func body(_ one: FindingRecord, _ sight: AfterSight) -> FindingBody {
        FindingBody(
            FindingFacts(
                exercise: true, id: one.id, objective: one.objective, cell: sight.names(one.cell) ? one.cell : nil,
                shared: one.isShared,
                rootCause: one.rootCause, actions: sight.actions(of: one.id).map(\.id)), one.fields)
    }
}
