/// How differently the sectors read one item: an invitation to talk, not a fault.
public struct Dissent: Sendable, Hashable {
    public let item: Int
    /// The item's rank in each sector that may be shown, alphabetical; without those that could not judge.
    public let ranks: [SectorRank]
    /// Worst rank minus best; 0 with fewer than two sectors.
    public let spread: Int
    /// The spread is at least a third of the items and at least 3, or one rating round shows RAND/UCLA disagreement.
    public let isFlagged: Bool

    public struct SectorRank: Sendable, Hashable {
        public let sector: String
        public let rank: Int

        public init(sector: String, rank: Int) {
            self.sector = sector
            self.rank = rank
        }
    }

    public var best: SectorRank? { ranks.min { ($0.rank, $0.sector) < ($1.rank, $1.sector) } }
    public var worst: SectorRank? { ranks.max { ($0.rank, $1.sector) < ($1.rank, $0.sector) } }

    /// One per item, in item order. Sectors that `Suppression` hides take no part, nor those of which fewer than five
    /// could judge the item.
    public static func find(_ box: BallotBox, by method: TallyMethod) -> [Dissent] {
        let shown = Set(Suppression.decide(box, reading: .sectors).shown)
        let ratings =
            method == .rating && Suppression.mayShow(ballots: box.ballotCount)
            ? RatingSummary.summaries(box) : []
        return find(
            GroupTally.groups(box, by: method, reading: .sectors).filter { shown.contains($0.name) },
            items: box.items.count, ratings: ratings)
    }

    /// The same from the sectors that may be told by themselves.
    /// - Parameter ratings: of the whole room; empty where it was not a rating.
    public static func find(_ sectors: [GroupTally], items: Int, ratings: [RatingSummary]) -> [Dissent] {
        let least = max(3, (items + 2) / 3)
        return (0..<items).map { item in
            let ranks = sectors.filter { $0.counted[item] >= Suppression.least }.map {
                SectorRank(sector: $0.name, rank: $0.ranks[item])
            }
            let spread = (ranks.map(\.rank).max() ?? 0) - (ranks.map(\.rank).min() ?? 0)
            let isDisagreement =
                ratings.indices.contains(item) && Suppression.mayShow(ballots: ratings[item].judged)
                && ratings[item].isDisagreement
            return Dissent(item: item, ranks: ranks, spread: spread, isFlagged: spread >= least || isDisagreement)
        }
    }
}

/// Kendall's τ_b between the orders of two sectors.
public struct SectorAgreement: Sendable, Hashable {
    public let first: String
    public let second: String
    /// 1 the same order … -1 the reverse; nil when one sector ties everything.
    public let tau: Double?

    /// Every pair of the sectors that may be shown.
    public static func pairs(_ box: BallotBox, by method: TallyMethod) -> [SectorAgreement] {
        let shown = Set(Suppression.decide(box, reading: .sectors).shown)
        return pairs(GroupTally.groups(box, by: method, reading: .sectors).filter { shown.contains($0.name) })
    }

    public static func pairs(_ sectors: [GroupTally]) -> [SectorAgreement] {
        sectors.indices.flatMap { i in
            sectors.indices.dropFirst(i + 1).map { j in
                SectorAgreement(
                    first: sectors[i].name, second: sectors[j].name,
                    tau: Kendall.tauB(sectors[i].scores, sectors[j].scores))
            }
        }
    }
}
