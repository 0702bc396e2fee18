/// Whether cells see the same situation: what each answered to the same questions at the same moment.
public struct SharedPicture: Sendable, Hashable {
    public let right: Int
    public let answered: Int
    public let asked: Int
    /// Pairs of cells that gave the same answer to a question, of all pairs that answered it.
    public let alike: RequestMeasures.Share
    /// Right of those who answered, by question.
    public let byQuestion: [RequestMeasures.Share]

    /// - Parameters:
    ///   - truth: the right option of each question; nil where none is right.
    ///   - answers: of each cell by question; nil or missing where it did not answer.
    public init(truth: [String?], answers: [[String?]]) {
        var (right, answered, asked, equal, pairs) = (0, 0, 0, 0, 0)
        var questions: [RequestMeasures.Share] = []
        for (question, truth) in truth.enumerated() {
            let given = answers.compactMap { question < $0.count ? $0[question] : nil }
            let correct = truth.map { truth in given.count { ExactText($0) == ExactText(truth) } } ?? 0
            let groups = Dictionary(grouping: given) { ExactText($0) }.values
            questions.append(RequestMeasures.Share(correct, of: given.count))
            if truth != nil {
                right += correct
                asked += answers.count
            }
            answered += given.count
            equal += groups.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
            pairs += given.count * (given.count - 1) / 2
        }
        self.right = right
        self.answered = answered
        self.asked = asked
        alike = RequestMeasures.Share(equal, of: pairs)
        byQuestion = questions
    }

    public var rightShare: RequestMeasures.Share { RequestMeasures.Share(right, of: asked) }
}

/// How a fact that several cells need came to them.
public struct FactSpread: Sendable, Hashable {
    public let needed: Int
    public let reached: Int
    /// From the moment it was given until half of those that need it had it; nil where half never had.
    public let untilHalf: Int64?

    /// - Parameters:
    ///   - given: when the first cell had it.
    ///   - arrivals: of each cell that needs it besides; nil where it never came.
    public init(given: Int64, arrivals: [Int64?]) {
        needed = arrivals.count
        let times = arrivals.compactMap(\.self).sorted()
        reached = times.count
        let half = (needed + 1) / 2
        guard half > 0, times.count >= half else {
            untilHalf = nil
            return
        }
        let (gap, overflow) = times[half - 1].subtractingReportingOverflow(given)
        untilHalf = overflow ? nil : max(0, gap)
    }

    public var share: RequestMeasures.Share { RequestMeasures.Share(reached, of: needed) }
}
