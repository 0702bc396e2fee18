import Domain
import Storage
import Web

/// Experts by what they know: by the names of their areas in every language, and by their own words; of those whom the visitor sees.
extension ExpertFacts: SearchFeature {
    private static let expert = SearchKind("expert", order: 16, L("Experts"))

    static var searchKinds: [SearchKind] { [expert] }

    private struct ToldExpert {
        let person: Person.ID
        let told: SearchTold
    }

    static func keptSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchTold] {
        guard asked.visit.visitor.account != nil else { return [] }
        let seen = try SightStore(reading, asked.visit).experts()
        guard !seen.isEmpty else { return [] }
        let now = asked.visit.now
        let key = "experts to search on \(CalendarDate.today(now)) in \(Language.current.rawValue)"
        return try reading.remember(key) { try toldExperts(on: now, reading) }.filter { seen.contains($0.person) }
            .map(\.told)
    }

    /// Whoever asks.
    private static func toldExperts(on now: Int64, _ reading: any Reading) throws -> [ToldExpert] {
        let (tree, names) = (try AreaTree(reading), try DirectoryNames(reading))
        return try KnownExpert.all(on: now, reading).map { one in
            let fields = one.person.fields
            var entry = SearchEntry(
                expert, one.person.id, SearchText(fields.fullName), in: .server, path: Paths.expert(one.person.id))
            let areas = one.profile.areas.keys.compactMap { tree.current($0) }.sorted { $0.position < $1.position }
            entry.texts =
                areas.map { SearchText($0.names.all.joined(separator: ", ")) }
                + [SearchText(fields.expertise.joined(separator: ", "))]
            entry.details = [
                names.country(fields.country).map { Message.verbatim($0) }, names.sector(fields.sector)?.label,
            ]
            .compactMap { $0 }
            return ToldExpert(person: one.person.id, told: .kept(entry))
        }
    }
}
