import Domain
import Storage
import Web

/// What an inject is written into: its plan's frame, and all that it may name of it, read once for as many injects as are written.
struct InjectDesk: Sendable {
    let msel: MselRecord
    /// Nothing where the plan is a scenario of the library.
    let exercise: ExerciseRecord?
    /// Where the exercise is run.
    let event: EventRecord?
    let moves: [MoveRecord]
    let cells: [CellRecord]
    let functions: [FunctionRecord]
    let actors: [ActorRecord]
    let storylines: [StorylineRecord]
    let tasks: [TaskRecord]
    let seats: [SeatRecord]
    /// Of cells and functions, by their ids.
    private let recipientNames: [String: Message]

    init(_ event: Event.ID, _ reading: any Reading) throws {
        let exercise = try PlayStore(reading).required(event)
        try self.init(exercise.msel, exercise, try EventStore(reading).event(event), reading)
    }

    /// Of a scenario, or of the exercise that plays the plan.
    init(msel: Msel.ID, _ reading: any Reading) throws {
        let exercise = try PlayStore(reading).exercise(playing: msel)
        try self.init(msel, exercise, try exercise.map { try EventStore(reading).event($0.event) }, reading)
    }

    private init(_ id: Msel.ID, _ exercise: ExerciseRecord?, _ event: EventRecord?, _ reading: any Reading) throws {
        let store = PlanStore(reading)
        self.exercise = exercise
        self.event = event
        msel = try store.msel(id)
        moves = try store.moves(of: id)
        cells = try store.cells(of: id)
        functions = try store.functions(of: id)
        actors = try store.actors(of: id)
        storylines = try store.storylines(of: id)
        tasks = try store.tasks(of: id)
        let known = cells.map { ($0.id.description, Message.verbatim($0.code)) }
        recipientNames = Dictionary(
            known + functions.map { ($0.id.description, Message.verbatim($0.name)) },
            uniquingKeysWith: { first, _ in first })
        seats = try exercise.map { try PlayStore(reading).seats(of: $0.event).filter { $0.role.isExcon } } ?? []
    }

    var needsSecond: Bool { exercise?.approval == .secondPerson }
    /// Of the days and times at which it is run.
    var zone: String { event?.timeZone ?? msel.zone }

    var scope: Scope {
        exercise.map { .part($0.event, CardPlace("excon", nil)) } ?? .programme(msel.programme)
    }

    /// - Throws: the refusal in words, where nothing of the plan changes any more.
    func requireOpen() throws {
        guard let state = exercise?.state else { return }
        if state.isOver || state == .cancelled { throw Refusal.injectsAreClosed }
    }

    // MARK: Times

    /// As somebody wrote it, and reads it in a field.
    func timeText(_ record: InjectRecord) -> String {
        switch record.anchor {
        case .hand: return InjectTime.hand.text
        case .rule: return InjectTime.rule.text
        case .wall:
            guard let wall = record.wallAt else { return InjectTime.hand.text }
            return EventClock(zone: zone).text(wall).replacing("T", with: " ")
        case .elapsed:
            guard let move = moves.first(where: { $0.id == record.move }) else {
                return InjectTime.elapsed(record.offset).text
            }
            return InjectTime.move(move.number, record.offset).text
        }
    }

    /// A time as it is stored, or what is wrong with it.
    func place(_ draft: InjectDraft, _ plan: inout InjectPlan, _ check: inout FieldCheck) {
        plan.move = draft.move.flatMap { id in moves.contains { $0.id == id } ? id : nil }
        if draft.move != nil, plan.move == nil { check.fail("move", L("Choose one of these.")) }
        let time: InjectTime
        do {
            time = try InjectTime(draft.time)
        } catch {
            return check.fail("time", Self.words(error))
        }
        switch time {
        case .hand: plan.anchor = .hand
        case .rule: plan.anchor = .rule
        case .elapsed(let elapsed):
            plan.anchor = .elapsed
            // Within a move it follows when the move is put elsewhere.
            let move = moves.last { $0.plannedStart <= elapsed }
            plan.move = move?.id
            plan.offset = elapsed - (move?.plannedStart ?? 0)
        case .move(let number, let offset):
            plan.anchor = .elapsed
            plan.offset = offset
            plan.move = moves.first { $0.number == number }?.id
            if plan.move == nil { check.fail("time", L("There is no move \(number).")) }
        case .wall(let day, let minutes):
            plan.anchor = .wall
            plan.wallAt = wall(day, minutes, &check)
        }
    }

