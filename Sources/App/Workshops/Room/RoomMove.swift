import Domain
import Storage
import Web

/// The last move of a room, while it can be undone: one that waits to be carried out, or one that was made a moment ago.
///
/// Going back (an earlier stage or step, or one whose time was over) waits two seconds, in which everybody who runs the room sees where
/// it goes and can keep it where it is; the wall and the phones follow only then. Going on destroys nothing: it happens at once, and can
/// be taken back for a while. The move waits in the database, so that whichever node is alive carries it out (``StepWatch``); without
/// JavaScript the console says the same and offers the same button. A program that moves the room by the API presses no stray key: at once.
struct RoomMove: Sendable {
    typealias ID = Identifier<RoomMove>

    /// Where a room is.
    struct Place: Sendable, Hashable {
        let stage: WorkshopStage?
        let topic: Topic.ID?
        let step: EventStep.ID?
        var round: Round.ID?
    }

    /// Milliseconds in which a way back can be stopped.
    static let delay: Int64 = 2_000
    /// How long a move that was made can be undone.
    static let undoable: Int64 = 15_000
    /// A move that nobody could carry out for so long is forgotten: the room has gone on without it.
    static let lateness: Int64 = 60_000

    let id: ID
    let event: Event.ID
    let stage: WorkshopStage
    let topic: Topic.ID?
    let step: EventStep.ID?
    /// When it is carried out, epoch milliseconds; nothing once it has been.
    let dueAt: Int64?
    /// As ``Visitor/journalName``.
    let askedBy: String?
    let askedAt: Int64
    let from: Place
    /// When the step that it leads to had been opened before.
    let stepOpenedAt: Int64?

    init(
        id: ID, event: Event.ID, stage: WorkshopStage, topic: Topic.ID?, step: EventStep.ID?, dueAt: Int64?,
        askedBy: String?, askedAt: Int64, from: Place, stepOpenedAt: Int64?
    ) {
        (self.id, self.event, self.stage, self.topic, self.step) = (id, event, stage, topic, step)
        (self.dueAt, self.askedBy, self.askedAt) = (dueAt, askedBy, askedAt)
        (self.from, self.stepOpenedAt) = (from, stepOpenedAt)
    }

    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), event: try row.get("event_id"), stage: try row.get("stage"),
            topic: try row.get("topic_id"), step: try row.get("step_id"), dueAt: try row.get("due_at"),
            askedBy: try row.get("asked_by"), askedAt: try row.get("asked_at"),
            from: Place(
                stage: try row.get("from_stage"), topic: try row.get("from_topic_id"),
                step: try row.get("from_step_id"), round: try row.get("from_round_id")),
            stepOpenedAt: try row.get("step_opened_at"))
    }

    var isWaiting: Bool { dueAt != nil }
    /// Until when it can be undone.
    var undoableUntil: Int64 { dueAt ?? askedAt + Self.undoable }
}

/// The SQL of moves.
struct RoomMoveStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The last move, as long as it can be undone: also the topic, step and vote that it came from must still be there.
    func move(of event: Event.ID, at now: Int64) throws -> RoomMove? {
        let row = try reading.first(
            """
            SELECT * FROM room_move WHERE event_id = \(event) AND (due_at IS NOT NULL OR (
                (from_topic_id IS NULL OR from_topic_id IN (SELECT id FROM topic WHERE event_id = \(event)))
                AND (from_step_id IS NULL OR from_step_id IN (SELECT id FROM event_step WHERE event_id = \(event)))
                AND (from_round_id IS NULL OR from_round_id IN (SELECT id FROM round WHERE event_id = \(event)))))
            """)
        guard let move = try row.map(RoomMove.init), move.isWaiting || move.undoableUntil > now else { return nil }
        return move
    }

    /// Moves whose two seconds are over.
    func due(at now: Int64) throws -> [RoomMove] {
        try reading.all("SELECT * FROM room_move WHERE due_at IS NOT NULL AND due_at <= \(now) ORDER BY due_at, id")
            .map(
                RoomMove.init)
    }

    /// In the place of an earlier one: of two who run the room, the last press counts, and both see it.
    static func put(_ move: RoomMove, _ tx: Transaction) throws {
        try forget(move.event, tx)
        try tx.execute(
            """
            INSERT INTO room_move (event_id, id, stage, topic_id, step_id, due_at, asked_by, asked_at, from_stage, from_topic_id,
                from_step_id, from_round_id, step_opened_at)
            VALUES (\(move.event), \(move.id), \(move.stage), \(move.topic), \(move.step), \(move.dueAt), \(move.askedBy),
                \(move.askedAt), \(move.from.stage), \(move.from.topic), \(move.from.step), \(move.from.round), \(move.stepOpenedAt))
            """)
    }

    /// What else moved the room, or opened a vote, has overtaken the move.
    static func forget(_ event: Event.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM room_move WHERE event_id = \(event)")
    }

    /// - Returns: false where another node was first, or somebody has undone it.
    static func claim(_ move: RoomMove, _ tx: Transaction) throws -> Bool {
        try tx.first("DELETE FROM room_move WHERE id = \(move.id) AND due_at IS NOT NULL RETURNING id") != nil
    }

    /// Puts the room back where it was before a move.
    static func restore(_ move: RoomMove, _ tx: Transaction) throws {
        if let step = move.step, step != move.from.step {
            try tx.execute("UPDATE event_step SET opened_at = \(move.stepOpenedAt) WHERE id = \(step)")
        }
        try tx.execute(
            """
            UPDATE workshop SET stage = \(move.from.stage), topic_id = \(move.from.topic), step_id = \(move.from.step),
                round_id = \(move.from.round) WHERE id = \(EventPartStore.workshop(of: move.event))
            """)
    }
}

