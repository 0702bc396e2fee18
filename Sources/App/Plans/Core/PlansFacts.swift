import Domain
import Storage
import Web

/// # Planning
///
/// What a programme plans from meeting to meeting. `/programmes/P/planning` is the overview; each room below Plans tells its page in the row
/// and its box there.
enum PlansFacts: RoutedFeature, ProgrammeTabFeature, PlansTabFeature {
    static var routes: [Route] {
        [
            .get(PlansPaths.home, .seeProgramme) { visit, programme in
                try await visit.read { try PlansHomePage(visit, programme, $0).answer }
            }
        ]
    }

    static var programmeTabs: [ProgrammeTab] {
        [ProgrammeTab(id: PlansFrame.tab, order: 45, label: L("Planning"), path: { PlansPaths.home($0) })]
    }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: "overview", order: 10, label: L("Overview"), path: { PlansPaths.home($0) })]
    }
}
