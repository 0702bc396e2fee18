import Domain
import Storage
import Web

/// «Nouns» by who may read them; not those that are retired.
extension «Noun»Facts: SearchFeature {
    private static let «noun» = SearchKind("«word»", order: 75, L("«Nouns»"))

    static var searchKinds: [SearchKind] { [«noun»] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        «found where»«Noun»Store(reading).records(«owner»).map { record in
            var entry = SearchEntry(
                «noun», record.id, SearchText(record.fields.«title»), in: «home», path: Paths.«noun»(«owner, »record.id))
            entry.texts = [«other texts»]
            return entry
        }«found end»
    }
}
