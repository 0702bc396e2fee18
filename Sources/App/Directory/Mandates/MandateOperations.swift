import Domain
import Storage
import Web

/// What is told of a mandate when somebody is appointed.
struct MandateFields: Sendable, Hashable {
    var role: MandateRole?
    /// As ``MandateHolder/description`` writes it: `country:KZ`.
    var holder = ""
    /// Nothing is everywhere: only administrators appoint so.
    var programme: Programme.ID?
    var person: Person.ID?
    var since = ""
    /// The first day on which it no longer holds.
    var until: String?
    /// A year after it began, where nothing is told.
    var reviewBy: String?
    /// Where the appointment is written: a note verbale and its number.
    var document = ""
    var note = ""

    var cleaned: Cleaned<MandateFields> {
        Cleaned(self) { fields, check in
            if fields.person == nil { check.fail("person", L("Choose a person.")) }
            fields.clean(&check)
            fields.reviewBy = fields.reviewBy ?? CalendarDate.later(fields.since, years: 1)
        }
    }

    /// Of a mandate that is there: whose it is stays, and also by when it is to be confirmed where nothing is told.
    var corrected: Cleaned<MandateFields> { Cleaned(self) { fields, check in fields.clean(&check) } }

    private mutating func clean(_ check: inout FieldCheck) {
        if role == nil { check.fail("role", L("Choose one from the list.")) }
        if MandateHolder(holder) == nil { check.fail("holder", L("Choose for what it is held.")) }
        since = check.date("since", since)
        until = check.date("until", until ?? "", isRequired: false).nilIfEmpty
        reviewBy = check.date("review-by", reviewBy ?? "", isRequired: false).nilIfEmpty
        if let until, until <= since { check.fail("until", L("The end is before the start.")) }
        document = check.line("document", document, limit: 200)
        note = check.lines("note", note, limit: 500)
    }
}

/// Who acts for a country, a region or another member, and since when.
///
/// An administrator appoints everywhere; an organiser in their own programmes. At most one focal point a day, of a country and
/// programme, at most two alternates; a new focal point ends the mandate of the one before, the same day.
enum MandateOperations {
    static let mostAlternates = 2

