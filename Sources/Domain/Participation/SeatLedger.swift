/// How many sit by each quota, while seats are given and left.
///
/// Caps count whoever belongs to them. A guarantee keeps seats of the whole: of every cap on `all` that it can meet by its mode, so many
/// stay free as its values still lack; whoever's own value lacks some may take one. It does not protect against other caps.
public struct SeatLedger: Sendable {
    public let quotas: [SeatQuota]
    private var slots: [Slot] = []
    private var places: [Key: Int] = [:]
    /// Seats that each guarantee in force still keeps.
    private var kept: [Int]
    private let isInForce: [Bool]

    struct Slot: Sendable {
        let quota: Int
        let value: String?
        let seats: Int
        var taken = 0
    }

    private struct Key: Hashable, Sendable {
        let quota: Int
        let value: ExactText?
    }

    /// The quotas to which somebody belongs.
    struct Belonging: Sendable {
        /// Slots of caps, in the order of the quotas.
        var caps: [Int] = []
        /// Slots of guarantees in force.
        var guarantees: [Int] = []
    }

    /// - Parameter time: the moment by which guarantees count; without one they all do.
    public init(_ quotas: [SeatQuota], at time: Int64? = nil) {
        self.quotas = quotas
        isInForce = quotas.map { $0.isInForce(at: time) }
        kept = [Int](repeating: 0, count: quotas.count)
        for (index, quota) in quotas.enumerated() {
            switch quota.kind {
            case .cap:
                for value in quota.exceptions.keys.map(ExactText.init).sorted() where quota.isOfEach {
                    _ = slot(index, value.text)
                }
                if !quota.isOfEach { _ = slot(index, nil) }
            case .guarantee where isInForce[index]:
                for value in quota.values {
                    let place = slot(index, value)
                    kept[index] += slots[place].seats
                }
            case .guarantee: break
            }
        }
    }

    private mutating func slot(_ quota: Int, _ value: String?) -> Int {
        let key = Key(quota: quota, value: value.map(ExactText.init))
        if let known = places[key] { return known }
        places[key] = slots.count
        slots.append(Slot(quota: quota, value: value, seats: quotas[quota].seats(of: value)))
        return slots.count - 1
    }

    mutating func belonging(of request: SeatRequest) -> Belonging {
        var belonging = Belonging()
        for (index, quota) in quotas.enumerated() where quota.isOfMode(request) {
            guard let attribute = quota.attribute else {
                if quota.kind == .cap { belonging.caps.append(slot(index, nil)) }
                continue
            }
            guard let value = request.attributes[attribute] else { continue }
            if quota.kind == .guarantee {
                if let known = places[Key(quota: index, value: ExactText(value))] { belonging.guarantees.append(known) }
            } else if quota.isOfEach {
                belonging.caps.append(slot(index, value))
            } else if quota.values.contains(where: { ExactText($0) == ExactText(value) }) {
                belonging.caps.append(slot(index, nil))
            }
        }
        return belonging
    }

    // MARK: Sitting

    mutating func take(_ belonging: Belonging) { change(belonging, by: 1) }
    mutating func leave(_ belonging: Belonging) { change(belonging, by: -1) }

    /// - Parameter count: so many who are the same to every quota.
    public mutating func take(_ request: SeatRequest, count: Int = 1) { change(belonging(of: request), by: count) }
    public mutating func leave(_ request: SeatRequest) { leave(belonging(of: request)) }

    private mutating func change(_ belonging: Belonging, by step: Int) {
        for cap in belonging.caps { slots[cap].taken += step }
        for guarantee in belonging.guarantees {
            let before = max(0, slots[guarantee].seats - slots[guarantee].taken)
            slots[guarantee].taken += step
            kept[slots[guarantee].quota] += max(0, slots[guarantee].seats - slots[guarantee].taken) - before
        }
    }

    /// What keeps somebody from a seat now; empty where there is one. In the order of the quotas.
    public mutating func whatIsFull(for request: SeatRequest) -> [FullQuota] {
        // First: a value that was never met gets its slot.
        let belonging = belonging(of: request)
        return whatIsFull(for: belonging)
    }

    func whatIsFull(for belonging: Belonging) -> [FullQuota] {
        var full: [FullQuota] = belonging.caps.filter { slots[$0].taken >= slots[$0].seats }.map { fullQuota($0) }
        guard !belonging.guarantees.contains(where: { slots[$0].taken < slots[$0].seats }) else { return full }
        var keeping: Set<Int> = []
        for cap in belonging.caps where quotas[slots[cap].quota].attribute == nil {
            let room = slots[cap].seats - slots[cap].taken
            // Where the whole is full, nothing of it is kept for anybody.
            guard room > 0 else { continue }
            let keepers = quotas.indices.filter { kept[$0] > 0 && canMeet($0, slots[cap].quota) }
            if room <= keepers.reduce(0, { $0 + kept[$1] }) { keeping.formUnion(keepers) }
        }
        guard !keeping.isEmpty else { return full }
        full += keeping.map { FullQuota(quota: $0, value: nil) }
        return full.sorted { $0.quota < $1.quota }
    }

    private func fullQuota(_ slot: Int) -> FullQuota {
        FullQuota(quota: slots[slot].quota, value: quotas[slots[slot].quota].isOfEach ? slots[slot].value : nil)
    }

    private func canMeet(_ guarantee: Int, _ cap: Int) -> Bool {
        guard let one = quotas[guarantee].mode, let other = quotas[cap].mode else { return true }
        return ExactText(one) == ExactText(other)
    }

    // MARK: What stands

    /// Whether nobody at all fits: a limit on everybody is reached.
    public var isFull: Bool {
        slots.contains { $0.taken >= $0.seats && quotas[$0.quota].isOfEverybody }
    }

    /// What a quota counts: all of it, or one value of an each-quota.
    public struct Count: Sendable, Hashable {
        public let full: FullQuota
        public let seats: Int
        public let taken: Int
        /// Below nothing where more sit than may.
        public var free: Int { seats - taken }
    }

    /// Of every cap, in the order of the quotas; of an each-quota every value that was met, by its UTF-8 bytes.
    public var counts: [Count] {
        let caps = slots.indices.filter { quotas[slots[$0].quota].kind == .cap }
        let ordered = caps.sorted {
            let (left, right) = (slots[$0], slots[$1])
            return left.quota == right.quota
                ? ExactText(left.value ?? "") < ExactText(right.value ?? "") : left.quota < right.quota
        }
        return ordered.map { Count(full: fullQuota($0), seats: slots[$0].seats, taken: slots[$0].taken) }
    }

    /// The values for which a guarantee in force still keeps seats, and how many of each.
    public func kept(by guarantee: Int) -> [(value: String, seats: Int)] {
        quotas[guarantee].values.compactMap { value in
            guard let place = places[Key(quota: guarantee, value: ExactText(value))] else { return nil }
            let lacking = slots[place].seats - slots[place].taken
            return lacking > 0 ? (value, lacking) : nil
        }
    }

    var hasGuarantee: Bool { quotas.indices.contains { quotas[$0].kind == .guarantee && isInForce[$0] } }

    /// Seats left in a slot, never below nothing.
    func room(_ slot: Int) -> Int { max(0, slots[slot].seats - slots[slot].taken) }
    func quota(of slot: Int) -> SeatQuota { quotas[slots[slot].quota] }
}
