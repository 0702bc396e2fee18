import Domain
import Storage
import Web

/// When something was written on a device, as far as the device says.
///
/// How late an answer is, and how long a cell took from release to decision, must not be for the player to set. So what a device says counts
/// only within what the server knows: it says that it had no connection, and the time is no earlier than what is answered was there, nor than
/// the server last heard from that person. Anything else counts as of its receipt.
struct DeviceTime: Sendable, Hashable {
    /// By the device's clock, epoch milliseconds.
    var typedAt: Int64?
    /// The device's clock when it sent; what it is wrong by follows from it.
    var deviceNow: Int64?
    var isOffline = false

    static let none = DeviceTime()
    /// How long after ENDEX what was written before is still taken.
    static let grace: Int64 = 15 * EpochTime.minute
    /// A device that has its connection again sends all that waited, and opens its page: that is no proof against what it wrote before.
    static let returning: Int64 = 2 * EpochTime.minute

    init(typedAt: Int64? = nil, deviceNow: Int64? = nil, isOffline: Bool = false) {
        let known = { (time: Int64?) in time.flatMap { (0...EpochTime.latest).contains($0) ? $0 : nil } }
        self.typedAt = known(typedAt)
        self.deviceNow = known(deviceNow)
        self.isOffline = isOffline
    }

    /// Fields `typed-at`, `device-now` and `offline` of a form; what is none of it is left out.
    init(_ form: FormValues) {
        let time = { (name: String) in form.wish(name, in: 0...Int(EpochTime.latest)).map { Int64($0) } }
        self.init(typedAt: time("typed-at"), deviceNow: time("device-now"), isOffline: form.isOn("offline"))
    }

    /// By the server's clock: not later than it arrived.
    func typed(received: Int64) -> Int64? {
        guard let typedAt else { return nil }
        let corrected = typedAt + received - (deviceNow ?? received)
        return corrected <= received ? corrected : nil
    }

    /// The moment that counts: when it was typed where the device had no connection and the time can be, else when it came.
    func counts(received: Int64, notBefore earliest: Int64) -> Int64 {
        guard isOffline, let typed = typed(received: received), typed >= earliest else { return received }
        return typed
    }
}

/// Who acts in play, for which cell, and when by the exercise's clock.
struct CellActing {
    let exercise: ExerciseRecord
    let standing: ExerciseStanding
    let cells: [CellRecord]
    let functions: [FunctionRecord]
    let moment: ExerciseMoment
    let cell: CellRecord
    let seat: SeatRecord?
    let device: DeviceTime
    let work: Work

    var event: Event.ID { exercise.event }
    var tx: Transaction { work.tx }
    /// Of who acts.
    var function: FunctionRecord? { seat?.function.flatMap { id in functions.first { $0.id == id } } }
    var functionCode: String { function?.code ?? "" }
    /// For the simulation cell, or a cell in which nobody plays.
    var isForOthers: Bool { seat == nil }

    /// - Parameters:
    ///   - cell: for whom; nothing for one's own. Who runs the exercise acts for simulated cells, and for those without players.
    ///   - device: when it was written.
    /// - Throws: ``Refusal/notFound`` for whoever has no business there, and what stands in the way while the exercise is not played.
    init(
        _ visit: Visit, _ event: Event.ID, for cell: ExerciseCell.ID? = nil, device: DeviceTime = .none,
        _ tx: Transaction
    ) throws {
        let store = PlayStore(tx)
        standing = try ExerciseStanding(visit, event, tx)
        exercise = try store.required(event)
        cells = try PlanStore(tx).cells(of: exercise.msel)
        functions = try PlanStore(tx).functions(of: exercise.msel)
        moment = try ExerciseMoment(event, now: visit.now, tx)
        self.device = device
        if let own = standing.playing, cell == nil || cell == own.cell {
            seat = own
        } else {
            let played = Set(try store.seats(of: event).filter { $0.role == .player }.compactMap(\.cell))
            guard standing.isExcon, let cell, let record = cells.first(where: { $0.id == cell }),
                record.kind == .simcell || !played.contains(cell)
            else { throw Refusal.notFound }
            seat = nil
        }
        let asked = seat?.cell ?? cell
        guard let found = cells.first(where: { $0.id == asked }) else { throw Refusal.notFound }
        self.cell = found
        work = Work(
            tx, visit.environment, actor: seat.map { "participant:\($0.participant)" } ?? visit.visitor.journalName)
        try Self.requirePlayed(exercise, moment, device)
    }

