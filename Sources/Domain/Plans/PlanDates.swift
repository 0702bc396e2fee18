/// When the actions of a plan can be finished, by what they wait for: finish to start, calendar days. Nothing is moved; it is told.
public struct PlanDates: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        public let number: String
        public let due: CalendarDate?
        /// The first day on which it can be finished; nothing where nothing tells.
        public let earliest: CalendarDate?
        /// Days after its due date, 0 where it can be met.
        public let late: Int
        /// Days left between the two; 0 where it is late.
        public let slack: Int
        /// Of those for which it waits, the one that ends last.
        public let waitsFor: String?
    }

    public enum Warning: Sendable, Hashable {
        /// It is due before one for which it waits.
        case dueBefore(number: String, predecessor: String)
        /// One for which it waits was dropped.
        case dropped(number: String, predecessor: String)
    }

    /// Actions that wait for each other: "A1 → A3 → A1".
    public struct Cycle: Error, Sendable, Hashable, CustomStringConvertible {
        public let chain: [String]
        public var description: String { chain.joined(separator: " → ") }
    }

    /// In the order of the lines.
    public let items: [Item]
    public let warnings: [Warning]

    /// - Parameter today: what is open is not finished before it; nil where that is not asked.
    /// - Parameter days: how long each takes, where that is told otherwise than by its start and due date.
    /// - Throws: ``Cycle``.
    public init(_ lines: [PlanLine], today: CalendarDate? = nil, days: [String: Int] = [:]) throws(Cycle) {
        let order = try Self.order(lines)
        let byNumber = Dictionary(
            lines.enumerated().map { (ExactText($1.number), $0) }, uniquingKeysWith: { first, _ in first })
        var ends: [Int?] = lines.map { _ in nil }
        var last: [String?] = lines.map { _ in nil }
        for place in order {
            var begin: Int?
            for number in lines[place].dependsOn {
                guard let before = byNumber[ExactText(number)], lines[before].state != .dropped, let end = ends[before]
                else { continue }
                if begin.map({ end > $0 }) ?? true { (begin, last[place]) = (end, number) }
            }
            ends[place] = Self.end(of: lines[place], after: begin, today, days[lines[place].number])
        }
        items = lines.indices.map { place in
            // Of what was dropped nothing is asked any more.
            let (line, end) = (lines[place], lines[place].state == .dropped ? nil : ends[place])
            let gap = line.due.flatMap { due in end.map { $0 - due.daysSince1970 } } ?? 0
            return Item(
                number: line.number, due: line.due, earliest: end.flatMap(Self.date), late: max(gap, 0),
                slack: max(-gap, 0), waitsFor: last[place])
        }
        warnings = lines.flatMap { line in
            line.dependsOn.compactMap { number -> Warning? in
                guard line.state.isOpen, let before = byNumber[ExactText(number)].map({ lines[$0] }) else { return nil }
                if before.state == .dropped { return .dropped(number: line.number, predecessor: number) }
                guard before.state.isOpen, let due = line.due, let first = before.due,
                    due.daysSince1970 < first.daysSince1970
                else { return nil }
                return .dueBefore(number: line.number, predecessor: number)
            }
        }
    }

    private static func date(_ days: Int) -> CalendarDate? {
        // 1 January 1 to 31 December 9999.
        (-719_162...2_932_896).contains(days) ? CalendarDate(daysSince1970: days) : nil
    }

    /// The day on which it ends, counted from 1970.
    private static func end(
        of line: PlanLine, after begin: Int?, _ today: CalendarDate?, _ days: Int?
    ) -> Int? {
        if let done = line.finishedOn ?? (line.state.isDone ? line.due : nil) { return done.daysSince1970 }
        let (starts, due) = (line.starts?.daysSince1970, line.due?.daysSince1970)
        let span = days ?? starts.flatMap { start in due.map { max($0 - start, 0) } }
        var end: Int?
        if let span, let first = [begin, starts].compactMap({ $0 }).max() {
            end = first + min(span, 3_700_000)
        } else {
            end = [begin, begin == nil ? due : nil].compactMap { $0 }.max() ?? starts
        }
        if line.state.isOpen, let today, let known = end { end = max(known, today.daysSince1970) }
        return end
    }

    // MARK: Order

    /// Places, each after those for which it waits.
    private static func order(_ lines: [PlanLine]) throws(Cycle) -> [Int] {
        let byNumber = Dictionary(
            lines.enumerated().map { (ExactText($1.number), $0) }, uniquingKeysWith: { first, _ in first })
        let before = lines.map { line in line.dependsOn.compactMap { byNumber[ExactText($0)] } }
        var waiting = before.map(\.count)
        var after: [[Int]] = lines.map { _ in [] }
        for (place, all) in before.enumerated() { for one in all { after[one].append(place) } }
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        var order: [Int] = []
        while order.count < ready.count {
            let place = ready[order.count]
            order.append(place)
            for next in after[place] {
                waiting[next] -= 1
                if waiting[next] == 0 { ready.append(next) }
            }
        }
        guard order.count < lines.count else { return order }
        throw Cycle(chain: chain(before, waiting).map { lines[$0].number })
    }

    /// One cycle among those that were never ready: each of them waits for another of them.
    private static func chain(_ before: [[Int]], _ waiting: [Int]) -> [Int] {
        guard var place = waiting.firstIndex(where: { $0 > 0 }) else { return [] }
        var met: [Int: Int] = [:]
        var path: [Int] = []
        while met[place] == nil {
            met[place] = path.count
            path.append(place)
            guard let next = before[place].first(where: { waiting[$0] > 0 }) else { return path }
            place = next
        }
        return Array(path[(met[place] ?? 0)...]) + [place]
    }
}
