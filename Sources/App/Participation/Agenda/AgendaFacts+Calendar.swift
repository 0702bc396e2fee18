import Domain
import Storage
import Web

/// Blocks in which the reader has a part, or which they chose: what is cancelled stays until programs have taken it out.
extension AgendaFacts: CalendarFeature {
    static func entries(for reader: AccountReader, in days: ClosedRange<String>, _ reading: any Reading) throws
        -> [CalendarEntry]
    {
        let store = AgendaStore(reading)
        let turns = try SeatTurnStore(reading).turns(of: reader.id)
        return try reader.events(reading).flatMap { event -> [CalendarEntry] in
            guard let membership = reader.memberships[event.id], let last = try store.last(of: event.id) else {
                return []
            }
            let seats = Set(membership.seats.map(\.description))
            let chosen = try store.chosen(by: membership.seats)
            return try entries(last, event.id, reading, as: membership) { block in
                let own = block.people.first { $0.participant.map(seats.contains) ?? false }
                return own.map { $0.part.label } ?? (chosen.contains(block.id) ? L("Chosen") : nil)
            }.filter { $0.part != nil && $0.firstDay <= days.upperBound && $0.lastDay >= days.lowerBound }
                .map { $0.turned(turns[event.id] ?? 0) }
        }
    }

    /// Also those of earlier releases, as they stood there: who has lost a part and the seat soon after was told of neither.
    static func own(_ seat: Participant.ID, in event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry] {
        let store = AgendaStore(reading)
        guard let last = try store.last(of: event), let day = try EventDayStore(reading).day(of: event) else {
            return []
        }
        func part(_ block: AgendaContent.Block) -> Message? {
            block.people.first { $0.participant == seat.description }?.part.label
        }
        let told = try store.releases(of: event).flatMap { $0.content.blocks }.filter { part($0) != nil }
        let former = Dictionary(told.map { ($0.id, $0) }) { newest, _ in newest }
        let chosen = try store.chosen(by: [seat])
        return standing(in: last).compactMap { block, cancelledAt in
            let now = part(block) ?? (chosen.contains(block.id) ? L("Chosen") : nil)
            guard let known = now == nil ? former[block.id] : block else { return nil }
            var made = entry(of: known, cancelledAt: cancelledAt, on: day, part: now, changedAt: last.releasedAt)
            made.sequence = block.sequence
            return made
        }
    }

    static func details(of event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry] {
        guard let last = try AgendaStore(reading).last(of: event) else { return [] }
        return try entries(last, event, reading) { _ in nil }
    }

    /// - Parameter part: of the reader in a block.
    private static func entries(
        _ release: AgendaReleaseRecord, _ event: Event.ID, _ reading: any Reading, as membership: Membership? = nil,
        part: (AgendaContent.Block) -> Message?
    ) throws -> [CalendarEntry] {
        guard let day = try EventDayStore(reading).day(of: event) else { return [] }
        return standing(in: release).map { block, cancelledAt in
            entry(
                of: membership.map { block.seen(by: $0, in: day.marking) } ?? block, cancelledAt: cancelledAt, on: day,
                part: part(block), changedAt: release.releasedAt)
        }
    }

    /// What takes place, and what does not any more, since when.
    private static func standing(in release: AgendaReleaseRecord) -> [(block: AgendaContent.Block, at: Int64?)] {
        release.content.blocks.map { (block: $0, at: Int64?.none) }
            + release.content.cancelled.map { (block: $0.block, at: Optional($0.at)) }
    }

    /// One block as calendars have it.
    /// - Parameters:
    ///   - cancelledAt: nothing where it takes place.
    ///   - part: of the reader in it.
    static func entry(
        of block: AgendaContent.Block, cancelledAt: Int64?, on day: EventDay, part: Message?, changedAt: Int64
    ) -> CalendarEntry {
        var entry = CalendarEntry(
            id: "block-\(block.id)", title: "\(block.title) · \(day.title)", kind: block.kind.label, part: part,
            time: .moments(block.startsAt, block.endsAt, zone: day.timeZone),
            place: block.place.isEmpty ? day.place : block.place, path: AgendaPaths.agenda(day.id),
            marking: block.marking(in: day.marking), changedAt: cancelledAt ?? changedAt)
        entry.sequence = block.sequence
        entry.standing = cancelledAt == nil ? .confirmed : .cancelled
        entry.standingAt = cancelledAt
        entry.link = block.link
        entry.programme = day.programmeTitle
        entry.programmeID = day.programme
        entry.mark = day.mark
        return entry
    }
}
