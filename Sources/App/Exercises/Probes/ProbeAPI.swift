import Domain
import Storage
import Web

/// Probes as JSON, on the same operations. A player sees the one that is open, without what is true.
enum ProbeAPI {
    struct QuestionInput: Codable, Sendable {
        /// By language.
        let text: [String: String]
        /// Two to six, by language; they are called a, b, c … in this order.
        let options: [[String: String]]
        /// The letter of an option; left out where none is right.
        let truth: String?
        /// `1:25` of the exercise's clock: asked before, no option is right.
        let trueFrom: String?
    }

    struct ProbeInput: Codable, Sendable {
        let title: String?
        /// `1:25` of the exercise's clock.
        let time: String?
        let release: ReleaseWay?
        /// At most six.
        let questions: [QuestionInput]?

        func draft() throws -> ProbeDraft {
            var draft = ProbeDraft()
            draft.title = title ?? ""
            draft.planned = try Self.time(time, "time")
            draft.release = release ?? .hand
            for (place, one) in (questions ?? []).prefix(50).enumerated() {
                draft.questions.append(
                    .init(
                        text: LocalTexts(one.text), options: one.options.prefix(50).map { LocalTexts($0) },
                        truth: one.truth ?? "", trueFrom: try Self.time(one.trueFrom, "from-\(place)")))
            }
            return draft
        }

        private static func time(_ typed: String?, _ field: String) throws -> Int64 {
            guard let typed, !typed.isEmpty else { return 0 }
            guard let time = ElapsedTyped.read(typed) else { throw Refusal.invalid([field: ProbeDraft.timeWords]) }
            return time
        }
    }

    struct OptionBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ProbeOption" }

        let code: String
        let text: [String: String]
    }

    struct AnswerBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ProbeAnswer" }

        let cell: ExerciseCell.ID
        let option: String
    }

    struct QuestionBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ProbeQuestion" }

        let id: ExerciseProbeQuestion.ID
        let text: [String: String]
        let options: [OptionBody]
        /// For who runs the exercise; for others after ENDEX.
        let truth: String?
        let answers: [AnswerBody]
    }

    struct ProbeBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseProbe" }

        let exercise: Bool
        let id: ExerciseProbe.ID
        let number: Int
        let title: String
        /// By the exercise's clock, milliseconds.
        let planned: Int64
        let release: ReleaseWay
        let state: ExerciseProbeRecord.State
        let opened: Int64?
        let closed: Int64?
        let questions: [QuestionBody]
    }

    struct ActInput: Codable, Sendable { let act: ProbeOperations.Act }

    struct AnswersInput: Codable, Sendable {
        /// The letter of an option by the id of its question.
        let answers: [String: String]
    }

    private static let tag = "Exercise"

    static let routes: [APIRoute] = [
        .get(
            ProbePaths.apiList, .attend, tag,
            "What all cells are asked at the same moment: all for those who plan and run the exercise, the open one for players."
        ) { visit, event in
            ListBody(items: try await visit.read { try bodies(visit, event, $0) }, next: nil)
        },
        .send(.post, ProbePaths.apiList, .attend, tag, "Adds a probe.", success: .created) {
            (visit, input: ProbeInput, event) in
            let id = try await ProbeOperations.create(visit, event, input.draft())
            return try await visit.read { try body(visit, event, id, $0) }
        },
        .send(
            .put, ProbePaths.apiProbe, .attend, tag,
            "Changes a probe that was not opened; a field that the body leaves out is emptied."
        ) { (visit, input: ProbeInput, event, id) in
            try await ProbeOperations.change(visit, event, id, input.draft())
            return try await visit.read { try body(visit, event, id, $0) }
        },
        .send(.post, ProbePaths.apiAct, .attend, tag, "Opens a probe to all cells, or closes it.", success: .created) {
            (visit, input: ActInput, event, id) in
            try await ProbeOperations.act(visit, event, id, input.act)
            return ListBody(items: try await visit.read { try bodies(visit, event, $0) }, next: nil)
        },
        .send(
            .put, ProbePaths.apiAnswers, .attend, tag,
            "Answers for one's cell; the last answer counts until the probe closes."
        ) { (visit, input: AnswersInput, event, id) in
            var answers: [ExerciseProbeQuestion.ID: String] = [:]
            for (key, option) in input.answers {
                guard let question = ExerciseProbeQuestion.ID(key) else { throw Refusal.malformedForm }
                answers[question] = option
            }
            try await ProbeOperations.answer(visit, event, id, answers)
            return try await visit.read { try body(visit, event, id, $0) }
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID, _ id: ExerciseProbe.ID, _ reading: any Reading) throws
        -> ProbeBody
    {
        guard let body = try bodies(visit, event, reading).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return body
    }

    private static func bodies(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [ProbeBody] {
        let standing = try ExerciseStanding(visit, event, reading)
        let exercise = try PlayStore(reading).required(event)
        let (isWhole, isOver) = (standing.mayPlan, exercise.state.isOver)
        let cells = try PlanStore(reading).cells(of: exercise.msel).filter {
            standing.isExcon || $0.id == standing.cell
        }
        let probes = try ExerciseProbes(event, reading)
        let shown = probes.probes.filter { probe in
            isWhole || standing.isPlayer && (probe.state == .open || isOver && probe.state == .closed)
        }
        return shown.map { probe in
            let questions = probe.questions.map { question in
                QuestionBody(
                    id: question.id, text: question.text.byLanguage,
                    options: question.options.map { OptionBody(code: $0.code, text: $0.text.byLanguage) },
                    truth: isWhole
                        ? (question.truth.isEmpty ? nil : question.truth)
                        : isOver ? probe.truth(of: question) : nil,
                    answers: cells.compactMap { cell in
                        probes.answer(of: cell.id, to: question.id).map { AnswerBody(cell: cell.id, option: $0) }
                    })
            }
            return ProbeBody(
                exercise: true, id: probe.id, number: probe.number, title: probe.title, planned: probe.planned,
                release: probe.release, state: probe.state, opened: probe.openedElapsed, closed: probe.closedElapsed,
                questions: questions)
        }
    }
}
