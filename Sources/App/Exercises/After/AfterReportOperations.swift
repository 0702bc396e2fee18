import Domain
import Storage
import Web

/// The after-action report: its parts in people's words, agreed on, closed into a case of the library.
enum AfterReportOperations {
    static let limit = 20_000

    /// - Parameter revision: of the text that was on the screen: what somebody else has written since is not overwritten.
    static func write(
        _ visit: Visit, _ event: Event.ID, _ section: ReportSection, _ text: String, revision: Int
    ) async throws {
        var check = FieldCheck()
        let text = check.lines("text", text, limit: limit)
        try check.finish()
        try await visit.database.write { tx in
            let own = try AfterOperations.Writer(visit, event, tx)
            guard own.exercise.state == .ended else {
                throw own.exercise.state.isOver ? Refusal.reportAgreed : Refusal.exerciseNotOver
            }
            let stored = try AfterStore(tx).texts(of: event)[section]
            if stored?.text ?? "" == text { return }
            guard stored?.revision ?? 0 == revision else { throw Refusal.reportChanged }
            let work = Work(tx, visit)
            try AfterStore.write(
                section, text, language: visit.language.rawValue, revision: revision + 1, in: event, work)
            try work.record(
                EvaluationPaths.scope(event), "event:\(event)", "report.text", ["section": .text(section.rawValue)])
        }
    }

    static func choose(_ visit: Visit, _ event: Event.ID, _ template: ReportTemplate) async throws {
        try await visit.database.write { tx in
            let own = try AfterOperations.Writer(visit, event, tx)
            guard own.exercise.state == .ended else {
                throw own.exercise.state.isOver ? Refusal.reportAgreed : Refusal.exerciseNotOver
            }
            try AfterStore.choose(template, of: event, tx)
            try Work(tx, visit).record(EvaluationPaths.scope(event), "event:\(event)", "report.template")
        }
    }

    /// By the director: from then on it stands as it is.
    /// - Parameter acceptsNames: the director has read the names that would be told with it.
    static func agree(_ visit: Visit, _ event: Event.ID, acceptsNames: Bool = false) async throws {
        try await visit.database.write { tx in
            let own = try AfterOperations.Writer(visit, event, tx)
            guard own.standing.isDirector else { throw Refusal.forbidden }
            if own.exercise.state == .reviewed { return }
            guard own.exercise.state == .ended else {
                throw own.exercise.state.isOver ? Refusal.reportAgreed : Refusal.exerciseNotOver
            }
            let told = try acceptsNames ? [] : told(own.exercise, own.plan, tx)
            guard told.isEmpty else { throw Refusal.invalid(["names": AfterOperations.tells(told)]) }
            let work = Work(tx, visit)
            try AfterStore.agree(event, try AfterStore(tx).report(of: event).template, work)
            try work.record(.event(event), "event:\(event)", "report.agreement")
        }
    }

    /// Names of cells that are not named outside, in the words that others will read once the report is agreed.
    static func told(_ exercise: ExerciseRecord, _ plan: ExercisePlan, _ reading: any Reading) throws -> [String] {
        let store = AfterStore(reading)
        let findings = try store.findings(of: exercise.event).filter(\.isShared).map(\.fields)
        let words = findings.flatMap { [$0.title, $0.text, $0.reference, $0.why] }
        let parts = try store.texts(of: exercise.event).values.map(\.text)
        return try UntoldNames(exercise, plan, reading).told(in: words + parts)
    }

    /// Closes the exercise; it becomes a case of the library. Of a rehearsal none is made.
    static func close(_ visit: Visit, _ event: Event.ID) async throws {
        let language = visit.language
        try await visit.database.write { tx in
            let own = try AfterOperations.Writer(visit, event, tx)
            guard own.standing.isDirector else { throw Refusal.forbidden }
            if own.exercise.state == .closed { return }
            guard own.exercise.state == .reviewed else { throw Refusal.reportNotAgreed }
            let work = Work(tx, visit)
            let made: Case.ID? =
                own.exercise.isRehearsal
                ? nil
                : try Language.$current.withValue(language) { try makeCase(work, event, language) }
            try AfterStore.close(event, as: made, work)
            try work.record(
                .event(event), "event:\(event)", "exercise.closing", ["case": JSONValue(made?.description)])
        }
    }

    /// What others may read of it: only what is shared.
    private static func makeCase(_ work: Work, _ event: Event.ID, _ language: Language) throws -> Case.ID {
        let record = try EventStore(work.tx).event(event)
        let exercise = try PlayStore(work.tx).required(event)
        let plan = try ExercisePlan(exercise.msel, work.tx)
        var fields = CaseFields()
        fields.kind = CaseRecord.Kind.exercise.rawValue
        fields.title = String(record.title.prefix(200))
        fields.happenedOn = min(record.startsOn, CalendarDate.today(work.now, timeZone: record.timeZone))
        fields.place = String(record.place.prefix(200))
        let shared = try AfterStore(work.tx).findings(of: event).filter(\.isShared)
        let parts = [plan.msel.overview] + shared.map { "\($0.kind.label.string()): \($0.fields.title)" }
        fields.summary = String(
            parts.filter { !$0.isEmpty }.joined(separator: "\n").prefix(CaseFields.summaryLimit))
        let marking = TLP.stricter(record.marking, plan.msel.marking)
        fields.marking = CaseMarking.kept.contains(marking) ? marking : "AMBER"
        fields.source = String(L("After-action report: \(record.title)").string().prefix(300))
        fields.language = language.rawValue
        return try CaseOperations.createIn(work, record.programme, event: event, fields).id
    }
}
