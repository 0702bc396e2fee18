import TestSupport
import Foundation
import Testing
import Web

@testable import App

/// What the features tell of the entries that they write to the journal.
struct JournalKindTests {
    /// Words with a dot that are no kinds of entries.
    private static let others: Set<String> = [
        "excel.sheet", "p.search", "roundtable.mail", "roundtable.passwords", "example.com", "example.net",
        "example.org",
        "roundtable.invalid",
    ]
    /// Where something stands in the file of an exercise, not what was done.
    private static let ofFiles = "ExerciseFileChecks.swift"
    private static let files: Set<String> = [
        "apxl", "css", "csv", "docx", "html", "ics", "js", "json", "md", "pdf", "png", "py", "svg", "txt", "xlsx",
        "xml",
        "zip",
    ]

    /// Every literal of the form `noun.act` in the sources, except of the facts themselves.
    private static func written() throws -> [String: String] {
        let sources = TestTables.root.appending(path: "Sources/App")
            .standardizedFileURL
        var found: [String: String] = [:]
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let name = file.lastPathComponent
            guard !name.hasSuffix("Facts+Journal.swift"), !name.contains("Migrations"), name != ofFiles else {
                continue
            }
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /"([a-z]+(?:-[a-z]+)*)\.([a-z]+(?:-[a-z]+)*)"/) {
                let kind = "\(match.output.1).\(match.output.2)"
                guard !Self.files.contains(String(match.output.2)), !others.contains(kind) else { continue }
                found[kind] = name
            }
        }
        return found
    }

    @Test
    func `every kind of entry that is written has words, told by one feature`() throws {
        let told = JournalKind.all.map(\.kind)
        #expect(Set(told).count == told.count, "A kind is told twice.")
        let written = try Self.written()
        #expect(written.count > 150)
        for (kind, file) in written {
            #expect(
                told.contains(kind), "\(kind) of \(file) has no words: tell them in the feature's Facts+Journal.swift")
        }
        #expect(Set(told).subtracting(written.keys).sorted() == [], "Nobody writes these.")
    }

    @Test
    func `what takes rights away is a kind of entry`() {
        #expect(JournalKind.takingRights.subtracting(JournalKind.all.map(\.kind)).sorted() == [])
    }
}
