import Domain
import Web

enum FeedbackPaths {
    static let feedback = PathPattern<Event.ID>("/events/:event/feedback")
    static let questions = PathPattern<Event.ID>("/events/:event/feedback/questions")
    static let opening = PathPattern<Event.ID>("/events/:event/feedback/opening")
    static let closing = PathPattern<Event.ID>("/events/:event/feedback/closing")
    static let sheet = PathPattern<Event.ID>("/events/:event/feedback.xlsx")
    /// A person's own page.
    static let own = PathPattern<String>("/e/:code/feedback")

    static let api = PathPattern<Event.ID>("/api/v1/events/:event/feedback")
    static let apiQuestions = PathPattern<Event.ID>("/api/v1/events/:event/feedback/questions")
    static let apiOpening = PathPattern<Event.ID>("/api/v1/events/:event/feedback/opening")
}
