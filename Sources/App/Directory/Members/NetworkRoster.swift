import Domain
import Storage
import Web

/// Where a visitor stands in the network today.
struct NetworkRoster: Sendable, Hashable {
    /// By their account, and what stands below a programme that they organise. Administrators are asked by `visitor.account`.
    var organises: Set<Programme.ID> = []
    /// For which members of a programme they hold a mandate today.
    var belongs: [Programme.ID: Set<MemberRef>] = [:]
    /// In one of whose events their account has a role.
    var attends: Set<Programme.ID> = []
    /// In which they hold a mandate today.
    var groups: Set<WorkingGroup.ID> = []

    /// Whether they are of a programme's community.
    func isOf(_ programme: Programme.ID) -> Bool {
        organises.contains(programme) || belongs[programme] != nil || attends.contains(programme)
    }

    /// For whom they may speak anywhere.
    var refs: Set<MemberRef> { belongs.values.reduce(into: []) { $0.formUnion($1) } }

    /// - Parameter now: mandates are those that the visit was read with, of this day.
    static func read(_ visitor: Visitor, _ reading: any Reading, now: Int64) throws -> NetworkRoster {
<<<<<<< HEAD
        guard let account = visitor.account else { return NetworkRoster() }
        var roster = NetworkRoster()
        let rows = try reading.all(
            """
            WITH RECURSIVE organised (id) AS (
                SELECT programme_id FROM programme_organiser WHERE account_id = \(account.id)
                UNION SELECT c.id FROM programme c JOIN organised o ON c.parent_id = o.id)
            SELECT 'organises' AS part, id FROM organised
            UNION SELECT 'attends' AS part, e.programme_id FROM participant p JOIN event e ON e.id = p.event_id
            WHERE p.account_id = \(account.id) AND p.state <> 'removed'
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
        roster.groups = Set(visitor.mandates.compactMap(\.holder.group))
        return roster
=======
        try NetworkRosterStore(reading).roster(of: visitor)
>>>>>>> 364ac47981ad202b0ad2e0eccbde0b9769d1c172
    }
}
