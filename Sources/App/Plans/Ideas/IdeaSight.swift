import Domain
import Storage
import Web

/// What somebody sees of a programme's ideas, and may do with them.
struct IdeaSight {
    let standing: PlansStanding
    let rule: IdeaSupport.Rule
    private let reading: any Reading

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        try self.init(PlansStanding(visit, programme, reading), reading)
    }

    init(_ standing: PlansStanding, _ reading: any Reading) throws {
        self.standing = standing
        self.reading = reading
        rule = try IdeaStore(reading).rule(of: standing.programme)
    }

    /// An idea as its page finds it.
    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ id: ProjectIdea.ID, _ reading: any Reading) throws -> (IdeaRecord, IdeaSight) {
        let idea = try IdeaStore(reading).idea(id)
        let sight = try IdeaSight(visit, idea.programme, reading)
        guard sight.reads(idea) else { throw Refusal.notFound }
        return (idea, sight)
    }

    /// Of several programmes what somebody may know of, with what decides it; programmes without an idea cost nothing.
    static func all(_ visitor: Visitor, now: Int64, in programmes: [Programme.ID], _ reading: any Reading) throws -> [(
        idea: IdeaRecord, sight: IdeaSight
    )] {
        let ideas = try IdeaStore(reading).ideas(of: programmes)
        return try Dictionary(grouping: ideas, by: \.programme).sorted { $0.key < $1.key }.flatMap { programme, those in
            let sight = try IdeaSight(PlansStanding(visitor, programme, now: now, reading), reading)
            return those.filter(sight.reads).map { (idea: $0, sight: sight) }
        }
    }

    var ideas: [IdeaRecord] {
        get throws { try IdeaStore(reading).ideas(of: [standing.programme]).filter(reads) }
    }

    /// Organisers for anybody; who acts for a member.
    var proposes: Bool { standing.isOf && (standing.coordinates || !standing.members.isEmpty) }

    /// What is a draft is its sponsor's, or its author's where nobody stands behind it, and of who coordinates.
    func reads(_ idea: IdeaRecord) -> Bool {
        guard standing.isOf else { return false }
        if idea.state == .draft { return edits(idea) }
        return edits(idea) || mayRead(idea.readable, standing.visitor, standing.roster, now: standing.now).isAllowed
    }

    func edits(_ idea: IdeaRecord) -> Bool {
        guard standing.isOf else { return false }
        if standing.coordinates { return true }
        if let account = standing.account, idea.ownAuthor == account { return true }
        return idea.sponsor.map { standing.members.contains($0) } ?? false
    }

    /// In whose name they may say what their country thinks of it: nobody else does it for a focal point.
    func endorses(_ idea: IdeaRecord) -> [String] {
        guard reads(idea), [.shared, .developing, .parked].contains(idea.state), idea.joinedInto == nil else {
            return []
        }
        return standing.focal.sorted()
    }

    func standing(_ idea: IdeaRecord) -> IdeaStanding { idea.standing(rule) }
}

/// From what several ideas come: each source is looked up once.
struct IdeaSourcesSeen {
    private var known: [String: Bool] = [:]

    /// For who may change the idea all, so that nothing is lost on the way back; else what they see.
    mutating func sources(_ idea: IdeaRecord, _ sight: IdeaSight, _ visit: Visit, _ reading: any Reading) throws
        -> Set<String>
    {
        if sight.edits(idea) { return idea.sources }
        for source in idea.sources where known[source] == nil {
            known[source] = try IdeaSources.source(source, in: idea.programme, visit, reading) != nil
        }
        return idea.sources.filter { known[$0] == true }
    }
}

/// From what ideas come, as far as somebody sees it.
enum IdeaSources {
    private static let need = "need"

    /// - Parameter reference: `need:ID`, `finding:ID`, and what else actions come from.
    static func source(_ reference: String, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws
        -> ActionSource?
    {
        let sides = reference.split(separator: ":", maxSplits: 1).map { String($0) }
        guard sides.count == 2 else { return nil }
        guard sides[0] == need || sides[0] == ThreadKind.need.rawValue else {
            if sides[0] == "indicator" || sides[0] == "lesson" {
                return try PlanPrioritySource.find(reference, visit, programme, reading).map {
                    ActionSource(label: $0.label, title: $0.title, path: $0.path)
                }
            }
            let origin = ActionOrigin(kind: sides[0], id: sides[1])
            return try ActionOrigins.source(origin, visit, reading) ?? item(reference, in: programme, visit, reading)
        }
        guard let id = SharedNeed.ID(sides[1]),
            let found = try SharedNeedStore(reading).needs([id]).first, found.programme == programme,
            try SharedReading(visit, reading).sees(found)
        else { return nil }
        return ActionSource(label: L("Shared need"), title: found.title, path: Paths.sharedNeed(programme, id))
    }

    /// An item of the thread of one of the programme's events: a topic, an issue, a lesson.
    private static func item(
        _ reference: String, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> ActionSource? {
        guard let known = ThreadReference(reference),
            let source = try NeedSource.seen(known, by: visit.visitor, in: programme, reading)
        else { return nil }
        let words = ThreadWords(names: try DirectoryNames(reading))
        return ActionSource(
            label: words.label(source.item), title: words.title(source.item), path: ThreadPaths.address(source.item))
    }

    /// Needs that members share, for a choice; with them risks, gaps, findings and lessons.
    static func offered(in programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> [FieldOption] {
        let needs: [FieldOption] = try SharedReading(visit, reading).seen(SharedNeedStore(reading).needs(of: programme))
            .prefix(100).map { (value: "\(need):\($0.id)", label: .verbatim($0.title)) }
        let standing = try PlansStanding(visit, programme, reading)
        let others = try PlanPrioritySource.offers(visit, programme, standing, reading).filter {
            !$0.reference.hasPrefix("shared-need:")
        }
        let told: [FieldOption] = others.map {
            (value: $0.reference, label: .verbatim("\($0.label.string()): \($0.title)"))
        }
        return needs + told
    }
}
