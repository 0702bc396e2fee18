import Domain
import Storage
import Web

/// What members tell each other, and what they ask and answer.
enum NoticeOperations {
    static let most = 5_000

    /// By who acts for a member or in a working group, or organises the programme. A key that is known is answered with the first result.
    static func post(
        _ visit: Visit, in programme: Programme.ID, _ draft: SharedDraft<NoticeFields>, key: String? = nil
    ) async throws -> NoticeRecord {
        let cleaned = draft.fields.cleaned
        return try await visit.database.write { tx in
            let voice = try MemberVoice(visit, programme, tx)
            try voice.requireTelling(tx)
            return try postIn(Work(tx, visit), voice, draft, cleaned, key: key)
        }
    }

    private static func postIn(
        _ work: Work, _ voice: MemberVoice, _ draft: SharedDraft<NoticeFields>, _ cleaned: Cleaned<NoticeFields>,
        key: String?
    ) throws -> NoticeRecord {
        let store = NoticeStore(work.tx)
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try store.sent(voice.programme, key: key) { return first }
        let (fields, areas) = try draft.checked(cleaned, voice, work)
        guard try store.count(in: voice.programme) < most else {
            throw Refusal.tooMany(L("The programme has \(most) notices, the maximum."))
        }
        let id: Notice.ID = work.environment.id()
        try NoticeStore.insert(id, fields, draft, in: voice.programme, key: key, work)
        try AudienceStore.set(draft.choice.audience, of: RecordSubject(.notice, id), work.tx)
        try AreaTags(work.tx).set(areas, on: .notice, id: id, work.tx)
        try work.record(
            .programme(voice.programme), "notice:\(id)", "notice.posting",
            [
                "member": JSONValue(draft.member?.description),
                "group": JSONValue(draft.group?.description), "marking": .text(draft.choice.marking),
                "mandate": JSONValue(draft.member.flatMap { voice.mandates[$0]?.id.description }),
            ])
        return try store.notice(id)
    }

    /// By who acts for its member, and organisers.
    /// - Parameter areas: of which it is from now on; nothing where they stay.
    static func change(
        _ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID, _ fields: NoticeFields, _ choice: AudienceChoice,
        areas: [String]? = nil
    ) async throws -> NoticeRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let (notice, voice) = try seen(visit, programme, id, tx)
            guard mayEdit(notice, visit, voice) else { throw Refusal.forbidden }
            guard notice.endedAt == nil else { throw Refusal.noticeEnded }
            let work = Work(tx, visit)
            let (fields, areas) = try cleaned.checked(choice, areas, in: programme, work)
            let answers = try NoticeStore(tx).answers(to: [id]).filter { !$0.isToAsker && $0.member != notice.member }
            if !answers.isEmpty { try choice.requireNoMoreReaders(than: notice, tx, now: visit.now) }
            try NoticeStore.update(id, fields, choice.marking, work)
            try AudienceStore.set(choice.audience, of: RecordSubject(.notice, id), tx)
            if let areas { try AreaTags(tx).set(areas, on: .notice, id: id, tx) }
            var facts: [String: JSONValue] = [:]
            if notice.marking != choice.marking {
                facts["marking"] = .object(["from": .text(notice.marking), "to": .text(choice.marking)])
            }
            try work.record(.programme(programme), "notice:\(id)", "notice.change", facts)
            return try NoticeStore(tx).notice(id)
        }
    }

    /// No longer shown among the current ones; doing it again changes nothing.
    static func end(_ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID) async throws {
        try await visit.database.write { tx in
            let (notice, voice) = try seen(visit, programme, id, tx)
            guard mayEdit(notice, visit, voice) else { throw Refusal.forbidden }
            guard notice.endedAt == nil else { return }
            let work = Work(tx, visit)
            try NoticeStore.end(id, work)
            try work.record(.programme(programme), "notice:\(id)", "notice.ending")
        }
    }

    /// Ended, with a word to whoever had it, by who may edit it.
    static func withdraw(_ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID, _ note: String) async throws {
        let note = try RecordWithdrawing.cleaned(note)
        try await visit.database.write { tx in
            let (notice, voice) = try seen(visit, programme, id, tx)
            guard mayEdit(notice, visit, voice) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            try RecordWithdrawing.withdrawIn(work, notice.recordSubject, note)
            try NoticeStore.end(id, work)
            try work.record(.programme(programme), "notice:\(id)", "notice.withdrawal")
        }
    }

    /// What a member answers, in place of what it answered before.
    static func answer(
        _ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID, _ fields: NoticeAnswerFields, toAsker: Bool,
        for member: MemberRef
    ) async throws {
        let cleaned = fields.cleaned
        try await visit.database.write { tx in
            let (notice, voice) = try seen(visit, programme, id, tx)
            guard notice.isQuestion else { throw Refusal.noticeAsksNothing }
            guard notice.takesAnswers(on: CalendarDate.today(visit.now)) else { throw Refusal.noticeEnded }
            guard let mandate = voice.mandates[member] else { throw Refusal.needsMandate }
            let work = Work(tx, visit)
            try NoticeStore.answer(
                id, member, cleaned.checked(), toAsker: toAsker, under: mandate.id, work)
            try work.record(
                .programme(programme), "notice:\(id)", "notice.answer",
                ["member": .text(member.description), "mandate": .text(mandate.id.description)])
        }
    }

    /// A notice that the visitor reads.
    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID, _ reading: any Reading) throws
        -> (NoticeRecord, MemberVoice)
    {
        let notice = try NoticeStore(reading).notice(id)
        guard notice.programme == programme, try SharedReading(visit, reading).sees(notice) else {
            throw Refusal.notFound
        }
        return (notice, try MemberVoice(visit, programme, reading))
    }

    static func mayEdit(_ notice: NoticeRecord, _ visit: Visit, _ voice: MemberVoice) -> Bool {
        guard voice.roster.isOf(notice.programme) else { return false }
        let account = visit.visitor.account?.id
        if notice.marking == Marking.red.rawValue {
            return notice.author == account && isAsker(of: notice, account, voice)
        }
        return isAsker(of: notice, account, voice) || voice.organises
    }

    /// Whether somebody is who asked: who acts for its member or in its working group today; of the programme's own its author, who
    /// organises it. Who wrote it for a member for which they no longer act asks no more.
    static func isAsker(of notice: NoticeRecord, _ account: Account.ID?, _ voice: MemberVoice) -> Bool {
        if let member = notice.member { return voice.mandates[member] != nil }
        if let group = notice.group { return voice.groups.contains(group) }
        return notice.author != nil && notice.author == account && voice.organises
    }

    /// Those of the answers that somebody reads who reads the question.
    /// - Parameter voice: for whom they may act.
    static func readable(
        _ answers: [NoticeAnswerRecord], to notice: NoticeRecord, by account: Account.ID?, _ voice: MemberVoice
    ) -> [NoticeAnswerRecord] {
        let asks = isAsker(of: notice, account, voice)
        return answers.filter { answer in
            !answer.isToAsker || asks || voice.mandates[answer.member] != nil
                || (account.map { answer.createdBy == "account:\($0)" } ?? false)
        }
    }
}
