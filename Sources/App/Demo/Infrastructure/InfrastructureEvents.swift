import Domain
import Storage
import Web

/// The events of the initiative: what is asked, who is named, how seats are given.
struct InfrastructureEvents {
    let work: Work
    let programme: Programme.ID
    /// By country.
    let mandates: [String: Mandate.ID]
    /// The date so many days from now.
    let day: (Int) -> String
    let zone: String
    /// Lets the clock of the story go on to a moment.
    let at: (Int64) -> Void
    let present: Int64
    let settings: Settings
    /// Of the installation: links are made of it.
    let key: [UInt8]

    private var tx: Transaction { work.tx }

    func go(_ days: Int, hours: Int = 0) {
        at(present + Int64(days) * EpochTime.day + Int64(hours) * EpochTime.hour)
    }

    // MARK: Events

    func workshop(_ title: String, day offset: Int, topics: [TopicFields] = []) throws -> Event.ID {
        let quotas = [
            SeatQuota(label: "Each country", attribute: .country, seats: 2),
            SeatQuota(label: "Security and law enforcement", attribute: .sector, values: ["security"], seats: 8),
            SeatQuota(label: "In all", attribute: nil, seats: 24),
        ]
        return try event(
            title, nil, day: offset, length: 2, place: "Astana", topics, quotas, closes: min(offset - 28, -6))
    }

    /// - Parameter isRolling: seats are given as nominations come, while the call is open.
    func visit(
        _ title: String, day offset: Int, closes: Int, place: String = "Almaty", zone: String? = nil,
        isRolling: Bool = false
    ) throws -> Event.ID {
        let quotas = [
            SeatQuota(label: "Each country", attribute: .country, seats: 4, exceptions: ["KZ": 6]),
            SeatQuota(label: "In all", attribute: nil, seats: 20),
        ]
        return try event(
            title, "study-visit", day: offset, length: 3, place: place, [], quotas, closes: closes,
            isRolling: isRolling, elsewhere: zone)
    }

    /// - Parameter closes: the day on which nominations close.
    func exercise(_ title: String, day offset: Int, closes: Int = 21) throws -> Event.ID {
        let invited = InfrastructurePeople.countries.map(\.code)
        let end = TypedTime("\(day(closes - 1))T00:00", zone: zone)
        let quotas = [
            SeatQuota(label: "Each country", attribute: .country, seats: 3),
            SeatQuota(label: "Security and law enforcement", attribute: .sector, values: ["security"], seats: 20),
            SeatQuota(label: "In all", attribute: nil, seats: 40),
            SeatQuota(
                label: "Kept seats", kind: .guarantee, attribute: .country, values: invited, seats: 1, until: end?.at),
        ]
        return try event(title, "exercise", day: offset, length: 1, place: "Astana", [], quotas, closes: closes)
    }

    private func event(
        _ title: String, _ kind: String?, day offset: Int, length: Int, place: String, _ topics: [TopicFields],
        _ quotas: [SeatQuota], closes: Int, isRolling: Bool = false, elsewhere: String? = nil
    ) throws -> Event.ID {
        let event = try EventOperations.createIn(
            work, in: programme,
            EventFields(
                title: title, startsOn: day(offset), endsOn: day(offset + length - 1), timeZone: elsewhere ?? zone,
                place: place,
                marking: "GREEN", door: .approval, kind: kind, topics: topics
            ).cleaned)
        var fields = RegistrationRuleFields()
        fields.nominationsClose = "\(day(closes))T18:00"
        if isRolling { fields.work = .rolling }
        try RegistrationOperations.keepRuleIn(work, event, fields)
        let list = quotas.map { quota in
            QuotaRecord(
                work.environment.id(), quota, until: quota.until.map { TypedTime(at: $0, zone: elsewhere ?? zone) })
        }
        try QuotaOperations.keepIn(work, event, list)
        let desk = try RegistrationDesk(event, work)
        let calls = InfrastructurePeople.countries.map { InvitationFields(target: .country($0.code)).cleaned }
        _ = try InvitationOperations.inviteIn(desk, calls)
        try InvitationOperations.sendIn(desk)
        return event
    }

    // MARK: Names

    /// Countries name their people, each in its order, under its focal point's mandate; one comes late where all answer.
    /// - Parameter countries: so many answer; nothing for all but the silent ones.
    func nominate(for event: Event.ID, from start: Int, countries: Int? = nil) throws {
        let named = InfrastructurePeople.countries.filter { $0.names > 0 }
        for (index, country) in named.prefix(countries ?? named.count).enumerated() {
            // The last of all answers when nominations have closed.
            let isLast = countries == nil && index == named.count - 1
            go(isLast ? start + 10 : start, hours: isLast ? 0 : index)
            for rank in 1...country.names { try nominate(country, rank, index, for: event) }
        }
    }

