/// What a framework asks: indicators in capacities, capacities in pillars. Each indicator is a question of the house's one questionnaire.
public struct FrameworkContent: Codable, Hashable, Sendable {
    public var indicators: [FrameworkIndicator]

    public init(_ indicators: [FrameworkIndicator] = []) { self.indicators = indicators }

    public static let mostIndicators = 300

    /// In their order.
    public var pillars: [String] {
        indicators.reduce(into: []) { pillars, one in if !pillars.contains(one.pillar) { pillars.append(one.pillar) } }
    }

    public func indicator(_ code: String) -> FrameworkIndicator? { indicators.first { $0.code == code } }

    /// Those that are still asked.
    public var asked: [FrameworkIndicator] { indicators.filter { !$0.isRetired } }

    /// Those with levels from 1 to 5, which roll-ups count.
    public var counted: [FrameworkIndicator] { asked.filter { $0.question.kind == .scale } }
}

public struct FrameworkIndicator: Codable, Hashable, Sendable {
    public var pillar: String
    public var capacity: String
    public var question: Question
    /// What levels 1 to 5 mean, in our own words; none or five.
    public var levels: [LocalWords]
    public var weight: Int
    public var isRetired: Bool
    /// As an XLSForm writes it: what an answer has to be; and the words where it is not.
    public var constraint: String?
    public var constraintWords: LocalWords?

    public init(
        pillar: String, capacity: String, question: Question, levels: [LocalWords] = [], weight: Int = 1,
        isRetired: Bool = false
    ) {
        (self.pillar, self.capacity, self.question) = (pillar, capacity, question)
        (self.levels, self.weight, self.isRetired) = (levels, weight, isRetired)
    }

    public var code: String { question.code }

    /// Whether an answer is what it has to be; one that is not there is.
    public func accepts(_ values: [String]) -> Bool {
        guard !values.isEmpty, let constraint, let expression = FormExpression(constraint) else { return true }
        return expression.holds(own: values) { _ in [] }
    }
}

/// A framework as a table: what people paste from a sheet, and what they get back.
public enum FrameworkTable {
    static let required: [String] = ["pillar", "capacity", "code", "indicator"]
    static let optional: [String] = ["hint", "kind", "weight", "retired"]
    private static let levels: [String] = (1...5).map { "level-\($0)" }
    public static let columns = (required + optional + levels).joined(separator: ",")

    public struct Problem: Error, Hashable, Sendable {
        /// From 1.
        public let line: Int
        /// Nil where the line itself is broken.
        public let column: String?

        public init(line: Int, column: String?) {
            (self.line, self.column) = (line, column)
        }
    }

    /// - Parameters:
    ///   - language: of the words, BCP 47.
    ///   - stored: what stood there before: what a table does not tell of an indicator stays, such as other languages and options.
    public static func read(_ bytes: [UInt8], language: String, over stored: FrameworkContent? = nil) throws(Problem)
        -> FrameworkContent
    {
        var reader = CSVReader(bytes: bytes)
        guard let header = try next(&reader) else { throw Problem(line: 1, column: nil) }
        let names = header.fields.map { $0.lowercased() }
        let known = Set(required + optional + levels)
        for name in required where !names.contains(name) { throw Problem(line: 1, column: name) }
        guard Set(names).count == names.count, Set(names).isSubset(of: known) else {
            throw Problem(line: 1, column: nil)
        }
        var content = FrameworkContent()
        var codes: Set<ExactText> = []
        while let record = try next(&reader) {
            if record.isBlank { continue }
            guard record.fields.count == names.count, content.indicators.count < FrameworkContent.mostIndicators else {
                throw Problem(line: record.line, column: nil)
            }
            let cells = Dictionary(zip(names, record.fields)) { first, _ in first }
            let before = stored?.indicator(cells["code", default: ""])
            let indicator = try indicator(cells, line: record.line, language, over: before)
            guard codes.insert(ExactText(indicator.code)).inserted else {
                throw Problem(line: record.line, column: "code")
            }
            content.indicators.append(indicator)
        }
        guard !content.indicators.isEmpty else { throw Problem(line: 2, column: nil) }
        return content
    }

    private static func next(_ reader: inout CSVReader) throws(Problem) -> CSVReader.Record? {
        do { return try reader.next() } catch { throw Problem(line: error.line, column: nil) }
    }

    private static func indicator(
        _ cells: [String: String], line: Int, _ language: String, over known: FrameworkIndicator?
    ) throws(Problem) -> FrameworkIndicator {
        func text(_ name: String, most: Int, isRequired: Bool = false) throws(Problem) -> String {
            let text = cells[name, default: ""]
            guard text.utf8.count <= 4 * most, text.count <= most, !isRequired || !text.isEmpty,
                text.unicodeScalars.allSatisfy({ $0.value >= 32 })
            else { throw Problem(line: line, column: name) }
            return text
        }
        let code = try text("code", most: 40, isRequired: true)
        guard code.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "/") }) else {
            throw Problem(line: line, column: "code")
        }
        let kindText = try text("kind", most: 20)
        guard let kind = kindText.isEmpty ? .scale : Question.Kind(rawValue: kindText),
            !kind.hasOptions || known?.question.kind == kind
        else {
            throw Problem(line: line, column: "kind")
        }
        let weight = try text("weight", most: 1)
        guard weight.isEmpty || ["1", "2", "3", "4", "5"].contains(weight) else {
            throw Problem(line: line, column: "weight")
        }
        var question = known?.question ?? Question(code, kind, [:])
        if kind != question.kind { (question.kind, question.options) = (kind, []) }
        question.words.texts[language] = try text("indicator", most: 500, isRequired: true)
        let hint = try text("hint", most: 500)
        question.hint.texts[language] = hint.isEmpty ? nil : hint
        var words = known?.levels ?? []
        if words.count < 5 { words = [LocalWords](repeating: [:], count: 5) }
        for (place, name) in levels.enumerated() {
            let level = try text(name, most: 500)
            words[place].texts[language] = level.isEmpty ? nil : level
        }
        var indicator = FrameworkIndicator(
            pillar: try text("pillar", most: 120, isRequired: true), capacity: try text("capacity", most: 120),
            question: question, levels: words.allSatisfy(\.isEmpty) ? [] : words, weight: Int(weight) ?? 1,
            isRetired: try text("retired", most: 1) == "1")
        (indicator.constraint, indicator.constraintWords) = (known?.constraint, known?.constraintWords)
        return indicator
    }

    public static func write(_ content: FrameworkContent, language: String) -> String {
        var text = CSVWriter.record(required + optional + levels)
        for one in content.indicators {
            let words = (0..<5).map { one.levels.indices.contains($0) ? one.levels[$0].texts[language] ?? "" : "" }
            let cells: [String] = [
                one.pillar, one.capacity, one.code, one.question.words.text(in: language)?.text ?? "",
                one.question.hint.texts[language] ?? "", one.question.kind.rawValue, String(one.weight),
                one.isRetired ? "1" : "",
            ]
            text += CSVWriter.record(cells + words)
        }
        return text
    }
}
