import Domain
import Storage
import Web

/// Practices: what a member of a programme does well and shares, and what others do with it.
enum PracticeOperations {
    /// By who acts for a member of the programme, or organises it. A key that is known is answered with the first result.
    static func share(_ visit: Visit, in programme: Programme.ID, _ draft: PracticeDraft, key: String? = nil)
        async throws -> CaseRecord
    {
        let cleaned = draft.fields.cleaned(today: today(visit.now))
        return try await visit.database.write { tx in
            let voice = try MemberVoice(visit, programme, tx)
            try voice.requireSpeaking()
            return try shareIn(Work(tx, visit), voice, draft, cleaned, key: key)
        }
    }

    private static func shareIn(
        _ work: Work, _ voice: MemberVoice, _ draft: PracticeDraft, _ cleaned: Cleaned<PracticeFields>, key: String?
    ) throws -> CaseRecord {
        let (tx, programme) = (work.tx, voice.programme)
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try CaseStore(tx).sent(programme, key: key) { return first }
        let (fields, areas) = try checked(draft, cleaned, voice, work)
        guard try CaseStore(tx).count(in: programme) < CaseOperations.mostOfProgramme else {
            throw Refusal.tooMany(L("The library has \(CaseOperations.mostOfProgramme) cases, the maximum."))
        }
        let id: Case.ID = work.environment.id()
        let told = fields.asCase(marking: draft.choice.marking, country: draft.owner?.country)
        let origin = CaseStore.Origin(programme: programme, event: nil, actor: work.actor, key: key)
        try CaseStore.insert(id, told, from: origin, now: work.now, tx)
        try keep(id, fields, draft, areas, tx)
        try work.record(
            .programme(programme), "case:\(id)", "practice.sharing",
            [
                "owner": JSONValue(draft.owner?.description), "marking": .text(draft.choice.marking),
                "mandate": JSONValue(draft.owner.flatMap { voice.mandates[$0]?.id.description }),
            ])
        return try CaseStore(tx).record(id)
    }

    private static func keep(
        _ id: Case.ID, _ fields: PracticeFields, _ draft: PracticeDraft, _ areas: Set<Area.ID>, _ tx: Transaction
    ) throws {
        try PracticeStore.set(id, conditions: fields.conditions, owner: draft.owner, tx)
        try AreaTags(tx).set(areas, on: .past, id: id, tx)
        try AudienceStore.set(draft.choice.audience, of: RecordSubject(.pastCase, id), tx)
    }

    /// Held against what is stored: with all that is wrong.
    private static func checked(
        _ draft: PracticeDraft, _ cleaned: Cleaned<PracticeFields>, _ voice: MemberVoice, _ work: Work
    ) throws -> (PracticeFields, Set<Area.ID>) {
        let today = CalendarDate.today(work.now)
        let members = try draft.owner == nil ? [] : MemberStore(work.tx).members(of: voice.programme, on: today)
        let tree = try AreaTree(work.tx)
        var areas: Set<Area.ID> = []
        let fields = try cleaned.checked { _, check in
            try draft.choice.check(PracticeDraft.markings, of: voice.programme, work.tx, now: work.now, &check)
            if let owner = draft.owner, !members.contains(where: { $0.ref == owner }) {
                check.fail("owner", L("Choose a member of the programme."))
            } else if !voice.speaks(for: draft.owner) {
                check.fail("owner", L("Choose a member for which you act."))
            }
            areas = AreaList.read(draft.areas, in: tree, &check)
        }
        return (fields, areas)
    }

    /// By who acts for its owner, and organisers; what has no owner, by its author too.
    static func change(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ draft: PracticeDraft) async throws
        -> CaseRecord
    {
        let cleaned = draft.fields.cleaned(today: today(visit.now))
        return try await visit.database.write { tx in
            let (record, voice) = try editable(visit, programme, id, tx)
            guard record.retiredAt == nil else { throw Refusal.practiceWithdrawn }
            let work = Work(tx, visit)
            let (fields, areas) = try checked(draft, cleaned, voice, work)
            let told = fields.asCase(
                marking: draft.choice.marking, country: draft.owner?.country ?? record.country, over: record.fields)
            var facts: [String: JSONValue] = [:]
            func note(_ field: String, _ from: String?, _ to: String?) {
                guard from != to else { return }
                facts[field] = .object(["from": JSONValue(from), "to": JSONValue(to)])
            }
            note("marking", record.marking, draft.choice.marking)
            note("owner", record.owner?.description, draft.owner?.description)
            if try PracticeStore(tx).adoptions(of: id).contains(where: { $0.member != record.owner }) {
                let before = record.readable(try AudienceStore(tx).audience(of: RecordSubject(.pastCase, id)))
                var after = before
                (after.marking, after.audience) = (draft.choice.marking, draft.choice.audience)
                after.originators = Set([draft.owner].compactMap { $0 })
                after.isAtEvents = draft.owner == nil || record.event != nil
                try Widening.refuse(from: before, to: after, tx, now: visit.now)
            }
            try CaseStore.update(id, told, now: visit.now, tx)
            try keep(id, fields, draft, areas, tx)
            let changed = try CaseStore(tx).record(id)
            let citations = try Citings.citations(of: id, tx)
            let isAtEvents = record.event != nil || !citations.isEmpty
            guard try !isAtEvents || CaseReading(atEventsOf: programme, tx).sees(changed) else {
                throw Refusal.practiceCited(citations)
            }
            try work.record(.programme(programme), "case:\(id)", "practice.change", facts)
            return changed
        }
    }

