import Domain
import Web

enum MselFilePaths {
    static let upload = PathPattern<Event.ID>("/events/:event/exercise/msel/import")
    static let draft = PathPattern<Event.ID, MselDraft.ID>("/events/:event/exercise/msel/import/:draft")
    static let answers = PathPattern<Event.ID, MselDraft.ID>("/events/:event/exercise/msel/import/:draft/answers")
    static let confirmation = PathPattern<Event.ID, MselDraft.ID>(
        "/events/:event/exercise/msel/import/:draft/confirmation")
    static let withdrawal = PathPattern<Event.ID, MselDraft.ID>("/events/:event/exercise/msel/import/:draft/withdrawal")
    static let leftOut = PathPattern<Event.ID, MselDraft.ID>("/events/:event/exercise/msel/import/:draft/left-out")
    static let workbook = PathPattern<Event.ID>("/events/:event/exercise/files/msel.xlsx")
    static let csv = PathPattern<Event.ID>("/events/:event/exercise/files/msel.csv")
    static let api = PathPattern<Event.ID>("/api/v1/events/:event/msel")
}
