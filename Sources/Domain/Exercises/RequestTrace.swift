/// What became of one request between cells. Times are of the exercise's clock, in any unit; nil where it did not happen.
public struct RequestTrace: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable { case agreed, partly, declined }

    public let number: String
    /// Places of cells.
    public let from: Int
    public let to: Int
    public let sent: Rational
    /// The time in which an answer was asked for; nil where none was.
    public let allowed: Rational?
    public let acknowledged: Rational?
    public let answered: Rational?
    public let outcome: Outcome?
    public let functions: (from: String, to: String)?
    public let withdrawn: Rational?

    public init(
        number: String, from: Int, to: Int, sent: Rational, allowed: Rational? = nil, acknowledged: Rational? = nil,
        answered: Rational? = nil, outcome: Outcome? = nil, functions: (from: String, to: String)? = nil,
        withdrawn: Rational? = nil
    ) {
        self.number = number
        self.from = from
        self.to = to
        self.sent = sent
        self.allowed = allowed
        self.acknowledged = acknowledged
        self.answered = answered
        self.outcome = outcome
        self.functions = functions
        self.withdrawn = withdrawn
    }

    /// As one saw it at a moment: what came later has not happened. Nil where it had not been sent.
    func seen(at end: Rational) -> RequestTrace? {
        guard sent <= end else { return nil }
        let past = { (time: Rational?) in time.flatMap { $0 <= end ? $0 : nil } }
        return RequestTrace(
            number: number, from: from, to: to, sent: sent, allowed: allowed, acknowledged: past(acknowledged),
            answered: past(answered), outcome: past(answered) == nil ? nil : outcome, functions: functions,
            withdrawn: past(withdrawn))
    }

    public var isWithdrawn: Bool { withdrawn != nil }
    public var isOpen: Bool { answered == nil && withdrawn == nil }
    public var isInTime: Bool {
        guard let answered else { return false }
        return allowed.map { answered - sent <= $0 } ?? true
    }
    public var isFulfilled: Bool { outcome == .agreed || outcome == .partly }

    public func isOverdue(at end: Rational) -> Bool { isOpen && (allowed.map { sent + $0 < end } ?? false) }

    public static func == (left: RequestTrace, right: RequestTrace) -> Bool {
        left.number == right.number && left.from == right.from && left.to == right.to && left.sent == right.sent
            && left.allowed == right.allowed && left.acknowledged == right.acknowledged
            && left.answered == right.answered && left.outcome == right.outcome
            && left.functions?.from == right.functions?.from && left.functions?.to == right.functions?.to
            && left.withdrawn == right.withdrawn
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(number)
        hasher.combine(from)
        hasher.combine(to)
    }
}

/// What requests between cells tell of working together, at one moment of the exercise's clock.
public struct RequestMeasures: Sendable {
    /// So many of so many.
    public struct Share: Sendable, Hashable {
        public let count: Int
        public let of: Int

        public init(_ count: Int, of total: Int) {
            self.count = count
            of = total
        }

        public var value: Rational? { of > 0 ? Rational(count, of) : nil }
    }

    public let end: Rational
    public let cells: Int
    public let requests: [RequestTrace]

    /// - Parameters:
    ///   - cells: how many play, the silent ones among them.
    ///   - end: ENDEX, or the moment to look at.
    public init(_ requests: [RequestTrace], cells: Int, end: Rational) {
        self.end = end
        self.cells = cells
        self.requests = requests.compactMap { $0.seen(at: end) }
    }

    private var counted: [RequestTrace] { requests.filter { !$0.isWithdrawn } }
    private func share(_ matches: (RequestTrace) -> Bool) -> Share {
        let counted = counted
        return Share(counted.count(where: matches), of: counted.count)
    }

    public var withdrawn: Int { requests.count - counted.count }
    public var acknowledged: Share { share { $0.acknowledged != nil } }
    public var answered: Share { share { $0.answered != nil } }
    public var inTime: Share { share(\.isInTime) }
    public var fulfilled: Share { share(\.isFulfilled) }
    /// Neither answered nor withdrawn.
    public var open: [RequestTrace] { requests.filter(\.isOpen) }
    public var overdue: [RequestTrace] { requests.filter { $0.isOverdue(at: end) } }
    /// Nobody of the other cell took it up.
    public var unread: [RequestTrace] { counted.filter { $0.acknowledged == nil && $0.answered == nil } }

    /// Median of those acknowledged.
    public var timeToAcknowledge: Rational? {
        WaitingTimes.median(of: counted.compactMap { request in request.acknowledged.map { $0 - request.sent } })
    }

    /// Silence is silence: what is open or withdrawn waited at least so long.
    public var timeToAnswer: WaitingTimes {
        WaitingTimes(
            requests.map { request in
                if let answered = request.answered { return WaitingTimes.Wait(answered - request.sent) }
                return WaitingTimes.Wait((request.withdrawn ?? end) - request.sent, isCensored: true)
            })
    }

    /// Who turned to whom, also with what was withdrawn.
    public var network: CellNetwork {
        CellNetwork(size: cells, ties: requests.map { CellNetwork.Tie($0.from, $0.to) })
    }

    /// Pairs of which one answered the other.
    public var answeredNetwork: CellNetwork {
        CellNetwork(size: cells, ties: requests.filter { $0.answered != nil }.map { CellNetwork.Tie($0.from, $0.to) })
    }

    public var acrossFunctions: FunctionIndex { FunctionIndex(requests.compactMap(\.functions)) }
}

/// The same asked twice: of one type, from one cell to one other, within a time.
public enum DuplicateRequests {
    public struct Ask: Sendable, Hashable {
        public let from: String
        public let to: String
        public let type: String
        public let at: Int64

        public init(from: String, to: String, type: String, at: Int64) {
            self.from = from
            self.to = to
            self.type = type
            self.at = at
        }
    }

    /// Places of those that came no later than `within` after another of the same type, sender and addressee.
    public static func places(_ asks: [Ask], within: Int64 = 15 * 60_000) -> [Int] {
        var last: [[String]: Int64] = [:]
        var found: [Int] = []
        for place in asks.indices.sorted(by: { (asks[$0].at, $0) < (asks[$1].at, $1) }) {
            let ask = asks[place]
            let key = [ask.from, ask.to, ask.type]
            if let before = last[key] {
                let (gap, overflow) = ask.at.subtractingReportingOverflow(before)
                if !overflow, gap <= within { found.append(place) }
            }
            last[key] = ask.at
        }
        return found.sorted()
    }
}
