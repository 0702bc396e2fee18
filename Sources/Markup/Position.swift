/// Where an interpolated value stands, read backwards from the markup before it.
enum Position: Equatable {
    case text
    case attribute
    case urlStart
    case forbidden(String)

    /// - Parameter output: everything before the value. `>` inside a literal attribute value must be written `&gt;`.
    init(after output: String) {
        let bytes = output.utf8
        var index = bytes.endIndex
        while index != bytes.startIndex {
            bytes.formIndex(before: &index)
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                self = Self.isInsideRawText(bytes, closedAt: index) ? .forbidden("inside script or style") : .text
                return
            }
            if byte == UInt8(ascii: "<") {
                self = Self.insideTag(bytes[bytes.index(after: index)...])
                return
            }
        }
        self = .text
    }

    /// Reads a tag from just after `<` to the value.
    private static func insideTag(_ tag: Substring.UTF8View) -> Position {
        if tag.first == UInt8(ascii: "!") { return .forbidden("inside a comment or declaration") }
        var quote: UInt8?
        var name: [UInt8] = []
        var valueIsEmpty = false
        for byte in tag {
            if let open = quote {
                if byte == open {
                    quote = nil
                    name = []
                } else {
                    valueIsEmpty = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                quote = byte
                valueIsEmpty = true
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): name = []
            case UInt8(ascii: "="): break
            default: name.append(byte | 0x20)
            }
        }
        guard quote != nil else { return .forbidden("outside quotes in a tag") }
        return valueIsEmpty && urlAttributes.contains(String(decoding: name, as: UTF8.self)) ? .urlStart : .attribute
    }

    private static func isInsideRawText(_ bytes: String.UTF8View, closedAt end: String.Index) -> Bool {
        guard let open = bytes[..<end].lastIndex(of: UInt8(ascii: "<")) else { return false }
        let name = bytes[bytes.index(after: open)..<end].prefix { $0 != UInt8(ascii: " ") }
        return rawTextElements.contains(Substring(name).lowercased())
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
        var start = bytes.startIndex
        var index = start
        while index != bytes.endIndex {
            if let reference = reference(for: bytes[index]) {
                output += String(decoding: bytes[start..<index], as: UTF8.self)
                output += reference
                start = bytes.index(after: index)
            }
            bytes.formIndex(after: &index)
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
