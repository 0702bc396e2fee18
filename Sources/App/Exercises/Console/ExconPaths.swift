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
    /// What waits for an answer of those who run the exercise.
    static let simcell = PathPattern<Event.ID>("/events/:event/exercise/simcell")
    static let simcellLive = PathPattern<Event.ID>("/events/:event/exercise/simcell/live")
    static let simcellRequest = PathPattern<Event.ID, ExerciseRequest.ID>(
        "/events/:event/exercise/simcell/requests/:demand")
    static let simcellReply = PathPattern<Event.ID, ExerciseCell.ID>("/events/:event/exercise/simcell/cells/:cell")
    static let notes = PathPattern<Event.ID>("/events/:event/exercise/console/notes")
    static let apiNotes = PathPattern<Event.ID>("/api/v1/events/:event/exercise/notes")
    static let controlLive = PathPattern<Event.ID>("/events/:event/exercise/control/live")
}
