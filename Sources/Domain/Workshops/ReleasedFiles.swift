/// What is handed out of one criterion of a round, as files: single ballots without any group, numbers by group, and the tally. All follows from
/// who was counted together (`SafeGroups`) and what was said.
public struct ReleasedFiles: Sendable {
    /// Ballots without groups, without those that say nothing where that counts for nothing.
    private let box: BallotBox
    private let counts: RoundCounts
    private let method: VotingMethod
    /// Whether single ballots are handed out.
    private let showsBallots: Bool

    public init(_ box: BallotBox, _ counts: RoundCounts, _ method: VotingMethod, showsBallots: Bool) {
        var box = box
        box.ballots = box.ballots.filter { method == .multivote || method == .approval || !$0.ordered.isEmpty }
        self.box = box
        self.counts = counts
        self.method = method
        self.showsBallots = showsBallots
    }

    /// `ballot,sector,country,item,value`; sector and country are always empty. Nil if ballots are not handed out.
    public var ballotsCSV: String? {
        showsBallots ? BallotCSV.write(box, method: method, attributes: []) : nil
    }

    /// See ``CountsCSV``.
    public func countsCSV() throws(BallotFileProblem) -> String {
        let everybody = RoundCounts.everybody(box, isRanking: method == .ranking, people: box.ballotCount)
        return CountsCSV.write(everybody, counts, items: box.items, method: method, order: try order())
    }

    /// As `roundtable tally` prints it from the numbers; from the ballots it prints the same without the readings by groups.
    /// - Parameter note: what the numbers cannot tell.
    public func tallyJSON(note: String? = nil) throws(BallotFileProblem) -> String {
        let order = try order()
        let arranged = RoundCounts(
            sectors: counts.sectors.map { $0.arranged(order) }, countries: counts.countries.map { $0.arranged(order) })
        return TallyReport(Tally.count(box.arranged(order), arranged, by: method), note: note).json
    }

    /// Items in the order in which the file of ballots names them first, so that both files say the same in the same order; those that nobody
    /// rated follow.
    private func order() throws(BallotFileProblem) -> [Int] {
        guard let ballotsCSV, box.ballotCount > 0 else { return Array(box.items.indices) }
        let named = try BallotCSV.read(bytes: Array(ballotsCSV.utf8), for: method.tally).items
        let places = Dictionary(zip(box.items, box.items.indices), uniquingKeysWith: { first, _ in first })
        let first = named.compactMap { places[$0] }
        let seen = Set(first)
        return first + box.items.indices.filter { !seen.contains($0) }
    }
}

extension BallotBox {
    /// The same ballots with the items in this order.
    fileprivate func arranged(_ order: [Int]) -> BallotBox {
        let places = Dictionary(zip(order, order.indices), uniquingKeysWith: { first, _ in first })
        var box = self
        box.items = order.map { items[$0] }
        for index in box.ballots.indices {
            box.ballots[index].marks = ballots[index].ordered.map { mark in
                Mark(item: places[mark.item] ?? mark.item, value: mark.value)
            }
        }
        return box
    }
}

extension GroupCounts {
    fileprivate func arranged(_ order: [Int]) -> GroupCounts {
        GroupCounts(group, values: order.map { values[$0] })
    }
}
