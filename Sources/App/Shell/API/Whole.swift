import Domain
import Web

/// A whole number of a JSON body, with the range that its field takes: `let weight: Whole<Numbers.Weight>?`. The range stands in the
/// OpenAPI description, and a number outside is refused in words before an operation sees it. `bin/lint` finds inputs without it.
struct Whole<Limits: NumberLimits>: Codable, Sendable, Hashable {
    let value: Int

    /// What we answer ourselves is not held against the range.
    init(_ value: Int) { self.value = value }

    init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int.self)
        guard Limits.range.contains(value) else {
            throw OutsideRange(path: decoder.codingPath, range: Limits.range)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

protocol NumberLimits: Sendable { static var range: ClosedRange<Int> { get } }

/// The ranges of the numbers that bodies hold.
enum Numbers {
    /// Epoch milliseconds, from 1970.
    enum Moment: NumberLimits { static let range = 0...Int(EpochTime.latest) }
    /// Of a text: counts upwards.
    enum Revision: NumberLimits { static let range = 0...1_000_000_000 }
    enum Percent: NumberLimits { static let range = 0...100 }
    enum Place: NumberLimits { static let range = 1...1_000 }
    enum Weight: NumberLimits { static let range = ForceBalance.weights }
    enum Impact: NumberLimits { static let range = ImpactMatrix.scale }
    /// Of a statement of the outline.
    enum Rating: NumberLimits { static let range = 1...9 }

    /// Of a workbook.
    enum Row: NumberLimits { static let range = 1...1_048_576 }

    // Steps
    enum Minutes: NumberLimits { static let range = 1...1_440 }
    enum StepDots: NumberLimits { static let range = 1...99 }
    enum StepSeats: NumberLimits { static let range = 1...50 }

    // Rounds and ballots
    enum Dots: NumberLimits { static let range = 1...RoundSettings.mostDots }
    enum Seats: NumberLimits { static let range = 1...999 }
    enum Seconds: NumberLimits { static let range = 1...RoundSettings.longestDuration }
    enum Ranked: NumberLimits { static let range = 1...RoundSettings.rankingLimit }
    enum Choice: NumberLimits { static let range = 0...RoundSettings.mostDots }
    enum Feasibility: NumberLimits { static let range = 0...9 }

    // Groups
    /// What a JSON number holds exactly everywhere.
    enum Seed: NumberLimits { static let range = -9_007_199_254_740_991...9_007_199_254_740_991 }
}

/// A number that its field does not take.
struct OutsideRange: Error {
    let path: [any CodingKey]
    let range: ClosedRange<Int>
}

/// So that the reader of schemas recognises a ``Whole`` at run time.
protocol RangedNumber { static var range: ClosedRange<Int> { get } }
extension Whole: RangedNumber { static var range: ClosedRange<Int> { Limits.range } }
