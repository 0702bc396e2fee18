import Domain
import Storage
import Web

/// Practices at an event: delegations offer, others ask, and say what they take over.
enum EventPracticeOperations {
    /// What everybody at an event may read.
    static let markings: [String] = ["CLEAR", "GREEN", "AMBER"]
    private static let mostQuestions = 200

    /// By who contributes, in the name of their delegation, and by who runs the room. It stands in the library of the programme.
    static func offer(
        _ visit: Visit, _ event: Event.ID, _ fields: PracticeFields, marking: String, areas: [String], key: String?
    ) async throws -> CaseRecord {
        let cleaned = fields.cleaned(today: CalendarDate.today(visit.now, timeZone: "Pacific/Kiritimati"))
        return try await visit.database.write { tx in
            try CaseOperations.requireWriter(visit, event, tx)
            let (work, programme) = (Work(tx, visit), try EventStore(tx).programmeOfLibrary(in: event))
            let key = SendingKey.of(key, by: work.actor)
            if let key, let first = try CaseStore(tx).sent(programme, key: key) { return first }
            let tree = try AreaTree(tx)
            var known: Set<Area.ID> = []
            let fields = try cleaned.checked { _, check in
                if !markings.contains(marking) { check.fail("marking", L("Choose one of the markings.")) }
                known = AreaList.read(areas, in: tree, &check)
            }
            guard try CaseStore(tx).count(in: programme) < CaseOperations.mostOfProgramme else {
                throw Refusal.tooMany(L("The library has \(CaseOperations.mostOfProgramme) cases, the maximum."))
            }
            let own = try country(visit, event, tx)
            let id: Case.ID = work.environment.id()
            let origin = CaseStore.Origin(programme: programme, event: event, actor: work.actor, key: key)
            let told = fields.asCase(marking: marking, country: own)
            try CaseStore.insert(id, told, from: origin, now: work.now, tx)
            try PracticeStore.set(
                id, conditions: fields.conditions, owner: own.map { MemberRef.country($0) }, tx)
            try AreaTags(tx).set(known, on: .past, id: id, tx)
            try work.record(
                .programme(programme), "case:\(id)", "practice.sharing", ["event": .text(event.description)])
            try work.record(.event(event), "case:\(id)", "practice.offer")
            return try CaseStore(tx).record(id)
        }
    }

    /// What the delegation of the visitor does with a practice, in place of what it said before; not of what was decided under a mandate,
    /// unless they hold one.
    static func decide(
        _ visit: Visit, _ event: Event.ID, _ id: Case.ID, _ decision: PracticeDecision, note: String
    ) async throws {
        var check = FieldCheck()
        let note = check.lines("note", note, limit: 500)
        try check.finish()
        try await visit.database.write { tx in
            try visit.require(.contribute, in: event, tx)
            let record = try seen(event, id, tx)
            guard let own = try country(visit, event, tx) else { throw Refusal.noDelegation }
            let member = MemberRef.country(own)
            let before = try PracticeStore(tx).adoption(of: id, by: member)
            let mandate = try visit.visitor.renewed(tx).mandate(for: own, in: record.programme).flatMap {
                $0.mayAct ? $0.id : nil
            }
            guard before?.mandate == nil || mandate != nil else { throw Refusal.decidedForCountry }
            try PracticeStore.decide(
                .init(
                    id: visit.environment.id(), practice: id, member: member, decision: decision, note: note,
                    actor: visit.visitor.journalName, mandate: mandate,
                    askAgainOn: decision.isAskedAgain ? PracticeOperations.yearLater(visit.now) : nil),
                now: visit.now, tx)
            let facts: [String: JSONValue] = [
                "member": .text(member.description), "event": .text(event.description),
                "decision": .object(["from": JSONValue(before?.decision.rawValue), "to": .text(decision.rawValue)]),
            ]
            let work = Work(tx, visit)
            try work.record(.programme(record.programme), "case:\(id)", "practice.decision", facts)
            try work.record(.event(event), "case:\(id)", "practice.decision", facts)
        }
    }

    /// Everybody who contributes asks.
    @discardableResult
    static func ask(_ visit: Visit, _ event: Event.ID, _ id: Case.ID, _ text: String) async throws
        -> PracticeQuestion.ID
    {
        var check = FieldCheck()
        let text = check.lines("text", text, limit: 500, isRequired: true)
        try check.finish()
        let language = visit.language.rawValue
        return try await visit.database.write { tx in
            try CaseOperations.requireWriter(visit, event, tx)
            _ = try seen(event, id, tx)
            guard try EventPracticeStore(tx).questions(of: id, at: event).count < mostQuestions else {
                throw Refusal.tooMany(L("There are \(mostQuestions) questions, the maximum."))
            }
            let work = Work(tx, visit)
            let question: PracticeQuestion.ID = work.environment.id()
            try EventPracticeStore.ask(
                question, of: id, at: event, text, language: language, country: country(visit, event, tx), work)
            try work.record(.event(event), "case:\(id)", "practice.question")
            return question
        }
    }

    /// By who offered it, their delegation, and who runs the room.
    static func answer(_ visit: Visit, _ event: Event.ID, _ id: PracticeQuestion.ID, _ text: String) async throws
        -> Case.ID
    {
        var check = FieldCheck()
        let text = check.lines("answer", text, limit: 1_000, isRequired: true)
        try check.finish()
        return try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let question = try EventPracticeStore(tx).question(id, at: event)
            let record = try seen(event, question.practice, tx)
            guard try mayAnswer(record, visit, event, tx) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            try EventPracticeStore.answer(id, text, work)
            try work.record(.event(event), "case:\(record.id)", "practice.answer")
            return record.id
        }
    }

    static func mayAnswer(_ record: CaseRecord, _ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws
        -> Bool
    {
        let membership = try visit.membership(in: event, reading)
        if membership.runsTheRoom { return true }
        if record.createdBy != nil, record.createdBy == visit.visitor.journalName { return true }
        return record.owner?.country.map { membership.delegations.contains($0) } ?? false
    }

    /// Of whose delegation the visitor is; nothing for who is of none.
    static func country(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> String? {
        try visit.membership(in: event, reading).delegations.sorted().first
    }

    /// A practice that everybody at the event reads, and that stands.
    /// - Throws: ``Refusal/notFound``.
    static func seen(_ event: Event.ID, _ id: Case.ID, _ reading: any Reading) throws -> CaseRecord {
        let record = try CaseOperations.visible(id, .event(event), reading)
        guard record.kind == .practice, record.retiredAt == nil else { throw Refusal.notFound }
        return record
    }
}
