import Domain
import Storage
import Web

// lint: tables member because a mandate for a member opens its programmes, and permissions are asked with every request.

/// In which programmes somebody stands by their mandates: those that hold in one programme, and those for one of its members today.
struct BelongingStore {
    private let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By programme: for whom the mandates are held.
    /// - Parameter only: the one programme that is asked for; nothing for all.
    func programmes(of mandates: [ActiveMandate], only: Programme.ID? = nil) throws -> [Programme.ID: Set<
        MandateHolder
    >] {
        guard let day = mandates.first?.on else { return [:] }
        let named = mandates.filter { mandate in
            only.map { $0 == mandate.programme || mandate.programme == nil } ?? true
        }
        guard !named.isEmpty else { return [:] }
        let filter: SQL = if let only { "AND programme_id = \(only)" } else { "" }
        let rows = try reading.all(
            """
            SELECT programme_id, kind, ref, since, until FROM member WHERE ref IN \(in: Set(named.map(\.holder.holder)).sorted()) \(filter)
            """)
        var found: [Programme.ID: Set<MandateHolder>] = [:]
        // Who has left stands there no longer, though a mandate may not have been ended.
        var known: [Programme.ID: Set<MandateHolder>] = [:]
        for row in rows {
            guard let holder = MandateHolder(kind: try row.get("kind"), try row.get("ref")) else { continue }
            let programme: Programme.ID = try row.get("programme_id")
            known[programme, default: []].insert(holder)
            let (since, until): (String, String?) = (try row.get("since"), try row.get("until"))
            guard since <= day, until.map({ day < $0 }) ?? true else { continue }
            for mandate in named where mandate.holder == holder && mandate.holds(in: programme) {
                found[programme, default: []].insert(holder)
            }
        }
        for mandate in named {
            guard let programme = mandate.programme, !(known[programme]?.contains(mandate.holder) ?? false) else {
                continue
            }
            found[programme, default: []].insert(mandate.holder)
        }
        return found
    }
}
