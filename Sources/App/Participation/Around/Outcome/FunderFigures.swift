import Domain
import Storage
import Web

/// What was counted of people for a report to the funder. It stays so until somebody counts anew: by the difference between two files anybody
/// would learn who was removed in between.
struct FunderFigures: Codable, Sendable, Hashable {
    let asked: Int
    let answered: Int
    let invited: Int
    let registered: Int
    let nominated: Int
    let seated: Int
    let came: Int
    let noted: Int
    let certificates: Int
    /// By code; what was not stated is among the others.
    let countries: [ReleasedFigures.Group]
    let otherCountries: Int
    /// Those that took part, also those of which no figure is told.
    let countryCodes: [String]
    let sectors: [ReleasedFigures.Group]
    let otherSectors: Int

    init(of event: Event.ID, _ reading: any Reading) throws {
        let outcome = try OutcomeStore(reading).outcome(of: event)
        let people = try EventStore(reading).participants(of: event).filter(\.isVoice)
        let byCountry = SafeCounts(people.map { $0.country ?? "" })
        let bySector = SafeCounts(people.map { $0.sector ?? "" })
        (asked, answered) = (outcome.consulted.asked, outcome.consulted.answered)
        (invited, registered) = (outcome.invited, outcome.registered)
        (nominated, seated) = (outcome.nominated, outcome.seated)
        (came, noted, certificates) = (outcome.came, outcome.noted, outcome.certificates)
        countries = byCountry.rows.map { ReleasedFigures.Group(code: $0.name, count: $0.count) }
        otherCountries = byCountry.others
        countryCodes = SafeCounts.names(people.map { $0.country ?? "" })
        sectors = bySector.rows.map { ReleasedFigures.Group(code: $0.name, count: $0.count) }
        otherSectors = bySector.others
    }
}

/// A report as it was made, under its number.
struct FunderRelease: Sendable {
    let number: Int
    let madeAt: Int64
    let figures: FunderFigures

    /// Whether it was made before its event was over, which it is now.
    func isEarly(of event: EventRecord, now: Int64) -> Bool {
        CalendarDate.today(now, timeZone: event.timeZone) > event.endsOn
            && CalendarDate.today(madeAt, timeZone: event.timeZone) <= event.endsOn
    }
}

extension EventOutcome {
    /// With the figures of a report that was made.
    func asReported(_ figures: FunderFigures, _ reading: any Reading) throws -> EventOutcome {
        let names = try DirectoryNames(reading)
        var outcome = self
        outcome.consulted = (asked: figures.asked, answered: figures.answered)
        (outcome.invited, outcome.registered) = (figures.invited, figures.registered)
        (outcome.nominated, outcome.seated) = (figures.nominated, figures.seated)
        (outcome.came, outcome.noted, outcome.certificates) = (figures.came, figures.noted, figures.certificates)
        outcome.countries = SafeCounts(
            figures.countries.map { (name: names.country($0.code) ?? $0.code, count: $0.count) },
            others: figures.otherCountries)
        outcome.countryNames = figures.countryCodes.compactMap { names.country($0) }.sorted()
        outcome.sectors = SafeCounts(
            figures.sectors.map { (name: names.sector($0.code)?.label.string() ?? $0.code, count: $0.count) },
            others: figures.otherSectors)
        return outcome
    }
}
