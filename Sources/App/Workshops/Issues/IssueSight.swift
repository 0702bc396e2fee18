import Domain
import Web

/// Which issues of an event somebody sees: lists, an issue's own page and search ask it. While the room collects, others' are seen only
/// where the event says so; what was taken back only by its author and by who runs the room.
struct IssueSight: Sendable {
    let runsTheRoom: Bool
    let seat: Participant.ID?
    private let isOpen: Bool

    init(_ visitor: Visitor, in event: Event.ID, runsTheRoom: Bool, stage: WorkshopStage?, issuesVisible: Bool) {
        self.runsTheRoom = runsTheRoom
        seat = visitor.seat?.event == event ? visitor.seat?.id : nil
        isOpen = issuesVisible || (stage ?? .collect) > .collect
    }

    func maySee(by author: Participant.ID?, isWithdrawn: Bool, isMerged: Bool) -> Bool {
        if runsTheRoom || author == seat && seat != nil { return true }
        return isOpen && (!isWithdrawn || isMerged)
    }
}
