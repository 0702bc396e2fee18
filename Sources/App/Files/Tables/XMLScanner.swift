import Web

/// Reads the parts of a workbook: XML 1.0 in UTF-8 with namespaces, one tag after another, nothing kept. Written by hand because
/// Foundation's parser takes half a minute for five million empty cells, tells no namespaces in time and traps on names that are no
/// UTF-8. No document type is accepted, so there are no entities to expand or to fetch.
struct XMLScanner {
    /// One opening tag. Attributes are only looked for when somebody asks.
    struct Tag {
        fileprivate let bytes: UnsafeBufferPointer<UInt8>
        fileprivate let name: Range<Int>
        fileprivate let attributes: Range<Int>
        /// `<a/>`.
        let isEmpty: Bool
        /// Whether its namespace is one of those that the part is written in, or none.
        let isOurs: Bool

        func named(_ word: StaticString) -> Bool { isOurs && XMLScanner.equal(bytes, name, word) }

        /// The attribute without a prefix, or nothing.
        subscript(_ word: StaticString) -> String? { value { XMLScanner.equal(bytes, $0, word) } }

        /// The attribute of that name with any prefix.
        func prefixed(_ word: StaticString) -> String? {
            value { range in
                guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")) else { return false }
                return XMLScanner.equal(bytes, colon + 1..<range.upperBound, word)
            }
        }

        private func value(where isWanted: (Range<Int>) -> Bool) -> String? {
            var at = attributes.lowerBound
            while let next = XMLScanner.attribute(bytes, &at, attributes.upperBound) {
                if isWanted(next.name) { return XMLScanner.text(bytes, next.value) }
            }
            return nil
        }
    }

    /// Elements inside each other.
    private static let mostDepth = 200

    private let bytes: UnsafeBufferPointer<UInt8>
    private let namespaces: Set<String>
    private var at = 0
    private var open: [Range<Int>] = []
    /// Prefix → namespace, and the depth from which it holds; the default namespace has the prefix "".
    private var declared: [(depth: Int, prefix: String, namespace: String)] = []
    private var hasRoot = false

