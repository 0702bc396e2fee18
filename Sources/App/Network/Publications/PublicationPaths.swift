import Domain
import Web

enum PublicationPaths {
    static let board = PathPattern<Programme.ID>("/programmes/:programme/publications")
    static let new = PathPattern<Programme.ID>("/programmes/:programme/publications/new")
    static let one = PathPattern<Publication.ID>("/publications/:publication")
    static let editing = PathPattern<Publication.ID>("/publications/:publication/edit")
    static let leads = PathPattern<Publication.ID>("/publications/:publication/leads")
    static let leadRemoval = PathPattern<Publication.ID>("/publications/:publication/leads/removal")
    static let room = PathPattern<Publication.ID>("/publications/:publication/room")
    static let entry = PathPattern<Publication.ID>("/publications/:publication/entry")
    static let writers = PathPattern<Publication.ID>("/publications/:publication/writers")
    static let writerRemoval = PathPattern<Publication.ID, Participant.ID>(
        "/publications/:publication/writers/:participant/removal")
    static let review = PathPattern<Publication.ID>("/publications/:publication/review")
    static let returning = PathPattern<Publication.ID>("/publications/:publication/return")
    static let release = PathPattern<Publication.ID>("/publications/:publication/release")
    static let followUp = PathPattern<Publication.ID>("/publications/:publication/next-version")
    static let withdrawal = PathPattern<Publication.ID>("/publications/:publication/withdrawal")
    /// `publication.pdf`, `publication.docx` …
    static let file = PathPattern<Publication.ID, String>("/publications/:publication/files/:file")

    static let apiAll = FixedPath("/api/v1/publications")
    static let apiBoard = PathPattern<Programme.ID>("/api/v1/programmes/:programme/publications")
    static let apiOne = PathPattern<Publication.ID>("/api/v1/publications/:publication")
    static let apiText = PathPattern<Publication.ID>("/api/v1/publications/:publication/text")
    static let apiLeads = PathPattern<Publication.ID>("/api/v1/publications/:publication/leads")
    static let apiRoom = PathPattern<Publication.ID>("/api/v1/publications/:publication/room")
    static let apiReview = PathPattern<Publication.ID>("/api/v1/publications/:publication/review")
    static let apiRelease = PathPattern<Publication.ID>("/api/v1/publications/:publication/release")
    static let apiWithdrawal = PathPattern<Publication.ID>("/api/v1/publications/:publication/withdrawal")

    /// A room has the id of its publication.
    static func page(of room: Event.ID) -> String {
        Publication.ID(room.description).map { one($0) } ?? Paths.guide(room)
    }
}
