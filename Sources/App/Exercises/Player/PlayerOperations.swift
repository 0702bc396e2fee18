import Domain
import Storage
import Web

/// A player at work: who, in which cell, at which moment of the exercise.
struct PlayerSeat: Sendable {
    let event: EventRecord
    let exercise: ExerciseRecord
    let seat: SeatRecord
    let cell: CellRecord
    let moment: ExerciseMoment

    /// - Throws: ``Refusal/notFound`` for whoever does not play.
    init(_ visit: Visit, _ id: Event.ID, _ reading: any Reading) throws {
        let standing = try ExerciseStanding(visit, id, reading)
        try self.init(standing, now: visit.now, reading)
    }

    init(_ standing: ExerciseStanding, now: Int64, _ reading: any Reading) throws {
        event = try EventStore(reading).event(standing.event)
        exercise = try PlayStore(reading).required(standing.event)
        guard let seat = standing.playing,
            let cell = try PlanStore(reading).cells(of: exercise.msel).first(where: { $0.id == seat.cell })
        else { throw Refusal.notFound }
        (self.seat, self.cell) = (seat, cell)
        moment = try ExerciseMoment(standing.event, now: now, reading)
    }

    var place: CardPlace { ExercisePlaces.cell(cell.id) }
    /// As ``CellView/state``.
    var state: String { "\(exercise.state.rawValue) \(cell.id)" }
    /// Whether the page of the play has something to say first: a real emergency, the beginning.
    var isInterrupted: Bool {
        exercise.state == .halted || exercise.state.isPlayed && seat.startexAt == nil
    }
    /// As the journal names who plays: the seat, also where the same person has an account.
    func work(_ visit: Visit, _ tx: Transaction) -> Work {
        Work(tx, visit.environment, actor: "participant:\(seat.participant)")
    }
}

/// What players do with papers, and that they know when the exercise begins and ends.
enum PlayerOperations {
    static let noteLimit = 500

    /// That somebody has opened a paper. Again, it changes nothing.
    static func open(_ visit: Visit, _ event: Event.ID, _ id: Paper.ID) async throws {
        try await visit.database.write { tx in
            let player = try PlayerSeat(visit, event, tx)
            _ = try PlayerStore(tx).paper(id, of: player.cell.id, in: event)
            // Nothing is played before STARTEX and after ENDEX.
            guard player.exercise.state.isPlayed else { return }
            let work = player.work(visit, tx)
            guard
                try PlayerStore.open(id, by: player.seat.participant, elapsed: player.moment.elapsed, work)
            else { return }
            try work.record(.part(event, ExercisePlaces.excon), "paper:\(id)", "paper.opening")
        }
    }

    /// Hands a copy of a paper to another cell; the paper says from whom it came.
    static func pass(_ visit: Visit, _ event: Event.ID, _ id: Paper.ID, to: ExerciseCell.ID?, note: String) async throws
    {
        let cleaned = Cleaned(note) { $0 = $1.lines("note", $0, limit: noteLimit) }
        try await visit.database.write { tx in
            let player = try PlayerSeat(visit, event, tx)
            let paper = try PlayerStore(tx).paper(id, of: player.cell.id, in: event)
            guard player.exercise.state == .running || player.exercise.state == .paused else {
                throw Refusal.notPlayed
            }
            let others = try PlanStore(tx).cells(of: player.exercise.msel).filter {
                $0.kind == .players && $0.id != player.cell.id && $0.id != paper.paper.cell
            }
            let note = try cleaned.checked { _, check in
                if !others.contains(where: { $0.id == to }) { check.fail("to", L("Choose a cell.")) }
            }
            guard let to else { throw Refusal.malformedForm }
            let work = player.work(visit, tx)
            guard
                try PlayerStore.pass(
                    id, from: player.cell.id, to: to, note: note, elapsed: player.moment.elapsed, work)
            else { return }
            for place in [player.place, ExercisePlaces.cell(to), ExercisePlaces.excon] {
                try work.record(
                    .part(event, place), "paper:\(id)", "paper.passing",
                    ["from": .text(player.cell.id.description), "to": .text(to.description)])
            }
        }
    }

    /// That somebody knows that the exercise has begun, or has ended: by its state, once each.
    static func confirm(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            let player = try PlayerSeat(visit, event, tx)
            let work = player.work(visit, tx)
            if player.exercise.state.isPlayed, player.seat.startexAt == nil {
                try PlayerStore.confirmStartex(player.seat.id, now: work.now, tx)
                try work.record(
                    .part(event, ExercisePlaces.excon), "exercise-seat:\(player.seat.id)", "exercise-seat.startex")
            } else if player.exercise.state.isOver, player.seat.endexAt == nil {
                try PlayerStore.confirmEndex(player.seat.id, now: work.now, tx)
                try work.record(
                    .part(event, ExercisePlaces.excon), "exercise-seat:\(player.seat.id)", "exercise-seat.endex")
            }
        }
    }
}
