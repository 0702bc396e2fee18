import Domain
import Storage

/// How many people of one country may sit.
enum CountryLimit {
    /// - Returns: nothing where no quota of countries says it.
    static func seats(of country: String, in event: Event.ID, _ reading: any Reading) throws -> Int? {
        try QuotaStore(reading).quotas(of: event).map(\.quota).filter { quota in
            quota.kind == .cap && quota.attribute == .country && quota.mode == nil
                && (quota.values.isEmpty || quota.values.contains(country))
        }.map { $0.exceptions[country] ?? $0.seats }.min()
    }
}
