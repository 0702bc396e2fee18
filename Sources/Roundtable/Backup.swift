import App
import ArgumentParser
import Foundation
import Storage
import Web

/// `roundtable backup`: everything as it is now, in one file, while the server runs.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes everything the database holds, as it is now, into one file.",
        discussion: """
            The server may run meanwhile. The file stands under its name only when it is whole, has been looked through and is on \
            the disk; a file of that name is replaced then, and stays as it is if anything goes wrong. It is an SQLite file, also \
            where the database is PostgreSQL, and “roundtable restore” takes it to either. It holds the secrets of the server: \
            keep it like the server itself.
            """)

    @OptionGroup var storage: StorageOptions

    @Option(help: ArgumentHelp("Where to write.", valueName: "file"))
    var out: String

    func validate() throws {
        guard !out.isEmpty, !out.hasSuffix("/") else { throw ValidationError("--out needs the name of a file.") }
    }

    func run() async throws {
        try await Failure.told {
            let location = try await storage.settings().location
            if case .sqlite(let path) = location, path == out {
                throw Failure("--out names the database itself.", .badConfiguration)
            }
            try OutputFile.require(out)
            let result = try await Self.telling("The backup \(out) of \(location) could not be made") {
                try await Watching.run("\(out) is as it was before.") {
                    try await DatabaseBackup.make(of: location, to: out, migrations: Migrations.all, watch: $0)
                }
            }
            await Self.note(location)
            try Self.requireSound(result, .sqlite(path: out))
            Terminal.say("\(out): \(result.checked) journal entries, last hash \(Secret.hex(result.lastHash)).")
        }
    }

    /// Walks the journal of a finished copy, without bringing it up to date.
    static func verified(_ location: DatabaseLocation) async throws -> JournalVerification {
        let result = try await telling("\(location) was written, but cannot be read again") {
            try await Watching.run("\(location) was written, and its journal not looked through.") {
                try await DatabaseBackup.verifyJournal(of: location, watch: $0)
            }
        }
        try requireSound(result, location)
        return result
    }

    private static func requireSound(_ result: JournalVerification, _ location: DatabaseLocation) throws {
        if let problem = result.firstBreak {
            throw Failure(
                "\(location) was written, but its journal is broken at entry \(problem.sequence): \(problem.reason)",
                .badData)
        }
    }

    /// For monitors and `doctor`. The backup is made, whatever becomes of the note: the database may be read-only.
    private static func note(_ location: DatabaseLocation) async {
        do {
            try await Health.noteBackup(of: location, at: Web.Environment.live.now())
        } catch {
            Terminal.complain("When this backup was made could not be noted in \(location): \(error)")
        }
    }

    /// - Parameter what: what could not be done, naming what it was about; the reason is put behind it.
    static func telling<Value>(_ what: String, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as StorageError {
            let damaged = if case .corrupt = error { "it is damaged: " } else { "" }
            throw Failure("\(what): \(damaged)\(error.reason)", .unavailable)
        }
    }
}

