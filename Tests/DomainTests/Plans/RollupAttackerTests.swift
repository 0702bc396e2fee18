import Testing

@testable import Domain

/// Somebody who holds all outputs of a chain, the rules, who answered and one own answer, and tries every world that would have given
/// exactly these outputs, the pattern of what is withheld and the chain among them.
///
/// Members of one *cohort* (same group, answered first in the same snapshot, named or not) are alike to the rules, so a world is how many
/// of each cohort stand in which class: that is all assignments, counted once. Each class has one level here, so that knowing the class is
/// knowing the value: a stronger attacker than a real one.
struct RollupAttackerTests {
    private struct Cohort {
        let group: Int
        /// In which snapshot they answer first.
        let since: Int
        let size: Int
        var isNamed = false
    }

    private struct Case {
        var cohorts: [Cohort]
        let snapshots: Int
        /// Members of each group that never answer.
        var silent: [Int]

        var table: RollupTable {
            let groups = (cohorts.map(\.group).max() ?? 0) + 1
            var members = [[Int]](repeating: [], count: groups)
            var next = 0
            for cohort in cohorts {
                members[cohort.group] += next..<(next + cohort.size)
                next += cohort.size
            }
            for group in members.indices {
                members[group] += next..<(next + silent[group])
                next += silent[group]
            }
            return RollupTable(
                countries: (0..<next).map { "C\($0)" },
                groups: members.enumerated().map { RollupTable.Group(name: "G\($0)", members: $1) })
        }
    }

    /// By cohort, how many stand in each class.
    private typealias World = [[Int]]

    private static func worlds(_ one: Case) -> [World] {
        one.cohorts.reduce([[]]) { worlds, cohort in
            let ways = (0...cohort.size).flatMap { low in
                (0...(cohort.size - low)).map { [low, $0, cohort.size - low - $0] }
            }
            return worlds.flatMap { world in ways.map { world + [$0] } }
        }
    }

    private static func levels(_ counts: [Int]) -> [Int] {
        zip([2, 3, 4], counts).flatMap { [Int](repeating: $0, count: $1) }
    }

    /// All that the outputs of a chain tell, its own part among it.
    private struct Seen: Hashable {
        var cells: [[RollupCell]] = []
        var state = RollupState()
        /// Of those who are named.
        var known: World = []

        mutating func take(_ table: RollupTable, _ values: [Int], named: Set<Int> = []) {
            var indicator = RollupIndicator(
                table: table, values: values, targets: values.map { $0 == 0 ? 0 : 3 }, named: named,
                snapshot: cells.count + 1, state: state)
            cells.append(indicator.take())
            state = indicator.state
        }
    }

    private static func seen(_ one: Case, _ worlds: [World]) -> [Seen] {
        let table = one.table
        var starts: [Int] = []
        var next = 0
        for cohort in one.cohorts {
            starts.append(next)
            next += cohort.size
        }
        let named = Set(
            one.cohorts.indices.filter { one.cohorts[$0].isNamed }.flatMap {
                starts[$0]..<(starts[$0] + one.cohorts[$0].size)
            })
        return worlds.map { world in
            var seen = Seen()
            for snapshot in 1...one.snapshots {
                var values = [Int](repeating: 0, count: table.countries.count)
                for (place, cohort) in one.cohorts.enumerated() where cohort.since <= snapshot {
                    for (offset, level) in levels(world[place]).enumerated() { values[starts[place] + offset] = level }
                }
                seen.take(table, values, named: named)
            }
            seen.known = one.cohorts.indices.filter { one.cohorts[$0].isNamed }.map { world[$0] }
            return seen
        }
    }

    /// What somebody learns of another: sentences, none where nobody learns anything.
    private static func leaks(_ one: Case) -> [String] {
        let worlds = worlds(one)
        let alike = Dictionary(grouping: zip(worlds, seen(one, worlds)), by: \.1).mapValues { $0.map(\.0) }
        var leaks: [String] = []
        let attackers: [Int?] = [nil] + one.cohorts.indices.filter { !one.cohorts[$0].isNamed }.map { $0 }
        for group in alike.values {
            for attacker in attackers {
                for own in 0..<(attacker == nil ? 1 : 3) {
                    let possible = attacker.map { place in group.filter { $0[place][own] > 0 } } ?? group
                    guard let first = possible.first else { continue }
                    for (place, cohort) in one.cohorts.enumerated() where !cohort.isNamed {
                        let isOwn = place == attacker
                        guard cohort.size > (isOwn ? 1 : 0) else { continue }
                        let classes = (0..<3).filter { level in
                            possible.contains { $0[place][level] > (isOwn && level == own ? 1 : 0) }
                        }
                        if classes.count < 2 {
                            leaks.append("\(one): \(attacker ?? -1) with \(own) sees \(place), as in \(first)")
                        }
                    }
                }
            }
        }
        return leaks
    }

