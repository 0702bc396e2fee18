import Markup
import Storage
import Web

/// What a feature shows on the page of a country for who speaks for it: its experts, what others offer it, what it has answered.
protocol CountrySectionFeature: Feature {
    /// From the top: 10, 20 …
    static var countrySectionOrder: Int { get }
    static func section(ofCountry country: String, _ visit: Visit, _ reading: any Reading) throws -> HTML
}

enum CountrySections {
    private static let features: [any CountrySectionFeature.Type] =
        Features.all { $0 as? any CountrySectionFeature.Type }.sorted {
            $0.countrySectionOrder < $1.countrySectionOrder
        }

    static func html(_ country: String, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        try features.map { try $0.section(ofCountry: country, visit, reading) }.html { $0 }
    }
}
