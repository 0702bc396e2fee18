import Domain
import Markup
import Storage
import Web

/// What a cell is to decide, on one screen: the question, the options, why, how sure, whom it asked. A change is a new version.
struct CellQuestionPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    let question: CellQuestion
    /// All versions, the oldest first.
    let versions: [CellDecision]
    let actors: [ActorRecord]
    let names: [String: String]
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, _ id: DecisionPoint.ID, _ state: FormState?, _ reading: any Reading) throws
    {
        self.visit = visit
        self.state = state
        let player = try PlayerSeat(visit, event, reading)
        self.player = player
        view = try CellView(player.event, player.exercise, player.cell, now: visit.now, reading)
        // As one of another cell, so one that nobody has asked yet is not there.
        guard let question = view.questions.first(where: { $0.point.id == id }) else { throw Refusal.notFound }
        self.question = question
        versions = try CellDecisionStore(reading).all(of: player.cell.id, on: id)
        actors = try PlanStore(reading).actors(of: player.exercise.msel)
        names = Dictionary(
            try PlayStore(reading).seats(of: event).filter { $0.cell == player.cell.id }.map {
                ("participant:\($0.participant)", $0.name)
            }, uniquingKeysWith: { first, _ in first })
    }

    var event: Event.ID { player.event.id }
    private var language: String { player.cell.language }
    var path: String { PlayerPaths.question(event, question.point.id) }

    var answer: Answer {
        let words = question.text(in: language, view.msel)
        let frame = PlayerFrame(visit, player, L("Decide"), path: path)
        let isWrong = !(state?.errors.isEmpty ?? true)
        return frame.answer(
            """
            <div class="stack-2"><p class="between"><span class="exercise-chip" lang="en">EXERCISE</span>\(PlayerSections(view: view).left(question))</p>\
            <h1 lang="\(words.language)" dir="auto">\(words.text)</h1>\
            <p><a href="\(ExercisePaths.paper(event, question.paper.id))">\(L("Read the paper")): <bdi>\(question.paper.subject)</bdi></a></p></div>\
            \(standing)\(deciding)\(earlier)
            """, isWrong ? .wrong : .ok)
    }

    var draft: String { "decision-\(question.point.id)-\(player.seat.participant)" }

    // MARK: What stands

    private var standing: HTML {
        guard let decision = question.decision else { return .empty }
        return
            "<section class=\"play-card\" id=\"standing\"><p class=\"eyebrow\">\(L("Decided, version \(decision.version)"))</p>\(told(decision))\(consent(decision))</section>"
    }

    private func told(_ decision: CellDecision) -> HTML {
        let choice = question.choice(decision, in: language, view.msel)
        let name = decision.author.flatMap { names[$0] }
        return """
            <p class="asked" lang="\(choice.language)" dir="auto">\(choice.text)</p>\
            \(decision.fields.rationale.isEmpty ? .empty : "<p class=\"lines-kept\" lang=\"\(decision.language)\" dir=\"auto\">\(decision.fields.rationale)</p>")\
            <p class="meta"><span>\(Confidence.label(decision.confidence))</span> \(name.map { "<bdi>\($0)</bdi> " })\
            \(view.moment.storyClock.story(at: decision.decided).map { "<span>\(L("Story")) \(view.words.plain($0))</span> " })\
            \(decision.isLate ? "<span class=\"state warn\">\(L("late"))</span>" as HTML : .empty)</p>\
            \(decision.fields.changeReason.isEmpty ? .empty : "<p class=\"small\" dir=\"auto\">\(L("Why it was changed:")) \(decision.fields.changeReason)</p>")
            """
    }

    /// Functions that must agree before the decision counts.
    private func consent(_ decision: CellDecision) -> HTML {
        guard !question.point.consent.isEmpty else { return .empty }
        let own = view.function(player.seat.function)?.code ?? ""
        let missing = question.missing
        return """
            <ul class="plain-list">\(question.point.consent.html { code in
                let mark: HTML = missing.contains(code) ? "<span class=\"state warn\">\(L("not yet"))</span>" : "<span class=\"state good\">\(L("agrees"))</span>"
                return "<li class=\"between\"><span dir=\"auto\">\(view.functionName(code))</span>\(mark)</li>"
            })</ul>\(missing.contains(own) && view.isPlayed ? """
                <form id="consent" method="post" action="\(PlayerPaths.consent(event, question.point.id))"><input type="hidden" name="decision" value="\(decision.id)">\
                <button class="primary">\(L("We agree: \(view.functionName(own))"))</button></form>
                """ : .empty)
            """
    }

    private var earlier: HTML {
        let old = versions.filter { $0.id != question.decision?.id }
        guard !old.isEmpty else { return .empty }
        return """
            <details id="earlier"><summary>\(L(old.count, one: "\(old.count) other version", other: "\(old.count) other versions"))</summary><ol class="lines">\(old.reversed().html { one in
                "<li><p class=\"eyebrow\">\(L("Version \(one.version)"))</p>\(told(one))\(one.isWithdrawn ? Self.withdrawn : .empty)</li>"
            })</ol></details>
            """
    }

    private static var withdrawn: HTML { "<p class=\"state bad\">\(L("Withdrawn"))</p>" }

    // MARK: Deciding

    private var deciding: HTML {
        guard view.isPlayed else { return .empty }
        let form = DecisionFormSection(page: self).html
        guard question.decision != nil else { return form }
        return
            "<details id=\"deciding\"\("open", when: state != nil)><summary>\(L("Change the decision"))</summary>\(form)</details>"
    }
}

