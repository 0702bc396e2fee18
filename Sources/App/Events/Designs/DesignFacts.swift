import Web

enum DesignFacts: RoutedFeature, EventTabFeature {
    static var routes: [Route] { DesignRoutes.all }
    static var api: [APIRoute] { DesignAPI.routes }
    static var eventTabs: [EventTab] { [.steps] }
}

extension EventTab {
    /// Steps open the stages of a workshop.
    static let steps = EventTab(
        id: "steps", order: 20, label: L("Agenda"), path: { DesignPaths.steps($0.event.id) }, permission: .facilitate,
        part: EventWorkshop.kind)
}
