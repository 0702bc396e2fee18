import Domain
import Storage
import Web

// lint: tables event, participant, programme, programme_organiser because roles are what everybody above is asked for, and only this file says what they are.

/// A role in one event. Organisers of a programme are organisers of all its events.
public enum Role: String, CaseIterable, Sendable, Codable {
    case organiser, facilitator, rapporteur, participant, observer

    /// Who may contribute issues and vote. Observers never vote; those who run the room do not either.
    var contributes: Bool { self == .participant || self == .rapporteur }
    var runsTheRoom: Bool { self == .organiser || self == .facilitator }
}

/// What a route or an operation needs. This file is the only place that says who may do what.
public enum Permission: Sendable, Hashable {
    /// Anybody, signed in or not.
    case anyone
    /// An account.
    case account
    /// An account that keeps the directory: administrators, and organisers of any programme.
    case keepDirectory
    /// Administrators only: accounts, sectors, regions.
    case administer
    /// To see a programme: its organisers and those of the programmes below it, who has an account role in one of its events (a place
    /// in a writing room opens that room and nothing else, one that waits at the door nothing at all), and who holds a mandate in it or for
    /// one of its members today.
    case seeProgramme
    /// To change a programme and make events in it: its organisers, and those of the programmes above it.
    case organiseProgramme
    /// To be in the room: any approved role.
    case attend
    /// To write issues and cast ballots.
    case contribute
    /// To run the stages: facilitators and organisers.
    case facilitate
    /// To enter and confirm paper ballots: who runs the room, and rapporteurs.
    case enterPaper
    /// To write the guide and the outline: who runs the room, and rapporteurs.
    case writeGuide
    /// To change the event itself, its people and their roles.
    case organise
}

/// Who is behind a request: an account, a seat in an event's room, both (a laptop with two windows), or neither.
public struct Visitor: Sendable {
    public struct AccountSession: Sendable {
        public let id: Account.ID
        public let name: String
        public let email: String
        public let language: Language?
        public let isAdministrator: Bool
        public let organisesProgrammes: Bool
        /// This server asks the account for a second factor, and it has none: it can set one up, and do nothing else.
        public var lacksSecondFactor = false
        /// The zone in which the account reads times; nothing leaves it to the browser. An IANA name.
        public var timeZone: String?
        /// In whose name the account may act today.
        public var mandates: [ActiveMandate] = []
    }

    public struct Seat: Sendable {
        public let id: Participant.ID
        public let event: Event.ID
        public let name: String
        public let country: String?
        public let sector: String?
        public let language: Language?
        public let role: Role
        /// False while the facilitator has not let the person in.
        public let isApproved: Bool
        /// Approved, and has come.
        public let isPresent: Bool
        /// False for who is in by the code alone, until somebody says that they know them: what they wrote of themselves at the door opens
        /// nothing of a country.
        public var isKnown = true
    }

    public var account: AccountSession?
    public var seat: Seat?

    public static let guest = Visitor(account: nil, seat: nil)

    /// How the journal names who acted.
    public var journalName: String? {
        if let account { return "account:\(account.id)" }
        return seat.map { "participant:\($0.id)" }
    }
}

public enum Policy {
    /// Whether the roles that a visitor holds where the request leads allow it.
    /// - Parameter roles: of the visitor in the event (or programme) of the request; empty for a stranger.
    static func allows(_ permission: Permission, visitor: Visitor, roles: Set<Role>) -> Bool {
        switch permission {
        case .anyone: true
        case .account: visitor.account != nil
        case .keepDirectory: visitor.account.map { $0.isAdministrator || $0.organisesProgrammes } ?? false
        case .administer: visitor.account?.isAdministrator ?? false
        case .seeProgramme: visitor.account != nil && !roles.isEmpty
        case .organiseProgramme: roles.contains(.organiser)
        case .attend: !roles.isEmpty
        case .contribute: roles.contains { $0.contributes }
        case .facilitate: roles.contains { $0.runsTheRoom }
        case .enterPaper, .writeGuide: roles.contains { $0.runsTheRoom || $0 == .rapporteur }
        case .organise: roles.contains(.organiser)
        }
    }

    /// Refuses what is not allowed, in words: a guest is asked to sign in, a stranger is not told that the thing exists.
    static func require(_ permission: Permission, visitor: Visitor, roles: Set<Role>) throws {
        guard !allows(permission, visitor: visitor, roles: roles) else { return }
        if visitor.account == nil && visitor.seat == nil { throw Refusal.signInNeeded }
        switch permission {
        case .seeProgramme, .organiseProgramme, .attend, .contribute, .facilitate, .enterPaper, .writeGuide, .organise:
            throw roles.isEmpty ? Refusal.notFound : Refusal.forbidden
        default: throw Refusal.forbidden
        }
    }

    static func require(_ permission: Permission, _ membership: Membership) throws {
        try require(permission, visitor: membership.visitor, roles: membership.roles)
    }

    /// Checks a permission in an event inside the operation's own transaction.
    static func require(_ permission: Permission, in event: Event.ID, visitor: Visitor, _ reading: any Reading) throws {
        try require(permission, visitor: visitor, roles: try roles(of: visitor, in: event, reading))
    }

    static func require(_ permission: Permission, in programme: Programme.ID, visitor: Visitor, _ reading: any Reading)
        throws
    {
        try require(permission, visitor: visitor, roles: try roles(of: visitor, in: programme, reading))
    }

    /// The event of a short code, as typed; case does not matter.
    /// - Throws: ``Refusal/notFound``.
    static func event(ofCode code: String, _ reading: any Reading) throws -> Event.ID {
        let id = try reading.value("SELECT id FROM event WHERE code = \(code.uppercased())", as: Event.ID.self)
        guard let id else { throw Refusal.notFound }
        return id
    }

    /// The roles that a visitor holds in an event, by seat and by account.
    static func roles(of visitor: Visitor, in event: Event.ID, _ reading: any Reading) throws -> Set<Role> {
        try MembershipStore(reading).membership(of: visitor, in: event).roles
    }

    static func roles(of visitor: Visitor, in programme: Programme.ID, _ reading: any Reading) throws -> Set<Role> {
        guard let account = visitor.account else { return [] }
        let rows = try reading.all(
            """
            WITH RECURSIVE above (id) AS (
                SELECT id FROM programme WHERE id = \(programme)
                UNION SELECT c.parent_id FROM programme c JOIN above a ON a.id = c.id WHERE c.parent_id IS NOT NULL),
            below (id) AS (
                SELECT id FROM programme WHERE parent_id = \(programme)
                UNION SELECT c.id FROM programme c JOIN below b ON c.parent_id = b.id)
            SELECT 'organiser' AS role FROM above JOIN programme_organiser o ON o.programme_id = above.id
            WHERE o.account_id = \(account.id)
            UNION SELECT 'observer' FROM below JOIN programme_organiser o ON o.programme_id = below.id
            WHERE o.account_id = \(account.id)
            UNION SELECT CASE p.role WHEN 'organiser' THEN 'facilitator' ELSE p.role END FROM participant p
            JOIN event e ON e.id = p.event_id
            WHERE e.programme_id = \(programme) AND p.account_id = \(account.id) AND p.state NOT IN ('removed', 'waiting')
                AND \(WritingRoom.isMeeting)
            """)
        var roles = Set(try rows.map { try $0.get("role", as: Role.self) })
        if roles.isEmpty, try !BelongingStore(reading).programmes(of: account.mandates, only: programme).isEmpty {
            roles.insert(.observer)
        }
        return roles
    }
}
