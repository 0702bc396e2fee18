import Domain
import Web

enum ConsultationPaths {
    static let all = PathPattern<Event.ID>("/events/:event/consultations")
    static let one = PathPattern<Event.ID, Consultation.ID>("/events/:event/consultations/:consultation")
    static let settings = PathPattern<Event.ID, Consultation.ID>("/events/:event/consultations/:consultation/settings")
    static let questions = PathPattern<Event.ID, Consultation.ID>(
        "/events/:event/consultations/:consultation/questions")
    static let opening = PathPattern<Event.ID, Consultation.ID>("/events/:event/consultations/:consultation/opening")
    static let closing = PathPattern<Event.ID, Consultation.ID>("/events/:event/consultations/:consultation/closing")
    static let reminders = PathPattern<Event.ID, Consultation.ID>(
        "/events/:event/consultations/:consultation/reminders")
    static let summary = PathPattern<Event.ID, Consultation.ID>("/events/:event/consultations/:consultation/summary")
    static let answers = PathPattern<Event.ID, Consultation.ID>("/events/:event/consultations/:consultation/answers")
    static let answersSheet = PathPattern<Event.ID, Consultation.ID>(
        "/events/:event/consultations/:consultation/answers.xlsx")
    static let addressees = PathPattern<Event.ID, Consultation.ID>(
        "/events/:event/consultations/:consultation/addressees")
    static let focalPoints = PathPattern<Event.ID, Consultation.ID>(
        "/events/:event/consultations/:consultation/focal-points")
    static let addresseesSheet = PathPattern<Event.ID, Consultation.ID>(
        "/events/:event/consultations/:consultation/addressees.xlsx")
    static let addresseesImport = PathPattern<Event.ID, Consultation.ID>(
        "/events/:event/consultations/:consultation/addressees/import")
    static let addressee = PathPattern<Event.ID, Consultation.ID, Addressee.ID>(
        "/events/:event/consultations/:consultation/addressees/:addressee")
    static let addresseeRemoval = PathPattern<Event.ID, Consultation.ID, Addressee.ID>(
        "/events/:event/consultations/:consultation/addressees/:addressee/removal")
    static let addresseeLink = PathPattern<Event.ID, Consultation.ID, Addressee.ID>(
        "/events/:event/consultations/:consultation/addressees/:addressee/link")
    static let objectives = PathPattern<Event.ID>("/events/:event/objectives")
    static let objective = PathPattern<Event.ID, Objective.ID>("/events/:event/objectives/:objective")
    static let objectiveRemoval = PathPattern<Event.ID, Objective.ID>("/events/:event/objectives/:objective/removal")
    static let objectiveOrder = PathPattern<Event.ID, Objective.ID>("/events/:event/objectives/:objective/order")
    /// For whom is asked, with their account: it leads to the link.
    static let own = PathPattern<Addressee.ID>("/my-consultations/:addressee")
    /// For whom is asked, without an account.
    static let link = PathPattern<String>("/q/:token")

    static let apiAll = PathPattern<Event.ID>("/api/v1/events/:event/consultations")
    static let apiOne = PathPattern<Event.ID, Consultation.ID>("/api/v1/events/:event/consultations/:consultation")
    static let apiQuestions = PathPattern<Event.ID, Consultation.ID>(
        "/api/v1/events/:event/consultations/:consultation/questions")
    static let apiOpening = PathPattern<Event.ID, Consultation.ID>(
        "/api/v1/events/:event/consultations/:consultation/opening")
    static let apiSummary = PathPattern<Event.ID, Consultation.ID>(
        "/api/v1/events/:event/consultations/:consultation/summary")
    static let apiAddressees = PathPattern<Event.ID, Consultation.ID>(
        "/api/v1/events/:event/consultations/:consultation/addressees")
    static let apiAddressee = PathPattern<Event.ID, Consultation.ID, Addressee.ID>(
        "/api/v1/events/:event/consultations/:consultation/addressees/:addressee")
    static let apiAnswers = PathPattern<Event.ID, Consultation.ID>(
        "/api/v1/events/:event/consultations/:consultation/answers")
    static let apiObjectives = PathPattern<Event.ID>("/api/v1/events/:event/objectives")
    static let apiObjective = PathPattern<Event.ID, Objective.ID>("/api/v1/events/:event/objectives/:objective")
}
