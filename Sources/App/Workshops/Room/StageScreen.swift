import Domain
import Markup
import Storage
import Web

/// What fills the three screens of the room. The shells (participant's page, console, projector) belong to Room/. A stage of a workshop is
/// one (``StageScreen``); a part of another kind brings its own (``RoomPartFeature``).
protocol PartScreen {
    /// As pages name it: `data-stage`.
    static var key: String { get }

    /// Said aloud on each screen when the stage begins: "Groups have been made".
    static var announcement: Message { get }
    /// The same on the projector.
    static var projectorAnnouncement: Message { get }

    /// Inside `<section id="activity">` of a participant's page.
    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML

    /// Elements with ids inside the participant's page that are the same bytes for everybody and change while it is open.
    static func participantRegions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion]

    /// Changes when every participant's page of this stage must be fetched anew.
    static func state(_ room: Room, _ reading: any Reading) throws -> String

    /// Who has been heard in this stage, for the console's coverage; nil if the stage does not count that.
    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>?

    /// What the console shows in this stage.
    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole

    /// What the projector shows between its head and its foot, and what stands in them.
    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
}

/// One stage of a workshop. A feature with a stage conforms in its own folder (``StageFeature``).
protocol StageScreen: PartScreen {
    static var stage: WorkshopStage { get }

    /// Beside the stage in the console's rail: what it counts. Empty where it counts nothing.
    static func note(_ room: Room, _ reading: any Reading) throws -> Message
    /// How much each topic holds in this stage, for the console's row of topics, and under nothing all of them where they can be
    /// open at once. Nil if the topic cannot be changed.
    static func topicCounts(_ room: Room, _ reading: any Reading) throws -> [Topic.ID?: Int]?
    /// The button that leads on, and its key, where the usual words do not say enough.
    static func onward(to next: WorkshopStage) -> (label: Message, key: String)?

    /// Where a seat's work of this stage has a page of its own: the event's address leads there. Nil if it is done on the
    /// participant's page.
    static func workplace(_ event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String?
}

extension StageScreen {
    static var key: String { stage.rawValue }
    static func note(_ room: Room, _ reading: any Reading) throws -> Message { .verbatim("") }
    static func topicCounts(_ room: Room, _ reading: any Reading) throws -> [Topic.ID?: Int]? { nil }
    static func onward(to next: WorkshopStage) -> (label: Message, key: String)? { nil }
    static func workplace(_ event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String? { nil }
}

extension PartScreen {
    static var projectorAnnouncement: Message { announcement }
    static func participantRegions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion] { [] }
    static func state(_ room: Room, _ reading: any Reading) throws -> String { "" }
    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>? { nil }
}

/// The parts of the console that a stage fills.
struct StageConsole {
    /// Inside `<section id="stage">`: heading and figures.
    var stage: HTML
    /// Said aloud when it changes, where that is not the stage's announcement.
    var spoken: Message?
    /// Inside `<div id="work">`, below what the room sees.
    var work: HTML = .empty
    /// Inside `<div id="acts">`, before the button to the next stage.
    var actions: HTML = .empty
    /// Whether the next stage is the thing to do now: its button is then the primary one.
    var isReady = true
    /// Whether the way on is shown at all: not while a vote has something else to do.
    var leadsOn = true
}

/// A feature whose parts of an event fill the room's screens.
protocol RoomPartFeature: EventPartFeature {
    /// What stands there now; nothing before the part has begun.
    static func screen(of room: Room) -> (any PartScreen.Type)?
}

/// The parts of the projector that a stage fills. The marking and the address of the event stand in the frame, which is the room's
/// (``ProjectorSection``): no stage can forget them.
struct ProjectorScene {
    /// What it is about, at the beginning of the head.
    var about: Message = .verbatim("")
    /// Somebody's words after it: the title of the topic. Apart, so that a long one is cut at its own end in every direction.
    var title: String?
    /// At the end of the head: the stage, or whose work it is.
    var label: Message = .verbatim("")
    let content: HTML
    /// At the beginning of the foot, where that is not the event's title.
    var foot: Message?
    /// TLP 2.0, where what is shown has one of its own.
    var marking: Marking?
}

/// A feature that fills a stage.
protocol StageFeature: Feature {
    static var screen: any StageScreen.Type { get }
}

/// Which screen belongs to which stage.
enum StageScreens {
    private static let all: [WorkshopStage: any StageScreen.Type] = Dictionary(
        uniqueKeysWithValues: Features.all { $0 as? any StageFeature.Type }.map { ($0.screen.stage, $0.screen) })

    static func of(_ stage: WorkshopStage) -> (any StageScreen.Type)? { all[stage] }
}

/// How people come into the room.
struct JoinAddress: Sendable {
    /// Whole, as the QR code holds it.
    let url: String
    /// As people read and type it.
    let short: String

    func code(isLarge: Bool = false) -> HTML {
        """
        <div class="join"><div class="\(isLarge ? "qr large" : "qr")">\(QRCode.svg(url, label: L("QR code of the join address").string()))</div>\
        <p class="address">\(short)</p></div>
        """
    }
}

extension JoinAddress {
    init(_ settings: Settings, _ event: EventRecord) {
        url = settings.joinURL(event.code)
        short = settings.joinAddress(event.code)
    }
}
