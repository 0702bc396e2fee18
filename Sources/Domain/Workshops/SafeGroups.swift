/// Which classes of voters a round is counted by, so that whatever is released of it, taken together, leaves each ballot with at least
/// five possible owners (decision 18).
///
/// **Why it holds.** All that is ever released of a round follows from the pairs (class of the voter, ballot), without their order. So two
/// voters of one class may change ballots, and nothing that was released changes: whoever holds all of it cannot tell them apart. The
/// class of a voter is their group of sectors together with their group of countries, and `decide` makes groups such that each class
/// that has voters has five or more. Who has voted, and from where, may be known to everybody.
public struct SafeGroups: Sendable, Hashable {
    /// Alphabetical by their members, taken-together sectors last; one group holds everybody where no reading by sectors is possible.
    public let sectors: [SafeGroup]
    /// From the countries with the fewest ballots to those with the most; one group holds everybody where no reading is possible.
    public let countries: [SafeGroup]

    public init(sectors: [SafeGroup], countries: [SafeGroup]) {
        self.sectors = sectors
        self.countries = countries
    }

    /// Where a voter comes from; blank text is no group.
    public struct Origin: Sendable, Hashable {
        public let sector: String?
        public let country: String?

        public init(sector: String?, country: String?) {
            self.sector = sector == "" ? nil : sector
            self.country = country == "" ? nil : country
        }
    }

    /// Each sector of five ballots and more is a group; the smaller ones are taken together, with the smallest of the others where they
    /// are fewer than five. Countries with the same number of ballots are one group, and neighbours are joined until every class has
    /// five voters: into as many groups as can be; of equally many, so that the countries of a group differ least.
    ///
    /// - Parameter voters: how many ballots came from where. Voters without sector or country are a group of their own in this.
    public static func decide(_ voters: [Origin: Int]) -> SafeGroups {
        let sectors = sectorGroups(voters)
        return SafeGroups(sectors: sectors, countries: countryGroups(voters, sectors))
    }

    /// Whether a reading with every group the same can be shown: not with a single one.
    public static func hasReading(_ groups: [SafeGroup]) -> Bool { groups.count { $0.weight > 0 } >= 2 }

    // MARK: Sectors

    private static func sectorGroups(_ voters: [Origin: Int]) -> [SafeGroup] {
        var ballots: [String: Int] = [:]
        for (origin, count) in voters where count > 0 { ballots[origin.sector ?? "", default: 0] += count }
        // The unnamed group sorts before every name.
        let sizes = ballots.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        var pooled = sizes.prefix { $0.value < Suppression.least }.count
        if pooled > 0 {
            while pooled < sizes.count, sizes.prefix(pooled).reduce(0, { $0 + $1.value }) < Suppression.least {
                pooled += 1
            }
        }
        var groups = sizes.dropFirst(pooled).sorted { $0.key < $1.key }.map { SafeGroup([$0.key], people: $0.value) }
        if pooled > 0 {
            groups.append(
                SafeGroup(sizes.prefix(pooled).map(\.key), people: sizes.prefix(pooled).reduce(0) { $0 + $1.value }))
        }
        return hasReading(groups) ? groups : everybody(sizes.map(\.key), voters)
    }

    private static func everybody(_ names: [String], _ voters: [Origin: Int]) -> [SafeGroup] {
        let people = voters.values.reduce(0, +)
        return people == 0 ? [] : [SafeGroup(names, people: people)]
    }

    // MARK: Countries

    /// Countries with the same number of ballots, or the voters without a country; `cells` counts them by group of sectors.
    private struct Step {
        var names: [String]
        let size: Int
        var cells: [Int]
    }

