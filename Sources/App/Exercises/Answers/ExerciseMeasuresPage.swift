import Domain
import Markup
import Storage
import Web

/// What the exercise measures, each figure with its n. Those who run it see all, with cells by name; after the end everybody sees what names no cell.
struct ExerciseMeasuresPage {
    let frame: ExerciseFrame
    let figures: ExerciseFigures
    private let isWhole: Bool
    private let ladder: ExerciseLadder
    /// How many questions were asked, also those of which nothing is told.
    private let asked: Int

    private let move: Int?

    /// - Parameters:
    ///   - minute: of the exercise's clock at which one looks back.
    ///   - move: the number of the move to look at.
    init(_ frame: ExerciseFrame, at minute: Int?, move: Int?, _ reading: any Reading) throws {
        self.frame = frame
        let isWhole = frame.standing.isExcon
        self.isWhole = isWhole
        try frame.standing.require(isWhole || frame.exercise.state.isOver)
        let all = try ExerciseFigures(
            frame.event, now: frame.visit.now, at: isWhole ? minute.map { Int64($0) * EpochTime.minute } : nil,
            move: isWhole ? move : nil, reading)
        let ladder = ExerciseLadder(all.exercise, all.plan)
        figures = isWhole ? all : all.told(by: ladder)
        asked = all.points.count { isWhole || ObserverRoundOperations.isOpen($0.point, all.plan) }
        self.ladder = ladder
        self.move = figures.plan.moves.contains { $0.number == move } && isWhole ? move : nil
    }

    private var measures: RequestMeasures { figures.measures }
    private var isOver: Bool { frame.exercise.state.isOver }

    var answer: Answer {
        frame.answer(
            "measures", L("Measures"), path: AnswerPaths.measures(frame.event),
            """
            <div class="head"><h1>\(L("Measures"))</h1><p class="muted">\(L("At \(ElapsedText.long(figures.end)) of the exercise’s clock. Small numbers: one more request moves every figure, and none says who did well."))</p></div>\
            \(isWhole ? looking : .empty)\(isWhole || ladder.tellsAll ? "\(requests)\(decisions)\(picture)" : withheld)\(isWhole ? network : .empty)\(isWhole ? again : .empty)
            """)
    }

    private var withheld: HTML {
        "<p class=\"muted\">\(L("Shown from \(ExerciseLadder.fewest) cells on, or where all cells show their results."))</p>"
    }

    /// By moves, and as it stood earlier.
    private var looking: HTML {
        let path = AnswerPaths.measures(frame.event)
        let moves = figures.plan.moves.filter { $0.openedElapsed != nil }.map { move in
            SubTabs.Item(id: "\(move.number)", label: .verbatim(move.title), path: "\(path)?move=\(move.number)")
        }
        let tabs = SubTabs(
            label: L("Moves"), items: [.init(id: "all", label: L("The whole exercise"), path: path)] + moves,
            chosen: move.map { "\($0)" } ?? "all")
        return """
            \(moves.isEmpty ? .empty : tabs.html)\
            <form id="looking" class="actions" method="get" action="\(AnswerPaths.measures(frame.event))"><label for="at">\(L("As it stood at minute"))</label>\
            <input id="at" name="at" type="number" min="0" max="\(figures.end / EpochTime.minute)" inputmode="numeric"> <button>\(L("Show"))</button></form>
            """
    }

    // MARK: Parts

    private func line(_ label: Message, _ value: String, _ note: Message) -> HTML {
        "<li class=\"between\"><span>\(label)</span><span><b class=\"num\">\(value)</b> <span class=\"muted\">\(note)</span></span></li>"
    }

    private func share(_ label: Message, _ share: RequestMeasures.Share) -> HTML {
        line(label, share.of > 0 ? "\(share.count)/\(share.of)" : "—", L("n = \(share.of)"))
    }

    private func decimal(_ value: Rational?) -> String { value.map { $0.decimal(2) } ?? "—" }
    private func minutes(_ value: Rational?) -> String {
        value.map { L("\($0.isWhole ? $0.description : $0.decimal(1)) min").string() } ?? "—"
    }

    private func median(_ label: Message, _ times: WaitingTimes) -> HTML {
        line(
            label, minutes(times.median),
            L(
                "n = \(times.count), of these \(times.censored) still waiting; without them \(minutes(times.naiveMedian))"
            ))
    }

    private var requests: HTML {
        let measures = measures
        let open = measures.open.count
        return """
            <section id="requests"><h2>\(L("Requests between cells"))</h2><ul class="lines">\
            \(share(L("Acknowledged"), measures.acknowledged))\(share(L("Answered", context: "request"), measures.answered))\
            \(share(L("Answered in time"), measures.inTime))\(share(L("Agreed, at least in part"), measures.fulfilled))\
            \(line(isOver ? L("Open at ENDEX") : L("Open now"), "\(open)", L("of these \(measures.overdue.count) overdue")))\
            \(line(L("Never read"), "\(measures.unread.count)", L("n = \(measures.requests.count)")))\
            \(line(L("Asked twice within 15 minutes"), "\(figures.duplicates)", L("n = \(figures.requests.count)")))\
            \(line(L("Time to acknowledge, median"), minutes(measures.timeToAcknowledge), L("n = \(measures.acknowledged.count)")))\
            \(median(L("Time to answer, median"), measures.timeToAnswer))</ul></section>
            """
    }

