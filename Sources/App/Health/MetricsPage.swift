import Foundation
import Storage
import Web

/// `/metrics`: numbers about this process for Prometheus, never about people. Only there where a token was set for it.
enum MetricsPage {
    static let routes: [Route] = [
        .get(Paths.metrics, .anyone) { visit in
            guard let token = visit.settings.metricsToken else { throw Refusal.notFound }
            let given = visit.inbound.headers[.authorization] ?? ""
            guard Sodium.areEqual(Array(given.utf8), Array("Bearer \(token)".utf8)) else {
                throw Refusal.signInNeeded
            }
            return Answer(type: "text/plain; version=0.0.4; charset=utf-8", try await text(visit.services))
        }
    ]

    static func text(_ services: Services) async throws -> String {
        var page = MetricsText()
        func one(_ name: String, _ form: MetricsText.Form, _ help: String, _ value: Double) {
            page.family("roundtable_\(name)", form, help)
            page.sample("roundtable_\(name)", [], value)
        }
        page.family("roundtable_build_info", .gauge, "Always 1; which program answers, and on which database.")
        page.sample(
            "roundtable_build_info", [("version", Version.text), ("database", services.database.engine.rawValue)], 1)
        if let stored = try? await stored(services) {  // Where the database is away, the other figures say so.
            one("database_bytes", .gauge, "Size of the database.", Double(stored.size))
            one("outbox_waiting", .gauge, "Mails that are still to be sent.", Double(stored.outbox.waiting))
            one(
                "outbox_failed", .gauge, "Mails that were given up, until somebody sends them again.",
                Double(stored.outbox.failed))
            if let backup = stored.lastBackup {
                one(
                    "last_backup_timestamp_seconds", .gauge, "When the last backup was finished.", Double(backup / 1000)
                )
            }
        }
        let load = services.database.load
        one(
            "live_listeners", .gauge, "Pages that listen to changes, on this node.",
            Double(await services.live.listeners))
        one("database_commits_total", .counter, "Transactions, each shared by all who waited.", Double(load.commits))
        one("database_writes_total", .counter, "Operations whose transaction was kept.", Double(load.writes))
        one(
            "database_failed_writes_total", .counter,
            "Operations that failed: the database or the program is to be looked at.", Double(load.failures))
        one(
            "database_refused_writes_total", .counter, "Operations that were refused in words, as a wrong form is.",
            Double(load.refusals))
        one("database_commit_seconds_total", .counter, "Time in transactions.", load.seconds)
        one("database_waiting_writes", .gauge, "Operations that wait for the writer.", Double(load.waitingWrites))
        one("database_waiting_reads", .gauge, "Readings that wait for a thread.", Double(load.waitingReads))
        if let process = ProcessFigures.now() {
            one("process_resident_bytes", .gauge, "Memory of the process.", Double(process.residentBytes))
            one("process_cpu_seconds_total", .counter, "Processor time, user and system.", process.cpuSeconds)
            one("process_start_time_seconds", .gauge, "When the process began.", process.startedAt)
            one("process_open_files", .gauge, "Open files and connections.", Double(process.openFiles))
        }
        return page.text + services.metrics.text()
    }
}

extension MetricsPage {
    private struct Stored: Sendable {
        let size: Int64
        let outbox: HealthStore.Outbox
        let lastBackup: Int64?
    }

    private static func stored(_ services: Services) async throws -> Stored {
        try await services.database.read { reading in
            let store = HealthStore(reading)
            return Stored(
                size: try reading.databaseSize(), outbox: try store.outbox(), lastBackup: try store.lastBackup())
        }
    }
}

/// What Linux tells of this process.
struct ProcessFigures {
    let residentBytes: Int
    let cpuSeconds: Double
    let openFiles: Int
    /// In seconds since 1970-01-01 UTC.
    let startedAt: Double

    /// Nothing on systems without `/proc`.
    static func now() -> ProcessFigures? {
        guard let pages = fields("/proc/self/statm")?.dropFirst().first.flatMap({ Int($0) }),
            let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count,
            let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        // Behind the name of the program, which may hold spaces, utime and stime are the 12th and 13th fields (proc(5)).
        let rest = stat[stat.index(after: end)...].split(separator: " ")
        guard rest.count > 19, let begun = Double(rest[19]), let user = Double(rest[11]), let system = Double(rest[12])
        else { return nil }
        let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        return ProcessFigures(
            residentBytes: pages * Int(sysconf(Int32(_SC_PAGESIZE))), cpuSeconds: (user + system) / ticks,
            openFiles: files, startedAt: bootTime + begun / ticks)
    }

    private static var bootTime: Double {
        guard let stat = try? String(contentsOfFile: "/proc/stat", encoding: .utf8),
            let line = stat.split(separator: "\n").first(where: { $0.hasPrefix("btime ") })
        else { return 0 }
        return Double(line.dropFirst(6)) ?? 0
    }

    private static func fields(_ path: String) -> [Substring]? {
        (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: " ")
    }
}
