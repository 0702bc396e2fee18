import Domain
import Storage
import Synchronization
import Web

// lint: tables account, event, mandate, member, participant, programme, programme_organiser because who somebody is in an event is what everybody above is asked for: one statement a visit.

/// The one statement that says who somebody is in an event.
struct MembershipStore {
    private let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func membership(of visitor: Visitor, in event: Event.ID) throws -> Membership {
        let seat = visitor.seat.flatMap { $0.event == event ? $0.id : nil }
        let account = visitor.account?.id
        guard seat != nil || account != nil else { return Membership(visitor, in: event) }
        return try Self.membership(
            visitor, in: event, rows(visitor, seat, "p.event_id = \(event)", "e.id = \(event)"))
    }

    /// Of every event in which they have a part, or that they organise.
    func memberships(of visitor: Visitor) throws -> [Event.ID: Membership] {
        let (seat, account) = (visitor.seat?.id, visitor.account?.id)
        guard seat != nil || account != nil else { return [:] }
        let rows = try rows(visitor, seat, "1 = 1", "1 = 1")
        let byEvent = try Dictionary(grouping: rows) { try $0.get("event_id", as: Event.ID.self) }
        var memberships: [Event.ID: Membership] = [:]
        for (event, rows) in byEvent { memberships[event] = try Self.membership(visitor, in: event, rows) }
        return memberships
    }

    private func rows(_ visitor: Visitor, _ seat: Participant.ID?, _ seated: SQL, _ organised: SQL) throws -> [Row] {
        let account = visitor.account?.id
        return try reading.all(
            """
            WITH RECURSIVE organised (id) AS (
                SELECT programme_id FROM programme_organiser WHERE account_id = \(account)
                UNION SELECT c.id FROM programme c JOIN organised o ON c.parent_id = o.id)
            SELECT p.event_id, p.id, p.role, p.country, p.sector, p.state, p.unverified_at, p.account_id FROM participant p
            JOIN event e ON e.id = p.event_id
            WHERE \(seated) AND p.state <> 'removed' AND (p.id = \(seat) OR p.account_id = \(account))
                AND \(WritingPlaceStore.holds(for: visitor))
            UNION ALL SELECT e.id, NULL, 'organiser', NULL, NULL, 'present', NULL, NULL FROM organised o
            JOIN event e ON e.programme_id = o.id WHERE \(organised) AND \(WritingRoom.isOpenToOrganisers)
            """)
    }

    private static func membership(_ visitor: Visitor, in event: Event.ID, _ rows: [Row]) throws -> Membership {
        let account = visitor.account?.id
        let places = try rows.compactMap { row -> Membership.Place? in
            try place(row, isOfAccount: account != nil && row.get("account_id", as: Account.ID?.self) == account)
        }
        return Membership(
            visitor, in: event, organisesProgramme: places.count < rows.count,
            places: places.sorted { $0.seat.description < $1.seat.description })
    }

    /// - Returns: nothing for the row that says that somebody organises the programme.
    private static func place(_ row: Row, isOfAccount: Bool) throws -> Membership.Place? {
        guard let id = try row.get("id", as: Participant.ID?.self) else { return nil }
        let state: String = try row.get("state")
        return Membership.Place(
            seat: id, role: try row.get("role"), country: try row.get("country"), sector: try row.get("sector"),
            isApproved: state != "waiting", hasCome: state == "present",
            isKnown: try row.get("unverified_at", as: Int64?.self) == nil, isOfAccount: isOfAccount)
    }

    /// The accounts that have a part in an event, or in any of a programme's, or hold a mandate there; whether it is one of today is asked
    /// with what they may see.
    func accounts(in event: Event.ID) throws -> Set<Account.ID> {
        try accounts(
            """
            SELECT account_id FROM participant WHERE event_id = \(event) AND account_id IS NOT NULL AND state <> 'removed'
            UNION SELECT o.account_id FROM programme_organiser o JOIN event e ON e.programme_id = o.programme_id
            WHERE e.id = \(event) AND \(WritingRoom.isOpenToOrganisers)
            """)
    }

    /// Also those whose mandate may open it, on whatever day: what they see is asked for each.
    func accounts(in programme: Programme.ID) throws -> Set<Account.ID> {
        try accounts(
            """
            SELECT a.id AS account_id FROM account a JOIN mandate x ON x.person_id = a.person_id
            WHERE a.disabled_at IS NULL AND x.state IN ('active', 'suspended') AND (x.programme_id = \(programme) OR x.programme_id IS NULL AND EXISTS (
                SELECT m.id FROM member m WHERE m.ref = x.holder AND m.kind = x.holder_kind AND m.programme_id = \(programme)))
            UNION SELECT p.account_id FROM participant p JOIN event e ON e.id = p.event_id
            WHERE e.programme_id = \(programme) AND p.account_id IS NOT NULL AND p.state NOT IN ('removed', 'waiting') AND \(WritingRoom.isMeeting)
            UNION SELECT account_id FROM programme_organiser WHERE programme_id = \(programme)
            """)
    }

    private func accounts(_ statement: SQL) throws -> Set<Account.ID> {
        Set(try reading.all(statement).map { try $0.get("account_id", as: Account.ID.self) })
    }

    /// Whether an account organises any programme.
    func organises(_ account: Account.ID) throws -> Bool {
        try reading.first("SELECT programme_id FROM programme_organiser WHERE account_id = \(account) LIMIT 1") != nil
    }

    /// Whose a seat is; nothing where it has no account.
    func account(of seat: Participant.ID) throws -> Account.ID? {
        try reading.first("SELECT account_id FROM participant WHERE id = \(seat) AND state <> 'removed'")?
            .get("account_id", as: Account.ID?.self)
    }
}

/// Who the visitor was found to be, for as long as nothing is committed.
final class MembershipMemory: Sendable {
    private struct Known {
        let number: Int64
        let membership: Membership
    }

    private let known = Mutex<[Event.ID: Known]>([:])

    /// - Parameter visitor: a visit may be narrowed to a part of who asks.
    func membership(of visitor: Visitor, in event: Event.ID, at number: Int64) -> Membership? {
        guard let found = known.withLock({ $0[event] }), found.number == number else { return nil }
        let who = found.membership.visitor
        guard who.account?.id == visitor.account?.id, who.seat?.id == visitor.seat?.id else { return nil }
        return found.membership
    }

    func keep(_ membership: Membership, at number: Int64) {
        known.withLock { $0[membership.event] = Known(number: number, membership: membership) }
    }
}

extension Visit {
    /// Who the visitor is in an event. A write reads it anew: it may have changed it itself, and nothing else decides about what is stored.
    func membership(in event: Event.ID, _ reading: any Reading) throws -> Membership {
        let store = MembershipStore(reading)
        let isNobody = visitor.account == nil && visitor.seat?.event != event
        if isNobody || reading is Transaction { return try store.membership(of: visitor, in: event) }
        let number = try reading.commitNumber()
        if let known = memberships.membership(of: visitor, in: event, at: number) { return known }
        let found = try store.membership(of: visitor, in: event)
        memberships.keep(found, at: number)
        return found
    }
}
