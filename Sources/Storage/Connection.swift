/// One open connection, used by one thread at a time. Errors are ``StorageError`` or ``Interruption``.
protocol Connection: AnyObject {
    var engine: Engine { get }
    func rows(_ sql: SQL, onlyFirst: Bool) throws -> [Row]
    func change(_ sql: SQL) throws -> Int
    /// As ``change(_:)``, but an engine over the network may be asked later, together with the next statement that is waited for; what
    /// fails shows there.
    func send(_ sql: SQL) throws
    /// Waits until all that was sent has been done.
    func settle() throws
    /// Statements of the program itself, without values: savepoints, schema.
    func script(_ text: String) throws
    /// Begins a write that no other write, of this or another node, overlaps. Where it throws, nothing is begun.
    ///
    /// - Returns: a token by which ``Session/outcome(of:)`` can say later whether it was committed.
    func begin() throws -> CommitToken
    func commit() throws
    /// Undoes what was done since the savepoint, and forgets what was not sent yet; the savepoint stays.
    func rollback(to savepoint: String) throws
    /// Never throws: where rolling back fails, the connection is given up and the engine rolls back by itself.
    func rollback()
    /// False after errors with which the engine has given up the whole transaction.
    var isInTransaction: Bool { get }
}

struct CommitToken {
    var text: String
}

enum CommitOutcome {
    case committed, aborted, unknown
}

/// A thread's access to the database: opens its connection when first needed, and again after a loss.
protocol Session: AnyObject {
    /// - Throws: ``Interruption/lost(_:)`` where the connection is gone or cannot be opened.
    func write<Value>(_ body: (any Connection) throws -> Value) throws -> Value
    /// Gives a consistent, read-only view.
    func read<Value>(_ body: (any Connection) throws -> Value) throws -> Value
    /// Whether a write was committed whose COMMIT got no answer.
    func outcome(of token: CommitToken) throws -> CommitOutcome
    func close()
}

/// Makes sessions; one for each engine.
protocol Driver: Sendable {
    var engine: Engine { get }
    /// - Parameter isPatient: for schema changes, which may take minutes without a word of the engine.
    func makeSession(isPatient: Bool) -> any Session
    /// Starts what tells of commits by other nodes; returns when it is listening.
    func startListening(_ feed: JournalFeed) throws
    /// Bytes that may still be written beside the database, where that can be known.
    var roomLeft: Int64? { get }
    /// Takes what was deleted from tables out of the files too, as far as the engine can.
    /// - Returns: false where somebody who reads keeps it from that.
    func wipe(_ tables: [String]) throws -> Bool
    func close()
}

extension Driver {
    func makeSession() -> any Session { makeSession(isPatient: false) }
    var roomLeft: Int64? { nil }
}
