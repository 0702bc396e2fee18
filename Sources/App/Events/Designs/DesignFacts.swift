import Web

enum DesignFacts: RoutedFeature, EventTabFeature {
    static var routes: [Route] { DesignRoutes.all }
    static var api: [APIRoute] { DesignAPI.routes }
    static var eventTabs: [EventTab] { [.steps] }
}

extension EventTab {
    /// Steps open the stages of a workshop.
    static let steps = EventTab(
        id: "steps", order: 30, label: L("Steps"), path: { DesignPaths.steps($0) }, permission: .facilitate,
        part: EventWorkshop.kind)
}
