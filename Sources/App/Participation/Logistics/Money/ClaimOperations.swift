import Domain
import Storage
import Web

/// A cost that somebody claims.
struct ClaimItemInput: Sendable {
    var category = CostCategory.travel
    var spentOn = ""
    var words = ""
    var amount = ""
    var currency = "EUR"
    /// Claimed also where the event does not take place.
    var isNotRefundable = false

    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong.
    func checked() throws -> (words: String, amount: Money) {
        var check = FieldCheck()
        let words = check.line("words", words, limit: 200, isRequired: true)
        _ = check.date("spent-on", spentOn)
        let currency = Currency(currency)
        if currency == nil { check.fail("currency", L("Choose a currency from the list.")) }
        let amount = currency.flatMap { DecimalText.money(self.amount, $0) }
        let unreadable = MoneyWords.unreadable(self.amount, currency)
        if currency != nil, (amount?.minor ?? 0) <= 0 { check.fail("amount", unreadable) }
        try check.finish()
        guard let amount else { throw Refusal.invalid(["amount": unreadable]) }
        return (words, amount)
    }
}

/// Claims: written by whose they are, checked, approved and paid by those who keep the money.
enum ClaimOperations {
    static let mostItems = 60
    static let mostClaims = 10

    // MARK: One's own

