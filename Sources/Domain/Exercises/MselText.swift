/// Text of sheets as it is compared: NFKC of what sheets really hold (wide letters, digits of all scripts, odd spaces and dashes), small letters.
public enum MselText {
    /// With digits 0 to 9, one kind of dash, space and apostrophe, and without marks of direction.
    static func plain(_ text: some StringProtocol) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0x061C, 0xFEFF, 0xAD: continue
            case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: output.append("-")
            case 0x2116: output.append(contentsOf: "#".unicodeScalars)
            case 0x2018, 0x2019, 0x02BC: output.append("'")
            case 0xBA, 0xB0: output.append("o")
            case 0x066B: output.append(".")
            case 0xFF01...0xFF5E: output.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0..<0x80: output.append(scalar)
            default: output.append(other(scalar))
            }
        }
        return String(output)
    }

    private static func other(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let properties = scalar.properties
        if properties.numericType == .decimal, let value = properties.numericValue,
            let digit = Unicode.Scalar(UInt32(48 + Int(value)))
        {
            return digit
        }
        return properties.isWhitespace ? " " : scalar
    }

    /// Small letters, runs of space and line breaks as one space, nothing around.
    static func folded(_ text: some StringProtocol) -> String {
        plain(text).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Nothing around.
    static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
