import App
import Foundation
import StorageTestSupport
import Testing

@testable import Roundtable

/// The commands that an administrator gives at an upgrade, with what an earlier release left behind.
@Suite struct UpgradeCommandTests {
    private func lastHash(_ arguments: [String]) throws -> Substring {
        let run = try Invocation.run(arguments)
        #expect(run.status == 0, "\(run.errors)")
        return try #require(run.output.split(separator: " ").last)
    }

    @Test(arguments: OldRelease.all)
    func `an older backup is restored, an older data folder migrated, and an older database copied to PostgreSQL`(
        release: OldRelease
    ) async throws {
        try await withFolder { folder in
            let (backup, data) = (folder + "/old.backup", folder + "/data")
            try release.backup().write(to: URL(fileURLWithPath: backup))
            let restored = try Invocation.run(["restore", backup, "--data", folder + "/restored"])
            #expect(restored.status == 0, "\(restored.errors)")
            #expect(try release.backup() == Data(contentsOf: URL(fileURLWithPath: backup)))

            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
            try release.backup().write(to: URL(fileURLWithPath: data + "/roundtable.sqlite3"))
            let migrated = try Invocation.run(["migrate", "--data", data])
            #expect(migrated.status == 0, "\(migrated.errors)")
            let newest = try #require(Migrations.all.last?.id.prefix { $0 != "-" })
            #expect(migrated.output.contains(" → \(newest)."), "\(migrated.output)")

            let hash = try lastHash(["verify", "--data", data])
            #expect(try lastHash(["verify", "--data", folder + "/restored"]) == hash)
            try await TestEngine.postgres.withLocation { location in
                guard case .postgres(let url) = location else { return }
                let old = folder + "/old.sqlite"
                try release.backup().write(to: URL(fileURLWithPath: old))
                let steps = try await OldRelease.steps(.sqlite(path: old))
                let copied = try Invocation.run(["copy", "--from", "sqlite:\(old)", "--to", url])
                #expect(copied.status == 0, "\(copied.errors)")
                // The older program still opens it.
                #expect(try await OldRelease.steps(.sqlite(path: old)) == steps)
                #expect(steps < Migrations.all.count)
                #expect(try lastHash(["verify", "--database", url]) == hash)
            }
        }
    }
}
