internal import Foundation

/// PostgreSQL through libpq: a connection for each thread, opened when first needed and again after a loss.
struct PostgresDriver: Driver {
    let engine = Engine.postgres
    private let url: String
    private let listener: PostgresListener

    init(url: String, longestQuiet: Double) {
        self.url = url
        listener = PostgresListener(url: url, longestQuiet: longestQuiet)
    }

    func makeSession(isPatient: Bool) -> any Session { PostgresSession(url, isPatient: isPatient) }

    func startListening(_ feed: JournalFeed) throws { try listener.start(feed) }

    /// Takes dead rows out of the tables; what PostgreSQL keeps besides (write-ahead log, archives, free space in pages) is its keeper's.
    func wipe(_ tables: [String]) throws -> Bool {
        let connection = try PostgresConnection(url, isPatient: true)
        for table in tables { try connection.script("VACUUM \(table)") }
        return true
    }

    func close() { listener.stop() }
}

final class PostgresSession: Session {
    private let url: String
    private let isPatient: Bool
    private var connection: PostgresConnection?

    init(_ url: String, isPatient: Bool = false) {
        self.url = url
        self.isPatient = isPatient
    }

    func write<Value>(_ body: (any Connection) throws -> Value) throws -> Value {
        try use(body)
    }

    func read<Value>(_ body: (any Connection) throws -> Value) throws -> Value {
        try use { connection in
            connection.beginRead()
            do {
                let value = try body(connection)
                try connection.endRead()
                return value
            } catch {
                connection.rollback()
                throw error
            }
        }
    }

    /// Asks PostgreSQL itself, which remembers the fate of recent transactions.
    func outcome(of token: CommitToken) throws -> CommitOutcome {
        try use { connection in
            // The old backend may not have noticed yet that its client is gone; then the lock is still held.
            let status: String? = try connection.rows(
                "SELECT pg_xact_status(CAST(\(token.text) AS xid8)) AS status", onlyFirst: true
            ).first?.get("status")
            switch status {
            case "committed": return .committed
            case "aborted": return .aborted
            case "in progress": throw Interruption.lost("The outcome of the last commit is not known yet.")
            default: return .unknown
            }
        }
    }

    func close() {
        connection = nil
    }

    private func use<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
        let connection = try self.connection ?? PostgresConnection(url, isPatient: isPatient)
        self.connection = connection
        do {
            return try body(connection)
        } catch {
            // A fresh connection also forgets outdated prepared statements.
            if error is Interruption || connection.isBroken { self.connection = nil }
            throw error
        }
    }
}

/// Statements that PostgreSQL takes only outside of transactions, as CREATE DATABASE.
package enum PostgresMaintenance {
    /// - Parameter statement: text of the program itself, never from outside.
    package static func run(_ statement: String, at url: String) async throws {
        try await onThread("storage-maintenance") {
            try Patience.untilItHolds(seconds: 10) { try PostgresConnection(url, isPatient: true).script(statement) }
        }
    }
}
