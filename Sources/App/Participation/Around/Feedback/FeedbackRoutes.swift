import Domain
import Markup
import Storage
import Web

/// # Feedback
///
/// - `/events/E/feedback` is where the questions are written, feedback is opened and closed, and its results are shown once it is closed.
/// - `/e/CODE/feedback` is where a person answers, once and without a name.
enum FeedbackRoutes {
    static let all: [Route] = [
        .get(FeedbackPaths.feedback, .facilitate) { visit, event in
            try await visit.read { reading in
                let page = try FeedbackPage(visit, event, editing: visit.inbound.query["question"], reading)
                return page.answer
            }
        },
        .post(FeedbackPaths.questions, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                try await FeedbackOperations.changeQuestions(visit, event) {
                    try QuestionnaireEditorSection.change($0.questionnaire, form, languages: $0.languages)
                }
                return .redirect(to: Done.saved.at(FeedbackPaths.feedback(event)))
            } catch {
                let (code, state) = (form.text("code"), try FormState.refused(form, error))
                return try await visit.read {
                    try FeedbackPage(visit, event, editing: code.isEmpty ? nil : code, state: state, $0).answer
                }
            }
        },
        .post(FeedbackPaths.opening, .organise) { visit, event in
            try await FeedbackOperations.open(visit, event)
            return .redirect(to: FeedbackPaths.feedback(event))
        },
        .post(FeedbackPaths.closing, .organise) { visit, event in
            try await FeedbackOperations.close(visit, event)
            return .redirect(to: FeedbackPaths.feedback(event))
        },
        .get(FeedbackPaths.sheet, .facilitate) { visit, event in
            let sheet = try await visit.read { reading in
                let record = try FeedbackOperations.record(of: try EventStore(reading).event(event), reading)
                return FeedbackSheet.sheet(try FeedbackResults(record, reading), record)
            }
            return .download(
                try XLSXWriter.write([sheet]),
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                name: "feedback.xlsx")
        },
        .get(FeedbackPaths.own, .attend) { visit, code in
            try await visit.read {
                FeedbackAnswerPage(asked: try FeedbackOperations.asked(visit, code: code, $0), visit: visit).answer
            }
        },
        .post(FeedbackPaths.own, .attend) { visit, code in
            let form = try visit.inbound.form()
            do {
                let asked = try await visit.read { try FeedbackOperations.asked(visit, code: code, $0) }
                var given: Questionnaire.Answers = [:]
                for question in asked.record.questionnaire.questions {
                    given[question.code] = Array(
                        form.all(QuestionnaireSection.name(question.code)).prefix(Question.mostOptions + 1))
                }
                try await FeedbackOperations.answer(visit, code: code, given)
                return .redirect(to: FeedbackPaths.own(code))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read {
                    FeedbackAnswerPage(
                        asked: try FeedbackOperations.asked(visit, code: code, $0), visit: visit, state: state
                    ).answer
                }
            }
        },
    ]
}

/// What was said, as a table: a row for each choice, and for each text.
enum FeedbackSheet {
    /// - Parameter results: nothing where nothing may be told: then there is no row.
    static func sheet(_ results: FeedbackResults?, _ record: FeedbackRecord) -> WorkbookSheet {
        var rows: [[String]] = []
        for item in results?.items ?? [] {
            switch item {
            case .counted(let counted):
                let question = words(counted.question, record)
                rows += counted.counts.map { choice, count in
                    [
                        question, QuestionnaireSection.label(counted.question, choice, record.languages).string(),
                        "\(count)",
                    ]
                }
            case .told(let told):
                let question = words(told.question, record)
                rows += told.texts.map { [question, $0, ""] }
            }
        }
        return WorkbookSheet(
            name: L("Feedback").string(),
            header: [L("Question").string(), L("Answer", context: "consultation").string(), L("Chosen by").string()],
            rows: rows.map { $0.map { SheetCell($0) } })
    }

    static func words(_ question: Question, _ record: FeedbackRecord) -> String {
        question.words.text(in: Language.current.rawValue, else: record.languages)?.text ?? question.code
    }
}
