internal import Foundation
internal import GRDB

/// A backup is one SQLite file, whatever engine it was made from, and can be restored to either.
public enum DatabaseBackup {
    /// Writes everything as it is at one moment into `file`, while others read and write. The file stands under its name only when
    /// it is whole, checked and on the disk; one of that name is replaced then.
    ///
    /// An SQLite database is copied as it stands, without bringing it up to date, so that a backup before an upgrade can be made with
    /// the new program too.
    ///
    /// - Returns: what walking the journal of the backup found.
    /// - Throws: ``StorageError``; `file` is then as it was.
    @discardableResult
    public static func make(
        of location: DatabaseLocation, to file: String, migrations: [Migration], watch: LongWork? = nil
    ) async throws -> JournalVerification {
        let draft = file + ".part"
        if case .sqlite(let path) = location, Files.areSame(file, path) { throw StorageError.occupied(file) }
        try await onThread("storage-backup") { try Files.remove(draft) }
        do {
            switch location {
            case .sqlite(let path): try await onThread("storage-backup") { try copyWhole(path, to: draft, watch) }
            case .postgres:
                // Copying would bring the database up to date, under the servers that still run.
                let state = try await DatabaseInspection.run(location, migrations: migrations).schema
                guard state == .present else {
                    throw StorageError.unavailable(
                        "its tables are not those of this program. Make the backup with the version that serves it.")
                }
                _ = try await DatabaseCopy.run(
                    from: location, to: .sqlite(path: draft), migrations: migrations, watch: watch)
            }
            let journal = try await verifyJournal(of: .sqlite(path: draft), watch: watch)
            try await onThread("storage-backup") {
                // One file, with nothing beside it: opening it left it with a write-ahead log.
                try withFile(draft, isReadOnly: false) { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
                try check(draft, watch: watch)
                try Files.settle(draft, as: file)
            }
            return journal
        } catch {
            try await onThread("storage-backup") { try Files.remove(draft) }
            throw error
        }
    }

    /// Puts a backup in place of an SQLite database that is not there. Opening it brings it up to date.
    public static func restore(_ file: String, toFile path: String, watch: LongWork? = nil) async throws {
        try await onThread("storage-restore") {
            guard !FileManager.default.fileExists(atPath: path) else { throw StorageError.occupied(path) }
            let draft = path + ".part"
            try Files.remove(draft)
            do {
                try check(file, watch: watch)
                try Files.makeFolder(of: path)
                try copyWhole(file, to: draft, watch)
                try Files.settle(draft, as: path)
            } catch {
                try Files.remove(draft)
                throw error
            }
        }
    }

    /// Looks through a file whether it is whole and Roundtable's.
    ///
    /// - Throws: ``StorageError/corrupt(_:)``, ``StorageError/unavailable(_:)``.
    public static func check(_ file: String, watch: LongWork? = nil) throws {
        try watch?.begin("Looking through \(file)")
        guard FileManager.default.fileExists(atPath: file) else {
            throw StorageError.unavailable("there is no file \(file).")
        }
        try withFile(file, isReadOnly: true, watch) { database in
            let known = try String.fetchOne(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'")
            guard known != nil else {
                throw StorageError.corrupt("\(file) is an SQLite database, but not one of Roundtable’s.")
            }
            let found = try String.fetchAll(database, sql: "PRAGMA integrity_check(5)")
            guard found == ["ok"] else {
                throw StorageError.corrupt("\(file): \(found.joined(separator: "; ")).")
            }
            guard try GRDB.Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil else {
                throw StorageError.corrupt("\(file) has entries that refer to something that is not there.")
            }
        }
    }

    /// Walks the journal of a database as it stands, without bringing it up to date.
    public static func verifyJournal(of location: DatabaseLocation, watch: LongWork? = nil) async throws
        -> JournalVerification
    {
        try await Database.asItIs(location) { try await Journal.verify($0, watch: watch) }
    }

    private static func copyWhole(_ path: String, to draft: String, _ watch: LongWork?) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StorageError.unavailable("there is no database at \(path).")
        }
        // One statement: how far it is, its file tells.
        try watch?.begin("Copying \(path)", of: Files.size(path)) { Files.size(draft) }
        try withFile(path, isReadOnly: false, watch) { try $0.execute(sql: "VACUUM INTO ?", arguments: [draft]) }
    }

    private static func withFile(
        _ path: String, isReadOnly: Bool, _ watch: LongWork? = nil, _ body: (GRDB.Database) throws -> Void
    ) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.readonly = isReadOnly
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            if let watch {
                try watch.whenStopped({ queue.interrupt() }) { try queue.inDatabase(body) }
            } else {
                try queue.inDatabase(body)
            }
            try queue.close()
        } catch let error as DatabaseError {
            let reason = error.message ?? "no reason given"
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw StorageError.corrupt("\(path): \(reason).")
            case .SQLITE_INTERRUPT: throw StorageError.stopped
            case .SQLITE_FULL: throw StorageError.unavailable("the disk is full.")
            default: throw StorageError.unavailable("\(path): \(reason).")
            }
        }
    }
}

/// Files that are whole or not there.
private enum Files {
    /// In bytes; 0 where there is none yet.
    static func size(_ path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    static func makeFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try translating(path) {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
    }

    /// SQLite keeps files of its own beside the database.
    static func remove(_ path: String) throws {
        try remove(only: path)
        try removeLogs(of: path)
    }

    private static func removeLogs(of path: String) throws {
        for ending in ["-wal", "-shm", "-journal"] { try remove(only: path + ending) }
    }

    private static func remove(only name: String) throws {
        guard FileManager.default.fileExists(atPath: name) else { return }
        try translating(name) { try FileManager.default.removeItem(atPath: name) }
    }

    /// Brings a file to the disk, then gives it its name. SQLite does not do the former for a file made by `VACUUM INTO`.
    static func settle(_ draft: String, as path: String) throws {
        try synchronise(draft)
        // What stood there may have left a log, which would be taken for the new file's.
        try removeLogs(of: path)
        guard rename(draft, path) == 0 else { throw StorageError.unavailable("\(path) cannot be written.") }
        try synchronise(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// Whether two names lead to one file, by whatever way.
    static func areSame(_ one: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    private static func synchronise(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw StorageError.unavailable("\(path) cannot be opened.") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError.unavailable("\(path) cannot be brought to the disk.") }
    }

    private static func translating(_ path: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw StorageError.unavailable("\(path): \(error.localizedDescription)")
        }
    }
}
