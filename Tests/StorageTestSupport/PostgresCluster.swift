import Foundation
import Storage

/// A PostgreSQL server for the tests of this process: in a temporary folder, reached by a Unix socket only, without
/// waiting for the disk. It is started by the first test that needs it and removed with the process, however that
/// ends.
public final class PostgresCluster: Sendable {
    /// The folder of the socket.
    public let folder: String
    private let tools: Tools

    private static let starting = Task.detached { try PostgresCluster() }

    public static func shared() async throws -> PostgresCluster {
        try await starting.value
    }

    /// The user is the superuser of the cluster; only who may enter the folder can connect.
    public func url(database: String) -> String {
        let host = folder.replacingOccurrences(of: "/", with: "%2F")
        return "postgres://roundtable@\(host):5432/\(database)"
    }

    /// Runs a statement in the database `postgres`.
    public func sql(_ statement: String) async throws {
        try await PostgresMaintenance.run(statement, at: url(database: "postgres"))
    }

    private init() throws {
        tools = try Tools()
        // Short, because the path of a socket may have 107 characters at most.
        folder = "\(TestFolder.path)/rt-pg-\(getpid())-\(String(UInt32.random(in: 0...UInt32.max), radix: 36))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        try startWatchdog()
        if let user = tools.user { try Tools.command(["/bin/chown", user, folder]) }
        let data = folder + "/data"
        try tools.run(
            "initdb",
            [
                "-D", data, "-U", "roundtable", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
                "--no-instructions",
            ])
        let settings = [
            "listen_addresses=", "unix_socket_directories=\(folder)", "fsync=off", "full_page_writes=off",
            "max_connections=400", "shared_buffers=64MB", "max_wal_size=256MB", "autovacuum=off",
            "log_min_messages=fatal",
        ]
        try tools.start("postgres", ["-D", data] + settings.flatMap { ["-c", $0] })
        try waitUntilReady()
    }

    private func waitUntilReady() throws {
        let deadline = Date(timeIntervalSinceNow: 60)
        while true {
            do {
                return try tools.run("psql", ["-X", "-q", "-d", url(database: "postgres"), "-c", "SELECT 1"])
            } catch {
                guard Date() < deadline else { throw error }
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
    }

    /// Stops and removes the cluster when this process is gone, even when it was killed.
    private func startWatchdog() throws {
        let script = """
            while kill -0 \(getpid()) 2>/dev/null; do sleep 0.5; done
            [ -f '\(folder)/data/postmaster.pid' ] && kill -QUIT "$(head -n 1 '\(folder)/data/postmaster.pid')"
            sleep 0.5
            rm -rf '\(folder)'
            """
        // A session of its own, so that Ctrl-C in the terminal does not reach it.
        _ = try Tools.spawn(["/usr/bin/setsid", "/bin/sh", "-c", script], errors: "/dev/null")
    }
}

/// PostgreSQL's programs.
private struct Tools: Sendable {
    private let folder: String
    /// Root must hand over to another user: PostgreSQL refuses it.
    let user: String?

    init() throws {
        user = getuid() == 0 ? "postgres" : nil
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let newestFirst = versions.compactMap { Int($0) }.sorted(by: >).map { "/usr/lib/postgresql/\($0)/bin" }
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let found = (newestFirst + path).first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
        guard let found else {
            throw ToolFailure(
                description: "PostgreSQL's programs are missing (initdb). Install the package “postgresql”, or set "
                    + "ROUNDTABLE_TEST_ENGINES=sqlite.")
        }
        folder = found
    }

    func run(_ name: String, _ arguments: [String]) throws {
        try Self.command(words(name, arguments))
    }

    /// Starts a program and does not wait for it.
    func start(_ name: String, _ arguments: [String]) throws {
        _ = try Self.spawn(["/usr/bin/setsid"] + words(name, arguments), errors: "/dev/null")
    }

    private func words(_ name: String, _ arguments: [String]) -> [String] {
        (user.map { ["/sbin/runuser", "-u", $0, "--"] } ?? []) + [folder + "/" + name] + arguments
    }

    static func command(_ words: [String]) throws {
        let errors = FileManager.default.temporaryDirectory.appending(path: "rt-\(UUID().uuidString).log").path
        defer { try? FileManager.default.removeItem(atPath: errors) }
        let process = try spawn(words, errors: errors)
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        guard status == 0 else {
            let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            throw ToolFailure(description: "\(words.joined(separator: " ")) failed (\(status)): \(text)")
        }
    }

    /// Not by Foundation's `Process`, which waits for a program until all that inherited its descriptors have ended too, and
    /// so never returns beside daemons.
    static func spawn(_ words: [String], errors: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
        // initdb looks at the folder it is started in, which another user may not enter.
        let inRoot = ["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"] + words
        let arguments: [UnsafeMutablePointer<CChar>?] = inRoot.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, inRoot[0], &actions, nil, arguments, environ)
        guard result == 0 else {
            throw ToolFailure(description: "\(words[0]) cannot be started: \(String(cString: strerror(result))).")
        }
        return process
    }
}

private struct ToolFailure: Error, CustomStringConvertible {
    let description: String
}
