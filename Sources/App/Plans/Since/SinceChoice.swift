import Domain
import Storage
import Web

/// Which meeting and which region somebody looks at: as they ask, else the next meeting and their own region.
struct SinceChoice: Sendable {
    /// Meetings of which they are told, the latest first.
    let meetings: [EventSummary]
    let event: EventRecord?
    /// Nothing for the programme as a whole.
    let region: App.Region.ID?

    /// - Throws: ``Refusal/notFound`` for a meeting or a region that is none of the programme's.
    init(_ visit: Visit, _ programme: Programme.ID, _ standing: PlansStanding, _ reading: any Reading) throws {
        let query = visit.inbound.query
        let meetings = try ProgrammeStore(reading).events(of: programme, seenBy: visit.visitor)
        self.meetings = meetings.reversed()
        if let asked = query["event"], !asked.isEmpty {
            guard let id = Event.ID(asked), meetings.contains(where: { $0.id == id }) else { throw Refusal.notFound }
            event = try EventStore(reading).event(id)
        } else {
            event = try Self.next(meetings, standing, reading).map { try EventStore(reading).event($0) }
        }
        switch query["region"] {
        case nil, "":
            let own = standing.heads.union(standing.regionsRead)
                .union(standing.focal.compactMap { standing.homes[$0] }).intersection(standing.regions)
            region = own.min()
        case "programme": region = nil
        case let asked?:
            guard let id = App.Region.ID(asked), standing.regions.contains(id) else { throw Refusal.notFound }
            region = id
        }
    }

    /// The first that is still to come and looks back at one; else the last that does; else the last of all.
    private static func next(_ meetings: [EventSummary], _ standing: PlansStanding, _ reading: any Reading) throws
        -> Event.ID?
    {
        let followed = try SinceTiesStore(reading).following(in: standing.programme)
        let looking = meetings.filter { followed.contains($0.id) }
        return
            (looking.first { $0.endsOn >= standing.today } ?? looking.last
            ?? meetings.last { $0.startsOn <= standing.today } ?? meetings.first)?.id
    }
}
