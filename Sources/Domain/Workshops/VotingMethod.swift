/// How a ballot is filled in. Dots are reported as a sum beside the number of people, after McMillan et al. 2014
/// (doi 10.1007/s10742-014-0121-1); how each is counted names its source where it is counted (``TallyMethod``).
public enum VotingMethod: String, CaseIterable, Sendable, Hashable, Codable {
    case multivote, rating, approval, ranking

    /// The tally shown first for ballots of this kind.
    public var tally: TallyMethod {
        switch self {
        case .multivote: .multivote
        case .rating: .rating
        case .approval: .approval
        case .ranking: .borda
        }
    }
}

/// How ballots are counted: the words of `roundtable tally --method`.
public enum TallyMethod: String, CaseIterable, Sendable, Hashable {
    case multivote, rating, approval, borda, schulze
    case equalShares = "equal-shares"
    case kendall

    /// Whether a ballot's values are places in an order, 1 the best.
    public var readsRanks: Bool { self == .borda || self == .schulze || self == .kendall }
}

/// One way to weigh a tally: each ballot the same, each sector the same, each country the same.
public enum TallyReading: String, CaseIterable, Sendable, Hashable {
    case people, sectors, countries
}

/// What a rating is about.
public enum RatingCriterion: String, CaseIterable, Sendable, Hashable {
    case importance, feasibility
}
