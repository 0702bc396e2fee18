import Domain
import Storage
import Web

/// What a release changes in the calendar of one of its people, as parts of their mail: a request or a cancellation of each block in which
/// they have a part or which they chose, and a request for the event itself where it begins or ends at another time than they were told.
struct AgendaMailCalendar {
    let work: Work
    let event: EventRecord
    let day: EventDay
    /// What was told last; nothing before the first.
    let before: AgendaContent?
    let release: AgendaReleaseRecord
    let settings: Settings
    let replyTo: String?

    /// - Parameters:
    ///   - changes: that concern the reader.
    ///   - chosen: blocks.
    ///   - hasEntry: whether the reader's calendar has the event, from the mail of their seat.
    func text(
        _ changes: [AgendaDifference.Change], for reader: PostReader, seat: String, chosen: Set<String>, hasEntry: Bool
    ) throws -> String {
        var objects = try changes.compactMap { change -> String? in
            guard let (entry, isMeant) = entry(change, seat, chosen) else { return nil }
            return try CalendarOperations.message(
                of: entry, for: reader.attendee, isMeant: isMeant, replyTo: replyTo, at: work.now, settings: settings,
                language: reader.language, work.tx)?.text
        }
        if hasEntry, isMoved {
            let whole = try CalendarOperations.invitation(
                to: event.id, path: Paths.room(event.code), for: reader.attendee, hasSeat: true, replyTo: replyTo,
                at: work.now, settings: settings, language: reader.language, work.tx)
            objects += [whole?.text].compactMap { $0 }
        }
        return objects.joined()
    }

    private var isMoved: Bool {
        let (old, new) = (before?.span, release.content.span)
        return old?.start != new?.start || old?.end != new?.end
    }

    /// - Returns: nothing for a block of a plenary in which the reader has no part: the event itself stands in their calendar.
    private func entry(_ change: AgendaDifference.Change, _ seat: String, _ chosen: Set<String>)
        -> (entry: CalendarEntry, isMeant: Bool)?
    {
        func part(_ block: AgendaContent.Block?) -> Message? {
            block?.people.first { $0.participant == seat }?.part.label
        }
        guard let block = change.block else { return nil }
        let (now, isChosen) = (part(change.after), chosen.contains(block.id))
        guard now != nil || part(change.before) != nil || isChosen else { return nil }
        guard let after = change.after else {
            let gone = release.content.cancelled.first { $0.block.id == block.id }
            return (made(gone?.block ?? block, cancelledAt: gone?.at ?? work.now, part(change.before)), false)
        }
        return (made(after, cancelledAt: nil, now ?? (isChosen ? L("Chosen") : nil)), now != nil || isChosen)
    }

    private func made(_ block: AgendaContent.Block, cancelledAt: Int64?, _ part: Message?) -> CalendarEntry {
        AgendaFacts.entry(
            of: block, cancelledAt: cancelledAt, on: day, part: part, changedAt: release.releasedAt)
    }
}
