import Domain
import Storage
import Web

/// An inject that counts on the exercise's clock is put earlier or later: on the time line, or by a field.
enum InjectTiming {
    /// What is put elsewhere: a move takes all of its injects along.
    enum Thing: Sendable, Hashable {
        case inject(Inject.ID)
        case move(ExerciseMove.ID)

        /// As addresses and forms name it.
        init?(_ text: some StringProtocol) {
            if text.hasPrefix("move:") {
                guard let id = ExerciseMove.ID(String(text.dropFirst(5))) else { return nil }
                self = .move(id)
            } else {
                guard let id = Inject.ID(String(text)) else { return nil }
                self = .inject(id)
            }
        }

        var text: String {
            switch self {
            case .inject(let id): id.description
            case .move(let id): "move:\(id)"
            }
        }
    }

    /// What somebody saw and wants.
    struct Wish: Sendable {
        let thing: Thing
        /// When it was due as the page showed it, in milliseconds of the exercise's clock.
        let seen: Int64
        /// When it is to be due.
        let due: Int64
        /// Of a move: those after it go along.
        var rest = false

        init(_ thing: Thing, seen: Int64, due: Int64, rest: Bool = false) {
            (self.thing, self.seen, self.due, self.rest) = (thing, seen, due, rest)
        }

        init(inject: Inject.ID, seen: Int64, due: Int64) { self.init(.inject(inject), seen: seen, due: due) }
    }

    /// Compared with what was seen: who comes second is told. - Throws: at `time`; ``Refusal/injectMovedOn``.
    static func put(_ visit: Visit, _ event: Event.ID, _ wish: Wish) async throws {
        try await InjectOperations.write(visit, event) { work, desk in try putIn(work, desk, wish) }
    }

    static func putIn(_ work: Work, _ desk: InjectDesk, _ wish: Wish) throws {
        switch wish.thing {
        case .inject(let id): try putIn(work, desk, id, wish)
        case .move(let id):
            guard let move = desk.moves.first(where: { $0.id == id }) else { throw Refusal.notFound }
            guard move.plannedStart == wish.seen else { throw Refusal.injectMovedOn }
            guard (0...InjectTime.longest).contains(wish.due) else {
                throw Refusal.invalid(["time": L("An exercise lasts at most 1,000 hours.")])
            }
            guard wish.due != wish.seen else { return }
            try ExercisePlanOperations.dragMoveIn(
                work, desk.msel.id, id, by: wish.due - wish.seen, rest: wish.rest)
        }
    }

    private static func putIn(_ work: Work, _ desk: InjectDesk, _ id: Inject.ID, _ wish: Wish) throws {
        try desk.requireOpen()
        let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
        guard let due = due(inject, desk) else {
            throw Refusal.invalid(["time": L("This inject has no time on the exercise’s clock.")])
        }
        guard due == wish.seen else { throw Refusal.injectMovedOn }
        if inject.status.isOut { throw Refusal.injectIsOut }
        if inject.status == .obsolete { throw Refusal.injectIsObsolete }
        guard (0...InjectTime.longest).contains(wish.due) else {
            throw Refusal.invalid(["time": L("An exercise lasts at most 1,000 hours.")])
        }
        if let event = desk.event, desk.exercise?.state.isPlayed == true {
            let now = try PlayStore(work.tx).clock(of: event.id).elapsed(at: work.now)
            guard wish.due >= now else {
                throw Refusal.invalid(["time": L("The exercise’s clock is past this time already.")])
            }
        }
        guard wish.due != due else { return }
        let move = desk.moves.last { $0.start <= wish.due }
        let isSet = try InjectStore.setOffset(
            inject, move?.id, EpochTime.sum(wish.due, -(move?.start ?? 0)), work)
        guard isSet else { throw Refusal.injectMovedOn }
        try InjectOperations.record(work, desk, inject.id, "inject.change")
    }

    /// Nothing for what a hand, a rule or the time of the day releases.
    static func due(_ inject: InjectRecord, _ desk: InjectDesk) -> Int64? {
        guard inject.anchor == .elapsed else { return nil }
        return EpochTime.sum(desk.moves.first { $0.id == inject.move }?.start ?? 0, inject.offset)
    }

    /// As a form sends it: `inject` is an id and when it was due, with a colon between them; `time` is written as in the list.
    static func wish(_ form: FormValues) throws -> Wish {
        let told = form.text("inject")
        guard let colon = told.lastIndex(of: ":"), let thing = Thing(told[..<colon]),
            let seen = WholeText.read(String(told[told.index(after: colon)...]), in: 0...Int(InjectTime.longest))
        else { throw Refusal.invalid(["inject": L("Choose one of these.")]) }
        let typed = form.text("time")
        do {
            guard case .elapsed(let due) = try InjectTime(typed) else { throw InjectTime.Problem.unreadable }
            return Wish(thing, seen: Int64(seen), due: due, rest: form.isOn("rest"))
        } catch let problem as InjectTime.Problem {
            guard problem != .unreadable else {
                throw Refusal.invalid(["time": L("Write a time of the exercise’s clock, as 0:45.")])
            }
            throw Refusal.invalid(["time": InjectDesk.words(problem)])
        }
    }
}