/// `roundtable restore`: puts a backup in the place of the database.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a backup where the database is to be.",
        discussion: """
            FILE is what “roundtable backup” wrote, also with an older Roundtable: it is brought up to date. Stop the server first. \
            An SQLite database that is there already is kept beside the new one, under a name with the time in it, which is \
            said. A PostgreSQL database must be empty: make a new one, and name it with --database.
            """)

    @OptionGroup var storage: StorageOptions

    @Argument(help: "The backup.")
    var file: String

    // Done without being asked since it was found that nobody knew the word; scripts may still say it.
    @Flag(help: .hidden)
    var replace = false

    func run() async throws {
        try await Failure.told {
            let location = try await storage.settings().location
            guard FileManager.default.fileExists(atPath: file) else {
                throw Failure("There is no file \(file) that \(NSUserName()) can see.", .noInput)
            }
            try await Backup.telling("The backup \(file) is not used") {
                try await Watching.run("\(location) is untouched.") { try DatabaseBackup.check(file, watch: $0) }
            }
            switch location {
            case .sqlite(let path):
                let lock = try ServingLock(databaseAt: path)
                defer { lock.release() }
                // Whole and up to date before what is there is touched.
                let new = path + ".restored"
                // Of an attempt that was cut off; where it cannot be removed, restoring says so.
                try? FileManager.default.removeItem(atPath: new)
                try await Backup.telling("\(location) could not be restored; what was there is untouched") {
                    try await Watching.run("\(location) is untouched.") { watch in
                        defer { if watch.isStopped { Self.remove(new) } }
                        try await DatabaseBackup.restore(file, toFile: new, watch: watch)
                        await (try Database.open(.sqlite(path: new), migrations: Migrations.all, watch: watch)).close()
                    }
                }
                if let kept = try Self.setAside(path) {
                    Terminal.say("The database that was there is now \(kept). Delete it once you are content.")
                }
                try Self.move(new, to: path)
            case .postgres:
                try await Self.requireEmpty(location)
                try await Backup.telling("\(location) could not be restored") {
                    try await Self.withDraft(of: file) {
                        let draft = $0
                        try await Watching.run("\(location) is still empty: restore into it again.") {
                            _ = try await DatabaseCopy.run(
                                from: draft, to: location, migrations: Migrations.all, watch: $0)
                        }
                    }
                }
            }
            let result = try await Backup.verified(location)
            Terminal.say(
                "\(location) is restored: \(result.checked) journal entries, last hash \(Secret.hex(result.lastHash)).")
        }
    }

    /// What an attempt that was stopped left.
    private static func remove(_ path: String) {
        for ending in ["-wal", "-shm", ""] { try? FileManager.default.removeItem(atPath: path + ending) }
    }

    /// A copy of the file, so that bringing it up to date does not change it; gone after the body.
    static func withDraft<Value>(of file: String, _ body: (DatabaseLocation) async throws -> Value) async throws
        -> Value
    {
        let folder = NSTemporaryDirectory() + "roundtable-draft-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await DatabaseBackup.restore(file, toFile: folder + "/database.sqlite")
        return try await body(.sqlite(path: folder + "/database.sqlite"))
    }

    /// Before anything long begins.
    static func requireEmpty(_ location: DatabaseLocation) async throws {
        let state = try await Backup.telling("\(location) cannot be looked at") {
            try await DatabaseInspection.run(location, migrations: Migrations.all)
        }
        guard state.schema == .empty || state.hasNoRows else {
            throw Failure(
                "\(location) holds a database already, and nothing in it is overwritten. Make an empty one beside it "
                    + "(createdb --owner roundtable --encoding UTF8 --template template0 NAME), write it into the "
                    + "configuration as “database”, and restore again; or rename the one that is there first.",
                .unavailable)
        }
    }

    /// - Returns: the new name of what was there.
    private static func setAside(_ path: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let stamp = ISO8601DateFormatter().string(from: Date()).filter { $0.isNumber || $0 == "T" }
        var kept = "\(path).before-\(stamp)"
        // Twice within a second: neither takes the place of the other.
        var number = 2
        while FileManager.default.fileExists(atPath: kept) {
            kept = "\(path).before-\(stamp)-\(number)"
            number += 1
        }
        try move(path, to: kept)
        return kept
    }

    /// With what SQLite keeps beside it.
    private static func move(_ path: String, to other: String) throws {
        do {
            for ending in ["-wal", "-shm", ""] where FileManager.default.fileExists(atPath: path + ending) {
                try FileManager.default.moveItem(atPath: path + ending, toPath: other + ending)
            }
        } catch {
            throw Failure("\(path) could not be moved to \(other): \(error.localizedDescription)")
        }
    }
}

/// `roundtable copy`: from one database into another, of either engine.
struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies everything into another, empty database, as when moving from SQLite to PostgreSQL.",
        discussion: """
            Stop the server first: what is written during the copy does not come along. The database that is copied stays as it is. \
            All or nothing: where the copy fails, the other database stays empty.
            """)

    @Option(help: "postgres://user:password@host:port/name, or sqlite:PATH.")
    var from: String

    @Option(help: "The same, for a database that is empty or, with SQLite, not there yet.")
    var to: String

    func run() async throws {
        try await Failure.told {
            let (source, target) = (try Self.location(from, "--from"), try Self.location(to, "--to"))
            guard source != target else { throw Failure("--from and --to are the same database.", .badConfiguration) }
            var locks: [ServingLock] = []
            defer { locks.forEach { $0.release() } }
            for case .sqlite(let path) in [source, target] { locks.append(try ServingLock(databaseAt: path)) }
            if case .sqlite(let path) = source, !FileManager.default.fileExists(atPath: path) {
                throw Failure("There is no database at \(path).", .noInput)
            }
            if case .postgres = target { try await Restore.requireEmpty(target) }
            let counts = try await Backup.telling("\(source) could not be copied to \(target)") {
                try await Self.asItIs(source) {
                    let source = $0
                    return try await Watching.run("\(target) holds nothing: copy again.") {
                        try await DatabaseCopy.run(from: source, to: target, migrations: Migrations.all, watch: $0)
                    }
                }
            }
            for (table, rows) in counts where rows > 0 { Terminal.say("\(rows)\t\(table)") }
            let result = try await Backup.verified(target)
            Terminal.say(
                "\(target) holds everything now: \(result.checked) journal entries, last hash \(Secret.hex(result.lastHash)). "
                    + "Start the server with --database and that address.")
        }
    }

    /// An older database is brought up to date as a copy of its own: whoever goes back to the older program needs it as it is.
    private static func asItIs<Value>(
        _ source: DatabaseLocation, _ body: (DatabaseLocation) async throws -> Value
    ) async throws -> Value {
        guard case .older = try await DatabaseInspection.run(source, migrations: Migrations.all).schema else {
            return try await body(source)
        }
        guard case .sqlite(let path) = source else {
            throw Failure(
                "\(source) is of an older Roundtable. Make a backup, and bring it up to date first with “roundtable migrate”.",
                .unavailable)
        }
        return try await Restore.withDraft(of: path, body)
    }

    private static func location(_ text: String, _ flag: String) throws -> DatabaseLocation {
        do {
            return try DatabaseLocation(parsing: text)
        } catch {
            throw Failure("\(flag): \(error)", .badConfiguration)
        }
    }
}
