import Domain
import Storage
import Web

/// What is due, what was paid, and what follows: by person and currency; and by line of the budget.
struct Settlement: Sendable {
    struct Balance: Sendable {
        var entitled: Int64 = 0
        var allowed: Int64 = 0
        var paid: Int64 = 0
        let currency: Currency

        var due: Money { Money(minor: entitled.capped(adding: allowed), currency) ?? .zero(currency) }
        private var result: (toPay: Money, toRecover: Money)? {
            Money(minor: paid, currency).flatMap { MoneyRules.settlement(due: due, paid: $0) }
        }
        var toPay: Money { result?.toPay ?? .zero(currency) }
        var toRecover: Money { result?.toRecover ?? .zero(currency) }
    }

    struct Line: Sendable {
        /// What people with a seat are entitled to.
        var committed: Int64 = 0
        /// Of claims that were sent, in the currency of the line.
        var claimed: Int64 = 0
        /// Of claims that were approved or paid.
        var approved: Int64 = 0
    }

    private(set) var people: [Registration.ID: [Currency: Balance]] = [:]
    private(set) var lines: [BudgetLine.ID: Line] = [:]
    /// By currency: what went out, less what was given back.
    private(set) var paid: [Currency: Int64] = [:]
    /// Of claims that were sent and nobody has checked, as they were written: on no line yet.
    private(set) var unchecked: [Currency: Int64] = [:]

    static func of(_ event: Event.ID, _ reading: any Reading) throws -> Settlement {
        let (store, record) = (MoneyStore(reading), try EventStore(reading).event(event))
        var settlement = Settlement()
        for (entitlement, amount) in try entitled(event, EventPlan(record), reading) {
            settlement.add(entitlement, amount)
        }
        let claims = try store.claims(of: event)
        let items = try store.items(of: claims.map(\.id))
        for claim in claims { settlement.add(claim, items[claim.id] ?? []) }
        for payment in try store.payments(of: event) { settlement.add(payment) }
        return settlement
    }

    /// What each entitlement comes to where the event is as planned. Without a new date it stays open; cancelled, nothing but what cannot be
    /// given back.
    static func entitled(_ event: Event.ID, _ plan: EventPlan, isOnline: Bool = false, _ reading: any Reading) throws
        -> [(entitlement: EntitlementRecord, amount: Money)]
    {
        let paidFor = try TravellerStore(reading).paidFor(in: event)
        let journeys = try JourneyStore(reading).journeys(of: event)
        let days = (MoneyRules.nights(from: plan.startsOn, to: plan.endsOn)?.count ?? 0) + 1
        let takesPlace = plan.standing != .cancelled && !isOnline
        return try MoneyStore(reading).entitlements(of: event).map { entitlement in
            let comes = takesPlace && paidFor.contains(entitlement.registration)
            let nights = journeys[entitlement.registration]?.fields.nights.count ?? 0
            return (entitlement, entitlement.amount(nights: nights, days: days, comes: comes))
        }
    }

    private mutating func add(_ entitlement: EntitlementRecord, _ amount: Money) {
        lines[entitlement.line, default: Line()].committed.add(capped: amount.minor)
        people[entitlement.registration, default: [:]][amount.currency, default: Balance(currency: amount.currency)]
            .entitled.add(capped: amount.minor)
    }

    private mutating func add(_ claim: ClaimRecord, _ items: [ClaimItemRecord]) {
        guard claim.state != .draft, claim.state != .rejected, claim.state != .returned else { return }
        let isApproved = claim.state == .approved || claim.state == .paid
        for item in items {
            if claim.state == .submitted {
                unchecked[item.amount.currency, default: 0].add(capped: item.amount.minor)
            }
            if let line = item.line {
                lines[line, default: Line()].claimed.add(capped: item.exchanged ?? 0)
                if isApproved { lines[line, default: Line()].approved.add(capped: item.allowed ?? 0) }
            }
            guard isApproved else { continue }
            people[claim.registration, default: [:]][claim.currency, default: Balance(currency: claim.currency)]
                .allowed.add(capped: item.allowed ?? 0)
        }
    }

    private mutating func add(_ payment: PaymentRecord) {
        let currency = payment.amount.currency
        people[payment.registration, default: [:]][currency, default: Balance(currency: currency)]
            .paid.add(capped: payment.signed)
        paid[currency, default: 0].add(capped: payment.signed)
    }
}
