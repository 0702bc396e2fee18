import Domain
import Storage
import Web

/// # Questions of an organiser's own to those who register
///
/// - `GET /events/E/registration/questions` is where they are written; `POST` adds, changes, moves and removes one;
///   `…/questions/export/FORMAT` is who answered what.
/// - `POST …/people/R/answers` enters what somebody told. People answer in the form of `/e/CODE/registration`, and on the page of their
///   registration (Focal).
enum RegistrationQuestionRoutes {
    static let all: [Route] = [
        .get(RegistrationPaths.questions, .organise) { visit, event in
            try await page(visit, event, visit.inbound.query["question"], FormState())
        },
        .post(RegistrationPaths.questions, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                try await RegistrationQuestionOperations.change(visit, event) { known, rule in
                    try QuestionnaireEditorSection.change(known, form, languages: rule.formLanguages)
                }
                return .redirect(to: Done.saved.at(RegistrationPaths.questions(event)))
            } catch {
                let code = form.text("code")
                return try await page(visit, event, code.isEmpty ? nil : code, try .refused(form, error))
            }
        },
        .get(RegistrationPaths.answersExport, .organise) { visit, event, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let table = try await visit.read { try RegistrationAnswerFile.table(of: event, $0) }
            return try format.answer(name: "answers", header: table.header, rows: table.rows)
        },
        .post(RegistrationPaths.answers, .organise) { visit, event, id in
            try await RegistrationRoutes.act(visit, event, id, "answers", .saved) { form in
                try await RegistrationQuestionOperations.enter(visit, event, id, GivenAnswers(form))
            }
        },
    ]

    private static func page(_ visit: Visit, _ event: Event.ID, _ code: String?, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { reading in
            let frame = try EventFrame(visit, event, reading)
            guard try RegistrationStore(reading).rule(of: event) != nil else {
                return frame.registrationNotSetUp("questions", L("Questions"), path: RegistrationPaths.questions(event))
            }
            return try RegistrationQuestionsPage(frame, editing: code, state, reading).answer
        }
    }
}

/// The same as JSON.
enum RegistrationQuestionAPI {
    struct QuestionsBody: Codable, Sendable {
        let questions: [QuestionBody]
    }

    struct AnswersBody: Codable, Sendable {
        /// By the question's code: one value, or of a question with several answers any number.
        let answers: [String: [String]]
    }

    private static let tag = "Registration"

    static let routes: [APIRoute] = [
        .get(RegistrationPaths.apiQuestions, .organise, tag, "What the organiser asks of those who register.") {
            visit, event in try await questions(visit, event)
        },
        .send(
            .put, RegistrationPaths.apiQuestions, .organise, tag,
            "Sets what is asked of those who register. A question that was answered stays."
        ) { (visit, input: QuestionsBody, event) in
            let asked = try QuestionBody.questionnaire(input.questions)
            try await RegistrationQuestionOperations.change(visit, event) { _, _ in asked }
            return try await questions(visit, event)
        },
        .get(RegistrationPaths.apiAnswers, .organise, tag, "What somebody answered to the organiser's questions.") {
            visit, event, id in try await answers(visit, event, id)
        },
        .send(
            .put, RegistrationPaths.apiAnswers, .organise, tag,
            "Enters what somebody told to the organiser's questions."
        ) { (visit, input: AnswersBody, event, id) in
            try await RegistrationQuestionOperations.enter(visit, event, id, GivenAnswers(input.answers))
            return try await answers(visit, event, id)
        },
        .file(
            RegistrationPaths.apiAnswersExport, .organise, tag, "The file `answers`: a column for each question.",
            mediaType: "text/csv"
        ) { visit, event in
            let table = try await visit.read { try RegistrationAnswerFile.table(of: event, $0) }
            return try TableFormat.csv.answer(name: "answers", header: table.header, rows: table.rows)
        },
    ]

    private static func questions(_ visit: Visit, _ event: Event.ID) async throws -> QuestionsBody {
        try await visit.read { reading in
            _ = try RegistrationStore(reading).requireRule(of: event)
            let asked = try RegistrationQuestionStore(reading).questionnaire(of: event)
            return QuestionsBody(questions: asked.questions.map(QuestionBody.init))
        }
    }

    private static func answers(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID) async throws -> AnswersBody {
        try await visit.read { reading in
            let record = try RegistrationStore(reading).registration(id, in: event)
            return AnswersBody(answers: try RegistrationQuestionStore(reading).answers(of: record.id))
        }
    }
}
