import Domain
import Storage
import Web

/// The exercise of an event.
struct ExerciseRecord: Sendable {
    let event: Event.ID
    let msel: Msel.ID
    let state: ExerciseState
    let pace: ExercisePace
    let approval: ApprovalRule
    let releaseDefault: ReleaseWay
    let comparison: Comparison
    /// What players are told of how it is played.
    let rules: String
    /// The organiser's, for a real emergency; shown to participants only.
    let emergencyPhone: String
    let rehearses: Event.ID?
    /// What is overdue by no more is released by itself, milliseconds.
    let catchUp: Int64
    let cellsTalk: Bool
    let plannedStartex: Int64?
    let haltedAt: Int64?
    let haltedBy: String?
    let haltedFrom: ExerciseState?
    let reviewedAt: Int64?

    init(_ row: Row) throws {
        event = try row.get("event_id")
        msel = try row.get("msel_id")
        state = try row.get("state")
        pace = try row.get("pace")
        approval = try row.get("approval")
        releaseDefault = try row.get("release_default")
        comparison = try row.get("comparison")
        rules = try row.get("rules_text")
        emergencyPhone = try row.get("emergency_phone")
        rehearses = try row.get("rehearses")
        catchUp = try row.get("catch_up_ms")
        cellsTalk = try row.get("cells_talk")
        plannedStartex = try row.get("planned_startex")
        haltedAt = try row.get("halted_at")
        haltedBy = try row.get("halted_by")
        haltedFrom = try row.get("halted_from")
        reviewedAt = try row.get("reviewed_at")
    }

    /// Data of a rehearsal never enter results, the thread, or cases.
    var isRehearsal: Bool { rehearses != nil }
}

/// Who sits where in an exercise, with the person's name and country as they came.
struct SeatRecord: Sendable, Hashable {
    let id: ExerciseSeat.ID
    let participant: Participant.ID
    let name: String
    let organisation: String
    let country: String?
    let role: ExerciseRole
    let cell: ExerciseCell.ID?
    let function: ExerciseFunction.ID?
    let isSpokesperson: Bool
    let deputisesFor: String
    /// When they confirmed that the exercise begins, and that it has ended.
    let startexAt: Int64?
    let endexAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        participant = try row.get("participant_id")
        name = try row.get("name")
        organisation = try row.get("organisation")
        country = try row.get("country")
        role = try row.get("role")
        cell = try row.get("cell_id")
        function = try row.get("function_id")
        isSpokesperson = try row.get("is_spokesperson")
        deputisesFor = try row.get("deputises_for")
        startexAt = try row.get("startex_at")
        endexAt = try row.get("endex_at")
    }
}

/// An evaluator looks at one task of one cell.
struct AssignmentRecord: Sendable, Hashable {
    let seat: ExerciseSeat.ID
    let task: CriticalTask.ID
    let cell: ExerciseCell.ID

    init(_ row: Row) throws {
        seat = try row.get("seat_id")
        task = try row.get("task_id")
        cell = try row.get("cell_id")
    }
}

/// One released copy of an inject in one cell's language; never changed.
struct ExercisePaper: Sendable, Hashable {
    /// How far a controller came with a call or a word in person.
    enum Reach: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
        case none = ""
        case reached
        case notReached = "not-reached"
        case message
    }

    let id: Paper.ID
    let event: Event.ID
    let inject: Inject.ID
    let cell: ExerciseCell.ID
    /// Counts the papers of a cell from 1.
    let number: Int
    let channel: ExerciseChannel
    let sender: String
    let language: String
    let subject: String
    let body: String
    let wall: Int64
    let elapsed: Int64
    let story: Int64
    let releasedBy: String?
    var corrects: Paper.ID?
    var reached = Reach.none

    /// Whether players have it before them: not a call that nobody took.
    var isDelivered: Bool { !channel.isSpoken || reached != .none && reached != .notReached }
}

extension ExercisePaper {
    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        inject = try row.get("inject_id")
        cell = try row.get("cell_id")
        number = try row.get("number")
        channel = try row.get("channel")
        sender = try row.get("sender")
        language = try row.get("language")
        subject = try row.get("subject")
        body = try row.get("body")
        wall = try row.get("wall")
        elapsed = try row.get("elapsed")
        story = try row.get("story")
        releasedBy = try row.get("released_by")
        corrects = try row.get("corrects")
        reached = try row.get("reached")
    }
}

struct PaperOpening: Sendable, Hashable {
    let paper: Paper.ID
    let participant: Participant.ID
    let at: Int64
    let elapsed: Int64
}

struct PaperPassing: Sendable, Hashable {
    let paper: Paper.ID
    let from: ExerciseCell.ID
    let to: ExerciseCell.ID
    let actor: String?
    let at: Int64
    let elapsed: Int64
    let note: String
}