    @discardableResult
    static func appoint(_ visit: Visit, _ fields: MandateFields) async throws -> Mandate.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            let programme = try place(of: fields.fields, tx)
            if programme == nil, !isAdministrator(visit) {
                throw Refusal.invalid(["programme": L("Choose one of your programmes.")])
            }
            try requireKeeping(visit, programme, tx)
            if let person = fields.fields.person {
                let seen = try SightStore(tx, visit).seen(PersonStore(tx).people([person]))
                guard !seen.isEmpty else { throw Refusal.invalid(["person": L("Choose a person.")]) }
            }
            return try appointIn(Work(tx, visit), fields)
        }
    }

    /// In which programme it will hold: a working group's, and a programme's own, whatever else is told.
    static func place(of fields: MandateFields, _ reading: any Reading) throws -> Programme.ID? {
        switch MandateHolder(fields.holder) {
        case .group(let id): try WorkingGroupStore(reading).groups([id]).first?.programme
        case .programme(let id): id
        case .country, .region, .city, .organisation, nil: fields.programme
        }
    }

    /// Without the permission: for the demo and the tests too.
    /// - Parameter state: a proposal gives nothing until somebody who may has confirmed it.
    @discardableResult
    static func appointIn(
        _ work: Work, _ fields: Cleaned<MandateFields>, as state: MandateRecord.State = .active,
        under acting: Mandate.ID? = nil
    ) throws -> Mandate.ID {
        var before: MandateRecord?
        var country: String?
        let fields = try fields.checked { fields, check in
            guard let holder = MandateHolder(fields.holder) else { return }
            try checkHolder(&fields, holder, &check, work.tx)
            if let person = fields.person {
                let found = try PersonStore(work.tx).people([person]).first
                if found == nil { check.fail("person", L("Choose a person.")) }
                if holder.group != nil { country = found?.fields.country }
            }
            if let until = fields.until, until <= CalendarDate.today(work.now), fields.note.isEmpty,
                fields.document.isEmpty
            {
                check.fail("note", L("It is over already: say why it is entered only now."))
            }
            if state == .active { before = try overlap(&check, fields, holder, work.tx) }
        }
        guard let person = fields.person, let holder = MandateHolder(fields.holder) else { throw Refusal.notFound }
        let id = work.environment.id(Mandate.ID.self)
        if let before { try handOver(before, to: id, since: fields.since, work) }
        try MandateStore(work.tx).insert(
            id, fields, state, person: person, holder: holder, country: country, by: work.actor, now: work.now, work.tx)
        try work.record(
            .directory, "mandate:\(id)", state == .proposed ? "mandate.proposal" : "mandate.appointment",
            [
                "role": .text(fields.role?.rawValue ?? ""), "holder": .text(holder.description),
                "person": .text(person.description), "since": .text(fields.since), "until": JSONValue(fields.until),
                "programme": JSONValue(fields.programme?.description), "country": JSONValue(country),
                "under": JSONValue(acting?.description),
            ])
        return id
    }

    static func handOver(_ before: MandateRecord, to id: Mandate.ID, since: String, _ work: Work) throws {
        try MandateStore(work.tx).end(before.id, until: since, now: work.now, work.tx)
        try work.record(
            .directory, "mandate:\(before.id)", "mandate.handover",
            ["to": .text(id.description), "until": .text(since)])
    }

    /// Whose mandate is handed over; what stands against the new one is told.
    static func overlap(
        _ check: inout FieldCheck, _ fields: MandateFields, _ holder: MandateHolder, _ reading: any Reading
    ) throws -> MandateRecord? {
        let others = try MandateStore(reading).mandates(for: holder).filter {
            $0.role == fields.role && $0.programme == fields.programme && $0.overlaps(fields.since, fields.until)
        }
        return checkOverlap(fields, others, &check)
    }

    /// That the role can be held for it, and that it is there. A working group's mandates hold in its programme.
    static func checkHolder(
        _ fields: inout MandateFields, _ holder: MandateHolder, _ check: inout FieldCheck, _ reading: any Reading
    ) throws {
        if let role = fields.role, !role.holders.contains(holder.kind) {
            check.fail("holder", kindWanted(role))
        }
        if let programme = fields.programme, try MandateStore(reading).programmeTitles()[programme] == nil {
            check.fail("programme", L("Choose one from the list."))
        }
        switch holder {
        case .country(let code):
            if try !PersonStore(reading).countryCodes().contains(code) {
                check.fail("holder", L("There is no country with this code."))
            }
        case .region(let id):
            if try !RegionStore(reading).regions().contains(where: { $0.id == id }) {
                check.fail("holder", L("Choose for what it is held."))
            }
        case .city(let id):
            if try MandateStore(reading).cityNames()[id] == nil {
                check.fail("holder", L("Choose for what it is held."))
            }
        case .organisation(let id):
            if try PersonStore(reading).organisationName(id) == nil {
                check.fail("holder", L("Choose for what it is held."))
            }
        case .programme(let id):
            fields.programme = id
            if try MandateStore(reading).programmeTitles()[id] == nil {
                check.fail("holder", L("Choose for what it is held."))
            }
        case .group(let id):
            guard let group = try WorkingGroupStore(reading).groups([id]).first else {
                return check.fail("holder", L("Choose for what it is held."))
            }
            fields.programme = group.programme
            if !group.isThere(on: fields.since) {
                check.fail("since", L("The working group is not there on that day."))
            }
            fields.until = [fields.until, group.until].compactMap { $0 }.min()
        }
    }

    private static func kindWanted(_ role: MandateRole) -> Message {
        switch role.holders.first {
        case .country: L("Choose the country.")
        case .region: L("Choose the region whose secretariat it is.")
        case .city: L("Choose the city or organisation.")
        case .programme: L("Choose the programme.")
        case .group: L("Choose the working group.")
        case .organisation, nil: L("Choose for what it is held.")
        }
    }

    /// - Parameter others: of the same role, holder and programme, which hold on a day of the new one.
    /// - Returns: whose mandate is handed over.
    static func checkOverlap(_ fields: MandateFields, _ others: [MandateRecord], _ check: inout FieldCheck)
        -> MandateRecord?
    {
        if others.contains(where: { $0.person != nil && $0.person == fields.person }) {
            check.fail("person", L("This person holds it at that time already."))
            return nil
        }
        if fields.role == .alternate {
            let days = [fields.since] + others.map(\.since).filter { $0 > fields.since }
            if days.contains(where: { day in others.filter { $0.holds(on: day) }.count >= mostAlternates }) {
                check.fail("since", L("There are \(mostAlternates) alternates at that time already."))
            }
            return nil
        }
        guard fields.role?.hasOneHolder ?? false, let first = others.last else { return nil }
        if others.count == 1, first.until == nil, first.since < fields.since { return first }
        failOverlap(first, fields, &check)
        return nil
    }

    static func failOverlap(_ other: MandateRecord, _ fields: MandateFields, _ check: inout FieldCheck) {
        let (theirs, new) = (
            MandateDays.words(other.since, other.until), MandateDays.words(fields.since, fields.until)
        )
        check.fail(
            "since", L("Somebody holds it already: \(theirs). The new one would be: \(new). End the other first."))
    }

    /// - Parameter until: the first day on which it no longer holds.
    static func end(_ visit: Visit, _ id: Mandate.ID, until: String) async throws {
        let words = Cleaned(until) { until, check in until = check.date("until", until) }
        try await visit.database.write { tx in
            let mandate = try kept(visit, id, tx)
            let until = try words.checked { until, check in
                if until < mandate.since { check.fail("until", L("The end is before the start.")) }
                if let end = mandate.until, until > end {
                    check.fail("until", L("It ends earlier already. Appoint the person anew."))
                }
            }
            try MandateStore(tx).end(id, until: until, now: visit.now, tx)
            try Work(tx, visit).record(.directory, "mandate:\(id)", "mandate.ending", ["until": .text(until)])
        }
    }

    /// Those that end today where somebody moves away from a country.
    static func ended(of person: Person.ID, for country: String, now: Int64, _ reading: any Reading) throws
        -> [MandateRecord]
    {
        let today = CalendarDate.today(now)
        return try MandateStore(reading).mandates(of: person).filter { $0.lasts(from: today) && $0.behalf == country }
    }

    /// Who is suspended reads on, and does nothing.
    static func suspend(_ visit: Visit, _ id: Mandate.ID) async throws {
        try await visit.database.write { tx in
            let mandate = try kept(visit, id, tx)
            guard mandate.state == .active else { return }
            try MandateStore(tx).set(.suspended, of: id, reviewBy: mandate.reviewBy, now: visit.now, tx)
            try Work(tx, visit).record(.directory, "mandate:\(id)", "mandate.suspension")
        }
    }

    /// Gives what was proposed. Of what was given it says that it is still so, for another year: by who keeps it, by the head of
    /// the secretariat of the country's region, and by who holds it while it is not suspended.
    /// - Parameter onlyProposed: whether it was shown as a proposal: what was given meanwhile is not renewed by it.
    static func confirm(_ visit: Visit, _ id: Mandate.ID, onlyProposed: Bool = false) async throws {
        try await visit.database.write { tx in
            let visit = try visit.renewed(tx)
            let found = try MandateStore(tx).mandate(id)
            if found.state == .proposed {
                let under = try requireAnswering(visit, found, tx)
                return try MandateProposals.confirmIn(Work(tx, visit), found, under: under)
            }
            guard !onlyProposed else { throw Refusal.mandateNotProposed }
            let isOwn = visit.visitor.mandates.contains { $0.id == id && $0.mayAct }
            let head = try isOwn ? nil : heading(visit, found, tx)
            let mandate = try isOwn || head?.mayAct ?? false ? found : kept(visit, id, tx)
            let today = CalendarDate.today(visit.now)
            guard mandate.lasts(from: today) else { throw Refusal.mandateOver }
            let next = CalendarDate.later(max(today, mandate.since), years: 1)
            try MandateStore(tx).set(.active, of: id, reviewBy: next, now: visit.now, tx)
            try Work(tx, visit).record(
                .directory, "mandate:\(id)", "mandate.confirmation",
                ["review-by": .text(next), "under": JSONValue(head?.id.description)])
        }
    }

    // MARK: Who may

    private static func isAdministrator(_ visit: Visit) -> Bool { visit.visitor.account?.isAdministrator ?? false }

    static func requireKeeping(_ visit: Visit, _ programme: Programme.ID?, _ reading: any Reading) throws {
        try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
        guard !isAdministrator(visit) else { return }
        guard let programme else { throw Refusal.mandateOfProgramme }
        try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
    }

    /// A mandate that the visitor may change. - Throws: ``Refusal/notFound`` for one that they do not see.
    private static func kept(_ visit: Visit, _ id: Mandate.ID, _ reading: any Reading) throws -> MandateRecord {
        try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
        let mandate = try MandateStore(reading).mandate(id)
        try requireKeeping(visit, mandate.programme, reading)
        return mandate
    }

    /// Whether ``appoint(_:_:)`` and the others would let the visitor.
    static func mayKeep(_ visit: Visit, _ programme: Programme.ID?, _ reading: any Reading) throws -> Bool {
        do {
            try requireKeeping(visit, programme, reading)
            return true
        } catch is Refusal { return false }
    }
}
