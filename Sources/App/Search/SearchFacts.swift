import Web

enum SearchFacts: RoutedFeature, RailFeature {
    static var routes: [Route] { SearchRoutes.all }
    static var api: [APIRoute] { SearchAPI.routes }

    static var rail: [RailEntry] {
        [RailEntry(order: 60, key: "s", icon: "search", label: { L("Search") }, path: SearchPaths.page())]
    }
}
