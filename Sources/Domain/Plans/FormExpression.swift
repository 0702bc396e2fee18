/// A condition of an XLSForm, in the part of its language that we read: `${q}`, `.`, literals, `= != < <= > >=`, `selected(${q}, 'v')`,
/// `and`, `or`, `not()`, parentheses.
public indirect enum FormExpression: Sendable, Hashable {
    enum Comparison: String, Sendable {
        case equal = "=", unequal = "!=", less = "<", lessOrEqual = "<=", more = ">", moreOrEqual = ">="
    }

    case question(String)
    /// The value of the question itself.
    case own
    case text(String)
    case number(Double)
    case compare(String, FormExpression, FormExpression)
    case selected(FormExpression, FormExpression)
    case all([FormExpression])
    case any([FormExpression])
    case not(FormExpression)

    /// Nil for what is not of that part.
    public init?(_ source: String) {
        guard source.utf8.count <= 2_000, let tokens = FormTokens.read(source) else { return nil }
        var parser = FormParser(tokens: tokens)
        guard let expression = parser.either(0), parser.isAtEnd else { return nil }
        self = expression
    }

    /// Of which questions it tells.
    public var questions: Set<String> {
        switch self {
        case .question(let name): [name]
        case .own, .text, .number: []
        case .compare(_, let left, let right), .selected(let left, let right): left.questions.union(right.questions)
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.questions) }
        case .not(let part): part.questions
        }
    }

    /// - Parameters:
    ///   - own: of the question itself.
    ///   - answer: of another one; several values of a question with several.
    public func holds(own: [String] = [], _ answer: (String) -> [String]) -> Bool {
        switch self {
        case .all(let parts): return parts.allSatisfy { $0.holds(own: own, answer) }
        case .any(let parts): return parts.contains { $0.holds(own: own, answer) }
        case .not(let part): return !part.holds(own: own, answer)
        case .selected(let left, let right):
            return left.values(own, answer).contains {
                ExactText($0) == ExactText(right.values(own, answer).first ?? "")
            }
        case .compare(let sign, let left, let right):
            let (one, two) = (
                left.values(own, answer).joined(separator: " "), right.values(own, answer).joined(separator: " ")
            )
            return Self.compare(sign, one, two)
        case .question, .own, .text, .number: return !values(own, answer).joined().isEmpty
        }
    }

    private func values(_ own: [String], _ answer: (String) -> [String]) -> [String] {
        switch self {
        case .question(let name): answer(name)
        case .own: own
        case .text(let text): [text]
        case .number(let number):
            [number.rounded() == number && abs(number) < 1e15 ? String(Int64(number)) : String(number)]
        default: []
        }
    }

    /// By their numbers where both are some; nothing answered is not more or less than anything.
    private static func compare(_ sign: String, _ one: String, _ two: String) -> Bool {
        guard let comparison = Comparison(rawValue: sign) else { return false }
        let numbers = Double(one).flatMap { left in Double(two).map { (left, $0) } }
        switch comparison {
        case .equal: return numbers.map { $0 == $1 } ?? (ExactText(one) == ExactText(two))
        case .unequal: return numbers.map { $0 != $1 } ?? (ExactText(one) != ExactText(two))
        case .less: return numbers.map { $0 < $1 } ?? false
        case .lessOrEqual: return numbers.map { $0 <= $1 } ?? false
        case .more: return numbers.map { $0 > $1 } ?? false
        case .moreOrEqual: return numbers.map { $0 >= $1 } ?? false
        }
    }
}

private enum FormToken: Hashable {
    case name(String), question(String), text(String), number(Double), sign(String)
}

