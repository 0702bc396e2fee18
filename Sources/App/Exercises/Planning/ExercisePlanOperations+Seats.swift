import Domain
import Storage
import Web

/// Who sits where, and who looks at what.
extension ExercisePlanOperations {
    /// Nobody rates their own cell or their own organisation; several seats only for who directs or controls.
    @discardableResult
    static func seatIn(_ work: Work, _ event: Event.ID, _ input: SeatInput) throws -> ExerciseSeat.ID {
        let target = try Target(try PlayStore(work.tx).required(event).msel, work.tx)
        try target.requireOpen()
        let input = try checked(input, target.msel.id, event, work)
        let seats = try PlayStore(work.tx).seats(of: event)
        let own = seats.filter { $0.participant == input.participant }
        if let same = own.first(where: { $0.role == input.role && $0.cell == input.cell }) {
            try changeSeatIn(work, event, same.id, input)
            return same.id
        }
        let runs: Set<ExerciseRole> = [.director, .controller]
        guard own.isEmpty || runs.contains(input.role) && own.allSatisfy({ runs.contains($0.role) }) else {
            throw Refusal.oneSeatEach
        }
        try requireApart(input, seats, event, work)
        let id: ExerciseSeat.ID = work.environment.id()
        try ExerciseMoveStore.insert(id, in: event, input, work)
        if input.isSpokesperson, let cell = input.cell {
            try ExerciseMoveStore.silence(cell, in: event, but: id, work.tx)
        }
        try target.record(work, "seat:\(id)", "seat.creation", ["role": .text(input.role.rawValue)])
        return id
    }

    static func changeSeatIn(_ work: Work, _ event: Event.ID, _ id: ExerciseSeat.ID, _ input: SeatInput) throws {
        let target = try Target(try PlayStore(work.tx).required(event).msel, work.tx)
        try target.requireOpen()
        let seats = try PlayStore(work.tx).seats(of: event)
        guard let seat = seats.first(where: { $0.id == id }) else { throw Refusal.notFound }
        var input = input
        input.participant = seat.participant
        input = try checked(input, target.msel.id, event, work)
        let others = seats.filter { $0.participant == seat.participant && $0.id != id }
        let runs: Set<ExerciseRole> = [.director, .controller]
        guard others.isEmpty || runs.contains(input.role) else { throw Refusal.oneSeatEach }
        if input.role != .evaluator {
            for one in try PlayStore(work.tx).assignments(of: event) where one.seat == id {
                try ExerciseMoveStore.assign(id, one.task, one.cell, false, work.tx)
            }
        }
        try requireApart(input, seats, event, work)
        try ExerciseMoveStore.update(id, input, work.tx)
        if input.isSpokesperson, let cell = input.cell {
            try ExerciseMoveStore.silence(cell, in: event, but: id, work.tx)
        }
        try target.record(work, "seat:\(id)", "seat.change", ["role": .text(input.role.rawValue)])
    }

    private static func checked(_ input: SeatInput, _ msel: Msel.ID, _ event: Event.ID, _ work: Work) throws
        -> SeatInput
    {
        var input = input
        guard try EventStore(work.tx).participants(of: event).contains(where: { $0.id == input.participant }) else {
            throw Refusal.invalid(["participant": L("Choose somebody who has a seat in the event.")])
        }
        let cells = try PlanStore(work.tx).cells(of: msel)
        switch input.role {
        case .player:
            guard let cell = cells.first(where: { $0.id == input.cell }), cell.kind == .players else {
                throw Refusal.playerNeedsCell
            }
        case .simulator:
            if let cell = input.cell, cells.first(where: { $0.id == cell })?.kind != .simcell { input.cell = nil }
        default: input.cell = nil
        }
        if input.role != .player { (input.function, input.isSpokesperson) = (nil, false) }
        if let function = input.function {
            guard try PlanStore(work.tx).functions(of: msel).contains(where: { $0.id == function }) else {
                throw Refusal.invalid(["function": L("Choose one of the functions.")])
            }
        }
        input.deputisesFor = try Cleaned(input.deputisesFor) { $0 = $1.line("deputises-for", $0, limit: 200) }.checked()
        return input
    }

