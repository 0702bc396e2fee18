/// What a quota can look at.
public enum SeatAttribute: String, Sendable, Hashable, CaseIterable {
    case country, sector, region, organisation, city
    case workingGroup = "working-group"
    case funding, mode
}

/// Somebody who would have a seat, as the allocation sees them.
public struct SeatRequest: Sendable, Hashable {
    public let id: String
    /// 0 protected, 1 on time, 2 late.
    public let standing: Int
    /// The order of whoever nominated; 1 is the first.
    public let rank: Int
    /// The lot, or when it came: compared byte by byte.
    public let tie: String
    /// Without what it has not.
    public let attributes: [SeatAttribute: String]

    /// - Parameter attributes: an empty text is none.
    public init(id: String, standing: Int, rank: Int, tie: String, attributes: [SeatAttribute: String] = [:]) {
        self.id = id
        self.standing = standing
        self.rank = rank
        self.tie = tie
        self.attributes = attributes.filter { !$0.value.isEmpty }
    }

    /// The order in which seats are given: class, rank, tie, id; text by its UTF-8 bytes.
    public static func precedes(_ left: SeatRequest, _ right: SeatRequest) -> Bool {
        if left.standing != right.standing { return left.standing < right.standing }
        if left.rank != right.rank { return left.rank < right.rank }
        let (tie, other) = (ExactText(left.tie), ExactText(right.tie))
        return tie == other ? ExactText(left.id) < ExactText(right.id) : tie < other
    }
}

/// A limit on how many may sit, or a number of seats that is kept for some.
public struct SeatQuota: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// At most so many.
        case cap
        /// So many seats of the whole are kept for each value of a list.
        case guarantee
    }

    public let label: String
    public let kind: Kind
    /// Nothing: all.
    public let attribute: SeatAttribute?
    /// Of a cap: one value, or none for each value by itself. Of a guarantee: those for whom seats are kept.
    public let values: [String]
    public let seats: Int
    /// Whose mode it is about; nothing: every mode.
    public let mode: String?
    /// Of a guarantee: the moment at which it ends.
    public var until: Int64?
    /// Other numbers of seats for some values.
    public let exceptions: [String: Int]

    public init(
        label: String, kind: Kind = .cap, attribute: SeatAttribute?, values: [String] = [], seats: Int,
        mode: String? = nil, until: Int64? = nil, exceptions: [String: Int] = [:]
    ) {
        self.label = label
        self.kind = kind
        self.attribute = attribute
        self.values = values
        self.seats = seats
        self.mode = mode
        self.until = until
        self.exceptions = exceptions
    }

    /// So many seats at most; sums of them stay far from the end of Int.
    public static let mostSeats = 1_000_000

    /// Whether it looks at each value by itself.
    public var isOfEach: Bool { kind == .cap && attribute != nil && values.isEmpty }

    var isOfEverybody: Bool { kind == .cap && attribute == nil && mode == nil }

    public func seats(of value: String?) -> Int {
        guard let value, let exception = exceptions.first(where: { ExactText($0.key) == ExactText(value) }) else {
            return seats
        }
        return exception.value
    }

    /// Whether it counts: a cap always, a guarantee until its end. Without a moment it has no end.
    public func isInForce(at time: Int64?) -> Bool {
        guard kind == .guarantee, let until, let time else { return true }
        return time < until
    }

    func isOfMode(_ request: SeatRequest) -> Bool {
        guard let mode else { return true }
        return request.attributes[.mode].map { ExactText($0) == ExactText(mode) } ?? false
    }
}

/// A quota that is full for somebody: of an each-quota with the value that is full.
public struct FullQuota: Sendable, Hashable {
    /// Its place in the list of quotas.
    public let quota: Int
    public let value: String?

    public init(quota: Int, value: String?) {
        self.quota = quota
        self.value = value
    }

    public func name(_ quotas: [SeatQuota]) -> String {
        value.map { "\(quotas[quota].label)/\($0)" } ?? quotas[quota].label
    }
}
