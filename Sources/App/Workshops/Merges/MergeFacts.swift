enum MergeFacts: RoutedFeature {
    static var routes: [Route] { MergeRoutes.all }
    static var api: [APIRoute] { MergeAPI.routes }
}
