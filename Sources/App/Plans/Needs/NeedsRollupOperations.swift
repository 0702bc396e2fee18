import Domain
import Storage
import Web

/// A picture of a cycle that hides countries, as it is kept.
struct NeedsPicture: Codable, Sendable {
    struct Cell: Codable, Sendable {
        let members: Int
        let answered: Int
        /// Nothing of this where the cell is withheld.
        let median: Int?
        let medianShown: String?
        let classes: [Int]?
        let belowTarget: Int?
        let snapshot: Int?

        var isWithheld: Bool { classes == nil }
    }

    struct Group: Codable, Sendable {
        let name: String
        /// One for each indicator.
        let cells: [Cell]
    }

    let indicators: [String]
    /// The last one is of all.
    let groups: [Group]

    init(_ rollup: Rollup) {
        indicators = rollup.indicators
        groups = zip(rollup.names, rollup.cells).map { name, cells in
            Group(
                name: name,
                cells: cells.map { cell in
                    switch cell {
                    case .withheld(let members, let answered):
                        Cell(
                            members: members, answered: answered, median: nil, medianShown: nil, classes: nil,
                            belowTarget: nil, snapshot: nil)
                    case .shown(let figures):
                        Cell(
                            members: figures.members, answered: figures.answered, median: figures.median.value,
                            medianShown: figures.median.shown, classes: figures.classes,
                            belowTarget: figures.belowTarget, snapshot: figures.snapshot)
                    }
                })
        }
    }

    /// What somebody may see: the groups of their region, all of them for who coordinates.
    func seen(_ cycle: NeedsCycleRecord, _ standing: PlansStanding) -> [Group] {
        if standing.coordinates { return groups }
        let own = standing.heads.union(standing.regionsRead).union(standing.focal.compactMap { standing.homes[$0] })
        let names = Set(cycle.groups.groups.filter { !own.isDisjoint(with: $0.regions) }.map(\.name))
        return names.isEmpty ? [] : groups.filter { names.contains($0.name) || $0.name == Rollup.whole }
    }
}

enum NeedsRollupOperations {
    static let most = 100

    /// As everything stands: by who keeps the cycle, who sees no country's value in it.
    static func take(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID) async throws -> NeedsRollupRecord {
        try await visit.database.write { tx in
            let cycle = try NeedsCycleOperations.kept(visit, programme, id, tx)
            let work = Work(tx, visit)
            let made = try takeIn(work, cycle)
            try NeedsMails(work, visit.settings).taken(cycle, snapshot: made.snapshot)
            return made
        }
    }

    static func takeIn(_ work: Work, _ cycle: NeedsCycleRecord) throws -> NeedsRollupRecord {
        let store = NeedsStore(work.tx)
        let before = try store.rollups(of: cycle.id)
        guard before.count < most else {
            throw Refusal.tooMany(L("There are \(most) snapshots, which is as many as it takes."))
        }
        let table = cycle.groups.table
        let chain = try before.first.map { try RollupChain(JSONReader.read(Array($0.chain.utf8)), of: table) }
        let (answers, named) = try answers(cycle, table, work.tx)
        let rollup = Rollup(answers, of: table, named: named, after: chain)
        let id: NeedsRollup.ID = work.environment.id()
        try NeedsStore.insert(
            id, of: cycle.id, snapshot: rollup.chain.snapshot, sequence: Journal.lastSequence(work.tx),
            cells: JSONCoding.text(NeedsPicture(rollup)), chain: rollup.chain.value.json, work)
        try work.record(
            .programme(cycle.programme), "needs-cycle:\(cycle.id)", "needs-cycle.rollup",
            ["snapshot": .whole(rollup.chain.snapshot)])
        guard let made = try store.rollups(of: cycle.id).first else { throw Refusal.notFound }
        return made
    }

    /// What counts: submitted, and not private. Who shares by name is known to others.
    private static func answers(_ cycle: NeedsCycleRecord, _ table: RollupTable, _ reading: any Reading) throws
        -> (RollupAnswers, named: Set<Int>)
    {
        let store = NeedsStore(reading)
        let indicators = try FrameworkStore(reading).content(cycle.framework, version: cycle.version).counted.map(
            \.code)
        let counted = try store.assessments(of: [cycle.id]).filter { $0.state == .submitted && $0.sharing.isCounted }
        let submitted = try store.submissions(of: counted.map(\.id))
        let places = Dictionary(table.countries.enumerated().map { ($1, $0) }) { first, _ in first }
        let columns = Dictionary(indicators.enumerated().map { ($1, $0) }) { first, _ in first }
        let nothing = [[Int]](
            repeating: [Int](repeating: 0, count: table.countries.count), count: indicators.count)
        var (values, targets, named) = (nothing, nothing, Set<Int>())
        for one in counted {
            guard let place = places[one.country] else { continue }
            if one.sharing.isNamed || one.wasNamed { named.insert(place) }
            for value in submitted[one.id] ?? [] {
                guard let column = columns[value.indicator], value.kind == .value, let level = value.value,
                    CapacityScore.levels.contains(level)
                else { continue }
                values[column][place] = level
                targets[column][place] = value.target ?? 0
            }
        }
        return (RollupAnswers(indicators: indicators, values: values, targets: targets), named)
    }
}
