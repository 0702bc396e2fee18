import Markup
import Storage
import Web

/// What a later feature shows on the page of a working group: its publications, its cases.
protocol WorkingGroupSectionFeature: Feature {
    static func section(of group: WorkingGroupRecord, _ visit: Visit, _ reading: any Reading) throws -> HTML
}

enum WorkingGroupSections {
    static let features: [any WorkingGroupSectionFeature.Type] = Features.all {
        $0 as? any WorkingGroupSectionFeature.Type
    }
}
