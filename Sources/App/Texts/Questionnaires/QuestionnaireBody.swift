import Domain
import Web

/// Questions as the API takes and gives them.
struct QuestionBody: Codable, Sendable {
    struct Option: Codable, Sendable {
        let code: String
        /// By language, BCP 47.
        let words: [String: String]
    }

    struct OnlyIf: Codable, Sendable {
        /// The code of a question that stands before.
        let question: String
        let values: [String]
    }

    /// In the answers: `q1`. The next free one unless told.
    let code: String?
    let kind: Question.Kind
    /// By language, BCP 47.
    let words: [String: String]
    let hint: [String: String]?
    let options: [Option]?
    let isRequired: Bool?
    let onlyIf: OnlyIf?

    init(_ question: Question) {
        code = question.code
        kind = question.kind
        words = question.words.texts
        hint = question.hint.texts
        options = question.options.map { Option(code: $0.code, words: $0.words.texts) }
        isRequired = question.isRequired
        onlyIf = question.relevance.map { OnlyIf(question: $0.question, values: $0.values) }
    }

    /// - Throws: ``Refusal/invalid(_:)`` where they are no whole questionnaire.
    static func questionnaire(_ bodies: [QuestionBody]) throws -> Questionnaire {
        guard bodies.count <= Questionnaire.mostQuestions else {
            throw Refusal.tooMany(
                L("There are \(Questionnaire.mostQuestions) questions, which is as many as it takes."))
        }
        var check = FieldCheck()
        func clean(_ words: [String: String]) -> LocalWords {
            let known = words.filter { pair in ContributionLanguage.all.contains { $0.tag == pair.key } }
            if known.count < words.count { check.fail("questions", L("Choose a language from the list.")) }
            return LocalWords(known.mapValues { check.line("questions", $0, limit: Question.lineLimit) })
        }
        func code(_ text: String) -> String { check.line("questions", text, limit: 40) }
        var questionnaire = Questionnaire()
        for body in bodies {
            questionnaire.questions.append(
                Question(
                    body.code.map(code) ?? questionnaire.freeCode, body.kind, clean(body.words),
                    hint: clean(body.hint ?? [:]),
                    options: (body.options ?? []).prefix(Question.mostOptions + 1).map {
                        .init(code($0.code), clean($0.words))
                    }, isRequired: body.isRequired ?? false,
                    relevance: body.onlyIf.map { .init(code($0.question), $0.values.prefix(60).map(code)) }))
        }
        try check.finish()
        try QuestionnaireEditorSection.requireWhole(questionnaire)
        return questionnaire
    }
}
