import Foundation
import Storage
import StorageTestSupport
import Testing

/// A small invented schema.
enum Fixture {
    static let migrations: [Migration] = [
        Migration(
            "topics",
            [
                "CREATE TABLE topic (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL)",
                """
                CREATE TABLE issue (
                    id TEXT PRIMARY KEY NOT NULL,
                    topic TEXT NOT NULL REFERENCES topic (id),
                    title TEXT NOT NULL,
                    weight BIGINT,
                    score DOUBLE PRECISION,
                    is_open BOOLEAN NOT NULL DEFAULT TRUE,
                    digest BLOB,
                    CONSTRAINT weight_is_not_negative CHECK (weight >= 0),
                    UNIQUE (topic, title)
                )
                """,
            ])
    ]

    static func topic(_ id: String, in tx: Transaction) throws {
        try tx.execute("INSERT INTO topic (id, title) VALUES (\(id), \("Topic " + id))")
    }

    static func entry(_ subject: String, kind: String = "issue.submitted") -> JournalEntry {
        JournalEntry(
            time: 1_700_000_000_000, actor: "amara", scope: "event-1", subject: subject, kind: kind, facts: #"{"n":1}"#)
    }
}

extension Database {
    func count(_ table: SQL) async throws -> Int {
        try await read { try $0.value("SELECT COUNT(*) FROM \(table)") ?? -1 }
    }
}

/// Runs the body and gives back the storage error it threw.
func storageError(_ body: () async throws -> Void) async -> StorageError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? StorageError
    }
}

struct Refusal: Error, Equatable {
    let reason: String
}

extension StorageError {
    /// The name of the case, where its text does not matter.
    var caseName: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}
