import Domain
import Markup
import Storage
import Web

/// What somebody has to do, and whether it helped.
enum ActionFacts: RoutedFeature, StoredFeature, JournalFeature, ProgrammeTabFeature, HelpFeature {
    static var routes: [Route] { ActionRoutes.all }
    static var api: [APIRoute] { ActionAPI.routes }
    static var programmeTabs: [ProgrammeTab] { [.actions] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "action", search: .found(["title", "text"]),
                person: .rows(470, [.account("owner_account"), .actor("created_by"), .actor("agreed_by")]),
                erasure: .blanked(["owner_account": .nothing]),
                texts: ["title", "text", "body", "evidence", "outcome"],
                seats: [.actor("created_by"), .actor("agreed_by")],
                file: .stays("what a programme agreed to do belongs to its server"))
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("action.proposal", L("Action proposed"), news: .organisers),
            JournalKind("action.change", L("Action changed")),
            JournalKind("action.asking-again", L("Action changed: its owner is asked anew")),
            JournalKind("action.agreement", L("Action agreed by its owner"), news: .organisers),
            JournalKind("action.beginning", L("Action begun")),
            JournalKind("action.completion", L("Action done"), news: .organisers),
            JournalKind("action.dropping", L("Action dropped")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "actions", order: 120, title: L("Actions"),
                screens: [
                    Paths.actions.template, Paths.newAction.template, Paths.action.template,
                    Paths.actionEditing.template,
                ],
                text: [
                    L(
                        "An action says who does what by when, and what will show that it is done. It counts as agreed once its owner has said yes: organisers cannot do that in the owner's name."
                    ),
                    L(
                        "Done is not proven. An action is proven when a later exercise has an objective that cites it, and everything critical in it was performed; if not, it is open again."
                    ),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}

extension ProgrammeTab {
    static let actions = ProgrammeTab(id: "actions", order: 55, label: L("Actions"), path: { Paths.actions($0) })
}
