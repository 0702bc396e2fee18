import Domain
import Storage
import Web

/// # Practices
///
/// What a member of a programme does well, told so that others can take it over: what it needs, whose it is, who may read it.
///
/// - `/library/practices/new` begins one, for who acts for a member; `/programmes/P/practices/new` is the form, which shows who will read it.
/// - `/programmes/P/practices/ID` is the practice with what members did with it; who acts for a member decides there, and is asked again
///   after a year. Its author, who acts for its owner, and organisers change and withdraw it: who had it is told why.
enum PracticeRoutes {
    static let all: [Route] = [
        .get(Paths.practiceStart, .account, start),
        .get(Paths.practices, .seeProgramme) { _, programme in
            .redirect(to: Paths.cases(programme) + "?kind=practice")
        },
        .get(Paths.newPractice, .seeProgramme) { visit, programme in
            try await visit.read { try PracticeFormPage(visit, programme, nil, nil, $0).answer }
        },
        .post(Paths.practices, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            guard !values.isOn("preview") else { return try await form(visit, programme, nil, FormState(values)) }
            do {
                let marking = try await ProgrammeMarking.standard(of: programme, among: PracticeDraft.markings, visit)
                let record = try await PracticeOperations.share(
                    visit, in: programme, PracticeFormPage.draft(values, marking: marking),
                    key: visit.sendingName(values))
                return .redirect(to: Done.practiceShared.at(Paths.practice(programme, record.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .get(Paths.practice, .seeProgramme, show),
        .get(Paths.practiceEditing, .seeProgramme) { visit, programme, id in
            try await visit.read { try PracticeFormPage(visit, programme, id, nil, $0).answer }
        },
        .post(Paths.practice, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            guard !values.isOn("preview") else { return try await form(visit, programme, id, FormState(values)) }
            do {
                let stored = try await visit.read {
                    try PracticeOperations.visible(visit, programme, id, $0).marking
                }
                _ = try await PracticeOperations.change(
                    visit, programme, id, PracticeFormPage.draft(values, marking: stored))
                return .redirect(to: Done.saved.at(Paths.practice(programme, id)))
            } catch {
                return try await form(visit, programme, id, .refused(values, error))
            }
        },
        .post(Paths.practiceDecision, .seeProgramme, decide),
        .post(Paths.practiceWithdrawal, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await PracticeOperations.withdraw(visit, programme, id, values["note"] ?? "")
                return .redirect(to: Done.practiceWithdrawn.at(Paths.practice(programme, id)))
            } catch {
                return try await page(visit, programme, id, .refused(values, error))
            }
        },
    ]

    /// Straight to the form where there is one programme only.
    private static func start(_ visit: Visit) async throws -> Answer {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        return try await visit.read { reading in
            let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
            let programmes = try ProgrammeStore(reading).programmes(of: account).filter {
                MemberVoice(visit.visitor, $0.id, roster).speaks
            }
            if programmes.count == 1 { return .redirect(to: Paths.newPractice(programmes[0].id)) }
            return PracticeStartPage(visit: visit, programmes: programmes).answer
        }
    }

    private static func form(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID?, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { try PracticeFormPage(visit, programme, id, state, $0).answer }
    }

    private static func show(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID) async throws -> Answer {
        let answer = try await page(visit, programme, id, FormState())
        let record = try await visit.read { try CaseStore($0).record(id) }
        if record.retiredAt == nil {
            try await RecordFetching.note(visit, RecordSubject(.pastCase, id), marking: record.marking, "page")
        }
        return answer
    }

    private static func page(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { try SharedPracticePage(visit, programme, id, state, $0).answer }
    }

    private static func decide(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID) async throws -> Answer {
        let values = try visit.inbound.form()
        guard let member = MemberRef(values.text("member")) else { throw Refusal.malformedForm }
        do {
            guard let decision = PracticeDecision(rawValue: values.text("decision")) else {
                throw Refusal.invalid(["decision": L("Choose what you do with it.")])
            }
            _ = try await PracticeOperations.decide(
                visit, programme, id, decision, note: values["note"] ?? "", for: member)
            return .redirect(to: Done.practiceDecided.at(Paths.practice(programme, id)))
        } catch {
            return try await page(visit, programme, id, .refused(values, error))
        }
    }
}
