import Web

enum DirectoryFacts: RoutedFeature, MenuFeature {
    static var routes: [Route] { DirectoryRoutes.all + PersonAccountRoutes.all + RegionRoutes.all }
    static var api: [APIRoute] { DirectoryAPI.routes + PersonAccountAPI.routes }

    static var menu: [MenuEntry] {
        [
            MenuEntry(
                order: 20, path: Paths.people(), label: { L("Directory") },
                isFor: { $0.isAdministrator || $0.organisesProgrammes })
        ]
    }
}
