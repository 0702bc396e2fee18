import Domain
import Storage
import Web

/// The thread of one event, or of several, as one visitor may see it: items, links, and why each item goes no further.
struct ThreadBook: Sendable {
    let items: [String: ThreadItem]
    /// By kind, in the order in which they came.
    let order: [ThreadItem]
    let graph: ThreadGraph
    /// One for each issue as it stands after joining.
    let fates: [ThreadFate]
    private let endings: [String: ThreadEnding]

    init(_ facts: ThreadMaterial, _ access: ThreadAccess) {
        let loom = ThreadLoom(facts, access)
        order = loom.items
        items = Dictionary(order.map { ($0.id, $0) }) { first, _ in first }
        graph = ThreadGraph(loom.edges)
        let judge = ThreadJudge(loom, graph, items)
        fates = judge.fates
        endings = judge.endings
    }

    /// The thread of an event for somebody who has a part in it.
    /// - Parameter now: nothing where what is planned is not asked for.
    init(_ event: Event.ID, visitor: Visitor, now: Int64? = nil, _ reading: any Reading) throws {
        self.init(
            try ThreadStore(reading).facts(of: [event], for: visitor, now: now),
            try ThreadAccess(visitor, events: [event], reading))
    }

    /// The thread of an event with those events in which it goes on, or from which it comes, as far as the visitor has a part in them.
    init(around event: Event.ID, visitor: Visitor, now: Int64? = nil, _ reading: any Reading) throws {
        let store = ThreadStore(reading)
        let access = try ThreadAccess(visitor, events: try store.reach([event]), reading)
        self.init(try store.facts(of: access.events, for: visitor, now: now), access)
    }

    /// What a programme plans, with its latest events as far as the visitor has a part in them.
    init(planned programme: Programme.ID, visitor: Visitor, now: Int64, _ reading: any Reading) throws {
        let store = ThreadStore(reading)
        let events = try store.reach(Array(try store.events(of: programme).suffix(ThreadStore.mostOfProgramme)))
        let access = try ThreadAccess(visitor, events: events, reading)
        self.init(try store.facts(of: access.events, for: visitor, planned: programme, now: now), access)
    }

    /// The thread of an event as everybody in its room may see it: for reports and guides.
    init(room event: Event.ID, _ reading: any Reading) throws {
        self.init(try ThreadStore(reading).facts(of: [event]), ThreadAccess(room: event))
    }

    var numbers: ThreadNumbers { ThreadNumbers(fates) }

    /// Why the thread of an item stops, or where it has arrived; nil if it simply goes on.
    func ending(of item: String) -> ThreadEnding? { endings[item] }

    func item(_ reference: ThreadReference) -> ThreadItem? {
        items[reference.id].flatMap { reference.kind == nil || reference.kind == $0.kind ? $0 : nil }
    }

    func items(_ kind: ThreadKind) -> [ThreadItem] { order.filter { $0.kind == kind } }

    /// Everything above or below an item, with the items themselves.
    func way(_ direction: ThreadGraph.Direction, of item: String, steps: Int? = nil) -> [ThreadWay] {
        graph.closure(of: item, direction, limit: steps).compactMap { step in
            items[step.item].map { ThreadWay(item: $0, step: step) }
        }
    }
}

/// An item on the way up or down.
struct ThreadWay: Sendable {
    let item: ThreadItem
    let step: ThreadGraph.Step
}

/// Makes items and links of facts, leaving out what somebody may not see.
struct ThreadLoom {
    let facts: ThreadMaterial
    private(set) var items: [ThreadItem] = []
    private(set) var edges: [ThreadGraph.Edge] = []
    private var seen: Set<String> = []
    /// Issues of whose interventions some are on sheets that the visitor may not see.
    private(set) var hiddenFor: Set<String> = []
    /// Aspects of which the same holds.
    private(set) var hiddenRemovals: Set<String> = []
    /// Topics of which issues are not shown to the visitor.
    private(set) var hiddenTopics: Set<String> = []
    /// Items that only what is planned tells of.
    private var planned: Set<String> = []

