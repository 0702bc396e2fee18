import BigInt

/// Voters grouped by equal approvals, since equal voters always hold equal budgets.
struct Electorate {
    /// By group: the approved items, ascending; and how many voters it has.
    private(set) var approvals: [[Int32]] = []
    private(set) var counts: [Int] = []
    /// By item: the groups that approve it, and their voters.
    private(set) var supporters: [[Int]]
    private(set) var votes: [Int]
    let voters: Int

    init(_ box: BallotBox) {
        var index: [[Int32]: Int] = [:]
        voters = box.ballotCount
        for ballot in box.ballots {
            let approved = ballot.ordered.filter { $0.value > 0 }.map { Int32($0.item) }
            if let group = index[approved] {
                counts[group] += ballot.count
            } else {
                index[approved] = counts.count
                approvals.append(approved)
                counts.append(ballot.count)
            }
        }
        supporters = [[Int]](repeating: [], count: box.items.count)
        votes = [Int](repeating: 0, count: box.items.count)
        for (group, approved) in approvals.enumerated() {
            for item in approved {
                supporters[Int(item)].append(group)
                votes[Int(item)] += counts[group]
            }
        }
    }
}

/// A price over the common denominator of the purses: `numerator / (rich · denominator)`, where `rich` voters share it.
struct Price {
    let numerator: BigInt
    let rich: Int

    static func compare(_ left: Price, _ right: Price) -> Int {
        let (a, b) = (left.numerator * BigInt(right.rich), right.numerator * BigInt(left.rich))
        return a < b ? -1 : (a > b ? 1 : 0)
    }
}

/// Everybody's budget, exact: numerators over one common denominator, one entry per different amount. Beside each
/// stands its nearest double, which only ever decides what is worth computing exactly.
struct Purses {
    private(set) var denominator: BigInt
    private var amounts: [BigInt]
    private(set) var doubles: [Double]
    /// By group of voters: the index of its amount.
    private(set) var amountOf: [Int]

    init(_ electorate: Electorate, seats: Int) {
        denominator = BigInt(max(1, electorate.voters))
        amounts = [BigInt(seats)]
        doubles = [Double(seats) / Double(max(1, electorate.voters))]
        amountOf = [Int](repeating: 0, count: electorate.counts.count)
    }

    /// What each group of voters holds, by group.
    var holdings: [Rational] {
        let values = amounts.map { Rational($0, denominator) }
        return amountOf.map { values[$0] }
    }

    func rational(_ price: Price) -> Rational { Rational(price.numerator, denominator * BigInt(price.rich)) }

    /// The exact ρ of an item; nil when its supporters hold less than 1.
    func share(_ item: Int, _ electorate: Electorate) -> Price? {
        var rich = electorate.votes[item]
        var missing = denominator
        for (amount, count) in holdings(item, electorate).sorted(by: { amounts[$0.0] < amounts[$1.0] }) {
            if amounts[amount] * BigInt(rich) >= missing { return Price(numerator: missing, rich: rich) }
            missing -= amounts[amount] * BigInt(count)
            rich -= count
        }
        return nil
    }

    /// How much everybody must have earned so that the supporters hold 1: (1 - Σ budgets) / supporters. A budget is
    /// negative when it was spent after earning.
    func earning(_ item: Int, _ electorate: Electorate) -> Price {
        let held = holdings(item, electorate).reduce(BigInt(0)) { $0 + amounts[$1.0] * BigInt($1.1) }
        return Price(numerator: denominator - held, rich: electorate.votes[item])
    }

    /// Shares: each supporter pays the price or all it has. Phragmén: each supporter's purse is empty at this time.
    mutating func charge(_ price: Price, _ phase: EqualShares.Phase, supporters: [Int]) {
        let scale = BigInt(price.rich) / price.numerator.greatestCommonDivisor(with: BigInt(price.rich))
        let paid = price.numerator * scale / BigInt(price.rich)
        if scale != 1 {
            denominator *= scale
            for index in amounts.indices { amounts[index] *= scale }
        }
        var moved: [Int: Int] = [:]
        for group in supporters {
            let old = phase == .shares ? amountOf[group] : 0
            if let new = moved[old] {
                amountOf[group] = new
                continue
            }
            let rest = phase == .shares ? max(0, amounts[old] - paid) : -paid
            moved[old] = amounts.count
            amountOf[group] = amounts.count
            amounts.append(rest)
            doubles.append(Self.double(rest, denominator))
        }
        dropUnused()
    }

    private func holdings(_ item: Int, _ electorate: Electorate) -> [(Int, Int)] {
        var held: [Int: Int] = [:]
        for group in electorate.supporters[item] { held[amountOf[group], default: 0] += electorate.counts[group] }
        return held.map { ($0, $1) }
    }

