import Domain
import Storage
import Web

/// How somebody comes to an event: named by somebody who speaks for others, asked in person, or by themselves.
enum RegistrationChannel: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
    case nomination, invitation, open
}

/// Whether they come, or look in from afar.
enum AttendanceMode: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
    case inPerson = "in-person"
    case online
}

/// Who pays: the event, or whoever sends them.
enum RegistrationFunding: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
    case funded, own
}

/// A time as it was typed by the clock of the event's place, and the moment that it is by the rules of today.
struct TypedTime: Sendable, Hashable {
    /// `2027-03-04T10:00`
    let local: String
    /// Epoch milliseconds.
    let at: Int64

    init(local: String, at: Int64) {
        self.local = local
        self.at = at
    }

    init?(_ local: String, zone: String) {
        guard let at = EventClock(zone: zone).milliseconds(local) else { return nil }
        self.init(local: EventClock(zone: zone).text(at), at: at)
    }

    init(at: Int64, zone: String) { self.init(local: EventClock(zone: zone).text(at), at: at) }

    /// As the rules of the zone say it now.
    func refreshed(zone: String) -> TypedTime {
        let clock = EventClock(zone: zone)
        guard clock.text(at) != local, let moment = clock.milliseconds(local) else { return self }
        return TypedTime(local: local, at: moment)
    }

    fileprivate init?(_ row: Row, _ name: String) throws {
        guard let local = try row.get("\(name)_local", as: String?.self),
            let at = try row.get("\(name)_at", as: Int64?.self)
        else { return nil }
        self.init(local: local, at: at)
    }
}

/// By what rule an event takes people: one for an event, made when its registration is set up.
struct RegistrationRule: Sendable, Hashable {
    enum Approval: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
        case nobody = "none"
        case organiser
    }
    /// What the event offers; each registration has one ``AttendanceMode``.
    enum Mode: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
        case inPerson = "in-person"
        case online, hybrid
    }
    /// What decides between equal ranks.
    enum Order: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable { case lot, time }
    /// All at once when nominations have closed, or each as it comes.
    enum Work: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable { case batch, rolling }
    /// What somebody may be asked who registers by themselves.
    enum AskedField: String, Sendable, CaseIterable, Codable {
        case country, sector, organisation, city
        case workingGroup = "working-group"

        static let usual: Set<AskedField> = [.country, .sector, .organisation]
        /// Stored where nothing of it is asked.
        static let nothing = "nothing"
    }
    enum ListAudience: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
        case nobody, organisers, participants, `public`
    }

    var opens: TypedTime?
    var nominationsClose: TypedTime?
    var closes: TypedTime?
    /// From then on what a person changes is a request that an organiser grants.
    var freeze: TypedTime?
    /// The last moment at which somebody is offered a seat, or moves up by themselves.
    var offerLast: TypedTime?
    var channels: Set<RegistrationChannel> = [.nomination]
    var approval = Approval.nobody
    var mode = Mode.inPerson
    var order = Order.lot
    var work = Work.batch
    /// 0: who fits is seated without being asked.
    var offerHours = 72
    /// Whether who waits for approval holds a seat.
    var holdPending = true
    var countedRoles: Set<Role> = [.participant, .rapporteur]
    var listShownTo = ListAudience.organisers
    /// Whether people who wait are told their place.
    var placesShown = true
    /// Of the forms, BCP 47; empty: all of the interface.
    var languages: [String] = []
    /// What the form asks besides names and an address; nothing told is what is usual.
    var asked: [String] = []
    /// A day.
    var needsErasedOn: String?
    /// Of the lot: drawn by the server when the first call goes out, and changed by nothing.
    var seed: String?
    var seedAt: Int64?
    /// When the batch was confirmed; nothing before.
    var allocatedAt: Int64?

    init() {}

    init(_ row: Row) throws {
        opens = try TypedTime(row, "opens")
        nominationsClose = try TypedTime(row, "nominations_close")
        closes = try TypedTime(row, "closes")
        freeze = try TypedTime(row, "freeze")
        offerLast = try TypedTime(row, "offer_last")
        channels = Set(try Self.list(row, "channels"))
        approval = try row.get("approval")
        mode = try row.get("mode")
        order = try row.get("order_by")
        work = try row.get("work")
        offerHours = try row.get("offer_hours")
        holdPending = try row.get("hold_pending")
        countedRoles = Set(try Self.list(row, "counted_roles"))
        listShownTo = try row.get("list_shown_to")
        placesShown = try row.get("places_shown")
        languages = try Self.list(row, "languages")
        asked = try Self.list(row, "asked")
        needsErasedOn = try row.get("needs_erased_on")
        seed = try row.get("seed")
        seedAt = try row.get("seed_at")
        allocatedAt = try row.get("allocated_at")
    }

    private static func list<Value: Codable>(_ row: Row, _ column: String) throws -> [Value] {
        try JSONCoding.value(try row.get(column, as: String.self))
    }

    /// Whether the list has been allocated, or is as it goes along: from then on who comes is seated or waits at once.
    var seatsAtOnce: Bool { work == .rolling || allocatedAt != nil }

    /// What decides between two of one rank: text that is compared by its bytes.
    func tie(_ record: RegistrationRecord) -> String { tie(record.standing) }

    func tie(_ standing: RegistrationStanding) -> String {
        // Of two in the same moment the one with the lower number, which as text would not be the first: "10" is before "9".
        if let back = standing.movedBackAt { return RegistrationOrder.time(back, standing.number) }
        guard order == .time || standing.isLate else { return standing.lot }
        return RegistrationOrder.time(standing.submittedAt, standing.number)
    }

    /// The lot of a country or whoever else names people: SHA-256 of the seed and its holder, in hex.
    func lot(of holder: String) -> String { seed.map { Self.lot(seed: $0, holder: holder) } ?? "" }

    static func lot(seed: String, holder: String) -> String {
        Secret.hex(Crypto.sha256(Array("\(seed):\(holder)".utf8)))
    }

    /// Whether nobody is offered a seat, or moves up by themselves, any more.
    func isPastOffers(at now: Int64) -> Bool { offerLast.map { $0.at <= now } ?? false }
    /// What the form asks besides names and an address.
    var askedFields: Set<AskedField> {
        asked.isEmpty ? AskedField.usual : Set(asked.compactMap { AskedField(rawValue: $0) })
    }

    /// In which questions are written, the first first; BCP 47.
    var formLanguages: [String] {
        languages.isEmpty ? Language.allCases.map(\.rawValue) : languages
    }

    func isOpen(at now: Int64) -> Bool { (opens.map { $0.at <= now } ?? true) && !isClosed(at: now) }
    func isClosed(at now: Int64) -> Bool { closes.map { $0.at <= now } ?? false }
    func isFrozen(at now: Int64) -> Bool { freeze.map { $0.at <= now } ?? false }
    /// Whether a nomination made now comes late: after those that are equal in time.
    func isLate(at now: Int64) -> Bool { nominationsClose.map { $0.at < now } ?? false }
}

