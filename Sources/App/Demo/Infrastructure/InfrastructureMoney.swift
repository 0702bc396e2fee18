import Domain
import Storage
import Web

/// What the workshop that was held cost: its budget, rates, journeys, what people are entitled to, an advance, and claims in every state.
extension InfrastructureEvents {
    func account(for event: Event.ID) throws {
        let record = try EventStore(work.tx).event(event)
        money(-25)
        let nights = try line("Nights in Astana", .perDiem, ceiling: 1_200_000, perPerson: 60_900, 1, event)
        let travel = try line("Tickets and local travel", .travel, ceiling: 1_500_000, perPerson: 45_000, 2, event)
        try rates(record)
        let people = try TravellerStore(work.tx).all(of: event).filter(\.travels)
        try needs(of: people)
        for person in people {
            try journey(of: person, record)
            try MoneyStore.insert(
                .init(
                    id: work.environment.id(), event: event, registration: person.id, line: nights, basis: .night,
                    quantity: nil, rate: euro(20_300), part: .one, isFixed: false, note: ""), now: work.now, work.tx)
            try work.record(.event(event), "registration:\(person.id)", "budget.entitlement")
        }
        if let first = people.first {
            try MoneyStore.insert(
                .init(
                    id: work.environment.id(), event: event, registration: first.id, claim: nil, kind: .advance,
                    amount: euro(32_480), paidOn: day(-24), reference: "A-001"), by: work.actor, now: work.now, work.tx)
            try work.record(.event(event), "registration:\(first.id)", "payment.advance")
        }
        try attend(record)
        for (number, state) in Self.states.enumerated() where number < people.count {
            try claim(state, of: people[number], record, travel, number)
        }
    }

    /// Lines alone, for an event that is still to come.
    func plan(budgetOf event: Event.ID) throws {
        _ = try line("Nights in Astana", .perDiem, ceiling: 1_600_000, perPerson: 60_900, 1, event)
        _ = try line("Tickets and local travel", .travel, ceiling: 1_800_000, perPerson: 45_000, 2, event)
    }

    private static let states: [ClaimState] = [
        .paid, .paid, .approved, .checked, .returned, .rejected, .submitted, .draft,
    ]

    private func money(_ days: Int, hours: Int64 = 0) {
        at(present + Int64(days) * EpochTime.day + hours * EpochTime.hour)
    }

    private func euro(_ minor: Int64) -> Money { Money(minor: minor, .euro) ?? .zero(.euro) }

    private func line(
        _ title: String, _ category: CostCategory, ceiling: Int64, perPerson: Int64, _ position: Int, _ event: Event.ID
    ) throws -> BudgetLine.ID {
        let id: BudgetLine.ID = work.environment.id()
        try MoneyStore.insert(id, event, position: position, now: work.now, work.tx)
        try MoneyStore.write(
            id, BudgetLineFields(title: title, category: category.rawValue),
            .init(currency: .euro, ceiling: euro(ceiling), perPerson: euro(perPerson)), now: work.now, work.tx)
        try work.record(.event(event), "budget-line:\(id)", "budget.creation")
        return id
    }

    /// Of exchange, for the months in which people paid; and of the place, from a date on.
    private func rates(_ event: EventRecord) throws {
        for (currency, rate) in [("KZT", "512.34"), ("USD", "1.08")] {
            for month in Set([day(-24), event.startsOn, event.endsOn].map { String($0.prefix(7)) }).sorted() {
                guard let currency = Currency(currency) else { continue }
                try MoneyStore.setRate(
                    programme, currency, .euro, month: month, rate: rate, source: "Demo rates", now: work.now, work.tx)
            }
        }
        for (from, amount) in [(day(-500), Int64(19_100)), (day(-120), 20_300)] {
            let fields = AllowanceFields(
                scheme: "Demo scheme", country: "KZ", city: "Astana", per: EntitlementBasis.night.rawValue,
                validFrom: from)
            try AllowanceStore.insert(work.environment.id(), programme, fields, euro(amount), now: work.now, work.tx)
        }
        var dates = try EventDatesStore(work.tx).dates(of: event.id)
        dates.country = "KZ"
        try EventDatesStore.set(dates, of: event.id, now: work.now, work.tx)
    }

    private func journey(of person: Traveller, _ event: EventRecord) throws {
        let isLate = person.number.isMultiple(of: 5)
        let fields = JourneyFields(
            arrivesOn: isLate ? event.startsOn : EventChanges.later(event.startsOn, days: -1),
            arrivesTime: isLate ? "07:40" : "\(14 + person.number % 8):20", departsOn: event.endsOn,
            departsTime: "19:30", carrier: "DM \(400 + person.number)")
        try JourneyOperations.storeIn(work, person, fields.cleanedJourney)
    }

    /// Brings a claim to where it stands, each step some days after the one before.
    private func claim(
        _ state: ClaimState, of person: Traveller, _ event: EventRecord, _ line: BudgetLine.ID, _ number: Int
    ) throws {
        money(-19, hours: Int64(number))
        let costs = [
            ClaimItemInput(
                category: .travel, spentOn: event.startsOn, words: "Taxi from the airport",
                amount: "\(4_500 + 250 * number).00", currency: "KZT"),
            ClaimItemInput(
                category: .travel, spentOn: day(-24), words: "Train to the airport", amount: "\(38 + number).40",
                currency: "EUR", isNotRefundable: number.isMultiple(of: 2)),
        ]
        var id: Claim.ID?
        for cost in costs { id = try ClaimOperations.addItemIn(work, person, cost, try cost.checked()).claim }
        guard let id, state != .draft else { return }
        func current() throws -> ClaimRecord { try MoneyStore(work.tx).claim(event.id, id) }
        try ClaimOperations.submitIn(work, try current(), note: number == 0 ? "The taxi gave a bill in tenge." : "")
        guard state != .submitted else { return }
        money(-18, hours: Int64(number))
        if state == .returned || state == .rejected {
            let reason =
                state == .returned
                ? "Please add the bill of the train." : "These costs were borne by your own institution."
            return try ClaimOperations.decideIn(work, try current(), state, reason: reason)
        }
        let items = try MoneyStore(work.tx).items(of: [id])[id] ?? []
        let verdicts = items.map { ($0.id, ClaimOperations.Verdict(line: line)) }
        try ClaimOperations.checkIn(work, try current(), Dictionary(verdicts) { $1 })
        guard state != .checked else { return }
        money(-17, hours: Int64(number))
        try ClaimOperations.decideIn(work, try current(), .approved, reason: "")
        guard state != .approved else { return }
        money(-16, hours: Int64(number))
        try ClaimOperations.decideIn(
            work, try current(), .paid, reason: "", paidOn: day(-16), reference: "B-00\(number + 1)")
    }
}