    /// For an exercise: the delegations that play it name their three players.
    func name(for event: Event.ID, from start: Int) throws {
        let playing = Set(NordgatePeople.delegations.values)
        let named = InfrastructurePeople.countries.filter { playing.contains($0.code) }
        for (index, country) in named.enumerated() {
            go(start, hours: index)
            for rank in 1...Nordgate.functions.count { try nominate(country, rank, index, for: event) }
        }
    }

    private func nominate(_ country: InfrastructureCountry, _ rank: Int, _ index: Int, for event: Event.ID) throws {
        guard let mandate = mandates[country.code] else { return }
        let (given, family, email) = country.person(rank)
        let sector = InfrastructurePeople.sectors[(index + rank) % 3]
        var fields = NominationFields()
        (fields.givenName, fields.familyName, fields.email) = (given, family, email)
        (fields.sector, fields.languages) = (sector, country.language)
        fields.organisation = InfrastructurePeople.organisation(country.code, sector)
        let desk = try RegistrationDesk(event, work)
        try desk.submit(
            try desk.nominate(.country(country.code), fields, by: .mandate(mandate)), by: .mandate(mandate))
    }

    // MARK: Seats

    func allocate(_ event: Event.ID, at start: Int) throws {
        go(start)
        let run = try AllocationOperations.previewIn(work, event)
        try AllocationOperations.confirmIn(work, event, run)
    }

    /// The workshop that comes: allocated, one replaced, one who moved up this morning, an offer that waits for an answer, and an agenda.
    /// - Returns: whoever is offered a seat.
    func hold(_ event: Event.ID) throws -> RegistrationRecord? {
        try nominate(for: event, from: -15)
        try allocate(event, at: -4)
        try replace(in: event)
        go(-1)
        try leave(event, 1)
        go(0, hours: -5)
        if let offered = try offered(in: event) { try RegistrationDesk(event, work).acceptOffer(offered, by: .own) }
        go(0, hours: -4)
        try leave(event, 2)
        try plan(event)
        return try offered(in: event)
    }

    private func offered(in event: Event.ID) throws -> RegistrationRecord? {
        try RegistrationStore(tx).active(in: event).first { $0.isOffered }
    }

    private func seated(in event: Event.ID) throws -> [RegistrationRecord] {
        try RegistrationStore(tx).active(in: event).filter { $0.state == .complete && $0.country != "KZ" }
    }

    private func leave(_ event: Event.ID, _ number: Int) throws {
        guard let record = try seated(in: event).dropFirst(number).first else { return }
        try RegistrationDesk(event, work).withdraw(record, reason: "", by: .organiser)
    }

    private func replace(in event: Event.ID) throws {
        go(-3)
        guard let record = try seated(in: event).last, let nomination = record.nomination, let country = record.country,
            let mandate = mandates[country]
        else { return }
        var fields = try NominationStore(tx).nomination(nomination, in: event).fields
        (fields.givenName, fields.familyName) = ("Substitute", "Demo-\(country)")
        fields.email = "\(country.lowercased())-substitute@example.org"
        try RegistrationDesk(event, work).replace(nomination, with: fields, by: .mandate(mandate))
    }

    /// Three releases of an agenda.
    private func plan(_ event: Event.ID) throws {
        let record = try EventStore(tx).event(event)
        let blocks: [(String, String, String, AgendaContent.Kind)] = [
            ("Opening, and how we work", "09:00", "10:00", .plenary),
            ("When a hospital has no water", "10:30", "12:30", .plenary),
            ("In groups: who calls whom", "14:00", "17:00", .parallel),
        ]
        for (number, (title, starts, ends, kind)) in blocks.enumerated() {
            var draft = AgendaDraft()
            (draft.fields.title, draft.fields.kind, draft.fields.day) = (title, kind.rawValue, record.startsOn)
            (draft.fields.starts, draft.fields.ends, draft.fields.place) = (starts, ends, "Hall \(number + 1)")
            let (checked, times) = try draft.cleaned.checked(record, tx)
            _ = try AgendaOperations.addIn(work, record, checked, times)
            _ = try AgendaReleases.releaseIn(work, event, note: number == 0 ? "First version" : "")
        }
    }
}
