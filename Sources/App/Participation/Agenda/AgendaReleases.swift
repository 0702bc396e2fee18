import Domain
import Storage
import Web

/// What a release would change, and whom it would tell.
struct AgendaReleasePreview: Sendable {
    /// Nothing before the first.
    let last: AgendaReleaseRecord?
    let next: AgendaContent
    let difference: AgendaDifference
    let clashes: [AgendaClash]
    /// Seats of those who are told of something of their own.
    let told: [String]

    init(_ event: Event.ID, at now: Int64, _ reading: any Reading) throws {
        let store = AgendaStore(reading)
        last = try store.last(of: event)
        let blocks = try store.draft(of: event)
        next = AgendaContent(blocks: blocks).numbered(after: last?.content, at: now)
        difference = AgendaDifference(from: last?.content, to: next)
        clashes = AgendaClash.all(in: blocks)
        told = Set(difference.speakers + (try store.choosers(of: difference.toldBlocks))).sorted()
    }
}

/// Numbered releases of the agenda: what everybody in the event sees, and what calendars and mails follow.
enum AgendaReleases {
    /// - Returns: the number of the release; that of the last one, and nothing is sent, where nothing is different.
    @discardableResult
    static func release(_ visit: Visit, _ event: Event.ID, note: String) async throws -> Int {
        let cleaned = Cleaned(note) { $0 = $1.lines("note", $0, limit: 1_000) }
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try releaseIn(Work(tx, visit), event, note: try cleaned.checked())
        }
    }

    static func releaseIn(_ work: Work, _ event: Event.ID, note: String) throws -> Int {
        let blocks = try AgendaStore(work.tx).draft(of: event)
        let last = try AgendaStore(work.tx).last(of: event)
        guard last != nil || !blocks.isEmpty else { throw Refusal.emptyAgenda }
        return try releaseIn(work, event, blocks, after: last, note: note)
    }

    /// - Parameters:
    ///   - blocks: what is told from now on; the numbers follow.
    ///   - isFollowing: the event itself was changed, and its own number raised already.
    @discardableResult
    static func releaseIn(
        _ work: Work, _ event: Event.ID, _ blocks: [AgendaContent.Block], after last: AgendaReleaseRecord?,
        note: String,
        isFollowing: Bool = false
    ) throws -> Int {
        let content = AgendaContent(blocks: blocks).numbered(after: last?.content, at: work.now)
        let difference = AgendaDifference(from: last?.content, to: content)
        if let last, difference.isEmpty { return last.number }
        let number = (last?.number ?? 0) + 1
        try AgendaWriting.insertRelease(
            number, of: event, by: work.actor, note: note, content, now: work.now, work.tx)
        try EventWriting(work.tx).setMoments(
            content.span, of: event, raises: !isFollowing, now: work.now)
        let choosers = try AgendaStore(work.tx).choosers(of: difference.toldBlocks)
        var facts: [String: JSONValue] = [
            "number": .whole(number), "all": .flag(difference.concernsAll), "speakers": JSONValue(difference.speakers),
            "choosers": JSONValue(choosers),
        ]
        for kind in AgendaDifference.Kind.allCases { facts[kind.rawValue] = JSONValue(difference.ids(kind)) }
        try work.record(.event(event), "event:\(event)", "agenda.release", facts)
        return number
    }
}
