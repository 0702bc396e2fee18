import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

struct KeptFileTests {
    @Test(arguments: [
        ("=cmd.xlsx", "cmd.xlsx"), ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\plan.pdf", "plan.pdf"), ("", "file"),
        (".htaccess", "htaccess"), ("a\u{202E}fdp.exe", "afdp.exe"), ("Отчёт 1.docx", "Отчёт 1.docx"),
        ("<b>x</b>.txt", "b.txt"),
    ])
    func `a file's name is one line that nothing takes for something else`(given: String, kept: String) {
        #expect(CheckedFile.name(given) == kept)
    }

    @Test
    func `a long name keeps its ending`() {
        let name = CheckedFile.name(String(repeating: "я", count: 300) + ".pdf")
        #expect(name.count == 120 && name.hasSuffix(".pdf"))
    }

    @Test
    func `an empty file, one that is too large, and a page that calls itself PDF are refused in words`() throws {
        let settings = FileSettings(most: 1 << 20)
        #expect(throws: Refusal.self) { try CheckedFile([], name: "a.pdf", settings) }
        #expect(throws: Refusal.self) {
            try CheckedFile([UInt8](repeating: 1, count: 1 << 20 + 1), name: "a.bin", settings)
        }
        #expect(throws: Refusal.self) { try CheckedFile(Array("<html>".utf8), name: "a.PDF", settings) }
        #expect(try CheckedFile(Array("<html>".utf8), name: "a.html", settings).type == "application/octet-stream")
        #expect(try CheckedFile(Array("%PDF-1.7".utf8), name: "a.pdf", settings).type == "application/pdf")
    }

    @Test(arguments: TestEngine.allCases)
    func `a file comes back as it was put there, and its bytes go with the last that has them`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let bytes = (0..<(600 << 10)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let file = try CheckedFile(bytes, name: "a.bin", FileSettings())
            let ids = try await site.database.write { [environment = site.environment] tx in
                try (0..<2).map { _ in
                    try KeptFiles.keepIn(Work(tx, environment), file, of: world.event, FileSettings())
                }
            }
            #expect(try await site.count("SELECT COUNT(*) FROM file_content") == 3)
            let back = try await site.database.read { reading in
                try KeptFileStore(reading).bytes(of: try KeptFileStore(reading).file(ids[0]))
            }
            #expect(back == bytes)
            try await site.database.write { try KeptFileStore.remove(ids[0], $0) }
            #expect(try await site.count("SELECT COUNT(*) FROM file_content") == 3)
            try await site.database.write { try KeptFileStore.remove(ids[1], $0) }
            #expect(try await site.count("SELECT COUNT(*) FROM file_content") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event keeps no more than its administrator allows`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let settings = FileSettings(most: 1 << 20, mostOfEvent: 1 << 20)
            let file = try CheckedFile([UInt8](repeating: 7, count: 600 << 10), name: "a.bin", settings)
            try await site.database.write { [environment = site.environment] tx in
                _ = try KeptFiles.keepIn(Work(tx, environment), file, of: world.event, settings)
                #expect(throws: Refusal.self) {
                    try KeptFiles.keepIn(Work(tx, environment), file, of: world.event, settings)
                }
            }
        }
    }

    @Test(arguments: [("true", nil), ("false", "invalid-fields"), ("/nowhere/scan", "file-not-looked-at")])
    func `the administrator's program decides whether a file is kept, and without its word none is`(
        command: String, code: String?
    ) async throws {
        let settings = FileSettings(scanner: [command])
        let file = try CheckedFile([1], name: "a.bin", settings)
        do {
            try await FileScanner(settings, CapturedLog().logger).look(at: file)
            #expect(code == nil)
        } catch let refusal as Refusal {
            #expect(refusal.code == code)
        }
    }
}