/// The form of a decision; with the module it is kept as it is typed, and waits where there is no connection.
struct DecisionFormSection {
    let page: CellQuestionPage

    private var state: FormState { page.state ?? FormState() }
    private var point: PointRecord { page.question.point }
    private var isLate: Bool { page.question.deadline.map { $0 < page.view.moment.elapsed } ?? false }
    private var last: Int { page.versions.map(\.version).max() ?? 0 }

    private func label(_ column: String) -> Message {
        DecisionFields.fields.first { $0.column == column }?.label ?? .verbatim("")
    }

    var html: HTML {
        """
        <form class="form" id="decision-\(point.id)" method="post" action="\(page.path)" data-send data-draft="\(page.draft)" data-limit="4000">\
        \(PlayForm.hidden)<input type="hidden" name="basis" value="\(last)">\
        \(state.summary(DecisionFields.fields.map { (field: $0.name, label: $0.label) }))\(options)\
        \(state.area("rationale", label("rationale"), hint: L("Three lines are enough."), maxLength: 8_000))\(sure)\(consulted)\(further)\(reasons)\
        <p class="unsent" data-send-status role="status" hidden></p>\
        <div class="actions dock"><button\("class", value: page.question.decision == nil ? "primary" : nil)>\(last == 0 ? L("Send the decision") : L("Send as version \(last + 1)"))</button></div></form>
        """
    }

    private var options: HTML {
        let chosen = state.values["option-code"] ?? ""
        return """
            <fieldset class="options choices" id="option-code"><legend>\(label("option_code"))</legend>\(point.options.html { option in
                let words = option.text.text(in: page.player.cell.language, else: page.view.msel.languages)
                return """
                    <label><input type="radio" name="option-code" value="\(option.code)"\("checked", when: option.code == chosen)> <span lang="\(words.language)" dir="auto">\(words.text)</span></label>
                    """
            })\(point.allowsOther ? """
                <label><input type="radio" name="option-code" value="other"\("checked", when: chosen == "other" || point.options.isEmpty)> <span>\(label("other"))</span></label>
                """ : .empty)\(state.error("option-code"))</fieldset>\
            \(point.allowsOther ? "<div data-only-if=\"option-code\" data-only-values=\"other\">\(state.text("other", L("In your own words"), maxLength: 1_000))</div>" : .empty)
            """
    }

    private var sure: HTML {
        let chosen = state.values["confidence"] ?? ""
        return """
            <fieldset id="confidence"><legend>\(label("confidence"))</legend><div class="sure">\(Confidence.range.map { $0 }.html { value in
                """
                <label><input type="radio" name="confidence" value="\(value)"\("checked", when: String(value) == chosen)><span><b>\(value)</b>\(Confidence.label(value))</span></label>
                """
            })</div>\(state.error("confidence"))</fieldset>
            """
    }

    /// Own functions, other cells, and bodies of the story.
    private var consulted: HTML {
        let ticked = Set(state.values.all("consulted"))
        let own = page.player.seat.function
        let all =
            page.view.functions.filter { $0.id != own }.map { (Consulted.function($0.id).description, $0.name) }
            + page.view.others.map { (Consulted.cell($0.id).description, $0.name) }
            + page.actors.map { (Consulted.actor($0.id).description, $0.name) }
        guard !all.isEmpty else { return .empty }
        return """
            <details id="consulted"\("open", when: !ticked.isEmpty)><summary>\(L("Whom did you ask?"))</summary><fieldset class="options"><legend class="sr">\(L("Whom did you ask?"))</legend>\
            \(all.prefix(Consulted.most).map { $0 }.html { value, name in
                "<label><input type=\"checkbox\" name=\"consulted\" value=\"\(value)\"\("checked", when: ticked.contains(value))> <span dir=\"auto\">\(name)</span></label>"
            })</fieldset></details>
            """
    }

    private var further: HTML {
        let isOpen = !(state.values["would-change"] ?? "").isEmpty || !(state.values["deputising"] ?? "").isEmpty
        return """
            <details id="further"\("open", when: isOpen)><summary>\(L("More about it"))</summary>\
            \(state.area("would-change", label("would_change"), maxLength: 2_000))\
            \(page.player.seat.isSpokesperson ? .empty : state.text("deputising", label("deputising"), hint: L("Only where you decide in place of your spokesperson."), maxLength: 400))</details>
            """
    }

    /// Asked only where they are due.
    private var reasons: HTML {
        """
        \(isLate ? state.area("late-reason", label("late_reason"), maxLength: 1_000) : .empty)\
        \(last > 0 ? state.area("change-reason", label("change_reason"), maxLength: 1_000) : .empty)
        """
    }
}
