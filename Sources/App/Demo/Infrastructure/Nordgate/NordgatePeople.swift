import Domain
import Storage
import Web

/// Who plays, runs, evaluates and watches Nordgate: people of the story's countries, all invented.
struct NordgatePeople {
    /// By the code of a cell: which delegation plays it, ISO 3166-1.
    static let delegations = ["A": "PK", "B": "ME", "C": "KZ", "D": "UZ", "E": "GE", "F": "RS"]
    private static let evaluators = ["KG", "TJ", "MN", "AL", "BA", "MK"]
    private static let controllers = ["AM", "MD"]
    private static let simulators = ["UA", "AM"]
    private static let observers = ["UA", "MD"]

    let work: Work
    let made: NordgateMade

    private var tx: Transaction { work.tx }

    /// With seats for everybody, and two evaluators for each task of each cell.
    func seat() throws {
        for cell in Nordgate.cells { try play(cell) }
        for (index, country) in Self.controllers.enumerated() {
            try seat(country, 1 + index, .observer, .controller)
        }
        for (index, country) in Self.simulators.enumerated() {
            try seat(country, 3, .observer, .simulator, cell: index == 0 ? made.cells["SIM"] : nil)
        }
        for country in Self.observers { try seat(country, 2, .observer, .observer) }
        for (index, one) in Nordgate.evaluators.enumerated() {
            guard let seat = try seat(Self.evaluators[index], 1, .participant, .evaluator) else { continue }
            for task in Nordgate.tasks where one.objectives.contains(task.objective) {
                for code in one.cells {
                    guard let task = made.tasks[task.code], let cell = made.cells[code] else { continue }
                    try ExercisePlanOperations.assignIn(work, made.event, seat, task, cell)
                }
            }
        }
    }

    private func play(_ cell: Nordgate.Cell) throws {
        guard let country = Self.delegations[cell.code] else { return }
        // Whom the delegation has named, in its order.
        let named = try RegistrationStore(tx).active(in: made.event).filter { $0.country == country }
            .sorted { $0.number < $1.number }.compactMap(\.participant)
        for (index, function) in Nordgate.functions.enumerated() {
            if named.indices.contains(index) {
                try Presence.arrive(named[index], now: work.now, tx)
                try ExercisePlanOperations.seatIn(
                    work, made.event,
                    SeatInput(
                        named[index], .player, cell: made.cells[cell.code], function: made.functions[function.0],
                        isSpokesperson: index == 1))
                continue
            }
            try seat(
                country, index + 1, .participant, .player, cell: made.cells[cell.code],
                function: made.functions[function.0], language: cell.language, speaks: index == 1)
        }
    }

    @discardableResult
    private func seat(
        _ code: String, _ number: Int, _ role: Role, _ seat: ExerciseRole, cell: ExerciseCell.ID? = nil,
        function: ExerciseFunction.ID? = nil, language: String? = nil, speaks: Bool = false
    ) throws -> ExerciseSeat.ID? {
        guard let country = InfrastructurePeople.countries.first(where: { $0.code == code }) else { return nil }
        let (given, family, _) = country.person(number)
        let sector = InfrastructurePeople.sectors[number % InfrastructurePeople.sectors.count]
        let participant = try EventOperations.addParticipantIn(
            work, made.event,
            ParticipantFields(
                name: "\(given) \(family)", organisation: InfrastructurePeople.organisation(code, sector),
                country: code, sector: sector, language: language.flatMap { Language(rawValue: $0) }, role: role,
                state: .present))
        return try ExercisePlanOperations.seatIn(
            work, made.event,
            SeatInput(participant, seat, cell: cell, function: function, isSpokesperson: speaks))
    }
}
