import Domain
import Web

/// Paper in an exercise: badges, and sheets that are entered by one and confirmed by another.
enum ExerciseSheetFacts: RoutedFeature, StoredFeature, JournalFeature, NoticeFeature, ExerciseTabFeature, HelpFeature {
    static var routes: [Route] { ExerciseSheetRoutes.all }
    static var api: [APIRoute] { ExerciseSheetAPI.routes.map(\.ofExercise) }
    static var notices: [Done] { [.sheetEntered] }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: ExerciseSheetsPage.tab, order: 47, label: ExerciseSheetsPage.label,
                path: { ExerciseSheetPaths.list($0) }, group: .plan, isShown: { standing, _ in standing.isExcon })
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("exercise-sheet.entry", L("Paper form of an exercise entered")),
            JournalKind("exercise-sheet.confirmation", L("Paper form of an exercise confirmed")),
            JournalKind("exercise-sheet.discarding", L("Paper form of an exercise discarded")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "exercise-sheets", order: 99, title: ExerciseSheetsPage.label,
                screens: [ExerciseSheetPaths.list.template, ExerciseSheetPaths.new.template],
                text: [
                    L(
                        "Where devices fail, cells decide and ask on paper forms. One of those who run the exercise enters a form, another compares it with the paper; then it counts as of when it was entered."
                    )
                ], guides: [.organiser])
        ]
    }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "exercise_sheet", search: .left("read by whoever runs the exercise"),
                person: .rows(
                    602, [.actor("entered_by"), .actor("decided_by")],
                    ["id", "event_id", "kind", "entered_at", "state"]),
                erasure: .blanked(["entered_by": .nothing, "decided_by": .nothing]),
                texts: ["body"], seats: [.actor("entered_by"), .actor("decided_by")],
                file: .stays("an exercise is kept by the server that runs it; it has a file of its own"))
        ]
    }
}
