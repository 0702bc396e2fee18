import Domain
import Storage
import Web

/// Stops and observations, by everybody who takes part.
extension VisitFacts: SearchFeature {
    private static let stopKind = SearchKind("stop", order: 69, L("Stops"))
    private static let observationKind = SearchKind("observation", order: 72, L("Observations"))

    static var searchKinds: [SearchKind] { [stopKind, observationKind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let events = asked.memberships.filter { $0.value.allows(.attend) }.keys.sorted()
        let stops = try VisitStore(reading).stops(of: events).map { stop in
            var entry = SearchEntry(
                stopKind, stop.id, SearchText(stop.fields.title), in: .event(stop.event),
                path: VisitPaths.stop(stop.event, stop.id))
            entry.texts = [SearchText(stop.fields.place), SearchText(stop.fields.programme)]
            return entry
        }
        let seen = try StopTalkStore(reading).observations(of: events).map { one in
            var entry = SearchEntry(
                observationKind, one.id, SearchText(one.fields.seen, in: one.language), in: .event(one.event),
                path: VisitPaths.stop(one.event, one.stop) + "#observation-\(one.id)")
            entry.texts = [SearchText(one.fields.useful, in: one.language)]
            entry.marking = asked.places[one.event].map { TLP.stricter(one.fields.marking, $0.marking) }
            return entry
        }
        return stops + seen
    }
}
