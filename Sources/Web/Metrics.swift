import HTTPTypes
import Synchronization

/// What the process has answered since its start, for `/metrics`.
public final class Metrics: Sendable {
    /// One kind of answer.
    private struct Kind: Hashable, Comparable {
        let method: String
        /// The route's pattern, never a path: paths hold secrets, and would be without number.
        let route: String
        let status: Int

        static func < (left: Kind, right: Kind) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    private struct Durations {
        /// How many took at most as long as the bound of the same place, and longer than the one before; the last: longer than all.
        var counts: [Int]
        var seconds = 0.0

        mutating func add(_ duration: Double, _ place: Int) {
            counts[place] += 1
            seconds += duration
        }
    }

    private struct State {
        var answers: [Kind: Int] = [:]
        var durations: [String: Durations] = [:]
    }

    /// In seconds.
    private static let bounds: [Double] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let state = Mutex(State())

    public init() {}

    public func answered(_ method: HTTPRequest.Method, route: String, status: Int, after duration: Duration) {
        let parts = duration.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.answers[Kind(method: method.rawValue, route: route, status: status), default: 0] += 1
            state.durations[
                route, default: Durations(counts: Array(repeating: 0, count: Self.bounds.count + 1))
            ].add(seconds, place)
        }
    }

    /// The answers in Prometheus' text form, version 0.0.4.
    public func text() -> String {
        let (answers, durations) = state.withLock { ($0.answers, $0.durations) }
        var page = MetricsText()
        page.family("roundtable_http_requests_total", .counter, "Answers, by route and status.")
        for (kind, count) in answers.sorted(by: { $0.key < $1.key }) {
            page.sample(
                "roundtable_http_requests_total",
                [("method", kind.method), ("route", kind.route), ("status", "\(kind.status)")], Double(count))
        }
        let name = "roundtable_http_request_seconds"
        page.family(name, .histogram, "Time from the whole request to its answer; for streams, to their beginning.")
        for (route, kept) in durations.sorted(by: { $0.key < $1.key }) {
            var sum = 0
            for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], kept.counts) {
                sum += count
                page.sample("\(name)_bucket", [("route", route), ("le", bound)], Double(sum))
            }
            page.sample("\(name)_sum", [("route", route)], kept.seconds)
            page.sample("\(name)_count", [("route", route)], Double(sum))
        }
        return page.text
    }
}

/// Prometheus' text form, version 0.0.4.
public struct MetricsText {
    public enum Form: String { case counter, gauge, histogram }

    public private(set) var text = ""

    public init() {}

    public mutating func family(_ name: String, _ form: Form, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(form.rawValue)\n"
    }

    public mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
        let list = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
        text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(number)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
