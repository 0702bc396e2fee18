/// The private rating of interventions by a delegation (or a group): each member gives difficulty and impact from 1 to 5.
///
/// What comes out is one figure each, and never the votes. See docs/decisions/0011-delegation-votes.md.
public enum DelegationVote {
    /// With fewer votes a result would tell each voter what the other one said.
    public static let fewest = 3

    public struct Rating: Sendable, Hashable {
        public let difficulty: Int
        public let impact: Int

        public init(difficulty: Int, impact: Int) {
            self.difficulty = difficulty
            self.impact = impact
        }

        public var isOnScale: Bool {
            ImpactMatrix.scale.contains(difficulty) && ImpactMatrix.scale.contains(impact)
        }
    }

    /// The median of each figure. Of an even number of votes the more cautious of the two in the middle counts: the higher
    /// difficulty, the lower impact, so that the result is a figure which somebody gave.
    /// - Returns: nothing with fewer than ``fewest`` votes.
    public static func result(_ votes: [Rating]) -> Rating? {
        guard votes.count >= fewest else { return nil }
        let (difficulties, impacts) = (votes.map(\.difficulty).sorted(), votes.map(\.impact).sorted())
        return Rating(difficulty: difficulties[votes.count / 2], impact: impacts[(votes.count - 1) / 2])
    }
}
