import Domain
import Storage
import Web

/// The SQL of what is told of mandates that begin and end.
struct MandateNewsStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Those that were entered in a time, and of which nobody was told.
    /// - Parameter day: what ended by then is told of no more.
    func appointed(from first: Int64, to last: Int64, on day: String) throws -> [MandateRecord] {
        try reading.all(
            """
            SELECT m.* FROM mandate m WHERE m.person_id IS NOT NULL AND m.state = 'active'
                AND m.created_at > \(first) AND m.created_at <= \(last)
                AND (m.until IS NULL OR (m.until > \(day) AND m.until > m.since))
                AND NOT EXISTS (SELECT 1 FROM mandate_question q
                    WHERE q.mandate_id = m.id AND q.review_by = m.since AND q.stage = \(MandateNews.appointment))
            ORDER BY m.created_at, m.id LIMIT 500
            """
        ).compactMap { try MandateRecord(known: $0) }
    }

    /// Of focal points, those that ended lately, where nobody follows in these days, and of which nobody was told.
    func vacant(on day: String, since first: String, followedBy next: String, changedBefore time: Int64) throws
        -> [MandateRecord]
    {
        try reading.all(
            """
            SELECT m.* FROM mandate m WHERE m.role = 'focal-point' AND m.until <= \(day) AND m.until >= \(first)
                AND m.until > m.since AND m.changed_at <= \(time)
                AND NOT EXISTS (SELECT 1 FROM mandate o WHERE o.role = 'focal-point' AND o.holder_kind = m.holder_kind
                    AND o.holder = m.holder AND o.person_id IS NOT NULL AND o.state IN ('active', 'suspended') AND o.since <= \(next)
                    AND (o.until IS NULL OR (o.until > \(day) AND o.until > o.since))
                    AND (o.programme_id IS NULL OR o.programme_id = m.programme_id))
                AND NOT EXISTS (SELECT 1 FROM mandate_question q
                    WHERE q.mandate_id = m.id AND q.review_by = m.until AND q.stage = \(MandateNews.vacancy))
            ORDER BY m.until, m.id LIMIT 500
            """
        ).compactMap { try MandateRecord(known: $0) }
    }

    /// Whose place somebody takes: who held the same until the day on which it begins.
    func before(_ mandate: MandateRecord) throws -> MandateRecord? {
        guard mandate.role.hasOneHolder else { return nil }
        return try MandateStore(reading).mandates(for: mandate.holder).first {
            $0.role == mandate.role && $0.programme == mandate.programme && $0.id != mandate.id
                && $0.until == mandate.since && $0.since < mandate.since && $0.person != mandate.person
        }
    }

    func name(_ person: Person.ID?) throws -> String? {
        try person.flatMap { try PersonStore(reading).people([$0]).first?.fields.fullName }
    }

    /// Who administers the server.
    func administrators() throws -> [MandateReviewStore.Reader] {
        try reading.all(
            """
            SELECT name, email, language FROM account WHERE is_administrator = \(true) AND disabled_at IS NULL ORDER BY id
            """
        ).map {
            MandateReviewStore.Reader(
                name: try $0.get("name"), address: try $0.get("email"),
                language: try $0.get("language", as: Language?.self) ?? .english, hasAccount: true)
        }
    }
}
