import Domain
import Storage
import Web

/// One version of what a cell decided on a point.
struct CellDecision: Sendable {
    let id: ExerciseDecision.ID
    let event: Event.ID
    let point: DecisionPoint.ID
    let cell: ExerciseCell.ID
    let version: Int
    let fields: DecisionFields
    let author: String?
    /// Of who decided.
    let function: String
    let isSpokesperson: Bool
    /// By the exercise's clock.
    let decided: Int64
    let typedAt: Int64?
    let receivedAt: Int64
    let isOffline: Bool
    let isLate: Bool
    let language: String
    let withdrawnAt: Int64?
    let withdrawalReason: String
    var consulted: [Consulted] = []
    var consents: [Consent] = []

    struct Consent: Sendable, Hashable {
        let function: String
        let author: String?
        let elapsed: Int64
    }

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        point = try row.get("point_id")
        cell = try row.get("cell_id")
        version = try row.get("version")
        fields = try DecisionFields(row)
        author = try row.get("author")
        function = try row.get("function_code")
        isSpokesperson = try row.get("is_spokesperson")
        decided = try row.get("decided_elapsed")
        typedAt = try row.get("typed_at")
        receivedAt = try row.get("received_at")
        isOffline = try row.get("is_offline")
        isLate = try row.get("is_late")
        language = try row.get("language")
        withdrawnAt = try row.get("withdrawn_at")
        withdrawalReason = try row.get("withdrawal_reason")
    }

    var isWithdrawn: Bool { withdrawnAt != nil }
    var isOther: Bool { fields.option.isEmpty }
    var confidence: Int { fields.confidence ?? Confidence.range.lowerBound }
    /// What tables and rules call what was chosen.
    var choice: String { isOther ? "other" : fields.option }

    /// Functions that have not agreed yet, of those that must.
    func missing(_ consent: [String]) -> [String] {
        consent.filter { code in !consents.contains { $0.function == code } }
    }

    /// Own functions that were asked, the one who decided among them.
    func ownFunctions(_ functions: [FunctionRecord]) -> Int {
        var codes = Set(consents.map(\.function)).union(function.isEmpty ? [] : [function])
        for case .function(let id) in consulted {
            if let code = functions.first(where: { $0.id == id })?.code { codes.insert(code) }
        }
        return codes.count
    }
}