    /// - Parameters:
    ///   - file: its receipt, looked at.
    ///   - key: what a device calls the sending: the same again adds nothing.
    static func addItem(
        _ visit: Visit, _ own: OwnJourney, _ input: ClaimItemInput, _ file: CheckedFile? = nil, key: String? = nil
    ) async throws {
        let checked = Result { try input.checked() }
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                guard traveller.isSeated else { throw Refusal.noSeatYet }
                let told = try checked.get()
                let work = own.work(visit, traveller, tx)
                let id: ClaimItem.ID = SendingKey.id(key, by: "\(traveller.id)", work.environment)
                if try MoneyStore(tx).hasItem(id) { return }
                let item = try addItemIn(work, traveller, input, told, as: id)
                if let file { try ReceiptOperations.addIn(work, traveller, item, file, visit.settings.files) }
            }
        }
    }

    @discardableResult
    static func addItemIn(
        _ work: Work, _ traveller: Traveller, _ input: ClaimItemInput, _ told: (words: String, amount: Money),
        to known: Claim.ID? = nil, as wanted: ClaimItem.ID? = nil
    ) throws -> ClaimItemRecord {
        let store = MoneyStore(work.tx)
        try requireRefund(work, traveller.event, input)
        let claim = try known ?? openClaim(work, traveller)
        let items = try store.items(of: [claim])[claim] ?? []
        guard items.count < mostItems else {
            throw Refusal.tooMany(L("There are \(mostItems) costs, which is as many as it takes."))
        }
        let id = wanted ?? work.environment.id()
        try MoneyStore.insert(
            .init(
                id: id, claim: claim, position: items.count + 1, category: input.category, spentOn: input.spentOn,
                words: told.words, amount: told.amount, isNotRefundable: input.isNotRefundable), work.tx)
        guard let item = try store.items(of: [claim])[claim]?.first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        return item
    }

    /// Where the event does not take place, nothing is claimed but what cannot be given back.
    private static func requireRefund(_ work: Work, _ event: Event.ID, _ input: ClaimItemInput) throws {
        guard !input.isNotRefundable, try EventStore(work.tx).event(event).standing == .cancelled else { return }
        throw Refusal.invalid([
            "not-refundable": L("The event is cancelled: only what cannot be given back can be claimed.")
        ])
    }

    /// The one that may still be changed, else a new one.
    private static func openClaim(_ work: Work, _ traveller: Traveller) throws -> Claim.ID {
        let claims = try MoneyStore(work.tx).claims(of: traveller.id)
        if let open = claims.first(where: { $0.state.isOpen }) { return open.id }
        return try newClaim(work, traveller)
    }

    private static func newClaim(_ work: Work, _ traveller: Traveller) throws -> Claim.ID {
        guard try MoneyStore(work.tx).claims(of: traveller.id).count < mostClaims else {
            throw Refusal.tooMany(L("There are \(mostClaims) claims, which is as many as it takes."))
        }
        let id: Claim.ID = work.environment.id()
        try MoneyStore.insert(id, traveller, .euro, now: work.now, work.tx)
        try work.record(.event(traveller.event), "claim:\(id)", "claim.creation")
        return id
    }

    static func removeItem(_ visit: Visit, _ own: OwnJourney, _ item: ClaimItem.ID) async throws {
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                for claim in try MoneyStore(tx).claims(of: traveller.id) where claim.state.isOpen {
                    if try MoneyStore.removeItem(claim.id, item, tx) { return }
                }
                throw Refusal.claimIsClosed
            }
        }
    }

    static func submit(_ visit: Visit, _ own: OwnJourney, note: String) async throws {
        var check = FieldCheck()
        let words = check.lines("note", note, limit: 1_000)
        let checked = check
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                try checked.finish()
                // Who came no longer claims nothing new; what was advanced is given back.
                guard traveller.isSeated else { throw Refusal.noSeatYet }
                guard let claim = try MoneyStore(tx).claims(of: traveller.id).first(where: { $0.state.isOpen }) else {
                    throw Refusal.claimIsEmpty
                }
                try submitIn(own.work(visit, traveller, tx), claim, note: words)
            }
        }
    }

    static func submitIn(_ work: Work, _ claim: ClaimRecord, note: String) throws {
        guard try !(MoneyStore(work.tx).items(of: [claim.id])[claim.id] ?? []).isEmpty else {
            throw Refusal.claimIsEmpty
        }
        guard claim.state.next.contains(.submitted) else { throw Refusal.claimIsClosed }
        try MoneyStore.setSubmitted(claim.id, note: note, now: work.now, work.tx)
        try work.record(.event(claim.event), "claim:\(claim.id)", "claim.submission")
    }

    // MARK: Entered for somebody

    /// A claim that came on paper: with its items, sent.
    static func enter(
        _ visit: Visit, _ event: Event.ID, _ registration: Registration.ID, _ items: [ClaimItemInput], note: String
    ) async throws
        -> Claim.ID
    {
        let checked = Result { try items.map { (input: $0, told: try $0.checked()) } }
        var check = FieldCheck()
        let words = check.lines("note", note, limit: 1_000)
        let noteCheck = check
        return try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            let traveller = try TravellerStore(tx).traveller(event, registration)
            guard traveller.isSeated else { throw Refusal.noSeatYet }
            let told = try checked.get()
            try noteCheck.finish()
            return try enterIn(Work(tx, visit), traveller, told, note: words)
        }
    }

    /// Beside what the person is writing.
    @discardableResult
    static func enterIn(
        _ work: Work, _ traveller: Traveller, _ told: [(input: ClaimItemInput, told: (words: String, amount: Money))],
        note: String
    ) throws -> Claim.ID {
        guard !told.isEmpty else { throw Refusal.claimIsEmpty }
        let claim = try newClaim(work, traveller)
        for item in told { try addItemIn(work, traveller, item.input, item.told, to: claim) }
        try submitIn(work, try MoneyStore(work.tx).claim(traveller.event, claim), note: note)
        return claim
    }

    // MARK: Those who keep the money

    /// What a checker says of one item.
    struct Verdict: Sendable {
        var line: BudgetLine.ID?
        /// Empty is all of it.
        var allowed = ""
        var reason = ""
    }

    /// Stands for the ceiling in the stored reason, so that each reads it in their language.
    static let ceiling = "=ceiling"
    /// Stands for the event that does not take place.
    static let cancelled = "=cancelled"

    static func check(_ visit: Visit, _ event: Event.ID, _ id: Claim.ID, _ verdicts: [ClaimItem.ID: Verdict])
        async throws
    {
        var (check, verdicts) = (FieldCheck(), verdicts)
        for (item, verdict) in verdicts {
            verdicts[item]?.reason = check.line("reason-\(item)", verdict.reason, limit: 200)
        }
        let (checked, cleaned) = (check, verdicts)
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            let claim = try MoneyStore(tx).claim(event, id)
            guard claim.state.next.contains(.checked) else { throw Refusal.claimHasMoved }
            try checked.finish()
            try checkIn(Work(tx, visit), claim, cleaned)
        }
    }

    static func checkIn(_ work: Work, _ claim: ClaimRecord, _ verdicts: [ClaimItem.ID: Verdict]) throws {
        guard claim.state.next.contains(.checked) else { throw Refusal.claimHasMoved }
        try judge(work, claim, verdicts)
        try MoneyStore.setState(claim.id, .checked, reason: "", now: work.now, work.tx)
        try MoneyStore.setActor(claim.id, checker: work.actor, approver: nil, work.tx)
        try work.record(.event(claim.event), "claim:\(claim.id)", "claim.check")
    }

    private static func judge(_ work: Work, _ claim: ClaimRecord, _ verdicts: [ClaimItem.ID: Verdict]) throws {
        let store = MoneyStore(work.tx)
        let (programme, items) = (
            try EventStore(work.tx).event(claim.event).programme, try store.items(of: [claim.id])[claim.id] ?? []
        )
        let lines = Dictionary(try store.lines(of: claim.event).map { ($0.id, $0) }) { first, _ in first }
        let isCancelled = try EventStore(work.tx).event(claim.event).standing == .cancelled
        var used = try UsedMoney(claim, store)
        var errors: [String: Message] = [:]
        for item in items {
            let verdict = verdicts[item.id] ?? Verdict()
            guard let (exchanged, rate) = try Self.exchanged(item, to: claim.currency, programme, store) else {
                throw Refusal.noRate(item.amount.currency.code, String(item.spentOn.prefix(7)))
            }
            var reason = verdict.reason
            var wished = exchanged
            if isCancelled, !item.isNotRefundable {
                (wished, reason) = (.zero(claim.currency), cancelled)
            } else if !verdict.allowed.isEmpty {
                if let told = DecimalText.money(verdict.allowed, claim.currency),
                    (0...exchanged.minor).contains(told.minor)
                {
                    wished = told
                } else {
                    let isUnclear = DecimalText.readings(verdict.allowed, claim.currency) != nil
                    errors["allowed-\(item.id)"] =
                        isUnclear
                        ? MoneyWords.unreadable(verdict.allowed, claim.currency)
                        : L("Write an amount of at most \(exchanged.decimal).")
                }
            }
            let line = verdict.line.flatMap { lines[$0] }
            if verdict.line != nil && line == nil { errors["line-\(item.id)"] = L("Choose a line of the budget.") }
            let allowed = MoneyRules.allowed(wished, left: line.map { used.left(on: $0) } ?? [])
            if allowed.minor < wished.minor {
                reason = reason.isEmpty ? ceiling : reason
            } else if allowed.minor < exchanged.minor, reason.isEmpty {
                errors["reason-\(item.id)"] = L("Say why less is allowed than was claimed.")
            }
            if let line { used.add(allowed, to: line.id) }
            try MoneyStore.check(
                .init(
                    id: item.id, line: line?.id, rate: rate?.rate, source: rate?.source ?? "",
                    exchanged: exchanged.minor,
                    allowed: allowed.minor, reason: reason), work.tx)
        }
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
    }

    /// What a cost comes to in another currency; nothing where the programme has no rate of its month.
    static func exchanged(
        _ item: ClaimItemRecord, to currency: Currency, _ programme: Programme.ID, _ store: MoneyStore
    ) throws -> (amount: Money, rate: ExchangeRateRecord?)? {
        guard item.amount.currency != currency else { return (amount: item.amount, rate: nil) }
        let month = String(item.spentOn.prefix(7))
        guard let known = try store.rate(programme, item.amount.currency, currency, month: month),
            let rate = DecimalText.rate(known.rate),
            let amount = MoneyRules.exchanged(item.amount, to: currency, at: rate)
        else { return nil }
        return (amount: amount, rate: known)
    }

    /// Returned or rejected with a reason, approved, or paid.
    static func decide(
        _ visit: Visit, _ event: Event.ID, _ id: Claim.ID, _ state: ClaimState, reason: String, paidOn: String = "",
        reference: String = ""
    )
        async throws
    {
        var check = FieldCheck()
        let words = check.line("reason", reason, limit: 300, isRequired: state == .returned || state == .rejected)
        let note = check.line("reference", reference, limit: 120)
        let day = state == .paid ? check.date("paid-on", paidOn) : ""
        let checked = check
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            let claim = try MoneyStore(tx).claim(event, id)
            guard state != .submitted, state != .checked, claim.state.next.contains(state) else {
                throw Refusal.claimHasMoved
            }
            try checked.finish()
            try decideIn(Work(tx, visit), claim, state, reason: words, paidOn: day, reference: note)
        }
    }

    static func decideIn(
        _ work: Work, _ claim: ClaimRecord, _ state: ClaimState, reason: String, paidOn: String = "",
        reference: String = ""
    ) throws {
        let (id, event, tx) = (claim.id, claim.event, work.tx)
        if state == .approved, try !ClaimHands.others(claim, than: work.actor, tx).isEmpty { throw Refusal.sameHands }
        if state == .paid { try payIn(work, claim, on: paidOn, reference: reference) }
        try MoneyStore.setState(id, state, reason: reason, now: work.now, tx)
        if state == .approved { try MoneyStore.setActor(id, checker: nil, approver: work.actor, tx) }
        try work.record(.event(event), "claim:\(id)", "claim.\(word(state))")
    }

    private static func word(_ state: ClaimState) -> String {
        switch state {
        case .approved: "approval"
        case .paid: "payment"
        case .returned: "return"
        case .rejected: "rejection"
        case .checked: "check"
        case .draft, .submitted: "submission"
        }
    }

    /// What was allowed, less what was paid before and is not due.
    private static func payIn(_ work: Work, _ claim: ClaimRecord, on day: String, reference: String) throws {
        let balance = try Settlement.of(claim.event, work.tx).people[claim.registration]?[claim.currency]
        let allowed = try MoneyStore(work.tx).items(of: [claim.id])[claim.id]?.compactMap(\.allowed).cappedSum ?? 0
        let amount = Money(minor: min(allowed, balance?.toPay.minor ?? 0), claim.currency) ?? .zero(claim.currency)
        guard amount.minor > 0 else { return }
        try MoneyStore.insert(
            .init(
                id: work.environment.id(), event: claim.event, registration: claim.registration, claim: claim.id,
                kind: .claim,
                amount: amount, paidOn: day, reference: reference), by: work.actor, now: work.now, work.tx)
    }
}

