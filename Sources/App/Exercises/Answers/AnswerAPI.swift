import Domain
import Storage
import Web

/// What cells answer, as JSON, on the same operations. Who plays sees what their cell sees, who evaluates
/// what their watched cells see; who runs the exercise sees all of it.
enum AnswerAPI {
    struct DecisionMore: Codable, Sendable {
        let point: DecisionPoint.ID
        /// `function:ID`, `cell:ID` or `actor:ID`: whom the cell asked.
        let consulted: [String]?
        /// The version that one changes; two at once become two versions.
        let basis: Int?
        /// Of a simulated cell, for those who run the exercise.
        let cell: ExerciseCell.ID?
        /// When it was written on a device without connection, epoch milliseconds.
        let typedAt: Int64?
        let isOffline: Bool?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct DecisionKnown: Codable, Sendable {
        let exercise: Bool
        let id: ExerciseDecision.ID
        let point: DecisionPoint.ID
        let cell: ExerciseCell.ID
        let version: Int
        /// By the exercise's clock, milliseconds.
        let decided: Int64
        let isLate: Bool
        let isOffline: Bool
        let isWithdrawn: Bool
        let consulted: [String]
        /// Codes of functions that agreed.
        let consents: [String]
    }

    struct RequestMore: Codable, Sendable {
        /// `cell:ID` or `actor:ID`: to several it is one call.
        let to: [String]
        let paper: Paper.ID?
        let cell: ExerciseCell.ID?
        let typedAt: Int64?
        let isOffline: Bool?
        let key: String?
    }

    struct RequestBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseRequest" }

        let exercise: Bool
        let id: ExerciseRequest.ID
        let call: RequestCall.ID
        let number: Int
        let from: ExerciseCell.ID
        let to: String
        let type: RequestType
        let text: String
        let fromFunction: String
        let toFunction: String
        let state: RequestState
        let outcome: RequestOutcome
        let answer: String
        /// By the exercise's clock, milliseconds.
        let sent: Int64
        let due: Int64
        let acknowledged: Int64?
        let answered: Int64?
        let isOverdue: Bool
        let parent: ExerciseRequest.ID?

        init(_ request: CellRequest, at elapsed: Int64) {
            exercise = true
            (id, call, number, from) = (request.id, request.call, request.number, request.from)
            (to, type, text) = (request.target.description, request.type, request.text)
            (fromFunction, toFunction, state) = (request.fromFunction, request.toFunction, request.state)
            outcome = request.answer?.outcome ?? .none
            answer = request.answer?.text ?? ""
            (sent, due, parent) = (request.sent, request.due, request.parent)
            acknowledged = request.step(.acknowledged)?.elapsed
            answered = request.answer?.elapsed
            isOverdue = request.isOverdue(at: elapsed)
        }
    }

    struct StepInput: Codable, Sendable {
        enum Kind: String, Codable, CaseIterable, ChoiceType, Sendable {
            case acknowledged, agreed, partly, declined, redirected, withdrawn, served
            case notServed = "not-served"
        }

        let kind: Kind
        let text: String?
        /// To whom it is passed on.
        let to: String?
    }

    struct PictureMore: Codable, Sendable {
        /// To whom it is shown, where it is shown to chosen cells.
        let cells: [ExerciseCell.ID]?
        let paper: Paper.ID?
        let request: ExerciseRequest.ID?
        let key: String?
    }

    struct PictureKnown: Codable, Sendable {
        let exercise: Bool
        let id: PictureItem.ID
        let cell: ExerciseCell.ID
        let elapsed: Int64
        /// The story's instant, epoch milliseconds.
        let asOf: Int64?
        let source: PictureSource
    }

    struct LogBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseLogLine" }

