import Foundation
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

    @Test func `import does not make a database where there is none`() async throws {
        try await withFolder { folder in
            let file = folder + "/w.json"
            try "{}".write(toFile: file, atomically: true, encoding: .utf8)
            let run = try Invocation.run(["import", file, "--data", folder + "/data"])
            #expect(run.status == 66)
        }
    }
}
