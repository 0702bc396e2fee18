import Domain
import Storage
import Web

/// Materials that were handed out to everybody at an event may be cited by a text of its programme.
extension MaterialFacts: EvidenceFeature {
    static var evidenceKind: EvidenceKind { .material }

    static func offeredEvidence(_ asked: EvidenceAsked, _ reading: any Reading) throws -> [EvidenceItem] {
        let places = try asked.places(reading)
        let events = Dictionary(uniqueKeysWithValues: places.map { ($0.event.id, $0) })
        return try MaterialStore(reading).materials(of: places.map { $0.event.id }).compactMap { one -> EvidenceItem? in
            guard let place = events[one.event], one.fields.whom == .everybody, one.isOut(at: asked.now) else {
                return nil
            }
            let marking = place.event.marking
            if let membership = place.membership,
                !MaterialReading.opens(one, of: marking, membership, now: asked.now)
            {
                return nil
            }
            let found = item(one, at: place.event)
            return EvidenceAsked.isForAll(found.marking) ? found : nil
        }
    }

    static func citedEvidence(_ ids: [String], _ reading: any Reading) throws -> [EvidenceItem] {
        let materials = try MaterialStore(reading).materials(ids.compactMap { Material.ID($0) })
        let events = try EventStore(reading).events(Set(materials.map(\.event)).sorted())
        let byID = Dictionary(uniqueKeysWithValues: events.map { ($0.id, $0) })
        return materials.compactMap { one in byID[one.event].map { item(one, at: $0) } }
    }

    private static func item(_ one: MaterialRecord, at event: EventRecord) -> EvidenceItem {
        EvidenceItem(
            kind: .material, target: one.id.description, title: one.fields.title, language: one.fields.language,
            detail: EvidenceItems.detail([L("Material").string(), event.title]),
            marking: TLP.stricter(one.fields.marking, event.marking), path: Paths.materials(one.event),
            isGone: one.state != .released, isUnpublished: false)
    }
}
