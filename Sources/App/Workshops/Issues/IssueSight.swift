import Domain
import Web

/// Which issues of an event somebody sees: lists, an issue's own page, search and what is followed ask it. While the room collects, others' are seen only
/// where the event says so; what was taken back only by its author and by who runs the room.
struct IssueSight: Sendable {
    private let runsTheRoom: Bool
    private let seats: Set<Participant.ID>
    private let isOpen: Bool

    init(_ membership: Membership, stage: WorkshopStage?, issuesVisible: Bool) {
        runsTheRoom = membership.runsTheRoom
        seats = membership.seats
        isOpen = issuesVisible || (stage ?? .collect) > .collect
    }

    func maySee(by author: Participant.ID?, isWithdrawn: Bool, isMerged: Bool) -> Bool {
        if runsTheRoom || author.map(seats.contains) ?? false { return true }
        return isOpen && (!isWithdrawn || isMerged)
    }
}
