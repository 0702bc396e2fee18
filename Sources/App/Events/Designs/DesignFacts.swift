import Web

enum DesignFacts: RoutedFeature {
    static var routes: [Route] { DesignRoutes.all }
    static var api: [APIRoute] { DesignAPI.routes }
}

extension EventTab {
    /// Steps open the stages of a workshop. They stand behind the agenda.
    static let steps = EventTab(
        id: agendaID, order: 20, label: L("Steps of the workshop"), path: { DesignPaths.steps($0.event.id) },
        permission: .facilitate, part: EventWorkshop.kind)
}
