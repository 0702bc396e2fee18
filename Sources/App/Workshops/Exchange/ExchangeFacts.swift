enum ExchangeFacts: RoutedFeature {
    static var routes: [Route] { ExchangeRoutes.all }
    static var api: [APIRoute] { ExchangeAPI.routes }
}
