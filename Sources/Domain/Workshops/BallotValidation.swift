/// One line of a ballot as it was handed in: the item by its id, and a value as in `Mark`.
public struct BallotEntry: Sendable, Hashable {
    public let item: String
    public let value: Int

    public init(item: String, value: Int) {
        self.item = item
        self.value = value
    }
}

/// Why a ballot is refused; the words are the App's.
public enum BallotProblem: Sendable, Hashable {
    case unknownItem(String)
    case itemTwice(String)
    case negativeDots(String)
    case tooManyDots(used: Int, allowed: Int)
    case tooManyOnOneItem(String, used: Int, allowed: Int)
    case ratingOutOfRange(String, value: Int)
    /// Neither 1 nor 0.
    case notAnApproval(String, value: Int)
    case rankOutOfRange(String, value: Int)
    case rankTwice(Int)
    /// Ranks go 1, 2, 3 …; this one is missing.
    case rankSkipped(Int)
    case tooManyRanked(used: Int, allowed: Int)
}

/// All that is wrong with one ballot, in the order of its entries, then what concerns the whole.
public struct InvalidBallot: Error, Sendable, Hashable {
    public let problems: [BallotProblem]
}

extension RoundSettings {
    /// Turns what was handed in into marks. 0 dots and 0 for "not approved" are dropped; an empty ballot is valid.
    public func marks(_ entries: [BallotEntry], items: [String]) throws(InvalidBallot) -> [Mark] {
        try marks(entries, places: Self.places(items))
    }

    /// Where each item stands on the ballot, from 0.
    public static func places(_ items: [String]) -> [String: Int] {
        Dictionary(items.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// As ``marks(_:items:)``, for thousands of ballots with the same items.
    /// - Parameter places: by ``places(_:)``.
    public func marks(_ entries: [BallotEntry], places: [String: Int]) throws(InvalidBallot) -> [Mark] {
        var problems: [BallotProblem] = []
        var seen: Set<String> = []
        var known: [(index: Int, entry: BallotEntry)] = []
        for entry in entries {
            guard let item = places[entry.item] else {
                problems.append(.unknownItem(entry.item))
                continue
            }
            guard seen.insert(entry.item).inserted else {
                problems.append(.itemTwice(entry.item))
                continue
            }
            if let problem = problem(entry) { problems.append(problem) } else { known.append((item, entry)) }
        }
        problems += wholeBallotProblems(known.map(\.entry), issues: places.count)
        guard problems.isEmpty else { throw InvalidBallot(problems: problems) }
        return known.filter { $0.entry.value > 0 }.map { Mark(item: $0.index, value: $0.entry.value) }
            .sorted { $0.item < $1.item }
    }

    private func problem(_ entry: BallotEntry) -> BallotProblem? {
        switch method {
        case .multivote:
            if entry.value < 0 { return .negativeDots(entry.item) }
            return entry.value > maxPerIssue
                ? .tooManyOnOneItem(entry.item, used: entry.value, allowed: maxPerIssue) : nil
        case .rating:
            return (1...9).contains(entry.value) ? nil : .ratingOutOfRange(entry.item, value: entry.value)
        case .approval:
            return (0...1).contains(entry.value) ? nil : .notAnApproval(entry.item, value: entry.value)
        case .ranking:
            return (1...maximumRanked).contains(entry.value) ? nil : .rankOutOfRange(entry.item, value: entry.value)
        }
    }

    private func wholeBallotProblems(_ entries: [BallotEntry], issues: Int) -> [BallotProblem] {
        switch method {
        case .multivote:
            let used = entries.reduce(0) { $0 + $1.value }
            let allowed = dots(issues: issues)
            return used > allowed ? [.tooManyDots(used: used, allowed: allowed)] : []
        case .ranking:
            var problems: [BallotProblem] = []
            if entries.count > maximumRanked {
                problems.append(.tooManyRanked(used: entries.count, allowed: maximumRanked))
            }
            let ranks = entries.map(\.value).sorted()
            let repeated = Set(zip(ranks, ranks.dropFirst()).filter { $0 == $1 }.map(\.0))
            problems += repeated.sorted().map(BallotProblem.rankTwice)
            let given = Set(ranks)
            if repeated.isEmpty, let skipped = (1...(ranks.last ?? 1)).first(where: { !given.contains($0) }),
                !ranks.isEmpty
            {
                problems.append(.rankSkipped(skipped))
            }
            return problems
        case .rating, .approval:
            return []
        }
    }
}

extension RoundSettings {
    /// What each ballot of the round is asked; everything but ratings has only one question.
    public var asked: [RatingCriterion] { method == .rating ? criteria : [.importance] }

    /// The most that one mark of a ballot may be.
    public var largestValue: Int {
        switch method {
        case .multivote: maxPerIssue
        case .rating: 9
        case .approval: 1
        case .ranking: maximumRanked
        }
    }

    /// Whether marks that are stored could have come from ``marks(_:items:)``. Each item at most once is taken for granted.
    public func accepts(_ marks: [Mark], issues: Int) -> Bool {
        guard marks.allSatisfy({ (1...max(1, largestValue)).contains($0.value) }) else { return false }
        switch method {
        case .multivote: return marks.reduce(0) { $0 + $1.value } <= dots(issues: issues)
        case .ranking: return marks.map(\.value).sorted() == Array(1..<(marks.count + 1))
        case .rating, .approval: return true
        }
    }
}
