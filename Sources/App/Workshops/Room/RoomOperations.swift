import Domain
import Storage
import Web

// lint: tables sheet because the choice is made only where there is no sheet yet, in one statement.

/// Which stage the room is in.
enum StageOperations {
    /// The stages of this version, in their usual order.
    static let stages = WorkshopStage.allCases

    /// Opens a stage on a topic. Stepping back is allowed, but not while a vote is open.
    /// - Parameters:
    ///   - topic: nothing means all topics in collect, and the present (or first) topic elsewhere.
    ///   - step: one of the event's steps, which gives stage and topic; else the one to which they belong.
    static func open(
        _ visit: Visit, _ event: Event.ID, stage: WorkshopStage, topic wished: Topic.ID?, step: EventStep.ID? = nil
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try openIn(Work(tx, visit), event, stage: stage, topic: wished, step: step, isUndoable: true)
        }
    }

    /// Where a move leads.
    struct Target {
        let stage: WorkshopStage
        let topic: Topic.ID?
        let step: EventStepRecord?
        /// A step whose time is over is opened again by opening it.
        let isReopened: Bool
    }

    /// - Returns: nil if the room is there already.
    static func target(
        _ event: Event.ID, stage: WorkshopStage, topic wished: Topic.ID?, step: EventStep.ID?, _ reading: any Reading
    ) throws -> Target? {
        let (store, steps) = (EventStore(reading), StepStore(reading))
        let record = try store.event(event)
        guard record.workshop != nil else { throw Refusal.noWorkshop }
        let topics = try store.topics(of: event)
        if let wished, !topics.contains(where: { $0.id == wished }) { throw Refusal.notFound }
        let chosen = try step.map { try steps.step($0, in: event) }
        let stage = chosen?.stage ?? stage
        let topic = chosen?.topic ?? wished ?? (stage == .collect ? nil : record.topic ?? topics.first?.id)
        let target = try chosen ?? steps.match(stage, topic, in: event)
        let isReopened = try record.step == target?.id && steps.isOver(in: event)
        guard record.stage != stage || record.topic != topic || record.step != target?.id || isReopened else {
            return nil
        }
        return Target(stage: stage, topic: topic, step: target, isReopened: isReopened)
    }

    /// The same inside a transaction that is already allowed to.
    /// - Parameter isUndoable: a person moves the room, and may think better of it.
    static func openIn(
        _ work: Work, _ event: Event.ID, stage: WorkshopStage, topic wished: Topic.ID?, step: EventStep.ID? = nil,
        isUndoable: Bool = false
    ) throws {
        // What waited or could be undone is overtaken, also by a press on where the room is already.
        try RoomMoveStore.forget(event, work.tx)
        guard let way = try target(event, stage: stage, topic: wished, step: step, work.tx) else { return }
        guard try !RoundStore(work.tx).hasOpenRound(event) else { throw Refusal.roundIsOpen }
        let (stage, topic, target) = (way.stage, way.topic, way.step)
        if isUndoable { try RoomMoveStore.put(try RoomMoves.record(way, event, due: nil, work), work.tx) }
        let before = try EventStore(work.tx).event(event).step
        try RoomStore.setStage(event, stage, topic, work.tx)
        if let by = target?.settings.envisionBy, target?.openedAt == nil {
            try RoomStore.setEnvision(event, by: by, work.tx)
        }
        if before != target?.id || way.isReopened {
            try StepStore.enter(target?.id, in: event, now: work.now, work.tx)
        }
        try work.record(
            .event(event), "event:\(event)", "stage.opening",
            [
                "stage": .text(stage.rawValue), "topic": JSONValue(topic?.description),
                "step": JSONValue(target?.id.description),
            ])
    }

    /// A round has brought the room to the vote: the step follows.
    static func followIn(_ work: Work, _ event: Event.ID) throws {
        try RoomMoveStore.forget(event, work.tx)
        let record = try EventStore(work.tx).event(event)
        guard let stage = record.stage else { return }
        let step = try StepStore(work.tx).match(stage, record.topic, in: event)
        if step?.id != record.step { try StepStore.enter(step?.id, in: event, now: work.now, work.tx) }
    }
}

enum RoomOperations {
    /// What participants see of each other, and whether the code lets people knock; nothing leaves a setting as it is.
    static func changeSettings(
        _ visit: Visit, _ event: Event.ID, namesShown: Bool? = nil, issuesVisible: Bool? = nil, door: Door? = nil
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let record = try EventStore(tx).event(event)
            let names = namesShown ?? record.namesShown
            let visible = issuesVisible ?? record.issuesVisible
            let entry = door ?? record.door
            guard names != record.namesShown || visible != record.issuesVisible || entry != record.door else { return }
            try RoomStore.setSettings(
                event, namesShown: names, issuesVisible: visible, door: entry, now: visit.now, tx)
            try visit.record(
                tx, scope: .event(event), subject: "event:\(event)", kind: "event.settings",
                facts: [
                    "door": .text(entry.rawValue), "issues_visible": .flag(visible), "names_shown": .flag(names),
                ])
        }
    }
}

/// The SQL of the room.
enum RoomStore {
    /// The round shown stays, where it belongs to the topic.
    static func setStage(_ event: Event.ID, _ stage: WorkshopStage, _ topic: Topic.ID?, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE workshop SET stage = \(stage), topic_id = \(topic), round_id =
                (SELECT r.id FROM round r WHERE r.id = workshop.round_id AND (r.topic_id IS NULL OR r.topic_id = \(topic)))
            WHERE id = \(EventPartStore.workshop(of: event))
            """)
    }

    /// Sheets by group or by country; not any more once there is a sheet.
    static func setEnvision(_ event: Event.ID, by: String, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE workshop SET envision_by = \(by) WHERE id = \(EventPartStore.workshop(of: event))
            AND NOT EXISTS (SELECT 1 FROM sheet s WHERE s.event_id = \(event))
            """)
    }

    static func setSettings(
        _ event: Event.ID, namesShown: Bool, issuesVisible: Bool, door: Door, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE event SET door = \(door), changed_at = \(now) WHERE id = \(event)
            """)
        try EventPartStore.setShown(event, names: namesShown, issues: issuesVisible, tx)
    }
}
