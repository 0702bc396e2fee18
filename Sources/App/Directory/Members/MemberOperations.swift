import Domain
import Storage
import Web

/// What is told of a member when it joins.
struct MemberFields: Sendable, Hashable {
    /// As ``MemberRef/description`` writes it: `city:ID`.
    var member = ""
    var role: MemberRole?
    /// A partial date: its first day counts.
    var since = ""
    /// A partial date: from its first day on it no longer holds.
    var until: String?
    var note = ""
    /// Where it is written: a decision and its number.
    var document = ""

    var cleaned: Cleaned<MemberFields> {
        Cleaned(self) { fields, check in
            if MemberRef(fields.member) == nil { check.fail("member", L("Choose who belongs to it.")) }
            if fields.role == nil { check.fail("role", L("Choose one from the list.")) }
            fields.holdTogether(&check)
        }
    }

    /// Days, note and document.
    mutating func holdTogether(_ check: inout FieldCheck) {
        since = check.partialDate("since", since)
        until = check.partialDate("until", until ?? "", isRequired: false).nilIfEmpty
        note = check.lines("note", note, limit: 500)
        document = check.line("document", document, limit: 200)
        if !since.isEmpty, until != nil, MemberInterval(since: since, until: until).isEmpty {
            check.fail("until", L("It would hold on no day: the end must come after the first day."))
        }
    }
}

/// Who belongs to a programme, in which role and from when to when. Organisers keep it; what was is not erased but ended.
enum MemberOperations {
    static let most = 2_000

