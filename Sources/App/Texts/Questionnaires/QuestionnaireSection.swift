import Domain
import Markup
import Web

/// The questions of a ``Questionnaire`` as fields of a form, and what such a form brings. One for the house: consultations, registrations
/// and feedback ask with it.
struct QuestionnaireSection {
    let questionnaire: Questionnaire
    /// Where words are looked for that the reader's language has not: BCP 47, in their order.
    let languages: [String]
    var answers: Questionnaire.Answers = [:]
    /// By the question's code.
    var errors: [String: Message] = [:]

    static func name(_ code: String) -> String { "answer-\(code)" }

    /// What a form brings; what is too long to be looked at is told at its question.
    static func read(_ form: FormValues, _ questionnaire: Questionnaire, isDraft: Bool = false)
        -> (answers: Questionnaire.Answers, errors: [String: Message])
    {
        var given: Questionnaire.Answers = [:]
        for question in questionnaire.questions {
            given[question.code] = form.all(name(question.code)).prefix(Question.mostOptions + 1).map { $0 }
        }
        return read(given, questionnaire, isDraft: isDraft)
    }

    /// The same of what a program sends, by the question's code.
    static func read(_ given: Questionnaire.Answers, _ questionnaire: Questionnaire, isDraft: Bool = false)
        -> (answers: Questionnaire.Answers, errors: [String: Message])
    {
        var (clean, errors): (Questionnaire.Answers, [String: Message]) = ([:], [:])
        for question in questionnaire.questions {
            guard let values = given[question.code] else { continue }
            let most = question.kind == .lines ? Question.textLimit : Question.lineLimit
            clean[question.code] = values.prefix(Question.mostOptions + 1).map { value in
                guard TextLimit(most).mayHold(value) else {
                    errors[question.code] = TextLimit.tooLong(most)
                    return ""
                }
                return question.kind == .lines ? FieldCheck.lines(value) : FieldCheck.line(value)
            }
        }
        let (answers, faults) = questionnaire.checked(clean, isDraft: isDraft)
        for (code, fault) in faults where errors[code] == nil { errors[code] = words(fault) }
        return (answers, errors)
    }

    static func words(_ fault: Questionnaire.Fault) -> Message {
        switch fault {
        case .missing: L("This field is required.")
        case .notOffered, .notAScale, .tooMany: L("Choose one of the answers that are offered.")
        case .notANumber: L("Write a whole number.")
        case .notADate: AskedDay.notADay
        case .tooLong(let most): L("At most \(most) characters fit here.")
        }
    }

    /// What is wrong, with a link to each question.
    var summary: HTML {
        let wrong = questionnaire.questions.filter { errors[$0.code] != nil }
        return FormState(
            errors: Dictionary(wrong.map { (Self.name($0.code), errors[$0.code] ?? "") }) { first, _ in first }
        ).summary(wrong.map { (field: Self.name($0.code), label: .verbatim(words($0.words).text)) })
    }

    var html: HTML { questionnaire.questions.enumerated().map { $0 }.html { field($0 + 1, $1) } }

    private func words(_ words: LocalWords) -> (text: String, language: String) {
        words.text(in: Language.current.rawValue, else: languages) ?? ("", Language.current.rawValue)
    }

    private func field(_ number: Int, _ question: Question) -> HTML {
        let (id, told) = (Self.name(question.code), words(question.words))
        let hint = question.hint.isEmpty ? nil : words(question.hint)
        let error: HTML = errors[question.code].map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" } ?? .empty
        let about: HTML = """
            \(hint.map { "<p class=\"hint\" id=\"\(id)-hint\" lang=\"\($0.language)\" dir=\"auto\">\($0.text)</p>" })\
            \(question.relevance.map { "<p class=\"hint\">\(condition($0))</p>" })
            """
        let label: HTML = """
            \(number). <span lang="\(told.language)" dir="auto">\(told.text)</span>\
            \(question.isRequired ? " <span class=\"muted\">(\(L("required", context: "question")))</span>" : .empty)
            """
        if question.kind.isCounted {
            return """
                <fieldset class="options" id="\(id)"\(hangs(question))\(marks(question, hasHint: hint != nil))><legend>\(label)</legend>\(about)\
                \(question.choices.html { choice(question, $0) })\(error)</fieldset>
                """
        }
        return """
            <div class="field"\(hangs(question))><label for="\(id)">\(label)</label>\(about)\(control(question, hasHint: hint != nil))\(error)</div>
            """
    }

