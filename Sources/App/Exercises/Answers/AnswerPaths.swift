import Domain
import Web

enum AnswerPaths {
    static let matrix = PathPattern<Event.ID>("/events/:event/exercise/matrix")
    static let matrixLive = PathPattern<Event.ID>("/events/:event/exercise/matrix/live")
    static let measures = PathPattern<Event.ID>("/events/:event/exercise/measures")
    /// The lists from which anybody computes the measures again.
    static let requestFile = PathPattern<Event.ID>("/events/:event/exercise/measures/requests.csv")
    static let withdrawal = PathPattern<Event.ID, ExerciseDecision.ID>(
        "/events/:event/exercise/decisions/:choice/withdrawal")
    static let decision = PathPattern<Event.ID, ExerciseDecision.ID>("/events/:event/exercise/decisions/:choice")
    static let observerAnswer = PathPattern<Event.ID, DecisionPoint.ID>(
        "/events/:event/exercise/points/:point/observing")

    static let apiOpinions = PathPattern<Event.ID>("/api/v1/events/:event/exercise/opinions")
    static let apiOpinion = PathPattern<Event.ID, DecisionPoint.ID>(
        "/api/v1/events/:event/exercise/points/:point/opinion")
    static let apiDecisions = PathPattern<Event.ID>("/api/v1/events/:event/exercise/decisions")
    static let apiRequests = PathPattern<Event.ID>("/api/v1/events/:event/requests")
    static let apiRequestSteps = PathPattern<Event.ID, ExerciseRequest.ID>(
        "/api/v1/events/:event/requests/:demand/steps")
    static let apiPicture = PathPattern<Event.ID>("/api/v1/events/:event/picture")
    static let apiPictureItem = PathPattern<Event.ID, PictureItem.ID>("/api/v1/events/:event/picture/:picture")
    static let apiMeasures = PathPattern<Event.ID>("/api/v1/events/:event/measures")
    static let apiLog = PathPattern<Event.ID>("/api/v1/events/:event/exercise/log")
}
