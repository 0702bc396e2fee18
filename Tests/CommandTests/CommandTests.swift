import Foundation
import Testing

@testable import Roundtable

@Suite struct CommandTests {
    private func tally(_ method: String, _ text: String, name: String = "ballots.csv", more: [String] = []) async throws
        -> Invocation
    {
        try await withFolder { folder in
            let file = "\(folder)/\(name)"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            return try Invocation.run(["tally", "--method", method] + more + [file])
        }
    }

    private static let header = "ballot,sector,country,item,value\n"

    @Test func `tally prints a result as JSON and nothing else`() async throws {
        let run = try await tally("multivote", Self.header + "1,health,FR,a,2\n1,health,FR,b,1\n2,security,IT,b,3\n")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(json["ballots"] as? Int == 2)
        #expect((json["totals"] as? [String: Int]) == ["a": 2, "b": 4])
    }

    @Test func `tally reads PrefLib files by their ending`() async throws {
        let text =
            "# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 3\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n2: 1,2\n1: 2,1\n"
        let run = try await tally("borda", text, name: "votes.soc")
        #expect(run.status == 0)
        #expect(run.output.contains("\"ballots\": 3"))
    }

    @Test func `a malformed ballot is refused with its line, status 65, and no partial result`() async throws {
        let run = try await tally("rating", Self.header + "1,,,a,9\n1,,,b,12\n")
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("line 3: expected a rating, a whole number from 1 to 9, found “12”"))
    }

    @Test func `an unknown method is wrong usage`() async throws {
        #expect(try await tally("guessing", Self.header).status == 64)
    }

    @Test func `equal shares wants to know how many`() async throws {
        #expect(try await tally("equal-shares", Self.header + "1,,,a,1\n").status == 64)
        #expect(try await tally("equal-shares", Self.header + "1,,,a,1\n", more: ["--seats", "1"]).status == 0)
    }

    @Test func `a missing file is told as such`() throws {
        let run = try Invocation.run(["tally", "--method", "borda", "/no/such/file"])
        #expect(run.status == 66)
        #expect(run.errors == "There is no file /no/such/file that can be read.\n")
    }

    @Test func `a wrong setting stops the server before it touches anything`() async throws {
        try await withFolder { folder in
            let run = try Invocation.run(["serve", "--data", folder + "/data"], environment: ["ROUNDTABLE_PROT": "1"])
            #expect(run.status == 78)
            #expect(!FileManager.default.fileExists(atPath: folder + "/data"))
        }
    }

    @Test func `verify does not make a database where there is none`() async throws {
        try await withFolder { folder in
            let run = try Invocation.run(["verify", "--data", folder])
            #expect(run.status == 66)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func `an administrator is made once, with a password that is good enough`() async throws {
        try await withFolder { folder in
            let create = [
                "admin", "create", "--data", folder, "--email", "a@example.org", "--name", "Ada Example",
                "--password-stdin",
            ]
            let weak = try Invocation.run(create, input: "abc\n")
            #expect(weak.status == 65)
            #expect(weak.errors.contains("Nothing was made."))
            #expect(!weak.errors.contains("abc\n"))
            let good = try Invocation.run(create, input: "a long enough phrase, 42\n")
            #expect(good.status == 0)
            #expect(good.output.hasPrefix("The account a@example.org is made."))
            // Where the server is reached it says only where somebody has said so.
            #expect(!good.output.contains("8080"), "\(good.output)")
            let file = folder + "/config.json"
            try #"{"data": "\#(folder)", "base-url": "https://roundtable.example"}"#.write(
                toFile: file, atomically: true, encoding: .utf8)
            let told = try Invocation.run(
                ["admin", "create", "--config", file, "--email", "b@example.org", "--name", "Bo", "--password-stdin"],
                input: "a long enough phrase, 42\n")
            #expect(told.output.contains("https://roundtable.example/sign-in"), "\(told.output) \(told.errors)")
            let again = try Invocation.run(create, input: "a long enough phrase, 42\n")
            #expect(again.status == 65)
        }
    }

    @Test func `a second factor is turned off on the machine, where there is one`() async throws {
        try await withFolder { folder in
            func off(_ email: String) throws -> Invocation {
                try Invocation.run(["account", "second-factor-off", email, "--data", folder])
            }
            #expect(try off("ada@example.org").status == 66)
            let made = try Invocation.run(
                [
                    "admin", "create", "--data", folder, "--email", "ada@example.org", "--name", "Ada",
                    "--password-stdin",
                ],
                input: "four plain dry words\n")
            #expect(made.status == 0)
            let nobody = try off("nobody@example.org")
            #expect(nobody.status == 66 && nobody.errors.contains("No account has the address"))
            let without = try off("ada@example.org")
            #expect(without.status == 0 && without.output.contains("has no second factor"))
        }
    }

    @Test func `the listings are made without a database`() throws {
        #expect(try Invocation.run(["routes"]).output.contains("GET    /healthz"))
        let schema = try Invocation.run(["schema"]).output
        #expect(schema.contains("-- SQLite") && schema.contains("-- PostgreSQL") && schema.contains("BYTEA"))
        #expect(try Invocation.run(["openapi"]).output.contains("\"openapi\": \"3.1.0\""))
    }
}
