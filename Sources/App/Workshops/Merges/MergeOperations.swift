import Domain
import Storage
import Web

/// What shall be joined.
struct MergeOrder: Sendable {
    var issues: [Issue.ID]
    /// Whose wording is kept first; without it the first issue's.
    var into: Issue.ID?
    var title: String?
    /// BCP 47; without it that of the wording kept.
    var language: String?
    /// What the sender calls this sending; the same one is answered with the first result.
    var key: String?

    init(_ issues: [Issue.ID], into: Issue.ID? = nil, title: String? = nil, language: String? = nil, key: String? = nil)
    {
        self.issues = issues
        self.into = into
        self.title = title
        self.language = language
        self.key = key
    }

    fileprivate func cleaned() throws -> MergeOrder {
        guard let title else { return self }
        var order = self
        order.title = try MergeOperations.wording(title, language ?? "en").title
        return order
    }
}

/// Merge: near-identical issues are joined before the vote, so that support is not split. Contributions keep their authors' words
/// and stay as parents; every act is in the journal with what was before, and can be undone.
enum MergeOperations {
    /// Joins issues of one topic. Joining a merged issue with others adds to it (its parents stay its parents); where it has been
    /// voted on, a new issue is made and the old one stands as it was in the result.
    static func join(_ visit: Visit, _ event: Event.ID, _ order: MergeOrder) async throws -> IssueRecord {
        let cleaned = Result { try order.cleaned() }
        return try await visit.database.write { tx in
            try checkStage(visit, event, tx)
            return try joinIn(Work(tx, visit), event, try cleaned.get())
        }
    }

    /// The same inside a transaction that is already allowed to.
    static func joinIn(_ work: Work, _ event: Event.ID, _ order: MergeOrder) throws -> IssueRecord {
        let store = IssueStore(work.tx)
        let key = order.key.flatMap { $0.isEmpty ? nil : String($0.prefix(64)) }
        let said: [String?] = [
            order.issues.map(\.description).joined(separator: " "), order.into?.description, order.title,
        ]
        try SendingStore.note(key, "merge:\(event)", said + [order.language], work)
        if let key, let first = try store.mergedIssue(in: event, key: key) { return first }
        let issues = try standing(order, event, store)
        let lead = issues.first { $0.id == order.into } ?? issues[0]
        let wording = try wording(order.title ?? lead.title, order.language ?? lead.language)
        let voted = try store.voted(in: event)
        let target = issues.filter { $0.kind == .merged && !voted.contains($0.id) }
        let id = (target.first { $0.id == order.into } ?? target.first)?.id ?? work.environment.id()
        var ledger = Ledger(work)
        if let known = issues.first(where: { $0.id == id }) {
            try ledger.change(known) {
                $0.title = wording.title
                $0.language = wording.language
            }
        } else {
            let issue = IssueStore.NewIssue(
                id: id, event: event, topic: lead.topic, kind: .merged, language: wording.language,
                title: wording.title, key: key)
            try IssueStore.insert(issue, now: work.now, work.tx)
            ledger.began(try store.issue(id))
        }
        for issue in issues where issue.id != id {
            if !voted.contains(issue.id) {
                for parent in issue.parents { try ledger.change(parent) { $0.into = id } }
            }
            try ledger.change(issue) {
                $0.into = id
                if issue.kind == .merged { $0.withdrawn = work.now }
            }
        }
        try ledger.record(.merge, id, event)
        return try store.issue(id)
    }

    /// Changes the wording of a merged issue. Authors' words are never changed.
    static func reword(
        _ visit: Visit, _ event: Event.ID, _ id: Issue.ID, title: String, language: String
    ) async throws -> IssueRecord {
        let typed = Result { try wording(title, language) }
        return try await visit.database.write { tx in
            try checkStage(visit, event, tx)
            let issue = try merged(id, event, tx)
            let wording = try typed.get()
            guard wording.title != issue.title || wording.language != issue.language else { return issue }
            var ledger = Ledger(Work(tx, visit))
            try ledger.change(issue) {
                $0.title = wording.title
                $0.language = wording.language
            }
            try ledger.record(.wording, id, event)
            return try IssueStore(tx).issue(id)
        }
    }

    /// Takes one contribution out of a merged issue. Where only one is left, the merged issue ends.
    static func split(_ visit: Visit, _ event: Event.ID, _ id: Issue.ID, parent: Issue.ID) async throws {
        try await visit.database.write { tx in
            try checkStage(visit, event, tx)
            let issue = try merged(id, event, tx)
            guard let leaving = issue.parents.first(where: { $0.id == parent }) else { throw Refusal.issuesChanged }
            var ledger = Ledger(Work(tx, visit))
            try ledger.change(leaving) { $0.into = nil }
            let rest = issue.parents.filter { $0.id != parent }
            if rest.count < 2 {
                for last in rest { try ledger.change(last) { $0.into = nil } }
                try ledger.change(issue) { $0.withdrawn = visit.now }
            }
            try ledger.record(.separation, id, event)
        }
    }

