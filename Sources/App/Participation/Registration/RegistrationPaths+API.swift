import Domain
import Web

extension RegistrationPaths {
    static let apiRule = PathPattern<Event.ID>("/api/v1/events/:event/registration-rule")
    static let apiPromotions = PathPattern<Event.ID>("/api/v1/events/:event/registration-promotions")
    static let apiList = PathPattern<Event.ID>("/api/v1/events/:event/registrations")
    static let apiPerson = registration("")
    static let apiApproval = registration("/approval")
    static let apiRejection = registration("/rejection")
    static let apiWithdrawal = registration("/withdrawal")
    static let apiReturn = registration("/return")
    static let apiUnseating = registration("/unseating")
    static let apiProtection = registration("/protection")
    static let apiOffer = registration("/offer")
    static let apiMode = registration("/mode")
    static let apiWish = registration("/wish")
    static let apiSubstitution = registration("/substitution")
    static let apiAnswers = registration("/answers")
    static let apiQuestions = PathPattern<Event.ID>("/api/v1/events/:event/registration-questions")
    static let apiAnswersExport = PathPattern<Event.ID>("/api/v1/events/:event/registration-answers.csv")
    static let apiInvitations = PathPattern<Event.ID>("/api/v1/events/:event/invitations")
    static let apiSending = PathPattern<Event.ID>("/api/v1/events/:event/invitations/sending")
    static let apiAnswer = PathPattern<Event.ID, Invitation.ID>(
        "/api/v1/events/:event/invitations/:invitation/answer")
    static let apiNominations = PathPattern<Event.ID>("/api/v1/events/:event/nominations")
    static let apiNomination = PathPattern<Event.ID, Nomination.ID>("/api/v1/events/:event/nominations/:nomination")

    static let apiNominationFile = PathPattern<Event.ID>("/api/v1/events/:event/nominations/import")
    static let apiNominationExport = PathPattern<Event.ID>("/api/v1/events/:event/nominations.csv")
    static let apiExport = PathPattern<Event.ID>("/api/v1/events/:event/registrations.csv")

    private static func registration(_ end: String) -> PathPattern<Event.ID, Registration.ID> {
        PathPattern("/api/v1/events/:event/registrations/:registration\(end)")
    }
}
