import Foundation
import Testing

@testable import Roundtable

@Suite struct ExportTests {
    private func demo(_ body: (String, String) async throws -> Void) async throws {
        try await withFolder { folder in
            #expect(try Invocation.run(["demo", "--data", folder, "--until", "collect"]).status == 0)
            let unknown = try Invocation.run(
                ["export", "--data", folder, "--event", "nothing", "--what", "report", "--out", "\(folder)/x.md"])
            #expect(unknown.status == 66)
            #expect(unknown.errors.contains("There is no event “nothing”. The events here:"))
            let id = try #require(unknown.errors.firstMatch(of: /[0-9a-f]{8}-[0-9a-f-]{27}/)).0
            try await body(folder, String(id))
        }
    }

    @Test func `an export writes the file, again in its place, and says how large it is`() async throws {
        try await demo { folder, event in
            let out = "\(folder)/report.md"
            for _ in 1...2 {
                let run = try Invocation.run([
                    "export", "--data", folder, "--event", event, "--what", "report", "--format", "md", "--out", out,
                ])
                #expect(run.status == 0 && run.output.hasPrefix("\(out): "))
            }
            #expect(try String(contentsOfFile: out, encoding: .utf8).contains("TLP:GREEN"))
            let french = try Invocation.run([
                "export", "--data", folder, "--event", event, "--what", "tables", "--out", "\(folder)/t.xlsx", "--language", "fr",
            ])
            #expect(french.status == 0)
        }
    }

    @Test func `what cannot be made leaves the old file as it is, and says what would be needed`() async throws {
        try await demo { folder, event in
            let out = "\(folder)/report.pdf"
            try "old".write(toFile: out, atomically: true, encoding: .utf8)
            let common = ["export", "--data", folder, "--event", event, "--out", out]
            let missing = try Invocation.run(common + ["--what", "report"], environment: ["PATH": folder])
            #expect(missing.status == 69 && missing.errors.contains("Debian package weasyprint"))
            let guide = try Invocation.run(common + ["--what", "guide", "--format", "html"])
            #expect(guide.status == 65 && guide.errors.contains("no guide"))
            #expect(try String(contentsOfFile: out, encoding: .utf8) == "old")
        }
    }

    @Test func `a format that something does not come in is wrong usage, with those that it does`() throws {
        let run = try Invocation.run(["export", "--event", "x", "--what", "tables", "--format", "pdf", "--out", "/tmp/x"])
        #expect(run.status == 64)
        #expect(run.errors.contains("“tables” is made as xlsx, not as pdf."))
    }
}