    init(_ facts: ThreadMaterial, _ access: ThreadAccess) {
        self.facts = facts
        facts.answers.forEach { add($0) }
        facts.needs.forEach { add($0) }
        facts.objectives.forEach { add($0) }
        facts.topics.forEach { add($0) }
        let told = Set((facts.needs + facts.exercised).map(\.id))
        planned = Set(facts.planned.map(\.id)).subtracting(told)
        for item in facts.planned where planned.contains(item.id) { add(item) }
        for pair in facts.groundings { link(pair.upper, pair.lower, .groundOf) }
        for pair in facts.services { link(pair.upper, pair.lower, .servedBy) }
        weaveIssues(access)
        weaveRounds(access)
        weaveAnalysis(access)
        weaveSheets(access)
        weaveGuide()
        weavePlanned()
    }

    private mutating func add(_ item: ThreadItem) {
        if seen.insert(item.id).inserted { items.append(item) }
    }

    /// A link of which both ends may be seen.
    private mutating func link(
        _ from: String?, _ to: String?, _ link: ThreadLink, _ course: ThreadGraph.Course = .main
    ) {
        guard let from, let to, seen.contains(from), seen.contains(to) else { return }
        edges.append(.init(from, to, link, course))
    }

    private mutating func weaveIssues(_ access: ThreadAccess) {
        let priorities = Set(facts.priorities.map(\.issue))
        let joined = Set(facts.issues.compactMap(\.mergedInto))
        var kept: [ThreadMaterial.Issue] = []
        for issue in facts.issues {
            guard let event = issue.item.event.flatMap({ facts.events[$0] }) else { continue }
            // What is left of a joining that was undone is nobody's issue.
            if issue.item.isMerged && issue.item.isWithdrawn && !joined.contains(issue.item.id) { continue }
            guard access.maySee(issue, in: event) else {
                hiddenTopics.insert(issue.topic)
                continue
            }
            var item = issue.item
            item.isPriority = priorities.contains(item.id)
            if !event.namesShown { item.author = nil }
            add(item)
            kept.append(issue)
        }
        for issue in kept {
            link(issue.topic, issue.item.id, .raisedUnder)
            link(issue.item.id, issue.mergedInto, .joinedInto)
        }
    }

    private mutating func weaveRounds(_ access: ThreadAccess) {
        for round in facts.rounds where access.maySee(round) {
            add(round.item)
        }
        for pair in facts.ballotItems { link(pair.upper, pair.lower, .votedIn(facts.ranks[pair]), .vote) }
        for priority in facts.priorities { link(priority.round, priority.issue, .chosenFrom, .choice) }
    }

    private mutating func weaveAnalysis(_ access: ThreadAccess) {
        // What a group took back is seen by who runs the room, and where something hangs on it.
        let needed = Set(facts.removals.map(\.upper)).union(facts.citations.map(\.upper))
        facts.cases.forEach { add($0) }
        for aspect in facts.aspects
        where !aspect.item.isWithdrawn || access.runsTheRoom(aspect.item.event) || needed.contains(aspect.item.id) {
            add(aspect.item)
            link(aspect.issue, aspect.item.id, .aspectOf(isBlocking: aspect.item.isBlocking))
        }
        for pair in facts.caseUses { link(pair.upper, pair.lower, .restsOn) }
        for pair in facts.sameAspects {
            link(pair.upper, pair.lower, .sameAs, .aside)
            link(pair.lower, pair.upper, .sameAs, .aside)
        }
    }

