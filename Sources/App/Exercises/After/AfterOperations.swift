import Domain
import Storage
import Web

/// What follows an exercise: findings with their causes, actions with an owner, lessons, the hot wash.
enum AfterOperations {
    static let mostFindings = 500
    static let mostLessons = 200

    /// Who writes what follows: evaluators and whoever runs the exercise.
    struct Writer: Sendable {
        let visit: Visit
        let exercise: ExerciseRecord
        let standing: ExerciseStanding
        let plan: ExercisePlan

        /// - Throws: ``Refusal/notFound`` for whoever does not.
        init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
            self.visit = visit
            exercise = try PlayStore(reading).required(event)
            standing = try ExerciseStanding(visit, event, reading)
            try standing.require(standing.mayEvaluate || standing.isExcon)
            plan = try ExercisePlan(exercise.msel, reading)
        }

        func requireOver() throws {
            guard exercise.state.isOver else { throw Refusal.exerciseNotOver }
            guard !exercise.isRehearsal else { throw Refusal.exerciseIsRehearsal }
        }
    }

    // MARK: Findings

    static func find(
        _ visit: Visit, _ event: Event.ID, _ fields: FindingFields, _ place: FindingPlace, key: String? = nil
    ) async throws -> FindingRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let own = try Writer(visit, event, tx)
            try own.requireOver()
            let work = Work(tx, visit)
            let id: ExerciseFinding.ID = SendingKey.id(key, by: work.actor, work.environment)
            let store = AfterStore(tx)
            if let known = try store.finding(id), known.event == event { return known }
            let fields = try cleaned.checked()
            let place = try checked(place, own, tx)
            try requireUntold(fields, place, own, tx)
            guard try store.findings(of: event).count < mostFindings else {
                throw Refusal.tooMany(L("The exercise has \(mostFindings) findings, the maximum."))
            }
            try AfterStore.insert(id, fields, place, in: event, work)
            try work.record(EvaluationPaths.scope(event), "finding:\(id)", "finding.creation")
            return try store.finding(id, of: event)
        }
    }

    static func change(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseFinding.ID, _ fields: FindingFields, _ place: FindingPlace
    ) async throws -> FindingRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let own = try Writer(visit, event, tx)
            try own.requireOver()
            let store = AfterStore(tx)
            _ = try store.finding(id, of: event)
            let (fields, place) = (try cleaned.checked(), try checked(place, own, tx))
            try requireUntold(fields, place, own, tx)
            let work = Work(tx, visit)
            try AfterStore.update(id, fields, place, work)
            try work.record(EvaluationPaths.scope(event), "finding:\(id)", "finding.change")
            return try store.finding(id, of: event)
        }
    }

    /// With an objective, a cell and observations of this exercise.
    private static func checked(_ place: FindingPlace, _ own: Writer, _ reading: any Reading) throws -> FindingPlace {
        if let objective = place.objective, own.plan.objective(objective) == nil { throw Refusal.notFound }
        if let cell = place.cell, own.plan.cell(cell) == nil { throw Refusal.notFound }
        let found = try EvaluationStore(reading).observations(place.observations.sorted())
        // What its author has not submitted is nobody else's yet.
        let mine = own.visit.visitor.journalName
        let usable = found.filter { $0.event == own.exercise.event && ($0.sharedAt != nil || $0.author == mine) }
        guard usable.count == place.observations.count else { throw Refusal.notFound }
        return place
    }

    /// What others will read tells them of no cell that is not named; whoever runs the exercise may say that it is meant so.
    private static func requireUntold(
        _ fields: FindingFields, _ place: FindingPlace, _ own: Writer, _ reading: any Reading
    ) throws {
        guard place.isShared || place.cell != nil, !(place.acceptsNames && own.standing.isExcon) else { return }
        let names = try UntoldNames(own.exercise, own.plan, own: place.isShared ? nil : place.cell, reading)
        let told = names.told(in: [fields.title, fields.text, fields.reference, fields.why])
        guard told.isEmpty else { throw Refusal.invalid(["shared": Self.tells(told)]) }
    }

    static func tells(_ names: [String]) -> Message {
        L("Others would read who is meant: \(list: Array(names.prefix(8))). Write it without these names.")
    }

    // MARK: Actions

    /// A corrective action of a finding: its owner is asked by it.
    static func act(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseFinding.ID, _ fields: ActionFields, owner: ActionOwner?,
        key: String? = nil
    ) async throws -> ActionRecord {
        let cleaned = fields.ordered
        return try await visit.database.write { tx in
            let own = try Writer(visit, event, tx)
            try own.requireOver()
            let finding = try AfterStore(tx).finding(id, of: event)
            let record = try EventStore(tx).event(event)
            let programme = try ProgrammeStore(tx).programme(record.programme)
            let marking = TLP.stricter(programme.marking, record.marking)
            // Its owner is the cell's: others read of it only where the cell is named.
            let exercise = try PlayStore(tx).required(event)
            let isNamed =
                try finding.cell == nil
                || ExerciseLadder(exercise, ExercisePlan(exercise.msel, tx)).names(finding.cell)
            let tells = try !UntoldNames(own.exercise, own.plan, tx).told(in: [fields.title, fields.text]).isEmpty
            let draft = ActionDraft(
                owner: owner, origin: ActionOrigin(kind: "finding", id: id.description),
                marking: marking == "RED" ? "AMBER+STRICT" : marking, isShared: finding.isShared && isNamed && !tells)
            let work = Work(tx, visit)
            let known = try ActionOperations.check(
                draft, in: record.programme, ActionVoice(visit, tx), work, isForAnybody: true)
            return try ActionOperations.proposeIn(work, record.programme, cleaned, draft, known: known, key: key)
        }
    }

    // MARK: Lessons

    static func learn(
        _ visit: Visit, _ event: Event.ID, _ text: String, of findings: [ExerciseFinding.ID],
        acceptsNames: Bool = false, key: String? = nil
    ) async throws -> Lesson.ID {
        var check = FieldCheck()
        let text = check.lines("text", text, limit: 1_000, isRequired: true)
        if findings.isEmpty { check.fail("finding", L("Choose the findings that it rests on.")) }
        try check.finish()
        return try await visit.database.write { tx in
            let own = try Writer(visit, event, tx)
            try own.requireOver()
            let work = Work(tx, visit)
            let store = AfterStore(tx)
            let id: Lesson.ID = SendingKey.id(key, by: work.actor, work.environment)
            let lessons = try store.lessons(of: event)
            if lessons.contains(where: { $0.id == id }) { return id }
            let known = try store.findings(of: event)
            guard Set(known.map(\.id)).isSuperset(of: findings) else { throw Refusal.notFound }
            let isTold = known.contains { findings.contains($0.id) && ($0.isShared || $0.cell != nil) }
            if isTold, !(acceptsNames && own.standing.isExcon) {
                let told = try UntoldNames(own.exercise, own.plan, tx).told(in: [text])
                guard told.isEmpty else { throw Refusal.invalid(["text": Self.tells(told)]) }
            }
            guard lessons.count < mostLessons else {
                throw Refusal.tooMany(L("The exercise has \(mostLessons) lessons, the maximum."))
            }
            try AfterStore.insert(
                id, text, language: visit.language.rawValue, of: Set(findings).sorted(), in: event, work)
            try work.record(.event(event), "lesson:\(id)", "lesson.identification")
            return id
        }
    }

    /// A real event of the library shows that it holds; nothing takes that back.
    static func confirm(_ visit: Visit, _ event: Event.ID, _ id: Lesson.ID, by past: Case.ID?) async throws {
        try await visit.database.write { tx in
            let own = try Writer(visit, event, tx)
            try own.requireOver()
            guard try AfterStore(tx).lessons(of: event).contains(where: { $0.id == id }) else { throw Refusal.notFound }
            if let past {
                let known = try CaseStore(tx).record(past)
                let record = try EventStore(tx).event(event)
                guard known.programme == record.programme else { throw Refusal.notFound }
                guard known.fields.kind == CaseRecord.Kind.event.rawValue else { throw Refusal.lessonNeedsRealEvent }
            }
            try AfterStore.confirm(id, by: past, tx)
            try Work(tx, visit).record(.event(event), "lesson:\(id)", "lesson.confirmation")
        }
    }

    // MARK: Hot wash

    /// In the event's workshop part: collect, merge, vote, with what went well, what was hard, what to change first.
    static func washUp(_ visit: Visit, _ event: Event.ID) async throws {
        let language = visit.language
        let hadSteps = try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try PlayStore(tx).required(event)
            return try Language.$current.withValue(language) { try washUpIn(Work(tx, visit), event) }
        }
        guard hadSteps else { return }
        // A workshop that has a flow of its own keeps it.
        for stage in washUpStages {
            var fields = StepFields(stage)
            fields.title = L("Hot wash").string(in: language)
            try await StepOperations.add(visit, event, fields)
        }
    }

    private static let washUpStages: [WorkshopStage] = [.collect, .merge, .vote]

    private static let asked: [(title: Message, question: Message)] = [
        (L("What went well"), L("What went well, and why?")), (L("What was hard"), L("What was hard, and why?")),
        (L("What to change first"), L("What do we change first?")),
    ]

    static var topics: [TopicFields] {
        asked.map { TopicFields($0.title.string(), question: $0.question.string()) }
    }

    /// In whichever language it was set up.
    static func isWashUp(_ topic: TopicRecord) -> Bool {
        asked.contains { one in Language.allCases.contains { one.title.string(in: $0) == topic.title } }
    }

    /// - Returns: whether there was a workshop already, to whose steps those of the hot wash are added next.
    private static func washUpIn(_ work: Work, _ event: Event.ID) throws -> Bool {
        let (tx, topics) = (work.tx, topics)
        let record = try EventStore(tx).event(event)
        let isThere = try record.workshop != nil && EventStore(tx).topics(of: event).contains(where: isWashUp)
        guard !isThere else { throw Refusal.hotWashThere }
        try work.record(.event(event), "event:\(event)", "exercise.hot-wash")
        guard record.workshop == nil else {
            for topic in topics { try EventOperations.addTopicIn(work, event, topic.cleaned) }
            return true
        }
        // Nobody's words are tied to a name before they are agreed on.
        let start = EventPartStart(
            title: L("Hot wash").string(), namesShown: false, issuesVisible: false, topics: topics)
        _ = try EventPartOperations.addIn(work, EventWorkshop.kind, to: event, start)
        try StepStore.deleteAll(of: event, tx)
        for (index, stage) in washUpStages.enumerated() {
            var fields = StepFields(stage)
            fields.title = L("Hot wash").string()
            try StepStore.insert(work.environment.id(), in: event, fields, position: index + 1, tx)
        }
        return false
    }
}
