import Domain
import Web

enum ExconPaths {
    static let live = PathPattern<Event.ID>("/events/:event/exercise/console/live")
    /// An inject as it goes out: who gets it in which language, a last look.
    static let inject = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/console/injects/:inject")
    /// What the rules say of all that happened, beside what was done.
    static let rules = PathPattern<Event.ID>("/events/:event/exercise/console/rules")
    /// The list for the screen of a planning conference.
    static let present = PathPattern<Event.ID>("/events/:event/exercise/msel/present")
    static let presentLive = PathPattern<Event.ID>("/events/:event/exercise/msel/present/live")
    static let controlLive = PathPattern<Event.ID>("/events/:event/exercise/control/live")
}
