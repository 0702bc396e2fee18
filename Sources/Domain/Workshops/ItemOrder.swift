/// Orders with ties kept: nothing here ever breaks one.
enum ItemOrder {
    /// Indices grouped by equal score, best first; ties in index order; items without a score last, together.
    static func groups(_ scores: [Rational?], lowestFirst: Bool = false) -> [[Int]] {
        var scored: [(item: Int, score: Rational)] = []
        var unscored: [Int] = []
        for (item, score) in scores.enumerated() {
            if let score { scored.append((item, score)) } else { unscored.append(item) }
        }
        scored.sort { first, second in
            if first.score == second.score { return first.item < second.item }
            return lowestFirst ? first.score < second.score : first.score > second.score
        }
        var order: [[Int]] = []
        var last: Rational?
        for (item, score) in scored {
            if score == last { order[order.count - 1].append(item) } else { order.append([item]) }
            last = score
        }
        return unscored.isEmpty ? order : order + [unscored]
    }

    /// By item: 1 + how many stand before its group, so that ties read 1, 2, 2, 4.
    static func ranks(_ order: [[Int]], items: Int) -> [Int] {
        var ranks = [Int](repeating: 0, count: items)
        var place = 1
        for group in order {
            for item in group { ranks[item] = place }
            place += group.count
        }
        return ranks
    }
}
