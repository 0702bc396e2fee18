import BigInt

/// An exact fraction, always in lowest terms with a positive denominator, so that equal values are equal and a tie is
/// really a tie. Computes in `Int` as long as nothing overflows, then in `BigInt`; a result that fits goes back.
public struct Rational: Hashable, Sendable {
    private enum Form: Hashable, Sendable {
        case small(Int, Int)
        case big(BigInt, BigInt)
    }

    private let form: Form

    public static let zero = Rational(0)
    public static let one = Rational(1)

    public init(_ whole: Int) { self.init(whole, 1) }

    /// `denominator` must not be 0.
    public init(_ numerator: Int, _ denominator: Int) {
        precondition(denominator != 0, "a fraction needs a denominator other than 0")
        guard numerator != .min, denominator != .min else {
            form = Self.reduced(BigInt(numerator), BigInt(denominator))
            return
        }
        let divisor = max(1, greatestCommonDivisor(abs(numerator), abs(denominator)))
        let sign = denominator < 0 ? -1 : 1
        form = .small(sign * numerator / divisor, abs(denominator) / divisor)
    }

    /// `denominator` must not be 0.
    public init(_ numerator: BigInt, _ denominator: BigInt) {
        precondition(!denominator.isZero, "a fraction needs a denominator other than 0")
        form = Self.reduced(numerator, denominator)
    }

    public var numerator: BigInt {
        switch form {
        case .small(let over, _): BigInt(over)
        case .big(let over, _): over
        }
    }

    public var denominator: BigInt {
        switch form {
        case .small(_, let under): BigInt(under)
        case .big(_, let under): under
        }
    }

    public var isWhole: Bool { denominator == 1 }

    /// The nearest double or one beside it: for drawing and for statistics, never for an order.
    public var double: Double {
        switch form {
        case .small(let over, let under): return Double(over) / Double(under)
        case .big(let over, let under):
            let shift = max(0, max(over.bitWidth, under.bitWidth) - 1000)
            return Double(over >> shift) / Double(under >> shift)
        }
    }

    public var magnitude: Rational { self < .zero ? -self : self }

    private static func reduced(_ numerator: BigInt, _ denominator: BigInt) -> Form {
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator.sign == .minus ? -1 : 1
        let over = sign * numerator / divisor
        let under = sign * denominator / divisor
        // Int.min stays big: its absolute value is no Int.
        if let small = Int(exactly: over), let smallUnder = Int(exactly: under), small != .min {
            return .small(small, smallUnder)
        }
        return .big(over, under)
    }
}

extension Rational: Comparable {
    public static func < (left: Rational, right: Rational) -> Bool {
        if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
            let (ad, adOverflow) = a.multipliedReportingOverflow(by: d)
            let (cb, cbOverflow) = c.multipliedReportingOverflow(by: b)
            if !adOverflow && !cbOverflow { return ad < cb }
        }
        return left.numerator * right.denominator < right.numerator * left.denominator
    }
}

extension Rational: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }

    public static func + (left: Rational, right: Rational) -> Rational {
        if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
            if b == d {
                let (sum, overflow) = a.addingReportingOverflow(c)
                if !overflow { return Rational(sum, b) }
            }
            let (ad, first) = a.multipliedReportingOverflow(by: d)
            let (cb, second) = c.multipliedReportingOverflow(by: b)
            let (bd, third) = b.multipliedReportingOverflow(by: d)
            let (sum, fourth) = ad.addingReportingOverflow(cb)
            if !first && !second && !third && !fourth { return Rational(sum, bd) }
        }
        return Rational(
            left.numerator * right.denominator + right.numerator * left.denominator,
            left.denominator * right.denominator)
    }

    public static func * (left: Rational, right: Rational) -> Rational {
        if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
            let (over, first) = a.multipliedReportingOverflow(by: c)
            let (under, second) = b.multipliedReportingOverflow(by: d)
            if !first && !second { return Rational(over, under) }
        }
        return Rational(left.numerator * right.numerator, left.denominator * right.denominator)
    }

    /// `right` must not be 0.
    public static func / (left: Rational, right: Rational) -> Rational {
        if case .small(let c, let d) = right.form, c != 0 { return left * Rational(d, c) }
        return Rational(left.numerator * right.denominator, left.denominator * right.numerator)
    }

    public static prefix func - (value: Rational) -> Rational {
        if case .small(let over, let under) = value.form { return Rational(-over, under) }
        return Rational(-value.numerator, value.denominator)
    }

    public static func - (left: Rational, right: Rational) -> Rational { left + -right }
    public static func += (left: inout Rational, right: Rational) { left = left + right }
    public static func -= (left: inout Rational, right: Rational) { left = left - right }

    /// With a point and so many places, rounded half away from zero; `digits` is 1 or more.
    public func decimal(_ digits: Int) -> String {
        let scale = (0..<digits).reduce(BigInt(1)) { result, _ in result * 10 }
        let (over, under) = (numerator, denominator)
        let scaled = ((over < 0 ? -over : over) * scale * 2 + under) / (under * 2)
        let rest = String(scaled % scale)
        let padded = String(repeating: "0", count: max(0, digits - rest.count)) + rest
        return (over < 0 && scaled > 0 ? "-" : "") + "\(scaled / scale).\(padded)"
    }
}

extension Rational: CustomStringConvertible, LosslessStringConvertible {
    /// "17/3", or "5" where whole.
    public var description: String {
        switch form {
        case .small(let over, let under): under == 1 ? "\(over)" : "\(over)/\(under)"
        case .big(let over, let under): under == 1 ? over.description : "\(over.description)/\(under.description)"
        }
    }

    /// Reads "5", "-3" and "17/3" (not necessarily in lowest terms). Nil for anything else, also for "1/0".
    public init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let over = Rational.wholeNumber(first) else { return nil }
        guard parts.count == 2 else {
            self.init(over, 1)
            return
        }
        guard !parts[1].hasPrefix("-"), let under = Rational.wholeNumber(parts[1]), !under.isZero else { return nil }
        self.init(over, under)
    }

    private static func wholeNumber(_ text: Substring) -> BigInt? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return BigInt(String(text))
    }
}

private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
