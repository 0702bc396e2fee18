import Domain
import Storage
import Web

/// Publications by title, and by their text once they are released, by who may read them.
extension PublicationFacts: SearchFeature {
    private static let publication = SearchKind("publication", order: 62, L("Publications"))

    static var searchKinds: [SearchKind] { [publication] }

    /// Whoever was let in to write may be of no programme: they find it in its room.
    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let store = PublicationStore(reading)
        let further = try store.publications(in: asked.events).filter { asked.programmes[$0.programme] == nil }
        guard !further.isEmpty else { return [] }
        let seen = try PublicationSight(asked.visit, reading).seen(further).map(\.record)
        let texts = try store.texts(of: seen.filter(\.isReleased).map(\.id))
        return seen.map { entry($0, texts[$0.id] ?? [], in: home($0, asked)) }
    }

    private static let told = SearchMemory<Language>(most: 20_000)

    static func keptSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchTold] {
        let store = PublicationStore(reading)
        let sight = try PublicationSight(asked.visit, reading)
        let seen = try sight.seen(store.publications(of: asked.programmes.keys.sorted())).map(\.record)
        let newest = try store.newest(of: seen.filter(\.isReleased).map(\.id))
        let rows = seen.map { one in
            let parts = [
                one.title, one.language, one.state.rawValue, one.marking, one.programme.description,
                "\(newest[one.id] ?? 0)",
            ]
            return SearchStored(id: one.id.description, words: parts.joined(separator: "\u{1F}"))
        }
        let byID = Dictionary(seen.map { ($0.id.description, $0) }) { first, _ in first }
        return try told.told(rows, in: .current) { missing in
            let records = missing.compactMap { byID[$0.id] }
            let texts = try store.texts(of: records.filter(\.isReleased).map(\.id))
            return records.map { entry($0, texts[$0.id] ?? [], in: .programme($0.programme)) }
        }
    }

    private static func entry(
        _ record: PublicationRecord, _ texts: [(language: String, title: String, text: String)],
        in home: SearchEntry.Home
    ) -> SearchEntry {
        var entry = SearchEntry(
            publication, record.id, SearchText(record.title, in: record.language), in: home,
            path: PublicationPaths.one(record.id))
        entry.texts = texts.flatMap { text in
            [SearchText(text.title, in: text.language), SearchText(text.text, in: text.language, isMarkdown: true)]
        }
        entry.details = [record.state.label]
        entry.marking = record.marking
        return entry
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
