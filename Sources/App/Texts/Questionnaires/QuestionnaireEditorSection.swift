import Domain
import Markup
import Web

/// Where the questions of a ``Questionnaire`` are written: a list with each question's form, and one for the next question. Whoever asks
/// with it gives three addresses, and stores what ``change(_:_:languages:)`` makes of the forms.
struct QuestionnaireEditorSection {
    let questionnaire: Questionnaire
    /// BCP 47; the first is the one in which every question is written.
    let languages: [String]
    /// Where all its forms go.
    let path: String
    /// The page with the editor; a question is opened there by `?question=`.
    let page: String
    let editing: String?
    let state: FormState

    private var first: String { languages.first ?? "en" }

    var html: HTML {
        let isNew = editing == nil
        return """
            \(questionnaire.questions.isEmpty ? "<p class=\"muted\">\(L("No question yet."))</p>" : list)\
            \(isNew ? "<details id=\"new-question\"\("open", when: questionnaire.questions.isEmpty || !state.errors.isEmpty)><summary>\(L("Add a question"))</summary>\(form(nil))</details>" : .empty)
            """
    }

    private var list: HTML {
        let last = questionnaire.questions.count - 1
        return """
            <ol class="lines">\(questionnaire.questions.enumerated().map { $0 }.html { index, question in
                question.code == editing
                    ? "<li id=\"question-\(question.code)\">\(form(question))</li>"
                    : line(index, question, isLast: index == last)
            })</ol>
            """
    }

    private func line(_ index: Int, _ question: Question, isLast: Bool) -> HTML {
        let told = question.words.text(in: Language.current.rawValue, else: languages)
        let missing = languages.filter { question.words.texts[$0] == nil }
        return """
            <li id="question-\(question.code)"><p class="title" lang="\(told?.language ?? "")" dir="auto">\(index + 1). \(told?.text ?? "")</p>\
            <p class="meta"><span>\(question.kind.label)</span>\(question.isRequired ? " <span>\(L("must be answered"))</span>" : .empty)\
            \(question.relevance == nil ? .empty : " <span>\(L("only after a certain answer"))</span>")\
            \(missing.isEmpty ? .empty : " <span class=\"state warn\">\(L("not yet in: \(list: missing.map(ContributionLanguage.name))"))</span>")</p>\
            <div class="actions">\(order(question, -1, "up", L("Move up"), told?.text, isDisabled: index == 0))\(order(question, 1, "down", L("Move down"), told?.text, isDisabled: isLast))\
            <a class="button plain" href="\(page)?question=\(question.code)#question-\(question.code)">\(Icon.svg("edit")) \(L("Edit"))<span class="sr">: \(told?.text ?? "")</span></a>\
            <form method="post" action="\(path)"><input type="hidden" name="code" value="\(question.code)">\
            <button class="plain danger" name="act" value="removal">\(L("Remove"))<span class="sr">: \(told?.text ?? "")</span></button></form></div></li>
            """
    }

    private func order(
        _ question: Question, _ by: Int, _ icon: String, _ words: Message, _ told: String?, isDisabled: Bool
    ) -> HTML {
        """
        <form method="post" action="\(path)"><input type="hidden" name="code" value="\(question.code)"><input type="hidden" name="by" value="\(by)">\
        <button class="square plain" name="act" value="order"\("disabled", when: isDisabled)>\(Icon.svg(icon))<span class="sr">\(words): \(told ?? question.code)</span></button></form>
        """
    }

