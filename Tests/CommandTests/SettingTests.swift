import ArgumentParser
import Foundation
import Logging
import Synchronization
import Testing

@testable import Roundtable

@Suite struct SettingTests {
    private func settings(
        flags: [String: String] = [:], variables: [String: String] = [:], file: String? = nil
    ) async throws -> ServerSettings {
        try ServerSettings(
            await SettingSources(flags: flags.mapValues { .init(stringLiteral: $0) }, variables: variables, file: file))
    }

    private func complaint(variables: [String: String] = [:], json: String? = nil) async throws -> String {
        try await withFolder { folder in
            var file: String?
            if let json {
                file = folder + "/settings.json"
                try json.write(toFile: folder + "/settings.json", atomically: true, encoding: .utf8)
            }
            do {
                _ = try await settings(variables: variables, file: file)
                return ""
            } catch {
                return "\(error)".replacing(folder, with: "DIR")
            }
        }
    }

    @Test func `an entry of the log is one line, whatever it holds`() {
        #expect(
            OneLine.text("it works\n2026 notice all is well\r\t\u{1B}[31m\u{2028}end")
                == "it works\\u{a}2026 notice all is well\\u{d}\\u{9}\\u{1b}[31m\\u{2028}end")
        #expect(OneLine.text("Zürich «ура» 你好 👩‍🚒") == "Zürich «ура» 你好 👩‍🚒")
        let lines = Lines()
        var logger = Logger(label: "test") { _ in OneLineLogHandler(StreamLogHandler(label: "test", stream: lines)) }
        logger[metadataKey: "a"] = "1\n2"
        logger.notice("what\nhappened", metadata: ["b": "3\n4"])
        let text = lines.all
        #expect(text.hasSuffix("\n") && text.split(separator: "\n").count == 1)
        for piece in ["what\\u{a}happened", "1\\u{a}2", "3\\u{a}4"] { #expect(text.contains(piece), "\(text)") }
    }

