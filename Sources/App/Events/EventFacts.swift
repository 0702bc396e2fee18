import Web

enum EventFacts: RoutedFeature, MenuFeature {
    static var routes: [Route] { ProgrammeRoutes.all + EventRoutes.all + EventPartRoutes.all + JoiningRoutes.all }
    static var api: [APIRoute] { EventAPI.routes + EventPartAPI.routes }

    static var menu: [MenuEntry] {
        [MenuEntry(order: 10, path: Paths.programmes(), label: { L("Programmes") })]
    }
}
