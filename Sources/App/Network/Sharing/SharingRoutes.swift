import Domain
import Storage
import Web

/// # Sharing
///
/// What the members of a programme tell and ask each other, and what they need in common; each by its marking and audience.
///
/// - `/programmes/P/sharing` is the tab: current notices and questions, needs that are open.
/// - A question is answered by who acts for a member, to everybody who reads it or to the asker alone.
/// - A need is named by one member and then by others; from the second on it is shared. Organisers make it a topic of a workshop, and close it.
/// - Each can be withdrawn with a word: its title and the word stay, and whoever had it is told.
enum SharingRoutes {
    static let all: [Route] =
        [
            .get(Paths.sharing, .seeProgramme) { visit, programme in
                try await visit.read { try SharingPage(visit, programme, $0).answer }
            }
        ] + notices + needs

    /// Of what stands: of what was taken back nobody has the text any more.
    private static func noteFetch<Record: SharedRecord>(
        _ visit: Visit, _ find: @escaping @Sendable (any Reading) throws -> Record
    ) async throws {
        let found = try await visit.read { reading in
            let record = try find(reading)
            return try AudienceStore(reading).withdrawal(of: record.recordSubject) == nil ? record : nil
        }
        guard let found else { return }
        try await RecordFetching.note(visit, found.recordSubject, marking: found.marking, "page")
    }

    // MARK: Notices

