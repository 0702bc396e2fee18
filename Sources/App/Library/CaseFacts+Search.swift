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

    private struct ToldCase {
        let sight: CaseSight
        let told: SearchTold
    }

    private static let told = SearchMemory<ToldCases>(most: 50_000)
    /// Read at once.
    private static let most = 1_000

    static func keptSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchTold] {
        guard !asked.programmes.isEmpty else { return [] }
        let all = try reading.remember("cases to search in \(Language.current.rawValue)") { try toldCases(reading) }
        let mine = all.filter { asked.programmes[$0.sight.programme] != nil }
        let own = try CaseReading(asked.visit.visitor, now: asked.visit.now, reading)
        let seen = Set(try own.seen(mine.map(\.sight)).map(\.id))
        return mine.filter { seen.contains($0.sight.id) }.map(\.told)
    }

    /// Of all programmes; made once for each commit, of what is kept of them from the one before.
    private static func toldCases(_ reading: any Reading) throws -> [ToldCase] {
        let store = CaseStore(reading)
        let names = try DirectoryNames(reading)
        let stored = try store.casesToSearch()
        let rows = stored.map { SearchStored(id: $0.sight.id.description, words: $0.words) }
        let edition = ToldCases(language: .current, names: names.fingerprint)
        let found = try told.told(rows, in: edition) { missing in
            let ids = missing.compactMap { Case.ID($0.id) }
            return try stride(from: 0, to: ids.count, by: most).flatMap { start in
                try store.cases(ids[start..<min(start + most, ids.count)]).values.map {
                    entry($0, in: .programme($0.programme), path: Paths.pastCase($0.programme, $0.id), names)
                }
            }
        }
        let byID = Dictionary(found.map { ($0.entry.id, $0) }) { first, _ in first }
        return stored.compactMap { one in
            byID[one.sight.id.description].map { ToldCase(sight: one.sight, told: $0) }
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