    @Test func `without any source the defaults hold`() async throws {
        let settings = try await settings()
        #expect(settings.location == .sqlite(path: "data/roundtable.sqlite3"))
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.baseURL == "http://127.0.0.1:8080")
        #expect(!settings.trustsProxy)
        #expect(settings.logLevel == .info)
    }

    @Test func `domains for mail of exercises are whole domains with commas between`() async throws {
        let listed = try await settings(variables: [
            "ROUNDTABLE_EXERCISE_MAIL_DOMAINS": "Health.example, police.example,"
        ])
        #expect(listed.exerciseMailDomains == ["health.example", "police.example"])
        #expect(try await settings().exerciseMailDomains.isEmpty)
        for wrong in ["health", "a@health.example", "*.example", "health..example", "-a.example"] {
            let said = try await complaint(variables: ["ROUNDTABLE_EXERCISE_MAIL_DOMAINS": wrong])
            #expect(
                said.contains("ROUNDTABLE_EXERCISE_MAIL_DOMAINS must be domains") && said.contains(wrong), "\(said)")
        }
    }

    @Test func `a flag is stronger than a variable, and a variable than the file`() async throws {
        try await withFolder { folder in
            let file = folder + "/settings.json"
            try #"{"host": "file", "port": 1, "data": "file"}"#.write(toFile: file, atomically: true, encoding: .utf8)
            let settings = try await settings(
                flags: ["host": "flag"], variables: ["ROUNDTABLE_HOST": "variable", "ROUNDTABLE_PORT": "2"], file: file)
            #expect(settings.host == "flag")
            #expect(settings.port == 2)
            #expect(settings.location == .sqlite(path: "file/roundtable.sqlite3"))
        }
    }

    @Test func `the file may be named by a variable`() async throws {
        try await withFolder { folder in
            let file = folder + "/settings.json"
            try #"{"trust-proxy": true}"#.write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try await settings(variables: ["ROUNDTABLE_CONFIG": file]).trustsProxy)
        }
    }

    @Test(arguments: [
        (["ROUNDTABLE_PROT": "1"], "The environment has ROUNDTABLE_PROT, which is no setting."),
        (["ROUNDTABLE_PORT": "many"], "ROUNDTABLE_PORT must be a whole number, but is “many”."),
        (["ROUNDTABLE_PORT": "70000"], "ROUNDTABLE_PORT must be a port from 0 to 65535, but is “70000”."),
        (["ROUNDTABLE_TRUST_PROXY": "perhaps"], "ROUNDTABLE_TRUST_PROXY must be true or false, but is “perhaps”."),
        (["ROUNDTABLE_LOG_LEVEL": "loud"], "ROUNDTABLE_LOG_LEVEL must be one of trace"),
        (["ROUNDTABLE_BASE_URL": "https://a/b"], "ROUNDTABLE_BASE_URL must be an address such as"),
        (["ROUNDTABLE_HOST": "two words"], "ROUNDTABLE_HOST must be an address such as 127.0.0.1"),
        (["ROUNDTABLE_CONFIG": "/no/such/file"], "There is no configuration file /no/such/file that"),
        (["ROUNDTABLE_OIDC_CLIENT_ID": "a"], "--oidc-issuer must be set, too, since oidc-client-id is"),
        (["ROUNDTABLE_OIDC_NAME": "House"], "--oidc-issuer must be set, too, since oidc-name is"),
        (["ROUNDTABLE_OIDC_ISSUER": "https://id.example"], "--oidc-client-id must be set, too, since oidc-issuer is"),
        (
            ["ROUNDTABLE_OIDC_ISSUER": "https://id.example", "ROUNDTABLE_OIDC_CLIENT_ID": "a"],
            "--oidc-client-secret must be set, too, since oidc-issuer is; or name a file by oidc-client-secret-file."
        ),
        (
            ["ROUNDTABLE_OIDC_ISSUER": "http://id.example"],
            "ROUNDTABLE_OIDC_ISSUER must be an address such as https://id"
        ),
        (["ROUNDTABLE_OIDC_ISSUER": "https://id.example?a=b"], "ROUNDTABLE_OIDC_ISSUER must be an address such as"),
        (
            [
                "ROUNDTABLE_OIDC_ISSUER": "https://id.example", "ROUNDTABLE_OIDC_CLIENT_ID": "a",
                "ROUNDTABLE_OIDC_CLIENT_SECRET_FILE": "/no/such/file",
            ], "ROUNDTABLE_OIDC_CLIENT_SECRET_FILE must be a file that can be read and holds one line, the secret"
        ),
        (
            [
                "ROUNDTABLE_OIDC_ISSUER": "https://id.example", "ROUNDTABLE_OIDC_CLIENT_ID": "a",
                "ROUNDTABLE_OIDC_CLIENT_SECRET": "hidden", "ROUNDTABLE_OIDC_CLIENT_SECRET_FILE": "/no/such/file",
            ], "ROUNDTABLE_OIDC_CLIENT_SECRET_FILE must be left away where oidc-client-secret is set"
        ),
    ])
    func `a wrong variable stops the start with a sentence that names it`(
        _ variables: [String: String], _ sentence: String
    ) async throws {
        #expect(try await complaint(variables: variables).hasPrefix(sentence))
    }

    @Test(arguments: [
        (#"{"prot": 1}"#, "DIR/settings.json has “prot”, which is no setting."),
        (#"{"port": "x"}"#, "“port” in DIR/settings.json must be a whole number, but is “x”."),
        ("[1]", "The configuration file DIR/settings.json must be a JSON object"),
    ])
    func `a wrong file stops the start with a sentence that names it`(_ json: String, _ sentence: String) async throws {
        #expect(try await complaint(json: json).hasPrefix(sentence))
    }

    @Test func `the address of a database is never repeated with its password`() async throws {
        let sentence = try await complaint(variables: ["ROUNDTABLE_DATABASE": "postgres://me:hidden%zz@host/x"])
        #expect(!sentence.isEmpty)
        #expect(!sentence.contains("hidden"))
    }

    @Test func `a sign-in provider is set whole, its secret read from a file, its name else its host`() async throws {
        try await withFolder { folder in
            try "s3cret\n".write(toFile: folder + "/secret", atomically: true, encoding: .utf8)
            let settings = try await settings(variables: [
                "ROUNDTABLE_OIDC_ISSUER": "https://id.example/realms/a", "ROUNDTABLE_OIDC_CLIENT_ID": "roundtable",
                "ROUNDTABLE_OIDC_CLIENT_SECRET_FILE": folder + "/secret",
            ])
            #expect(settings.openID?.issuer == "https://id.example/realms/a")
            #expect(settings.openID?.clientID == "roundtable")
            #expect(settings.openID?.clientSecret == "s3cret")
            #expect(settings.openID?.name == "id.example")
        }
        #expect(try await settings().openID == nil)
        #expect(try await settings(variables: ["ROUNDTABLE_OIDC_ISSUER": ""]).openID == nil)
    }

    @Test func `what tells the tests is left alone`() async throws {
        #expect(try await complaint(variables: ["ROUNDTABLE_TEST_ENGINES": "sqlite"]).isEmpty)
    }

    @Test(arguments: ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
    func `a loopback address is known`(_ host: String) async throws {
        #expect(try await settings(flags: ["host": host]).isLoopback)
        #expect(try await settings(flags: ["host": "0.0.0.0"]).isLoopback == false)
    }

    @Test func `a command takes every setting as a flag, in the words of the list`() throws {
        let address = try AddressOptions.parse(["--port", "7", "--trust-proxy", "--base-url", "https://a.example"])
        #expect(address.flags.given == ["port": 7, "trust-proxy": true, "base-url": "https://a.example"])
        let storage = try StorageOptions.parse(["--log-level=debug", "--config", "a.json", "--data", "folder"])
        #expect(storage.flags.given == ["log-level": "debug", "data": "folder"] && storage.config == "a.json")
        #expect(try StorageOptions.parse([]).flags.given.isEmpty && AddressOptions.parse([]).flags.given.isEmpty)
        #expect(throws: (any Error).self) { try AddressOptions.parse(["--port", "many"]) }
        #expect(throws: (any Error).self) { try StorageOptions.parse(["--port", "7"]) }
        let help = Serve.helpMessage(columns: 1_000)
        for setting in Setting.allCases { #expect(help.contains(setting.flag) && help.contains(setting.help)) }
    }

    @Test func `what is out of a setting's range is refused in the words of the list`() async throws {
        #expect(
            try await complaint(variables: ["ROUNDTABLE_API_LIMIT": "-1"]).contains(
                "must be a number from 0 to 1000000"))
        #expect(
            try await complaint(variables: ["ROUNDTABLE_LOG_FORMAT": "xml"]).contains("must be text or json, but is"))
    }

    @Test func `the table in the documentation has every setting, and no other`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "../../docs/configuration.md")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `--") }
        #expect(rows.map(String.init) == Setting.allCases.map(\.row))
    }
}

/// Where a log is written to.
private final class Lines: TextOutputStream, Sendable {
    private let text = Mutex("")

    var all: String { text.withLock { $0 } }
    func write(_ string: String) { text.withLock { $0 += string } }
}
