import Domain
import Storage
import Web

/// A counted round, with everything that its pages, charts and files show. A closed round never changes, but for who is told to be one person.
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
    /// People who may have answered twice, since their two seats were joined after the close: of now, also where the rest is long counted.
    var answeredTwice = 0
    /// Whether single ballots are handed out: not where another round on some of these issues has handed out its own.
    var showsBallots: Bool { round.showsBallots }

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
    /// Who was counted together, and what each group said.
    let counts: RoundCounts
    /// Whether it was counted by functions and roles, and by cells: a hot wash.
    var isOfPlay: Bool { VoterOrigins.counts(counts) }

    /// Sectors and countries at the table without a ballot.
    let blankSectors: [String]
    let blankCountries: [String]
    /// Those sectors' own tallies that may be told.
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

    /// - Parameter box: of ballots without groups.
    init(
        _ box: BallotBox, _ counts: RoundCounts, _ settings: RoundSettings, sectors known: [String], countries: [String]
    ) {
        method = settings.method
        self.box = box
        self.counts = counts
        let tally = Tally.count(box, counts, by: settings.method, sectors: known, countries: countries)
        self.tally = tally
        readings = Suppression.mayShow(ballots: box.ballotCount) ? tally.readings : []
        blankSectors = counts.blank(.sectors, known: known)
        blankCountries = counts.blank(.countries, known: countries)
        sectorTallies = counts.sectorTallies(settings.method, items: box.items.count)
        let isRating = settings.method == .rating
        summaries = isRating ? RatingSummary.summaries(box) : []
        dissent = Dissent.find(sectorTallies, items: box.items.count, ratings: summaries)
        // The sentence names no issue of which hardly anybody said something.
        story = ResultStory.pick(
            tally, dissent: dissent.filter { Suppression.mayShow(ballots: tally.voters[$0.item]) },
            readings: Set(readings.map(\.reading))
        ) { reading, item in
            !isRating
                || counts[reading].allSatisfy { $0.group.weight == 0 || Suppression.mayShow(ballots: $0.said(item)) }
        }
        consensus =
            isRating ? Consensus.evaluate(counts, room: summaries, thresholds: settings.thresholds) : []
        concordance = Kendall.concordance(box)
        pairs = SectorAgreement.pairs(sectorTallies)
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

    private let results = Remembered<Key, RoundResult>(most: 64)

    /// - Returns: nothing while the round is open or in preparation.
    func result(of round: RoundRecord, _ reading: any Reading) throws -> RoundResult? {
        guard round.state == .closed || round.state == .revealed else { return nil }
        guard let ballot = try BallotStore(reading).anyBallot(of: round.id) else {
            return try RoundResult(round, reading)
        }
        var result = try results.value(Key(round: round.id, ballot: ballot)) { try RoundResult(round, reading) }
        // Who has two seats may be found out later.
        result.answeredTwice = try RoundVoters.answeredTwice(in: round.id, reading)
        return result
    }
}

extension RoundResult {
    /// Reads and counts a closed round.
    init(_ round: RoundRecord, _ reading: any Reading) throws {
        let items = try RoundStore(reading).items(of: round.id)
        let store = BallotStore(reading)
        let voices = try RoundVoters(round, reading).all
        let ballots = try store.countedBallots(of: round.id)
        let labels = ItemLabels.make(items)
        let form = BallotText(round.settings, issues: items.map(\.issue))
        let marks = try ballots.map { text in
            guard let marks = form.read(text) else { throw StorageError.decoding("a ballot of round \(round.id)") }
            return marks
        }
        let counts = try RoundSums.read(of: round.id, round.settings, items: items, reading)
        let isOfPlay = counts.values.contains(where: VoterOrigins.counts)
        let told = try isOfPlay ? VoterOrigins.told(in: round.event, reading) ?? [:] : [:]
        let origins = voices.map { voice in
            isOfPlay
                ? told[voice.id] ?? SafeGroups.Origin(sector: nil, country: nil)
                : SafeGroups.Origin(sector: voice.sector, country: voice.country)
        }
        let known = (
            sectors: Set(origins.compactMap(\.sector)).sorted(), countries: Set(origins.compactMap(\.country)).sorted()
        )
        func counted(_ criterion: RatingCriterion) -> CriterionResult {
            CriterionResult(
                BallotBox(items: labels, ballots: marks.map { CountedBallot(marks: $0[criterion]) }),
                counts[criterion] ?? RoundCounts(), round.settings, sectors: known.sectors, countries: known.countries)
        }
        self.round = round
        self.items = items
        self.labels = labels
        present = round.present ?? ballots.count
        onPaper = try store.participations(in: round.id).filter(\.isPaper).count
        main = counted(.importance)
        feasibility =
            round.settings.method == .rating && round.settings.criteria.contains(.feasibility)
            ? counted(.feasibility) : nil
    }
}
