import Domain
import Storage
import Web

/// Who works together in a programme, and on what. Its organisers set groups up and close them; who is in one holds a mandate for it
/// (``MandateOperations``), so that a closed group's mandates end the same day.
enum WorkingGroupOperations {
    static let mostOfProgramme = 200

    @discardableResult
    static func create(_ visit: Visit, in programme: Programme.ID, _ fields: WorkingGroupFields) async throws
        -> WorkingGroup.ID
    {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            return try createIn(Work(tx, visit), programme, fields)
        }
    }

    /// Without the permission: for the demo and the tests too.
    static func createIn(_ work: Work, _ programme: Programme.ID, _ fields: Cleaned<WorkingGroupFields>) throws
        -> WorkingGroup.ID
    {
        let store = WorkingGroupStore(work.tx)
        let fields = try fields.checked { try checkArea(&$0, &$1, work.tx) }
        guard try store.groups(of: programme).count < mostOfProgramme else {
            throw Refusal.tooMany(L("The programme has \(mostOfProgramme) working groups, the maximum."))
        }
        let id = work.environment.id(WorkingGroup.ID.self)
        try store.insert(id, fields, in: programme, now: work.now, work.tx)
        try work.record(
            .programme(programme), "working-group:\(id)", "working-group.creation",
            ["area": JSONValue(fields.area.nilIfEmpty), "since": .text(fields.since)])
        return id
    }

    static func change(_ visit: Visit, in programme: Programme.ID, _ id: WorkingGroup.ID, _ fields: WorkingGroupFields)
        async throws
    {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            let before = try kept(visit, programme, id, tx)
            guard before.state != .closed else { throw Refusal.workingGroupClosed }
            let fields = try fields.checked { fields, check in
                if fields.state == .closed { check.fail("state", L("Choose one from the list.")) }
                try checkArea(&fields, &check, tx)
            }
            let old = WorkingGroupFields(before)
            guard fields != old else { return }
            try WorkingGroupStore(tx).update(id, fields, now: visit.now, tx)
            try Work(tx, visit).record(
                .programme(programme), "working-group:\(id)", "working-group.change", changes(from: old, to: fields))
        }
    }

    /// Ids and days by value; of what people wrote only that it changed.
    private static func changes(from old: WorkingGroupFields, to new: WorkingGroupFields) -> [String: JSONValue] {
        var facts: [String: JSONValue] = [:]
        func tell(_ name: String, _ from: String, _ to: String) {
            guard from != to else { return }
            facts[name] = .object(["from": JSONValue(from.nilIfEmpty), "to": JSONValue(to.nilIfEmpty)])
        }
        tell("area", old.area, new.area)
        tell("since", old.since, new.since)
        tell("state", old.state.rawValue, new.state.rawValue)
        if old.title != new.title { facts["title"] = true }
        if old.remit != new.remit { facts["remit"] = true }
        return facts
    }

    /// Its mandates end the same day; whoever was only proposed is no longer.
    /// - Parameter day: the first on which it is no longer there.
    static func close(_ visit: Visit, in programme: Programme.ID, _ id: WorkingGroup.ID, from day: String) async throws
    {
        let words = Cleaned(day) { day, check in day = check.date("until", day) }
        try await visit.database.write { tx in
            let group = try kept(visit, programme, id, tx)
            guard group.state != .closed else { throw Refusal.workingGroupClosed }
            let day = try words.checked { day, check in
                if day < group.since { check.fail("until", L("The end is before the start.")) }
            }
            let work = Work(tx, visit)
            try WorkingGroupStore(tx).close(id, until: day, now: work.now, tx)
            let ended = try MandateOperations.endAllIn(work, of: .group(id), from: day)
            try work.record(
                .programme(programme), "working-group:\(id)", "working-group.closure",
                [
                    "state": .object(["from": .text(group.state.rawValue), "to": "closed"]), "until": .text(day),
                    "mandates": .whole(ended),
                ])
        }
    }

    /// From what was told to the id.
    private static func checkArea(_ fields: inout WorkingGroupFields, _ check: inout FieldCheck, _ reading: any Reading)
        throws
    {
        guard !fields.area.isEmpty else { return }
        if let area = try AreaTree(reading).area(told: fields.area) {
            fields.area = area.id.description
        } else {
            check.fail("area", L("Choose one from the list."))
        }
    }

    /// - Throws: ``Refusal/notFound`` for a group of another programme.
    static func kept(_ visit: Visit, _ programme: Programme.ID, _ id: WorkingGroup.ID, _ reading: any Reading)
        throws -> WorkingGroupRecord
    {
        try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
        let group = try WorkingGroupStore(reading).group(id)
        guard group.programme == programme else { throw Refusal.notFound }
        return group
    }
}
