import Web

enum EventFacts: RoutedFeature, RailFeature {
    static var routes: [Route] { ProgrammeRoutes.all + EventRoutes.all + EventPartRoutes.all + JoiningRoutes.all }
    static var api: [APIRoute] { EventAPI.routes + EventPartAPI.routes }

    static var rail: [RailEntry] {
        [
            RailEntry(
                order: 20, key: "p", icon: "programmes", label: { L("Programmes") }, path: Paths.programmes(),
                behind: ["/events"])
        ]
    }
}
