import Domain
import Storage
import Web

/// # Evaluation
///
/// - `/events/E/exercise/evaluate` is an evaluator's page: own tasks for own cells, what a cell got and did, a bar for what is seen.
/// - What an evaluator writes and rates is theirs alone until they submit; ratings of others are sealed until all assigned have submitted, or
///   the lead opens them. Then the lead writes down what was agreed on; ratings and consensus both stay.
/// - Nobody rates their own cell, country or organisation; M and U need a reason; changed after evidence was offered, a rating says why.
enum EvaluationRoutes {
    static let all: [Route] = [
        .get(EvaluationPaths.evaluate, .attend) { visit, event in try await page(visit, event, FormState()) },
        .get(EvaluationPaths.live, .attend) { visit, event in
            try await visit.read { _ = try EvaluationOperations.Evaluator(visit, event, $0) }
            let audience = Audience(
                scope: EvaluationPaths.scope(event).description, name: EvaluationSections.audience,
                language: visit.language)
            let person = visit.visitor.journalName ?? visit.inbound.id
            return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
        },
        .post(EvaluationPaths.observations, .attend) { visit, event in
            let form = try visit.inbound.form()
            return try await answered(visit, event, form) {
                _ = try await EvaluationOperations.observe(visit, event, draft(form), key: visit.sendingName(form))
                return "observe"
            }
        },
        .post(EvaluationPaths.observation, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            return try await answered(visit, event, form) {
                if form.text("act") == "removal" {
                    try await EvaluationOperations.remove(visit, event, id)
                } else {
                    try await EvaluationOperations.change(visit, event, id, draft(form))
                }
                return "observations"
            }
        },
        .post(EvaluationPaths.ratings, .attend) { visit, event in
            let form = try visit.inbound.form()
            guard let task = CriticalTask.ID(form.text("task")), let cell = ExerciseCell.ID(form.text("cell")) else {
                throw Refusal.malformedForm
            }
            return try await answered(visit, event, form) {
                guard let value = TaskRating(rawValue: form.text("value")) else {
                    throw Refusal.invalid(["value": L("Choose a rating.")])
                }
                try await EvaluationOperations.rate(
                    visit, event, RatedUnit(task: task, cell: cell),
                    RatingDraft(value: value, reason: form["reason"] ?? "", change: form["change"] ?? ""))
                return "rate-\(task)-\(cell)"
            }
        },
        .post(EvaluationPaths.submission, .attend) { visit, event in
            try await EvaluationOperations.submit(visit, event)
            return .redirect(to: Done.ratingsSubmitted.at(EvaluationPaths.evaluate(event)))
        },
        .post(EvaluationPaths.closing, .attend) { visit, event in
            try await EvaluationOperations.close(visit, event)
            return .redirect(to: Done.saved.at(EvaluationPaths.evaluate(event)))
        },
        .post(EvaluationPaths.lead, .attend) { visit, event in
            let told = try visit.inbound.form().text("lead")
            let seat = ExerciseSeat.ID(told)
            if seat == nil, !told.isEmpty { throw Refusal.malformedForm }
            try await EvaluationOperations.lead(visit, event, seat)
            return .redirect(to: Done.saved.at(EvaluationPaths.evaluate(event)))
        },
        .post(EvaluationPaths.consensus, .attend) { visit, event in
            let form = try visit.inbound.form()
            guard let task = CriticalTask.ID(form.text("agreed-task")),
                let cell = ExerciseCell.ID(form.text("agreed-cell"))
            else { throw Refusal.malformedForm }
            return try await answered(visit, event, form) {
                guard let value = TaskRating(rawValue: form.text("value")) else {
                    throw Refusal.invalid(["value": L("Choose a rating.")])
                }
                try await EvaluationOperations.agree(
                    visit, event, RatedUnit(task: task, cell: cell), value, reason: form["reason"] ?? "")
                return "results"
            }
        },
    ]

    private static func draft(_ form: FormValues) -> ObservationDraft {
        ObservationDraft(
            text: form["text"] ?? "", kind: ObservationKind(rawValue: form.text("kind")) ?? .neutral,
            cell: ExerciseCell.ID(form.text("cell")), task: CriticalTask.ID(form.text("task")),
            paper: Paper.ID(form.text("paper")), evidence: ObservationEvidence(form.text("evidence")),
            device: DeviceTime(form))
    }

    private static func page(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { try EvaluatePage(visit, event, state, $0).answer }
    }

    /// Back to where it was done; or the page again with what is wrong, and what was typed.
    private static func answered(
        _ visit: Visit, _ event: Event.ID, _ form: FormValues, _ act: () async throws -> String
    ) async throws -> Answer {
        do {
            let place = try await act()
            let cell = form.text("cell")
            let query = ExerciseCell.ID(cell) == nil ? "" : "?cell=\(cell)"
            return .redirect(to: "\(Done.saved.at(EvaluationPaths.evaluate(event) + query))#\(place)")
        } catch {
            return try await page(visit, event, .refused(form, error))
        }
    }
}

extension Done {
    static let ratingsSubmitted = Done(
        "ratings-submitted", L("Submitted. Others see it once everybody has."))
}
