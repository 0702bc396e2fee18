import Domain
import Web

/// Says of every item why its thread stops, and of every issue how far it came. Reads what the tables hold and what the visitor sees;
/// the words are in ThreadWords.
struct ThreadJudge {
    private let loom: ThreadLoom
    private let graph: ThreadGraph
    private let items: [String: ThreadItem]
    /// By issue as it stands: itself and everything that was joined into it.
    private var families: [String: [ThreadMaterial.Issue]] = [:]
    private(set) var fates: [ThreadFate] = []
    private(set) var endings: [String: ThreadEnding] = [:]

    private var facts: ThreadMaterial { loom.facts }

    init(_ loom: ThreadLoom, _ graph: ThreadGraph, _ items: [String: ThreadItem]) {
        self.loom = loom
        self.graph = graph
        self.items = items
        gatherFamilies()
        judgeIssues()
        judgeTopicsAndRounds()
        judgeTables()
        judgeGuide()
        judgeExercises()
        judgePlanned()
        judgeProven()
    }

    private mutating func gatherFamilies() {
        let all = Dictionary(facts.issues.map { ($0.item.id, $0) }) { first, _ in first }
        for issue in facts.issues where items[issue.item.id] != nil {
            var root = issue
            var passed: Set<String> = [root.item.id]
            while let next = root.mergedInto.flatMap({ all[$0] }), passed.insert(next.item.id).inserted { root = next }
            families[root.item.id, default: []].append(issue)
        }
    }

    // MARK: Issues

    private mutating func judgeIssues() {
        let works = Works(facts, graph, items)
        for issue in facts.issues where issue.mergedInto == nil && items[issue.item.id] != nil {
            let family = families[issue.item.id] ?? []
            guard !issue.item.isWithdrawn else {
                endings[issue.item.id] = issue.item.isMerged ? .joiningUndone : .withdrawnByAuthor
                continue
            }
            let ids = Set(family.map(\.item.id))
            let work = works.of(ids)
            let fate = ThreadFate(
                issue: issue.item.id,
                contributions: family.count { !$0.item.isMerged && !$0.item.isWithdrawn },
                isPrioritised: family.contains { items[$0.item.id]?.isPriority == true },
                isAnalysed: !work.aspects.isEmpty, hasIntervention: !work.interventions.isEmpty, isCited: work.isCited,
                isActedOn: work.adoptions.contains { $0.isActedOn })
            fates.append(fate)
            endings[issue.item.id] = ending(fate, ids, issue, work)
        }
    }

    private func ending(_ fate: ThreadFate, _ ids: Set<String>, _ issue: ThreadMaterial.Issue, _ work: Works.Work)
        -> ThreadEnding?
    {
        switch fate.stage {
        case .raised: return voteEnding(ids, issue)
        case .prioritised:
            let groups = ids.flatMap { facts.groups[$0] ?? [] }
            return groups.isEmpty ? .priorityWithoutGroup : .groupWroteNothing(groups: groups.sorted())
        case .analysed: return loom.hiddenFor.isDisjoint(with: ids) ? .noIntervention : .onlyUnpublished
        case .intervened: return .notCited(isThereAGuide: facts.sections.contains { $0.item.event == issue.item.event })
        case .cited: return decisionEnding(work.adoptions)
        case .acted: return nil
        }
    }

    private func voteEnding(_ ids: Set<String>, _ issue: ThreadMaterial.Issue) -> ThreadEnding {
        let rounds = facts.rounds.filter { $0.item.event == issue.item.event }
        let entries = facts.ballotItems.filter { ids.contains($0.upper) }
        let own = rounds.filter { round in entries.contains { $0.lower == round.item.id } }
        guard
            let last = own.last(where: { $0.state == .revealed }) ?? own.last(where: { $0.state != .draft }) ?? own.last
        else {
            let opened = rounds.filter { $0.state != .draft }
            let isTopicVoted = opened.contains { $0.topic == nil || $0.topic == issue.topic }
            return isTopicVoted ? .notOnBallot : .topicNotVoted
        }
        switch last.state {
        case .draft: return .roundInPreparation(number: last.number)
        case .open: return .roundOpen(number: last.number)
        case .closed: return .roundSealed(number: last.number)
        case .revealed:
            let entry = entries.last { $0.lower == last.item.id }
            let rank = entry.flatMap { facts.ranks[$0] }
            let event = Set(facts.issues.filter { $0.item.event == issue.item.event }.map(\.item.id))
            let chosen = facts.priorities.filter { event.contains($0.issue) }
            guard !chosen.isEmpty else { return .nothingChosenYet(number: last.number, rank) }
            let fromRound = chosen.count { $0.round == last.item.id }
            return .notChosen(number: last.number, rank, chosen: fromRound == 0 ? chosen.count : fromRound)
        }
    }

