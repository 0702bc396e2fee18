/// The shortest edit script between two lists (Myers 1986, the greedy algorithm), in blocks.
enum EditScript {
    enum Block: Hashable {
        /// A range of the old list.
        case same(Range<Int>)
        /// What was there, and what stands in its place; one of the two may be empty.
        case changed(Range<Int>, Range<Int>)
    }

    /// Edits beyond this are not searched for: texts that differ more are not compared usefully anyway, and the trace that must
    /// be kept grows with the square.
    static let mostEdits = 800

    static func blocks<Element: Hashable>(_ old: [Element], _ new: [Element], budget: inout TextComparison.Budget)
        -> [Block]
    {
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
            end += 1
        }
        let middle = (old: start..<old.count - end, new: start..<new.count - end)
        var blocks: [Block] = start > 0 ? [.same(0..<start)] : []
        if !middle.old.isEmpty || !middle.new.isEmpty {
            let pairs = kept(numbers(old[middle.old], new[middle.new]), budget: &budget)
            blocks += split(pairs ?? [], middle.old, middle.new)
        }
        if end > 0 { blocks.append(.same(old.count - end..<old.count)) }
        return blocks
    }

    /// The elements as small numbers, which compare faster.
    private static func numbers<Element: Hashable>(_ old: ArraySlice<Element>, _ new: ArraySlice<Element>) -> (
        [Int32], [Int32]
    ) {
        var known: [Element: Int32] = [:]
        func number(_ element: Element) -> Int32 {
            if let number = known[element] { return number }
            let number = Int32(known.count)
            known[element] = number
            return number
        }
        return (old.map(number), new.map(number))
    }

    /// The pairs of positions that stay, ascending; nil if the budget or the number of edits does not suffice.
    private static func kept(_ lists: ([Int32], [Int32]), budget: inout TextComparison.Budget) -> [(Int, Int)]? {
        let (a, b) = lists
        let most = min(a.count + b.count, mostEdits)
        var furthest = [Int32](repeating: 0, count: 2 * most + 3)
        let zero = most + 1
        var trace: [[Int32]] = []
        for edits in 0...most {
            budget.steps -= edits + 1
            guard budget.steps > 0 else { return nil }
            for k in stride(from: -edits, through: edits, by: 2) {
                let down = k == -edits || (k != edits && furthest[zero + k - 1] < furthest[zero + k + 1])
                var x = Int(down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1)
                var y = x - k
                while x < a.count, y < b.count, x >= 0, y >= 0, a[x] == b[y] {
                    x += 1
                    y += 1
                    budget.steps -= 1
                }
                furthest[zero + k] = Int32(x)
                if x == a.count, y == b.count { return path(trace, a.count, b.count) }
            }
            trace.append(Array(furthest[(zero - edits)...(zero + edits)]))
        }
        return nil
    }

    /// Walks back from the end.
    /// - Parameter trace: after each number of edits d, how far each diagonal -d...d had come.
    private static func path(_ trace: [[Int32]], _ width: Int, _ height: Int) -> [(Int, Int)] {
        var (x, y) = (width, height)
        var pairs: [(Int, Int)] = []
        for edits in stride(from: trace.count, to: 0, by: -1) {
            let before = trace[edits - 1]
            func reached(_ k: Int) -> Int {
                let index = k + edits - 1
                return before.indices.contains(index) ? Int(before[index]) : -1
            }
            let k = x - y
            let down = k == -edits || (k != edits && reached(k - 1) < reached(k + 1))
            let fromX = down ? reached(k + 1) : reached(k - 1)
            let fromY = fromX - (down ? k + 1 : k - 1)
            let (beginX, beginY) = down ? (fromX, fromY + 1) : (fromX + 1, fromY)
            while x > beginX, y > beginY {
                x -= 1
                y -= 1
                pairs.append((x, y))
            }
            (x, y) = (fromX, fromY)
        }
        while x > 0, y > 0 {
            x -= 1
            y -= 1
            pairs.append((x, y))
        }
        return pairs.reversed()
    }

    private static func split(_ pairs: [(Int, Int)], _ old: Range<Int>, _ new: Range<Int>) -> [Block] {
        var blocks: [Block] = []
        var (x, y) = (old.lowerBound, new.lowerBound)
        var same: Range<Int>?
        for (left, right) in pairs.map({ ($0.0 + old.lowerBound, $0.1 + new.lowerBound) }) {
            if left > x || right > y {
                if let found = same { blocks.append(.same(found)) }
                same = nil
                blocks.append(.changed(x..<left, y..<right))
            }
            same = (same?.lowerBound ?? left)..<left + 1
            (x, y) = (left + 1, right + 1)
        }
        if let same { blocks.append(.same(same)) }
        if x < old.upperBound || y < new.upperBound {
            blocks.append(.changed(x..<old.upperBound, y..<new.upperBound))
        }
        return blocks
    }
}
