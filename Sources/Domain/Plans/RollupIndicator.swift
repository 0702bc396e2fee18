/// One indicator of a snapshot: which cells are shown. A *unit* is a group that may stand alone, or the rest: the groups that are hidden
/// for their size, counted only in the whole.
///
/// 1. Size alone makes the units, once for a chain (`Suppression.decide`: as soon as one is hidden, at least three are).
/// 2. Who answered and is in no batch waits until there are five (the first batch of a unit) or three (later ones).
/// 3. A batch counts while all its members answer and, without any one answer, two classes remain. A unit needs five that count.
/// 4. Groups stand in blocks of three and more, made by size of membership; one that fails hides its block, and the whole.
/// 5. The same countries are shown anew only when the classes prove that three of them moved.
/// 6. The whole is the sum of its units, and new only when each of them is.
struct RollupIndicator {
    let table: RollupTable
    let values: [Int]
    let targets: [Int]
    let named: Set<Int>
    let snapshot: Int
    var state: RollupState

    /// As many must be new before a group is shown anew.
    static let leastNew = 3
    private static let block = 3
    private static let rest = RollupState.rest

    private enum Standing { case small, broken, fails, passes }

    private struct Unit {
        let standing: Standing
        /// Whose answers count, without those who are named.
        let counted: Set<Int>
        let batches: [Set<Int>]
    }

    /// Of each group, then of the whole.
    mutating func take() -> [RollupCell] {
        let present = table.groups.map { group in
            Set(group.members.filter { values[$0] > 0 && !named.contains($0) })
        }
        assign(present.map(\.count))
        var units: [Int: Unit] = [:]
        for group in state.alone.sorted() { units[group] = unit(group, present[group]) }
        if !state.others.isEmpty {
            units[Self.rest] = unit(Self.rest, state.others.reduce(into: []) { $0.formUnion(present[$1]) })
        }
        let hidden = hiddenBlocks(units)
        var isFresh = true
        var cells: [RollupCell] = []
        for group in table.groups.indices {
            let (cell, fresh) = cell(group, units[group], isHidden: hidden.contains(group))
            cells.append(cell)
            isFresh = isFresh && fresh
        }
        cells.append(whole(units, isHidden: !hidden.isEmpty, isFresh: isFresh))
        return cells
    }

    // MARK: Units

    /// Made by size, never by values, and kept.
    private mutating func assign(_ counts: [Int]) {
        let unassigned = table.groups.indices.filter {
            counts[$0] > 0 && !state.alone.contains($0) && !state.others.contains($0)
        }
        guard !state.alone.isEmpty || !state.others.isEmpty else {
            guard Suppression.mayShow(ballots: counts.reduce(0, +)) else { return }
            let named = Dictionary(unassigned.map { (table.groups[$0].name, counts[$0]) }, uniquingKeysWith: min)
            let shown = Set(Suppression.decide(ballots: named).shown.map(ExactText.init))
            for group in unassigned {
                if shown.contains(ExactText(table.groups[group].name)) {
                    state.alone.insert(group)
                } else {
                    state.others.insert(group)
                }
            }
            return
        }
        for group in unassigned {
            if counts[group] >= Suppression.least {
                state.alone.insert(group)
            } else if !state.others.isEmpty {
                state.others.insert(group)
            }
        }
    }

    private mutating func unit(_ place: Int, _ present: Set<Int>) -> Unit {
        var batches = state.units[place, default: RollupState.Unit()].batches
        let waiting = batches.reduce(into: present) { $0.subtract($1) }
        if waiting.count >= (batches.isEmpty ? Suppression.least : Self.leastNew) { batches.append(waiting) }
        state.units[place, default: RollupState.Unit()].batches = batches
        let unnamed = batches.map { $0.subtracting(named) }
        let full = unnamed.filter { !$0.isEmpty && $0.isSubset(of: present) }
        let counting = full.filter { isSpread($0) }
        let counted = counting.reduce(into: Set<Int>()) { $0.formUnion($1) }
        let isFull = full.reduce(0) { $0 + $1.count } >= Suppression.least
        let standing: Standing =
            if present.count < Suppression.least {
                .small
            } else if counted.count >= Suppression.least {
                .passes
            } else {
                isFull ? .fails : .broken
            }
        return Unit(standing: standing, counted: counted, batches: counting)
    }

    /// Whether, without any one answer, two classes remain.
    private func isSpread(_ members: some Collection<Int>) -> Bool {
        let classes = classes(members)
        return classes.reduce(0, +) - (classes.max() ?? 0) >= 2
    }

    private func classes(_ members: some Sequence<Int>) -> [Int] {
        var counts: [Int] = [0, 0, 0]
        for member in members { counts[values[member] < 3 ? 0 : values[member] == 3 ? 1 : 2] += 1 }
        return counts
    }