/// What is charged to the lines already, without one claim.
private struct UsedMoney {
    private var all: [BudgetLine.ID: Int64] = [:]
    private var own: [BudgetLine.ID: Int64] = [:]

    init(_ claim: ClaimRecord, _ store: MoneyStore) throws {
        let counted: Set<ClaimState> = [.checked, .approved, .paid]
        let others = try store.claims(of: claim.event).filter {
            $0.id != claim.id && counted.contains($0.state) && $0.currency == claim.currency
        }
        let items = try store.items(of: others.map(\.id))
        for other in others {
            for item in items[other.id] ?? [] {
                guard let line = item.line else { continue }
                all[line, default: 0].add(capped: item.allowed ?? 0)
                if other.registration == claim.registration { own[line, default: 0].add(capped: item.allowed ?? 0) }
            }
        }
    }

    func left(on line: BudgetLineRecord) -> [Money?] {
        func rest(_ ceiling: Money?, _ used: Int64) -> Money? {
            ceiling.flatMap { Money(minor: $0.minor.capped(subtracting: used), $0.currency) }
        }
        return [rest(line.ceiling, all[line.id] ?? 0), rest(line.perPerson, own[line.id] ?? 0)]
    }

    mutating func add(_ money: Money, to line: BudgetLine.ID) {
        all[line, default: 0].add(capped: money.minor)
        own[line, default: 0].add(capped: money.minor)
    }
}
