import Web

enum ReportFacts: RoutedFeature, EventTabFeature {
    static var routes: [Route] { ReportRoutes.all }
    static var api: [APIRoute] { ReportAPI.routes }
    static var eventTabs: [EventTab] { [.reports] }
}

extension EventTab {
    static let reports = EventTab(
        id: "reports", order: 80, label: L("Reports"), path: { Paths.reports($0) }, permission: .facilitate,
        part: EventWorkshop.kind)
}