    private var decisions: HTML {
        """
        <section id="decisions"><h2>\(L("Decisions"))</h2><ul class="lines">\
        \(median(L("From release to opening, median"), figures.timeToOpen))\(median(L("From release to decision, median"), figures.timeToDecide))\
        \(line(isOver ? L("Open at ENDEX") : L("Open now"), "\(figures.openDecisions)", L("n = \(figures.timeToDecide.count)")))\
        \(share(L("Two or more own functions asked"), figures.horizontal))\(share(L("Consent of functions in time"), figures.consented))\
        \(share(L("Words to the public with the neighbours’ yes"), figures.agreedStatements))</ul>\(points)</section>
        """
    }

    private var points: HTML {
        // Outside those who run it, only questions that the matrix shows.
        let shown = figures.points.filter { isWhole || ObserverRoundOperations.isOpen($0.point, figures.plan) }
        let note = shown.count < asked ? withheld : .empty
        guard !shown.isEmpty else { return note }
        let heads = [L("Question"), L("Decided"), L("Alike"), L("Most chosen"), L("Incompatible neighbours")]
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Decisions alike").string())"><table class="stack"><thead><tr>\(heads.html { "<th scope=\"col\">\($0)</th>" })</tr></thead><tbody>\
            \(shown.html { one in
                let coverage = one.likeness.coverage
                let cells = ["\(coverage.count)/\(coverage.of)", decimal(one.likeness.alike), decimal(one.likeness.modal), "\(one.clashes.count)/\(one.neighbours)"]
                let title = one.point.question.text(in: Language.current.rawValue, else: figures.plan.msel.languages).text
                return "<tr><th scope=\"row\" dir=\"auto\">\(one.point.number). \(title)</th>\(zip(heads.dropFirst(), cells).map { $0 }.html { "<td class=\"num\" data-label=\"\($0.0.string())\">\($0.1)</td>" })</tr>"
            })</tbody></table></div>\(note)
            """
    }

    /// Counts only: it names no cell.
    private var picture: HTML {
        guard let picture = figures.picture else { return .empty }
        return """
            <section id="picture"><h2>\(L("Shared picture"))</h2><ul class="lines">\(share(L("Right answers to probes"), picture.rightShare))\
            \(share(L("Pairs of cells that answered alike"), picture.alike))</ul></section>
            """
    }

    private var network: HTML {
        let (network, answered, functions) = (measures.network, measures.answeredNetwork, measures.acrossFunctions)
        let n = L("n = \(figures.cells.count)")
        let graph = RequestGraphSection(figures)
        let centres = network.centres.map { figures.cells[$0].name }
        let without = figures.cells.indices.map {
            (figures.cells[$0].code, decimal(answered.fragmentation(without: $0)))
        }
        return """
            <section id="network"><h2>\(L("Who asked whom"))</h2><figure>\(graph.svg)<figcaption class="muted">\(L("As wide as there are requests; dashed where some are not answered; pale where all were declined."))</figcaption>\(graph.table)</figure>\
            <ul class="lines">\
            \(line(L("Who carries the traffic: centralisation"), decimal(network.centralisation), centres.isEmpty ? n : L("n = \(figures.cells.count), most to \(list: centres)")))\
            \(line(L("Density"), decimal(network.density), L("ties: \(network.ties.count), n = \(figures.cells.count)")))\
            \(line(L("Answered by a request back"), "\(network.reciprocated)/\(network.ties.count)", L("n = \(network.ties.count)")))\
            \(line(L("Pairs that no chain of answers joins"), decimal(answered.fragmentation()), n))\
            \(line(L("The same, weighted by distance"), decimal(answered.distanceWeighted), n))\
            \(line(L("Across functions, E–I"), decimal(functions.value), L("n = \(functions.count); by chance \(decimal(functions.chance))")))</ul>\
            <details><summary>\(L("Without each cell"))</summary><ul class="lines">\(without.html { "<li class=\"between\"><span>\(L("without \($0.0)"))</span><span class=\"num\">\($0.1)</span></li>" })</ul></details></section>
            """
    }

    /// Anybody computes it again.
    private var again: HTML {
        let minute = ExerciseFigures.minutes(Rational(Int(figures.end), 60_000))
        let cells = figures.cells.map(\.code).joined(separator: ";")
        return """
            <section id="again"><h2>\(L("Compute it again"))</h2><p><a class="button" href="\(AnswerPaths.requestFile(frame.event))">\(Icon.svg("download")) requests.csv</a></p>\
            <pre dir="ltr"><code>roundtable measures --endex \(minute) --cells "\(cells)" exercise-requests.csv</code></pre></section>
            """
    }
}
