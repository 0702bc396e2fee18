import Domain
import Web

enum NeedsOutsidePaths {
    static let page = PathPattern<Programme.ID, NeedsCycle.ID>("/programmes/:programme/planning/cycles/:cycle/outside")
    static let removal = PathPattern<Programme.ID, NeedsCycle.ID>(
        "/programmes/:programme/planning/cycles/:cycle/outside/removal")
    static let api = PathPattern<Programme.ID, NeedsCycle.ID>("/api/v1/programmes/:programme/cycles/:cycle/outside")
}
