import Domain
import Web

enum GatheringPaths {
    static let gatherings = PathPattern<Programme.ID>("/programmes/:programme/gatherings")
    static let new = PathPattern<Programme.ID>("/programmes/:programme/gatherings/new")
    static let gathering = PathPattern<Programme.ID, Gathering.ID>("/programmes/:programme/gatherings/:gathering")
    static let editing = PathPattern<Programme.ID, Gathering.ID>("/programmes/:programme/gatherings/:gathering/edit")
    static let state = PathPattern<Programme.ID, Gathering.ID>("/programmes/:programme/gatherings/:gathering/state")
    static let actions = PathPattern<Programme.ID, Gathering.ID>("/programmes/:programme/gatherings/:gathering/actions")
    static let links = PathPattern<Programme.ID, Gathering.ID>("/programmes/:programme/gatherings/:gathering/links")
    static let unlinking = PathPattern<Programme.ID, Gathering.ID>(
        "/programmes/:programme/gatherings/:gathering/links/removal")
    static let lessons = PathPattern<Programme.ID, Gathering.ID>("/programmes/:programme/gatherings/:gathering/lessons")

    static let apiGatherings = PathPattern<Programme.ID>("/api/v1/programmes/:programme/gatherings")
    static let apiGathering = PathPattern<Programme.ID, Gathering.ID>(
        "/api/v1/programmes/:programme/gatherings/:gathering")
    static let apiState = PathPattern<Programme.ID, Gathering.ID>(
        "/api/v1/programmes/:programme/gatherings/:gathering/state")
    static let apiLinks = PathPattern<Programme.ID, Gathering.ID>(
        "/api/v1/programmes/:programme/gatherings/:gathering/links")
    static let apiLessons = PathPattern<Programme.ID, Gathering.ID>(
        "/api/v1/programmes/:programme/gatherings/:gathering/lessons")
}
