/// Letters made alike, so that what is looked for in a text of an inject is found however it is typed: lower case, without marks and
/// invisible characters, ASCII digits and signs, single spaces.
enum InjectLetters {
    static func folded(_ text: some StringProtocol) -> String { String(String.UnicodeScalarView(scalars(text))) }

    /// - Returns: the folded letters without spaces at the ends.
    static func scalars(_ text: some StringProtocol) -> [Unicode.Scalar] {
        var output: [Unicode.Scalar] = []
        output.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &output) }
        if output.last == " " { output.removeLast() }
        return output
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout [Unicode.Scalar]) {
        if scalar.isASCII {
            switch scalar.value {
            case 0x41...0x5A: output.append(Unicode.Scalar(UInt8(scalar.value + 32)))
            case 0...0x20, 0x7F: space(&output)
            default: output.append(scalar)
            }
            return
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return space(&output)
        default: break
        }
        if properties.numericType == .decimal, let value = properties.numericValue {
            return output.append(Unicode.Scalar(UInt8(48 + Int(value))))
        }
        // Full-width forms.
        if (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0) {
            return append(plain, to: &output)
        }
        switch scalar {
        case "’", "‘", "ʼ", "`", "´": output.append("'")
        case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2212}", "\u{FE63}": output.append("-")
        case "ـ": return
        case "。", "．", "｡": output.append(".")
        default:
            for lower in properties.lowercaseMapping.unicodeScalars { output.append(bare[lower] ?? lower) }
        }
    }

    private static func space(_ output: inout [Unicode.Scalar]) {
        if let last = output.last, last != " " { output.append(" ") }
    }

    /// Composed letters without their marks: those of French, Russian and Arabic, in which words are looked for.
    private static let bare: [Unicode.Scalar: Unicode.Scalar] = [
        "à": "a", "â": "a", "ä": "a", "á": "a", "ç": "c", "é": "e", "è": "e", "ê": "e", "ë": "e", "î": "i", "ï": "i",
        "ô": "o", "ö": "o", "û": "u", "ù": "u", "ü": "u", "ё": "е", "й": "и", "أ": "ا", "إ": "ا", "آ": "ا",
    ]
}
