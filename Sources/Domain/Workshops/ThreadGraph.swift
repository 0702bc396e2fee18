/// What the thread is made of, in the order in which an event makes it.
public enum ThreadKind: String, CaseIterable, Sendable {
    /// To a consultation before the event.
    case answer = "consultation-answer"
    /// Of members of the programme, which the event studies.
    case need = "shared-need"
    case objective
    case topic, issue, round
    case pastCase = "case"
    case aspect
    case situation = "desired-situation"
    case intervention, adoption, statement
    case section = "guide-section"
    /// Of an exercise, with its tasks and what tests them.
    case exercised = "exercise-objective"
    case task = "critical-task"
    case inject
    /// What an evaluator saw, and what an exercise showed.
    case observation, finding
    /// What somebody promised to do after an exercise tested it.
    case action
    case lesson
    /// Of a framework: what a country is asked about.
    case indicator
    /// What a programme plans.
    case risk, priority, idea, proposal, project, result
}

/// How two items hang together, read from the upper to the lower one.
public enum ThreadLink: Hashable, Sendable {
    /// answer → objective
    case groundOf
    /// objective, or shared need → topic
    case servedBy
    /// topic → issue
    case raisedUnder
    /// issue → merged issue
    case joinedInto
    /// issue → round; the rank by people, where it may be told.
    case votedIn(ThreadRank?)
    /// round → issue
    case chosenFrom
    /// issue → aspect
    case aspectOf(isBlocking: Bool)
    /// case → aspect
    case restsOn
    /// aspect → aspect of another group
    case sameAs
    /// issue → desired situation
    case situationFor
    /// issue → intervention
    case interventionFor
    /// desired situation → intervention
    case leadsTo
    /// aspect → intervention; a facilitating one is used rather than removed.
    case removes(isBlocking: Bool)
    /// intervention → adoption
    case decidedBy(ThreadDecision)
    /// anything → section
    case citedIn
    /// statement of the outline → section
    case outlined
    /// anything → objective of an exercise
    case exercisedBy
    /// objective of an exercise → critical task
    case shownBy
    /// critical task → inject
    case testedBy
    /// critical task, or inject → observation
    case seenAs
    /// observation, or objective of an exercise → finding
    case foundAs
    /// finding → action
    case followedBy
    /// finding → lesson
    case taught
    /// action → objective of a later exercise
    case retestedBy
    /// what an exercise tested → action, where what lies between is not shown
    case actedOn
    /// anything → risk, priority, idea
    case ledTo
    /// priority → the one that took its place
    case supersededBy
    /// idea → proposal
    case proposedAs
    /// idea → project
    case carriedOutAs
    /// project → result
    case resultedIn
    /// action → action of a plan that gathers those of others
    case gatheredIn
}

/// A place in a round, by people.
public struct ThreadRank: Hashable, Sendable {
    public let rank: Int
    public let isTied: Bool
    /// How many issues were on the ballot.
    public let of: Int

    public init(rank: Int, isTied: Bool, of: Int) {
        self.rank = rank
        self.isTied = isTied
        self.of = of
    }
}

public enum ThreadDecision: String, CaseIterable, Sendable { case adopt, adapt, decline }

/// The links between items, and what hangs above and below each. Items are named by their ids.
public struct ThreadGraph: Sendable {
    /// How a link takes part in following the thread.
    public enum Course: Sendable {
        /// Followed up and down.
        case main
        /// The vote on an issue stands beside the thread: it is named, and nothing is followed through it, since on its other side
        /// are all the other issues of the round. Only from the round itself are its issues followed up.
        case vote
        /// What a round put first is followed down from the round itself only.
        case choice
        /// Named below its upper end, and not followed.
        case aside
    }

    public struct Edge: Hashable, Sendable {
        public let from: String
        public let to: String
        public let link: ThreadLink
        public let course: Course

        public init(_ from: String, _ to: String, _ link: ThreadLink, _ course: Course = .main) {
            self.from = from
            self.to = to
            self.link = link
            self.course = course
        }
    }

    /// One item found on the way.
    public struct Step: Hashable, Sendable {
        public let item: String
        /// The item through which it was found, one step nearer to the beginning.
        public let from: String
        public let link: ThreadLink
        /// From 1.
        public let steps: Int
    }

    public enum Direction: Sendable { case up, down }

    public let edges: [Edge]
    private let below: [String: [Edge]]
    private let above: [String: [Edge]]

    /// - Parameter edges: in the order in which they should be told; an edge that stands twice counts once.
    public init(_ edges: [Edge]) {
        var seen: Set<Edge> = []
        let unique = edges.filter { seen.insert($0).inserted && $0.from != $0.to }
        self.edges = unique
        below = Dictionary(grouping: unique, by: \.from)
        above = Dictionary(grouping: unique, by: \.to)
    }

    public func edges(below item: String) -> [Edge] { below[item] ?? [] }
    public func edges(above item: String) -> [Edge] { above[item] ?? [] }

    /// Everything above or below an item: breadth first, each item once with its shortest way, whatever circles there are.
    ///
    /// - Parameter limit: how many steps; nothing for all.
    public func closure(of start: String, _ direction: Direction, limit: Int? = nil) -> [Step] {
        var result: [Step] = []
        var told: Set<String> = [start]
        var followed: Set<String> = [start]
        var level = [start]
        var steps = 0
        while !level.isEmpty, steps < limit ?? .max {
            steps += 1
            var next: [String] = []
            for item in level {
                for (edge, isFollowed) in ways(from: item, direction, isStart: steps == 1) {
                    let other = direction == .down ? edge.to : edge.from == item ? edge.to : edge.from
                    if told.insert(other).inserted {
                        result.append(Step(item: other, from: item, link: edge.link, steps: steps))
                    }
                    if isFollowed, followed.insert(other).inserted { next.append(other) }
                }
            }
            level = next
        }
        return result
    }

    /// The links that lead on from an item, and whether what they lead to is followed further.
    private func ways(from item: String, _ direction: Direction, isStart: Bool) -> [(Edge, isFollowed: Bool)] {
        switch direction {
        case .down:
            return edges(below: item).compactMap { edge in
                switch edge.course {
                case .main: (edge, true)
                case .vote, .aside: (edge, false)
                case .choice: isStart ? (edge, true) : nil
                }
            }
        case .up:
            let upper: [(Edge, isFollowed: Bool)] = edges(above: item).compactMap { edge in
                switch edge.course {
                case .main, .vote: (edge, true)
                case .choice, .aside: nil
                }
            }
            // How an issue on the way was voted on belongs to where something comes from; of the issue itself it is what became of it.
            let votes = isStart ? [] : edges(below: item).filter { $0.course == .vote }
            return upper + votes.map { ($0, false) }
        }
    }
}
