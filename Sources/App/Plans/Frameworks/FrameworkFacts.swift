import Domain
import Storage
import Web

/// What a programme's countries are asked.
enum FrameworkFacts: RoutedFeature, JournalFeature, PlansTabFeature, HelpFeature, NoticeFeature {
    static let tab = "frameworks"

    static var routes: [Route] { FrameworkRoutes.all }
    static var api: [APIRoute] { FrameworkAPI.routes }
    static var notices: [Done] { [.frameworkLeftOut] }

    static var plansTabs: [PlansTab] {
        [
            PlansTab(
                id: tab, order: 25, label: L("Frameworks"), path: { FrameworkPaths.frameworks($0) },
                isShown: { $0.coordinates })
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("framework.creation", L("Framework added")),
            JournalKind("framework.change", L("Framework changed")),
            JournalKind("framework.crosswalk", L("Crosswalk of a framework changed")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "frameworks", order: 121, title: L("Frameworks"),
                screens: [
                    FrameworkPaths.frameworks.template, FrameworkPaths.new.template, FrameworkPaths.framework.template,
                    FrameworkPaths.editing.template,
                ],
                text: [
                    L(
                        "A framework says what countries are asked: pillars, capacities and indicators, each with levels from 1 to 5. Once a country is asked with it, a change makes the next version, and answers keep theirs."
                    )
                ], guides: [.organiser])
        ]
    }
}
