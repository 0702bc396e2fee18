import Domain
import Markup
import Web

/// What of an inject is written in languages: its texts, and its decision, with its rule.
extension InjectPage {
    // MARK: Texts

    /// One beside the other, the leading language first.
    var texts: HTML {
        let languages = desk.msel.languages
        return """
            <section id="texts"><h2>\(L("Texts"))</h2>\(isOpen ? variables : .empty)<div class="\(languages.count > 1 ? "row" : "stack-2")">\
            \(languages.html { isOpen ? form($0) : reading($0) })</div></section>
            """
    }

    private var variables: HTML {
        """
        <p class="hint">\(L("Filled in for each cell:")) \(InjectVariable.allCases.html { "<code>{\($0.rawValue)}</code> " })</p>
        """
    }

    private func stored(_ language: String) -> InjectRecord.Text? { inject.texts.first { $0.language == language } }

    private func head(_ language: String) -> HTML {
        let name = Language(rawValue: language)?.ownName ?? language
        let text = stored(language)
        let state: HTML =
            if let text {
                text.revision < inject.revision
                    ? "<span class=\"state warn\">\(L("Out of date"))</span>"
                    : text.state == .checked
                        ? "<span class=\"state good\">\(L("Checked"))</span>"
                        : "<span class=\"state open\">\(L("Draft"))</span>"
            } else {
                "<span class=\"state warn\">\(L("No text"))</span>"
            }
        return "<h3><span lang=\"\(language)\">\(name)</span> \(state)</h3>"
    }

    private func form(_ language: String) -> HTML {
        let text = stored(language)
        let form =
            (states["text-\(language)"]
            ?? FormState(
                stored: [("subject", text?.subject ?? ""), ("body", text?.body ?? "")]
                    + (text?.state == .checked ? [("checked", "1")] : []))).placed(language)
        return """
            <form class="form" id="text-\(language)" method="post" action="\(InjectPaths.texts(event, inject.id))">\(head(language))\
            <input type="hidden" name="language" value="\(language)"><input type="hidden" name="base" value="\((text.map { InjectTextFields($0) } ?? InjectTextFields()).digest)">\(form.summary([("subject", L("Subject or headline")), ("body", L("Text", context: "inject"))]))\
            \(form.text("subject", L("Subject or headline"), maxLength: 600))\(form.area("body", L("Text", context: "inject"), maxLength: 20_000))\
            \(form.check("checked", L("Read and checked")))\(form.errors.isEmpty ? .empty : text.map { "<p class=\"lines-kept small\" dir=\"auto\">\($0.body)</p>" } ?? .empty)<div class="actions"><button>\(L("Save"))</button></div></form>
            """
    }

    private func reading(_ language: String) -> HTML {
        guard let text = stored(language) else { return "<div>\(head(language))</div>" }
        return """
            <div lang="\(language)">\(head(language))\(text.subject.isEmpty ? .empty : "<p dir=\"auto\"><b>\(text.subject)</b></p>")\
            <p class="lines-kept" dir="auto">\(text.body)</p></div>
            """
    }

    // MARK: The decision

    var pointSection: HTML {
        let point = plan.point(of: inject.id)
        guard point != nil || isOpen else { return .empty }
        let edit: HTML =
            isOpen
            ? "<a class=\"button\" href=\"\(InjectPaths.point(event, inject.id))\">\(point == nil ? L("Ask for a decision") : L("Edit"))</a>"
            : .empty
        return """
            <section id="point"><div class="between"><h2>\(L("Decision"))</h2>\(edit)</div>\(point.map(pointFacts) ?? "<p class=\"muted\">\(L("Cells get this inject without a question."))</p>")</section>
            """
    }

    private func pointFacts(_ point: PointRecord) -> HTML {
        let languages = desk.msel.languages
        func words(_ texts: LocalTexts) -> HTML {
            languages.compactMap { code in texts.byLanguage[code].map { (code, $0) } }.html { code, text in
                "<p lang=\"\(code)\" dir=\"auto\">\(text)</p>"
            }
        }
        let consent = point.consent.compactMap { plan.function(code: $0)?.name }
        return """
            <div class="lede">\(words(point.question))</div>\
            \(point.options.isEmpty ? "<p class=\"muted\">\(L("A free answer"))</p>" : "<ol class=\"lines\">\(point.options.html { "<li><p class=\"meta\"><b><bdi>\($0.code)</bdi></b></p>\(words($0.text))</li>" })</ol>" as HTML)\
            <dl class="facts">\(point.deadline.map { "<dt>\(L("Time to decide"))</dt><dd>\(L("\(Int($0 / 60_000)) min"))</dd>" } ?? .empty)\
            \(consent.isEmpty ? .empty : "<dt>\(L("Functions that must agree"))</dt><dd>\(Message.list(consent, .commas))</dd>")\
            \(point.incompatible.isEmpty ? .empty : "<dt>\(L("Do not go together"))</dt><dd>\(Message.list(point.incompatible.map { "\($0.0) – \($0.1)" }, .commas))</dd>")</dl>
            """
    }

    // MARK: The rule

    var ruleSection: HTML {
        let rule = plan.rule(of: inject.id)
        guard rule != nil || isOpen else { return .empty }
        let edit: HTML =
            isOpen
            ? "<a class=\"button\" href=\"\(InjectPaths.rule(event, inject.id))\">\(rule == nil ? L("Write a rule") : L("Edit"))</a>"
            : .empty
        let words: HTML =
            rule.map { "<p>\(InjectRuleWords(plan: plan).sentence($0))</p>" }
            ?? "<p class=\"muted\">\(inject.anchor == .rule ? L("It is to be due by a rule, and has none yet.") : L("It is due by its time, whatever the cells do."))</p>"
        return "<section id=\"rule\"><div class=\"between\"><h2>\(L("Rule"))</h2>\(edit)</div>\(words)</section>"
    }
}
