import Domain
import Storage
import Web

/// # What cells answered, side by side
///
/// - `/events/E/exercise/matrix` shows decisions of all cells: all of it to those who run the exercise, else as its ladder allows; who looks on
///   says there what they would decide (`POST …/points/P/observing`).
///   `…/matrix/live` renews it for those who run the exercise.
/// - `/events/E/exercise/decisions/D` is one cell's decision with its versions; a director withdraws it (`POST …/withdrawal`).
/// - `/events/E/exercise/measures` has every figure with its n, and who asked whom as a picture; `…/measures/requests.csv` is the list from
///   which `roundtable measures` computes the same.
enum AnswerRoutes {
    static let all: [Route] = [
        .get(AnswerPaths.matrix, .attend) { visit, event in
            try await visit.read { try DecisionMatrixPage(ExerciseFrame(visit, event, $0), $0).answer }
        },
        .get(AnswerPaths.matrixLive, .attend) { visit, event in
            try await visit.read { reading in
                let standing = try ExerciseStanding(visit, event, reading)
                try standing.require(standing.isExcon)
                _ = try PlayStore(reading).required(event)
            }
            let audience = Audience(
                scope: Scope.part(event, DecisionMatrixPage.place).description, name: LiveParts.writing,
                language: visit.language)
            let person = visit.visitor.journalName ?? visit.inbound.id
            return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
        },
        .post(AnswerPaths.observerAnswer, .attend) { visit, event, id in
            let option = try visit.inbound.form().text("option-code")
            try await ObserverRoundOperations.answer(visit, event, id, option)
            return .redirect(to: Done.saved.at(AnswerPaths.matrix(event)))
        },
        .get(AnswerPaths.decision, .attend) { visit, event, id in try await decision(visit, event, id, nil) },
        .post(AnswerPaths.withdrawal, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await CellDecisionOperations.withdraw(visit, event, id, reason: form["reason"] ?? "")
                return .redirect(to: Done.saved.at(AnswerPaths.decision(event, id)))
            } catch {
                return try await decision(visit, event, id, .refused(form, error))
            }
        },
        .get(AnswerPaths.measures, .attend) { visit, event in
            let minute = visit.inbound.query.wish("at", in: 0...1_000_000)
            let move = visit.inbound.query.wish("move", in: 1...1_000)
            return try await visit.read {
                try ExerciseMeasuresPage(ExerciseFrame(visit, event, $0), at: minute, move: move, $0).answer
            }
        },
        .get(AnswerPaths.requestFile, .attend) { visit, event in
            let file = try await visit.read { reading in
                let standing = try ExerciseStanding(visit, event, reading)
                try standing.require(standing.isExcon)
                return try ExerciseFigures(event, now: visit.now, reading).file
            }
            return try TableFormat.csv.answer(
                name: ExerciseText.fileName("requests"), header: file.header, rows: file.rows)
        },
    ]

    private static func decision(_ visit: Visit, _ event: Event.ID, _ id: ExerciseDecision.ID, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try CellDecisionPage(ExerciseFrame(visit, event, $0), id, state, $0).answer }
    }
}

extension AnswerFacts: RoutedFeature, ExerciseTabFeature, HelpFeature, LivePartFeature {
    static var liveParts: [LivePart] {
        [
            LivePart(
                kind: DecisionMatrixPage.place.kind,
                view: { asked, reading in
                    let exercise = try PlayStore(reading).required(asked.event)
                    let plan = try ExercisePlan(exercise.msel, reading)
                    let matrix = try DecisionMatrix(exercise, plan, .everything, nil, reading)
                    return LiveView(
                        state: DecisionMatrixPage.state,
                        regions: [LiveRegion("matrix", DecisionMatrixPage.section(matrix, asked.event))])
                })
        ]
    }

    static var routes: [Route] { AnswerRoutes.all }
    static var api: [APIRoute] { AnswerAPI.routes + ObserverRoundAPI.routes.map(\.ofExercise) }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: "decisions", order: 60, label: L("Decisions"), path: { AnswerPaths.matrix($0) },
                group: .answers, isShown: { $0.isExcon || !$1.state.isPlanned }),
            ExerciseTab(
                id: "measures", order: 65, label: L("Measures"), path: { AnswerPaths.measures($0) },
                group: .answers, isShown: { $0.isExcon || $1.state.isOver }),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "exercise-measures", order: 96, title: L("Decisions and measures of an exercise"),
                screens: [AnswerPaths.matrix.template, AnswerPaths.measures.template, AnswerPaths.decision.template],
                text: [
                    L(
                        "Each question is a row, each cell a column. Outside those who run the exercise it shows no more than its settings allow."
                    ),
                    L(
                        "Times to answer count what is still open as open. Every figure stands with its n; the list of requests lets anybody compute them again."
                    ),
                ], guides: [.organiser])
        ]
    }
}

extension AnswerFacts: EventDecisionFeature {
    static var decisionSchema: JSONSchema { JSONSchema.of(ListBody<AnswerAPI.DecisionBody>.self) }

    /// Of an event with an exercise: at the address at which workshops tell what countries decided.
    static func decisions(_ visit: Visit, _ event: Event.ID) async throws -> Answer? {
        guard try await visit.read({ try PlayStore($0).exercise(of: event) }) != nil else { return nil }
        return ExerciseHeader.marked(try Answer.json(try await AnswerAPI.decisions(visit, event)))
    }
}
