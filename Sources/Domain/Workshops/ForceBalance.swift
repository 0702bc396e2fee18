/// Which way an aspect pushes the present situation.
public enum AspectDirection: String, CaseIterable, Sendable, Codable, Hashable {
    case facilitating, blocking
}

/// What a group's aspects of one issue weigh together. Method: force field analysis (Lewin 1943, doi 10.1037/h0062738; as a worksheet
/// with forces scored 1 to 5 on both sides). The sums are there to begin a talk; they are no measurement.
public struct ForceBalance: Sendable, Hashable {
    /// What a group may give an aspect.
    public static let weights = 1...5

    public let facilitating: Int
    public let blocking: Int

    public init(_ forces: [(direction: AspectDirection, weight: Int)]) {
        facilitating = forces.reduce(0) { $0 + ($1.direction == .facilitating ? $1.weight : 0) }
        blocking = forces.reduce(0) { $0 + ($1.direction == .blocking ? $1.weight : 0) }
    }
}

/// The same aspect, said by two groups. It is suggested for linking and never merged: each group's words stay.
public enum AspectLikeness {
    /// One aspect as it is compared.
    public struct Text: Sendable, Hashable {
        public let group: String
        public let direction: AspectDirection
        public let text: String

        public init(group: String, direction: AspectDirection, text: String) {
            self.group = group
            self.direction = direction
            self.text = text
        }
    }

    public struct Pair: Sendable, Hashable {
        /// Indices of the texts, `first` < `second`.
        public let first: Int
        public let second: Int
        /// 0 … 1, as ``NearDuplicates/Pair/score``.
        public let score: Double
    }

    /// Lower than for issues before a vote: a link costs nothing that was written, and tables put the same thing into rather
    /// different words.
    public static let threshold = 0.30

    /// Pairs of the same direction in different groups, best first.
    public static func pairs(_ texts: [Text], threshold: Double = threshold) -> [Pair] {
        var found: [Pair] = []
        for direction in AspectDirection.allCases {
            let indices = texts.indices.filter { texts[$0].direction == direction }
            for pair in NearDuplicates.find(indices.map { texts[$0].text }, threshold: threshold).pairs {
                let (first, second) = (indices[pair.first], indices[pair.second])
                guard texts[first].group != texts[second].group else { continue }
                found.append(Pair(first: first, second: second, score: pair.score))
            }
        }
        return found.sorted { ($1.score, $0.first, $0.second) < ($0.score, $1.first, $1.second) }
    }
}
