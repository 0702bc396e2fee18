import Domain
import Storage
import Web

/// A visit as a whole, and its stops.
enum VisitOperations {
    static let mostStops = 100

    static func keep(_ visit: Visit, _ event: Event.ID, _ fields: StudyVisitFields, _ asks: Set<AccessAsk>)
        async throws
    {
        let cleaned = fields.cleaned
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try keepIn(Work(tx, visit), event, cleaned, asks)
        }
    }

    /// What is no longer asked is erased where it was told.
    static func keepIn(
        _ work: Work, _ event: Event.ID, _ cleaned: Cleaned<StudyVisitFields>, _ asks: Set<AccessAsk>
    ) throws {
        let record = try EventStore(work.tx).event(event)
        let fields = try cleaned.checked { fields, check in
            if fields.listDue > record.endsOn {
                check.fail("list-due", L("The host needs it before the visit is over."))
            }
            // With a day in another century nobody could ever tell what is asked.
            if !fields.listDue.isEmpty, fields.listDue < EventChanges.later(record.startsOn, days: -3_660) {
                check.fail("list-due", L("Check the year."))
            }
        }
        let before = try VisitStore(work.tx).visit(of: event)
        let ordered = AccessAsk.allCases.filter(asks.contains)
        let host =
            fields.host.isEmpty ? nil : try PersonStore(work.tx).organisation(named: fields.host, country: nil)
        try VisitStore.keep(event, fields, ordered, host: host, now: work.now, work.tx)
        if before.asks.contains(where: { !asks.contains($0) }) {
            let people = try TravellerStore(work.tx).all(of: event)
            for (registration, told) in try AccessStore(work.tx).told(of: event) {
                guard let person = people.first(where: { $0.id == registration }) else { continue }
                try AccessStore.store(person, told.only(ordered), now: work.now, work.tx)
            }
        }
        try work.record(.event(event), "event:\(event)", "visit.change")
    }

    // MARK: Stops

    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func add(_ visit: Visit, _ event: Event.ID, _ fields: StopFields, key: String? = nil) async throws
        -> VisitStop.ID
    {
        let language = visit.language
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try Language.$current.withValue(language) { try addIn(Work(tx, visit), event, fields, key: key) }
        }
    }

    static func addIn(_ work: Work, _ event: Event.ID, _ fields: StopFields, key: String? = nil) throws -> VisitStop.ID
    {
        let record = try EventStore(work.tx).event(event)
        let there = try VisitStore(work.tx).stops(of: event)
        let id: VisitStop.ID = SendingKey.id(key, by: "\(work.actor ?? "")\n\(event)", work.environment)
        if there.contains(where: { $0.id == id }) { return id }
        guard there.count < mostStops else {
            throw Refusal.tooMany(L("A visit has at most \(mostStops) stops."))
        }
        try VisitStore.insert(id, in: event, try fields.cleaned(record).checked(), now: work.now, work.tx)
        try work.record(.event(event), "stop:\(id)", "stop.creation")
        return id
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: VisitStop.ID, _ fields: StopFields) async throws {
        let language = visit.language
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try Language.$current.withValue(language) {
                let stored = try VisitStore(tx).stop(id, of: event)
                let told = try fields.cleaned(try EventStore(tx).event(event)).checked()
                guard told != stored.fields else { return }
                let work = Work(tx, visit)
                try VisitStore.update(id, told, now: work.now, tx)
                try work.record(.event(event), "stop:\(id)", "stop.change")
            }
        }
    }

    /// Not while somebody's words stand on it.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: VisitStop.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let stop = try VisitStore(tx).stop(id, of: event)
            guard stop.questions + stop.observations == 0 else { throw Refusal.stopHasWords }
            try VisitStore.remove(id, tx)
            try Work(tx, visit).record(.event(event), "stop:\(id)", "stop.removal")
        }
    }

    // MARK: Into the agenda

    struct Planned: Sendable, Hashable {
        var added = 0
        var changed = 0
        /// Stops whose times nobody told.
        var withoutTimes = 0
    }

    /// Each stop with times becomes a block of the agenda's draft, or its block follows what was changed.
    static func plan(_ visit: Visit, _ event: Event.ID) async throws -> Planned {
        let language = visit.language
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try Language.$current.withValue(language) { try planIn(Work(tx, visit), event) }
        }
    }

    static func planIn(_ work: Work, _ event: Event.ID) throws -> Planned {
        let record = try EventStore(work.tx).event(event)
        var planned = Planned()
        for stop in try VisitStore(work.tx).stops(of: event) {
            guard stop.fields.hasTimes else {
                planned.withoutTimes += 1
                continue
            }
            let draft = try AgendaStore(work.tx).draft(of: event)
            let stored = draft.first { $0.id == stop.block?.description }
            guard stored?.fields.tells(stop.fields.block) != true else { continue }
            if stored == nil { planned.added += 1 } else { planned.changed += 1 }
            try follow(stop, stored, record, work)
        }
        if planned.added + planned.changed > 0 {
            try work.record(.event(event), "event:\(event)", "visit.planning")
        }
        return planned
    }

    private static func follow(
        _ stop: StopRecord, _ stored: AgendaContent.Block?, _ event: EventRecord, _ work: Work
    ) throws {
        var draft = AgendaDraft(fields: stop.fields.block)
        if let stored {
            (draft.fields.kind, draft.fields.link, draft.fields.seats) = (
                stored.kind.rawValue, stored.link, stored.seats
            )
            draft.step = stored.step.flatMap { EventStep.ID($0) }
            draft.people = stored.people.map {
                AgendaPersonFields(
                    participant: $0.participant.flatMap { Participant.ID($0) }, name: $0.name, part: $0.part)
            }
        } else if !stop.fields.hostPerson.isEmpty {
            draft.people = [AgendaPersonFields(name: stop.fields.hostPerson)]
        }
        let (checked, times) = try draft.cleaned.checked(event, work.tx)
        if let stored {
            try AgendaOperations.changeIn(work, event, stored, checked, times)
            try work.record(.event(event.id), "block:\(stored.id)", "agenda.change", ["what": .text("change")])
        } else {
            let block = try AgendaOperations.addIn(work, event, checked, times)
            try VisitStore.setBlock(stop.id, block, work.tx)
            try work.record(.event(event.id), "block:\(block)", "agenda.change", ["what": .text("addition")])
        }
    }
}

extension AgendaBlockFields {
    /// Whether it says the same of a stop; kind, link and places are the agenda's own.
    func tells(_ other: AgendaBlockFields) -> Bool {
        (title, day, starts, ends, place, summary)
            == (other.title, other.day, other.starts, other.ends, other.place, other.summary)
    }
}
