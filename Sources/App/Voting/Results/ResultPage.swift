import Domain
import Markup
import Web

/// A revealed round: three readings, agreement, the choice of issues, files.
struct ResultPage {
    let event: EventRecord
    let topics: [TopicRecord]
    let result: RoundResult
    /// Revealed rounds on the same issues, oldest first.
    let others: [RoundResult]
    let names: DirectoryNames
    let frame: EventFrame
    /// People whose two seats were joined after the close, when both had answered.

    private var round: RoundRecord { result.round }
    private var words: ResultWords { ResultWords(result, result.main, names) }

    var document: HTML {
        let back = EventTab.room.path(frame)
        var layout = frame.layout(round.name, path: RoundPaths.result(event.id, round.id), tab: EventTab.results.id)
        layout.title = round.question
        let body: HTML =
            result.isShown
            ? "\(picture)\(choice)<div class=\"folds\">\(agreement)\(figures)\(comparison)\(files)</div>" : tooFew
        return layout.document(
            "\(head)\(body)<p class=\"no-print\"><a href=\"\(back)\">\(L("Back to the event"))</a></p>")
    }

    private var head: HTML {
        let topic = RoundWords.topicLine(round, topics)
        let turnout = L("\(result.ballots) of \(result.present) answered")
        let paper: Message? = result.onPaper == 0 ? nil : L("\(result.onPaper) on paper")
        let parts = [topic, round.label, turnout] + (paper.map { [$0] } ?? [])
        return """
            <div class="head"><h1 dir="auto">\(round.question)</h1><p class="muted">\(parts.map { $0.html() }.joined(separator: " · "))</p></div>\
            \(words.answeredTwice.map { "<p class=\"hint\">\($0)</p>" as HTML })
            """
    }

    private var tooFew: HTML {
        "<div class=\"notice\"><p>\(words.story)</p></div>"
    }

    // MARK: The readings

    private var picture: HTML {
        let words = self.words
        let chart: HTML =
            words.slope(id: "slope").map { chart in
                """
                <figure>\(chart.svg())<details><summary>\(L("Show as a table"))</summary>\(words.readingsTable())</details></figure>
                """
            } ?? words.readingsTable()
        let drawn = words.slope(id: "slope")?.shown.count ?? 0
        let cut: HTML =
            drawn > 0 && drawn < result.items.count
            ? "<p class=\"hint\">\(L("The chart shows \(drawn) of \(result.items.count) issues: the first by people, and those which end first; the table shows all."))</p>"
            : .empty
        return """
            <section id="readings"><h2>\(readingsTitle)</h2><p class="lede">\(words.answer)</p>\
            \(words.agreed.map { "<p>\($0)</p>" })\(chart)\(cut)\(words.key())\
            \(words.leftOut.html { "<p class=\"hint\">\($0)</p>" })\(schulze)</section>
            """
    }

    private var readingsTitle: Message {
        switch words.part.readings.count {
        case 3: L("One vote, three readings")
        case 2: L("One vote, two readings")
        default: L("The result")
        }
    }

    /// The check of a ranking.
    private var schulze: HTML {
        guard let order = result.main.schulze, let first = order.first else { return .empty }
        let borda = result.main.tally.people?.order.first ?? []
        let line: Message =
            Set(first) == Set(borda)
            ? L("Checked by comparing the issues in pairs (Schulze): the same comes first.")
            : first.count > 1
                ? L("Compared in pairs (Schulze), \(words.titles(first)) share the first place.")
                : L("Compared in pairs (Schulze), \(words.titles(first)) comes first.")
        return "<p>\(line)</p>"
    }

    // MARK: Figures for each issue

    private var figures: HTML {
        switch result.main.method {
        case .rating: ratings
        case .multivote, .approval, .ranking: sums
        }
    }

