import Domain
import Storage
import Web

/// Permission → rule → store → journal, each in one transaction.
enum «Noun»Operations {
    static let most = 5_000

    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func create(_ visit: Visit«, _ owner», _ fields: «Noun»Fields, key: String? = nil) async throws
        -> «Noun»Record
    {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            «require»
            let work = Work(tx, visit)
            try SendingStore.note(key, "«word»«of owner»", fields.words, work)
            let sending = SendingKey.of(key, by: work.actor)
            if let sending, let first = try «Noun»Store(tx).sent(«owner, »key: sending) { return first }
            let told = try cleaned.checked(tx)
            guard try «Noun»Store(tx).count(«owner») < most else {
                throw Refusal.tooMany(L("There are \(most) «nouns», which is as many as it takes."))
            }
            let id: «Noun».ID = work.environment.id()
            try «Noun»Store.insert(id«, owner», told, key: sending, now: work.now, tx)
            try work.record(«scope», "«word»:\(id)", "«word».creation")
            return try «Noun»Store(tx).record(«owner, »id)
        }
    }

    /// What a workbook or CSV says: all rows of it, or none.
    static func take(_ visit: Visit«, _ owner», _ upload: TableUpload) async throws -> TableCounts {
        «options value» await visit.read { tx in
            «require»«option names»
        }
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try FieldImport<«Noun»Fields>(upload«options argument», most: most) }
        }
        return try await visit.database.write { tx in
            «require»
            let stored = try «Noun»Store(tx).records(«owner, »includeRetired: true)
            let plan = try file.plan(over: stored.map { (id: $0.id, fields: $0.fields, isRetired: $0.retiredAt != nil) })
            if !upload.isTrial { try store(plan, «owner, »Work(tx, visit)) }
            return plan.counts
        }
    }

    private static func store(_ plan: FieldImport<«Noun»Fields>.Plan<«Noun».ID>, «_ owner, »_ work: Work) throws {
        for fields in plan.added {
            let id: «Noun».ID = work.environment.id()
            try «Noun»Store.insert(id«, owner», fields, key: nil, now: work.now, work.tx)
            try work.record(«scope», "«word»:\(id)", "«word».creation")
        }
        for (id, fields) in plan.changed {
            try «Noun»Store.update(id, fields, now: work.now, work.tx)
            try work.record(«scope», "«word»:\(id)", "«word».revision")
        }
    }

    static func change(_ visit: Visit«, _ owner», _ id: «Noun».ID, _ fields: «Noun»Fields) async throws -> «Noun»Record {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            «require»
            _ = try «Noun»Store(tx).record(«owner, »id)
            let told = try cleaned.checked(tx)
            try «Noun»Store.update(id, told, now: visit.now, tx)
            try Work(tx, visit).record(«scope», "«word»:\(id)", "«word».revision")
            return try «Noun»Store(tx).record(«owner, »id)
        }
    }

    /// No longer offered, or offered again. Doing it again changes nothing.
    static func setRetired(_ visit: Visit«, _ owner», _ id: «Noun».ID, _ isRetired: Bool) async throws {
        try await visit.database.write { tx in
            «require»
            let stored = try «Noun»Store(tx).record(«owner, »id)
            guard (stored.retiredAt != nil) != isRetired else { return }
            try «Noun»Store.setRetired(id, at: isRetired ? visit.now : nil, now: visit.now, tx)
            try Work(tx, visit).record(«scope», "«word»:\(id)", isRetired ? "«word».retirement" : "«word».return")
        }
    }
}

extension Cleaned<«Noun»Fields> {
    /// Held against what is stored.
    fileprivate func checked(_ tx: Transaction) throws -> «Noun»Fields {
        «checked»
    }
}
