import Domain
import Markup
import Storage
import Web

/// What became of a meeting.
enum BecameFacts: RoutedFeature {
    static var routes: [Route] { [] }
}
