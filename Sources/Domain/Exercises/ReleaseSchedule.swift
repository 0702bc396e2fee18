/// What is released now, what is overdue, what is next: of the injects of a running exercise, with the time at which each is due.
///
/// Nothing keeps a due time of the wall: pause, speed and the beginning of a move change nothing here. After a time in which nobody looked,
/// what is late by no more than the catch-up is released in its order; everything else waits for a hand. It is never a burst.
/// Times are milliseconds of the exercise's clock, but those of the wall, which are epoch milliseconds.
public struct ReleaseSchedule: Sendable {
    /// Where an inject's move stands.
    public enum MoveMoment: Sendable, Hashable {
        case planned(number: Int, start: Int64)
        case open(at: Int64)
        case closed(number: Int)
    }

    /// When an inject is due.
    public enum Due: Sendable, Hashable {
        case elapsed(Int64)
        /// A moment of the wall, which no pause shifts; `isPaused`: the clock stood still then.
        case wall(Int64, isPaused: Bool)
        /// Its move has not begun; when it would be due by the plan.
        case waits(move: Int, planned: Int64)
        /// Its move is closed: it is kept for the next one or deferred.
        case closed(move: Int)
        case hand
        case rule
    }

    /// Of an inject that is anchored to the exercise's clock.
    public static func due(offset: Int64, in move: MoveMoment?) -> Due {
        switch move {
        case nil: .elapsed(offset)
        case .open(let elapsed): .elapsed(elapsed.addingCapped(offset))
        case .planned(let number, let start): .waits(move: number, planned: start.addingCapped(offset))
        case .closed(let number): .closed(move: number)
        }
    }

    public struct Item: Sendable, Hashable {
        public let id: String
        /// Among those due at one time.
        public let position: Int
        public let due: Due
        /// Released when it is due; else a hand does it.
        public let isAutomatic: Bool
        public let isHeld: Bool

        public init(id: String, position: Int, due: Due, isAutomatic: Bool = true, isHeld: Bool = false) {
            (self.id, self.position, self.due) = (id, position, due)
            (self.isAutomatic, self.isHeld) = (isAutomatic, isHeld)
        }
    }

    /// An inject with what it is late by: negative before its time. A wall's lateness counts on the wall.
    public struct Line: Sendable, Hashable {
        public let item: Item
        public let late: Int64

        public var id: String { item.id }
    }

    /// Where the clock stands.
    public struct Moment: Sendable, Hashable {
        public let elapsed: Int64
        public let wall: Int64
        /// Neither paused nor halted.
        public let isRunning: Bool

        public init(elapsed: Int64, wall: Int64, isRunning: Bool) {
            (self.elapsed, self.wall, self.isRunning) = (elapsed, wall, isRunning)
        }
    }

    public static let catchUp: Int64 = 60_000
    /// Ahead, what is listed as next.
    public static let ahead: Int64 = 30 * 60_000
    /// What is late by more than the scheduler's own slowness was missed; more of those than this is a burst.
    static let slowness: Int64 = 5_000
    static let mostMissed = 5

    /// To be released now, in this order. Empty unless the clock runs.
    public let releasing: [Line]
    public let overdue: [Line]
    /// Due, and a hand releases them.
    public let due: [Line]
    /// Due within the next half hour.
    public let next: [Line]
    public let later: [Line]
    /// Wait for a move that has not begun, or stand in one that is closed.
    public let waiting: [Item]
    public let byHand: [Item]
    public let byRule: [Item]
    /// When something is due next that is not yet.
    public let nextElapsed: Int64?
    public let nextWall: Int64?

    /// - Parameter items: those that may still be released.
    public init(_ items: [Item], at moment: Moment, catchUp: Int64 = ReleaseSchedule.catchUp) {
        var (timed, waiting, byHand, byRule): ([Line], [Item], [Item], [Item]) = ([], [], [], [])
        for item in items {
            switch item.due {
            case .elapsed(let due): timed.append(Line(item: item, late: moment.elapsed.subtractingCapped(due)))
            case .wall(let due, _): timed.append(Line(item: item, late: moment.wall.subtractingCapped(due)))
            case .waits, .closed: waiting.append(item)
            case .hand: byHand.append(item)
            case .rule: byRule.append(item)
            }
        }
        timed.sort { ($1.late, $0.item.position, $0.id) < ($0.late, $1.item.position, $1.id) }
        self.waiting = waiting.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
        self.byHand = byHand.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
        self.byRule = byRule.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
        let past = timed.filter { $0.late >= 0 }
        let ready = past.filter { $0.releasesItself(catchUp) }
        let isBurst = ready.count { $0.late > Self.slowness } > Self.mostMissed
        let releasing = ready.filter { !isBurst || $0.late <= Self.slowness }
        self.releasing = moment.isRunning ? releasing : []
        let chosen = Set(releasing.map(\.id))
        let left = past.filter { !chosen.contains($0.id) || !moment.isRunning }
        overdue = left.filter { $0.isOverdue(catchUp) || (isBurst && $0.releasesItself(catchUp)) }
        let overdueIDs = Set(overdue.map(\.id))
        due = left.filter { !overdueIDs.contains($0.id) }
        let coming = timed.filter { $0.late < 0 }
        next = coming.filter { $0.late >= -Self.ahead }
        later = coming.filter { $0.late < -Self.ahead }
        nextElapsed = coming.compactMap { if case .elapsed(let due) = $0.item.due { due } else { nil } }.min()
        nextWall = coming.compactMap { if case .wall(let due, _) = $0.item.due { due } else { nil } }.min()
    }
}

extension ReleaseSchedule.Line {
    fileprivate func releasesItself(_ catchUp: Int64) -> Bool {
        if case .wall(_, isPaused: true) = item.due { return false }
        return item.isAutomatic && !item.isHeld && late <= catchUp
    }

    /// What fell due while the clock stood still is overdue at once.
    fileprivate func isOverdue(_ catchUp: Int64) -> Bool {
        if case .wall(_, isPaused: true) = item.due { return true }
        return late > catchUp
    }
}

extension Int64 {
    func subtractingCapped(_ other: Int64) -> Int64 {
        let (difference, overflows) = subtractingReportingOverflow(other)
        return overflows ? (other > 0 ? .min : .max) : difference
    }
}
