import App
import Foundation

/// What the server's own process may use. The shell that asks has limits of its own, which say nothing about the service.
enum ServiceLimits {
    static func run(_ settings: ServerSettings) -> [Finding] {
        guard let process = process(settings) else { return [shell] }
        return [files(process), memory(process)].compactMap { $0 }
    }

    /// The process that serves this database; on PostgreSQL the one that systemd keeps.
    private static func process(_ settings: ServerSettings) -> Int32? {
        if case .sqlite(let path) = settings.location { return ServingLock.server(ofDatabaseAt: path) }
        let systemctl = Process()
        let output = Pipe()
        systemctl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        systemctl.arguments = ["systemctl", "show", "--property", "MainPID", "--value", "roundtable"]
        systemctl.standardOutput = output
        systemctl.standardError = FileHandle.nullDevice
        guard (try? systemctl.run()) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        systemctl.waitUntilExit()
        return Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)).flatMap { $0 > 0 ? $0 : nil }
    }

    private static var shell: Finding {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit) == 0 else {
            return .advice("limits", "how many files may be open cannot be seen.")
        }
        return finding(
            limit.rlim_cur,
            "no server runs on this database, so its limits are not known; started from this shell it may have")
    }

    private static func files(_ process: Int32) -> Finding? {
        // “Max open files            65536                65536                files”
        guard let text = try? String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Max open files") }),
            let soft = line.dropFirst("Max open files".count).split(separator: " ").first
        else { return .advice("limits", "those of the server (process \(process)) cannot be seen by this user.") }
        return finding(rlim_t(soft) ?? .max, "the server (process \(process)) may have")
    }

    private static func finding(_ count: rlim_t, _ who: String) -> Finding {
        let words = "\(who) \(count) open files; each page that listens needs one."
        return count < 4096
            ? .advice("limits", "\(words) Raise it (LimitNOFILE in the unit, or ulimit -n) for more than 1,000 people.")
            : .good("limits", words)
    }

    /// What systemd's `MemoryMax` has made of it.
    private static func memory(_ process: Int32) -> Finding? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/cgroup", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("0::/") })
        else { return nil }
        let group = "/sys/fs/cgroup\(line.dropFirst(3))"
        guard let limit = try? String(contentsOfFile: "\(group)/memory.max", encoding: .utf8),
            let bytes = Int64(limit.trimmingCharacters(in: .whitespacesAndNewlines))
        else {
            return .advice(
                "limits",
                "the server may take all memory of this machine: set MemoryMax in the unit, as the package does.")
        }
        let now = (try? String(contentsOfFile: "\(group)/memory.current", encoding: .utf8))
            .flatMap { Int64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        let used = now.map { ", and has \($0 >> 20) MB" } ?? ""
        let words = "the server may take \(bytes >> 20) MB of memory\(used)."
        return bytes < 512 << 20
            ? .advice("limits", "\(words) Making PDF files takes 400 MB: raise MemoryMax in the unit.")
            : .good("limits", words)
    }
}