    private func wall(_ day: String?, _ minutes: Int, _ check: inout FieldCheck) -> Int64? {
        let clock = EventClock(zone: zone)
        let first =
            exercise?.plannedStartex.map { clock.text($0) } ?? event.map { "\($0.startsOn)T00:00" }
            ?? clock.text(msel.storyStart)
        let text = "\(day ?? String(first.prefix(10)))T\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
        switch clock.typed(text) {
        case .moment(let moment, _) where EpochTime.known.contains(moment): return moment
        case .skipped(let moment):
            let (before, after) = (clock.text(moment - EpochTime.minute).suffix(5), clock.text(moment).suffix(5))
            check.fail("time", L("The clock goes from \(before) to \(after) that night: there is no such time."))
        default: check.fail("time", L("There is no such day or time."))
        }
        return nil
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static func words(_ problem: InjectTime.Problem) -> Message {
        switch problem {
        case .unreadable: L("Write 0:26, M2+10 (ten minutes into move 2), @11:00, or leave it empty for “by hand”.")
        case .minute(let number): L("\(number) minutes or seconds are more than 59.")
        case .noSuchTime: L("There is no such day or time.")
        case .before: L("A time before STARTEX or before its move is released by hand.")
        case .tooLong: L("An exercise lasts at most 1,000 hours.")
        }
    }

    // MARK: Drafts

    /// A draft held against the plan.
    /// - Parameter next: the label of one that has none.
    func plan(_ draft: InjectDraft, next: String) throws -> InjectPlan {
        var plan = InjectPlan(
            fields: draft.fields, storyline: draft.storyline, actor: draft.actor, controller: draft.controller,
            showsObservers: draft.showsObservers, recipients: draft.recipients, tasks: draft.tasks)
        var check = FieldCheck()
        plan.fields.clean(&check)
        if plan.fields.label.isEmpty { plan.fields.label = next }
        place(draft, &plan, &check)
        if let id = draft.storyline, !storylines.contains(where: { $0.id == id }) {
            check.fail("storyline", L("Choose one of these."))
        }
        if let id = draft.actor, !actors.contains(where: { $0.id == id }) {
            check.fail("actor", L("Choose one of these."))
        }
        if let id = draft.controller, !seats.contains(where: { $0.id == id }) {
            check.fail("controller", L("Choose one of these."))
        }
        plan.recipients = recipients(draft.recipients, &check)
        plan.tasks = tasks.map(\.id).filter { draft.tasks.contains($0) }.inOrder
        if plan.tasks.count < Set(draft.tasks).count { check.fail("tasks", L("Choose one of these.")) }
        try check.finish()
        return plan
    }

    /// Whether there is such a recipient.
    func knows(_ one: InjectRecord.Recipient) -> Bool {
        switch one.kind {
        case .all, .simcell: one.target.isEmpty
        case .cell, .function: recipientNames[one.target] != nil
        }
    }

    /// Each once, in the order in which they are stored.
    private func recipients(_ wanted: [InjectRecord.Recipient], _ check: inout FieldCheck) -> [InjectRecord.Recipient] {
        if !wanted.allSatisfy(knows) { check.fail("recipients", L("Choose one of these.")) }
        return Set(wanted.filter(knows)).inOrder
    }

    // MARK: Words

    /// To whom, for a table: `A, B`, `All`.
    func recipientWords(_ inject: InjectRecord) -> [Message] {
        inject.recipients.compactMap { one in
            switch one.kind {
            case .all: L("All")
            case .simcell: CellKind.simcell.label
            case .cell, .function: recipientNames[one.target]
            }
        }
    }
}
