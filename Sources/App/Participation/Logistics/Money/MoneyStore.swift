import Domain
import Storage
import Web

/// The SQL of money.
struct MoneyStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func lines(of event: Event.ID) throws -> [BudgetLineRecord] {
        try reading.all("SELECT * FROM budget_line WHERE event_id = \(event) ORDER BY position, id").map(
            BudgetLineRecord.init)
    }

    func line(_ event: Event.ID, _ id: BudgetLine.ID) throws -> BudgetLineRecord {
        guard let row = try reading.first("SELECT * FROM budget_line WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try BudgetLineRecord(row)
    }

    func isUsed(_ line: BudgetLine.ID) throws -> Bool {
        try reading.first(
            """
            SELECT id FROM entitlement WHERE line_id = \(line) UNION ALL SELECT id FROM claim_item WHERE line_id = \(line) LIMIT 1
            """) != nil
    }

    func entitlements(of event: Event.ID) throws -> [EntitlementRecord] {
        try reading.all("SELECT * FROM entitlement WHERE event_id = \(event) ORDER BY created_at, id").map(
            EntitlementRecord.init)
    }

    func claims(of event: Event.ID) throws -> [ClaimRecord] {
        try reading.all("SELECT * FROM claim WHERE event_id = \(event) ORDER BY number").map(ClaimRecord.init)
    }

    func claim(_ event: Event.ID, _ id: Claim.ID) throws -> ClaimRecord {
        guard let row = try reading.first("SELECT * FROM claim WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try ClaimRecord(row)
    }

    func claims(of registration: Registration.ID) throws -> [ClaimRecord] {
        try reading.all("SELECT * FROM claim WHERE registration_id = \(registration) ORDER BY number").map(
            ClaimRecord.init)
    }

    /// How many claims wait for who keeps the money, where some do.
    func waiting(in events: [Event.ID]) throws -> [(event: Event.ID, count: Int)] {
        guard !events.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT event_id, COUNT(*) AS count FROM claim WHERE event_id IN \(in: events) AND state IN ('submitted', 'checked', 'approved')
            GROUP BY event_id ORDER BY event_id
            """
        ).map { (event: try $0.get("event_id"), count: try $0.get("count")) }
    }

    /// Those that their people have to look at again.
    func returned(of registrations: [Registration.ID]) throws -> [ClaimRecord] {
        guard !registrations.isEmpty else { return [] }
        return try reading.all(
            "SELECT * FROM claim WHERE registration_id IN \(in: registrations) AND state = 'returned' ORDER BY decided_at, id"
        ).map(ClaimRecord.init)
    }

    func items(of claims: [Claim.ID]) throws -> [Claim.ID: [ClaimItemRecord]] {
        guard !claims.isEmpty else { return [:] }
        return Dictionary(
            grouping: try reading.all("SELECT * FROM claim_item WHERE claim_id IN \(in: claims) ORDER BY position, id")
                .map(ClaimItemRecord.init), by: \.claim)
    }

    func payments(of event: Event.ID) throws -> [PaymentRecord] {
        try reading.all("SELECT * FROM payment WHERE event_id = \(event) ORDER BY paid_on, id").map(PaymentRecord.init)
    }

    /// What was paid out for a claim.
    func payment(of claim: Claim.ID) throws -> Money? {
        try reading.all("SELECT * FROM payment WHERE claim_id = \(claim) ORDER BY created_at, id").map(
            PaymentRecord.init
        )
        .last?.amount
    }

    func hasItem(_ id: ClaimItem.ID) throws -> Bool {
        try reading.first("SELECT id FROM claim_item WHERE id = \(id)") != nil
    }

    func payments(of registration: Registration.ID) throws -> Set<Payment.ID> {
        Set(
            try reading.all("SELECT id FROM payment WHERE registration_id = \(registration)").map { try $0.get("id") })
    }

    func entitlementCount(of registration: Registration.ID) throws -> Int {
        try reading.value(
            "SELECT COUNT(*) FROM entitlement WHERE registration_id = \(registration)", as: Int.self) ?? 0
    }

    func rates(of programme: Programme.ID) throws -> [ExchangeRateRecord] {
        try reading.all("SELECT * FROM exchange_rate WHERE programme_id = \(programme) ORDER BY month DESC, currency")
            .map(
                ExchangeRateRecord.init)
    }

    func rate(_ programme: Programme.ID, _ currency: Currency, _ base: Currency, month: String) throws
        -> ExchangeRateRecord?
    {
        try reading.first(
            """
            SELECT * FROM exchange_rate WHERE programme_id = \(programme) AND currency = \(currency.code) AND base = \(base.code)
            AND month = \(month)
            """
        ).map(ExchangeRateRecord.init)
    }

    // MARK: Who keeps money

    func isFinance(_ account: Account.ID, of programme: Programme.ID) throws -> Bool {
        try reading.first(
            "SELECT account_id FROM programme_finance WHERE programme_id = \(programme) AND account_id = \(account)")
            != nil
    }

    func finance(of programme: Programme.ID) throws -> [(id: Account.ID, name: String, email: String)] {
        try reading.all(
            """
            SELECT a.id, a.name, a.email FROM programme_finance f JOIN account a ON a.id = f.account_id
            WHERE f.programme_id = \(programme) ORDER BY a.name, a.id
            """
        ).map { (id: try $0.get("id"), name: try $0.get("name"), email: try $0.get("email")) }
    }

    /// Where somebody keeps the money.
    func programmes(of account: Account.ID) throws -> [Programme.ID] {
        try reading.all("SELECT programme_id FROM programme_finance WHERE account_id = \(account)").map {
            try $0.get("programme_id")
        }
    }

    func events(of programme: Programme.ID) throws -> [Event.ID] {
        try reading.all(
            """
            SELECT e.id FROM event e WHERE e.programme_id = \(programme) AND \(WritingRoom.isMeeting)
            ORDER BY e.starts_on DESC, e.id
            """
        ).map {
            try $0.get("id")
        }
    }
}
