/// What one group of voters said of each item, as numbers of ballots: all that is kept of it once a round is closed.
public struct GroupCounts: Sendable, Hashable {
    public let group: SafeGroup
    /// By item: how many ballots gave each value. Values are as in ``Mark``; in a ranking an item that a ballot left out below k ranked ones
    /// counts as -k. What is missing up to `group.people` said nothing of the item.
    public var values: [[Int: Int]]

    public init(_ group: SafeGroup, values: [[Int: Int]]) {
        self.group = group
        self.values = values
    }

    /// How many ballots said something of the item.
    public func said(_ item: Int) -> Int { values[item].values.reduce(0, +) }

    /// The ratings of an item, 1…9.
    func histogram(_ item: Int) -> [Int] { (1...9).map { values[item][$0] ?? 0 } }
}

/// A round in numbers: the two readings by groups, each empty or a single group without values where it is not possible.
public struct RoundCounts: Sendable, Hashable {
    public var sectors: [GroupCounts]
    public var countries: [GroupCounts]

    public init(sectors: [GroupCounts] = [], countries: [GroupCounts] = []) {
        self.sectors = sectors
        self.countries = countries
    }

    public subscript(_ reading: TallyReading) -> [GroupCounts] {
        switch reading {
        case .people: []
        case .sectors: sectors
        case .countries: countries
        }
    }

    /// Whether the reading may be shown.
    public func has(_ reading: TallyReading) -> Bool { SafeGroups.hasReading(self[reading].map(\.group)) }

    /// Sums a round that is being closed.
    ///
    /// - Parameters:
    ///   - groups: of these ballots' voters.
    ///   - items: how many were on the ballot.
    ///   - isRanking: whether what a ballot leaves out is counted too.
    public static func make(
        _ groups: SafeGroups, items: Int, isRanking: Bool,
        _ ballots: some Sequence<(origin: SafeGroups.Origin, marks: [Mark])>
    ) -> RoundCounts {
        let (sector, country) = (SafeGroup.places(groups.sectors), SafeGroup.places(groups.countries))
        let (hasSectors, hasCountries) = (
            SafeGroups.hasReading(groups.sectors), SafeGroups.hasReading(groups.countries)
        )
        // One sum for each class of voters; a group's is the sum of its classes'.
        var classes: [SIMD2<Int>: [UInt64: Int]] = [:]
        if hasSectors || hasCountries {
            for ballot in ballots {
                let key = SIMD2(sector[ballot.origin.sector ?? ""] ?? -1, country[ballot.origin.country ?? ""] ?? -1)
                add(ballot.marks, items: items, isRanking: isRanking, to: &classes[key, default: [:]])
            }
        }
        func counts(_ groups: [SafeGroup], isShown: Bool, _ place: (SIMD2<Int>) -> Int) -> [GroupCounts] {
            groups.enumerated().map { index, group in
                var values = [[Int: Int]](repeating: [:], count: items)
                for (key, cells) in classes where isShown && place(key) == index {
                    for (cell, ballots) in cells {
                        values[Int(cell >> 32)][Int(Int32(truncatingIfNeeded: cell)), default: 0] += ballots
                    }
                }
                return GroupCounts(group, values: values)
            }
        }
        return RoundCounts(
            sectors: counts(groups.sectors, isShown: hasSectors) { $0[0] },
            countries: counts(groups.countries, isShown: hasCountries) { $0[1] })
    }

    /// Everybody as one group, from the ballots themselves.
    /// - Parameter people: only ballots that say something where `isRanking`, or where ratings are counted.
    public static func everybody(_ box: BallotBox, isRanking: Bool, people: Int) -> GroupCounts {
        var cells: [UInt64: Int] = [:]
        for ballot in box.ballots {
            for _ in 0..<ballot.count { add(ballot.ordered, items: box.items.count, isRanking: isRanking, to: &cells) }
        }
        var values = [[Int: Int]](repeating: [:], count: box.items.count)
        for (cell, ballots) in cells {
            values[Int(cell >> 32)][Int(Int32(truncatingIfNeeded: cell)), default: 0] += ballots
        }
        return GroupCounts(SafeGroup([], people: people), values: values)
    }

    private static func add(_ marks: [Mark], items: Int, isRanking: Bool, to cells: inout [UInt64: Int]) {
        for mark in marks { cells[cell(mark.item, mark.value), default: 0] += 1 }
        guard isRanking, !marks.isEmpty, marks.count < items else { return }
        let ranked = Set(marks.map(\.item))
        for item in 0..<items where !ranked.contains(item) { cells[cell(item, -marks.count), default: 0] += 1 }
    }

    private static func cell(_ item: Int, _ value: Int) -> UInt64 {
        UInt64(UInt32(item)) << 32 | UInt64(UInt32(bitPattern: Int32(value)))
    }
}
