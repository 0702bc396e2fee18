enum CardFacts: RoutedFeature {
    static var routes: [Route] { CardRoutes.all }
    static var api: [APIRoute] { CardAPI.routes }
}
