/// A label of the Traffic Light Protocol 2.0 (FIRST, 2022): exactly one on everything. Ordered from what anybody may read to what
/// only the named people may.
public enum Marking: String, Sendable, Codable, CaseIterable, Comparable {
    case clear = "CLEAR"
    case green = "GREEN"
    case amber = "AMBER"
    case amberStrict = "AMBER+STRICT"
    case red = "RED"

    public static func < (left: Marking, right: Marking) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What a guide may rest on: nothing that is kept closer than the guide itself.
public enum GuideMarking {
    /// - Returns: the evidence that a guide of this marking must not show, in the order given.
    public static func obstacles(
        guide: Marking, evidence: [(title: String, marking: Marking)]
    ) -> [(title: String, marking: Marking)] {
        evidence.filter { $0.marking > guide }
    }
}
