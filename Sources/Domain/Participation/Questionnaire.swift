/// Words in several languages, by BCP 47 tag.
public struct LocalWords: Codable, Hashable, Sendable, ExpressibleByDictionaryLiteral {
    public var texts: [String: String]

    public init(_ texts: [String: String]) { self.texts = texts.filter { !$0.value.isEmpty } }
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { first, _ in first })
    }

    public var isEmpty: Bool { texts.isEmpty }

    /// The words in a language, else in the first of the others that has some.
    /// - Returns: with the language that they are in; nothing where there are no words at all.
    public func text(in language: String, else others: [String] = []) -> (text: String, language: String)? {
        for tag in [language] + others { if let text = texts[tag] { return (text, tag) } }
        return texts.sorted { $0.key < $1.key }.first.map { ($0.value, $0.key) }
    }

    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([String: String].self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(texts)
    }
}

/// Questions with their types, languages and relevance: one for the house. A consultation, a registration's own questions and the feedback
/// after an event are questionnaires; frameworks of plans will be.
public struct Questionnaire: Codable, Hashable, Sendable {
    public var questions: [Question]

    public init(_ questions: [Question] = []) { self.questions = questions }

    public static let mostQuestions = 60

    public func question(_ code: String) -> Question? { questions.first { $0.code == code } }

    /// The first of `q1`, `q2` … that no question has.
    public var freeCode: String {
        let taken = Set(questions.map(\.code))
        return (1...).lazy.map { "q\($0)" }.first { !taken.contains($0) } ?? "q"
    }

    /// What is asked of whoever gave these answers: a question that hangs on another one is asked only where that one is, and was answered
    /// so. A question looks back only, so that one way through is enough.
    public func asked(_ answers: Answers) -> [Question] {
        var asked: [Question] = []
        for question in questions {
            guard let relevance = question.relevance else {
                asked.append(question)
                continue
            }
            let given = answers[relevance.question] ?? []
            guard asked.contains(where: { $0.code == relevance.question }),
                !Set(given).isDisjoint(with: relevance.values)
            else { continue }
            asked.append(question)
        }
        return asked
    }

    /// By the question's code: one value, or for ``Question/Kind/many`` any number.
    public typealias Answers = [String: [String]]

    public enum Fault: Hashable, Sendable {
        case missing, notOffered, notANumber, notADate, notAScale, tooLong(Int), tooMany
    }

    /// What of the answers is kept: those to questions that are asked, without those that are empty; and what is wrong, by code.
    /// - Parameter isDraft: what is not written yet is no fault.
    public func checked(_ given: Answers, isDraft: Bool = false) -> (answers: Answers, faults: [String: Fault]) {
        var (answers, faults): (Answers, [String: Fault]) = ([:], [:])
        for question in asked(given) {
            let values = (given[question.code] ?? []).filter { !$0.isEmpty }
            guard !values.isEmpty else {
                if question.isRequired && !isDraft { faults[question.code] = .missing }
                continue
            }
            if let fault = question.fault(values) { faults[question.code] = fault }
            answers[question.code] = values
        }
        return (answers, faults)
    }
}

public struct Question: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// One line, or several.
        case line, lines
        /// One of the options, or any number of them.
        case one, many
        case yesNo = "yes-no"
        /// From 1 to 5.
        case scale
        /// Whole.
        case number
        /// A day.
        case date

        public var hasOptions: Bool { self == .one || self == .many }
        public var isCounted: Bool { hasOptions || self == .yesNo || self == .scale }
    }

    public struct Option: Codable, Hashable, Sendable {
        public var code: String
        public var words: LocalWords

        public init(_ code: String, _ words: LocalWords) {
            self.code = code
            self.words = words
        }
    }

    /// Asked only where another question, further up, was answered with one of these values.
    public struct Relevance: Codable, Hashable, Sendable {
        public var question: String
        public var values: [String]

        public init(_ question: String, _ values: [String]) {
            self.question = question
            self.values = values
        }
    }

    public var code: String
    public var kind: Kind
    public var words: LocalWords
    public var hint: LocalWords
    public var options: [Option]
    public var isRequired: Bool
    public var relevance: Relevance?

    public init(
        _ code: String, _ kind: Kind, _ words: LocalWords, hint: LocalWords = [:], options: [Option] = [],
        isRequired: Bool = false, relevance: Relevance? = nil
    ) {
        self.code = code
        self.kind = kind
        self.words = words
        self.hint = hint
        self.options = options
        self.isRequired = isRequired
        self.relevance = relevance
    }

    public static let mostOptions = 40
    /// Characters of a question, and of a line of an answer.
    public static let lineLimit = 500
    /// Characters of an answer of several lines.
    public static let textLimit = 4_000
    public static let scale = 1...5
    public static let yesAndNo = ["yes", "no"]

    /// What may be chosen; nothing where people write.
    public var choices: [String] {
        switch kind {
        case .one, .many: options.map(\.code)
        case .yesNo: Self.yesAndNo
        case .scale: Self.scale.map(String.init)
        case .line, .lines, .number, .date: []
        }
    }

    fileprivate func fault(_ values: [String]) -> Questionnaire.Fault? {
        guard kind == .many || values.count == 1 else { return .tooMany }
        guard values.count <= Self.mostOptions else { return .tooMany }
        let value = values[0]
        switch kind {
        case .line: return value.count > Self.lineLimit ? .tooLong(Self.lineLimit) : nil
        case .lines: return value.count > Self.textLimit ? .tooLong(Self.textLimit) : nil
        case .one, .many, .yesNo: return values.allSatisfy(choices.contains) ? nil : .notOffered
        case .scale: return choices.contains(value) ? nil : .notAScale
        case .number:
            guard value.utf8.count <= 12, let number = Int(value), abs(number) <= 1_000_000_000 else {
                return .notANumber
            }
            return nil
        case .date: return CalendarDate.isValid(value) ? nil : .notADate
        }
    }
}

extension Questionnaire {
    /// What is wrong with the questions themselves, by code: what an editor or a file may bring.
    public enum Broken: Hashable, Sendable {
        case noWords, sameCode, noOptions, tooManyOptions, sameOption, looksAhead
    }

    public var broken: [String: Broken] {
        var broken: [String: Broken] = [:]
        var before: [String: Question] = [:]
        for question in questions {
            if before[question.code] != nil { broken[question.code] = .sameCode }
            if question.words.isEmpty { broken[question.code] = .noWords }
            if question.kind.hasOptions {
                if question.options.isEmpty { broken[question.code] = .noOptions }
                if question.options.count > Question.mostOptions { broken[question.code] = .tooManyOptions }
                if Set(question.options.map(\.code)).count < question.options.count {
                    broken[question.code] = .sameOption
                }
            }
            if let relevance = question.relevance {
                let choices = before[relevance.question]?.choices ?? []
                if relevance.values.isEmpty || !relevance.values.allSatisfy(choices.contains) {
                    broken[question.code] = .looksAhead
                }
            }
            before[question.code] = question
        }
        return broken
    }
}
