import BigInt

/// Projects as one file of IATI 2.03 (iatistandard.org, schema `iati-activities-schema.xsd`): either a document that the schema allows, or
/// the list of what has to be told first. The order of elements is part of the standard; nothing empty is written.
public struct IATIFile: Sendable, Hashable {
    public static let version = "2.03"
    /// OrganisationType.
    public static let types: Set<Int> = [10, 11, 15, 21, 22, 23, 24, 30, 40, 60, 70, 71, 72, 73, 80, 90]

    /// Who publishes it.
    public var reporter: IATIActivity.Organisation
    public var activities: [IATIActivity]
    /// Epoch milliseconds.
    public var generatedAt: Int64

    /// - Parameter reporter: its role is not told.
    public init(reporter: IATIActivity.Organisation, activities: [IATIActivity], generatedAt: Int64) {
        (self.reporter, self.activities, self.generatedAt) = (reporter, activities, generatedAt)
    }

    /// Empty where ``xml`` writes it.
    public var faults: [IATIFault] {
        IATICheck(self, today: String(InstantText.write(generatedAt).prefix(10))).faults
    }

    /// Nothing as long as there are ``faults``.
    public var xml: String? {
        guard faults.isEmpty, !activities.isEmpty else { return nil }
        var writer = IATIWriter()
        writer.open(
            "iati-activities", [("version", Self.version), ("generated-datetime", InstantText.write(generatedAt))])
        for activity in activities { writer.activity(activity, by: reporter) }
        writer.close("iati-activities")
        return writer.text
    }

    // MARK: What check and writer read alike

    /// Without what XML cannot hold, and without space around it.
    static func text(_ text: String?) -> String {
        let kept = (text ?? "").unicodeScalars.filter {
            switch $0.value {
            case 0x9, 0xA, 0xD: true
            case 0..<0x20, 0xFFFE, 0xFFFF: false
            default: true
            }
        }
        let whole = String(String.UnicodeScalarView(kept))
        guard let first = whole.firstIndex(where: { !$0.isWhitespace }),
            let last = whole.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(whole[first...last])
    }

    static func isEmpty(_ words: IATIActivity.Words) -> Bool { words.values.allSatisfy { text($0).isEmpty } }

    static func isNothing(_ value: IATIActivity.Value) -> Bool {
        text(value.value).isEmpty && isEmpty(value.comment)
    }

    /// `xsd:language`: `en`, `zh-Hant`.
    static func isLanguage(_ tag: String) -> Bool {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.allSatisfy({ (65...90).contains($0) || (97...122).contains($0) })
        else { return false }
        return parts.count <= 8
            && parts.allSatisfy {
                (1...8).contains($0.utf8.count)
                    && $0.utf8.allSatisfy {
                        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                    }
            }
    }

    /// `-12.50`, exactly; up to 15 digits before the point and 6 after it.
    public static func decimal(_ text: String) -> Rational? {
        let plain = Self.text(text)
        let unsigned = plain.hasPrefix("-") ? plain.dropFirst() : plain[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, (1...15).contains(whole.utf8.count),
            parts.count == 1 || (1...6).contains(parts[1].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let digits = BigInt(parts.joined(), radix: 10)
        else { return nil }
        let places = parts.count == 2 ? parts[1].utf8.count : 0
        let value = Rational(digits, (0..<places).reduce(BigInt(1)) { units, _ in units * 10 })
        return plain.hasPrefix("-") ? -value : value
    }

    /// `99.99`, without zeros at its end.
    static func plain(_ value: Rational) -> String {
        if value.isWhole { return value.description }
        var text = value.decimal(6)
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }

    /// The last day of the year that begins on a day: 31 August after 1 September.
    static func lastDayOfYear(from start: String) -> String? {
        guard let first = CalendarDate(start), first.year < 9999 else { return nil }
        let next = CalendarDate(CalendarDate.later(start, years: 1))
        // After a 29 February the year ends on the 28th.
        let clamped = first.month == 2 && first.day == 29
        return next.map { CalendarDate(daysSince1970: $0.daysSince1970 - (clamped ? 0 : 1)).description }
    }
}
