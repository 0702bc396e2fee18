import Markup

/// Interface text that a catalogue translates: `L("Voting closes in \(minutes) min")`.
///
/// The literal is the catalogue's key, with `{1}`, `{2}` … in place of what is interpolated. Without a translation the English
/// key itself is shown.
public struct Message: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The English text with placeholders, for instance `Voting closes in {1} min`.
    public let key: String
    /// The English text for one, where the message counts something; then `key` is the text for many.
    public let singular: String?
    /// What tells this text from another one of the same English words: gettext's `msgctxt`.
    public let context: String?
    let count: Int
    let arguments: [Argument]

    enum Argument: Sendable, Hashable {
        case text(String)
        case number(Int)
        case message(Message)
        case html(HTML)
        indirect case list([Argument], ListJoin)
    }

    init(key: String, singular: String? = nil, context: String? = nil, count: Int = 0, arguments: [Argument] = []) {
        self.key = key
        self.singular = singular
        self.context = context
        self.count = count
        self.arguments = arguments
    }

    public init(stringLiteral value: String) { self.init(key: value) }

    public init(stringInterpolation: StringInterpolation) {
        self.init(key: stringInterpolation.key, arguments: stringInterpolation.arguments)
    }

    /// Text that is the same in every language: a name, a title that somebody wrote.
    public static func verbatim(_ text: String) -> Message { Message(key: "{1}", arguments: [.text(text)]) }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var key = ""
        fileprivate var arguments: [Argument] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) { key += literal }

        mutating func append(_ argument: Argument) {
            arguments.append(argument)
            key += "{\(arguments.count)}"
        }

        public mutating func appendInterpolation(_ value: some StringProtocol) { append(.text(String(value))) }
        public mutating func appendInterpolation(_ value: Int) { append(.number(value)) }
        public mutating func appendInterpolation(_ value: Message) { append(.message(value)) }
        public mutating func appendInterpolation(_ value: HTML) { append(.html(value)) }
    }

    /// What is the same in every language, where that is the whole text.
    private var name: String? {
        guard key == "{1}", arguments.count == 1, case .text(let text) = arguments[0] else { return nil }
        return text
    }

    /// The text in a language, for places that are not HTML. Markup arguments lose their tags' meaning, so avoid them there.
    /// A name by itself comes as it is: it may be the value of a field; inside a text it stands apart.
    public func string(in language: Language = .current) -> String {
        if let name { return name }
        return fill(language) { output, argument in
            argument.write(to: &output, in: language) { argument in
                switch argument {
                case .text(let text): Isolation.text(text, in: language)
                case .message(let message):
                    message.name.map { Isolation.text($0, in: language) } ?? message.string(in: language)
                case .html(let html): html.text
                case .number, .list: ""
                }
            }
        } literal: {
            $0 += $1
        }
    }

    /// The text in a language, escaped, with its markup arguments as they are.
    public func html(in language: Language = .current) -> HTML {
        HTML(
            trusted: fill(language) { output, argument in
                argument.write(to: &output, in: language) { argument in
                    switch argument {
                    case .text(let text): Isolation.html(text, in: language)
                    case .message(let message): message.html(in: language).text
                    case .html(let html): language.isRightToLeft ? "<bdi>\(html.text)</bdi>" : html.text
                    case .number, .list: ""
                    }
                }
            } literal: {
                $0 += HTML(escaping: $1).text
            })
    }

    private func fill(
        _ language: Language, argument place: (inout String, Argument) -> Void,
        literal: (inout String, Substring) -> Void
    ) -> String {
        let text = Catalogue.text(for: self, in: language)
        var output = ""
        var rest = text[...]
        // By bytes: neither brace is part of a longer character's UTF-8.
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
            guard let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}")),
                let number = Int(rest[rest.index(after: open)..<close]), arguments.indices.contains(number - 1)
            else { break }
            literal(&output, rest[..<open])
            place(&output, arguments[number - 1])
            rest = rest[rest.index(after: close)...]
        }
        literal(&output, rest)
        return output
    }
}

extension Message.Argument {
    /// - Parameter words: what a text, a message or markup becomes.
    fileprivate func write(to output: inout String, in language: Language, _ words: (Message.Argument) -> String) {
        switch self {
        case .number(let number): output += language.format(number)
        case .list(let items, let join):
            for (index, item) in items.enumerated() {
                if index > 0 { output += join.mark(before: index, of: items.count, in: language) }
                item.write(to: &output, in: language, words)
            }
        case .text, .message, .html: output += words(self)
        }
    }
}

/// Marks a literal as interface text, so that `bin/locales` finds it.
public func L(_ message: Message) -> Message { message }

/// The same English words with another meaning, which other languages say otherwise: `L("Open", context: "link")`.
public func L(_ message: Message, context: String) -> Message {
    Message(key: message.key, context: context, arguments: message.arguments)
}

/// Interface text that counts: `L(count, one: "\(count) issue", other: "\(count) issues")`. Both forms have the same placeholders.
public func L(_ count: Int, one: Message, other: Message, context: String? = nil) -> Message {
    Message(key: other.key, singular: one.key, context: context, count: count, arguments: other.arguments)
}

extension HTML.StringInterpolation {
    /// Interface text in the language of the task that renders.
    public mutating func appendInterpolation(_ message: Message) { appendInterpolation(message.html()) }

    // Disfavoured for the same reason as the optional String of ``HTML``: a literal in a closure is meant as markup.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ message: Message?) {
        if let message { appendInterpolation(message.html()) }
    }
}

extension Language {
    /// A whole number with the language's grouping (no grouping below 10,000, where it only disturbs).
    func format(_ number: Int) -> String {
        guard number.magnitude >= 10_000 else { return signed(String(number.magnitude), isNegative: number < 0) }
        let separator = self == .english || self == .arabic ? "," : "\u{202F}"
        var digits = Array(String(number.magnitude))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(contentsOf: separator, at: position)
            position -= 3
        }
        return signed(String(digits), isNegative: number < 0)
    }

    /// A number with its minus sign, which stays at its left also where the text is written from the right.
    public func signed(_ digits: String, isNegative: Bool, minus: String = "-") -> String {
        guard isNegative else { return digits }
        return isRightToLeft ? "\u{2066}\(minus)\(digits)\u{2069}" : minus + digits
    }
}

extension String.StringInterpolation {
    /// See the same for ``HTML``. Where a String is wanted, write `message.string()`.
    @available(*, deprecated, message: "this literal became a String; give it the type HTML, or write .string()")
    public mutating func appendInterpolation(_ message: Message) { appendLiteral(message.string()) }
}
