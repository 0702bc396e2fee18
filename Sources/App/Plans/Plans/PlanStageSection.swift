import Domain
import Markup
import Web

/// Where a plan stands on its way to be adopted, and what its owner can do next.
struct PlanStageSection {
    let material: PlanMaterial
    let adoption: PlanAdoption
    let states: [String: FormState]

    private var plan: PlanRecord { material.plan }
    private var voice: PlanVoice { material.voice }

    var html: HTML {
        let parts: [HTML] = [told, acts].filter { !$0.text.isEmpty }
        return parts.isEmpty
            ? .empty : "<section id=\"stage\"><h2 class=\"sr\">\(L("Adoption"))</h2>\(parts.html { $0 })</section>"
    }

    private var told: HTML {
        switch plan.stage {
        case .inReview where !adoption.asked.isEmpty:
            let answered = adoption.lines.filter(\.silent.isEmpty).count
            let words = L(
                "In review until \(DateText.day(plan.answerBy)): everybody has answered on \(answered) of \(adoption.lines.count) actions."
            )
            let silence =
                plan.silenceAgrees
                ? L("Who says nothing agrees: that was announced.") : L("Who says nothing has not agreed.")
            let may = !voice.states(in: plan).isEmpty
            return """
                <div class="notice"><p>\(words) \(silence)</p><p><a class="button\(may ? " primary" : "")" href="\(PlanPaths.stands(plan.id))">\(may ? L("Say what you agree to") : L("Who agreed to what"))</a></p></div>
                """
        case .adopted, .closed:
            guard let last = material.adopted else { return .empty }
            let who: HTML =
                adoption.asked.isEmpty
                ? .empty : " <a href=\"\(PlanPaths.stands(plan.id))\">\(L("Who agreed to what"))</a>"
            return """
                <p class="meta">\(L("Version \(last.version), adopted on \(DateText.day(CalendarDate.today(last.adoptedAt)))."))\(who) \
                \(asAdopted(last))</p>
                """
        default: return .empty
        }
    }

    /// Whole, so for who reads all of it.
    private func asAdopted(_ version: PlanVersionRecord) -> HTML {
        guard voice.readsWhole(plan) else { return .empty }
        return """
            <a href="\(PlanPaths.table(plan.id, "csv"))?version=\(version.version)" download>\(L("As it was adopted"))</a>
            """
    }

    private var acts: HTML {
        var parts: [HTML] = []
        if voice.edits(plan), plan.stage != .closed {
            parts.append(
                "<a class=\"button plain\" href=\"\(PlanPaths.editing(plan.id))\">\(Icon.svg("edit")) \(L("Edit the plan"))</a>"
            )
        }
        if plan.kind == .roadmap {
            parts.append(
                "<a class=\"button plain\" href=\"\(PlanPaths.wall(plan.id))\">\(Icon.svg("screen")) \(L("On the projector"))</a>"
            )
        }
        if voice.edits(plan), plan.stage == .inReview || plan.stage == .adopted {
            parts.append(button("reopen", L("Back to a draft")))
        }
        if voice.adopts(plan), plan.stage == .inReview { parts.append(button("adopt", L("Adopt it"))) }
        if voice.adopts(plan), plan.stage == .adopted { parts.append(button("close", L("Close it"))) }
        let review = voice.edits(plan) && plan.stage == .draft && !material.entries.isEmpty ? reviewing : .empty
        return "\(parts.isEmpty ? .empty : "<div class=\"actions\">\(parts.html { $0 })</div>")\(review)"
    }

    private func button(_ act: String, _ label: Message) -> HTML {
        """
        <form id="\(act)" method="post" action="\(PlanPaths.stage(plan.id))"><button name="act" value="\(act)">\(label)</button></form>
        """
    }

    private var reviewing: HTML {
        guard !adoption.asked.isEmpty else { return button("review", L("Give it for review")) }
        let state = states["review"] ?? FormState()
        return """
            <details\("open", when: !state.errors.isEmpty)><summary class="button">\(L("Give it for review"))</summary>\
            <form class="form" id="review" method="post" action="\(PlanPaths.stage(plan.id))"><input type="hidden" name="act" value="review">\
            \(state.summary([("answer-by", L("Answers until"))]))\(state.text("answer-by", L("Answers until"), type: "date", isRequired: true))\
            \(state.check("silence", L("Who says nothing agrees (announce it to them)")))\
            <div class="actions"><button>\(L("Give it for review"))</button></div></form></details>
            """
    }
}
