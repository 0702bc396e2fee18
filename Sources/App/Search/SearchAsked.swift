import Domain
import Storage
import Web

/// Who asks, and what they have a part in: all that a feature may know of a search.
struct SearchAsked: Sendable {
    struct EventPlace: Sendable {
        let title: String
        let marking: String
        let programme: Programme.ID
        /// False for a room in which a text is written.
        let isMeeting: Bool
    }

    struct ProgrammePlace: Sendable {
        let title: String
        let isOrganised: Bool
    }

    let visit: Visit
    /// Of the events in which they have a role.
    let memberships: [Event.ID: Membership]
    let places: [Event.ID: EventPlace]
    /// Those that they may see (``Permission/seeProgramme``).
    let programmes: [Programme.ID: ProgrammePlace]

    init(_ visit: Visit, _ reading: any Reading) throws {
        self.visit = visit
        let store = SearchScopeStore(reading)
        memberships = try MembershipStore(reading).memberships(of: visit.visitor).filter { $0.value.allows(.attend) }
        let places = try store.places(of: memberships.keys.sorted())
        programmes = try store.programmes(of: visit.visitor.account)
        self.places = places
    }

    var account: Visitor.AccountSession? { visit.visitor.account }
    /// May open the pages of the directory.
    var keepsDirectory: Bool { Policy.allows(.keepDirectory, visitor: visit.visitor, roles: []) }

    var events: [Event.ID] { memberships.keys.sorted() }

    func events(allowing permission: Permission) -> [Event.ID] {
        memberships.values.filter { $0.allows(permission) }.map(\.event).sorted()
    }

    func runsTheRoom(_ event: Event.ID) -> Bool { memberships[event]?.runsTheRoom ?? false }

    func allows(_ permission: Permission, in event: Event.ID) -> Bool {
        memberships[event]?.allows(permission) ?? false
    }

    /// Those of which they are an organiser.
    var organised: [Programme.ID] { programmes.filter(\.value.isOrganised).keys.sorted() }

    /// By event: those that they come to by a seat only, whose programme they do not see. A writing room leads to nothing but its text.
    var eventsOfUnseenProgrammes: [Programme.ID: Event.ID] {
        var result: [Programme.ID: Event.ID] = [:]
        for (event, place) in places where place.isMeeting && programmes[place.programme] == nil {
            result[place.programme] = min(event, result[place.programme] ?? event)
        }
        return result
    }
}
