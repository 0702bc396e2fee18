import Domain
import Storage
import Web

/// How one scenario stands, as page, screen and API show it: what the sectors said is told once their round is closed.
struct RiskReading: Sendable {
    let risk: RiskRecord
    let table: RiskTable
    let rounds: [RiskRoundRecord]
    /// Of the last closed round; nothing before.
    let panel: RiskPanel?
    /// In the round that is open: how many of each sector have judged.
    let judging: [String: Int]
    /// Sectors that signed in the round that is open.
    let signing: Set<String>
    let own: RiskJudgementFields?
    let words: RiskWords
    /// Codes of those that are asked.
    let asked: [String]

    init(_ risk: RiskRecord, actor: String?, _ reading: any Reading) throws {
        self.init(risk, actor: actor, try RiskBook([risk], of: risk.programme, reading))
    }

    init(_ risk: RiskRecord, actor: String?, _ book: RiskBook) {
        self.risk = risk
        (words, table) = (book.words, book.table)
        let asked = risk.asked(of: book.words.names.sectors.map(\.code))
        self.asked = asked
        let rounds = book.rounds[risk.id] ?? []
        self.rounds = rounds
        let past = rounds.last { !$0.isOpen }
        panel = past.map { (book.said[$0.id] ?? RiskJudgements()).panel(asked) }
        let now = rounds.first(where: \.isOpen).flatMap { book.said[$0.id] }
        judging = now?.views.mapValues(\.count) ?? [:]
        signing = Set(now?.signed.map(\.key) ?? [])
        own = actor.flatMap { now?.own[$0] }
    }

    var isOpen: Bool { rounds.contains(where: \.isOpen) }
    var band: RiskBand? { risk.band(table) }
    var residual: RiskBand? { risk.residual(table) }

    func name(_ sector: String) -> Message { words.names.sector(sector)?.label ?? .verbatim(sector) }

    /// The answer first.
    var sentence: Message {
        if isOpen { return L("The sectors judge it now: each for itself, nobody sees the others before the end.") }
        if let band {
            guard let residual else { return L("Agreed: \(band.label).") }
            return L("Agreed: \(band.label); after treatment \(residual.label).")
        }
        guard let panel else { return L("It has not been judged yet.") }
        if panel.isDissent { return dissent(panel) }
        guard let proposed = panel.proposed,
            let band = table.band(likelihood: proposed.likelihood, impact: proposed.impact)
        else { return L("Too few judged to say what the sectors think.") }
        return L("The sectors are close: the cautious reading is \(band.label). The room agrees.")
    }

    /// Who is furthest apart, in what differs more.
    private func dissent(_ panel: RiskPanel) -> Message {
        let byLikelihood = (panel.likelihoodSpread ?? 0) >= (panel.impactSpread ?? 0)
        let values: [(code: String, value: Int)] = panel.sectors.compactMap { sector in
            (byLikelihood ? sector.likelihood : sector.impact).map { (sector.code, $0.value) }
        }
        guard let most = values.max(by: { $0.value < $1.value }), let least = values.min(by: { $0.value < $1.value })
        else {
            return L("The sectors differ: talk about it first.")
        }
        let (high, low) = (name(most.code), name(least.code))
        return byLikelihood
            ? L(
                "The sectors differ: \(high) puts the likelihood at \(most.value), \(low) at \(least.value). Talk about it first."
            )
            : L(
                "The sectors differ: \(high) puts the impact at \(most.value), \(low) at \(least.value). Talk about it first."
            )
    }

    func matrix(_ id: String) -> RiskMatrix {
        var matrix = RiskMatrix(id: id, title: sentence.string(), table: table)
        matrix.marks = (panel?.sectors ?? []).compactMap { sector in
            guard let likelihood = sector.likelihood?.value, let impact = sector.impact?.value else { return nil }
            return .init(
                hue: words.names.sector(sector.code)?.hue ?? 8, likelihood: likelihood, impact: impact,
                isPoor: sector.confidence == .poor)
        }
        if let likelihood = risk.agreed?.likelihood, let impact = risk.agreed?.impact {
            matrix.agreed = (likelihood, impact)
        }
        if let likelihood = risk.treatment?.residualLikelihood, let impact = risk.treatment?.residualImpact {
            matrix.residual = (likelihood, impact)
        }
        return matrix
    }

    static func text(_ median: ScaleMedian?) -> String {
        guard let median else { return "–" }
        return median.lower == median.upper ? "\(median.lower)" : "\(median.lower)–\(median.upper)"
    }
}

/// What is read of several scenarios of a programme at once.
struct RiskBook: Sendable {
    let words: RiskWords
    let table: RiskTable
    let rounds: [RiskScenario.ID: [RiskRoundRecord]]
    /// Of the last round that is closed, and of the one that is open.
    let said: [RiskRound.ID: RiskJudgements]

    init(_ risks: [RiskRecord], of programme: Programme.ID, _ reading: any Reading) throws {
        words = try RiskWords(reading)
        table = try RiskStore(reading).settings(of: programme).table
        let store = RiskRoundStore(reading)
        let rounds = try store.rounds(of: risks.map(\.id))
        self.rounds = rounds
        let told = rounds.values.flatMap { all in
            [all.last { !$0.isOpen }, all.first(where: \.isOpen)].compactMap { $0?.id }
        }
        said = try store.judgements(of: told)
    }
}

/// The item of the thread from which a scenario or a priority comes.
enum RiskSource {
    /// For who sees it.
    static func item(_ told: String, _ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws
        -> ThreadItem?
    {
        guard let reference = ThreadReference(told) else { return nil }
        return try NeedSource.seen(reference, by: visit.visitor, in: programme, reading)?.item
    }
}
