import Domain
import Storage
import Web

/// Sets and changes the quotas of an event. Whoever sits stays seated, whatever becomes of them; where something has become free, whoever
/// waits and fits moves up.
enum QuotaOperations {
    static let most = 60

    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func add(_ visit: Visit, _ event: Event.ID, _ fields: QuotaFields, key: String? = nil) async throws
        -> Quota.ID
    {
        try await change(visit, event) { work, zone, list in
            let id: Quota.ID = SendingKey.id(key, by: "\(work.actor ?? "")\n\(event)", work.environment)
            if list.contains(where: { $0.id == id }) { return id }
            guard list.count < most else { throw Refusal.tooManyQuotas(most) }
            let words = try QuotaWords(list, work.tx)
            let (quota, until) = try fields.quota(words, zone: zone, others: list.map(\.quota.label))
            list.append(QuotaRecord(id, quota, until: until))
            return id
        }
    }

    static func keep(_ visit: Visit, _ event: Event.ID, _ id: Quota.ID, _ fields: QuotaFields) async throws {
        try await change(visit, event) { work, zone, list in
            guard let index = list.firstIndex(where: { $0.id == id }) else { throw Refusal.notFound }
            let words = try QuotaWords(list, work.tx)
            let others = list.filter { $0.id != id }.map(\.quota.label)
            let (quota, until) = try fields.quota(words, zone: zone, others: others)
            list[index] = QuotaRecord(id, quota, until: until)
        }
    }

    static func remove(_ visit: Visit, _ event: Event.ID, _ id: Quota.ID) async throws {
        try await change(visit, event) { _, _, list in
            guard let index = list.firstIndex(where: { $0.id == id }) else { throw Refusal.notFound }
            list.remove(at: index)
        }
    }

    /// Earlier or later in the list, in which reasons are told.
    static func move(_ visit: Visit, _ event: Event.ID, _ id: Quota.ID, by step: Int) async throws {
        try await change(visit, event) { _, _, list in
            guard let index = list.firstIndex(where: { $0.id == id }) else { throw Refusal.notFound }
            let record = list.remove(at: index)
            list.insert(record, at: min(max(0, index + step), list.count))
        }
    }

    /// The whole list from a file of quotas, as `roundtable allocate` takes it. What has the label of a quota that is there is that quota.
    static func replace(_ visit: Visit, _ event: Event.ID, with bytes: [UInt8]) async throws {
        let read: [SeatQuota]
        do {
            read = try SeatFiles.quotas(bytes)
        } catch {
            throw Refusal.invalid(["file": L("This is not a file of quotas. \(String(describing: error))")])
        }
        guard read.count <= most else { throw Refusal.tooManyQuotas(most) }
        try await change(visit, event) { work, zone, list in
            let words = try QuotaWords(list, work.tx)
            let known = list
            list = []
            for quota in read {
                var fields = QuotaFields(
                    QuotaRecord(
                        work.environment.id(), quota, until: quota.until.map { TypedTime(at: $0, zone: zone) }))
                fields.exceptions = quota.exceptions.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
                let (checked, until) = try fields.quota(words, zone: zone, others: list.map(\.quota.label))
                let before = known.first { $0.quota.label == quota.label }
                list.append(QuotaRecord(before?.id ?? work.environment.id(), checked, until: until))
            }
        }
    }

    private static func change<Value: Sendable>(
        _ visit: Visit, _ event: Event.ID,
        _ body: @escaping @Sendable (Work, String, inout [QuotaRecord]) throws -> Value
    ) async throws -> Value {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let work = Work(tx, visit)
            try RegistrationStore.lock(event, tx)
            let zone = try EventStore(tx).event(event).timeZone
            var list = try QuotaStore(tx).quotas(of: event)
            let value = try body(work, zone, &list)
            try keepIn(work, event, list)
            return value
        }
    }

    /// Writes the list; whoever fits now moves up. The event's row is locked.
    static func keepIn(_ work: Work, _ event: Event.ID, _ list: [QuotaRecord]) throws {
        // What this refuses, nobody could count again from the file.
        do {
            _ = try SeatFiles.quotas(Array(SeatFiles.write(list.map(\.quota)).utf8))
        } catch {
            throw Refusal.invalid(["value": L("These quotas do not go together. \(String(describing: error))")])
        }
        let before = try QuotaStore(work.tx).quotas(of: event)
        guard before != list else { return }
        try QuotaStore.keep(list, of: event, now: work.now, work.tx)
        for record in list {
            let old = before.first { $0.id == record.id }
            guard old?.quota != record.quota else { continue }
            try work.record(
                .event(event), "quota:\(record.id)", "quota.change",
                ["from": JSONValue(old.map { $0.quota.seats.description }), "to": .text(String(record.quota.seats))])
        }
        for record in before where !list.contains(where: { $0.id == record.id }) {
            try work.record(.event(event), "quota:\(record.id)", "quota.change", ["removed": true])
        }
        guard try RegistrationStore(work.tx).rule(of: event) != nil else { return }
        try RegistrationDesk(event, work).freed()
    }
}