        let exercise: Bool
        let cell: ExerciseCell.ID
        let kind: LogLineKind
        let text: String
        let elapsed: Int64
    }

    typealias DecisionInput = FieldSending<DecisionFields, DecisionMore>
    typealias DecisionBody = FieldBody<DecisionFields, DecisionKnown>
    typealias RequestInput = FieldSending<RequestFields, RequestMore>
    typealias PictureInput = FieldSending<PictureFields, PictureMore>
    typealias PictureBody = FieldBody<PictureFields, PictureKnown>

    private static let tag = "Exercises"

    static let routes: [APIRoute] = (deciding + asking + picturing).map(\.ofExercise)

    private static let deciding: [APIRoute] = [
        .get(
            AnswerPaths.apiDecisions, .attend, tag,
            "What cells decided, all versions: one's own cell's; of watched cells for who evaluates; all for EXCON.",
            query: Cursor.parameters
        ) { visit, event in try await decisions(visit, event) },
        .send(
            .post, Paths.apiDecisions, .attend, tag,
            "Decides for one's cell; each decision stands for ever, a change is a new version.", success: .created
        ) { (visit, input: DecisionInput, event) in
            let more = input.more
            let sending = CellDecisionOperations.Sending(
                input.told.fields(),
                consulted: Set((more.consulted ?? []).prefix(Consulted.most).compactMap { Consulted($0) }),
                basis: more.basis, device: DeviceTime(typedAt: more.typedAt, isOffline: more.isOffline ?? false),
                key: more.key)
            let id = try await CellDecisionOperations.decide(visit, event, more.point, sending, for: more.cell)
            return try await visit.read { body(try CellDecisionStore($0).decision(id, of: event)) }
        },
    ]

    private static let asking: [APIRoute] = [
        .get(
            AnswerPaths.apiRequests, .attend, tag,
            "Requests between cells: those of one's own cell; of watched cells for who evaluates; all for EXCON.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { reading in
                let standing = try ExerciseStanding(visit, event, reading)
                _ = try PlayStore(reading).required(event)
                let elapsed = try ExerciseMoment(event, now: visit.now, reading).elapsed
                return try PlaySight.requests(standing, reading).map { RequestBody($0, at: elapsed) }
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(
            .post, AnswerPaths.apiRequests, .attend, tag, "Asks other cells or somebody of the story.",
            success: .created
        ) { (visit, input: RequestInput, event) in
            let more = input.more
            let sending = CellRequestOperations.Sending(
                input.told.fields(),
                to: Set(more.to.prefix(CellRequestOperations.mostTargets).compactMap { RequestTarget($0) }),
                about: more.paper, device: DeviceTime(typedAt: more.typedAt, isOffline: more.isOffline ?? false),
                key: more.key)
            let made = try await CellRequestOperations.send(visit, event, sending, for: more.cell)
            return try await visit.read { reading in
                let elapsed = try ExerciseMoment(event, now: visit.now, reading).elapsed
                let items = try made.map {
                    RequestBody(try CellRequestStore(reading).request($0, of: event), at: elapsed)
                }
                return ListBody(items: items, next: nil)
            }
        },
        .send(
            .post, AnswerPaths.apiRequestSteps, .attend, tag,
            "Acknowledges, answers or passes on a request, as who is asked; withdraws or closes it, as who asked.",
            success: .created
        ) { (visit, input: StepInput, event, id) in
            try await step(visit, event, id, input)
            return try await visit.read { reading in
                let elapsed = try ExerciseMoment(event, now: visit.now, reading).elapsed
                return RequestBody(try CellRequestStore(reading).request(id, of: event), at: elapsed)
            }
        },
    ]

    private static let picturing: [APIRoute] = [
        .get(
            AnswerPaths.apiPicture, .attend, tag,
            "The picture that one's cell sees; of watched cells for who evaluates; all for EXCON.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { reading in
                _ = try PlayStore(reading).required(event)
                return try PlaySight.picture(try ExerciseStanding(visit, event, reading), reading).map(body)
            }
            return try Cursor(visit).page(of: found) { $0.facts.id.description }
        },
        .send(.post, AnswerPaths.apiPicture, .attend, tag, "Adds an item to one's picture.", success: .created) {
            (visit, input: PictureInput, event) in
            let id = try await CellPictureOperations.add(visit, event, sending(input))
            return try await visit.read { body(try CellPictureStore($0).item(id, of: event)) }
        },
        .send(
            .put, AnswerPaths.apiPictureItem, .attend, tag,
            "Confirms, disproves, mends or shows an item; a field that the body leaves out is as at the beginning."
        ) { (visit, input: PictureInput, event, id) in
            try await CellPictureOperations.change(visit, event, id, sending(input))
            return try await visit.read { body(try CellPictureStore($0).item(id, of: event)) }
        },
        .get(
            AnswerPaths.apiLog, .attend, tag,
            "The log of one's cell: papers, requests and decisions by themselves, and the lines that people wrote."
        ) { visit, event in
            try await visit.read { reading in
                _ = try PlayStore(reading).required(event)
                let lines = try PlaySight.log(try ExerciseStanding(visit, event, reading), reading)
                let bodies = lines.map {
                    LogBody(exercise: true, cell: $0.cell, kind: $0.kind, text: $0.text.string(), elapsed: $0.elapsed)
                }
                return ListBody(items: bodies, next: nil)
            }
        },
        .file(
            AnswerPaths.apiMeasures, .attend, tag,
            "What the exercise measures, with exact fractions and n; for those who run it.",
            mediaType: "application/json"
        ) { visit, event in
            let text = try await visit.read { reading in
                let standing = try ExerciseStanding(visit, event, reading)
                try standing.require(standing.isExcon)
                return try ExerciseFigures(event, now: visit.now, reading).json
            }
            return Answer(type: "application/json; charset=utf-8", text)
        },
    ]

    // MARK: Parts

    static func decisions(_ visit: Visit, _ event: Event.ID) async throws -> ListBody<DecisionBody> {
        let found = try await visit.read { reading in
            _ = try PlayStore(reading).required(event)
            return try PlaySight.decisions(try ExerciseStanding(visit, event, reading), reading).map(body)
        }
        return try Cursor(visit).page(of: found) { $0.facts.id.description }
    }

    private static func step(_ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, _ input: StepInput)
        async throws
    {
        switch input.kind {
        case .acknowledged: try await CellRequestOperations.acknowledge(visit, event, id)
        case .agreed, .partly, .declined:
            let fields = RequestAnswerFields(outcome: input.kind.rawValue, text: input.text ?? "")
            try await CellRequestOperations.answer(visit, event, id, fields)
        case .redirected:
            _ = try await CellRequestOperations.redirect(
                visit, event, id, to: input.to.flatMap { RequestTarget($0) }, input.text ?? "")
        case .withdrawn: try await CellRequestOperations.withdraw(visit, event, id)
        case .served, .notServed:
            try await CellRequestOperations.close(visit, event, id, wasServed: input.kind == .served)
        }
    }

    private static func sending(_ input: PictureInput) -> CellPictureOperations.Sending {
        CellPictureOperations.Sending(
            input.told.fields(), cells: Set((input.more.cells ?? []).prefix(CellRequestOperations.mostTargets)),
            paper: input.more.paper, request: input.more.request, key: input.more.key)
    }

    private static func body(_ one: CellDecision) -> DecisionBody {
        DecisionBody(
            DecisionKnown(
                exercise: true, id: one.id, point: one.point, cell: one.cell, version: one.version,
                decided: one.decided, isLate: one.isLate, isOffline: one.isOffline, isWithdrawn: one.isWithdrawn,
                consulted: one.consulted.map(\.description), consents: one.consents.map(\.function)), one.fields)
    }

    private static func body(_ item: CellPictureItem) -> PictureBody {
        PictureBody(
            PictureKnown(
                exercise: true, id: item.id, cell: item.cell, elapsed: item.elapsed, asOf: item.asOf,
                source: item.source), item.fields)
    }
}
