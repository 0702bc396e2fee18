import Domain
import Storage
import Web

/// Who somebody is in an exercise: by their seats in it, and an organiser of its event is a director.
struct ExerciseStanding: Sendable {
    let event: Event.ID
    let membership: Membership
    /// Their seats in the exercise.
    let seats: [SeatRecord]
    let roles: Set<ExerciseRole>
    /// Cells that they watch as an evaluator: those of which a task is assigned to them, and no other. What somebody rates one cell by is
    /// not for them to compare with the others before all have rated, so this one set decides for papers, answers, the way back and the page
    /// on which they rate.
    let watches: Set<ExerciseCell.ID>

    /// - Throws: ``Refusal/notFound`` for whoever has no part in the event.
    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        try visit.require(.attend, in: event, reading)
        let membership = try visit.membership(in: event, reading)
        try self.init(membership, event, reading)
    }

    init(_ membership: Membership, _ event: Event.ID, _ reading: any Reading) throws {
        self.event = event
        self.membership = membership
        seats = try PlayStore(reading).seats(of: membership.seats, in: event)
        roles = Set(seats.map(\.role) + (membership.allows(.organise) ? [.director] : []))
        let rating = Set(seats.filter { $0.role == .evaluator }.map(\.id))
        watches =
            try rating.isEmpty
            ? [] : Set(PlayStore(reading).assignments(of: event).filter { rating.contains($0.seat) }.map(\.cell))
    }

    var isDirector: Bool { roles.contains(.director) }
    /// Runs the exercise: sees everything of it.
    var isExcon: Bool { roles.contains { $0.isExcon } }
    /// Plans it: EXCON, and whoever runs the room of the event.
    var mayPlan: Bool { isExcon || membership.allows(.facilitate) && !isPlayer }
    var isPlayer: Bool { roles.contains(.player) }
    var mayEvaluate: Bool { roles.contains(.evaluator) || isDirector }
    /// Looks on only: no seat in it, or one as observer.
    var observes: Bool { !isExcon && !isPlayer && !roles.contains(.evaluator) }

    /// The cell in which they play.
    var cell: ExerciseCell.ID? { playing?.cell }
    /// Their seat as a player.
    var playing: SeatRecord? { seats.first { $0.role == .player && $0.cell != nil } }
    /// What a cell got and answered is for those who run the exercise, for its players, and for who evaluates it.
    func sees(_ cell: ExerciseCell.ID) -> Bool { isExcon || cell == self.cell || watches.contains(cell) }
    func seat(as role: ExerciseRole) -> SeatRecord? { seats.first { $0.role == role } }

    /// - Throws: ``Refusal/notFound``: who has no business in it is not told that it exists.
    func require(_ isAllowed: Bool) throws {
        guard isAllowed else { throw Refusal.notFound }
    }
}
