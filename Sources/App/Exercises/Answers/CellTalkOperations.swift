import Domain
import Storage
import Web

/// A cell's log, its reports and statements, and messages. What has been written stands; a correction follows.
enum CellTalkOperations {
    static let most = 2_000

    private static func acting<Value: Sendable>(
        _ visit: Visit, _ event: Event.ID, for cell: ExerciseCell.ID? = nil, _ device: DeviceTime,
        _ body: @escaping @Sendable (CellActing) throws -> Value
    ) async throws -> Value {
        let language = visit.language
        return try await visit.database.write { tx in
            let acting = try CellActing(visit, event, for: cell, device: device, tx)
            return try Language.$current.withValue(language) { try body(acting) }
        }
    }

    private static func begun(_ acting: CellActing) throws -> Int64 {
        try acting.elapsed(notBefore: acting.moment.clock.startedAt ?? 0)
    }

    // MARK: Log

    static func write(
        _ visit: Visit, _ event: Event.ID, _ fields: LogFields, for cell: ExerciseCell.ID? = nil,
        device: DeviceTime = .none, key: String? = nil
    ) async throws -> ExerciseLogLine.ID {
        try await acting(visit, event, for: cell, device) { try writeIn($0, fields, key: key) }
    }

    static func writeIn(_ acting: CellActing, _ fields: LogFields, key: String? = nil) throws -> ExerciseLogLine.ID {
        let store = CellTalkStore(acting.tx)
        let key = SendingKey.of(key, by: acting.work.actor)
        if let before: ExerciseLogLine.ID = try AnswerSendingStore(acting.tx).id(.log, sentAs: key) { return before }
        guard try store.lines(of: acting.event).count(where: { $0.cell == acting.cell.id }) < most else {
            throw Refusal.tooMany(L("The log has \(most) lines of your own, which is as many as it takes."))
        }
        let id = try CellTalkStore.insert(try fields.cleaned.checked(), elapsed: begun(acting), key: key, acting)
        try acting.record("log:\(id)", "exercise.log-line")
        return id
    }

    // MARK: Situation reports

    /// Frozen with the confirmed items of the cell's own picture.
    static func report(
        _ visit: Visit, _ event: Event.ID, _ fields: SituationReportFields, device: DeviceTime = .none,
        key: String? = nil
    ) async throws -> SituationReport.ID {
        try await acting(visit, event, device) { try reportIn($0, fields, key: key) }
    }

    static func reportIn(_ acting: CellActing, _ fields: SituationReportFields, key: String? = nil) throws
        -> SituationReport.ID
    {
        let store = CellTalkStore(acting.tx)
        let key = SendingKey.of(key, by: acting.work.actor)
        if let before: SituationReport.ID = try AnswerSendingStore(acting.tx).id(.reports, sentAs: key) {
            return before
        }
        let told = try fields.cleaned.checked()
        let numbers = try store.reports(of: acting.event).filter { $0.cell == acting.cell.id }.map(\.number)
        guard numbers.count < 200 else {
            throw Refusal.tooMany(L("Your cell has made 200 reports, which is as many as it takes."))
        }
        let items = try CellPictureStore(acting.tx).all(of: acting.event)
            .filter { $0.cell == acting.cell.id && $0.standing == .confirmed }
            .map { SituationReportRecord.Item(topic: $0.topic, text: $0.fields.text) }
        let id = try CellTalkStore.insert(
            told, items, number: (numbers.max() ?? 0) + 1, elapsed: begun(acting), key: key, acting)
        try acting.record("situation-report:\(id)", "exercise.situation-report")
        return id
    }

    // MARK: Statements

    /// - Parameter neighbours: whose consent is asked.
    static func draft(
        _ visit: Visit, _ event: Event.ID, _ fields: StatementFields, asking neighbours: Set<ExerciseCell.ID>,
        for cell: ExerciseCell.ID? = nil, device: DeviceTime = .none, key: String? = nil
    ) async throws -> PublicStatement.ID {
        try await acting(visit, event, for: cell, device) { try draftIn($0, fields, asking: neighbours, key: key) }
    }

    static func draftIn(
        _ acting: CellActing, _ fields: StatementFields, asking neighbours: Set<ExerciseCell.ID>, key: String? = nil
    ) throws -> PublicStatement.ID {
        let store = CellTalkStore(acting.tx)
        let key = SendingKey.of(key, by: acting.work.actor)
        if let before: PublicStatement.ID = try AnswerSendingStore(acting.tx).id(.statements, sentAs: key) {
            return before
        }
        let told = try fields.cleaned.checked()
        let numbers = try store.statements(of: acting.event).filter { $0.cell == acting.cell.id }.map(\.number)
        guard numbers.count < 200 else {
            throw Refusal.tooMany(L("Your cell has written 200 texts to the public, which is as many as it takes."))
        }
        let asked = neighbours.intersection(acting.cells.map(\.id)).subtracting([acting.cell.id])
        let id = try CellTalkStore.insert(
            told, asking: asked, number: (numbers.max() ?? 0) + 1, elapsed: begun(acting), key: key, acting)
        try acting.record("public-statement:\(id)", "exercise.statement", also: asked.sorted())
        return id
    }

