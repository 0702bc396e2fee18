import Domain
import Storage
import Web

enum StageFacts: RoutedFeature, RoundFollower, ClockFeature {
    static var clocks: [Clock] { [Clock { await StepWatch.watch($0) }] }

    static var routes: [Route] { RoomRoutes.all }
    static var api: [APIRoute] { StageAPI.routes }

    static func follow(_ event: Event.ID, _ work: Work) throws { try StageOperations.followIn(work, event) }
}
