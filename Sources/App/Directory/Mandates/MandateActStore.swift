import Domain
import Storage
import Web

/// Something that was done with a mandate, as the journal keeps it: when, and in whose name, where it was under a mandate.
struct MandateAct: Sendable {
    let kind: String
    let words: Message
    /// Who did it, where that is an account that is there.
    let by: String?
    /// Milliseconds since 1970.
    let at: Int64
    /// "on behalf of Kazakhstan, as focal point".
    let acting: Message?
}

/// The SQL of what was done with mandates.
struct MandateActStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    private struct Facts: Decodable { let under: String? }

    /// Oldest first.
    func acts(of id: Mandate.ID) throws -> [MandateAct] {
        let subject = "mandate:\(id)"
        let rows = try reading.all(
            """
            SELECT j.time, j.kind, j.facts, a.name AS by_name FROM journal j LEFT JOIN account a ON j.actor = 'account:' || a.id
            WHERE j.subject = \(subject) ORDER BY j.sequence
            """)
        let done = try rows.map { row in
            let facts: Facts = try JSONCoding.value(try row.get("facts", as: String.self))
            return (
                kind: try row.get("kind", as: String.self), at: try row.get("time", as: Int64.self),
                under: facts.under.flatMap { Mandate.ID($0) }, by: try row.get("by_name", as: String?.self)
            )
        }
        let acting = try MandateWords.acting(done.compactMap(\.under), reading)
        let words = Dictionary(JournalKind.all.map { ($0.kind, $0.words) }) { first, _ in first }
        return done.compactMap { one in
            words[one.kind].map {
                MandateAct(
                    kind: one.kind, words: $0, by: one.by, at: one.at, acting: one.under.flatMap { acting[$0] })
            }
        }
    }
}
