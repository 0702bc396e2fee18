/// A counted box: sums, people, and the same tally in up to three readings: the mean over ballots, and the means over the groups' own means.
public struct Tally: Sendable, Hashable {
    public let method: TallyMethod
    public let items: [String]
    /// Ballots counted. A rating or ranking that says nothing at all counts for nothing, yet is a ballot here.
    public let ballots: Int
    /// By item: the sum of dots, ratings, approvals, Borda points (also for Schulze), or ranks (for Kendall).
    public let totals: [Rational]
    /// By item: ballots that gave it something.
    public let voters: [Int]
    /// People first; sectors and countries only when at least one ballot names its group.
    public let readings: [ReadingTally]

    public subscript(_ reading: TallyReading) -> ReadingTally? { readings.first { $0.reading == reading } }

    public var people: ReadingTally? { self[.people] }
}

/// A tally under one weighing.
public struct ReadingTally: Sendable, Hashable {
    public let reading: TallyReading
    /// By item: the mean per ballot, or the mean of the groups' means. Nil where nobody could judge.
    public let scores: [Rational?]
    /// Item indices, best first; tied items stand together in item order.
    public let order: [[Int]]
    /// By item: 1 for the best; tied items share a rank and the next is left free (1, 2, 2, 4).
    public let ranks: [Int]
    /// The groups that were weighed, in alphabetical order; empty for people.
    public let groups: [String]
    /// Known groups without a ballot: left out, and named.
    public let blankGroups: [String]
    /// Ballots that name no group: not in this reading.
    public let ballotsWithoutGroup: Int
}
