/// What somebody talks about at the next meeting: an action, an idea, an assessment.
public struct SinceSubject: Sendable, Hashable, Comparable {
    public let kind: String
    public let id: String

    public init(_ kind: String, _ id: String) {
        self.kind = kind
        self.id = id
    }

    public static func < (left: SinceSubject, right: SinceSubject) -> Bool {
        (left.kind, left.id) < (right.kind, right.id)
    }
}

/// One entry of the journal, as far as a meeting asks.
public struct SinceChange: Sendable, Hashable {
    public enum What: Sendable, Hashable {
        /// Made, or shared with who reads it.
        case came
        /// Withdrawn, taken back or erased.
        case went
        case state(from: String, to: String)
        case due(from: CalendarDate?, to: CalendarDate?)
        case blocked, unblocked
        /// By a country.
        case endorsed(String)
        case endorsementTaken(String)
        /// A country's answers came in, or were given back.
        case submitted(String)
        case returned(String)
    }

    public let sequence: Int64
    public let subject: SinceSubject
    public let what: What

    public init(_ sequence: Int64, _ subject: SinceSubject, _ what: What) {
        self.sequence = sequence
        self.subject = subject
        self.what = what
    }
}

/// What changed between two meetings, net: what came and went is one number, what moved twice is told once with both ends.
public struct SinceFold: Sendable, Hashable {
    public struct Due: Sendable, Hashable {
        public let from: CalendarDate?
        public let to: CalendarDate?
        /// How often it was moved.
        public let times: Int

        /// Days later, below 0 earlier; nothing where one of the two is no day.
        public var days: Int? {
            guard let from, let to else { return nil }
            return to.daysSince1970 - from.daysSince1970
        }
    }

    public struct State: Sendable, Hashable {
        public let from: String
        public let to: String
    }

    public struct Net: Sendable, Hashable {
        public let subject: SinceSubject
        public let state: State?
        public let due: Due?
        /// It is blocked and was not, or the other way.
        public let blocked: Bool?
        /// Countries, in their order, that endorse it now and did not.
        public let endorsed: [String]
        public let unendorsed: [String]

        public var isEmpty: Bool {
            state == nil && due == nil && blocked == nil && endorsed.isEmpty && unendorsed.isEmpty
        }
    }

    public struct Answers: Sendable, Hashable {
        public let now: Int
        public let before: Int
        public let members: Int

        public init(now: Int, before: Int, members: Int) {
            (self.now, self.before, self.members) = (now, before, members)
        }
    }

    /// States in which a thing is finished.
    public static let finished: Set<String> = ["done", "proven", "taken up", "taken_up", "accepted", "adopted"]
    /// States in which it is given up.
    public static let gone: Set<String> = ["dropped", "withdrawn", "rejected"]

    /// Each in the order of its first change.
    public let done: [Net]
    public let new: [Net]
    public let moved: [Net]
    /// There at the last meeting, withdrawn or dropped since.
    public let gone: [Net]
    public let answers: Answers
    public let cameAndWent: Int
    /// Blocked since, and not any more.
    public let wasBlocked: Int

    /// - Parameter changes: after the last meeting closed, in any order.
    /// - Parameter reads: what the reader may see now: what they may not is neither shown nor counted.
    /// - Parameter answered: the countries that had answered when the last meeting closed.
    public init(
        _ changes: [SinceChange], members: Int = 0, answered: Set<String> = [],
        reads: (SinceSubject) -> Bool = { _ in true }
    ) {
        var tracks: [SinceSubject: SinceTrack] = [:]
        var order: [SinceSubject] = []
        var now = answered
        for change in changes.sorted(by: { $0.sequence < $1.sequence }) {
            switch change.what {
            case .submitted(let country): now.insert(country)
            case .returned(let country): now.remove(country)
            default:
                if tracks[change.subject] == nil { order.append(change.subject) }
                tracks[change.subject, default: SinceTrack()].take(change.what)
            }
        }
        answers = Answers(now: now.count, before: answered.count, members: members)
        var (done, new, moved, gone): ([Net], [Net], [Net], [Net]) = ([], [], [], [])
        var (cameAndWent, wasBlocked) = (0, 0)
        for subject in order where reads(subject) {
            guard let track = tracks[subject] else { continue }
            let net = track.net(subject)
            if track.isNew, track.isGone {
                cameAndWent += 1
                continue
            }
            if track.wasBlockedBetween { wasBlocked += 1 }
            if track.isGone {
                gone.append(net)
            } else if let state = net.state, Self.finished.contains(state.to), !Self.finished.contains(state.from) {
                done.append(net)
            } else if track.isNew {
                new.append(net)
            } else if !net.isEmpty {
                moved.append(net)
            }
        }
        (self.done, self.new, self.moved, self.gone) = (done, new, moved, gone)
        (self.cameAndWent, self.wasBlocked) = (cameAndWent, wasBlocked)
    }
}

