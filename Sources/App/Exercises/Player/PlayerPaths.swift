import Domain
import Web

enum PlayerPaths {
    static let live = PathPattern<Event.ID>("/events/:event/exercise/play/live")
    static let worker = PathPattern<Event.ID>("/events/:event/exercise/play/worker.js")
    /// Below it stands all that a player's device keeps.
    static func scope(_ event: Event.ID) -> String { "\(ExercisePaths.home(event))/" }
    /// That somebody knows that the exercise begins, or has ended.
    static let confirmation = PathPattern<Event.ID>("/events/:event/exercise/play/confirmation")
    /// That a player's page is there.
    static let contact = PathPattern<Event.ID>("/events/:event/exercise/play/contact")
    /// Who has, for whoever runs the exercise.
    static let confirmations = PathPattern<Event.ID>("/events/:event/exercise/confirmations")
    static let papers = PathPattern<Event.ID>("/events/:event/exercise/papers")
    static let opening = PathPattern<Event.ID, Paper.ID>("/events/:event/exercise/papers/:paper/opening")
    static let passing = PathPattern<Event.ID, Paper.ID>("/events/:event/exercise/papers/:paper/passing")
    /// A picture of a paper, with the mark in it.
    static let attachment = PathPattern<Event.ID, Paper.ID, InjectAttachment.ID>(
        "/events/:event/exercise/papers/:paper/attachments/:attachment")
    static let question = PathPattern<Event.ID, DecisionPoint.ID>("/events/:event/exercise/play/questions/:point")
    static let consent = PathPattern<Event.ID, DecisionPoint.ID>(
        "/events/:event/exercise/play/questions/:point/consent")
    static let requests = PathPattern<Event.ID>("/events/:event/exercise/play/requests")
    static let newRequest = PathPattern<Event.ID>("/events/:event/exercise/play/requests/new")
    static let request = PathPattern<Event.ID, ExerciseRequest.ID>("/events/:event/exercise/play/requests/:demand")
    static let picture = PathPattern<Event.ID>("/events/:event/exercise/play/picture")
    static let pictureItem = PathPattern<Event.ID, PictureItem.ID>("/events/:event/exercise/play/picture/:picture")
    static let log = PathPattern<Event.ID>("/events/:event/exercise/play/log")
    static let reports = PathPattern<Event.ID>("/events/:event/exercise/play/reports")
    static let statements = PathPattern<Event.ID>("/events/:event/exercise/play/statements")
    static let statement = PathPattern<Event.ID, PublicStatement.ID>(
        "/events/:event/exercise/play/statements/:statement")
    /// With those who run the exercise: not part of the play.
    static let control = PathPattern<Event.ID>("/events/:event/exercise/play/control")
    static let observeLive = PathPattern<Event.ID>("/events/:event/exercise/observe/live")
    static let observerAnswer = PathPattern<Event.ID, DecisionPoint.ID>(
        "/events/:event/exercise/observe/questions/:point")
    static let wall = PathPattern<Event.ID>("/events/:event/exercise/wall")
    static let wallLive = PathPattern<Event.ID>("/events/:event/exercise/wall/live")
    /// For the room's screen; the token of the projector is the permission.
    static let screen = PathPattern<Event.ID, String>("/events/:event/projector/:token/exercise")
    static let screenLive = PathPattern<Event.ID, String>("/events/:event/projector/:token/exercise/live")
}
