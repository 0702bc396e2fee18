import Domain
import Storage
import Web

extension Paths {
    static let apiActivity = PathPattern<Event.ID>("/api/v1/events/:event/activity")
    static let apiStage = PathPattern<Event.ID>("/api/v1/events/:event/stage")
    static let apiIssues = PathPattern<Event.ID>("/api/v1/events/:event/issues")
    static let apiIssue = PathPattern<Event.ID, Issue.ID>("/api/v1/events/:event/issues/:issue")
    static let apiIssueWithdrawal = PathPattern<Event.ID, Issue.ID>("/api/v1/events/:event/issues/:issue/withdrawal")
    static let apiIssueWording = PathPattern<Event.ID, Issue.ID>("/api/v1/events/:event/issues/:issue/wording")
    static let apiMerges = PathPattern<Event.ID>("/api/v1/events/:event/merges")
    static let apiMergeReversal = PathPattern<Event.ID, Int>("/api/v1/events/:event/merges/:act/reversal")
    static let apiSuggestions = PathPattern<Event.ID, Topic.ID>("/api/v1/events/:event/topics/:topic/suggestions")
}

/// Collect and merge as JSON, on the same operations as the pages. Rounds are in RoundAPI.swift.
enum WorkshopAPI {
    struct IssueInput: Codable, Sendable {
        /// Where all topics are open at once; else the present one.
        let topic: Topic.ID?
        let title: String
        let explanation: String?
        /// BCP 47; English unless told.
        let language: String?
        /// Names this sending: the same key again is answered with the first result; with other words it is refused.
        let key: String?

        var contribution: Contribution {
            Contribution(
                topic: topic, title: title, explanation: explanation ?? "", language: language ?? "en", key: key)
        }
    }

    struct IssueBody: Codable, Sendable {
        let id: Issue.ID
        let topic: Topic.ID
        let kind: IssueRecord.Kind
        let language: String
        let title: String
        let explanation: String
        /// Only where the event shows names.
        let author: String?
        let countries: [String]
        let sectors: [String]
        let mergedInto: Issue.ID?
        let parents: [Issue.ID]
        let isWithdrawn: Bool

        init(_ issue: IssueRecord, namesShown: Bool) {
            id = issue.id
            topic = issue.topic
            kind = issue.kind
            language = issue.language
            title = issue.title
            explanation = issue.explanation
            author = namesShown ? issue.author : nil
            countries = issue.countries
            var seen: Set<String> = []
            sectors = issue.origins.compactMap(\.sector).filter { seen.insert($0).inserted }
            mergedInto = issue.mergedInto
            parents = issue.parents.map(\.id)
            isWithdrawn = issue.withdrawnAt != nil
        }
    }

    struct StageInput: Codable, Sendable {
        let stage: WorkshopStage
        /// Nothing opens all topics at once.
        let topic: Topic.ID?
        /// One of the event's steps; it gives stage and topic.
        let step: EventStep.ID?
    }

    struct MergeInput: Codable, Sendable {
        let issues: [Issue.ID]
        /// Whose wording is kept first.
        let into: Issue.ID?
        let title: String?
        let language: String?
        let key: String?
    }

    struct WordingInput: Codable, Sendable {
        let title: String
        let language: String
    }

    struct MergeActBody: Codable, Sendable {
        /// The journal's sequence: what a reversal names.
        let act: Int
        let issue: Issue.ID
        let kind: String
    }

    struct ReversalBody: Codable, Sendable { let reversed: Int }

    struct SuggestionBody: Codable, Sendable {
        let issues: [Issue.ID]
        /// 0 to 1.
        let likeness: Double
        let words: [String]
    }

    struct ActivityBody: Codable, Sendable {
        let event: Event.ID
        let stage: WorkshopStage?
        let topic: EventAPI.TopicBody?
        let topics: [EventAPI.TopicBody]
        let round: RoundAPI.RoundBody?
        let step: DesignAPI.StepBody?
        /// Those who may contribute: how many are here, and how many are invited, here or not.
        let here: Int
        let invited: Int
        /// The server's clock, epoch milliseconds.
        let now: Int
    }

    static let routes: [APIRoute] = stages + issues + merges

    private static let stages: [APIRoute] = [
        .get(
            Paths.apiActivity, .attend, "Plenary",
            "What the room does now: stage, topic, and the round with its issues."
        ) {
            visit, event in try await activity(event, visit)
        },
        .send(.put, Paths.apiStage, .facilitate, "Plenary", "Opens a stage.") { (visit, input: StageInput, event) in
            try await StageOperations.open(visit, event, stage: input.stage, topic: input.topic, step: input.step)
            return try await activity(event, visit)
        },
    ]

