import Domain
import Web

enum EvaluationPaths {
    static let evaluate = ExercisePaths.evaluate
    static let live = PathPattern<Event.ID>("/events/:event/exercise/evaluate/live")
    static let observations = PathPattern<Event.ID>("/events/:event/exercise/evaluate/observations")
    static let observation = PathPattern<Event.ID, ExerciseObservation.ID>(
        "/events/:event/exercise/evaluate/observations/:note")
    static let ratings = PathPattern<Event.ID>("/events/:event/exercise/evaluate/ratings")
    static let submission = PathPattern<Event.ID>("/events/:event/exercise/evaluate/submission")
    static let closing = PathPattern<Event.ID>("/events/:event/exercise/evaluate/closing")
    static let lead = PathPattern<Event.ID>("/events/:event/exercise/evaluate/lead")
    static let consensus = PathPattern<Event.ID>("/events/:event/exercise/evaluate/consensus")

    static let apiObservations = PathPattern<Event.ID>("/api/v1/events/:event/exercise/observations")
    static let apiRatings = PathPattern<Event.ID>("/api/v1/events/:event/ratings")

    /// The live page of evaluators.
    static let place = ExercisePlaces.evaluators

    static func scope(_ event: Event.ID) -> Scope { .part(event, place) }
}
