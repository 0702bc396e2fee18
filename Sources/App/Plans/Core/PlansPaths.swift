import Domain
import Web

enum PlansPaths {
    static let home = PathPattern<Programme.ID>("/programmes/:programme/planning")
}
