import Domain
import Markup
import Web

/// What the room said: issues, votes, priorities.
extension WorkshopReport {
    var results: [ReportBlock] {
        let topics = record.topics.flatMap(topic)
        let across = record.results.filter { result in !record.topics.contains { $0.id == result.round.topic } }
        let others: [ReportBlock] =
            across.isEmpty
            ? [] : [.heading(2, id: "across", L("Across topics"))] + across.flatMap { round($0) }
        guard !topics.isEmpty || !others.isEmpty else { return [] }
        var blocks: [ReportBlock] = [.heading(1, id: "results", L("Results by topic"))]
        if record.sealedRounds > 0 {
            blocks.append(
                .notice(
                    [ReportInline](
                        L(
                            record.sealedRounds,
                            one: "\(record.sealedRounds) vote has not been revealed and is not in this report.",
                            other: "\(record.sealedRounds) votes have not been revealed and are not in this report.")),
                    .warning))
        }
        return blocks + topics + others
    }

    private func topic(_ topic: TopicRecord) -> [ReportBlock] {
        let issues = record.issues.filter { $0.topic == topic.id }
        let rounds = record.results.filter { $0.round.topic == topic.id }
        guard !issues.isEmpty || !rounds.isEmpty else { return [] }
        let contributed = issues.map { $0.kind == .merged ? $0.parents.count : 1 }.reduce(0, +)
        let merged = issues.count { $0.kind == .merged }
        let countries = Set(issues.flatMap(\.countries)).count
        var blocks: [ReportBlock] = [
            .heading(2, id: "topic\(topic.position)", L("Topic \(topic.position): \(topic.title)"))
        ]
        if !topic.question.isEmpty { blocks.append(.paragraph([.emphasis([.text(topic.question)])])) }
        blocks.append(
            .paragraph(
                L(
                    "\(L(contributed, one: "\(contributed) issue was raised", other: "\(contributed) issues were raised")) in \(L(countries, one: "\(countries) country", other: "\(countries) countries")). After joining, \(issues.count) stand, of which \(merged) join several."
                )))
        return blocks + rounds.flatMap { round($0) }
    }

    // MARK: One round

    private func round(_ result: RoundResult) -> [ReportBlock] {
        let words = ResultWords(result, result.main, names)
        let number = result.round.number
        var blocks: [ReportBlock] = [
            .heading(3, id: "round\(number)", [.text("\(result.round.name.string()): \(result.round.title)")])
        ]
        blocks.append(
            .paragraph(L("\(result.round.settings.method.label) · \(result.ballots) of \(result.present) answered")))
        guard result.isShown else { return blocks + [.notice([ReportInline](words.story), .plain)] }
        blocks.append(.paragraph(words.story))
        if let agreed = words.agreed { blocks.append(.paragraph(agreed)) }
        let isRating = result.main.method == .rating
        let table = isRating ? ReportTable.ranks(result, said: said) : ranksAndSums(result)
        let caption = L("Rank of the issues in each reading: \(result.round.title)").string()
        if let chart = words.slope(id: "slope-\(number)") {
            blocks.append(
                .figure(
                    ReportFigure(
                        svg: chart.svg(.file).text, alternative: chart.title, caption: caption, table: table)))
        } else {
            blocks.append(.table(ReportTable(caption: caption, columns: table.columns, rows: table.rows)))
        }
        if isRating { blocks.append(.table(ratings(result))) }
        let notes = ([words.concordance].compactMap { $0 } + words.pairs.compactMap(words.pair) + words.leftOut)
        if !notes.isEmpty { blocks.append(.list(notes.map { [ReportInline]($0) })) }
        return blocks + dissent(result, words) + choice(result, words)
    }

    private func ratings(_ result: RoundResult) -> ReportTable {
        let part = result.main
        var table = ReportTable(
            caption: L("Ratings of importance: \(result.round.title)").string(),
            columns: [
                .init(L("Issue"), weight: 5), .init(L("Median"), isNumber: true),
                .init(L("Middle half"), isNumber: true, weight: 1.3),
                .init(L("Agreement"), isNumber: true, weight: 1.3), .init(L("Consensus"), weight: 2.4),
            ])
        table.rows = part.order.map { item in
            let title = said(result.items[item].title, result.items[item].language)
            let state = part.consensus[item].label.string()
            guard part.mayShowRatings(of: item) else {
                return [title, [.text("–")], [.text("–")], [.text("–")], [.text(state)]]
            }
            let summary = part.summaries[item]
            return [
                title, [.text(Figure.short(summary.median))],
                [.text("\(Figure.short(summary.lowerQuartile))–\(Figure.short(summary.upperQuartile))")],
                [.text(Figure.decimal(summary.consensus ?? 0, 2))], [.text(state)],
            ]
        }
        return table
    }

