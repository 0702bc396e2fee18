import Domain
import Storage
import Web

/// What seats commit of one line of a budget.
struct SeatCost: Sendable {
    /// In words: how much, and what is left.
    let words: Message
    /// More than there is.
    let isOver: Bool
}

/// What seats would commit, told by the room that keeps the money.
protocol SeatCostFeature: Feature {
    /// - Parameter people: who would get a seat; those who have one count already.
    /// - Returns: line by line; nothing where no ceiling is touched.
    static func costs(seating people: [RegistrationRecord], in event: Event.ID, _ reading: any Reading) throws
        -> [SeatCost]
    /// Those of whom each alone would break a ceiling.
    static func beyond(_ people: [RegistrationRecord], in event: Event.ID, _ reading: any Reading) throws
        -> Set<Registration.ID>
}

/// Money is no quota: what would break a ceiling is shown, and needs a person (R8).
enum SeatCosts {
    private static let features: [any SeatCostFeature.Type] = Features.all { $0 as? any SeatCostFeature.Type }

    static func of(_ people: [RegistrationRecord], in event: Event.ID, _ reading: any Reading) throws -> [SeatCost] {
        let funded = people.filter(\.costsMoney)
        guard !funded.isEmpty else { return [] }
        return try features.flatMap { try $0.costs(seating: funded, in: event, reading) }
    }

    /// Whether somebody does not move up by themselves.
    static func holds(_ record: RegistrationRecord, in event: Event.ID, _ reading: any Reading) throws -> Bool {
        try of([record], in: event, reading).contains(where: \.isOver)
    }

    /// Of those who wait for an organiser's word, whose seat would go beyond the budget.
    static func held(_ records: [RegistrationRecord], in event: Event.ID, _ reading: any Reading) throws
        -> Set<Registration.ID>
    {
        let pending = records.filter {
            $0.state == .pending && $0.approvedAt == nil && !$0.awaitsPerson && $0.costsMoney
        }
        guard !pending.isEmpty else { return [] }
        return try features.reduce(into: []) { $0.formUnion(try $1.beyond(pending, in: event, reading)) }
    }
}

extension RegistrationRecord {
    /// Others pay that they come to the place.
    var costsMoney: Bool { funding == .funded && mode == .inPerson }
}
