import Domain
import Storage
import Web

/// What is told of somebody whom a country's focal point proposes.
struct ProposalFields: Sendable, Hashable {
    var role: MandateRole?
    /// For a member of a working group: its id.
    var group = ""
    var givenName = ""
    var familyName = ""
    var email = ""
    var since = ""
    var document = ""
    var note = ""

    var cleaned: Cleaned<ProposalFields> {
        Cleaned(self) { fields, check in
            if !MandateProposals.roles.contains(where: { $0 == fields.role }) {
                check.fail("role", L("Choose one from the list."))
            }
            if fields.role == .groupMember, WorkingGroup.ID(fields.group) == nil {
                check.fail("group", L("Choose the working group."))
            }
            fields.givenName = check.line("given-name", fields.givenName, limit: 100)
            fields.familyName = check.line("family-name", fields.familyName, limit: 100, isRequired: true)
            fields.email = check.line("email", fields.email, limit: 254, isRequired: true).lowercased()
            fields.since = check.date("since", fields.since)
            fields.document = check.line("document", fields.document, limit: 200)
            fields.note = check.lines("note", fields.note, limit: 500)
        }
    }
}

/// A focal point proposes their country's national team, its members of working groups, their alternates and their successor; the head of the
/// regional secretariat, or who keeps the register, confirms. Until then a proposal gives nothing.
enum MandateProposals {
    static let roles: [MandateRole] = [.nationalTeam, .groupMember, .alternate, .focalPoint]

    @discardableResult
    static func propose(_ visit: Visit, _ country: String, _ fields: ProposalFields) async throws -> Mandate.ID {
        let fields = fields.cleaned
        let (tries, who) = (visit.services.limits.addresses, visit.visitor.journalName ?? "")
        try tries.require(who, now: visit.now)
        do {
            return try await propose(visit, country, fields)
        } catch let refusal as Refusal where refusal.fields["email"] != nil {
            tries.count(who, now: visit.now)
            throw refusal
        }
    }

    private static func propose(_ visit: Visit, _ country: String, _ fields: Cleaned<ProposalFields>) async throws
        -> Mandate.ID
    {
        try await visit.database.write { tx in
            let acting = try actingMandate(visit.visitor.renewed(tx), country)
            let work = Work(tx, visit)
            let told = try fields.checked { try check($0, &$1, acting, tx) }
            var new = MandateFields(
                role: told.role, holder: MandateHolder.country(country).description, programme: acting.programme,
                since: told.since, document: told.document, note: told.note)
            if told.role == .groupMember, let group = WorkingGroup.ID(told.group) {
                new.holder = MandateHolder.group(group).description
                new.programme = try WorkingGroupStore(tx).group(group).programme
            }
            new.person = try person(told, of: country, in: new.programme, work)
            try refuseTwice(new, tx)
            return try MandateOperations.appointIn(work, new.cleaned, as: .proposed, under: acting.id)
        }
    }

    /// A second press proposes nobody a second time.
    private static func refuseTwice(_ new: MandateFields, _ reading: any Reading) throws {
        guard let person = new.person else { return }
        let isKnown = try MandateStore(reading).mandates(of: person).contains { mandate in
            mandate.role == new.role && mandate.holder.description == new.holder
                && mandate.programme == new.programme && mandate.lasts(from: new.since)
        }
        if isKnown {
            throw Refusal.invalid(["email": L("This person holds it, or is proposed for it, already.")])
        }
    }

    /// Under which the visitor speaks for the country, wherever it holds: the focal point's before the alternate's.
    /// - Throws: ``Refusal/notFound`` for who does not speak for it, ``Refusal/mandateNotActing`` for who may not at present.
    private static func actingMandate(_ visitor: Visitor, _ country: String) throws -> ActiveMandate {
        let own = visitor.mandates.filter { $0.role.nominates && $0.holder == .country(country) }
        guard !own.isEmpty else { throw Refusal.notFound }
        guard let acting = own.filter(\.mayAct).min(by: { rank($0) < rank($1) }) else { throw Refusal.mandateNotActing }
        return acting
    }

    private static func rank(_ mandate: ActiveMandate) -> Int {
        (mandate.role == .focalPoint ? 0 : 2) + (mandate.programme == nil ? 0 : 1)
    }

    private static func check(
        _ fields: ProposalFields, _ check: inout FieldCheck, _ acting: ActiveMandate, _ reading: any Reading
    ) throws {
        guard fields.role == .groupMember, let id = WorkingGroup.ID(fields.group) else { return }
        guard let group = try WorkingGroupStore(reading).groups([id]).first, group.state != .closed,
            acting.holds(in: group.programme),
            try acting.programme == group.programme || belongs(acting, to: group.programme, reading)
        else { return check.fail("group", L("Choose the working group.")) }
    }

    private static func belongs(_ acting: ActiveMandate, to programme: Programme.ID, _ reading: any Reading) throws
        -> Bool
    {
        guard let country = acting.holder.country else { return false }
        return try MemberStore(reading).programmes(of: .country(country), on: acting.on).contains(programme)
    }

    /// Who is in the directory is found by the address; somebody else is entered.
    static func person(
        _ fields: ProposalFields, of country: String, in programme: Programme.ID?, _ work: Work
    ) throws -> Person.ID {
        if let known = try PersonStore(work.tx).person(email: fields.email) {
            guard known.fields.nameKey == Folded.name(fields.givenName, fields.familyName),
                known.fields.country == country
            else {
                throw Refusal.invalid([
                    "email": L(
                        "This address is in the directory with another name or country. Ask who keeps the register of mandates."
                    )
                ])
            }
            return known.id
        }
        return try DirectoryOperations.createPersonIn(
            work,
            PersonFields(
                givenName: fields.givenName, familyName: fields.familyName, email: fields.email, country: country),
            knownTo: Set([programme].compactMap { $0 }))
    }