    private func form(_ question: Question?) -> HTML {
        let form = state.values.fields.isEmpty ? FormState(stored: Self.stored(question, languages)) : state
        let kinds = Question.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }
        return """
            <form class="form" id="question" method="post" action="\(path)"><input type="hidden" name="code" value="\(question?.code ?? "")">\
            \(form.summary([("words-\(first)", L("Question")), ("options-\(first)", L("Answers to choose from")), ("only-if", L("Only if"))]))\
            \(form.text("words-\(first)", L("Question"), maxLength: 2 * Question.lineLimit, isRequired: true, language: first))\
            \(form.select("kind", L("Answered by"), options: kinds))\
            \(form.area("options-\(first)", L("Answers to choose from"), hint: L("One per line; only for questions with several answers."), maxLength: 8_000))\
            \(form.text("hint-\(first)", L("Explanation"), hint: L("Stands under the question; may be empty."), maxLength: 2 * Question.lineLimit, language: first))\
            \(form.check("required", L("Must be answered")))\
            \(languages.dropFirst().html { other($0, form) })\(conditions(question, form))\
            <div class="actions"><button\(question == nil ? .empty : " class=\"primary\"" as HTML)>\(question == nil ? L("Add the question") : L("Save the question"))</button>\
            \(question == nil ? .empty : "<a class=\"button plain\" href=\"\(page)\">\(L("Cancel"))</a>")</div></form>
            """
    }

    /// The same question in another language, folded.
    private func other(_ language: String, _ form: FormState) -> HTML {
        let name = ContributionLanguage.name(language)
        return """
            <details><summary>\(L("In another language: \(name)"))</summary>\
            \(form.text("words-\(language)", L("Question (\(name))"), maxLength: 2 * Question.lineLimit, language: language))\
            \(form.area("options-\(language)", L("Answers, in the same order (\(name))"), maxLength: 8_000))\
            \(form.text("hint-\(language)", L("Explanation (\(name))"), maxLength: 2 * Question.lineLimit, language: language))</details>
            """
    }

    private func conditions(_ question: Question?, _ form: FormState) -> HTML {
        let index = questionnaire.questions.firstIndex { $0.code == question?.code } ?? questionnaire.questions.count
        let before = questionnaire.questions.prefix(index).filter { !$0.choices.isEmpty }
        guard !before.isEmpty else { return .empty }
        let chosen = Set(form.values.all("only-if"))
        return """
            <details\("open", when: !chosen.isEmpty)><summary>\(L("Ask only after a certain answer"))</summary>\(before.map { $0 }.html { other in
                """
                <fieldset class="options"><legend dir="auto">\(other.words.text(in: Language.current.rawValue, else: languages)?.text ?? "")</legend>\
                \(other.choices.html { value in
                    """
                    <label><input type="checkbox" name="only-if" value="\(other.code)=\(value)"\("checked", when: chosen.contains("\(other.code)=\(value)"))> \
                    <span dir="auto">\(QuestionnaireSection.label(other, value, languages))</span></label>
                    """
                })</fieldset>
                """
            })\(form.error("only-if"))</details>
            """
    }

    // MARK: Forms

    private static func stored(_ question: Question?, _ languages: [String]) -> [(String, String)] {
        guard let question else { return [("kind", Question.Kind.lines.rawValue)] }
        var values: [(String, String)] = [
            ("kind", question.kind.rawValue), ("required", question.isRequired ? "1" : "0"),
        ]
        for language in languages {
            let options = question.options.map { $0.words.texts[language] ?? "" }
            values += [
                ("words-\(language)", question.words.texts[language] ?? ""),
                ("hint-\(language)", question.hint.texts[language] ?? ""),
                ("options-\(language)", options.joined(separator: "\n").trimmed),
            ]
        }
        return values
            + (question.relevance.map { relevance in relevance.values.map { ("only-if", "\(relevance.question)=\($0)") }
            } ?? [])
    }

    /// What one of the editor's forms makes of the questions.
    /// - Throws: ``Refusal/invalid(_:)`` with the form's fields.
    static func change(_ questionnaire: Questionnaire, _ form: FormValues, languages: [String]) throws -> Questionnaire
    {
        var questions = questionnaire.questions
        let code = form.text("code")
        let index = questions.firstIndex { $0.code == code }
        switch form.text("act") {
        case "removal":
            guard let index else { throw Refusal.notFound }
            questions.remove(at: index)
            for other in questions.indices where questions[other].relevance?.question == code {
                questions[other].relevance = nil
            }
        case "order":
            guard let index else { throw Refusal.notFound }
            let target = index + (form.text("by").hasPrefix("-") ? -1 : 1)
            if questions.indices.contains(target) { questions.swapAt(index, target) }
        default:
            guard index != nil || questions.count < Questionnaire.mostQuestions else {
                throw Refusal.tooMany(
                    L("There are \(Questionnaire.mostQuestions) questions, which is as many as it takes."))
            }
            let known = index.map { questions[$0] }
            let question = try read(form, code: known?.code ?? questionnaire.freeCode, languages, over: known)
            if let index { questions[index] = question } else { questions.append(question) }
        }
        let changed = Questionnaire(questions)
        try requireWhole(changed, field: form.text("act") == "order" ? "order" : "only-if", languages.first ?? "en")
        return changed
    }

    /// - Throws: where a question has no words or no answers, or hangs on one that comes later.
    static func requireWhole(_ questionnaire: Questionnaire, field: String = "questions", _ first: String = "en") throws
    {
        guard let fault = questionnaire.broken.first else { return }
        switch fault.value {
        case .noWords, .sameCode: throw Refusal.invalid(["words-\(first)": L("This field is required.")])
        case .noOptions:
            throw Refusal.invalid(["options-\(first)": L("Write the answers that can be chosen, one per line.")])
        case .tooManyOptions, .sameOption:
            throw Refusal.invalid(["options-\(first)": L("At most \(Question.mostOptions) answers, each of them once.")]
            )
        case .looksAhead:
            throw Refusal.invalid([field: L("A question can hang on answers to one question that stands before it.")])
        }
    }

    private static func read(_ form: FormValues, code: String, _ languages: [String], over known: Question?) throws
        -> Question
    {
        var check = FieldCheck()
        let first = languages.first ?? "en"
        var (words, hint): (LocalWords, LocalWords) = ([:], [:])
        for language in languages {
            words.texts[language] = check.line(
                "words-\(language)", form["words-\(language)"] ?? "", limit: Question.lineLimit,
                isRequired: language == first)
            hint.texts[language] = check.line(
                "hint-\(language)", form["hint-\(language)"] ?? "", limit: Question.lineLimit)
        }
        (words, hint) = (LocalWords(words.texts), LocalWords(hint.texts))
        let kind = Question.Kind(rawValue: form.text("kind")) ?? .lines
        var question = Question(code, kind, words, hint: hint, isRequired: form.isOn("required"))
        if kind.hasOptions { question.options = options(form, languages, over: known, &check) }
        let conditions = form.all("only-if").prefix(60).map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        if let other = conditions.first?.first {
            question.relevance = .init(other, conditions.filter { $0.first == other && $0.count == 2 }.map { $0[1] })
            if conditions.contains(where: { $0.first != other }) {
                check.fail("only-if", L("A question can hang on answers to one question that stands before it."))
            }
        }
        try check.finish()
        return question
    }

    /// A line that was there keeps its code, so that answers stay what they were.
    private static func options(
        _ form: FormValues, _ languages: [String], over known: Question?, _ check: inout FieldCheck
    ) -> [Question.Option] {
        let first = languages.first ?? "en"
        let lines = languages.map { language in
            check.lines("options-\(language)", form["options-\(language)"] ?? "", limit: 8_000)
                .split(separator: "\n", omittingEmptySubsequences: language == first).map(String.init)
        }
        var taken = Set(known?.options.map(\.code) ?? [])
        return (lines.first ?? []).prefix(Question.mostOptions + 1).enumerated().map { index, line in
            let before = known?.options.first { $0.words.texts[first] == line }
            let code = before?.code ?? (1...).lazy.map { "o\($0)" }.first { !taken.contains($0) } ?? line
            taken.insert(code)
            var words: [String: String] = [:]
            for (language, own) in zip(languages, lines) where own.indices.contains(index) {
                words[language] = String(own[index].prefix(Question.lineLimit))
            }
            return Question.Option(code, LocalWords(words))
        }
    }
}
