import Domain
import Storage
import Synchronization
import Web

/// A counted round, with everything that its pages, charts and files show. Immutable: a closed round never changes.
struct RoundResult: Sendable {
    let round: RoundRecord
    let items: [RoundItem]
    /// By item: how files and tallies call it; see ``ItemLabels``.
    let labels: [String]
    /// Who could have answered.
    let present: Int
    let onPaper: Int
    /// The ballots by their main criterion: dots, importance, approvals, ranks.
    let main: CriterionResult
    let feasibility: CriterionResult?

    var ballots: Int { main.box.ballotCount }

    /// Nothing at all is shown of fewer than five ballots.
    var isShown: Bool { Suppression.mayShow(ballots: ballots) }

    func criterion(_ criterion: RatingCriterion) -> CriterionResult? { criterion == .importance ? main : feasibility }
}

/// One criterion of a round, counted.
struct CriterionResult: Sendable {
    let method: VotingMethod
    /// Items by their labels, in the order of the ballot.
    let box: BallotBox
    let tally: Tally
    /// The readings that may be shown, people first.
    let readings: [ReadingTally]
    /// Which sectors may have figures of their own.
    let sectors: Suppression.Decision
    /// Those sectors' own tallies.
    let sectorTallies: [GroupTally]
    let dissent: [Dissent]
    let story: ResultStory
    /// Ratings only; else empty.
    let summaries: [RatingSummary]
    let consensus: [Consensus]
    let concordance: Kendall.Concordance
    let pairs: [SectorAgreement]
    /// Nothing for a ranking.
    let shares: EqualShares?
    /// For a ranking: the order of the strongest paths.
    let schulze: [[Int]]?

    init(_ box: BallotBox, _ settings: RoundSettings, sectors known: [String], countries: [String]) {
        method = settings.method
        self.box = box
        let count = settings.method.tally
        tally = Tally.count(box, by: count, sectors: known, countries: countries)
        let allowed = Set(TallyReading.allCases.filter { Suppression.mayShow($0, of: box) })
        readings = tally.readings.filter { allowed.contains($0.reading) }
        let decision = Suppression.decide(box, reading: .sectors)
        sectors = decision
        sectorTallies = GroupTally.groups(box, by: count, reading: .sectors).filter { decision.shown.contains($0.name) }
        dissent = Dissent.find(box, by: count)
        // The sentence names no issue of which hardly anybody said something.
        story = ResultStory.pick(
            tally, dissent: dissent.filter { [tally] in Suppression.mayShow(ballots: tally.voters[$0.item]) },
            readings: allowed)
        let isRating = settings.method == .rating
        summaries = isRating ? RatingSummary.summaries(box) : []
        consensus = isRating ? Consensus.evaluate(box, thresholds: settings.thresholds) : []
        concordance = Kendall.concordance(box)
        pairs = SectorAgreement.pairs(box, by: count)
        let support = isRating ? 7 : 1
        shares =
            settings.method == .ranking
            ? nil : EqualShares.choose(box.approvals(from: support), seats: min(settings.seats, box.items.count))
        schulze = settings.method == .ranking ? Tally.count(box, by: .schulze).people?.order : nil
    }

    /// Items in the order of the reading by people; ties in the order of the ballot.
    var order: [Int] { tally.people?.order.flatMap { $0 } ?? [] }

    /// The issues most worth talking about, the widest apart first: at most three, each with five people or more behind it.
    var invitations: [Dissent] {
        let voiced = dissent.filter { $0.isFlagged && Suppression.mayShow(ballots: tally.voters[$0.item]) }
        return Array(voiced.sorted { ($0.spread, $1.item) > ($1.spread, $0.item) }.prefix(3))
    }

    func isTied(_ item: Int, in reading: ReadingTally) -> Bool {
        reading.ranks.filter { $0 == reading.ranks[item] }.count > 1
    }

