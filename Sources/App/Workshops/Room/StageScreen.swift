import Domain
import Markup
import Storage
import Web

/// One stage after the vote, as the three screens of the room show it. The shells (participant's page, console, projector) belong
/// to Room/; a stage only fills them.
protocol StageScreen {
    /// Said aloud on each screen when the stage begins: "Groups have been made".
    static var announcement: Message { get }

    /// Where a seat's work of this stage has a page of its own: the event's address leads there. Nothing where it is done on the
    /// participant's page.
    static func workplace(_ event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String?

    /// Inside `<section id="activity">` of a participant's page.
    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML

    /// Elements with ids inside the participant's page that are the same bytes for everybody and change while it is open.
    static func participantRegions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion]

    /// Changes when every participant's page of this stage must be fetched anew.
    static func state(_ room: Room, _ reading: any Reading) throws -> String

    /// Who has been heard in this stage, for the console's coverage; nothing where the stage does not count that.
    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>?

    /// What the console shows in this stage.
    static func console(_ room: Room, formToken: HTML, now: Int64, _ reading: any Reading) throws -> StageConsole

    /// The whole content of `<main id="room" class="room">` of the projector.
    static func projector(_ room: Room, joinAddress: String, now: Int64, _ reading: any Reading) throws -> HTML
}

extension StageScreen {
    static func workplace(_ event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String? { nil }
    static func participantRegions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion] { [] }
    static func state(_ room: Room, _ reading: any Reading) throws -> String { "" }
    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>? { nil }
}

/// The parts of the console that a stage fills.
struct StageConsole {
    /// Inside `<section id="stage">`: heading and figures.
    var stage: HTML
    /// Inside `<div id="work">`, below what the room sees.
    var work: HTML = .empty
    /// Inside `<div id="acts">`, before the button to the next stage.
    var actions: HTML = .empty
    /// Whether the next stage is the thing to do now: its button is then the primary one.
    var isReady = true
}

/// Which screen belongs to which stage.
enum StageScreens {
    static func of(_ stage: WorkshopStage) -> (any StageScreen.Type)? {
        switch stage {
        case .collect, .merge, .vote: nil
        case .groups: GroupsScreen.self
        case .analyse: AnalyseScreen.self
        case .envision: EnvisionScreen.self
        case .exchange: ExchangeScreen.self
        case .outline: OutlineScreen.self
        case .guide: GuideScreen.self
        }
    }
}
