/// A date that may be known only as a year or a month, as ISO 8601 writes it with reduced accuracy (ISO 8601-1:2019, 5.2.2.2):
/// `2019`, `2019-05` or `2019-05-14`. Proleptic Gregorian calendar.
public struct PartialDate: Sendable, Hashable, CustomStringConvertible, LosslessStringConvertible {
    public let year: Int
    /// 1…12; nil if only the year is known.
    public let month: Int?
    /// 1…31; nil if only the month is known.
    public let day: Int?

    public init?(_ text: String) {
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        guard (1...3).contains(pieces.count),
            zip(pieces, widths).allSatisfy({ piece, width in
                piece.utf8.count == width && piece.utf8.allSatisfy { (48...57).contains($0) }
            })
        else { return nil }
        let numbers = pieces.compactMap { Int($0) }
        guard let year = numbers.first, (1000...9999).contains(year) else { return nil }
        self.year = year
        month = numbers.count > 1 ? numbers[1] : nil
        day = numbers.count > 2 ? numbers[2] : nil
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day { guard (1...CalendarDate.days(in: month, year)).contains(day) else { return nil } }
        }
    }

    public var description: String {
        [String(year), month.map(Self.two), day.map(Self.two)].compactMap { $0 }.joined(separator: "-")
    }

    /// Whether it lies wholly after a day, given as `2026-11-30`: this year is not after today, next year is.
    public func isAfter(_ day: String) -> Bool {
        let own = description
        return own > String(day.prefix(own.count))
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