    @discardableResult
    static func join(_ visit: Visit, _ programme: Programme.ID, _ fields: MemberFields) async throws -> Member.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            return try joinIn(Work(tx, visit), programme, fields)
        }
    }

    /// Without the permission: for files, the demo and the tests too.
    @discardableResult
    static func joinIn(_ work: Work, _ programme: Programme.ID, _ fields: Cleaned<MemberFields>) throws -> Member.ID {
        try begin(work, checked(work, programme, fields, beside: []))
    }

    /// As it would be stored.
    /// - Parameter beside: what would be stored with it.
    static func checked(
        _ work: Work, _ programme: Programme.ID, _ fields: Cleaned<MemberFields>, beside: [MemberRecord]
    ) throws -> MemberRecord {
        let store = MemberStore(work.tx)
        guard try store.members(of: programme, on: nil).count < most else {
            throw Refusal.tooMany(L("The programme has \(most) members, the maximum."))
        }
        var name = ""
        let today = CalendarDate.today(work.now)
        let fields = try fields.checked { fields, check in
            guard let ref = MemberRef(fields.member) else { return }
            guard let known = try MemberNameStore(work.tx).names(of: [ref])[ref]?.name else {
                return check.fail("member", L("Choose who belongs to it."))
            }
            name = known
            if let until = fields.until, MemberInterval.firstDay(until) <= today, fields.note.isEmpty {
                check.fail("note", L("It is over already: say in the note why it is entered now."))
            }
            let interval = MemberInterval(since: fields.since, until: fields.until)
            let others = try store.times(of: ref).filter { $0.programme == programme }
            refuseOverlap(interval, others + beside.filter { $0.ref == ref }, &check)
        }
        guard let ref = MemberRef(fields.member), let role = fields.role else { throw Refusal.notFound }
        return MemberRecord(
            id: work.environment.id(Member.ID.self), programme: programme, ref: ref, name: name, role: role,
            since: fields.since, until: fields.until, note: fields.note, document: fields.document)
    }

    /// What was ``checked(_:_:_:beside:)``.
    @discardableResult
    static func begin(_ work: Work, _ member: MemberRecord, after before: Member.ID? = nil) throws -> Member.ID {
        try MemberStore(work.tx).insert(member, by: work.actor, now: work.now, work.tx)
        var facts: [String: JSONValue] = [
            "member": .text(member.ref.description), "role": .text(member.role.rawValue), "since": .text(member.since),
        ]
        if let until = member.until { facts["until"] = .text(until) }
        if let before { facts["after"] = .text(before.description) }
        try work.record(.programme(member.programme), "member:\(member.id)", "member.joining", facts)
        return member.id
    }

    private static func refuseOverlap(
        _ interval: MemberInterval, _ others: [MemberRecord], _ check: inout FieldCheck
    ) {
        guard let other = others.first(where: { $0.interval.overlaps(interval) }) else { return }
        let (theirs, new) = (
            MemberDays.words(other.since, other.until), MemberDays.words(interval.since, interval.until)
        )
        check.fail(
            "since",
            L(
                "It belongs to the programme at that time already (\(other.role.label)): \(theirs). The new one would be: \(new). End the other first, or change its role."
            ))
    }

    // MARK: Leaving

    /// - Parameter until: a partial date, from whose first day on it no longer holds.
    static func end(_ visit: Visit, _ programme: Programme.ID, _ id: Member.ID, until: String, note: String)
        async throws
    {
        let words = Cleaned((until: until, note: note)) { words, check in
            words = (check.partialDate("until", words.until), check.lines("note", words.note, limit: 500))
        }
        try await visit.database.write { tx in
            let member = try kept(visit, programme, id, tx)
            let words = try words.checked { words, check in
                if MemberInterval(since: member.since, until: words.until).isEmpty {
                    check.fail("until", L("It would hold on no day: the end must come after the first day."))
                }
                if let end = member.until, MemberInterval.firstDay(end) < MemberInterval.firstDay(words.until) {
                    check.fail("until", L("It ends earlier already. Correct it instead."))
                }
            }
            let work = Work(tx, visit)
            try endIn(work, member, until: words.until, note: words.note)
            try endMandates(work, member, from: MemberInterval.firstDay(words.until))
        }
    }

    static func endIn(_ work: Work, _ member: MemberRecord, until: String, note: String = "") throws {
        let store = MemberStore(work.tx)
        try store.end(member.id, until: until, now: work.now, work.tx)
        if !note.isEmpty {
            try store.update(member.id, note: note, document: member.document, now: work.now, work.tx)
        }
        try work.record(
            .programme(member.programme), "member:\(member.id)", "member.leaving",
            ["until": changed(member.until, until)])
    }

    /// What was held for it in this programme ends with it; mandates that hold everywhere stay.
    private static func endMandates(_ work: Work, _ member: MemberRecord, from day: String) throws {
        guard let holder = MandateHolder(member.ref.description) else { return }
        let store = MandateStore(work.tx)
        for mandate in try store.mandates(for: holder)
        where mandate.programme == member.programme && mandate.lasts(from: day) {
            let until = max(day, mandate.since)
            try store.end(mandate.id, until: until, now: work.now, work.tx)
            try work.record(.directory, "mandate:\(mandate.id)", "mandate.ending", ["until": .text(until)])
        }
    }

    // MARK: Another role

    /// A partner becomes a member: the one time ends, and another begins the same day. Where it began that very day, the role is corrected.
    @discardableResult
    static func changeRole(
        _ visit: Visit, _ programme: Programme.ID, _ id: Member.ID, to role: MemberRole?, since: String
    ) async throws -> Member.ID {
        let since = Cleaned(since) { since, check in
            since = check.partialDate("since", since)
            if role == nil { check.fail("role", L("Choose one from the list.")) }
        }
        return try await visit.database.write { tx in
            let member = try kept(visit, programme, id, tx)
            let since = try since.checked { since, check in
                if role == member.role { check.fail("role", L("It has this role already.")) }
                let isBefore = MemberInterval.firstDay(since) < MemberInterval.firstDay(member.since)
                let isAfter = member.until.map { MemberInterval(since: since, until: $0).isEmpty } ?? false
                if isBefore || isAfter {
                    let days = MemberDays.words(member.since, member.until)
                    check.fail("since", L("Not at a time when it belongs to the programme: \(days)."))
                }
            }
            guard let role else { throw Refusal.notFound }
            return try changeRoleIn(Work(tx, visit), member, to: role, since: since)
        }
    }

    @discardableResult
    static func changeRoleIn(_ work: Work, _ member: MemberRecord, to role: MemberRole, since: String) throws
        -> Member.ID
    {
        if MemberInterval.firstDay(since) == MemberInterval.firstDay(member.since) {
            try MemberStore(work.tx).correct(
                member.id, role, since: member.since, until: member.until, now: work.now, work.tx)
            try work.record(
                .programme(member.programme), "member:\(member.id)", "member.correction",
                ["role": changed(member.role.rawValue, role.rawValue)])
            return member.id
        }
        try endIn(work, member, until: since)
        let name = try MemberNameStore(work.tx).names(of: [member.ref])[member.ref]?.name ?? member.name
        return try begin(
            work,
            MemberRecord(
                id: work.environment.id(Member.ID.self), programme: member.programme, ref: member.ref, name: name,
                role: role, since: since, until: member.until, note: "", document: ""), after: member.id)
    }

    // MARK: Correcting

    /// What was entered wrongly: role, days, note, document. The journal keeps what stood before.
    static func correct(_ visit: Visit, _ programme: Programme.ID, _ id: Member.ID, _ fields: MemberFields) async throws
    {
        let fields = Cleaned(fields) { fields, check in
            if fields.role == nil { check.fail("role", L("Choose one from the list.")) }
            fields.holdTogether(&check)
        }
        try await visit.database.write { tx in
            let member = try kept(visit, programme, id, tx)
            let store = MemberStore(tx)
            let fields = try fields.checked { fields, check in
                let interval = MemberInterval(since: fields.since, until: fields.until)
                let others = try store.times(of: member.ref).filter { $0.programme == programme && $0.id != id }
                refuseOverlap(interval, others, &check)
            }
            guard let role = fields.role else { throw Refusal.notFound }
            let work = Work(tx, visit)
            try store.correct(id, role, since: fields.since, until: fields.until, now: visit.now, tx)
            try store.update(id, note: fields.note, document: fields.document, now: visit.now, tx)
            var facts: [String: JSONValue] = [:]
            if role != member.role { facts["role"] = changed(member.role.rawValue, role.rawValue) }
            if fields.since != member.since { facts["since"] = changed(member.since, fields.since) }
            if fields.until != member.until { facts["until"] = changed(member.until, fields.until) }
            guard !facts.isEmpty || fields.note != member.note || fields.document != member.document else { return }
            try work.record(.programme(programme), "member:\(id)", "member.correction", facts)
            // An end that is corrected is an end, unless it goes on under another role.
            guard let until = fields.until, until != member.until else { return }
            let day = MemberInterval.firstDay(until)
            let goesOn = try store.times(of: member.ref).contains { $0.programme == programme && $0.holds(on: day) }
            if !goesOn { try endMandates(work, member, from: day) }
        }
    }

    /// One of the programme's. - Throws: ``Refusal/notFound`` for another's.
    private static func kept(_ visit: Visit, _ programme: Programme.ID, _ id: Member.ID, _ reading: any Reading) throws
        -> MemberRecord
    {
        try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
        let member = try MemberStore(reading).member(id)
        guard member.programme == programme else { throw Refusal.notFound }
        return member
    }

    private static func changed(_ from: String?, _ to: String?) -> JSONValue {
        .object(["from": JSONValue(from), "to": JSONValue(to)])
    }
}
