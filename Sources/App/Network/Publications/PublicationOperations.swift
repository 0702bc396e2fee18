import Domain
import Storage
import Web

/// The plan of a publication: what it is called, whose it is, when it is due and for whom. Its text is in PublicationRoom, its release in
/// PublicationReleasing.
enum PublicationOperations {
    static let mostOfProgramme = 5_000

    /// Organisers plan for any members, or for nobody yet; who acts for a member plans with that member among the leads.
    static func plan(_ visit: Visit, in programme: Programme.ID, _ plan: PublicationPlan) async throws -> Publication.ID
    {
        let cleaned = plan.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.seeProgramme, in: programme, visitor: visit.visitor, tx)
            let sight = try PublicationSight(visit, tx)
            guard sight.mayPlan(in: programme) else { throw Refusal.forbidden }
            let (own, account) = (sight.own(in: programme), visit.visitor.account?.id)
            let work = Work(tx, visit)
            let id = try planIn(work, in: programme, cleaned) { plan, check in
                if !sight.roster.organises.contains(programme), own.isDisjoint(with: plan.leads.map(\.member)) {
                    check.fail("leads", L("Put a member for which you act among those who write it."))
                }
                // Whoever plans what is RED for a member speaks for it: a text for named persons has leads that are named.
                guard plan.marking == Marking.red.rawValue else { return }
                plan.leads = plan.leads.map { lead in
                    lead.account == nil && own.contains(lead.member)
                        ? PublicationLead(member: lead.member, account: account) : lead
                }
            }
            let seen = try SeenPublication.known(id, now: visit.now, tx)
            try PublicationMails(work, seen, visit.settings).tellOfPlan(seen.leads, but: account)
            return id
        }
    }

    /// - Parameter further: what else is asked of who plans.
    static func planIn(
        _ work: Work, in programme: Programme.ID, _ cleaned: Cleaned<PublicationPlan>,
        _ further: (inout PublicationPlan, inout FieldCheck) throws -> Void = { _, _ in }
    ) throws -> Publication.ID {
        var areas: Set<Area.ID>?
        let plan = try cleaned.checked { plan, check in
            try further(&plan, &check)
            areas = try Self.areas(plan, work, &check)
            try holdAudience(plan, in: programme, work, &check)
            try holdLeads(plan.leads, of: programme, isRed: plan.marking == Marking.red.rawValue, work, &check)
        }
        guard try PublicationStore(work.tx).count(in: programme) < mostOfProgramme else {
            throw Refusal.tooMany(L("The programme has \(mostOfProgramme) publications, the maximum."))
        }
        let id: Publication.ID = work.environment.id()
        try PublicationStore.insert(id, in: programme, plan, by: work.actor, now: work.now, work.tx)
        for lead in plan.leads { try PublicationStore.insert(lead, of: id, work.tx) }
        try AudienceStore.set(plan.audience, of: RecordSubject(.publication, id), work.tx)
        if let areas { try AreaTags(work.tx).set(areas, on: .publication, id: id, work.tx) }
        try work.record(
            .programme(programme), "publication:\(id)", "publication.plan",
            [
                "marking": .text(plan.marking),
                "leads": .list(plan.leads.map { .text($0.member.description) }),
            ])
        return id
    }

    private static func areas(_ plan: PublicationPlan, _ work: Work, _ check: inout FieldCheck) throws -> Set<Area.ID>?
    {
        guard let told = plan.areas else { return nil }
        return AreaList.read(told, in: try AreaTree(work.tx), &check)
    }

    /// What is RED is for its leads' persons and for those who write it, also where it names no further ones. Everybody of the programme
    /// is read only where somebody is named.
    private static func holdAudience(
        _ plan: PublicationPlan, in programme: Programme.ID, _ work: Work, _ check: inout FieldCheck
    ) throws {
        guard !plan.audience.isProgramme else { return }
        try AudienceChoice(marking: plan.marking, audience: plan.audience).check(
            PublicationForm.markings, of: programme, work.tx, now: work.now, &check)
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
                if isRed {
                    check.fail("leads", L("What is RED is for named persons: name who writes for each member."))
                }
                continue
            }
            let speakers = try PublicationStore(work.tx).speakers(for: lead.member, in: programme, on: day)
            if !speakers.contains(where: { $0.id == account }) {
                check.fail("leads", L("Name somebody who holds a mandate for this member."))
            }
        }
    }

    // MARK: Changes

    static func change(_ visit: Visit, _ id: Publication.ID, _ plan: PublicationPlan) async throws {
        let (cleaned, language) = (plan.cleaned, visit.language)
        try await visit.database.write { tx in
            let seen = try managed(visit, id, tx)
            let writes = try !PublicationSight(visit, tx).speaks(in: seen).isEmpty
            try Language.$current.withValue(language) {
                try changeIn(Work(tx, visit), seen, cleaned, byOneOfThem: writes || seen.leads.isEmpty)
            }
        }
    }

    /// - Parameter byOneOfThem: by who acts for a member that writes it. Organisers only narrow its readers.
    static func changeIn(
        _ work: Work, _ seen: SeenPublication, _ cleaned: Cleaned<PublicationPlan>, byOneOfThem: Bool = true
    ) throws {
        let record = seen.record
        var areas: Set<Area.ID>?
        let plan = try cleaned.checked { plan, check in
            areas = try Self.areas(plan, work, &check)
            // Its text says in which languages it is, once there is one.
            if record.event != nil { plan.languages = record.languages }
            if plan.marking == Marking.red.rawValue, seen.leads.contains(where: { $0.account == nil }) {
                check.fail(
                    "marking", L("What is RED is for named persons: first name who writes for each member."))
            }
            if plan.audience != seen.audience || plan.marking != record.marking {
                try holdAudience(plan, in: record.programme, work, &check)
            }
        }
        let isForOthers = record.marking != plan.marking || plan.audience != seen.audience
        // What was released stays called and marked as its readers have it: a withdrawal is told to them, a change is not.
        if record.isReleased, isForOthers || record.title != plan.title { throw Refusal.releasedCloser }
        if isForOthers, !byOneOfThem {
            guard let marking = Marking(rawValue: plan.marking), let before = Marking(rawValue: record.marking),
                marking > before, plan.audience == seen.audience
            else { throw Refusal.leadsSayForWhom }
        }
        // What leads said of it was said for its readers of then.
        if isForOthers { try PublicationReleasing.takeBackIn(work, record) }
        try PublicationStore.update(record.id, plan, now: work.now, work.tx)
        try AudienceStore.set(plan.audience, of: record.record, work.tx)
        if let areas { try AreaTags(work.tx).set(areas, on: .publication, id: record.id, work.tx) }
        if let event = record.event {
            if let marking = Marking(rawValue: plan.marking) {
                let title = record.title == plan.title ? nil : plan.title
                try GuideOperations.setIn(work, event, title: title, marking: marking)
            }
            try PublicationStore.updateRoom(
                event, title: plan.title, marking: plan.marking,
                endsOn: PublicationRoom.lastDay(plan.due, now: work.now), work.tx)
        }
        try work.record(
            .programme(record.programme), record.subject, "publication.change", changes(of: seen, plan))
    }

    private static func changes(of seen: SeenPublication, _ plan: PublicationPlan) -> [String: JSONValue] {
        let record = seen.record
        var facts: [String: JSONValue] = [:]
        if record.marking != plan.marking {
            facts["marking"] = .object(["from": .text(record.marking), "to": .text(plan.marking)])
        }
        if (record.due ?? "") != plan.due {
            facts["due"] = .object(["from": .text(record.due ?? ""), "to": .text(plan.due)])
        }
        if seen.audience != plan.audience { facts["audience"] = .flag(true) }
        return facts
    }

    /// Puts a member among those who write it, or names who speaks for it. Who acts for a member joins with it where it is still written.
    static func setLead(_ visit: Visit, _ id: Publication.ID, _ lead: PublicationLead) async throws {
        let cleaned = Cleaned(lead) { _, _ in }
        try await visit.database.write { tx in
            let sight = try PublicationSight(visit, tx)
            let seen = try sight.publication(id)
            guard sight.manages(seen) || lead.account == nil && sight.mayJoin(seen).contains(lead.member) else {
                throw Refusal.forbidden
            }
            let work = Work(tx, visit)
            try setLeadIn(work, seen, cleaned)
            guard !seen.leads.contains(lead) else { return }
            try PublicationMails(work, .known(id, now: visit.now, tx), visit.settings)
                .tellOfPlan([lead], but: visit.visitor.account?.id)
        }
    }

    static func setLeadIn(_ work: Work, _ seen: SeenPublication, _ cleaned: Cleaned<PublicationLead>) throws {
        let record = seen.record
        // Who writes it reads it: what was released stays for those for whom it was released.
        guard !record.isReleased else { throw Refusal.releasedCloser }
        let lead = try cleaned.checked { lead, check in
            try holdLeads([lead], of: record.programme, isRed: record.isRed, work, &check)
            if seen.leads.count >= PublicationPlan.mostLeads, !seen.members.contains(lead.member) {
                check.fail("leads", L("At most \(PublicationPlan.mostLeads) members."))
            }
        }
        try PublicationStore.insert(lead, of: record.id, work.tx)
        // A further member reads what is for its leads, and a named person what is for named persons: the others said nothing of that.
        let isNamed = record.isRed || !seen.audience.accounts.isEmpty
        if !seen.leads.contains(where: { $0.member == lead.member && ($0.account == lead.account || !isNamed) }) {
            try PublicationReleasing.takeBackIn(work, record)
        }
        // Whoever else spoke for it said what the one who is named may not have said.
        try PublicationStore.forgetWords(
            of: record.id, number: try PublicationReleasing.next(record, work.tx), but: lead, work.tx)
        try work.record(
            .programme(record.programme), record.subject, "publication.lead",
            ["member": .text(lead.member.description)])
        guard let event = record.event else { return }
        try PublicationRoom.seat([lead], in: event, of: record.programme, work)
        try PublicationRoom.clear(record.id, work)
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
            try PublicationRoom.clear(id, Work(tx, visit))
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
