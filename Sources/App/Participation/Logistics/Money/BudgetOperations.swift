import Domain
import Storage
import Web

/// Budget, rates, what people are entitled to, and advances.
enum BudgetOperations {
    static let mostLines = 60
    /// To one person in one event.
    static let mostPayments = 200
    static let mostEntitlements = 60

    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func writeLine(
        _ visit: Visit, _ event: Event.ID, _ id: BudgetLine.ID?, _ fields: BudgetLineFields, key: String? = nil
    ) async throws -> BudgetLine.ID {
        let checked = Result { try fields.checked() }
        return try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            let told = try checked.get()
            let work = Work(tx, visit)
            if let id {
                let known = try MoneyStore(tx).line(event, id)
                guard try known.currency == told.amounts.currency || !MoneyStore(tx).isUsed(id) else {
                    throw Refusal.lineIsUsed
                }
                try MoneyStore.write(id, told.fields, told.amounts, now: work.now, tx)
                try work.record(.event(event), "budget-line:\(id)", "budget.change")
                return id
            }
            let lines = try MoneyStore(tx).lines(of: event)
            let new: BudgetLine.ID = SendingKey.id(key, by: work.actor, work.environment)
            if lines.contains(where: { $0.id == new }) { return new }
            let count = lines.count
            guard count < mostLines else {
                throw Refusal.tooMany(L("There are \(mostLines) lines, which is as many as it takes."))
            }
            try MoneyStore.insert(new, event, position: count + 1, now: work.now, tx)
            try MoneyStore.write(new, told.fields, told.amounts, now: work.now, tx)
            try work.record(.event(event), "budget-line:\(new)", "budget.creation")
            return new
        }
    }

    static func removeLine(_ visit: Visit, _ event: Event.ID, _ id: BudgetLine.ID) async throws {
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            _ = try MoneyStore(tx).line(event, id)
            guard try !MoneyStore(tx).isUsed(id) else { throw Refusal.lineIsUsed }
            try MoneyStore.removeLine(id, tx)
            try Work(tx, visit).record(.event(event), "budget-line:\(id)", "budget.removal")
        }
    }

    // MARK: Rates

    struct RateInput: Sendable {
        var currency = ""
        var base = "EUR"
        /// `2027-06`
        var month = ""
        /// Units of the currency for one unit of base.
        var rate = ""
        var source = ""
    }

    static func setRate(_ visit: Visit, _ event: Event.ID, _ input: RateInput) async throws {
        var check = FieldCheck()
        let source = check.line("source", input.source, limit: 120, isRequired: true)
        let (currency, base) = (Currency(input.currency), Currency(input.base))
        if currency == nil || base == nil || currency == base {
            check.fail("currency", L("Choose a currency from the list."))
        }
        if CalendarDate("\(input.month)-01") == nil { check.fail("month", L("Write the month as 2027-06.")) }
        if DecimalText.rate(input.rate) == nil {
            check.fail("rate", L("Write how much one unit costs, such as 512.34."))
        }
        let checked = check
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            try checked.finish()
            guard let currency, let base else { return }
            let programme = try EventStore(tx).event(event).programme
            let plain = input.rate.filter { !$0.isWhitespace }.replacing(",", with: ".")
            try MoneyStore.setRate(
                programme, currency, base, month: input.month, rate: plain, source: source, now: visit.now, tx)
            try Work(tx, visit).record(
                .programme(programme), "programme:\(programme)", "budget.rate",
                ["currency": .text(currency.code), "month": .text(input.month)])
        }
    }

    // MARK: Entitlements

    struct EntitlementInput: Sendable {
        /// A registration, or nothing for all who are funded, have a seat and have none on this line.
        var registration: Registration.ID?
        var line: BudgetLine.ID?
        var basis = EntitlementBasis.night
        /// Nothing is taken from the journey or the event's days.
        var quantity: Int?
        /// Of the list of rates: then it says the rate and the basis.
        var allowance: Allowance.ID?
        var rate = ""
        /// A half, where the way is short.
        var isHalved = false
        var isFixed = false
        var note = ""
    }

    /// - Returns: how many were entitled.
    @discardableResult
    static func entitle(_ visit: Visit, _ event: Event.ID, _ input: EntitlementInput) async throws -> Int {
        var check = FieldCheck()
        let note = check.line("note", input.note, limit: 200)
        if let quantity = input.quantity, !(0...10_000).contains(quantity) {
            check.fail("quantity", WholeText.words(0...10_000))
        }
        if input.line == nil { check.fail("line", L("Choose a line of the budget.")) }
        let first = check
        return try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            var check = first
            let line = try input.line.map { try MoneyStore(tx).line(event, $0) }
            let allowance = try input.allowance.map { try self.allowance($0, event, tx) }
            if let line, let allowance, allowance.amount.currency != line.currency {
                check.fail("allowance", L("This rate is in another currency than the line."))
            }
            let rate = allowance?.amount ?? line.flatMap { DecimalText.money(input.rate, $0.currency) }
            if let line, (rate?.minor ?? -1) < 0 {
                check.fail("rate", MoneyWords.unreadable(input.rate, line.currency))
            }
            try check.finish()
            guard let line, let rate else { return 0 }
            let people = try TravellerStore(tx).all(of: event)
            let entitled = Set(
                try MoneyStore(tx).entitlements(of: event).filter { $0.line == line.id }.map(\.registration))
            let chosen =
                input.registration.map { id in people.filter { $0.id == id } }
                ?? people.filter { $0.travels && $0.isFunded && !entitled.contains($0.id) }
            if input.registration != nil, chosen.isEmpty { throw Refusal.notFound }
            let work = Work(tx, visit)
            for person in chosen {
                guard try MoneyStore(tx).entitlementCount(of: person.id) < mostEntitlements else {
                    throw Refusal.tooMany(
                        L("There are \(mostEntitlements) entitlements of one person, which is as many as it takes."))
                }
                try MoneyStore.insert(
                    .init(
                        id: work.environment.id(), event: event, registration: person.id, line: line.id,
                        basis: allowance?.basis ?? input.basis,
                        quantity: input.quantity, rate: rate, part: input.isHalved ? Rational(1, 2) : .one,
                        isFixed: input.isFixed, note: note), now: work.now, tx)
                try work.record(.event(event), "registration:\(person.id)", "budget.entitlement")
            }
            return chosen.count
        }
    }

    /// One that holds where and when the event takes place.
    private static func allowance(_ id: Allowance.ID, _ event: Event.ID, _ tx: Transaction) throws -> AllowanceRecord {
        let host = try EventDatesStore(tx).dates(of: event).country
        let holding = try AllowanceStore(tx).holding(for: try EventStore(tx).event(event), host: host)
        guard let found = holding.first(where: { $0.id == id }) else {
            throw Refusal.invalid(["allowance": L("This rate does not hold for the event.")])
        }
        return found
    }

    static func removeEntitlement(_ visit: Visit, _ event: Event.ID, _ id: Entitlement.ID) async throws {
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            guard try MoneyStore.removeEntitlement(event, id, tx) else { throw Refusal.notFound }
            try Work(tx, visit).record(.event(event), "entitlement:\(id)", "budget.entitlement-removal")
        }
    }

    // MARK: Payments that are no claim

    struct PaymentInput: Sendable {
        var registration: Registration.ID?
        var kind = PaymentRecord.Kind.advance
        var amount = ""
        var currency = "EUR"
        var paidOn = ""
        var reference = ""
    }

    /// - Parameter key: what a device calls the sending: the same again pays nothing more.
    static func pay(_ visit: Visit, _ event: Event.ID, _ input: PaymentInput, key: String? = nil) async throws {
        var check = FieldCheck()
        let reference = check.line("reference", input.reference, limit: 120)
        let paidOn = check.date("paid-on", input.paidOn)
        let currency = Currency(input.currency)
        let amount = currency.flatMap { DecimalText.money(input.amount, $0) }
        if (amount?.minor ?? 0) <= 0 { check.fail("amount", MoneyWords.unreadable(input.amount, currency)) }
        if input.kind == .claim { check.fail("kind", L("Choose one of the answers that are offered.")) }
        if input.registration == nil { check.fail("registration", L("Choose a person.")) }
        let checked = check
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            try checked.finish()
            guard let id = input.registration, let amount else { return }
            let person = try TravellerStore(tx).traveller(event, id)
            let work = Work(tx, visit)
            let payment: Payment.ID = SendingKey.id(key, by: work.actor, work.environment)
            let known = try MoneyStore(tx).payments(of: person.id)
            if known.contains(payment) { return }
            guard known.count < mostPayments else {
                throw Refusal.tooMany(
                    L("There are \(mostPayments) payments of one person, which is as many as it takes."))
            }
            try MoneyStore.insert(
                .init(
                    id: payment, event: event, registration: person.id, claim: nil, kind: input.kind,
                    amount: amount, paidOn: paidOn, reference: reference), by: work.actor, now: work.now, tx)
            try work.record(.event(event), "registration:\(person.id)", "payment.\(input.kind.rawValue)")
        }
    }

    // MARK: Who keeps the money

    static func nameFinance(_ visit: Visit, _ event: Event.ID, email: String) async throws {
        var check = FieldCheck()
        let address = check.email("email", email)
        if address == nil { check.fail("email", L("This field is required.")) }
        let checked = check
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try checked.finish()
            let programme = try EventStore(tx).event(event).programme
            guard let address, let account = try AccountStore(tx).account(email: address) else {
                throw Refusal.invalid(["email": L("No account has this address.")])
            }
            guard try MoneyStore.setFinance(programme, account.id, true, now: visit.now, tx) else { return }
            try Work(tx, visit).record(.programme(programme), "account:\(account.id)", "budget.finance")
        }
    }

    static func endFinance(_ visit: Visit, _ event: Event.ID, _ account: Account.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let programme = try EventStore(tx).event(event).programme
            guard try MoneyStore.setFinance(programme, account, false, now: visit.now, tx) else { return }
            try Work(tx, visit).record(.programme(programme), "account:\(account)", "budget.finance-end")
        }
    }
}
