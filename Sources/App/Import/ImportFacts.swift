enum ImportFacts: RoutedFeature {
    static var routes: [Route] { ImportRoutes.all }
    static var api: [APIRoute] { ImportAPI.routes }
}
