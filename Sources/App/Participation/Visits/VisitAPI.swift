import Domain
import Storage
import Web

/// The same as JSON, on the same operations. What people told for the list of who may enter is not told to programs: only who has.
enum VisitAPI {
    struct VisitMore: Codable, Sendable {
        /// What the host asks of everybody who enters; nothing unless told.
        let asks: [AccessAsk]?
    }

    struct VisitKnown: Codable, Sendable {
        let organisation: Organisation.ID?
        let asks: [AccessAsk]
        /// After this day, what people told for the list is erased.
        let lastDay: String
    }

    struct StopKnown: Codable, Sendable {
        let id: VisitStop.ID
        /// In the draft of the agenda.
        let block: AgendaBlock.ID?
        let questions: Int
        let observations: Int
    }

    struct QuestionInput: Codable, Sendable {
        let text: String
    }

    struct QuestionBody: Codable, Sendable, NamedType {
        static var schemaName: String { "StopQuestion" }

        let id: StopQuestion.ID
        let stop: VisitStop.ID
        let text: String
        let language: String
        let state: StopQuestionRecord.State
        let answer: String
        let endorsements: Int

        init(_ record: StopQuestionRecord) {
            id = record.id
            stop = record.stop
            text = record.text
            language = record.language
            state = record.state
            answer = record.answer
            endorsements = record.endorsements
        }
    }

    struct ObservationMore: Codable, Sendable {
        /// Others could do the same. No, unless told.
        let isPractice: Bool?
    }

    struct ObservationKnown: Codable, Sendable {
        let id: Observation.ID
        let stop: VisitStop.ID
        let language: String
        let isPractice: Bool
        /// The case of the library that was made of it.
        let offered: Case.ID?
    }

    struct AccessBody: Codable, Sendable, NamedType {
        static var schemaName: String { "AccessState" }

        let registration: Registration.ID
        let name: String
        let hasTold: Bool
    }

    typealias VisitInput = FieldSending<StudyVisitFields, VisitMore>
    typealias VisitBody = FieldBody<StudyVisitFields, VisitKnown>
    typealias StopBody = FieldBody<StopFields, StopKnown>
    typealias ObservationInput = FieldSending<ObservationFields, ObservationMore>
    typealias ObservationBody = FieldBody<ObservationFields, ObservationKnown>

    private static let tag = "Visits"

    static let routes: [APIRoute] = visits + talk

    private static let visits: [APIRoute] = [
        .get(VisitPaths.apiVisit, .attend, tag, "Who receives the group.") { visit, event in
            try await visit.read { try body(event, $0) }
        },
        .send(
            .put, VisitPaths.apiVisit, .organise, tag,
            "Says who receives the group and what is asked of everybody; what the body leaves out is emptied."
        ) { (visit, input: VisitInput, event) in
            try await VisitOperations.keep(visit, event, input.told.fields(), Set(input.more.asks ?? []))
            return try await visit.read { try body(event, $0) }
        },
        .get(VisitPaths.apiAccess, .organise, tag, "Who has told what the host asks; never what.") { visit, event in
            let list = try await visit.read { try AccessList(event, $0) }
            return ListBody(
                items: list.people.map {
                    AccessBody(registration: $0.id, name: $0.name, hasTold: list.hasTold($0))
                }, next: nil)
        },
        .get(VisitPaths.apiStops, .attend, tag, "The stops, as they follow each other.") { visit, event in
            ListBody(items: try await visit.read { try VisitStore($0).stops(of: event).map(body) }, next: nil)
        },
        .send(.post, VisitPaths.apiStops, .organise, tag, "Adds a stop.", success: .created) {
            (visit, input: FieldInput<StopFields>, event) in
            let id = try await VisitOperations.add(visit, event, input.fields())
            return try await visit.read { body(try VisitStore($0).stop(id, of: event)) }
        },
        .send(
            .put, VisitPaths.apiStop, .organise, tag, "Changes a stop; a field that the body leaves out is emptied."
        ) { (visit, input: FieldInput<StopFields>, event, id) in
            try await VisitOperations.change(visit, event, id, input.fields())
            return try await visit.read { body(try VisitStore($0).stop(id, of: event)) }
        },
        .act(.delete, VisitPaths.apiStop, .organise, tag, "Removes a stop on which nobody has written.") {
            visit, event, id in
            try await VisitOperations.remove(visit, event, id)
            return EmptyBody()
        },
        .file(
            VisitPaths.apiReport, .facilitate, tag, "The report of the visit: `report.html`, `report.pdf` …",
            mediaType: "application/octet-stream"
        ) { visit, event, name in try await VisitRoutes.report(visit, event, name) },
    ]

    private static let talk: [APIRoute] = [
        .get(VisitPaths.apiQuestions, .attend, tag, "What is asked at a stop, without names.") { visit, event, id in
            try await visit.read { reading in
                _ = try VisitStore(reading).stop(id, of: event)
                return ListBody(
                    items: try StopTalkStore(reading).questions(at: id).map(QuestionBody.init), next: nil)
            }
        },
        .send(.post, VisitPaths.apiQuestions, .attend, tag, "Asks something at a stop.", success: .created) {
            (visit, input: QuestionInput, event, id) in
            let made = try await StopTalkOperations.ask(visit, event, id, input.text)
            return try await visit.read { QuestionBody(try StopTalkStore($0).question(made, of: event)) }
        },
        .get(
            VisitPaths.apiObservations, .attend, tag,
            "What was seen, stop by stop, without names; of an exercise, what evaluators saw.",
            query: Cursor.parameters, instead: { try await EventObservations.answer($0, $1) },
            also: EventObservations.features.map { $0.observationSchema }
        ) { visit, event in
            let all = try await visit.read { try StopTalkStore($0).observations(of: event).map(body) }
            return try Cursor(visit).page(of: all) { $0.facts.id.description }
        },
        .send(
            .post, VisitPaths.apiStopObservations, .attend, tag, "Writes down what was seen at a stop.",
            success: .created
        ) { (visit, input: ObservationInput, event, id) in
            let made = try await StopTalkOperations.observe(
                visit, event, id, input.told.fields(), isPractice: input.more.isPractice ?? false)
            return try await visit.read { body(try StopTalkStore($0).observation(made, of: event)) }
        },
    ]

    private static func body(_ event: Event.ID, _ reading: any Reading) throws -> VisitBody {
        let study = try VisitStore(reading).visit(of: event)
        let lastDay = study.lastDay(try EventStore(reading).event(event))
        return VisitBody(
            VisitKnown(organisation: study.organisation, asks: study.asks, lastDay: lastDay), study.fields)
    }

    private static func body(_ stop: StopRecord) -> StopBody {
        StopBody(
            StopKnown(id: stop.id, block: stop.block, questions: stop.questions, observations: stop.observations),
            stop.fields)
    }

    private static func body(_ one: ObservationRecord) -> ObservationBody {
        ObservationBody(
            ObservationKnown(
                id: one.id, stop: one.stop, language: one.language, isPractice: one.isPractice, offered: one.offered),
            one.fields)
    }
}
