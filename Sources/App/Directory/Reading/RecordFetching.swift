import Domain
import Web

/// Notes who had what is marked AMBER or closer, so that it is known whom to tell when it is withdrawn.
enum RecordFetching {
    /// - Parameter what: `page`, `file`, `api`.
    static func note(_ visit: Visit, _ subject: RecordSubject, marking: String, _ what: String) async throws {
        try await note(visit, [(subject, marking)], what)
    }

    /// Of a list that gives whole texts: each of its page.
    static func note(_ visit: Visit, _ had: [(subject: RecordSubject, marking: String)], _ what: String) async throws {
        guard let account = visit.visitor.account?.id else { return }
        let subjects = had.filter { TLP.isDiscreet($0.marking) }.map(\.subject)
        guard !subjects.isEmpty else { return }
        let new = try await visit.database.read { try AudienceStore($0).notFetched(subjects, account, what) }
        guard !new.isEmpty else { return }
        let now = visit.now
        try await visit.database.write { tx in
            for subject in new { try AudienceStore.noteFetch(subject, by: account, what, now: now, tx) }
        }
    }
}
