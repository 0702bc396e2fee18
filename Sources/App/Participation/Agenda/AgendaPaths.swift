import Domain
import Web

enum AgendaPaths {
    static let agenda = PathPattern<Event.ID>("/events/:event/agenda")
    static let draft = PathPattern<Event.ID>("/events/:event/agenda/draft")
    static let blocks = PathPattern<Event.ID>("/events/:event/agenda/blocks")
    static let block = PathPattern<Event.ID, AgendaBlock.ID>("/events/:event/agenda/blocks/:block")
    static let removal = PathPattern<Event.ID, AgendaBlock.ID>("/events/:event/agenda/blocks/:block/removal")
    static let minutes = PathPattern<Event.ID, AgendaBlock.ID>("/events/:event/agenda/blocks/:block/minutes")
    static let choice = PathPattern<Event.ID, AgendaBlock.ID>("/events/:event/agenda/blocks/:block/choice")
    static let release = PathPattern<Event.ID>("/events/:event/agenda/release")
    static let releases = PathPattern<Event.ID>("/events/:event/agenda/releases")
    static let importing = PathPattern<Event.ID>("/events/:event/agenda/import")
    static let sheet = PathPattern<Event.ID>("/events/:event/agenda.xlsx")
    static let csv = PathPattern<Event.ID>("/events/:event/agenda.csv")

    /// For everybody, where the event is public.
    static let everybody = PathPattern<String>("/e/:code/agenda")
    static let dates = PathPattern<Event.ID>("/events/:event/dates")

    static let api = PathPattern<Event.ID>("/api/v1/events/:event/agenda")
    static let apiBlock = PathPattern<Event.ID, AgendaBlock.ID>("/api/v1/events/:event/agenda/:block")
    static let apiChoice = PathPattern<Event.ID, AgendaBlock.ID>("/api/v1/events/:event/agenda/:block/choice")
    static let apiMinutes = PathPattern<Event.ID, AgendaBlock.ID>("/api/v1/events/:event/agenda/:block/minutes")
    static let apiReleases = PathPattern<Event.ID>("/api/v1/events/:event/agenda/releases")
    static let apiSheet = PathPattern<Event.ID>("/api/v1/events/:event/agenda.xlsx")
    static let apiDates = PathPattern<Event.ID>("/api/v1/events/:event/dates")
    static let apiImport = PathPattern<Event.ID>("/api/v1/events/:event/agenda/import")
}
