import Domain
import Storage
import Web

/// Issues that say nearly the same, for the facilitator to join or to keep apart.
struct MergeSuggestion: Sendable {
    /// Two or more, oldest first.
    let issues: [IssueRecord]
    /// 0 … 1: that of the two most alike.
    let likeness: Double
    /// The words that weigh most in it.
    let words: [String]

    /// Lower than the domain's own, and on titles alone: a topic holds few and short texts, and a wrong suggestion costs one press.
    /// On the hundred issues of the demo (five topics, eight languages) it finds 12 true pairs and 1 wrong one; 0.40 finds 5 and none,
    /// and explanations added to the titles find 8 and 1.
    static let threshold = 0.25

    /// - Parameters:
    ///   - issues: what stands in a topic.
    ///   - keptApart: pairs that were said not to be the same. What is said of a contribution holds for what it was joined into.
    static func among(_ issues: [IssueRecord], keptApart: Set<MergeStore.KeptApart>) -> [MergeSuggestion] {
        let found = find(issues.map(text))
        let areApart = { (one: Int, other: Int) in
            !keptApart.isEmpty
                && voices(issues[one]).contains { voice in
                    voices(issues[other]).contains { keptApart.contains(.init(voice, $0)) }
                }
        }
        return found.clusters.compactMap { cluster in
            var members: [Int] = []
            for member in cluster.members where !members.contains(where: { areApart($0, member) }) {
                members.append(member)
            }
            let best = found.pairs.first { members.contains($0.first) && members.contains($0.second) }
            guard members.count > 1, let best else { return nil }
            return MergeSuggestion(issues: members.map { issues[$0] }, likeness: best.score, words: best.words)
        }
    }

    private static func voices(_ issue: IssueRecord) -> [Issue.ID] { [issue.id] + issue.parents.map(\.id) }

    private static func text(_ issue: IssueRecord) -> String {
        ([issue.title] + issue.parents.map(\.title)).joined(separator: "\n")
    }

    /// The last few answers: a console is rendered at every change in its room, and the issues seldom change between two of them.
    private static let known = Remembered<[String], NearDuplicates>(most: 8)

    private static func find(_ texts: [String]) -> NearDuplicates {
        known.value(texts) { NearDuplicates.find(texts, threshold: threshold) }
    }
}
