import Web

/// Who knows what: found with the reason, asked through their focal point.
enum ExpertFacts: RoutedFeature, RailFeature {
    static var routes: [Route] { ExpertRoutes.all }
    static var api: [APIRoute] { ExpertAPI.routes }

    static var rail: [RailEntry] {
        [
            RailEntry(
                order: 55, key: "x", icon: "account", label: { L("Experts") }, path: Paths.experts(),
                isFor: { $0.isAdministrator || $0.organisesProgrammes || !$0.mandates.isEmpty })
        ]
    }
}
