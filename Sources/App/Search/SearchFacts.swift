import Web

enum SearchFacts: RoutedFeature, MenuFeature {
    static var routes: [Route] { SearchRoutes.all }
    static var api: [APIRoute] { SearchAPI.routes }

    static var menu: [MenuEntry] { [MenuEntry(order: 5, path: SearchPaths.page(), label: { L("Search") })] }
}
