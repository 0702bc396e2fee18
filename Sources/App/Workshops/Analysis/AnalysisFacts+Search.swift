import Domain
import Storage
import Web

/// Tables of groups and what they found, by everybody in the room; not what a table took back.
extension AnalysisFacts: SearchFeature {
    private static let table = SearchKind("group", order: 100, L("Groups"))
    private static let aspect = SearchKind("aspect", order: 110, L("Facilitating and blocking aspects"))

    static var searchKinds: [SearchKind] { [table, aspect] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let tables = try GroupStore(reading).searched(of: asked.events).map { one in
            let name: String = one.name.isEmpty ? L("Group \(one.number)").string() : one.name
            var entry = SearchEntry(
                table, one.id, SearchText(name), in: .event(one.event), path: Paths.table(one.event, one.id))
            entry.texts = [SearchText(one.place)]
            return entry
        }
        let aspects = try AspectStore(reading).searched(of: asked.events).map { one in
            var entry = SearchEntry(
                aspect, one.id, SearchText(one.text, in: one.language), in: .event(one.event),
                path: Paths.aspect(one.event, one.id))
            entry.details = [one.direction.label]
            return entry
        }
        return tables + aspects
    }
}

extension AspectStore {
    fileprivate func searched(of events: [Event.ID]) throws
        -> [(id: Aspect.ID, event: Event.ID, direction: AspectDirection, text: String, language: String)]
    {
        try reading.all(
            """
            SELECT a.id, a.event_id, a.direction, c.text, c.language FROM aspect a JOIN card c ON c.id = a.card_id
            WHERE a.event_id IN \(in: events) AND a.withdrawn_at IS NULL AND c.text <> ''
            """
        ).map {
            (
                try $0.get("id"), try $0.get("event_id"), try $0.get("direction"), try $0.get("text"),
                try $0.get("language")
            )
        }
    }
}
