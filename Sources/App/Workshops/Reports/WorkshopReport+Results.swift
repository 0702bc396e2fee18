import Domain
import Markup
import Web

/// What the room said: issues, votes, priorities.
extension WorkshopReport {
    var results: [Document.Block] {
        // A result prints on two pages at most: what is long stands in the annex, and each begins a page, but for the first where little
        // stands above it.
        let withResult = record.topics.indices.filter { index in
            record.results.contains { $0.round.topic == record.topics[index].id }
        }
        let topics = record.topics.enumerated().flatMap { index, topic -> [Document.Block] in
            let isTight = withResult.contains(index) && (index > 2 || index > withResult[0])
            return (isTight ? [.pageBreak] : []) + self.topic(topic, startsPage: isTight || index == 0)
        }
        let across = record.results.filter { result in !record.topics.contains { $0.id == result.round.topic } }
        let others: [Document.Block] =
            across.isEmpty
            ? []
            : (topics.isEmpty ? [] : [.pageBreak]) + [.heading(2, id: "across", L("Across topics"))] + onPages(across)
        guard !topics.isEmpty || !others.isEmpty else { return [] }
        var blocks: [Document.Block] = [.heading(1, id: "results", L("Results by topic"))]
        if record.sealedRounds > 0 {
            blocks.append(
                .notice(
                    [Document.Inline](
                        L(
                            record.sealedRounds,
                            one: "\(record.sealedRounds) vote has not been revealed and is not in this report.",
                            other: "\(record.sealedRounds) votes have not been revealed and are not in this report.")),
                    .warning))
        }
        return blocks + topics + others
    }

    private func topic(_ topic: TopicRecord, startsPage: Bool) -> [Document.Block] {
        let issues = record.issues.filter { $0.topic == topic.id }
        let rounds = record.results.filter { $0.round.topic == topic.id }
        guard !issues.isEmpty || !rounds.isEmpty else { return [] }
        let contributed = issues.map { $0.kind == .merged ? $0.parents.count : 1 }.reduce(0, +)
        let merged = issues.count { $0.kind == .merged }
        let countries = Set(issues.flatMap(\.countries)).count
        var blocks: [Document.Block] = [
            .heading(2, id: "topic\(topic.position)", L("Topic \(topic.position): \(topic.title)"))
        ]
        if !topic.question.isEmpty { blocks.append(.paragraph([.emphasis([.text(topic.question)])])) }
        blocks.append(
            .paragraph(
                L(
                    "\(L(contributed, one: "\(contributed) issue was raised", other: "\(contributed) issues were raised")) in \(L(countries, one: "\(countries) country", other: "\(countries) countries")). After merging, \(issues.count) remain, of which \(merged) combine several."
                )))
        return blocks + onPages(rounds, startsPage: startsPage)
    }

    private func onPages(_ results: [RoundResult], startsPage: Bool = true) -> [Document.Block] {
        results.enumerated().flatMap { index, result in
            (index > 0 ? [.pageBreak] : []) + round(result, isWide: startsPage || index > 0)
        }
    }

    // MARK: One round

    /// - Parameter isWide: whether the picture may take the width of the page: not below other topics.
    private func round(_ result: RoundResult, isWide: Bool) -> [Document.Block] {
        let words = ResultWords(result, result.main, names)
        let number = result.round.number
        var blocks: [Document.Block] = [
            .heading(
                3, id: "round\(number)", [Document.Inline](L("\(result.round.name): \(result.round.question)")))
        ]
        blocks.append(
            .paragraph(L("\(result.round.settings.method.label) · \(result.ballots) of \(result.present) answered")))
        if let twice = words.answeredTwice { blocks.append(.paragraph(twice)) }
        guard result.isShown else { return blocks + [.notice([Document.Inline](words.story), .plain)] }
        blocks.append(.paragraph(words.answer))
        if let agreed = words.agreed { blocks.append(.paragraph(agreed)) }
        let (table, caption) = (ranksTable(result), rankCaption(result))
        if let chart = words.slope(id: "slope-\(number)") {
            let shown = chart.shown.count
            let all = result.items.count
            let told = chart.isPrefix ? L("the first \(shown) of \(all)") : L("\(shown) of \(all)")
            let cut = shown < all ? " (" + told.string() + ")" : ""
            blocks.append(
                .figure(
                    Document.Figure(
                        svg: chart.svg(.file).text, alternative: chart.title, caption: caption + cut, table: table,
                        showsTable: false, isWide: isWide)))
        } else {
            let first = Document.Table(
                caption: caption, columns: table.columns, rows: Array(table.rows.prefix(Self.mostRows)))
            blocks.append(.table(first))
        }
        let notes = [words.concordance].compactMap { $0 } + pairs(words).prefix(3) + words.leftOut
        if !notes.isEmpty { blocks.append(.list(notes.map { [Document.Inline]($0) })) }
        blocks += dissent(result, words, most: 3) + choice(result, words, most: 8)
        return blocks + [
            .paragraph([
                .reference([Document.Inline](L("All numbers of this vote are in the annex.")), id: "numbers\(number)")
            ])
        ]
    }

