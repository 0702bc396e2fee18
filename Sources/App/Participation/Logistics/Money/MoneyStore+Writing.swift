import Domain
import Storage
import Web

/// Writing of money.
extension MoneyStore {
    static func setFinance(
        _ programme: Programme.ID, _ account: Account.ID, _ isOn: Bool, now: Int64, _ tx: Transaction
    ) throws -> Bool {
        isOn
            ? try tx.change(
                """
                INSERT INTO programme_finance (programme_id, account_id, added_at) VALUES (\(programme), \(account), \(now))
                ON CONFLICT DO NOTHING
                """) > 0
            : try tx.change(
                "DELETE FROM programme_finance WHERE programme_id = \(programme) AND account_id = \(account)") > 0
    }

    static func insert(_ id: BudgetLine.ID, _ event: Event.ID, position: Int, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO budget_line (id, event_id, position, category, title, currency, created_at, changed_at)
            VALUES (\(id), \(event), \(position), 'other', '', 'EUR', \(now), \(now))
            """)
    }

    static func write(
        _ id: BudgetLine.ID, _ fields: BudgetLineFields, _ amounts: BudgetLineFields.Amounts, now: Int64,
        _ tx: Transaction
    )
        throws
    {
        try tx.execute(
            """
            UPDATE budget_line SET title = \(fields.title), category = \(fields.category), currency = \(amounts.currency.code),
                ceiling = \(amounts.ceiling?.minor), per_person = \(amounts.perPerson?.minor), changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func removeLine(_ id: BudgetLine.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM budget_line WHERE id = \(id)")
    }

    static func setRate(
        _ programme: Programme.ID, _ currency: Currency, _ base: Currency, month: String, rate: String, source: String,
        now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO exchange_rate (programme_id, currency, base, month, rate, source, entered_at)
            VALUES (\(programme), \(currency.code), \(base.code), \(month), \(rate), \(source), \(now))
            ON CONFLICT (programme_id, currency, base, month) DO UPDATE SET rate = excluded.rate, source = excluded.source,
                entered_at = excluded.entered_at
            """)
    }

    struct NewEntitlement {
        let id: Entitlement.ID
        let event: Event.ID
        let registration: Registration.ID
        let line: BudgetLine.ID
        let basis: EntitlementBasis
        let quantity: Int?
        let rate: Money
        let part: Rational
        let isFixed: Bool
        let note: String
    }

    static func insert(_ new: NewEntitlement, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO entitlement (id, event_id, registration_id, line_id, basis, quantity, rate, currency, part, is_fixed, note,
                created_at, changed_at, participant_id)
            VALUES (\(new.id), \(new.event), \(new.registration), \(new.line), \(new.basis), \(new.quantity), \(new.rate.minor),
                \(new.rate.currency.code), \(new.part.description), \(new.isFixed), \(new.note), \(now), \(now),
                (SELECT participant_id FROM registration WHERE id = \(new.registration)))
            """)
    }

    static func removeEntitlement(_ event: Event.ID, _ id: Entitlement.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM entitlement WHERE id = \(id) AND event_id = \(event)") > 0
    }

    static func insert(_ id: Claim.ID, _ traveller: Traveller, _ currency: Currency, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO claim (id, event_id, number, registration_id, participant_id, state, currency, note, reason, created_at, changed_at)
            SELECT \(id), \(traveller.event), COALESCE(MAX(number), 0) + 1, \(traveller.id), \(traveller.participant), 'draft', \(currency.code), '', '', \(now), \(now)
            FROM claim WHERE event_id = \(traveller.event)
            """)
    }

    static func setState(_ id: Claim.ID, _ state: ClaimState, reason: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE claim SET state = \(state.rawValue), reason = \(reason), decided_at = \(now), changed_at = \(now) WHERE id = \(id)"
        )
    }

    static func setSubmitted(_ id: Claim.ID, note: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE claim SET state = 'submitted', note = \(note), reason = '', submitted_at = \(now), checker = NULL, approver = NULL,
                changed_at = \(now) WHERE id = \(id)
            """)
    }

    /// Back to who checks it, as it was sent.
    static func reopen(_ id: Claim.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE claim SET state = 'submitted', checker = NULL, decided_at = NULL, changed_at = \(now) WHERE id = \(id)"
        )
    }

    static func setActor(_ id: Claim.ID, checker: String?, approver: String?, _ tx: Transaction) throws {
        if let checker { try tx.execute("UPDATE claim SET checker = \(checker) WHERE id = \(id)") }
        if let approver { try tx.execute("UPDATE claim SET approver = \(approver) WHERE id = \(id)") }
    }

    struct NewItem {
        let id: ClaimItem.ID
        let claim: Claim.ID
        let position: Int
        let category: CostCategory
        let spentOn: String
        let words: String
        let amount: Money
        let isNotRefundable: Bool
    }

    static func insert(_ new: NewItem, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO claim_item (id, claim_id, position, category, spent_on, words, amount, currency, rate_source, reason,
                is_not_refundable, participant_id)
            VALUES (\(new.id), \(new.claim), \(new.position), \(new.category), \(new.spentOn), \(new.words), \(new.amount.minor),
                \(new.amount.currency.code), '', '', \(new.isNotRefundable), (SELECT participant_id FROM claim WHERE id = \(new.claim)))
            """)
    }

    static func removeItem(_ claim: Claim.ID, _ id: ClaimItem.ID, _ tx: Transaction) throws -> Bool {
        guard try tx.first("SELECT id FROM claim_item WHERE id = \(id) AND claim_id = \(claim)") != nil else {
            return false
        }
        try ReceiptStore.remove(of: id, tx)
        try tx.execute("DELETE FROM claim_item WHERE id = \(id)")
        return true
    }

    struct Checked {
        let id: ClaimItem.ID
        let line: BudgetLine.ID?
        let rate: String?
        let source: String
        let exchanged: Int64
        let allowed: Int64
        let reason: String
    }

    static func check(_ item: Checked, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE claim_item SET line_id = \(item.line), rate = \(item.rate), rate_source = \(item.source), exchanged = \(item.exchanged),
                allowed = \(item.allowed), reason = \(item.reason) WHERE id = \(item.id)
            """)
    }

    struct NewPayment {
        let id: Payment.ID
        let event: Event.ID
        let registration: Registration.ID
        let claim: Claim.ID?
        let kind: PaymentRecord.Kind
        let amount: Money
        let paidOn: String
        let reference: String
    }

    static func insert(_ new: NewPayment, by payer: String?, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO payment (id, event_id, registration_id, claim_id, kind, amount, currency, paid_on, reference, payer, created_at,
                participant_id)
            VALUES (\(new.id), \(new.event), \(new.registration), \(new.claim), \(new.kind), \(new.amount.minor),
                \(new.amount.currency.code), \(new.paidOn), \(new.reference), \(payer), \(now),
                (SELECT participant_id FROM registration WHERE id = \(new.registration)))
            """)
    }
}
