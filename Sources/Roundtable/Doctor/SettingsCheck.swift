import App
import Foundation

/// What can be seen of the settings without asking anybody.
enum SettingsCheck {
    static func run(_ settings: ServerSettings) -> [Finding] {
        var findings: [Finding] = settings.givenTwice.map {
            .advice("settings", "\($0.weaker) has no effect, because \($0.stronger) is given, too. Take one away.")
        }
        if let file = settings.file, let finding = permissions(file) { findings.append(finding) }
        if settings.trustsProxy, ["0.0.0.0", "::", "*"].contains(settings.host) {
            findings.append(
                .problem(
                    "settings",
                    "host is \(settings.host), every network of this machine, while trust-proxy is on: whoever reaches the port "
                        + "past the proxy can claim to come from any address. Set host to 127.0.0.1, or to the address on "
                        + "which only the proxy can reach this machine."))
        }
        return findings
    }

    private static func permissions(_ file: String) -> Finding? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue else { return nil }
        guard mode & 0o004 == 0 else {
            return .problem(
                "settings",
                "every user of this machine can read \(file), where passwords and tokens stand. Run: chmod o= \(file)")
        }
        return .good("settings", "\(file) is closed to other users of the machine.")
    }
}

/// Whether anybody can sign in, and whether there is a way back.
enum PeopleCheck {
    static func run(_ facts: Health.Facts?) -> [Finding] {
        guard let facts else { return [] }
        var findings: [Finding] = []
        if !facts.hasAdministrator {
            findings.append(
                .advice("accounts", "nobody administers this server yet. Make an account: roundtable admin create."))
        }
        guard let last = facts.lastBackup else {
            return findings + [.advice("backup", "none was made yet: roundtable backup --out FILE.")]
        }
        let moment = Date(timeIntervalSince1970: Double(last) / 1000)
        let days = Int(Date().timeIntervalSince(moment) / 86_400)
        let words = "the last one was made at \(moment.formatted(.iso8601))."
        return findings + [days >= 3 ? .advice("backup", "\(words) Does the timer run?") : .good("backup", words)]
    }
}

/// Time zones: every event has one.
enum ZoneCheck {
    private static let folder = "/usr/share/zoneinfo"

    static func run() -> [Finding] {
        guard TimeZone(identifier: "Europe/Zagreb") != nil,
            FileManager.default.fileExists(atPath: "\(folder)/Europe/Zagreb")
        else {
            return [
                .problem(
                    "time zones",
                    "there are none in \(folder), so that events stand at wrong hours. Install the Debian package tzdata."
                )
            ]
        }
        guard outdated.isEmpty else {
            return [
                .problem(
                    "time zones",
                    "they are of \(version ?? "an unknown version"), too old for \(outdated.joined(separator: ", ")): times "
                        + "there are an hour off. Upgrade the Debian package tzdata, then start the server again.")
            ]
        }
        guard let version else { return [.good("time zones", "they are there; which version cannot be seen.")] }
        // A version is called by its year and a letter; governments change their rules every year.
        let year = Int(version.prefix(4)) ?? 0
        let now = Calendar(identifier: .gregorian).component(.year, from: Date())
        return [
            year > 0 && year < now - 1
                ? .advice(
                    "time zones", "they are of \(version). Rules have changed since: apt upgrade brings newer ones.")
                : .good("time zones", "they are of \(version).")
        ]
    }

    /// Zones whose rules changed late, and of which the system does not know it.
    private static var outdated: [String] {
        // Since October 2022 Jordan keeps summer time all year; since 1 March 2024 all of Kazakhstan is five hours ahead.
        [("Asia/Amman", 1_673_784_000.0, 3), ("Asia/Almaty", 1_717_243_200.0, 5)].filter { zone, at, hours in
            TimeZone(identifier: zone)?.secondsFromGMT(for: Date(timeIntervalSince1970: at)) != hours * 3_600
        }.map { $0.0 }
    }

    private static var version: String? {
        // “# version 2025b” is the first line.
        if let text = try? String(contentsOfFile: "\(folder)/tzdata.zi", encoding: .utf8),
            let line = text.split(separator: "\n").first, line.hasPrefix("# version ")
        {
            return String(line.dropFirst("# version ".count))
        }
        return (try? String(contentsOfFile: "\(folder)/+VERSION", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
