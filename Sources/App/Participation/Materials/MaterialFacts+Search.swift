import Domain
import Storage
import Web

/// Materials by who may see them; of what was withdrawn only the title.
extension MaterialFacts: SearchFeature {
    private static let material = SearchKind("material", order: 68, L("Materials"))

    static var searchKinds: [SearchKind] { [material] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let (events, now) = (asked.memberships.keys.sorted(), asked.visit.now)
        return try MaterialStore(reading).materials(of: events).compactMap { one in
            guard let membership = asked.memberships[one.event], let place = asked.places[one.event],
                MaterialReading.sees(one, of: place.marking, membership, now: now)
            else { return nil }
            var entry = SearchEntry(
                material, one.id, SearchText(one.fields.title, in: one.fields.language), in: .event(one.event),
                path: membership.runsTheRoom ? Paths.material(one.event, one.id) : Paths.materials(one.event))
            if one.state != .withdrawn { entry.texts = [SearchText(one.fields.note)] }
            entry.marking = TLP.stricter(one.fields.marking, place.marking)
            return entry
        }
    }
}
