/// Looks through a JSON text (RFC 8259) before it is parsed, in one pass and without keeping anything: the rules of ``OutsideText``
/// also for what stands in `\u` escapes, and bounds for depth, values and names. Whether it is JSON at all is the parser's matter.
public struct OutsideJSON {
    public struct Limits: Sendable {
        public var depth = 32
        public var values = 200_000
        /// Whether only marks and long names are looked for: the parser that follows has better words for the rest.
        public var onlyMarks = false

        public init(depth: Int = 32, values: Int = 200_000, onlyMarks: Bool = false) {
            (self.depth, self.values, self.onlyMarks) = (depth, values, onlyMarks)
        }
    }

    /// Which names may stand where; everything may stand in what is `any`.
    public indirect enum Names: Sendable {
        case any
        case object([String: Names])
        case list(Names)
        /// Whatever the names are.
        case map(Names)
    }

    private let bytes: [UInt8]
    private let limits: Limits
    /// What the next value may hold, and what the open lists and objects may.
    private var expected: Names
    private var open: [Names] = []
    private var at = 0
    private var values = 0
    /// The names that lead here; nothing in place of a name in a list.
    private var path: [String?] = []
    private var lastText = 0..<0

    /// - Throws: ``Refusal`` 400, naming the field; 422 for a field that is not among the names: misspelt, it would be left out unseen.
    public static func check(_ bytes: [UInt8], limits: Limits = Limits(), names: Names = .any) throws(Refusal) {
        var scan = OutsideJSON(bytes: bytes, limits: limits, names: names)
        try scan.run()
    }

    private init(bytes: [UInt8], limits: Limits, names: Names) {
        (self.bytes, self.limits, expected) = (bytes, limits, names)
    }

    private mutating func run() throws(Refusal) {
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""): try text()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard path.count < limits.depth else { throw Self.tooDeep }
                path.append(nil)
                open.append(expected)
                if case .list(let inner) = expected { expected = inner }
                at += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = path.popLast()
                _ = open.popLast()
                at += 1
            case UInt8(ascii: ":"): try name()
            case UInt8(ascii: ","):
                values += 1
                guard values <= limits.values else { throw Self.tooMany }
                if case .list(let inner) = open.last { expected = inner }
                at += 1
            case 0 where !limits.onlyMarks: throw .brokenText(.zero)
            case 0x80... where !limits.onlyMarks: throw .brokenText(.notUTF8)
            default: at += 1
            }
        }
    }

    /// The text that was just passed was a name.
    private mutating func name() throws(Refusal) {
        at += 1
        guard !path.isEmpty else { return }
        guard lastText.count <= OutsideText.longestName else { throw .brokenText(.tooLong) }
        let name = String(decoding: bytes[lastText], as: UTF8.self)
        path[path.count - 1] = name
        switch open.last {
        case .object(let fields):
            guard let next = fields[name] else { throw Self.unknown(field ?? name) }
            expected = next
        case .map(let value): expected = value
        default: expected = .any
        }
    }

    private static func unknown(_ field: String) -> Refusal {
        Refusal.invalid([String(field.prefix(120)): L("There is no field of this name here.")])
    }

    private var field: String? {
        let names = path.compactMap { $0 }
        return names.isEmpty ? nil : names.joined(separator: ".")
    }

    private mutating func text() throws(Refusal) {
        at += 1
        let start = at
        var watch = OutsideText.Watch()
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            let scalar: Unicode.Scalar
            if bytes[at] == UInt8(ascii: "\\") {
                guard let written = escaped() else { continue }
                scalar = written
            } else if bytes[at] < 0x80 {
                scalar = Unicode.Scalar(bytes[at])
                at += 1
            } else {
                guard let read = decoded() else {
                    guard limits.onlyMarks else { throw .brokenText(.notUTF8, field: field) }
                    at += 1
                    continue
                }
                scalar = read
            }
            guard let fault = watch.fault(at: scalar), !limits.onlyMarks || fault == .marks else { continue }
            throw .brokenText(fault, field: field)
        }
        lastText = start..<at
        at += 1
    }

    /// One scalar of several bytes; nil if it is malformed.
    private mutating func decoded() -> Unicode.Scalar? {
        let length = bytes[at] >= 0xF0 ? 4 : bytes[at] >= 0xE0 ? 3 : 2
        guard at + length <= bytes.count,
            let text = String(validating: bytes[at..<at + length], as: UTF8.self), text.unicodeScalars.count == 1
        else { return nil }
        at += length
        return text.unicodeScalars.first
    }

    /// The scalar behind `\uXXXX`; nothing for the other escapes, and for halves of a pair: no mark is written as a pair by
    /// chance, so both halves of one are read together.
    private mutating func escaped() -> Unicode.Scalar? {
        guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u") else {
            at += 2
            return "."
        }
        at += 2
        guard let code = unit() else { return nil }
        guard (0xD800..<0xDC00).contains(code) else { return Unicode.Scalar(code) }
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
            return nil
        }
        at += 2
        guard let low = unit(), (0xDC00..<0xE000).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (code - 0xD800) << 10 + (low - 0xDC00))
    }

    private mutating func unit() -> UInt32? {
        guard at + 4 <= bytes.count else {
            at = bytes.count
            return nil
        }
        defer { at += 4 }
        return UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    }

    private static let tooDeep = Refusal(
        .badRequest, "malformed-json", L("The lists and objects in this JSON are nested too deep."))
    private static let tooMany = Refusal(
        .badRequest, "malformed-json", L("There are more values in this JSON than the server reads at once."))
}
