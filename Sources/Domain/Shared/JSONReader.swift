/// What is wrong with a JSON text, and in which line.
public struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let reason: String
    public var description: String { "line \(line): \(reason)" }
}

/// Reads JSON (RFC 8259) strictly: no name twice in an object, no deep nesting, whole numbers kept whole, UTF-8 only.
public struct JSONReader {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private static let depth = 64

    public static func read(_ bytes: [UInt8]) throws -> JSONValue {
        var reader = JSONReader(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
        let value = try reader.value(depth: 0)
        reader.skip()
        guard reader.at == bytes.count else { throw reader.problem("there is something after the end") }
        return value
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private func problem(_ reason: String) -> JSONProblem { JSONProblem(line: line, reason: reason) }

    private func expected(_ what: String) -> JSONProblem {
        guard let byte else { return problem("expected \(what), found the end of the file") }
        let found = (33...126).contains(byte) ? "“\(Character(Unicode.Scalar(byte)))”" : "byte \(byte)"
        return problem("expected \(what), found \(found)")
    }

    private mutating func skip() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            if byte == 0x0A { line += 1 }
            at += 1
        }
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard depth < Self.depth else { throw problem("lists and objects are nested too deep") }
        skip()
        switch byte {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .list(try list(depth: depth))
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws -> JSONValue {
        guard bytes[at...].starts(with: word.utf8) else { throw expected("a value") }
        at += word.utf8.count
        return value
    }

    private mutating func list(depth: Int) throws -> [JSONValue] {
        at += 1
        var values: [JSONValue] = []
        skip()
        if byte == UInt8(ascii: "]") {
            at += 1
            return values
        }
        while true {
            values.append(try value(depth: depth + 1))
            skip()
            guard byte == UInt8(ascii: ",") else { break }
            at += 1
        }
        guard byte == UInt8(ascii: "]") else { throw expected("“,” or “]”") }
        at += 1
        return values
    }

    private mutating func object(depth: Int) throws -> JSONObject {
        let begin = line
        at += 1
        var values: [String: JSONValue] = [:]
        skip()
        if byte == UInt8(ascii: "}") {
            at += 1
            return JSONObject(line: begin, values: values)
        }
        while true {
            skip()
            guard byte == UInt8(ascii: "\"") else { throw expected("a name in quotation marks") }
            let name = try string()
            skip()
            guard byte == UInt8(ascii: ":") else { throw expected("“:”") }
            at += 1
            guard values.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
                throw problem("the name “\(name.prefix(60))” stands twice in one object")
            }
            skip()
            guard byte == UInt8(ascii: ",") else { break }
            at += 1
        }
        guard byte == UInt8(ascii: "}") else { throw expected("“,” or “}”") }
        at += 1
        return JSONObject(line: begin, values: values)
    }

    /// `-?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?`
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        func digits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == 48
        let whole = digits()
        guard whole > 0, !startsWithZero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private mutating func number() throws -> JSONValue {
        let begin = at
        while let byte, (48...57).contains(byte) || "+-.eE".utf8.contains(byte) { at += 1 }
        let text = String(decoding: bytes[begin..<at], as: UTF8.self)
        guard Self.isNumber(bytes[begin..<at]) else {
            at = begin
            throw expected("a value")
        }
        if let whole = Int64(text) { return .whole(whole) }
        guard let number = Double(text), number.isFinite else {
            at = begin
            throw problem("“\(text.prefix(40))” is not a number")
        }
        return .number(number)
    }

    private mutating func string() throws -> String {
        at += 1
        var output: [UInt8] = []
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                guard let text = String(validating: output, as: UTF8.self) else { throw problem("this is not UTF-8") }
                return text
            case UInt8(ascii: "\\"): try escape(&output)
            case 0..<0x20: throw problem("a text has a line break or control character; write it as \\n or \\u00XX")
            default:
                output.append(byte)
                at += 1
            }
        }
        throw expected("the end of a text")
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape(_ output: inout [UInt8]) throws {
        at += 1
        guard let byte else { throw expected("the end of a text") }
        if let plain = Self.escapes[byte] {
            output.append(plain)
            at += 1
            return
        }
        guard byte == UInt8(ascii: "u") else { throw problem("an unknown escape stands after \\") }
        at += 1
        var code = try unit()
        if (0xD800..<0xDC00).contains(code) {
            guard bytes[at...].starts(with: "\\u".utf8) else {
                throw problem("half a character: \\u without its second half")
            }
            at += 2
            let low = try unit()
            guard (0xDC00..<0xE000).contains(low) else {
                throw problem("half a character: \\u without its second half")
            }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code), code != 0 else { throw problem("this \\u is not a character of text") }
        output += Array(String(Character(scalar)).utf8)
    }

    private mutating func unit() throws -> UInt32 {
        guard at + 4 <= bytes.count, let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else {
            throw problem("four hexadecimal digits follow \\u")
        }
        at += 4
        return code
    }
}
