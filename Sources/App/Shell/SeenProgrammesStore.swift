import Domain
import Storage
import Web

// lint: tables event, participant, programme, programme_organiser because which programmes somebody sees is the same rule as whether they see one.

/// The programmes that an account sees: ``Permission/seeProgramme`` for all of them at once.
struct SeenProgrammesStore {
    private let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// With what stands below them.
    func organised(by account: Account.ID) throws -> Set<Programme.ID> {
        let rows = try reading.all(
            """
            WITH RECURSIVE organised (id) AS (
                SELECT programme_id FROM programme_organiser WHERE account_id = \(account)
                UNION SELECT c.id FROM programme c JOIN organised o ON c.parent_id = o.id)
            SELECT id FROM organised
            """)
        return Set(try rows.map { try $0.get("id", as: Programme.ID.self) })
    }

    func organises(_ visitor: Visitor, _ programme: Programme.ID) throws -> Bool {
        try Policy.roles(of: visitor, in: programme, reading).contains(.organiser)
    }

    func programmes(of account: Visitor.AccountSession) throws -> (
        organised: Set<Programme.ID>, seen: Set<Programme.ID>
    ) {
        let rows = try reading.all(
            """
            WITH RECURSIVE organised (id) AS (
                SELECT programme_id FROM programme_organiser WHERE account_id = \(account.id)
                UNION SELECT c.id FROM programme c JOIN organised o ON c.parent_id = o.id),
            above (id) AS (
                SELECT programme_id FROM programme_organiser WHERE account_id = \(account.id)
                UNION SELECT c.parent_id FROM programme c JOIN above a ON a.id = c.id WHERE c.parent_id IS NOT NULL)
            SELECT 'organised' AS part, id FROM organised UNION SELECT 'above' AS part, id FROM above
            UNION SELECT 'attended' AS part, e.programme_id FROM participant p JOIN event e ON e.id = p.event_id
            WHERE p.account_id = \(account.id) AND p.state NOT IN ('removed', 'waiting') AND \(WritingRoom.isMeeting)
            """)
        let found = try rows.map {
            (part: try $0.get("part", as: String.self), id: try $0.get("id", as: Programme.ID.self))
        }
        let belongs = try BelongingStore(reading).programmes(of: account.mandates)
        return (
            organised: Set(found.filter { $0.part == "organised" }.map(\.id)),
            seen: Set(found.map(\.id)).union(belongs.keys)
        )
    }
}
