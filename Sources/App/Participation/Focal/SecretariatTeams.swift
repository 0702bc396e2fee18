import Domain
import Storage
import Web

/// Who speaks for the countries of a region, and whom they have proposed, for its secretariat.
struct SecretariatTeams: Sendable {
    /// By name.
    let teams: [CountryTeam]
    let today: String
    /// Of whom the visitor sees it.
    let addresses: [Person.ID: String]

    init(_ region: App.Region.ID, _ visit: Visit, _ reading: any Reading) throws {
        today = CalendarDate.today(visit.now)
        let codes = try HomeRegions(on: today, reading).countries(of: region)
        let holding = visit.visitor.mandates.filter { $0.role.readsRegion && $0.holder == .region(region) }
        let names = try DirectoryNames(reading)
        teams = try Folded.ordered(Array(codes)) { names.country($0) ?? $0 }.map {
            try CountryTeam($0, holding, visit, reading)
        }
        let holders = Set(teams.flatMap(\.people).compactMap(\.mandate.person)).sorted()
        let seen = try SightStore(reading, visit).seen(PersonStore(reading).people(holders))
        addresses = seen.reduce(into: [:]) { $0[$1.person.id] = $1.person.fields.email }
    }

    func isDue(_ seen: SeenMandate) -> Bool {
        seen.mandate.state == .suspended || seen.mandate.isReviewDue(on: today)
    }
}