/// Moving the room by hand, and taking that back.
enum RoomMoves {
    /// What a button or a key of the console asks for: at once where the room goes on, after two seconds where it goes back.
    static func ask(
        _ visit: Visit, _ event: Event.ID, stage: WorkshopStage, topic: Topic.ID?, step: EventStep.ID?
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let work = Work(tx, visit)
            guard let target = try StageOperations.target(event, stage: stage, topic: topic, step: step, tx) else {
                return
            }
            guard try goesBack(target, in: event, tx) else {
                try StageOperations.openIn(work, event, stage: stage, topic: topic, step: step, isUndoable: true)
                return
            }
            guard try !RoundStore(tx).hasOpenRound(event) else { throw Refusal.roundIsOpen }
            let move = try record(target, event, due: work.now + RoomMove.delay, work)
            try RoomMoveStore.put(move, tx)
            try work.record(
                .event(event), "event:\(event)", "stage.announcement",
                ["stage": .text(target.stage.rawValue), "step": JSONValue(target.step?.id.description)])
        }
    }

    /// Keeps the room where it is, or puts it back where it was.
    /// - Throws: ``Refusal/moveIsOver`` where the room has moved on meanwhile.
    static func undo(_ visit: Visit, _ event: Event.ID, _ id: RoomMove.ID) async throws {
        let now = visit.now
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard let move = try RoomMoveStore(tx).move(of: event, at: now), move.id == id else {
                throw Refusal.moveIsOver
            }
            let stored = try EventStore(tx).event(event)
            if !move.isWaiting {
                guard stored.stage == move.stage, stored.topic == move.topic, stored.step == move.step,
                    try !RoundStore(tx).hasOpenRound(event)
                else { throw Refusal.moveIsOver }
                try RoomMoveStore.restore(move, tx)
            }
            try RoomMoveStore.forget(event, tx)
            try visit.record(
                tx, scope: .event(event), subject: "event:\(event)", kind: "stage.undoing",
                facts: [
                    "stage": .text(move.stage.rawValue), "back": JSONValue((move.from.stage ?? stored.stage)?.rawValue),
                    "waited": .flag(move.isWaiting),
                ])
        }
    }

    /// Carries out what has waited long enough; several nodes may do so, and one does.
    static func carryOut(_ moves: [RoomMove], _ work: Work) throws {
        for move in moves where try RoomMoveStore.claim(move, work.tx) {
            guard let due = move.dueAt, work.now - due <= RoomMove.lateness,
                try !RoundStore(work.tx).hasOpenRound(move.event)
            else {
                try work.record(
                    .event(move.event), "event:\(move.event)", "stage.undoing",
                    ["stage": .text(move.stage.rawValue), "waited": true])
                continue
            }
            let mover = Work(work.tx, work.environment, actor: move.askedBy)
            do {
                try StageOperations.openIn(
                    mover, move.event, stage: move.stage, topic: move.topic, step: move.step, isUndoable: true)
            } catch let refusal as Refusal where refusal.status == .notFound {
                // Its topic or step was taken away meanwhile: there is nowhere to go.
                try work.record(
                    .event(move.event), "event:\(move.event)", "stage.undoing",
                    ["stage": .text(move.stage.rawValue), "waited": true])
            }
        }
    }

    /// A move as it is stored, from where the room is now.
    static func record(_ target: StageOperations.Target, _ event: Event.ID, due: Int64?, _ work: Work) throws
        -> RoomMove
    {
        let stored = try EventStore(work.tx).event(event)
        return RoomMove(
            id: work.environment.id(), event: event, stage: target.stage, topic: target.topic, step: target.step?.id,
            dueAt: due, askedBy: work.actor, askedAt: work.now,
            from: .init(stage: stored.stage, topic: stored.topic, step: stored.step, round: stored.round),
            stepOpenedAt: target.step?.openedAt)
    }

    /// An earlier step (an earlier stage, where the event has none), or the present one once its time is over.
    private static func goesBack(_ target: StageOperations.Target, in event: Event.ID, _ tx: Transaction) throws -> Bool
    {
        if target.isReopened { return true }
        let stored = try EventStore(tx).event(event)
        guard let stage = stored.stage else { return false }
        let steps = try StepStore(tx).steps(of: event)
        if let to = steps.firstIndex(where: { $0.id == target.step?.id }),
            let now = steps.firstIndex(where: { $0.id == stored.step })
        {
            return to < now
        }
        return target.stage < stage
    }
}
