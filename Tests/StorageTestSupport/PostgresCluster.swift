import Foundation

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
        let arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url(database: "postgres"), "-c", statement]
        try await Task.detached { [tools] in _ = try tools.run("psql", arguments) }.value
    }

    private init() throws {
        tools = try Tools()
        // Short, because the path of a socket may have 107 characters at most.
        folder = "/tmp/rt-pg-\(getpid())-\(String(UInt32.random(in: 0...UInt32.max), radix: 36))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        try startWatchdog()
        if let user = tools.user { _ = try Tools.command("/bin/chown", [user, folder]) }
        let data = folder + "/data"
        _ = try tools.run(
            "initdb",
            [
                "-D", data, "-U", "roundtable", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
                "--no-instructions",
            ])
        let settings = [
            "listen_addresses=", "unix_socket_directories=\(folder)", "fsync=off", "full_page_writes=off",
            "max_connections=400", "shared_buffers=64MB", "autovacuum=off", "log_min_messages=fatal",
        ]
        // Not by `pg_ctl start`: Foundation waits for a program until its daemons have ended too.
        try tools.start("postgres", ["-D", data] + settings.flatMap { ["-c", $0] })
        try waitUntilReady()
    }

    private func waitUntilReady() throws {
        let deadline = Date(timeIntervalSinceNow: 60)
        while true {
            do {
                _ = try tools.run("psql", ["-X", "-q", "-d", url(database: "postgres"), "-c", "SELECT 1"])
                return
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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        process.arguments = ["/bin/sh", "-c", script]
        process.standardInput = FileHandle.nullDevice
        // Whoever reads the output of the tests must not wait for the watchdog.
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
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

    func run(_ name: String, _ arguments: [String]) throws -> String {
        let program = folder + "/" + name
        guard let user else { return try Self.command(program, arguments) }
        return try Self.command("/sbin/runuser", ["-u", user, "--", program] + arguments)
    }

    /// Starts a program and does not wait for it.
    func start(_ name: String, _ arguments: [String]) throws {
        let process = Process()
        let asUser = user.map { ["/sbin/runuser", "-u", $0, "--"] } ?? []
        let words = ["/usr/bin/setsid"] + asUser + [folder + "/" + name] + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    static func command(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ToolFailure(description: "\(program) failed (\(process.terminationStatus)): \(text)")
        }
        return text
    }
}

private struct ToolFailure: Error, CustomStringConvertible {
    let description: String
}
