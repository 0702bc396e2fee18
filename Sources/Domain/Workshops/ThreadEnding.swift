/// Why the thread of an item goes no further, or where it has arrived. Every item without a way down has one.
public enum ThreadEnding: Hashable, Sendable {
    // Before the event
    /// No objective rests on it.
    case answerUnused
    /// No topic serves it.
    case objectiveUnserved

    // Topics and issues
    case nothingRaised
    /// There are issues, which the organiser does not show yet.
    case issuesNotShown
    case withdrawnByAuthor
    case joiningUndone
    /// No round was opened on its topic, nor on all topics.
    case topicNotVoted
    /// Its topic was put to the vote, but not this issue.
    case notOnBallot
    case roundInPreparation(number: Int)
    case roundOpen(number: Int)
    case roundSealed(number: Int)
    /// Voted on, and not chosen. The rank is missing where too few answered to tell one.
    case notChosen(number: Int, ThreadRank?, chosen: Int)
    /// The round is revealed, and no priority has been chosen in the event at all.
    case nothingChosenYet(number: Int, ThreadRank?)
    case priorityWithoutGroup
    case groupWroteNothing(groups: [String])
    case noIntervention
    /// There are interventions, on sheets that their countries have not published.
    case onlyUnpublished
    case notCited(isThereAGuide: Bool)
    /// Nobody adopted any of its interventions: who declined, with the reasons given.
    case declined([ThreadDecline])
    case undecided
    /// Adopted or adapted, but nothing has begun.
    case notBegun(countries: [String])

    // What came later
    case roundWithoutChoice
    case caseUnused
    case caseRetired
    case aspectLeft(isBlocking: Bool)
    case withdrawnByGroup
    case situationWithoutWay
    case adoption(ThreadDecision, progress: ThreadProgress)
    case statementDropped
    case statementOpen
    case statementWithoutSection
    /// The end of the thread: state of the guide as stored, and the sectors in whose name the version under review was signed, or
    /// objected to.
    case partOfGuide(state: String, signed: [String] = [], objected: [String] = [])

    // Exercises
    /// Of what an exercise is to show nothing is told that was seen.
    case nothingSeen
    case observationUnused
    case findingWithoutAction
    case action(ThreadAction)
    case lesson(isLearned: Bool)
    /// So many exercises tested it, and an action that followed is proven.
    case proven(exercises: Int)

    // Plans
    /// An indicator, a risk, a priority, an idea, a proposal from which nothing follows.
    case notTakenUp
    /// A project that tells no result.
    case withoutResult
    /// The end of the thread: what a project brought about.
    case result
    case droppedInPlan
}

/// How an action stands, with what retests have shown.
public enum ThreadAction: String, CaseIterable, Sendable {
    case proposed, agreed, begun, done, proven, notProven, dropped
}

public enum ThreadProgress: String, CaseIterable, Sendable { case none, begun, done }

/// A country that declined an intervention, and why.
public struct ThreadDecline: Hashable, Sendable {
    public let country: String
    public let reason: String

    public init(country: String, reason: String) {
        self.country = country
        self.reason = reason
    }
}

/// How far issues come: the thread in numbers. Each step holds what the step before holds and more is true of.
public enum ThreadStage: Int, CaseIterable, Comparable, Sendable {
    case raised, prioritised, analysed, intervened, cited, acted

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One issue as it stands after joining, and what is known of its way.
public struct ThreadFate: Sendable {
    public let issue: String
    /// How many contributions stand behind it: 1 unless it was joined from several.
    public let contributions: Int
    public let isPrioritised: Bool
    public let isAnalysed: Bool
    public let hasIntervention: Bool
    public let isCited: Bool
    public let isActedOn: Bool

    public init(
        issue: String, contributions: Int, isPrioritised: Bool, isAnalysed: Bool, hasIntervention: Bool, isCited: Bool,
        isActedOn: Bool
    ) {
        self.issue = issue
        self.contributions = contributions
        self.isPrioritised = isPrioritised
        self.isAnalysed = isAnalysed
        self.hasIntervention = hasIntervention
        self.isCited = isCited
        self.isActedOn = isActedOn
    }

    /// The last step that it reached without leaving one out.
    public var stage: ThreadStage {
        let claims: [(ThreadStage, Bool)] = [
            (.prioritised, isPrioritised), (.analysed, isAnalysed), (.intervened, hasIntervention), (.cited, isCited),
            (.acted, isActedOn),
        ]
        var reached = ThreadStage.raised
        for (stage, holds) in claims {
            guard holds else { return reached }
            reached = stage
        }
        return reached
    }
}

/// The thread in numbers.
public struct ThreadNumbers: Sendable {
    public struct Count: Hashable, Sendable {
        public let stage: ThreadStage
        /// Issues as they stand after joining.
        public let issues: Int
        /// Contributions behind them.
        public let contributions: Int
    }

    public let counts: [Count]

    public init(_ fates: [ThreadFate]) {
        counts = ThreadStage.allCases.map { stage in
            let there = fates.filter { $0.stage >= stage }
            return Count(
                stage: stage, issues: there.count, contributions: there.reduce(0) { $0 + $1.contributions })
        }
    }
}
