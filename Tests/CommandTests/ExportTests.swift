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
                "export", "--data", folder, "--event", event, "--what", "tables", "--out", "\(folder)/t.xlsx",
                "--language", "fr",
            ])
            #expect(french.status == 0)
        }
    }

    @Test
    func `the members of a programme come as a table, and a programme that is not there is named with those that are`()
        async throws
    {
        try await demo { folder, _ in
            let out = "\(folder)/members.csv"
            let common = ["export", "--data", folder, "--what", "members", "--out", out]
            let missing = try Invocation.run(common)
            #expect(missing.status == 64 && missing.errors.contains("name it by --programme"))
            let unknown = try Invocation.run(common + ["--programme", "nothing"])
            #expect(unknown.status == 65 && unknown.errors.contains("There is no programme of this name."))
            let title = try #require(unknown.errors.firstMatch(of: /Those there are: ([^;\n]+)/)).1
            let run = try Invocation.run(common + ["--programme", String(title), "--on", "2026-11-30"])
            #expect(run.status == 0)
            #expect(try String(contentsOfFile: out, encoding: .utf8).contains("kind,code,name,role,since,until,note"))
        }
    }

    @Test func `courses come as a table, and where there is no project no IATI is written`() async throws {
        try await demo { folder, _ in
            let unknown = try Invocation.run([
                "export", "--data", folder, "--what", "courses", "--out", "\(folder)/c.csv", "--programme", "nothing",
            ])
            let title = try #require(unknown.errors.firstMatch(of: /Those there are: ([^;\n]+)/)).1
            let common = ["export", "--data", folder, "--programme", String(title)]
            let courses = try Invocation.run(common + ["--what", "courses", "--out", "\(folder)/c.csv"])
            #expect(courses.status == 0)
            #expect(try String(contentsOfFile: "\(folder)/c.csv", encoding: .utf8).contains("course,sectors,hours"))
            let iati = try Invocation.run(common + ["--what", "iati", "--out", "\(folder)/p.xml"])
            #expect(iati.status == 65 && iati.errors.contains("There is no project to tell of."))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/p.xml"))
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
        let run = try Invocation.run([
            "export", "--event", "x", "--what", "tables", "--format", "pdf", "--out", "/tmp/x",
        ])
        #expect(run.status == 64)
        #expect(run.errors.contains("“tables” is made as xlsx, not as pdf."))
    }

    /// A case of the demo is marked closer in the workshop's own file, and comes in with it elsewhere.
    @Test func `a guide that cites what is marked closer is refused with the name, and no file is made`() async throws {
        try await withFolder { folder in
            let (first, second) = (folder + "/first", folder + "/second")
            try FileManager.default.createDirectory(atPath: second, withIntermediateDirectories: false)
            #expect(try Invocation.run(["demo", "--until", "guide", "--data", first]).status == 0)
            let none = try Invocation.run([
                "export", "--data", first, "--event", "-", "--what", "workshop", "--out", folder + "/x.json",
            ])
            let event = String(try #require(none.errors.firstMatch(of: /[0-9a-f]{8}-[0-9a-f-]{27}/)).0)
            let file = folder + "/w.json"
            let common = ["export", "--event", event, "--out"]
            #expect(try Invocation.run(common + [file, "--data", first, "--what", "workshop"]).status == 0)
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let start = try #require(text.range(of: "\"past_case\": ["))
            let end = try #require(text.range(of: "\n],", range: start.upperBound..<text.endIndex))
            let cases = text[start.upperBound..<end.lowerBound].replacing(
                "\"marking\": \"GREEN\"", with: "\"marking\": \"AMBER\"")
            try text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: cases).write(
                toFile: file, atomically: true, encoding: .utf8)
            #expect(try Invocation.run(["import", file, "--data", second]).status == 0)
            let guide = folder + "/guide.html"
            let run = try Invocation.run(common + [guide, "--data", second, "--what", "guide"])
            #expect(run.status == 65 && !FileManager.default.fileExists(atPath: guide))
            #expect(
                run.errors.contains(
                    "pieces of evidence are marked more restrictively than this guide, which is TLP:GREEN."))
            #expect(run.errors.contains("“Two leads on one square (invented)” is marked TLP:AMBER."), "\(run.errors)")
            #expect(run.errors.contains("Nothing left the server."))
        }
    }
}