    /// Who runs the exercise, for somebody of the story, on the pages of a cell. That they do run it was asked before.
    init(
        _ visit: Visit, _ event: Event.ID, control cell: ExerciseCell.ID, device: DeviceTime, _ tx: Transaction
    ) throws {
        standing = try ExerciseStanding(visit, event, tx)
        exercise = try PlayStore(tx).required(event)
        cells = try PlanStore(tx).cells(of: exercise.msel)
        functions = try PlanStore(tx).functions(of: exercise.msel)
        moment = try ExerciseMoment(event, now: visit.now, tx)
        self.device = device
        seat = nil
        guard let found = cells.first(where: { $0.id == cell }) else { throw Refusal.notFound }
        self.cell = found
        work = Work(tx, visit)
        try Self.requirePlayed(exercise, moment, device)
    }

    /// What a device wrote before ENDEX is still taken a quarter of an hour after it.
    static func requirePlayed(_ exercise: ExerciseRecord, _ moment: ExerciseMoment, _ device: DeviceTime) throws {
        switch exercise.state {
        case .running, .paused: return
        case .halted: throw Refusal.exerciseIsHalted
        case .ended, .reviewed, .closed:
            guard device.isOffline, let ended = moment.clock.endedAt,
                let typed = device.typed(received: moment.wall), typed <= ended,
                moment.wall - ended <= DeviceTime.grace
            else { throw Refusal.answersHaveClosed }
        case .draft, .ready, .cancelled: throw Refusal.exerciseNotBegun
        }
    }

    /// The wall time that counts: when it was written without a connection, but not before what it answers was there, nor before the server last
    /// heard from whoever wrote it (``DeviceTime`` says why). After ENDEX nothing stands for a time that cannot be.
    /// - Throws: ``Refusal/answersHaveClosed``.
    func wall(notBefore earliest: Int64) throws -> Int64 {
        guard let typed = typedAt else { return moment.wall }
        if exercise.state.isOver, typed < earliest { throw Refusal.answersHaveClosed }
        let heard = try work.actor.flatMap { author in
            try AnswerContactStore(tx).last(
                of: author, seat?.participant, in: event, until: moment.wall - DeviceTime.returning)
        }
        return device.counts(received: moment.wall, notBefore: max(earliest, heard ?? earliest))
    }
    /// The same by the exercise's clock.
    func elapsed(notBefore earliest: Int64) throws -> Int64 { moment.clock.elapsed(at: try wall(notBefore: earliest)) }

    /// When a paper of one's own, or one that was passed here, was there.
    /// - Throws: ``Refusal/notFound`` for all others.
    func reached(_ id: Paper.ID) throws -> Int64 {
        let store = PlayStore(tx)
        let paper = try store.paper(id, of: event)
        if paper.cell == cell.id { return paper.wall }
        let passed = try store.passings(of: event).filter { $0.paper == id && $0.to == cell.id }.map(\.at).min()
        guard let passed else { throw Refusal.notFound }
        return passed
    }
    /// When it was typed, where that counts.
    var typedAt: Int64? { device.isOffline ? device.typed(received: moment.wall) : nil }

    /// On the pages of the cells that it concerns, and of those who run the exercise.
    func record(
        _ subject: String, _ kind: String, also cells: [ExerciseCell.ID] = [], _ facts: [String: JSONValue] = [:]
    ) throws {
        try work.recordPlay(event, cells: [cell.id] + cells, subject, kind, facts)
    }
}

extension Work {
    /// What happened in play, on the pages of the cells that it concerns, of evaluators, and of those who run the exercise. Never what was written.
    func recordPlay(
        _ event: Event.ID, cells: [ExerciseCell.ID], _ subject: String, _ kind: String,
        _ facts: [String: JSONValue] = [:]
    ) throws {
        var places: [CardPlace] = []
        for cell in cells where !places.contains(ExercisePlaces.cell(cell)) { places.append(ExercisePlaces.cell(cell)) }
        for place in places + [ExercisePlaces.excon, ExercisePlaces.evaluators] {
            try record(.part(event, place), subject, kind, facts)
        }
    }
}