    /// Whoever sees that a block is hidden does not see which of its groups is alike.
    private func hiddenBlocks(_ units: [Int: Unit]) -> Set<Int> {
        let candidates = units.filter { place, unit in
            place != Self.rest && (unit.standing == .passes || unit.standing == .fails)
        }.keys.sorted { (table.groups[$0].members.count, $0) < (table.groups[$1].members.count, $1) }
        let least = state.others.isEmpty ? Self.block : Self.block - 1
        let blocks = max(1, candidates.count / least)
        var hidden: Set<Int> = []
        for block in 0..<blocks {
            let part = candidates[(candidates.count * block / blocks)..<(candidates.count * (block + 1) / blocks)]
            if part.contains(where: { units[$0]?.standing == .fails }) { hidden.formUnion(part) }
        }
        return hidden
    }

    // MARK: Cells

    private enum News { case new, same, stale }

    private func news(_ last: RollupState.Shown?, _ counted: Set<Int>, _ everybody: Set<Int>) -> News {
        guard let last, last.members.subtracting(named) == counted else { return .new }
        let now = classes(everybody)
        if now == last.classes { return .same }
        let moved = zip(last.classes, now).reduce(0) { $0 + max(0, $1.0 - $1.1) }
        return moved >= Self.leastNew + everybody.count - counted.count ? .new : .stale
    }

    /// The cell, and whether the whole may be shown beside it.
    private mutating func cell(_ group: Int, _ unit: Unit?, isHidden: Bool) -> (RollupCell, fresh: Bool) {
        let members = table.groups[group].members
        let withheld = RollupCell.withheld(members: members.count, answered: members.count { values[$0] > 0 })
        guard let unit else { return (withheld, true) }
        let last = state.units[group]?.last
        let kept = last?.figures.map(RollupCell.shown) ?? withheld
        switch unit.standing {
        case .small, .fails: return (withheld, false)
        case .broken: return (kept, false)
        case .passes: break
        }
        guard !isHidden else { return (withheld, false) }
        let everybody = unit.counted.union(knownMembers(of: [group]))
        let news = news(last, unit.counted, everybody)
        guard news == .new else { return (kept, news == .same) }
        let figures = figures(everybody, members: members.count, showsTargets: tellsTargets(unit))
        state.units[group, default: RollupState.Unit()].last = RollupState.Shown(everybody, figures)
        return (.shown(figures), true)
    }

    private mutating func whole(_ units: [Int: Unit], isHidden: Bool, isFresh: Bool) -> RollupCell {
        let everywhere = table.groups.flatMap(\.members)
        let withheld = RollupCell.withheld(
            members: everywhere.count, answered: everywhere.count { values[$0] > 0 })
        let kept = state.whole?.figures.map(RollupCell.shown) ?? withheld
        let rest = units[Self.rest]
        guard !isHidden, !units.isEmpty, rest?.standing != .fails, rest?.standing != .small else { return withheld }
        guard isFresh, rest?.standing != .broken else { return kept }
        let counted = units.values.reduce(into: Set<Int>()) { $0.formUnion($1.counted) }
        let everybody = counted.union(knownMembers(of: state.alone.union(state.others)))
        guard Suppression.mayShow(ballots: counted.count), isSpread(counted) else { return withheld }
        if let rest {
            let others = rest.counted.union(knownMembers(of: state.others))
            let news = news(state.units[Self.rest]?.last, rest.counted, others)
            if news == .stale { return kept }
            if news == .new {
                state.units[Self.rest, default: RollupState.Unit()].last = RollupState.Shown(
                    members: others, classes: classes(others))
            }
        }
        if let last = state.whole, last.members.subtracting(named) == counted,
            last.classes == classes(everybody)
        {
            return kept
        }
        let isOneTarget = Set(everybody.map { targets[$0] }).count == 1
        let figures = figures(
            everybody, members: everywhere.count,
            showsTargets: isOneTarget || (rest == nil && units.values.allSatisfy(tellsTargets)))
        state.whole = RollupState.Shown(everybody, figures)
        return .shown(figures)
    }

    /// Those whose answers everybody knows.
    private func knownMembers(of groups: Set<Int>) -> [Int] {
        groups.flatMap { table.groups[$0].members.filter { named.contains($0) && values[$0] > 0 } }
    }

    /// Targets may be known. So the members of a batch that have the same one must be spread by themselves.
    private func tellsTargets(_ unit: Unit) -> Bool {
        unit.batches.allSatisfy { batch in
            Dictionary(grouping: batch) { targets[$0] }.values.allSatisfy { isSpread($0) }
        }
    }

    private func figures(_ everybody: Set<Int>, members: Int, showsTargets: Bool) -> RollupFigures {
        let isAimed = everybody.contains { targets[$0] > 0 }
        return RollupFigures(
            members: members, answered: everybody.count,
            median: CapacityScore.median(everybody.map { values[$0] }) ?? CapacityScore.Median(lower: 0, upper: 0),
            classes: classes(everybody),
            belowTarget: showsTargets && isAimed ? everybody.count { values[$0] < targets[$0] } : nil,
            snapshot: snapshot)
    }
}
