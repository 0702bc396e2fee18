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

/// A feature that tells what became of an event as a whole: the page of its thread leads there.
protocol ThreadReportFeature: Feature {
    static func threadReport(of event: Event.ID) -> HTML
}

enum ThreadReports {
    private static let features: [any ThreadReportFeature.Type] = Features.all { $0 as? any ThreadReportFeature.Type }

    static func links(of event: Event.ID) -> HTML { features.html { $0.threadReport(of: event) } }
}

enum ThreadActs {
    private static let features: [any ThreadActFeature.Type] = Features.all { $0 as? any ThreadActFeature.Type }

    static func all(
        on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> [HTML] {
        try features.map { try $0.act(on: item, in: programme, visit, reading) }
    }
}
