import Domain
import Storage
import Web

/// How far what was said at an event has come, step by step.
enum BecameStep: String, CaseIterable, Sendable, Codable, ChoiceType {
    case raised, merged, voted, prioritised, analysed, intervened, decided
    case risks, priorities, tested, found, ideas, projects, results
    case actions, agreed, done, proven

    var label: Message {
        switch self {
        case .raised: L("raised")
        case .merged: L("merged from several", context: "became")
        case .voted: L("voted on", context: "became")
        case .prioritised: L("prioritised")
        case .analysed: L("analysed")
        case .intervened: L("with interventions")
        case .decided: L("decided on by countries", context: "became")
        case .risks: L("told as risks", context: "became")
        case .priorities: L("made priorities of the programme", context: "became")
        case .tested: L("tested in exercises", context: "became")
        case .found: L("with findings of exercises", context: "became")
        case .ideas: L("made ideas for projects", context: "became")
        case .projects: L("carried out by projects", context: "became")
        case .results: L("with results of projects", context: "became")
        case .actions: L("with actions", context: "became")
        case .agreed: L("with actions that their owners agreed to", context: "became")
        case .done: L("with actions that are done", context: "became")
        case .proven: L("with actions that are proven", context: "became")
        }
    }

    /// Whether an item below an issue says so.
    func holds(_ item: ThreadItem) -> Bool {
        guard !item.isWithdrawn else { return false }
        return switch self {
        case .raised: item.kind == .issue && !item.isMerged
        case .merged: item.kind == .issue && item.isMerged
        case .voted: item.kind == .round
        case .prioritised: item.kind == .issue && item.isPriority
        case .analysed: item.kind == .aspect
        case .intervened: item.kind == .intervention
        case .decided: item.kind == .adoption
        case .risks: item.kind == .risk
        case .priorities: item.kind == .priority
        case .tested: item.kind == .exercised
        case .found: item.kind == .finding
        case .ideas: item.kind == .idea
        case .projects: item.kind == .project
        case .results: item.kind == .result
        case .actions: item.kind == .action && item.standing != .dropped
        case .agreed: item.kind == .action && Self.agreed(item.standing)
        case .done: item.kind == .action && (item.standing == .done || item.standing == .proven)
        case .proven: item.kind == .action && item.standing == .proven
        }
    }

    private static func agreed(_ standing: ThreadAction?) -> Bool {
        switch standing {
        case .agreed, .begun, .done, .proven, .notProven: true
        case .proposed, .dropped, nil: false
        }
    }
}

/// What became of an event, as far as one visitor may see it: numbers, what stands still and why, and where it has arrived.
struct Became: Sendable {
    struct Count: Sendable, Hashable {
        let step: BecameStep
        /// How many things of the kind.
        let items: Int
        /// To how many issues of the event they belong, as these stand after joining.
        let issues: Int
    }

    let event: Event.ID
    let counts: [Count]
    /// Issues as they stand after joining.
    let issues: Int
    /// What stops, by kind, in the order of the thread.
    let standing: [(kind: ThreadKind, items: [ThreadItem])]
    /// What is proven, and what projects brought about.
    let arrived: [ThreadItem]
    let book: ThreadBook

    init(_ event: Event.ID, programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws {
        let store = ThreadStore(reading)
        let access = try ThreadAccess(visit.visitor, events: try store.reach([event]), reading)
        let facts = try store.facts(of: access.events, for: visit.visitor, planned: programme, now: visit.now)
        let adopted = try BecameStore(reading).adopted(at: event)
        self.init(event, ThreadBook(facts, access), adopted: Set(adopted))
    }

    /// - Parameter adopted: priorities that this meeting adopted.
    init(_ event: Event.ID, _ book: ThreadBook, adopted: Set<String>) {
        (self.event, self.book) = (event, book)
        let starts = Set(book.order.filter { $0.event == event || adopted.contains($0.id) }.map(\.id))
        let scope = Self.below(starts, book)
        let inScope = book.order.filter { scope.contains($0.id) }
        let roots = book.fates.filter { book.items[$0.issue]?.event == event }.map(\.issue)
        issues = roots.count
        let families = roots.map { Self.family($0, book) }
        counts = BecameStep.allCases.map { step in
            let holding = Set(inScope.filter { step.holds($0) }.map(\.id))
            let own = families.count { !$0.isDisjoint(with: holding) }
            return Count(step: step, items: holding.count, issues: own)
        }
        let stopped = inScope.filter { item in book.ending(of: item.id).map { !$0.hasArrived } ?? false }
        standing = ThreadKind.allCases.compactMap { kind in
            let items = stopped.filter { $0.kind == kind }
            return items.isEmpty ? nil : (kind, items)
        }
        arrived = inScope.filter { $0.kind == .result && !$0.isWithdrawn || $0.standing == .proven }
    }

    func count(_ step: BecameStep) -> Count? { counts.first { $0.step == step } }

    /// These and everything below them; votes stand beside.
    private static func below(_ starts: Set<String>, _ book: ThreadBook) -> Set<String> {
        var (known, level) = (starts, starts)
        while !level.isEmpty {
            let next = Set(level.flatMap { book.graph.edges(below: $0) }.filter { $0.course == .main }.map(\.to))
            level = next.subtracting(known)
            known.formUnion(level)
        }
        return known
    }

    /// An issue with what was joined into it, the rounds in which it was voted on, and all that is below.
    private static func family(_ root: String, _ book: ThreadBook) -> Set<String> {
        var (own, level): (Set<String>, Set<String>) = ([root], [root])
        while !level.isEmpty {
            let joined = level.flatMap { book.graph.edges(above: $0) }.filter { $0.link == .joinedInto }.map(\.from)
            level = Set(joined).subtracting(own)
            own.formUnion(level)
        }
        let votes = own.flatMap { book.graph.edges(below: $0) }.filter { $0.course == .vote }.map(\.to)
        return below(own, book).union(votes)
    }
}

extension ThreadEnding {
    /// Whether nothing more is to be done, or the thread goes on elsewhere.
    fileprivate var hasArrived: Bool {
        switch self {
        case .proven, .result, .partOfGuide: true
        case .action(let standing): standing == .proven || standing == .dropped
        case .lesson(let isLearned): isLearned
        case .adoption(_, let progress): progress == .done
        case .droppedInPlan, .withdrawnByAuthor, .withdrawnByGroup, .joiningUndone, .caseRetired, .statementDropped: true
        default: false
        }
    }
}
