/// What one person, or one sector as a whole, thinks of a scenario.
public struct RiskView: Sendable, Hashable {
    public enum Confidence: String, Sendable, Hashable, CaseIterable, Codable {
        case good, fair, poor
    }

    /// 1 to 5.
    public let likelihood: Int
    /// 1 to 5.
    public let impact: Int
    public let confidence: Confidence

    /// - Returns: nil where one of the two is not 1 to 5.
    public init?(likelihood: Int, impact: Int, confidence: Confidence) {
        guard RiskTable.levels.contains(likelihood), RiskTable.levels.contains(impact) else { return nil }
        self.likelihood = likelihood
        self.impact = impact
        self.confidence = confidence
    }
}

/// The median on a scale of whole numbers. Between two values it is the lower one, and both are shown: "2–3" (S3, as decision 0011).
public struct ScaleMedian: Sendable, Hashable {
    public let lower: Int
    public let upper: Int

    /// - Returns: nil without a value.
    public init?(_ values: [Int]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        lower = sorted[(sorted.count - 1) / 2]
        upper = sorted[sorted.count / 2]
    }

    /// What counts.
    public var value: Int { lower }
}

/// What the sectors of a room think of one scenario, once its round is closed (K2). A sector of five or more judgements shows its medians;
/// a smaller one shows only what it signed as one. Sectors that differ by two or more are an invitation to talk: then no value follows.
public struct RiskPanel: Sendable, Hashable {
    /// Judgements of a sector from which its medians are shown.
    public static let least = 5
    /// The medians of sectors differ by so much that no value follows.
    public static let dissent = 2

    public struct Sector: Sendable, Hashable {
        public enum Standing: Sendable, Hashable {
            /// Nobody judged.
            case silent
            /// Some judged, too few to be shown.
            case few
            case median
            /// One for the sector, signed.
            case signed
        }

        public let code: String
        public let judgements: Int
        public let standing: Standing
        public let likelihood: ScaleMedian?
        public let impact: ScaleMedian?
        /// The lower median of their confidences, and shown hatched where poor.
        public let confidence: RiskView.Confidence?

        public var isShown: Bool { likelihood != nil }
    }

    public let sectors: [Sector]

    /// - Parameters:
    ///   - sectors: codes of those that are asked, in their order.
    ///   - views: single judgements, by sector.
    ///   - signed: the one of a sector, which counts where its judgements are too few.
    public init(_ sectors: [String], views: [String: [RiskView]], signed: [String: RiskView] = [:]) {
        self.sectors = sectors.map { Self.sector($0, views[$0] ?? [], signed[$0]) }
    }

    private static func sector(_ code: String, _ views: [RiskView], _ signed: RiskView?) -> Sector {
        guard views.count >= least else {
            return Sector(
                code: code, judgements: views.count,
                standing: signed != nil ? .signed : views.isEmpty ? .silent : .few,
                likelihood: signed.flatMap { ScaleMedian([$0.likelihood]) },
                impact: signed.flatMap { ScaleMedian([$0.impact]) }, confidence: signed?.confidence)
        }
        let ranks = RiskView.Confidence.allCases
        let confidence = ScaleMedian(views.compactMap { ranks.firstIndex(of: $0.confidence) }.map { -$0 })
        return Sector(
            code: code, judgements: views.count, standing: .median, likelihood: ScaleMedian(views.map(\.likelihood)),
            impact: ScaleMedian(views.map(\.impact)), confidence: confidence.map { ranks[-$0.value] })
    }

    /// Those that are asked and said nothing: shown as a blank, named.
    public var silent: [String] { sectors.filter { $0.standing == .silent }.map(\.code) }

    public var likelihoodSpread: Int? { Self.spread(sectors.compactMap(\.likelihood)) }
    public var impactSpread: Int? { Self.spread(sectors.compactMap(\.impact)) }

    /// - Returns: nil for fewer than two sectors.
    private static func spread(_ medians: [ScaleMedian]) -> Int? {
        guard medians.count > 1, let most = medians.map(\.value).max(), let least = medians.map(\.value).min() else {
            return nil
        }
        return most - least
    }

    public var isDissent: Bool {
        max(likelihoodSpread ?? 0, impactSpread ?? 0) >= Self.dissent
    }

    /// The cautious pair from which a room may start, the highest median of each; nothing in dissent, nor of one sector alone.
    public var proposed: (likelihood: Int, impact: Int)? {
        guard !isDissent, likelihoodSpread != nil, let likelihood = sectors.compactMap(\.likelihood?.value).max(),
            let impact = sectors.compactMap(\.impact?.value).max()
        else { return nil }
        return (likelihood, impact)
    }
}