    /// Rows of a table that a result shows in its place; the annex has all.
    private static let mostRows = 12

    private func pairs(_ words: ResultWords) -> [Message] { words.pairs.compactMap(words.pair) }

    private func ranksTable(_ result: RoundResult) -> Document.Table {
        result.main.method == .rating ? Document.Table.ranks(result, said: said) : ranksAndSums(result)
    }

    private func rankCaption(_ result: RoundResult) -> String {
        L("Rank of the issues in each reading: \(result.round.question.string())").string()
    }

    /// What a result has no room for: every row of its tables, every pair of sectors, every dissent.
    var numbers: [Document.Block] {
        let shown = record.results.filter(\.isShown)
        guard !shown.isEmpty else { return [] }
        return [.heading(1, id: "numbers", L("Annex: the votes in numbers"))]
            + shown.flatMap { result -> [Document.Block] in
                let words = ResultWords(result, result.main, names)
                let table = ranksTable(result)
                var blocks: [Document.Block] = [
                    .heading(
                        2, id: "numbers\(result.round.number)",
                        [Document.Inline](L("\(result.round.name): \(result.round.question)"))),
                    .table(Document.Table(caption: rankCaption(result), columns: table.columns, rows: table.rows)),
                ]
                if result.main.method == .rating { blocks.append(.table(ratings(result))) }
                let pairs = pairs(words)
                if pairs.count > 3 { blocks.append(.list(pairs.map { [Document.Inline]($0) })) }
                if dissents(result, words).count > 3 { blocks += dissent(result, words) }
                if let shares = result.main.shares, shares.choices.count > 8 { blocks += choice(result, words) }
                return blocks
            }
    }

    private func ratings(_ result: RoundResult) -> Document.Table {
        let part = result.main
        var table = Document.Table(
            caption: L("Ratings of importance: \(result.round.question.string())").string(),
            columns: [
                .init(L("Issue"), weight: 5), .init(L("Median"), isNumber: true),
                .init(L("Middle half"), isNumber: true, weight: 1.3),
                .init(L("Agreement"), isNumber: true, weight: 1.3), .init(L("Consensus"), weight: 2.4),
            ])
        table.rows = part.order.map { item in
            let title = said(result.items[item].title, result.items[item].language)
            let state = part.consensusLabel(item).string()
            guard part.mayShowRatings(of: item) else {
                return [title, [.text("–")], [.text("–")], [.text("–")], [.text(state)]]
            }
            let summary = part.summaries[item]
            return [
                title, [.text(NumberText.short(summary.median))],
                [.text("\(NumberText.short(summary.lowerQuartile))–\(NumberText.short(summary.upperQuartile))")],
                [.text(NumberText.decimal(summary.consensus ?? 0, 2))], [.text(state)],
            ]
        }
        return table
    }

    private func ranksAndSums(_ result: RoundResult) -> Document.Table {
        let part = result.main
        let sum: Message =
            switch part.method {
            case .multivote: L("Dots")
            case .ranking: L("Points")
            default: L("Approvals")
            }
        let ranks = Document.Table.ranks(result, said: said)
        let further: [Document.Table.Column] = [
            .init(sum, isNumber: true), .init(L("Of those who could vote"), isNumber: true, weight: 1.2),
        ]
        let figures = part.order.map { item -> [[Document.Inline]] in
            let share = L("\(NumberText.percent(part.tally.voters[item], of: result.present)) %").string()
            return [[.text(NumberText.short(part.tally.totals[item]))], [.text(share)]]
        }
        return Document.Table(
            caption: "", columns: ranks.columns + further, rows: zip(ranks.rows, figures).map { $0 + $1 })
    }