    /// `3` or `3=`
    func rankText(_ item: Int, in reading: ReadingTally) -> String {
        "\(reading.ranks[item])\(isTied(item, in: reading) ? "=" : "")"
    }

    /// Whether the figures of single ratings of this issue may be shown: not while fewer than five judged it.
    func mayShowRatings(of item: Int) -> Bool {
        summaries.indices.contains(item) && Suppression.mayShow(ballots: summaries[item].judged)
    }
}

/// What an issue is called in files: its title, so that a file can be read by itself; with its number on the ballot where two
/// issues have the same title. A title that a spreadsheet would take for a formula gets a leading apostrophe.
enum ItemLabels {
    static func make(_ items: [RoundItem]) -> [String] {
        let titles = items.map { safe($0.title) }
        let counts = Dictionary(titles.map { ($0, 1) }, uniquingKeysWith: +)
        var taken = Set(titles.filter { counts[$0] == 1 })
        return zip(items, titles).map { item, title in
            guard counts[title, default: 0] > 1 else { return title }
            var label = "\(title) (\(item.position))"
            while !taken.insert(label).inserted { label += " (\(item.position))" }
            return label
        }
    }

    /// OWASP, "CSV injection": cells that begin with = + - @, a tab or a line break.
    static func safe(_ title: String) -> String {
        let title = title.withoutControlCharacters.trimmed
        guard let first = title.unicodeScalars.first else { return "?" }
        return ["=", "+", "-", "@", "＝", "＋", "－", "＠"].contains(first) ? "'" + title : title
    }
}

/// Results of closed rounds, counted once: what a closed round holds never changes.
final class ResultCache: Sendable {
    static let shared = ResultCache()

    /// A round of one database. The id of a ballot is drawn at the close from the system's randomness, so it tells apart even
    /// databases that were made with the same seed.
    private struct Key: Hashable {
        let round: Round.ID
        let ballot: String
    }

    private let results = Mutex<[Key: RoundResult]>([:])
    private static let capacity = 64

    /// - Returns: nothing while the round is open or in preparation.
    func result(of round: RoundRecord, _ reading: any Reading) throws -> RoundResult? {
        guard round.state == .closed || round.state == .revealed else { return nil }
        guard let ballot = try BallotStore(reading).anyBallot(of: round.id) else {
            return try RoundResult(round, reading)
        }
        let key = Key(round: round.id, ballot: ballot)
        if let known = results.withLock({ $0[key] }) { return known }
        let result = try RoundResult(round, reading)
        results.withLock { cache in
            if cache.count >= Self.capacity { cache.removeAll() }
            cache[key] = result
        }
        return result
    }
}

extension RoundResult {
    /// Reads and counts a closed round.
    init(_ round: RoundRecord, _ reading: any Reading) throws {
        let items = try RoundStore(reading).items(of: round.id)
        let store = BallotStore(reading)
        let voices = try RoundVoters(round, reading).all
        let known = (
            sectors: Set(voices.compactMap(\.sector)).sorted(), countries: Set(voices.compactMap(\.country)).sorted()
        )
        let ballots = try store.countedBallots(of: round.id)
        let labels = ItemLabels.make(items)
        let places = RoundItem.places(items)
        func counted(_ criterion: RatingCriterion) throws -> CriterionResult {
            let box = BallotBox(
                items: labels,
                ballots: try ballots.map { ballot in
                    CountedBallot(
                        sector: ballot.sector, country: ballot.country,
                        marks: try ballot.choices.marks(round.settings, places: places, criterion: criterion))
                })
            return CriterionResult(box, round.settings, sectors: known.sectors, countries: known.countries)
        }
        self.round = round
        self.items = items
        self.labels = labels
        present = round.present ?? ballots.count
        onPaper = try store.participations(in: round.id).filter(\.isPaper).count
        main = try counted(.importance)
        feasibility =
            round.settings.method == .rating && round.settings.criteria.contains(.feasibility)
            ? try counted(.feasibility) : nil
    }
}
