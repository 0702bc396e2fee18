import Foundation
import Storage
import Web

/// The SQL behind what is told to monitors.
struct HealthStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    static func noteBackup(at now: Int64, _ tx: Transaction) throws {
        try tx.note("last-backup", now)
    }

    /// When the last backup was finished, by this server's clock; nil if none was made yet.
    func lastBackup() throws -> Int64? {
        try reading.value("SELECT value FROM setting WHERE name = 'last-backup'", as: String.self).flatMap { Int64($0) }
    }

    func instance() throws -> String? {
        try reading.value("SELECT value FROM setting WHERE name = 'key'", as: String.self).map {
            Instance.id(ofKey: Array($0.utf8.prefix(64)))
        }
    }

    func hasAdministrator() throws -> Bool {
        try reading.first("SELECT id FROM account WHERE is_administrator AND disabled_at IS NULL LIMIT 1") != nil
    }

    struct Outbox: Sendable {
        var waiting = 0
        var failed = 0
    }

    func outbox() throws -> Outbox {
        Outbox(
            waiting: try reading.value(
                "SELECT COUNT(*) FROM outgoing_mail WHERE sent_at IS NULL AND failed_at IS NULL", as: Int.self) ?? 0,
            failed: try reading.value(
                "SELECT COUNT(*) FROM outgoing_mail WHERE sent_at IS NULL AND failed_at IS NOT NULL", as: Int.self)
                ?? 0)
    }
}

/// What tells this installation from every other: made from its secret, which it does not give away. All nodes on one database have the same.
public enum Instance {
    static func id(ofKey key: [UInt8]) -> String {
        Secret.hex(Sodium.hash("instance".utf8, key: key).prefix(8))
    }
}
