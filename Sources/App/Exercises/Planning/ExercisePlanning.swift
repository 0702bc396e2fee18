import Domain
import Storage
import Web

/// Planning as somebody: the permission around what ``ExercisePlanOperations`` does.
enum ExercisePlanning {
    enum Who: Sendable { case planner, director }

    /// Changes the plan of an event's exercise in one transaction.
    static func write<Value: Sendable>(
        _ visit: Visit, _ event: Event.ID, _ who: Who = .planner,
        _ body: @escaping @Sendable (Work, Msel.ID) throws -> Value
    ) async throws -> Value {
        let language = visit.language
        return try await visit.database.write { tx in
            let exercise = try require(visit, event, tx, as: who)
            return try Language.$current.withValue(language) { try body(Work(tx, visit), exercise.msel) }
        }
    }

    /// - Throws: ``Refusal/notFound`` for who does not plan it.
    @discardableResult
    static func require(_ visit: Visit, _ event: Event.ID, _ reading: any Reading, as who: Who = .planner) throws
        -> ExerciseRecord
    {
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(who == .director ? standing.isDirector : standing.mayPlan)
        return try PlayStore(reading).required(event)
    }

    // MARK: Cells from what is there

    enum CellSource: String, CaseIterable, Sendable {
        case countries, groups, list

        var label: Message {
            switch self {
            case .countries: L("One for each country that takes part")
            case .groups: L("One for each breakout group")
            case .list: L("From a list")
            }
        }
    }

    /// Cells for what has none yet. - Returns: how many were made.
    static func makeCells(_ visit: Visit, _ event: Event.ID, from source: CellSource, list: String) async throws -> Int
    {
        let lines = Cleaned(list) { $0 = $1.lines("list", $0, limit: 8_000) }
        return try await write(visit, event) { work, msel in
            switch source {
            case .countries: try cellsOfCountriesIn(work, event, msel)
            case .groups: try cellsOfGroupsIn(work, event, msel)
            case .list:
                try cellsIn(
                    work, msel,
                    try lines.checked().split(separator: "\n").map { line in
                        var fields = CellFields()
                        fields.name = String(line).trimmed
                        return fields
                    })
            }
        }
    }

    /// Of those who contribute, by the name of the country in the language of who asks, in its order.
    static func cellsOfCountriesIn(_ work: Work, _ event: Event.ID, _ msel: Msel.ID) throws -> Int {
        let names = try DirectoryNames(work.tx)
        let people = try EventStore(work.tx).participants(of: event).filter {
            $0.role.contributes && $0.state != .removed
        }
        let there = Set(try PlanStore(work.tx).cells(of: msel).compactMap(\.country))
        let countries = Set(people.compactMap(\.country)).subtracting(there)
        let spoken = Dictionary(grouping: people) { $0.country ?? "" }
        return try cellsIn(
            work, msel,
            countries.map { code in
                var fields = CellFields()
                (fields.name, fields.country) = (names.country(code) ?? code, code)
                let languages = (spoken[code] ?? []).compactMap(\.language)
                if let first = languages.first, Set(languages).count == 1 { fields.language = first.rawValue }
                return fields
            }.sorted { $0.name < $1.name })
    }

    private static func cellsOfGroupsIn(_ work: Work, _ event: Event.ID, _ msel: Msel.ID) throws -> Int {
        let groups = try GroupStore(work.tx).groups(of: event).map(\.name)
        return try cellsIn(
            work, msel,
            groups.map { name in
                var fields = CellFields()
                fields.name = name
                return fields
            })
    }

    /// Those whose name no cell has.
    private static func cellsIn(_ work: Work, _ msel: Msel.ID, _ cells: [CellFields]) throws -> Int {
        var known = Set(try PlanStore(work.tx).cells(of: msel).map { Folded.text($0.name) })
        var count = 0
        for fields in cells where !fields.name.isEmpty && known.insert(Folded.text(fields.name)).inserted {
            try ExercisePlanOperations.cellIn(work, msel, fields)
            count += 1
        }
        return count
    }

    // MARK: Ready

    /// The director says that it is ready; what stands in the way is told.
    static func makeReady(_ visit: Visit, _ event: Event.ID) async throws {
        try await write(visit, event, .director) { work, _ in try makeReadyIn(work, event) }
    }

    static func makeReadyIn(_ work: Work, _ event: Event.ID) throws {
        let readiness = try ExerciseReadiness(event, work.tx)
        guard readiness.exercise.state == .draft else { throw Refusal.readyBefore }
        let blocking = readiness.findings.filter(\.blocks)
        guard blocking.isEmpty else { throw Refusal.notReady(blocking.count) }
        guard try ExercisePlanStore.setState(event, .ready, from: .draft, work) else { throw Refusal.readyBefore }
        try work.record(.event(event), "event:\(event)", "exercise.ready")
    }
}
