import Domain
import Markup
import Web

/// The thread in words: what an item is called, how two hang together, and why it stops.
struct ThreadWords {
    let names: DirectoryNames

    // MARK: Items

    func kind(_ kind: ThreadKind) -> Message {
        switch kind {
        case .answer: L("Answer to the consultation")
        case .need: L("Shared need")
        case .objective: L("Objective")
        case .topic: L("Topic")
        case .issue: L("Issue")
        case .round: L("Vote")
        case .pastCase: L("Case")
        case .aspect: L("Aspect")
        case .situation: L("Desired situation")
        case .intervention: L("Intervention")
        case .adoption: L("Decision of a country")
        case .statement: L("Statement of the outline")
        case .section: L("Section of the guide")
        case .exercised: L("Objective of an exercise")
        case .task: L("Critical task")
        case .inject: L("Inject")
        case .observation: L("Observation")
        case .finding: L("Finding")
        case .action: L("Action")
        case .lesson: L("Lesson")
        case .indicator: L("Indicator")
        case .risk: L("Risk")
        case .priority: L("Priority")
        case .idea: L("Idea")
        case .proposal: L("Proposal")
        case .project: L("Project")
        case .result: L("Result")
        }
    }

    func kinds(_ kind: ThreadKind) -> Message {
        switch kind {
        case .answer: L("Answers to the consultation")
        case .need: L("Shared needs")
        case .objective: L("Objectives")
        case .topic: L("Topics")
        case .issue: L("Issues")
        case .round: L("Votes")
        case .pastCase: L("Cases")
        case .aspect: L("Aspects")
        case .situation: L("Desired situations")
        case .intervention: L("Interventions")
        case .adoption: L("Decisions of countries")
        case .statement: L("Statements of the outline")
        case .section: L("Sections of the guide")
        case .exercised: L("Objectives of exercises")
        case .task: L("Critical tasks")
        case .inject: L("Injects")
        case .observation: L("Observations")
        case .finding: L("Findings")
        case .action: L("Actions")
        case .lesson: L("Lessons")
        case .indicator: L("Indicators")
        case .risk: L("Risks")
        case .priority: L("Priorities")
        case .idea: L("Ideas")
        case .proposal: L("Proposals")
        case .project: L("Projects")
        case .result: L("Results")
        }
    }

    /// What this very item is: "Joined issue", "Blocking aspect", "Topic 3".
    func label(_ item: ThreadItem) -> Message {
        switch item.kind {
        case .objective: L("Objective \(item.number ?? 0)")
        case .topic: L("Topic \(item.number ?? 0)")
        case .round: L("Round \(item.number ?? 0)")
        case .issue where item.isPriority: L("Priority issue")
        case .issue: item.isMerged ? L("Merged issue") : L("Contribution")
        case .aspect: item.isBlocking ? L("Blocking aspect") : L("Facilitating aspect")
        default: kind(item.kind)
        }
    }

    /// The item's own words in one line; for an adoption what the country decided.
    func title(_ item: ThreadItem) -> String {
        if item.kind == .adoption { return decision(item).string() }
        let line = item.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !line.isEmpty else { return L("Nothing written yet").string() }
        return line.count > 200 ? line.prefix(199).trimmed + "…" : line
    }

    /// The title with its own language and direction.
    func titleHTML(_ item: ThreadItem) -> HTML { "<bdi\("lang", value: language(item))>\(title(item))</bdi>" }

    /// Nil if the words are the interface's.
    func language(_ item: ThreadItem) -> String? {
        item.kind == .adoption || item.title.isEmpty ? nil : item.language
    }

    private func decision(_ item: ThreadItem) -> Message {
        let country = names.country(item.country) ?? item.country ?? "?"
        let words =
            switch item.decision {
            case .decline: L("\(country) declines it")
            case .adapt: L("\(country) adapts it")
            case .adopt, nil: L("\(country) adopts it")
            }
        return item.isByHead ? .verbatim("\(words.string()) (\(L("by the head of the delegation").string()))") : words
    }

    /// Where somebody reads more: the item's own page, or its page of the thread.
    static func address(_ item: ThreadItem) -> String { ThreadFeatures.page(of: item) ?? ThreadPaths.address(item) }

