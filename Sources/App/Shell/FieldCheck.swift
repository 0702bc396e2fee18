import Domain
import Foundation
import Web

/// Cleans and checks the fields of one form, and gathers what is wrong, so that a person sees all of it at once.
struct FieldCheck {
    private(set) var errors: [String: Message] = [:]

    mutating func fail(_ field: String, _ message: Message) { if errors[field] == nil { errors[field] = message } }

    /// One line: white space runs become one space, control characters go.
    mutating func line(_ field: String, _ text: String, limit: Int, isRequired: Bool = false) -> String {
        guard mayHold(field, text, limit) else { return "" }
        let clean = Self.line(text)
        if clean.isEmpty && isRequired { fail(field, L("This field is required.")) }
        checkLength(field, clean, limit)
        return clean
    }

    /// Several lines: line breaks stay.
    mutating func lines(_ field: String, _ text: String, limit: Int, isRequired: Bool = false) -> String {
        guard mayHold(field, text, limit) else { return "" }
        let clean = Self.lines(text)
        if clean.isEmpty && isRequired { fail(field, L("This field is required.")) }
        checkLength(field, clean, limit)
        return clean
    }

    static func isWebAddress(_ text: String) -> Bool {
        guard let url = URL(string: text), let host = url.host(), !host.isEmpty else { return false }
        return url.scheme == "https" || url.scheme == "http"
    }

    /// An e-mail address in lower case; nil if none was given. The check is the one of browsers, plus a dot in the domain.
    mutating func email(_ field: String, _ text: String) -> String? {
        guard mayHold(field, text, 254) else { return nil }
        let clean = Self.line(text).lowercased()
        guard !clean.isEmpty else { return nil }
        if !Self.isEmail(clean) { fail(field, L("Write it as name@example.org.")) }
        return clean
    }

    /// An ISO 8601 date.
    mutating func date(_ field: String, _ text: String, isRequired: Bool = true) -> String {
        guard mayHold(field, text, 100) else { return "" }
        let clean = Self.line(text)
        if clean.isEmpty && isRequired {
            fail(field, L("Enter a date."))
        } else if !clean.isEmpty {
            guard let year = CalendarDate(clean)?.year else {
                fail(field, AskedDay.notADay)
                return clean
            }
            if !EpochTime.years.contains(year) {
                fail(field, L("Enter a year from \(EpochTime.years.lowerBound) to \(EpochTime.years.upperBound)."))
            }
        }
        return clean
    }

    /// Whether the directory knows a country. - Parameter known: its codes.
    mutating func country(_ code: String?, of known: Set<String>, at field: String = "country") {
        if let code, !known.contains(code) { fail(field, L("There is no country with this code.")) }
    }

    /// Whether the directory knows a sector. - Parameter known: its codes.
    mutating func sector(_ code: String?, of known: Set<String>, at field: String = "sector") {
        if let code, !known.contains(code) { fail(field, L("There is no such sector.")) }
    }

    /// - Throws: ``Refusal/invalid(_:)`` where something is wrong.
    func finish() throws { if !errors.isEmpty { throw Refusal.invalid(errors) } }

    private mutating func mayHold(_ field: String, _ text: String, _ limit: Int) -> Bool {
        let limit = TextLimit(limit)
        if !limit.mayHold(text) { fail(field, limit.excess(text) ?? TextLimit.tooLong(limit.characters)) }
        return limit.mayHold(text)
    }

    private mutating func checkLength(_ field: String, _ text: String, _ limit: Int) {
        if let words = TextLimit(limit).excess(text) { fail(field, words) }
    }

    /// As ``line(_:)``, but line breaks stay.
    static func lines(_ text: String) -> String {
        var lines: [Substring] = []
        // By scalars: a letter that follows a line break directly must not hide it, and nothing is known yet of the text.
        for piece in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            let piece = piece.last == "\r" ? piece.dropLast() : piece
            lines += piece.split(separator: "\r", omittingEmptySubsequences: false).map { Substring($0) }
        }
        return lines.map { line($0) }.joined(separator: "\n").trimmed
    }

    /// Without control characters and invisible direction overrides, and with no more marks on a letter than ``OutsideText`` lets
    /// in; then in Unicode's composed form, so that equal texts are equal.
    static func line(_ text: some StringProtocol) -> String {
        var output = String.UnicodeScalarView()
        var isSpacePending = false
        var marks = 0
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: isSpacePending = true
            case .surrogate, .privateUse, .unassigned: continue
            default:
                if (0x202A...0x202E).contains(scalar.value) || scalar.value == 0xFEFF || scalar.value == 0x200B {
                    continue
                }
                marks = OutsideText.isMark(scalar) ? marks + 1 : 0
                if marks > OutsideText.mostMarks { continue }
                if isSpacePending && !output.isEmpty { output.append(" ") }
                isSpacePending = false
                output.append(scalar)
            }
        }
        return String(output).precomposedStringWithCanonicalMapping
    }

    static func isEmail(_ text: String) -> Bool {
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, text.utf8.count <= 254, sides[0].utf8.count <= 64 else {
            return false
        }
        let domain = sides[1].split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value > 32 && $0.value != 127 && !"()<>[]:;,\\\"".unicodeScalars.contains($0)
        }
        return domain.count >= 2 && domain.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
            && isPlain
    }
}
