import Foundation
import Testing

@testable import Roundtable

/// The worked example of the design by the command.
@Suite struct PlanProgressCommandTests {
    private static let plan = """
        number,title,state,due,weight,milestones,depends-on
        A1,Course,proven,2026-06-01,2,a||2026-02-01;b||2026-03-01;c||2026-04-01;d||2026-05-01,
        A2,Instruction,under way,2027-01-31,1,a||2026-02-01;b||2026-03-01;c||,
        A3,Laboratories,agreed,2026-10-01,3,a||;b||,
        A4,Contacts,agreed,2027-03-01,1,,A2
        A5,Taken back,dropped,,5,,
        A6,Thought of,proposed,,5,,

        """

    private func run(_ text: String, before: String? = nil, today: String = "2026-11-30") async throws -> Invocation {
        try await withFolder { folder in
            try text.write(toFile: "\(folder)/P.csv", atomically: true, encoding: .utf8)
            var more: [String] = ["--today", today]
            if let before {
                try before.write(toFile: "\(folder)/O.csv", atomically: true, encoding: .utf8)
                more += ["--before", "\(folder)/O.csv"]
            }
            return try Invocation.run(["progress", "\(folder)/P.csv"] + more)
        }
    }

    private func json(_ run: Invocation) throws -> [String: Any] {
        #expect(run.status == 0, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test func `progress prints the worked example with exact fractions`() async throws {
        let result = try json(try await run(Self.plan))
        #expect(result["progress"] as? String == "8/21" && result["percent"] as? String == "38.1")
        #expect(result["done"] as? String == "1/4" && result["on_time"] as? String == "3/4")
        #expect(result["proven"] as? String == "1/1")
        #expect(result["by_scope"] is NSNull && result["by_work"] is NSNull)
        #expect(result["late"] as? [String] == ["A3"])
    }

    @Test func `against an older version scope and work are told apart`() async throws {
        let dropped = Self.plan.replacing("Laboratories,agreed", with: "Laboratories,dropped")
        let result = try json(try await run(dropped, before: Self.plan))
        #expect(result["progress"] as? String == "2/3")
        #expect(result["by_scope"] as? String == "2/7" && result["by_work"] as? String == "0")
        #expect((result["change"] as? [String: Any])?["points"] as? String == "+28.6")
    }

    @Test func `wrong files are refused with line and column, and status 65`() async throws {
        let bad = try await run(Self.plan.replacing("2027-03-01", with: "2027-02-30"))
        #expect(bad.status == 65 && bad.output.isEmpty)
        #expect(bad.errors.contains("P.csv: line 5: expected in column due"))
        let old = try await run(Self.plan, before: Self.plan.replacing(",A2\n", with: ",A9\n"))
        #expect(old.status == 65 && old.errors.contains("O.csv: line 5: expected in column depends-on"))
    }

    @Test func `a missing file is told, and a day that is none`() async throws {
        #expect(try Invocation.run(["progress", "/no/such/file", "--today", "2026-11-30"]).status == 66)
        #expect(try await run(Self.plan, today: "2026-02-30").status == 64)
        #expect(try Invocation.run(["progress", "/no/such/file"]).status == 64)
    }
}
