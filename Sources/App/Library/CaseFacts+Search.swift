import Domain
import Storage
import Web

/// The library of each programme, by who sees it there or from an event of it. Retired cases are no longer offered.
extension CaseFacts: SearchFeature {
    private static let pastCase = SearchKind("case", order: 80, L("Cases"))

    static var searchKinds: [SearchKind] { [pastCase] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let store = CaseStore(reading)
        let names = try DirectoryNames(reading)
        let own = try CaseReading(asked.visit.visitor, now: asked.visit.now, reading)
        var entries: [SearchEntry] = []
        for programme in asked.programmes.keys.sorted() {
            entries += try own.seen(store.cases(of: programme)).map {
                entry($0, in: .programme(programme), path: Paths.pastCase(programme, $0.id), names)
            }
        }
        for (programme, event) in asked.eventsOfUnseenProgrammes {
            entries += try store.casesAtEvents(of: programme).map {
                entry($0, in: .event(event), path: Paths.eventCase(event, $0.id), names)
            }
        }
        return entries
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
