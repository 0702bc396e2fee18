@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport

/// CSV as it leaves the product: with a byte order mark, and with semicolons for whom expects them; and as it comes back.
struct CSVFileTests {
    private let rows = [["Ana; or not", "a,b", "1"], ["Łódź", "", "say \"so\""]]

    @Test(arguments: CSVSeparator.allCases)
    func `what is written is read again, whatever the separator`(separator: CSVSeparator) throws {
        let bytes = CSVTable.write(header: ["Name", "Words", "Number"], rows: rows, separator)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(try CSVTable.read(bytes).lines.map { $0.values.map(\.text) } == [["Name", "Words", "Number"]] + rows)
        let text = CSVWriter.record(["Name", "Words", "Number"]) + rows.map { CSVWriter.record($0) }.joined()
        #expect(try CSVTable.file(text, separator) == bytes)
    }

    @Test(arguments: [",", ";", "\t"])
    func `tally reads ballots with a byte order mark and any separator`(separator: String) throws {
        let lines = [BallotCSV.header, ["1", "health", "", "Plans, shared; or not", "2"], ["2", "", "", "B", "1"]]
        let text = "\u{feff}" + lines.map { CSVWriter.record($0, separator: separator) }.joined()
        let box = try BallotCSV.read(bytes: Array(text.utf8), for: .multivote)
        #expect(box.items == ["Plans, shared; or not", "B"] && box.ballots.count == 2)
    }

    @Test(arguments: TestEngine.allCases)
    func `tables of people come in both`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let page = try await browser.get("/events/\(world.event)/people")
            #expect(page.contains("/export/csv-semicolon\""))
            for (format, separator) in [("csv", ","), ("csv-semicolon", ";")] {
                for path in ["/events/\(world.event)/people/export/\(format)", "/directory/people/export/\(format)"] {
                    let file = try await browser.get(path)
                    #expect(file.status == 200)
                    #expect(file.text.unicodeScalars.first == "\u{feff}", "\(path)")
                    #expect(file.text.split(separator: "\r\n").first?.contains(separator) == true, "\(path)")
                }
            }
        }
    }
}
