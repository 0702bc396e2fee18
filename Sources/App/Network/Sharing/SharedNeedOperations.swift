import Domain
import Storage
import Web

/// What members need in common: named by one, then by others, studied at an event, closed.
enum SharedNeedOperations {
    static let most = 2_000

    /// By who acts for a member, which is the first to name it. A key that is known is answered with the first result.
    static func propose(
        _ visit: Visit, in programme: Programme.ID, _ draft: SharedDraft<SharedNeedFields>, key: String? = nil
    ) async throws -> SharedNeedRecord {
        let cleaned = draft.fields.cleaned
        let source = try await source(draft.source, visit, programme)
        return try await visit.database.write { tx in
            let voice = try MemberVoice(visit, programme, tx)
            try voice.requireSpeaking()
            return try proposeIn(Work(tx, visit), voice, draft, cleaned, source: source, key: key)
        }
    }

    /// As it is stored.
    /// - Throws: ``Refusal`` for an item that the visitor does not see.
    private static func source(_ reference: ThreadReference?, _ visit: Visit, _ programme: Programme.ID) async throws
        -> String?
    {
        guard let reference else { return nil }
        let found = try await visit.read { reading in
            try NeedSource.seen(reference, by: visit.visitor, in: programme, reading)?.reference
        }
        guard let found else { throw Refusal.invalid(["source": L("You see no such item of the thread.")]) }
        return found
    }

    private static func proposeIn(
        _ work: Work, _ voice: MemberVoice, _ draft: SharedDraft<SharedNeedFields>,
        _ cleaned: Cleaned<SharedNeedFields>, source: String?, key: String?
    ) throws -> SharedNeedRecord {
        let store = SharedNeedStore(work.tx)
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try store.sent(voice.programme, key: key) { return first }
        let (fields, areas) = try draft.checked(cleaned, voice, work)
        guard try store.count(in: voice.programme) < most else {
            throw Refusal.tooMany(L("The programme has \(most) needs, the maximum."))
        }
        let id: SharedNeed.ID = work.environment.id()
        try SharedNeedStore.insert(
            id, fields, draft.choice.marking, in: voice.programme, source: source, key: key, work)
        try AudienceStore.set(draft.choice.audience, of: RecordSubject(.need, id), work.tx)
        try AreaTags(work.tx).set(areas, on: .need, id: id, work.tx)
        if let member = draft.member {
            try SharedNeedStore.name(id, member, note: "", under: voice.mandates[member]?.id, work)
        }
        try work.record(
            .programme(voice.programme), "shared-need:\(id)", "shared-need.proposal",
            [
                "member": JSONValue(draft.member?.description), "marking": .text(draft.choice.marking),
                "source": JSONValue(source),
            ])
        return try store.need(id)
    }