    private func decisionEnding(_ adoptions: [ThreadMaterial.Adoption]) -> ThreadEnding? {
        guard !adoptions.isEmpty else { return .undecided }
        guard !adoptions.contains(where: \.isActedOn) else { return nil }
        let adopted = adoptions.filter { $0.item.decision != .decline }
        guard adopted.isEmpty else {
            return .notBegun(countries: Set(adopted.compactMap(\.item.country)).sorted())
        }
        return .declined(adoptions.map { ThreadDecline(country: $0.item.country ?? "", reason: $0.note) })
    }

    // MARK: What is not an issue

    private mutating func judgeTopicsAndRounds() {
        for answer in facts.answers where graph.edges(below: answer.id).isEmpty { endings[answer.id] = .answerUnused }
        for objective in facts.objectives where graph.edges(below: objective.id).isEmpty {
            endings[objective.id] = .objectiveUnserved
        }
        for topic in facts.topics where graph.edges(below: topic.id).isEmpty {
            endings[topic.id] = loom.hiddenTopics.contains(topic.id) ? .issuesNotShown : .nothingRaised
        }
        for round in facts.rounds where items[round.item.id] != nil {
            let id = round.item.id
            endings[id] =
                switch round.state {
                case .draft: .roundInPreparation(number: round.number)
                case .open: .roundOpen(number: round.number)
                case .closed: .roundSealed(number: round.number)
                case .revealed: graph.edges(below: id).isEmpty ? .roundWithoutChoice : nil
                }
        }
    }

    private func goesOn(_ id: String) -> Bool { graph.edges(below: id).contains { $0.course != .aside } }

    private mutating func judgeTables() {
        for item in facts.cases where !goesOn(item.id) {
            endings[item.id] = item.isWithdrawn ? .caseRetired : .caseUnused
        }
        for aspect in facts.aspects where items[aspect.item.id] != nil {
            let id = aspect.item.id
            if aspect.item.isWithdrawn {
                endings[id] = .withdrawnByGroup
            } else if !goesOn(id) {
                endings[id] =
                    loom.hiddenRemovals.contains(id)
                    ? .onlyUnpublished : .aspectLeft(isBlocking: aspect.item.isBlocking)
            }
        }
        for situation in facts.situations where items[situation.item.id] != nil && !goesOn(situation.item.id) {
            endings[situation.item.id] = .situationWithoutWay
        }
        let decisions = Dictionary(grouping: facts.adoptions, by: \.intervention)
        for intervention in facts.interventions where items[intervention.item.id] != nil {
            let id = intervention.item.id
            endings[id] = intervention.item.isWithdrawn ? .withdrawnByGroup : decisionEnding(decisions[id] ?? [])
        }
        for adoption in facts.adoptions {
            endings[adoption.item.id] = .adoption(
                adoption.item.decision ?? .adopt, progress: adoption.item.progress ?? .none)
        }
    }

    private mutating func judgeGuide() {
        for statement in facts.statements where !goesOn(statement.item.id) {
            endings[statement.item.id] =
                switch statement.state {
                case "dropped": .statementDropped
                case "agreed": .statementWithoutSection
                default: .statementOpen
                }
        }
        for section in facts.sections {
            let words = section.item.event.flatMap { facts.signOffs[$0] } ?? []
            endings[section.item.id] = .partOfGuide(
                state: section.guideState, signed: words.filter(\.isSigned).map(\.sector),
                objected: words.filter { !$0.isSigned }.map(\.sector))
        }
    }

