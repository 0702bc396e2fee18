import Domain
import Storage
import Web

/// # Practices at an event
///
/// A part that any event may have: delegations offer practices, others ask, and each says what it takes over, as the members of the
/// programme do in its library.
enum EventPracticeRoutes {
    static let all: [Route] = [
        .get(Paths.eventPractices, .attend) { visit, event in
            try await visit.read { try EventPracticesPage(visit, event, $0).answer }
        },
        .get(Paths.newEventPractice, .attend) { visit, event in
            try await visit.read { try EventPracticeFormPage(visit, event, nil, $0).answer }
        },
        .post(Paths.eventPractices, .attend) { visit, event in
            let values = try visit.inbound.form()
            do {
                let record = try await EventPracticeOperations.offer(
                    visit, event, PracticeFields(values), marking: values.text("marking"),
                    areas: [values.text("area")].filter { !$0.isEmpty }, key: visit.sendingName(values))
                return .redirect(to: Done.practiceShared.at(Paths.eventPractice(event, record.id)))
            } catch {
                let state = try FormState.refused(values, error)
                return try await visit.read { try EventPracticeFormPage(visit, event, state, $0).answer }
            }
        },
        .get(Paths.eventPractice, .attend) { visit, event, id in
            let answer = try await page(visit, event, id, FormState())
            let record = try await visit.read { try CaseStore($0).record(id) }
            try await RecordFetching.note(visit, RecordSubject(.pastCase, id), marking: record.marking, "page")
            return answer
        },
        .post(Paths.eventPracticeDecision, .attend) { visit, event, id in
            let values = try visit.inbound.form()
            do {
                guard let decision = PracticeDecision(rawValue: values.text("decision")) else {
                    throw Refusal.invalid(["decision": L("Choose what you do with it.")])
                }
                try await EventPracticeOperations.decide(visit, event, id, decision, note: values["note"] ?? "")
                return .redirect(to: Done.practiceDecided.at(Paths.eventPractice(event, id)))
            } catch {
                return try await page(visit, event, id, .refused(values, error))
            }
        },
        .post(Paths.eventPracticeQuestions, .attend) { visit, event, id in
            let values = try visit.inbound.form()
            do {
                try await EventPracticeOperations.ask(visit, event, id, values["text"] ?? "")
                return .redirect(to: Done.practiceAsked.at(Paths.eventPractice(event, id)))
            } catch {
                return try await page(visit, event, id, .refused(values, error))
            }
        },
        .post(Paths.eventPracticeAnswer, .attend) { visit, event, id in
            let values = try visit.inbound.form()
            do {
                let practice = try await EventPracticeOperations.answer(visit, event, id, values["answer"] ?? "")
                return .redirect(to: Done.practiceAsked.at(Paths.eventPractice(event, practice)))
            } catch {
                let state = try FormState.refused(values, error)
                return try await visit.read { reading in
                    let practice = try EventPracticeStore(reading).question(id, at: event).practice
                    return try EventPracticePage(visit, event, practice, state, reading).answer
                }
            }
        },
    ]

    private static func page(_ visit: Visit, _ event: Event.ID, _ id: Case.ID, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { try EventPracticePage(visit, event, id, state, $0).answer }
    }
}

/// The same as JSON.
enum EventPracticeAPI {
    struct DecisionInput: Codable, Sendable {
        let decision: PracticeDecision
        let note: String?
    }

    struct QuestionInput: Codable, Sendable { let text: String }

    struct QuestionBody: Codable, Sendable {
        let id: PracticeQuestion.ID
        let text: String
    }

    struct Item: Codable, Sendable {
        let id: Case.ID
        let title: String
        let language: String
        let marking: String
        let country: String?
        let isOfferedHere: Bool
        let questions: Int
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiEventPractices, .attend, "Practices", "Practices that everybody at the event reads.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { reading in
                let page = try EventPracticesPage(visit, event, reading)
                return (page.offered + page.others).map { record in
                    Item(
                        id: record.id, title: record.title, language: record.language, marking: record.marking,
                        country: record.country, isOfferedHere: record.event == event,
                        questions: page.questions[record.id, default: 0])
                }
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(
            .put, Paths.apiEventPracticeDecision, .attend, "Practices",
            "Says what your delegation does with a practice."
        ) { (visit, input: DecisionInput, event, id) in
            try await EventPracticeOperations.decide(visit, event, id, input.decision, note: input.note ?? "")
            return EmptyBody()
        },
        .send(
            .post, Paths.apiEventPracticeQuestions, .attend, "Practices", "Asks something of a practice.",
            success: .created
        ) { (visit, input: QuestionInput, event, id) in
            QuestionBody(
                id: try await EventPracticeOperations.ask(visit, event, id, input.text), text: input.text)
        },
    ]
}
