import Foundation
import StorageTestSupport
import Testing

@testable import Roundtable

/// What an administrator reads: errors that name what failed, the version, and what the doctor says.
@Suite struct AdministratorTests {
    @Test func `the program says its version, and so does the doctor`() async throws {
        let version = try Invocation.run(["--version"])
        #expect(version.status == 0)
        #expect(version.output == "development\n")
        try await withFolder { folder in
            let doctor = try Invocation.run(["doctor", "--data", folder])
            #expect(doctor.output.contains("this is Roundtable development."))
        }
    }

    @Test func `a backup's folder that is not there is no database that is not available`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            let run = try Invocation.run(["backup", "--data", data, "--out", folder + "/none/b.sqlite"])
            #expect(run.status == 66)
            #expect(run.errors.contains("There is no folder \(folder)/none"), "\(run.errors)")
            #expect(!run.errors.contains("database"), "\(run.errors)")
            let missing = try Invocation.run(["restore", folder + "/none.sqlite", "--data", folder + "/new"])
            #expect(missing.status == 66)
            #expect(missing.errors.contains("There is no file \(folder)/none.sqlite"), "\(missing.errors)")
            let person = try Invocation.run(["export-person", "x", "--data", data, "--out", folder + "/none/x.json"])
            #expect(person.status == 66)
        }
    }

    @Test func `an unknown host is a setting that is wrong`() async throws {
        try await withFolder { folder in
            for host in ["no-such-host.invalid", "192.0.2.1"] {
                let run = try Invocation.run(["serve", "--data", folder, "--host", host, "--port", "0"])
                #expect(run.status == 78, "\(host): \(run.errors)")
                #expect(run.errors.contains(host), "\(run.errors)")
            }
        }
    }

    @Test func `a configuration file that is not there is told apart from one that is closed`() async throws {
        let run = try Invocation.run(["verify", "--config", "/tmp/no-such-configuration.json"])
        #expect(run.status == 78)
        #expect(run.errors.contains("There is no configuration file"), "\(run.errors)")
    }

    @Test func `backups are closed to other users, and the last one is known to the doctor`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            #expect(try Invocation.run(["doctor", "--data", data]).output.contains("backup: none was made yet"))
            #expect(try Invocation.run(["backup", "--data", data, "--out", folder + "/b"]).status == 0)
            let mode = try FileManager.default.attributesOfItem(atPath: folder + "/b")[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            #expect(try Invocation.run(["doctor", "--data", data]).output.contains("backup: the last one was made at"))
        }
    }

    @Test func `the doctor warns of settings that are open, doubled or dangerous, and of nobody to sign in`()
        async throws
    {
        try await withFolder { folder in
            let file = folder + "/config.json"
            try #"{"data": "\#(folder)/data", "port": 8080, "host": "0.0.0.0", "trust-proxy": true}"#.write(
                toFile: file, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            #expect(try Invocation.run(["migrate", "--config", file]).status == 0)
            let run = try Invocation.run(["doctor", "--config", file, "--port", "8081"])
            let said = run.output
            #expect(run.status == 1)
            #expect(said.contains("every user of this machine can read \(file)"), "\(said)")
            #expect(said.contains("“port” in \(file) has no effect, because --port is given, too"), "\(said)")
            #expect(said.contains("host is 0.0.0.0"), "\(said)")
            #expect(said.contains("nobody administers this server yet"), "\(said)")
            #expect(said.contains("time zones: "), "\(said)")
        }
    }

    @Test func `the doctor knows another Roundtable, an older one, and what is none`() {
        func state(_ body: String) -> String? { AddressCheck.stranger(body, "https://a.example", "ours")?.words }
        #expect(state(#"{"instance":"ours","status":"alive","version":"1"}"#) == nil)
        #expect(state(#"{"instance":"theirs","status":"alive","version":"1"}"#)?.contains("another Roundtable") == true)
        #expect(state(#"{"status":"alive"}"#)?.contains("older Roundtable") == true)
        #expect(state("<html>Welcome to nginx</html>")?.contains("no Roundtable") == true)
    }

    @Test func `the doctor speaks of the limits of the server that runs, not of its own`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            try await Invocation.serving(data) { server, heard in
                #expect(heard.contains("version=development"), "\(heard)")
                let said = try Invocation.run(["doctor", "--data", data]).output
                #expect(said.contains("the server (process \(server.processIdentifier)) may have"), "\(said)")
            }
        }
    }

    @Test func `lines of the JSON log have date, time and zone`() {
        let text = Date(timeIntervalSince1970: 1_700_000_000.25).formatted(JSONLogHandler.time)
        #expect(text == "2023-11-14T22:13:20.250Z")
    }

    @Test func `an upgrade is told in the log and by migrate`() {
        #expect(SchemaChange.words((from: "0013-mail", to: "0014-openid")) == "0013 → 0014")
        #expect(SchemaChange.words((from: nil, to: "0014-openid")) == "empty → 0014")
    }

    @Test func `restoring over a PostgreSQL database is refused before anything long begins, with the way out`()
        async throws
    {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            #expect(try Invocation.run(["backup", "--data", data, "--out", folder + "/b"]).status == 0)
            try await TestEngine.postgres.withLocation { location in
                guard case .postgres(let url) = location else { return }
                // An empty one, and one that was opened and never used, are taken.
                let first = try Invocation.run(["restore", folder + "/b", "--database", url])
                #expect(first.status == 0, "\(first.errors)")
                let again = try Invocation.run(["restore", folder + "/b", "--database", url])
                #expect(again.status == 69)
                #expect(again.errors.contains("holds a database already"), "\(again.errors)")
                #expect(again.errors.contains("createdb"), "\(again.errors)")
            }
        }
    }
}
