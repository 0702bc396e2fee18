enum IssueFacts: RoutedFeature {
    static var routes: [Route] { IssueRoutes.all }
    static var api: [APIRoute] { IssueAPI.routes }
}
