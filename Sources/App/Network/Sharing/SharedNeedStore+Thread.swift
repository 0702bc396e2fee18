import Domain
import Storage
import Web

/// What the thread is told of needs that an event studies.
extension SharedNeedStore {
    /// Each with the topic that it became. What was taken back is told no more, and what not everybody at the event reads is not told there.
    func tellThread(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        let rows = try reading.all(
            """
            SELECT n.id, n.topic_id FROM shared_need n WHERE n.event_id IN \(in: events)
                AND NOT EXISTS (SELECT w.subject_id FROM record_withdrawal w
                    WHERE w.subject = \(RecordSubject.Kind.need.rawValue) AND w.subject_id = n.id)
            """)
        guard !rows.isEmpty else { return }
        let topics = Dictionary(
            try rows.map { (try $0.get("id", as: SharedNeed.ID.self), try $0.get("topic_id", as: String?.self)) }
        ) { first, _ in first }
        for need in try needs(Array(topics.keys)).sorted(by: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }) {
            guard let event = need.event, try SharedReading.isForEvents(need, reading) else { continue }
            let id = need.id.description
            facts.needs.append(
                ThreadItem(kind: .need, id: id, event: event, title: need.title, language: need.language))
            if let topic = topics[need.id] ?? nil { facts.services.append(.init(upper: id, lower: topic)) }
        }
    }

    static func threadHome(of id: String) -> SQL {
        "SELECT 'shared-need' AS kind, event_id AS home FROM shared_need WHERE id = \(id) AND event_id IS NOT NULL"
    }

    static func set(_ topic: Topic.ID, of id: SharedNeed.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE shared_need SET topic_id = \(topic) WHERE id = \(id)")
    }
}
