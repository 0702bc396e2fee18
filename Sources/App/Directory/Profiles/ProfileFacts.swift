import Domain
import Storage
import Web

/// What people tell of themselves as experts, and who sees it.
enum ProfileFacts: RoutedFeature, StoredFeature, JournalFeature, NoticeFeature, MenuFeature {
    static var routes: [Route] { ProfileRoutes.all }
    static var api: [APIRoute] { ProfileAPI.routes }

    static var menu: [MenuEntry] {
        [MenuEntry(order: 25, path: Paths.profile(), label: { L("My profile") })]
    }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "profile", search: .left("experts are found on their own page"),
                person: .rows(77, [.person("person_id")]), erasure: .deleted)
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("profile.change", L("Profile of an expert changed")),
            JournalKind("profile.confirmation", L("Profile of an expert confirmed")),
        ]
    }

    static var notices: [Done] { [.profileConfirmed] }
}

extension Done {
    static let profileConfirmed = Done("profile-confirmed", L("Thank you: confirmed for a year."))
}
