import Domain
import Storage
import Web

/// Permission → rule → store → journal, each in one transaction.
enum MaterialOperations {
    static let most = 1_000

    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func create(
        _ visit: Visit, _ event: Event.ID, _ fields: MaterialFields, _ file: CheckedFile, key: String? = nil
    ) async throws -> MaterialRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let work = Work(tx, visit)
            try SendingStore.note(key, "material of \(event)", fields.words + [file.sha256], work)
            let sending = SendingKey.of(key, by: work.actor)
            if let sending, let first = try MaterialStore(tx).sent(event, key: sending) { return first }
            return try createIn(work, event, try cleaned.checked(), file, visit.settings.files, key: sending)
        }
    }

    static func createIn(
        _ work: Work, _ event: Event.ID, _ fields: MaterialFields, _ file: CheckedFile, _ settings: FileSettings,
        key: String? = nil
    ) throws -> MaterialRecord {
        guard try MaterialStore(work.tx).count(of: event) < most else {
            throw Refusal.tooMany(L("There are \(most) materials, which is as many as an event takes."))
        }
        let id: Material.ID = work.environment.id()
        try MaterialStore.insert(id, event, fields, key: key, by: work.actor, now: work.now, work.tx)
        let kept = try KeptFiles.keepIn(work, file, of: event, settings)
        try MaterialStore.addFile(kept, to: id, by: work.actor, now: work.now, work.tx)
        try work.record(.event(event), "material:\(id)", "material.creation")
        return try MaterialStore(work.tx).material(event, id)
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: Material.ID, _ fields: MaterialFields) async throws
        -> MaterialRecord
    {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let stored = try MaterialStore(tx).material(event, id)
            let told = try cleaned.checked()
            guard told != stored.fields else { return stored }
            try MaterialStore.update(id, told, now: visit.now, tx)
            try Work(tx, visit).record(
                .event(event), "material:\(id)", "material.change",
                ["marking": .text(told.marking), "audience": .text(told.audience)])
            return try MaterialStore(tx).material(event, id)
        }
    }

    /// A new file takes the place of the one before: its address stays, and gives out the new one.
    static func supersede(_ visit: Visit, _ event: Event.ID, _ id: Material.ID, _ file: CheckedFile) async throws
        -> MaterialRecord
    {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let stored = try MaterialStore(tx).material(event, id)
            // Pressed twice.
            guard stored.file.sha256 != file.sha256 else { return stored }
            let work = Work(tx, visit)
            let kept = try KeptFiles.keepIn(work, file, of: event, visit.settings.files)
            try MaterialStore.addFile(kept, to: id, by: work.actor, now: work.now, tx)
            try work.record(
                .event(event), "material:\(id)", "material.supersession", ["number": .whole(stored.number + 1)])
            return try MaterialStore(tx).material(event, id)
        }
    }

    /// - Parameter time: from when on it may be read; nothing for now. One that was withdrawn comes back by it.
    static func release(_ visit: Visit, _ event: Event.ID, _ id: Material.ID, at time: Int64? = nil) async throws
        -> MaterialRecord
    {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            return try releaseIn(Work(tx, visit), event, id, at: time)
        }
    }

    static func releaseIn(_ work: Work, _ event: Event.ID, _ id: Material.ID, at time: Int64? = nil) throws
        -> MaterialRecord
    {
        let stored = try MaterialStore(work.tx).material(event, id)
        let moment = max(time ?? work.now, work.now)
        if stored.isOut(at: work.now), moment == work.now { return stored }
        let isNow = moment == work.now
        try MaterialStore.release(id, at: moment, announced: isNow, now: work.now, work.tx)
        try work.record(
            .event(event), "material:\(id)", isNow ? "material.release" : "material.scheduling",
            isNow ? [:] : ["at": .whole(Int(moment))])
        return try MaterialStore(work.tx).material(event, id)
    }

    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: Material.ID, reason: String) async throws
        -> MaterialRecord
    {
        var check = FieldCheck()
        let reason = check.line("reason", reason, limit: 300)
        try check.finish()
        return try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let stored = try MaterialStore(tx).material(event, id)
            guard stored.state != .withdrawn else { return stored }
            guard stored.state == .released else { throw Refusal.materialIsDraft }
            try MaterialStore.withdraw(id, reason, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "material:\(id)", "material.withdrawal")
            return try MaterialStore(tx).material(event, id)
        }
    }

    /// What nobody could read yet goes without a trace but in the journal.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: Material.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let stored = try MaterialStore(tx).material(event, id)
            guard stored.state == .draft else { throw Refusal.materialIsOut }
            try MaterialStore.remove(id, tx)
            try Work(tx, visit).record(.event(event), "material:\(id)", "material.removal")
        }
    }

    /// The file that is given out, to who may have it; that they fetched it is kept where it is marked AMBER or closer.
    /// - Parameter own: of who comes with the link of a seat; nothing for the visitor's.
    static func fetch(
        _ visit: Visit, _ event: Event.ID, _ id: Material.ID, as own: Membership? = nil
    ) async throws -> Answer {
        let (file, bytes, number, isNoted) = try await visit.read { reading in
            let membership = try own ?? visit.membership(in: event, reading)
            if own == nil { try Policy.require(.attend, membership) }
            let (marking, material) = (
                try EventStore(reading).event(event).marking, try MaterialStore(reading).material(event, id)
            )
            guard MaterialReading.sees(material, of: marking, membership, now: visit.now) else {
                throw Refusal.notFound
            }
            guard MaterialReading.opens(material, of: marking, membership, now: visit.now) else {
                throw Refusal.materialWithdrawn(material.reason)
            }
            let isNoted = TLP.isDiscreet(TLP.stricter(material.fields.marking, marking)) && !membership.runsTheRoom
            return (
                material.file, try KeptFileStore(reading).bytes(of: material.file), material.number, isNoted
            )
        }
        let reader = own.map { $0.places.first.map { "participant:\($0.seat)" } } ?? visit.visitor.journalName
        if isNoted, visit.inbound.method == .get, let reader {
            try await visit.database.write { tx in
                try MaterialStore.noteFetch(id, number, by: reader, now: visit.now, tx)
            }
        }
        return KeptFiles.answer(file, bytes)
    }
}

/// Tells of what was released for a later time, when that has come.
enum MaterialClock {
    static func watch(_ services: Services) async {
        await services.again(every: .seconds(20), failing: "Releases of materials could not be told") {
            try await run(services.database, services.environment)
        }
    }

    static func run(_ database: Database, _ environment: Environment) async throws {
        let due = try await database.read { try MaterialStore($0).due(at: environment.now()) }
        guard !due.isEmpty else { return }
        try await database.write { tx in
            for (event, id) in due where try MaterialStore.announce(id, tx) {
                try Work(tx, environment).record(.event(event), "material:\(id)", "material.release")
            }
        }
    }
}
