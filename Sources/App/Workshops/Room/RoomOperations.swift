import Domain
import Storage
import Web

/// Which stage the room is in.
enum StageOperations {
    /// The stages of this version, in their usual order.
    static let stages = WorkshopStage.allCases

    /// Opens a stage on a topic. Stepping back is allowed, but not while a vote is open.
    /// - Parameter topic: nothing means all topics in collect, and the present (or first) topic elsewhere.
    static func open(_ visit: Visit, _ event: Event.ID, stage: WorkshopStage, topic wished: Topic.ID?) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard stages.contains(stage) else { throw Refusal.notFound }
            let store = EventStore(tx)
            let record = try store.event(event)
            let topics = try store.topics(of: event)
            if let wished, !topics.contains(where: { $0.id == wished }) { throw Refusal.notFound }
            let topic = wished ?? (stage == .collect ? nil : record.topic ?? topics.first?.id)
            guard record.stage != stage || record.topic != topic else { return }
            guard try !IssueStore(tx).hasOpenRound(event) else { throw Refusal.roundIsOpen }
            try RoomStore.setStage(event, stage, topic, now: visit.now, tx)
            try visit.record(
                tx, scope: .event(event), subject: "event:\(event)", kind: "stage.opening",
                facts: ["stage": .text(stage.rawValue), "topic": FactValue(topic?.description)])
        }
    }
}

enum RoomOperations {
    /// What participants see of each other; nothing leaves a setting as it is.
    static func changeSettings(_ visit: Visit, _ event: Event.ID, namesShown: Bool? = nil, issuesVisible: Bool? = nil)
        async throws
    {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let record = try EventStore(tx).event(event)
            let names = namesShown ?? record.namesShown
            let visible = issuesVisible ?? record.issuesVisible
            guard names != record.namesShown || visible != record.issuesVisible else { return }
            try RoomStore.setSettings(event, namesShown: names, issuesVisible: visible, now: visit.now, tx)
            try visit.record(
                tx, scope: .event(event), subject: "event:\(event)", kind: "event.settings",
                facts: ["issues_visible": .flag(visible), "names_shown": .flag(names)])
        }
    }
}

/// The SQL of the room.
enum RoomStore {
    /// The round shown stays, where it belongs to the topic.
    static func setStage(_ event: Event.ID, _ stage: WorkshopStage, _ topic: Topic.ID?, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE event SET stage = \(stage), topic_id = \(topic), changed_at = \(now), round_id =
                (SELECT r.id FROM round r WHERE r.id = event.round_id AND (r.topic_id IS NULL OR r.topic_id = \(topic)))
            WHERE id = \(event)
            """)
    }

    static func setSettings(_ event: Event.ID, namesShown: Bool, issuesVisible: Bool, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE event SET names_shown = \(namesShown), issues_visible = \(issuesVisible), changed_at = \(now) WHERE id = \(event)
            """)
    }
}
