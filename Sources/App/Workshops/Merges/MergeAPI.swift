import Domain
import Storage
import Web

/// Merging as JSON, on the same operations as the pages.
enum MergeAPI {
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

    static let routes: [APIRoute] = [
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
            return try await IssueAPI.body(try await MergeOperations.join(visit, event, order), visit)
        },
        .act(.post, Paths.apiMergeReversal, .facilitate, "Merge", "Undoes an act of joining, and what was built on it.")
        {
            visit, event, act in
            ReversalBody(reversed: try await MergeOperations.undo(visit, event, act: Int64(act)))
        },
        .send(.put, Paths.apiIssueWording, .facilitate, "Merge", "Changes the wording of a merged issue.") {
            (visit, input: WordingInput, event, id) in
            try await IssueAPI.body(
                try await MergeOperations.reword(visit, event, id, title: input.title, language: input.language), visit)
        },
    ]
}
