import Domain
import Storage
import Web

/// What was asked before an event, once it is closed, may be cited by a text of its programme: by who reads what came in.
extension ConsultationFacts: EvidenceFeature {
    static var evidenceKind: EvidenceKind { .consultation }

    static func offeredEvidence(_ asked: EvidenceAsked, _ reading: any Reading) throws -> [EvidenceItem] {
        let store = ConsultationStore(reading)
        return try asked.places(reading).flatMap { place -> [EvidenceItem] in
            guard place.membership?.runsTheRoom ?? true, EvidenceAsked.isForAll(place.event.marking) else { return [] }
            return try store.consultations(of: place.event.id).filter { $0.state == .closed }.map {
                item($0, at: place.event)
            }
        }
    }

    static func citedEvidence(_ ids: [String], _ reading: any Reading) throws -> [EvidenceItem] {
        let records = try ConsultationStore(reading).consultations(ids.compactMap { Consultation.ID($0) })
        let events = try EventStore(reading).events(Set(records.map(\.event)).sorted())
        let byID = Dictionary(uniqueKeysWithValues: events.map { ($0.id, $0) })
        return records.compactMap { one in byID[one.event].map { item(one, at: $0) } }
    }

    private static func item(_ one: ConsultationRecord, at event: EventRecord) -> EvidenceItem {
        EvidenceItem(
            kind: .consultation, target: one.id.description, title: one.title,
            language: one.languages.first ?? Language.current.rawValue,
            detail: EvidenceItems.detail([L("Consultation").string(), event.title]), marking: event.marking,
            path: ConsultationPaths.one(event.id, one.id), isGone: false, isUnpublished: false)
    }
}
