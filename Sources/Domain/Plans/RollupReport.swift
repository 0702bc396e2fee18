/// A roll-up as JSON: the same from the command `roundtable rollup` and from a programme.
public struct RollupReport: Sendable {
    private let rollup: Rollup

    public init(_ rollup: Rollup) { self.rollup = rollup }

    /// - Parameter chain: what the next run needs; nil where it stays with the server.
    public func value(chain: String?) -> JSONValue {
        let groups = zip(rollup.names, rollup.cells).map { name, cells in
            (name, JSONValue.ordered(zip(rollup.indicators, cells).map { ($0, Self.value($1)) }))
        }
        return .ordered(groups + (chain.map { [(Rollup.chainName, JSONValue.text($0))] } ?? []))
    }

    public func json(chain: String?) -> String { value(chain: chain).json(.indented) + "\n" }

    public static func value(_ cell: RollupCell) -> JSONValue {
        switch cell {
        case .withheld(let members, let answered):
            return .ordered([("members", .whole(members)), ("answered", .whole(answered)), ("withheld", true)])
        case .shown(let figures):
            let classes = zip(RollupFigures.classNames, figures.classes).map { ($0, JSONValue.whole($1)) }
            var pairs: [(String, JSONValue)] = [
                ("members", .whole(figures.members)), ("answered", .whole(figures.answered)),
                ("median", .whole(figures.median.value)), ("median_shown", .text(figures.median.shown)),
                ("classes", .ordered(classes)),
            ]
            if let below = figures.belowTarget { pairs.append(("below_target", .whole(below))) }
            return .ordered(pairs + [("snapshot", .whole(figures.snapshot))])
        }
    }
}
