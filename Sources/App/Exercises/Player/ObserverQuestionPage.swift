import Domain
import Markup
import Storage
import Web

/// What somebody who looks on would decide: one answer a person, told as counts.
struct ObserverQuestionPage {
    let visit: Visit
    let view: WatchView
    let question: WatchView.Question
    let own: String?
    let counts: (total: Int, counts: [String: Int])?
    let mayAnswer: Bool
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, _ id: DecisionPoint.ID, _ state: FormState?, _ reading: any Reading) throws
    {
        self.visit = visit
        self.state = state
        _ = try PlayStore(reading).required(event)
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(!standing.isPlayer)
        guard let view = try WatchMemory.page(event, now: visit.now, reading)?.view,
            let question = view.readable.first(where: { $0.point.id == id })
        else { throw Refusal.notFound }
        (self.view, self.question) = (view, question)
        let store = ObserverRoundStore(reading)
        let person = standing.observes ? standing.membership.seats.sorted().first : nil
        own = try person.flatMap { try store.answer(of: $0, on: id) }
        counts =
            question.isSettled ? ObserverRoundOperations.shown(try store.counts(of: event)[id] ?? [:]) : nil
        mayAnswer = person != nil && view.exercise.state.isPlayed && !question.isSettled
    }

    private var language: String { Language.current.rawValue }

    var answer: Answer {
        let event = view.event
        let path = PlayerPaths.observerAnswer(event.id, question.point.id)
        var frame = ObserverPage.frame(visit, event, L("What would you decide?"), path: path, state: view.state)
        frame.back = (L("Exercise"), ExercisePaths.observe(event.id))
        let words = question.point.question.text(in: language, else: view.msel.languages)
        return frame.answer(
            """
            <div class="stack-2 play-page"><p class="eyebrow">\(L("What would you decide?"))</p><h1 lang="\(words.language)" dir="auto">\(words.text)</h1>\
            <p class="meta">\(L("\(question.decided) of \(question.asked) cells have decided"))</p></div>\(mayAnswer ? form(path) : .empty)\(result)
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private func text(_ option: PointRecord.Option) -> HTML {
        let words = option.text.text(in: language, else: view.msel.languages)
        return "<span lang=\"\(words.language)\" dir=\"auto\">\(words.text)</span>"
    }

    private func form(_ path: String) -> HTML {
        let state = state ?? FormState(stored: own.map { [("option-code", $0)] } ?? [])
        return """
            <form class="form" id="opinion-\(question.point.id)" method="post" action="\(path)" data-send>\(state.summary([("option-code", L("Your decision"))]))\
            <fieldset class="options choices" id="option-code"><legend>\(L("Your decision"))</legend>\(question.point.options.html { option in
                "<label><input type=\"radio\" name=\"option-code\" value=\"\(option.code)\"\("checked", when: state.values["option-code"] == option.code)> \(text(option))</label>"
            })\(state.error("option-code"))</fieldset><p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button class="primary">\(own == nil ? L("Send my answer") : L("Change my answer"))</button></div></form>
            """
    }

    /// From five answers on, and no group of fewer.
    private var result: HTML {
        guard question.isSettled else {
            return "<p class=\"muted\">\(L("How observers answered is shown once the next move is over."))</p>"
        }
        guard let counts else { return "<p class=\"muted\">\(L("Too few have answered to show how."))</p>" }
        let most = max(1, counts.counts.values.max() ?? 1)
        return """
            <section id="opinions"><h2>\(L("Observers"))</h2><p class="muted">\(L(counts.total, one: "\(counts.total) has answered", other: "\(counts.total) have answered"))</p>\
            <ul class="plain-list">\(question.point.options.html { option in
                guard let count = counts.counts[option.code] else { return .empty }
                return """
                    <li><div class="between">\(text(option)) <span class="num">\(count)</span></div>\
                    <svg class="bar" viewBox="0 0 \(most) 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="\(most)" height="1"/><rect class="fill" width="\(count)" height="1"/></svg></li>
                    """
            })</ul></section>
            """
    }
}