    private static func check(_ one: Case) {
        let leaks = leaks(one)
        #expect(leaks.isEmpty, "\(leaks.count) ways: \(leaks.prefix(3))")
    }

    @Test func `one snapshot of three groups, of any of which one may be alike`() {
        Self.check(
            Case(
                cohorts: [
                    Cohort(group: 0, since: 1, size: 5), Cohort(group: 1, since: 1, size: 6),
                    Cohort(group: 2, since: 1, size: 5),
                ],
                snapshots: 1, silent: [1, 0, 0]))
    }

    @Test func `one snapshot with groups too small to stand alone`() {
        Self.check(
            Case(
                cohorts: [
                    Cohort(group: 0, since: 1, size: 1), Cohort(group: 1, since: 1, size: 3),
                    Cohort(group: 2, since: 1, size: 2), Cohort(group: 3, since: 1, size: 5),
                ], snapshots: 1, silent: [2, 0, 0, 1]))
    }

    @Test func `a chain in which answers come later`() {
        Self.check(
            Case(
                cohorts: [
                    Cohort(group: 0, since: 1, size: 5), Cohort(group: 0, since: 2, size: 1),
                    Cohort(group: 0, since: 3, size: 2), Cohort(group: 1, since: 1, size: 5),
                ], snapshots: 3, silent: [2, 2]))
    }

    @Test func `a chain with names`() {
        Self.check(
            Case(
                cohorts: [
                    Cohort(group: 0, since: 1, size: 2, isNamed: true), Cohort(group: 0, since: 1, size: 5),
                    Cohort(group: 0, since: 2, size: 3), Cohort(group: 1, since: 1, size: 4),
                ], snapshots: 2, silent: [0, 1]))
    }

    /// Small worlds of all kinds, from a fixed seed.
    @Test(arguments: 1...30) func `nobody is told in a world drawn by lot`(seed: UInt64) {
        var lot = Lot(seed: seed)
        var one = Case(cohorts: [], snapshots: 3 + Int(lot.next() % 2), silent: [])
        var count = 1
        for group in 0..<(2 + Int(lot.next() % 3)) {
            one.silent.append(Int(lot.next() % 3))
            for since in 1...one.snapshots {
                let size = since == 1 ? 1 + Int(lot.next() % 6) : Int(lot.next() % 5)
                let ways = (size + 1) * (size + 2) / 2
                guard size > 0, count * ways <= 800 else { continue }
                count *= ways
                one.cohorts.append(Cohort(group: group, since: since, size: size, isNamed: lot.next() % 8 == 0))
            }
            if !one.cohorts.contains(where: { $0.group == group }) {
                one.cohorts.append(Cohort(group: group, since: 1, size: 1))
            }
        }
        Self.check(one)
    }

    /// Answers change between two snapshots, each as it likes: nobody's present or former answer is told.
    @Test func `a group whose members change their answers`() {
        let table = RollupTable(
            countries: (0..<6).map { "C\($0)" }, groups: [RollupTable.Group(name: "G", members: Array(0..<6))])
        // How many of five go which of nine ways.
        var worlds: [[Int]] = [[]]
        for way in 0..<9 {
            worlds = worlds.flatMap { world in
                let left = 5 - world.reduce(0, +)
                return way == 8 ? [world + [left]] : (0...left).map { world + [$0] }
            }
        }
        var alike: [Seen: [[Int]]] = [:]
        for world in worlds {
            let ways = world.enumerated().flatMap { [Int](repeating: $0, count: $1) }
            var seen = Seen()
            seen.take(table, ways.map { $0 / 3 + 2 } + [0])
            seen.take(table, ways.map { $0 % 3 + 2 } + [0])
            alike[seen, default: []].append(world)
        }
        for group in alike.values {
            for own in 0..<9 {
                let possible = group.filter { $0[own] > 0 }
                guard !possible.isEmpty else { continue }
                let others = (0..<9).filter { way in possible.contains { $0[way] > (way == own ? 1 : 0) } }
                #expect(Set(others.map { $0 / 3 }).count >= 2, "what was: \(own) in \(possible.first ?? [])")
                #expect(Set(others.map { $0 % 3 }).count >= 2, "what is: \(own) in \(possible.first ?? [])")
            }
        }
    }
}

/// The same numbers each time.
private struct Lot {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
