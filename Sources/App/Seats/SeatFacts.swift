enum SeatFacts: RoutedFeature {
    static var routes: [Route] { SeatJoiningRoutes.all }
    static var api: [APIRoute] { SeatJoiningAPI.routes }
}
