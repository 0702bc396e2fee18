import Foundation
import Testing

@testable import Roundtable

@Suite struct RollupCommandTests {
    private static let regions: [(String, Int)] = [
        ("AAF", 10), ("CA", 7), ("ECA", 11), ("GCC", 6), ("MIE", 3), ("NAS", 5), ("SEA", 10), ("SEEE", 10),
    ]
    private static let groups =
        "country,group,home\n"
        + regions.flatMap { name, size in (1...size).map { "\(name)\($0),\(name),1\n" } }.joined()
    private static let levels: [Int] = [2, 3, 1, 2, 4, 3, 5, 1, 4, 3, 2]

    private static func values(_ regions: [(String, Int)], target: String = "") -> String {
        "country,indicator,value,target\n"
            + regions.flatMap { name, size in
                (0..<size).map { "\(name)\($0 + 1),I1,\(levels[$0]),\(target)\n" }
            }.joined()
    }

    private func run(
        _ values: String, groups: String = groups, more: [String] = [], before: String? = nil
    ) async throws -> Invocation {
        try await withFolder { folder in
            try values.write(toFile: "\(folder)/S.csv", atomically: true, encoding: .utf8)
            try groups.write(toFile: "\(folder)/G.csv", atomically: true, encoding: .utf8)
            var arguments = ["rollup", "--groups", "\(folder)/G.csv", "\(folder)/S.csv"] + more
            if let before {
                try before.write(toFile: "\(folder)/B.json", atomically: true, encoding: .utf8)
                arguments += ["--before", "\(folder)/B.json"]
            }
            return try Invocation.run(arguments)
        }
    }

    private func json(_ run: Invocation) throws -> [String: Any] {
        #expect(run.status == 0, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    private func cell(_ json: [String: Any], _ group: String) throws -> [String: Any] {
        try #require((json[group] as? [String: Any])?["I1"] as? [String: Any])
    }

    @Test func `a group has members, answers, median, classes and those below their target`() async throws {
        let cell = try cell(try json(try await run(Self.values([("CA", 6)], target: "3"))), "CA")
        #expect(cell["members"] as? Int == 7)
        #expect(cell["answered"] as? Int == 6)
        #expect(cell["median"] as? Int == 2)
        #expect(cell["median_shown"] as? String == "2–3")
        #expect(cell["classes"] as? [String: Int] == ["1-2": 3, "3": 2, "4-5": 1])
        #expect(cell["below_target"] as? Int == 3)
        #expect(cell["withheld"] == nil)
    }

    @Test func `three groups are hidden with one that is too small, none with its pool`() async throws {
        let alone = try json(try await run(Self.values(Self.regions)))
        let hidden = try Self.regions.map(\.0).filter { try cell(alone, $0)["withheld"] as? Bool == true }
        #expect(hidden == ["GCC", "MIE", "NAS"])
        let pooled = try json(try await run(Self.values(Self.regions), more: ["--pools", "GCC+MIE"]))
        #expect(Set(pooled.keys) == ["AAF", "CA", "ECA", "GCC+MIE", "NAS", "SEA", "SEEE", "all", "chain"])
        for group in pooled.keys where group != "chain" { #expect(try cell(pooled, group)["withheld"] == nil) }
    }

    @Test func `a second snapshot keeps the old picture when one answer is new`() async throws {
        let first = try await run(Self.values([("CA", 5)]))
        let second = try json(try await run(Self.values([("CA", 6)]), before: first.output))
        #expect(try cell(second, "CA")["answered"] as? Int == 5)
        #expect(try cell(second, "CA")["snapshot"] as? Int == 1)
        #expect(second["chain"] is String)
    }

    @Test func `what is published together says the same of two worlds that look alike`() async throws {
        let first = try await run("country,indicator,value\nCA1,I1,1\nCA2,I1,2\nCA3,I1,3\nCA4,I1,4\nCA5,I1,5\n")
        let second = try await run("country,indicator,value\nCA1,I1,5\nCA2,I1,4\nCA3,I1,3\nCA4,I1,2\nCA5,I1,1\n")
        #expect(first.output == second.output)
    }

    @Test func `named countries leave too few`() async throws {
        let json = try json(try await run(Self.values([("CA", 6)]), more: ["--named", "CA1;CA2"]))
        #expect(try cell(json, "CA")["withheld"] as? Bool == true)
    }

    @Test(arguments: [
        ("CA1,I1,0", "line 2", "column value"), ("CA1,I1,6", "line 2", "column value"),
        ("CA1,I1,2.5", "line 2", "column value"), ("CA1,I1,\"3 \"", "line 2", "column value"),
        ("CA1,I1,3\nCA1,I1,3", "line 3", "column indicator"), ("XX,I1,3", "line 2", "column country"),
        (",I1,3", "line 2", "column country"), ("CA1,é,3\nCA2,e\u{301},3", "line 3", "column indicator"),
        ("CA1,,3", "line 2", "column indicator"),
    ])
    func `a bad value is refused with line and column`(rows: String, line: String, column: String) async throws {
        let run = try await run("country,indicator,value\n\(rows)\n")
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(line) && run.errors.contains(column), "\(run.errors)")
    }

    @Test(arguments: [
        ("MA,AAF,1\nMA,NAS,1", "column home"), ("MA,AAF,0\nMA,NAS,", "column home"), ("MA,AAF,2", "column home"),
        ("MA,AAF,1\nMA,AAF,0", "column group"), ("MA,all,1", "column group"),
    ])
    func `a bad table of groups is refused with its column`(rows: String, column: String) async throws {
        let run = try await run("country,indicator,value\n", groups: "country,group,home\n\(rows)\n")
        #expect(run.status == 65)
        #expect(run.errors.contains(column), "\(run.errors)")
    }

    @Test func `pools and names that are none are refused`() async throws {
        let values = Self.values(Self.regions)
        #expect(try await run(values, more: ["--pools", "GCC+XX"]).status == 65)
        #expect(try await run(values, more: ["--pools", "GCC"]).status == 64)
        #expect(try await run(values, more: ["--named", "XX"]).status == 65)
        #expect(try await run(values, more: ["--named", "CA1;;CA2"]).status == 64)
    }

    @Test func `a chain of other groups, or one that was changed, is refused`() async throws {
        let first = try await run(Self.values(Self.regions))
        let other = try await run(
            Self.values(Self.regions), more: ["--pools", "GCC+MIE"], before: first.output)
        #expect(other.status == 65)
        let changed = first.output.replacingOccurrences(of: "roundtable-rollup-1.", with: "roundtable-rollup-1.A")
        #expect(try await run(Self.values(Self.regions), before: changed).status == 65)
        #expect(try await run(Self.values(Self.regions), before: "{}").status == 65)
    }
}
