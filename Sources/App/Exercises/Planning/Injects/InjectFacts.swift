import Domain
import Storage
import Web

/// The list of injects of an exercise, and each of them as it is planned.
enum InjectFacts: RoutedFeature, JournalFeature, StoredFeature, ExerciseTabFeature, HelpFeature, NoticeFeature {
    static var routes: [Route] { InjectRoutes.all + InjectAttachmentRoutes.all }
    static var api: [APIRoute] { (InjectAPI.routes + InjectAttachmentRoutes.api).map(\.ofExercise) }
    static var notices: [Done] { [.draftsWentOn, .noDraftReady] }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: InjectFrame.tab, order: 30, label: L("MSEL"), path: { InjectPaths.msel($0) }, group: .msel,
                hasOwnRow: true
            ) {
                standing, _ in
                standing.mayPlan
            }
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("inject.creation", L("Inject written")),
            JournalKind("inject.change", L("Inject changed")),
            JournalKind("inject.text", L("Text of an inject changed")),
            JournalKind("inject.attachment", L("Attachment of an inject changed")),
            JournalKind("inject.point", L("Decision of an inject changed")),
            JournalKind("inject.rule-change", L("Rule of an inject changed")),
            JournalKind("inject.order", L("Order of injects changed")),
            JournalKind("inject.submission", L("Inject submitted for approval")),
            JournalKind("inject.approval", L("Inject approved")),
            JournalKind("inject.return", L("Inject returned")),
            JournalKind("inject.obsolescence", L("Inject marked as obsolete")),
            JournalKind("inject.clearing", L("Finding of safety cleared")),
            JournalKind("inject.removal", L("Draft of an inject deleted")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "msel", order: 60, title: L("MSEL"),
                screens: [
                    InjectPaths.msel.template, InjectPaths.paste.template, InjectPaths.timeline.template,
                    InjectPaths.approval.template, InjectPaths.new.template, InjectPaths.inject.template,
                    InjectPaths.editing.template, InjectPaths.point.template, InjectPaths.rule.template,
                ],
                text: [
                    L(
                        "Write an inject for each thing that reaches the players: when, to whom, by which channel, and in each language. A time such as M2+10 follows its move when the move is put elsewhere."
                    ),
                    L(
                        "Whoever writes on an inject does not approve it where a second person is asked for. What could be taken for real has to be cleared by somebody’s name first."
                    ),
                ], guides: [.organiser, .facilitator])
        ]
    }

    static var tables: [TableFacts] {
        let here = "an exercise is kept by the server that runs it; it has a file of its own"
        return [
            TableFacts(
                "inject_author", search: .left("stands beside its inject"), person: .rows(400, [.actor("actor")]),
                erasure: .deleted,
                seats: [.actor("actor", by: ["inject_id", "actor"], .movesOnce(in: "inject_id"))], file: .stays(here)),
            TableFacts(
                "inject_clearing", search: .left("no text of an exercise is found before it is released"),
                person: .rows(401, [.actor("actor")]), erasure: .blanked(["actor": .nothing]), texts: ["found"],
                seats: [.actor("actor", by: ["inject_id", "kind", "found"])], file: .stays(here)),
        ]
    }
}

extension Done {
    static let draftsWentOn = Done("drafts-went-on", L("What is ready went on. What is still a draft lacks something."))
    static let noDraftReady = Done("no-draft-ready", L("Nothing was changed: each draft lacks something."))
}
