import Domain
import Storage
import Web

/// A feature that knows what a cell did, for who evaluates it: decisions, requests, its log.
protocol CellRecordFeature: Feature {
    static func record(of cell: CellRecord, in event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading) throws
        -> [CellRecordLine]
}

struct CellRecordLine: Sendable {
    /// Of the exercise's clock.
    let elapsed: Int64
    /// "Decision".
    let what: Message
    let text: String
    var language: String?
    /// What an observation on it is linked to.
    var source: ObservationEvidence?
}

/// A feature that offers evidence on a task of a cell, once an evaluator has rated it: "first notice 23 min after #4; target 20".
protocol TaskEvidenceFeature: Feature {
    static func evidence(
        of task: TaskRecord, by cell: CellRecord, in event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading
    ) throws -> [Message]
}

enum CellRecords {
    private static let features: [any CellRecordFeature.Type] = Features.all { $0 as? any CellRecordFeature.Type }

    static func lines(of cell: CellRecord, in event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading) throws
        -> [CellRecordLine]
    {
        try features.flatMap { try $0.record(of: cell, in: event, plan, reading) }.sorted { $0.elapsed < $1.elapsed }
    }
}

enum TaskEvidence {
    private static let features: [any TaskEvidenceFeature.Type] = Features.all { $0 as? any TaskEvidenceFeature.Type }

    static func told(
        of task: TaskRecord, by cell: CellRecord, in event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading
    ) throws -> [Message] {
        try opened(task, cell, event, plan, reading)
            + features.flatMap { try $0.evidence(of: task, by: cell, in: event, plan, reading) }
    }

    /// How long after their release the papers that test it were opened.
    private static func opened(
        _ task: TaskRecord, _ cell: CellRecord, _ event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading
    ) throws -> [Message] {
        let store = PlayStore(reading)
        let openings = Dictionary(grouping: try store.openings(of: event), by: \.paper)
        let injects = plan.injects.filter { $0.tasks.contains(task.id) }
        return try store.papers(of: cell.id).filter { $0.corrects == nil }.compactMap { paper in
            guard let inject = injects.first(where: { $0.id == paper.inject }) else { return nil }
            guard let first = openings[paper.id]?.map(\.elapsed).min() else {
                return L("#\(inject.label) was not opened.")
            }
            let minutes = Int(max(0, first - paper.elapsed) / 60_000)
            return L(
                minutes, one: "#\(inject.label) was opened \(minutes) minute after its release.",
                other: "#\(inject.label) was opened \(minutes) minutes after its release.")
        }
    }
}
