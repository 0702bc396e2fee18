import Domain
import Storage
import Web

/// Naming people for a country, a city or an organisation, in the nominator's own order.
extension RegistrationDesk {
    /// By those who speak for one country, city or organisation, in one event.
    static let mostNamed = 500

    private var nominations: NominationStore { NominationStore(tx) }

    func nomination(_ id: Nomination.ID) throws -> NominationRecord { try nominations.nomination(id, in: event) }

    /// Adds a draft at the end of the list.
    /// - Parameter key: what a device calls the sending: the same again is answered with the first result, as long as that stands.
    func nominate(
        _ behalf: Behalf, _ fields: NominationFields, by right: RegistrationRight, key: String? = nil
    ) throws -> Nomination.ID {
        if let fault = try behalf.fault(countries: countries, tx) { throw Refusal.invalid(["behalf": fault]) }
        let (fields, region) = try checked(fields, behalf, right)
        try requireInvited(behalf, right)
        var id: Nomination.ID = SendingKey.id(key, by: work.actor, work.environment)
        if let known = try nominations.known(id) {
            if known.isOpen, known.event == event, known.behalf == behalf { return id }
            id = work.environment.id()
        }
        let last = try nominations.lastRank(in: event, behalf: behalf)
        if right.mandate != nil, last >= Self.mostNamed {
            throw Refusal.tooMany(
                L("There would be more than \(Self.mostNamed), which is as many as there may be."))
        }
        try NominationStore.insert(
            id, in: event, behalf, mandate: right.mandate, fields, region: region, rank: last + 1, by: work.actor,
            now: now, tx)
        return id
    }

    /// Submits a draft: from now on the person wants a seat.
    @discardableResult
    func submit(_ id: Nomination.ID, by right: RegistrationRight, placing: Bool = true) throws -> RegistrationRecord {
        let draft = try nomination(id)
        guard draft.isOpen else { throw Refusal.nominationEnded }
        if let known = try store.registration(of: id), draft.state == .submitted { return known }
        try requireInvited(draft.behalf, right)
        let person = try knownPerson(draft.fields)
        try NominationStore.submit(id, person: person, mandate: right.mandate, now: now, tx)
        try recordNomination("nomination.submission", draft, right, ["rank": .whole(draft.rank)])
        try acceptInvitation(draft.behalf, right)
        return try register(
            wanted(draft.fields, draft.behalf, region: draft.region).cleaned,
            Coming(
                channel: .nomination, nomination: id, person: person, rank: draft.rank, holder: draft.behalf),
            by: right,
            placing: placing)
    }

    /// Corrects what was told of somebody. After the freeze only an organiser does. Who is somebody else takes the place with a registration
    /// of their own, as when they are named in it. - Returns: the nomination of who comes.
    @discardableResult
    func change(_ id: Nomination.ID, _ fields: NominationFields, by right: RegistrationRight) throws -> Nomination.ID {
        let known = try nomination(id)
        guard known.isOpen else { throw Refusal.nominationEnded }
        let (fields, region) = try checked(fields, known.behalf, right)
        guard fields != known.fields || region != known.region else { return id }
        if right.isBoundByDates, try isFrozen() { throw Refusal.registrationFrozen }
        let told = try wanted(fields, known.behalf, region: region)
        guard let record = try store.registration(of: id), record.isActive else {
            try NominationStore.update(id, fields, region: region, now: now, tx)
            return id
        }
        if isSomebodyElse(told, than: record, by: right) { return try replace(id, with: fields, by: right) }
        try NominationStore.update(id, fields, region: region, now: now, tx)
        _ = try tell(record, told.cleaned, by: right)
        return id
    }

