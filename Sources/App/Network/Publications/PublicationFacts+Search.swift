import Domain
import Storage
import Web

/// Publications by title, and by their text once they are released, by who may read them.
extension PublicationFacts: SearchFeature {
    private static let publication = SearchKind("publication", order: 62, L("Publications"))

    static var searchKinds: [SearchKind] { [publication] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let store = PublicationStore(reading)
        let sight = try PublicationSight(asked.visit, reading)
        let seen = try sight.seen(store.publications(of: asked.programmes.keys.sorted()))
        let texts = try store.texts(of: seen.filter(\.record.isReleased).map(\.record.id))
        return seen.map { one in
            let record = one.record
            var entry = SearchEntry(
                publication, record.id, SearchText(record.title, in: record.language),
                in: .programme(record.programme), path: PublicationPaths.one(record.id))
            entry.texts = (texts[record.id] ?? []).flatMap { text in
                [SearchText(text.title, in: text.language), SearchText(text.text, in: text.language, isMarkdown: true)]
            }
            entry.details = [record.state.label]
            entry.marking = record.marking
            return entry
        }
    }
}
