enum CaseFacts: RoutedFeature {
    static var routes: [Route] { CaseRoutes.all }
    static var api: [APIRoute] { CaseAPI.routes }
}
