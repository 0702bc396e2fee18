import Domain
import Storage
import Web

// lint: tables event, participant, programme, programme_organiser because who will read something is asked of everybody who has a part in its programme.

/// Somebody with an account who has a part in a programme.
struct ProgrammeReader: Sendable {
    let account: AccountRecord
    /// With the mandates that hold in the programme.
    let visitor: Visitor
    /// Where they stand in the programme: of others it says nothing.
    let roster: NetworkRoster
}

/// Everybody of a programme who can sign in: those whom a record of it may reach. Three statements, however many they are.
struct ReaderStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By name.
    /// - Parameter only: of these accounts alone; nothing for all.
    func readers(of programme: Programme.ID, only: Set<Account.ID>? = nil, now: Int64) throws -> [ProgrammeReader] {
        if let only, only.isEmpty { return [] }
        let day = CalendarDate.today(now)
        let narrowed: SQL = if let only { "AND a.id IN \(in: only.sorted())" } else { "" }
        let rows = try reading.all(
            """
            WITH RECURSIVE above (id, parent_id) AS (
                SELECT id, parent_id FROM programme WHERE id = \(programme)
                UNION SELECT p.id, p.parent_id FROM programme p JOIN above u ON p.id = u.parent_id),
            organising (account_id) AS (
                SELECT DISTINCT account_id FROM programme_organiser WHERE programme_id IN (SELECT id FROM above)),
            attending (account_id) AS (
                SELECT DISTINCT s.account_id FROM participant s JOIN event e ON e.id = s.event_id
                WHERE e.programme_id = \(programme) AND s.state NOT IN ('removed', 'waiting') AND s.account_id IS NOT NULL
                    AND \(WritingRoom.isMeeting)),
            holding (person_id) AS (
                SELECT DISTINCT person_id FROM mandate WHERE person_id IS NOT NULL AND \(ActiveMandate.isHeld(on: day))
                    AND \(Self.mayOpen(programme)))
            SELECT a.*, CASE WHEN o.account_id IS NULL THEN 0 ELSE 1 END AS organises,
                CASE WHEN t.account_id IS NULL THEN 0 ELSE 1 END AS attends
            FROM account a LEFT JOIN organising o ON o.account_id = a.id LEFT JOIN attending t ON t.account_id = a.id
                LEFT JOIN holding h ON h.person_id = a.person_id
            WHERE a.disabled_at IS NULL \(narrowed)
                AND (o.account_id IS NOT NULL OR t.account_id IS NOT NULL OR h.person_id IS NOT NULL)
            ORDER BY a.name, a.id
            """)
        let mandates = try mandates(opening: programme, on: day)
        let members = try MembersOfDay(programme, on: day, reading)
        return try rows.map { row in
            let account = try AccountRecord(row)
            let held = account.person.flatMap { mandates[$0] } ?? []
            var roster = NetworkRoster()
            if try row.get("organises", as: Int.self) == 1 { roster.organises = [programme] }
            if try row.get("attends", as: Int.self) == 1 { roster.attends = [programme] }
            let opening = held.filter { members.isOpened(by: $0) }
            if !opening.isEmpty { roster.belongs[programme] = Set(opening.compactMap { MemberRef($0.holder) }) }
            roster.groups = Set(held.compactMap(\.holder.group))
            var session = Visitor.AccountSession(
                id: account.id, name: account.name, email: account.email, language: account.language,
                isAdministrator: account.isAdministrator, organisesProgrammes: false)
            session.mandates = held
            return ProgrammeReader(
                account: account, visitor: Visitor(account: session, seat: nil), roster: roster)
        }.filter { $0.roster.isOf(programme) }
    }

    /// Of a table of mandates without a name: that one holds in the programme, or for one of its members.
    private static func mayOpen(_ programme: Programme.ID) -> SQL {
        """
        (programme_id = \(programme)
            OR programme_id IS NULL AND holder IN (SELECT ref FROM member WHERE programme_id = \(programme)))
        """
    }

    private func mandates(opening programme: Programme.ID, on day: String) throws -> [Person.ID: [ActiveMandate]] {
        let rows = try reading.all(
            """
            SELECT person_id, \(ActiveMandate.columns) FROM mandate WHERE person_id IS NOT NULL
                AND \(ActiveMandate.isHeld(on: day)) AND \(Self.mayOpen(programme)) ORDER BY since, id
            """)
        var found: [Person.ID: [ActiveMandate]] = [:]
        for row in rows {
            guard let mandate = try ActiveMandate(row, on: day) else { continue }
            found[try row.get("person_id"), default: []].append(mandate)
        }
        return found
    }
}

