import Domain
import Markup
import Storage
import Web

/// A cycle: the picture that hides countries first, then who has answered, by name.
struct NeedsCyclePage {
    let frame: PlansFrame
    let cycle: NeedsCycleRecord
    let framework: FrameworkRecord
    let content: FrameworkContent
    let assessments: [NeedsAssessmentRecord]
    let rollups: [NeedsRollupRecord]
    let picture: NeedsPicture?
    /// Values of countries that show them by name to whoever looks.
    let named: [(country: String, values: [String: NeedsValueRecord])]
    let names: DirectoryNames
    let state: FormState

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, _ state: FormState, _ reading: any Reading
    ) throws {
        let frame = try PlansFrame(visit, programme, reading)
        let store = NeedsStore(reading)
        let cycle = try store.cycle(id, of: programme)
        (self.frame, self.cycle, self.state) = (frame, cycle, state)
        framework = try FrameworkStore(reading).framework(cycle.framework, of: programme)
        content = try FrameworkStore(reading).content(cycle.framework, version: cycle.version)
        let assessments = try store.assessments(of: [id])
        self.assessments = assessments
        rollups = try store.rollups(of: id)
        picture = try rollups.first.map { try JSONCoding.value($0.cells) }
        let standing = frame.standing
        let own = standing.heads.union(standing.regionsRead).union(standing.focal.compactMap { standing.homes[$0] })
        let shown = assessments.filter { one in
            guard one.state == .submitted else { return false }
            switch one.sharing {
            case .programme: return standing.isOf
            case .region: return standing.homes[one.country].map(own.contains) ?? false
            case .counted, .closed: return false
            }
        }
        let submitted = try store.submissions(of: shown.map(\.id))
        named = shown.map { one in
            (one.country, Dictionary((submitted[one.id] ?? []).map { ($0.indicator, $0) }) { first, _ in first })
        }
        names = try DirectoryNames(reading)
    }

    private var programme: Programme.ID { frame.programme }
    private var keeps: Bool { frame.standing.keeps(cycle.region) }

    var answer: Answer {
        let done = assessments.count { $0.state == .submitted }
        return frame.answer(
            NeedsFacts.tab, .verbatim(cycle.title), path: NeedsPaths.cycle(programme, cycle.id),
            between: [.init(L("Needs"), NeedsPaths.needs(programme))], styles: ["tables"],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1 dir="auto">\(cycle.title)</h1>\
            <p class="meta"><span class="state">\(cycle.isOpen ? L("open", context: "cycle") : L("closed", context: "cycle"))</span> \
            <span>\(L("\(done) of \(assessments.count) countries submitted"))</span> <a href="\(FrameworkPaths.framework(programme, framework.id))" dir="auto">\(framework.title)</a>\(NeedsWords.due(cycle)) \
            <a href="\(NeedsPaths.gaps(programme, cycle.id))">\(L("Gaps"))</a>\
            \(keeps || assessments.contains { frame.standing.isFocal(of: $0.country) } ? " <a href=\"\(NeedsOutsidePaths.page(programme, cycle.id))\">\(L("What others say"))</a>" : .empty)</p>\
            \(actions)</div>\(shownPicture)\(shownNamed)\(coverage)\(keeps && cycle.isOpen ? returning : .empty)
            """)
    }

    private var actions: HTML {
        guard keeps else { return .empty }
        let closing: HTML = """
            <form method="post" action="\(NeedsPaths.closing(programme, cycle.id))"><button class="plain">\(L("Close the cycle"))</button></form>
            """
        return """
            <div class="actions"><form method="post" action="\(NeedsPaths.rollups(programme, cycle.id))"><button class="primary">\(L("Take a picture"))</button></form>\
            \(cycle.isOpen ? closing : .empty)</div>\
            <p class="hint">\(L("A picture stays as it is. Take the first one when most have submitted: who is hidden in it for being few stays hidden in later ones."))</p>
            """
    }

    // MARK: The picture

    private var shownPicture: HTML {
        guard let picture, let latest = rollups.first else {
            return
                "<section><h2>\(L("Picture", context: "needs"))</h2><p class=\"muted\">\(L("None was taken yet."))</p></section>"
        }
        let groups = picture.seen(cycle, frame.standing)
        guard !groups.isEmpty else { return .empty }
        return """
            <section id="picture"><h2>\(L("Picture", context: "needs"))</h2>\
            <p class="meta"><span>\(L("Snapshot \(latest.snapshot)"))</span> <span>\(DateText.day(CalendarDate.today(latest.takenAt)))</span></p>\
            <p class="hint">\(L("How many countries stand where, without their names. What would tell a country's answer is withheld."))</p>\
            \(groups.html { group in table(group, picture) })</section>
            """
    }

    private func table(_ group: NeedsPicture.Group, _ picture: NeedsPicture) -> HTML {
        let title: HTML = group.name == Rollup.whole ? "\(L("All countries"))" : "\(group.name)"
        return """
            <h3 dir="auto">\(title)</h3><div class="scroll" tabindex="0" role="region" aria-label="\(title)"><table class="table"><thead><tr><th scope="col">\(L("Indicator"))</th><th scope="col" class="num">\(L("Median"))</th>\
            <th scope="col" class="num">1–2</th><th scope="col" class="num">3</th><th scope="col" class="num">4–5</th>\
            <th scope="col" class="num">\(L("Below target"))</th><th scope="col" class="num">\(L("Answered"))</th></tr></thead><tbody>\
            \(zip(picture.indicators, group.cells).map { $0 }.html { code, cell in row(code, cell, picture) })</tbody></table></div>
            """
    }

    private func words(_ code: String) -> String {
        content.indicator(code)?.question.words.text(in: Language.current.rawValue, else: [framework.language])?.text
            ?? code
    }

    private func row(_ code: String, _ cell: NeedsPicture.Cell, _ picture: NeedsPicture) -> HTML {
        let head: HTML = "<th scope=\"row\" dir=\"auto\">\(words(code))</th>"
        let answered = L("\(cell.answered) of \(cell.members)")
        guard let classes = cell.classes, classes.count == 3 else {
            return """
                <tr>\(head)<td colspan="5" class="muted">\(L("withheld", context: "picture"))</td><td class="num">\(answered)</td></tr>
                """
        }
        let earlier = cell.snapshot.flatMap { $0 < (rollups.first?.snapshot ?? 0) ? $0 : nil }
        return """
            <tr>\(head)<td class="num">\(bar(classes))\(cell.medianShown ?? "")\(earlier.map { " <span class=\"muted\">\(L("(snapshot \($0))"))</span>" as HTML } ?? .empty)</td>\
            <td class="num">\(classes[0])</td><td class="num">\(classes[1])</td><td class="num">\(classes[2])</td>\
            <td class="num">\(cell.belowTarget.map(String.init) ?? "–")</td><td class="num">\(answered)</td></tr>
            """
    }

    /// The classes as parts of a bar: what lacks, what is half there, what is there. Their numbers stand beside it.
    private func bar(_ classes: [Int]) -> HTML {
        let (low, middle, all) = (classes[0], classes[1], classes.reduce(0, +))
        return """
            <svg class="bar" viewBox="0 0 \(all) 1" preserveAspectRatio="none" aria-hidden="true"><rect class="hinders" width="\(low)" height="1"/>\
            <rect class="track" x="\(low)" width="\(middle)" height="1"/><rect class="helps" x="\(low + middle)" width="\(all - low - middle)" height="1"/></svg>
            """
    }

    private var shownNamed: HTML {
        guard !named.isEmpty else { return .empty }
        return """
            <section id="named"><h2>\(L("Shared by name"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(L("Shared by name").string())"><table class="table"><thead><tr><th scope="col">\(L("Indicator"))</th>\
            \(named.html { one in "<th scope=\"col\" class=\"num\">\(names.chip(one.country))</th>" })</tr></thead><tbody>\
            \(content.counted.html { indicator in
                """
                <tr><th scope="row" dir="auto">\(words(indicator.code))</th>\(named.html { one in
                    "<td class=\"num\">\(one.values[indicator.code]?.value.map(String.init) ?? "–")</td>"
                })</tr>
                """
            })</tbody></table></div></section>
            """
    }

    // MARK: Who has answered

    private var coverage: HTML {
        """
        <section id="coverage"><h2>\(L("Who has answered"))</h2><ul class="lines">\(assessments.html { one in
            """
            <li><p class="meta">\(names.chip(one.country)) <span>\(names.country(one.country) ?? one.country)</span> \
            <span class="state\(one.state == .submitted ? " good" : "")">\(one.state.label)</span>\
            \(frame.standing.isFocal(of: one.country) ? " <a href=\"\(NeedsPaths.assessment(programme, one.id))\">\(L("Open"))</a>" : .empty)</p></li>
            """
        })</ul></section>
        """
    }

    private var returning: HTML {
        let options = assessments.filter { $0.state == .submitted }.map {
            (value: $0.country, label: Message.verbatim(names.country($0.country) ?? $0.country))
        }
        guard !options.isEmpty else { return .empty }
        return """
            <details id="returning"\("open", when: !state.errors.isEmpty)><summary>\(L("Return an assessment with questions"))</summary>\
            <form class="form" method="post" action="\(NeedsPaths.giveBack(programme, cycle.id))">\
            \(state.summary([("country", L("Country")), ("questions", L("Questions"))]))\(state.select("country", L("Country"), options: options))\
            \(state.area("questions", L("Questions"), maxLength: 2_000))<div class="actions"><button>\(L("Return it"))</button></div></form></details>
            """
    }
}
