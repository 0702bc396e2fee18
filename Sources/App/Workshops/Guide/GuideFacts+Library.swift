import Domain
import Storage
import Web

/// The evidence of a guide may be a case, which is chosen in the guide's own catalogue.
extension GuideFacts: CitingFeature {
    static func citations(of id: Case.ID, _ reading: any Reading) throws -> [CaseCitation] {
        try EvidenceStore(reading).citations(of: id)
    }

    static func cited(in events: [Event.ID]) -> SQL { EvidenceStore.cited(in: events) }
}