    /// A neighbour that was asked says yes or no.
    static func consent(
        _ visit: Visit, _ event: Event.ID, _ id: PublicStatement.ID, agrees: Bool, _ text: String,
        for cell: ExerciseCell.ID? = nil, device: DeviceTime = .none
    ) async throws {
        let cleaned = Cleaned(text) { $0 = $1.lines("text", $0, limit: 2_000) }
        try await acting(visit, event, for: cell, device) { acting in
            let statement = try CellTalkStore(acting.tx).statement(id, of: event)
            guard statement.consents.contains(where: { $0.cell == acting.cell.id }) else { throw Refusal.notFound }
            guard !statement.isReleased else { throw Refusal.statementIsReleased }
            try CellTalkStore.answer(
                id, agrees ? .agreed : .objected, try cleaned.checked(),
                elapsed: acting.elapsed(notBefore: statement.at), acting)
            try acting.record(
                "public-statement:\(id)", "exercise.statement-consent", also: [statement.cell],
                ["agrees": .flag(agrees)])
        }
    }

    /// It goes to the public of the story, for all to read, with or without the neighbours' yes.
    static func release(
        _ visit: Visit, _ event: Event.ID, _ id: PublicStatement.ID, for cell: ExerciseCell.ID? = nil,
        device: DeviceTime = .none
    ) async throws {
        try await acting(visit, event, for: cell, device) { acting in
            let statement = try CellTalkStore(acting.tx).statement(id, of: event)
            guard statement.cell == acting.cell.id else { throw Refusal.notFound }
            guard !statement.isReleased else { return }
            try CellTalkStore.release(id, elapsed: acting.elapsed(notBefore: statement.at), acting)
            try acting.record(
                "public-statement:\(id)", "exercise.statement-release", also: acting.cells.map(\.id))
            try acting.work.record(
                .part(event, ExercisePlaces.wall), "public-statement:\(id)", "exercise.statement-release")
        }
    }

    // MARK: Messages

    /// Within the cell, to those who run the exercise (which is no part of play), or to another cell where the director lets cells talk.
    static func say(
        _ visit: Visit, _ event: Event.ID, _ way: MessageWay, to other: ExerciseCell.ID? = nil,
        _ fields: ExerciseMessageFields, device: DeviceTime = .none, key: String? = nil
    ) async throws -> ExerciseMessage.ID {
        try await acting(visit, event, device) { acting in
            let key = SendingKey.of(key, by: acting.work.actor)
            if let before: ExerciseMessage.ID = try AnswerSendingStore(acting.tx).id(.messages, sentAs: key) {
                return before
            }
            let told = try fields.cleaned.checked()
            if way == .cells {
                guard acting.exercise.cellsTalk, let other, other != acting.cell.id,
                    acting.cells.contains(where: { $0.id == other })
                else { throw Refusal.notFound }
            }
            let id = try CellTalkStore.insert(
                told.text, way, cell: acting.cell.id, other: way == .cells ? other : nil, isControl: false,
                elapsed: acting.moment.elapsed, key: key, of: event, acting.work)
            try acting.record(
                "exercise-message:\(id)", "exercise.message", also: way == .cells ? [other].compactMap(\.self) : [])
            return id
        }
    }

    /// Those who run the exercise answer a cell; also before STARTEX and while it is halted.
    static func reply(
        _ visit: Visit, _ event: Event.ID, to cell: ExerciseCell.ID, _ fields: ExerciseMessageFields,
        key: String? = nil
    ) async throws -> ExerciseMessage.ID {
        let (cleaned, language) = (fields.cleaned, visit.language)
        return try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isExcon)
            let exercise = try PlayStore(tx).required(event)
            guard try PlanStore(tx).cells(of: exercise.msel).contains(where: { $0.id == cell }) else {
                throw Refusal.notFound
            }
            let work = Work(tx, visit)
            let key = SendingKey.of(key, by: work.actor)
            if let before: ExerciseMessage.ID = try AnswerSendingStore(tx).id(.messages, sentAs: key) { return before }
            let told = try cleaned.checked()
            let moment = try ExerciseMoment(event, now: visit.now, tx)
            let id = try Language.$current.withValue(language) {
                try CellTalkStore.insert(
                    told.text, .control, cell: cell, other: nil, isControl: true, elapsed: moment.elapsed, key: key,
                    of: event, work)
            }
            try work.recordPlay(event, cells: [cell], "exercise-message:\(id)", "exercise.message")
            return id
        }
    }
}
