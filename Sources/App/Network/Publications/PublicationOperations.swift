import Domain
import Storage
import Web

/// The plan of a publication: what it is called, whose it is, when it is due and for whom. Its text is in PublicationRoom, its release in
/// PublicationReleasing.
enum PublicationOperations {
    static let mostOfProgramme = 5_000

    /// Organisers plan for any members; who acts for a member plans with that member among the leads.
    static func plan(_ visit: Visit, in programme: Programme.ID, _ input: PublicationInput) async throws
        -> Publication.ID
    {
        let cleaned = input.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.seeProgramme, in: programme, visitor: visit.visitor, tx)
            let sight = try PublicationSight(visit, tx)
            guard sight.mayPlan(in: programme) else { throw Refusal.forbidden }
            let own = sight.own(in: programme)
            let input = try cleaned.checked { input, check in
                if !sight.roster.organises.contains(programme), own.isDisjoint(with: input.leads.map(\.member)) {
                    check.fail("leads", L("Put a member for which you act among those who write it."))
                }
            }
            return try planIn(Work(tx, visit), in: programme, named(input, by: visit.visitor.account?.id, own))
        }
    }

    /// Whoever plans what is RED for a member speaks for it: a text for named persons has leads that are named.
    private static func named(_ input: PublicationInput, by account: Account.ID?, _ own: Set<MemberRef>)
        -> PublicationInput
    {
        guard input.marking == Marking.red.rawValue else { return input }
        var input = input
        input.leads = input.leads.map { lead in
            lead.account == nil && own.contains(lead.member)
                ? PublicationLead(member: lead.member, account: account) : lead
        }
        return input
    }

    static func planIn(_ work: Work, in programme: Programme.ID, _ input: PublicationInput) throws -> Publication.ID {
        let input = try input.cleaned.checked { input, check in
            if input.leads.isEmpty { check.fail("leads", L("Choose at least one member who writes it.")) }
            try holdAudience(input, in: programme, work, &check)
            try holdLeads(input.leads, of: programme, isRed: input.marking == Marking.red.rawValue, work, &check)
        }
        guard try PublicationStore(work.tx).count(in: programme) < mostOfProgramme else {
            throw Refusal.tooMany(L("The programme has \(mostOfProgramme) publications, the maximum."))
        }
        let id: Publication.ID = work.environment.id()
        try PublicationStore.insert(id, in: programme, input, by: work.actor, now: work.now, work.tx)
        for lead in input.leads { try PublicationStore.insert(lead, of: id, work.tx) }
        try AudienceStore.set(input.audience, of: RecordSubject(.publication, id), work.tx)
        try work.record(
            .programme(programme), "publication:\(id)", "publication.plan",
            [
                "marking": .text(input.marking),
                "leads": .list(input.leads.map { .text($0.member.description) }),
            ])
        return id
    }

    /// What is RED is for its leads' persons and for those who write it, also where it names no further ones.
    private static func holdAudience(
        _ input: PublicationInput, in programme: Programme.ID, _ work: Work, _ check: inout FieldCheck
    ) throws {
        if input.marking == Marking.red.rawValue, input.audience.isProgramme { return }
        AudienceChoice(marking: input.marking, audience: input.audience).check(
            PublicationForm.markings, in: try Community(programme, work.tx, now: work.now), &check)
    }

    /// Those who write are members today, and who is named for one acts for it.
    private static func holdLeads(
        _ leads: [PublicationLead], of programme: Programme.ID, isRed: Bool, _ work: Work, _ check: inout FieldCheck
    ) throws {
        let day = CalendarDate.today(work.now)
        let members = Set(try MemberStore(work.tx).members(of: programme, on: day).map(\.ref))
        for lead in leads {
            guard members.contains(lead.member) else {
                check.fail("leads", L("Choose from the members that the programme has today."))
                return
            }
            guard let account = lead.account else {
                if isRed { check.fail("leads", L("What is RED is for named persons: name who writes for each member.")) }
                continue
            }
            let speakers = try PublicationStore(work.tx).speakers(for: lead.member, in: programme, on: day)
            if !speakers.contains(where: { $0.id == account }) {
                check.fail("leads", L("Name somebody who holds a mandate for this member."))
            }
        }
    }

    // MARK: Changes

    static func change(_ visit: Visit, _ id: Publication.ID, _ input: PublicationInput) async throws {
        let (cleaned, language) = (input.cleaned, visit.language)
        try await visit.database.write { tx in
            let seen = try managed(visit, id, tx)
            let input = try cleaned.checked()
            try Language.$current.withValue(language) { try changeIn(Work(tx, visit), seen, input) }
        }
    }

    static func changeIn(_ work: Work, _ seen: SeenPublication, _ input: PublicationInput) throws {
        let record = seen.record
        if input.marking == Marking.red.rawValue, seen.leads.contains(where: { $0.account == nil }) {
            throw Refusal.invalid([
                "marking": L("What is RED is for named persons: first name who writes for each member.")
            ])
        }
        // What was released stays marked as its readers have it: a withdrawal is told to them, a change is not.
        if record.isReleased, record.marking != input.marking || input.audience != seen.audience {
            throw Refusal.releasedCloser
        }
        var check = FieldCheck()
        if input.audience != seen.audience || input.marking != record.marking {
            try holdAudience(input, in: record.programme, work, &check)
        }
        try check.finish()
        var input = input
        // Its text says in which languages it is, once there is one.
        if record.event != nil { input.languages = record.languages }
        try PublicationStore.update(record.id, input, now: work.now, work.tx)
        try AudienceStore.set(input.audience, of: record.record, work.tx)
        if let event = record.event {
            if let marking = Marking(rawValue: input.marking) { try GuideOperations.markIn(work, event, marking) }
            try PublicationStore.updateRoom(
                event, title: input.title, marking: input.marking,
                endsOn: PublicationRoom.lastDay(input.due, now: work.now), work.tx)
        }
        var facts: [String: JSONValue] = [:]
        if record.marking != input.marking {
            facts["marking"] = .object(["from": .text(record.marking), "to": .text(input.marking)])
        }
        if (record.due ?? "") != input.due {
            facts["due"] = .object(["from": .text(record.due ?? ""), "to": .text(input.due)])
        }
        if seen.audience != input.audience { facts["audience"] = .flag(true) }
        try work.record(.programme(record.programme), record.subject, "publication.change", facts)
    }

    /// Puts a member among those who write it, or names who speaks for it.
    static func setLead(_ visit: Visit, _ id: Publication.ID, _ lead: PublicationLead) async throws {
        try await visit.database.write { tx in
            try setLeadIn(Work(tx, visit), try managed(visit, id, tx), lead)
        }
    }

    static func setLeadIn(_ work: Work, _ seen: SeenPublication, _ lead: PublicationLead) throws {
        let record = seen.record
        var check = FieldCheck()
        try holdLeads([lead], of: record.programme, isRed: record.isRed, work, &check)
        if seen.leads.count >= PublicationInput.mostLeads, !seen.members.contains(lead.member) {
            check.fail("leads", L("At most \(PublicationInput.mostLeads) members."))
        }
        try check.finish()
        try PublicationStore.insert(lead, of: record.id, work.tx)
        try work.record(
            .programme(record.programme), record.subject, "publication.lead",
            ["member": .text(lead.member.description)])
        if let event = record.event { try PublicationRoom.seat([lead], in: event, of: record.programme, work) }
    }

    static func removeLead(_ visit: Visit, _ id: Publication.ID, _ member: MemberRef) async throws {
        try await visit.database.write { tx in
            let seen = try managed(visit, id, tx)
            guard seen.members.contains(member) else { throw Refusal.notFound }
            guard seen.leads.count > 1 else { throw Refusal.lastLead }
            let number = try PublicationReleasing.next(seen.record, tx)
            try PublicationStore.delete(member, of: id, number: number, tx)
            try Work(tx, visit).record(
                .programme(seen.record.programme), seen.record.subject, "publication.lead-removal",
                ["member": .text(member.description)])
        }
    }

    /// - Throws: ``Refusal/notFound`` where it may not be known, ``Refusal/forbidden`` where it is somebody else's to change.
    static func managed(_ visit: Visit, _ id: Publication.ID, _ tx: Transaction) throws -> SeenPublication {
        let sight = try PublicationSight(visit, tx)
        let seen = try sight.publication(id)
        guard sight.manages(seen) else { throw Refusal.forbidden }
        return seen
    }
}
