/// Where an interpolated value stands, read backwards from the markup before it.
enum Position: Equatable {
    case text
    case attribute
    case urlStart
    case forbidden(String)

    /// - Parameter output: everything before the value. `>` inside a literal attribute value must be written `&gt;`.
    init(after output: String) {
        // Markup that is being put together is UTF-8 in one piece, which is read ten times as fast as a view of it.
        self =
            output.utf8.withContiguousStorageIfAvailable(Self.position)
            ?? Array(output.utf8).withUnsafeBufferPointer(Self.position)
    }

    private static func position(after bytes: UnsafeBufferPointer<UInt8>) -> Position {
        var index = bytes.count
        while index > 0 {
            index -= 1
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                return isInsideRawText(bytes[..<index]) ? .forbidden("inside script or style") : .text
            }
            if byte == UInt8(ascii: "<") { return insideTag(bytes[(index + 1)...]) }
        }
        return .text
    }

    /// Reads a tag from just after `<` to the value.
    private static func insideTag(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Position {
        if tag.first == UInt8(ascii: "!") { return .forbidden("inside a comment or declaration") }
        var quote: UInt8?
        /// Where the name of the present attribute stands.
        var name = tag.startIndex..<tag.startIndex
        var valueIsEmpty = false
        for index in tag.indices {
            let byte = tag[index]
            if let open = quote {
                if byte == open {
                    quote = nil
                    name = index + 1..<index + 1
                } else {
                    valueIsEmpty = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                quote = byte
                valueIsEmpty = true
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): name = index + 1..<index + 1
            case UInt8(ascii: "="): break
            default: name = name.lowerBound..<index + 1
            }
        }
        guard quote != nil else { return .forbidden("outside quotes in a tag") }
        guard valueIsEmpty else { return .attribute }
        return urlAttributes.contains(String(decoding: tag[name], as: UTF8.self).lowercased()) ? .urlStart : .attribute
    }

    /// - Parameter bytes: everything before the `>` that closes a tag.
    private static func isInsideRawText(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let open = bytes.lastIndex(of: UInt8(ascii: "<")) else { return false }
        let name = bytes[(open + 1)...].prefix { $0 != UInt8(ascii: " ") }
        // Six letters at most: nearly no tag is looked at further.
        guard (5...6).contains(name.count), name.first.map({ $0 | 0x20 }) == UInt8(ascii: "s") else { return false }
        return rawTextElements.contains(String(decoding: name, as: UTF8.self).lowercased())
    }

    private static let urlAttributes: Set<String> = ["href", "src", "action", "formaction", "poster", "cite"]
    private static let rawTextElements: Set<String> = ["script", "style"]
}

enum URLScheme {
    /// Relative addresses, and http, https, mailto and our own data-free fragments. Control characters and spaces before the
    /// colon are what browsers skip, so they are skipped here too.
    static func isSafe(_ value: some StringProtocol) -> Bool {
        var scheme = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case ":": return ["http", "https", "mailto"].contains(scheme)
            case "/", "?", "#": return true
            default:
                if scalar.value > 0x20 {
                    scheme.unicodeScalars.append(contentsOf: String(scalar).lowercased().unicodeScalars)
                }
            }
        }
        return true
    }
}

enum Escaping {
    /// Appends UTF-8 with the five characters that mean something in HTML replaced.
    static func append(_ bytes: some Collection<UInt8>, to output: inout String) {
        if bytes.withContiguousStorageIfAvailable({ append($0, &output) }) == nil {
            Array(bytes).withUnsafeBufferPointer { append($0, &output) }
        }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, _ output: inout String) {
        var start = 0
        for index in bytes.indices {
            guard let reference = reference(for: bytes[index]) else { continue }
            output += String(decoding: bytes[start..<index], as: UTF8.self)
            output += reference
            start = index + 1
        }
        output += String(decoding: bytes[start...], as: UTF8.self)
    }

    private static func reference(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
