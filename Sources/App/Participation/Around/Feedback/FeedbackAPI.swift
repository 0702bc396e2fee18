import Domain
import Storage
import Web

/// The same as JSON.
enum FeedbackAPI {
    struct FeedbackCountBody: Codable, Sendable {
        let choice: String
        let count: Int
    }

    struct ResultBody: Codable, Sendable {
        let question: String
        let answered: Int
        /// Of a question with choices.
        let counts: [FeedbackCountBody]
        /// Of a scale, in tenths.
        let averageTenths: Int?
        /// Of a question without choices, in the order of the alphabet.
        let texts: [String]
    }

    struct Body: Codable, Sendable, NamedType {
        static var schemaName: String { "Feedback" }

        let state: FeedbackState
        /// BCP 47; the first is the one in which it is written.
        let languages: [String]
        let questions: [QuestionBody]
        let answered: Int
        /// Empty while answers still come, and where fewer than five came.
        let results: [ResultBody]
    }

    struct QuestionsInput: Codable, Sendable {
        let questions: [QuestionBody]
    }

    static let routes: [APIRoute] = [
        .get(
            FeedbackPaths.api, .facilitate, "Feedback",
            "What people are asked after an event, and what they said once it is closed."
        ) { visit, event in try await body(visit, event) },
        .send(
            .put, FeedbackPaths.apiQuestions, .organise, "Feedback", "Replaces the questions, before the first answer."
        ) { (visit: Visit, input: QuestionsInput, event: Event.ID) in
            let questionnaire = try QuestionBody.questionnaire(input.questions)
            try await FeedbackOperations.changeQuestions(visit, event) { _ in questionnaire }
            return try await body(visit, event)
        },
        .act(.put, FeedbackPaths.apiOpening, .organise, "Feedback", "Asks for feedback.") { visit, event in
            try await FeedbackOperations.open(visit, event)
            return try await body(visit, event)
        },
        .act(.delete, FeedbackPaths.apiOpening, .organise, "Feedback", "Closes it: results can be seen.") {
            visit, event in
            try await FeedbackOperations.close(visit, event)
            return try await body(visit, event)
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID) async throws -> Body {
        try await visit.read { reading in
            let record = try FeedbackOperations.record(of: try EventStore(reading).event(event), reading)
            return Body(
                state: record.state, languages: record.languages,
                questions: record.questionnaire.questions.map(QuestionBody.init),
                answered: try FeedbackStore(reading).count(of: event),
                results: try FeedbackResults(record, reading)?.items.map(result) ?? [])
        }
    }

    private static func result(_ item: FeedbackResults.Item) -> ResultBody {
        switch item {
        case .counted(let counted):
            ResultBody(
                question: counted.question.code, answered: counted.answered,
                counts: counted.counts.map { FeedbackCountBody(choice: $0.choice, count: $0.count) },
                averageTenths: counted.average, texts: [])
        case .told(let told):
            ResultBody(
                question: told.question.code, answered: told.texts.count, counts: [], averageTenths: nil,
                texts: told.texts)
        }
    }
}
