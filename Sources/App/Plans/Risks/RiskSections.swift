import Domain
import Markup
import Web

/// What the sectors judge: the form while a round is open, what came out once it is closed.
struct RiskJudgementSection {
    let page: RiskPage

    private var view: RiskReading { page.view }
    private var risk: RiskRecord { view.risk }
    private var programme: Programme.ID { page.frame.programme }

    var html: HTML {
        if view.isOpen {
            return "<section id=\"judgement\"><h2>\(L("Judgement"))</h2>\(judging)\(coverage)\(closing)</section>"
        }
        let opening: HTML =
            page.keeps && risk.state != .closed
            ? """
            <form id="opening" method="post" action="\(RiskPaths.rounds(programme, risk.id))"><button\("class", value: view.rounds.isEmpty ? "primary" : nil)>\
            \(view.rounds.isEmpty ? L("Open the judgement") : L("Judge it again"))</button></form>
            """
            : .empty
        guard view.panel != nil else {
            return opening.isEmpty
                ? .empty : "<section id=\"judgement\"><h2 class=\"sr\">\(L("Judgement"))</h2>\(opening)</section>"
        }
        return """
            <section id="judgement"><h2>\(L("What the sectors think"))</h2><div class="split"><div><figure>\(view.matrix("risk").svg())</figure>\
            <p class="meta">\(RiskWords.key)<span>\(L("hatched: poor confidence; frame: agreed; dashed: what is left"))</span></p></div>\
            <div>\(RiskSectorsSection(view: view).html)\(signing(isShown: hasFew))\(agreeing)</div></div>\(opening)</section>
            """
    }

    private var hasFew: Bool { view.panel?.sectors.contains { $0.standing == .few || $0.standing == .silent } ?? false }

    // MARK: While it is open

    private var judging: HTML {
        let begin = view.own ?? RiskJudgementFields(sector: page.ownSector ?? "")
        let state = (page.states["judgement"] ?? FormState(stored: FieldForm.stored(begin))).placed("judgement")
        let said: HTML =
            view.own == nil
            ? .empty : "<p class=\"meta\" role=\"status\">\(L("You have judged. Your last word counts."))</p>"
        return """
            <form class="form" id="judgement-form" method="post" action="\(RiskPaths.judgement(programme, risk.id))">\
            \(fields(state))<div class="actions"><button class="primary">\(L("Send my judgement"))</button></div></form>\(said)
            """
    }

    private func fields(_ state: FormState) -> HTML {
        var form = FieldForm<RiskJudgementFields>(state: state)
        let sectors: [FieldOption] = view.asked.map { (value: $0, label: view.name($0)) }
        form.options = ["sector": [(value: "", label: L("Choose"))] + sectors]
        return """
            \(form.summary)\(state.select("sector", L("Sector"), options: form.options["sector"] ?? []))\
            \(state.select("likelihood", L("How likely is it in the next five years?"), options: RiskLevel.options(RiskLevel.likelihood)))\
            \(state.select("impact", L("How bad would it be?"), options: RiskLevel.options(RiskLevel.impact)))\
            \(state.select("confidence", L("How sure are you?"), options: RiskView.Confidence.allCases.map { (value: $0.rawValue, label: $0.label) }))
            """
    }

    /// Who has been heard, never what they said.
    private var coverage: HTML {
        """
        <dl class="figures">\(view.asked.html { sector in
            let count = view.judging[sector, default: 0]
            let signed: HTML = view.signing.contains(sector) ? " · \(L("signed"))" : .empty
            return "<div><dt>\(view.name(sector))\(signed)</dt><dd>\(String(count))</dd></div>"
        })</dl>\(signing(isShown: true))
        """
    }

    private var closing: HTML {
        guard page.keeps else { return .empty }
        return """
            <form id="round-closing" method="post" action="\(RiskPaths.roundClosing(programme, risk.id))"><button>\(L("Close the judgement"))</button></form>
            """
    }

    /// For a sector of few.
    private func signing(isShown: Bool) -> HTML {
        let isOwn = page.ownSector.map(view.asked.contains) ?? false
        let isAgreed = (risk.agreedAt ?? 0) >= (view.rounds.last?.openedAt ?? 0) && risk.agreed != nil
        guard isShown, page.keeps || isOwn, risk.state != .closed, view.isOpen || !isAgreed else { return .empty }
        let begin = RiskJudgementFields(sector: page.ownSector ?? "")
        let state = (page.states["signing"] ?? FormState(stored: FieldForm.stored(begin))).placed("signing")
        return """
            <details id="signing"\("open", when: !state.errors.isEmpty)><summary class="button plain">\(L("Sign one judgement for a sector"))</summary>\
            <form class="form" id="signing-form" method="post" action="\(RiskPaths.sectorJudgement(programme, risk.id))">\
            <p class="hint">\(L("A sector of fewer than \(RiskPanel.least) shows nothing of single people: it agrees on one judgement."))</p>\
            \(fields(state))<div class="actions"><button>\(L("Sign it"))</button></div></form></details>
            """
    }

    // MARK: What the room agrees on

