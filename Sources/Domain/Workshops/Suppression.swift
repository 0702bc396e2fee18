/// What may be shown of small groups, where single ballots are never released beside: ratings of statements.
/// Rounds are counted by ``SafeGroups``.
///
/// The rule: a group of 1 to 4 ballots is hidden. What is hidden must not come back by arithmetic from what is shown:
/// the reading by people gives one equation (the sum of all groups), the reading by groups a second (the sum of their
/// means), and turnout tells the sizes. So as soon as one group is hidden, at least three are, with at least five
/// ballots together: the smallest of those still shown follow (of equal ones the first in the alphabet). With fewer
/// than three groups there is no third unknown, and the reading by groups is withheld. Ballots that name no group are
/// a group of their own in this. Groups without a ballot have nothing to hide. Sector × country is never shown, nor
/// exported.
public enum Suppression {
    public static let least = 5
    /// One more unknown than the two readings give equations.
    private static let leastHidden = 3

    /// Whether any figure of a round may be shown at all.
    public static func mayShow(ballots: Int) -> Bool { ballots >= least }

    public struct Decision: Sendable, Hashable {
        /// Alphabetical. Hidden ones are named, not counted.
        public let shown: [String]
        public let hidden: [String]
        /// Whether ballots that name no group may have a line of their own; false also when there are none.
        public let showsUngrouped: Bool
        /// Whether the mean over the groups may be shown beside the mean over people.
        public let showsReading: Bool
        /// Whether nothing at all had to be hidden.
        public let isComplete: Bool
    }

    /// Decides which groups of a reading may have lines of their own.
    ///
    /// - Parameters:
    ///   - ballots: by group name.
    ///   - ungrouped: ballots that name no group.
    public static func decide(ballots: [String: Int], ungrouped: Int = 0) -> Decision {
        // The unnamed group sorts before every name, and "" is no group's name.
        var groups = ballots.filter { $0.value > 0 && $0.key != "" }.map { (name: $0.key, count: $0.value) }
        if ungrouped > 0 { groups.append(("", ungrouped)) }
        groups.sort { ($0.count, $0.name) < ($1.count, $1.name) }
        var hiddenCount = groups.prefix { $0.count < least }.count
        if hiddenCount > 0 {
            while hiddenCount < groups.count
                && (hiddenCount < leastHidden || groups.prefix(hiddenCount).reduce(0, { $0 + $1.count }) < least)
            {
                hiddenCount += 1
            }
        }
        let hidden = groups.prefix(hiddenCount).map(\.name)
        let shown = groups.dropFirst(hiddenCount).map(\.name)
        return Decision(
            shown: shown.filter { $0 != "" }.sorted(), hidden: hidden.filter { $0 != "" }.sorted(),
            showsUngrouped: shown.contains(""),
            showsReading: !groups.isEmpty && (hidden.isEmpty || hidden.count >= leastHidden), isComplete: hidden.isEmpty
        )
    }

    /// The same for a box; for the reading by people nothing is to be decided.
    public static func decide(_ box: BallotBox, reading: TallyReading) -> Decision {
        var counts: [String: Int] = [:]
        var ungrouped = 0
        for ballot in box.ballots {
            if let group = ballot.group(in: reading) {
                counts[group, default: 0] += ballot.count
            } else {
                ungrouped += ballot.count
            }
        }
        return decide(ballots: counts, ungrouped: ungrouped)
    }

    /// Whether a reading of this round may be shown.
    public static func mayShow(_ reading: TallyReading, of box: BallotBox) -> Bool {
        guard mayShow(ballots: box.ballotCount) else { return false }
        return reading == .people || decide(box, reading: reading).showsReading
    }
}