private enum FormTokens {
    static func read(_ source: String) -> [FormToken]? {
        let scalars = Array(source.unicodeScalars)
        var (tokens, at): ([FormToken], Int) = ([], 0)
        while at < scalars.count {
            let scalar = scalars[at]
            if scalar.properties.isWhitespace {
                at += 1
            } else if scalar == "$" {
                guard at + 1 < scalars.count, scalars[at + 1] == "{", let end = scalars[at...].firstIndex(of: "}")
                else { return nil }
                tokens.append(.question(string(scalars[(at + 2)..<end]).filter { $0 != " " }))
                at = end + 1
            } else if scalar == "'" || scalar == "\"" {
                guard let end = scalars[(at + 1)...].firstIndex(of: scalar) else { return nil }
                tokens.append(.text(string(scalars[(at + 1)..<end])))
                at = end + 1
            } else if isDigit(scalar) || (scalar == "-" && at + 1 < scalars.count && isDigit(scalars[at + 1])) {
                let end = scalars[(at + 1)...].firstIndex { !isDigit($0) && $0 != "." } ?? scalars.count
                guard let number = Double(string(scalars[at..<end])) else { return nil }
                tokens.append(.number(number))
                at = end
            } else if scalar.properties.isAlphabetic {
                let end = scalars[at...].firstIndex { !$0.properties.isAlphabetic && $0 != "-" } ?? scalars.count
                tokens.append(.name(string(scalars[at..<end])))
                at = end
            } else {
                let pair = string(scalars[at..<min(at + 2, scalars.count)])
                let sign = ["!=", "<=", ">="].contains(pair) ? pair : String(Character(scalar))
                guard ["=", "!=", "<", "<=", ">", ">=", "(", ")", ",", "."].contains(sign) else { return nil }
                tokens.append(.sign(sign))
                at += sign.unicodeScalars.count
            }
        }
        return tokens
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}

private struct FormParser {
    let tokens: [FormToken]
    private var at = 0
    private static let deepest = 30

    init(tokens: [FormToken]) { self.tokens = tokens }

    var isAtEnd: Bool { at == tokens.count }

    private mutating func takes(_ token: FormToken) -> Bool {
        guard at < tokens.count, tokens[at] == token else { return false }
        at += 1
        return true
    }

    mutating func either(_ depth: Int) -> FormExpression? {
        guard depth < Self.deepest, let first = both(depth) else { return nil }
        var parts = [first]
        while takes(.name("or")) {
            guard let next = both(depth) else { return nil }
            parts.append(next)
        }
        return parts.count == 1 ? first : .any(parts)
    }

    private mutating func both(_ depth: Int) -> FormExpression? {
        guard let first = comparison(depth) else { return nil }
        var parts = [first]
        while takes(.name("and")) {
            guard let next = comparison(depth) else { return nil }
            parts.append(next)
        }
        return parts.count == 1 ? first : .all(parts)
    }

    private mutating func comparison(_ depth: Int) -> FormExpression? {
        guard let left = operand(depth) else { return nil }
        guard at < tokens.count, case .sign(let sign) = tokens[at], FormExpression.Comparison(rawValue: sign) != nil
        else {
            return left
        }
        at += 1
        return operand(depth).map { .compare(sign, left, $0) }
    }

    private mutating func operand(_ depth: Int) -> FormExpression? {
        guard at < tokens.count else { return nil }
        let token = tokens[at]
        at += 1
        switch token {
        case .question(let name): return name.isEmpty ? nil : .question(name)
        case .text(let text): return .text(text)
        case .number(let number): return .number(number)
        case .sign("."): return .own
        case .sign("("):
            guard let inner = either(depth + 1), takes(.sign(")")) else { return nil }
            return inner
        case .name("not"):
            guard takes(.sign("(")), let inner = either(depth + 1), takes(.sign(")")) else { return nil }
            return .not(inner)
        case .name("selected"):
            guard takes(.sign("(")), let left = operand(depth + 1), takes(.sign(",")), let right = operand(depth + 1),
                takes(.sign(")"))
            else { return nil }
            return .selected(left, right)
        case .sign, .name: return nil
        }
    }
}
