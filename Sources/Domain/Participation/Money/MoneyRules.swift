/// What somebody is entitled to, and what is paid or given back: exact until the end, where it is rounded once, half up.
public enum MoneyRules {
    /// Quantity × rate × part: nights of a per diem, days of a flat fee (halved where the way is short), kilometres.
    public static func entitlement(_ rate: Money, quantity: Rational, part: Rational = .one) -> Money? {
        Money(rate.value * quantity * part, rate.currency)
    }

    /// A per cent of an amount: what is advanced.
    public static func share(_ amount: Money, percent: Int) -> Money? {
        Money(amount.value * Rational(percent, 100), amount.currency)
    }

    /// An amount in another currency.
    /// - Parameter rate: how many units of the amount's currency one unit of the other costs, as the Commission's monthly rates
    ///   (InforEuro) say it; more than 0.
    public static func exchanged(_ amount: Money, to currency: Currency, at rate: Rational) -> Money? {
        if amount.currency == currency { return amount }
        guard rate > .zero else { return nil }
        return Money(amount.value / rate, currency)
    }

    /// What is still to be paid, and what is to be given back, where something was paid already.
    public static func settlement(due: Money, paid: Money) -> (toPay: Money, toRecover: Money)? {
        guard let rest = due.subtracting(paid) else { return nil }
        let zero = Money.zero(due.currency)
        return rest.minor >= 0 ? (rest, zero) : (zero, Money(minor: -rest.minor, due.currency) ?? zero)
    }

    /// What of a claimed amount is allowed under ceilings: they cut what is allowed, never what was claimed.
    /// - Parameter left: what each ceiling still has; nothing where there is none.
    public static func allowed(_ claimed: Money, left: [Money?]) -> Money {
        let least = left.compactMap { $0 }.filter { $0.currency == claimed.currency }.map(\.minor).min()
        guard let least, least < claimed.minor else { return claimed }
        return Money(minor: max(0, least), claimed.currency) ?? claimed
    }

    /// The nights between two days: 3 days are 2 nights. Nothing where the end is before the start.
    public static func nights(from first: String, to last: String) -> [String]? {
        guard let start = CalendarDate(first), let end = CalendarDate(last) else { return nil }
        let (from, to) = (start.daysSince1970, end.daysSince1970)
        guard from <= to, to - from <= 366 else { return nil }
        return (from..<to).map { CalendarDate(daysSince1970: $0).description }
    }
}

/// Where a claim stands.
public enum ClaimState: String, CaseIterable, Sendable, Codable {
    case draft, submitted, checked, approved, paid, returned, rejected

    /// Whether its person may change it.
    public var isOpen: Bool { self == .draft || self == .returned }

    /// Where it may go from here.
    public var next: Set<ClaimState> {
        switch self {
        case .draft, .returned: [.submitted]
        case .submitted: [.checked, .returned, .rejected]
        case .checked: [.approved, .returned, .rejected]
        case .approved: [.paid, .returned]
        case .paid, .rejected: []
        }
    }
}