    /// - Throws: ``ZipArchive/damaged`` where it is no XML of the kind, and whatever the reader throws.
    static func read(_ content: [UInt8], namespaces: Set<String>, into reader: PartReader) throws {
        let content = try utf8(content)
        try content.withUnsafeBufferPointer { bytes in
            var scanner = XMLScanner(bytes: bytes, namespaces: namespaces)
            try scanner.run(reader)
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, namespaces: Set<String>) {
        self.bytes = bytes
        self.namespaces = namespaces
    }

    /// UTF-16 is the other encoding that the standard allows (ECMA-376 part 2, 8.1.4).
    private static func utf8(_ content: [UInt8]) throws -> [UInt8] {
        if content.starts(with: [0xFE, 0xFF]) || content.starts(with: [0xFF, 0xFE]) {
            guard let text = TextEncoding.utf16.decode(content) else { throw ZipArchive.damaged }
            return Array(text.utf8)
        }
        guard String(validating: content, as: UTF8.self) != nil else { throw ZipArchive.damaged }
        let head = String(decoding: content.prefix(200), as: UTF8.self).lowercased().prefix { $0 != ">" }
        if head.contains("<?xml"), head.contains("encoding"), !head.contains("utf-8"), !head.contains("utf8") {
            throw ZipArchive.damaged
        }
        return content
    }

    // MARK: From tag to tag

    private mutating func run(_ reader: PartReader) throws {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                let start = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
                if !open.isEmpty, reader.isCollecting { try Self.append(bytes, start..<at, to: &reader.collected) }
                continue
            }
            guard at + 1 < bytes.count else { throw ZipArchive.damaged }
            switch bytes[at + 1] {
            case UInt8(ascii: "/"): try endTag(reader)
            case UInt8(ascii: "?"): try skip(to: "?>")
            case UInt8(ascii: "!"): try declaration(reader)
            default: try startTag(reader)
            }
        }
        guard hasRoot, open.isEmpty else { throw ZipArchive.damaged }
    }

    private mutating func declaration(_ reader: PartReader) throws {
        if starts(with: "<!--") { return try skip(to: "-->") }
        guard starts(with: "<![CDATA["), !open.isEmpty else { throw ZipArchive.damaged }
        let start = at + 9
        try skip(to: "]]>")
        if reader.isCollecting { reader.collected += bytes[start..<max(start, at - 3)] }
    }

    private mutating func startTag(_ reader: PartReader) throws {
        let name = at + 1..<nameEnd(from: at + 1)
        guard !name.isEmpty, open.count < Self.mostDepth, !open.isEmpty || !hasRoot else { throw ZipArchive.damaged }
        var end = name.upperBound
        var quote: UInt8 = 0
        while true {
            guard end < bytes.count else { throw ZipArchive.damaged }
            let byte = bytes[end]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
            if byte == UInt8(ascii: "<") { throw ZipArchive.damaged }
            end += 1
        }
        let isEmpty = bytes[end - 1] == UInt8(ascii: "/") && end - 1 >= name.upperBound
        let attributes = name.upperBound..<(isEmpty ? end - 1 : end)
        at = end + 1
        hasRoot = true
        open.append(name)
        if !attributes.isEmpty { try declare(attributes) }
        let (local, isOurs) = resolve(name)
        try reader.begin(
            Tag(bytes: bytes, name: local, attributes: attributes, isEmpty: isEmpty, isOurs: isOurs))
        if isEmpty { try close(local, isOurs, reader) }
    }

    private mutating func endTag(_ reader: PartReader) throws {
        let name = at + 2..<nameEnd(from: at + 2)
        var end = name.upperBound
        while end < bytes.count, Self.isBlank(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ">"), let opened = open.last,
            bytes[opened].elementsEqual(bytes[name])
        else { throw ZipArchive.damaged }
        at = end + 1
        let (local, isOurs) = resolve(name)
        try close(local, isOurs, reader)
    }

    private mutating func close(_ local: Range<Int>, _ isOurs: Bool, _ reader: PartReader) throws {
        try reader.end(Tag(bytes: bytes, name: local, attributes: 0..<0, isEmpty: false, isOurs: isOurs))
        while let last = declared.last, last.depth == open.count { declared.removeLast() }
        open.removeLast()
    }

    // MARK: Names

    private mutating func declare(_ attributes: Range<Int>) throws {
        guard attributes.count > 6 else { return }
        var place = attributes.lowerBound
        while let next = Self.attribute(bytes, &place, attributes.upperBound) {
            guard next.name.count >= 5, bytes[next.name.lowerBound] == UInt8(ascii: "x"),
                Self.equal(bytes, next.name.lowerBound..<next.name.lowerBound + 5, "xmlns")
            else { continue }
            let isDefault = next.name.count == 5
            guard isDefault || bytes[next.name.lowerBound + 5] == UInt8(ascii: ":"), declared.count < 1_000 else {
                continue
            }
            let prefix = isDefault ? "" : String(decoding: bytes[next.name.dropFirst(6)], as: UTF8.self)
            declared.append((open.count, prefix, Self.text(bytes, next.value) ?? ""))
        }
        guard place >= attributes.upperBound else { throw ZipArchive.damaged }
    }

    /// The name without its prefix, and whether it is of a namespace that is read here.
    private func resolve(_ name: Range<Int>) -> (Range<Int>, Bool) {
        let colon = bytes[name].firstIndex(of: UInt8(ascii: ":"))
        guard !declared.isEmpty || colon != nil else { return (name, true) }
        let prefix = colon.map { String(decoding: bytes[name.lowerBound..<$0], as: UTF8.self) } ?? ""
        let namespace = declared.last { $0.prefix == prefix }?.namespace ?? (colon == nil ? "" : "?")
        let local = colon.map { $0 + 1..<name.upperBound } ?? name
        return (local, namespace.isEmpty || namespaces.contains(namespace))
    }

    private func nameEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || Self.isBlank(byte) { break }
            end += 1
        }
        return end
    }

    // MARK: Bytes

    private func starts(with word: StaticString) -> Bool {
        at + word.utf8CodeUnitCount <= bytes.count
            && Self.equal(bytes, at..<at + word.utf8CodeUnitCount, word)
    }

    private mutating func skip(to word: StaticString) throws {
        let last = bytes.count - word.utf8CodeUnitCount
        while at <= last {
            if bytes[at] == word.utf8Start.pointee, starts(with: word) {
                at += word.utf8CodeUnitCount
                return
            }
            at += 1
        }
        throw ZipArchive.damaged
    }

    fileprivate static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    fileprivate static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ word: StaticString)
        -> Bool
    {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where bytes[range.lowerBound + index] != word.utf8Start[index] { return false }
        return true
    }

    /// The next attribute from `at`, which moves behind it; nothing at the end, or where there is none in the right form.
    fileprivate static func attribute(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: Int) -> (
        name: Range<Int>, value: Range<Int>
    )? {
        while at < end, isBlank(bytes[at]) { at += 1 }
        let start = at
        var place = at
        while place < end, bytes[place] != UInt8(ascii: "="), !isBlank(bytes[place]) { place += 1 }
        let name = start..<place
        while place < end, isBlank(bytes[place]) { place += 1 }
        guard place < end, !name.isEmpty, bytes[place] == UInt8(ascii: "=") else { return nil }
        place += 1
        while place < end, isBlank(bytes[place]) { place += 1 }
        guard place < end, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else { return nil }
        let quote = bytes[place]
        let first = place + 1
        place = first
        while place < end, bytes[place] != quote { place += 1 }
        guard place < end else { return nil }
        at = place + 1
        return (name, first..<place)
    }

    /// With its references resolved; nil if one of them is unknown.
    fileprivate static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String? {
        var output: [UInt8] = []
        do {
            try append(bytes, range, to: &output)
            return String(decoding: output, as: UTF8.self)
        } catch {
            return nil
        }
    }

    /// Line breaks become LF, references what they stand for.
    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to output: inout [UInt8])
        throws
    {
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = bytes[at]
            if byte == UInt8(ascii: "&") {
                let end = bytes[at..<min(range.upperBound, at + 12)].firstIndex(of: UInt8(ascii: ";"))
                guard let end, let scalar = reference(String(decoding: bytes[at + 1..<end], as: UTF8.self)) else {
                    throw ZipArchive.damaged
                }
                output += Array(String(scalar).utf8)
                at = end + 1
            } else if byte == 13 {
                output.append(10)
                at += at + 1 < range.upperBound && bytes[at + 1] == 10 ? 2 : 1
            } else {
                output.append(byte)
                at += 1
            }
        }
    }

    private static func reference(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
        }
    }
}

/// What reads one kind of part from its tags.
class PartReader {
    /// While set, text between tags is gathered in ``collected``.
    fileprivate(set) var isCollecting = false
    fileprivate(set) var collected: [UInt8] = []

    func begin(_ tag: XMLScanner.Tag) throws {}
    func end(_ tag: XMLScanner.Tag) throws {}

    func collect() {
        collected.removeAll(keepingCapacity: true)
        isCollecting = true
    }

    /// What was gathered since ``collect()``.
    func gathered() -> String {
        isCollecting = false
        return String(decoding: collected, as: UTF8.self)
    }
}
