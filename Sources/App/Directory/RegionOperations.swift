import Domain
import Storage
import Web

/// Which countries belong to which regions, and since when. A country may sit in several.
enum RegionOperations {
    /// - Parameter since: an ISO date; empty where it is not known.
    static func addMembership(_ visit: Visit, _ region: App.Region.ID, country: String, since: String, remark: String)
        async throws
    {
        let words = Cleaned((since: since, remark: remark)) { words, check in
            words = (
                check.date("since", words.since, isRequired: false).nilIfEmpty ?? StartingData.unknownSince,
                check.line("remark", words.remark, limit: 200)
            )
        }
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            _ = try RegionStore(tx).region(region)
            var isFirst = false
            let (since, remark) = try words.checked { words, check in
                let since = words.since
                if try !PersonStore(tx).countryCodes().contains(country) {
                    check.fail("country", L("Choose a country."))
                }
                let others = try RegionStore(tx).memberships(of: region).filter { $0.country == country }
                if others.contains(where: { ($0.until ?? "9999-12-31") >= since }) {
                    check.fail("country", L("This country is in the region at that time already."))
                }
                isFirst = try !RegionStore(tx).memberships().contains { $0.country == country && $0.until == nil }
            }
            try RegionStore(tx).insert(
                RegionMembership(
                    region: region, country: country, since: since, until: nil, remark: remark.nilIfEmpty,
                    isHome: isFirst),
                tx)
            try Work(tx, visit).record(
                .directory, "region:\(region)", "region.membership", ["country": .text(country), "since": .text(since)])
        }
    }

    /// What is told by regions counts the country in this one from now on.
    static func makeHome(_ visit: Visit, _ region: App.Region.ID, country: String) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let store = RegionStore(tx)
            let today = CalendarDate.today(visit.now)
            guard
                try store.memberships(of: region).contains(where: { $0.country == country && $0.isCurrent(on: today) })
            else { throw Refusal.notFound }
            try store.setHome(country, region, tx)
            try Work(tx, visit).record(
                .directory, "region:\(region)", "region.home", ["country": .text(country)])
        }
    }

    /// - Parameters:
    ///   - since: which membership, as stored.
    ///   - until: its last day.
    static func endMembership(_ visit: Visit, _ region: App.Region.ID, country: String, since: String, until: String)
        async throws
    {
        let words = Cleaned(until) { until, check in
            until = check.date("until-\(country)", until)
            if until < since { check.fail("until-\(country)", L("The end is before the start.")) }
        }
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let memberships = try RegionStore(tx).memberships(of: region)
            guard let membership = memberships.first(where: { $0.country == country && $0.since == since }) else {
                throw Refusal.notFound
            }
            let until = try words.checked()
            try RegionStore(tx).end(membership, until: until, tx)
            try Work(tx, visit).record(
                .directory, "region:\(region)", "region.membership-ending",
                ["country": .text(country), "until": .text(until)])
        }
    }
}
