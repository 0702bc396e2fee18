import Domain
import Storage
import Web

/// What somebody may read of what followed an exercise: who runs or evaluates it all of it, others what is shared, and of their own cell.
struct AfterSight: Sendable {
    let exercise: ExerciseRecord
    let standing: ExerciseStanding
    let plan: ExercisePlan
    let findings: [FindingRecord]
    let actions: [ActionRecord]
    let proofs: ActionProofs
    let lessons: [LessonRecord]

    init(_ standing: ExerciseStanding, _ exercise: ExerciseRecord, _ reading: any Reading) throws {
        self.standing = standing
        self.exercise = exercise
        plan = try ExercisePlan(exercise.msel, reading)
        let store = AfterStore(reading)
        let isWriter = standing.mayEvaluate || standing.isExcon
        let isTold = exercise.state == .reviewed || exercise.state == .closed
        let seen = try store.findings(of: exercise.event).filter { finding in
            isWriter || isTold && (finding.isShared || finding.cell != nil && finding.cell == standing.cell)
        }
        findings = seen
        let actions = try ActionStore(reading).actions(from: "finding", seen.map(\.id.description))
        self.actions = actions
        let proofs = try ActionProofs(actions, reading)
        self.proofs = isWriter ? proofs : proofs.published
        let ids = Set(seen.map(\.id))
        lessons = try store.lessons(of: exercise.event).filter { isWriter || isTold && ids.isSuperset(of: $0.findings) }
    }

    var mayWrite: Bool { standing.mayEvaluate || standing.isExcon }

    /// Whether a cell is named to whoever looks: who writes, who sits in it, and all where it publishes by name.
    func names(_ cell: ExerciseCell.ID?) -> Bool {
        mayWrite || cell != nil && cell == standing.cell || ExerciseLadder(exercise, plan).names(cell)
    }

    /// Whether the owner of an action is told: a person to whoever runs the exercise and to themselves; a member unless a cell would follow.
    func tellsOwner(_ action: ActionRecord, _ voice: ActionVoice) -> Bool {
        if standing.isExcon || voice.owns(action) { return true }
        guard action.owner?.account == nil else { return false }
        let cell = findings.first { $0.id.description == action.origin?.id }?.cell
        return cell == nil || names(cell)
    }

    func actions(of finding: ExerciseFinding.ID) -> [ActionRecord] {
        actions.filter { $0.origin?.id == finding.description }
    }

    func state(of lesson: LessonRecord) -> LessonRecord.State {
        lesson.state(lesson.findings.flatMap(actions), proofs)
    }
}
