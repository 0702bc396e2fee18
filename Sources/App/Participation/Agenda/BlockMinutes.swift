import Domain
import Storage
import Web

/// The minutes of a block: a card that several write at once. Who runs the event, its rapporteurs and those who chair or note the block write;
/// whoever may read the block reads.
enum BlockMinutes {
    static let kind = CardKind(
        name: "minutes", table: "agenda_block", limit: 20_000,
        access: { asked, reading in
            guard let id = asked.place.id.flatMap({ AgendaBlock.ID($0) }),
                let block = try? AgendaStore(reading).block(id, of: asked.event)
            else { throw Refusal.notFound }
            let marking = try EventStore(reading).event(asked.event).marking
            let isSeen = !asked.membership.isStranger && block.isRead(by: asked.membership, in: marking)
            let writes = isSeen && isWriter(asked.membership, of: block)
            return CardAccess(isSeen: isSeen, isOwn: writes, refusal: writes ? nil : .forbidden)
        })

    static func isWriter(_ membership: Membership, of block: AgendaContent.Block) -> Bool {
        if membership.roles.contains(where: { $0.runsTheRoom || $0 == .rapporteur }) { return true }
        let seats = Set(membership.seats.map(\.description))
        return block.people.contains { person in
            (person.part == .rapporteur || person.part == .chair) && person.participant.map(seats.contains) ?? false
        }
    }

    static func card(of block: AgendaBlock.ID, in event: Event.ID, _ reading: any Reading) throws -> CardRecord? {
        try CardStore(reading).cards(of: event, in: .minutes(block)).values.min { $0.id < $1.id }
    }

    /// Begins them, once.
    @discardableResult
    static func begin(_ visit: Visit, _ event: Event.ID, _ block: AgendaBlock.ID) async throws -> Card.ID {
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            // Whoever comes second waits here, and finds the first one's.
            try AgendaWriting.touch(block, of: event, tx)
            try CardAccess(.minutes(block), in: event, visit, tx).requireWriting()
            if let card = try card(of: block, in: event, tx) { return card.id }
            let language = try EventStore(tx).event(event).language ?? visit.language
            let work = Work(tx, visit)
            let id = try CardOperations.createIn(
                work, event, .minutes(block), text: "", language: language.rawValue)
            try work.record(.event(event), "block:\(block)", "agenda.change", ["what": .text("minutes")])
            return id
        }
    }
}

extension AgendaContent.Block {
    /// Whether somebody would note what is said: not of breaks and travel.
    var hasMinutes: Bool { kind == .plenary || kind == .parallel || kind == .preparation }
}

extension CardPlace {
    /// The minutes of a block of the agenda.
    static func minutes(_ block: AgendaBlock.ID) -> CardPlace { CardPlace("minutes", block.description) }
}