    private mutating func weaveSheets(_ access: ThreadAccess) {
        for situation in facts.situations {
            guard let item = visible(situation) else { continue }
            add(item)
            link(situation.issue, item.id, .situationFor)
        }
        let needed = Set(facts.adoptions.map(\.intervention)).union(facts.citations.map(\.upper))
        let blocking = Dictionary(facts.aspects.map { ($0.item.id, $0.item.isBlocking) }) { first, _ in first }
        let removals = Dictionary(grouping: facts.removals, by: \.lower)
        for intervention in facts.interventions {
            guard let item = visible(intervention) else {
                if !intervention.item.isWithdrawn {
                    hiddenFor.insert(intervention.issue)
                    hiddenRemovals.formUnion(removals[intervention.item.id, default: []].map(\.upper))
                }
                continue
            }
            guard !item.isWithdrawn || access.runsTheRoom(item.event) || needed.contains(item.id) else { continue }
            add(item)
            link(intervention.issue, item.id, .interventionFor)
            for pair in removals[item.id, default: []] {
                link(pair.upper, item.id, .removes(isBlocking: blocking[pair.upper] ?? true))
            }
            for situation in facts.situations
            where situation.sheet == intervention.sheet && situation.issue == intervention.issue {
                link(situation.item.id, item.id, .leadsTo)
            }
        }
        for adoption in facts.adoptions where seen.contains(adoption.intervention) {
            add(adoption.item)
            link(adoption.intervention, adoption.item.id, .decidedBy(adoption.item.decision ?? .adopt))
        }
    }

    /// Without its country where the sheet was published anonymously; nil if it is private.
    private func visible(_ written: ThreadMaterial.Written) -> ThreadItem? {
        switch written.sight {
        case .hidden: return nil
        case .named: return written.item
        case .anonymous:
            var item = written.item
            item.country = nil
            return item
        }
    }

    private mutating func weaveExercises() {
        facts.exercised.forEach { add($0) }
        let kinds = Dictionary(facts.exercised.map { ($0.id, $0.kind) }) { first, _ in first }
        var followed: Set<String> = []
        for pair in facts.exercising {
            let link: ThreadLink =
                switch kinds[pair.lower] {
                case .task: .shownBy
                case .inject: .testedBy
                case .observation: .seenAs
                case .finding: .foundAs
                case .action: .followedBy
                case .lesson: .taught
                default: kinds[pair.upper] == .action ? .retestedBy : .exercisedBy
                }
            self.link(pair.upper, pair.lower, link)
            if link == .followedBy, seen.contains(pair.upper) { followed.insert(pair.lower) }
        }
        // Whoever sees the finding goes the whole way.
        for pair in facts.actionSources where !followed.contains(pair.lower) {
            self.link(pair.upper, pair.lower, .actedOn)
        }
    }

    private mutating func weaveGuide() {
        facts.statements.forEach { add($0.item) }
        facts.sections.forEach { add($0.item) }
        for pair in facts.outlined { link(pair.upper, pair.lower, .outlined) }
        for pair in facts.citations { link(pair.upper, pair.lower, .citedIn) }
        weaveExercises()
    }

    /// Without what has nothing to do with the events.
    private mutating func weavePlanned() {
        let own = edges
        for edge in facts.planning where seen.contains(edge.from) && seen.contains(edge.to) { edges.append(edge) }
        guard !facts.tellsAllPlanned, !planned.isEmpty else { return }
        let touching = own.filter { planned.contains($0.from) || planned.contains($0.to) } + facts.planning
        var kept: Set<String> = []
        for isDown in [true, false] {
            let next = Dictionary(grouping: touching) { isDown ? $0.from : $0.to }
            var level = Set(next.keys).filter { seen.contains($0) && !planned.contains($0) }
            while !level.isEmpty {
                let reached = Set(level.flatMap { next[$0] ?? [] }.map { isDown ? $0.to : $0.from })
                level = reached.filter { planned.contains($0) && kept.insert($0).inserted }
            }
        }
        let dropped = planned.subtracting(kept)
        items.removeAll { dropped.contains($0.id) }
        edges.removeAll { dropped.contains($0.from) || dropped.contains($0.to) }
        seen.subtract(dropped)
    }
}
