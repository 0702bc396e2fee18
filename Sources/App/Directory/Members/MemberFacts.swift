import Web

/// Who belongs to a programme, and the cities of the directory.
enum MemberFacts: RoutedFeature, StoredFeature, JournalFeature, RightsFeature {
    static var routes: [Route] { CityRoutes.all + OrganisationPlaceRoutes.all }
    static var api: [APIRoute] { CityAPI.routes + OrganisationPlaceRoutes.api }

    static var tables: [TableFacts] {
        [
            TableFacts("city", search: .found(["name", "local_name", "locode"])),
            TableFacts(
                "member", search: .left("read on the programme’s page of members, by who sees the programme"),
                texts: ["note", "document"], seats: [.actor("created_by")],
                file: .stays("members belong to the programme of a server")),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("city.creation", L("City added")),
            JournalKind("city.change", L("City changed")),
            JournalKind("city.retirement", L("City retired")),
            JournalKind("city.return", L("City restored")),
            JournalKind("organisation.place", L("What became of an organisation was told")),
            JournalKind("organisation.people", L("People of an organisation belong to its successor")),
            JournalKind("member.joining", L("Member joined the programme"), news: .everybody),
            JournalKind("member.leaving", L("Member left the programme, or its role ended"), news: .everybody),
            JournalKind("member.correction", L("Times or role of a member corrected")),
        ]
    }

    static var takingRights: Set<String> { ["member.leaving", "member.correction"] }
}
