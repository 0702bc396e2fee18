import Foundation
import Testing

@testable import Roundtable

/// The worked examples of the design by the commands.
@Suite struct MeasuresCommandTests {
    private static let requests = """
        number,from,to,sent,allowed,acknowledged,answered,outcome,from_function,to_function,withdrawn
        1,A,B,8,30,10,22,agreed,S,S,
        2,A,C,9,30,15,41,partly,P,P,
        3,B,A,12,30,13,20,agreed,S,S,
        4,A,D,14,45,,,,C,C,
        5,C,A,18,30,25,38,declined,P,S,
        6,B,E,20,45,22,35,agreed,C,C,
        7,D,A,25,30,27,50,agreed,C,P,
        8,E,B,33,30,34,44,agreed,C,C,
        9,A,B,40,30,41,55,agreed,S,P,
        10,F,A,52,30,60,,,P,S,
        11,C,E,55,30,58,75,declined,S,C,
        12,A,E,70,30,,,,C,C,80

        """

    private func run(_ command: String, _ text: String, _ more: [String] = []) async throws -> Invocation {
        try await withFolder { folder in
            try text.write(toFile: "\(folder)/F.csv", atomically: true, encoding: .utf8)
            return try Invocation.run([command] + more + ["\(folder)/F.csv"])
        }
    }

    private func json(_ run: Invocation) throws -> [String: Any] {
        #expect(run.status == 0, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test func `measures prints the worked example with exact fractions`() async throws {
        let result = try json(try await run("measures", Self.requests, ["--endex", "90", "--cells", "A;B;C;D;E;F"]))
        func value(_ name: String, _ key: String = "value") -> String? {
            (result[name] as? [String: Any])?[key] as? String
        }
        #expect(value("acknowledged") == "10/11")
        #expect(value("answered") == "9/11")
        #expect(value("in_time") == "8/11")
        #expect(value("fulfilled") == "7/11")
        #expect(value("time_to_acknowledge", "median") == "2")
        #expect(value("time_to_answer", "median") == "20")
        #expect(value("time_to_answer", "naive_median") == "15")
        #expect(value("centralisation") == "13/25")
        #expect(value("density") == "11/30")
        #expect(value("reciprocity") == "8/11")
        #expect(value("fragmentation") == "1/3")
        #expect(value("distance_weighted") == "23/45")
        #expect(value("across_functions") == "-1/6")
        #expect(value("across_functions", "by_chance") == "11/36")
        let without = (result["fragmentation"] as? [String: Any])?["without"] as? [String: String]
        #expect(without == ["A": "7/10", "B": "2/5", "C": "2/5", "D": "2/5", "E": "2/5", "F": "0"])
        #expect((result["overdue_at_endex"] as? [String: Any])?["requests"] as? [String] == ["4", "10"])
    }

    @Test func `without requests each figure is null, with its reason`() async throws {
        let result = try json(try await run("measures", "number,from,to,sent,allowed\n", ["--endex", "90"]))
        let answered = try #require(result["answered"] as? [String: Any])
        #expect(answered["value"] is NSNull)
        #expect(answered["reason"] as? String == "no request that was not withdrawn")
    }

    @Test func `agreement prints alpha, raw agreement, n and kappa`() async throws {
        let rows = ["PSSMPUS-", "PSMMPUSS"].enumerated().flatMap { rater, line in
            line.enumerated().map { "\($0),E\(rater),\($1 == "-" ? "" : String($1))" }
        }
        let text = (["unit,rater,value"] + rows).joined(separator: "\n")
        let result = try json(try await run("agreement", text, ["--scale", "P,S,M,U"]))
        #expect(result["n"] as? Int == 14)
        #expect(result["raw_agreement"] as? String == "6/7")
        #expect(result["kappa"] as? [String: String] == ["linear": "48/55", "quadratic": "94/101"])
        #expect((result["alpha"] as? [String: String])?.keys.sorted() == ["interval", "nominal", "ordinal"])
    }

    @Test func `what cannot be told is null, with a reason`() async throws {
        let result = try json(try await run("agreement", "unit,rater,value\na,1,3\na,2,3\n"))
        #expect((result["alpha"] as? [String: Any])?["nominal"] is NSNull)
        #expect((result["reasons"] as? [String: String])?["alpha.nominal"] == "all ratings are alike")
    }

    @Test func `wrong files are refused with their line and status 65`() async throws {
        let runs = [
            (try await run("measures", Self.requests + "12,A,B,8,30,,,,,,\n", ["--endex", "90"]), "F.csv: line 14: "),
            (try await run("measures", Self.requests, ["--endex", "90", "--cells", "A;B"]), "F.csv: line 3: "),
            (try await run("agreement", "unit,rater,value\na,1,X\n", ["--scale", "P,S"]), "F.csv: line 2: "),
        ]
        for (run, sentence) in runs {
            #expect(run.status == 65)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains(sentence))
        }
    }

    @Test func `a missing file, minute or scale is told as such`() async throws {
        #expect(try Invocation.run(["measures", "--endex", "90", "/no/such/file"]).status == 66)
        #expect(try Invocation.run(["agreement", "/no/such/file"]).status == 66)
        #expect(try await run("measures", Self.requests).status == 64)
        #expect(try await run("measures", Self.requests, ["--endex", "soon"]).status == 64)
        #expect(try await run("agreement", "unit,rater,value\n", ["--scale", "P"]).status == 64)
    }
}
