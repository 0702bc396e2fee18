/// A JSON value (RFC 8259): what ``JSONReader`` reads, and what is written without a type of its own. Whatever has such a type goes
/// through `JSONCoding` of Web.
///
/// The same value is always the same bytes: hashes cover what is written. Objects made of a dictionary have their names in order.
public indirect enum JSONValue: Sendable {
    case null
    case flag(Bool)
    case whole(Int64)
    /// Shortest digits that read back as the same double; null when infinite or not a number.
    case number(Double)
    /// Digits of a number that is exact in decimal: only written.
    case digits(String)
    case text(String)
    case list([JSONValue])
    case object(JSONObject)

    public static func whole(_ value: Int) -> JSONValue { .whole(Int64(value)) }
    /// With the names in their order.
    public static func object(_ values: [String: JSONValue]) -> JSONValue {
        .object(JSONObject(line: 1, values: values))
    }
    /// With the names in the order given.
    public static func ordered(_ pairs: [(String, JSONValue)]) -> JSONValue { .object(JSONObject(pairs)) }

    public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    public init(_ ids: [some LosslessStringConvertible]) { self = .list(ids.map { .text($0.description) }) }

    /// For error messages.
    public var kind: String {
        switch self {
        case .null: "null"
        case .flag: "true or false"
        case .whole: "a whole number"
        case .number, .digits: "a number"
        case .text: "text"
        case .list: "a list"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .whole(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
}

public struct JSONObject: Sendable {
    /// Where it begins in what was read, from 1.
    public let line: Int
    public let values: [String: JSONValue]
    /// How it is written; by the names' own order by default.
    private let order: [String]?

    /// Read, or with its names in their order.
    init(line: Int, values: [String: JSONValue]) {
        self.line = line
        self.values = values
        order = nil
    }

    /// - Parameter pairs: each name once.
    init(_ pairs: [(String, JSONValue)]) {
        line = 1
        values = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        order = pairs.map(\.0)
    }

    public subscript(_ name: String) -> JSONValue? { values[name] }

    fileprivate var pairs: [(name: String, value: JSONValue)] {
        guard let order else { return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
        return order.compactMap { name in values[name].map { (name, $0) } }
    }
}

// MARK: Writing

extension JSONValue {
    public enum Layout: Sendable {
        /// `{"a":1,"b":[2,3]}`: columns, the journal, what programs send each other.
        case compact
        /// `{"a": 1, "b": [2, 3]}`, on one line.
        case line
        /// By two spaces; a list of plain values stays on one line.
        case indented
    }

    /// On one line without spaces.
    public var json: String { json(.compact) }

    public func json(_ layout: Layout) -> String {
        var output = ""
        write(to: &output, layout, indent: "")
        return output
    }

    /// What fits stands on one line; what does not has a line for each member, two spaces further in. A changed field is one changed line.
    public func json(width: Int) -> String { laid(width, indent: "", at: 0) }

    private func laid(_ width: Int, indent: String, at column: Int) -> String {
        let inner = indent + "  "
        let line = json(.line)
        // With the comma behind it.
        if column + line.count < width { return line }
        switch self {
        case .list(let values):
            let lines = values.map { inner + $0.laid(width, indent: inner, at: inner.count) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let object):
            let lines = object.pairs.map { name, value in
                let begin = "\(inner)\(Self.quote(name)): "
                return begin + value.laid(width, indent: inner, at: begin.count)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        default: return line
        }
    }

    /// A string as JSON writes it (RFC 8259, section 7).
    public static func quote(_ text: String) -> String {
        var output = ""
        quote(text, to: &output)
        return output
    }

    private var isPlain: Bool {
        switch self {
        case .list(let values): values.isEmpty
        case .object(let object): object.values.isEmpty
        default: true
        }
    }

    private func write(to output: inout String, _ layout: Layout, indent: String) {
        switch self {
        case .null: output += "null"
        case .flag(let flag): output += flag ? "true" : "false"
        case .text(let text): Self.quote(text, to: &output)
        case .whole(let value): output += String(value)
        case .number(let value): output += value.isFinite ? value.description : "null"
        case .digits(let digits): output += digits
        case .list(let values):
            let isOnOneLine = layout == .indented && values.allSatisfy(\.isPlain)
            Self.write(values, "[", "]", to: &output, isOnOneLine ? .line : layout, indent: indent) {
                $0.write(to: &$1, layout, indent: $2)
            }
        case .object(let object):
            Self.write(object.pairs, "{", "}", to: &output, layout, indent: indent) { pair, output, inner in
                Self.quote(pair.name, to: &output)
                output += layout == .compact ? ":" : ": "
                pair.value.write(to: &output, layout, indent: inner)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, to output: inout String, _ layout: Layout,
        indent: String, _ one: (Element, inout String, String) -> Void
    ) {
        let isIndented = layout == .indented && !elements.isEmpty
        let inner = isIndented ? indent + "  " : ""
        output += open
        for (index, element) in elements.enumerated() {
            if index > 0 { output += layout == .line ? ", " : "," }
            if isIndented { output += "\n" + inner }
            one(element, &output, inner)
        }
        output += (isIndented ? "\n" + indent : "") + close
    }

    private static func quote(_ text: String, to output: inout String) {
        output += "\""
        defer { output += "\"" }
        // Nearly every text: U+2028 and U+2029 begin with E2.
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0xE2
        }
        guard !isPlain else {
            output += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
    }
}
