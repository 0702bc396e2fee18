internal import CLibPQ
internal import Foundation

/// One libpq connection with its prepared statements; used by one thread.
final class PostgresConnection: Connection {
    let engine = Engine.postgres
    private let handle: OpaquePointer
    private var prepared: [String: String] = [:]
    private var preparedCount = 0
    /// Seconds that PostgreSQL may be silent, more than any lock is waited for; nothing where a statement may take its time.
    private let silence: Double?
    private var isGivenUp = false

    /// - Parameter isPatient: for schema changes, which may take minutes.
    init(_ url: String, isPatient: Bool = false) throws {
        silence = isPatient ? nil : 12
        // From here on deinit closes the handle, also when this init throws.
        handle = try Self.connect(url)
        // Text goes in and out as UTF-8; another server encoding would refuse or change characters.
        guard Self.parameter(handle, "server_encoding") == "UTF8" else {
            throw StorageError.unavailable("the PostgreSQL database must have the encoding UTF8.")
        }
        guard PQserverVersion(handle) >= 130_000 else {
            throw StorageError.unavailable("PostgreSQL 13 or newer is needed.")
        }
        // A node that hangs must not hold the write lock of all others for ever (see also `begin`), and whoever waits for it is told
        // while their device still listens.
        try script(
            """
            SET standard_conforming_strings = on; SET synchronous_commit = on;
            SET idle_in_transaction_session_timeout = '60s'; SET lock_timeout = '8s'
            """)
    }

    deinit {
        PQfinish(handle)
    }

    var isBroken: Bool { isGivenUp || PQstatus(handle) == CONNECTION_BAD }

