import Domain
import Web

/// The files of a revealed round. Only what ``Suppression`` lets out: ballots without any order of time, sector or country where
/// every group has at least five ballots, and never both.
///
/// Items are called by their titles (see ``ItemLabels``): unique, and safe in a spreadsheet (a title that begins with = + - @ has a
/// leading apostrophe, in all files alike, so that they can be joined).
struct ResultExport {
    let result: RoundResult
    let part: CriterionResult
    let criterion: RatingCriterion
    private let attributes: Set<BallotAttribute>

    /// - Throws: ``Refusal`` 404 where the round did not ask for the criterion, 409 with fewer than five ballots.
    init(_ result: RoundResult, _ criterion: RatingCriterion) throws {
        guard let part = result.criterion(criterion) else { throw Refusal.notFound }
        guard result.isShown, let attributes = Suppression.exportedAttributes(part.box) else {
            throw Refusal.tooFewBallots
        }
        self.result = result
        self.part = part
        self.criterion = criterion
        self.attributes = attributes
    }

    /// `ballot,sector,country,item,value`: what `roundtable tally` recounts.
    var ballotsCSV: String { BallotCSV.write(part.box, method: part.method, attributes: attributes) }

    private struct BallotFile: Encodable {
        let round: Int
        let question: String
        let method: String
        let criterion: String?
        let items: [String]
        let ballots: [Ballot]

        struct Ballot: Encodable {
            let ballot: Int
            let sector: String?
            let country: String?
            let values: [String: Int]
        }
    }

    /// The same ballots, in the same order and with the same numbers, as JSON.
    func ballotsJSON() throws -> String {
        let box = try BallotCSV.read(bytes: Array(ballotsCSV.utf8), for: part.method.tally)
        let ballots = box.ballots.enumerated().map { index, ballot in
            BallotFile.Ballot(
                ballot: index + 1, sector: ballot.sector, country: ballot.country,
                values: Dictionary(uniqueKeysWithValues: ballot.ordered.map { (box.items[$0.item], $0.value) }))
        }
        return try JSONText.encode(
            BallotFile(
                round: result.round.number, question: result.round.title, method: part.method.rawValue,
                criterion: part.method == .rating ? criterion.rawValue : nil, items: part.box.items, ballots: ballots))
            + "\n"
    }

    /// The tally as `roundtable tally` prints it: items in the order in which the ballot file names them first, so that both texts
    /// say the same in the same order. It may hold one reading more than a recount, for the file tells a ballot's sector or its
    /// country and never both. A rating or ranking that says nothing is not in the file, and so not counted here.
    func tallyJSON() throws -> String {
        let named = try BallotCSV.read(bytes: Array(ballotsCSV.utf8), for: part.method.tally).items
        return try TallyReport.make(method: part.method.tally, box: countable.arranged(named)).json
    }

    private var countable: BallotBox {
        let shown = Set(part.readings.map(\.reading))
        var box = part.box
        box.ballots = box.ballots.filter {
            part.method == .multivote || part.method == .approval || !$0.ordered.isEmpty
        }.map { ballot in
            var ballot = ballot
            if !shown.contains(.sectors) { ballot.sector = nil }
            if !shown.contains(.countries) { ballot.country = nil }
            return ballot
        }
        return box
    }

    /// One line per issue: rank and exact mean in each reading, sum, people, share of those present, and for ratings the
    /// median, quartiles and consensus.
    var tallyCSV: String {
        var head = ["item", "sum", "people", "share_percent"]
        for reading in part.readings {
            head += ["rank_\(reading.reading.rawValue)", "mean_\(reading.reading.rawValue)"]
        }
        if part.method == .rating { head += ["judged", "median", "lower_quartile", "upper_quartile", "consensus"] }
        var text = CSVWriter.record(head)
        for item in part.order {
            var fields = [
                part.box.items[item], part.tally.totals[item].description, String(part.tally.voters[item]),
                String(Figure.percent(part.tally.voters[item], of: result.present)),
            ]
            for reading in part.readings {
                fields += [part.rankText(item, in: reading), reading.scores[item]?.description ?? ""]
            }
            if part.method == .rating { fields += ratingFields(item) }
            text += CSVWriter.record(fields)
        }
        return text
    }

    private func ratingFields(_ item: Int) -> [String] {
        guard part.mayShowRatings(of: item) else { return ["", "", "", "", part.consensus[item].state.rawValue] }
        let summary = part.summaries[item]
        let quarters = [summary.median, summary.lowerQuartile, summary.upperQuartile].map { $0?.description ?? "" }
        return [String(summary.judged)] + quarters + [part.consensus[item].state.rawValue]
    }
}

extension BallotBox {
    /// The same ballots with the named items first, in that order; the others follow as they stood.
    fileprivate func arranged(_ named: [String]) -> BallotBox {
        let first = Set(named)
        let order = named + items.filter { !first.contains($0) }
        let places = Dictionary(zip(order, order.indices), uniquingKeysWith: { place, _ in place })
        var box = self
        box.items = order
        for index in box.ballots.indices {
            box.ballots[index].marks = ballots[index].ordered.map { mark in
                Mark(item: places[items[mark.item]] ?? mark.item, value: mark.value)
            }
        }
        return box
    }
}
