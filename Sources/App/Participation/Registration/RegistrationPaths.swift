import Domain
import Web

enum RegistrationPaths {
    static let list = PathPattern<Event.ID>("/events/:event/registration")
    static let rule = PathPattern<Event.ID>("/events/:event/registration/rule")
    static let invitations = PathPattern<Event.ID>("/events/:event/registration/invitations")
    static let sending = PathPattern<Event.ID>("/events/:event/registration/invitations/sending")
    static let reminders = PathPattern<Event.ID>("/events/:event/registration/invitations/reminders")
    /// On a server without mail: the links that an organiser hands over.
    static let links = PathPattern<Event.ID>("/events/:event/registration/links")
    static let answer = PathPattern<Event.ID, Invitation.ID>(
        "/events/:event/registration/invitations/:invitation/answer")
    static let removal = PathPattern<Event.ID, Invitation.ID>(
        "/events/:event/registration/invitations/:invitation/removal")
    /// The nominations of one country, city or organisation: `country:KZ`.
    static let nominations = PathPattern<Event.ID, Behalf>("/events/:event/registration/nominations/of/:behalf")
    static let ranking = PathPattern<Event.ID, Nomination.ID>(
        "/events/:event/registration/ranking/:nomination")
    static let nominationFile = PathPattern<Event.ID>("/events/:event/registration/nominations")
    static let nominationExport = PathPattern<Event.ID, String>(
        "/events/:event/registration/nominations/export/:format")
    static let export = PathPattern<Event.ID, String>("/events/:event/registration/export/:format")
    /// For whoever registers by themselves.
    static let own = PathPattern<String>("/e/:code/registration")
    static let ownWithdrawal = PathPattern<String>("/e/:code/registration/withdrawal")
    static let questions = PathPattern<Event.ID>("/events/:event/registration/questions")
    static let answersExport = PathPattern<Event.ID, String>("/events/:event/registration/questions/export/:format")
    static let answers = PathPattern<Event.ID, Registration.ID>(
        "/events/:event/registration/people/:registration/answers")
    static let people = PathPattern<Event.ID>("/events/:event/registration/people")
    static let newPerson = PathPattern<Event.ID>("/events/:event/registration/people/new")
    static let person = PathPattern<Event.ID, Registration.ID>("/events/:event/registration/people/:registration")
    static let approvals = PathPattern<Event.ID>("/events/:event/registration/approvals")
    /// The free seats go to who waits, once nobody moves up by themselves.
    static let promotions = PathPattern<Event.ID>("/events/:event/registration/promotions")
    static let approval = PathPattern<Event.ID, Registration.ID>(
        "/events/:event/registration/people/:registration/approval")
    static let rejection = PathPattern<Event.ID, Registration.ID>(
        "/events/:event/registration/people/:registration/rejection")
    static let withdrawal = PathPattern<Event.ID, Registration.ID>(
        "/events/:event/registration/people/:registration/withdrawal")
    static let comeback = PathPattern<Event.ID, Registration.ID>(
        "/events/:event/registration/people/:registration/return")
    static let unseating = PathPattern<Event.ID, Registration.ID>(
        "/events/:event/registration/people/:registration/unseating")
    static let protection = PathPattern<Event.ID, Registration.ID>(
        "/events/:event/registration/people/:registration/protection")
    static let offer = PathPattern<Event.ID, Registration.ID>("/events/:event/registration/people/:registration/offer")
    static let mode = PathPattern<Event.ID, Registration.ID>("/events/:event/registration/people/:registration/mode")
    static let wish = PathPattern<Event.ID, Registration.ID>("/events/:event/registration/people/:registration/wish")
    static let substitution = PathPattern<Event.ID, Registration.ID>(
        "/events/:event/registration/people/:registration/substitution")
}
