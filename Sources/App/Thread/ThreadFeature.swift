import Domain
import Storage
import Web

/// A feature of whose items the thread tells: what its tables hold of some events, where an item is at home, and which page shows it.
/// The order in which features are asked does not matter: each fills lists of its own.
protocol ThreadFeature: Feature {
    /// The kinds of its items; none where it only links those of others.
    static var threadKinds: [ThreadKind] { get }
    /// Puts what it knows of the events into the material, in a number of queries that does not grow with what they hold.
    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws
    /// `SELECT` of kind and home, the event or the programme, of the item of its kinds with this id.
    static func threadHome(of id: String) -> SQL
    /// The item's own page; nil if only the thread shows it.
    static func threadPage(of item: ThreadItem) -> String?
    /// Events to which something of these leads on, or from which it comes.
    static func threadBeside(_ events: [Event.ID], _ reading: any Reading) throws -> [Event.ID]
}

extension ThreadFeature {
    static var threadKinds: [ThreadKind] { [] }
    static func threadHome(of id: String) -> SQL { "" }
    static func threadPage(of item: ThreadItem) -> String? { nil }
    static func threadBeside(_ events: [Event.ID], _ reading: any Reading) throws -> [Event.ID] { [] }
}

/// What is asked of a feature.
struct ThreadAsked: Sendable {
    let events: [Event.ID]
    /// Who looks; nothing for everybody in the room and nobody in particular.
    let visitor: Visitor?
    /// A case that is told of even where none of the events uses it.
    let pastCase: String?
    /// Of the events, or the one that is asked for.
    var programmes: [Programme.ID] = []
    /// Epoch milliseconds; nothing where what a programme plans is not asked for.
    var now: Int64?
}

enum ThreadFeatures {
    static let all: [any ThreadFeature.Type] = Features.all { $0 as? any ThreadFeature.Type }

    private static let ofKind: [ThreadKind: any ThreadFeature.Type] = Dictionary(
        uniqueKeysWithValues: all.flatMap { feature in feature.threadKinds.map { ($0, feature) } })

    /// The item's own page; nil if only the thread shows it.
    static func page(of item: ThreadItem) -> String? { ofKind[item.kind]?.threadPage(of: item) }
}

extension ThreadItem {
    /// Its address by a pattern of its feature.
    func page<Subject>(_ page: PathPattern<Event.ID, Identifier<Subject>>) -> String? {
        guard let event else { return nil }
        return Identifier<Subject>(id).map { page(event, $0) }
    }
}
