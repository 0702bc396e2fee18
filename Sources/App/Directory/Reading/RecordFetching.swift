import Domain
import Web

/// Notes who had what is marked AMBER or closer, so that it is known whom to tell when it is withdrawn.
enum RecordFetching {
    /// - Parameter what: `page`, `file`, `api`.
    static func note(_ visit: Visit, _ subject: RecordSubject, marking: String, _ what: String) async throws {
        guard let account = visit.visitor.account?.id, TLP.isDiscreet(marking) else { return }
        guard try await !visit.database.read({ try AudienceStore($0).hasFetched(subject, account, what) }) else {
            return
        }
        let now = visit.now
        try await visit.database.write { tx in
            try AudienceStore.noteFetch(subject, by: account, what, now: now, tx)
        }
    }
}
