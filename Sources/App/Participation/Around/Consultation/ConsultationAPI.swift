import Domain
import Storage
import Web

/// The same as JSON, on the same operations.
enum ConsultationAPI {
    struct More: Codable, Sendable {
        /// What stands before the questions, by language.
        let intro: [String: String]?
        /// Of the interface; the first is the one in which it is written. English unless told.
        let languages: [String]?
        /// The last moment, as the clock of the event's place shows it: `2027-05-01T18:00`.
        let due: String?
        /// At its creation only; the usual ones on scope and objectives unless told.
        let questions: [QuestionBody]?
    }

    typealias Input = FieldSending<ConsultationFields, More>

    struct Body: Codable, Sendable, NamedType {
        static var schemaName: String { "Consultation" }

        let id: Consultation.ID
        let title: String
        let state: ConsultationState
        let intro: [String: String]
        let languages: [String]
        let questions: [QuestionBody]
        /// By the clock of the event's place.
        let due: String?
        /// Epoch milliseconds.
        let dueAt: Int?
        let summary: String
        let asked: Int
        let answered: Int

        init(_ record: ConsultationRecord, _ count: (asked: Int, answered: Int)?) {
            id = record.id
            title = record.title
            state = record.state
            intro = record.intro.texts
            languages = record.languages
            questions = record.questionnaire.questions.map(QuestionBody.init)
            due = record.dueLocal
            dueAt = record.dueAt.map { Int($0) }
            summary = record.summary
            asked = count?.asked ?? 0
            answered = count?.answered ?? 0
        }
    }

    struct QuestionsInput: Codable, Sendable {
        let questions: [QuestionBody]
    }

    struct SummaryInput: Codable, Sendable {
        /// The text that the writer began with; empty unless told.
        let base: String?
        let summary: String
    }

    struct AddresseeKnown: Codable, Sendable {
        let id: Addressee.ID
        let hasAnswered: Bool
        /// Opens the questions without an account: for organisers only.
        let link: String
    }

    typealias AddresseeBody = FieldBody<AddresseeFields, AddresseeKnown>

    struct AnswerBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ConsultationAnswer" }

