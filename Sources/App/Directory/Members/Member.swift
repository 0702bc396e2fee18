import Domain
import Storage
import Web

/// A member as others name it: kind and ref as the table `member` keeps them.
struct MemberRef: Sendable, Hashable, Comparable, CustomStringConvertible {
    enum Kind: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
        case country, city, organisation, region

        var label: Message {
            switch self {
            case .country: L("Country")
            case .city: L("City")
            case .organisation: L("Organisation")
            case .region: L("Region")
            }
        }
    }

    let kind: Kind
    /// A country's ISO 3166-1 alpha-2 code, the id of the others.
    let ref: String

    init(_ kind: Kind, _ ref: String) {
        self.kind = kind
        self.ref = ref
    }

    static func country(_ code: String) -> MemberRef { MemberRef(.country, code) }
    static func city(_ id: City.ID) -> MemberRef { MemberRef(.city, id.description) }
    static func organisation(_ id: Organisation.ID) -> MemberRef { MemberRef(.organisation, id.description) }
    static func region(_ id: Region.ID) -> MemberRef { MemberRef(.region, id.description) }

    /// As ``description`` writes it.
    init?(_ text: String) {
        let sides = text.split(separator: ":", maxSplits: 1).map { String($0) }
        guard sides.count == 2, let kind = Kind(rawValue: sides[0]) else { return nil }
        let isWellMade =
            switch kind {
            case .country: sides[1].utf8.count == 2 && sides[1].utf8.allSatisfy { (65...90).contains($0) }
            case .city: City.ID(sides[1]) != nil
            case .organisation: Organisation.ID(sides[1]) != nil
            case .region: Region.ID(sides[1]) != nil
            }
        guard isWellMade else { return nil }
        self.init(kind, sides[1])
    }

    /// For whom a mandate is held; nothing where that cannot be a member, as a working group.
    init?(_ holder: MandateHolder) { self.init(holder.description) }

    /// `country:KZ`, `city:ID`.
    var description: String { "\(kind.rawValue):\(ref)" }

    var country: String? { kind == .country ? ref : nil }

    static func < (a: MemberRef, b: MemberRef) -> Bool { a.description < b.description }
}

/// As what somebody belongs to a programme.
enum MemberRole: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
    case founding, member, partner
    case strategicPartner = "strategic partner"
    case observer, candidate
    case funder, implementer
    case technicalSupport = "technical support"

    var label: Message {
        switch self {
        case .founding: L("Founding member")
        case .member: L("Member")
        case .partner: L("Partner")
        case .strategicPartner: L("Strategic partner")
        case .observer: L("Observer", context: "role of a member")
        case .candidate: L("Candidate", context: "role of a member")
        case .funder: L("Funder", context: "role of a member")
        case .implementer: L("Implementer", context: "role of a member")
        case .technicalSupport: L("Technical support", context: "role of a member")
        }
    }

    /// Whether it counts among the members, and not among those beside them.
    var isMember: Bool { self == .founding || self == .member }
}

/// Somebody's time in a programme, in one role.
struct MemberRecord: Sendable, Hashable {
    let id: Member.ID
    let programme: Programme.ID
    let ref: MemberRef
    /// As it was called on the day of joining.
    let name: String
    let role: MemberRole
    /// Partial dates: the first day of each counts. `until` is the first day on which it no longer holds, nothing while no end is set.
    let since: String
    var until: String?
    let note: String
    let document: String

    var interval: MemberInterval { MemberInterval(since: since, until: until) }

    func holds(on day: String) -> Bool { interval.holds(on: day) }
}

/// From when to when, half open: partial dates count from their first day.
struct MemberInterval: Sendable, Hashable {
    let since: String
    let until: String?

    func holds(on day: String) -> Bool {
        Self.firstDay(since) <= day && day < (until.map { Self.firstDay($0) } ?? Self.never)
    }

    /// Whether there is a day on which both hold.
    func overlaps(_ other: MemberInterval) -> Bool {
        max(Self.firstDay(since), Self.firstDay(other.since)) < min(end, other.end)
    }

    /// Whether there is any day on which it holds.
    var isEmpty: Bool { Self.firstDay(since) >= end }

    private var end: String { until.map { Self.firstDay($0) } ?? Self.never }

    /// `2018` is `2018-01-01`, `2018-05` is `2018-05-01`.
    static func firstDay(_ date: String) -> String {
        switch date.utf8.count {
        case 4: date + "-01-01"
        case 7: date + "-01"
        default: date
        }
    }

    private static let never = "9999-12-31"
}
