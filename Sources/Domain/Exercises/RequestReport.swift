/// The measures that requests give, as JSON with exact fractions: the same from the command `roundtable measures` and from an exercise.
public struct RequestReport: Sendable {
    public let measures: RequestMeasures
    private let cells: [String]

    public init(_ measures: RequestMeasures, cells: [String]) {
        self.measures = measures
        self.cells = cells
    }

    public init(_ file: RequestFile, endex: Rational) {
        self.init(RequestMeasures(file.requests, cells: file.cells.count, end: endex), cells: file.cells)
    }

    public var json: String { value.json(.indented) + "\n" }

    public var value: JSONValue {
        .ordered([
            ("n", .whole(measures.requests.count)), ("endex", fraction(measures.end)),
            ("cells", .list(cells.map { .text($0) })), ("withdrawn", .whole(measures.withdrawn)),
            ("acknowledged", share(measures.acknowledged)), ("answered", share(measures.answered)),
            ("in_time", share(measures.inTime)), ("fulfilled", share(measures.fulfilled)),
            ("open_at_endex", numbers(measures.open)), ("overdue_at_endex", numbers(measures.overdue)),
            ("without_reader", numbers(measures.unread)), ("time_to_acknowledge", acknowledging),
            ("time_to_answer", answering), ("centralisation", centralisation), ("density", density),
            ("reciprocity", reciprocity), ("fragmentation", fragmentation), ("distance_weighted", distanceWeighted),
            ("across_functions", acrossFunctions),
        ])
    }

    // MARK: Parts

    private func fraction(_ value: Rational) -> JSONValue { .text(value.description) }

    /// The figure, or null with its reason.
    private func told(
        _ value: Rational?, n: Int, _ reason: String, name: String = "value", _ more: [(String, JSONValue)] = []
    ) -> JSONValue {
        let head: [(String, JSONValue)] = [(name, value.map(fraction) ?? .null), ("n", .whole(n))]
        return .ordered(head + more + (value == nil ? [("reason", .text(reason))] : []))
    }

    private func share(_ share: RequestMeasures.Share) -> JSONValue {
        told(share.value, n: share.of, "no request that was not withdrawn", [("count", .whole(share.count))])
    }

    private func numbers(_ requests: [RequestTrace]) -> JSONValue {
        .ordered([
            ("count", .whole(requests.count)), ("n", .whole(measures.requests.count)),
            ("requests", .list(requests.map { .text($0.number) })),
        ])
    }

    private var acknowledging: JSONValue {
        told(
            measures.timeToAcknowledge, n: measures.acknowledged.count, "no request was acknowledged", name: "median")
    }

    private var answering: JSONValue {
        let times = measures.timeToAnswer
        let reason = times.count == 0 ? "no requests" : "more than half are not known to have been answered"
        let curve = times.curve.map { step in
            JSONValue.ordered([("at", fraction(step.time)), ("waiting", fraction(step.waiting))])
        }
        return told(
            times.median, n: times.count, reason, name: "median",
            [
                ("naive_median", times.naiveMedian.map(fraction) ?? .null), ("answered", .whole(times.happened)),
                ("censored", .whole(times.censored)), ("curve", .list(curve)),
            ])
    }

    private var few: String { cells.count < 2 ? "fewer than two cells" : "no requests" }

    private var centralisation: JSONValue {
        let network = measures.network
        return told(
            network.centralisation, n: cells.count, few,
            [
                ("most", .list(network.centres.map { .text(cells[$0]) })),
                ("received", byCell(network.received.map { .whole($0) })),
            ])
    }

    private var density: JSONValue {
        let network = measures.network
        return told(network.density, n: cells.count, few, [("ties", .whole(network.ties.count))])
    }

    private var reciprocity: JSONValue {
        let network = measures.network
        return told(
            network.reciprocity, n: network.ties.count, "no requests", [("count", .whole(network.reciprocated))])
    }

    private var fragmentation: JSONValue {
        let network = measures.answeredNetwork
        let without = cells.indices.map { network.fragmentation(without: $0).map(fraction) ?? .null }
        return told(network.fragmentation(), n: cells.count, few, [("without", byCell(without))])
    }

    private var distanceWeighted: JSONValue {
        told(measures.answeredNetwork.distanceWeighted, n: cells.count, few)
    }

    private var acrossFunctions: JSONValue {
        let index = measures.acrossFunctions
        return told(
            index.value, n: index.count, "no request names both functions",
            [
                ("by_chance", index.chance.map(fraction) ?? .null), ("inside", .whole(index.inside)),
                ("outside", .whole(index.outside)),
            ])
    }

    private func byCell(_ values: [JSONValue]) -> JSONValue { .ordered(zip(cells, values).map { ($0, $1) }) }
}
