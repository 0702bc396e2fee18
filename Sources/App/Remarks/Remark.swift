import Domain
import Storage
import Web

/// Something that somebody has said of an action, an idea, a plan.
public enum RemarkEntry { public typealias ID = Identifier<RemarkEntry> }
/// What somebody wants to look at again: a page with its filter.
public enum KeptFilter { public typealias ID = Identifier<KeptFilter> }

/// A feature with something of which people say what they think.
protocol RemarkableFeature: Feature {
    static var remarkable: [RemarkableKind] { get }
}

/// A kind of thing that can be commented on.
struct RemarkableKind: Sendable {
    /// As the journal names it: `action`.
    let noun: String
    /// Nothing, or ``Refusal/notFound``, where the visitor may not know of it.
    let find: @Sendable (_ id: String, _ visit: Visit, any Reading) throws -> RemarkSubject?

    static let all: [RemarkableKind] = Features.all { $0 as? any RemarkableFeature.Type }.flatMap { $0.remarkable }
}

/// What is commented on, as somebody sees it: whoever reads it reads what is said of it, and nobody else.
struct RemarkSubject: Sendable {
    /// `action:ID`
    let subject: String
    let programme: Programme.ID
    let title: String
    let path: String
    let marking: String
    /// Whether they may say something, besides reading.
    let mayWrite: Bool
    /// Whether they may take away what others have said.
    let keeps: Bool

    /// - Throws: ``Refusal/notFound``.
    static func find(_ subject: String, _ visit: Visit, _ reading: any Reading) throws -> RemarkSubject {
        let parts = subject.split(separator: ":", maxSplits: 1).map { String($0) }
        guard parts.count == 2, let kind = RemarkableKind.all.first(where: { $0.noun == parts[0] }),
            let found = try kind.find(parts[1], visit, reading)
        else { throw Refusal.notFound }
        return found
    }
}

struct RemarkFields: FieldRecord {
    var text = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<RemarkFields>] = [
        .lines("text", \.text, L("Your comment"), limit: 2_000, isRequired: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]
}

struct RemarkRecord: Sendable, Hashable {
    let id: RemarkEntry.ID
    let fields: RemarkFields
    /// Nothing for who asked to be forgotten.
    let account: Account.ID?
    let author: String?
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        fields = try RemarkFields(row)
        account = try row.get("account_id")
        author = try row.get("author")
        createdAt = try row.get("created_at")
    }
}

struct KeptFilterRecord: Sendable, Hashable {
    let id: KeptFilter.ID
    let page: String
    let name: String
    /// As it stands in an address, without the question mark.
    let query: String

    init(_ row: Row) throws {
        id = try row.get("id")
        page = try row.get("page")
        name = try row.get("name")
        query = try row.get("query")
    }

    var address: String { "\(page)?\(query)" }
}
