import BigInt

/// A currency of ISO 4217, with the number of its decimal places ("exponent" there).
public struct Currency: Hashable, Sendable, LosslessStringConvertible {
    public let code: String
    /// How many decimal places its amounts have: 0 to 4.
    public let exponent: Int

    /// - Parameter code: three letters, in either case; nothing for what is no currency.
    public init?(_ code: String) {
        let code = code.uppercased()
        guard Self.codes.contains(code) else { return nil }
        self.code = code
        exponent = Self.exponents[code] ?? 2
    }

    private init(known code: String, _ exponent: Int) {
        self.code = code
        self.exponent = exponent
    }

    public static let euro = Currency(known: "EUR", 2)

    public var description: String { code }

    /// Minor units in one unit.
    public var minorUnits: Int { (0..<exponent).reduce(1) { units, _ in units * 10 } }

    /// ISO 4217, list one (current currencies), without funds, metals and test codes.
    public static let all: [String] = codes.sorted()

    private static let codes = Set(
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK
        DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
        KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
        OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
        TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let exponents: [String: Int] = [
        "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
        "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0, "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3,
        "TND": 3,
    ]
}

/// An amount in minor units: 45.250 JOD is 45250.
public struct Money: Hashable, Sendable {
    public let minor: Int64
    public let currency: Currency

    /// Larger sums are no claim of anybody's; sums of a thousand of them still fit.
    public static let most: Int64 = 1_000_000_000_000_000

    /// - Returns: nothing beyond ``most``.
    public init?(minor: Int64, _ currency: Currency) {
        guard (-Self.most...Self.most).contains(minor) else { return nil }
        self.minor = minor
        self.currency = currency
    }

    private init(zero currency: Currency) {
        minor = 0
        self.currency = currency
    }

    public static func zero(_ currency: Currency) -> Money { Money(zero: currency) }

    /// In units, exactly.
    public var value: Rational { Rational(Int(minor), currency.minorUnits) }

    /// Rounded once, half away from zero.
    public init?(_ value: Rational, _ currency: Currency) {
        let scaled = value * Rational(currency.minorUnits)
        let (over, under) = (scaled.numerator, scaled.denominator)
        let magnitude = ((over < 0 ? -over : over) * 2 + under) / (under * 2)
        guard let whole = Int64(exactly: over < 0 ? -magnitude : magnitude) else { return nil }
        self.init(minor: whole, currency)
    }

    /// `187500.00`, with as many places as the currency has.
    public var decimal: String {
        let units = Int64(currency.minorUnits)
        let (whole, rest) = (minor.magnitude / units.magnitude, minor.magnitude % units.magnitude)
        let sign = minor < 0 ? "-" : ""
        guard currency.exponent > 0 else { return "\(sign)\(whole)" }
        let places = String(rest)
        return "\(sign)\(whole).\(String(repeating: "0", count: currency.exponent - places.count))\(places)"
    }

    /// - Returns: nothing where they are of two currencies, or too much.
    public func adding(_ other: Money) -> Money? {
        guard currency == other.currency else { return nil }
        let (sum, overflow) = minor.addingReportingOverflow(other.minor)
        return overflow ? nil : Money(minor: sum, currency)
    }

    /// - Returns: nothing where they are of two currencies, or too much.
    public func subtracting(_ other: Money) -> Money? {
        guard currency == other.currency else { return nil }
        let (rest, overflow) = minor.subtractingReportingOverflow(other.minor)
        return overflow ? nil : Money(minor: rest, currency)
    }
}

/// Sums of what is stored end where numbers end: they never stop the server.
extension Int64 {
    public func capped(adding other: Int64) -> Int64 {
        let (sum, overflows) = addingReportingOverflow(other)
        if overflows { return other < 0 ? -.max : .max }
        return Swift.max(sum, -.max)
    }

    public func capped(subtracting other: Int64) -> Int64 { capped(adding: other == .min ? .max : -other) }

