import Domain
import Storage
import Web

/// Notes of progress are a region's own: its head writes them, and who coordinates. That a country is named where it is late its focal
/// point decides alone.
enum SinceOperations {
    static let mostNotes = 1_000

    // MARK: The end of a meeting

    /// From here on everything is new for the meeting that follows. A second time nothing happens.
    static func close(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard try SinceStore(tx).closing(of: event) == nil else { return }
            try Work(tx, visit).record(.event(event), "event:\(event)", SinceFacts.closing)
        }
    }

    static func reopen(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard try SinceStore(tx).closing(of: event) != nil else { return }
            try Work(tx, visit).record(.event(event), "event:\(event)", SinceFacts.reopening)
        }
    }

    // MARK: Notes of progress

    /// A key that is known is answered with the first result.
    static func note(
        _ visit: Visit, in programme: Programme.ID, _ fields: SinceNoteFields, of region: App.Region.ID?,
        key: String? = nil
    ) async throws -> SinceNoteRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            _ = try keeper(visit, programme, region, tx)
            let (work, store) = (Work(tx, visit), SinceStore(tx))
            let key = SendingKey.of(key, by: work.actor)
            if let key, let first = try store.sent(programme, key: key) { return first }
            let fields = try checked(cleaned, visit)
            guard try store.notes(of: programme).count < mostNotes else {
                throw Refusal.tooMany(L("The programme has \(mostNotes) notes of progress, the maximum."))
            }
            let id: SinceNote.ID = work.environment.id()
            try SinceStore.insert(id, fields, of: region, in: programme, key: key, work)
            try work.record(
                .programme(programme), "since-note:\(id)", "since.note", ["region": JSONValue(region?.description)])
            return try store.note(id, of: programme)
        }
    }

    static func change(
        _ visit: Visit, _ programme: Programme.ID, _ id: SinceNote.ID, _ fields: SinceNoteFields
    ) async throws -> SinceNoteRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let before = try kept(visit, programme, id, tx)
            let fields = try checked(cleaned, visit)
            guard fields != before.fields else { return before }
            let work = Work(tx, visit)
            try SinceStore.update(id, fields, work)
            try work.record(.programme(programme), "since-note:\(id)", "since.note-change")
            return try SinceStore(tx).note(id, of: programme)
        }
    }

    static func remove(_ visit: Visit, _ programme: Programme.ID, _ id: SinceNote.ID) async throws {
        try await visit.database.write { tx in
            _ = try kept(visit, programme, id, tx)
            try SinceStore.remove(id, tx)
            try Work(tx, visit).record(.programme(programme), "since-note:\(id)", "since.note-removal")
        }
    }

    /// What happened is told once it has.
    private static func checked(_ cleaned: Cleaned<SinceNoteFields>, _ visit: Visit) throws -> SinceNoteFields {
        try cleaned.checked { fields, check in
            if fields.notedOn > EventChanges.later(CalendarDate.today(visit.now), days: 1) {
                check.fail("noted-on", L("This day is still to come."))
            }
        }
    }

    /// - Throws: ``Refusal/forbidden`` for who reads it and is no keeper.
    static func kept(_ visit: Visit, _ programme: Programme.ID, _ id: SinceNote.ID, _ reading: any Reading) throws
        -> SinceNoteRecord
    {
        let note = try SinceStore(reading).note(id, of: programme)
        _ = try keeper(visit, programme, note.region, reading)
        return note
    }

    private static func keeper(
        _ visit: Visit, _ programme: Programme.ID, _ region: App.Region.ID?, _ reading: any Reading
    ) throws -> PlansStanding {
        let standing = try PlansStanding(visit, programme, reading)
        try standing.require(standing.isOf && region.map { standing.regions.contains($0) } ?? true)
        guard standing.keeps(region) else { throw Refusal.forbidden }
        return standing
    }

    // MARK: Who is named

    /// - Parameter country: for which they speak.
    static func name(_ visit: Visit, _ programme: Programme.ID, _ country: String, _ isNamed: Bool) async throws {
        try await visit.database.write { tx in
            let standing = try PlansStanding(visit, programme, tx)
            guard standing.focalPointOf.contains(country) else { throw Refusal.needsMandate }
            guard try SinceStore(tx).named(in: programme).contains(country) != isNamed else { return }
            let work = Work(tx, visit)
            try SinceStore.name(country, in: programme, isNamed, work)
            try work.record(
                .programme(programme), "programme:\(programme)", "since.naming",
                ["country": .text(country), "named": .flag(isNamed)])
        }
    }
}
