enum GroupFacts: RoutedFeature {
    static var routes: [Route] { GroupRoutes.all }
    static var api: [APIRoute] { GroupAPI.routes }
}