    /// No longer offered; whoever had it is told why.
    static func withdraw(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ note: String) async throws {
        var check = FieldCheck()
        let note = check.lines("note", note, limit: 500, isRequired: true)
        try check.finish()
        try await visit.database.write { tx in
            let (record, _) = try editable(visit, programme, id, tx)
            guard record.retiredAt == nil else { throw Refusal.practiceWithdrawn }
            try CaseStore.setRetired(id, at: visit.now, now: visit.now, tx)
            try AudienceStore.withdraw(
                RecordSubject(.pastCase, id), note, by: visit.visitor.journalName, now: visit.now, tx)
            try visit.record(tx, scope: .programme(programme), subject: "case:\(id)", kind: "practice.withdrawal")
        }
    }

    /// What a member does with a practice; what it decided before is replaced, and stands in the journal.
    static func decide(
        _ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ decision: PracticeDecision, note: String,
        for member: MemberRef
    ) async throws -> PracticeAdoptionRecord? {
        var check = FieldCheck()
        let note = check.lines("note", note, limit: 500)
        try check.finish()
        return try await visit.database.write { tx in
            let record = try visible(visit, programme, id, tx)
            guard record.retiredAt == nil else { throw Refusal.practiceWithdrawn }
            let voice = try MemberVoice(visit, programme, tx)
            guard let mandate = voice.mandates[member] else { throw Refusal.needsMandate }
            let before = try PracticeStore(tx).adoption(of: id, by: member)
            try PracticeStore.decide(
                .init(
                    id: visit.environment.id(), practice: id, member: member, decision: decision, note: note,
                    actor: visit.visitor.journalName, mandate: mandate.id,
                    askAgainOn: decision.isAskedAgain ? yearLater(visit.now) : nil), now: visit.now, tx)
            try visit.record(
                tx, scope: .programme(programme), subject: "case:\(id)", kind: "practice.decision",
                facts: [
                    "member": .text(member.description), "mandate": .text(mandate.id.description),
                    "decision": .object([
                        "from": JSONValue(before?.decision.rawValue), "to": .text(decision.rawValue),
                    ]),
                ])
            return try PracticeStore(tx).adoption(of: id, by: member)
        }
    }

    // MARK: Who

    /// A practice that the visitor reads.
    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func visible(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ reading: any Reading) throws
        -> CaseRecord
    {
        let record = try CaseOperations.visible(id, .programme(programme), reading)
        guard record.kind == .practice,
            try CaseReading(visit, .programme(programme), reading).sees(record, withdrawnToo: true)
        else {
            throw Refusal.notFound
        }
        return record
    }

    static func mayEdit(_ record: CaseRecord, _ visit: Visit, _ voice: MemberVoice) -> Bool {
        guard voice.roster.isOf(record.programme), let account = visit.visitor.account?.id else { return false }
        if voice.organises { return true }
        // Who wrote it for a member for which they no longer act changes it no more.
        return record.owner.map { voice.mandates[$0] != nil } ?? (record.author == account)
    }

    private static func editable(
        _ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ tx: Transaction
    ) throws -> (CaseRecord, MemberVoice) {
        let record = try visible(visit, programme, id, tx)
        let voice = try MemberVoice(visit, programme, tx)
        guard mayEdit(record, visit, voice) else { throw Refusal.forbidden }
        return (record, voice)
    }

    /// A day ahead of Greenwich somebody is already in tomorrow.
    private static func today(_ now: Int64) -> String { CalendarDate.today(now, timeZone: "Pacific/Kiritimati") }

    static func yearLater(_ now: Int64) -> String {
        let today = CalendarDate.today(now)
        return CalendarDate(today).map { CalendarDate(daysSince1970: $0.daysSince1970 + 365).description } ?? today
    }
}
