import Domain
import Storage
import Web

/// What a region tells a meeting that the system cannot know.
public enum SinceNote { public typealias ID = Identifier<SinceNote> }

struct SinceNoteFields: FieldRecord {
    var notedOn = ""
    var text = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<SinceNoteFields>] = [
        .date("noted_on", \.notedOn, L("Day")),
        .lines(
            "text", \.text, L("What happened"), hint: L("What stands in no plan, idea or assessment. No names."),
            limit: 2_000, isRequired: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]

    var cleaned: Cleaned<SinceNoteFields> { Cleaned(self) { fields, check in fields.clean(&check) } }
}

struct SinceNoteRecord: Sendable, Hashable {
    let id: SinceNote.ID
    let programme: Programme.ID
    /// Nothing for the whole programme.
    let region: App.Region.ID?
    let fields: SinceNoteFields
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        region = try row.get("region_id")
        fields = try SinceNoteFields(row)
        createdAt = try row.get("created_at")
    }
}

/// From where on a meeting looks back: where the one that it follows ended in the journal.
struct SinceBase: Sendable, Hashable {
    /// The meeting before; nothing for the first one, and where it is gone.
    let event: Event.ID?
    /// Everything after this entry is new; 0 for the first meeting.
    let sequence: Int64
    /// When that was; 0 for the first meeting.
    let at: Int64
    /// The last entry that counts: until the meeting itself is closed, the newest.
    let upTo: Int64

    /// From the first entry on.
    static func all(upTo last: Int64) -> SinceBase { SinceBase(event: nil, sequence: 0, at: 0, upTo: last) }

    private init(event: Event.ID?, sequence: Int64, at: Int64, upTo: Int64) {
        (self.event, self.sequence, self.at, self.upTo) = (event, sequence, at, upTo)
    }

    /// What prepares a meeting looks back as far as the meeting itself does.
    init(_ event: Event.ID, _ reading: any Reading) throws {
        let (series, store) = (SeriesStore(reading), SinceStore(reading))
        let ties = try series.ties(of: event)
        let before = try ties.follows ?? ties.prepares.flatMap { try series.ties(of: $0).follows }
        upTo = try store.closing(of: event)?.sequence ?? Journal.lastSequence(reading)
        guard let before, before != event else {
            (self.event, sequence, at) = (nil, 0, 0)
            return
        }
        let end = try Self.end(of: before, seenFrom: event, reading)
        (self.event, sequence, at) = (before, min(end.sequence, upTo), end.at)
    }

    /// As it was closed; else after its last session, or with its last day.
    private static func end(of before: Event.ID, seenFrom event: Event.ID, _ reading: any Reading) throws -> (
        sequence: Int64, at: Int64
    ) {
        let store = SinceStore(reading)
        if let closing = try store.closing(of: before) { return closing }
        let (last, next) = (try EventStore(reading).event(before), try EventStore(reading).event(event))
        let session = try AgendaStore(reading).draft(of: before).map(\.endsAt).max()
        let clock = EventClock(zone: last.timeZone)
        let night = clock.milliseconds("\(EventChanges.later(last.endsOn, days: 1))T00:00") ?? 0
        // Two on one day: the first ends with its last session, or before the day that they share.
        let morning = clock.milliseconds("\(last.endsOn)T00:00") ?? 0
        let moment = session ?? (next.startsOn <= last.endsOn ? morning : night)
        return (try store.sequence(before: moment), moment)
    }
}
