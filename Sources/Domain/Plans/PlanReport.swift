/// The progress of a plan as JSON with exact fractions: the same from the command `roundtable progress` and from a plan.
public struct PlanReport: Sendable {
    private let lines: [PlanLine]
    private let today: CalendarDate
    private let progress: PlanProgress
    private let change: PlanChange?
    private let hasBefore: Bool
    private let dates: PlanDates

    public init(_ file: PlanFile, before old: PlanFile? = nil, today: CalendarDate) {
        lines = file.lines
        self.today = today
        progress = PlanProgress(file.lines, today: today)
        hasBefore = old != nil
        change = old.flatMap { PlanChange(from: $0.lines, to: file.lines, today: today) }
        // The file has shown that there is no circle.
        dates = (try? PlanDates(file.lines, today: today)) ?? file.dates
    }

    public var json: String { value.json(.indented) + "\n" }

    public var value: JSONValue {
        var pairs: [(String, JSONValue)] = [
            ("today", .text(today.description)), ("n", .whole(progress.done.of)),
            ("progress", JSONValue(progress.value?.description)),
            ("percent", JSONValue(progress.value.map { ($0 * 100).decimal(1) })),
            ("done", JSONValue(progress.done.told)), ("on_time", JSONValue(progress.onTime.told)),
            ("proven", JSONValue(progress.proven.told)), ("secured", secured),
            ("by_scope", JSONValue(change?.scope.description)), ("by_work", JSONValue(change?.work.description)),
            ("change", changed),
            ("late", .list(lines.filter { $0.state.isCounted && $0.isLate(on: today) }.map { .text($0.number) })),
            ("dates", .list(dates.items.map(item))), ("warnings", .list(warnings.map { .text($0) })),
        ]
        let reasons = reasons
        if !reasons.isEmpty { pairs.append(("reasons", .ordered(reasons))) }
        return .ordered(pairs)
    }

    // MARK: Parts

    private var secured: JSONValue {
        .ordered(
            progress.costs.map { cost in
                let places = max(cost.currency.exponent, 1)
                func amount(_ value: Rational) -> JSONValue {
                    .text(cost.currency.exponent == 0 ? value.description : value.decimal(places))
                }
                return (
                    cost.currency.code,
                    .ordered([
                        ("share", JSONValue(cost.share?.description)), ("secured", amount(cost.secured)),
                        ("cost", amount(cost.total)),
                    ])
                )
            })
    }

    private var changed: JSONValue {
        guard let change else { return .null }
        return .ordered([
            ("before", .text(change.before.description)), ("total", .text(change.total.description)),
            ("points", .text(Self.points(change.total))), ("points_by_scope", .text(Self.points(change.scope))),
            ("points_by_work", .text(Self.points(change.work))),
        ])
    }

    /// "+28.6": hundredths of the whole, rounded half away from zero.
    public static func points(_ value: Rational) -> String {
        let text = (value * 100).decimal(1)
        return value > .zero ? "+" + text : text
    }

    private func item(_ item: PlanDates.Item) -> JSONValue {
        .ordered([
            ("number", .text(item.number)), ("due", JSONValue(item.due?.description)),
            ("earliest", JSONValue(item.earliest?.description)), ("late", .whole(item.late)),
            ("slack", .whole(item.slack)), ("waits_for", JSONValue(item.waitsFor)),
        ])
    }

    private var warnings: [String] {
        let waiting = dates.warnings.map { warning in
            switch warning {
            case .dueBefore(let number, let predecessor): "\(number) is due before \(predecessor), for which it waits"
            case .dropped(let number, let predecessor): "\(number) waits for \(predecessor), which was dropped"
            }
        }
        let odd = lines.flatMap { line -> [String] in
            var odd: [String] = []
            let open = line.steps.filter { !$0.isDone(on: today) }.count
            if line.state.isDone, open > 0 {
                odd.append("\(line.number) is done, but \(open) of its \(line.steps.count) milestones are not")
            }
            if line.milestones.contains(where: { $0.doneOn.map { $0.daysSince1970 > today.daysSince1970 } ?? false }) {
                odd.append("\(line.number) has a milestone done after \(today): not counted")
            }
            return odd
        }
        return waiting + odd
    }

    private var reasons: [(String, JSONValue)] {
        var reasons: [(String, JSONValue)] = []
        if progress.value == nil { reasons.append(("progress", "no action is agreed, under way, done or proven")) }
        if progress.proven.told == nil { reasons.append(("proven", "no action is done")) }
        if change == nil {
            let words: JSONValue =
                hasBefore ? "one of the two versions has no action that counts" : "no older version was given"
            reasons.append(("by_scope", words))
            reasons.append(("by_work", words))
        }
        return reasons
    }
}
