import Domain
import Markup
import Storage
import Web

/// A country's assessment, for its focal point alone: who answers, how far the chapters are, what others will learn, and submitting.
struct NeedsAssessmentPage {
    let frame: PlansFrame
    let standing: NeedsStanding
    let content: FrameworkContent
    let respondents: [NeedsRespondentRecord]
    let summary: NeedsSummary
    let values: [String: NeedsValueRecord]
    let names: DirectoryNames
    let state: FormState

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ state: FormState, _ reading: any Reading
    ) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = try NeedsStanding(visit, programme, id, reading)
        let store = NeedsStore(reading)
        (self.standing, self.state) = (standing, state)
        let content = try FrameworkStore(reading).content(standing.cycle.framework, version: standing.cycle.version)
        self.content = content
        respondents = try store.respondents(of: id)
        summary = NeedsSummary(content, try store.answers(of: id))
        values = try store.values(of: id)
        names = try DirectoryNames(reading)
    }

    private var programme: Programme.ID { frame.programme }
    private var one: NeedsAssessmentRecord { standing.assessment }
    private var isOpen: Bool { standing.cycle.isOpen && one.state.isOpen }
    private var missing: [String] {
        content.counted.map(\.code).filter { values[$0].map(summary.needsReason) ?? true }
    }

    var answer: Answer {
        let country = names.country(one.country) ?? one.country
        return frame.answer(
            NeedsFacts.tab, .verbatim(country), path: NeedsPaths.assessment(programme, one.id),
            between: [
                .init(L("Needs"), NeedsPaths.needs(programme)),
                .init(.verbatim(standing.cycle.title), NeedsPaths.cycle(programme, standing.cycle.id)),
            ], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(country)</h1><p class="meta"><span class="state">\(one.state.label)</span>\(NeedsWords.due(standing.cycle))</p>\
            \(one.questions.isEmpty ? .empty : "<div class=\"notice warn\"><p>\(L("Returned with questions:"))</p><p class=\"lines-kept\" dir=\"auto\">\(one.questions)</p></div>")\
            \(isOpen ? next : .empty)</div>\(chapters)\(isOpen ? answering : .empty)\(sharing)\
            \(table)
            """)
    }

    // MARK: What to do next

    private var next: HTML {
        if missing.isEmpty, standing.maySubmit {
            return """
                <form class="actions" method="post" action="\(NeedsPaths.submission(programme, one.id))"><button class="primary">\(L("Submit"))</button></form>\
                <p class="hint">\(shownToWhom)</p>
                """
        }
        let isTaken = one.state == .consolidating || one.state == .returned
        let left = missing.count
        return """
            <p>\(L(left, one: "\(left) indicator has no national value yet.", other: "\(left) indicators have no national value yet."))</p>\
            <form class="actions" method="post" action="\(NeedsPaths.consolidation(programme, one.id))"><input type="hidden" name="on" value="\(isTaken ? "0" : "1")">\
            <button>\(isTaken ? L("Let the sectors answer again") : L("Take over from the sectors"))</button></form>
            """
    }

    private var shownToWhom: Message {
        switch one.sharing {
        case .closed: L("Nobody but your country will see these values, and no picture counts them.")
        case .counted: L("Nobody but your country will see these values; pictures that hide countries count them.")
        case .region: L("The countries of your region and its secretariat will see these values with your name.")
        case .programme: L("Everybody of the programme will see these values with your name.")
        }
    }

    // MARK: Chapters

    private var chapters: HTML {
        """
        <section id="chapters"><h2>\(L("Chapters"))</h2><ul class="lines">\(content.pillars.enumerated().map { $0 }.html { place, pillar in
            let asked = content.counted.filter { $0.pillar == pillar }
            let set = asked.count { values[$0.code] != nil }
            let talk = asked.count { summary.proposal($0.code)?.talk ?? false }
            return """
                <li><p class="title"><a href="\(NeedsPaths.chapter(programme, one.id, place + 1))" dir="auto">\(pillar)</a></p>\
                <p class="meta"><span>\(L("\(set) of \(asked.count) national values"))</span> \(progress(pillar))\
                \(talk == 0 ? .empty : " <span class=\"state warn\">\(L(talk, one: "sectors differ in \(talk)", other: "sectors differ in \(talk)"))</span>")</p></li>
                """
        })</ul></section>
        """
    }

    /// Of each sector for which somebody answers.
    private func progress(_ pillar: String) -> HTML {
        let asked = content.asked.filter { $0.pillar == pillar }
        return Set(respondents.map(\.sector)).sorted().html { sector in
            let done = asked.count { summary.answers[$0.code]?[sector] != nil }
            return "\(names.sector(sector)?.html) <span>\(done)/\(asked.count)</span> "
        }
    }

    // MARK: Who answers

    private var answering: HTML {
        let options = names.sectors.map { (value: $0.code, label: $0.label) }
        return """
            <section id="respondents"><h2>\(L("Who answers"))</h2>\
            \(respondents.isEmpty ? "<p class=\"muted\">\(L("Nobody yet. Name somebody for each sector, also yourself."))</p>" as HTML : "<ul class=\"lines\">\(respondents.html(line))</ul>")\
            <form class="form" id="respondent" method="post" action="\(NeedsPaths.respondents(programme, one.id))">\
            \(state.summary([("sector", L("Sector")), ("email", L("E-mail"))]))\
            <div class="row">\(state.select("sector", L("Sector"), options: options))\
            \(state.text("email", L("E-mail"), hint: L("With which they sign in here."), type: "email", maxLength: 254, isRequired: true))</div>\
            <div class="actions"><button name="act" value="naming">\(L("Name them"))</button></div></form></section>
            """
    }

    private func line(_ one: NeedsRespondentRecord) -> HTML {
        """
        <li class="between"><p class="meta">\(names.sector(one.sector)?.html) <span dir="auto">\(one.name)</span></p>\
        <form method="post" action="\(NeedsPaths.respondents(programme, one.assessment))"><input type="hidden" name="sector" value="\(one.sector)">\
        <input type="hidden" name="account" value="\(one.account)"><button class="plain" name="act" value="removal">\(L("Remove"))<span class="sr">: \(one.name)</span></button></form></li>
        """
    }

    // MARK: As a table

    private var table: HTML {
        let path = NeedsPaths.scores(programme, one.id)
        let isWrong = state.errors["table"] != nil
        let pasting: HTML = """
            <form class="form" id="scores" method="post" action="\(path)">\(isWrong ? state.summary([("table", L("Scores"))]) : .empty)\
            \(state.area("table", L("Scores"), hint: L("A table as CSV, pasted from a spreadsheet: \(ScoreFile.columns)"), maxLength: NeedsScoreOperations.limit))\
            <div class="actions"><button>\(L("Take them in"))</button></div></form>
            """
        return """
            <details id="table"\("open", when: isWrong)><summary>\(L("As a table"))</summary>\
            <p><a href="\(path)">\(Icon.svg("download")) CSV</a></p>\(isOpen ? pasting : .empty)</details>
            """
    }

    // MARK: Who sees what

    private var sharing: HTML {
        let isOpen = standing.cycle.isOpen
        let kinds = NeedsSharing.allCases.filter { isOpen || !one.sharing.isCloser(than: $0) }
        guard standing.plans.focalPointOf.contains(one.country), kinds.count > 1 else { return .empty }
        let form = FormState(stored: [
            ("sharing", one.sharing.rawValue), ("alternate", one.alternateSubmits ? "1" : "0"),
        ])
        return """
            <details id="sharing"><summary>\(L("Who sees these values"))</summary>\
            <form class="form" method="post" action="\(NeedsPaths.sharing(programme, one.id))">\
            \(form.select("sharing", L("Who sees these values"), options: kinds.map { (value: $0.rawValue, label: $0.label) }))\
            \(form.check("alternate", L("Who stands in for me may submit, too")))\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }
}
