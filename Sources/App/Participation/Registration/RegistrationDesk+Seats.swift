import Domain
import Storage
import Web

/// From a registration to a seat in the room, and back.
extension RegistrationDesk {
    /// Gives a seat: the registration is complete, and the person sits in the room with the country and the sector that it has now.
    /// - Parameters:
    ///   - kind: of the journal's entry: `registration.promotion`, `registration.acceptance` …
    ///   - reason: why a quota was passed over; empty where none was.
    @discardableResult
    func seat(
        _ record: RegistrationRecord, _ kind: String, _ facts: [String: JSONValue] = [:], reason: String = ""
    ) throws -> RegistrationRecord {
        var seated = record
        (seated.state, seated.stateSince, seated.offeredUntil, seated.reason) = (.complete, now, nil, reason)
        (seated.approvedAt, seated.heldBackAt) = (record.approvedAt ?? now, nil)
        try linkPerson(&seated)
        seated.participant = try takeSeat(seated)
        try RegistrationStore.update(seated, now: now, tx)
        var facts = facts
        facts["state"] = .text(seated.state.rawValue)
        facts["participant"] = JSONValue(seated.participant?.description)
        try self.record(kind, seated, facts)
        return seated
    }

    /// There is no room: the person waits.
    @discardableResult
    func wait(_ record: RegistrationRecord, _ facts: [String: JSONValue] = [:]) throws -> RegistrationRecord {
        var waiting = record
        (waiting.state, waiting.stateSince, waiting.offeredUntil) = (.waitlisted, now, nil)
        try RegistrationStore.update(waiting, now: now, tx)
        try self.record("registration.waiting", waiting, facts)
        return waiting
    }

    /// Whoever was named by others is known to the directory from now on: mails and links of the room go there. Who came by themselves is
    /// not, until somebody takes them over.
    private func linkPerson(_ record: inout RegistrationRecord) throws {
        guard record.person == nil, record.account == nil, record.channel != .open else { return }
        let fields = PersonFields(
            givenName: record.givenName, familyName: record.familyName, email: record.email, country: record.country,
            sector: record.sector, organisation: record.organisation,
            languages: record.language.map { [$0.rawValue] } ?? [])
        if let email = record.email, let known = try PersonStore(tx).person(email: email) {
            // Somebody else's address, or the same person spelt in another way: an organiser says which.
            if known.fields.nameKey == fields.nameKey { record.person = known.id }
            return
        }
        record.person = try DirectoryOperations.createPersonIn(
            work, fields, knownTo: [try EventStore(tx).event(event).programme])
    }

    private func takeSeat(_ record: RegistrationRecord) throws -> Participant.ID {
        var fields = ParticipantFields(
            name: record.name, organisation: record.organisation, country: record.country, sector: record.sector,
            language: record.language, role: record.role, person: record.person, account: record.account)
        let writing = EventWriting(tx)
        let own = try record.participant.map { try EventStore(tx).participant($0) }
        guard let known = try own ?? writing.seat(of: record.person, record.account, in: event) else {
            return try EventOperations.addParticipantIn(work, event, fields)
        }
        try RegistrationStore.releaseSeat(known.id, but: record.id, tx)
        // Somebody who runs the room, or was given a part in it by hand, keeps it.
        if known.state != .removed { fields.role = known.role }
        if fields.role.runsTheRoom && known.account == nil { fields.role = record.role }
        try writing.update(known.id, fields)
        if known.state == .removed {
            try writing.restore(known.id)
            try work.record(
                .event(event), "participant:\(known.id)", "participant.return", ["role": .text(fields.role.rawValue)])
        }
        return known.id
    }

    /// The seat in the room goes; who runs the room keeps theirs.
    func leaveSeat(_ record: RegistrationRecord) throws {
        guard record.state == .complete, let id = record.participant else { return }
        let seat = try EventStore(tx).participant(id)
        guard seat.state != .removed, !seat.role.runsTheRoom else { return }
        try requireNotCome(seat)
        try EventWriting(tx).remove(id, now: now)
        try work.record(.event(event), "participant:\(id)", "participant.removal")
    }

    // MARK: In the room, or from afar

