import Domain
import Storage
import Web

/// What people are entitled to follows their event: it is counted anew by its days and their nights; without a new date it stays open; where
/// the event is cancelled, nothing is left of it but what cannot be given back.
extension MoneyFacts: EventChangeFeature, EventCopyFeature {
    /// What was allowed is looked at once more, as long as nobody has approved it.
    static func follow(_ change: EventChange, _ work: Work) throws {
        guard change.before.standing != .cancelled, change.after.standing == .cancelled else { return }
        for claim in try MoneyStore(work.tx).claims(of: change.event.id) where claim.state == .checked {
            try MoneyStore.reopen(claim.id, now: work.now, work.tx)
            try work.record(.event(change.event.id), "claim:\(claim.id)", "claim.reopening")
        }
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        let event = change.event.id
        let before = try sums(Settlement.entitled(event, change.before, reading))
        let claims = try MoneyStore(reading).claims(of: event).filter { $0.state != .paid && $0.state != .rejected }
        guard !before.isEmpty || !claims.isEmpty else { return [] }
        let isOff = change.after.standing == .cancelled && change.before.standing != .cancelled
        var words: [Message] = []
        if change.ends, !isOff {
            words.append(L("What people are entitled to and their claims stay open until there is a new date."))
        }
        let isOnline = change.isAct && change.goesOnline
        let after = try sums(Settlement.entitled(event, change.after, isOnline: isOnline, reading))
        if before != after {
            words.append(
                L("What people are entitled to comes to \(told(after)); before, it was \(told(before))."))
        }
        if isOff { words.append(L("Of claims only what cannot be given back is allowed.")) }
        return words
    }

    private static func sums(_ all: [(entitlement: EntitlementRecord, amount: Money)]) -> [Currency: Int64] {
        all.reduce(into: [:]) { sums, one in sums[one.amount.currency, default: 0].add(capped: one.amount.minor) }
    }

    private static func told(_ sums: [Currency: Int64]) -> String {
        sums.sorted { $0.key.code < $1.key.code }.compactMap { Money(minor: $0.value, $0.key) }
            .map { MoneyWords.string($0) }.joined(separator: ", ")
    }

    static var copied: (code: String, order: Int, label: Message) {
        (code: "budget", order: 60, label: L("The lines of the budget with their ceilings"))
    }

    static func copy(_ event: EventRecord, to after: EventRecord, days: Int, _ work: Work) throws {
        for line in try MoneyStore(work.tx).lines(of: event.id) {
            let id: BudgetLine.ID = work.environment.id()
            try MoneyStore.insert(id, after.id, position: line.position, now: work.now, work.tx)
            let fields = BudgetLineFields(
                title: line.title, category: line.category.rawValue, currency: line.currency.code)
            try MoneyStore.write(
                id, fields, .init(currency: line.currency, ceiling: line.ceiling, perPerson: line.perPerson),
                now: work.now, work.tx)
            try work.record(.event(after.id), "budget-line:\(id)", "budget.creation")
        }
    }
}
