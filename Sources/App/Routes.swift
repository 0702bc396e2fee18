/// Every address of the product, feature by feature in the order in which features may know each other.
/// The server, `docs/routes.txt`, the OpenAPI description and the tests of access all read these lists.
public enum Routes {
    public static let all: [Route] = pages + api.map(\.route)

    /// Pages, forms and streams.
    static let pages: [Route] = desk + plenary + tables

    private static let desk: [Route] =
        HomeRoutes.all + MetricsPage.routes + AccountRoutes.all + SecondFactorRoutes.all + OpenIDRoutes.all
        + MailRoutes.all
        + DirectoryRoutes.all + RegionRoutes.all + DirectoryRetentionRoutes.all + ImportRoutes.all
        + ProgrammeRoutes.all + EventRoutes.all + DesignRoutes.all + JoiningRoutes.all

    private static let plenary: [Route] =
        IssueRoutes.all + MergeRoutes.all + RoomRoutes.all
        + RoundRoutes.all + PaperRoutes.all + ResultRoutes.all + SeatJoiningRoutes.all

    private static let tables: [Route] =
        ReminderRoutes.all + GroupRoutes.all + CardRoutes.all + CaseRoutes.all + AspectRoutes.all
        + EnvisionRoutes.all + ExchangeRoutes.all + OutlineRoutes.all
        + GuideRoutes.all + GuideReviewRoutes.all + ThreadRoutes.all + ReportRoutes.all + WorkshopFileRoutes.all

    /// The JSON interface.
    static let api: [APIRoute] = plenaryAPI + tablesAPI

    private static let plenaryAPI: [APIRoute] =
        HealthAPI.routes + DirectoryAPI.routes + DirectoryRetentionRoutes.api + ImportAPI.routes + EventAPI.routes
        + DesignAPI.routes
        + WorkshopAPI.routes + RoundAPI.routes + ResultAPI.routes + SeatJoiningAPI.routes

    private static let tablesAPI: [APIRoute] =
        GroupAPI.routes + CardAPI.routes + CaseAPI.routes + AspectAPI.routes
        + EnvisionAPI.routes + ExchangeAPI.routes + OutlineAPI.routes
        + GuideAPI.routes + GuideReviewAPI.routes + ThreadAPI.routes + ReportAPI.routes + WorkshopFileAPI.routes
}
