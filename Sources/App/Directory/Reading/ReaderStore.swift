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
                    WHERE e.programme_id = \(programme) AND s.state <> 'removed' AND s.account_id IS NOT NULL)
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

    init(of record: Readable, _ reading: any Reading, now: Int64) throws {
        isPublic = record.marking == Marking.clear.rawValue
        guard let programme = record.programme else {
            (members, membersWithout, named, others, without) = ([], [], [], 0, 0)
            return
        }
        let today = try MemberStore(reading).members(of: programme, on: CalendarDate.today(now))
        let reads = today.map { member in
            var roster = NetworkRoster()
            roster.belongs[programme] = [member.ref]
            return mayRead(record, .guest, roster, now: now).isAllowed
        }
        members = zip(today, reads).filter(\.1).map(\.0)
        membersWithout = zip(today, reads).filter { !$0.1 }.map(\.0)
        var (named, others, without): ([String], Int, Int) = ([], 0, 0)
        for reader in try ReaderStore(reading).readers(of: programme, now: now) {
            guard mayRead(record, reader.visitor, reader.roster, now: now).isAllowed else {
                without += 1
                continue
            }
            let holdsFunction =
                reader.roster.organises.contains(programme) || reader.roster.belongs[programme] != nil
                || record.owner == reader.account.id
            if holdsFunction { named.append(reader.account.name) } else { others += 1 }
        }
        (self.named, self.others, self.without) = (named, others, without)
    }

    /// How many people read it, with an account.
    var people: Int { named.count + others }
}
