import Domain
import Storage
import Web

/// Evaluation as JSON, on the same operations as the page.
enum EvaluationAPI {
    struct ObservationBody: Codable, Sendable {
        /// Everything of an exercise says that it is one.
        let exercise: Bool
        let id: ExerciseObservation.ID
        let kind: ObservationKind
        let text: String
        let language: String
        let cell: ExerciseCell.ID?
        let task: CriticalTask.ID?
        let paper: Paper.ID?
        /// `decision:ID`, `request:ID`, `line:ID` of what the cell did.
        let evidence: String?
        /// Of the exercise's clock, milliseconds.
        let elapsed: Int64
        /// Others read it.
        let isShared: Bool
    }

    struct ObservationInput: Codable, Sendable {
        let text: String
        let kind: ObservationKind?
        let cell: ExerciseCell.ID?
        let task: CriticalTask.ID?
        let paper: Paper.ID?
        /// `decision:ID`, `request:ID`, `line:ID` of what the cell did.
        let evidence: String?
        /// When it was written on a device without a connection, epoch milliseconds.
        let typedAt: Whole<Numbers.Moment>?
        /// Whether the device had no connection then; else it counts as of its receipt.
        let isOffline: Bool?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct RatingBody: Codable, Sendable {
        let exercise: Bool
        let task: CriticalTask.ID
        let cell: ExerciseCell.ID
        /// Those that you may see; sealed ones are your own alone.
        let ratings: [SingleRating]
        let isOpen: Bool
        /// What was agreed on.
        let consensus: TaskRating?
        let consensusReason: String?
    }

    struct SingleRating: Codable, Sendable {
        let seat: ExerciseSeat.ID
        let value: TaskRating
        let reason: String
        let change: String
        let version: Int
    }

    struct RatingInput: Codable, Sendable {
        let task: CriticalTask.ID
        let cell: ExerciseCell.ID
        let value: TaskRating
        /// M and U need one.
        let reason: String?
        /// Needed where a rating is changed.
        let change: String?
        /// What was agreed on, by who leads; else your own rating.
        let consensus: Bool?
    }

    private static let tag = "Exercise"

    static let routes: [APIRoute] = [
        .get(
            EvaluationPaths.apiObservations, .attend, tag,
            "What evaluators saw: your own, and what was submitted for who leads.", query: Cursor.parameters
        ) { visit, event in try await observations(visit, event) },
        .send(
            .post, VisitPaths.apiObservations, .attend, tag, "Notes what an evaluator sees.", success: .created
        ) { (visit, input: ObservationInput, event) in
            let draft = ObservationDraft(
                text: input.text, kind: input.kind ?? .neutral, cell: input.cell, task: input.task,
                paper: input.paper, evidence: try evidence(input.evidence),
                device: DeviceTime(
                    typedAt: input.typedAt.map { Int64($0.value) }, isOffline: input.isOffline ?? false))
            let id = try await EvaluationOperations.observe(visit, event, draft, key: input.key)
            return try await visit.read { body(try EvaluationStore($0).observation(id, of: event)) }
        },
        .get(
            EvaluationPaths.apiRatings, .attend, tag,
            "Tasks of cells with ratings and what was agreed, as far as you may see."
        ) { visit, event in ListBody(items: try await bodies(visit, event), next: nil) },
        .send(
            .put, EvaluationPaths.apiRatings, .attend, tag, "Rates a task of a cell that is assigned to you."
        ) { (visit, input: RatingInput, event) in
            let unit = RatedUnit(task: input.task, cell: input.cell)
            if input.consensus ?? false {
                try await EvaluationOperations.agree(visit, event, unit, input.value, reason: input.reason ?? "")
            } else {
                try await EvaluationOperations.rate(
                    visit, event, unit,
                    RatingDraft(value: input.value, reason: input.reason ?? "", change: input.change ?? ""))
            }
            return ListBody(items: try await bodies(visit, event), next: nil)
        },
    ]

    private static func evidence(_ told: String?) throws -> ObservationEvidence? {
        guard let told, !told.isEmpty else { return nil }
        guard let evidence = ObservationEvidence(told) else { throw Refusal.notFound }
        return evidence
    }

    static func observations(_ visit: Visit, _ event: Event.ID) async throws -> ListBody<ObservationBody> {
        let seen = try await visit.read { reading in
            let own = try EvaluationOperations.Evaluator(visit, event, reading)
            return try EvaluationStore(reading).observations(of: event).filter {
                EvaluationOperations.isAuthor(own, $0) || $0.sharedAt != nil && own.leads
            }.map(body)
        }
        return try Cursor(visit).page(of: seen) { $0.id.description }
    }

    private static func body(_ one: ExerciseObservationRecord) -> ObservationBody {
        ObservationBody(
            exercise: true, id: one.id, kind: one.kind, text: one.text, language: one.language, cell: one.cell,
            task: one.task, paper: one.paper, evidence: one.evidence?.description, elapsed: one.elapsed,
            isShared: one.sharedAt != nil)
    }

    private static func bodies(_ visit: Visit, _ event: Event.ID) async throws -> [RatingBody] {
        try await visit.read { reading in
            let own = try EvaluationOperations.Evaluator(visit, event, reading)
            let mine = Set(own.seats.map(\.id))
            return own.sight.units.compactMap { unit in
                let sees = own.sees(unit)
                let isAsked = own.sight.raters(of: unit).contains(where: mine.contains)
                guard own.leads || isAsked || sees else { return nil }
                let agreed = sees ? own.sight.consensus[unit] : nil
                return RatingBody(
                    exercise: true, task: unit.task, cell: unit.cell,
                    ratings: own.sight.ratings(of: unit).filter { sees || mine.contains($0.seat) }.map {
                        SingleRating(
                            seat: $0.seat, value: $0.value, reason: $0.reason, change: $0.change, version: $0.version)
                    }, isOpen: own.sight.isOpen(unit), consensus: agreed?.value, consensusReason: agreed?.reason)
            }
        }
    }
}