    /// The nominator's order. It has no effect on who is seated; those who wait move.
    /// - Parameter order: all that are drafts or submitted; what is left out keeps its order, at the end.
    func rank(_ behalf: Behalf, _ order: [Nomination.ID], by right: RegistrationRight) throws {
        let open = try nominations.open(in: event, behalf: behalf)
        let places = Dictionary(order.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        guard order.allSatisfy({ id in open.contains { $0.id == id } }) else { throw Refusal.notFound }
        let sorted = open.enumerated().sorted {
            (places[$0.element.id] ?? order.count + $0.offset) < (places[$1.element.id] ?? order.count + $1.offset)
        }
        var isChanged = false
        for (index, item) in sorted.enumerated() where item.element.rank != index + 1 {
            isChanged = true
            try NominationStore.set(rank: index + 1, of: item.element.id, now: now, tx)
            if var record = try store.registration(of: item.element.id), record.isActive {
                record.rank = index + 1
                try RegistrationStore.update(record, now: now, tx)
            }
        }
        guard isChanged, let first = sorted.first?.element else { return }
        try recordNomination(
            "nomination.ranking", first, right, ["order": .list(sorted.map { .text($0.element.id.description) })])
    }

    /// Somebody else in one step: in the same place, with the same rank and lot, and on the same seat.
    /// - Returns: the nomination of who comes.
    @discardableResult
    func replace(
        _ id: Nomination.ID, with fields: NominationFields, waitsIfFull: Bool = false, by right: RegistrationRight
    ) throws -> Nomination.ID {
        let old = try nomination(id)
        guard old.isOpen else { throw Refusal.nominationEnded }
        let (fields, region) = try checked(fields, old.behalf, right)
        let new = work.environment.id(Nomination.ID.self)
        try NominationStore.insert(
            new, in: event, old.behalf, mandate: right.mandate, fields, region: region, rank: old.rank, by: work.actor,
            now: now, tx)
        try NominationStore.set(.replaced, of: id, now: now, tx)
        guard let record = try store.registration(of: id), record.isActive else { return new }
        let person = try knownPerson(fields)
        try NominationStore.submit(new, person: person, mandate: right.mandate, now: now, tx)
        try recordNomination("nomination.replacement", old, right, ["replaced-by": .text(new.description)])
        try substitute(
            record, with: wanted(fields, old.behalf, region: region).cleaned, person: person, nomination: new,
            waitsIfFull: waitsIfFull, by: right)
        return new
    }

    /// Takes a nomination back: the draft goes, the registration is withdrawn.
    func withdraw(_ id: Nomination.ID, by right: RegistrationRight) throws {
        let known = try nomination(id)
        guard known.isOpen else { return }
        if right.isBoundByDates, known.state == .submitted, try isFrozen() { throw Refusal.registrationFrozen }
        try NominationStore.set(.withdrawn, of: id, now: now, tx)
        guard known.state == .submitted else { return }
        try recordNomination("nomination.withdrawal", known, right)
        if let record = try store.registration(of: id) { _ = try withdraw(record, reason: "", by: right) }
    }

    // MARK: Steps

    private func recordNomination(
        _ kind: String, _ nomination: NominationRecord, _ right: RegistrationRight, _ facts: [String: JSONValue] = [:]
    ) throws {
        var facts = facts
        facts["behalf"] = .text("\(nomination.behalf.kind.rawValue):\(nomination.behalf.code)")
        facts["by"] = .text(right.word)
        if let mandate = right.mandate { facts["mandate"] = .text(mandate.description) }
        try work.record(.event(event), "nomination:\(nomination.id)", kind, facts)
    }

    /// With the country that they are named for, a city's own unless told, and the region in which it counts.
    private func checked(_ fields: NominationFields, _ behalf: Behalf, _ right: RegistrationRight) throws -> (
        NominationFields, App.Region.ID?
    ) {
        var fields = try fields.cleaned.checked(countries: countries, sectors: sectors)
        if let country = behalf.country {
            guard fields.country == nil || fields.country == country else {
                throw Refusal.invalid(["country": L("You nominate for another country.")])
            }
            fields.country = country
        } else if fields.country == nil {
            fields.country = try behalf.home(tx)
        }
        return (fields, try region(of: fields.country, behalf))
    }

    /// As somebody who wants a seat: who is named by a city or a working group counts for it in quotas.
    private func wanted(_ fields: NominationFields, _ behalf: Behalf, region: App.Region.ID?) throws
        -> RegistrationFields
    {
        var told = fields.registration(region: region)
        switch behalf.holder {
        case .city(let id): told.city = String(try CityStore(tx).city(id).name.prefix(100))
        case .group(let id): told.workingGroup = String(try WorkingGroupStore(tx).group(id).title.prefix(100))
        default: break
        }
        return told
    }

    /// The region by which a country was invited; else the one that it is in.
    private func region(of country: String?, _ behalf: Behalf) throws -> App.Region.ID? {
        if let asked = try InvitationStore(tx).invitation(to: behalf, in: event)?.region { return asked }
        guard let country else { return nil }
        let today = CalendarDate.today(now)
        let own = try RegionStore(tx).memberships().filter { $0.country == country && $0.isCurrent(on: today) }
        return own.count == 1 ? own.first?.region : nil
    }

    /// Whether a country counts in a region: by which it was invited; else in which it is today. An organiser says which.
    func counts(_ behalf: Behalf, in region: App.Region.ID, by right: RegistrationRight) throws -> Bool {
        guard right.isBoundByDates else { return true }
        if let asked = try InvitationStore(tx).invitation(to: behalf, in: event)?.region { return asked == region }
        let today = CalendarDate.today(now)
        return try RegionStore(tx).memberships().contains {
            $0.country == behalf.country && $0.region == region && $0.isCurrent(on: today)
        }
    }

    /// Somebody of the directory with this address and this name; nobody where one of them differs.
    private func knownPerson(_ fields: NominationFields) throws -> Person.ID? {
        guard let email = fields.email, let known = try PersonStore(tx).person(email: email) else { return nil }
        return known.fields.nameKey == Folded.name(fields.givenName, fields.familyName) ? known.id : nil
    }

    private func requireInvited(_ behalf: Behalf, _ right: RegistrationRight) throws {
        try requireOpen(for: right, .nomination)
        guard right.isBoundByDates else { return }
        guard let asked = try InvitationStore(tx).invitation(to: behalf, in: event), asked.sentAt != nil else {
            throw Refusal.notInvited
        }
    }

    /// Who nominates has accepted.
    private func acceptInvitation(_ behalf: Behalf, _ right: RegistrationRight) throws {
        guard let asked = try InvitationStore(tx).invitation(to: behalf, in: event), asked.state != .accepted else {
            return
        }
        try answer(asked, .accepted, asked.answer, by: right)
    }

    /// - Parameter words: what they want to say with it.
    func answer(
        _ invitation: InvitationRecord, _ state: InvitationRecord.State, _ words: String, by right: RegistrationRight
    ) throws {
        if right.isBoundByDates, rule.isClosed(at: now) { throw Refusal.registrationClosed }
        try InvitationStore.setAnswer(invitation.id, state, words, by: work.actor, now: now, tx)
        try work.record(
            .event(event), "invitation:\(invitation.id)", "invitation.answer",
            [
                "state": .text(state.rawValue), "by": .text(right.word),
                "mandate": JSONValue(right.mandate?.description),
            ])
    }

    /// Somebody who was invited in person has said whether they come.
    func answerInvitation(of record: RegistrationRecord, _ state: InvitationRecord.State) throws {
        guard record.channel == .invitation, let person = record.person,
            let asked = try InvitationStore(tx).invitation(to: .person(person.description), in: event),
            asked.state != state
        else { return }
        try answer(asked, state, asked.answer, by: .server)
    }

    /// A person who is invited is on the list, and has a seat when they say that they come.
    func ask(_ person: Person.ID) throws {
        let known = try PersonStore(tx).person(person)
        let (told, email) = (known.fields, known.fields.email)
        let registered = try store.registrations(of: person, nil, email: email, in: event)
        guard !registered.contains(where: { $0.isActive && !$0.isUnproven }) else { return }
        let fields = RegistrationFields(
            givenName: told.givenName, familyName: told.familyName, email: email, country: told.country,
            sector: told.sector, organisation: told.organisation, mode: rule.usualMode,
            language: told.languages.compactMap { Language(rawValue: $0) }.first)
        try register(
            fields.cleaned, Coming(channel: .invitation, person: person, isAsked: true), by: .organiser)
    }

    // MARK: What is told of a registration

    /// Changes what is told of somebody; a change that moves a seated person into a full quota is refused.
    func tell(_ record: RegistrationRecord, _ fields: Cleaned<RegistrationFields>, by right: RegistrationRight) throws
        -> RegistrationRecord
    {
        let told = try fields.checked(self)
        if right.isBoundByDates, try isFrozen() { throw Refusal.registrationFrozen }
        if isSomebodyElse(told, than: record, by: right) { throw Refusal.somebodyElse }
        var changed = record
        changed.tell(told)
        guard changed != record else { return record }
        let isReaddressed = changed.email != record.email
        if isReaddressed { try requireOwnAddress(changed) }
        if record.holdsSeat(rule) {
            let full = try self.full(for: changed, leaving: record.id)
            if !full.isEmpty { throw Refusal.noRoomForChange(full) }
        }
        try RegistrationStore.update(changed, now: now, tx)
        // What went to the old address opens nothing any more.
        if isReaddressed { changed = try relink(changed) }
        let names: [(String, Bool)] = [
            ("country", changed.country != record.country), ("sector", changed.sector != record.sector),
            ("mode", changed.mode != record.mode), ("funding", changed.funding != record.funding),
            ("name", changed.name != record.name), ("email", changed.email != record.email),
        ]
        try self.record(
            "registration.change", changed, ["fields": .list(names.filter(\.1).map { .text($0.0) })])
        if record.state == .complete { try keepSeat(changed) }
        try freed()
        return changed
    }

    /// The seat in the room is called as the registration.
    private func keepSeat(_ record: RegistrationRecord) throws {
        guard let id = record.participant else { return }
        let seat = try EventStore(tx).participant(id)
        guard seat.state != .removed else { return }
        // Whoever has come keeps the country and the sector for which they voted.
        let hasCome = seat.state != .invited
        let fields = ParticipantFields(
            name: record.name, organisation: record.organisation, country: hasCome ? seat.country : record.country,
            sector: hasCome ? seat.sector : record.sector,
            language: record.language, role: seat.role, person: seat.person, account: seat.account)
        try EventWriting(tx).update(id, fields)
    }
}
