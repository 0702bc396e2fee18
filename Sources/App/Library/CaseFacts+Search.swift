import Domain
import Storage
import Web

/// The library of each programme, by who sees it there or from an event of it. Retired cases are no longer offered.
extension CaseFacts: SearchFeature {
    private static let pastCase = SearchKind("case", order: 80, L("Cases"))

    static var searchKinds: [SearchKind] { [pastCase] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let further = asked.eventsOfUnseenProgrammes
        guard !further.isEmpty else { return [] }
        let names = try DirectoryNames(reading)
        var entries: [SearchEntry] = []
        for (programme, event) in further {
            entries += try CaseStore(reading).casesAtEvents(of: programme).map {
                entry($0, in: .event(event), path: Paths.eventCase(event, $0.id), names)
            }
        }
        return entries
    }

    private struct ToldCases: Hashable {
        let language: Language
        /// Of countries.
        let names: Int
    }

    private static let told = SearchMemory<ToldCases>(most: 50_000)
    /// Read at once.
    private static let most = 1_000

    static func keptSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchTold] {
        let store = CaseStore(reading)
        let own = try CaseReading(asked.visit.visitor, now: asked.visit.now, reading)
        let stored = try store.casesToSearch(of: asked.programmes.keys.sorted())
        guard !stored.isEmpty else { return [] }
        let seen = Set(try own.seen(stored.map(\.sight)).map(\.id))
        let rows = stored.filter { seen.contains($0.sight.id) }.map {
            SearchStored(id: $0.sight.id.description, words: $0.words)
        }
        let names = try DirectoryNames(reading)
        return try told.told(rows, in: ToldCases(language: .current, names: names.fingerprint)) { missing in
            let ids = missing.compactMap { Case.ID($0.id) }
            return try stride(from: 0, to: ids.count, by: most).flatMap { start in
                try store.cases(ids[start..<min(start + most, ids.count)]).values.map {
                    entry($0, in: .programme($0.programme), path: Paths.pastCase($0.programme, $0.id), names)
                }
            }
        }
    }

    private static func entry(_ one: CaseRecord, in home: SearchEntry.Home, path: String, _ names: DirectoryNames)
        -> SearchEntry
    {
        var entry = SearchEntry(pastCase, one.id, SearchText(one.title, in: one.language), in: home, path: path)
        entry.texts = [
            SearchText(one.summary, in: one.language), SearchText(one.place), SearchText(one.source),
            SearchText(names.country(one.country) ?? ""), SearchText(one.conditions, in: one.language),
        ]
        entry.details = [.verbatim(one.happenedOn)]
        if !one.place.isEmpty { entry.details.append(.verbatim(one.place)) }
        entry.marking = one.marking
        return entry
    }
}
