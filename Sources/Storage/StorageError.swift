/// What can go wrong between the program and its database. Each is a sentence for the log or for the operator at start;
/// none quotes stored values.
public enum StorageError: Error, Sendable, Equatable {
    /// The columns that must be unique together, as `issue.event, issue.title` on both engines.
    case unique(String)
    /// The constraint where the engine names it (PostgreSQL), or "" (SQLite does not).
    case foreignKey(String)
    /// The name of the CHECK constraint.
    case check(String)
    /// The column that must not be null, as `issue.title`.
    case notNull(String)
    /// The database cannot be reached, or gave no certain answer. Trying again later may help.
    case unavailable(String)
    /// The database was migrated by a newer program: `found` is its migration that this program does not know.
    case newerSchema(found: String, known: String)
    /// The stored data contradicts itself.
    case corrupt(String)
    /// A value that cannot be stored alike on both engines: NUL in text, a number that is not finite.
    case invalidValue(String)
    /// A column is missing, or holds another kind of value than asked for.
    case decoding(String)
    /// The engine refused a statement: a mistake in the program.
    case statement(String)
    /// The database location is written wrongly.
    case invalidLocation(String)
    /// Where something was to be copied to, there is something already: the table or the file.
    case occupied(String)
    /// A write while things are only looked at, see ``Database/isOnlyLookedAt``.
    case onlyLookedAt
    /// The `Database` or `Transaction` was used after its end.
    case closed
    /// Somebody stopped something long (``LongWork``).
    case stopped
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unique(let columns): "An entry with the same \(columns) already exists."
        case .foreignKey(""): "The entry refers to something that does not exist, or is still referred to."
        case .foreignKey(let name):
            "The entry refers to something that does not exist, or is still referred to (\(name))."
        case .check(let name): "The entry breaks the rule \(name)."
        case .notNull(let column): "\(column) must not be empty."
        case .unavailable(let reason): "The database is not available: \(reason)"
        case .newerSchema(let found, let known):
            "The database was changed by a newer Roundtable (migration “\(found)”); this one knows up to “\(known)”. "
                + "Start the newer program, or restore a backup made before the upgrade."
        case .corrupt(let reason): "The database is damaged: \(reason)"
        case .invalidValue(let reason): reason
        case .decoding(let reason): reason
        case .statement(let reason): "The database refused a statement: \(reason)"
        case .invalidLocation(let reason): reason
        case .occupied(let what): "There is something already in \(what); nothing was overwritten."
        case .onlyLookedAt: "Nothing is written while things are only looked at."
        case .closed: "The database is closed."
        case .stopped: "It was stopped."
        }
    }
}

extension StorageError {
    /// What went wrong, without the words that it was the database: a file beside it may have been meant.
    public var reason: String {
        switch self {
        case .unavailable(let reason), .corrupt(let reason): reason
        default: description
        }
    }
}

/// Raised by a driver where running the same bodies again may succeed. It never leaves the module.
enum Interruption: Error {
    /// The connection is gone.
    case lost(String)
    /// The engine asks for the transaction to be tried again: serialization failure, deadlock, outdated plan.
    case conflict(String)

    var storageError: StorageError {
        switch self {
        case .lost(let reason), .conflict(let reason): .unavailable(reason)
        }
    }
}
