enum VotingFacts: RoutedFeature {
    static var routes: [Route] { RoundRoutes.all + PaperRoutes.all + ResultRoutes.all }
    static var api: [APIRoute] { RoundAPI.routes + ResultAPI.routes }
}