    /// To online a seat in the room becomes free; to the room it takes one, or the person stays online and waits for it (E11).
    /// - Returns: the quotas that are full, where the change has to wait.
    @discardableResult
    func changeMode(_ record: RegistrationRecord, to mode: AttendanceMode, by right: RegistrationRight) throws
        -> [Message]
    {
        guard record.isActive else { throw Refusal.registrationEnded }
        guard rule.offers(mode) else { throw Refusal.invalid(["mode": L("The event is not held in this way.")]) }
        guard record.mode != mode else { return [] }
        let asked: RegistrationRecord.Wish = mode == .online ? .online : .inPerson
        // When nobody moves up by themselves any more, a seat that somebody else waits for is the organiser's to give.
        let isForOthers = try record.holdsSeat(rule) && rule.isPastOffers(at: now) && !whoFits().isEmpty
        if right.isBoundByDates, try isForOthers || isFrozen() {
            _ = try wish(asked, of: record)
            return []
        }
        var changed = record
        changed.mode = mode
        if record.holdsSeat(rule) {
            let full = try self.full(for: changed, leaving: record.id)
            guard full.isEmpty else {
                _ = try wish(asked, of: record)
                return full
            }
        }
        try keepMode(changed, before: record)
        try freed()
        return []
    }

    private func keepMode(_ changed: RegistrationRecord, before: RegistrationRecord) throws {
        var changed = changed
        (changed.wish, changed.wishAt) = (nil, nil)
        try RegistrationStore.update(changed, now: now, tx)
        try record(
            "registration.change", changed,
            ["mode": .text(changed.mode.rawValue), "before": .text(before.mode.rawValue)])
    }

    /// Who sits online and waits for the room gets a seat there, after those who have none at all. - Returns: whether anybody did.
    func grantModes() throws -> Bool {
        guard rule.mode == .hybrid, !rule.isPastOffers(at: now), try !isFrozen() else { return false }
        var isGranted = false
        for record in try store.wishingForMode(in: event) {
            guard let mode = record.wish?.mode, mode != record.mode else { continue }
            var changed = record
            changed.mode = mode
            guard try full(for: changed, leaving: record.id).isEmpty else { continue }
            try keepMode(changed, before: record)
            isGranted = true
        }
        return isGranted
    }

    // MARK: Somebody else comes

    /// Somebody comes in another's place: their seat, rank and lot, without the seat being free in between (E10). Somebody who is on the list
    /// already takes it with their own registration. Where organisers approve who comes, they are asked about who is new.
    /// - Parameters:
    ///   - nomination: of who comes, where they are nominated.
    ///   - waitsIfFull: where a quota is full for who comes: they wait in the other's place, and the seat goes to who moves up.
    /// - Throws: ``Refusal/substituteBlocked(_:)``.
    @discardableResult
    func substitute(
        _ old: RegistrationRecord, with fields: Cleaned<RegistrationFields>, person: Person.ID? = nil,
        nomination: Nomination.ID? = nil, waitsIfFull: Bool = false, by right: RegistrationRight
    ) throws -> RegistrationRecord {
        guard old.isActive else { throw Refusal.registrationEnded }
        if right.isBoundByDates, try isFrozen() { throw Refusal.registrationFrozen }
        let told = try fields.checked(self)
        let known = try store.registrations(of: person, nil, email: told.email, in: event)
        let isThemselves = known.contains { $0.id == old.id && $0.isOf(told, person: person, account: nil) }
        let others = known.filter { $0.id != old.id }
        guard !isThemselves, !others.contains(where: { $0.state == .complete }) else {
            throw Refusal.alreadyRegistered
        }
        let own = try takingPlace(others, as: told, person, of: behalf(of: old), by: right)
        if others.contains(where: { $0.isActive && $0.id != own?.id }) { throw Refusal.alreadyRegistered }
        let number = try store.nextNumber(in: event)
        var new = own ?? RegistrationRecord(work.environment.id(), in: event, number: number, told, now: now)
        let isOnList = own.map { $0.isActive && !$0.isUnproven } ?? false
        if !isOnList {
            new.tell(told)
            (new.confirmedAt, new.passed) = (nil, 0)
        }
        (new.channel, new.nomination) = (old.channel, nomination ?? new.nomination)
        (new.class, new.rank, new.lot, new.movedBackAt) = (old.class, old.rank, old.lot, old.movedBackAt)
        new.heldBackAt = old.heldBackAt
        (new.person, new.submittedAt) = (person ?? new.person, old.submittedAt)
        // An organiser's word was about who leaves: of whom others put in the place it is asked again.
        let isOthers = right.isBoundByDates && rule.approval == .organiser
        new.approvedAt = !isOthers ? old.approvedAt : isOnList ? new.approvedAt : nil
        if new.region == nil { new.region = old.region }
        let full = old.holdsSeat(rule) ? try self.full(for: new, leaving: old.id) : []
        if !full.isEmpty && !waitsIfFull { throw Refusal.substituteBlocked(full) }
        // Their own place in the list goes: they have this one.
        if isOnList, let left = own?.nomination, left != new.nomination {
            try NominationStore.set(.replaced, of: left, now: now, tx)
        }
        return try exchange(old, new, over: own, keepsLink: isOnList, fits: full.isEmpty, right)
    }

