import Domain
import Markup
import Storage
import Web

/// All questions of a sector, for who answers: what is done, and the next one.
struct NeedsOwnPage {
    let visit: Visit
    let standing: NeedsSectorStanding
    let answered: Set<String>
    /// Of the questions that are asked, from 1.
    let numbers: [Int]
    let names: DirectoryNames
    let state: FormState

    init(
        _ visit: Visit, _ id: NeedsAssessment.ID, _ sector: String, _ state: FormState, _ reading: any Reading
    ) throws {
        (self.visit, self.state) = (visit, state)
        let standing = try NeedsSectorStanding(visit, id, sector: sector, reading)
        let answers = try NeedsStore(reading).answers(of: id)
        self.standing = standing
        answered = Set(answers.filter { $0.sector == sector }.map(\.indicator))
        numbers = standing.numbers(answers)
        names = try DirectoryNames(reading)
    }

    private var id: NeedsAssessment.ID { standing.assessment.id }

    var answer: Answer {
        let asked = numbers.map { (number: $0, indicator: standing.content.asked[$0 - 1]) }
        let next = asked.first { !answered.contains($0.indicator.code) }?.number
        let done = asked.count { answered.contains($0.indicator.code) }
        let frame = DeskFrame(
            visit: visit, title: .verbatim(standing.cycle.title), path: NeedsPaths.own(id, standing.sector))
        return frame.answer(
            """
            <div class="head"><h1 dir="auto">\(standing.cycle.title)</h1>\
            <p class="meta">\(names.chip(standing.assessment.country)) \(names.sector(standing.sector)?.html) <span>\(L("\(done) of \(asked.count) answered"))</span>\(NeedsWords.due(standing.cycle))</p>\
            \(next.map { "<div class=\"actions\"><a class=\"button primary\" href=\"\(NeedsPaths.question(id, standing.sector, $0))\">\(done == 0 ? L("Begin") : L("Go on"))</a></div>" as HTML } ?? "<p>\(L("All is answered. Your focal point puts the sectors' answers together."))</p>")</div>\
            <ol class="lines">\(asked.html { number, indicator in
                """
                <li><p class="title"><a href="\(NeedsPaths.question(id, standing.sector, number))" dir="auto">\(indicator.question.words.text(in: Language.current.rawValue, else: [standing.framework.language])?.text ?? indicator.code)</a></p>\
                <p class="meta"><span dir="auto">\(indicator.pillar)</span>\(answered.contains(indicator.code) ? " <span class=\"state good\">\(L("answered"))</span>" : .empty)</p></li>
                """
            })</ol>\(elsewhere)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var elsewhere: HTML {
        """
        <details id="elsewhere"\("open", when: !state.errors.isEmpty)><summary>\(L("Answered in ODK or Kobo"))</summary>\
        <form class="form" method="post" action="\(NeedsPaths.own(id, standing.sector))">\(state.summary([("table", L("Answers"))]))\
        \(state.area("table", L("Answers"), hint: L("A table as CSV, pasted from a spreadsheet: \("name,value")"), maxLength: NeedsScoreOperations.limit))\
        <div class="actions"><button>\(L("Take them in"))</button></div></form></details>
        """
    }
}

/// One question a card: last time's answer beside it, and what others of the sector said.
struct NeedsQuestionPage {
    let visit: Visit
    let standing: NeedsSectorStanding
    let number: Int
    let indicator: FrameworkIndicator
    let own: NeedsAnswerRecord?
    let others: [NeedsAnswerRecord]
    let before: NeedsAnswerRecord?
    /// Of the questions that are asked, from 1.
    let numbers: [Int]
    let names: DirectoryNames
    let state: FormState?

    init(
        _ visit: Visit, _ id: NeedsAssessment.ID, _ sector: String, _ number: Int, _ state: FormState?,
        _ reading: any Reading
    ) throws {
        (self.visit, self.number, self.state) = (visit, number, state)
        let standing = try NeedsSectorStanding(visit, id, sector: sector, reading)
        self.standing = standing
        let asked = standing.content.asked
        guard number >= 1, number <= asked.count else { throw Refusal.notFound }
        let indicator = asked[number - 1]
        self.indicator = indicator
        let answers = try NeedsStore(reading).answers(of: id)
        numbers = standing.numbers(answers)
        let said = answers.filter { $0.sector == sector && $0.indicator == indicator.code }
        let actor = visit.visitor.journalName
        own = said.last { $0.by == actor }
        others = said.filter { $0.by != actor }
        before = try NeedsBefore.answers(standing.assessment, standing.cycle, sector: sector, reading)[indicator.code]
        names = try DirectoryNames(reading)
    }

    private var id: NeedsAssessment.ID { standing.assessment.id }
    private var path: String { NeedsPaths.question(id, standing.sector, number) }

    var answer: Answer {
        let place = (numbers.firstIndex { $0 >= number } ?? numbers.count) + 1
        let asked = numbers.count
        let (last, next) = (numbers.last { $0 < number }, numbers.first { $0 > number })
        let frame = DeskFrame(
            visit: visit, title: .verbatim(standing.cycle.title), path: path,
            crumbs: [.init(.verbatim(standing.cycle.title), NeedsPaths.own(id, standing.sector))])
        return frame.answer(
            """
            <div class="head"><p class="meta">\(names.chip(standing.assessment.country)) \(names.sector(standing.sector)?.html) <span>\(L("Question \(place) of \(asked)"))</span></p>\
            <h1 dir="auto">\(indicator.capacity.isEmpty ? indicator.pillar : indicator.capacity)</h1></div>\(told)\(form)\
            <div class="between">\(last.map { "<a class=\"button plain\" href=\"\(NeedsPaths.question(id, standing.sector, $0))\">\(L("Back"))</a>" as HTML } ?? .empty)\
            \(next.map { "<a class=\"button plain\" href=\"\(NeedsPaths.question(id, standing.sector, $0))\">\(L("Skip"))</a>" as HTML } ?? .empty)</div>
            """, status: state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private var told: HTML {
        guard before != nil || !others.isEmpty else { return .empty }
        return """
            <dl class="facts">\(before.map { "<dt>\(L("Last time"))</dt><dd>\(words($0))</dd>" as HTML } ?? .empty)\
            \(others.html { "<dt>\(L("Somebody else of your sector"))</dt><dd>\(words($0))</dd>" })</dl>
            """
    }

    private func words(_ answer: NeedsAnswerRecord) -> HTML {
        """
        <b>\(answer.draft.isNotApplicable ? "n/a" : answer.draft.value)</b>\
        \(answer.draft.note.isEmpty ? .empty : " <span class=\"lines-kept\" dir=\"auto\">\(answer.draft.note)</span>")\
        \(answer.draft.evidence.isEmpty ? .empty : " <span class=\"lines-kept muted\" dir=\"auto\">\(answer.draft.evidence)</span>")
        """
    }

    private var form: HTML {
        let draft = own?.draft
        let code = indicator.code
        let field = QuestionnaireSection.name(code)
        let value = draft?.value ?? ""
        let said = indicator.question.kind == .many ? value.split(separator: " ").map { String($0) } : [value]
        let stored: [(String, String)] =
            said.map { (field, $0) } + [
                ("not-applicable", draft?.isNotApplicable == true ? "1" : "0"),
                ("note", draft?.note ?? ""), ("evidence-kind", (draft?.evidenceKind ?? .none).rawValue),
                ("evidence", draft?.evidence ?? ""),
            ]
        let form = state ?? FormState(stored: stored)
        var question = indicator.question
        question.relevance = nil
        let given = form.values.all(field).filter { !$0.isEmpty }
        let asked = QuestionnaireSection(
            questionnaire: Questionnaire([question]), languages: [standing.framework.language],
            answers: given.isEmpty ? [:] : [code: given], errors: form.errors[field].map { [code: $0] } ?? [:])
        return """
            <form class="form" id="answer" method="post" action="\(path)" data-send data-latest data-draft="needs-\(id)-\(standing.sector)-\(number)">\
            \(form.summary([(field, L("Answer")), ("note", L("Note")), ("evidence", L("Evidence"))]))\(asked.html)\(levels)\
            \(form.check("not-applicable", L("Does not apply to us")))\
            \(form.area("note", L("Note"), maxLength: NeedsAnswerOperations.noteLimit))\
            \(form.select("evidence-kind", L("Evidence"), hint: L("Not for classified information: say who holds it, under which reference."), options: NeedsEvidence.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            \(form.area("evidence", L("What shows it"), maxLength: NeedsAnswerOperations.noteLimit))\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button class="primary">\(L("Save and go on"))</button></div></form>
            """
    }

    private var levels: HTML {
        guard !indicator.levels.isEmpty else { return .empty }
        return """
            <details open id="levels"><summary>\(L("What the levels mean"))</summary><ol>\(indicator.levels.html { words in
                "<li><bdi>\(words.text(in: Language.current.rawValue, else: [standing.framework.language])?.text ?? "")</bdi></li>"
            })</ol></details>
            """
    }
}
