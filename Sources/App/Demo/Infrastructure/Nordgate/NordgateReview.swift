import Domain
import Storage
import Web

/// What Nordgate leaves behind: findings with their causes, actions that their owner has agreed to, lessons, and a report.
struct NordgateReview {
    let stage: DemoStage
    let director: Account.ID
    let made: NordgateMade

    private struct Told: Sendable {
        let kind: FindingKind
        let title: String
        let text: String
        let reference: String
        let why: String
        let objective: String
        var cell: String?
        /// Of whose observations it rests on.
        var task: String?
        /// What is done about it, what it changes, and in how many days.
        var action: (title: String, element: ActionElement, days: Int)?
    }

    private static let findings = [
        Told(
            kind: .improvement, title: "Neighbours were told 27 minutes after the first confirmed report",
            text: "The report was confirmed in minute 14; the first notice across the border went in minute 41.",
            reference: "Duty contact list, tested monthly",
            why: """
                The desk waited for a second signature.
                The rule for notices asks for two signatures at all hours.
                At night and on weekends one of the two cannot be reached.
                """, objective: "O1", cell: "A", task: "T1",
            action: (NordgateRetest.action, .planning, 60)),
        Told(
            kind: .improvement, title: "A request for help was declined after its time, without an offer",
            text: "A asked four partners for staff. Three answered within 14 minutes, one after 34.",
            reference: "One form for requests for assistance",
            why: """
                The request lay with physical protection, who were at the gates.
                Nobody else of the cell looks at requests.
                The form does not say who answers in whose place.
                """, objective: "O3", cell: "C", task: "T5",
            action: ("The form for requests names a deputy for each function", .organisation, 90)),
        Told(
            kind: .strength, title: "Six capitals said one line within five minutes",
            text: "Two drafts became one, agreed by three cells before anything was released.",
            reference: "Public words are agreed with the neighbour first", why: "", objective: "O3"),
        Told(
            kind: .strength, title: "The fall-back channel was known without looking it up",
            text: "Three minutes after mail was down, three partners were told where to listen.",
            reference: "Agreed fall-back channel", why: "", objective: "O2", cell: "C", task: "T4"),
    ]

    private static let lesson =
        "A first notice is worth more than a complete one: what is not known yet is said to be so."

    func review() async throws {
        stage.clock.tick(seconds: 3_600)
        let visit = try await stage.visit(director)
        var found: [ExerciseFinding.ID] = []
        for told in Self.findings {
            stage.clock.tick(seconds: 120)
            var fields = FindingFields()
            (fields.kind, fields.title, fields.text) = (told.kind.rawValue, told.title, told.text)
            (fields.reference, fields.why) = (told.reference, told.why)
            var place = FindingPlace()
            (place.objective, place.isShared) = (made.objectives[told.objective], true)
            place.cell = told.cell.flatMap { made.cells[$0] }
            place.observations = try await seen(told)
            let finding = try await AfterOperations.find(visit, made.event, fields, place)
            found.append(finding.id)
            guard let action = told.action else { continue }
            var wanted = ActionFields()
            (wanted.title, wanted.element) = (action.title, action.element.rawValue)
            (wanted.startsOn, wanted.dueOn) = (stage.day(1), stage.day(action.days))
            wanted.evidence = "A retest within a year."
            let record = try await AfterOperations.act(
                visit, made.event, finding.id, wanted, owner: .account(director))
            _ = try await ActionOperations.move(visit, record.id, .agree, "")
        }
        _ = try await AfterOperations.learn(visit, made.event, Self.lesson, of: Array(found.prefix(1)))
        stage.clock.tick(seconds: 1_200)
        try await AfterReportOperations.agree(visit, made.event)
    }

    private func seen(_ told: Told) async throws -> Set<ExerciseObservation.ID> {
        guard let cell = told.cell.flatMap({ made.cells[$0] }), let task = told.task.flatMap({ made.tasks[$0] }) else {
            return []
        }
        let all = try await stage.services.database.read { [made] reading in
            try EvaluationStore(reading).observations(of: made.event)
        }
        return Set(all.filter { $0.cell == cell && $0.task == task }.map(\.id))
    }
}
