import Domain
import Storage
import Web

/// Aspects rest on cases.
extension AnalysisFacts: CitingFeature {
    static let citingField: String? = "aspect"

    static func citations(of id: Case.ID, _ reading: any Reading) throws -> [CaseCitation] {
        try AspectStore(reading).citations(of: id)
    }

    static func uses(in programme: Programme.ID, _ reading: any Reading) throws -> [Case.ID: Int] {
        try AspectStore(reading).uses(in: programme)
    }

    static func cited(in events: [Event.ID]) -> SQL { AspectStore.cited(in: events) }

    static func citing(_ id: String, in event: Event.ID, _ reading: any Reading) throws -> Citing? {
        guard let id = Aspect.ID(id) else { return nil }
        let aspect = try AspectStore(reading).aspect(id)
        guard aspect.event == event else { throw Refusal.notFound }
        return Citing(
            reference: reference(aspect.id), text: aspect.text, language: aspect.language, cases: aspect.cases,
            home: Paths.table(event, aspect.group) + "?issue=\(aspect.issue)#aspect-\(aspect.id)",
            homeName: L("Table"), back: L("Back to the table"), choice: Paths.aspectCases(event, aspect.id))
    }

    static func cite(_ visit: Visit, _ event: Event.ID, _ id: String, _ record: Case.ID, _ tx: Transaction) throws {
        guard let id = Aspect.ID(id) else { throw Refusal.malformedForm }
        try AspectOperations.citeIn(visit, event, id, record, tx)
    }

    /// A case is chosen for this aspect.
    static func reference(_ id: Aspect.ID) -> CitingReference {
        CitingReference(feature: self, field: "aspect", id: id.description)
    }
}
