/// Every address of the product, feature by feature in the order in which features may know each other.
/// The server, `docs/routes.txt`, the OpenAPI description and the tests of access all read these lists.
public enum Routes {
    public static let all: [Route] = pages + api.map(\.route)

    /// Pages, forms and streams.
    static let pages: [Route] =
        HomeRoutes.all + AccountRoutes.all + JoiningRoutes.all
        + IssueRoutes.all + MergeRoutes.all + RoomRoutes.all
        + RoundRoutes.all + PaperRoutes.all + ResultRoutes.all

    /// The JSON interface.
    static let api: [APIRoute] =
        HealthAPI.routes + DirectoryAPI.routes + EventAPI.routes
        + WorkshopAPI.routes + RoundAPI.routes + ResultAPI.routes
}