    private var sums: HTML {
        let part = result.main
        let sum: Message =
            switch part.method {
            case .multivote: L("Dots")
            case .ranking: L("Points")
            default: L("Approvals")
            }
        let rows = part.order.html { item in
            """
            <tr><th scope="row" lang="\(result.items[item].language)" dir="auto">\(result.items[item].title)</th>\
            <td class="num" data-label="\(sum.string())">\(NumberText.short(part.tally.totals[item]))</td>\
            <td class="num" data-label="\(L("People").string())">\(part.tally.voters[item])</td>\
            <td class="num" data-label="\(L("Of those present").string())">\(L("\(NumberText.percent(part.tally.voters[item], of: result.present)) %"))</td></tr>
            """
        }
        let table: HTML = """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Figures").string())">\
            <table class="stack"><caption>\(L(result.ballots, one: "\(result.ballots) ballot, \(result.present) present", other: "\(result.ballots) ballots, \(result.present) present"))</caption><thead><tr><th scope="col">\(L("Issue"))</th>\
            <th scope="col" class="num">\(sum)</th><th scope="col" class="num">\(L("People"))</th>\
            <th scope="col" class="num">\(L("Of those present"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
        return Self.fold("figures", L("Figures"), table)
    }

    /// What stands behind the result, one opened at a time.
    static func fold(_ id: String, _ title: Message, _ content: HTML, kind: String? = nil) -> HTML {
        """
        <details id="\(id)" name="behind"\("class", value: kind)><summary class="kept"><h2>\(title)</h2></summary><div class="stack-2">\(content)</div></details>
        """
    }

    private var ratings: HTML {
        let parts: [(RatingCriterion, CriterionResult)] =
            [(.importance, result.main)] + (result.feasibility.map { [(.feasibility, $0)] } ?? [])
        let matrix: HTML =
            words.matrix(id: "matrix").map { chart in
                """
                <p>\(ResultWords.both(chart))</p><div class="split even"><figure>\(chart.svg())</figure>\
                <div class="scroll" tabindex="0" role="region" aria-label="\(L("The numbers in the chart").string())"><table class="stack"><caption>\(L("The numbers in the chart"))</caption><thead><tr><th scope="col" class="num">\(L("No."))</th><th scope="col">\(L("Issue"))</th>\
                <th scope="col" class="num">\(L("Importance"))</th><th scope="col" class="num">\(L("Feasibility"))</th></tr></thead>\
                <tbody>\(result.items.indices.html(matrixRow))</tbody></table></div></div>
                """
            } ?? .empty
        let both = matrix.isEmpty ? .empty : Self.fold("importance-feasibility", L("Important and feasible"), matrix)
        return "\(parts.html { ratings($0.0, $0.1) })\(both)"
    }

    private func matrixRow(_ item: Int) -> HTML {
        let means = [result.main, result.feasibility].map { part in
            part.flatMap { $0.mayShowRatings(of: item) ? $0.tally.people?.scores[item] ?? nil : nil }
        }
        return """
            <tr><td class="num" data-label="\(L("No.").string())">\(result.items[item].position)</td><th scope="row" lang="\(result.items[item].language)" dir="auto">\
            \(result.items[item].title)</th>\(zip([RatingCriterion.importance, .feasibility], means).map { $0 }.html { criterion, mean in
                "<td class=\"num\" data-label=\"\(criterion.label.string())\">\(NumberText.decimal(mean, 1))</td>"
            })</tr>
            """
    }

    private func ratings(_ criterion: RatingCriterion, _ part: CriterionResult) -> HTML {
        let words = ResultWords(result, part, names)
        let plot: HTML =
            words.dotPlot(id: "sectors-\(criterion.rawValue)").map { chart in
                """
                <figure><figcaption>\(words.ratedBy)</figcaption>\(chart.svg())\(words.key())\
                <details><summary>\(L("Show as a table"))</summary>\(sectorTable(words))</details></figure>
                """
            } ?? .empty
        let rule: HTML =
            criterion == .importance ? words.thresholds().map { "<p class=\"muted\">\($0)</p>" } ?? .empty : .empty
        return Self.fold(
            criterion.rawValue, criterion.label,
            "\(rule)<ul class=\"lines\">\(part.order.html { rating($0, criterion, words) })</ul>\(plot)")
    }

    private func rating(_ item: Int, _ criterion: RatingCriterion, _ words: ResultWords) -> HTML {
        let part = words.part
        let state: HTML =
            criterion == .importance
            ? "<span class=\"state \(part.consensus[item].state.mark)\">\(part.consensusLabel(item))</span>"
            : .empty
        let title: HTML =
            "<span lang=\"\(result.items[item].language)\" dir=\"auto\">\(result.items[item].title)</span>"
        guard let chart = words.histogram(item, id: "histogram-\(criterion.rawValue)-\(result.items[item].position)")
        else {
            return
                "<li class=\"stack-2\"><p>\(title) \(state)</p><p class=\"muted\">\(L("Fewer than five judged this issue: its ratings are not shown."))</p></li>"
        }
        let summary = part.summaries[item]
        let unsure: HTML =
            summary.cannotJudge == 0
            ? .empty
            : " · \(L(summary.cannotJudge, one: "\(summary.cannotJudge) cannot judge", other: "\(summary.cannotJudge) cannot judge"))"
        let spread = L("\(NumberText.short(summary.lowerQuartile)) to \(NumberText.short(summary.upperQuartile))")
        return """
            <li><details><summary class="kept">\(title) \(state)</summary><div class="split">\
            <p class="muted">\(L("Median \(NumberText.short(summary.median)), middle half \(spread), agreement \(NumberText.decimal(summary.consensus ?? 0, 2))"))\(unsure)</p>\
            <figure>\(chart.svg())</figure></div></details></li>
            """
    }

    private func sectorTable(_ words: ResultWords) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(words.ratedBy.string())">\
        <table class="stack"><thead><tr><th scope="col">\(L("Issue"))</th>\(words.sectorTallies.html { "<th scope=\"col\" class=\"num\">\(words.sector($0.name))</th>" })</tr></thead>\
        <tbody>\(words.part.order.html { item in
            """
            <tr><th scope="row" lang="\(result.items[item].language)" dir="auto">\(result.items[item].title)</th>\
            \(words.sectorTallies.html { sector in
                "<td class=\"num\" data-label=\"\(names.sector(sector.name)?.label.string() ?? VoterOrigins.label(sector.name)?.string() ?? sector.name)\">\(NumberText.decimal(sector.scores[item], 1))</td>"
            })</tr>
            """
        })</tbody></table></div>
        """
    }
}
