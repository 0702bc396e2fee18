import Domain
import Storage
import Web

/// Requests for experts as JSON.
enum ExpertRequestAPI {
    struct RequestInput: Codable, Sendable {
        let programme: Programme.ID
        let title: String
        /// What they would do; who is asked reads it.
        let text: String?
        /// An area's code or id.
        let area: String?
        let words: String?
        /// BCP 47, or a language's name.
        let language: String?
        /// A sector's code.
        let sector: String?
        let startsOn: String?
        let endsOn: String?
        let number: Whole<Numbers.ExpertCount>?

        var fields: ExpertRequestFields {
            var fields = ExpertRequestFields()
            (fields.title, fields.text, fields.area) = (title, text ?? "", area ?? "")
            (fields.words, fields.language, fields.sector) = (words ?? "", language ?? "", sector ?? "")
            (fields.startsOn, fields.endsOn, fields.number) = (startsOn ?? "", endsOn ?? "", number?.value)
            return fields
        }
    }

    struct RequestBody: Codable, Sendable {
        struct CandidateBody: Codable, Sendable {
            let id: ExpertCandidate.ID
            /// Nothing where they are no longer available.
            let person: Person.ID?
            let name: String?
            /// `suggested`, `asked`, `agreed` or `declined`.
            let state: String
            /// Whether the focal point of their country has passed it on, or they are asked directly.
            let isPassed: Bool
            let why: String
            let note: String
            /// Under which a focal point passed it on or answered.
            let mandate: Mandate.ID?
        }

        let id: ExpertRequest.ID
        let programme: Programme.ID
        let title: String
        let text: String
        /// An area's code.
        let area: String?
        let words: String
        let language: String?
        /// A sector's code.
        let sector: String?
        let startsOn: String?
        let endsOn: String?
        let number: Int
        /// `open`, `filled` or `closed`.
        let state: String
        /// Under which it was made; nothing for an organiser.
        let mandate: Mandate.ID?
        let candidates: [CandidateBody]
    }

    struct CandidateInput: Codable, Sendable {
        let person: Person.ID
        /// What speaks for them.
        let why: String?
    }

    struct QuestionBody: Codable, Sendable {
        /// Of the candidate.
        let id: ExpertCandidate.ID
        let request: ExpertRequest.ID
        let title: String
        let text: String
        let name: String
        let country: String?
        let state: String
        /// Whether you are the person; else you answer as focal point.
        let isOwn: Bool
        let waits: Bool
    }

    struct AnswerInput: Codable, Sendable {
        let answer: ExpertRequestOperations.Answer
        let note: String?
    }

    static let routes: [APIRoute] = [
        .get(Paths.apiExpertRequests, .account, "Experts", "The requests that you run, the newest first.") { visit in
            try await visit.read { reading in
                let requests = try ExpertRequestRoutes.requests(visit, reading)
                return ListBody(items: try requests.map { try body($0, visit, reading) }, next: nil)
            }
        },
        .send(
            .post, Paths.apiExpertRequests, .account, "Experts",
            "Asks for experts: by organisers of the programme, and who acts for one of its members.", success: .created
        ) { (visit, input: RequestInput) in
            let id = try await ExpertRequestOperations.create(visit, in: input.programme, input.fields)
            return try await body(visit, id)
        },
        .get(Paths.apiExpertRequest, .account, "Experts", "One request with its list.") { visit, id in
            try await body(visit, id)
        },
        .act(.post, Paths.apiExpertRequestClosure, .account, "Experts", "Closes a request.") { visit, id in
            try await ExpertRequestOperations.close(visit, id)
            return try await body(visit, id)
        },
        .send(
            .post, Paths.apiExpertCandidates, .account, "Experts", "Puts somebody on the list of a request.",
            success: .created
        ) { (visit, input: CandidateInput, id) in
            try await ExpertRequestOperations.suggest(visit, id, input.person, why: input.why ?? "")
            return try await body(visit, id)
        },
        .act(
            .delete, Paths.apiExpertCandidate, .account, "Experts", "Takes somebody off the list who was not asked yet."
        ) { visit, id, candidate in
            try await ExpertRequestOperations.remove(visit, id, candidate)
            return try await body(visit, id)
        },
        .act(
            .post, Paths.apiExpertAsking, .account, "Experts",
            "Asks somebody on the list, through the focal point of their country or directly, as they chose."
        ) { visit, id, candidate in
            try await ExpertRequestOperations.ask(visit, id, candidate)
            return try await body(visit, id)
        },
        .get(Paths.apiExpertQuestions, .account, "Experts", "What you are asked, as an expert and as focal point.") {
            visit in
            try await visit.read { reading in
                ListBody(items: try ExpertQuestion.all(visit.visitor, reading).map(question), next: nil)
            }
        },
        .send(
            .post, Paths.apiExpertAnswer, .account, "Experts",
            "Answers a request: focal points pass it on, agree or decline; the person agrees or declines."
        ) { (visit, input: AnswerInput, candidate) in
            try await ExpertRequestOperations.answer(visit, candidate, input.answer, note: input.note ?? "")
            let all = try await visit.read { try ExpertQuestion.all(visit.visitor, $0) }
            guard let one = all.first(where: { $0.candidate.id == candidate }) else { throw Refusal.notFound }
            return question(one)
        },
    ]

    private static func question(_ one: ExpertQuestion) -> QuestionBody {
        QuestionBody(
            id: one.candidate.id, request: one.request.id, title: one.request.fields.title,
            text: one.request.fields.text,
            name: one.name, country: one.candidate.country, state: one.candidate.state.rawValue, isOwn: one.isOwn,
            waits: one.waits)
    }

    private static func body(_ visit: Visit, _ id: ExpertRequest.ID) async throws -> RequestBody {
        try await visit.read { reading in try body(try ExpertRequestOperations.run(visit, id, reading), visit, reading)
        }
    }

    private static func body(_ request: ExpertRequestRecord, _ visit: Visit, _ reading: any Reading) throws
        -> RequestBody
    {
        let candidates = try SeenCandidate.all(
            try ExpertRequestStore(reading).candidates(of: request.id), visit, reading)
        let fields = request.fields
        return RequestBody(
            id: request.id, programme: request.programme, title: fields.title, text: fields.text,
            area: try Area.ID(fields.area).flatMap { try AreaTree(reading).area($0)?.code }, words: fields.words,
            language: fields.language.nilIfEmpty, sector: fields.sector.nilIfEmpty,
            startsOn: fields.startsOn.nilIfEmpty, endsOn: fields.endsOn.nilIfEmpty,
            number: request.wanted, state: request.state.rawValue, mandate: request.mandate,
            candidates: candidates.map { one in
                RequestBody.CandidateBody(
                    id: one.candidate.id, person: one.person?.id, name: one.person?.fields.fullName,
                    state: one.candidate.state.rawValue, isPassed: one.candidate.passedAt != nil,
                    why: one.person == nil ? "" : one.candidate.why,
                    note: one.person == nil ? "" : one.candidate.note,
                    mandate: one.person == nil ? nil : one.candidate.mandate)
            })
    }
}

extension ExpertRequestOperations.Answer: ChoiceType {}

extension Numbers {
    enum ExpertCount: NumberLimits { static let range = 1...50 }
}
