enum ExchangeFacts: RoutedFeature, StageFeature {
    static var screen: any StageScreen.Type { ExchangeScreen.self }
    static var routes: [Route] { ExchangeRoutes.all }
    static var api: [APIRoute] { ExchangeAPI.routes }
}
