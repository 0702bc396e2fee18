import Domain
import Storage
import Web

/// # Probes: do cells see the same?
///
/// - `/events/E/exercise/probes` lists them for who plans and runs the exercise, `…/new` and `…/P/edit` write one, `…/P` shows what cells
///   answered; `POST …/P/acts` opens it to all cells, closes it, or takes it away while nobody saw it.
/// - `/events/E/exercise/play/probes/P` asks a player's cell while it is open; after ENDEX it tells what was true.
enum ProbeRoutes {
    static let all: [Route] = [
        .get(ProbePaths.list, .attend) { visit, event in
            try await visit.read { try ProbesPage(ExerciseFrame(visit, event, $0), $0).answer }
        },
        .get(ProbePaths.new, .attend) { visit, event in try await form(visit, event, nil, nil) },
        .post(ProbePaths.new, .attend) { visit, event in
            let sent = try visit.inbound.form()
            let languages = try await ProbeOperations.languages(visit, event)
            do {
                let id = try await ProbeOperations.create(visit, event, ProbeDraft(sent, languages: languages))
                return .redirect(to: Done.added.at(ProbePaths.probe(event, id)))
            } catch {
                return try await form(visit, event, nil, .refused(sent, error))
            }
        },
        .get(ProbePaths.probe, .attend) { visit, event, id in
            try await visit.read { try ProbePage(ExerciseFrame(visit, event, $0), id, $0).answer }
        },
        .get(ProbePaths.editing, .attend) { visit, event, id in try await form(visit, event, id, nil) },
        .post(ProbePaths.editing, .attend) { visit, event, id in
            let sent = try visit.inbound.form()
            let languages = try await ProbeOperations.languages(visit, event)
            do {
                try await ProbeOperations.change(visit, event, id, ProbeDraft(sent, languages: languages))
                return .redirect(to: Done.saved.at(ProbePaths.probe(event, id)))
            } catch {
                return try await form(visit, event, id, .refused(sent, error))
            }
        },
        .post(ProbePaths.act, .attend) { visit, event, id in
            guard let act = ProbeOperations.Act(rawValue: try visit.inbound.form().text("act")) else {
                throw Refusal.malformedForm
            }
            try await ProbeOperations.act(visit, event, id, act)
            return .redirect(
                to: act == .removal
                    ? Done.removed.at(ProbePaths.list(event)) : Done.saved.at(ProbePaths.probe(event, id)))
        },
        .get(ProbePaths.answer, .attend) { visit, event, id in
            try await PlayerRoutes.page(visit, event) { try ProbeAnswerPage(visit, event, id, nil, $0).answer }
        },
        .post(ProbePaths.answer, .attend) { visit, event, id in
            let sent = try visit.inbound.form()
            do {
                try await ProbeOperations.answer(visit, event, id, sent)
            } catch {
                let state = try FormState.refused(sent, error)
                return try await visit.read { try ProbeAnswerPage(visit, event, id, state, $0).answer }
            }
            return .redirect(to: Done.probeAnswered.at(ExercisePaths.play(event)))
        },
    ]

    private static func form(_ visit: Visit, _ event: Event.ID, _ id: ExerciseProbe.ID?, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try ProbeFormPage(ExerciseFrame(visit, event, $0), id, state, $0).answer }
    }
}

extension Done {
    static let probeAnswered = Done("probe-answered", L("Your answers are sent."))
}

extension ProbeOperations {
    /// Fields `q-ID`; at least one of them.
    static func answer(_ visit: Visit, _ event: Event.ID, _ id: ExerciseProbe.ID, _ form: FormValues) async throws {
        let questions = try await visit.read { reading -> [ExerciseProbeQuestion.ID] in
            // Whoever does not play learns nothing of it.
            _ = try PlayerSeat(visit, event, reading)
            let probe = try ProbeStore(reading).probe(id, of: event)
            guard probe.state != .planned else { throw Refusal.notFound }
            return probe.questions.map(\.id)
        }
        var answers: [ExerciseProbeQuestion.ID: String] = [:]
        for question in questions {
            let option = form.text("q-\(question)")
            if !option.isEmpty { answers[question] = option }
        }
        guard !answers.isEmpty else {
            throw Refusal.invalid([questions.first.map { "q-\($0)" } ?? "q": L("Choose one of these.")])
        }
        try await answer(visit, event, id, answers)
    }
}
