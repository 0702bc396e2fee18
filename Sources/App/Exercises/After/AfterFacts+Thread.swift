import Domain
import Storage
import Web

/// What was seen, found, done and learned stands in the thread under what an exercise tested: an issue of a workshop ends in what became of
/// it, and in the retest that has proven it. Findings and lessons are told as their own pages tell them, observations to who evaluated and
/// to the cell of which they are.
extension AfterFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.observation, .finding, .action, .lesson]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try tellActions(asked, reading, &material)
        let store = AfterStore(reading)
        for event in try store.threadEvents(of: asked.events) {
            guard let exercise = try PlayStore(reading).exercise(of: event), exercise.state.isOver else { continue }
            guard let visitor = asked.visitor else {
                try tellRoom(exercise, reading, &material)
                continue
            }
            let membership = try MembershipStore(reading).membership(of: visitor, in: event)
            guard membership.allows(.attend) else { continue }
            let sight = try AfterSight(ExerciseStanding(membership, event, reading), exercise, reading)
            tell(sight.findings, of: event, &material)
            for lesson in sight.lessons { tell(lesson, isLearned: sight.state(of: lesson) == .learned, &material) }
            try tellObservations(sight, reading, &material)
        }
    }

    private static func tell(_ findings: [FindingRecord], of event: Event.ID, _ material: inout ThreadMaterial) {
        for finding in findings {
            material.exercised.append(
                ThreadItem(
                    kind: .finding, id: finding.id.description, event: event, title: finding.fields.title,
                    language: finding.fields.language))
            if let objective = finding.objective {
                material.exercising.append(.init(upper: objective.description, lower: finding.id.description))
            }
        }
    }

    private static func tell(_ lesson: LessonRecord, isLearned: Bool, _ material: inout ThreadMaterial) {
        var item = ThreadItem(
            kind: .lesson, id: lesson.id.description, event: lesson.event, title: lesson.text, language: lesson.language
        )
        item.isLearned = isLearned
        material.exercised.append(item)
        for finding in lesson.findings {
            material.exercising.append(.init(upper: finding.description, lower: lesson.id.description))
        }
    }

    /// For everybody in a room and nobody in particular: what is shared once the report is agreed on.
    private static func tellRoom(
        _ exercise: ExerciseRecord, _ reading: any Reading, _ material: inout ThreadMaterial
    ) throws {
        guard exercise.state == .reviewed || exercise.state == .closed else { return }
        let findings = try AfterStore(reading).findings(of: exercise.event).filter(\.isShared)
        tell(findings, of: exercise.event, &material)
        let shown = Set(findings.map(\.id))
        let actions = try ActionStore(reading).actions(from: "finding", shown.sorted().map(\.description))
        let proofs = try ActionProofs(actions, reading).published
        for lesson in try AfterStore(reading).lessons(of: exercise.event) where shown.isSuperset(of: lesson.findings) {
            let own = Set(lesson.findings.map(\.description))
            let followed = actions.filter { own.contains($0.origin?.id ?? "") }
            tell(lesson, isLearned: lesson.state(followed, proofs) == .learned, &material)
        }
    }

    private static func tellObservations(
        _ sight: AfterSight, _ reading: any Reading, _ material: inout ThreadMaterial
    ) throws {
        let found = Set(sight.findings.map(\.id))
        for one in try AfterStore(reading).seen(in: sight.exercise.event) {
            let rests = one.findings.filter(found.contains)
            guard sight.mayWrite || one.cell != nil && one.cell == sight.standing.cell && !rests.isEmpty else {
                continue
            }
            material.exercised.append(
                ThreadItem(
                    kind: .observation, id: one.id, event: sight.exercise.event, title: one.text,
                    language: one.language))
            for upper in [one.task, one.inject].compactMap(\.self) {
                material.exercising.append(.init(upper: upper, lower: one.id))
            }
            for finding in rests { material.exercising.append(.init(upper: one.id, lower: finding.description)) }
        }
    }

    private static func tellActions(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial)
        throws
    {
        let followed = try AfterStore(reading).followed(in: asked.events)
        guard !followed.isEmpty else { return }
        let (events, ids) = (Set(asked.events), Set(followed.map(\.action)).sorted())
        let voice = try asked.visitor.map { try ActionVoice($0, now: 0, reading) }
        let seen = try ActionStore(reading).actions(ids).filter { action in
            // For everybody in a room and nobody in particular: what the whole programme reads.
            voice?.reads(action) ?? (action.isShared && ["GREEN", "CLEAR"].contains(action.marking))
        }
        let proofs = try ActionProofs(seen, reading)
        for action in seen {
            let own = followed.filter { $0.action == action.id }
            guard
                let home = own.first(where: { events.contains($0.event) })?.event
                    ?? own.compactMap(\.sourceEvent).first(where: events.contains)
            else { continue }
            let standing =
                voice.map { proofs.standing(action, for: $0) } ?? proofs.published.standing(action)
            var item = ThreadItem(
                kind: .action, id: action.id.description, event: home,
                title: "\(action.title) · \(standing.label.string())", language: action.language)
            item.standing = standing.thread
            material.exercised.append(item)
            if let origin = action.origin {
                material.exercising.append(.init(upper: origin.id, lower: action.id.description))
            }
            for source in own.compactMap(\.source) {
                material.actionSources.append(.init(upper: source, lower: action.id.description))
            }
        }
    }

    static func threadHome(of id: String) -> SQL { AfterStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? {
        switch item.kind {
        case .action: Action.ID(item.id).map { Paths.action($0) }
        case .finding: item.page(AfterPaths.finding)
        default: nil
        }
    }

    static func threadBeside(_ events: [Event.ID], _ reading: any Reading) throws -> [Event.ID] {
        try AfterStore(reading).retesting(events)
    }
}

extension ActionStanding {
    var thread: ThreadAction {
        switch self {
        case .proposed: .proposed
        case .agreed: .agreed
        case .inProgress: .begun
        case .done: .done
        case .proven: .proven
        case .notProven: .notProven
        case .dropped: .dropped
        }
    }
}
