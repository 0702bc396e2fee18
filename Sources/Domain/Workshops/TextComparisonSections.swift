/// What has changed between two states of a document in sections: what came, went, moved, got another title or another text.
public struct SectionComparison: Sendable, Hashable {
    /// A section as it stood at one time.
    public struct Section: Sendable, Hashable {
        public let id: String
        public let parent: String?
        public let title: String
        public let text: String

        public init(id: String, parent: String?, title: String, text: String) {
            self.id = id
            self.parent = parent
            self.title = title
            self.text = text
        }
    }

    public enum Fate: String, Sendable, Hashable { case kept, added, removed }

    public struct Change: Sendable, Hashable {
        public let id: String
        public let fate: Fate
        /// It stands under another section, or at another place among its neighbours.
        public let isMoved: Bool
        public let title: TextComparison
        public let text: TextComparison

        public var isChanged: Bool { fate != .kept || isMoved || title.isChanged || text.isChanged }
    }

    /// In the order of the newer state; what was removed stands where it stood.
    public let changes: [Change]

    /// - Parameters: both in reading order, each id once.
    public init(_ old: [Section], _ new: [Section], budget: inout TextComparison.Budget) {
        let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(\.id))
        let moved = Self.moved(old, new)
        var result: [Change] = []
        for section in new {
            let earlier = before[section.id]
            result.append(
                Change(
                    id: section.id, fate: earlier == nil ? .added : .kept, isMoved: moved.contains(section.id),
                    title: TextComparison(earlier?.title ?? "", section.title, budget: &budget),
                    text: TextComparison(earlier?.text ?? "", section.text, budget: &budget)))
        }
        // A removed section follows the one that stood before it.
        var previous: String?
        for section in old {
            if !after.contains(section.id) {
                let place = previous.flatMap { id in result.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
                result.insert(
                    Change(
                        id: section.id, fate: .removed, isMoved: false,
                        title: TextComparison(section.title, "", budget: &budget),
                        text: TextComparison(section.text, "", budget: &budget)), at: place)
            }
            previous = section.id
        }
        changes = result
    }

    /// Those under another parent, and of each row of neighbours the fewest that explain the new order (all but the longest
    /// increasing subsequence).
    private static func moved(_ old: [Section], _ new: [Section]) -> Set<String> {
        let before = Dictionary(
            old.enumerated().map { ($1.id, (place: $0, parent: $1.parent)) }, uniquingKeysWith: { first, _ in first })
        var moved: Set<String> = []
        var rows: [String?: [(id: String, place: Int)]] = [:]
        for section in new {
            guard let earlier = before[section.id] else { continue }
            if earlier.parent == section.parent {
                rows[section.parent, default: []].append((section.id, earlier.place))
            } else {
                moved.insert(section.id)
            }
        }
        for row in rows.values {
            let stays = longestIncreasing(row.map(\.place))
            for (index, section) in row.enumerated() where !stays.contains(index) { moved.insert(section.id) }
        }
        return moved
    }

    /// The positions of a longest increasing subsequence.
    private static func longestIncreasing(_ values: [Int]) -> Set<Int> {
        var ends: [Int] = []
        var previous = [Int?](repeating: nil, count: values.count)
        for index in values.indices {
            let length = ends.firstIndex { values[$0] >= values[index] } ?? ends.count
            previous[index] = length > 0 ? ends[length - 1] : nil
            if length < ends.count { ends[length] = index } else { ends.append(index) }
        }
        var result: Set<Int> = []
        var next = ends.last
        while let index = next {
            result.insert(index)
            next = previous[index]
        }
        return result
    }
}
