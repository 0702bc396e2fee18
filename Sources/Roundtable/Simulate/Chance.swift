/// Choices that come out the same for the same seed: SplitMix64 (Steele, Lea, Flood 2014), which is enough for theatre.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    /// - Parameters:
    ///   - seed: of the whole play.
    ///   - parts: what it is about, so that each person and each round has choices of its own.
    init(seed: UInt64, _ parts: String...) {
        state = seed
        // FNV-1a: `Hasher` differs from run to run.
        for byte in parts.joined(separator: "/").utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func happens(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

    /// Seconds that a person thinks: mostly near the middle, sometimes long. The mean of three draws, stretched upwards.
    mutating func thought(_ range: ClosedRange<Double>) -> Double {
        let middle = (0..<3).reduce(0.0) { sum, _ in sum + Double.random(in: 0...1, using: &self) } / 3
        return range.lowerBound + (range.upperBound - range.lowerBound) * middle * middle * 1.6
    }
}
