import Domain
import Storage
import Web

/// What a member answered to a question, which becomes a case of the library: by who asked.
extension CaseRoutes {
    static let fromAnswers: [Route] = [
        .get(Paths.caseOfAnswer, .seeProgramme) { visit, programme, notice in
            guard let member = MemberRef(visit.inbound.query.text("member")) else { throw Refusal.malformedForm }
            return try await answerForm(visit, programme, notice, member, nil)
        },
        .post(Paths.caseOfAnswer, .seeProgramme) { visit, programme, notice in
            let values = try visit.inbound.form()
            guard let member = MemberRef(values.text("member")) else { throw Refusal.malformedForm }
            do {
                let record = try await CaseOperations.create(
                    visit, in: programme, fromAnswerOf: member, to: notice, try CaseFields(values),
                    areas: AreaField.told(values) ?? [], key: visit.sendingName(values))
                return .redirect(to: Done.added.at(Paths.pastCase(programme, record.id)))
            } catch {
                return try await answerForm(visit, programme, notice, member, .refused(values, error))
            }
        },
    ]

    private static func answerForm(
        _ visit: Visit, _ programme: Programme.ID, _ notice: Notice.ID, _ member: MemberRef, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { reading in
            let (asked, answer) = try CaseOperations.answer(visit, programme, of: member, to: notice, reading)
            let frame = try CaseLibraryFrame(visit, .programme(programme), reading)
            let called = try MemberCalled(programme, frame.names, reading)
            let begun = FormState(
                stored: [
                    ("kind", "event"), ("title", asked.title), ("summary", answer.text),
                    ("source", called.name(member)), ("country", member.country ?? ""),
                    ("marking", CaseMarking.standard(of: asked.marking)), ("language", answer.language),
                ])
            var page = try CaseFormPage(frame, nil, state ?? begun, reading)
            page.answered = (notice: asked, member: member)
            return page.answer
        }
    }
}

extension CaseOperations {
    /// - Parameters:
    ///   - member: that answered.
    ///   - notice: which the visitor asked.
    static func create(
        _ visit: Visit, in programme: Programme.ID, fromAnswerOf member: MemberRef, to notice: Notice.ID,
        _ fields: CaseFields, areas: [String] = [], key: String? = nil
    ) async throws -> CaseRecord {
        let cleaned = cleaned(fields, visit.now)
        return try await visit.database.write { tx in
            _ = try answer(visit, programme, of: member, to: notice, tx)
            let work = Work(tx, visit)
            try SendingStore.note(key, "case:\(programme)", fields.words, work)
            return try createIn(work, programme, event: nil, cleaned, areas, key: key)
        }
    }

    /// What a member answered to what the visitor asked.
    static func answer(
        _ visit: Visit, _ programme: Programme.ID, of member: MemberRef, to notice: Notice.ID, _ reading: any Reading
    ) throws -> (NoticeRecord, NoticeAnswerRecord) {
        let (asked, voice) = try NoticeOperations.seen(visit, programme, notice, reading)
        guard NoticeOperations.isAsker(of: asked, visit.visitor.account?.id, voice) else { throw Refusal.forbidden }
        let answers = try NoticeStore(reading).answers(to: [notice])
        guard let answer = answers.first(where: { $0.member == member }) else { throw Refusal.notFound }
        return (asked, answer)
    }
}
