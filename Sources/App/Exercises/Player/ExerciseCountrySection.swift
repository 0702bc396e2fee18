import Domain
import Markup
import Storage
import Web

/// What a country's cells got, decided and owe, on the page of who speaks for it; for nobody else. Who plays in another cell of the same
/// exercise does not find it there.
extension PlayerFacts: CountrySectionFeature {
    static var countrySectionOrder: Int { 60 }

    private static let most = 10

    static func section(ofCountry country: String, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let cells = try PlayerStore(reading).cells(playing: country).compactMap { event, cell -> CellView? in
            let record = try EventStore(reading).event(event)
            guard visit.visitor.mandate(for: country, in: record.programme)?.mayAct == true else { return nil }
            let standing = try ExerciseStanding(try visit.membership(in: event, reading), event, reading)
            guard !standing.isPlayer || standing.cell == cell else { return nil }
            return try CellView(event, cell, now: visit.now, reading)
        }
        guard !cells.isEmpty else { return .empty }
        return """
            <section id="country-exercises"><h2>\(L("Exercises"))</h2><ul class="lines">\(cells.prefix(most).map { $0 }.html(line))</ul></section>
            """
    }

    private static func line(_ view: CellView) -> HTML {
        let owed = view.requests.count { view.isAsked($0) && $0.state.isOpen }
        let overdue = view.requests.count { view.isAsked($0) && $0.isOverdue(at: view.moment.elapsed) }
        return """
            <li id="exercise-\(view.event.id)"><p class="title">\(ExerciseMark.chip) <bdi>\(view.event.title)</bdi></p><p class="meta"><bdi>\(view.cell.name)</bdi> \
            <span class="state open">\(view.exercise.state.label)</span> <span>\(L(view.papers.count, one: "\(view.papers.count) paper", other: "\(view.papers.count) papers"))</span> \
            \(view.open.isEmpty ? .empty : "<span class=\"state warn\">\(L("To decide")): \(view.open.count)</span> ")\
            \(owed == 0 ? .empty : "<span class=\"state \(overdue == 0 ? "open" : "bad")\">\(L("To answer")): \(owed)</span>")</p>\(decided(view))\(papers(view))</li>
            """
    }

    private static func decided(_ view: CellView) -> HTML {
        let decided = view.questions.filter(\.isDecided)
        guard !decided.isEmpty else { return .empty }
        return """
            <details id="decided-\(view.event.id)"><summary>\(L("Decided")) (\(decided.count))</summary><ul class="plain-list">\(decided.html { question in
                let asked = question.text(in: view.cell.language, view.msel)
                let choice = question.decision.map { question.choice($0, in: view.cell.language, view.msel) }
                return """
                    <li><span lang="\(asked.language)" dir="auto">\(asked.text)</span>: <b lang="\(choice?.language ?? "")" dir="auto">\(choice?.text ?? "")</b></li>
                    """
            })</ul></details>
            """
    }

    private static func papers(_ view: CellView) -> HTML {
        guard !view.papers.isEmpty else { return .empty }
        return """
            <details id="papers-\(view.event.id)"><summary>\(L("Papers")) (\(view.papers.count))</summary><ul class="plain-list">\(view.papers.html { paper in
                "<li><span lang=\"\(paper.paper.language)\" dir=\"auto\">\(paper.title)</span> <span class=\"meta\">\(L("Story")) \(view.words.plain(paper.paper.story))</span></li>"
            })</ul></details>
            """
    }
}
