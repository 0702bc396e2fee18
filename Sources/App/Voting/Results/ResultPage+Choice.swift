import Domain
import Markup
import Web

/// The lower part of a result: agreement, the choice for the breakout groups, comparison, files.
extension ResultPage {
    private var words: ResultWords { ResultWords(result, result.main, names) }

    var agreement: HTML {
        let lines = [words.concordance].compactMap { $0 } + words.pairs.compactMap(words.pair)
        let flagged = result.main.invitations.compactMap { dissent in
            words.dissent(dissent).map { "<li>\(words.title(dissent.item)) — \($0)</li>" as HTML }
        }
        guard !lines.isEmpty || !flagged.isEmpty else { return .empty }
        let scale: HTML =
            result.main.method == .rating
            ? "<p class=\"hint\">\(L("The agreement of one issue is 1 where all rate it the same and 0 where half rate it 1 and half 9 (Tastle and Wierman)."))</p>"
            : .empty
        let talk: HTML =
            flagged.isEmpty
            ? .empty : "<h3>\(L("Worth talking about"))</h3><ul class=\"lines\">\(flagged.joined())</ul>"
        return Self.fold("agreement", L("Agreement"), "\(lines.html { "<p>\($0)</p>" })\(scale)\(talk)")
    }

    var choice: HTML {
        guard let shares = result.main.shares else { return .empty }
        let tie: HTML =
            shares.plain.tied.isEmpty
            ? .empty
            : "<li>\(L(shares.plain.seatsLeft, one: "\(shares.plain.seatsLeft) of these, which are tied: \(words.titles(shares.plain.tied))", other: "\(shares.plain.seatsLeft) of these, which are tied: \(words.titles(shares.plain.tied))"))</li>"
        let ties: HTML =
            if !shares.decisiveTies.isEmpty {
                "<p class=\"hint\">\(L("Equal shares met a tie that decided: of tied issues it took the one that is first on the ballot, and another order would have chosen other issues."))</p>"
            } else if !shares.unclearTies.isEmpty {
                "<p class=\"hint\">\(L("Equal shares met a tie that may have decided: of tied issues it took the one that is first on the ballot. There are too many orders to try them all."))</p>"
            } else {
                .empty
            }
        return """
            <section id="choice"><h2>\(L(shares.seats, one: "\(shares.seats) issue for the breakout groups", other: "\(shares.seats) issues for the breakout groups"))</h2>\
            <ol>\(shares.choices.html { "<li>\(words.title($0.item))</li>" })</ol>\
            <details id="how-chosen"><summary>\(L("How these were chosen"))</summary><div class="stack-2"><p>\(L("By equal shares")): \(words.shares)</p>\
            <h3>\(L("Most support"))</h3><ol>\(shares.plain.sure.html { "<li>\(words.title($0))</li>" })\(tie)</ol>\(ties)</div></details></section>
            """
    }

    /// Rank before and after, where the same issues were put to the vote more than once.
    var comparison: HTML {
        let all = (others + [result]).filter(\.isShown).sorted { $0.round.number < $1.round.number }
        guard all.count > 1 else { return .empty }
        let rows = result.main.order.html { item in
            let issue = result.items[item].issue
            return """
                <tr><th scope="row" lang="\(result.items[item].language)" dir="auto">\(result.items[item].title)</th>\(all.html { other in
                    "<td class=\"num\" data-label=\"\(other.round.label.string())\">\(rank(of: issue, in: other))</td>"
                })</tr>
                """
        }
        let heads = all.html { other in
            other.round.id == result.round.id
                ? "<th scope=\"col\" class=\"num\">\(other.round.label)</th>"
                : "<th scope=\"col\" class=\"num\"><a href=\"\(RoundPaths.result(event.id, other.round.id))\">\(other.round.label)</a></th>"
        }
        let table: HTML = """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Before and after").string())">\
            <table class="stack"><caption>\(L("Rank by people in each round on the same issues"))</caption><thead><tr><th scope="col">\(L("Issue"))</th>\(heads)</tr></thead>\
            <tbody>\(rows)</tbody></table></div>
            """
        return Self.fold("comparison", L("Before and after"), table)
    }

    private func rank(of issue: Issue.ID, in other: RoundResult) -> String {
        guard let item = other.items.firstIndex(where: { $0.issue == issue }), let people = other.main.tally.people
        else { return "–" }
        return other.main.rankText(item, in: people)
    }

    var files: HTML {
        let id = result.round.id
        func link(_ path: String, _ label: Message, _ ofFeasibility: Message) -> [(String, Message)] {
            [(path, label)] + (result.feasibility == nil ? [] : [("\(path)?criterion=feasibility", ofFeasibility)])
        }
        var links: [(String, Message)] = []
        if result.showsBallots {
            links += link(
                ResultPaths.ballotsCSV(event.id, id), L("Ballots, CSV"), L("Ballots on feasibility, CSV"))
            links.append((ResultPaths.ballotsJSON(event.id, id), L("Ballots, JSON")))
        }
        links += link(ResultPaths.countsCSV(event.id, id), L("Numbers, CSV"), L("Numbers on feasibility, CSV"))
        links += link(ResultPaths.tallyCSV(event.id, id), L("Tally, CSV"), L("Tally on feasibility, CSV"))
        links.append((ResultPaths.tallyJSON(event.id, id), L("Tally, JSON")))
        if words.slope(id: "slope") != nil {
            links.append((ResultPaths.slopeSVG(event.id, id), L("Picture, SVG")))
            links.append((ResultPaths.slopePNG(event.id, id), L("Picture, PNG")))
        }
        let ballots: Message =
            result.showsBallots
            ? L(
                "Ballots name neither sector nor country and are in no order of time; the numbers say what sectors and countries said. Nobody can tell from all of it whose a ballot is: at least five people may be its owner. Anyone can recount both with “roundtable tally”."
            )
            : L(
                "Single ballots of this round are not handed out, because an earlier round on some of its issues has handed out its own, and two ballots of one person are alike. Anyone can recount the numbers with “roundtable tally”."
            )
        let content: HTML = """
            <p>\(ballots)</p>\
            <div class="actions">\(links.html { address, label in "<a class=\"button\" href=\"\(address)\" download>\(Icon.svg("download")) \(label)</a>" })\
            <button data-print>\(Icon.svg("print")) \(L("Print"))</button></div>\
            <p class="small">\(L("With semicolons, for a spreadsheet program that expects them:")) \
            \(links.filter { $0.0.contains(".csv") }.html { address, label in
                "<a href=\"\(address)\(address.contains("?") ? "&" : "?")separator=semicolon\" download>\(label)</a> "
            })</p>
            """
        return Self.fold("files", L("Files"), content, kind: "no-print")
    }
}
