import Domain
import Storage
import Web

struct BudgetLineRecord: Sendable {
    let id: BudgetLine.ID
    let position: Int
    let title: String
    let category: CostCategory
    let currency: Currency
    let ceiling: Money?
    let perPerson: Money?

    init(_ row: Row) throws {
        id = try row.get("id")
        position = try row.get("position")
        title = try row.get("title")
        category = try row.get("category")
        let currency = Currency(try row.get("currency")) ?? .euro
        self.currency = currency
        ceiling = try row.get("ceiling", as: Int64?.self).flatMap { Money(minor: $0, currency) }
        perPerson = try row.get("per_person", as: Int64?.self).flatMap { Money(minor: $0, currency) }
    }
}

struct EntitlementRecord: Sendable {
    let id: Entitlement.ID
    let registration: Registration.ID
    let line: BudgetLine.ID
    let basis: EntitlementBasis
    /// Nothing is taken from the journey or the event's days.
    let quantity: Int?
    let rate: Money
    let part: Rational
    /// Stays also where the person does not come: a ticket that is not given back.
    let isFixed: Bool
    let note: String

    init(_ row: Row) throws {
        id = try row.get("id")
        registration = try row.get("registration_id")
        line = try row.get("line_id")
        basis = try row.get("basis")
        quantity = try row.get("quantity")
        let currency = Currency(try row.get("currency")) ?? .euro
        rate = Money(minor: try row.get("rate"), currency) ?? .zero(currency)
        part = Rational(try row.get("part", as: String.self)) ?? .one
        isFixed = try row.get("is_fixed")
        note = try row.get("note")
    }

    /// What it comes to today.
    /// - Parameters:
    ///   - nights: of the person's journey.
    ///   - days: of the event.
    ///   - comes: the person has a seat, and the event takes place.
    func amount(nights: Int, days: Int, comes: Bool) -> Money {
        guard comes || isFixed else { return .zero(rate.currency) }
        let count = quantity ?? (basis == .night ? nights : basis == .day ? days : 1)
        return MoneyRules.entitlement(rate, quantity: Rational(count), part: part) ?? .zero(rate.currency)
    }
}

struct ClaimRecord: Sendable {
    let id: Claim.ID
    let event: Event.ID
    /// In its event, from 1: stays when the name goes.
    let number: Int
    let registration: Registration.ID
    let state: ClaimState
    /// In which it is paid.
    let currency: Currency
    let note: String
    let reason: String
    let checker: String?
    let submittedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        number = try row.get("number")
        registration = try row.get("registration_id")
        state = ClaimState(rawValue: try row.get("state")) ?? .draft
        currency = Currency(try row.get("currency")) ?? .euro
        note = try row.get("note")
        reason = try row.get("reason")
        checker = try row.get("checker")
        submittedAt = try row.moment("submitted_at")
    }
}

struct ClaimItemRecord: Sendable {
    let id: ClaimItem.ID
    let claim: Claim.ID
    let line: BudgetLine.ID?
    let category: CostCategory
    let spentOn: String
    let words: String
    let amount: Money
    /// As it was when it was checked.
    let rate: String?
    let rateSource: String
    /// In the claim's currency.
    let exchanged: Int64?
    let allowed: Int64?
    let reason: String
    /// What is claimed also where the event does not take place.
    let isNotRefundable: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        claim = try row.get("claim_id")
        line = try row.get("line_id")
        category = try row.get("category")
        spentOn = try row.get("spent_on")
        words = try row.get("words")
        let currency = Currency(try row.get("currency")) ?? .euro
        amount = Money(minor: try row.get("amount"), currency) ?? .zero(currency)
        rate = try row.get("rate")
        rateSource = try row.get("rate_source")
        exchanged = try row.get("exchanged")
        allowed = try row.get("allowed")
        reason = try row.get("reason")
        isNotRefundable = try row.get("is_not_refundable")
    }
}

struct PaymentRecord: Sendable {
    enum Kind: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
        case advance, claim, recovery

        var label: Message {
            switch self {
            case .advance: L("Advance")
            case .claim: L("Claim paid")
            case .recovery: L("Given back")
            }
        }
    }

    let id: Payment.ID
    let registration: Registration.ID
    let claim: Claim.ID?
    let kind: Kind
    let amount: Money
    let paidOn: String
    let reference: String

    init(_ row: Row) throws {
        id = try row.get("id")
        registration = try row.get("registration_id")
        claim = try row.get("claim_id")
        kind = try row.get("kind")
        let currency = Currency(try row.get("currency")) ?? .euro
        amount = Money(minor: try row.get("amount"), currency) ?? .zero(currency)
        paidOn = try row.get("paid_on")
        reference = try row.get("reference")
    }

    /// What was given back is taken off.
    var signed: Int64 { kind == .recovery ? -amount.minor : amount.minor }
}

struct ExchangeRateRecord: Sendable {
    let currency: Currency
    let base: Currency
    /// `2027-06`
    let month: String
    /// An exact decimal: units of the currency for one unit of base.
    let rate: String
    let source: String

    init(_ row: Row) throws {
        currency = Currency(try row.get("currency")) ?? .euro
        base = Currency(try row.get("base")) ?? .euro
        month = try row.get("month")
        rate = try row.get("rate")
        source = try row.get("source")
    }
}
