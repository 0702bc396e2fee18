import Domain
import Storage
import Web

/// Aspects as JSON, on the same operations as the tables.
enum AspectAPI {
    struct AspectInput: Codable, Sendable {
        let group: BreakoutGroup.ID
        let issue: Issue.ID
        let direction: AspectDirection
        let text: String
        /// BCP 47; English by default.
        let language: String?
        /// 1 to 5; 3 by default.
        let weight: Whole<Numbers.Weight>?
        /// A sector's code.
        let sector: String?
        let cases: [Case.ID]?
        /// Says that it rests on no case.
        let withoutCase: Bool?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?

        var draft: AspectDraft {
            AspectDraft(
                issue: issue, direction: direction, text: text, language: language ?? "en", weight: weight?.value ?? 3,
                sector: sector, withoutCase: withoutCase ?? false, cases: cases ?? [], key: key)
        }
    }

    /// What is missing stays. The text is a card of its own.
    struct AspectChangeInput: Codable, Sendable {
        let weight: Whole<Numbers.Weight>?
        /// An empty text means no sector.
        let sector: String?
        let withoutCase: Bool?

        var change: AspectChange {
            AspectChange(
                weight: weight?.value, sector: sector.map { $0.isEmpty ? .some(nil) : .some($0) } ?? .none,
                withoutCase: withoutCase)
        }
    }

    struct AspectBody: Codable, Sendable {
        let id: Aspect.ID
        let group: BreakoutGroup.ID
        let issue: Issue.ID
        let direction: AspectDirection
        let card: Card.ID
        let text: String
        let language: String
        let weight: Int
        let sector: String?
        let cases: [Case.ID]
        let withoutCase: Bool
        let isWithdrawn: Bool

        init(_ aspect: AspectRecord) {
            id = aspect.id
            group = aspect.group
            issue = aspect.issue
            direction = aspect.direction
            card = aspect.card
            text = aspect.text
            language = aspect.language
            weight = aspect.weight
            sector = aspect.sector
            cases = aspect.cases
            withoutCase = aspect.withoutCase
            isWithdrawn = aspect.withdrawnAt != nil
        }
    }

    struct LinkInput: Codable, Sendable { let state: AspectLink.State }

    struct LinkBody: Codable, Sendable {
        let first: Aspect.ID
        let second: Aspect.ID
        /// Missing where it is only suggested.
        let state: AspectLink.State?
        /// 0 to 1; missing where it was decided.
        let likeness: Double?
    }

    static let routes: [APIRoute] = aspects + links

    private static let aspects: [APIRoute] = [
        .get(
            Paths.apiAspects, .attend, "Aspects",
            "What helps and hinders the priority issues, by group and oldest first.",
            query: [
                .init(name: "group", meaning: "Only this group.", schema: .uuid),
                .init(name: "issue", meaning: "Only this issue.", schema: .uuid),
            ] + Cursor.parameters
        ) { visit, event in
            let group = try filter("group", visit, BreakoutGroup.ID.self)
            let issue = try filter("issue", visit, Issue.ID.self)
            let found = try await visit.read { try AspectStore($0).aspects(of: event) }
                .filter { (group == nil || $0.group == group) && (issue == nil || $0.issue == issue) }
            return try Cursor(visit).page(of: found.map(AspectBody.init)) { $0.id.description }
        },
        .send(.post, Paths.apiAspects, .attend, "Aspects", "Adds an aspect at one's own table.", success: .created) {
            (visit, input: AspectInput, event) in
            AspectBody(try await AspectOperations.add(visit, event, input.group, input.draft))
        },
        .get(Paths.apiAspect, .attend, "Aspects", "One aspect, whatever became of it.") { visit, event, id in
            let found = try await visit.read { try AspectStore($0).aspect(id) }
            guard found.event == event else { throw Refusal.notFound }
            return AspectBody(found)
        },
        .send(.put, Paths.apiAspect, .attend, "Aspects", "Changes weight, sector or the word that there is no case.") {
            (visit, input: AspectChangeInput, event, id) in
            AspectBody(try await AspectOperations.change(visit, event, id, input.change))
        },
        .act(.put, Paths.apiAspectWithdrawal, .attend, "Aspects", "Takes an aspect off the table.") {
            visit, event, id in
            AspectBody(try await AspectOperations.withdraw(visit, event, id))
        },
        .act(.delete, Paths.apiAspectWithdrawal, .attend, "Aspects", "Brings an aspect back.") { visit, event, id in
            AspectBody(try await AspectOperations.restore(visit, event, id))
        },
        .act(.put, Paths.apiAspectCase, .attend, "Aspects", "Lets an aspect rest on a case.") {
            visit, event, id, record in
            AspectBody(try await AspectOperations.cite(visit, event, id, record))
        },
        .act(.delete, Paths.apiAspectCase, .attend, "Aspects", "Takes a case away from an aspect.") {
            visit, event, id, record in
            AspectBody(try await AspectOperations.removeCase(visit, event, id, record))
        },
    ]

    private static let links: [APIRoute] = [
        .get(
            Paths.apiAspectLinks, .attend, "Aspects",
            "Pairs of aspects of two groups that were linked or kept apart, then those that may be the same, most alike first."
        ) { visit, event in
            try await visit.read { reading in
                let store = AspectStore(reading)
                let aspects = try store.aspects(of: event)
                let standing = Set(aspects.map(\.id))
                let decided = try store.links(of: event)
                let said = decided.filter { standing.contains($0.key.first) && standing.contains($0.key.second) }
                    .sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
                    .map { LinkBody(first: $0.key.first, second: $0.key.second, state: $0.value, likeness: nil) }
                let suggested = AspectSuggestion.among(aspects, decided: Set(decided.keys)).map {
                    LinkBody(first: $0.link.first, second: $0.link.second, state: nil, likeness: $0.likeness)
                }
                return ListBody(items: said + suggested, next: nil)
            }
        },
        .send(.put, Paths.apiAspectLink, .attend, "Aspects", "Links two aspects of two groups, or keeps them apart.") {
            (visit, input: LinkInput, event, id, other) in
            try await AspectOperations.link(visit, event, id, other, input.state)
            let link = AspectLink(id, other)
            return LinkBody(first: link.first, second: link.second, state: input.state, likeness: nil)
        },
        .act(.delete, Paths.apiAspectLink, .attend, "Aspects", "Takes back what was said of two aspects.") {
            visit, event, id, other in
            try await AspectOperations.link(visit, event, id, other, nil)
            return EmptyBody()
        },
    ]

    private static func filter<Subject>(_ name: String, _ visit: Visit, _ type: Identifier<Subject>.Type) throws
        -> Identifier<Subject>?
    {
        guard let text = visit.inbound.query[name], !text.isEmpty else { return nil }
        guard let id = Identifier<Subject>(text) else { throw Refusal.invalid([name: L("This is not a valid ID.")]) }
        return id
    }
}
