import App
import Foundation

/// Room on the disk, who may read the database, and how long the disk takes to keep a write.
enum DiskCheck {
    static func run(databaseAt path: String) -> [Finding] {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            return [.advice("disk", "the folder \(folder) is not there yet; “roundtable serve” makes it.")]
        }
        return [room(folder, path), permissions(path), speed(folder)].compactMap { $0 }
    }

    private static func room(_ folder: String, _ path: String) -> Finding {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return .advice("disk", "how much room is left at \(folder) cannot be seen.")
        }
        let size = ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.int64Value ?? 0
        let words = "\(megabytes(free)) MB free at \(folder), the database has \(megabytes(size)) MB."
        if free < 200 << 20 { return .problem("disk", "\(words) Make room now: a full disk refuses ballots.") }
        if free < max(2 << 30, size * 2) { return .advice("disk", "\(words) A backup beside it needs as much again.") }
        return .good("disk", words)
    }

    private static func megabytes(_ bytes: Int64) -> Int64 { bytes >> 20 }

    private static func permissions(_ path: String) -> Finding? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue else { return nil }
        guard mode & 0o007 == 0 else {
            return .problem(
                "disk",
                "every user of this machine can read \(path), which names people and holds secrets. Run: chmod o= \(path)*"
            )
        }
        return .good("permissions", "\(path) is closed to other users of the machine.")
    }

    /// A ballot is answered when it is on the disk: how long that takes is what a room feels.
    private static func speed(_ folder: String) -> Finding {
        let name = "\(folder)/.roundtable-doctor-\(UUID().uuidString)"
        let descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            return .problem(
                "disk",
                "nothing can be written in \(folder): \(String(cString: strerror(errno))). Look at its owner, and whether the "
                    + "disk is mounted read-only.")
        }
        defer {
            close(descriptor)
            unlink(name)
        }
        var times: [Double] = []
        for _ in 0..<20 {
            let start = ContinuousClock.now
            guard write(descriptor, "doctor", 6) == 6, fsync(descriptor) == 0 else {
                return .problem("disk", "writing in \(folder) fails: \(String(cString: strerror(errno))).")
            }
            let parts = (ContinuousClock.now - start).components
            times.append(Double(parts.seconds) * 1000 + Double(parts.attoseconds) / 1e15)
        }
        let median = (times.sorted()[10] * 10).rounded() / 10
        if median > 50 {
            return .advice(
                "disk",
                "keeping a write takes \(median) ms. Voting works, slowly: prefer a local disk to a network share.")
        }
        return .good("disk", "keeping a write takes \(median) ms.")
    }
}

/// Whether the clock is kept right by somebody.
enum ClockCheck {
    /// What the usual programs leave behind while they keep the clock: systemd-timesyncd, chrony, ntpd, ntpsec, openntpd.
    private static let signs = [
        "/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/ntpd.pid", "/run/ntpsec/ntpd.pid",
        "/run/openntpd.pid",
    ]

    static func run() -> [Finding] {
        let now = Date()
        let year = Calendar(identifier: .gregorian).component(.year, from: now)
        guard year >= 2025 else {
            return [.problem("clock", "it says \(year). Set it: closing times and links depend on it.")]
        }
        guard signs.contains(where: FileManager.default.fileExists) else {
            return [
                .advice(
                    "clock",
                    "it says \(now.formatted(.iso8601)), and no program that keeps it right was found. Install chrony or "
                        + "switch systemd-timesyncd on: rounds close by this clock.")
            ]
        }
        return [.good("clock", "it is kept right, and says \(now.formatted(.iso8601)).")]
    }
}

/// What the system allows, and the programs that make files.
enum SystemCheck {
    /// Letters that would be blank in a PDF.
    static func fonts() async -> [Finding] {
        guard let missing = await DocumentFonts.missingScripts() else {
            return [
                .advice(
                    "fonts",
                    "fc-list is missing, so nobody can say what a PDF can show. Install the Debian package fontconfig.")
            ]
        }
        guard !missing.isEmpty else { return [.good("fonts", "the scripts of all partner countries can be printed.")] }
        return [
            .advice(
                "fonts",
                "none for \(missing.joined(separator: ", ")): such letters would be blank in a PDF. "
                    + "Install the Debian packages \(DocumentFonts.packages).")
        ]
    }

    static func run(_ settings: ServerSettings) -> [Finding] {
        var findings = ServiceLimits.run(settings)
        for (name, package, use) in ExternalPrograms.list {
            findings.append(
                ExternalPrograms.path(of: name).map { .good("programs", "\($0) makes \(use).") }
                    ?? .advice("programs", "\(name) is missing: no \(use). Install the Debian package \(package)."))
        }
        return findings
    }
}
