import Domain
import Storage
import Web

/// Series of a programme, and where an event stands among the others.
enum SeriesOperations {
    static let most = 100

    static func begin(_ visit: Visit, _ programme: Programme.ID, _ fields: SeriesFields) async throws -> Series.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            return try beginIn(Work(tx, visit), programme, fields)
        }
    }

    static func beginIn(_ work: Work, _ programme: Programme.ID, _ fields: Cleaned<SeriesFields>) throws -> Series.ID {
        let store = SeriesStore(work.tx)
        let known = try store.series(of: programme)
        guard known.count < most else { throw Refusal.tooMany(L("A programme has at most \(most) series.")) }
        let fields = try fields.checked { fields, check in
            if known.contains(where: { Folded.text($0.title) == Folded.text(fields.title) }) {
                check.fail("title", L("The programme has a series of this name already."))
            }
        }
        let id = work.environment.id(Series.ID.self)
        try store.insert(id, fields, in: programme, now: work.now, work.tx)
        try work.record(
            .programme(programme), "series:\(id)", "series.creation",
            ["title": .text(fields.title), "rhythm": .text(fields.rhythm.rawValue)])
        return id
    }

    /// - Parameter new: a series that begins with the event.
    static func tie(_ visit: Visit, _ event: Event.ID, _ ties: EventTies, new: SeriesFields? = nil) async throws {
        let (ties, new) = (ties.cleaned, new?.cleaned)
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try tieIn(Work(tx, visit), event, ties, new: new)
        }
    }

    static func tieIn(
        _ work: Work, _ id: Event.ID, _ ties: Cleaned<EventTies>, new: Cleaned<SeriesFields>? = nil
    ) throws {
        let event = try EventOperations.meeting(id, work.tx)
        var ties = try checked(ties, event, work.tx)
        if let new { ties.series = try beginIn(work, event.programme, new) }
        let before = try SeriesStore(work.tx).ties(of: id)
        guard before != ties else { return }
        try SeriesStore(work.tx).set(ties, of: id, now: work.now, work.tx)
        var facts: [String: JSONValue] = [:]
        func note(_ name: String, _ old: String?, _ now: String?) {
            if old != now { facts[name] = .object(["from": JSONValue(old), "to": JSONValue(now)]) }
        }
        note("series", before.series?.description, ties.series?.description)
        note("follows", before.follows?.description, ties.follows?.description)
        note("prepares", before.prepares?.description, ties.prepares?.description)
        try work.record(.event(id), "event:\(id)", "event.tying", facts)
    }

    private static func checked(_ ties: Cleaned<EventTies>, _ event: EventRecord, _ reading: any Reading) throws
        -> EventTies
    {
        try ties.checked { ties, check in try hold(ties, event, reading, &check) }
    }

    private static func hold(
        _ ties: EventTies, _ event: EventRecord, _ reading: any Reading, _ check: inout FieldCheck
    ) throws {
        let store = SeriesStore(reading)
        if let series = ties.series, try store.series(series)?.programme != event.programme {
            check.fail("series", L("Choose one from the list."))
        }
        if let follows = ties.follows {
            let other = try other(follows, of: event, reading)
            if other.map({ $0.startsOn > event.startsOn }) ?? true {
                check.fail("follows", L("Choose an event of this programme that begins before this one."))
            } else if try leads(from: follows, to: event.id, { try store.ties(of: $0).follows }) {
                check.fail("follows", L("That event follows this one already."))
            }
        }
        if let prepares = ties.prepares {
            let other = try other(prepares, of: event, reading)
            if other.map({ $0.startsOn < event.startsOn }) ?? true {
                check.fail("prepares", L("Choose an event of this programme that begins after this one."))
            } else if try leads(from: prepares, to: event.id, { try store.ties(of: $0).prepares }) {
                check.fail("prepares", L("That event prepares this one already."))
            }
        }
    }

    /// Another meeting of the same programme.
    private static func other(_ id: Event.ID, of event: EventRecord, _ reading: any Reading) throws -> EventRecord? {
        try EventStore(reading).events([id]).first {
            $0.id != event.id && $0.programme == event.programme && $0.isMeeting
        }
    }

    /// Whether one comes from an event to another by a step that is taken again and again.
    private static func leads(from start: Event.ID, to end: Event.ID, _ step: (Event.ID) throws -> Event.ID?) throws
        -> Bool
    {
        var place: Event.ID? = start
        for _ in 0..<EventOperations.mostOfProgramme {
            guard let known = place else { return false }
            if known == end { return true }
            place = try step(known)
        }
        return false
    }
}
