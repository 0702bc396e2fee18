import Domain
import Markup
import Storage
import Web

/// A feature in which something is begun from an item of the thread: the item's page offers it.
protocol ThreadActFeature: Feature {
    /// Empty for who may not.
    static func act(
        on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> HTML
}

enum ThreadActs {
    private static let features: [any ThreadActFeature.Type] = Features.all { $0 as? any ThreadActFeature.Type }

    static func all(
        on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> [HTML] {
        try features.map { try $0.act(on: item, in: programme, visit, reading) }
    }
}