    /// Undoes an act, and with it, newest first, the later ones that built on it; everything is as it was before.
    /// - Returns: how many acts were undone.
    @discardableResult
    static func undo(_ visit: Visit, _ event: Event.ID, act sequence: Int64) async throws -> Int {
        try await visit.database.write { tx in
            try checkStage(visit, event, tx)
            let store = IssueStore(tx)
            let acts = try MergeStore(tx).acts(of: event)
            let undone = Self.buildingOn(sequence, acts)
            guard let first = undone.first else { throw Refusal.mergeMovedOn }
            let voted = try store.voted(in: event)
            for act in undone.reversed() {
                guard !voted.contains(act.issue) else { throw Refusal.alreadyVoted }
                for change in act.changes.reversed() {
                    let issue = try store.issue(change.issue)
                    guard MergeAct.State(issue) == change.after else { throw Refusal.mergeMovedOn }
                    try IssueStore.set(change.issue, change.before, now: visit.now, tx)
                }
            }
            try visit.record(
                tx, scope: .event(event), subject: "issue:\(first.issue)", kind: MergeStore.reversal,
                facts: ["undone": .list(undone.map { .whole(Int($0.sequence)) })])
            return undone.count
        }
    }

    /// The act and the later ones that touch what it touched, oldest first; empty where it does not stand.
    static func buildingOn(_ sequence: Int64, _ acts: [MergeAct]) -> [MergeAct] {
        var touched: Set<Issue.ID> = []
        return acts.filter { act in
            guard act.sequence == sequence || (act.sequence > sequence && !touched.isDisjoint(with: act.touched)) else {
                return false
            }
            touched.formUnion(act.touched)
            return true
        }
    }

    /// Remembers that these issues are not the same, so that they are not suggested together again.
    static func dismiss(_ visit: Visit, _ event: Event.ID, issues ids: [Issue.ID]) async throws {
        try await visit.database.write { tx in
            try checkStage(visit, event, tx)
            let issues = try standing(MergeOrder(ids), event, IssueStore(tx))
            for (index, one) in issues.enumerated() {
                for other in issues.dropFirst(index + 1) {
                    try MergeStore.keepApart(.init(one.id, other.id), in: event, now: visit.now, tx)
                }
            }
            try visit.record(
                tx, scope: .event(event), subject: "issue:\(issues[0].id)", kind: "suggestion.dismissal",
                facts: ["issues": JSONValue(issues.map(\.id))])
        }
    }

    private static func checkStage(_ visit: Visit, _ event: Event.ID, _ tx: Transaction) throws {
        try visit.require(.facilitate, in: event, tx)
        guard try EventStore(tx).event(event).stage == .merge else { throw Refusal.mergeClosed }
    }

    /// The issues of an order as they stand now: at least two, of one topic, none joined or withdrawn.
    private static func standing(_ order: MergeOrder, _ event: Event.ID, _ store: IssueStore) throws -> [IssueRecord] {
        var seen: Set<Issue.ID> = []
        let ids = (order.issues + (order.into.map { [$0] } ?? [])).filter { seen.insert($0).inserted }
        guard ids.count > 1 else { throw Refusal.tooFewIssues }
        let issues = try store.issues(ids)
        guard issues.count == ids.count, issues.allSatisfy({ $0.event == event }) else { throw Refusal.notFound }
        guard issues.allSatisfy({ $0.mergedInto == nil && $0.withdrawnAt == nil }) else { throw Refusal.issuesChanged }
        guard Set(issues.map(\.topic)).count == 1 else { throw Refusal.differentTopics }
        return issues
    }

    private static func merged(_ id: Issue.ID, _ event: Event.ID, _ tx: Transaction) throws -> IssueRecord {
        let store = IssueStore(tx)
        let issue = try store.issue(id)
        guard issue.event == event, issue.kind == .merged else { throw Refusal.notFound }
        guard issue.withdrawnAt == nil else { throw Refusal.issuesChanged }
        guard try !store.voted(in: event).contains(id) else { throw Refusal.alreadyVoted }
        return issue
    }

    fileprivate static func wording(_ title: String, _ language: String) throws -> (title: String, language: String) {
        do {
            return (try IssueText.title(title).get(), try WrittenText.language(language).get())
        } catch {
            throw Refusal.invalid(["title": error.message])
        }
    }

    /// Changes issues and remembers what each was before and after.
    private struct Ledger {
        private let work: Work
        private var changes: [MergeAct.Change] = []

        init(_ work: Work) { self.work = work }

        /// An issue that this act has made: undoing it leaves it withdrawn.
        mutating func began(_ issue: IssueRecord) {
            var before = MergeAct.State(issue)
            before.withdrawn = work.now
            changes.append(.init(issue: issue.id, before: before, after: MergeAct.State(issue)))
        }

        mutating func change(_ issue: IssueRecord, _ edit: (inout MergeAct.State) -> Void) throws {
            let before = MergeAct.State(issue)
            var after = before
            edit(&after)
            guard after != before else { return }
            try IssueStore.set(issue.id, after, now: work.now, work.tx)
            changes.append(.init(issue: issue.id, before: before, after: after))
        }

        func record(_ kind: MergeAct.Kind, _ issue: Issue.ID, _ event: Event.ID) throws {
            try work.record(.event(event), "issue:\(issue)", kind.rawValue, ["changes": .list(changes.map(\.fact))])
        }
    }
}
