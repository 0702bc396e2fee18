import Domain
import Storage
import TestSupport
import Web

@testable import App

/// An exercise that has begun, with a question to all three cells: close, part or keep, within 20 minutes. A has two players: for physical
/// protection and for security; both have to agree. A and B are neighbours, and close does not go with keep.
struct AnswerWorld: Sendable {
    static let minute: Int64 = 60_000

    let play: PlayWorld
    let point: DecisionPoint.ID
    let functions: [String: ExerciseFunction.ID]

    var site: TestSite { play.site }
    var event: Event.ID { play.event }
    var world: World { play.world }

    init(_ site: TestSite, isReleased: Bool = true) async throws {
        let play = try await PlayWorld(site, [.init(label: "6"), .init(label: "7", to: ["B"])])
        let environment = site.environment
        let point: DecisionPoint.ID = environment.id()
        let functions = ["P": environment.id(ExerciseFunction.ID.self), "S": environment.id(ExerciseFunction.ID.self)]
        (self.play, self.point, self.functions) = (play, point, functions)
        let (inject, cells) = (try play.id("6"), play.cells)
        try await site.database.write { tx in
            for (position, code) in ["P", "S"].enumerated() {
                try tx.execute(
                    """
                    INSERT INTO exercise_function (id, msel_id, code, name, position)
                    VALUES (\(functions[code]), \(play.msel), \(code), \("Function \(code)"), \(position))
                    """)
            }
            try tx.execute(
                "UPDATE exercise_seat SET function_id = \(functions["P"]), is_spokesperson = TRUE WHERE cell_id = \(cells["A"])"
            )
            try tx.execute(
                """
                INSERT INTO exercise_seat (id, event_id, participant_id, role, cell_id, function_id, is_spokesperson, deputises_for,
                    created_at)
                VALUES (\(environment.id(ExerciseSeat.ID.self)), \(play.event), \(play.world.seats[4].id), 'player', \(cells["A"]),
                    \(functions["S"]), FALSE, '', 0)
                """)
            let border = [cells["A"], cells["B"]].compactMap(\.self).sorted()
            try tx.execute("INSERT INTO cell_border (cell_id, neighbour_id) VALUES (\(border[0]), \(border[1]))")
            try tx.execute(
                """
                INSERT INTO decision_point (id, msel_id, inject_id, number, question, deadline_ms, consent, allows_other)
                VALUES (\(point), \(play.msel), \(inject), 1, \("{\"en\":\"What of the station?\"}"), \(20 * Self.minute), \("[\"P\",\"S\"]"), TRUE)
                """)
            for (position, code) in ["close", "part", "keep"].enumerated() {
                try tx.execute(
                    """
                    INSERT INTO decision_option (id, point_id, position, code, text)
                    VALUES (\(environment.id(DecisionOption.ID.self)), \(point), \(position), \(code), \("{\"en\":\"Option \(code)\"}"))
                    """)
            }
            try tx.execute(
                "INSERT INTO incompatible_options (point_id, option_a, option_b) VALUES (\(point), 'close', 'keep')")
        }
        try await play.start()
        if isReleased { try await play.release("6") }
    }

    // MARK: Who acts

    /// The first player of a cell.
    func player(_ code: String) async throws -> Visit {
        try await world.visit(world.seats[["A", "B", "C"].firstIndex(of: code) ?? 0])
    }
    /// The second player of A.
    func colleague() async throws -> Visit { try await world.visit(world.seats[4]) }
    func observer() async throws -> Visit { try await world.visit(world.observer) }

    func sending(_ option: String, basis: Int? = nil, device: DeviceTime = .none, key: String? = nil)
        -> CellDecisionOperations.Sending
    {
        var fields = DecisionFields()
        (fields.option, fields.confidence) = (option, 3)
        return CellDecisionOperations.Sending(fields, basis: basis, device: device, key: key)
    }

    @discardableResult
    func decide(_ code: String, _ option: String) async throws -> ExerciseDecision.ID {
        try await CellDecisionOperations.decide(try await player(code), event, point, sending(option))
    }

    @discardableResult
    func ask(_ code: String, _ others: [String], _ text: String = "Please tell us") async throws
        -> [ExerciseRequest.ID]
    {
        var fields = RequestFields()
        fields.text = text
        let targets = Set(try others.map { RequestTarget.cell(try play.cell($0)) })
        return try await CellRequestOperations.send(
            try await player(code), event, CellRequestOperations.Sending(fields, to: targets))
    }

    // MARK: What is there

    func decisions(_ code: String = "A") async throws -> [CellDecision] {
        let cell = try play.cell(code)
        return try await site.database.read { try CellDecisionStore($0).all(of: cell) }
    }

    func request(_ id: ExerciseRequest.ID) async throws -> CellRequest {
        let event = event
        return try await site.database.read { try CellRequestStore($0).request(id, of: event) }
    }

    func figures() async throws -> ExerciseFigures {
        let (event, now) = (event, site.clock.now)
        return try await site.database.read { try ExerciseFigures(event, now: now, $0) }
    }
}
