import Domain
import Storage
import Web

/// Statements of the outline that stand, by everybody in the room.
extension OutlineFacts: SearchFeature {
    private static let statement = SearchKind("statement", order: 140, L("Statements of the outline"))

    static var searchKinds: [SearchKind] { [statement] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        try OutlineStore(reading).searched(of: asked.events).map { one in
            var entry = SearchEntry(
                statement, one.id, SearchText(one.text, in: one.language), in: .event(one.event),
                path: "\(Paths.outline(one.event))#statement-\(one.id)")
            entry.details = [one.part.label]
            return entry
        }
    }
}

extension OutlineStore {
    fileprivate func searched(of events: [Event.ID]) throws
        -> [(id: OutlineStatement.ID, event: Event.ID, part: OutlinePart, text: String, language: String)]
    {
        try reading.all(
            """
            SELECT s.id, s.event_id, s.part, c.text, c.language FROM outline_statement s JOIN card c ON c.id = s.card_id
            WHERE s.event_id IN \(in: events) AND s.state <> 'dropped' AND c.text <> ''
            """
        ).map {
            (
                try $0.get("id"), try $0.get("event_id"), try $0.get("part"), try $0.get("text"), try $0.get("language")
            )
        }
    }
}