        let id: ConsultationAnswer.ID
        let addressee: Addressee.ID
        let name: String
        let country: String?
        /// By the question's code.
        let answers: [String: [String]]
        let marking: String
        let language: String
        let signed: String
        /// Epoch milliseconds.
        let submittedAt: Int?
    }

    struct ObjectiveBody: Codable, Sendable, NamedType {
        static var schemaName: String { "Objective" }

        let id: Objective.ID
        /// From 1.
        let position: Int
        let text: String
        let language: String
        /// Ids of the answers that it rests on, and of the topics that serve it.
        let answers: [String]
        let topics: [String]

        init(_ record: ObjectiveRecord, _ roles: Set<Role>, _ lines: [AnswerLine]) {
            id = record.id
            position = record.position
            text = record.text
            language = record.language
            let readable = Set(lines.filter { AnswerSight.mayRead($0.marking, roles: roles) }.map(\.id))
            answers = record.answers.intersection(readable).sorted()
            topics = record.topics.sorted()
        }
    }

    struct ObjectiveSending: Codable, Sendable {
        let text: String
        /// BCP 47; English unless told.
        let language: String?
        let answers: [String]?
        let topics: [String]?

        var input: ObjectiveInput {
            ObjectiveInput(text: text, language: language ?? "en", answers: answers ?? [], topics: topics ?? [])
        }
    }

    private static let tag = "Consultations"

    static let routes: [APIRoute] = consultations + addressees + objectives

    private static let consultations: [APIRoute] = [
        .get(
            ConsultationPaths.apiAll, .facilitate, tag, "The consultations of an event, the first first.",
            query: Cursor.parameters
        ) {
            visit, event in
            let all = try await visit.read { reading in
                let counts = try ConsultationStore(reading).counts(of: event)
                return try ConsultationStore(reading).consultations(of: event).map { Body($0, counts[$0.id]) }
            }
            return try Cursor(visit).page(of: all) { $0.id.description }
        },
        .send(
            .post, ConsultationPaths.apiAll, .organise, tag, "Prepares a consultation: nobody is asked yet.",
            success: .created
        ) {
            (visit, input: Input, event) in
            let questions = try input.more.questions.map { try QuestionBody.questionnaire($0) }
            let id = try await ConsultationOperations.create(visit, event, consultation(input), questions: questions)
            return try await body(visit, event, id)
        },
        .get(ConsultationPaths.apiOne, .facilitate, tag, "One consultation with its questions.") { visit, event, id in
            try await body(visit, event, id)
        },
        .send(
            .put, ConsultationPaths.apiOne, .organise, tag,
            "Changes what it is called, its languages and its last moment."
        ) {
            (visit, input: Input, event, id) in
            try await ConsultationOperations.change(visit, event, id, consultation(input))
            return try await body(visit, event, id)
        },
        .send(
            .put, ConsultationPaths.apiQuestions, .organise, tag,
            "Sets the questions. One that was answered keeps its code and its kind."
        ) { (visit, input: QuestionsInput, event, id) in
            let questions = try QuestionBody.questionnaire(input.questions)
            try await ConsultationOperations.changeQuestions(visit, event, id) { _ in questions }
            return try await body(visit, event, id)
        },
        .act(
            .put, ConsultationPaths.apiOpening, .organise, tag,
            "Opens it, and writes to all with an address who were not written to yet."
        ) { visit, event, id in
            try await ConsultationOperations.open(visit, event, id)
            return try await body(visit, event, id)
        },
        .act(.delete, ConsultationPaths.apiOpening, .organise, tag, "Closes it: answers are taken no longer.") {
            visit, event, id in
            try await ConsultationOperations.close(visit, event, id)
            return try await body(visit, event, id)
        },
        .send(
            .put, ConsultationPaths.apiSummary, .facilitate, tag,
            "Writes what comes of it; what others wrote meanwhile is brought together with it."
        ) { (visit, input: SummaryInput, event, id) in
            try await ConsultationOperations.summarise(visit, event, id, base: input.base ?? "", text: input.summary)
            return try await body(visit, event, id)
        },
    ]

    private static let addressees: [APIRoute] = [
        .get(
            ConsultationPaths.apiAddressees, .organise, tag,
            "Who is asked, by name, each with the link that opens the questions.", query: Cursor.parameters
        ) {
            visit, event, id in
            let all = try await visit.read { reading in
                _ = try ConsultationStore(reading).consultation(event, id)
                let answers = try ConsultationStore(reading).answers(of: id)
                return try ConsultationStore(reading).addressees(of: id).map { addressee($0, answers[$0.id], visit) }
            }
            return try Cursor(visit).page(of: all) { $0.facts.id.description }
        },
        .send(.post, ConsultationPaths.apiAddressees, .organise, tag, "Adds who is asked.", success: .created) {
            (visit, input: FieldInput<AddresseeFields>, event, id) in
            addressee(try await ConsultationOperations.add(visit, event, id, input.fields()), nil, visit)
        },
        .act(.delete, ConsultationPaths.apiAddressee, .organise, tag, "They are asked no longer; their link ends.") {
            visit, event, id, addressee in
            try await ConsultationOperations.remove(visit, event, id, addressee)
            return EmptyBody()
        },
        .get(
            ConsultationPaths.apiAnswers, .facilitate, tag, "The answers that you may read, by who gave them.",
            query: Cursor.parameters
        ) {
            visit, event, id in
            let all = try await visit.read { reading in
                let frame = try ConsultationFrame(visit, event, id, reading)
                return frame.sent.filter { AnswerSight.mayRead($0.answer.marking, roles: frame.event.roles) }.map(
                    answer)
            }
            return try Cursor(visit).page(of: all) { $0.id.description }
        },
    ]

    private static let objectives: [APIRoute] = [
        .get(ConsultationPaths.apiObjectives, .attend, tag, "What the event is to achieve, in its order.") {
            visit, event in
            try await visit.read { reading -> [ObjectiveBody] in
                let roles = try visit.membership(in: event, reading).roles
                let lines = try ObjectiveStore(reading).answers(of: [event])
                return try ObjectiveStore(reading).objectives(of: [event]).map { ObjectiveBody($0, roles, lines) }
            }
        },
        .send(.post, ConsultationPaths.apiObjectives, .organise, tag, "Adds an objective.", success: .created) {
            (visit, input: ObjectiveSending, event) in
            try await objective(visit, event, try await ObjectiveOperations.add(visit, event, input.input))
        },
        .send(.put, ConsultationPaths.apiObjective, .organise, tag, "Changes an objective.") {
            (visit, input: ObjectiveSending, event, id) in
            try await objective(visit, event, try await ObjectiveOperations.change(visit, event, id, input.input))
        },
        .act(.delete, ConsultationPaths.apiObjective, .organise, tag, "Takes an objective away.") { visit, event, id in
            try await ObjectiveOperations.remove(visit, event, id)
            return EmptyBody()
        },
    ]

    private static func consultation(_ input: Input) -> ConsultationInput {
        var told = ConsultationInput(fields: input.told.fields())
        told.intro = input.more.intro ?? [:]
        told.languages = input.more.languages ?? []
        told.due = input.more.due ?? ""
        return told
    }

    private static func body(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID) async throws -> Body {
        try await visit.read { reading in
            Body(
                try ConsultationStore(reading).consultation(event, id),
                try ConsultationStore(reading).counts(of: event)[id])
        }
    }

    private static func addressee(_ record: AddresseeRecord, _ answer: AnswerRecord?, _ visit: Visit) -> AddresseeBody {
        AddresseeBody(
            AddresseeKnown(
                id: record.id, hasAnswered: answer.map { !$0.isDraft } ?? false,
                link: ConsultationOperations.link(record, visit.settings, key: visit.services.key)), record.fields)
    }

    private static func answer(_ one: (addressee: AddresseeRecord, answer: AnswerRecord)) -> AnswerBody {
        AnswerBody(
            id: one.answer.id, addressee: one.addressee.id, name: one.addressee.fields.name,
            country: one.addressee.fields.country, answers: one.answer.answers, marking: one.answer.marking,
            language: one.answer.language, signed: one.answer.signed,
            submittedAt: one.answer.submittedAt.map { Int($0) })
    }

    private static func objective(_ visit: Visit, _ event: Event.ID, _ record: ObjectiveRecord) async throws
        -> ObjectiveBody
    {
        try await visit.read { reading in
            ObjectiveBody(
                record, try visit.membership(in: event, reading).roles,
                try ObjectiveStore(reading).answers(of: [event]))
        }
    }
}
