import Domain
import Storage
import Web

/// Something that was done with a mandate, as the journal keeps it: when, and in whose name, where it was under a mandate.
struct MandateAct: Sendable {
    let words: Message
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
            "SELECT time, kind, facts FROM journal WHERE subject = \(subject) ORDER BY sequence")
        let done = try rows.map { row in
            let facts: Facts = try JSONCoding.value(try row.get("facts", as: String.self))
            return (
                kind: try row.get("kind", as: String.self), at: try row.get("time", as: Int64.self),
                under: facts.under.flatMap { Mandate.ID($0) }
            )
        }
        let acting = try MandateWords.acting(done.compactMap(\.under), reading)
        let words = Dictionary(JournalKind.all.map { ($0.kind, $0.words) }) { first, _ in first }
        return done.compactMap { one in
            words[one.kind].map {
                MandateAct(words: $0, at: one.at, acting: one.under.flatMap { acting[$0] })
            }
        }
    }
}
