import Domain
import Storage
import Web

/// Comments and kept filters as JSON, on the same operations as the pages.
enum RemarkAPI {
    struct None: Codable, Sendable {}

    struct Facts: Codable, Sendable {
        let id: RemarkEntry.ID
        /// Nothing for who asked to be forgotten.
        let author: String?
        let createdAt: Int64
    }

    struct Told: Codable, Sendable, NamedType {
        static var schemaName: String { "CommentSubject" }

        /// `action:ID`, `idea:ID`, `plan:ID`.
        let subject: String
        let path: String
    }

    struct FilterInput: Codable, Sendable, NamedType {
        static var schemaName: String { "KeptFilterInput" }

        /// The path of a list, such as `/programmes/P/actions`.
        let page: String
        let name: String
        /// As it stands in an address, without the question mark.
        let query: String
    }

    struct FilterBody: Codable, Sendable, NamedType {
        static var schemaName: String { "KeptFilter" }

        let id: KeptFilter.ID
        let page: String
        let name: String
        let query: String

        init(_ record: KeptFilterRecord) {
            (id, page, name, query) = (record.id, record.page, record.name, record.query)
        }
    }

    typealias Body = FieldBody<RemarkFields, Facts>

    private static let tag = "Comments"

    static let routes: [APIRoute] = [
        .get(
            RemarkPaths.apiAll, .account, tag,
            "What was said of an action, an idea or a plan (`action:ID`, `idea:ID`, `plan:ID`), the first one first.",
            query: Cursor.parameters
        ) { visit, item in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let found = try RemarkSubject.find(item, visit, reading)
                let all = try RemarkStore(reading).remarks(on: found.subject)
                return try cursor.page(of: all.map(body)) { $0.facts.id.description }
            }
        },
        .send(
            .post, RemarkPaths.apiAll, .account, tag, "Says something of it: whoever reads it may.", success: .created
        ) { (visit, input: FieldSending<RemarkFields, None>, item) in
            let found = try await RemarkOperations.add(visit, to: item, input.told.fields(), key: input.told.key)
            return Told(subject: found.subject, path: found.path)
        },
        .act(
            .delete, RemarkPaths.apiOne, .account, tag, "Takes a comment away: its author, or who keeps the thing."
        ) { visit, item, id in
            let found = try await RemarkOperations.remove(visit, id, on: item)
            return Told(subject: found.subject, path: found.path)
        },
        .get(RemarkPaths.apiFilters, .account, tag, "Your own kept filters, by name.") { visit in
            try await visit.read { reading in
                guard let account = visit.visitor.account?.id else { throw Refusal.signInNeeded }
                return ListBody(
                    items: try KeptFilterStore(reading).filters(of: account).map(FilterBody.init), next: nil)
            }
        },
        .send(
            .post, RemarkPaths.apiFilters, .account, tag,
            "Keeps a filter; one of the same name and page is replaced.", success: .created
        ) { (visit, input: FilterInput) in
            FilterBody(
                try await KeptFilterOperations.keep(
                    visit, page: input.page, name: input.name, query: input.query))
        },
        .act(.delete, RemarkPaths.apiFilter, .account, tag, "Keeps a filter no longer.") { visit, id in
            try await KeptFilterOperations.remove(visit, id)
            return EmptyBody()
        },
    ]

    private static func body(_ one: RemarkRecord) -> Body {
        Body(Facts(id: one.id, author: one.author, createdAt: one.createdAt), one.fields)
    }
}
