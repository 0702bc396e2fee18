import Domain
import Storage
import Web

/// Sheets as JSON, on the same operations.
enum ExerciseSheetAPI {
    enum Sure: NumberLimits { static let range = Confidence.range }
    /// Two days, as ``RequestFields``.
    enum Minutes: NumberLimits { static let range = 1...2_880 }

    struct SheetBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseSheet" }

        let exercise: Bool
        let id: ExerciseSheet.ID
        let kind: ExerciseSheetRecord.Kind
        let cell: ExerciseCell.ID
        let point: DecisionPoint.ID?
        let enteredAt: Int64
        let option: String
        let other: String
        let rationale: String
        let confidence: Int?
        let text: String
        let to: [String]
    }

    struct SheetInput: Codable, Sendable {
        let cell: ExerciseCell.ID
        /// Of a decision; left out for a request.
        let point: DecisionPoint.ID?
        /// The code of an option.
        let option: String?
        let other: String?
        let rationale: String?
        let confidence: Whole<Sure>?
        let wouldChange: String?
        let deputising: String?
        /// `function:ID`, `cell:ID`, `actor:ID`.
        let consulted: [String]?
        /// Codes of functions that signed.
        let consents: [String]?
        let type: RequestType?
        let text: String?
        /// Minutes of the exercise.
        let allowed: Whole<Minutes>?
        let toFunction: String?
        /// `cell:ID`, `actor:ID`.
        let to: [String]?

        var body: ExerciseSheetBody {
            var body = ExerciseSheetBody()
            (body.option, body.other, body.rationale) = (option ?? "", other ?? "", rationale ?? "")
            (body.confidence, body.wouldChange, body.deputising) = (
                confidence?.value, wouldChange ?? "", deputising ?? ""
            )
            body.consulted = Array((consulted ?? []).prefix(Consulted.most))
            body.consents = Array((consents ?? []).prefix(40))
            (body.type, body.text) = ((type ?? .information).rawValue, text ?? "")
            (body.allowed, body.toFunction) = (allowed?.value ?? 30, toFunction ?? "")
            body.to = Array((to ?? []).prefix(CellRequestOperations.mostTargets))
            return body
        }
    }

    struct ActInput: Codable, Sendable { let act: ExerciseSheetOperations.Act }

    private static let tag = "Exercise"

    static let routes: [APIRoute] = [
        .get(
            ExerciseSheetPaths.apiList, .attend, tag,
            "Sheets that were entered from paper and wait for a second person; for those who run the exercise."
        ) { visit, event in
            ListBody(items: try await visit.read { try bodies(visit, event, $0) }, next: nil)
        },
        .send(
            .post, ExerciseSheetPaths.apiList, .attend, tag,
            "Enters a sheet: a decision of a cell, or a request. Nothing counts before another person confirms it.",
            success: .created
        ) { (visit, input: SheetInput, event) in
            let id = try await ExerciseSheetOperations.enter(
                visit, event, cell: input.cell, point: input.point, input.body)
            return try await visit.read { reading in
                guard let body = try bodies(visit, event, reading).first(where: { $0.id == id }) else {
                    throw Refusal.notFound
                }
                return body
            }
        },
        .send(
            .post, ExerciseSheetPaths.apiAct, .attend, tag,
            "Confirms a sheet that somebody else entered, or throws it away.", success: .created
        ) { (visit, input: ActInput, event, id) in
            try await ExerciseSheetOperations.act(visit, event, id, input.act)
            return ListBody(items: try await visit.read { try bodies(visit, event, $0) }, next: nil)
        },
    ]

    private static func bodies(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [SheetBody] {
        _ = try PlayStore(reading).required(event)
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(standing.isExcon)
        return try ExerciseSheetStore(reading).waiting(of: event).map { sheet in
            SheetBody(
                exercise: true, id: sheet.id, kind: sheet.kind, cell: sheet.cell, point: sheet.point,
                enteredAt: sheet.enteredAt, option: sheet.body.option, other: sheet.body.other,
                rationale: sheet.body.rationale, confidence: sheet.body.confidence, text: sheet.body.text,
                to: sheet.body.to)
        }
    }
}
