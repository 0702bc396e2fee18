import Domain
import Storage
import Web

/// What somebody says of their own notifications. As what they follow it is their own affair, and not in the journal.
enum NotificationOperations {
    /// The switch of the daily mail, beside the kinds.
    static let digest = "digest"

    /// Everything that there is now.
    static func setRead(_ visit: Visit) async throws {
        try await visit.database.write { tx in
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            try NotificationStore.setRead(account.id, at: visit.now, tx)
        }
    }

    /// Turns kinds on and all others off; service messages stay.
    static func setWanted(_ visit: Visit, _ wanted: Set<String>) async throws {
        let refused = (NotificationKind.all.filter { !$0.isService }.map(\.code) + [digest]).filter {
            !wanted.contains($0)
        }
        try await visit.database.write { tx in
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            try NotificationStore.setRefusals(account.id, refused, at: visit.now, tx)
        }
    }
}
