/// An allocation as JSON, the same from the command `roundtable allocate` and from an event.
public struct AllocationReport: Sendable {
    public let allocation: Allocation
    public let maximum: SeatMaximum

    public init(_ requests: [SeatRequest], quotas: [SeatQuota], staying: [String] = [], at time: Int64? = nil) {
        allocation = Allocation(requests, quotas: quotas, staying: staying, at: time)
        maximum = SeatMaximum(requests, quotas: quotas, staying: staying, at: time)
    }

    public var value: JSONValue {
        let quotas = allocation.seating.quotas
        let waiting = allocation.waiting.map { waiting in
            JSONValue.ordered([
                ("id", .text(waiting.id)), ("blocked", .list(waiting.blocked.map { .text($0.name(quotas)) })),
            ])
        }
        let free = allocation.seating.counts.map { ($0.full.name(quotas), JSONValue.whole($0.free)) }
        var pairs: [(String, JSONValue)] = [
            ("seated", .list(allocation.seated.map { .text($0) })), ("waiting", .list(waiting)),
            ("free", .ordered(free)),
        ]
        switch maximum {
        case .exact(let seats): pairs.append(("maximum", .whole(seats)))
        case .atMost(let seats): pairs += [("maximum", .null), ("maximum_at_most", .whole(seats))]
        }
        return .ordered(pairs)
    }

    public var json: String { value.json(.indented) + "\n" }
}