    /// Keeps one entry per different amount that somebody holds.
    private mutating func dropUnused() {
        var place: [Int: Int] = [:]
        var byValue: [BigInt: Int] = [:]
        var kept: [BigInt] = []
        var keptDoubles: [Double] = []
        for group in amountOf.indices {
            let old = amountOf[group]
            if place[old] == nil {
                if let same = byValue[amounts[old]] {
                    place[old] = same
                } else {
                    place[old] = kept.count
                    byValue[amounts[old]] = kept.count
                    kept.append(amounts[old])
                    keptDoubles.append(doubles[old])
                }
            }
            amountOf[group] = place[old] ?? 0
        }
        amounts = kept
        doubles = keptDoubles
    }

    private static func double(_ numerator: BigInt, _ denominator: BigInt) -> Double {
        let shift = max(0, denominator.bitWidth - 200)
        return Double(numerator >> shift) / Double(denominator >> shift)
    }
}

/// The remaining items with a lower bound of each price. Prices only rise, so an item whose old bound is above the
/// best of today need not be looked at.
struct PriceQueue {
    /// Far above the rounding of a sum of 100,000 budgets (about 1e-11), far below what two prices usually differ by.
    private static let tolerance = 1e-9
    private var waiting: [(item: Int, bound: Double)]

    init(_ electorate: Electorate, without taken: Set<Int>) {
        waiting = electorate.votes.indices
            .filter { electorate.votes[$0] > 0 && !taken.contains($0) }
            .map { ($0, -1) }
    }

    /// The items with the smallest exact price, ascending; nil when none can be had in this phase.
    mutating func cheapest(
        _ phase: EqualShares.Phase, _ electorate: Electorate, _ purses: Purses
    ) -> (items: [Int], price: Price)? {
        while true {
            let near = nearest(phase, electorate, purses)
            guard !near.isEmpty else { return nil }
            var best: (price: Price, items: [Int])?
            var unaffordable: Set<Int> = []
            for item in near {
                let exact = phase == .shares ? purses.share(item, electorate) : purses.earning(item, electorate)
                guard let price = exact else {
                    unaffordable.insert(item)
                    continue
                }
                let comparison = best.map { Price.compare(price, $0.price) } ?? -1
                if comparison < 0 { best = (price, [item]) }
                if comparison == 0 { best?.items.append(item) }
            }
            if !unaffordable.isEmpty { waiting.removeAll { unaffordable.contains($0.item) } }
            guard let best else { continue }
            return (best.items.sorted(), best.price)
        }
    }

    mutating func remove(_ item: Int) { waiting.removeAll { $0.item == item } }

    /// The items whose price may be the smallest, as far as doubles can tell.
    private mutating func nearest(_ phase: EqualShares.Phase, _ electorate: Electorate, _ purses: Purses) -> [Int] {
        waiting.sort { ($0.bound, $0.item) < ($1.bound, $1.item) }
        var best = Double.infinity
        var estimates: [(item: Int, price: Double)] = []
        for index in waiting.indices {
            guard waiting[index].bound <= best + 2 * Self.tolerance else { break }
            let item = waiting[index].item
            let price = Self.estimate(item, phase, electorate, purses)
            waiting[index].bound = price
            best = min(best, price)
            estimates.append((item, price))
        }
        waiting.removeAll { $0.bound == .infinity }
        return estimates.filter { $0.price <= best + 2 * Self.tolerance && $0.price < .infinity }.map(\.item)
    }

    private static func estimate(
        _ item: Int, _ phase: EqualShares.Phase, _ electorate: Electorate, _ purses: Purses
    ) -> Double {
        var total = 0.0
        for group in electorate.supporters[item] {
            total += Double(electorate.counts[group]) * purses.doubles[purses.amountOf[group]]
        }
        let voters = Double(electorate.votes[item])
        if phase == .phragmen { return (1 - total) / voters }
        guard total >= 1 - tolerance else { return .infinity }
        // Raise ρ until those who hold less than it no longer grow in number: a few rounds.
        var price = 1 / voters
        while true {
            var (poor, rich) = (0.0, voters)
            for group in electorate.supporters[item] {
                let held = purses.doubles[purses.amountOf[group]]
                guard held < price else { continue }
                poor += Double(electorate.counts[group]) * held
                rich -= Double(electorate.counts[group])
            }
            guard rich > 0.5 else { return price }
            let next = (1 - poor) / rich
            guard next > price + tolerance / 1000 else { return price }
            price = next
        }
    }
}
