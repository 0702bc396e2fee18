import Domain
import Markup
import Storage
import Web

/// On the console in the groups stage: the priority issues, what the revealed rounds suggest, and choosing by hand.
struct PrioritySection {
    /// A revealed round of which not everything is taken yet.
    struct Offer {
        let round: RoundRecord
        let result: RoundResult
    }

    let event: EventRecord
    let topics: [TopicRecord]
    let names: DirectoryNames
    let priorities: [PriorityRecord]
    let offers: [Offer]
    /// That stand and are no priorities, for choosing by hand.
    let others: [IssueRecord]
    /// By issue: the numbers of the groups that work on it.
    let groups: [Issue.ID: [Int]]
    let rounds: [Round.ID: Int]

    init(_ room: Room, groups: [BreakoutGroupRecord], _ reading: any Reading) throws {
        event = room.event
        topics = room.topics
        names = room.names
        let chosen = try PriorityStore(reading).priorities(of: room.event.id)
        priorities = chosen
        let taken = Set(chosen.map(\.issue))
        others = try IssueStore(reading).issues(of: room.event.id).filter { !taken.contains($0.id) }
        let rounds = try RoundStore(reading).rounds(of: room.event.id)
        self.rounds = Dictionary(uniqueKeysWithValues: rounds.map { ($0.id, $0.number) })
        // The newest revealed round of each topic: an earlier one on the same topic has been overtaken by it.
        var seen: Set<Topic.ID?> = []
        offers = try rounds.filter { $0.state == .revealed && seen.insert($0.topic).inserted }.compactMap { round in
            guard let result = try ResultCache.shared.result(of: round, reading), result.isShown,
                !Set(result.choices(by: .shares)).isSubset(of: taken)
            else { return nil }
            return Offer(round: round, result: result)
        }
        self.groups = groups.reduce(into: [:]) { found, group in
            for issue in group.priorities { found[issue, default: []].append(group.number) }
        }
    }

    var html: HTML {
        """
        <section id="priorities"><h2>\(L(priorities.count, one: "\(priorities.count) priority issue", other: "\(priorities.count) priority issues"))</h2>\
        \(priorities.isEmpty ? "<p class=\"muted\">\(L("What the groups work on: choose it from the result, or by hand."))</p>" : list)\
        \(suggested)\(byHand)</section>
        """
    }

    private var list: HTML {
        "<ol class=\"lines\">\(priorities.html(row))</ol>"
    }

    private func row(_ priority: PriorityRecord) -> HTML {
        let topic = topics.first { $0.id == priority.topic }
        let groups = groups[priority.issue] ?? []
        return """
            <li class="issue" id="priority-\(priority.issue)"><p class="title" lang="\(priority.language)" dir="auto">\(priority.title)</p>\
            <p class="meta">\(topic.map { "<span title=\"\($0.title)\">\(L("Topic \($0.position)"))</span>" as HTML })\
            <span>\(reason(priority))</span>\
            <span>\(groups.isEmpty ? L("no group yet") : L(groups.count, one: "group \(list: groups)", other: "groups \(list: groups)"))</span></p>\
            <div class="actions">\(button("order", L("Move up"), priority, icon: "up", by: "-1"))\
            \(button("order", L("Move down"), priority, icon: "down", by: "1"))\
            \(button("removal", L("Take off the list"), priority, icon: "cross"))</div></li>
            """
    }

    private func reason(_ priority: PriorityRecord) -> Message {
        let number = priority.round.flatMap { rounds[$0] }
        switch (priority.reason, number) {
        case (.shares, let number?): return L("by equal shares in round \(number)")
        case (.top, let number?): return L("most support in round \(number)")
        default: return L("chosen by hand")
        }
    }

    private func button(_ act: String, _ words: Message, _ priority: PriorityRecord, icon: String, by: String? = nil)
        -> HTML
    {
        let path =
            act == "order"
            ? GroupPaths.priorityOrder(event.id, priority.issue) : GroupPaths.priorityRemoval(event.id, priority.issue)
        return """
            <form id="\(act)\(by ?? "")-\(priority.issue)" method="post" action="\(path)" data-send>\
            \(by.map { "<input type=\"hidden\" name=\"by\" value=\"\($0)\">" as HTML })\
            <button class="plain square">\(Icon.svg(icon))<span class="sr">\(words): \(priority.title)</span></button></form>
            """
    }

    // MARK: From a result

    /// What the results offer: first of all while nothing is chosen; folded away after that.
    private var suggested: HTML {
        let list = offers.enumerated().map { $0 }.html { offer($1, isFirst: $0 == 0) }
        guard !priorities.isEmpty, !offers.isEmpty else { return list }
        return "<details id=\"more-offers\"><summary>\(L("What the results also offer"))</summary>\(list)</details>"
    }

    private func offer(_ offer: Offer, isFirst: Bool) -> HTML {
        let words = ResultWords(offer.result, offer.result.main, names)
        let shares = offer.result.choices(by: .shares)
        let top = offer.result.choices(by: .top)
        let isRanking = offer.result.main.shares == nil
        return """
            <section class="suggestion" id="offer-\(offer.round.id)"><h3>\(RoundWords.topicLine(offer.round, topics)) · \(offer.round.label)</h3>\
            \(words.shares.map { "<p>\($0)</p>" })\
            <ol>\(shares.html { issue in title(issue, offer) })</ol>\
            <div class="actions">\(take(offer, .shares, L(shares.count, one: "Choose this \(shares.count)", other: "Choose these \(shares.count)"), isPrimary: isFirst && priorities.isEmpty))\
            \(isRanking || Set(top) == Set(shares) ? .empty : take(offer, .top, L(top.count, one: "Choose the one with most support", other: "Choose the \(top.count) with most support")))\
            <a class="button plain" href="\(RoundPaths.result(event.id, offer.round.id))#choice">\(L("Compare both"))</a></div></section>
            """
    }

    private func title(_ issue: Issue.ID, _ offer: Offer) -> HTML {
        guard let item = offer.result.items.first(where: { $0.issue == issue }) else { return .empty }
        return "<li lang=\"\(item.language)\" dir=\"auto\">\(item.title)</li>"
    }

    private func take(_ offer: Offer, _ reason: PriorityRecord.Reason, _ words: Message, isPrimary: Bool = false)
        -> HTML
    {
        """
        <form id="take-\(reason.rawValue)-\(offer.round.id)" method="post" action="\(GroupPaths.priorities(event.id))" data-send>\
        <input type="hidden" name="round" value="\(offer.round.id)"><input type="hidden" name="reason" value="\(reason.rawValue)">\
        <button\("class", value: isPrimary ? "primary" : nil)>\(words)</button></form>
        """
    }

    // MARK: By hand

    private var byHand: HTML {
        guard !others.isEmpty else { return .empty }
        return """
            <details id="by-hand"><summary>\(L("Add an issue by hand"))</summary>\
            <form class="inline" id="add-priority" method="post" action="\(GroupPaths.priorities(event.id))" data-send>\
            <div class="field"><label for="priority-issue">\(L("Issue"))</label><select id="priority-issue" name="issue">\
            \(topics.html { topic in
                let own = others.filter { $0.topic == topic.id }
                guard !own.isEmpty else { return .empty }
                return """
                    <optgroup label="\(L("Topic \(topic.position)").string())">\(own.html { issue in
                        "<option value=\"\(issue.id)\" lang=\"\(issue.language)\">\(issue.title)</option>"
                    })</optgroup>
                    """
            })</select></div><button>\(Icon.svg("plus")) \(L("Add"))</button></form></details>
            """
    }
}
