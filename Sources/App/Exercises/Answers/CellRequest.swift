import Domain
import Storage
import Web

/// What one cell asked of another, or of a simulated body, with all that became of it.
struct CellRequest: Sendable {
    struct Step: Sendable, Hashable {
        let kind: RequestStepKind
        let outcome: RequestOutcome
        let text: String
        let author: String?
        let function: String
        let at: Int64
        let elapsed: Int64
        let isOffline: Bool
    }

    let id: ExerciseRequest.ID
    let call: RequestCall.ID
    let event: Event.ID
    let number: Int
    let from: ExerciseCell.ID
    let target: RequestTarget
    let type: RequestType
    let text: String
    let language: String
    let paper: Paper.ID?
    let author: String?
    /// Codes of functions; empty where unknown.
    let fromFunction: String
    let toFunction: String
    let allowed: Int64
    let sentAt: Int64
    let sent: Int64
    let parent: ExerciseRequest.ID?
    var steps: [Step] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        call = try row.get("call_id")
        event = try row.get("event_id")
        number = try row.get("number")
        from = try row.get("from_cell")
        if let cell = try row.get("to_cell", as: ExerciseCell.ID?.self) {
            target = .cell(cell)
        } else {
            target = .actor(try row.get("to_actor"))
        }
        type = try row.get("type")
        text = try row.get("text")
        language = try row.get("language")
        paper = try row.get("paper_id")
        author = try row.get("author")
        fromFunction = try row.get("from_function")
        toFunction = try row.get("to_function")
        allowed = try row.get("allowed_ms")
        sentAt = try row.get("at")
        sent = try row.get("sent_elapsed")
        parent = try row.get("parent_id")
    }

    func step(_ kind: RequestStepKind) -> Step? { steps.first { $0.kind == kind } }
    var answer: Step? { step(.answered) }

    var state: RequestState {
        if step(.withdrawn) != nil { return .withdrawn }
        if step(.closed) != nil { return .closed }
        if answer != nil { return .answered }
        return step(.acknowledged) == nil ? .sent : .acknowledged
    }

    /// By the exercise's clock.
    var due: Int64 { EpochTime.sum(sent, allowed) }
    func isOverdue(at elapsed: Int64) -> Bool { state.isOpen && due < elapsed }
    /// Of its time so much is gone that who is asked is reminded.
    func isHalfOver(at elapsed: Int64) -> Bool { state.isOpen && elapsed - sent >= allowed / 2 }

    /// For the measures. What was passed on is answered by who got it next.
    func trace(_ places: [ExerciseCell.ID: Int]) -> RequestTrace? {
        guard let from = places[from], let to = target.cell.flatMap({ places[$0] }) else { return nil }
        let time = { (kind: RequestStepKind) in step(kind).map { Rational(Int($0.elapsed), 60_000) } }
        return RequestTrace(
            number: String(number), from: from, to: to, sent: Rational(Int(sent), 60_000),
            allowed: Rational(Int(allowed), 60_000), acknowledged: time(.acknowledged), answered: time(.answered),
            outcome: answer.flatMap { RequestTrace.Outcome(rawValue: $0.outcome.rawValue) },
            functions: fromFunction.isEmpty || toFunction.isEmpty ? nil : (fromFunction, toFunction),
            withdrawn: time(.withdrawn))
    }
}

