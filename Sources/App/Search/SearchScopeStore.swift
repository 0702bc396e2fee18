import Domain
import Storage
import Web

// lint: tables event, programme, programme_organiser because what is found is told with the event or programme in which it stands, whatever its feature.

/// Where things stand that are found.
struct SearchScopeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func places(of events: [Event.ID]) throws -> [Event.ID: SearchAsked.EventPlace] {
        guard !events.isEmpty else { return [:] }
        let rows = try reading.all(
            "SELECT id, title, marking, programme_id FROM event WHERE id IN \(in: events)")
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (
                    try $0.get("id"),
                    SearchAsked.EventPlace(
                        title: try $0.get("title"), marking: try $0.get("marking"),
                        programme: try $0.get("programme_id"))
                )
            })
    }

    /// Those that an account organises, also without an event, and others by their ids.
    func programmes(of account: Account.ID?, and others: Set<Programme.ID>) throws
        -> [Programme.ID: SearchAsked.ProgrammePlace]
    {
        guard let account else { return [:] }
        let rows = try reading.all(
            """
            SELECT p.id, p.title, o.account_id FROM programme p
            LEFT JOIN programme_organiser o ON o.programme_id = p.id AND o.account_id = \(account)
            WHERE o.account_id IS NOT NULL OR p.id IN \(in: others.sorted())
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (
                    try $0.get("id"),
                    SearchAsked.ProgrammePlace(
                        title: try $0.get("title"), isOrganised: try $0.get("account_id", as: String?.self) != nil)
                )
            })
    }
}