/// What the order looks at.
struct RegistrationStanding: Sendable {
    let number: Int
    let `class`: Int
    let rank: Int
    let lot: String
    let submittedAt: Int64
    let movedBackAt: Int64?

    var isLate: Bool { `class` >= 2 }
}

extension RegistrationRecord {
    var standing: RegistrationStanding {
        RegistrationStanding(
            number: number, class: `class`, rank: rank, lot: lot, submittedAt: submittedAt, movedBackAt: movedBackAt)
    }
}

/// In what order registrations are seated: class, rank, tie, id, ascending, text by its UTF-8 bytes.
struct RegistrationOrder: Sendable, Hashable, Comparable {
    let `class`: Int
    let rank: Int
    let tie: String
    let id: String

    /// The rank of what stands at the end of its class.
    static let back = 1_000_000

    init(_ record: RegistrationRecord, _ rule: RegistrationRule) { self.init(record.standing, rule) }

    init(_ standing: RegistrationStanding, _ rule: RegistrationRule) {
        `class` = standing.class
        rank = standing.movedBackAt == nil ? standing.isLate ? 1 : standing.rank : Self.back
        tie = rule.tie(standing)
        id = String(standing.number)
    }

    static func < (one: RegistrationOrder, other: RegistrationOrder) -> Bool {
        if one.class != other.class { return one.class < other.class }
        if one.rank != other.rank { return one.rank < other.rank }
        if one.tie != other.tie { return one.tie.utf8.lexicographicallyPrecedes(other.tie.utf8) }
        return one.id.utf8.lexicographicallyPrecedes(other.id.utf8)
    }

    /// A moment and a number as text whose order by bytes is the order in time, and then in numbers.
    static func time(_ moment: Int64, _ number: Int) -> String {
        func padded(_ digits: String, _ count: Int) -> String {
            String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        return "\(padded(String(max(moment, 0)), 15)).\(padded(String(max(number, 0)), 6))"
    }
}