    private func dissents(_ result: RoundResult, _ words: ResultWords) -> [[Document.Inline]] {
        result.main.invitations.compactMap { dissent in
            words.dissent(dissent).map { message in
                said(result.items[dissent.item].title, result.items[dissent.item].language) + [.text(" — ")]
                    + [Document.Inline](message)
            }
        }
    }

    /// - Parameter most: how many are listed; the rest is counted.
    private func dissent(_ result: RoundResult, _ words: ResultWords, most: Int = .max) -> [Document.Block] {
        let lines = dissents(result, words)
        guard !lines.isEmpty else { return [] }
        return [
            .paragraph([.strong([Document.Inline](L("Worth talking about")))]),
            .list(Array(lines.prefix(most)) + rest(lines.count, most)),
        ]
    }

    private func rest(_ count: Int, _ most: Int) -> [[Document.Inline]] {
        count <= most
            ? []
            : [
                [Document.Inline](
                    L(
                        count - most, one: "\(count - most) more in the annex",
                        other: "\(count - most) more in the annex"))
            ]
    }

    private func choice(_ result: RoundResult, _ words: ResultWords, most: Int = .max) -> [Document.Block] {
        guard let shares = result.main.shares, let sentence = words.shares else { return [] }
        let chosen = shares.choices.prefix(most).map { choice in
            said(result.items[choice.item].title, result.items[choice.item].language)
        }
        return [
            .paragraph([.strong([Document.Inline](L("For the breakout groups, by equal shares")))]),
            .list(chosen, isOrdered: true),
        ] + rest(shares.choices.count, most).map { .paragraph($0) } + [.paragraph(sentence)]
    }

    // MARK: Priorities

    var priorities: [Document.Block] {
        guard !record.priorities.isEmpty else { return [] }
        var table = Document.Table(
            caption: L("Priority issues").string(),
            columns: [
                .init(L("No."), isNumber: true, weight: 0.5), .init(L("Issue"), weight: 5),
                .init(L("Raised in"), weight: 2),
                .init(L("Chosen"), weight: 2),
            ])
        table.rows = record.priorities.map { priority in
            let countries = record.issue(priority.issue)?.countries ?? []
            return [
                [.text(String(priority.position))], said(priority.issue),
                [.text(Message.list(countries, .commas).string())],
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
    var annex: [Document.Block] {
        let topics = record.topics.filter { topic in record.issues.contains { $0.topic == topic.id } }
        guard !topics.isEmpty else { return [] }
        let lists = topics.flatMap { topic -> [Document.Block] in
            let items = record.issues.filter { $0.topic == topic.id }.map(entry)
            return [
                .heading(2, id: "annex\(topic.position)", L("Topic \(topic.position): \(topic.title)")),
                .list(Document.List(items: items, isOrdered: true)),
            ]
        }
        return [.heading(1, id: "annex", L("Annex: all issues"))] + lists
    }

    private func entry(_ issue: IssueRecord) -> [Document.Block] {
        let raised = issue.raisedIn.map { [Document.Inline.text(" (")] + [Document.Inline]($0) + [.text(")")] } ?? []
        var blocks: [Document.Block] = [.paragraph([.strong(said(issue))] + raised)]
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

extension Document.Table {
    /// The rank of each issue in each reading, in the order of the main one.
    /// - Parameter said: how the report writes words in a language.
    static func ranks(_ result: RoundResult, said: (String, String) -> [Document.Inline]) -> Document.Table {
        let part = result.main
        var table = Document.Table(
            caption: "",
            columns: [.init(L("Issue"), weight: 6)]
                + part.readings.map {
                    .init(part.isOfPlay ? $0.reading.labelOfPlay : $0.reading.rankLabel, isNumber: true, weight: 1.2)
                })
        table.rows = part.order.map { item in
            [said(result.items[item].title, result.items[item].language)]
                + part.readings.map { [.text(part.rankText(item, in: $0))] }
        }
        return table
    }
}