    /// What waits for an answer in the countries of a region, or of one country.
    static func waiting(for countries: Set<String>, _ reading: any Reading) throws -> [MandateRecord] {
        try MandateStore(reading).proposed().filter { mandate in
            mandate.behalf.map(countries.contains) ?? false
        }
    }

    // MARK: The answer

    /// Gives what was proposed; of a focal point the mandate before ends the same day.
    static func confirmIn(_ work: Work, _ mandate: MandateRecord, under: Mandate.ID?) throws {
        var before: MandateRecord?
        var fields = MandateFields(mandate)
        let today = CalendarDate.today(work.now)
        fields.reviewBy = CalendarDate.later(max(today, mandate.since), years: 1)
        _ = try Cleaned(fields) { _, _ in }.checked { fields, check in
            before = try MandateOperations.overlap(&check, fields, mandate.holder, work.tx)
        }
        if let before { try MandateOperations.handOver(before, to: mandate.id, since: mandate.since, work) }
        try MandateStore(work.tx).give(mandate.id, reviewBy: fields.reviewBy, now: work.now, work.tx)
        try work.record(
            .directory, "mandate:\(mandate.id)", "mandate.confirmation",
            [
                "state": .object(["from": "proposed", "to": "active"]), "under": JSONValue(under?.description),
                "review-by": JSONValue(fields.reviewBy),
            ])
    }

    /// What was proposed is not given.
    static func refuse(_ visit: Visit, _ id: Mandate.ID) async throws {
        try await visit.database.write { tx in
            let visit = try visit.renewed(tx)
            let mandate = try MandateStore(tx).mandate(id)
            let under = try MandateOperations.requireAnswering(visit, mandate, tx)
            guard mandate.state == .proposed else { throw Refusal.mandateNotProposed }
            try MandateStore(tx).refuse(mandate, now: visit.now, tx)
            try Work(tx, visit).record(
                .directory, "mandate:\(id)", "mandate.refusal",
                ["state": .object(["from": "proposed", "to": "ended"]), "under": JSONValue(under?.description)])
        }
    }
}

extension MandateFields {
    init(_ record: MandateRecord) {
        self.init(
            role: record.role, holder: record.holder.description, programme: record.programme, person: record.person,
            since: record.since, until: record.until, reviewBy: record.reviewBy, document: record.document,
            note: record.note)
    }
}

extension MandateOperations {
    /// Whoever keeps the register, and who heads the secretariat of the country's home region, answer what it proposes.
    /// - Returns: the mandate under which a head does so; nothing for who keeps the register.
    /// - Throws: ``Refusal/notFound`` for who sees nothing of it.
    static func requireAnswering(_ visit: Visit, _ mandate: MandateRecord, _ reading: any Reading) throws
        -> Mandate.ID?
    {
        if let head = try heading(visit, mandate, reading) {
            guard head.mayAct else { throw Refusal.mandateNotActing }
            return head.id
        }
        guard visit.visitor.account.map({ $0.isAdministrator || $0.organisesProgrammes }) ?? false else {
            throw visit.visitor.account == nil ? Refusal.signInNeeded : Refusal.notFound
        }
        try requireKeeping(visit, mandate.programme, reading)
        return nil
    }

    /// Under which the visitor heads the secretariat of the home region of the country for which a mandate is held.
    static func heading(_ visit: Visit, _ mandate: MandateRecord, _ reading: any Reading) throws -> ActiveMandate? {
        guard mandate.behalf != nil,
            let region = try HomeRegions(on: CalendarDate.today(visit.now), reading).region(of: mandate)
        else { return nil }
        return visit.visitor.heading(region, in: mandate.programme)
    }

    /// All that hold, or would, from a day on: given ones end, proposed ones are given no more.
    /// - Returns: how many were given.
    static func endAllIn(_ work: Work, of holder: MandateHolder, from day: String) throws -> Int {
        try endIn(work, MandateStore(work.tx).mandates(for: holder), from: day, cause: "closure")
    }

    /// Of somebody who is forgotten: what only they held is a gap from today on, and is told as one.
    static func endAllIn(_ work: Work, of person: Person.ID) throws {
        let today = CalendarDate.today(work.now)
        _ = try endIn(work, MandateStore(work.tx).mandates(of: person), from: today, cause: "erasure")
    }

    private static func endIn(_ work: Work, _ mandates: [MandateRecord], from day: String, cause: String) throws -> Int
    {
        let store = MandateStore(work.tx)
        var ended = 0
        for mandate in mandates where mandate.lasts(from: day) {
            guard mandate.isGiven else {
                try store.refuse(mandate, now: work.now, work.tx)
                try work.record(.directory, "mandate:\(mandate.id)", "mandate.refusal", ["cause": .text(cause)])
                continue
            }
            let until = max(day, mandate.since)
            try store.end(mandate.id, until: until, now: work.now, work.tx)
            try work.record(
                .directory, "mandate:\(mandate.id)", "mandate.ending",
                ["cause": .text(cause), "until": .text(until)])
            ended += 1
        }
        return ended
    }
}

extension Visitor {
    /// Under which the visitor heads, or is the deputy of who heads, a region's secretariat; one that acts before one that is suspended.
    /// - Parameter programme: nothing for what holds in all: who heads it in one programme alone decides nothing there.
    func heading(_ region: App.Region.ID, in programme: Programme.ID?) -> ActiveMandate? {
        let own = mandates.filter { mandate in
            mandate.role.headsRegion && mandate.holder == .region(region)
                && (programme.map { mandate.holds(in: $0) } ?? (mandate.programme == nil))
        }
        return own.first(where: \.mayAct) ?? own.first
    }
}
