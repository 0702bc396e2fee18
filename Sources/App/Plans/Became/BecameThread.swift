import Domain
import Storage
import Web

/// What the thread is told of what some programmes plan: what the visitor reads of it, and how it hangs together with the rest.
struct BecameThread {
    private let visitor: Visitor
    private let now: Int64
    private let reading: any Reading
    private var items: [ThreadItem] = []
    private var edges: [ThreadGraph.Edge] = []
    /// Codes of indicators that something names, by programme, and what names them.
    private var named: [Programme.ID: [(code: String, by: String)]] = [:]
    private var needs: Set<String> = []

    /// - Throws: as reading does.
    static func tell(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        guard let visitor = asked.visitor, let now = asked.now, !asked.programmes.isEmpty else { return }
        let store = BecameStore(reading)
        let programmes = Set(asked.programmes + (try store.parents(of: asked.programmes))).sorted()
        guard try store.isAny(in: programmes) else { return }
        var thread = BecameThread(visitor: visitor, now: now, reading: reading)
        for programme in programmes { try thread.tell(programme) }
        try thread.tellNeeds()
        material.planned += thread.items
        material.planning += thread.edges
    }

    private init(visitor: Visitor, now: Int64, reading: any Reading) {
        (self.visitor, self.now, self.reading) = (visitor, now, reading)
    }

    private mutating func tell(_ programme: Programme.ID) throws {
        let voice = try PlanVoice(visitor, programme, now: now, reading)
        let standing = voice.standing
        let risks = try RiskStore(reading).risks(of: [programme]).filter(standing.reads)
        let priorities = try PlanPriorityStore(reading).priorities(of: [programme]).filter(standing.reads)
        for risk in risks { tell(risk) }
        for priority in priorities { tell(priority) }
        try tellIdeas(standing)
        try tellProjects(programme)
        try tellActions(programme, risks, priorities, voice)
        try tellIndicators(standing)
    }

    // MARK: Risks and priorities

    private func item(
        _ kind: ThreadKind, _ id: some CustomStringConvertible, _ programme: Programme.ID, _ title: String,
        _ language: String?
    ) -> ThreadItem {
        var item = ThreadItem(kind: kind, id: id.description, event: nil, title: title, language: language)
        item.programme = programme
        return item
    }

    private mutating func link(_ from: String, _ to: some CustomStringConvertible, _ link: ThreadLink) {
        edges.append(.init(from, to.description, link))
    }

    private mutating func tell(_ risk: RiskRecord) {
        var item = item(.risk, risk.id, risk.programme, risk.title, risk.language)
        item.country = risk.place.country
        items.append(item)
        lead([risk.draft.source], to: risk.id.description)
        for code in risk.draft.indicators { name(code, by: risk.id.description, risk.programme) }
    }

    private mutating func tell(_ priority: PlanPriorityRecord) {
        var item = item(.priority, priority.id, priority.programme, priority.statement, priority.language)
        item.number = priority.number
        item.isWithdrawn = priority.state == .dropped
        items.append(item)
        let (earlier, others) = (
            priority.sources.filter { $0.hasPrefix("priority:") },
            priority.sources.filter { !$0.hasPrefix("priority:") }
        )
        for source in earlier { link(Self.id(of: source), priority.id, .supersededBy) }
        lead(others, to: priority.id.description)
        if let successor = priority.successor { link(priority.id.description, successor, .supersededBy) }
    }

    /// What stands behind the kind: `issue:ID`.
    private static func id(of reference: String) -> String {
        reference.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
    }

    private mutating func lead(_ sources: [String], to item: String) {
        for source in sources where !source.isEmpty {
            let id = Self.id(of: source)
            link(id, item, .ledTo)
            if source.hasPrefix("need:") || source.hasPrefix("shared-need:") { needs.insert(id) }
        }
    }

    private mutating func name(_ code: String, by item: String, _ programme: Programme.ID) {
        named[programme, default: []].append((code, item))
    }

    // MARK: Ideas and projects

    private mutating func tellIdeas(_ standing: PlansStanding) throws {
        let sight = try IdeaSight(standing, reading)
        let ideas = try sight.ideas
        for idea in ideas {
            var item = item(.idea, idea.id, idea.programme, idea.title, idea.language)
            item.isWithdrawn = idea.state == .closed
            items.append(item)
            lead(idea.sources.sorted(), to: idea.id.description)
            if let into = idea.joinedInto { link(idea.id.description, into, .joinedInto) }
        }
        let titles = Dictionary(ideas.map { ($0.id, $0) }) { first, _ in first }
        for proposal in try IdeaProposalStore(reading).proposals(of: standing.programme) {
            guard let idea = titles[proposal.idea] else { continue }
            var item = item(
                .proposal, proposal.id, proposal.programme, "\(idea.title) · \(proposal.state.label.string())",
                idea.language)
            item.isWithdrawn = proposal.state == .rejected
            items.append(item)
            link(idea.id.description, proposal.id, .proposedAs)
        }
    }

    private mutating func tellProjects(_ programme: Programme.ID) throws {
        let seen = try ProjectSight(visitor, now: now, reading).projects(of: programme).filter { $0.record != nil }
        for project in seen {
            items.append(item(.project, project.id, project.id, project.programme.title, project.language))
            if let idea = project.record?.idea { link(idea.description, project.id, .carriedOutAs) }
        }
        let languages = Dictionary(seen.map { ($0.id, $0.language) }) { first, _ in first }
        for result in try ProjectStore(reading).results(of: seen.map(\.id)) {
            items.append(
                item(.result, result.id, result.programme, result.fields.title, languages[result.programme]))
            link(result.programme.description, result.id, .resultedIn)
        }
    }