    /// By its author, for as long as they act for a member that has it, and organisers.
    /// - Parameter areas: of which it is from now on; nothing where they stay.
    static func change(
        _ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, _ fields: SharedNeedFields,
        _ choice: AudienceChoice, areas: [String]? = nil
    ) async throws -> SharedNeedRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let (need, voice) = try seen(visit, programme, id, tx)
            guard mayEdit(need, visit, voice) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            let (fields, areas) = try cleaned.checked(choice, areas, in: programme, work)
            if !need.members.isSubset(of: voice.members) {
                try choice.requireNoMoreReaders(than: need, tx, now: visit.now)
            }
            try SharedNeedStore.update(id, fields, choice.marking, work)
            try AudienceStore.set(choice.audience, of: RecordSubject(.need, id), tx)
            if let areas { try AreaTags(tx).set(areas, on: .need, id: id, tx) }
            let changed = try SharedNeedStore(tx).need(id)
            guard try need.event == nil || SharedReading.isForEvents(changed, tx) else { throw Refusal.needAtEvent }
            var facts: [String: JSONValue] = [:]
            if need.marking != choice.marking {
                facts["marking"] = .object(["from": .text(need.marking), "to": .text(choice.marking)])
            }
            try work.record(.programme(programme), "shared-need:\(id)", "shared-need.change", facts)
            return changed
        }
    }

    /// A member says that it has the need, too, and what it is there; from the second on it is shared.
    static func name(
        _ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, for member: MemberRef, note: String
    ) async throws -> SharedNeedRecord {
        var check = FieldCheck()
        let note = check.lines("note", note, limit: 500)
        try check.finish()
        return try await visit.database.write { tx in
            let (need, voice) = try seen(visit, programme, id, tx)
            guard need.state != .closed else { throw Refusal.needClosed }
            guard let mandate = voice.mandates[member] else { throw Refusal.needsMandate }
            let work = Work(tx, visit)
            try SharedNeedStore.name(id, member, note: note, under: mandate.id, work)
            if !need.members.contains(member) {
                try work.record(
                    .programme(programme), "shared-need:\(id)", "shared-need.naming",
                    ["member": .text(member.description), "mandate": .text(mandate.id.description)])
            }
            return try settled(id, work)
        }
    }

    /// The member no longer has it. What nobody has any more stays, as it was proposed.
    static func unname(_ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, for member: MemberRef)
        async throws -> SharedNeedRecord
    {
        try await visit.database.write { tx in
            let (need, voice) = try seen(visit, programme, id, tx)
            guard need.state != .closed else { throw Refusal.needClosed }
            guard voice.mandates[member] != nil else { throw Refusal.needsMandate }
            guard need.members.contains(member) else { return need }
            let work = Work(tx, visit)
            try SharedNeedStore.unname(id, member, tx)
            try work.record(
                .programme(programme), "shared-need:\(id)", "shared-need.unnaming",
                ["member": .text(member.description)])
            return try settled(id, work)
        }
    }

    /// Proposed or shared, by how many members named it.
    private static func settled(_ id: SharedNeed.ID, _ work: Work) throws -> SharedNeedRecord {
        let need = try SharedNeedStore(work.tx).need(id)
        let state: SharedNeedState = need.members.count > 1 ? .shared : .proposed
        guard need.state != state, need.state == .proposed || need.state == .shared else { return need }
        try SharedNeedStore.set(state, of: id, event: nil, outcome: "", work)
        return try SharedNeedStore(work.tx).need(id)
    }

    /// It becomes a topic of an event of the programme, by who organises both. Of the event of which it is one, nothing changes.
    static func study(_ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, at event: Event.ID) async throws
        -> SharedNeedRecord
    {
        try await visit.database.write { tx in
            let (need, voice) = try seen(visit, programme, id, tx)
            guard voice.organises else { throw Refusal.forbidden }
            guard need.state != .closed else { throw Refusal.needClosed }
            guard try EventStore(tx).event(event).programme == programme else { throw Refusal.notFound }
            _ = try EventOperations.meeting(event, tx)
            try visit.require(.organise, in: event, tx)
            guard try SharedReading.isForEvents(need, tx) else { throw Refusal.needAtEvent }
            guard need.state != .study || need.event != event else { return need }
            let work = Work(tx, visit)
            let topic = try EventOperations.addTopicIn(
                work, event, TopicFields(need.title, question: question(need.text)).cleaned)
            try SharedNeedStore.set(.study, of: id, event: event, outcome: "", work)
            try SharedNeedStore.set(topic, of: id, tx)
            try work.record(
                .programme(programme), "shared-need:\(id)", "shared-need.study", ["event": .text(event.description)])
            return try SharedNeedStore(tx).need(id)
        }
    }

    /// The first line, as far as a topic's question takes it.
    private static func question(_ text: String) -> String {
        String((text.split(separator: "\n").first ?? "").prefix(300))
    }

    /// With what became of it, by organisers.
    static func close(_ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, outcome: String) async throws
        -> SharedNeedRecord
    {
        var check = FieldCheck()
        let outcome = check.lines("outcome", outcome, limit: 1_000, isRequired: true)
        try check.finish()
        return try await visit.database.write { tx in
            let (need, voice) = try seen(visit, programme, id, tx)
            guard voice.organises else { throw Refusal.forbidden }
            guard need.state != .closed else { throw Refusal.needClosed }
            let work = Work(tx, visit)
            try SharedNeedStore.set(.closed, of: id, event: need.event, outcome: outcome, work)
            try work.record(
                .programme(programme), "shared-need:\(id)", "shared-need.closing",
                ["state": .object(["from": .text(need.state.rawValue), "to": "closed"])])
            return try SharedNeedStore(tx).need(id)
        }
    }

    /// Closed, with a word to whoever had it. By its author only as long as no other member has named it, too.
    static func withdraw(_ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, _ note: String) async throws {
        let note = try RecordWithdrawing.cleaned(note)
        try await visit.database.write { tx in
            let (need, voice) = try seen(visit, programme, id, tx)
            guard mayWithdraw(need, visit, voice) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            try RecordWithdrawing.withdrawIn(work, need.recordSubject, note)
            try SharedNeedStore.set(.closed, of: id, event: need.event, outcome: need.outcome, work)
            try work.record(
                .programme(programme), "shared-need:\(id)", "shared-need.withdrawal",
                ["state": .object(["from": .text(need.state.rawValue), "to": "closed"])])
        }
    }

    /// A need that the visitor reads.
    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, _ reading: any Reading) throws
        -> (SharedNeedRecord, MemberVoice)
    {
        let need = try SharedNeedStore(reading).need(id)
        guard need.programme == programme, try SharedReading(visit, reading).sees(need) else { throw Refusal.notFound }
        return (need, try MemberVoice(visit, programme, reading))
    }

    static func mayEdit(_ need: SharedNeedRecord, _ visit: Visit, _ voice: MemberVoice) -> Bool {
        need.state != .closed && answersFor(need, visit, voice)
    }

    static func mayWithdraw(_ need: SharedNeedRecord, _ visit: Visit, _ voice: MemberVoice) -> Bool {
        answersFor(need, visit, voice) && (voice.organises || need.members.isSubset(of: voice.members))
    }

    /// Also of one that is closed.
    static func answersFor(_ need: SharedNeedRecord, _ visit: Visit, _ voice: MemberVoice) -> Bool {
        guard voice.roster.isOf(need.programme) else { return false }
        if voice.organises { return true }
        guard need.author != nil, need.author == visit.visitor.account?.id else { return false }
        // For as long as its author acts for a member that has it.
        return need.members.isEmpty ? voice.speaks : !need.members.isDisjoint(with: voice.members)
    }
}
