import Domain
import Web

enum PlayerPaths {
    static let live = PathPattern<Event.ID>("/events/:event/exercise/play/live")
    /// That somebody knows that the exercise begins, or has ended.
    static let confirmation = PathPattern<Event.ID>("/events/:event/exercise/play/confirmation")
    static let papers = PathPattern<Event.ID>("/events/:event/exercise/papers")
    static let opening = PathPattern<Event.ID, Paper.ID>("/events/:event/exercise/papers/:paper/opening")
    static let passing = PathPattern<Event.ID, Paper.ID>("/events/:event/exercise/papers/:paper/passing")
    static let question = PathPattern<Event.ID, DecisionPoint.ID>("/events/:event/exercise/play/questions/:point")
    static let consent = PathPattern<Event.ID, DecisionPoint.ID>(
        "/events/:event/exercise/play/questions/:point/consent")
    /// Two taps: this page, and its button.
    static let emergency = PathPattern<Event.ID>("/events/:event/exercise/emergency")
    static let observeLive = PathPattern<Event.ID>("/events/:event/exercise/observe/live")
    static let observerAnswer = PathPattern<Event.ID, DecisionPoint.ID>(
        "/events/:event/exercise/observe/questions/:point")
    static let wall = PathPattern<Event.ID>("/events/:event/exercise/wall")
    static let wallLive = PathPattern<Event.ID>("/events/:event/exercise/wall/live")
    /// For the room's screen; the token of the projector is the permission.
    static let screen = PathPattern<Event.ID, String>("/events/:event/projector/:token/exercise")
    static let screenLive = PathPattern<Event.ID, String>("/events/:event/projector/:token/exercise/live")
}
