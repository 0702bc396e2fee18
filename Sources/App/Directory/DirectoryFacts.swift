import Web

enum DirectoryFacts: RoutedFeature, RailFeature {
    static var routes: [Route] { DirectoryRoutes.all + PersonAccountRoutes.all + RegionRoutes.all }
    static var api: [APIRoute] { DirectoryAPI.routes + PersonAccountAPI.routes }

    static var rail: [RailEntry] {
        [
            RailEntry(
                order: 50, key: "e", icon: "people", label: { L("People") }, path: Paths.people(),
                behind: ["/directory"],
                isFor: { $0.isAdministrator || $0.organisesProgrammes })
        ]
    }
}
