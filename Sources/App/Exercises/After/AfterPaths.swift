import Domain
import Web

enum AfterPaths {
    static let findings = PathPattern<Event.ID>("/events/:event/exercise/findings")
    static let newFinding = PathPattern<Event.ID>("/events/:event/exercise/findings/new")
    static let finding = PathPattern<Event.ID, ExerciseFinding.ID>("/events/:event/exercise/findings/:finding")
    static let findingActions = PathPattern<Event.ID, ExerciseFinding.ID>(
        "/events/:event/exercise/findings/:finding/actions")
    static let lessons = PathPattern<Event.ID>("/events/:event/exercise/lessons")
    static let lesson = PathPattern<Event.ID, Lesson.ID>("/events/:event/exercise/lessons/:lesson")
    static let hotWash = PathPattern<Event.ID>("/events/:event/exercise/hot-wash")
    static let report = PathPattern<Event.ID>("/events/:event/exercise/report")
    static let part = PathPattern<Event.ID, String>("/events/:event/exercise/report/:chapter")
    static let template = PathPattern<Event.ID>("/events/:event/exercise/report-template")
    static let agreement = PathPattern<Event.ID>("/events/:event/exercise/report-agreement")
    static let closing = PathPattern<Event.ID>("/events/:event/exercise/closing")
    static let file = PathPattern<Event.ID, String>("/events/:event/exercise/files/:file")

    static let apiFindings = PathPattern<Event.ID>("/api/v1/events/:event/findings")
    static let apiActions = PathPattern<Event.ID>("/api/v1/events/:event/corrective-actions")
    static let apiFile = PathPattern<Event.ID, String>("/api/v1/events/:event/exercise/files/:file")
}