/// The SQL of decisions.
struct CellDecisionStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// All versions, by point, cell and version.
    func all(of event: Event.ID) throws -> [CellDecision] {
        try full(
            "d.event_id = \(event)",
            reading.all(
                "SELECT d.* FROM decision d WHERE d.event_id = \(event) ORDER BY d.point_id, d.cell_id, d.version"))
    }

    func all(of cell: ExerciseCell.ID) throws -> [CellDecision] {
        try full(
            "d.cell_id = \(cell)",
            reading.all("SELECT d.* FROM decision d WHERE d.cell_id = \(cell) ORDER BY d.point_id, d.version"))
    }

    func all(of cell: ExerciseCell.ID, on point: DecisionPoint.ID) throws -> [CellDecision] {
        try full(
            "d.cell_id = \(cell) AND d.point_id = \(point)",
            reading.all(
                "SELECT d.* FROM decision d WHERE d.cell_id = \(cell) AND d.point_id = \(point) ORDER BY d.version"))
    }

    /// - Throws: ``Refusal/notFound``.
    func decision(_ id: ExerciseDecision.ID, of event: Event.ID) throws -> CellDecision {
        let found = try full(
            "d.id = \(id)", reading.all("SELECT d.* FROM decision d WHERE d.id = \(id) AND d.event_id = \(event)"))
        guard let decision = found.first else { throw Refusal.notFound }
        return decision
    }

    /// The last version of each that was not withdrawn.
    static func standing(_ all: [CellDecision]) -> [CellDecision] {
        var last: [String: CellDecision] = [:]
        for decision in all where !decision.isWithdrawn {
            let key = "\(decision.point) \(decision.cell)"
            if (last[key]?.version ?? 0) < decision.version { last[key] = decision }
        }
        return last.values.sorted { ($0.point, $0.cell) < ($1.point, $1.cell) }
    }

    private func full(_ condition: SQL, _ rows: [Row]) throws -> [CellDecision] {
        var decisions = try rows.map(CellDecision.init)
        guard !decisions.isEmpty else { return [] }
        var asked: [ExerciseDecision.ID: [Consulted]] = [:]
        for row in try reading.all(
            """
            SELECT c.* FROM decision_consultation c JOIN decision d ON d.id = c.decision_id WHERE \(condition)
            ORDER BY c.decision_id, c.kind, c.target_id
            """)
        {
            asked[try row.get("decision_id"), default: []].append(
                try Consulted(kind: row.get("kind"), target: row.get("target_id")))
        }
        var consents: [ExerciseDecision.ID: [CellDecision.Consent]] = [:]
        for row in try reading.all(
            """
            SELECT c.* FROM decision_consent c JOIN decision d ON d.id = c.decision_id WHERE \(condition)
            ORDER BY c.decision_id, c.elapsed, c.function_code
            """)
        {
            consents[try row.get("decision_id"), default: []].append(
                CellDecision.Consent(
                    function: try row.get("function_code"), author: try row.get("author"),
                    elapsed: try row.get("elapsed")))
        }
        for place in decisions.indices {
            decisions[place].consulted = asked[decisions[place].id] ?? []
            decisions[place].consents = consents[decisions[place].id] ?? []
        }
        return decisions
    }

    // MARK: Writing

    struct New {
        let point: DecisionPoint.ID
        let version: Int
        let fields: DecisionFields
        let consulted: Set<Consulted>
        let elapsed: Int64
        let isLate: Bool
        let language: String
        let key: String?
    }

    static func insert(_ new: New, _ acting: CellActing) throws -> ExerciseDecision.ID {
        let id: ExerciseDecision.ID = acting.work.environment.id()
        try acting.tx.execute(
            """
            INSERT INTO decision (id, event_id, point_id, cell_id, version, \(DecisionFields.columns), author, function_code,
                is_spokesperson, decided_elapsed, typed_at, received_at, is_offline, is_late, language, withdrawal_reason, sending)
            VALUES (\(id), \(acting.event), \(new.point), \(acting.cell.id), \(new.version), \(new.fields.columnValues),
                \(acting.work.actor), \(acting.functionCode), \(acting.seat?.isSpokesperson ?? false), \(new.elapsed),
                \(acting.typedAt), \(acting.moment.wall), \(acting.device.isOffline), \(new.isLate), \(new.language), '', \(new.key))
            """)
        for asked in new.consulted.sorted(by: { $0.description < $1.description }) {
            try acting.tx.execute(
                "INSERT INTO decision_consultation (decision_id, kind, target_id) VALUES (\(id), \(asked.kind), \(asked.target))"
            )
        }
        return id
    }

    static func withdraw(_ id: ExerciseDecision.ID, _ reason: String, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE decision SET withdrawn_at = \(work.now), withdrawn_by = \(work.actor), withdrawal_reason = \(reason)
            WHERE id = \(id) AND withdrawn_at IS NULL
            """)
    }

    /// - Returns: whether it was new.
    static func consent(_ id: ExerciseDecision.ID, _ function: String, elapsed: Int64, _ work: Work) throws -> Bool {
        try work.tx.change(
            """
            INSERT INTO decision_consent (decision_id, function_code, author, at, elapsed)
            VALUES (\(id), \(function), \(work.actor), \(work.now), \(elapsed)) ON CONFLICT DO NOTHING
            """) > 0
    }

    /// An inject is complete when each cell of players that is to get it has decided.
    static func complete(_ inject: Inject.ID, _ point: DecisionPoint.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE inject SET status = \(InjectStatus.complete) WHERE id = \(inject) AND status = \(InjectStatus.released)
                AND NOT EXISTS (SELECT 1 FROM exercise_cell c WHERE c.msel_id = inject.msel_id AND c.kind = \(CellKind.players)
                    AND EXISTS (SELECT 1 FROM inject_recipient r WHERE r.inject_id = inject.id
                        AND (r.kind IN ('all', 'function') OR r.kind = 'cell' AND r.target_id = c.id))
                    AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.point_id = \(point) AND d.cell_id = c.id
                        AND d.withdrawn_at IS NULL))
            """)
    }
}
