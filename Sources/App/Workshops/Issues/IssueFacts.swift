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
                note: L("What people said, by topic"), said: try counted(frame.event.id, reading))
        ]
    }

    private static func counted(_ event: Event.ID, _ reading: any Reading) throws -> Message? {
        let counts = try IssueStore(reading).counts(of: event).values
        let (written, standing) = (counts.reduce(0) { $0 + $1.contributed }, counts.reduce(0) { $0 + $1.standing })
        guard written > 0 else { return nil }
        return standing == written
            ? L(written, one: "\(written) issue was written.", other: "\(written) issues were written.")
            : L(
                standing, one: "\(standing) issue from \(written) that were written.",
                other: "\(standing) issues from \(written) that were written.")
    }
}
