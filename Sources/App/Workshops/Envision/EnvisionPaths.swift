import Domain
import Web

extension Paths {
    static let envision = PathPattern<Event.ID>("/events/:event/envision")
    static let sheets = PathPattern<Event.ID>("/events/:event/sheets")
    static let sheet = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet")
    static let sheetLive = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet/live")
    static let sheetSituations = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet/situations")
    static let sheetInterventions = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet/interventions")
    static let sheetPublication = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet/publication")
    static let sheetVoteOpening = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet/vote-opening")
    static let sheetVoteClosing = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet/vote-closing")
    /// One's own ratings, while the private vote is open.
    static let sheetRatings = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet/ratings")
    static let intervention = PathPattern<Event.ID, Intervention.ID>("/events/:event/interventions/:intervention")
    static let interventionWithdrawal = PathPattern<Event.ID, Intervention.ID>(
        "/events/:event/interventions/:intervention/withdrawal")
    static let interventionRestoration = PathPattern<Event.ID, Intervention.ID>(
        "/events/:event/interventions/:intervention/restoration")
    static let situation = PathPattern<Event.ID, DesiredSituation.ID>("/events/:event/situations/:situation")

    static let apiEnvision = PathPattern<Event.ID>("/api/v1/events/:event/envision")
    static let apiSheets = PathPattern<Event.ID>("/api/v1/events/:event/sheets")
    static let apiSheet = PathPattern<Event.ID, EnvisionSheet.ID>("/api/v1/events/:event/sheets/:sheet")
    static let apiSheetPublication = PathPattern<Event.ID, EnvisionSheet.ID>(
        "/api/v1/events/:event/sheets/:sheet/publication")
    static let apiSheetVote = PathPattern<Event.ID, EnvisionSheet.ID>("/api/v1/events/:event/sheets/:sheet/vote")
    static let apiSheetRatings = PathPattern<Event.ID, EnvisionSheet.ID>("/api/v1/events/:event/sheets/:sheet/ratings")
    static let apiSheetSituations = PathPattern<Event.ID, EnvisionSheet.ID>(
        "/api/v1/events/:event/sheets/:sheet/situations")
    static let apiSheetInterventions = PathPattern<Event.ID, EnvisionSheet.ID>(
        "/api/v1/events/:event/sheets/:sheet/interventions")
    static let apiIntervention = PathPattern<Event.ID, Intervention.ID>(
        "/api/v1/events/:event/interventions/:intervention")
    static let apiInterventionWithdrawal = PathPattern<Event.ID, Intervention.ID>(
        "/api/v1/events/:event/interventions/:intervention/withdrawal")
    static let apiSituation = PathPattern<Event.ID, DesiredSituation.ID>("/api/v1/events/:event/situations/:situation")
}