    // MARK: Links

    /// What the lower item is to the upper one: read from the upper item's page.
    func via(_ link: ThreadLink) -> Message {
        switch link {
        case .groundOf: L("led to the objective")
        case .servedBy: L("served by the topic")
        case .raisedUnder: L("raised under the topic")
        case .joinedInto: L("merged into")
        case .votedIn(let rank): rank.map { L("voted in, \(place($0))") } ?? L("voted in")
        case .chosenFrom: L("chosen as a priority")
        case .aspectOf(let isBlocking): isBlocking ? L("blocked by") : L("helped by")
        case .restsOn: L("evidence for")
        case .sameAs: L("the same in another group")
        case .situationFor: L("should become")
        case .interventionFor: L("answered by")
        case .leadsTo: L("reached by")
        case .removes(let isBlocking): isBlocking ? L("removed by") : L("used by")
        case .decidedBy(let decision): self.decided(decision)
        case .citedIn: L("cited in")
        case .outlined: L("became the section")
        case .exercisedBy: L("exercised by the objective")
        case .shownBy: L("shown by the task")
        case .testedBy: L("tested by the inject")
        case .seenAs: L("seen as")
        case .foundAs: L("led to the finding")
        case .followedBy: L("answered by")
        case .taught: L("taught")
        case .retestedBy: L("retested by the objective")
        case .actedOn: L("tested in an exercise, and led to")
        case .ledTo: L("led to", context: "thread")
        case .supersededBy: L("superseded by", context: "thread")
        case .proposedAs: L("proposed as", context: "thread")
        case .carriedOutAs: L("carried out as", context: "thread")
        case .resultedIn: L("resulted in", context: "thread")
        case .gatheredIn: L("gathered in", context: "thread")
        }
    }

    /// What the upper item is to the lower one: read from the lower item's page.
    func source(_ link: ThreadLink) -> Message {
        switch link {
        case .groundOf: L("rests on the answer of")
        case .servedBy: L("serves the objective")
        case .raisedUnder: L("raised under")
        case .joinedInto: L("merged from")
        case .votedIn(let rank): rank.map { L("voted in, \(place($0))") } ?? L("voted in")
        case .chosenFrom: L("chosen from")
        case .aspectOf(let isBlocking): isBlocking ? L("blocks") : L("helps with")
        case .restsOn: L("rests on")
        case .sameAs: L("the same in another group")
        case .situationFor: L("desired for")
        case .interventionFor: L("an answer to")
        case .leadsTo: L("leads to")
        case .removes(let isBlocking): isBlocking ? L("removes") : L("builds on")
        case .decidedBy: L("decides on")
        case .citedIn: L("cites")
        case .outlined: L("comes from the statement")
        case .exercisedBy: L("exercises", context: "thread")
        case .shownBy: L("a task of")
        case .testedBy: L("tests", context: "thread")
        case .seenAs: L("seen at")
        case .foundAs: L("rests on")
        case .followedBy: L("an answer to")
        case .taught: L("learned from")
        case .retestedBy: L("retests")
        case .actedOn: L("follows from testing")
        case .ledTo: L("comes from", context: "thread")
        case .supersededBy: L("supersedes", context: "thread")
        case .proposedAs: L("proposes", context: "thread")
        case .carriedOutAs: L("carries out", context: "thread")
        case .resultedIn: L("a result of", context: "thread")
        case .gatheredIn: L("gathers", context: "thread")
        }
    }

    private func decided(_ decision: ThreadDecision) -> Message {
        switch decision {
        case .adopt: L("adopted by")
        case .adapt: L("adapted by")
        case .decline: L("declined by")
        }
    }

    /// "2nd of 11" without ordinals, which few languages form alike.
    func place(_ rank: ThreadRank) -> Message {
        rank.isTied ? L("joint rank \(rank.rank) of \(rank.of)") : L("rank \(rank.rank) of \(rank.of)")
    }

    func stage(_ stage: ThreadStage) -> Message {
        switch stage {
        case .raised: L("raised")
        case .prioritised: L("prioritised")
        case .analysed: L("analysed")
        case .intervened: L("with interventions")
        case .cited: L("cited in the guide")
        case .acted: L("acted on")
        }
    }
}
