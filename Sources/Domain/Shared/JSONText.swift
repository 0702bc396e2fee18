/// A JSON value that is written with its keys in the order given, so that the same tally is the same bytes.
public indirect enum JSONText: Sendable {
    case null
    case boolean(Bool)
    case string(String)
    case whole(Int)
    /// Shortest digits that read back as the same double; null when infinite or not a number.
    case number(Double)
    /// Digits of a number that is exact in decimal.
    case digits(String)
    case array([JSONText])
    case object([(String, JSONText)])

    /// RFC 8259, indented by two spaces; arrays of plain values stay on one line.
    public var text: String {
        var output = ""
        write(to: &output, indent: "")
        return output
    }

    private var isPlain: Bool {
        switch self {
        case .array(let values): values.isEmpty
        case .object(let pairs): pairs.isEmpty
        default: true
        }
    }

    private func write(to output: inout String, indent: String) {
        switch self {
        case .null: output += "null"
        case .boolean(let value): output += value ? "true" : "false"
        case .string(let text): Self.quote(text, to: &output)
        case .whole(let value): output += String(value)
        case .number(let value): output += value.isFinite ? value.description : "null"
        case .digits(let digits): output += digits
        case .array(let values):
            if values.allSatisfy(\.isPlain) {
                output += "["
                for (index, value) in values.enumerated() {
                    if index > 0 { output += ", " }
                    value.write(to: &output, indent: indent)
                }
                output += "]"
            } else {
                Self.lines(values, "[", "]", to: &output, indent: indent) { value, inner, output in
                    value.write(to: &output, indent: inner)
                }
            }
        case .object(let pairs):
            guard !pairs.isEmpty else { return output += "{}" }
            Self.lines(pairs, "{", "}", to: &output, indent: indent) { pair, inner, output in
                Self.quote(pair.0, to: &output)
                output += ": "
                pair.1.write(to: &output, indent: inner)
            }
        }
    }

    private static func lines<Element>(
        _ elements: [Element], _ open: String, _ close: String, to output: inout String, indent: String,
        write: (Element, String, inout String) -> Void
    ) {
        let inner = indent + "  "
        output += open + "\n"
        for (index, element) in elements.enumerated() {
            output += inner
            write(element, inner, &output)
            output += index + 1 < elements.count ? ",\n" : "\n"
        }
        output += indent + close
    }

    /// A string as JSON writes it (RFC 8259, section 7).
    public static func quote(_ text: String) -> String {
        var output = ""
        quote(text, to: &output)
        return output
    }

    private static func quote(_ text: String, to output: inout String) {
        output += "\""
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
        output += "\""
    }
}
