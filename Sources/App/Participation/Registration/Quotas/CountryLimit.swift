import Domain
import Storage

/// How many people of one country may sit.
enum CountryLimit {
    /// - Returns: nothing where no quota of countries says it.
    static func seats(of country: String, in event: Event.ID, _ reading: any Reading) throws -> Int? {
        var seats: Int?
        for quota in try QuotaStore(reading).quotas(of: event).map(\.quota) {
            guard quota.kind == .cap, quota.attribute == .country, quota.mode == nil else { continue }
            guard quota.values.isEmpty || quota.values.contains(country) else { continue }
            let own: Int = quota.exceptions[country] ?? quota.seats
            seats = min(seats ?? own, own)
        }
        return seats
    }
}
