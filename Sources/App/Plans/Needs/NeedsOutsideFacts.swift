import Domain
import Storage
import Web

/// What others say of countries, beside what countries say.
enum NeedsOutsideFacts: RoutedFeature, StoredFeature, JournalFeature {
    static var routes: [Route] { NeedsOutsideRoutes.all }
    static var api: [APIRoute] { NeedsOutsideAPI.routes }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "needs_outside", search: .left("stands beside a country's own values"),
                person: .rows(589, [.actor("taken_by")]), texts: ["source"],
                seats: [.actor("taken_by", by: ["cycle_id", "country", "indicator", "source"])],
                file: .stays("what countries answer belongs to the network of a server"))
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("needs-cycle.outside", L("Scores of others brought in")),
            JournalKind("needs-cycle.outside-removal", L("Scores of others removed")),
        ]
    }
}
