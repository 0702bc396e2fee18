import Storage
import Web

enum ReportFacts: RoutedFeature, EventResultFeature {
    static var routes: [Route] { ReportRoutes.all }
    static var api: [APIRoute] { ReportAPI.routes }

    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        guard frame.allows(.facilitate) else { return [] }
        return [
            EventResult(
                order: 90, title: L("Reports"), path: Paths.reports(frame.event.id),
                note: L("The report, the guide and the tables as files"))
        ]
    }
}
