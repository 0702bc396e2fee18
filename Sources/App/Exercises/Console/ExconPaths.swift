import Domain
import Web

enum ExconPaths {
    static let live = PathPattern<Event.ID>("/events/:event/exercise/console/live")
    /// An inject as it goes out: who gets it in which language, a last look.
    static let inject = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/console/injects/:inject")
    static let controlLive = PathPattern<Event.ID>("/events/:event/exercise/control/live")
}