    // MARK: Actions

    private mutating func tellActions(
        _ programme: Programme.ID, _ risks: [RiskRecord], _ priorities: [PlanPriorityRecord], _ voice: PlanVoice
    ) throws {
        let store = ActionStore(reading)
        let plans = Dictionary(
            try PlanRecordStore(reading).plans(of: programme).filter { voice.reads($0) }.map { ($0.id, $0) }
        ) { first, _ in first }
        let naming = voice.visible(
            try BecameStore(reading).naming(in: plans.keys.sorted()), in: Array(plans.values))
        let origins =
            try store.actions(from: RiskFacts.origin, risks.map(\.id.description))
            + store.actions(from: PlanPriorityFacts.origin, priorities.map(\.id.description))
        var seen: [Action.ID: ActionRecord] = [:]
        for action in try origins + store.actions(naming.map(\.action)) where voice.actions.reads(action) {
            seen[action.id] = action
        }
        for item in naming where seen[item.action] != nil { tell(item, priorities, programme) }
        try tellGathered(&seen, plans, voice)
        let proofs = try ActionProofs(Array(seen.values), reading)
        for action in seen.values.sorted(by: { $0.id < $1.id }) {
            let standing = proofs.standing(action, for: voice.actions)
            var item = item(
                .action, action.id, action.programme, "\(action.title) · \(standing.label.string())", action.language)
            item.standing = standing.thread
            items.append(item)
            if let origin = action.origin { link(origin.id, action.id, .followedBy) }
        }
    }

    /// What an action of a plan says of itself, in words or by numbers.
    private mutating func tell(
        _ item: PlanItemRecord, _ priorities: [PlanPriorityRecord], _ programme: Programme.ID
    ) {
        let told = Folded.text(item.priority)
        let number = Int(told.drop { !("0"..."9").contains($0) })
        let served = priorities.first { one in
            one.state.isCurrent
                && (one.id.description == item.priority || Folded.text(one.statement) == told || one.number == number)
        }
        if !told.isEmpty, let served { link(served.id.description, item.action, .followedBy) }
        if !item.gap.isEmpty { name(item.gap.trimmed, by: item.action.description, programme) }
        for source in item.sources.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == " " }) {
            if let reference = ThreadReference(String(source)) { link(reference.id, item.action, .followedBy) }
        }
    }

    /// National actions stand in regional ones, as far as both are read.
    private mutating func tellGathered(
        _ seen: inout [Action.ID: ActionRecord], _ plans: [ProgrammePlan.ID: PlanRecord], _ voice: PlanVoice
    ) throws {
        let store = PlanItemStore(reading)
        let known = Array(plans.values)
        func readable(_ items: [PlanItemRecord]) -> [PlanItemRecord] { voice.visible(items, in: known) }
        let own = readable(try store.items(ofActions: seen.keys.sorted()))
        let pairs = try BecameStore(reading).gatherings(of: own.map(\.id))
        let others = readable(try store.items(Set(pairs.flatMap { [$0.upper, $0.lower] }).sorted()))
        for action in try ActionStore(reading).actions(others.map(\.action)) where voice.actions.reads(action) {
            seen[action.id] = action
        }
        let actions = Dictionary(others.map { ($0.id, $0.action) }) { first, _ in first }
        for pair in pairs {
            guard let upper = actions[pair.upper], let lower = actions[pair.lower] else { continue }
            link(upper.description, lower, .gatheredIn)
        }
    }

    // MARK: Indicators and needs

    /// Those that something names; of what a country answers nothing is told.
    private mutating func tellIndicators(_ standing: PlansStanding) throws {
        let programme = standing.programme
        let asked = named[programme] ?? []
        let referred = edges.compactMap { ThreadIndicator($0.from) }
        guard standing.isOf, !asked.isEmpty || !referred.isEmpty else { return }
        let store = FrameworkStore(reading)
        var told: Set<String> = []
        for (framework, content) in try store.frameworks(of: programme).map({
            ($0, try store.content($0.id, version: $0.version))
        }) {
            let wanted = Set(
                asked.map(\.code) + referred.filter { $0.framework == framework.id.description }.map(\.code))
            for code in wanted.sorted() {
                guard let indicator = content.indicator(code) else { continue }
                let id = ThreadIndicator(framework: framework.id.description, code: code).description
                let words = indicator.question.words.text(in: Language.current.rawValue, else: [framework.language])
                items.append(
                    item(.indicator, id, programme, "\(code) \(words?.text ?? "")".trimmed, framework.language))
                guard told.insert(code).inserted else { continue }
                for one in asked where one.code == code {
                    let isAction = !items.contains { $0.id == one.by && $0.kind == .risk }
                    link(id, one.by, isAction ? .followedBy : .ledTo)
                }
            }
        }
    }

    /// Also those that no event studies.
    private mutating func tellNeeds() throws {
        let ids = needs.sorted().compactMap { SharedNeed.ID($0) }
        guard !ids.isEmpty else { return }
        let shared = try SharedReading(visitor, now: now, reading)
        for need in try shared.standing(shared.seen(SharedNeedStore(reading).needs(ids))) {
            items.append(item(.need, need.id, need.programme, need.title, need.language))
        }
    }
}
