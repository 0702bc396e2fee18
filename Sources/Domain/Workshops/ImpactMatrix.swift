/// Interventions by how hard they are (1 easy … 5 very hard) and how much they would change (1 little … 5 very much).
///
/// The four fields are those of the impact–effort matrix that improvement teams use (for instance the action priority matrix of
/// the NHS England *Online library of Quality, Service Improvement and Redesign tools*). The middle is no field of its own: an
/// impact of 4 or 5 is high, a difficulty of 1 or 2 is low.
public struct ImpactMatrix: Sendable, Equatable {
    public static let scale = 1...5

    public enum Field: String, CaseIterable, Sendable {
        /// Easy, and it changes much.
        case quickWin = "quick-win"
        /// Hard, and it changes much: worth planning.
        case project
        /// Easy, and it changes little: where there is room.
        case small
        /// Hard, and it changes little.
        case costly
    }

    public struct Item: Sendable, Equatable {
        /// What the picture and the list call it, from 1.
        public let number: Int
        public let difficulty: Int
        public let impact: Int

        public init(number: Int, difficulty: Int, impact: Int) {
            self.number = number
            self.difficulty = difficulty
            self.impact = impact
        }

        public var field: Field {
            switch (impact >= 4, difficulty <= 2) {
            case (true, true): .quickWin
            case (true, false): .project
            case (false, true): .small
            case (false, false): .costly
            }
        }
    }

    /// Those with both figures on the scale, in the order given.
    public let items: [Item]

    public init(_ items: [Item]) {
        self.items = items.filter { Self.scale.contains($0.difficulty) && Self.scale.contains($0.impact) }
    }

    /// What stands in one cell, by number.
    public func items(difficulty: Int, impact: Int) -> [Item] {
        items.filter { $0.difficulty == difficulty && $0.impact == impact }.sorted { $0.number < $1.number }
    }

    public func items(in field: Field) -> [Item] { items.filter { $0.field == field } }

    /// The most impact first, then the least difficulty, then by number: equal figures stay in the order of the list.
    public var quickWins: [Item] {
        items(in: .quickWin).sorted { ($1.impact, $0.difficulty, $0.number) < ($0.impact, $1.difficulty, $1.number) }
    }
}
