import Domain
import Web

/// Who somebody is in one event: what pages, operations and the rules of access of cards, tables and sheets ask. It is read by one
/// statement (``MembershipStore``), once a visit (``Visit/membership(in:_:)``); what a mandate or a membership gives will be read there too.
struct Membership: Sendable {
    /// A seat of theirs, by this browser or by their account, that was not taken away.
    struct Place: Sendable, Hashable {
        let seat: Participant.ID
        let role: Role
        let country: String?
        let sector: String?
        /// False while the person waits at the door.
        let isApproved: Bool
        let hasCome: Bool
        /// False for who is in by the code alone.
        let isKnown: Bool
        let isOfAccount: Bool

        /// Whether what is their country's alone is theirs: not by the country that somebody chose at the door.
        var isOfDelegation: Bool { hasCome && role.contributes && isKnown }
    }

    let event: Event.ID
    let visitor: Visitor
    let organisesProgramme: Bool
    let places: [Place]
    /// What the person is allowed follows from these (``Policy``).
    let roles: Set<Role>

    init(_ visitor: Visitor, in event: Event.ID, organisesProgramme: Bool = false, places: [Place] = []) {
        self.visitor = visitor
        self.event = event
        self.organisesProgramme = organisesProgramme
        self.places = places
        let held = places.filter { $0.isOfAccount || $0.hasCome }.map(\.role)
        roles = Set(held + (organisesProgramme ? [.organiser] : []))
    }

    /// Of somebody who has a seat and no account, when that was just read.
    init?(justRead visitor: Visitor, in event: Event.ID) {
        guard visitor.account == nil else { return nil }
        let seat = visitor.seat.flatMap { $0.event == event ? $0 : nil }
        self.init(
            visitor, in: event,
            places: seat.map {
                [
                    Place(
                        seat: $0.id, role: $0.role, country: $0.country, sector: $0.sector, isApproved: $0.isApproved,
                        hasCome: $0.isPresent, isKnown: $0.isKnown, isOfAccount: false)
                ]
            } ?? [])
    }

    var isAdministrator: Bool { visitor.account?.isAdministrator ?? false }
    var isStranger: Bool { roles.isEmpty }
    var runsTheRoom: Bool { roles.contains { $0.runsTheRoom } }
    var contributes: Bool { roles.contains { $0.contributes } }

    func allows(_ permission: Permission) -> Bool { Policy.allows(permission, visitor: visitor, roles: roles) }

    /// Whether the programme's own pages are open too: to its organisers, and to accounts with a part in the event; not from a writing room.
    var seesProgramme: Bool { organisesProgramme || places.contains(where: \.isOfAccount) }
    /// Seats in which they were let in.
    var seats: Set<Participant.ID> { Set(places.filter { $0.isOfAccount || $0.isApproved }.map(\.seat)) }
    /// Seats in which they have come.
    var present: [Place] { places.filter(\.hasCome) }
    /// The countries of whose delegations they are; usually one.
    var delegations: Set<String> { Set(places.filter(\.isOfDelegation).compactMap(\.country)) }
}
