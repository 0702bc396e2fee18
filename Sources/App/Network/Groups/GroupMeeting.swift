import Domain
import Storage
import Web

/// Where a working group meets next: the next event on its area, of those of which the visitor is told; else the programme's next.
struct GroupMeeting {
    let event: EventSummary
    /// Whether it is on the area of the group.
    let isOwn: Bool
    /// Whether the visitor has a part in it.
    let opens: Bool

    static func next(of group: WorkingGroupRecord, _ visit: Visit, _ reading: any Reading) throws -> GroupMeeting? {
        let today = CalendarDate.today(visit.now)
        let told = try ProgrammeStore(reading).events(of: group.programme, seenBy: visit.visitor)
        let coming = told.filter { $0.endsOn >= today }
        let within = try group.area.map { try AreaTree(reading).within($0) } ?? []
        let onArea = within.isEmpty ? [] : try AreaTags(reading).records(of: .event, in: within)
        let own = coming.first { onArea.contains($0.id.description) }
        guard let event = own ?? coming.first else { return nil }
        return GroupMeeting(
            event: event, isOwn: own != nil, opens: try !visit.membership(in: event.id, reading).roles.isEmpty)
    }
}
