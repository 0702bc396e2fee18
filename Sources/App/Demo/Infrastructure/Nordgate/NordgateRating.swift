import Domain
import Storage
import Web

/// What evaluators of Nordgate note and rate, each alone; then what they agree on.
struct NordgateRating {
    let stage: DemoStage
    let director: Account.ID
    let made: NordgateMade

    /// Where not everybody performed: by task and cell what each of the two saw, and why.
    private static let less: [String: [(cell: String, values: [TaskRating], reason: String)]] = [
        "T1": [
            ("A", [.major, .major], "The first notice went 27 minutes after the report, not within 20."),
            ("B", [.some, .performed], "B asked before it was told."),
        ],
        "T3": [
            ("C", [.some, .major], "Physical protection decided; security was told afterwards."),
            ("F", [.some, .some], "Two of three functions were asked."),
        ],
        "T4": [("D", [.some, .performed], "Eight minutes until the radio line was confirmed.")],
        "T5": [("C", [.unable, .major], "The request for staff was declined after 34 minutes, without an offer.")],
        "T6": [("F", [.notObserved, .notObserved], "")],
    ]

    /// What evaluators wrote while it went on.
    private static let notes: [(cell: String, task: String, inject: Int, kind: ObservationKind, text: String)] = [
        (
            "A", "T1", 4, .improvement,
            "The desk waited for a second signature before it told anybody across the border."
        ),
        ("A", "T6", 14, .strength, "One press line, agreed in five minutes, out in three languages at the same time."),
        ("C", "T4", 9, .strength, "The fall-back channel was known to all three functions without looking it up."),
        ("C", "T5", 13, .improvement, "The request lay with the guards: nobody looked when they were at the gates."),
        ("E", "T5", 13, .strength, "Every offer said how many, from when, and with what."),
        ("D", "T2", 10, .neutral, "Two versions of the rumour stood side by side for ten minutes."),
    ]

    func rate() async throws {
        stage.clock.tick(seconds: 600)
        let event = made.event
        let (seats, assignments, people) = try await stage.services.database.read { reading in
            let store = PlayStore(reading)
            return (
                try store.seats(of: event), try store.assignments(of: event),
                try EventStore(reading).participants(of: event)
            )
        }
        let (tasks, cells) = (Self.codes(made.tasks), Self.codes(made.cells))
        var looked: [RatedUnit: Int] = [:]
        for seat in seats where seat.role == .evaluator {
            guard let person = people.first(where: { $0.id == seat.participant }) else { continue }
            let visit = stage.visit(
                seat: Visitor.Seat(
                    id: person.id, event: event, name: person.name, country: person.country, sector: person.sector,
                    language: nil, role: person.role, isApproved: true, isPresent: true), language: .english)
            let own = assignments.filter { $0.seat == seat.id }
            try await note(visit, own, tasks, cells)
            for one in own {
                let unit = RatedUnit(task: one.task, cell: one.cell)
                let number = looked[unit, default: 0]
                looked[unit] = number + 1
                stage.clock.tick()
                let (value, reason) = Self.rating(tasks[one.task] ?? "", cells[one.cell] ?? "", number)
                try await EvaluationOperations.rate(
                    visit, event, unit, RatingDraft(value: value, reason: reason))
            }
            try await EvaluationOperations.submit(visit, event)
        }
        try await agree(looked, tasks, cells)
    }

    private static func codes<ID: Hashable>(_ made: [String: ID]) -> [ID: String] {
        Dictionary(made.map { ($0.value, $0.key) }) { first, _ in first }
    }

    private static func rating(_ task: String, _ cell: String, _ number: Int) -> (TaskRating, String) {
        guard let one = less[task]?.first(where: { $0.cell == cell }) else { return (.performed, "") }
        let value = one.values[number % one.values.count]
        return (value, value == .performed || value == .notObserved ? "" : one.reason)
    }

    private func note(
        _ visit: Visit, _ own: [AssignmentRecord], _ tasks: [CriticalTask.ID: String],
        _ cells: [ExerciseCell.ID: String]
    ) async throws {
        for note in Self.notes {
            guard let task = made.tasks[note.task], let cell = made.cells[note.cell],
                own.contains(where: { $0.task == task && $0.cell == cell })
            else { continue }
            stage.clock.tick()
            let inject = made.injects[note.inject]
            let paper = try await stage.services.database.read { reading in
                try PlayStore(reading).papers(of: cell).first { $0.inject == inject }?.id
            }
            var draft = ObservationDraft(text: note.text, kind: note.kind, cell: cell, task: task)
            draft.paper = paper
            _ = try await EvaluationOperations.observe(visit, made.event, draft)
        }
    }

    /// In a talk of a quarter of an hour; of two the more careful, where they differ.
    private func agree(
        _ units: [RatedUnit: Int], _ tasks: [CriticalTask.ID: String], _ cells: [ExerciseCell.ID: String]
    ) async throws {
        stage.clock.tick(seconds: 900)
        let visit = try await stage.visit(director)
        for unit in units.keys.sorted(by: { ($0.task, $0.cell) < ($1.task, $1.cell) }) {
            let both = [0, 1].map { Self.rating(tasks[unit.task] ?? "", cells[unit.cell] ?? "", $0) }
            let worst = both.max { ($0.0.place ?? -1) < ($1.0.place ?? -1) }
            guard let worst else { continue }
            try await EvaluationOperations.agree(visit, made.event, unit, worst.0, reason: worst.1)
        }
    }
}
