import Domain
import Web

enum ExerciseMailPaths {
    static let settings = PathPattern<Event.ID>("/events/:event/exercise/real-mail")
    /// A player's own choice.
    static let choice = PathPattern<Event.ID>("/events/:event/exercise/play/mail")
    static let apiSettings = PathPattern<Event.ID>("/api/v1/events/:event/exercise/real-mail")
    static let apiChoice = PathPattern<Event.ID>("/api/v1/events/:event/exercise/mail-choice")
}
