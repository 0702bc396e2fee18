import Domain
import Storage
import Web

/// Claims that wait for who keeps the money, and one's own that were returned.
extension MoneyFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "money", order: 68, label: L("Claims"),
                hint: L("Claims that wait where I keep the money, and my own that were returned."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let store = MoneyStore(reading)
        let kept = try store.programmes(of: reader.id).flatMap { try store.events(of: $0) }
        let own = reader.memberships.keys.filter { reader.allows(.organise, in: $0) }
        let counts = try store.waiting(in: Set(kept).union(own).sorted { $0.description < $1.description })
        let titles = Dictionary(try EventStore(reading).events(counts.map { $0.event }).map { ($0.id, $0.title) }) {
            $1
        }
        let tasks = counts.map { one in
            TodayTask(
                id: "claims-\(one.event)", kind: "money",
                what: L(one.count, one: "Look at \(one.count) claim", other: "Look at \(one.count) claims"),
                place: titles[one.event] ?? "", why: L("You keep the money of the event."),
                path: MoneyPaths.claims(one.event))
        }
        return try tasks + returned(to: reader, reading)
    }

    private static func returned(to reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let person = try AccountStore(reading).account(reader.id).person
        let registrations = try RegistrationStore(reading).registrations(of: reader.id, person: person)
        let claims = try MoneyStore(reading).returned(of: registrations.map(\.id))
        return try claims.map { claim in
            TodayTask(
                id: "claim-\(claim.id)", kind: "money", what: L("Change your claim and send it again"),
                place: try EventStore(reading).event(claim.event).title, why: L("It was returned to you."),
                path: LogisticsPaths.ownClaim(claim.registration))
        }
    }
}