    private static let notices: [Route] = [
        .get(Paths.newNotice, .seeProgramme) { visit, programme in
            try await visit.read { try NoticeFormPage(visit, programme, nil, nil, $0).answer }
        },
        .post(Paths.notices, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            guard !values.isOn("preview") else { return try await noticeForm(visit, programme, nil, FormState(values)) }
            do {
                let marking = try await SharedFormSection.standard(of: programme, visit)
                var draft: SharedDraft<NoticeFields> = try SharedFormSection.draft(values, marking: marking)
                draft.group = SharedName(values.text("member"))?.group
                let notice = try await NoticeOperations.post(
                    visit, in: programme, draft, key: visit.sendingName(values))
                return .redirect(to: Done.noticePosted.at(Paths.notice(programme, notice.id)))
            } catch {
                return try await noticeForm(visit, programme, nil, .refused(values, error))
            }
        },
        .get(Paths.notice, .seeProgramme) { visit, programme, id in
            let answer = try await noticePage(visit, programme, id, FormState())
            try await noteFetch(visit) { try NoticeStore($0).notice(id) }
            return answer
        },
        .get(Paths.noticeEditing, .seeProgramme) { visit, programme, id in
            try await visit.read { try NoticeFormPage(visit, programme, id, nil, $0).answer }
        },
        .post(Paths.notice, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            guard !values.isOn("preview") else { return try await noticeForm(visit, programme, id, FormState(values)) }
            do {
                let stored = try await visit.read { try NoticeOperations.seen(visit, programme, id, $0).0.marking }
                _ = try await NoticeOperations.change(
                    visit, programme, id, NoticeFields(values), AudienceChoice(values, marking: stored),
                    areas: AreaField.told(values))
                return .redirect(to: Done.saved.at(Paths.notice(programme, id)))
            } catch {
                return try await noticeForm(visit, programme, id, .refused(values, error))
            }
        },
        .post(Paths.noticeAnswers, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            guard let member = MemberRef(values.text("member")) else { throw Refusal.malformedForm }
            do {
                try await NoticeOperations.answer(
                    visit, programme, id, NoticeAnswerFields(values), toAsker: values.isOn("to-asker"), for: member)
                return .redirect(to: Done.noticeAnswered.at(Paths.notice(programme, id)))
            } catch {
                return try await noticePage(visit, programme, id, .refused(values, error))
            }
        },
        .post(Paths.noticeEnding, .seeProgramme) { visit, programme, id in
            try await NoticeOperations.end(visit, programme, id)
            return .redirect(to: Done.saved.at(Paths.notice(programme, id)))
        },
        .post(Paths.noticeWithdrawal, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await NoticeOperations.withdraw(visit, programme, id, values["note"] ?? "")
                return .redirect(to: Done.recordWithdrawn.at(Paths.notice(programme, id)))
            } catch {
                return try await noticePage(visit, programme, id, .refused(values, error))
            }
        },
    ]

    private static func noticeForm(_ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID?, _ state: FormState)
        async throws -> Answer
    {
        try await visit.read { try NoticeFormPage(visit, programme, id, state, $0).answer }
    }

    private static func noticePage(_ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID, _ state: FormState)
        async throws -> Answer
    {
        try await visit.read { try NoticePage(visit, programme, id, state, $0).answer }
    }

    // MARK: Needs

    private static let needs: [Route] = [
        .get(Paths.newSharedNeed, .seeProgramme) { visit, programme in
            try await visit.read { try SharedNeedFormPage(visit, programme, nil, nil, $0).answer }
        },
        .post(Paths.sharedNeeds, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            guard !values.isOn("preview") else { return try await needForm(visit, programme, nil, FormState(values)) }
            do {
                let marking = try await SharedFormSection.standard(of: programme, visit)
                var draft: SharedDraft<SharedNeedFields> = try SharedFormSection.draft(values, marking: marking)
                draft.source = ThreadReference(values.text("source"))
                let need = try await SharedNeedOperations.propose(
                    visit, in: programme, draft, key: visit.sendingName(values))
                return .redirect(to: Done.needNamed.at(Paths.sharedNeed(programme, need.id)))
            } catch {
                return try await needForm(visit, programme, nil, .refused(values, error))
            }
        },
        .get(Paths.sharedNeed, .seeProgramme) { visit, programme, id in
            let answer = try await needPage(visit, programme, id, FormState())
            try await noteFetch(visit) { try SharedNeedStore($0).need(id) }
            return answer
        },
        .get(Paths.sharedNeedEditing, .seeProgramme) { visit, programme, id in
            try await visit.read { try SharedNeedFormPage(visit, programme, id, nil, $0).answer }
        },
        .post(Paths.sharedNeed, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            guard !values.isOn("preview") else { return try await needForm(visit, programme, id, FormState(values)) }
            do {
                let stored = try await visit.read {
                    try SharedNeedOperations.seen(visit, programme, id, $0).0.marking
                }
                _ = try await SharedNeedOperations.change(
                    visit, programme, id, SharedNeedFields(values), AudienceChoice(values, marking: stored),
                    areas: AreaField.told(values))
                return .redirect(to: Done.saved.at(Paths.sharedNeed(programme, id)))
            } catch {
                return try await needForm(visit, programme, id, .refused(values, error))
            }
        },
        .post(Paths.sharedNeedNaming, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            guard let member = MemberRef(values.text("member")) else { throw Refusal.malformedForm }
            do {
                _ = try await SharedNeedOperations.name(
                    visit, programme, id, for: member, note: values["note"] ?? "")
                return .redirect(to: Done.needNamed.at(Paths.sharedNeed(programme, id)))
            } catch {
                return try await needPage(visit, programme, id, .refused(values, error))
            }
        },
        .post(Paths.sharedNeedUnnaming, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            guard let member = MemberRef(values.text("member")) else { throw Refusal.malformedForm }
            _ = try await SharedNeedOperations.unname(visit, programme, id, for: member)
            return .redirect(to: Done.saved.at(Paths.sharedNeed(programme, id)))
        },
        .post(Paths.sharedNeedWithdrawal, .seeProgramme, withdrawNeed),
        .post(Paths.sharedNeedStudy, .organiseProgramme) { visit, programme, id in
            guard let event = Event.ID(try visit.inbound.form().text("event")) else { throw Refusal.malformedForm }
            _ = try await SharedNeedOperations.study(visit, programme, id, at: event)
            return .redirect(to: Done.needStudied.at(Paths.sharedNeed(programme, id)))
        },
        .post(Paths.sharedNeedClosing, .organiseProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                _ = try await SharedNeedOperations.close(visit, programme, id, outcome: values["outcome"] ?? "")
                return .redirect(to: Done.saved.at(Paths.sharedNeed(programme, id)))
            } catch {
                return try await needPage(visit, programme, id, .refused(values, error))
            }
        },
    ]

    private static func withdrawNeed(_ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID) async throws
        -> Answer
    {
        let values = try visit.inbound.form()
        do {
            try await SharedNeedOperations.withdraw(visit, programme, id, values["note"] ?? "")
            return .redirect(to: Done.recordWithdrawn.at(Paths.sharedNeed(programme, id)))
        } catch {
            return try await needPage(visit, programme, id, .refused(values, error))
        }
    }

    private static func needForm(_ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID?, _ state: FormState)
        async throws -> Answer
    {
        try await visit.read { try SharedNeedFormPage(visit, programme, id, state, $0).answer }
    }

    private static func needPage(_ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID, _ state: FormState)
        async throws -> Answer
    {
        try await visit.read { try SharedNeedPage(visit, programme, id, state, $0).answer }
    }
}
