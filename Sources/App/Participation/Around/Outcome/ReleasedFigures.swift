import Domain
import Storage
import Web

/// What was counted of people when a note was released. It stays so: by the difference between two readings anybody would learn who was
/// removed in between.
struct ReleasedFigures: Codable, Sendable, Hashable {
    struct Group: Codable, Sendable, Hashable {
        let code: String
        let count: Int
    }

    let came: Int
    let countries: [String]
    let sectors: [Group]
    let others: Int
    /// Who agreed to be named, by seat.
    let named: [Participant.ID]

    init(of event: Event.ID, _ reading: any Reading) throws {
        let people = try EventStore(reading).participants(of: event).filter(\.isVoice)
        let counts = SafeCounts(people.map { $0.sector ?? "" })
        came = people.count
        countries = SafeCounts.names(people.map { $0.country ?? "" })
        sectors = counts.rows.map { Group(code: $0.name, count: $0.count) }
        others = counts.others
        named = people.filter { $0.namingAgreedAt != nil }.map(\.id)
    }
}

extension EventOutcome {
    /// As it was released. Who has taken back since then that they may be named is named no more.
    func asReleased(_ figures: ReleasedFigures, _ reading: any Reading) throws -> EventOutcome {
        let names = try DirectoryNames(reading)
        let released = Set(figures.named)
        let people = try EventStore(reading).participants(of: event.id).filter(\.isVoice)
        var outcome = self
        outcome.came = figures.came
        outcome.countryNames = figures.countries.compactMap { names.country($0) }.sorted()
        outcome.sectors = SafeCounts(
            figures.sectors.map { (name: names.sector($0.code)?.label.string() ?? $0.code, count: $0.count) },
            others: figures.others)
        outcome.named = people.filter { $0.namingAgreedAt != nil && released.contains($0.id) }.map(EventOutcome.name)
        return outcome
    }

    static func name(_ one: ParticipantRecord) -> String {
        one.organisation.isEmpty ? one.name : "\(one.name), \(one.organisation)"
    }
}
