/// When an issue is in or out in every sector; fixed before the round opens. Percentages are whole numbers 0...100.
public struct ConsensusThresholds: Sendable, Hashable {
    /// A rating of at least this is high (7), of at most `lowRating` low (3).
    public var highRating: Int
    public var lowRating: Int
    /// In: at least so many percent rate high …
    public var inHighAtLeast: Int
    /// … and under so many percent rate low.
    public var inLowUnder: Int
    /// Out: at most so many percent rate high.
    public var outHighAtMost: Int

    public init(
        highRating: Int = 7, lowRating: Int = 3, inHighAtLeast: Int = 70, inLowUnder: Int = 15, outHighAtMost: Int = 50
    ) {
        self.highRating = highRating
        self.lowRating = lowRating
        self.inHighAtLeast = inHighAtLeast
        self.inLowUnder = inLowUnder
        self.outHighAtMost = outHighAtMost
    }

    /// The core-outcome-set rule (PMC10860107, table 2): 70 % rate 7–9 and under 15 % rate 1–3; out at 50 % or less.
    public static let coreOutcomeSet = ConsensusThresholds()

    /// Whether in and out exclude each other and all numbers are in range.
    public var isValid: Bool {
        (1...9).contains(lowRating) && (1...9).contains(highRating) && lowRating < highRating
            && (1...100).contains(inHighAtLeast) && (1...100).contains(inLowUnder)
            && (0...100).contains(outHighAtMost) && outHighAtMost < inHighAtLeast
    }
}

public enum ConsensusState: String, Sendable, Hashable, CaseIterable {
    case `in`, out, open
}
