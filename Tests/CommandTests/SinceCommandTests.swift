import Foundation
import Testing

@testable import Roundtable

/// What has become of everything since a meeting by the command, from a data folder.
@Suite struct SinceCommandTests {
    @Test func `since tells the demo's event as JSON, and names what it does not know`() async throws {
        try await withFolder { folder in
            let data = folder
            #expect(try Invocation.run(["demo", "--data", data, "--until", "collect"]).status == 0)
            let unknown = try Invocation.run(
                ["export", "--data", data, "--event", "nothing", "--what", "report", "--out", "\(folder)/x.md"])
            let event = String(try #require(unknown.errors.firstMatch(of: /[0-9a-f]{8}-[0-9a-f-]{27}/)).0)
            let run = try Invocation.run(["since", "--data", data, "--event", event])
            #expect(run.status == 0, "\(run.errors)")
            let told = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
            let parts = try #require(told["parts"] as? [[String: Any]])
            #expect(told["follows"] == nil && told["after"] as? Int == 0 && !parts.isEmpty)
            let nobody = try Invocation.run(["since", "--data", data, "--event", event, "--as", "nobody@example.org"])
            #expect(nobody.status == 66 && nobody.output.isEmpty && nobody.errors.contains("nobody@example.org"))
            let nothing = try Invocation.run(["since", "--data", data, "--event", "NOSUCH"])
            #expect(nothing.status == 66 && nothing.output.isEmpty)
            let wrong = try Invocation.run(["since", "--data", data, "--event", event, "--format", "odt"])
            #expect(wrong.status == 64)
        }
    }
}