    public mutating func add(capped other: Int64) { self = capped(adding: other) }
}

extension Sequence<Int64> {
    public var cappedSum: Int64 { reduce(0) { $0.capped(adding: $1) } }
}

/// How people write amounts and rates.
public enum DecimalText {
    /// An amount as somebody types it: `187,500.00`, `187 500,00`, `45.250`, `1.234,5`. The last point or comma parts the decimals where
    /// it stands once and the digits after it are no more than the currency has. `45,250` in dinars, which have three places, could be
    /// either, and so could `1.234` in euros, so it is not read (``readings(_:_:)``).
    public static func money(_ text: String, _ currency: Currency) -> Money? {
        guard let value = value(text, places: currency.exponent) else { return nil }
        return Money(value, currency)
    }

    /// Both that an amount could be in which one sign stands before three digits: for thousands, or for decimals, rounded to as many as
    /// the currency has. Nothing where it is clear: without decimals in the currency, or with three and a point.
    public static func readings(_ text: String, _ currency: Currency) -> (whole: Money, decimal: Money)? {
        let plain = bare(text)
        let signs = plain.filter { $0 == "." || $0 == "," }
        guard signs.count == 1, let sign = signs.first, plain.reversed().prefix(while: { $0 != sign }).count == 3,
            currency.exponent > 0, currency.exponent != 3 || sign == ",", !plain.hasPrefix("0"),
            let whole = grouped(plain, by: sign).flatMap({ Money($0, currency) }),
            let decimal = plainValue(plain.replacing(",", with: "."), places: 3).flatMap({ Money($0, currency) })
        else { return nil }
        return (whole, decimal)
    }

    private static func bare(_ text: String) -> String {
        String(text.filter { !$0.isWhitespace && $0 != "'" && $0 != "’" })
    }

    /// A rate: up to ten places.
    public static func rate(_ text: String) -> Rational? {
        let plain = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        guard plain.count(where: { $0 == "." }) <= 1, let rate = plainValue(plain, places: 10), rate > .zero else {
            return nil
        }
        return rate
    }

    private static func value(_ text: String, places: Int) -> Rational? {
        var plain = bare(text)
        let signs = plain.filter { $0 == "." || $0 == "," }
        guard let last = signs.last else { return plainValue(plain, places: places) }
        let after = plain.reversed().prefix { $0 != last }.count
        let isAlone = signs.count == 1
        if after == 3 {
            // A thousands sign, unless the currency has three places; then only a point, or a sign beside another one, is clear.
            if places == 3 {
                if isAlone && last == "," { return nil }
                if !isAlone && Set(signs).count == 1 { return grouped(plain, by: last) }
            } else {
                // Alone it could be for decimals, of which there are too many then: a thousandth of what would be paid.
                return Set(signs).count == 1 && (!isAlone || places == 0) ? grouped(plain, by: last) : nil
            }
        }
        guard after <= places, signs.filter({ $0 == last }).count == 1 else { return nil }
        let other: Character = last == "." ? "," : "."
        if !isAlone {
            let whole = String(plain.dropLast(after + 1))
            guard grouped(whole, by: other) != nil else { return nil }
        }
        plain = plain.replacing(String(other), with: "").replacing(String(last), with: ".")
        return plainValue(plain, places: places)
    }

    /// `1,234,567`: groups of three, the first of one to three.
    private static func grouped(_ text: String, by sign: Character) -> Rational? {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let groups = unsigned.split(separator: sign, omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return plainValue(text.replacing(String(sign), with: ""), places: 0)
    }

    /// `-12.5`
    private static func plainValue(_ text: String, places: Int) -> Rational? {
        let isNegative = text.hasPrefix("-")
        let parts = (isNegative ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            !parts[0].isEmpty, text.utf8.count <= 30
        else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.count <= places, parts.count == 1 || !decimals.isEmpty,
            let digits = BigInt(String(parts[0] + decimals), radix: 10)
        else { return nil }
        let units = (0..<decimals.count).reduce(BigInt(1)) { units, _ in units * 10 }
        let value = Rational(digits, units)
        return isNegative ? -value : value
    }
}