    private func ranksAndSums(_ result: RoundResult) -> ReportTable {
        let part = result.main
        let sum: Message =
            switch part.method {
            case .multivote: L("Dots")
            case .ranking: L("Points")
            default: L("Approvals")
            }
        let ranks = ReportTable.ranks(result, said: said)
        let further: [ReportTable.Column] = [
            .init(sum, isNumber: true), .init(L("Of those who could vote"), isNumber: true, weight: 1.2),
        ]
        let figures = part.order.map { item -> [[ReportInline]] in
            let share = L("\(Figure.percent(part.tally.voters[item], of: result.present)) %").string()
            return [[.text(Figure.short(part.tally.totals[item]))], [.text(share)]]
        }
        return ReportTable(
            caption: "", columns: ranks.columns + further, rows: zip(ranks.rows, figures).map { $0 + $1 })
    }

    private func dissent(_ result: RoundResult, _ words: ResultWords) -> [ReportBlock] {
        let lines = result.main.invitations.compactMap { dissent in
            words.dissent(dissent).map { message in
                said(result.items[dissent.item].title, result.items[dissent.item].language) + [.text(" — ")]
                    + [ReportInline](message)
            }
        }
        return lines.isEmpty ? [] : [.paragraph([.strong([ReportInline](L("Worth talking about")))]), .list(lines)]
    }

    private func choice(_ result: RoundResult, _ words: ResultWords) -> [ReportBlock] {
        guard let shares = result.main.shares, let sentence = words.shares else { return [] }
        let chosen = shares.choices.map { choice -> [ReportBlock] in
            [.paragraph(said(result.items[choice.item].title, result.items[choice.item].language))]
        }
        return [
            .paragraph([.strong([ReportInline](L("For the breakout groups, by equal shares")))]),
            .list(chosen, isOrdered: true), .paragraph(sentence),
        ]
    }

    // MARK: Priorities

    var priorities: [ReportBlock] {
        guard !record.priorities.isEmpty else { return [] }
        var table = ReportTable(
            caption: L("Priority issues").string(),
            columns: [
                .init(L("No."), isNumber: true, weight: 0.5), .init(L("Issue"), weight: 5),
                .init(L("Raised in"), weight: 2),
                .init(L("Chosen"), weight: 2),
            ])
        table.rows = record.priorities.map { priority in
            let countries = record.issue(priority.issue)?.countries ?? []
            return [
                [.text(String(priority.position))], said(priority.issue), [.text(countries.joined(separator: ", "))],
                [.text(chosen(priority).string())],
            ]
        }
        return [
            .heading(1, id: "priorities", L("Priority issues")),
            .paragraph(L("These issues went to the breakout groups.")), .table(table),
        ]
    }

    private func chosen(_ priority: PriorityRecord) -> Message {
        let round = record.results.first { $0.round.id == priority.round }?.round.name
        return round.map { L("\(Self.reason(priority)), \($0)") } ?? Self.reason(priority)
    }

    static func reason(_ priority: PriorityRecord) -> Message {
        switch priority.reason {
        case .shares: L("By equal shares")
        case .top: L("Most support")
        case .hand: L("By hand")
        }
    }

    // MARK: Annex

    /// Every issue with the wordings behind it.
    var annex: [ReportBlock] {
        let topics = record.topics.filter { topic in record.issues.contains { $0.topic == topic.id } }
        guard !topics.isEmpty else { return [] }
        let lists = topics.flatMap { topic -> [ReportBlock] in
            let items = record.issues.filter { $0.topic == topic.id }.map(entry)
            return [
                .heading(2, id: "annex\(topic.position)", L("Topic \(topic.position): \(topic.title)")),
                .list(items, isOrdered: true),
            ]
        }
        return [.heading(1, id: "annex", L("Annex: all issues"))] + lists
    }

    private func entry(_ issue: IssueRecord) -> [ReportBlock] {
        let raised = issue.raisedIn.map { [ReportInline.text(" (")] + [ReportInline]($0) + [.text(")")] } ?? []
        var blocks: [ReportBlock] = [.paragraph([.strong(said(issue))] + raised)]
        if !issue.explanation.isEmpty { blocks.append(.paragraph(said(issue.explanation, issue.language))) }
        if !issue.parents.isEmpty { blocks.append(.list(issue.parents.map { said($0) })) }
        return blocks
    }
}

extension TallyReading {
    /// Over a column of ranks.
    var rankLabel: Message {
        switch self {
        case .people: L("Rank by people")
        case .sectors: L("Rank, sectors equal")
        case .countries: L("Rank, countries equal")
        }
    }
}

extension ReportTable {
    /// The rank of each issue in each reading, in the order of the main one.
    /// - Parameter said: how the report writes words in a language.
    static func ranks(_ result: RoundResult, said: (String, String) -> [ReportInline]) -> ReportTable {
        let part = result.main
        var table = ReportTable(
            caption: "",
            columns: [.init(L("Issue"), weight: 6)]
                + part.readings.map { .init($0.reading.rankLabel, isNumber: true, weight: 1.2) })
        table.rows = part.order.map { item in
            [said(result.items[item].title, result.items[item].language)]
                + part.readings.map { [.text(part.rankText(item, in: $0))] }
        }
        return table
    }
}
