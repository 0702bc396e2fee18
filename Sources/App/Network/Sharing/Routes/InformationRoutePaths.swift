import Domain
import Web

extension Paths {
    static let routes = PathPattern<Programme.ID>("/programmes/:programme/routes")
    static let newRoute = PathPattern<Programme.ID>("/programmes/:programme/routes/new")
    static let route = PathPattern<Programme.ID, InformationRoute.ID>("/programmes/:programme/routes/:route")
    static let routeRetirement = PathPattern<Programme.ID, InformationRoute.ID>(
        "/programmes/:programme/routes/:route/retirement")
    static let routeWithdrawal = PathPattern<Programme.ID, InformationRoute.ID>(
        "/programmes/:programme/routes/:route/withdrawal")

    static let apiRoutes = PathPattern<Programme.ID>("/api/v1/programmes/:programme/routes")
    static let apiRoute = PathPattern<Programme.ID, InformationRoute.ID>("/api/v1/programmes/:programme/routes/:route")
    static let apiRouteWithdrawal = PathPattern<Programme.ID, InformationRoute.ID>(
        "/api/v1/programmes/:programme/routes/:route/withdrawal")
}
