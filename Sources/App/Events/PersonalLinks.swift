import Domain
import Storage
import Web

/// A person's link is made from the installation's key, their seat and a number: so it is the same whenever it is mailed, printed or
/// shown, and no link is stored. It works while its digest stands with the seat; ending it raises the number.
enum PersonalLink {
    static func token(_ participant: Participant.ID, generation: Int, key: [UInt8]) -> String {
        Secret.token { count in
            Array(Sodium.hash("personal-link:\(participant):\(generation)".utf8, key: key).prefix(count))
        }
    }
}

/// Personal links and name cards.
extension JoiningOperations {
    /// Shows somebody's personal link; makes it where there is none. It is the same each time.
    /// - Returns: the link's token, for `JoiningPaths.link`.
    static func issueLink(_ visit: Visit, _ event: Event.ID, _ participant: Participant.ID) async throws -> String {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try seat(participant, of: event, tx)
            // With it whoever made it could look at the ballot.
            guard try !JoiningStore(tx).hasOpenBallot(participant) else { throw Refusal.roundIsOpen }
            return try issueLinkIn(Work(tx, visit), event, participant)
        }
    }

    /// Links for several people at once, in the order of the event's list. Who waits or was removed is left out.
    static func issueLinks(
        _ visit: Visit, _ event: Event.ID, _ wanted: Set<Participant.ID>
    ) async throws -> [(person: ParticipantRecord, token: String)] {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let people = try EventStore(tx).participants(of: event).filter {
                wanted.contains($0.id) && $0.state != .waiting && $0.account == nil
            }
            guard try !people.contains(where: { try JoiningStore(tx).hasOpenBallot($0.id) }) else {
                throw Refusal.roundIsOpen
            }
            return try people.map { ($0, try issueLinkIn(Work(tx, visit), event, $0.id)) }
        }
    }

    /// Links for all who have neither a link nor an account.
    static func issueLinksForAll(
        _ visit: Visit, _ event: Event.ID
    ) async throws -> [(person: ParticipantRecord, token: String)] {
        let people = try await visit.read { try EventStore($0).participants(of: event) }
        return try await issueLinks(visit, event, Set(people.filter { !$0.hasLink && $0.account == nil }.map(\.id)))
    }

    /// Without the permission: for mails, the demo and tests.
    static func issueLinkIn(_ work: Work, _ event: Event.ID, _ participant: Participant.ID) throws -> String {
        let store = JoiningStore(work.tx)
        let known = try store.link(of: participant)
        let token = PersonalLink.token(
            participant, generation: known.generation, key: try work.tx.installationKey(work.environment))
        let digest = Secret.digest(token)
        guard known.digest != digest else { return token }
        // A link from before links could be made again is on paper or in a mail: it goes on opening the seat.
        try store.setLink(participant, digest, first: known.first ?? known.digest, work.tx)
        try work.record(.event(event), "participant:\(participant)", "link.creation")
        return token
    }

    /// Ends every link of the person, and the seats that were taken with it, and makes a new one.
    static func renewLink(_ visit: Visit, _ event: Event.ID, _ participant: Participant.ID) async throws -> String {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try seat(participant, of: event, tx)
            guard try !JoiningStore(tx).hasOpenBallot(participant) else { throw Refusal.roundIsOpen }
            let work = Work(tx, visit)
            try endLinkIn(work, event, participant, "link.renewal")
            return try issueLinkIn(work, event, participant)
        }
    }

    /// Ends a personal link, and the seats that were taken with it: a slip was lost.
    static func revokeLink(_ visit: Visit, _ event: Event.ID, _ participant: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try seat(participant, of: event, tx)
            try endLinkIn(Work(tx, visit), event, participant, "link.revocation")
        }
    }

    private static func endLinkIn(
        _ work: Work, _ event: Event.ID, _ participant: Participant.ID, _ kind: String
    ) throws {
        try JoiningStore(work.tx).endLinks(of: participant, work.tx)
        try AccountWriting(work.tx).deleteSessions(of: participant)
        try work.record(.event(event), "participant:\(participant)", kind)
    }

    // MARK: Name cards

    /// Name cards in the order of the event's list; each has a code of its own, which stays.
    /// - Parameter wanted: nothing for everybody.
    static func nameCards(
        _ visit: Visit, _ event: Event.ID, _ wanted: Set<Participant.ID>?
    ) async throws -> [(person: ParticipantRecord, code: String)] {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let store = JoiningStore(tx)
            let known = try store.cardCodes(of: event)
            var made = 0
            let cards = try EventStore(tx).participants(of: event).compactMap {
                person -> (person: ParticipantRecord, code: String)? in
                guard person.state != .waiting, wanted?.contains(person.id) ?? true else { return nil }
                if let code = known[person.id] { return (person, code) }
                let code = Secret.code(8, random: visit.environment.random)
                try store.setCardCode(code, of: person.id, tx)
                made += 1
                return (person, code)
            }
            if made > 0 {
                try Work(tx, visit).record(
                    .event(event), "event:\(event)", "name-card.creation", ["count": .whole(made)])
            }
            return cards
        }
    }

    /// Where the code of a name card leads: to the event's door, for everybody alike; who runs the room finds the person, and a
    /// desk the line on its list.
    static func card(_ visit: Visit, code: String) async throws -> String {
        try await visit.triedLink {
            let typed = code.uppercased()
            guard typed.utf8.count <= 12 else { throw Refusal.notFound }
            return try await visit.read { reading in
                guard let card = try JoiningStore(reading).card(typed) else { throw Refusal.notFound }
                if let desk = try CardScans.place(of: card.person, in: card.event, visit, reading) { return desk }
                let roles = try visit.membership(in: card.event, reading).roles
                let mayRun = Policy.allows(.facilitate, visitor: visit.visitor, roles: roles)
                return mayRun ? "\(Paths.eventPeople(card.event))#p-\(card.person)" : "/e/\(card.code)"
            }
        }
    }
}