    var isInTransaction: Bool {
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    func rows(_ sql: SQL, onlyFirst: Bool) throws -> [Row] {
        let result = try run(sql)
        return result.rows()
    }

    func change(_ sql: SQL) throws -> Int {
        try run(sql).changedRows
    }

    func script(_ text: String) throws {
        _ = try ask(PQsendQuery(handle, text))
    }

    /// Takes the one write lock of the database, so that writes follow each other over all nodes as on SQLite: what a
    /// body has read still holds when it writes, batches cannot deadlock, and the journal has one end. Each statement
    /// after it sees everything committed before (READ COMMITTED).
    ///
    /// A node that is cut off while it holds the lock loses it after five seconds without a word, so that the others go on, and what it
    /// sent meanwhile is refused when it arrives.
    func begin() throws -> CommitToken {
        do {
            let result = try ask(
                PQsendQuery(
                    handle,
                    """
                    BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = '5s';
                    SELECT pg_advisory_xact_lock(\(Self.writeLock)), CAST(pg_current_xact_id() AS text) AS token
                    """))
            guard let token: String = try result.rows().first?.get("token") else {
                throw Interruption.lost("PostgreSQL gave no transaction number.")
            }
            return CommitToken(text: token)
        } catch {
            // BEGIN itself went through: left open, the failed transaction would refuse everything that comes after it.
            rollback()
            throw error
        }
    }

    func commit() throws {
        let result = try ask(PQsendQuery(handle, "COMMIT"))
        // COMMIT of a failed transaction is answered with ROLLBACK, without an error.
        guard result.command == "COMMIT" else {
            throw StorageError.statement("the transaction was rolled back at its commit.")
        }
    }

    func rollback() {
        guard !isBroken, isInTransaction else { return }
        do { _ = try ask(PQsendQuery(handle, "ROLLBACK")) } catch { isGivenUp = true }
    }

    /// Waits up to `seconds` for a notification or for `wake` to become readable.
    func waitForNotification(seconds: Double, wake: Int32) throws {
        // One that came together with the answer to the last query is already read: the socket would stay silent.
        guard PQconsumeInput(handle) == 1, !isBroken else { throw Interruption.lost(errorMessage) }
        if takeNotifications() { return }
        var descriptors = [
            pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        poll(&descriptors, nfds_t(descriptors.count), Int32(seconds * 1000))
        guard PQconsumeInput(handle) == 1, !isBroken else { throw Interruption.lost(errorMessage) }
        _ = takeNotifications()
    }

    private func takeNotifications() -> Bool {
        var isAny = false
        while let notification = PQnotifies(handle) {
            PQfreemem(notification)
            isAny = true
        }
        return isAny
    }

    /// "RTABLE" in ASCII; any number will do, as long as all nodes take the same.
    private static let writeLock: Int64 = 0x52_5441_424C_45

    private static func connect(_ url: String) throws -> OpaquePointer {
        // What stands before the address is a default that it may override; what stands behind it holds.
        let parameters: [(String, String)] = [
            ("connect_timeout", "5"), ("application_name", "roundtable"), ("target_session_attrs", "read-write"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "15000"), ("dbname", url), ("client_encoding", "UTF8"),
        ]
        let keys: [UnsafeMutablePointer<CChar>?] = parameters.map { strdup($0.0) } + [nil]
        let values: [UnsafeMutablePointer<CChar>?] = parameters.map { strdup($0.1) } + [nil]
        defer { for pointer in keys + values { free(pointer) } }
        let handle = PQconnectdbParams(
            keys.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
        guard let handle else { throw Interruption.lost("There is no memory for a connection.") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(handle)).trimmingCharacters(in: .whitespacesAndNewlines)
            PQfinish(handle)
            throw Interruption.lost(reason)
        }
        // Notices such as "relation already exists, skipping" would go to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        return handle
    }

    private static func parameter(_ handle: OpaquePointer, _ name: String) -> String? {
        PQparameterStatus(handle, name).map { String(cString: $0) }
    }

    private var errorMessage: String {
        String(cString: PQerrorMessage(handle)).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func run(_ sql: SQL) throws -> PostgresResult {
        let rendered = try RenderedSQL(sql, for: .postgres)
        let parameters = PostgresParameters(rendered)
        let (name, isNew) = try prepare(rendered, parameters.types)
        do {
            return try ask(
                parameters.withPointers { values, lengths, formats in
                    PQsendQueryPrepared(handle, name, Int32(rendered.values.count), values, lengths, formats, 0)
                })
        } catch StorageError.statement(let reason) where !isNew && isOutdated {
            // Another node changed the schema under a prepared statement.
            throw Interruption.conflict(reason)
        }
    }

    /// True after "cached plan must not change result type" and "prepared statement does not exist".
    private var isOutdated: Bool { lastState == "0A000" || lastState == "26000" }

    private var lastState = ""

    private func prepare(_ sql: RenderedSQL, _ types: [Oid]) throws -> (name: String, isNew: Bool) {
        let key = sql.text + "\u{0}" + types.map(String.init).joined(separator: ",")
        if let name = prepared[key] { return (name, false) }
        if prepared.count >= 400 {
            // Rare: statement texts are few, but lists (`in:`) have any length. All are made again as needed.
            try script("DEALLOCATE ALL")
            prepared = [:]
        }
        preparedCount += 1
        let name = "s\(preparedCount)"
        _ = try ask(PQsendPrepare(handle, name, sql.text, Int32(types.count), types))
        prepared[key] = name
        return (name, true)
    }

    /// Waits for the answer, or throws what it says. Not by `PQexec`, which waits for ever on a line that swallows everything.
    /// - Parameter isSent: what sending it returned.
    private func ask(_ isSent: Int32) throws -> PostgresResult {
        guard isSent == 1 else { throw Interruption.lost(errorMessage) }
        var last: PostgresResult?
        while true {
            while PQisBusy(handle) == 1 { try awaitBytes() }
            // Of several statements the last answers, or the one that failed: the rest is then left out.
            guard let next = PQgetResult(handle) else { break }
            last = PostgresResult(next)
        }
        guard let result = last else { throw Interruption.lost(errorMessage) }
        guard result.isError else { return result }
        lastState = result.field("C")
        if isBroken { throw Interruption.lost(result.field("M").isEmpty ? errorMessage : result.field("M")) }
        throw result.error
    }

    private func awaitBytes() throws {
        var descriptors = [pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)]
        if poll(&descriptors, 1, silence.map { Int32($0 * 1000) } ?? -1) == 0 {
            isGivenUp = true
            throw Interruption.lost("PostgreSQL does not answer.")
        }
        guard PQconsumeInput(handle) == 1 else { throw Interruption.lost(errorMessage) }
    }
}
