import Domain
import Storage
import Web

/// What all cells are asked at one moment, to see whether they see the same.
struct ExerciseProbeRecord: Sendable {
    enum State: String, Sendable, Codable, CaseIterable, ChoiceType { case planned, open, closed }

    let id: ExerciseProbe.ID
    let event: Event.ID
    let number: Int
    let title: String
    let planned: Int64
    let release: ReleaseWay
    let openedAt: Int64?
    let openedElapsed: Int64?
    let closedAt: Int64?
    let closedElapsed: Int64?
    var questions: [ProbeQuestionRecord] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        number = try row.get("number")
        title = try row.get("title")
        planned = try row.get("planned_elapsed")
        release = try row.get("release")
        openedAt = try row.get("opened_at")
        openedElapsed = try row.get("opened_elapsed")
        closedAt = try row.get("closed_at")
        closedElapsed = try row.get("closed_elapsed")
    }

    var state: State { openedAt == nil ? .planned : closedAt == nil ? .open : .closed }

    /// What was true when it was asked; nothing where none of the options was.
    func truth(of question: ProbeQuestionRecord) -> String? {
        guard !question.truth.isEmpty, let openedElapsed, question.trueFrom <= openedElapsed else { return nil }
        return question.truth
    }
}

struct ProbeQuestionRecord: Sendable {
    struct Option: Sendable, Hashable {
        let code: String
        let text: LocalTexts
    }

    let id: ExerciseProbeQuestion.ID
    let probe: ExerciseProbe.ID
    let position: Int
    let text: LocalTexts
    /// The code of an option; empty where none is right.
    let truth: String
    /// By the exercise's clock.
    let trueFrom: Int64
    var options: [Option] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        probe = try row.get("probe_id")
        position = try row.get("position")
        text = try JSONCoding.value(try row.get("text"))
        truth = try row.get("truth")
        trueFrom = try row.get("true_from")
    }
}

struct ProbeAnswerRecord: Sendable, Hashable {
    let question: ExerciseProbeQuestion.ID
    let cell: ExerciseCell.ID
    let number: Int
    let option: String
    let author: String?
    let elapsed: Int64

    init(_ row: Row) throws {
        question = try row.get("question_id")
        cell = try row.get("cell_id")
        number = try row.get("number")
        option = try row.get("option_code")
        author = try row.get("author")
        elapsed = try row.get("elapsed")
    }
}

/// The probes of an exercise with what cells answered, as far as it counts.
struct ExerciseProbes: Sendable {
    let probes: [ExerciseProbeRecord]
    /// The last answer of each cell to each question.
    private let last: [ExerciseProbeQuestion.ID: [ExerciseCell.ID: ProbeAnswerRecord]]

    /// - Parameter end: the moment at which one looks, by the exercise's clock.
    init(_ event: Event.ID, at end: Int64 = .max, _ reading: any Reading) throws {
        let store = ProbeStore(reading)
        probes = try store.probes(of: event)
        var last: [ExerciseProbeQuestion.ID: [ExerciseCell.ID: ProbeAnswerRecord]] = [:]
        for answer in try store.answers(of: event) where answer.elapsed <= end {
            last[answer.question, default: [:]][answer.cell] = answer
        }
        self.last = last
    }

    var open: ExerciseProbeRecord? { probes.first { $0.state == .open } }

    func answer(of cell: ExerciseCell.ID, to question: ExerciseProbeQuestion.ID) -> String? {
        last[question]?[cell]?.option
    }

    func answered(_ probe: ExerciseProbeRecord, by cell: ExerciseCell.ID) -> Int {
        probe.questions.count { answer(of: cell, to: $0.id) != nil }
    }

    /// Of probes that were opened within a time; nothing where none was.
    func picture(_ cells: [CellRecord], in range: ClosedRange<Int64>) -> SharedPicture? {
        picture(cells, probes.filter { $0.openedElapsed.map(range.contains) ?? false })
    }

    func picture(_ cells: [CellRecord], _ probes: [ExerciseProbeRecord]) -> SharedPicture? {
        let asked = probes.flatMap { probe in probe.questions.map { ($0.id, probe.truth(of: $0)) } }
        guard !asked.isEmpty else { return nil }
        return SharedPicture(
            truth: asked.map(\.1),
            answers: cells.map { cell in asked.map { answer(of: cell.id, to: $0.0) } })
    }
}
