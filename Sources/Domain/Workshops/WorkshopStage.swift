/// Where a workshop stands. The order is the usual way through; a facilitator may step back.
public enum WorkshopStage: String, CaseIterable, Sendable, Hashable, Comparable, Codable {
    case collect, merge, vote, groups, analyse, envision, exchange, outline, guide

    public var next: WorkshopStage? { neighbour(1) }
    public var previous: WorkshopStage? { neighbour(-1) }

    public static func < (left: Self, right: Self) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    private func neighbour(_ step: Int) -> WorkshopStage? {
        let stages = Self.allCases
        return stages.indices.contains(place + step) ? stages[place + step] : nil
    }
}
