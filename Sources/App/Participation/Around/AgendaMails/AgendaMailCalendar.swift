import Domain
import Storage
import Web

/// What a release changes in the calendar of one of its people: a request or a cancellation of each block in which they have a part or which
/// they chose, and a request for the event itself where it begins or ends at another time than they were told.
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
    /// - Returns: each for a mail of its own: what is asked, then what is cancelled.
    func files(
        _ changes: [AgendaDifference.Change], for reader: PostReader, seat: String, chosen: Set<String>, hasEntry: Bool
    ) throws -> [CalendarFile] {
        let turns = try SeatTurnStore(work.tx).turns(of: Participant.ID(seat))
        let told = changes.compactMap { entry($0, seat, chosen) }.map { entry, isMeant in
            (entry: entry.turned(turns), isAsked: isMeant && entry.standing != .cancelled)
        }
        var asked: [CalendarEntry] = []
        if hasEntry, isMoved { asked += try whole().map { [$0.turned(turns)] } ?? [] }
        asked += told.filter(\.isAsked).map(\.entry)
        let gone = told.filter { !$0.isAsked }.map(\.entry)
        let methods: [(CalendarFile.Method, [CalendarEntry])] = [(.request, asked), (.cancel, gone)]
        return try methods.compactMap { method, entries in
            try CalendarOperations.message(
                method, of: entries, for: reader.attendee, replyTo: replyTo, at: work.now, settings: settings,
                language: reader.language, work.tx)
        }
    }

    private func whole() throws -> CalendarEntry? {
        guard var entry = try CalendarFeatures.all.compactMap({ try $0.entry(of: event.id, work.tx) }).first else {
            return nil
        }
        entry.path = Paths.room(event.code)
        return entry
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