/// One thing's way from one meeting to the next.
private struct SinceTrack {
    private(set) var isNew = false
    private var hasGone = false
    private var isFirst = true
    private var state: (from: String, to: String)?
    private var due: (from: CalendarDate?, to: CalendarDate?, times: Int)?
    private var blocked: (before: Bool, now: Bool, met: Bool)?
    private var endorsed: [String: (before: Bool, now: Bool)] = [:]

    mutating func take(_ what: SinceChange.What) {
        switch what {
        case .came:
            if isFirst { isNew = true }
            hasGone = false
        case .went: hasGone = true
        case .state(let from, let to): state = (state?.from ?? from, to)
        case .due(let from, let to): due = (due == nil ? from : due?.from, to, (due?.times ?? 0) + 1)
        case .blocked: blocked = (blocked?.before ?? false, true, true)
        case .unblocked: blocked = (blocked?.before ?? true, false, blocked?.met ?? false)
        case .endorsed(let country): endorsed[country] = (endorsed[country]?.before ?? false, true)
        case .endorsementTaken(let country): endorsed[country] = (endorsed[country]?.before ?? true, false)
        case .submitted, .returned: break
        }
        isFirst = false
    }

    var isGone: Bool {
        if hasGone { return true }
        guard let state, SinceFold.gone.contains(state.to) else { return false }
        return isNew || !SinceFold.gone.contains(state.from)
    }

    var wasBlockedBetween: Bool {
        guard let blocked else { return false }
        return !blocked.before && !blocked.now && blocked.met
    }

    func net(_ subject: SinceSubject) -> SinceFold.Net {
        let changed = state.flatMap { $0.from == $0.to ? nil : SinceFold.State(from: $0.from, to: $0.to) }
        let moved = due.flatMap { $0.from == $0.to ? nil : SinceFold.Due(from: $0.from, to: $0.to, times: $0.times) }
        return SinceFold.Net(
            subject: subject, state: changed, due: moved,
            blocked: blocked.flatMap { $0.before == $0.now ? nil : $0.now },
            endorsed: endorsed.filter { !$0.value.before && $0.value.now }.map(\.key).sorted(),
            unendorsed: endorsed.filter { $0.value.before && !$0.value.now }.map(\.key).sorted())
    }
}

/// What comes first at the next meeting.
public struct SincePressing: Sendable, Hashable {
    public enum Reason: Int, Sendable, Hashable, CaseIterable {
        case late, untouched, notBegun
    }

    /// How an open action stands now.
    public struct Standing: Sendable, Hashable {
        public let subject: SinceSubject
        public let due: CalendarDate?
        /// The day of its last change of any kind.
        public let touched: CalendarDate
        /// It was agreed when the last meeting closed, and nothing was begun.
        public let isPromisedOnly: Bool

        public init(_ subject: SinceSubject, due: CalendarDate?, touched: CalendarDate, isPromisedOnly: Bool) {
            self.subject = subject
            self.due = due
            self.touched = touched
            self.isPromisedOnly = isPromisedOnly
        }
    }

    /// Untouched for more than six months.
    public static let untouchedDays = 183

    public let subject: SinceSubject
    public let reasons: [Reason]

    /// Those that press, by the gravest reason and the earliest day.
    public static func all(_ standings: [Standing], today: CalendarDate) -> [SincePressing] {
        let now = today.daysSince1970
        let pressing = standings.compactMap { one -> (SincePressing, Int)? in
            var reasons: [Reason] = []
            if let due = one.due, due.daysSince1970 < now { reasons.append(.late) }
            if now - one.touched.daysSince1970 > untouchedDays { reasons.append(.untouched) }
            if one.isPromisedOnly { reasons.append(.notBegun) }
            guard !reasons.isEmpty else { return nil }
            return (SincePressing(subject: one.subject, reasons: reasons), one.due?.daysSince1970 ?? .max)
        }
        return pressing.sorted {
            ($0.0.reasons[0].rawValue, $0.1, $0.0.subject) < ($1.0.reasons[0].rawValue, $1.1, $1.0.subject)
        }.map(\.0)
    }
}
