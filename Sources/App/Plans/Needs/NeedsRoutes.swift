import Domain
import Storage
import Web

/// # Needs assessments
///
/// What each country of a programme has and lacks, and a picture that hides every country.
///
/// - `…/planning/needs` has what waits for whoever looks, and the cycles; `…/cycles/C` is one with its picture and who has answered. Who heads the
///   region, or coordinates, opens and closes it, takes pictures, and returns an assessment with questions; they see no value.
/// - `…/assessments/A` is a country's, for its focal point: who answers, national values by chapter (`…/chapters/N`), who sees them, submitting.
/// - `/my-assessments/A/SECTOR` is of who answers for a sector: one question a card (`…/N`), on the phone, also without network.
enum NeedsRoutes {
    static let all: [Route] = cycles + country + own

    private static let cycles: [Route] = [
        .get(NeedsPaths.needs, .seeProgramme) { visit, programme in
            try await visit.read { try NeedsHomePage(visit, programme, $0).answer }
        },
        .get(NeedsPaths.newCycle, .seeProgramme) { visit, programme in
            try await visit.read { try NeedsCycleFormPage(visit, programme, nil, $0).answer }
        },
        .post(NeedsPaths.cycles, .seeProgramme) { visit, programme in
            let form = try visit.inbound.form()
            do {
                let region = App.Region.ID(form.text("region"))
                guard region != nil || form.text("region").isEmpty else { throw Refusal.malformedForm }
                let draft = NeedsCycleOperations.Draft(
                    fields: try NeedsCycleFields(form), framework: Framework.ID(form.text("framework")), region: region)
                let made = try await NeedsCycleOperations.open(visit, programme, draft, key: visit.sendingName(form))
                return .redirect(to: Done.added.at(NeedsPaths.cycle(programme, made.id)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try NeedsCycleFormPage(visit, programme, state, $0).answer }
            }
        },
        .get(NeedsPaths.cycle, .seeProgramme) { visit, programme, id in
            try await cycle(visit, programme, id, FormState())
        },
        .get(NeedsPaths.gaps, .seeProgramme) { visit, programme, id in
            try await visit.read { try NeedsGapsPage(visit, programme, id, $0).answer }
        },
        .post(NeedsPaths.closing, .seeProgramme) { visit, programme, id in
            try await NeedsCycleOperations.close(visit, programme, id)
            return .redirect(to: Done.saved.at(NeedsPaths.cycle(programme, id)))
        },
        .post(NeedsPaths.rollups, .seeProgramme) { visit, programme, id in
            _ = try await NeedsRollupOperations.take(visit, programme, id)
            return .redirect(to: Done.added.at(NeedsPaths.cycle(programme, id)))
        },
        .post(NeedsPaths.giveBack, .seeProgramme) { visit, programme, id in
            let form = try visit.inbound.form()
            do {
                try await NeedsCycleOperations.giveBack(
                    visit, programme, id, country: form.text("country"), questions: form["questions"] ?? "")
                return .redirect(to: Done.saved.at(NeedsPaths.cycle(programme, id)))
            } catch {
                return try await cycle(visit, programme, id, .refused(form, error))
            }
        },
    ]

    private static let country: [Route] = [
        .get(NeedsPaths.assessment, .seeProgramme) { visit, programme, id in
            try await assessment(visit, programme, id, FormState())
        },
        .post(NeedsPaths.respondents, .seeProgramme) { visit, programme, id in
            let form = try visit.inbound.form()
            do {
                if form.text("act") == "removal" {
                    guard let account = Account.ID(form.text("account")) else { throw Refusal.malformedForm }
                    try await NeedsCountryOperations.remove(
                        visit, programme, id, sector: form.text("sector"), account: account)
                } else {
                    try await NeedsCountryOperations.name(
                        visit, programme, id, sector: form.text("sector"), email: form["email"] ?? "")
                }
                return .redirect(to: Done.saved.at(NeedsPaths.assessment(programme, id)))
            } catch {
                return try await assessment(visit, programme, id, .refused(form, error))
            }
        },
        .post(NeedsPaths.consolidation, .seeProgramme) { visit, programme, id in
            try await NeedsCountryOperations.consolidate(
                visit, programme, id, isOn: try visit.inbound.form().isOn("on"))
            return .redirect(to: Done.saved.at(NeedsPaths.assessment(programme, id)))
        },
        .post(NeedsPaths.submission, .seeProgramme) { visit, programme, id in
            try await NeedsCountryOperations.submit(visit, programme, id)
            return .redirect(to: Done.needsSubmitted.at(NeedsPaths.assessment(programme, id)))
        },
        .post(NeedsPaths.sharing, .seeProgramme) { visit, programme, id in
            let form = try visit.inbound.form()
            guard let sharing = NeedsSharing(rawValue: form.text("sharing")) else { throw Refusal.malformedForm }
            try await NeedsCountryOperations.share(
                visit, programme, id, sharing, alternateSubmits: form.isOn("alternate"))
            return .redirect(to: Done.saved.at(NeedsPaths.assessment(programme, id)))
        },
        .get(NeedsPaths.chapter, .seeProgramme) { visit, programme, id, number in
            try await visit.read { try NeedsChapterPage(visit, programme, id, number, nil, $0).answer }
        },
        .post(NeedsPaths.chapter, .seeProgramme) { visit, programme, id, number in
            let form = try visit.inbound.form()
            do {
                try await NeedsCountryOperations.keep(visit, programme, id, NeedsChapterPage.read(form))
                return .redirect(to: Done.saved.at(NeedsPaths.assessment(programme, id)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try NeedsChapterPage(visit, programme, id, number, state, $0).answer }
            }
        },
        .get(NeedsPaths.scores, .seeProgramme) { visit, programme, id in
            let text = try await visit.read { try NeedsScoreOperations.write(visit, programme, id, $0) }
            return .download(try CSVTable.guarded(text), type: "text/csv; charset=utf-8", name: "scores.csv")
        },
        .post(NeedsPaths.scores, .seeProgramme) { visit, programme, id in
            let form = try visit.inbound.form()
            do {
                try await NeedsScoreOperations.take(visit, programme, id, form["table"] ?? "")
                return .redirect(to: Done.saved.at(NeedsPaths.assessment(programme, id)))
            } catch {
                return try await assessment(visit, programme, id, .refused(form, error))
            }
        },
    ]

    private static let own: [Route] = [
        .get(NeedsPaths.own, .account) { visit, id, sector in
            try await visit.read { try NeedsOwnPage(visit, id, sector, FormState(), $0).answer }
        },
        .post(NeedsPaths.own, .account) { visit, id, sector in
            let form = try visit.inbound.form()
            do {
                try await NeedsAnswerOperations.take(visit, id, sector: sector, form["table"] ?? "")
                return .redirect(to: Done.saved.at(NeedsPaths.own(id, sector)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try NeedsOwnPage(visit, id, sector, state, $0).answer }
            }
        },
        .get(NeedsPaths.question, .account) { visit, id, sector, number in
            try await visit.read { try NeedsQuestionPage(visit, id, sector, number, nil, $0).answer }
        },
        .post(NeedsPaths.question, .account) { visit, id, sector, number in
            let form = try visit.inbound.form()
            let page = try await visit.read { try NeedsQuestionPage(visit, id, sector, number, nil, $0) }
            do {
                let code = page.indicator.code
                let draft = NeedsAnswerDraft(
                    isNotApplicable: form.isOn("not-applicable"), note: form["note"] ?? "",
                    evidenceKind: NeedsEvidence(rawValue: form.text("evidence-kind")) ?? .none,
                    evidence: form["evidence"] ?? "")
                try await NeedsAnswerOperations.answer(
                    visit, id, sector: sector, indicator: code,
                    [code: Array(form.all(QuestionnaireSection.name(code)).prefix(Question.mostOptions + 1))], draft)
                // The answer may open questions that hang on it.
                let next = try await visit.read { reading in
                    try NeedsQuestionPage(visit, id, sector, number, nil, reading).numbers.first { $0 > number }
                }
                let path = next.map { NeedsPaths.question(id, sector, $0) } ?? NeedsPaths.own(id, sector)
                return .redirect(to: Done.saved.at(path))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try NeedsQuestionPage(visit, id, sector, number, state, $0).answer }
            }
        },
    ]

    private static func cycle(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, _ state: FormState)
        async throws -> Answer
    {
        try await visit.read { try NeedsCyclePage(visit, programme, id, state, $0).answer }
    }

    private static func assessment(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ state: FormState
    ) async throws -> Answer {
        try await visit.read { try NeedsAssessmentPage(visit, programme, id, state, $0).answer }
    }
}
