import Domain
import Storage
import Web

/// A breakout group at its table, as the analysis needs it.
extension BreakoutGroupRecord {
    /// Members, and those who lead and write for it.
    var people: Set<Participant.ID> { Set(members.map(\.id) + [facilitator, rapporteur].compactMap { $0 }) }

    var cardPlace: CardPlace { .table(id) }
}

/// Who sits at which table.
struct TableStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Where somebody sits in the groups in use: as a member first, else as rapporteur or facilitator.
    func table(of participants: Set<Participant.ID>, in event: Event.ID) throws -> BreakoutGroupRecord? {
        let tables = try GroupStore(reading).groups(of: event)
        return tables.first { $0.members.contains { participants.contains($0.id) } }
            ?? tables.first { !participants.isDisjoint(with: $0.people) }
    }

    /// Who a visitor is among the participants of an event: by seat and by account.
    func participants(of visitor: Visitor, in event: Event.ID) throws -> Set<Participant.ID> {
        var found: Set<Participant.ID> = []
        if let seat = visitor.seat, seat.event == event, seat.isApproved { found.insert(seat.id) }
        if let account = visitor.account {
            let rows = try reading.all(
                "SELECT id FROM participant WHERE event_id = \(event) AND account_id = \(account.id) AND state <> 'removed'"
            )
            for row in rows { found.insert(try row.get("id")) }
        }
        return found
    }
}