    private var agreeing: HTML {
        let told: HTML =
            risk.agreed.map { agreed in
                "<h3>\(L("Why"))</h3><p class=\"lines-kept\" dir=\"auto\">\(agreed.reason)</p>" as HTML
            } ?? .empty
        guard page.keeps, risk.state != .closed else { return told }
        var begin = risk.agreed ?? RiskAgreementFields()
        if risk.agreed == nil, let proposed = view.panel?.proposed {
            (begin.likelihood, begin.impact) = (proposed.likelihood, proposed.impact)
        }
        let state = (page.states["agreement"] ?? FormState(stored: FieldForm.stored(begin))).placed("agreement")
        let labels = RiskAgreementFields.fields.map { (field: $0.name, label: $0.label) }
        return """
            \(told)<details id="agreement"\("open", when: risk.agreed == nil || !state.errors.isEmpty)><summary class="button">\(risk.agreed == nil ? L("What the room agrees on") : L("Agree anew"))</summary>\
            <form class="form" id="agreement-form" method="post" action="\(RiskPaths.agreement(programme, risk.id))">\(state.summary(labels))\
            \(state.select("likelihood", L("Likelihood"), options: RiskLevel.options(RiskLevel.likelihood)))\
            \(state.select("impact", L("Impact"), options: RiskLevel.options(RiskLevel.impact)))\
            \(state.area("reason", L("Why"), maxLength: 2_000))\
            <div class="actions"><button\("class", value: risk.agreed == nil ? "primary" : nil)>\(L("Agreed"))</button></div></form></details>
            """
    }
}

/// What is done about a risk, and what is left.
struct RiskTreatmentSection {
    let page: RiskPage

    private var risk: RiskRecord { page.view.risk }

    var html: HTML {
        guard risk.agreed != nil else { return .empty }
        return "<section id=\"treatment\"><h2>\(L("Treatment"))</h2>\(told)\(form)</section>"
    }

    private var told: HTML {
        guard let treatment = risk.treatment, let kind = RiskTreatment(rawValue: treatment.treatment) else {
            return "<p class=\"muted\">\(L("It is not said yet what is done about this risk."))</p>"
        }
        let accepted: HTML =
            treatment.acceptor.isEmpty
            ? .empty : "<dt>\(L("Who accepts it"))</dt><dd dir=\"auto\">\(treatment.acceptor)</dd>"
        let review: HTML =
            treatment.reviewOn.isEmpty
            ? .empty : "<dt>\(L("To be looked at again on"))</dt><dd>\(DateText.day(treatment.reviewOn))</dd>"
        let left: HTML =
            page.view.residual.map { "<dt>\(L("What is left"))</dt><dd>\(RiskWords.chip($0))</dd>" } ?? .empty
        return """
            <dl class="facts"><dt>\(L("What is done about it?"))</dt><dd>\(kind.label)</dd>\(accepted)\(review)\(left)</dl>\
            \(treatment.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(treatment.note)</p>")
            """
    }

    private var form: HTML {
        guard page.keeps, risk.state != .closed else { return .empty }
        let stored = FieldForm.stored(risk.treatment ?? RiskTreatmentFields(treatment: RiskTreatment.reduce.rawValue))
        let state = (page.states["treatment"] ?? FormState(stored: stored)).placed("treatment")
        let form = FieldForm<RiskTreatmentFields>(state: state)
        return """
            <details\("open", when: risk.treatment == nil || !state.errors.isEmpty)><summary class="button">\(L("Say what is done"))</summary>\
            <form class="form" id="treatment-form" method="post" action="\(RiskPaths.treatment(page.frame.programme, risk.id))">\(form.summary)\(form.html)\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }
}

/// The table behind the picture: what each sector thinks, and from how many.
struct RiskSectorsSection {
    let view: RiskReading

    var html: HTML {
        guard let panel = view.panel else { return .empty }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("What the sectors think").string())"><table class="stack"><caption class="sr">\(L("What the sectors think"))</caption><thead><tr><th scope="col">\(L("Sector"))</th>\
            <th scope="col" class="num">\(L("Likelihood"))</th><th scope="col" class="num">\(L("Impact"))</th><th scope="col">\(L("Confidence"))</th>\
            <th scope="col">\(L("From how many"))</th></tr></thead><tbody>\(panel.sectors.html(row))</tbody></table></div>
            """
    }

    private func row(_ sector: RiskPanel.Sector) -> HTML {
        let basis: Message =
            switch sector.standing {
            case .silent: L("nobody judged")
            case .few: L("fewer than \(RiskPanel.least): the sector has to sign one")
            case .median: L("median of \(sector.judgements)")
            case .signed: L("one, signed for the sector")
            }
        let mark = view.words.names.sector(sector.code)?.html ?? "<span>\(sector.code)</span>"
        return """
            <tr><th scope="row">\(mark)</th><td class="num" data-label="\(L("Likelihood").string())">\(RiskReading.text(sector.likelihood))</td>\
            <td class="num" data-label="\(L("Impact").string())">\(RiskReading.text(sector.impact))</td>\
            <td data-label="\(L("Confidence").string())">\(sector.confidence.map { $0.label } ?? .verbatim("–"))</td><td data-label="\(L("From how many").string())">\(basis)</td></tr>
            """
    }
}
