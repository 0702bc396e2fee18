import Domain
import Web

extension Paths {
    static let reminders = PathPattern<Event.ID>("/events/:event/reminders")
    static let personalLinkMails = PathPattern<Event.ID>("/events/:event/personal-link-mails")
    static let mailRetries = PathPattern<Event.ID>("/events/:event/mail/retries")
}
