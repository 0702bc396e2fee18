import Domain
import Storage
import Web

/// What was released may be cited by a text of its programme, or of one above.
extension PublicationFacts: EvidenceFeature {
    static var evidenceKind: EvidenceKind { .publication }

    static func offeredEvidence(_ asked: EvidenceAsked, _ reading: any Reading) throws -> [EvidenceItem] {
        let records = try PublicationStore(reading).publications(of: asked.programmes).filter {
            $0.isReleased && $0.event != asked.room && EvidenceAsked.isForAll($0.marking)
        }
        let audiences = try AudienceStore(reading).audiences(of: .publication, records.map(\.id.description))
        // What names its readers stays theirs.
        let open = records.filter { audiences[$0.id.description]?.isProgramme ?? true }
        switch asked.reader {
        case .nobody: return []
        case .visitor(let visitor, let now):
            return try PublicationSight(visitor, now: now, reading).seen(open).map { item($0.record) }
        case .everybody: return open.map(item)
        }
    }

    static func citedEvidence(_ ids: [String], _ reading: any Reading) throws -> [EvidenceItem] {
        try PublicationStore(reading).publications(ids.compactMap { Publication.ID($0) }).map(item)
    }

    private static func item(_ record: PublicationRecord) -> EvidenceItem {
        let day = record.releasedOn.map { L("released on \(DateText.day($0))").string() }
        return EvidenceItem(
            kind: .publication, target: record.id.description, title: record.title, language: record.language,
            detail: EvidenceItems.detail([L("Publication").string(), record.isReleased ? day : nil]),
            marking: record.marking, path: PublicationPaths.one(record.id), isGone: !record.isReleased,
            isUnpublished: false)
    }
}
