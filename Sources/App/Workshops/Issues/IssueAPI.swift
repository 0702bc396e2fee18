import Domain
import Storage
import Web

/// Issues as JSON, on the same operations as the pages.
enum IssueAPI {
    struct IssueInput: Codable, Sendable {
        /// Where all topics are open at once; else the present one.
        let topic: Topic.ID?
        let title: String
        let explanation: String?
        /// BCP 47; English by default.
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

    static let routes: [APIRoute] = [
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

    static func body(_ issue: IssueRecord, _ visit: Visit) async throws -> IssueBody {
        let namesShown = try await visit.read { try EventStore($0).event(issue.event).namesShown }
        return IssueBody(issue, namesShown: namesShown)
    }

    /// What this visitor may see of an event's issues: who runs the room all, the others by the organiser's choice.
    /// - Parameter all: also those that were joined.
    private static func visible(_ event: Event.ID, _ visit: Visit, _ reading: any Reading, all: Bool = false) throws
        -> [IssueBody]
    {
        let record = try EventStore(reading).event(event)
        let runsTheRoom = try visit.membership(in: event, reading).runsTheRoom
        let isHidden = record.stage == .collect && !record.issuesVisible && !runsTheRoom
        return try IssueStore(reading).issues(of: event, includeJoined: all)
            .filter { !isHidden || ($0.participant != nil && $0.participant == visit.visitor.seat?.id) }
            .map { IssueBody($0, namesShown: record.namesShown || runsTheRoom) }
    }
}

extension IssueRecord.Kind: ChoiceType, CaseIterable {
    static var allCases: [IssueRecord.Kind] { [.contributed, .merged] }
}
