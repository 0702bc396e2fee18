import Domain
import Web

enum InjectPaths {
    static let msel = PathPattern<Event.ID>("/events/:event/exercise/msel")
    static let paste = PathPattern<Event.ID>("/events/:event/exercise/msel/paste")
    static let timeline = PathPattern<Event.ID>("/events/:event/exercise/msel/timeline")
    /// What waits for a second person.
    static let approval = PathPattern<Event.ID>("/events/:event/exercise/msel/approval")
    static let new = PathPattern<Event.ID>("/events/:event/exercise/injects/new")
    static let inject = ExercisePaths.inject
    static let editing = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/edit")
    /// Label, title and time, in the table.
    static let row = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/row")
    static let texts = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/texts")
    static let point = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/point")
    static let rule = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/rule")
    /// Submitted, approved, returned, obsolete.
    static let status = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/status")
    /// A finding of safety, by somebody's name.
    static let clearing = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/clearing")
    static let order = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/order")
    static let copy = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/copy")
    static let removal = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/removal")

    static let attachments = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject/attachments")
    static let attachment = PathPattern<Event.ID, Inject.ID, InjectAttachment.ID>(
        "/events/:event/exercise/injects/:inject/attachments/:attachment")
    static let attachmentRemoval = PathPattern<Event.ID, Inject.ID, InjectAttachment.ID>(
        "/events/:event/exercise/injects/:inject/attachments/:attachment/removal")

    static let apiAttachments = PathPattern<Event.ID, Inject.ID>("/api/v1/events/:event/injects/:inject/attachments")
    static let apiInjects = PathPattern<Event.ID>("/api/v1/events/:event/injects")
    static let apiInject = PathPattern<Event.ID, Inject.ID>("/api/v1/events/:event/injects/:inject")
    static let apiTime = PathPattern<Event.ID, Inject.ID>("/api/v1/events/:event/injects/:inject/time")
    static let apiStatus = PathPattern<Event.ID, Inject.ID>("/api/v1/events/:event/injects/:inject/status")
}
