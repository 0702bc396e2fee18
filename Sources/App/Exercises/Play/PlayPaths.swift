import Domain
import Web

enum PlayPaths {
    /// STARTEX, pause, speed, ENDEX.
    static let clock = PathPattern<Event.ID>("/events/:event/exercise/clock")
    static let control = PathPattern<Event.ID>("/events/:event/exercise/control")
    static let jump = PathPattern<Event.ID>("/events/:event/exercise/story")
    static let alarm = PathPattern<Event.ID>("/events/:event/exercise/alarm")
    static let moveOpening = PathPattern<Event.ID, ExerciseMove.ID>("/events/:event/exercise/moves/:move/opening")
    static let moveClosing = PathPattern<Event.ID, ExerciseMove.ID>("/events/:event/exercise/moves/:move/closing")
    static let release = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/release")
    static let hold = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/hold")
    static let deferral = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/deferral")
    static let completion = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/completion")
    static let correction = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/correction")
    static let call = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/call")

    static let apiExercise = PathPattern<Event.ID>("/api/v1/events/:event/exercise")
    static let apiClock = PathPattern<Event.ID>("/api/v1/events/:event/exercise/clock")
    static let apiReleases = PathPattern<Event.ID>("/api/v1/events/:event/releases")
    static let apiPapers = PathPattern<Event.ID>("/api/v1/events/:event/papers")
}
