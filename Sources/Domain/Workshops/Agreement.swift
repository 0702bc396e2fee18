#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How much one set of ratings agrees.
public enum Agreement {
    /// Tastle and Wierman 2007, "Consensus and dissention: a measure of ordinal dispersion",
    /// doi 10.1016/j.ijar.2006.06.024: 1 + Σ p_i log2(1 - |x_i - μ| / (max - min)).
    ///
    /// - Parameter counts: by category from the lowest to the highest, at equal distances.
    /// - Returns: 1 when all agree … 0 when half stand at either end. Nil without an answer or with one category.
    ///   A double: it is shown, and orders nothing.
    public static func consensus(counts: [Int]) -> Double? {
        let total = counts.reduce(0, +)
        guard total > 0, counts.count > 1 else { return nil }
        let weighted = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
        let mean = Double(weighted) / Double(total)
        let width = Double(counts.count - 1)
        var sum = 1.0
        for (category, count) in counts.enumerated() where count > 0 {
            sum += Double(count) / Double(total) * log2(1 - abs(Double(category) - mean) / width)
        }
        return sum
    }
}

extension Agreement {
    /// The natural logarithm, for weights in statistics.
    static func logarithm(_ value: Double) -> Double { log(value) }
}
