import Storage
import Web

/// A part of an event in the row above all its pages. A feature tells its own.
struct EventTab: Sendable {
    let id: String
    /// From left to right in the direction of reading: Overview 10, Agenda 20, People 30, Room 40, Results 50, Guide 60, Thread 70, Settings 90.
    let order: Int
    let label: Message
    let path: @Sendable (EventFrame) -> String
    /// Who finds it there.
    let permission: Permission
    /// The kind of part without which an event does not have it; nothing where every event does.
    var part: String?
    /// The id of the tab in whose second row it stands; nothing in the row above all pages.
    var under: String?
    /// Where it stands: beside meetings, or in rooms in which a text is written.
    var place = Place.meetings

    enum Place: Sendable { case meetings, writing }

    static let all: [EventTab] = Features.all { $0 as? any EventTabFeature.Type }.flatMap { $0.eventTabs }
        .sorted { $0.order < $1.order }

    static let overview = EventTab(
        id: "overview", order: 10, label: L("Overview"), path: { Paths.event($0.event.id) }, permission: .attend)
    static let people = EventTab(
        id: "people", order: 30, label: L("People"), path: { Paths.eventPeople($0.event.id) }, permission: .facilitate)
    /// Where it happens: for who runs it, from where it is run.
    static let room = EventTab(
        id: "room", order: 40, label: L("Room"),
        path: { $0.allows(.facilitate) ? Paths.console($0.event.id) : Paths.room($0.event.code) }, permission: .attend)
    static let results = EventTab(
        id: "results", order: 50, label: L("Results"), path: { Paths.eventResults($0.event.id) }, permission: .attend,
        part: EventWorkshop.kind)
    static let settings = EventTab(
        id: "settings", order: 90, label: L("Settings"), path: { Paths.eventSettings($0.event.id) },
        permission: .organise)

    /// Of features below, whose pages stand behind their tab.
    static let agendaID = "agenda"
    static let guideID = "guide"
    static let threadID = "thread"
}

protocol EventTabFeature: Feature {
    static var eventTabs: [EventTab] { get }
}

/// What an event has brought, on its page of results.
struct EventResult: Sendable {
    /// From the top.
    let order: Int
    let title: Message
    let path: String
    /// Beside it: how many, when, for whom.
    var note: Message?
    /// The answer, where one sentence holds it.
    var said: Message?
}

protocol EventResultFeature: Feature {
    /// What there is to see for whoever looks; nothing of what they may not see.
    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult]
}
