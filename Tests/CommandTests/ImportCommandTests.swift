import Foundation
import Storage
import StorageTestSupport
import Testing

@testable import Roundtable

@Suite struct ImportCommandTests {
    private func migrated(_ folder: String) throws -> String {
        let data = folder + "/data"
        #expect(try Invocation.run(["migrate", "--data", data]).status == 0)
        return data
    }

    @Test func `a file that is missing is told as such`() async throws {
        try await withFolder { folder in
            let run = try Invocation.run(["import", folder + "/none.json", "--data", try migrated(folder)])
            #expect(run.status == 66)
            #expect(run.errors.contains("none.json"))
        }
    }

    @Test func `a file that is not in order is refused with its line, and nothing is printed`() async throws {
        try await withFolder { folder in
            let file = folder + "/w.json"
            try "{\n\"format\": \"roundtable-workshop\",\n\"version\": 1,\n}".write(
                toFile: file, atomically: true, encoding: .utf8)
            let run = try Invocation.run(["import", file, "--data", try migrated(folder)])
            #expect(run.status == 65)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("Line 4"), "\(run.errors)")
        }
    }

    @Test func `a folder that is not there is refused with the command that makes one`() async throws {
        try await withFolder { folder in
            let file = folder + "/w.json"
            try "{}".write(toFile: file, atomically: true, encoding: .utf8)
            let run = try Invocation.run(["import", file, "--data", folder + "/data"])
            #expect(run.status == 66 && run.errors.contains("“roundtable migrate --data \(folder)/data”"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/data"))
        }
    }

    /// Nothing is written of them: the files of the demo, cut, changed and swollen.
    @Test func `a bad file is refused in one sentence that says where`() async throws {
        try await withFolder { folder in
            let data = try migrated(folder)
            func refusal(_ content: String) throws -> String {
                try content.write(toFile: folder + "/w.json", atomically: true, encoding: .utf8)
                let run = try Invocation.run(["import", folder + "/w.json", "--data", data])
                #expect(run.status == 65 && run.output.isEmpty)
                #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
                return run.errors
            }
            #expect(try refusal("This is a letter.").contains("Line 1"))
            #expect(
                try refusal("{\"format\": \"roundtable-workshop\", \"version\": 9}").contains(
                    "reads workshop files up to version 2"))
            let large = FileManager.default.createFile(atPath: folder + "/large.json", contents: nil)
            let handle = try #require(FileHandle(forWritingAtPath: folder + "/large.json"))
            try handle.truncate(atOffset: 200 << 20)
            try handle.close()
            let run = try Invocation.run(["import", folder + "/large.json", "--data", data])
            #expect(large && run.status == 65 && run.errors.contains("larger than 50 MB"))
            #expect(try Invocation.run(["import", folder, "--data", data]).errors.contains("is a folder"))
        }
    }

    @Test func `the demo's workshop goes from SQLite to PostgreSQL and back, and is the same byte for byte`()
        async throws
    {
        try await withFolder { folder in
            let (first, third) = (folder + "/first", folder + "/third")
            try FileManager.default.createDirectory(atPath: third, withIntermediateDirectories: false)
            #expect(try Invocation.run(["demo", "--until", "guide", "--data", first]).status == 0)
            let none = try Invocation.run([
                "export", "--data", first, "--event", "none", "--what", "workshop", "--out", folder + "/x.json",
            ])
            let event = String(try #require(none.errors.firstMatch(of: /[0-9a-f]{8}-[0-9a-f-]{27}/)).0)
            func export(_ place: [String], _ name: String) throws -> Data {
                let run = try Invocation.run(
                    ["export", "--event", event, "--what", "workshop", "--out", folder + "/" + name] + place)
                #expect(run.status == 0, "\(run.errors)")
                return try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            }
            func take(_ name: String, _ place: [String]) throws {
                let run = try Invocation.run(["import", folder + "/" + name] + place)
                #expect(run.status == 0, "\(run.errors)")
            }
            let file = try export(["--data", first], "1.json")
            try await TestEngine.postgres.withLocation { location in
                guard case .postgres(let url) = location else { return }
                try take("1.json", ["--database", url])
                #expect(try export(["--database", url], "2.json") == file)
            }
            try take("2.json", ["--data", third])
            #expect(try export(["--data", third], "3.json") == file)
        }
    }
}
