import Domain
import Foundation
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// A server that is told to stop does not wait for what takes long, and leaves nothing half done.
struct StoppingTests {
    private static let people = Array(
        ("Given name,Family name,E-mail\n"
            + (1...40).map { "Ana,Primjer\($0),a\($0)@example.org" }.joined(separator: "\n")).utf8)

    @Test(arguments: TestEngine.allCases)
    func `an import that the end of the server meets stores nobody, says so, and can be confirmed afterwards`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let sent = try await browser.upload(
                "/directory/people/import", field: "file", fileName: "people.csv", Self.people)
            let draft = try #require(sent.location)
            site.services.stopping.begin(after: 20)
            let stopped = try await browser.post(draft + "/confirmation")
            #expect(stopped.status == 503 && stopped.contains("The server is being stopped."))
            #expect(stopped.contains("Nothing was changed."))
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 0)
            #expect(try await site.journal("directory").filter { $0 == "person.creation" }.isEmpty)
            // Everything short is still answered.
            #expect(try await browser.get(draft).status == 200)
            site.services.stopping.begin(after: .max)
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 40)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a file that is being read when the server ends is given up, and nothing of it is kept`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            for pieces in [0, 5, 30, 60] {
                site.services.stopping.begin(after: pieces)
                let page = try await browser.upload(
                    "/directory/people/import", field: "file", fileName: "people.csv", Self.people)
                #expect(page.status == 503 && page.contains("The server is being stopped."), "\(pieces)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM import_draft") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a workshop that comes in while the server ends leaves nothing behind`(engine: TestEngine) async throws {
        let file: String = try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            return try await site.database.read { try WorkshopFile.export(thread.world.event, $0, content: .whole) }
        }
        try await TestSite.with(engine, seed: 99) { site in
            let stopping = Stopping()
            var pieces = 1
            while true {
                stopping.begin(after: pieces)
                do {
                    _ = try await Stopping.$current.withValue(stopping) {
                        try await WorkshopFileOperations.take(Array(file.utf8), site.database, site.environment)
                    }
                    break
                } catch let refusal as Refusal {
                    try #require(refusal.code == "stopping", "\(refusal)")
                    #expect(try await site.count("SELECT COUNT(*) FROM event") == 0)
                    #expect(try await site.count("SELECT COUNT(*) FROM programme") == 0)
                    pieces *= 4
                }
            }
            #expect(try await site.count("SELECT COUNT(*) FROM event") == 1)
            #expect(pieces > 64, "The rows of the file are read and stored in many pieces.")
        }
    }

    @Test func `a program that makes a file is ended with the server`() async throws {
        let stopping = Stopping()
        stopping.begin()
        let refusal = await #expect(throws: Refusal.self) {
            try await Stopping.$current.withValue(stopping) {
                try await Program(name: "sleep", package: "coreutils").run(["60"], in: try WorkFolder())
            }
        }
        #expect(refusal?.status == .serviceUnavailable)
    }
}
