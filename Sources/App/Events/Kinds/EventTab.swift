import Web

/// A page of an event in the row above all of them. A feature tells its own.
struct EventTab: Sendable {
    let id: String
    /// From left to right in the direction of reading.
    let order: Int
    let label: Message
    let path: @Sendable (Event.ID) -> String
    /// Who finds it there.
    let permission: Permission
    /// The kind of part without which an event does not have it; nothing where every event does.
    var part: String?

    static let all: [EventTab] = Features.all { $0 as? any EventTabFeature.Type }.flatMap { $0.eventTabs }
        .sorted { $0.order < $1.order }

    static let overview = EventTab(
        id: "overview", order: 10, label: L("Overview"), path: { Paths.event($0) }, permission: .attend)
    static let people = EventTab(
        id: "people", order: 20, label: L("People"), path: { Paths.eventPeople($0) }, permission: .facilitate)
    static let settings = EventTab(
        id: "settings", order: 90, label: L("Settings"), path: { Paths.eventSettings($0) }, permission: .organise)
}

protocol EventTabFeature: Feature {
    static var eventTabs: [EventTab] { get }
}
