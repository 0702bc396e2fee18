import Domain
import Storage
import Web

/// Where a visitor stands in the network today.
struct NetworkRoster: Sendable, Hashable {
    /// By their account, and what stands below a programme that they organise. An administrator is none by being one.
    var organises: Set<Programme.ID> = []
    /// For which members of a programme they hold a mandate today.
    var belongs: [Programme.ID: Set<MemberRef>] = [:]
    /// In one of whose events their account has a role; a writing room is none, and a seat that waits at the door opens nothing.
    var attends: Set<Programme.ID> = []
    /// Whose network they coordinate by a mandate of today: they read what is missing in it, and read nothing that is marked otherwise.
    var coordinates: Set<Programme.ID> = []
    /// In which they hold a mandate today.
    var groups: Set<WorkingGroup.ID> = []

    /// Whether they are of a programme's community.
    func isOf(_ programme: Programme.ID) -> Bool {
        organises.contains(programme) || belongs[programme] != nil || attends.contains(programme)
    }

    /// Whether they are of it by a part in one of its events alone: who holds a function in it is named to them only as far as they see
    /// the person anyway.
    func onlyAttends(_ programme: Programme.ID) -> Bool {
        attends.contains(programme) && !organises.contains(programme) && belongs[programme] == nil
    }

    /// Of whose community they are.
    var programmes: Set<Programme.ID> { organises.union(attends).union(belongs.keys) }

    /// - Parameter now: mandates are those that the visit was read with, of this day.
    static func read(_ visitor: Visitor, _ reading: any Reading, now: Int64) throws -> NetworkRoster {
        try NetworkRosterStore(reading).roster(of: visitor)
    }
}
