import Domain
import Storage
import Web

/// Who speaks for whom: heads of delegations, signers of the guide, and that somebody is who they say.
enum SpeakerOperations {
    /// Names the head of the delegation of the person's country; who was it before is one of the others again.
    static func nameHead(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try nameHeadIn(Work(tx, visit), event, id)
        }
    }

    static func nameHeadIn(_ work: Work, _ event: Event.ID, _ id: Participant.ID) throws {
        let person = try speaker(id, event, work.tx)
        guard let country = person.country else { throw Refusal.headNeedsCountry }
        guard try SpeakerStore(work.tx).head(of: country, in: event)?.participant != id else { return }
        try SpeakerStore.setHead(id, of: country, in: event, by: work.actor, now: work.now, work.tx)
        try work.record(.event(event), "participant:\(id)", "delegation.head", ["country": .text(country)])
    }

    /// The delegation has no head: its members propose, and nobody decides.
    static func removeHead(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            _ = try EventOperations.seat(id, of: event, tx)
            for head in try SpeakerStore(tx).heads(of: event) where head.participant == id {
                guard try SpeakerStore.removeHead(of: head.country, in: event, tx) else { continue }
                try Work(tx, visit).record(
                    .event(event), "participant:\(id)", "delegation.head-removal", ["country": .text(head.country)])
            }
        }
    }

    /// Names somebody who signs the guide for their sector; a sector may have several.
    static func nameSigner(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try nameSignerIn(Work(tx, visit), event, id)
        }
    }

    static func nameSignerIn(_ work: Work, _ event: Event.ID, _ id: Participant.ID) throws {
        let person = try speaker(id, event, work.tx)
        guard let sector = person.sector else { throw Refusal.signerNeedsSector }
        let known = try SpeakerStore(work.tx).signers(of: event)
        guard !known.contains(where: { $0.participant == id && $0.sector == sector }) else { return }
        try SpeakerStore.addSigner(id, for: sector, in: event, by: work.actor, now: work.now, work.tx)
        try work.record(.event(event), "participant:\(id)", "guide.signer", ["sector": .text(sector)])
    }

    static func removeSigner(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try EventOperations.seat(id, of: event, tx)
            guard try SpeakerStore.removeSigner(id, in: event, tx) else { return }
            try Work(tx, visit).record(.event(event), "participant:\(id)", "guide.signer-removal")
        }
    }

    /// Somebody who came in by the code is who they say: whoever runs the room knows them, or the head of the delegation of the country that
    /// they chose.
    static func verify(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            if try !isHead(visit, event, of: id, tx) { try visit.require(.facilitate, in: event, tx) }
            guard try EventOperations.seat(id, of: event, tx).unverifiedAt != nil else { return }
            try SpeakerStore.verify(id, tx)
            try Work(tx, visit).record(.event(event), "participant:\(id)", "participant.verification")
        }
    }

    private static func isHead(_ visit: Visit, _ event: Event.ID, of id: Participant.ID, _ tx: Transaction) throws
        -> Bool
    {
        let seats = try visit.membership(in: event, tx).present.map(\.seat)
        let own = try SpeakerStore(tx).heads(of: event).filter { seats.contains($0.participant) && $0.maySpeak }
        guard !own.isEmpty else { return false }
        let person = try EventOperations.seat(id, of: event, tx)
        return person.hasCome && own.contains { $0.country == person.country }
    }

    // MARK: Names in reports

    /// The participant's own word: whether a report may name them.
    static func agreeToNaming(_ visit: Visit, _ event: Event.ID, _ agrees: Bool) async throws {
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let seat = try visit.seat(in: event)
            try setNamingIn(Work(tx, visit.environment, actor: "participant:\(seat.id)"), event, seat.id, agrees)
        }
    }

    /// The same, told on paper or by mail and entered by an organiser.
    static func enterNaming(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID, _ agrees: Bool) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try setNamingIn(Work(tx, visit), event, id, agrees)
        }
    }

    static func setNamingIn(_ work: Work, _ event: Event.ID, _ id: Participant.ID, _ agrees: Bool) throws {
        let person = try EventOperations.seat(id, of: event, work.tx)
        guard (person.namingAgreedAt != nil) != agrees else { return }
        try SpeakerStore.setNaming(id, agreedAt: agrees ? work.now : nil, work.tx)
        try work.record(.event(event), "participant:\(id)", "participant.naming", ["agrees": .flag(agrees)])
    }

    /// Somebody who may be named: who contributes, is in the event, and is known.
    private static func speaker(_ id: Participant.ID, _ event: Event.ID, _ tx: Transaction) throws -> ParticipantRecord
    {
        let person = try EventOperations.seat(id, of: event, tx)
        guard person.isInvitedVoice else { throw Refusal.speakerContributes }
        guard person.unverifiedAt == nil else { throw Refusal.unverified(person.name) }
        return person
    }
}

extension SpeakerOperations {
    /// - Throws: where somebody else decides for the country, or nobody does.
    static func requireHead(_ person: ParticipantRecord, _ country: String, _ event: Event.ID, _ reading: any Reading)
        throws
    {
        let head = try SpeakerStore(reading).head(of: country, in: event)
        if Policy.mayDecide(person, for: country, head: head) { return }
        // A head who has left the country, the event or the room decides no more: then nobody does.
        if let head, head.participant != person.id, head.maySpeak { throw Refusal.headDecides(head.name) }
        if head?.participant == person.id, person.unverifiedAt != nil { throw Refusal.notKnownYet }
        throw Refusal.noHead(try DirectoryNames(reading).country(country) ?? country)
    }
}
