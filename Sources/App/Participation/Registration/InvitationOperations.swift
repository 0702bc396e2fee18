import Domain
import Storage
import Web

/// Whom an organiser asks to an event.
enum InvitationOperations {
    static let most = 2_000

    /// Who was asked before keeps their invitation as it is. - Returns: how many are new.
    static func invite(_ visit: Visit, _ event: Event.ID, _ invitations: [InvitationFields]) async throws -> Int {
        let invitations = invitations.map(\.cleaned)
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try inviteIn(RegistrationDesk(event, Work(tx, visit)), invitations)
        }
    }

    static func inviteIn(_ desk: RegistrationDesk, _ invitations: [Cleaned<InvitationFields>]) throws -> Int {
        var added = 0
        let known = try InvitationStore(desk.tx).invitations(of: desk.event).count
        guard known + invitations.count <= most else {
            throw Refusal.tooMany(L("An event has at most \(most) invitations."))
        }
        for invitation in invitations {
            let fields = try checked(invitation, desk)
            let id = desk.work.environment.id(Invitation.ID.self)
            guard try InvitationStore.insert(id, in: desk.event, fields, now: desk.now, desk.tx) else { continue }
            added += 1
            try desk.work.record(
                .event(desk.event), "invitation:\(id)", "invitation.addition",
                ["target": .text("\(fields.target.kind.rawValue):\(fields.target.code)")])
        }
        return added
    }

    private static func checked(_ invitation: Cleaned<InvitationFields>, _ desk: RegistrationDesk) throws
        -> InvitationFields
    {
        let people = PersonStore(desk.tx)
        let programme = try EventStore(desk.tx).event(desk.event).programme
        return try invitation.checked { fields, check in
            let code = fields.target.code
            switch fields.target.kind {
            case .country: check.country(code, of: try people.countryCodes(), at: "target")
            case .person:
                let isKnown = try Person.ID(code).map { try !people.people([$0]).isEmpty } ?? false
                if !isKnown { check.fail("target", L("There is no such person.")) }
            case .organisation:
                let name = try Organisation.ID(code).flatMap { try people.organisationName($0) }
                if name == nil { check.fail("target", L("There is no such organisation.")) }
            case .city, .workingGroup:
                if let asked = try fields.target.asked(by: programme, on: CalendarDate.today(desk.now), desk.tx) {
                    fields.target = asked
                } else {
                    let isCity = fields.target.kind == .city
                    check.fail(
                        "target",
                        isCity
                            ? L("The programme has no city of this name, or several. Add it to its members first.")
                            : L("The programme has no working group of this name, or several."))
                }
            }
        }
    }

    /// Sends what has not gone out: the first that does draws the lot.
    /// - Parameter ids: nothing for all that wait to be sent.
    /// - Returns: how many.
    @discardableResult
    static func send(_ visit: Visit, _ event: Event.ID, _ ids: Set<Invitation.ID>? = nil) async throws -> Int {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try sendIn(RegistrationDesk(event, Work(tx, visit)), ids)
        }
    }

    @discardableResult
    static func sendIn(_ desk: RegistrationDesk, _ ids: Set<Invitation.ID>? = nil) throws -> Int {
        let waiting = try InvitationStore(desk.tx).invitations(of: desk.event).filter {
            $0.sentAt == nil && ids?.contains($0.id) ?? true
        }
        guard !waiting.isEmpty else { return 0 }
        try desk.drawLot()
        for invitation in waiting {
            try InvitationStore.setSent(invitation.id, now: desk.now, desk.tx)
            try desk.work.record(.event(desk.event), "invitation:\(invitation.id)", "invitation.sending")
            if invitation.target.kind == .person, let person = Person.ID(invitation.target.code) {
                try desk.ask(person)
            }
        }
        return waiting.count
    }

    /// What somebody answered on paper or by telephone.
    static func enterAnswer(
        _ visit: Visit, _ event: Event.ID, _ id: Invitation.ID, _ state: InvitationRecord.State, _ words: String
    ) async throws {
        let words = Cleaned(words) { $0 = $1.line("answer", $0, limit: 500) }
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let desk = try RegistrationDesk(event, Work(tx, visit))
            let invitation = try InvitationStore(tx).invitation(id, in: event)
            try desk.answer(invitation, state, try words.checked(), by: .organiser)
            guard invitation.target.kind == .person, let person = Person.ID(invitation.target.code),
                let own = try desk.store.registrations(of: person, nil, email: nil, in: event).first
            else { return }
            if state == .declined { try desk.withdraw(own, reason: "", by: .organiser) }
            guard state == .accepted else { return }
            try desk.confirm(own.isActive ? own : try desk.comeBack(own, by: .organiser))
        }
    }

    /// Takes back what has not gone out.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: Invitation.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let invitation = try InvitationStore(tx).invitation(id, in: event)
            guard invitation.sentAt == nil else { throw Refusal.invitationSent }
            try InvitationStore.delete(id, tx)
            try Work(tx, visit).record(.event(event), "invitation:\(id)", "invitation.removal")
        }
    }
}
