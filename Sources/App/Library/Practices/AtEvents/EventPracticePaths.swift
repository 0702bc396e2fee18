import Domain
import Web

extension Paths {
    static let eventPractices = PathPattern<Event.ID>("/events/:event/practices")
    static let newEventPractice = PathPattern<Event.ID>("/events/:event/practices/new")
    static let eventPractice = PathPattern<Event.ID, Case.ID>("/events/:event/practices/:practice")
    static let eventPracticeDecision = PathPattern<Event.ID, Case.ID>("/events/:event/practices/:practice/decision")
    static let eventPracticeQuestions = PathPattern<Event.ID, Case.ID>("/events/:event/practices/:practice/questions")
    static let eventPracticeAnswer = PathPattern<Event.ID, PracticeQuestion.ID>(
        "/events/:event/practice-questions/:asked/answer")

    static let apiEventPractices = PathPattern<Event.ID>("/api/v1/events/:event/practices")
    static let apiEventPracticeDecision = PathPattern<Event.ID, Case.ID>(
        "/api/v1/events/:event/practices/:practice/decision")
    static let apiEventPracticeQuestions = PathPattern<Event.ID, Case.ID>(
        "/api/v1/events/:event/practices/:practice/questions")
}
