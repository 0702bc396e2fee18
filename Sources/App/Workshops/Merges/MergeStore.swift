import Domain
import Storage
import Web

/// One change that the facilitator made to how issues are joined, as the journal keeps it: what each issue was before and after, so
/// that it can be undone exactly.
struct MergeAct: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case merge = "issue.merge"
        case wording = "issue.wording"
        case separation = "issue.separation"
    }

    /// Where an issue stands in the history of merges.
    struct State: Sendable, Hashable, Codable {
        var into: Issue.ID?
        var withdrawn: Int64?
        /// Of a merged issue only.
        var title: String?
        var language: String?

        init(_ issue: IssueRecord) {
            into = issue.mergedInto
            withdrawn = issue.withdrawnAt
            title = issue.kind == .merged ? issue.title : nil
            language = issue.kind == .merged ? issue.language : nil
        }

        var fact: JSONValue {
            .object([
                "into": JSONValue(into?.description), "language": JSONValue(language), "title": JSONValue(title),
                "withdrawn": withdrawn.map { .whole(Int($0)) } ?? .null,
            ])
        }
    }

    struct Change: Sendable, Codable {
        let issue: Issue.ID
        let before: State
        let after: State

        var fact: JSONValue {
            .object(["after": after.fact, "before": before.fact, "issue": .text(issue.description)])
        }
    }

    /// The place in the journal: the name under which it is undone.
    let sequence: Int64
    /// Epoch milliseconds.
    let time: Int64
    let kind: Kind
    /// The merged issue.
    let issue: Issue.ID
    let changes: [Change]

    var touched: Set<Issue.ID> { Set(changes.map(\.issue) + [issue]) }
    /// The wording that it led to.
    var title: String { changes.first { $0.issue == issue }?.after.title ?? "" }
    /// How many contributions it moved.
    var moved: Int { changes.count { $0.issue != issue && $0.before.into != $0.after.into && $0.after.title == nil } }
}

/// The SQL of merging: past acts from the journal, and pairs that are kept apart.
struct MergeStore {
    static let reversal = "merge.reversal"
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The acts that stand, oldest first: those of the event without those that were undone.
    func acts(of event: Event.ID) throws -> [MergeAct] {
        let kinds = MergeAct.Kind.allCases.map(\.rawValue) + [Self.reversal]
        let rows = try reading.all(
            """
            SELECT sequence, time, subject, kind, facts FROM journal
            WHERE scope = \(Scope.event(event).description) AND kind IN \(in: kinds) ORDER BY sequence
            """)
        var acts: [MergeAct] = []
        for row in rows {
            let facts: String = try row.get("facts")
            let subject: String = try row.get("subject")
            if let kind = MergeAct.Kind(rawValue: try row.get("kind")),
                let issue = Issue.ID(String(subject.dropFirst(6)))
            {
                acts.append(
                    MergeAct(
                        sequence: try row.get("sequence"), time: try row.get("time"), kind: kind, issue: issue,
                        changes: try JSONCoding.value(facts, as: ActFacts.self).changes))
            } else {
                let undone = Set(try JSONCoding.value(facts, as: ReversalFacts.self).undone)
                acts.removeAll { undone.contains($0.sequence) }
            }
        }
        return acts
    }

    /// Changes with every act and reversal; 0 before the first.
    func lastAct(of event: Event.ID) throws -> Int64 {
        let kinds = MergeAct.Kind.allCases.map(\.rawValue) + [Self.reversal]
        return try reading.value(
            """
            SELECT sequence FROM journal WHERE scope = \(Scope.event(event).description) AND kind IN \(in: kinds)
            ORDER BY sequence DESC LIMIT 1
            """) ?? 0
    }

    private struct ActFacts: Decodable { let changes: [MergeAct.Change] }
    private struct ReversalFacts: Decodable { let undone: [Int64] }

    /// Two issues that shall not be suggested together again.
    struct KeptApart: Sendable, Hashable {
        let first: Issue.ID
        let second: Issue.ID

        init(_ one: Issue.ID, _ other: Issue.ID) {
            first = min(one, other)
            second = max(one, other)
        }
    }

    func keptApart(in event: Event.ID) throws -> Set<KeptApart> {
        let rows = try reading.all("SELECT first_issue, second_issue FROM issue_kept_apart WHERE event_id = \(event)")
        return Set(try rows.map { KeptApart(try $0.get("first_issue"), try $0.get("second_issue")) })
    }

    static func keepApart(_ pair: KeptApart, in event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO issue_kept_apart (first_issue, second_issue, event_id, kept_at)
            VALUES (\(pair.first), \(pair.second), \(event), \(now)) ON CONFLICT DO NOTHING
            """)
    }

    static func letTogether(_ pair: KeptApart, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM issue_kept_apart WHERE first_issue = \(pair.first) AND second_issue = \(pair.second)")
    }
}

extension IssueStore {
    /// Puts an issue into a state of the merge history.
    static func set(_ id: Issue.ID, _ state: MergeAct.State, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE issue SET merged_into = \(state.into), withdrawn_at = \(state.withdrawn), changed_at = \(now) WHERE id = \(id)"
        )
        // Only a merged issue's wording belongs to the history: contributions keep their authors' words.
        guard let title = state.title, let language = state.language else { return }
        try tx.execute("UPDATE issue SET title = \(title), language = \(language) WHERE id = \(id)")
    }
}
