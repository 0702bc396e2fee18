import Domain
import Storage
import Web

/// The people of an event.
extension EventOperations {
    static func addParticipant(_ visit: Visit, _ event: Event.ID, _ fields: ParticipantFields) async throws
        -> Participant.ID
    {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            // Who is let into a writing room is let in on the page of its publication.
            _ = try meeting(event, tx)
            // Whoever sits in an event of theirs is seen by its organisers: nobody is drawn in unseen.
            if let person = fields.fields.person { _ = try SightStore(tx, visit).personToKeep(person) }
            return try addParticipantIn(Work(tx, visit), event, fields)
        }
    }

    /// Somebody who is in the event already keeps the seat; somebody who was removed comes back to it, with the new fields.
    static func addParticipantIn(_ work: Work, _ event: Event.ID, _ fields: ParticipantFields) throws -> Participant.ID
    {
        try addParticipantIn(work, event, fields.cleaned)
    }

    private static func addParticipantIn(
        _ work: Work, _ event: Event.ID, _ fields: Cleaned<ParticipantFields>
    ) throws -> Participant.ID {
        let names = PersonStore(work.tx)
        let fields = try fields.checked(countries: names.countryCodes(), sectors: names.sectorCodes(retired: true))
        let store = EventWriting(work.tx)
        if let seat = try store.seat(of: fields.person, fields.account, in: event) {
            guard seat.state == .removed else { return seat.id }
            try store.update(seat.id, fields)
            try store.restore(seat.id)
            try work.record(
                .event(event), "participant:\(seat.id)", "participant.return", ["role": .text(fields.role.rawValue)])
            return seat.id
        }
        let id = work.environment.id(Participant.ID.self)
        try store.insert(id, in: event, fields, now: work.now)
        try work.record(
            .event(event), "participant:\(id)", "participant.creation", ["role": .text(fields.role.rawValue)])
        return id
    }

    /// People of the directory whom the visitor sees, as they stand there. - Returns: how many were not in the event before.
    static func addPeople(_ visit: Visit, _ event: Event.ID, _ people: [Person.ID], role: Role) async throws -> Int {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try meeting(event, tx)
            let before = try EventStore(tx).participants(of: event).count
            let sights = try SightStore(tx, visit)
            for person in people {
                _ = try addPersonIn(Work(tx, visit), event, sights.personToKeep(person).person.id, role: role)
            }
            return try EventStore(tx).participants(of: event).count - before
        }
    }

    static func addPersonIn(_ work: Work, _ event: Event.ID, _ person: Person.ID, role: Role = .participant) throws
        -> Participant.ID
    {
        try addParticipantIn(work, event, ParticipantFields(try PersonStore(work.tx).person(person), role: role))
    }

    /// Gives an account a role in the event. - Throws: at the field `email` where no account has it.
    static func invite(_ visit: Visit, _ event: Event.ID, email: String, role: Role) async throws -> Participant.ID {
        let email = address(email)
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try meeting(event, tx)
            let account = try account(email: email, tx)
            let work = Work(tx, visit)
            let id = try addParticipantIn(
                work, event, ParticipantFields(name: account.name, role: role, account: account.id))
            if try EventStore(tx).participant(id).role != role { try setRoleIn(work, event, id, role) }
            return id
        }
    }

    static func setRole(_ visit: Visit, _ event: Event.ID, _ participant: Participant.ID, _ role: Role) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try setRoleIn(Work(tx, visit), event, participant, role)
        }
    }

    private static func setRoleIn(_ work: Work, _ event: Event.ID, _ id: Participant.ID, _ role: Role) throws {
        let stored = try seat(id, of: event, work.tx)
        guard stored.role != role else { return }
        if role.runsTheRoom && stored.account == nil {
            throw Refusal.invalid(["role": L("Organisers and facilitators need an account: invite them by e-mail.")])
        }
        try EventWriting(work.tx).setRole(role, of: id)
        try work.record(
            .event(event), "participant:\(id)", "participant.role",
            ["role": .text(role.rawValue), "before": .text(stored.role.rawValue)])
    }

    static func changeParticipant(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID, _ fields: ParticipantFields)
        async throws
    {
        let cleaned = fields.cleaned
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let stored = try seat(id, of: event, tx)
            let names = PersonStore(tx)
            let checked = try cleaned.checked(
                countries: names.countryCodes(), sectors: names.sectorCodes(retired: true), of: stored)
            try EventWriting(tx).update(id, checked)
            try Work(tx, visit).record(
                .event(event), "participant:\(id)", "participant.change",
                [
                    "role": .text(checked.role.rawValue), "before": .text(stored.role.rawValue),
                    // Who is seated for a country sees its private sheet: that it was changed must be seen later.
                    "country": JSONValue(checked.country), "countryBefore": JSONValue(stored.country),
                ])
        }
    }

    /// Takes somebody out of the event: their link and their seat stop working, what they wrote stays. Undone by ``restore``.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try seat(id, of: event, tx).state != .removed else { return }
            try EventWriting(tx).remove(id, now: visit.now)
            try Work(tx, visit).record(.event(event), "participant:\(id)", "participant.removal")
        }
    }

    static func restore(_ visit: Visit, _ event: Event.ID, _ id: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try seat(id, of: event, tx).state == .removed else { return }
            try EventWriting(tx).restore(id)
            try Work(tx, visit).record(.event(event), "participant:\(id)", "participant.return")
        }
    }

    static func seat(_ id: Participant.ID, of event: Event.ID, _ reading: any Reading) throws -> ParticipantRecord {
        let seat = try EventStore(reading).participant(id)
        guard try ProgrammeStore(reading).event(of: id) == event else { throw Refusal.notFound }
        return seat
    }

    static func address(_ email: String) -> Cleaned<String> {
        Cleaned(email) { email, check in
            let clean = check.email("email", email)
            if clean == nil { check.fail("email", L("This field is required.")) }
            email = clean ?? ""
        }
    }

    static func account(email: Cleaned<String>, _ reading: any Reading) throws -> (id: Account.ID, name: String) {
        guard let account = try ProgrammeStore(reading).account(email: try email.checked()) else {
            throw Refusal.invalid(["email": L("No account has this e-mail. An administrator can create one.")])
        }
        return account
    }
}
