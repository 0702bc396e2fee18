import Domain
import Storage
import Web

extension MoneyFacts: SeatCostFeature {
    static func costs(seating people: [RegistrationRecord], in event: Event.ID, _ reading: any Reading) throws
        -> [SeatCost]
    {
        try SeatCommitments(event, reading)?.costs(of: people) ?? []
    }

    static func beyond(_ people: [RegistrationRecord], in event: Event.ID, _ reading: any Reading) throws
        -> Set<Registration.ID>
    {
        guard let commitments = try SeatCommitments(event, reading) else { return [] }
        return Set(people.filter { commitments.costs(of: [$0]).contains(where: \.isOver) }.map(\.id))
    }
}

/// What seats would commit of the budget: on each line with a ceiling, what these people are entitled to; else what the others with a seat are
/// on average; else the line's ceiling for each person.
private struct SeatCommitments {
    private let lines: [BudgetLineRecord]
    private let settlement: Settlement
    /// Whoever is offered a seat may take it.
    private let offered: [Registration.ID]
    private let seated: Set<Registration.ID>
    private var entitled: [BudgetLine.ID: [Registration.ID: Int64]] = [:]

    /// Nothing where no line has a ceiling.
    init?(_ event: Event.ID, _ reading: any Reading) throws {
        lines = try MoneyStore(reading).lines(of: event).filter { $0.ceiling != nil }
        guard !lines.isEmpty else { return nil }
        settlement = try Settlement.of(event, reading)
        offered = try RegistrationStore(reading).active(in: event).filter { $0.isOffered && $0.costsMoney }.map(\.id)
        seated = try TravellerStore(reading).paidFor(in: event)
        let record = try EventStore(reading).event(event)
        let days = (MoneyRules.nights(from: record.startsOn, to: record.endsOn)?.count ?? 0) + 1
        let journeys = try JourneyStore(reading).journeys(of: event)
        for one in try MoneyStore(reading).entitlements(of: event) {
            // Who has told no journey yet stays for the nights of the event.
            let nights = journeys[one.registration]?.fields.nights.count ?? days - 1
            let amount = one.amount(nights: nights, days: days, comes: true).minor
            entitled[one.line, default: [:]][one.registration, default: 0].add(capped: amount)
        }
    }

    func costs(of people: [RegistrationRecord]) -> [SeatCost] {
        let coming = Set(people.map(\.id)).union(offered)
        return lines.compactMap { line in
            guard let ceiling = line.ceiling else { return nil }
            let more = coming.map { expected(of: $0, on: line) }.cappedSum
            guard more > 0, let amount = Money(minor: more, line.currency) else { return nil }
            let sums = settlement.lines[line.id] ?? Settlement.Line()
            let left = ceiling.minor.capped(subtracting: sums.committed).capped(subtracting: sums.approved)
            let rest = Money(minor: max(0, left), line.currency) ?? .zero(line.currency)
            return SeatCost(
                words: L("\(line.title): about \(MoneyWords.string(amount)); \(MoneyWords.string(rest)) is left"),
                isOver: more > left)
        }
    }

    private func expected(of person: Registration.ID, on line: BudgetLineRecord) -> Int64 {
        let known = entitled[line.id] ?? [:]
        if let amount = known[person] { return amount }
        let others = known.filter { seated.contains($0.key) }.map(\.value)
        guard !others.isEmpty else { return line.perPerson?.minor ?? 0 }
        // Rounded up: rather one look too many.
        return others.cappedSum.capped(adding: Int64(others.count) - 1) / Int64(others.count)
    }
}
