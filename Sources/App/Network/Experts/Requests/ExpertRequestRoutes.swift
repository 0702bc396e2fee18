import Domain
import Storage
import Web

/// # Requests for experts
///
/// Who organises a programme, or acts for one of its members, says what for, puts people on a list, and asks them: through the focal point of
/// their country, or directly, as each chose. What somebody is asked stands on one page, for focal points and for the person.
enum ExpertRequestRoutes {
    static let all: [Route] = [
        .get(Paths.expertRequests, .account, list),
        .get(Paths.newExpertRequest, .account) { visit in try await form(visit, FormState(visit.inbound.query)) },
        .post(Paths.expertRequests, .account) { visit in
            let values = try visit.inbound.form()
            do {
                let id = try await ExpertRequestOperations.create(
                    visit, in: Programme.ID(values.text("programme")), try ExpertRequestFields(values))
                return .redirect(to: Done.created.at(Paths.expertRequest(id)))
            } catch {
                return try await form(visit, try .refused(values, error))
            }
        },
        .get(Paths.expertQuestions, .account) { visit in
            try await visit.read { reading in
                let questions = try ExpertQuestion.all(visit.visitor, reading)
                return ExpertQuestionsPage(
                    visit: visit, questions: questions,
                    acting: try MandateWords.acting(questions.compactMap(\.request.mandate), reading),
                    names: try DirectoryNames(reading),
                    tree: try AreaTree(reading)
                ).answer
            }
        },
        .post(Paths.expertAnswer, .account) { visit, candidate in
            let values = try visit.inbound.form()
            try await ExpertRequestOperations.answer(
                visit, candidate, ExpertRequestOperations.Answer(rawValue: values.text("answer")),
                note: values.text("note"))
            return .redirect(to: Done.expertAnswered.at(Paths.expertQuestions()))
        },
        .get(Paths.expertRequest, .account) { visit, id in try await page(visit, id) },
        .post(Paths.expertRequestClosure, .account) { visit, id in
            try await ExpertRequestOperations.close(visit, id)
            return .redirect(to: Done.saved.at(Paths.expertRequest(id)))
        },
        .post(Paths.expertCandidates, .account) { visit, id in
            let values = try visit.inbound.form()
            guard let person = Person.ID(values.text("person")) else {
                throw Refusal.invalid(["person": L("Choose a person.")])
            }
            try await ExpertRequestOperations.suggest(visit, id, person, why: values.text("why"))
            return .redirect(to: Done.added.at(Paths.expertRequest(id)))
        },
        .post(Paths.expertAsking, .account) { visit, id, candidate in
            try await ExpertRequestOperations.ask(visit, id, candidate)
            return .redirect(to: Done.expertAsked.at(Paths.expertRequest(id)))
        },
        .post(Paths.expertRemoval, .account) { visit, id, candidate in
            try await ExpertRequestOperations.remove(visit, id, candidate)
            return .redirect(to: Done.removed.at(Paths.expertRequest(id)))
        },
    ]

    private static func list(_ visit: Visit) async throws -> Answer {
        try await visit.read { reading in
            ExpertRequestsPage(
                visit: visit, requests: try requests(visit, reading),
                titles: try MandateStore(reading).programmeTitles(),
                mayMake: try !programmes(visit, reading).isEmpty
            ).answer
        }
    }

    /// Those that the visitor runs.
    static func requests(_ visit: Visit, _ reading: any Reading) throws -> [ExpertRequestRecord] {
        let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
        return try ExpertRequestStore(reading).requests(in: roster.organises, madeBy: visit.visitor.journalName)
            .filter { ExpertRequestOperations.reads($0, visit.visitor, roster) }
    }

    /// In which the visitor may make requests.
    static func programmes(_ visit: Visit, _ reading: any Reading) throws -> [ProgrammeRecord] {
        guard let account = visit.visitor.account else { return [] }
        let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
        return try ProgrammeStore(reading).programmes(of: account).filter {
            ExpertRequestOperations.standing(visit.visitor, $0.id, roster) != nil
        }
    }

    private static func form(_ visit: Visit, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            ExpertRequestForm(
                visit: visit, programmes: try programmes(visit, reading), tree: try AreaTree(reading),
                names: try DirectoryNames(reading), state: state
            ).answer
        }
    }

    private static func page(_ visit: Visit, _ id: ExpertRequest.ID) async throws -> Answer {
        try await visit.read { reading in
            let request = try ExpertRequestOperations.run(visit, id, reading)
            let candidates = try ExpertRequestStore(reading).candidates(of: id)
            let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
            return ExpertRequestPage(
                visit: visit, request: request,
                programme: try ProgrammeStore(reading).programme(request.programme).title,
                candidates: try SeenCandidate.all(candidates, visit, reading),
                search: try ExpertSearch(request.filter, visit, limit: 15, reading), names: try DirectoryNames(reading),
                mayAsk: ExpertRequestOperations.standing(visit.visitor, request.programme, roster) != nil,
                acting: try MandateWords.acting(
                    [request.mandate].compactMap { $0 } + candidates.compactMap(\.mandate), reading)
            ).answer
        }
    }
}
