import BigInt

/// A currency by its ISO 4217 code, with as many decimal places as it has there ("minor unit").
public struct Currency: Sendable, Hashable, LosslessStringConvertible {
    public let code: String

    /// - Parameter code: three capital letters.
    public init?(_ code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        self.code = code
    }

    public var description: String { code }

    private static let withoutPlaces: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
        "XPF",
    ]
    private static let withThreePlaces: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
    private static let withFourPlaces: Set<String> = ["CLF", "UYW"]

    public var places: Int {
        if Self.withoutPlaces.contains(code) { return 0 }
        if Self.withThreePlaces.contains(code) { return 3 }
        return Self.withFourPlaces.contains(code) ? 4 : 2
    }

    /// Minor units in one.
    public var scale: Int { [1, 10, 100, 1000, 10_000][places] }
}

/// An amount in the minor units of its currency: 45.250 JOD is 45250. Computed with exactly; rounded once, at the end, half away from 0.
public struct Money: Sendable, Hashable {
    public let minor: Int64
    public let currency: Currency

    /// A million million: sums of a million such amounts stay within Int64.
    public static let most: Int64 = 1_000_000_000_000

    public init(minor: Int64, _ currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// Rounded to the minor unit; nil beyond ``most``.
    public init?(_ amount: Rational, _ currency: Currency) {
        let scaled = amount * Rational(currency.scale)
        let over = scaled.numerator
        let doubled = (over < 0 ? -over : over) * 2 + scaled.denominator
        let rounded = doubled / (scaled.denominator * 2)
        guard let minor = Int64(exactly: over < 0 ? -rounded : rounded), abs(minor) <= Self.most else { return nil }
        self.init(minor: minor, currency)
    }

    /// Digits with a point or a comma, spaces between thousands: `187 500.00`. No more places than the currency has.
    public init?(_ text: String, _ currency: Currency) {
        guard let amount = Self.decimal(text, places: currency.places) else { return nil }
        self.init(amount, currency)
    }

    /// A decimal number such as a rate, `512.34`; nil for anything else.
    public static func decimal(_ text: String, places: Int = 9) -> Rational? {
        guard text.utf8.count <= 40 else { return nil }
        let spaces: Set<Unicode.Scalar> = [" ", "\u{a0}", "\u{202f}"]
        var plain = ""
        for scalar in text.unicodeScalars where !spaces.contains(scalar) { plain.unicodeScalars.append(scalar) }
        let isNegative = plain.hasPrefix("-")
        let pieces = plain.dropFirst(isNegative ? 1 : 0).split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
        guard (1...2).contains(pieces.count), let whole = pieces.first, !whole.isEmpty, whole.utf8.count <= 15 else {
            return nil
        }
        let fraction = pieces.count == 2 ? pieces[1] : ""
        guard pieces.count == 1 || (1...places).contains(fraction.utf8.count), places > 0 || pieces.count == 1,
            (whole + fraction).utf8.allSatisfy({ (48...57).contains($0) }),
            let digits = BigInt(String(whole + fraction))
        else { return nil }
        let scale = (0..<fraction.utf8.count).reduce(BigInt(1)) { power, _ in power * 10 }
        return Rational(isNegative ? -digits : digits, scale)
    }

    /// In whole units, exactly.
    public var amount: Rational { Rational(BigInt(minor), BigInt(currency.scale)) }

    /// With a point and all places: `45.250`.
    public var text: String { currency.places == 0 ? String(minor) : amount.decimal(currency.places) }

    /// - Parameter rate: units of this currency for one of the other.
    /// - Returns: nil for a rate of nothing or below.
    public func converted(to other: Currency, rate: Rational) -> Money? {
        rate > .zero ? Money(amount / rate, other) : nil
    }

    public func times(_ quantity: Rational) -> Money? { Money(amount * quantity, currency) }

    /// Nil for other currencies, or beyond ``most``.
    public func adding(_ other: Money) -> Money? {
        let (sum, isOver) = minor.addingReportingOverflow(other.minor)
        guard currency == other.currency, !isOver, sum.magnitude <= Self.most.magnitude else { return nil }
        return Money(minor: sum, currency)
    }
}

/// What somebody is entitled to by a rate, what was advanced of it, and what is due or to be given back once it is known what happened.
public struct Entitlement: Sendable, Hashable {
    public let rate: Money
    /// Nights or days that were planned, or kilometres.
    public let planned: Rational

    public init(rate: Money, planned: Rational) {
        self.rate = rate
        self.planned = planned
    }

    /// Counted by nights: three days with two nights are two.
    public static func nights(from first: CalendarDate, to last: CalendarDate) -> Int {
        max(0, last.daysSince1970 - first.daysSince1970)
    }

    public var amount: Money? { rate.times(planned) }
    /// - Parameter share: of the amount, 4/5 for instance.
    public func advance(_ share: Rational) -> Money? { rate.times(planned * share) }

    /// What is due for what took place, and what is still to be paid, below 0 what is to be recovered.
    public func settled(actual: Rational, advanced: Money) -> (due: Money, rest: Money)? {
        guard let due = rate.times(actual), let rest = due.adding(Money(minor: -advanced.minor, advanced.currency))
        else {
            return nil
        }
        return (due, rest)
    }
}
