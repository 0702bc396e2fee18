import Domain
import Web

extension Paths {
    /// The countries, the members and groups of programmes, and the secretariats for which the visitor acts. Where a country stands in the
    /// addresses below, `city:ID`, `organisation:ID` or `working-group:ID` stands for any other.
    static let mine = FixedPath("/my-countries")
    static let country = PathPattern<String>("/my-countries/:country")
    static let countryConfirmation = PathPattern<String, Mandate.ID>(
        "/my-countries/:country/mandates/:mandate/confirmation")
    static let countryProposals = PathPattern<String>("/my-countries/:country/proposals")
    static let secretariatProposal = PathPattern<Region.ID, Mandate.ID>(
        "/my-regions/:region/proposals/:mandate/confirmation")
    static let secretariatRefusal = PathPattern<Region.ID, Mandate.ID>(
        "/my-regions/:region/proposals/:mandate/refusal")
    static let call = PathPattern<String, Event.ID>("/my-countries/:country/events/:event")
    static let callAnswer = PathPattern<String, Event.ID>("/my-countries/:country/events/:event/answer")
    static let callNominations = PathPattern<String, Event.ID>("/my-countries/:country/events/:event/nominations")
    static let callNomination = PathPattern<String, Event.ID, Nomination.ID>(
        "/my-countries/:country/events/:event/nominations/:nomination")
    static let callSubmission = PathPattern<String, Event.ID, Nomination.ID>(
        "/my-countries/:country/events/:event/nominations/:nomination/submission")
    static let callPlace = PathPattern<String, Event.ID, Nomination.ID>(
        "/my-countries/:country/events/:event/nominations/:nomination/place")
    static let callReplacement = PathPattern<String, Event.ID, Nomination.ID>(
        "/my-countries/:country/events/:event/nominations/:nomination/replacement")
    static let callWithdrawal = PathPattern<String, Event.ID, Nomination.ID>(
        "/my-countries/:country/events/:event/nominations/:nomination/withdrawal")
    static let secretariat = PathPattern<Region.ID>("/my-regions/:region")
    static let secretariatConfirmation = PathPattern<Region.ID, Mandate.ID>(
        "/my-regions/:region/mandates/:mandate/confirmation")

    static let myEvents = FixedPath("/my-events")
    static let myConfirmation = PathPattern<Registration.ID>("/my-events/:registration/confirmation")
    static let myAcceptance = PathPattern<Registration.ID>("/my-events/:registration/acceptance")
    static let myWithdrawal = PathPattern<Registration.ID>("/my-events/:registration/withdrawal")
    static let myMode = PathPattern<Registration.ID>("/my-events/:registration/mode")
    static let myQuestions = PathPattern<Registration.ID>("/my-events/:registration/questions")
    static let myCalendar = PathPattern<Registration.ID>("/my-events/:registration/calendar.ics")

    static let myAgenda = PathPattern<Registration.ID>("/my-events/:registration/agenda")
    static let myMaterial = PathPattern<Registration.ID, Material.ID>("/my-events/:registration/materials/:material")
    static let myCertificate = PathPattern<Registration.ID>("/my-events/:registration/certificate.pdf")

    /// The same for who has no account, by the link in their mail.
    static let personal = PathPattern<String>("/r/:token")
    static let personalConfirmation = PathPattern<String>("/r/:token/confirmation")
    static let personalAcceptance = PathPattern<String>("/r/:token/acceptance")
    static let personalWithdrawal = PathPattern<String>("/r/:token/withdrawal")
    static let personalMode = PathPattern<String>("/r/:token/mode")
    static let personalQuestions = PathPattern<String>("/r/:token/questions")
    static let personalCalendar = PathPattern<String>("/r/:token/calendar.ics")

    /// From there into the room, by the person's own seat.
    static let personalRoom = PathPattern<String>("/r/:token/room")
    static let personalAgenda = PathPattern<String>("/r/:token/agenda")
    static let personalMaterial = PathPattern<String, Material.ID>("/r/:token/materials/:material")
    static let personalCertificate = PathPattern<String>("/r/:token/certificate.pdf")

    static let callImport = PathPattern<String, Event.ID>("/my-countries/:country/events/:event/import")
    static let callExport = PathPattern<String, Event.ID, String>("/my-countries/:country/events/:event/export/:format")

    static let apiCountryMandates = PathPattern<String>("/api/v1/my-countries/:country/mandates")
    static let apiCountryProposals = PathPattern<String>("/api/v1/my-countries/:country/proposals")
    static let apiRegionProposal = PathPattern<Region.ID, Mandate.ID>(
        "/api/v1/my-regions/:region/proposals/:mandate/confirmation")
    static let apiRegionRefusal = PathPattern<Region.ID, Mandate.ID>(
        "/api/v1/my-regions/:region/proposals/:mandate/refusal")
    static let apiCalls = PathPattern<String>("/api/v1/my-countries/:country/events")
    static let apiCallAnswer = PathPattern<String, Event.ID>("/api/v1/my-countries/:country/events/:event/answer")
    static let apiCallOrder = PathPattern<String, Event.ID>("/api/v1/my-countries/:country/events/:event/order")
    static let apiCallNominations = PathPattern<String, Event.ID>(
        "/api/v1/my-countries/:country/events/:event/nominations")
    static let apiCallNomination = PathPattern<String, Event.ID, Nomination.ID>(
        "/api/v1/my-countries/:country/events/:event/nominations/:nomination")
    static let apiCallReplacement = PathPattern<String, Event.ID, Nomination.ID>(
        "/api/v1/my-countries/:country/events/:event/nominations/:nomination/replacement")
    static let apiMyEvents = FixedPath("/api/v1/my-events")
    static let apiMyConfirmation = PathPattern<Registration.ID>("/api/v1/my-events/:registration/confirmation")
    static let apiMyAcceptance = PathPattern<Registration.ID>("/api/v1/my-events/:registration/acceptance")
    static let apiMyWithdrawal = PathPattern<Registration.ID>("/api/v1/my-events/:registration/withdrawal")
    static let apiMyAnswers = PathPattern<Registration.ID>("/api/v1/my-events/:registration/answers")
    static let apiMyMode = PathPattern<Registration.ID>("/api/v1/my-events/:registration/mode")
}
