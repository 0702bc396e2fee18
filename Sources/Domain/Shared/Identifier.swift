/// The identity of one `Subject`: a UUID as 36 lower-case characters, so that it is the same text in the database,
/// in a URL and in JSON. `Identifier<Workshop>` and `Identifier<Issue>` cannot be mixed up.
///
/// New ones are UUIDv7 (RFC 9562, section 5.7), which sort by the time they were made. Time and randomness come from
/// outside: the domain has neither.
public struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible, LosslessStringConvertible {
    public let description: String

    /// Nil unless `description` is 8-4-4-4-12 lower-case hexadecimal digits.
    public init?(_ description: String) {
        guard IdentifierForm.isValid(description) else { return nil }
        self.description = description
    }

    /// A UUIDv7 from the milliseconds since 1970 (the low 48 bits are used) and at least 10 random bytes. Missing
    /// random bytes count as 0, further ones are ignored.
    public init(milliseconds: Int64, random: [UInt8]) {
        var bytes: [UInt8] = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * $0)) }
        bytes += random.prefix(10)
        bytes += [UInt8](repeating: 0, count: 16 - bytes.count)
        bytes[6] = (bytes[6] & 0x0f) | 0x70
        bytes[8] = (bytes[8] & 0x3f) | 0x80
        description = IdentifierForm.text(bytes)
    }

    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// Outside the generic type so that there is one copy of the code.
enum IdentifierForm {
    private static let digits: [UInt8] = Array("0123456789abcdef".utf8)
    private static let hyphen = UInt8(ascii: "-")

    /// Asked of every id that is read from the database.
    static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count == 36 else { return false }
            for offset in 0..<36 {
                let byte = bytes[offset]
                switch offset {
                case 8, 13, 18, 23: guard byte == hyphen else { return false }
                default:
                    guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else { return false }
                }
            }
            return true
        }
    }

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (offset, byte) in bytes.enumerated() {
            if offset == 4 || offset == 6 || offset == 8 || offset == 10 { text.append(hyphen) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
