import Foundation
import Testing

@testable import Roundtable

/// What an administrator does with the database by command.
@Suite struct BackupCommandTests {
    private func lastHash(_ data: String) throws -> Substring? {
        try Invocation.run(["verify", "--data", data]).output.split(separator: " ").last
    }

    @Test func `a backup is restored with one command, and holds the same journal`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            let backup = try Invocation.run(["backup", "--data", data, "--out", folder + "/b.sqlite"])
            #expect(backup.status == 0, "\(backup.errors)")
            let restore = try Invocation.run(["restore", folder + "/b.sqlite", "--data", folder + "/new"])
            #expect(restore.status == 0, "\(restore.errors)")
            #expect(try lastHash(folder + "/new") == lastHash(data))
        }
    }

    @Test func `restoring over a database keeps what was there beside it, and says where`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            #expect(try Invocation.run(["backup", "--data", data, "--out", folder + "/b.sqlite"]).status == 0)
            let before = try lastHash(data)
            let done = try Invocation.run(["restore", folder + "/b.sqlite", "--data", data])
            #expect(done.status == 0, "\(done.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: data)
            let kept = try #require(names.first { $0.contains(".before-") }, "\(names)")
            #expect(done.output.contains("\(data)/\(kept)"), "\(done.output)")
            #expect(try lastHash(data) == before)
            // The word of before is still taken.
            #expect(try Invocation.run(["restore", folder + "/b.sqlite", "--data", data, "--replace"]).status == 0)
        }
    }

    @Test func `a backup never takes the place of the database itself, however it is named`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            let before = try lastHash(data)
            for name in ["/data/roundtable.sqlite3", "/data/../data/roundtable.sqlite3", "//data/roundtable.sqlite3"] {
                let run = try Invocation.run(["backup", "--data", data + "/.", "--out", folder + name])
                #expect(run.status == 69, "\(run.output)\(run.errors)")
            }
            let after = try lastHash(data)
            #expect(before == after)
        }
    }

    @Test func `a database that is served cannot be replaced, but can be backed up`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            try await Invocation.serving(data) { _, _ in
                let backup = try Invocation.run(["backup", "--data", data, "--out", folder + "/b.sqlite"])
                #expect(backup.status == 0, "\(backup.errors)")
                let restore = try Invocation.run(["restore", folder + "/b.sqlite", "--data", data, "--replace"])
                #expect(restore.status == 69)
                #expect(restore.errors.contains("stop it first"), "\(restore.errors)")
                let second = try Invocation.run(["serve", "--data", data, "--port", "0"])
                #expect(second.status == 69)
            }
        }
    }

    @Test func `a file that is no backup is refused`() async throws {
        try await withFolder { folder in
            try "not a backup, but some words".write(toFile: folder + "/b.sqlite", atomically: true, encoding: .utf8)
            let run = try Invocation.run(["restore", folder + "/b.sqlite", "--data", folder + "/new"])
            #expect(run.status == 69)
            #expect(run.errors.contains("damaged"), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/new/roundtable.sqlite3"))
        }
    }

    @Test func `copying from where nothing is is refused`() async throws {
        try await withFolder { folder in
            let run = try Invocation.run([
                "copy", "--from", "sqlite:\(folder)/none.db", "--to", "sqlite:\(folder)/new.db",
            ])
            #expect(run.status == 66)
            #expect(!FileManager.default.fileExists(atPath: folder + "/new.db"))
        }
    }

    @Test func `the doctor finds nothing wrong with a fresh demo on this machine, and says so`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            let run = try Invocation.run(["doctor", "--data", data])
            #expect(run.output.contains("entries unbroken"), "\(run.output)")
            #expect(run.output.contains("is closed to other users of the machine"), "\(run.output)")
            #expect(run.output.contains("schema: "), "\(run.output)")
            #expect(run.output.contains("time zones: "), "\(run.output)")
        }
    }

    @Test func `the doctor tells of a damaged file, and what to do`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            let file = data + "/roundtable.sqlite3"
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
            try handle.seek(toOffset: 8192)
            try handle.write(contentsOf: Data(repeating: 0x5A, count: 40_000))
            try handle.close()
            let run = try Invocation.run(["doctor", "--data", data])
            #expect(run.status == 1)
            #expect(run.output.contains("PROBLEM  database"), "\(run.output)")
            #expect(run.output.contains("roundtable restore"), "\(run.output)")
        }
    }
}
