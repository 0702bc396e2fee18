import Web

/// At the door: who came, for how long, and what they are given for it.
enum DoorFacts: RoutedFeature, EventTabFeature {
    static var routes: [Route] { DeskRoutes.all + SelfCheckInRoutes.all + AttendanceRoutes.all + BadgeRoutes.all }
    static var api: [APIRoute] { AttendanceAPI.routes }
    static var eventTabs: [EventTab] { [AttendancePage.tab] }
}
