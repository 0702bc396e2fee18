/// Who has a seat, and why the others wait: the list is walked once in its order, whoever fits all quotas sits, nobody is moved.
///
/// Greedy on purpose: caps that overlap are easy to check and to explain so, and minimums that overlap are NP-complete even without
/// preferences (Aziz, Gaspers, Sun and Walsh, "From Matching with Diversity Constraints to Matching with Regional Quotas", AAMAS 2019).
/// One pass is enough: a seat that is given frees nothing.
public struct Allocation: Sendable {
    public struct Waiting: Sendable, Hashable {
        public let id: String
        /// What was full when it was asked.
        public let blocked: [FullQuota]
    }

    /// In the order seated: first who sat before.
    public let seated: [String]
    /// In the order of the list.
    public let waiting: [Waiting]
    /// As it stands afterwards.
    public let seating: SeatLedger
    /// See ``place(of:)``.
    private let places: [Int]

    /// - Parameters:
    ///   - requests: in any order, each id once.
    ///   - staying: ids of those who sit already and stay, in their order; what they are counts, whether they would fit does not.
    ///   - time: the moment by which guarantees count; without one they all do.
    public init(_ requests: [SeatRequest], quotas: [SeatQuota], staying: [String] = [], at time: Int64? = nil) {
        var seating = SeatLedger(quotas, at: time)
        let known = Dictionary(requests.map { (ExactText($0.id), $0) }, uniquingKeysWith: { first, _ in first })
        var seated: [String] = []
        for id in staying {
            guard let request = known[ExactText(id)] else { continue }
            seating.take(request)
            seated.append(id)
        }
        let sitting = Set(seated.map(ExactText.init))
        let list = requests.filter { !sitting.contains(ExactText($0.id)) }.sorted(by: SeatRequest.precedes)
        var waiting: [(Waiting, SeatLedger.Belonging)] = []
        for request in list {
            let belonging = seating.belonging(of: request)
            let full = seating.whatIsFull(for: belonging)
            if full.isEmpty {
                seating.take(belonging)
                seated.append(request.id)
            } else {
                waiting.append((Waiting(id: request.id, blocked: full), belonging))
            }
        }
        self.seated = seated
        self.waiting = waiting.map(\.0)
        self.seating = seating
        places = Self.places(waiting.map { seating.whatIsFull(for: $0.1) })
    }

    /// Who moves up once something has become free: the same walk over those who wait, without what only a page needs.
    /// - Parameter seating: who sits, is offered a seat, or holds one.
    /// - Returns: ids in the order seated.
    public static func movingUp(_ waiting: [SeatRequest], in seating: SeatLedger) -> [String] {
        var (seating, ids): (SeatLedger, [String]) = (seating, [])
        guard !seating.isFull else { return [] }
        for request in waiting.sorted(by: SeatRequest.precedes) {
            let belonging = seating.belonging(of: request)
            guard seating.whatIsFull(for: belonging).isEmpty else { continue }
            seating.take(belonging)
            ids.append(request.id)
            if seating.isFull { break }
        }
        return ids
    }

    /// 1 and as many as wait ahead for a quota that is full for both: as things stand now, never a promise. Nothing of who does not wait.
    public func place(of id: String) -> Int? {
        waiting.firstIndex { ExactText($0.id) == ExactText(id) }.map { places[$0] }
    }

    /// As ``place(of:)`` for all who wait, in their order.
    public var allPlaces: [Int] { places }

    private static func places(_ full: [[FullQuota]]) -> [Int] {
        // Few sets of full quotas differ, however many wait.
        var ahead: [Set<FullQuota>: Int] = [:]
        return full.map { quotas in
            let own = Set(quotas)
            defer { ahead[own, default: 0] += 1 }
            return ahead.reduce(1) { $1.key.isDisjoint(with: own) ? $0 : $0 + $1.value }
        }
    }

    /// Who could give way so that more sit (E5 of the design): the last in the order without whom the walk seats the most.
    /// - Parameters:
    ///   - most: as many as can sit at all.
    ///   - tries: so many of the seated are looked at.
    /// - Returns: nothing where nobody's giving way helps.
    public static func givingWay(
        _ requests: [SeatRequest], quotas: [SeatQuota], staying: [String], at time: Int64?, most: Int, tries: Int = 60
    ) -> (id: String, seated: Int)? {
        let now = Allocation(requests, quotas: quotas, staying: staying, at: time)
        var best: (id: String, seated: Int)?
        for id in now.seated.dropFirst(staying.count).reversed().prefix(tries) {
            let without = requests.filter { ExactText($0.id) != ExactText(id) }
            let count = Allocation(without, quotas: quotas, staying: staying, at: time).seated.count
            if count > best?.seated ?? now.seated.count { best = (id, count) }
            if count >= most { break }
        }
        return best
    }
}
