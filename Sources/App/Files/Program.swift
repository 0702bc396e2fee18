import Foundation
import Synchronization
import Web

/// A program of the server's own system that turns files into a file: pandoc, WeasyPrint, librsvg's converter. The product runs
/// nothing else, and never a shell.
struct Program: Sendable, Hashable {
    /// What one run may take.
    struct Limits: Sendable {
        /// Of a processor's time, which a loaded machine does not use up sooner than an idle one: fifteen times what the report of a
        /// two-day workshop takes.
        var work = 90
        /// By the clock, for a program that waits and never works.
        var seconds = 300
        /// Bytes of the file that is made.
        var bytes = 64 << 20
        /// Bytes of memory.
        var memory = 1_536 << 20

        static let standard = Limits()
    }

    let name: String
    /// The Debian package that brings it.
    let package: String
    /// Where it is; nothing for wherever `PATH` says.
    var path: String?

    static let pandoc = Program(name: "pandoc", package: "pandoc")
    static let weasyPrint = Program(name: "weasyprint", package: "weasyprint")
    static let rasteriser = Program(name: "rsvg-convert", package: "librsvg2-bin")

    /// - Parameter folders: as in `PATH`.
    func find(in folders: String = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin") -> String? {
        (path.map { [$0] } ?? folders.split(separator: ":").map { "\($0)/\(name)" }).first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// What a script runs in, by its first line: `#!/usr/bin/python3`. Nothing for a program of another kind.
    var interpreter: Program? {
        guard let path = find(), let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }  // It was only read.
        let head = (try? file.read(upToCount: 256)).flatMap { $0 } ?? Data()
        guard let line = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline).first,
            let match = line.wholeMatch(of: /#! *(\/[^ ]*python[0-9.]*)/)
        else { return nil }
        return Program(name: name, package: package, path: String(match.1))
    }

    /// Runs the program in a folder, without input, and reads the file that it made there.
    ///
    /// - Parameter output: the name of that file; nothing reads what the program prints instead.
    /// - Throws: ``Refusal/programMissing(_:)``, ``Refusal/programStopped(_:_:)``, or ``Failed`` with what the program said.
    func run(
        _ arguments: [String], in folder: WorkFolder, output: String? = nil, limits: Limits = .standard
    ) async throws -> [UInt8] {
        guard let path = find() else { throw Refusal.programMissing(self) }
        let printed = "printed-\(UUID().uuidString)"
        let complaints = "errors-\(UUID().uuidString)"
        let status = try await start(path, arguments, folder, printed: printed, complaints: complaints, output, limits)
        guard status == 0 else {
            let words = String(decoding: try folder.read(complaints).prefix(2000), as: UTF8.self)
            throw Failed(program: name, status: status, words: words)
        }
        let file = output ?? printed
        guard folder.size(file) <= limits.bytes else { throw Refusal.programStopped(self, .size(limits.bytes)) }
        return try folder.read(file)
    }

    /// What the log is told when a program does not do its work.
    struct Failed: Error, CustomStringConvertible {
        let program: String
        let status: Int32
        let words: String

        var description: String { "\(program) ended with status \(status): \(words.trimmed)" }
    }

    private func start(
        _ path: String, _ arguments: [String], _ folder: WorkFolder, printed: String, complaints: String,
        _ output: String?, _ limits: Limits
    ) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = Self.environment(folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try folder.create(printed)
        process.standardError = try folder.create(complaints)
        let (watch, stopping) = (Watch(), Stopping.current)
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                watch.end()
                continuation.resume(returning: process.terminationStatus)
            }
            do {
                try process.run()
                let files = [printed, complaints] + (output.map { [$0] } ?? [])
                watch.begin(process.processIdentifier, limits, stopping) { files.map(folder.size).max() ?? 0 }
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        if let reason = watch.stopped { throw Refusal.programStopped(self, reason) }
        return status
    }

    /// Why a program was stopped.
    enum Stop: Sendable, Equatable {
        /// Seconds of a processor's time, or by the clock.
        case work(Int), clock(Int)
        /// Bytes.
        case size(Int), memory(Int)
        /// The server itself is being stopped.
        case shutdown
    }

    /// Nothing of the server's own settings: they hold secrets.
    private static func environment(_ folder: WorkFolder) -> [String: String] {
        let own = ProcessInfo.processInfo.environment
        var environment = own.filter { ["PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE"].contains($0.key) }
        environment["LANG"] = "C.UTF-8"
        environment["TMPDIR"] = folder.url.path
        return environment
    }

    /// Stops a program that works or waits too long, or writes too much.
    private final class Watch: Sendable {
        private struct State {
            var hasEnded = false
            var stopped: Stop?
        }

        private let state = Mutex(State())

        var stopped: Stop? { state.withLock { $0.stopped } }

        func end() { state.withLock { $0.hasEnded = true } }

        func begin(_ process: Int32, _ limits: Limits, _ stopping: Stopping?, size: @escaping @Sendable () -> Int) {
            let deadline = ContinuousClock.now + .seconds(limits.seconds)
            // A thread of its own: a watch must not wait for a free one while the machine is loaded.
            Thread.detachNewThread { [self] in
                while !state.withLock({ $0.hasEnded }) {
                    let isStopping = stopping?.hasBegun ?? false
                    if let reason = isStopping ? Stop.shutdown : Self.reason(process, limits, deadline, size()) {
                        // Under the lock: the number of a process that has ended may be another's.
                        state.withLock {
                            guard !$0.hasEnded else { return }
                            $0.stopped = reason
                            kill(process, SIGKILL)
                        }
                        return
                    }
                    Thread.sleep(forTimeInterval: 0.1)
                }
            }
        }

        private static func reason(
            _ process: Int32, _ limits: Limits, _ deadline: ContinuousClock.Instant, _ size: Int
        ) -> Stop? {
            if size > limits.bytes { return .size(limits.bytes) }
            if let memory = memory(of: process), memory > limits.memory { return .memory(limits.memory) }
            if let work = secondsOfWork(process), work > Double(limits.work) { return .work(limits.work) }
            return ContinuousClock.now >= deadline ? .clock(limits.seconds) : nil
        }

        /// Bytes that a process holds: the second field of /proc/PID/statm, in pages (proc(5)).
        private static func memory(of process: Int32) -> Int? {
            guard let data = FileManager.default.contents(atPath: "/proc/\(process)/statm") else { return nil }
            let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
            return fields.count > 1 ? Int(fields[1]).map { $0 * max(1, sysconf(Int32(_SC_PAGESIZE))) } : nil
        }

        /// What a process has worked so far, with the children that it waited for: fields 14 to 17 of /proc/PID/stat (proc(5)).
        /// Nil if the process has gone.
        private static func secondsOfWork(_ process: Int32) -> Double? {
            guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
            // The second field is the name of the program in brackets, which may hold anything.
            let text = String(decoding: data, as: UTF8.self)
            guard let bracket = text.lastIndex(of: ")") else { return nil }
            let fields = text[text.index(after: bracket)...].split(separator: " ")
            guard fields.count > 14 else { return nil }
            let ticks = fields[11...14].compactMap { Double($0) }.reduce(0, +)
            return ticks / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        }
    }
}

/// A folder that only the server can read, gone after its use.
final class WorkFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "roundtable-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        // A temporary folder: the system clears what is left.
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: url.appending(path: name)) }
    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }
    func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: name))) }

    /// 0 where there is no such file yet.
    func size(_ name: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path(name))
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    func create(_ name: String) throws -> FileHandle {
        try write([], to: name)
        return try FileHandle(forWritingTo: url.appending(path: name))
    }
}