    /// A player does not come into a cell that somebody of the same organisation rates.
    private static func requireApart(_ input: SeatInput, _ seats: [SeatRecord], _ event: Event.ID, _ work: Work) throws
    {
        guard input.role == .player, let cell = input.cell else { return }
        let rating = Set(try PlayStore(work.tx).assignments(of: event).filter { $0.cell == cell }.map(\.seat))
        guard !rating.isEmpty else { return }
        let person = try EventStore(work.tx).participant(input.participant)
        for seat in seats where rating.contains(seat.id) {
            if seat.participant == person.id || isSame(seat.organisation, person.organisation) {
                throw Refusal.evaluatorOfOwn
            }
        }
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Folded.text(one).trimmed, Folded.text(other).trimmed)
        return !one.isEmpty && one == other
    }

    static func removeSeatIn(_ work: Work, _ event: Event.ID, _ id: ExerciseSeat.ID) throws {
        let target = try Target(try PlayStore(work.tx).required(event).msel, work.tx)
        try target.requireOpen()
        guard try PlayStore(work.tx).seats(of: event).contains(where: { $0.id == id }) else { throw Refusal.notFound }
        // What is written in play names the seat it was written from.
        guard target.exercise?.state.isPlanned != false else { throw Refusal.seatHasPlayed }
        try ExerciseMoveStore.remove(id, work.tx)
        try target.record(work, "seat:\(id)", "seat.removal")
    }

    // MARK: Evaluators

    static func assignIn(
        _ work: Work, _ event: Event.ID, _ seat: ExerciseSeat.ID, _ task: CriticalTask.ID, _ cell: ExerciseCell.ID,
        isOn: Bool = true
    ) throws {
        let target = try Target(try PlayStore(work.tx).required(event).msel, work.tx)
        try target.requireOpen()
        let seats = try PlayStore(work.tx).seats(of: event)
        guard let evaluator = seats.first(where: { $0.id == seat && $0.role == .evaluator }),
            try PlanStore(work.tx).tasks(of: target.msel.id).contains(where: { $0.id == task }),
            try PlanStore(work.tx).cells(of: target.msel.id).contains(where: { $0.id == cell && $0.kind == .players })
        else { throw Refusal.notFound }
        if isOn {
            let isOwn = seats.contains {
                $0.cell == cell && $0.role == .player
                    && ($0.participant == evaluator.participant || isSame($0.organisation, evaluator.organisation))
            }
            guard !isOwn else { throw Refusal.evaluatorOfOwn }
        }
        try ExerciseMoveStore.assign(seat, task, cell, isOn, work.tx)
        try target.record(
            work, "seat:\(seat)", "seat.assignment", ["task": .text(task.description), "on": .flag(isOn)])
    }

    /// An evaluator looks at these pairs, and at no others.
    static func assignmentsIn(
        _ work: Work, _ event: Event.ID, _ seat: ExerciseSeat.ID, _ pairs: Set<Watched>
    ) throws {
        let there = try PlayStore(work.tx).assignments(of: event).filter { $0.seat == seat }
        let before = Set(there.map { Watched(task: $0.task, cell: $0.cell) })
        for pair in before.subtracting(pairs).sorted() {
            try assignIn(work, event, seat, pair.task, pair.cell, isOn: false)
        }
        for pair in pairs.subtracting(before).sorted() { try assignIn(work, event, seat, pair.task, pair.cell) }
    }

    struct Watched: Hashable, Comparable {
        let task: CriticalTask.ID
        let cell: ExerciseCell.ID

        static func < (one: Watched, other: Watched) -> Bool { (one.task, one.cell) < (other.task, other.cell) }
    }

    // MARK: Delegations

    /// Who takes part and has no seat yet plays in the cell of their country, where there is one; in the function of their sector, or the
    /// first that nobody of the cell has. The first of a cell speaks for it.
    static func seatDelegationsIn(_ work: Work, _ event: Event.ID) throws -> Int {
        let exercise = try PlayStore(work.tx).required(event)
        try Target(exercise.msel, work.tx).requireOpen()
        let plan = PlanStore(work.tx)
        let (cells, functions) = (try plan.cells(of: exercise.msel), try plan.functions(of: exercise.msel))
        let seats = try PlayStore(work.tx).seats(of: event)
        let seated = Set(seats.map(\.participant))
        var (taken, speaking): ([ExerciseCell.ID: Set<ExerciseFunction.ID>], Set<ExerciseCell.ID>) = ([:], [])
        for seat in seats {
            guard let cell = seat.cell else { continue }
            if let function = seat.function { taken[cell, default: []].insert(function) }
            if seat.isSpokesperson { speaking.insert(cell) }
        }
        var count = 0
        for person in try EventStore(work.tx).participants(of: event)
        where person.role.contributes && person.state != .removed && !seated.contains(person.id) {
            guard let country = person.country,
                let cell = cells.first(where: { $0.kind == .players && $0.country == country })
            else { continue }
            let function =
                functions.first { $0.code == person.sector }
                ?? functions.first { !(taken[cell.id] ?? []).contains($0.id) }
            if let function { taken[cell.id, default: []].insert(function.id) }
            _ = try seatIn(
                work, event,
                SeatInput(
                    person.id, .player, cell: cell.id, function: function?.id,
                    isSpokesperson: speaking.insert(cell.id).inserted))
            count += 1
        }
        return count
    }
}
