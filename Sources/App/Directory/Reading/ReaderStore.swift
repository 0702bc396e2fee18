import Domain
import Storage
import Web

// lint: tables event, participant, programme, programme_organiser because who will read something is asked of everybody who has a part in its programme.

/// Somebody with an account who has a part in a programme.
struct ProgrammeReader: Sendable {
    let account: AccountRecord
    let visitor: Visitor
    let roster: NetworkRoster
}

/// Everybody of a programme who can sign in: those whom a record of it may reach.
struct ReaderStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By name.
    func readers(of programme: Programme.ID, now: Int64) throws -> [ProgrammeReader] {
        let day = CalendarDate.today(now)
        let rows = try reading.all(
            """
            WITH RECURSIVE above (id, parent_id) AS (
                SELECT id, parent_id FROM programme WHERE id = \(programme)
                UNION SELECT p.id, p.parent_id FROM programme p JOIN above a ON p.id = a.parent_id)
            SELECT * FROM account WHERE disabled_at IS NULL AND (
                id IN (SELECT account_id FROM programme_organiser WHERE programme_id IN (SELECT id FROM above))
                OR id IN (SELECT s.account_id FROM participant s JOIN event e ON e.id = s.event_id
                    WHERE e.programme_id = \(programme) AND s.state <> 'removed' AND s.account_id IS NOT NULL
                        AND \(WritingRoom.isMeeting))
                OR person_id IN (SELECT m.person_id FROM mandate m
                    WHERE m.state IN ('active', 'suspended') AND m.since <= \(day) AND (m.until IS NULL OR m.until > \(day))
                        AND (m.programme_id = \(programme) OR m.holder IN (SELECT ref FROM member WHERE programme_id = \(programme)))))
            ORDER BY name, id
            """)
        return try rows.map { row in
            let account = try AccountRecord(row)
            return try Self.reader(account, reading, now: now)
        }.filter { $0.roster.isOf(programme) }
    }

    static func reader(_ account: AccountRecord, _ reading: any Reading, now: Int64) throws -> ProgrammeReader {
        var session = Visitor.AccountSession(
            id: account.id, name: account.name, email: account.email, language: account.language,
            isAdministrator: account.isAdministrator, organisesProgrammes: false)
        session.mandates = try ActiveMandateStore(reading).mandates(of: account.person, now: now)
        let visitor = Visitor(account: session, seat: nil)
        return ProgrammeReader(
            account: account, visitor: visitor, roster: try NetworkRoster.read(visitor, reading, now: now))
    }
}

/// A programme's members of today, and everybody of it who can sign in: read once for a form that shows who will read what is written in it.
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