/// Which mandates open a programme on a day: what ``BelongingStore`` says of one person, for many.
private struct MembersOfDay {
    private let programme: Programme.ID
    private var current: Set<MandateHolder> = []
    /// Also those that have left, or come later.
    private var known: Set<MandateHolder> = []

    init(_ programme: Programme.ID, on day: String, _ reading: any Reading) throws {
        self.programme = programme
        for row in try reading.all("SELECT kind, ref, since, until FROM member WHERE programme_id = \(programme)") {
            guard let holder = MandateHolder(kind: try row.get("kind"), try row.get("ref")) else { continue }
            known.insert(holder)
            let (since, until): (String, String?) = (try row.get("since"), try row.get("until"))
            if since <= day, until.map({ day < $0 }) ?? true { current.insert(holder) }
        }
    }

    func isOpened(by mandate: ActiveMandate) -> Bool {
        guard mandate.holds(in: programme) else { return false }
        return current.contains(mandate.holder) || (mandate.programme == programme && !known.contains(mandate.holder))
    }
}

/// A programme's members of today, and everybody of it who can sign in: read once, for a form that shows who will read what is written in
/// it. Never in a write, which all others wait for: see ``AudienceChoice/check(_:of:_:now:_:)``.
struct Community: Sendable {
    let programme: Programme.ID
    let members: [MemberRecord]
    /// By name.
    let readers: [ProgrammeReader]

    init(_ programme: Programme.ID, _ reading: any Reading, now: Int64) throws {
        self.programme = programme
        members = try MemberStore(reading).members(of: programme, on: CalendarDate.today(now))
        readers = try ReaderStore(reading).readers(of: programme, now: now)
    }

    /// Whose function in the programme everybody in it may know: not those who have a part in its events only.
    var holders: [ProgrammeReader] {
        readers.filter { $0.roster.organises.contains(programme) || $0.roster.belongs[programme] != nil }
    }
}

/// Who will read a record: the answer of ``mayRead`` for each member and each person of its programme.
struct Readership: Sendable {
    let isPublic: Bool
    /// Members all of whose people read it.
    let members: [MemberRecord]
    /// Members of today whose people do not read it.
    let membersWithout: [MemberRecord]
    /// Who reads it, with an account, by name: who holds a function in the programme.
    let named: [String]
    /// How many more read it, who have a part in its events.
    let others: Int
    /// How many people of the programme do not read it.
    let without: Int

    init(of record: Readable, in community: Community, now: Int64) {
        isPublic = record.marking == Marking.clear.rawValue
        let programme = community.programme
        let reads = community.members.map { member in
            var roster = NetworkRoster()
            roster.belongs[programme] = [member.ref]
            return mayRead(record, .guest, roster, now: now).isAllowed
        }
        members = zip(community.members, reads).filter { $0.1 }.map { $0.0 }
        membersWithout = zip(community.members, reads).filter { !$0.1 }.map { $0.0 }
        let holders = Set(community.holders.map(\.account.id))
        var (named, others, without): ([String], Int, Int) = ([], 0, 0)
        for reader in community.readers {
            if !mayRead(record, reader.visitor, reader.roster, now: now).isAllowed {
                without += 1
            } else if holders.contains(reader.account.id) || record.owner == reader.account.id {
                named.append(reader.account.name)
            } else {
                others += 1
            }
        }
        (self.named, self.others, self.without) = (named, others, without)
    }

    /// How many people read it, with an account.
    var people: Int { named.count + others }
}