    /// With JavaScript it stands there once the answer is given on which it hangs.
    private func hangs(_ question: Question) -> HTML {
        guard let relevance = question.relevance, let other = questionnaire.question(relevance.question),
            other.kind.isCounted
        else { return .empty }
        return """
             data-only-if="\(Self.name(relevance.question))" data-only-values="\(relevance.values.joined(separator: "|"))"
            """
    }

    private func choice(_ question: Question, _ value: String) -> HTML {
        let type = question.kind == .many ? "checkbox" : "radio"
        let isChosen = answers[question.code]?.contains(value) ?? false
        return """
            <label><input type="\(type)" name="\(Self.name(question.code))" value="\(value)"\("checked", when: isChosen)> \
            <span dir="auto">\(Self.label(question, value, languages))</span></label>
            """
    }

    private func control(_ question: Question, hasHint: Bool) -> HTML {
        let (id, value) = (Self.name(question.code), answers[question.code]?.first ?? "")
        let marks = marks(question, hasHint: hasHint)
        return switch question.kind {
        case .lines:
            "<textarea id=\"\(id)\" name=\"\(id)\" dir=\"auto\" maxlength=\"\(2 * Question.textLimit)\"\(marks)>\n\(value)</textarea>"
        case .number: "<input id=\"\(id)\" name=\"\(id)\" inputmode=\"numeric\" value=\"\(value)\"\(marks)>"
        case .date: "<input id=\"\(id)\" name=\"\(id)\" type=\"date\" value=\"\(value)\"\(marks)>"
        default:
            "<input id=\"\(id)\" name=\"\(id)\" dir=\"auto\" maxlength=\"\(2 * Question.lineLimit)\" value=\"\(value)\"\(marks)>"
        }
    }

    private func marks(_ question: Question, hasHint: Bool) -> HTML {
        FieldErrors(
            prefix: "", errors[question.code].map { [Self.name(question.code): $0] } ?? [:]
        ).marks(Self.name(question.code), hasHint: hasHint)
    }

    /// Without JavaScript all questions stand there; what does not apply is dropped when it is sent.
    private func condition(_ relevance: Question.Relevance) -> Message {
        guard let other = questionnaire.question(relevance.question),
            let number = questionnaire.questions.firstIndex(where: { $0.code == other.code })
        else { return "" }
        let values = relevance.values.map { Self.label(other, $0, languages).string() }
        return L("Only if you answered question \(number + 1) with: \(list: values).")
    }

    /// What a value is called.
    static func label(_ question: Question, _ value: String, _ languages: [String]) -> Message {
        switch question.kind {
        case .yesNo: return value == "yes" ? L("Yes") : L("No")
        case .scale:
            return switch value {
            case "1": L("1 – not at all")
            case "5": L("5 – very much")
            default: .verbatim(value)
            }
        default:
            let option = question.options.first { $0.code == value }
            let told = option?.words.text(in: Language.current.rawValue, else: languages)
            return .verbatim(told?.text ?? value)
        }
    }

    /// An answer in one line, for lists and workbooks.
    static func text(_ question: Question, _ values: [String], _ languages: [String]) -> String {
        question.kind.isCounted
            ? values.map { label(question, $0, languages).string() }.joined(separator: "; ")
            : values.joined(separator: "; ")
    }
}

extension Question.Kind {
    var label: Message {
        switch self {
        case .line: L("One line of text")
        case .lines: L("Several lines of text")
        case .one: L("One of several answers")
        case .many: L("Any number of several answers")
        case .yesNo: L("Yes or no")
        case .scale: L("From 1 to 5")
        case .number: L("A number")
        case .date: L("A day")
        }
    }
}

extension Question.Kind: ChoiceType {}