/// The SQL of requests.
struct CellRequestStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    private var select: SQL {
        """
        SELECT r.*, c.from_cell, c.type, c.text, c.language, c.paper_id, c.author, c.at FROM exercise_request r
        JOIN request_call c ON c.id = r.call_id
        """
    }

    /// In the order in which they were sent.
    func all(of event: Event.ID) throws -> [CellRequest] {
        try full(
            "r.event_id = \(event)", reading.all("\(select) WHERE r.event_id = \(event) ORDER BY r.number"))
    }

    /// What a cell sent and what came to it.
    func all(of cell: ExerciseCell.ID) throws -> [CellRequest] {
        let condition: SQL =
            "(r.to_cell = \(cell) OR r.call_id IN (SELECT id FROM request_call WHERE from_cell = \(cell)))"
        return try full(condition, reading.all("\(select) WHERE \(condition) ORDER BY r.number"))
    }

    /// - Throws: ``Refusal/notFound``.
    func request(_ id: ExerciseRequest.ID, of event: Event.ID) throws -> CellRequest {
        let found = try full(
            "r.id = \(id)", reading.all("\(select) WHERE r.id = \(id) AND r.event_id = \(event)"))
        guard let request = found.first else { throw Refusal.notFound }
        return request
    }

    func ids(of call: RequestCall.ID) throws -> [ExerciseRequest.ID] {
        try reading.all("SELECT id FROM exercise_request WHERE call_id = \(call) ORDER BY number").map {
            try $0.get("id")
        }
    }

    func lastNumber(of event: Event.ID) throws -> Int {
        try reading.value(
            "SELECT COALESCE(MAX(number), 0) FROM exercise_request WHERE event_id = \(event)", as: Int.self) ?? 0
    }

    /// By what a reader of its own keeps: each request with its steps.
    private func full(_ condition: SQL, _ rows: [Row]) throws -> [CellRequest] {
        var requests = try rows.map(CellRequest.init)
        guard !requests.isEmpty else { return [] }
        var steps: [ExerciseRequest.ID: [CellRequest.Step]] = [:]
        for row in try reading.all(
            """
            SELECT s.* FROM request_step s JOIN exercise_request r ON r.id = s.request_id WHERE \(condition)
            ORDER BY s.request_id, s.elapsed, s.at, s.kind
            """)
        {
            steps[try row.get("request_id"), default: []].append(
                CellRequest.Step(
                    kind: try row.get("kind"), outcome: try row.get("outcome"), text: try row.get("text"),
                    author: try row.get("author"), function: try row.get("function_code"), at: try row.get("at"),
                    elapsed: try row.get("elapsed"), isOffline: try row.get("is_offline")))
        }
        for place in requests.indices { requests[place].steps = steps[requests[place].id] ?? [] }
        return requests
    }

    // MARK: Writing

    static func insertCall(
        _ fields: RequestFields, paper: Paper.ID?, elapsed: Int64, language: String, key: String?, _ acting: CellActing
    ) throws -> RequestCall.ID {
        let id: RequestCall.ID = acting.work.environment.id()
        try acting.tx.execute(
            """
            INSERT INTO request_call (id, event_id, from_cell, type, text, language, paper_id, author, at, elapsed, sending)
            VALUES (\(id), \(acting.event), \(acting.cell.id), \(fields.type), \(fields.text), \(language), \(paper),
                \(acting.work.actor), \(acting.moment.wall), \(elapsed), \(key))
            """)
        return id
    }

    struct New {
        let call: RequestCall.ID
        let target: RequestTarget
        let fromFunction: String
        let toFunction: String
        let allowed: Int64
        let elapsed: Int64
        var parent: ExerciseRequest.ID?
    }

    static func insert(_ new: New, of event: Event.ID, _ work: Work) throws -> ExerciseRequest.ID {
        let id: ExerciseRequest.ID = work.environment.id()
        let number = try CellRequestStore(work.tx).lastNumber(of: event) + 1
        try work.tx.execute(
            """
            INSERT INTO exercise_request (id, call_id, event_id, number, to_cell, to_actor, from_function, to_function, allowed_ms,
                sent_elapsed, parent_id)
            VALUES (\(id), \(new.call), \(event), \(number), \(new.target.cell), \(new.target.actor), \(new.fromFunction),
                \(new.toFunction), \(new.allowed), \(new.elapsed), \(new.parent))
            """)
        return id
    }

    static func append(
        _ kind: RequestStepKind, _ outcome: RequestOutcome = .none, _ text: String = "", to id: ExerciseRequest.ID,
        elapsed: Int64, _ acting: CellActing
    ) throws {
        try acting.tx.execute(
            """
            INSERT INTO request_step (request_id, kind, outcome, text, author, function_code, at, elapsed, typed_at, is_offline)
            VALUES (\(id), \(kind), \(outcome), \(text), \(acting.work.actor), \(acting.functionCode), \(acting.moment.wall),
                \(elapsed), \(acting.typedAt), \(acting.device.isOffline))
            """)
    }
}
