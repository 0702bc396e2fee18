import Domain
import Web

enum ReplayPaths {
    static let replay = PathPattern<Event.ID>("/events/:event/exercise/replay")

    static let apiReplay = PathPattern<Event.ID>("/api/v1/events/:event/exercise/replay")
    static let apiRuns = PathPattern<Programme.ID, Msel.ID>("/api/v1/programmes/:programme/scenarios/:scenario/runs")
}