    private static let issues: [APIRoute] = [
        .get(
            Paths.apiIssues, .attend, "Issues",
            "Standing issues, oldest first. Participants see only their own while the organiser keeps others' issues hidden.",
            query: [.init(name: "topic", meaning: "Only this topic.", schema: .uuid)] + Cursor.parameters
        ) { visit, event in
            let wished = try visit.inbound.query["topic"].map { text in
                guard let topic = Topic.ID(text) else { throw Refusal.invalid(["topic": L("There is no such topic.")]) }
                return topic
            }
            let found = try await visit.read { reading in
                try visible(event, visit, reading).filter { wished == nil || $0.topic == wished }
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(.post, Paths.apiIssues, .contribute, "Issues", "Contributes an issue.", success: .created) {
            (visit, input: IssueInput, event) in
            try await body(try await IssueOperations.contribute(visit, event, input.contribution), visit)
        },
        .get(Paths.apiIssue, .attend, "Issues", "One issue with its parents and what became of it.") {
            visit, event, id in
            let found = try await visit.read { reading in
                try visible(event, visit, reading, all: true).first { $0.id == id }
            }
            guard let found else { throw Refusal.notFound }
            return found
        },
        .send(.put, Paths.apiIssue, .contribute, "Issues", "Changes one's own issue.") {
            (visit, input: IssueInput, event, id) in
            try await body(try await IssueOperations.edit(visit, event, id, input.contribution), visit)
        },
        .act(.put, Paths.apiIssueWithdrawal, .contribute, "Issues", "Withdraws one's own issue.") { visit, event, id in
            try await IssueOperations.withdraw(visit, event, id)
            return EmptyBody()
        },
        .act(.delete, Paths.apiIssueWithdrawal, .contribute, "Issues", "Brings one's own issue back.") {
            visit, event, id in
            try await IssueOperations.restore(visit, event, id)
            return EmptyBody()
        },
    ]

    private static let merges: [APIRoute] = [
        .get(Paths.apiSuggestions, .facilitate, "Merge", "Issues of a topic that may mean the same.") {
            visit, event, topic in
            let found = try await visit.read { reading in
                guard try EventStore(reading).topics(of: event).contains(where: { $0.id == topic }) else {
                    throw Refusal.notFound
                }
                return MergeSuggestion.among(
                    try IssueStore(reading).issues(of: topic), keptApart: try MergeStore(reading).keptApart(in: event))
            }
            return ListBody(
                items: found.map {
                    SuggestionBody(issues: $0.issues.map(\.id), likeness: $0.likeness, words: $0.words)
                }, next: nil)
        },
        .get(Paths.apiMerges, .facilitate, "Merge", "What was joined, newest first, and can be undone.") {
            visit, event in
            let acts = try await visit.read { try MergeStore($0).acts(of: event) }
            return ListBody(
                items: acts.map { MergeActBody(act: Int($0.sequence), issue: $0.issue, kind: $0.kind.rawValue) },
                next: nil)
        },
        .send(.post, Paths.apiMerges, .facilitate, "Merge", "Joins issues of one topic.", success: .created) {
            (visit, input: MergeInput, event) in
            let order = MergeOrder(
                input.issues, into: input.into, title: input.title, language: input.language, key: input.key)
            return try await body(try await MergeOperations.join(visit, event, order), visit)
        },
        .act(.post, Paths.apiMergeReversal, .facilitate, "Merge", "Undoes an act of joining, and what was built on it.")
        {
            visit, event, act in
            ReversalBody(reversed: try await MergeOperations.undo(visit, event, act: Int64(act)))
        },
        .send(.put, Paths.apiIssueWording, .facilitate, "Merge", "Changes the wording of a merged issue.") {
            (visit, input: WordingInput, event, id) in
            try await body(
                try await MergeOperations.reword(visit, event, id, title: input.title, language: input.language), visit)
        },
    ]

    private static func activity(_ event: Event.ID, _ visit: Visit) async throws -> ActivityBody {
        try await visit.read { reading in
            let room = try Room(event, reading)
            return ActivityBody(
                event: event, stage: room.event.stage, topic: room.topic.map(EventAPI.TopicBody.init),
                topics: room.topics.map(EventAPI.TopicBody.init),
                round: try room.round.map { try RoundAPI.RoundBody($0, reading, now: visit.now) },
                step: room.step.map { DesignAPI.StepBody($0, now: $0.id, EventClock(zone: room.event.timeZone)) },
                here: room.voices.count, invited: room.invited.count, now: Int(visit.now))
        }
    }

    private static func body(_ issue: IssueRecord, _ visit: Visit) async throws -> IssueBody {
        let namesShown = try await visit.read { try EventStore($0).event(issue.event).namesShown }
        return IssueBody(issue, namesShown: namesShown)
    }

    /// What this visitor may see of an event's issues: who runs the room all, the others by the organiser's choice.
    /// - Parameter all: also those that were joined.
    private static func visible(_ event: Event.ID, _ visit: Visit, _ reading: any Reading, all: Bool = false) throws
        -> [IssueBody]
    {
        let record = try EventStore(reading).event(event)
        let runsTheRoom = try Policy.roles(of: visit.visitor, in: event, reading).contains { $0.runsTheRoom }
        let isHidden = record.stage == .collect && !record.issuesVisible && !runsTheRoom
        return try IssueStore(reading).issues(of: event, includeJoined: all)
            .filter { !isHidden || ($0.participant != nil && $0.participant == visit.visitor.seat?.id) }
            .map { IssueBody($0, namesShown: record.namesShown || runsTheRoom) }
    }
}

extension IssueRecord.Kind: ChoiceType, CaseIterable {
    static var allCases: [IssueRecord.Kind] { [.contributed, .merged] }
}
