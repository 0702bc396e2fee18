import Foundation

/// Only one program at a time serves an SQLite database, or puts another in its place: a lock on a file beside it.
///
/// The system takes it back when the program ends, however it ends.
struct ServingLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``Failure`` where another program holds it.
    init(databaseAt path: String) throws {
        let name = path + ".serving"
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure("The folder \(folder.path) cannot be written: \(error.localizedDescription)", .unavailable)
        }
        descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure(
                "\(folder.path) cannot be written: \(reason). Look at its owner and how it is mounted.", .unavailable)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Failure(
                "Another Roundtable works with \(path). One server at a time may; stop it first.", .unavailable)
        }
    }

    /// Writes who serves, so that `doctor` can look at that process's limits and not at its own.
    func sign() {
        let line = "\(getpid())\n"
        _ = ftruncate(descriptor, 0)
        _ = line.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    /// Who serves a database now; nil if nobody does.
    static func server(ofDatabaseAt path: String) -> Int32? {
        let descriptor = open(path + ".serving", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // Whoever gets the lock is alone.
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        guard let text = try? String(contentsOfFile: path + ".serving", encoding: .utf8) else { return nil }
        return Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    func release() { close(descriptor) }
}
