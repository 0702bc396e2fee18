import Domain
import Storage
import Web

// lint: tables event, participant, programme, programme_organiser because where somebody stands in the network follows from their roles.

/// Reads where a visitor stands in the network today, by two statements.
struct NetworkRosterStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func roster(of visitor: Visitor) throws -> NetworkRoster {
        guard let account = visitor.account else { return NetworkRoster() }
        var roster = NetworkRoster()
        let rows = try reading.all(
            """
            WITH RECURSIVE organised (id) AS (
                SELECT programme_id FROM programme_organiser WHERE account_id = \(account.id)
                UNION SELECT c.id FROM programme c JOIN organised o ON c.parent_id = o.id)
            SELECT 'organises' AS part, id FROM organised
            UNION SELECT 'attends' AS part, e.programme_id FROM participant p JOIN event e ON e.id = p.event_id
            WHERE p.account_id = \(account.id) AND p.state NOT IN ('removed', 'waiting') AND \(WritingRoom.isMeeting)
            """)
        for row in rows {
            let programme: Programme.ID = try row.get("id")
            if try row.get("part", as: String.self) == "organises" {
                roster.organises.insert(programme)
            } else {
                roster.attends.insert(programme)
            }
        }
        for (programme, holders) in try BelongingStore(reading).programmes(of: visitor.mandates) {
            roster.belongs[programme] = Set(holders.compactMap { MemberRef($0) })
        }
        roster.coordinates = Set(
            visitor.mandates.filter { $0.role == .networkCoordinator && $0.mayAct }.compactMap(\.holder.programme))
        roster.groups = Set(visitor.mandates.compactMap(\.holder.group))
        return roster
    }
}
