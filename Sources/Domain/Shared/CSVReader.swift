/// Reads comma-separated values by RFC 4180, one record at a time: quoted fields with doubled quotes and line breaks
/// inside, CRLF or LF (or CR alone), an optional UTF-8 byte order mark. The separator is the commonest of `,` `;` and
/// tab in the first record, unless given.
///
/// Nothing is kept but the bytes and the present record, so a file of a million lines costs no more than its bytes.
/// Stricter than the RFC on purpose: a quote inside an unquoted field is refused, since it usually means that the
/// columns have slipped.
public struct CSVReader: Sendable {
    public struct Record: Sendable, Hashable {
        /// Where the record begins, from 1.
        public let line: Int
        public let fields: [String]

        /// A line with nothing on it.
        public var isBlank: Bool {
            // Not compared: nothing is known of the text yet, and comparing normalises it.
            fields.count == 1 && fields[0].isEmpty
        }
    }

    public let separator: UInt8
    private let bytes: [UInt8]
    private var position: Int
    /// The line of `position`, from 1.
    public private(set) var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    public init(_ text: String, separator: Character? = nil) {
        self.init(bytes: Array(text.utf8), separator: separator)
    }

    /// - Parameter separator: an ASCII character; nil detects it.
    public init(bytes: [UInt8], separator: Character? = nil) {
        self.bytes = bytes
        position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        self.separator = separator?.asciiValue ?? Self.detectSeparator(bytes)
    }

    /// The next record, or nil at the end. After an error the reader is not to be used further.
    public mutating func next() throws(CSVProblem) -> Record? {
        guard position < bytes.count else { return nil }
        let start = line
        var fields: [String] = []
        while true {
            let field: String
            if position < bytes.count && bytes[position] == Self.quote {
                field = try quotedField()
            } else {
                field = try plainField()
            }
            fields.append(field)
            guard position < bytes.count else { break }
            if bytes[position] == separator {
                position += 1
            } else {
                skipLineBreak()
                break
            }
        }
        return Record(line: start, fields: fields)
    }

    /// All records that are left, without blank lines at the end.
    public mutating func all() throws(CSVProblem) -> [Record] {
        var records: [Record] = []
        while let record = try next() { records.append(record) }
        while let last = records.last, last.isBlank { records.removeLast() }
        return records
    }

    private mutating func plainField() throws(CSVProblem) -> String {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            guard byte != Self.quote else { throw CSVProblem(line: line, kind: .quoteInsideField) }
            position += 1
        }
        return try text(bytes[start..<position], line: line)
    }

    private mutating func quotedField() throws(CSVProblem) -> String {
        let opened = line
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Self.quote {
                guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else {
                    position += 1
                    try endOfQuotedField()
                    return try text(content[...], line: opened)
                }
                position += 1
            } else if byte == Self.lineFeed || (byte == Self.carriageReturn && !isLineFeed(at: position + 1)) {
                line += 1
            }
            content.append(byte)
            position += 1
        }
        throw CSVProblem(line: opened, kind: .unterminatedQuote)
    }

    private func endOfQuotedField() throws(CSVProblem) {
        guard position < bytes.count else { return }
        let byte = bytes[position]
        guard byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn else {
            throw CSVProblem(line: line, kind: .textAfterQuote)
        }
    }

    private mutating func skipLineBreak() {
        if bytes[position] == Self.carriageReturn && isLineFeed(at: position + 1) { position += 1 }
        position += 1
        line += 1
    }

    private func isLineFeed(at index: Int) -> Bool { index < bytes.count && bytes[index] == Self.lineFeed }

    private func text(_ slice: ArraySlice<UInt8>, line: Int) throws(CSVProblem) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw CSVProblem(line: line, kind: .notUTF8) }
        return text
    }

    private static func detectSeparator(_ bytes: [UInt8]) -> UInt8 {
        let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var counts: [Int] = [0, 0, 0]
        var isQuoted = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == lineFeed || byte == carriageReturn { break }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.max() ?? 0
        return candidates[counts.firstIndex(of: most) ?? 0]
    }
}

/// Why a file is not CSV, and on which line.
public struct CSVProblem: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// `line` is where the quote was opened.
        case unterminatedQuote
        case textAfterQuote
        case quoteInsideField
        case notUTF8
    }

    public let line: Int
    public let kind: Kind

    public init(line: Int, kind: Kind) {
        self.line = line
        self.kind = kind
    }
}

/// Writes one CSV record as `CSVReader` reads it, ending with CRLF.
public enum CSVWriter {
    public static func record(_ fields: [String], separator: String = ",") -> String {
        fields.map(field).joined(separator: separator) + "\r\n"
    }

    private static func field(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { byte in
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte < 32
        }
        guard needsQuotes else { return text }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" { quoted.unicodeScalars.append(character) }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
