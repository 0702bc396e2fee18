import Domain
import Markup
import Storage
import Web

/// What follows an exercise: findings, actions, lessons, the report, retests.
enum AfterFacts: RoutedFeature, JournalFeature, NoticeFeature, ExerciseTabFeature, HelpFeature {
    static var routes: [Route] { AfterRoutes.all }
    static var api: [APIRoute] { AfterAPI.routes.map(\.ofExercise) }
    static var notices: [Done] { [.hotWash, .reportAgreed] }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: "report", order: 80, label: L("Report"), path: { AfterPaths.report($0) },
                isShown: { standing, exercise in
                    let isWriter = standing.isExcon || standing.mayEvaluate
                    return exercise.state == .reviewed || exercise.state == .closed
                        || isWriter && exercise.state == .ended
                })
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("finding.creation", L("Finding added")),
            JournalKind("finding.change", L("Finding changed")),
            JournalKind("lesson.identification", L("Lesson identified"), news: .organisers),
            JournalKind("lesson.confirmation", L("Lesson confirmed by a real event")),
            JournalKind("exercise.hot-wash", L("Hot wash set up")),
            JournalKind("report.text", L("After-action report written on")),
            JournalKind("report.template", L("Outline of the after-action report changed")),
            JournalKind("report.agreement", L("After-action report agreed"), news: .everybody),
            JournalKind("exercise.closing", L("Exercise closed"), news: .everybody),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "after-exercise", order: 131, title: L("After the exercise"),
                screens: [
                    AfterPaths.findings.template, AfterPaths.newFinding.template, AfterPaths.finding.template,
                    AfterPaths.report.template,
                ],
                text: [
                    L(
                        "A finding says what was seen, against which plan, and why: ask why until somebody can do something about it. From it an action begins, which its owner agrees to."
                    ),
                    L(
                        "The report makes itself. Write above each part what it does not say, agree on it, and close the exercise: it becomes a case of the library."
                    ),
                ], guides: [.organiser])
        ]
    }
}

/// Where an action comes from, and what proves it.
extension AfterFacts: ActionOriginFeature, ActionProofFeature {
    static var actionOrigins: [String] { ["finding"] }

    static func actionOrigin(_ origin: ActionOrigin, _ visit: Visit, _ reading: any Reading) throws -> ActionSource? {
        guard let id = ExerciseFinding.ID(origin.id), let finding = try AfterStore(reading).finding(id) else {
            return nil
        }
        guard try !visit.membership(in: finding.event, reading).roles.isEmpty,
            let exercise = try PlayStore(reading).exercise(of: finding.event)
        else { return nil }
        let sight = try AfterSight(ExerciseStanding(visit, finding.event, reading), exercise, reading)
        guard sight.findings.contains(where: { $0.id == id }) else { return nil }
        return ActionSource(
            label: L("Finding"), title: finding.fields.title, path: AfterPaths.finding(finding.event, id))
    }

    static func retests(of actions: [ActionRecord], _ reading: any Reading) throws -> [ActionRetest] {
        try RetestReading.retests(of: actions, reading)
    }
}

/// An action of a finding is read by everybody only where its cell is named, and its words name no other.
extension AfterFacts: ActionSharingFeature {
    static func sharing(_ origin: ActionOrigin, _ fields: ActionFields, _ reading: any Reading) throws -> Message? {
        guard actionOrigins.contains(origin.kind), let id = ExerciseFinding.ID(origin.id),
            let finding = try AfterStore(reading).finding(id),
            let exercise = try PlayStore(reading).exercise(of: finding.event)
        else { return nil }
        let plan = try ExercisePlan(exercise.msel, reading)
        guard finding.cell == nil || ExerciseLadder(exercise, plan).names(finding.cell) else {
            return L("It follows a finding about a cell that is not named.")
        }
        let told = try UntoldNames(exercise, plan, reading).told(in: [fields.title, fields.text, fields.evidence])
        return told.isEmpty ? nil : AfterOperations.tells(told)
    }
}

/// Files of an exercise from the command line.
extension AfterFacts: NamedExportFeature {
    static var exports: [NamedExport] {
        [ExercisePrintKind.sitman, .eeg, .aar].map { kind in
            NamedExport(kind.rawValue, formats: Document.Format.allCases.map(\.rawValue), of: "event") {
                wish, database in
                guard let format = Document.Format(rawValue: wish.format) else { throw Refusal.notFound }
                let document = try await database.render(in: wish.language) { reading -> Document in
                    let event = try event(wish.subject, reading)
                    return kind == .aar
                        ? try ExerciseReport(event, reading).document
                        : try PrintDocuments(event, reading).document(kind)
                }
                return try await document.file(format)
            }
        }
    }

    /// By its id, or the short code that people join it with.
    private static func event(_ told: String, _ reading: any Reading) throws -> Event.ID {
        if let id = Event.ID(told.lowercased()) { return id }
        return try Policy.event(ofCode: told, reading)
    }
}
