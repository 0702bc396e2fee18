import Storage
import Web

/// A kind of event: what it is called, and with what it begins. What an event's pages show follows from its parts, not from its kind.
struct EventKind: Sendable {
    /// As it is stored, and in JSON.
    let code: String
    /// Among the kinds of a choice, the least first.
    let order: Int
    let label: Message
    /// For who plans one.
    let summary: Message
    /// What an event of this kind begins with and always has: codes of ``EventPartKind``.
    let parts: [String]
    /// Whether people meet in it. Else it is a room in which a text is written (``WritingRoom``): no list of events names it, nobody plans
    /// one as an event, and it has the tabs that say so.
    let isMeeting: Bool
    /// What stands in the place of its overview, where it has none.
    let home: (@Sendable (Event.ID) -> String)?

    init(
        _ code: String, order: Int, _ label: Message, _ summary: Message, parts: [String] = [], isMeeting: Bool = true,
        home: (@Sendable (Event.ID) -> String)? = nil
    ) {
        self.code = code
        self.order = order
        self.label = label
        self.summary = summary
        self.parts = parts
        self.isMeeting = isMeeting
        self.home = home
    }

    /// What an event is where nobody says it.
    static let usual = "workshop"

    static let all: [EventKind] = Features.all { $0 as? any EventKindFeature.Type }.flatMap { $0.eventKinds }
        .sorted { $0.order < $1.order }

    /// Those that an event may be planned as.
    static let meetings: [EventKind] = all.filter(\.isMeeting)

    static func named(_ code: String) -> EventKind? { all.first { $0.code == code } }
}

/// A feature that tells of kinds of events.
protocol EventKindFeature: Feature {
    static var eventKinds: [EventKind] { get }
}

/// A kind of part: a workshop, an exercise.
struct EventPartKind: Sendable {
    /// As it is stored, and in JSON.
    let code: String
    let label: Message
    /// For who may add one.
    let summary: Message
    /// Whether the room may be in it: it fills screens. Else the room stays with the other parts.
    var hasRoom = true
    /// Before titles of its events where they leave the server: that an exercise is one is told everywhere.
    var mark = ""
}

/// A feature whose parts an event may have. What stands on the room's screens in them: `RoomPartFeature`.
protocol EventPartFeature: Feature {
    static var part: EventPartKind { get }
    /// Stores what a part begins with; its row in `event_part` is there.
    static func begin(_ part: EventPart.ID, in event: Event.ID, _ start: EventPartStart, _ work: Work) throws
    /// Why a part cannot be taken out again; nil if nothing has been done in it.
    static func obstacle(_ part: EventPartRecord, _ reading: any Reading) throws -> Message?
    /// Takes out what ``begin(_:in:_:_:)`` stored; the row in `event_part` goes next.
    static func end(_ part: EventPartRecord, _ tx: Transaction) throws
}

/// What a part begins with, as far as whoever makes it says so.
struct EventPartStart: Sendable {
    var title = ""
    var namesShown = true
    var issuesVisible = true
    var topics: [TopicFields] = []
    /// The key of a design; empty is the Zagreb flow.
    var design = ""
}

enum EventParts {
    private static let features: [any EventPartFeature.Type] = Features.all { $0 as? any EventPartFeature.Type }

    static let all: [EventPartKind] = features.map { $0.part }

    /// Of parts in which the room never is.
    static let withoutRoom: [String] = all.filter { !$0.hasRoom }.map(\.code)

    /// Of parts whose events are marked where they leave the server.
    static let marked: [String] = all.filter { !$0.mark.isEmpty }.map(\.code)

    static func mark(of code: String?) -> String { all.first { $0.code == code }?.mark ?? "" }

    static func feature(of code: String) -> (any EventPartFeature.Type)? { features.first { $0.part.code == code } }
}

extension EventPartRecord {
    /// Its title, or what its kind is called.
    var label: Message {
        title.isEmpty ? EventParts.feature(of: kind)?.part.label ?? .verbatim(kind) : .verbatim(title)
    }
}
