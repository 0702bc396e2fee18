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
}
