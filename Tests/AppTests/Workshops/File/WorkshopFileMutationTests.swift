@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Workshop files with some values changed: refused in words, or taken in, and then every page, file and the next export of it works.
struct WorkshopFileMutationTests {
    /// A value of the file: the bytes where it stands, and what it is.
    private struct Place {
        let range: Range<Int>
        let column: String
        let value: [UInt8]
    }

    private static func places(_ file: String) -> [Place] {
        file.matches(of: /"([a-z_]+)": ("(?:[^"\\]|\\.)*"|-?[0-9]+|true|false|null)/).map { match in
            let value = match.output.2
            let start = file.utf8.distance(from: file.startIndex, to: value.startIndex)
            return Place(
                range: start..<start + value.utf8.count, column: String(match.output.1), value: Array(value.utf8))
        }
    }

    private static let odd: [String] = [
        "null", "0", "-1", "1", "2", "5", "9", "200", "1000000000", "9223372036854775807", "-9223372036854775808",
        "4000000000000000", "\"\"", "\"imported\"", "\"x\"", "true", "false", "\"[@1] [@999999999]\"", "\"{}\"",
        "\"RED\"",
        "\"\\u202e\"", "\"2026-11-30\"", "\"outline\"", "\"guide\"",
    ]

    /// One to three values become others of the same column, or odd ones.
    private static func changed(_ file: [UInt8], _ places: [Place], _ mutator: inout Mutator) -> [UInt8] {
        var file = file
        // From the end, so that the places before stay where they are.
        let chosen = Set((0...mutator.number(below: 3)).map { _ in mutator.number(below: places.count) }).sorted(by: >)
        for place in chosen.map({ places[$0] }) {
            let isOdd = mutator.number(below: 3) == 0
            let value =
                isOdd
                ? Array(mutator.pick(odd).utf8) : mutator.pick(places.filter { $0.column == place.column }).value
            file.replaceSubrange(place.range, with: value)
        }
        return file
    }

    private static let pages = [
        "", "/cases", "/console", "/decisions", "/design", "/envision", "/exchange", "/guide", "/guide/edit",
        "/guide/comparison", "/guide/review", "/issues", "/mail", "/outline", "/people", "/projector", "/reports",
        "/rounds/new", "/settings", "/tables", "/thread", "/reports/report.html", "/reports/tables.xlsx",
        "/reports/guide.md",
    ]

    @Test
    func `what is taken in can be shown, and written again`() async throws {
        let (event, file) = try await TestSite.with(.sqlite) { site in
            let thread = try await site.threadWorld()
            let event = thread.world.event
            return (event, try await site.database.read { try WorkshopFile.export(event, $0) })
        }
        let (places, whole) = (Self.places(file), Array(file.utf8))
        var mutator = Mutator(seed: Corpus.seed)
        var taken = 0
        for _ in 0..<150 * Corpus.factor {
            let bytes = Self.changed(whole, places, &mutator)
            do {
                _ = try WorkshopFileReader(bytes)
            } catch is Refusal {
                continue
            }
            if Corpus.factor > 1 {
                let kept = URL(fileURLWithPath: NSTemporaryDirectory()).appending(
                    path: "roundtable-mutation-workshop.json")
                try? Data(bytes).write(to: kept)  // Only of use after a crash.
            }
            if taken < 12 * Corpus.factor, try await Self.isFine(bytes, event) { taken += 1 }
        }
        #expect(taken > 0)
    }

    /// - Returns: whether the file was taken in.
    private static func isFine(_ bytes: [UInt8], _ event: Event.ID) async throws -> Bool {
        try await TestSite.with(.sqlite, seed: 97) { site in
            let maker = WorldMaker(environment: site.environment)
            let account = try await site.database.write { tx in
                try maker.addDirectory(tx)
                return try maker.addAccount(tx, "Ida Other", "ida@example.org", isAdministrator: true)
            }
            let imported: ImportedWorkshop
            do {
                imported = try await WorkshopFileOperations.take(bytes, site.database, site.environment)
            } catch is Refusal {
                return false
            }
            let browser = site.browser()
            await browser.setCookie("roundtable_account", account.cookie)
            for path in pages {
                let page = try await browser.get("/events/\(imported.event)\(path)")
                #expect(page.status < 500, "\(path): \(page.status) \(site.log.text.suffix(2_000))")
            }
            let written = try await site.database.read { try WorkshopFile.export(imported.event, $0) }
            #expect(throws: Never.self) { try WorkshopFileReader(Array(written.utf8)) }
            return true
        }
    }
}
