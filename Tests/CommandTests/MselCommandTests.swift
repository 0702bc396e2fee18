import Foundation
import Testing

@testable import Roundtable

/// A planner's list by the command.
@Suite struct MselCommandTests {
    private func json(_ run: Invocation) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    private func time(_ text: String, _ more: [String] = []) throws -> Invocation {
        try Invocation.run(["msel", "--time", text] + more)
    }

    @Test func `one time is printed with its state, kind and value`() throws {
        let run = try time("930", ["--cell", "number", "--heading", "Time (0600-1800)"])
        #expect(run.status == 0)
        let told = try json(run)
        #expect(told["state"] as? String == "ready")
        #expect(told["kind"] as? String == "local")
        #expect(told["value"] as? String == "09:30:00")
        #expect(told["approximate"] as? Bool == false)
        #expect(told["length"] is NSNull)
        let counted = try json(try time("45089", ["--cell", "date", "--epoch", "1904"]))
        #expect(counted["value"] as? String == "2027-06-13T00:00:00")
        let move = try json(try time("M2+15", ["--moves", "3"]))
        #expect(move["value"] as? String == "M2 0:15:00")
    }

    @Test func `what asks is no failure, what is bad is 65 with the reason and the JSON`() throws {
        let asks = try time("5/8/2009 16:00")
        #expect(asks.status == 0)
        #expect(try json(asks)["state"] as? String == "asks")
        #expect(
            try json(try time("5/8/2009 16:00", ["--date-order", "dmy"]))["value"] as? String == "2009-08-05T16:00:00")
        let bad = try time("00900")
        #expect(bad.status == 65)
        #expect(try json(bad)["state"] as? String == "bad")
        #expect(bad.errors.contains("five digits"))
    }

    @Test func `a file is read with its headings, rows, skips and questions`() async throws {
        try await withFolder { folder in
            let text =
                "MSEL #,Time,Subject,Description,To,Colour\n1,09:30,Start,It begins.,all,red\n,,,,,\n2,5/8/2027 10:00,Next,More.,A; B,\n"
            try text.write(toFile: "\(folder)/list.csv", atomically: true, encoding: .utf8)
            let run = try Invocation.run(["msel", "\(folder)/list.csv", "--zone", "Europe/Zagreb"])
            #expect(run.status == 0, "\(run.errors)")
            let told = try json(run)
            let sheet = try #require((told["sheets"] as? [[String: Any]])?.first)
            #expect(sheet["header_row"] as? Int == 1)
            #expect((sheet["fields"] as? [String: String])?["title"] == "Subject")
            #expect(sheet["extra"] as? [String] == ["Colour"])
            let rows = try #require(sheet["rows"] as? [[String: Any]])
            #expect(rows.compactMap { $0["state"] as? String } == ["ready", "asks"])
            #expect(rows.first?["to"] as? [String] == ["all"])
            #expect((sheet["skipped"] as? [String: Int])?["blank"] == 1)
            let questions = try #require(told["questions"] as? [[String: Any]])
            #expect(questions.first?["column"] as? String == "Time")
            #expect(questions.first?["samples"] as? [String] == ["5/8/2027 10:00"])
        }
    }

    @Test func `a file with a bad row is printed and exits 65, one without a list is refused`() async throws {
        try await withFolder { folder in
            try "No,Time,Title\n1,2460,Start\n".write(toFile: "\(folder)/bad.csv", atomically: true, encoding: .utf8)
            let bad = try Invocation.run(["msel", "\(folder)/bad.csv"])
            #expect(bad.status == 65)
            #expect(bad.errors.contains("row 2"))
            #expect(try json(bad)["sheets"] != nil)
            try "a,b\n1,2\n".write(toFile: "\(folder)/none.csv", atomically: true, encoding: .utf8)
            let none = try Invocation.run(["msel", "\(folder)/none.csv"])
            #expect(none.status == 65)
            #expect(none.output.isEmpty)
            #expect(try Invocation.run(["msel", "/no/such/file.csv"]).status == 66)
            #expect(try Invocation.run(["msel"]).status == 64)
        }
    }
}
