import Domain
import Markup
import Storage
import Web

/// A feature in which something is begun from a gap: the list of gaps offers it.
protocol NeedsGapActFeature: Feature {
    /// A link; empty for who may not.
    static func act(on indicator: ThreadIndicator, _ standing: PlansStanding) -> HTML
}

enum NeedsGapActs {
    private static let features: [any NeedsGapActFeature.Type] = Features.all { $0 as? any NeedsGapActFeature.Type }

    static func all(on indicator: ThreadIndicator, _ standing: PlansStanding) -> HTML {
        features.html { feature in
            let act = feature.act(on: indicator, standing)
            return act.isEmpty ? .empty : " \(act)"
        }
    }
}
