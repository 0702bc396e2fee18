/// Groups that go from station to station: in each rotation a group is at one station, or waits, and a station has one group at most.
public struct StationTimetable: Sendable, Hashable {
    public struct Rotation: Sendable, Hashable {
        /// Epoch milliseconds.
        public var start: Int64
        public var length: Int64
        /// By group: the station; a group that waits stands for none.
        public var visits: [String: String]

        public init(start: Int64, length: Int64, visits: [String: String] = [:]) {
            (self.start, self.length, self.visits) = (start, length, visits)
        }

        public var end: Int64 { start.addingCapped(max(0, length)) }
    }

    /// What is not as it should be. The first two cannot be; the others are worth a look.
    public enum Finding: Sendable, Hashable {
        /// Two or more groups at one station; rotations count from 1.
        case clash(rotation: Int, station: String, groups: [String])
        /// A rotation begins before the one above has ended.
        case overlap(rotation: Int)
        /// A group never comes to these stations.
        case missed(group: String, stations: [String])
        /// A group comes to a station more than once.
        case again(group: String, station: String)

        public var isFault: Bool {
            switch self {
            case .clash, .overlap: true
            case .missed, .again: false
            }
        }
    }

    public var rotations: [Rotation]

    public init(_ rotations: [Rotation]) { self.rotations = rotations }

    /// Every group comes to every station once, by a cyclic square: as many rotations as there are groups or stations, whichever are more;
    /// where there are more groups, some wait in turn.
    /// - Parameters:
    ///   - groups: in their order.
    ///   - length: at a station, in milliseconds.
    ///   - change: between two rotations, in milliseconds.
    public init(groups: [String], stations: [String], start: Int64, length: Int64, change: Int64) {
        let count = max(groups.count, stations.count)
        guard !groups.isEmpty, !stations.isEmpty else {
            rotations = []
            return
        }
        let step = max(0, length).addingCapped(max(0, change))
        var begin = start
        rotations = (0..<count).map { turn in
            var visits: [String: String] = [:]
            for (place, group) in groups.enumerated() {
                let slot = (place + turn) % count
                if slot < stations.count { visits[group] = stations[slot] }
            }
            defer { begin = begin.addingCapped(step) }
            return Rotation(start: begin, length: length, visits: visits)
        }
    }

    /// In the order in which they are told.
    public func findings(groups: [String], stations: [String]) -> [Finding] {
        var found: [Finding] = []
        for (index, rotation) in rotations.enumerated() {
            if index > 0, rotation.start < rotations[index - 1].end { found.append(.overlap(rotation: index + 1)) }
            for station in stations {
                let there = groups.filter { rotation.visits[$0] == station }
                if there.count > 1 { found.append(.clash(rotation: index + 1, station: station, groups: there)) }
            }
        }
        guard !rotations.isEmpty else { return found }
        for group in groups {
            let visited = rotations.compactMap { $0.visits[group] }
            let missed = stations.filter { !visited.contains($0) }
            if !missed.isEmpty { found.append(.missed(group: group, stations: missed)) }
            for station in stations where visited.count(where: { $0 == station }) > 1 {
                found.append(.again(group: group, station: station))
            }
        }
        return found
    }
}
