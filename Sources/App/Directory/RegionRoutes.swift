import Domain
import Storage
import Web

/// # Countries, regions and sectors
///
/// Countries are ISO 3166-1 and do not change; regions have countries with dates; sectors are the organisation's own, the three default
/// ones to begin with. Everybody who keeps the directory sees them, administrators change them.
enum RegionRoutes {
    static let all: [Route] = [
        .get(Paths.countries, .keepDirectory, countries),
        .get(Paths.regions, .keepDirectory, regions),
        .get(Paths.region, .keepDirectory) { visit, id in try await region(visit, id, FormState()) },
        .post(Paths.memberships, .administer, addMembership),
        .post(Paths.membershipEnding, .administer, endMembership),
        .post(Paths.homeRegion, .administer) { visit, region, country in
            try await RegionOperations.makeHome(visit, region, country: country)
            return .redirect(to: Done.saved.at(Paths.region(region)))
        },
        .get(Paths.sectors, .keepDirectory) { visit in
            try await sectors(visit, FormState(), renaming: visit.inbound.query["edit"])
        },
        .post(Paths.sectors, .administer, addSector),
        .post(Paths.sector, .administer, renameSector),
        .post(Paths.sectorOrder, .administer) { visit, code in
            try await SectorOperations.move(visit, code, by: try visit.inbound.form().wish("by", in: -99...99) ?? 0)
            return .redirect(to: Done.moved.at(Paths.sectors()))
        },
        .post(Paths.sectorRetirement, .administer) { visit, code in
            try await SectorOperations.retire(visit, code)
            return .redirect(to: Done.retired.at(Paths.sectors()))
        },
        .post(Paths.sectorReturn, .administer) { visit, code in
            try await SectorOperations.bringBack(visit, code)
            return .redirect(to: Done.restored.at(Paths.sectors()))
        },
    ]

    private static func countries(_ visit: Visit) async throws -> Answer {
        try await visit.read { reading in
            let store = RegionStore(reading)
            return CountriesPage(
                visit: visit, names: try DirectoryNames(reading), iso3: try store.iso3(), regions: try store.regions(),
                memberships: try store.memberships(), people: try SightStore(reading, visit).counts(by: .country)
            ).answer
        }
    }

    private static func regions(_ visit: Visit) async throws -> Answer {
        try await visit.read { reading in
            let store = RegionStore(reading)
            return RegionsPage(
                visit: visit, regions: try store.regions(), memberships: try store.memberships(),
                names: try DirectoryNames(reading)
            ).answer
        }
    }

    private static func region(_ visit: Visit, _ id: App.Region.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let store = RegionStore(reading)
            let today = CalendarDate.today(visit.now)
            let current = try store.memberships().filter { $0.isCurrent(on: today) }
            let shared = Dictionary(grouping: current, by: \.country).filter { $0.value.count > 1 }.keys
            return RegionPage(
                visit: visit, region: try store.region(id), memberships: try store.memberships(of: id),
                names: try DirectoryNames(reading), state: state, shared: Set(shared)
            ).answer
        }
    }

    private static func addMembership(_ visit: Visit, _ id: App.Region.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await RegionOperations.addMembership(
                visit, id, country: form.text("country"), since: form.text("since"), remark: form.text("remark"))
            return .redirect(to: Done.added.at(Paths.region(id)))
        } catch {
            return try await region(visit, id, try .refused(form, error))
        }
    }

    private static func endMembership(_ visit: Visit, _ id: App.Region.ID, _ country: String) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await RegionOperations.endMembership(
                visit, id, country: country, since: form.text("membership"), until: form.text("until-\(country)"))
            return .redirect(to: Done.ended.at(Paths.region(id)))
        } catch {
            return try await region(visit, id, try .refused(form, error))
        }
    }

    private static func sectors(_ visit: Visit, _ state: FormState, renaming code: String?) async throws -> Answer {
        try await visit.read { reading in
            SectorsPage(
                visit: visit, sectors: try SectorStore(reading).sectors(),
                people: try SightStore(reading, visit).counts(by: .sector),
                state: state, renaming: code
            ).answer
        }
    }

    private static func addSector(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await SectorOperations.add(visit, name: form.text("name"))
            return .redirect(to: Done.added.at(Paths.sectors()))
        } catch {
            return try await sectors(visit, try .refused(form, error), renaming: nil)
        }
    }

    private static func renameSector(_ visit: Visit, _ code: String) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await SectorOperations.rename(visit, code, name: form.text("name"))
            return .redirect(to: Done.saved.at(Paths.sectors()))
        } catch {
            return try await sectors(visit, try .refused(form, error), renaming: code)
        }
    }
}
