import Markup
import Storage

/// What a feature puts on the page of one's own account, which does not know it.
protocol AccountSectionFeature: Feature {
    static func section(of account: Account.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML
}

enum AccountSections {
    static let features: [any AccountSectionFeature.Type] = Features.all { $0 as? any AccountSectionFeature.Type }

    static func html(of account: Account.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        try features.reduce(.empty) { $0 + (try $1.section(of: account, visit, reading)) }
    }
}