    // MARK: Exercises

    private mutating func judgeExercises() {
        for item in facts.exercised where items[item.id] != nil {
            switch item.kind {
            case .action: endings[item.id] = item.standing.map { .action($0) }
            case .lesson: endings[item.id] = .lesson(isLearned: item.isLearned)
            case .observation where !goesOn(item.id): endings[item.id] = .observationUnused
            case .finding where !goesOn(item.id): endings[item.id] = .findingWithoutAction
            case .exercised, .task, .inject: if !goesOn(item.id) { endings[item.id] = .nothingSeen }
            default: break
            }
        }
    }

    private mutating func judgePlanned() {
        for item in facts.planned where items[item.id] != nil && endings[item.id] == nil {
            switch item.kind {
            case .action: endings[item.id] = item.standing.map { .action($0) }
            case .result: endings[item.id] = .result
            case _ where item.isWithdrawn: endings[item.id] = .droppedInPlan
            case .project where !goesOn(item.id): endings[item.id] = .withoutResult
            default: if !goesOn(item.id) { endings[item.id] = .notTakenUp }
            }
        }
    }

    /// What an exercise has proven is the end of the thread, whatever else was not done.
    private mutating func judgeProven() {
        let proven = (facts.exercised + facts.planned).filter { $0.standing == .proven && items[$0.id] != nil }
        let above = Set(proven.flatMap { graph.closure(of: $0.id, .up) }.map(\.item))
        for id in above.sorted() {
            guard let item = items[id], item.kind == .issue || item.kind == .intervention, !item.isWithdrawn else {
                continue
            }
            let below = graph.closure(of: id, .down).compactMap { items[$0.item] }
            endings[id] = .proven(exercises: Set(below.filter { $0.kind == .exercised }.compactMap(\.event)).count)
        }
    }
}

extension ThreadMaterial.Adoption {
    /// A country takes it on, and has begun.
    var isActedOn: Bool { item.decision != .decline && (item.progress ?? .none) != .none }
}

/// What was made of issues at the tables and after, by issue.
private struct Works {
    struct Work {
        var aspects: [ThreadItem] = []
        var interventions: [ThreadItem] = []
        var adoptions: [ThreadMaterial.Adoption] = []
        var isCited = false
    }

    private let aspects: [String: [ThreadItem]]
    private let situations: [String: [ThreadItem]]
    private let interventions: [String: [ThreadItem]]
    private let adoptions: [String: [ThreadMaterial.Adoption]]
    private let cited: Set<String>

    init(_ facts: ThreadMaterial, _ graph: ThreadGraph, _ items: [String: ThreadItem]) {
        func visible(_ item: ThreadItem) -> Bool { items[item.id] != nil && !item.isWithdrawn }
        aspects = Dictionary(grouping: facts.aspects.filter { visible($0.item) }, by: \.issue).mapValues {
            $0.map(\.item)
        }
        situations = Dictionary(grouping: facts.situations.filter { visible($0.item) }, by: \.issue)
            .mapValues { $0.map(\.item) }
        interventions = Dictionary(grouping: facts.interventions.filter { visible($0.item) }, by: \.issue)
            .mapValues { $0.map(\.item) }
        adoptions = Dictionary(grouping: facts.adoptions, by: \.intervention)
        cited = Set(graph.edges.filter { $0.link == .citedIn }.map(\.from))
    }

    func of(_ issues: Set<String>) -> Work {
        var work = Work()
        var named = issues
        for issue in issues {
            work.aspects += aspects[issue] ?? []
            work.interventions += interventions[issue] ?? []
            named.formUnion((situations[issue] ?? []).map(\.id))
        }
        work.adoptions = work.interventions.flatMap { adoptions[$0.id] ?? [] }
        named.formUnion(work.aspects.map(\.id))
        named.formUnion(work.interventions.map(\.id))
        work.isCited = !named.isDisjoint(with: cited)
        return work
    }
}
