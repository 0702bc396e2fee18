/// A scale of numbers on a stretch of the picture.
struct ChartScale: Sendable {
    let range: ClosedRange<Double>
    /// Where the lower and the upper end lie; the second may be the smaller one.
    let start: Double
    let end: Double

    init(_ range: ClosedRange<Double>, from start: Double, to end: Double) {
        self.range = range
        self.start = start
        self.end = end
    }

    /// As near to the values as they need it, in halves, at least `least` wide, and never beyond `bounds`.
    init(
        showing values: [Double], within bounds: ClosedRange<Double>, least: Double = 2, from start: Double,
        to end: Double
    ) {
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            self.init(bounds, from: start, to: end)
            return
        }
        var (lower, upper) = (((low - 0.2) * 2).rounded(.down) / 2, ((high + 0.2) * 2).rounded(.up) / 2)
        if upper - lower < least {
            let middle = (((lower + upper) / 2) * 2).rounded() / 2
            (lower, upper) = (middle - least / 2, middle + least / 2)
        }
        if lower < bounds.lowerBound { (lower, upper) = (bounds.lowerBound, max(upper, bounds.lowerBound + least)) }
        if upper > bounds.upperBound { (lower, upper) = (min(lower, bounds.upperBound - least), bounds.upperBound) }
        self.init(max(lower, bounds.lowerBound)...min(upper, bounds.upperBound), from: start, to: end)
    }

    func place(_ value: Double) -> Double {
        let span = range.upperBound - range.lowerBound
        guard span > 0, value.isFinite else { return (start + end) / 2 }
        let share = min(1, max(0, (value - range.lowerBound) / span))
        return start + (end - start) * share
    }

    /// Round numbers: five or six at most.
    var ticks: [Double] {
        let span = range.upperBound - range.lowerBound
        let step = [0.5, 1, 2, 5, 10, 20, 50, 100].first { span / $0 <= 5 } ?? max(1, span / 5)
        let first = (range.lowerBound / step).rounded(.up) * step
        return stride(from: first, through: range.upperBound, by: step).map { $0 }
    }
}

/// Marks that would cover each other, moved apart.
enum ChartPlacement {
    struct Box: Sendable, Equatable {
        /// Of the middle.
        var x: Double
        var y: Double
        let width: Double
        let height: Double

        func touches(_ other: Box) -> Bool {
            abs(x - other.x) * 2 < width + other.width && abs(y - other.y) * 2 < height + other.height
        }

        func isInside(_ field: Box) -> Bool {
            abs(x - field.x) * 2 <= field.width - width && abs(y - field.y) * 2 <= field.height - height
        }
    }

    /// Each box as near to where it belongs as it finds room: the first ones have the first choice. None touches another or one of
    /// `fixed`, as long as the field has room for all.
    static func apart(_ boxes: [Box], in field: Box, fixed: [Box] = []) -> [Box] {
        var placed: [Box] = []
        for box in boxes {
            let free = { (one: Box, taken: [Box]) in one.isInside(field) && !taken.contains { $0.touches(one) } }
            let tries = candidates(box, field)
            placed.append(
                tries.first { free($0, fixed + placed) } ?? tries.first { free($0, placed) } ?? inside(box, field))
        }
        return placed
    }

    /// The place itself, then rings around it, wider and wider.
    private static func candidates(_ box: Box, _ field: Box) -> [Box] {
        let start = inside(box, field)
        let step = max(4, min(box.width, box.height) / 2)
        let turns = Int(max(field.width, field.height) / step)
        var result = [start]
        for turn in 1...max(1, turns) {
            let count = 8 * turn
            for index in 0..<count {
                // Around the square of this turn, from the top on.
                let side = index / (2 * turn)
                let along = Double(index % (2 * turn)) - Double(turn)
                let (x, y): (Double, Double) =
                    switch side {
                    case 0: (along, -Double(turn))
                    case 1: (Double(turn), along)
                    case 2: (-along, Double(turn))
                    default: (-Double(turn), -along)
                    }
                var one = start
                one.x += x * step
                one.y += y * step
                result.append(one)
            }
        }
        return result
    }

    private static func inside(_ box: Box, _ field: Box) -> Box {
        var one = box
        let (across, down) = (max(0, field.width - box.width) / 2, max(0, field.height - box.height) / 2)
        one.x = min(field.x + across, max(field.x - across, box.x))
        one.y = min(field.y + down, max(field.y - down, box.y))
        return one
    }
}
