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
        // Whoever was let in to write may be of no programme: they find it in its room.
        let further = try store.publications(in: asked.events).filter { asked.programmes[$0.programme] == nil }
        let seen = try sight.seen(store.publications(of: asked.programmes.keys.sorted()) + further)
        let texts = try store.texts(of: seen.filter(\.record.isReleased).map(\.record.id))
        return seen.map { one in
            let record = one.record
            var entry = SearchEntry(
                publication, record.id, SearchText(record.title, in: record.language),
                in: home(record, asked), path: PublicationPaths.one(record.id))
            entry.texts = (texts[record.id] ?? []).flatMap { text in
                [SearchText(text.title, in: text.language), SearchText(text.text, in: text.language, isMarkdown: true)]
            }
            entry.details = [record.state.label]
            entry.marking = record.marking
            return entry
        }
    }

    private static func home(_ record: PublicationRecord, _ asked: SearchAsked) -> SearchEntry.Home {
        guard let room = record.event, asked.programmes[record.programme] == nil else {
            return .programme(record.programme)
        }
        return .event(room)
    }
}

/// What was released stands in the library, by who may read it.
extension PublicationFacts: LibraryShelfFeature {
    private static let shelf = LibraryShelf(code: "publication", order: 20, label: L("Publications"))

    static var shelves: [LibraryShelf] { [shelf] }

    static func tellLibrary(_ asked: LibraryAsked, _ reading: any Reading) throws -> [LibraryItem] {
        let store = PublicationStore(reading)
        let sight = try PublicationSight(asked.visit, reading)
        let areas = try AreaTags(reading).areas(of: .publication)
        return try asked.programmes.flatMap { programme -> [LibraryItem] in
            let names = try PublicationNames(programme.id, reading, now: asked.visit.now)
            let released = try sight.publications(of: programme.id).filter(\.record.isReleased)
            let texts = try store.texts(of: released.map(\.record.id))
            return released.map { one in
                let record = one.record
                var item = LibraryItem(
                    shelf: shelf, id: record.id.description, programme: programme.id, title: record.title,
                    language: record.language, marking: record.marking, path: PublicationPaths.one(record.id))
                item.date = record.releasedOn ?? ""
                item.areas = areas[record.id.description, default: []]
                item.text = (texts[record.id] ?? []).map { "\($0.title) \($0.text)" }.joined(separator: " ")
                item.details = [Message.list(names.names(one.leads), .commas)]
                return item
            }
        }
    }
}
