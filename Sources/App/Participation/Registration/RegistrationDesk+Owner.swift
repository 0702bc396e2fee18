import Domain
import Storage
import Web

/// Whose a registration is. What stands behind its link (needs, a journey, claims) goes on with the account or the person that is proven, and
/// with who is named again by the same nominator at the same address. An address that somebody typed proves nothing: everybody else begins anew.
extension RegistrationDesk {
    /// The registration that goes on when somebody comes.
    /// - Parameter known: what an address, a person or an account finds; active ones first.
    /// - Returns: nothing where they begin anew, or may not come.
    func goingOn(
        _ known: [RegistrationRecord], as told: RegistrationFields, _ coming: Coming, by right: RegistrationRight
    ) throws -> RegistrationRecord? {
        let isGuest = coming.channel == .open && coming.account == nil
        return try known.first { one in
            // What a guest typed keeps nobody else from coming.
            if one.isActive { return one.isUnproven && !isGuest }
            if let account = coming.account, one.account == account { return true }
            if coming.channel == .nomination { return try isNominee(one, of: coming.holder, as: told, coming.person) }
            guard let person = coming.person, one.person == person else { return false }
            return right == .own || one.channel == coming.channel
        }
    }

    /// An address goes to whose it is in the directory when their own country names them: another country that has named somebody else with
    /// it, who never answered, does not keep them away.
    func withoutStrangers(
        _ known: [RegistrationRecord], as told: RegistrationFields, _ coming: Coming
    ) throws -> [RegistrationRecord] {
        guard coming.channel == .nomination, let person = coming.person, told.email != nil,
            try PersonStore(tx).person(person).fields.country == told.country
        else { return known }
        return try known.filter { one in
            guard one.isActive, one.channel == .nomination, one.person == nil, one.account == nil,
                one.confirmedAt == nil, one.email == told.email, one.country != told.country,
                !one.isOf(told, person: person, account: nil)
            else { return true }
            var stranger = one
            stranger.email = nil
            try RegistrationStore.update(stranger, now: now, tx)
            try record("registration.change", try relink(stranger), ["fields": .list([.text("email")])])
            return false
        }
    }

    /// The registration with which somebody takes another's place: who waits themselves, or was named before by the same nominator.
    /// - Parameter behalf: who named who leaves.
    func takingPlace(
        _ known: [RegistrationRecord], as told: RegistrationFields, _ person: Person.ID?, of behalf: Behalf?,
        by right: RegistrationRight
    ) throws -> RegistrationRecord? {
        try known.first { one in
            guard one.isActive, !one.isUnproven else {
                return try one.isActive || isNominee(one, of: behalf, as: told, person)
            }
            guard one.isOf(told, person: person, account: nil) else { return false }
            guard right.isBoundByDates else { return true }
            return try behalf != nil && self.behalf(of: one) == behalf
        }
    }

    /// In whose name somebody was nominated.
    func behalf(of record: RegistrationRecord) throws -> Behalf? {
        guard record.channel == .nomination, let nomination = record.nomination else { return nil }
        return try NominationStore(tx).nomination(nomination, in: event).behalf
    }

    private func isNominee(
        _ record: RegistrationRecord, of behalf: Behalf?, as told: RegistrationFields, _ person: Person.ID?
    ) throws -> Bool {
        guard let behalf, told.email != nil, record.email == told.email,
            record.isOf(told, person: person, account: nil)
        else { return false }
        return try self.behalf(of: record) == behalf
    }

    /// - Throws: ``Refusal/alreadyRegistered`` where somebody else comes with this address.
    func requireOwnAddress(_ record: RegistrationRecord) throws {
        let known = try store.registrations(of: nil, nil, email: record.email, in: event)
        if known.contains(where: { $0.isActive && $0.id != record.id }) { throw Refusal.alreadyRegistered }
    }

    /// Whether a correction tells of somebody else. A nominator cannot say that another address belongs to who was told at the old one, nor
    /// that a wholly other name does: the address may be an office's.
    func isSomebodyElse(
        _ told: RegistrationFields, than record: RegistrationRecord, by right: RegistrationRight
    ) -> Bool {
        let isRenamed =
            Folded.text(told.familyName) != Folded.text(record.familyName)
            && (told.givenName.isEmpty || Folded.text(told.givenName) != Folded.text(record.givenName))
        guard right.isBoundByDates else { return isRenamed && record.email != nil && told.email != record.email }
        return isRenamed || record.email != nil && told.email != record.email
    }

    // MARK: Links

    /// Writes who comes: anew, or in the registration that goes on, whose link of before then opens nothing.
    /// - Parameter keepsLink: of who is on the list already.
    func keep(
        _ record: RegistrationRecord, over known: RegistrationRecord?, keepsLink: Bool = false
    ) throws -> RegistrationRecord {
        guard let known else {
            try RegistrationStore.insert(record, token: Secret.digest(try token(of: record)), now: now, tx)
            return record
        }
        try RegistrationStore.update(record, now: now, tx)
        guard !keepsLink else { return record }
        // What a stranger answered at this address is not theirs.
        if known.isUnproven { try RegistrationQuestionStore.keep([:], of: record.id, now: now, tx) }
        return try relink(record)
    }

    /// A link of the next generation.
    func relink(_ record: RegistrationRecord) throws -> RegistrationRecord {
        var linked = record
        linked.tokenGeneration += 1
        let digest = Secret.digest(try token(of: linked))
        try RegistrationStore.setToken(digest, generation: linked.tokenGeneration, of: linked.id, tx)
        return linked
    }

    private func token(of record: RegistrationRecord) throws -> String {
        let key = try tx.installationKey(work.environment)
        return RegistrationLink.token(record.id, generation: record.tokenGeneration, key: key)
    }

    // MARK: Its last day

    /// Whether a change is a request: after the freeze, and from the event's last day on.
    func isFrozen() throws -> Bool { try rule.isFrozen(at: now, in: EventStore(tx).event(event)) }

    /// - Throws: ``Refusal/hasCome`` for a seat whose person was there.
    func requireNotCome(_ seat: ParticipantRecord) throws {
        guard seat.hasCome else { return }
        let event = try EventStore(tx).event(event)
        // Who opened the room before the event may still stay at home.
        if event.startsOn <= event.today(now) { throw Refusal.hasCome }
    }
}

extension RegistrationRecord {
    /// Somebody typed an address on the open form, and nobody has shown that it is theirs.
    var isUnproven: Bool { state == .pending && channel == .open && account == nil && confirmedAt == nil }
}

extension RegistrationRule {
    /// From an event's last day on its list is final too.
    func isFrozen(at now: Int64, in event: EventRecord) -> Bool {
        isFrozen(at: now) || event.standing != .postponed && event.endsOn <= event.today(now)
    }
}