    private func exchange(
        _ old: RegistrationRecord, _ new: RegistrationRecord, over own: RegistrationRecord?, keepsLink: Bool,
        fits: Bool, _ right: RegistrationRight
    ) throws -> RegistrationRecord {
        var (left, new) = (old, new)
        (left.state, left.stateSince, left.offeredUntil, left.reason) = (.withdrawn, now, nil, "")
        (left.wish, left.wishAt) = (nil, nil)
        try leaveSeat(old)
        try RegistrationStore.update(left, now: now, tx)
        if let nomination = old.nomination { try NominationStore.set(.replaced, of: nomination, now: now, tx) }
        (new.state, new.stateSince, new.offeredUntil) = (old.state, now, fits ? old.offeredUntil : nil)
        if old.state == .complete || !fits { new.state = .waitlisted }
        // The seat is kept for them, where the event keeps it for who waits for the organiser's word.
        let isAsked = fits && old.holdsSeat(rule) && needsApproval(new)
        if isAsked { (new.state, new.offeredUntil) = (.pending, nil) }
        new = try keep(new, over: own, keepsLink: keepsLink)
        let facts: [String: JSONValue] = [
            "replaces": .text(old.id.description), "by": .text(right.word),
            "mandate": JSONValue(right.mandate?.description),
        ]
        try record("registration.withdrawal", left, ["replaced-by": .text(new.id.description)])
        if old.state == .complete, fits, !isAsked {
            new = try seat(new, "registration.substitution", facts)
        } else {
            try record("registration.substitution", new, facts)
        }
        // Who comes may be of another sector, or leave a place of their own.
        try freed()
        return try registration(new.id)
    }
}

/// The link with which somebody without an account sees their registration and answers: made from the installation's key, so that it is the
/// same whenever it is mailed, and only its digest is stored.
enum RegistrationLink {
    static func token(_ registration: Registration.ID, generation: Int, key: [UInt8]) -> String {
        Secret.token { count in
            Array(Sodium.hash("registration-link:\(registration):\(generation)".utf8, key: key).prefix(count))
        }
    }
}

extension RegistrationRecord {
    /// Whether it is of who is told of: an address may be a whole office's.
    func isOf(_ told: RegistrationFields, person: Person.ID?, account: Account.ID?) -> Bool {
        if person != nil && self.person == person || account != nil && self.account == account { return true }
        return Folded.name(givenName, familyName) == Folded.name(told.givenName, told.familyName)
    }

    /// What somebody says of themselves, or others of them.
    mutating func tell(_ fields: RegistrationFields) {
        (givenName, familyName, email) = (fields.givenName, fields.familyName, fields.email)
        (country, sector, organisation, city) = (fields.country, fields.sector, fields.organisation, fields.city)
        (region, workingGroup, mode, funding) = (
            fields.region ?? region, fields.workingGroup, fields.mode, fields.funding
        )
        (role, language, listConsent) = (fields.role, fields.language ?? language, fields.listConsent)
    }

    /// The same, as a form begins with it.
    var fields: RegistrationFields {
        RegistrationFields(
            givenName: givenName, familyName: familyName, email: email, country: country, region: region,
            sector: sector, organisation: organisation, city: city, workingGroup: workingGroup, mode: mode,
            funding: funding, role: role, language: language, listConsent: listConsent)
    }
}
