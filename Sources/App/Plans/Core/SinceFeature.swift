import Domain
import Storage
import Web

/// A room that tells a meeting what has become of its things: actions, ideas, assessments. What it says stands in the journal of the
/// programme; a fold of it (``SinceFold``) makes one line of each thing.
protocol SinceFeature: Feature {
    /// From the top.
    static var sinceOrder: Int { get }
    /// How the journal names its things, and how a reader does: `action`.
    static var sinceNoun: (kind: String, label: Message) { get }
    /// The kinds of the journal that it reads; all others stay unread.
    static var sinceKinds: [String] { get }
    /// What it is told of, where that is not the entry's subject alone.
    static func sinceID(_ id: String, _ entry: SinceEntry) -> String
    /// - Returns: nothing where a meeting need not hear of it.
    static func sinceChange(_ entry: SinceEntry) -> SinceChange.What?
    /// Of these things those that the reader may read now; of what they may not nothing is shown and nothing counted.
    static func sinceThings(_ ids: Set<String>, _ reader: SinceReader, _ reading: any Reading) throws -> [SinceThing]
    /// A state as the journal names it.
    static func sinceState(_ state: String) -> Message
}

extension SinceFeature {
    static func sinceID(_ id: String, _ entry: SinceEntry) -> String { id }
}

/// An entry of the journal, as far as a meeting asks.
struct SinceEntry: Sendable {
    let kind: String
    private let facts: JSONObject?

    /// - Parameter facts: as it is stored; what is no object tells nothing.
    init(_ kind: String, facts: String) {
        self.kind = kind
        if facts.utf8.count > 2, case .object(let object)? = Self.read(facts) {
            self.facts = object
        } else {
            self.facts = nil
        }
    }

    private static func read(_ text: String) -> JSONValue? {
        do { return try JSONReader.read(Array(text.utf8)) } catch { return nil }
    }

    func text(_ name: String) -> String? {
        if case .text(let text)? = facts?[name] { text } else { nil }
    }

    /// `{"from": …, "to": …}`; what was nothing is empty.
    func move(_ name: String) -> (from: String, to: String)? {
        guard case .object(let move)? = facts?[name] else { return nil }
        func side(_ name: String) -> String { if case .text(let text)? = move[name] { text } else { "" } }
        return (side("from"), side("to"))
    }

    /// Of state, where it is told so.
    var state: SinceChange.What? { move("state").map { .state(from: $0.from, to: $0.to) } }
}

/// Who reads what has changed.
struct SinceReader: Sendable {
    enum Audience: Sendable, Hashable {
        /// What they may read, on their own page.
        case person
        /// The screen of a room: what everybody of the programme may read.
        case wall
        /// What anybody may read.
        case everybody
    }

    let audience: Audience
    let standing: PlansStanding
    let actions: ActionVoice

    init(_ visitor: Visitor, _ programme: Programme.ID, _ audience: Audience, now: Int64, _ reading: any Reading) throws
    {
        let visitor = audience == .everybody ? Visitor.guest : visitor
        self.audience = audience
        standing = try PlansStanding(visitor, programme, now: now, reading)
        actions = try ActionVoice(visitor, now: now, reading)
    }

    var programme: Programme.ID { standing.programme }

    /// Besides what its room asks: on a wall nothing that is not for everybody of the programme.
    func shows(_ thing: SinceThing) -> Bool { Self.shows(thing, to: audience) }

    static func shows(_ thing: SinceThing, to audience: Audience) -> Bool {
        switch audience {
        case .person: true
        case .wall: thing.isShared && !TLP.isDiscreet(thing.marking)
        case .everybody: thing.isShared && thing.marking == "CLEAR"
        }
    }
}

/// A thing of which a meeting hears.
struct SinceThing: Sendable, Hashable {
    let subject: SinceSubject
    let title: String
    /// BCP 47.
    let language: String
    let marking: String
    /// Everybody of the programme reads it, as its marking says.
    let isShared: Bool
    let path: String?
    /// On whose pages it stands; none for the programme's own.
    let regions: Set<App.Region.ID>
    /// The country whose own it is: when it is late, others are told a number.
    var country: String?
}
