import Domain
import Web

enum LogisticsPaths {
    static let travel = PathPattern<Event.ID>("/events/:event/travel")
    static let rooming = PathPattern<Event.ID>("/events/:event/travel/rooming.xlsx")
    static let journey = PathPattern<Event.ID, Registration.ID>("/events/:event/travel/:registration")
    static let letterFile = PathPattern<Event.ID, Registration.ID>("/events/:event/travel/:registration/letter.docx")
    static let letterIssue = PathPattern<Event.ID, Registration.ID>("/events/:event/travel/:registration/letter")
    static let roomingImport = PathPattern<Event.ID>("/events/:event/travel/import")
    /// An empty table with the headings of ``needsImport``.
    static let needsForm = PathPattern<Event.ID>("/events/:event/needs/by-person.xlsx")
    static let needsImport = PathPattern<Event.ID>("/events/:event/needs/import")
    static let needs = PathPattern<Event.ID>("/events/:event/needs")
    static let needsFile = PathPattern<Event.ID>("/events/:event/needs.xlsx")
    /// Names beside needs: with a reason, which is logged.
    static let needsReading = PathPattern<Event.ID>("/events/:event/needs/readings")

    static let ownJourney = PathPattern<Registration.ID>("/my-events/:registration/travel")
    static let ownNeeds = PathPattern<Registration.ID>("/my-events/:registration/needs")
    static let ownLetter = PathPattern<Registration.ID>("/my-events/:registration/letter")
    static let ownClaim = PathPattern<Registration.ID>("/my-events/:registration/claim")
    static let ownReceipt = PathPattern<Registration.ID, Receipt.ID>(
        "/my-events/:registration/claim/receipts/:receipt")
    static let linkReceipt = PathPattern<String, Receipt.ID>("/r/:token/claim/receipts/:receipt")
    static let linkJourney = PathPattern<String>("/r/:token/travel")
    static let linkNeeds = PathPattern<String>("/r/:token/needs")
    static let linkLetter = PathPattern<String>("/r/:token/letter")
    static let linkClaim = PathPattern<String>("/r/:token/claim")

    static let apiJourneys = PathPattern<Event.ID>("/api/v1/events/:event/journeys")
    static let apiJourney = PathPattern<Event.ID, Registration.ID>("/api/v1/events/:event/journeys/:registration")
    static let apiNeeds = PathPattern<Event.ID>("/api/v1/events/:event/needs")
    static let apiJourneysImport = PathPattern<Event.ID>("/api/v1/events/:event/journeys/import")
    static let apiNeedsImport = PathPattern<Event.ID>("/api/v1/events/:event/needs/import")
}
