import Storage
import Web

/// A feature with something to find: everything of its kinds that who asks may see, by the same rule as on its own pages.
///
/// It is not told what is searched for. So what somebody may not see has no part in what is found, in the numbers, in the order, or in
/// the time that it takes.
protocol SearchFeature: Feature {
    static var searchKinds: [SearchKind] { get }
    /// In a number of queries that does not grow with what there is.
    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry]
    /// The same of what there may be thousands of: kept from one search to the next (``SearchMemory``).
    static func keptSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchTold]
}

extension SearchFeature {
    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] { [] }

    static func keptSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchTold] { [] }
}

/// A kind of thing that is found.
struct SearchKind: Sendable, Hashable {
    /// As addresses and the API have it: `issue`.
    let name: String
    /// Where it stands among the others where nothing else decides: the least first.
    let order: Int
    /// What several are called.
    let label: Message

    init(_ name: String, order: Int, _ label: Message) {
        self.name = name
        self.order = order
        self.label = label
    }
}

enum SearchFeatures {
    static let all: [any SearchFeature.Type] = Features.all { $0 as? any SearchFeature.Type }

    static let kinds: [SearchKind] = all.flatMap { $0.searchKinds }.sorted { $0.order < $1.order }

    static func kind(_ name: String) -> SearchKind? { kinds.first { $0.name == name } }
}
