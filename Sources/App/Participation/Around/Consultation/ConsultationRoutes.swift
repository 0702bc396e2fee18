import Domain
import Storage
import Web

/// # Consultation before an event, and its objectives
///
/// - `/events/E/consultations` lists them and prepares one; `/events/E/consultations/C` shows what came in, `…/questions`, `…/addressees` and
///   `…/settings` are where it is prepared; `…/opening` opens it and writes to those who are asked, `…/closing` closes it, `…/reminders`
///   reminds, `…/summary` is what comes of it, `…/answers.xlsx` all answers that the visitor may read.
/// - `/q/TOKEN` is where somebody who is asked answers, without an account; `/my-consultations/ADDRESSEE` leads there with one.
/// - `/events/E/objectives` is what the event is to achieve.
enum ConsultationRoutes {
    static let all: [Route] = writing + asking + answering + objectives

    private static let writing: [Route] = [
        .get(ConsultationPaths.all, .facilitate) { visit, event in try await list(visit, event, FormState()) },
        .post(ConsultationPaths.all, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                let id = try await ConsultationOperations.create(
                    visit, event, try ConsultationInput(form), key: visit.sendingName(form))
                return .redirect(to: Done.created.at(ConsultationPaths.questions(event, id)))
            } catch {
                return try await list(visit, event, .refused(form, error))
            }
        },
        .get(ConsultationPaths.one, .facilitate) { visit, event, id in try await one(visit, event, id, FormState()) },
        .get(ConsultationPaths.settings, .organise) { visit, event, id in try await settings(visit, event, id, nil) },
        .post(ConsultationPaths.settings, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await ConsultationOperations.change(visit, event, id, try ConsultationInput(form))
                return .redirect(to: Done.saved.at(ConsultationPaths.settings(event, id)))
            } catch {
                return try await settings(visit, event, id, .refused(form, error))
            }
        },
        .get(ConsultationPaths.questions, .organise) { visit, event, id in
            try await questions(visit, event, id, visit.inbound.query["question"], FormState())
        },
        .post(ConsultationPaths.questions, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await ConsultationOperations.changeQuestions(visit, event, id) {
                    try QuestionnaireEditorSection.change($0.questionnaire, form, languages: $0.languages)
                }
                return .redirect(to: Done.saved.at(ConsultationPaths.questions(event, id)))
            } catch {
                let code = form.text("code")
                return try await questions(visit, event, id, code.isEmpty ? nil : code, .refused(form, error))
            }
        },
        .post(ConsultationPaths.summary, .facilitate) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await ConsultationOperations.summarise(
                    visit, event, id, base: form["base"] ?? "", text: form["summary"] ?? "")
                return .redirect(to: Done.saved.at(ConsultationPaths.one(event, id)) + "#summing-up")
            } catch {
                return try await one(visit, event, id, .refused(form, error))
            }
        },
        .get(ConsultationPaths.answersSheet, .facilitate) { visit, event, id in
            let sheet = try await visit.read { try ConsultationFrame(visit, event, id, $0).sheet() }
            return try workbook([sheet], name: "answers.xlsx")
        },
    ]

    private static let asking: [Route] = [
        .post(ConsultationPaths.opening, .organise) { visit, event, id in
            let sent = try await ConsultationOperations.open(visit, event, id)
            return .redirect(to: (sent > 0 ? Done.asked : .opened).at(ConsultationPaths.one(event, id)))
        },
        .post(ConsultationPaths.closing, .organise) { visit, event, id in
            try await ConsultationOperations.close(visit, event, id)
            return .redirect(to: Done.saved.at(ConsultationPaths.one(event, id)))
        },
        .get(ConsultationPaths.own, .account) { visit, addressee in
            let link = try await ConsultationOperations.ownLink(visit, addressee)
            return .redirect(to: link)
        },
        .post(ConsultationPaths.reminders, .organise) { visit, event, id in
            _ = try await ConsultationOperations.remind(visit, event, id)
            return .redirect(to: Done.asked.at(ConsultationPaths.one(event, id)))
        },
        .get(ConsultationPaths.addressees, .organise) { visit, event, id in
            try await addressees(visit, event, id, Addressee.ID(visit.inbound.query.text("addressee")), FormState())
        },
        .post(ConsultationPaths.addressees, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                _ = try await ConsultationOperations.add(visit, event, id, try AddresseeFields(form))
                return .redirect(to: Done.added.at(ConsultationPaths.addressees(event, id)))
            } catch {
                return try await addressees(visit, event, id, nil, .refused(form, error))
            }
        },
        .post(ConsultationPaths.focalPoints, .organise) { visit, event, id in
            let region = try visit.inbound.form().text("region")
            try await ConsultationOperations.addFocalPoints(visit, event, id, region: region)
            return .redirect(to: Done.added.at(ConsultationPaths.addressees(event, id)))
        },
        .post(ConsultationPaths.addressee, .organise) { visit, event, id, addressee in
            let form = try visit.inbound.form()
            do {
                try await ConsultationOperations.change(visit, event, id, addressee, try AddresseeFields(form))
                return .redirect(to: Done.saved.at(ConsultationPaths.addressees(event, id)))
            } catch {
                return try await addressees(visit, event, id, addressee, .refused(form, error))
            }
        },
        .post(ConsultationPaths.addresseeRemoval, .organise) { visit, event, id, addressee in
            try await ConsultationOperations.remove(visit, event, id, addressee)
            return .redirect(to: Done.removed.at(ConsultationPaths.addressees(event, id)))
        },
        .post(ConsultationPaths.addresseeLink, .organise) { visit, event, id, addressee in
            try await ConsultationOperations.renewLink(visit, event, id, addressee)
            return .redirect(to: Done.renewed.at(ConsultationPaths.addressees(event, id)))
        },
        .get(ConsultationPaths.addresseesSheet, .organise) { visit, event, id in
            let sheet = try await visit.read { reading in
                _ = try ConsultationStore(reading).consultation(event, id)
                return AddresseeFields.sheet(
                    L("Who is asked"), try ConsultationStore(reading).addressees(of: id).map(\.fields))
            }
            return try workbook([sheet], name: "addressees.xlsx")
        },
        .get(ConsultationPaths.addresseesImport, .organise) { visit, event, id in
            try await importForm(visit, event, id, FormState())
        },
        .post(ConsultationPaths.addresseesImport, .organise, limit: Route.fileLimit) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let upload = try TableUpload(form)
                let counts = try await ConsultationOperations.take(visit, event, id, upload)
                return .redirect(
                    to: FieldImportSection.done(
                        counts, isTrial: upload.isTrial, at: ConsultationPaths.addresseesImport(event, id)))
            } catch {
                return try await importForm(visit, event, id, .refused(form, error))
            }
        },
    ]

    private static let answering: [Route] = [
        .get(ConsultationPaths.link, .anyone) { visit, token in
            try await answerPage(visit, token, FormState(), isDone: visit.inbound.query.has("sent"))
        },
        .post(ConsultationPaths.link, .anyone) { visit, token in
            let form = try visit.inbound.form()
            do {
                let asked = try await ConsultationOperations.asked(visit, token: token)
                var given: Questionnaire.Answers = [:]
                for question in asked.consultation.questionnaire.questions {
                    given[question.code] = Array(
                        form.all(QuestionnaireSection.name(question.code)).prefix(Question.mostOptions + 1))
                }
                try await ConsultationOperations.answer(
                    visit, token: token,
                    .init(
                        given: given, marking: form.text("marking").isEmpty ? "AMBER" : form.text("marking"),
                        signed: form["signed"] ?? "", language: language(visit, asked).rawValue,
                        isDraft: form.has("keep")))
                let chosen = visit.inbound.query["language"].map { "&language=\(PercentCoding.encode($0))" } ?? ""
                return .redirect(to: "\(ConsultationPaths.link(token))?sent=1\(chosen)")
            } catch {
                return try await answerPage(visit, token, .refused(form, error), isDone: false)
            }
        },
    ]

    private static let objectives: [Route] = [
        .get(ConsultationPaths.objectives, .attend) { visit, event in
            try await objectives(visit, event, Objective.ID(visit.inbound.query.text("objective")), FormState())
        },
        .post(ConsultationPaths.objectives, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                _ = try await ObjectiveOperations.add(visit, event, objective(form), key: visit.sendingName(form))
                return .redirect(to: Done.added.at(ConsultationPaths.objectives(event)))
            } catch {
                return try await objectives(visit, event, nil, .refused(form, error))
            }
        },
        .post(ConsultationPaths.objective, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                _ = try await ObjectiveOperations.change(visit, event, id, objective(form))
                return .redirect(to: Done.saved.at(ConsultationPaths.objectives(event)))
            } catch {
                return try await objectives(visit, event, id, .refused(form, error))
            }
        },
        .post(ConsultationPaths.objectiveRemoval, .organise) { visit, event, id in
            try await ObjectiveOperations.remove(visit, event, id)
            return .redirect(to: Done.removed.at(ConsultationPaths.objectives(event)))
        },
        .post(ConsultationPaths.objectiveOrder, .organise) { visit, event, id in
            let by = try visit.inbound.form().wish("by", in: -99...99) ?? 0
            try await ObjectiveOperations.move(visit, event, id, by: by)
            return .redirect(to: Done.moved.at(ConsultationPaths.objectives(event)))
        },
    ]

    // MARK: Pages

    private static func workbook(_ sheets: [WorkbookSheet], name: String) throws -> Answer {
        .download(
            try XLSXWriter.write(sheets), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            name: name)
    }

    private static func objective(_ form: FormValues) -> ObjectiveInput {
        ObjectiveInput(
            text: form["text"] ?? "", language: form.text("language").isEmpty ? "en" : form.text("language"),
            answers: form.all("answer"), topics: form.all("topic"))
    }

    private static func list(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { try ConsultationListPage(EventFrame(visit, event, $0), state, $0).answer }
    }

    private static func one(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { try ConsultationPage(ConsultationFrame(visit, event, id, $0), state, $0).answer }
    }

    private static func settings(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ state: FormState?)
        async throws
        -> Answer
    {
        try await visit.read { reading in
            let frame = try ConsultationFrame(visit, event, id, reading)
            return ConsultationSettingsPage(frame: frame, state: state ?? ConsultationForm.state(of: frame.record))
                .answer
        }
    }

    private static func questions(
        _ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ code: String?, _ state: FormState
    ) async throws -> Answer {
        try await visit.read { reading in
            let frame = try ConsultationFrame(visit, event, id, reading)
            let editing = code.flatMap { frame.record.questionnaire.question($0)?.code }
            return ConsultationQuestionsPage(frame: frame, editing: editing, state: state).answer
        }
    }

    private static func addressees(
        _ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ editing: Addressee.ID?, _ state: FormState
    ) async throws -> Answer {
        try await visit.read {
            try AddresseesPage(ConsultationFrame(visit, event, id, $0), editing: editing, state, $0).answer
        }
    }

    private static func importForm(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ state: FormState)
        async throws
        -> Answer
    {
        try await visit.read { reading in
            let frame = try ConsultationFrame(visit, event, id, reading)
            let section = FieldImportSection(
                state: state, path: ConsultationPaths.addresseesImport(event, id),
                list: ConsultationPaths.addressees(event, id), workbook: ConsultationPaths.addresseesSheet(event, id),
                query: visit.inbound.query)
            return frame.answer(.addressees, section.html, status: section.isWrong ? .wrong : .ok)
        }
    }

    private static func objectives(_ visit: Visit, _ event: Event.ID, _ editing: Objective.ID?, _ state: FormState)
        async throws -> Answer
    {
        try await visit.read {
            try ObjectivesPage(EventFrame(visit, event, $0), editing: editing, state, $0).answer
        }
    }

    // MARK: By link

    /// As the address says, else as whoever asks knows of them, else the reader's own.
    private static func language(_ visit: Visit, _ asked: ConsultationOperations.Asked) -> Language {
        visit.inbound.query["language"].flatMap { Language(rawValue: $0) } ?? asked.addressee.fields.language
            ?? visit.language
    }

    private static func answerPage(_ visit: Visit, _ token: String, _ state: FormState, isDone: Bool) async throws
        -> Answer
    {
        let asked = try await ConsultationOperations.asked(visit, token: token)
        return try await visit.database.render(in: language(visit, asked)) { reading in
            ConsultationAnswerPage(
                asked: asked, name: try AddresseeNames(reading).name(asked.addressee), visit: visit, token: token,
                state: state, errors: state.errors, isDone: isDone
            ).answer
        }
    }
}

extension Done {
    static let asked = Done("asked", L("The mails are on their way."))
    static let opened = Done("opened", L("Open for answers."))
}
