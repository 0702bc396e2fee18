internal import CLibPQ
internal import Foundation

/// One libpq connection with its prepared statements; used by one thread.
final class PostgresConnection: Connection {
    let engine = Engine.postgres
    private let handle: OpaquePointer
    private var prepared: [String: PreparedStatement] = [:]
    private var preparedCount = 0
    /// What waits for the next statement whose answer is waited for, to go with it.
    private var unsent: [Outgoing] = []
    /// The end of a read was sent, and its answer not looked at yet.
    private var isEndingRead = false
    /// Seconds that PostgreSQL may be silent, more than any lock is waited for; nil if a statement may take its time.
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
        let statement = try prepare(sql)
        return try answer(statement).rows(&statement.prepared.layout)
    }

    func change(_ sql: SQL) throws -> Int {
        try answer(try prepare(sql)).changedRows
    }

    func send(_ sql: SQL) throws {
        unsent.append(.prepared(try prepare(sql)))
        // Far less than what either side's buffers hold; and the server may be silent until it has done all of them.
        if unsent.count >= 16 { try settle() }
    }

    func settle() throws {
        if !unsent.isEmpty { _ = try answerLast() }
    }

    func script(_ text: String) throws {
        try settle()
        _ = try ask { PQsendQuery(handle, text) }
    }

    /// Begins a read: a way to the server of its own only with the first question.
    func beginRead() {
        unsent = [.text("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")]
    }

    /// Ends it, without waiting: nothing depends on the answer.
    func endRead() throws {
        guard unsent.isEmpty else { return unsent = [] }
        guard PQsendQuery(handle, "COMMIT") == 1 else { throw Interruption.lost(errorMessage) }
        isEndingRead = true
    }

    /// Takes the one write lock of the database, so that writes follow each other over all nodes as on SQLite: what a
    /// body has read still holds when it writes, batches cannot deadlock, and the journal has one end. Each statement
    /// after it sees everything committed before (READ COMMITTED).
    ///
    /// A node that is cut off while it holds the lock loses it after five seconds without a word, so that the others go on, and what it
    /// sent meanwhile is refused when it arrives.
    func begin() throws -> CommitToken {
        do {
            unsent = []
            let result = try ask {
                PQsendQuery(
                    handle,
                    """
                    BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = '5s';
                    SELECT pg_advisory_xact_lock(\(Self.writeLock)), CAST(pg_current_xact_id() AS text) AS token
                    """)
            }
            var layout: RowLayout?
            guard let token: String = try result.rows(&layout).first?.get("token") else {
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
        unsent.append(.text("COMMIT"))
        let result = try answerLast()
        // COMMIT of a failed transaction is answered with ROLLBACK, without an error.
        guard result.command == "COMMIT" else {
            throw StorageError.statement("the transaction was rolled back at its commit.")
        }
    }

    func rollback(to savepoint: String) throws {
        unsent = []
        try script("ROLLBACK TO SAVEPOINT \(savepoint)")
    }

    func rollback() {
        unsent = []
        do {
            try awaitEndOfRead()
            guard !isBroken, isInTransaction else { return }
            _ = try ask { PQsendQuery(handle, "ROLLBACK") }
        } catch {
            isGivenUp = true
        }
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

    /// A statement that the server has prepared under a name.
    private final class PreparedStatement {
        let name: String
        /// Made with the first answer, and kept for the next ones.
        var layout: RowLayout?

        init(_ name: String) { self.name = name }
    }

    /// A prepared statement with values.
    private struct BoundStatement {
        let prepared: PreparedStatement
        let isNew: Bool
        let parameters: PostgresParameters
    }

    private enum Outgoing {
        case prepared(BoundStatement), text(String)

        /// Prepared just now, so that it cannot be outdated.
        var isNew: Bool {
            if case .prepared(let statement) = self { statement.isNew } else { false }
        }
    }

    /// True after "cached plan must not change result type" and "prepared statement does not exist".
    private var isOutdated: Bool { lastState == "0A000" || lastState == "26000" }

    private var lastState = ""
    /// Which of the statements that were sent together was refused.
    private var failedPlace = 0

    private func prepare(_ sql: SQL) throws -> BoundStatement {
        let rendered = try RenderedSQL(sql, for: .postgres)
        let parameters = PostgresParameters(rendered)
        let key = rendered.text + "\u{0}" + parameters.types.map(String.init).joined(separator: ",")
        if let known = prepared[key] { return BoundStatement(prepared: known, isNew: false, parameters: parameters) }
        if prepared.count >= 400 {
            // Rare: statement texts are few, but lists (`in:`) have any length. All are made again as needed.
            try script("DEALLOCATE ALL")
            prepared = [:]
        }
        try RenderedSQL.check(statement: rendered.text)
        preparedCount += 1
        let name = "s\(preparedCount)"
        _ = try ask {
            PQsendPrepare(handle, name, rendered.text, Int32(parameters.types.count), parameters.types)
        }
        let fresh = PreparedStatement(name)
        prepared[key] = fresh
        return BoundStatement(prepared: fresh, isNew: true, parameters: parameters)
    }

    /// - Returns: what the sending function returned.
    private func send(_ statement: Outgoing) -> Int32 {
        switch statement {
        case .prepared(let statement):
            statement.parameters.withPointers { values, lengths, formats in
                PQsendQueryPrepared(
                    handle, statement.prepared.name, Int32(statement.parameters.types.count), values, lengths, formats,
                    0)
            }
        case .text(let text): PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0)
        }
    }

    private func answer(_ statement: BoundStatement) throws -> PostgresResult {
        unsent.append(.prepared(statement))
        return try answerLast()
    }

    /// Sends what waits, all at once, and gives the answer to the last of it, or throws what the first says that fails.
    private func answerLast() throws -> PostgresResult {
        let statements = unsent
        unsent = []
        failedPlace = 0
        do {
            if statements.count == 1 { return try ask { send(statements[0]) } }
            return try askInPipeline(statements)
        } catch StorageError.statement(let reason) where isOutdated && !statements[failedPlace].isNew {
            // Another node changed the schema under a prepared statement.
            throw Interruption.conflict(reason)
        }
    }

    /// PostgreSQL documentation, 34.5 "Pipeline mode": what comes after a failure is left out.
    private func askInPipeline(_ statements: [Outgoing]) throws -> PostgresResult {
        try awaitEndOfRead()
        guard PQenterPipelineMode(handle) == 1 else { throw Interruption.lost(errorMessage) }
        var (last, failed): (PostgresResult?, PostgresResult?)
        do {
            for statement in statements where send(statement) != 1 { throw Interruption.lost(errorMessage) }
            guard PQpipelineSync(handle) == 1 else { throw Interruption.lost(errorMessage) }
            var place = 0
            while true {
                // Between two statements there is nothing.
                guard let result = try nextResult() else {
                    place += 1
                    continue
                }
                if result.isPipelineEnd { break }
                if result.isError && failed == nil {
                    (failed, failedPlace) = (result, min(place, statements.count - 1))
                }
                last = result
            }
            guard PQexitPipelineMode(handle) == 1 else { throw Interruption.lost(errorMessage) }
        } catch {
            isGivenUp = true
            throw error
        }
        guard let result = failed ?? last else { throw Interruption.lost(errorMessage) }
        return try checked(result)
    }

    /// Waits for the answer, or throws what it says. Not by `PQexec`, which waits for ever on a line that swallows everything.
    /// - Parameter send: gives what the sending function returned.
    private func ask(_ send: () -> Int32) throws -> PostgresResult {
        try awaitEndOfRead()
        guard send() == 1 else { throw Interruption.lost(errorMessage) }
        var last: PostgresResult?
        // Of several statements the last answers, or the one that failed: the rest is then left out.
        while let next = try nextResult() { last = next }
        guard let last else { throw Interruption.lost(errorMessage) }
        return try checked(last)
    }

    private func checked(_ result: PostgresResult) throws -> PostgresResult {
        guard result.isError else { return result }
        lastState = result.field("C")
        if isBroken { throw Interruption.lost(result.field("M").isEmpty ? errorMessage : result.field("M")) }
        throw result.error
    }

    /// - Returns: nothing at the end of an answer.
    private func nextResult() throws -> PostgresResult? {
        while PQisBusy(handle) == 1 { try awaitBytes() }
        let result = PQgetResult(handle).map(PostgresResult.init)
        // Otherwise the end of a pipeline would be waited for without end.
        if result == nil, PQpipelineStatus(handle) != PQ_PIPELINE_OFF, isBroken {
            throw Interruption.lost(errorMessage)
        }
        return result
    }

    private func awaitEndOfRead() throws {
        guard isEndingRead else { return }
        isEndingRead = false
        while try nextResult() != nil {}
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