    private static func countryGroups(_ voters: [Origin: Int], _ sectors: [SafeGroup]) -> [SafeGroup] {
        let steps = steps(voters, sectors)
        // sums[i]: ballots by group of sectors in all steps before i.
        var sums = [[Int](repeating: 0, count: sectors.count)]
        for step in steps { sums.append(zip(sums[sums.count - 1], step.cells).map(+)) }
        /// Whether the steps from `start` to before `end` may stand as one group.
        func isSafe(_ start: Int, _ end: Int) -> Bool {
            sectors.indices.allSatisfy { sector in
                let ballots = sums[end][sector] - sums[start][sector]
                return ballots == 0 || ballots >= Suppression.least
            }
        }
        // best[end]: the best way to divide the steps before `end`; all of them together are always safe.
        var best: [(groups: Int, spread: Int, start: Int)?] = [(0, 0, 0)]
        for end in 1..<max(1, steps.count + 1) {
            var found: (groups: Int, spread: Int, start: Int)?
            for start in 0..<end {
                guard let before = best[start], isSafe(start, end) else { continue }
                let spread = before.spread + steps[end - 1].size - steps[start].size
                let isBetter = found.map { (before.groups + 1, -spread) > ($0.groups, -$0.spread) } ?? true
                if isBetter { found = (before.groups + 1, spread, start) }
            }
            best.append(found)
        }
        var groups: [SafeGroup] = []
        var end = steps.count
        while end > 0, let way = best[end] {
            groups.append(
                SafeGroup(
                    steps[way.start..<end].flatMap(\.names),
                    people: sums[end].reduce(0, +) - sums[way.start].reduce(0, +)))
            end = way.start
        }
        return hasReading(groups) ? groups.reversed() : everybody(steps.flatMap(\.names), voters)
    }

    /// Those without a country first, then from the smallest countries to the largest.
    private static func steps(_ voters: [Origin: Int], _ sectors: [SafeGroup]) -> [Step] {
        let place = SafeGroup.places(sectors)
        var cells: [String: [Int]] = [:]
        for (origin, count) in voters where count > 0 {
            guard let sector = place[origin.sector ?? ""] else { continue }
            cells[origin.country ?? "", default: [Int](repeating: 0, count: sectors.count)][sector] += count
        }
        var steps: [Step] = []
        if let unnamed = cells.removeValue(forKey: "") { steps.append(Step(names: [""], size: 0, cells: unnamed)) }
        let sizes = cells.map { (size: $1.reduce(0, +), name: $0, cells: $1) }.sorted {
            ($0.size, $0.name) < ($1.size, $1.name)
        }
        for country in sizes {
            if let last = steps.indices.last, steps[last].size == country.size {
                steps[last].names.append(country.name)
                steps[last].cells = zip(steps[last].cells, country.cells).map(+)
            } else {
                steps.append(Step(names: [country.name], size: country.size, cells: country.cells))
            }
        }
        return steps
    }
}

/// A group of voters that a reading counts together: one sector, several small ones, or countries of about the same size.
public struct SafeGroup: Sendable, Hashable {
    /// Sectors or countries in it, alphabetical.
    public let members: [String]
    /// Whether voters who name no sector (no country) are in it.
    public let holdsUnnamed: Bool
    /// How many ballots it cast.
    public let people: Int

    /// - Parameter names: in any order; "" stands for those who name none.
    public init(_ names: some Sequence<String>, people: Int) {
        let names = Set(names)
        members = names.filter { $0 != "" }.sorted()
        holdsUnnamed = names.contains("")
        self.people = people
    }

    /// What it weighs in a mean over sectors or countries: as much as it has of them.
    public var weight: Int { members.count }

    /// The one sector that it is, where it is one and nothing else.
    public var name: String? { members.count == 1 && !holdsUnnamed ? members[0] : nil }

    /// All that it holds; "" stands for voters who name none.
    public var names: [String] { (holdsUnnamed ? [""] : []) + members }

    /// By the name of a sector or country ("" for none), which group holds it.
    static func places(_ groups: [SafeGroup]) -> [String: Int] {
        Dictionary(
            groups.enumerated().flatMap { place, group in group.names.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first })
    }
}
