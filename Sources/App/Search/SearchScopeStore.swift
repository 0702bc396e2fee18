import Domain
import Storage
import Web

// lint: tables event, programme because what is found is told with the event or programme in which it stands, whatever its feature.

/// Where things stand that are found.
struct SearchScopeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func places(of events: [Event.ID]) throws -> [Event.ID: SearchAsked.EventPlace] {
        guard !events.isEmpty else { return [:] }
        let rows = try reading.all(
            "SELECT id, title, marking, programme_id, kind FROM event WHERE id IN \(in: events)")
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (
                    try $0.get("id"),
                    SearchAsked.EventPlace(
                        title: try $0.get("title"), marking: try $0.get("marking"),
                        programme: try $0.get("programme_id"),
                        isMeeting: try $0.get("kind", as: String.self) != WritingRoom.kind)
                )
            })
    }

    /// Those that an account sees, also without an event.
    func programmes(of account: Visitor.AccountSession?) throws -> [Programme.ID: SearchAsked.ProgrammePlace] {
        guard let account else { return [:] }
        let seen = try SeenProgrammesStore(reading).programmes(of: account)
        let rows = try reading.all("SELECT id, title FROM programme WHERE id IN \(in: seen.seen.sorted())")
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                let id: Programme.ID = try $0.get("id")
                return (
                    id,
                    SearchAsked.ProgrammePlace(title: try $0.get("title"), isOrganised: seen.organised.contains(id))
                )
            })
    }
}
