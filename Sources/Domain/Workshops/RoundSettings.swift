/// What is fixed before a round opens, and shown with its result.
public struct RoundSettings: Sendable, Hashable {
    public var method: VotingMethod
    /// Dots per person. Nil: `defaultDots(issues:)`.
    public var dots: Int?
    /// At most so many dots of one person on one issue.
    public var maxPerIssue: Int
    /// What is rated; importance always, feasibility if wanted.
    public var criteria: [RatingCriterion]
    public var thresholds: ConsensusThresholds
    /// How many issues go to the breakout groups (k of equal shares and of the plain top k).
    public var seats: Int
    /// Seconds that the ballot stays open; nil when the facilitator closes it.
    public var duration: Int?
    /// How many issues a ranking ballot may hold.
    public var maximumRanked: Int

    public init(
        method: VotingMethod, dots: Int? = nil, maxPerIssue: Int = 2, criteria: [RatingCriterion] = [.importance],
        thresholds: ConsensusThresholds = .coreOutcomeSet, seats: Int = 5, duration: Int? = nil,
        maximumRanked: Int = RoundSettings.rankingLimit
    ) {
        self.method = method
        self.dots = dots
        self.maxPerIssue = maxPerIssue
        self.criteria = criteria
        self.thresholds = thresholds
        self.seats = seats
        self.duration = duration
        self.maximumRanked = maximumRanked
    }

    /// Nobody orders more than seven things honestly.
    public static let rankingLimit = 7

    /// Longest time that a ballot may be announced to stay open, in seconds: a month, for rounds that are answered online between meetings.
    public static let longestDuration = 31 * 24 * 3600

    /// k = max(3, round(N / 3)) for N issues; a half is rounded up. Never more than can be placed is asked of a person
    /// by `BallotProblem`, so k may exceed what N issues take.
    public static func defaultDots(issues: Int) -> Int { max(3, (2 * issues + 3) / 6) }

    /// More dots than anybody spends; sums of them stay far from the end of Int.
    public static let mostDots = 9_999

    /// Dots per person for so many issues.
    public func dots(issues: Int) -> Int { dots ?? Self.defaultDots(issues: issues) }

    /// What is wrong with these settings for a round on so many issues; empty when it may open.
    public func problems(issues: Int) -> [RoundProblem] {
        var problems: [RoundProblem] = []
        if issues < 1 { problems.append(.noIssues) }
        if let duration, !(1...Self.longestDuration).contains(duration) { problems.append(.durationOutOfRange) }
        if !(1...max(1, issues)).contains(seats) { problems.append(.seatsOutOfRange(issues: issues)) }
        switch method {
        case .multivote:
            if !(1...Self.mostDots).contains(dots(issues: issues)) { problems.append(.dotsOutOfRange) }
            if maxPerIssue < 1 || maxPerIssue > dots(issues: issues) { problems.append(.maxPerIssueOutOfRange) }
        case .rating:
            if !criteria.contains(.importance) || Set(criteria).count != criteria.count {
                problems.append(.criteriaMissingOrRepeated)
            }
            if !thresholds.isValid { problems.append(.thresholdsOutOfRange) }
        case .ranking:
            if !(1...Self.rankingLimit).contains(maximumRanked) { problems.append(.maximumRankedOutOfRange) }
        case .approval:
            break
        }
        return problems
    }
}

/// Why a round cannot open; the words are the App's.
public enum RoundProblem: Error, Sendable, Hashable {
    case noIssues
    case durationOutOfRange
    case seatsOutOfRange(issues: Int)
    case dotsOutOfRange
    case maxPerIssueOutOfRange
    case criteriaMissingOrRepeated
    case thresholdsOutOfRange
    case maximumRankedOutOfRange
}
