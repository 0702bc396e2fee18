enum GroupFacts: RoutedFeature, StageFeature {
    static var screen: any StageScreen.Type { GroupsScreen.self }
    static var routes: [Route] { GroupRoutes.all }
    static var api: [APIRoute] { GroupAPI.routes }
}
