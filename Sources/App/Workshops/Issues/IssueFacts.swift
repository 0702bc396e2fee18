import Storage
import Web

enum IssueFacts: RoutedFeature, StageFeature, EventResultFeature {
    static var screen: any StageScreen.Type { CollectScreen.self }
    static var routes: [Route] { IssueRoutes.all }
    static var api: [APIRoute] { IssueAPI.routes }

    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        guard let stage = frame.event.stage, stage > .collect || frame.event.issuesVisible || frame.allows(.facilitate)
        else { return [] }
        return [
            EventResult(
                order: 10, title: L("Issues"), path: Paths.issues(frame.event.id),
                note: L("What people said, by topic"))
        ]
    }
}
