import App
import Foundation
import Storage
import Web

/// Whether the database is there, whole, of this program's schema, and its journal unbroken.
enum DatabaseCheck {
    static func run(_ settings: ServerSettings) async -> [Finding] {
        if case .sqlite(let path) = settings.location, !FileManager.default.fileExists(atPath: path) {
            return [
                .advice(
                    "database",
                    "there is none at \(path) yet. “roundtable serve” makes it; if there should be one, look at --data."
                )
            ]
        }
        do {
            let state = try await DatabaseInspection.run(settings.location, migrations: Migrations.all)
            var findings = [schema(state, settings)]
            if !state.damage.isEmpty {
                return findings + [damaged(state.damage.joined(separator: "; ") + ".")]
            }
            guard state.schema == .present else { return findings }
            findings.append(try await journal(settings.location))
            return findings
        } catch StorageError.corrupt(let reason) {
            return [damaged(reason)]
        } catch {
            return [
                .problem(
                    "database",
                    "\(settings.location): \(error) Look whether it runs, and whether address, name and password are right."
                )
            ]
        }
    }

    private static func damaged(_ reason: String) -> Finding {
        .problem(
            "database",
            "it is damaged: \(reason) Stop the server, keep a copy of the files, and restore the last backup: roundtable "
                + "restore FILE.")
    }

    private static func schema(_ state: DatabaseInspection, _ settings: ServerSettings) -> Finding {
        switch state.schema {
        case .empty: .advice("schema", "\(settings.location) is empty. “roundtable serve” makes the tables.")
        case .older(let missing):
            .advice(
                "schema",
                "\(missing) steps are missing; “roundtable serve” and “roundtable migrate” take them. Make a backup before, "
                    + "with the version that served until now: roundtable backup --out FILE.")
        case .newer(let name):
            .problem("schema", "it was changed by a newer Roundtable (\(name)). Install that one, or restore a backup.")
        case .present: .good("schema", "\(settings.location) is up to date.")
        }
    }

    private static func journal(_ location: DatabaseLocation) async throws -> Finding {
        let result = try await DatabaseBackup.verifyJournal(of: location)
        if let problem = result.firstBreak {
            return .problem(
                "journal",
                "it is broken at entry \(problem.sequence): \(problem.reason) Somebody changed the database by hand, or "
                    + "the disk did. Compare with a backup.")
        }
        return .good("journal", "\(result.checked) entries unbroken, last hash \(Secret.hex(result.lastHash)).")
    }
}
