import Domain
import Markup
import Storage
import Web

/// What was found, what is promised, what is learned: findings, the improvement plan as a table, lessons.
struct FindingsPage {
    let frame: ExerciseFrame
    let sight: AfterSight
    let state: FormState
    private let words: ActionWords
    private let voice: ActionVoice
    private let cases: [FieldOption]
    private let hasHotWash: Bool
    private let today: String

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState, _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        let sight = try AfterSight(frame.standing, frame.exercise, reading)
        guard sight.mayWrite || frame.exercise.state == .reviewed || frame.exercise.state == .closed else {
            throw Refusal.notFound
        }
        (self.sight, self.state) = (sight, state)
        let programme = frame.frame.event.programme
        voice = try ActionVoice(visit, reading)
        words = try ActionWords(programme, sight.actions, reading)
        cases =
            sight.mayWrite && !sight.lessons.isEmpty
            ? try CaseStore(reading).cases(of: programme)
                .filter { $0.fields.kind == CaseRecord.Kind.event.rawValue }.prefix(200)
                .map { (value: $0.id.description, label: .verbatim($0.fields.title)) } : []
        hasHotWash =
            try frame.frame.event.workshop != nil
            && EventStore(reading).topics(of: event).contains(where: AfterOperations.isWashUp)
        today = CalendarDate.today(visit.now)
    }

    private var event: Event.ID { frame.event }
    private var mayWrite: Bool { sight.mayWrite && frame.exercise.state.isOver && !frame.exercise.isRehearsal }

    var answer: Answer {
        frame.answer(
            "report", L("Findings"), path: AfterPaths.findings(event),
            """
            <div class="head"><h1>\(L("Findings"))</h1><p class="lede">\(lede)</p>\
            <div class="actions">\(mayWrite ? "<a class=\"button primary\" href=\"\(AfterPaths.newFinding(event))\">\(Icon.svg("plus")) \(L("Add a finding"))</a>" : .empty)\
            <a class="button" href="\(AfterPaths.report(event))">\(L("After-action report"))</a></div></div>
            \(frame.exercise.isRehearsal ? "<div class=\"notice warn\"><p>\(Refusal.exerciseIsRehearsal.title)</p></div>" : .empty)\
            \(list)\(plan)\(lessons)\(hotWash)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var lede: Message {
        let strengths = sight.findings.count { $0.kind == .strength }
        return L("Findings: strengths \(strengths), areas for improvement \(sight.findings.count - strengths).")
    }

    private var list: HTML {
        guard !sight.findings.isEmpty else { return "<p class=\"muted\">\(L("Nothing was found yet."))</p>" }
        return FindingKind.allCases.html { kind in
            let own = sight.findings.filter { $0.kind == kind }
            guard !own.isEmpty else { return .empty }
            return """
                <section id="\(kind.rawValue)"><h2>\(kind == .strength ? L("Strengths") : L("Areas for improvement"))</h2>\
                <ul class="lines">\(own.html(line))</ul></section>
                """
        }
    }

    private func line(_ one: FindingRecord) -> HTML {
        let cell = one.cell.flatMap { sight.names($0) ? sight.plan.cell($0)?.name : nil }
        let objective = one.objective.flatMap { sight.plan.objective($0)?.code }
        let missing = one.missing
        return """
            <li id="finding-\(one.id)"><p class="title" lang="\(one.fields.language)" dir="auto"><a href="\(AfterPaths.finding(event, one.id))">\(one.fields.title)</a></p>\
            <p class="meta">\(objective.map { "<span>\($0)</span> " as HTML })\(cell.map { "<bdi>\($0)</bdi> " as HTML })\
            <span>\(L(sight.actions(of: one.id).count, one: "\(sight.actions(of: one.id).count) action", other: "\(sight.actions(of: one.id).count) actions"))</span> \
            \(missing.isEmpty ? .empty : "<span class=\"state warn\">\(L("Not said yet: \(list: missing.map { $0.string() })"))</span>")</p></li>
            """
    }

    // MARK: The improvement plan

    private var plan: HTML {
        guard !sight.actions.isEmpty else { return .empty }
        let heads: [Message] = [
            L("Action"), L("Area for improvement"), L("What it changes"), L("Owner"), L("Due"), L("State"),
        ]
        return """
            <section id="plan"><h2>\(L("Improvement plan"))</h2>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Improvement plan").string())"><table class="stack">\
            <thead><tr>\(heads.html { "<th scope=\"col\">\($0)</th>" })</tr></thead><tbody>\(sight.actions.html(row))</tbody></table></div></section>
            """
    }

    private func row(_ action: ActionRecord) -> HTML {
        let finding = sight.findings.first { $0.id.description == action.origin?.id }
        let standing = sight.proofs.standing(action)
        let left = sight.proofs.notRetested(action)
        return """
            <tr><th scope="row" lang="\(action.language)" dir="auto">\(Self.title(action, voice))</th>\
            <td data-label="\(L("Area for improvement").string())" dir="auto">\(finding?.fields.title ?? "–")</td>\
            <td data-label="\(L("What it changes").string())">\(ActionElement(rawValue: action.element).map { "\($0.label)" as HTML } ?? "–")</td>\
            <td data-label="\(L("Owner").string())" dir="auto">\(sight.tellsOwner(action, voice) ? "\(words.owner(action.owner))" : "–" as HTML)</td>\
            <td data-label="\(L("Due").string())">\(action.dueOn.isEmpty ? "–" : DateText.day(action.dueOn))\(action.isOverdue(on: today, standing) ? " <span class=\"state bad\">\(L("overdue"))</span>" : .empty)</td>\
            <td data-label="\(L("State").string())">\(ActionWords.chip(standing))\(left.isEmpty ? .empty : " \(L("not retested: \(list: left)"))" as HTML)</td></tr>
            """
    }

    /// With a link for whoever reads the action itself.
    static func title(_ action: ActionRecord, _ voice: ActionVoice) -> HTML {
        voice.reads(action) ? "<a href=\"\(Paths.action(action.id))\">\(action.title)</a>" : "\(action.title)"
    }

    // MARK: Lessons

    private var lessons: HTML {
        guard !sight.lessons.isEmpty || mayWrite && !sight.findings.isEmpty else { return .empty }
        return """
            <section id="lessons"><h2>\(L("Lessons"))</h2>\
            <p class="muted">\(L("A lesson is learned once a retest has proven each of its actions, or a real event confirms it."))</p>\
            \(sight.lessons.isEmpty ? .empty : "<ul class=\"lines\">\(sight.lessons.html(lesson))</ul>")\(mayWrite ? adding : .empty)</section>
            """
    }

    private func lesson(_ one: LessonRecord) -> HTML {
        let standing = sight.state(of: one)
        let form: HTML
        if mayWrite, standing == .identified, !cases.isEmpty {
            let state = FormState().placed("lesson-\(one.id)")
            form = """
                <details><summary>\(L("A real event confirms it"))</summary>\
                <form class="inline" id="confirm-\(one.id)" method="post" action="\(AfterPaths.lesson(event, one.id))">\
                \(state.select("case", L("Event"), options: cases))<button>\(L("Save"))</button></form></details>
                """
        } else {
            form = .empty
        }
        return """
            <li><p class="title" lang="\(one.language)" dir="auto">\(one.text)</p>\
            <p class="meta"><span class="state\(standing == .learned ? " good" : "")">\(standing.label)</span></p>\(form)</li>
            """
    }

    private var adding: HTML {
        guard !sight.findings.isEmpty else { return .empty }
        return """
            <details\("open", when: state.errors["text"] != nil || state.errors["finding"] != nil)><summary class="button">\(L("Write a lesson"))</summary>\
            <form class="form" id="lesson" method="post" action="\(AfterPaths.lessons(event))">\
            \(state.area("text", L("What did we learn?"), maxLength: 2_000))\(state.errors["text"] == nil || !sight.standing.isExcon ? .empty : state.check("names", L("Others may read these names")))\
            <fieldset class="options"><legend>\(L("It rests on"))</legend>\(sight.findings.html { one in
                "<label><input type=\"checkbox\" name=\"finding\" value=\"\(one.id)\"\("checked", when: state.values.all("finding").contains(one.id.description))> <span dir=\"auto\">\(one.fields.title)</span></label>"
            })\(state.error("finding"))</fieldset><div class="actions"><button>\(L("Keep"))</button></div></form></details>
            """
    }

    private var hotWash: HTML {
        guard frame.standing.isDirector, !hasHotWash, !frame.exercise.isRehearsal else { return .empty }
        return """
            <form id="hot-wash" method="post" action="\(AfterPaths.hotWash(event))"><p class="muted">\(L("The hot wash collects, joins and ranks what players say, before anybody leaves and before ratings are shown."))</p>\
            <button>\(L("Set up the hot wash"))</button></form>
            """
    }
}
