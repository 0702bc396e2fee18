import Domain
import Web

/// The files of a revealed round: single ballots without any group and without any order of time, and the numbers from which the readings
/// by sectors and countries are counted. Everything in them follows from who was counted together and what was said (``SafeGroups``), so no
/// two of them, nor all, tell whose a ballot is.
///
/// Items are called by their titles (see ``ItemLabels``): unique, and safe in a spreadsheet (a title that begins with = + - @ has a
/// leading apostrophe, in all files alike, so that they can be joined).
struct ResultExport {
    let result: RoundResult
    let part: CriterionResult
    let criterion: RatingCriterion
    private let files: ReleasedFiles

    /// - Throws: ``Refusal`` 404 where the round did not ask for the criterion, 409 with fewer than five ballots.
    init(_ result: RoundResult, _ criterion: RatingCriterion) throws {
        guard let part = result.criterion(criterion) else { throw Refusal.notFound }
        guard result.isShown else { throw Refusal.tooFewBallots }
        self.result = result
        self.part = part
        self.criterion = criterion
        files = ReleasedFiles(part.box, part.counts, part.method, showsBallots: result.showsBallots)
    }

    /// `ballot,sector,country,item,value`: what `roundtable tally` recounts; sector and country are always empty.
    /// - Throws: ``Refusal`` 409 where another round on these issues has handed out its ballots.
    func ballotsCSV() throws -> String {
        guard let text = files.ballotsCSV else { throw Refusal.ballotsStay }
        return text
    }

    private struct BallotFile: Encodable {
        let round: Int
        let question: String
        let method: String
        let criterion: String?
        let items: [String]
        let ballots: [Ballot]

        struct Ballot: Encodable {
            let ballot: Int
            let values: [String: Int]
        }
    }

    /// The same ballots, in the same order and with the same numbers, as JSON.
    func ballotsJSON() throws -> String {
        let box = try BallotCSV.read(bytes: Array(ballotsCSV().utf8), for: part.method.tally)
        let ballots = box.ballots.enumerated().map { index, ballot in
            BallotFile.Ballot(
                ballot: index + 1,
                values: Dictionary(uniqueKeysWithValues: ballot.ordered.map { (box.items[$0.item], $0.value) }))
        }
        return try JSONCoding.text(
            BallotFile(
                round: result.round.number, question: result.round.question.string(), method: part.method.rawValue,
                criterion: part.method == .rating ? criterion.rawValue : nil, items: part.box.items, ballots: ballots))
            + "\n"
    }

    /// What everybody, each sector or sectors counted together, and countries of about the same size said, in numbers.
    func countsCSV() throws -> String { try files.countsCSV() }

    /// The tally as `roundtable tally` prints it from the numbers. A rating or ranking that says nothing is in no file, and so not counted here.
    /// Where somebody may have answered twice, `note` says so.
    func tallyJSON() throws -> String { try files.tallyJSON(note: note) }

    private var note: String? { ResultWords.answeredTwice(result.answeredTwice)?.string() }

    /// One line per issue: rank and exact mean in each reading, sum, people, share of those present, and for ratings the
    /// median, quartiles and consensus. Where somebody may have answered twice, `note` says so.
    var tallyCSV: String {
        var head = ["item", "sum", "people", "share_percent"]
        for reading in part.readings.map(\.reading.rawValue) {
            head += ["rank_\(reading)", "mean_\(reading)", "mean_\(reading)_decimal"]
        }
        if part.method == .rating {
            head += ["judged", "median", "median_decimal", "lower_quartile", "lower_quartile_decimal"]
            head += ["upper_quartile", "upper_quartile_decimal", "consensus"]
        }
        let notes = [note].compactMap { $0 }
        if !notes.isEmpty { head.append("note") }
        var text = CSVWriter.record(head)
        for item in part.order {
            var fields = [
                part.box.items[item], part.tally.totals[item].description, String(part.tally.voters[item]),
                String(NumberText.percent(part.tally.voters[item], of: result.present)),
            ]
            for reading in part.readings {
                fields += [part.rankText(item, in: reading)] + Self.figure(reading.scores[item])
            }
            if part.method == .rating { fields += ratingFields(item) }
            text += CSVWriter.record(fields + notes)
        }
        return text
    }

    private func ratingFields(_ item: Int) -> [String] {
        let state = part.consensus[item].state.rawValue
        guard part.mayShowRatings(of: item) else { return [String](repeating: "", count: 7) + [state] }
        let summary = part.summaries[item]
        return [String(summary.judged)]
            + [summary.median, summary.lowerQuartile, summary.upperQuartile].flatMap(Self.figure) + [state]
    }

    /// The exact fraction, and beside it a decimal for a spreadsheet: always with a point, four places.
    private static func figure(_ value: Rational?) -> [String] {
        guard let value else { return ["", ""] }
        return [value.description, value.decimal(4)]
    }
}
