import Domain
import Storage
import Web

extension MandateOperations {
    /// What was entered wrongly, also of a mandate that is over: all but whose it is, by administrators alone. The journal keeps what stood before.
    ///
    /// No other mandate is moved by it: one that is in the way is ended, or corrected, first.
    static func correct(_ visit: Visit, _ id: Mandate.ID, _ fields: MandateFields) async throws {
        let fields = fields.corrected
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let mandate = try MandateStore(tx).mandate(id)
            guard mandate.isGiven else { throw Refusal.mandateNotGiven }
            try correctIn(Work(tx, visit), mandate, fields)
        }
    }

    private static func correctIn(_ work: Work, _ mandate: MandateRecord, _ fields: Cleaned<MandateFields>) throws {
        let store = MandateStore(work.tx)
        let fields = try fields.checked { fields, check in
            fields.person = mandate.person
            fields.reviewBy = fields.reviewBy ?? mandate.reviewBy
            guard let holder = MandateHolder(fields.holder) else { return }
            fields.programme = try place(of: fields, work.tx)
            try checkHolder(&fields, holder, &check, work.tx)
            let others = try store.mandates(for: holder).filter {
                $0.id != mandate.id && $0.role == fields.role && $0.programme == fields.programme
                    && $0.overlaps(fields.since, fields.until)
            }
            if let before = checkOverlap(fields, others, &check) { failOverlap(before, fields, &check) }
        }
        guard let holder = MandateHolder(fields.holder) else { throw Refusal.notFound }
        let country = try country(of: mandate, for: holder, work.tx)
        let facts = corrections(of: mandate, fields, holder, country: country)
        guard !facts.isEmpty else { return }
        try store.correct(mandate.id, fields, holder: holder, country: country, now: work.now, work.tx)
        try work.record(.directory, "mandate:\(mandate.id)", "mandate.correction", facts)
    }

    /// On whose behalf it is held in a working group: as it was when it was given.
    private static func country(of mandate: MandateRecord, for holder: MandateHolder, _ reading: any Reading) throws
        -> String?
    {
        guard holder.group != nil else { return nil }
        if mandate.holder.group != nil { return mandate.country }
        return try PersonStore(reading).people([mandate.person].compactMap { $0 }).first?.fields.country
    }

    /// Of a note only that it is another one: it may name somebody, and the journal outlives them.
    private static func corrections(
        of mandate: MandateRecord, _ fields: MandateFields, _ holder: MandateHolder, country: String?
    ) -> [String: JSONValue] {
        let told: [(name: String, from: String?, to: String?)] = [
            ("role", mandate.role.rawValue, fields.role?.rawValue),
            ("holder", mandate.holder.description, holder.description),
            ("programme", mandate.programme?.description, fields.programme?.description),
            ("country", mandate.country, country), ("since", mandate.since, fields.since),
            ("until", mandate.until, fields.until), ("review-by", mandate.reviewBy, fields.reviewBy),
            ("document", mandate.document, fields.document),
        ]
        var facts: [String: JSONValue] = [:]
        for one in told where one.from != one.to {
            facts[one.name] = .object(["from": JSONValue(one.from), "to": JSONValue(one.to)])
        }
        if fields.note != mandate.note { facts["note"] = .text("changed") }
        return facts
    }
}
