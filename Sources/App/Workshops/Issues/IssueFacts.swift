enum IssueFacts: RoutedFeature, StageFeature {
    static var screen: any StageScreen.Type { CollectScreen.self }
    static var routes: [Route] { IssueRoutes.all }
    static var api: [APIRoute] { IssueAPI.routes }
}
