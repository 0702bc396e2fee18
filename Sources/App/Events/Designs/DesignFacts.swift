enum DesignFacts: RoutedFeature {
    static var routes: [Route] { DesignRoutes.all }
    static var api: [APIRoute] { DesignAPI.routes }
}
