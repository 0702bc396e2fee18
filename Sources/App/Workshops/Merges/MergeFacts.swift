enum MergeFacts: RoutedFeature, StageFeature {
    static var screen: any StageScreen.Type { MergeScreen.self }
    static var routes: [Route] { MergeRoutes.all }
    static var api: [APIRoute] { MergeAPI.routes }
}
