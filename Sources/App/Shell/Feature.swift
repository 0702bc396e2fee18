import Domain
import Storage
import Web

/// What a feature tells the house of itself, in a file `…Facts.swift` of its own folder: the build finds it there, and no list names it.
///
/// A kind of fact is a protocol of the room that asks for it (``RoutedFeature`` here, `ThreadFeature` in Thread …); a feature conforms
/// to those that it has something to say to.
protocol Feature {}

enum Features {
    static let all: [any Feature.Type] = Registry.features

    /// Those that tell one kind of fact: `Features.all { $0 as? any RoutedFeature.Type }`.
    static func all<Kind>(_ cast: (any Feature.Type) -> Kind?) -> [Kind] { all.compactMap(cast) }
}

/// A feature with addresses.
protocol RoutedFeature: Feature {
    /// Pages, forms and streams.
    static var routes: [Route] { get }
    /// The same as JSON.
    static var api: [APIRoute] { get }
}

extension RoutedFeature {
    static var api: [APIRoute] { [] }
}

/// Every address of the product. The server, `docs/routes.txt`, the OpenAPI description and the tests of access read these lists.
public enum Routes {
    public static let all: [Route] = pages + api.map(\.route)

    private static let features: [any RoutedFeature.Type] = Features.all { $0 as? any RoutedFeature.Type }

    /// Pages, forms and streams.
    static let pages: [Route] = features.flatMap { $0.routes }

    /// The JSON interface.
    static let api: [APIRoute] = features.flatMap { $0.api }
}
