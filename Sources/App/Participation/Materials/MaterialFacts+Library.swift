import Domain
import Storage
import Web

/// Materials that are out stand in the library, by who may read them at their event.
extension MaterialFacts: LibraryShelfFeature {
    private static let materials = LibraryShelf(code: "material", order: 40, label: L("Materials"))

    static var shelves: [LibraryShelf] { [materials] }

    static func tellLibrary(_ asked: LibraryAsked, _ reading: any Reading) throws -> [LibraryItem] {
        let (now, store) = (asked.visit.now, EventStore(reading))
        let memberships = try MembershipStore(reading).memberships(of: asked.visit.visitor).filter {
            $0.value.allows(.attend)
        }
        let tags = try AreaTags(reading).areas(of: .material)
        var events: [Event.ID: EventRecord] = [:]
        for event in memberships.keys { events[event] = try store.event(event) }
        return try MaterialStore(reading).materials(of: memberships.keys.sorted()).compactMap { one -> LibraryItem? in
            guard let membership = memberships[one.event], let event = events[one.event],
                MaterialReading.opens(one, of: event.marking, membership, now: now), one.state == .released
            else { return nil }
            var item = LibraryItem(
                shelf: materials, id: one.id.description, programme: event.programme, title: one.fields.title,
                language: one.fields.language, marking: TLP.stricter(one.fields.marking, event.marking),
                path: Paths.materials(one.event))
            item.date = event.startsOn
            item.areas = tags[one.id.description, default: []]
            item.text = one.fields.note
            item.details = [.verbatim(event.title)]
            return item
        }
    }
}
