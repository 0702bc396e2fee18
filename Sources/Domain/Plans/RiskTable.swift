/// How serious a risk is, from what a room judged: never a product of the two numbers (Cox 2008, "What's wrong with risk matrices?",
/// doi 10.1111/j.1539-6924.2008.01030.x: ordinal products compress and mislead).
public enum RiskBand: Int, Sendable, Hashable, CaseIterable, Comparable {
    case low, medium, high, veryHigh

    /// L, M, H, V: how a table is written.
    public var letter: Character {
        switch self {
        case .low: "L"
        case .medium: "M"
        case .high: "H"
        case .veryHigh: "V"
        }
    }

    public init?(letter: Character) {
        guard let band = Self.allCases.first(where: { String($0.letter) == letter.uppercased() }) else { return nil }
        self = band
    }

    public static func < (left: RiskBand, right: RiskBand) -> Bool { left.rawValue < right.rawValue }
}

/// Which band each pair of likelihood and impact has: five rows by likelihood from 1, each of five letters by impact from 1 (K1).
public struct RiskTable: Sendable, Hashable, CustomStringConvertible {
    /// What a table has to be to be taken.
    public enum Fault: Error, Sendable, Hashable {
        /// Not five rows of five of the letters L, M, H, V.
        case shape
        /// The band is lower than that of a smaller likelihood or impact.
        case falls(likelihood: Int, impact: Int)
        /// The band is more than one above that of the next smaller likelihood or impact.
        case jumps(likelihood: Int, impact: Int)
    }

    public static let levels = 1...5
    /// The house's own, which passes both tests.
    public static let standard = RiskTable(known: "LLLMM/LLMMH/LMMHH/LMHHV/MMHVV")

    /// By likelihood - 1, then by impact - 1.
    private let rows: [[RiskBand]]

    private init(known text: String) { rows = Self.rows(text) ?? [] }

    /// - Parameter text: rows by likelihood from 1, between them `/`; spaces and line ends count as `/` too.
    public init(_ text: String) throws(Fault) {
        guard text.utf8.count <= 200, let rows = Self.rows(text) else { throw .shape }
        for likelihood in Self.levels {
            for impact in Self.levels {
                let band = rows[likelihood - 1][impact - 1]
                if likelihood > 1 { try Self.compare(band, rows[likelihood - 2][impact - 1], likelihood, impact) }
                if impact > 1 { try Self.compare(band, rows[likelihood - 1][impact - 2], likelihood, impact) }
            }
        }
        self.rows = rows
    }

    private static func rows(_ text: String) -> [[RiskBand]]? {
        let parts = text.split { $0 == "/" || $0.isWhitespace }
        let rows = parts.map { $0.compactMap { RiskBand(letter: $0) } }
        guard rows.count == 5, zip(rows, parts).allSatisfy({ $0.count == 5 && $1.count == 5 }) else { return nil }
        return rows
    }

    private static func compare(_ band: RiskBand, _ before: RiskBand, _ likelihood: Int, _ impact: Int) throws(Fault) {
        if band < before { throw .falls(likelihood: likelihood, impact: impact) }
        if band.rawValue > before.rawValue + 1 { throw .jumps(likelihood: likelihood, impact: impact) }
    }

    /// - Returns: nil where one of the two is not 1 to 5.
    public func band(likelihood: Int, impact: Int) -> RiskBand? {
        guard Self.levels.contains(likelihood), Self.levels.contains(impact), rows.count == 5 else { return nil }
        return rows[likelihood - 1][impact - 1]
    }

    /// As it is written: `LLLMM/LLMMH/…`.
    public var description: String { rows.map { String($0.map(\.letter)) }.joined(separator: "/") }
}
