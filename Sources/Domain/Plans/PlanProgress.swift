/// How far a plan is, from what was done and never from a typed percentage: Σ weight × share / Σ weight of what was agreed.
public struct PlanProgress: Sendable, Hashable {
    /// So many of so many; the second may be 0.
    public struct Part: Sendable, Hashable {
        public let count: Int
        public let of: Int

        /// Nothing where there is nothing to count.
        public var value: Rational? { of == 0 ? nil : Rational(count, of) }
        /// "1/4", not in lowest terms: it says of how many. Nothing where there is nothing to count.
        public var told: String? { of == 0 ? nil : "\(count)/\(of)" }
    }

    /// What the actions of one currency cost, in its units.
    public struct Cost: Sendable, Hashable {
        public let currency: Currency
        public let secured: Rational
        public let total: Rational

        /// Nothing where nothing costs anything.
        public var share: Rational? { total == .zero ? nil : secured / total }
    }

    /// Nothing where no action was agreed.
    public let value: Rational?
    public let done: Part
    public let onTime: Part
    public let proven: Part
    /// By currency, in the order of their codes.
    public let costs: [Cost]

    public init(_ lines: [PlanLine], today: CalendarDate) {
        let counted = lines.filter { $0.state.isCounted }
        value = Self.value(counted.map { (weight: $0.weight, share: $0.share(on: today)) })
        let done = counted.filter { $0.state.isDone }
        self.done = Part(count: done.count, of: counted.count)
        onTime = Part(count: counted.filter { !$0.isLate(on: today) }.count, of: counted.count)
        proven = Part(count: done.filter { $0.state == .proven }.count, of: done.count)
        costs = Self.costs(counted.compactMap(\.cost))
    }

    fileprivate static func value(_ parts: [(weight: Int, share: Rational)]) -> Rational? {
        let weight = parts.reduce(0) { $0 + $1.weight }
        guard weight > 0 else { return nil }
        return parts.reduce(Rational.zero) { $0 + Rational($1.weight) * $1.share } / Rational(weight)
    }

    private static func costs(_ costs: [PlanCost]) -> [Cost] {
        var sums: [String: Cost] = [:]
        for cost in costs {
            let (currency, value) = (cost.amount.currency, cost.amount.value)
            let before = sums[currency.code] ?? Cost(currency: currency, secured: .zero, total: .zero)
            sums[currency.code] = Cost(
                currency: currency, secured: before.secured + (cost.isSecured ? value : .zero),
                total: before.total + value)
        }
        return sums.values.sorted { $0.currency.code < $1.currency.code }
    }
}

/// What made the progress of a plan another one since an older version: other actions, weights and milestones (scope), or what was done
/// (work). Between them stands the new plan with the work of the old one: what came to the plan comes with what is done of it, so that
/// nobody gains work by writing down what was finished before.
public struct PlanChange: Sendable, Hashable {
    public let before: Rational
    public let after: Rational
    public let scope: Rational
    public let work: Rational

    public var total: Rational { after - before }

    /// - Parameter old: the older version, as it was known then.
    /// - Returns: nothing where one of them has no action that was agreed.
    public init?(from old: [PlanLine], to new: [PlanLine], today: CalendarDate) {
        guard let before = PlanProgress(old, today: today).value, let after = PlanProgress(new, today: today).value
        else { return nil }
        let known = Dictionary(old.map { (ExactText($0.number), $0) }, uniquingKeysWith: { first, _ in first })
        let between = PlanProgress.value(
            new.filter { $0.state.isCounted }.map { line in
                let share = known[ExactText(line.number)].map { Self.share(of: line, asIn: $0, today) }
                return (weight: line.weight, share: share ?? line.share(on: today))
            })
        guard let between else { return nil }
        self.before = before
        self.after = after
        scope = between - before
        work = after - between
    }

    /// The milestones that it has now, done as they were then: by title, the second of one title with the second.
    private static func share(of line: PlanLine, asIn old: PlanLine, _ today: CalendarDate) -> Rational {
        let (steps, oldSteps) = (line.steps, old.steps)
        guard !steps.isEmpty else { return old.state.isDone ? .one : .zero }
        guard !oldSteps.isEmpty else { return old.state.isDone ? .one : .zero }
        var done: [ExactText: [Bool]] = [:]
        for step in oldSteps { done[ExactText(step.title), default: []].append(step.isDone(on: today)) }
        var met: [ExactText: Int] = [:]
        let count = steps.filter { step in
            let name = ExactText(step.title)
            let place = met[name, default: 0]
            met[name] = place + 1
            guard let all = done[name], all.indices.contains(place) else { return false }
            return all[place]
        }.count
        return Rational(count, steps.count)
    }
}
