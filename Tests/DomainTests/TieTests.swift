import Domain
import Testing

/// Whether a tie of equal shares decided, against an independent count that tries every order of equals.
struct TieTests {
    private func box(_ sets: [[Int]], items: Int) -> BallotBox {
        BallotBox(
            items: letters(items),
            ballots: sets.map { set in CountedBallot(marks: set.map { Mark(item: $0, value: 1) }, count: 1) })
    }

    /// All sets that some order of equals chooses, straight from the method's definition, voter by voter.
    private func outcomes(
        _ sets: [Set<Int>], items: Int, seats: Int, budgets: [Rational]? = nil, chosen: Set<Int> = [],
        completes: Bool = false
    ) -> Set<Set<Int>> {
        guard chosen.count < seats else { return [chosen] }
        let budgets = budgets ?? sets.map { _ in Rational(seats, max(1, sets.count)) }
        var best: (price: Rational, items: [Int])?
        for item in 0..<items where !chosen.contains(item) {
            let supporters = sets.indices.filter { sets[$0].contains(item) }
            guard !supporters.isEmpty,
                let price = completes ? earning(supporters, budgets) : share(supporters, budgets)
            else { continue }
            if let known = best, known.price < price { continue }
            best = best?.price == price ? (price, (best?.items ?? []) + [item]) : (price, [item])
        }
        guard let best else {
            return completes
                ? [chosen]
                : outcomes(sets, items: items, seats: seats, budgets: budgets, chosen: chosen, completes: true)
        }
        var all: Set<Set<Int>> = []
        for item in best.items {
            var rest = budgets
            for voter in sets.indices {
                if completes {
                    rest[voter] = sets[voter].contains(item) ? .zero : rest[voter] + best.price
                } else if sets[voter].contains(item) {
                    rest[voter] = rest[voter] > best.price ? rest[voter] - best.price : .zero
                }
            }
            all.formUnion(
                outcomes(
                    sets, items: items, seats: seats, budgets: rest, chosen: chosen.union([item]), completes: completes)
            )
        }
        return all
    }

    private func share(_ supporters: [Int], _ budgets: [Rational]) -> Rational? {
        let held = supporters.map { budgets[$0] }.sorted()
        var missing = Rational.one
        for (index, budget) in held.enumerated() {
            let voters = held.count - index
            if budget * Rational(voters) >= missing { return missing / Rational(voters) }
            missing = missing - budget
        }
        return nil
    }

    /// In the completion everybody earns from now on: budgets are what is held at this moment.
    private func earning(_ supporters: [Int], _ budgets: [Rational]) -> Rational {
        let held = supporters.reduce(Rational.zero) { $0 + budgets[$1] }
        return (Rational.one - held) / Rational(supporters.count)
    }

    @Test func `the instance of the issue: a tie decided although all of the tied were chosen`() {
        let sets: [Set<Int>] = [[0, 2, 3, 6], [0, 2, 4, 6], [3, 5], [0, 3, 4, 6], []]
        let result = EqualShares.choose(box(sets.map { $0.sorted() }, items: 7), seats: 4)
        #expect(outcomes(sets, items: 7, seats: 4).count > 1)
        #expect(!result.decisiveTies.isEmpty)
    }

    @Test func `a tie decides exactly when some order of equals leads elsewhere`() {
        var (quiet, decided) = (0, 0)
        for seed in 1...400 {
            var random = SeededGenerator(UInt64(seed))
            let (voters, items) = (2 + random.below(5), 3 + random.below(4))
            let seats = 1 + random.below(items)
            let sets = (0..<voters).map { _ in Set((0..<items).filter { _ in random.below(100) < 45 }) }
            let result = EqualShares.choose(box(sets.map { $0.sorted() }, items: items), seats: seats)
            let all = outcomes(sets, items: items, seats: seats)
            #expect(all.contains(Set(result.chosen)), "seed \(seed)")
            #expect(result.unclearTies.isEmpty)
            #expect(result.decisiveTies.isEmpty == (all.count == 1), "seed \(seed): \(sets), \(seats) seats: \(all)")
            if all.count > 1 {
                decided += 1
            } else if result.choices.contains(where: { !$0.tied.isEmpty }) {
                quiet += 1
            }
        }
        // Both kinds were among them.
        #expect(quiet > 20 && decided > 20)
    }

    @Test func `with too little effort a tie may have decided, and the text says null`() throws {
        let result = EqualShares.choose(approvals([(1, "A"), (1, "B"), (1, "C")], items: 3), seats: 2, effort: 1)
        #expect(result.unclearTies.count == 2 && result.decisiveTies.isEmpty)
        // As many seats as items: told without trying any order.
        let full = EqualShares.choose(box((0..<24).map { [$0] }, items: 24), seats: 24, effort: 1)
        #expect(full.choices.allSatisfy { $0.tied.isEmpty || $0.influence == .harmless })
        // Forty single voters for twenty seats: told at once, by the first other order.
        let crowd = box((0..<40).map { [$0] }, items: 40)
        #expect(EqualShares.choose(crowd, seats: 20).decisiveTies.count == 20)
    }
}
