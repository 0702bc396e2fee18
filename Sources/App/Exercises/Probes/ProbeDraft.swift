import Domain
import Storage
import Web

/// A probe as somebody writes it.
struct ProbeDraft: Sendable, Hashable {
    struct Question: Sendable, Hashable {
        var text = LocalTexts()
        /// Called a, b, c … in their order.
        var options: [LocalTexts] = []
        /// The code of an option; empty where none is right.
        var truth = ""
        /// By the exercise's clock.
        var trueFrom: Int64 = 0
    }

    var title = ""
    var planned: Int64 = 0
    var release = ReleaseWay.hand
    var questions: [Question] = []

    static let mostQuestions = 6
    static let optionCounts = 2...6
    private static let codes = ["a", "b", "c", "d", "e", "f"]

    static func code(_ place: Int) -> String { codes.indices.contains(place) ? codes[place] : "" }

    init() {}

    init(_ stored: ExerciseProbeRecord) {
        (title, planned, release) = (stored.title, stored.planned, stored.release)
        questions = stored.questions.map {
            Question(text: $0.text, options: $0.options.map(\.text), truth: $0.truth, trueFrom: $0.trueFrom)
        }
    }

    /// Held against the plan: each question has words, two to six options, and a truth that is one of them.
    func checked(_ languages: [String]) throws -> ProbeDraft {
        var (draft, check) = (self, FieldCheck())
        draft.title = check.line("title", title, limit: 120)
        if !(0...ElapsedTyped.most).contains(planned) { check.fail("time", Self.timeWords) }
        if questions.count > Self.mostQuestions {
            check.fail("questions", L("A probe has at most \(Self.mostQuestions) questions."))
        }
        draft.questions = questions.prefix(Self.mostQuestions).enumerated().map { place, question in
            Self.checked(question, place, languages, &check)
        }
        try check.finish()
        return draft
    }

    static var timeWords: Message { L("Write hours and minutes, such as 1:25, or minutes alone.") }

    private static func checked(_ question: Question, _ place: Int, _ languages: [String], _ check: inout FieldCheck)
        -> Question
    {
        var (question, name) = (question, "question-\(place)")
        question.text = texts(question.text, name, limit: 500, languages, &check)
        if question.text.isEmpty { check.fail(name, L("Write the question.")) }
        if !optionCounts.contains(question.options.count) {
            check.fail(name, L("Give two to six options."))
        }
        question.options = question.options.prefix(optionCounts.upperBound).map { option in
            let words = texts(option, name, limit: 300, languages, &check)
            if words.isEmpty { check.fail(name, L("An option needs its words.")) }
            return words
        }
        if !question.truth.isEmpty, !codes.prefix(question.options.count).contains(question.truth) {
            check.fail("truth-\(place)", L("Choose one of these."))
        }
        if !(0...ElapsedTyped.most).contains(question.trueFrom) { check.fail("from-\(place)", timeWords) }
        return question
    }

    private static func texts(
        _ texts: LocalTexts, _ field: String, limit: Int, _ languages: [String], _ check: inout FieldCheck
    ) -> LocalTexts {
        var kept: [String: String] = [:]
        for (language, text) in texts.byLanguage.sorted(by: { $0.key < $1.key }) {
            guard languages.contains(language) else {
                check.fail(field, L("The plan is not written in this language."))
                continue
            }
            kept[language] = check.line(field, text, limit: limit)
        }
        return LocalTexts(kept)
    }

    // MARK: Forms

    /// `title`, `time`, `release`; of each question `question-0-en`, `option-0-1-en`, `truth-0`, `from-0`.
    init(_ form: FormValues, languages: [String]) throws {
        var check = FieldCheck()
        func texts(_ name: String) -> LocalTexts {
            LocalTexts(Dictionary(languages.map { ($0, form.text("\(name)-\($0)")) }) { first, _ in first })
        }
        func time(_ name: String) -> Int64 {
            let typed = form.text(name)
            if typed.isEmpty { return 0 }
            if let time = ElapsedTyped.read(typed) { return time }
            check.fail(name, Self.timeWords)
            return 0
        }
        title = form.text("title")
        planned = time("time")
        release = ReleaseWay(rawValue: form.text("release")) ?? .hand
        for place in 0..<Self.mostQuestions {
            var question = Question(text: texts("question-\(place)"))
            question.options = (0..<Self.optionCounts.upperBound).map { texts("option-\(place)-\($0)") }
            while question.options.last?.isEmpty ?? false { question.options.removeLast() }
            question.truth = form.text("truth-\(place)")
            question.trueFrom = time("from-\(place)")
            if !question.text.isEmpty || !question.options.isEmpty { questions.append(question) }
        }
        try check.finish()
    }

    func stored(_ languages: [String]) -> [(String, String)] {
        var values = [("title", title), ("time", ElapsedTyped.text(planned)), ("release", release.rawValue)]
        for (place, question) in questions.enumerated() {
            values += languages.map { ("question-\(place)-\($0)", question.text.byLanguage[$0] ?? "") }
            for (number, option) in question.options.enumerated() {
                values += languages.map { ("option-\(place)-\(number)-\($0)", option.byLanguage[$0] ?? "") }
            }
            values.append(("truth-\(place)", question.truth))
            values.append(("from-\(place)", question.trueFrom == 0 ? "" : ElapsedTyped.text(question.trueFrom)))
        }
        return values
    }
}
