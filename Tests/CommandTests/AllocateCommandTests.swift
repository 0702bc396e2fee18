import Foundation
import Testing

@testable import Roundtable

/// E5 and E6 of the design by the command.
@Suite struct AllocateCommandTests {
    private static let list = """
        id,class,rank,tie,country,sector
        KZ1,1,1,1,KZ,security
        KZ2,1,1,2,KZ,health
        UZ1,1,1,3,UZ,security
        KG1,1,1,4,KG,civil-protection

        """
    private static let quotas = """
        label,kind,attribute,value,seats,mode,until,exceptions
        each country,cap,country,,1,,,
        each sector,cap,sector,,1,,,
        total,cap,all,,3,,,

        """

    private func allocate(
        _ list: String = Self.list, quotas: String = Self.quotas, seated: String? = nil, more: [String] = []
    ) async throws -> Invocation {
        try await withFolder { folder in
            try list.write(toFile: "\(folder)/R.csv", atomically: true, encoding: .utf8)
            try quotas.write(toFile: "\(folder)/Q.csv", atomically: true, encoding: .utf8)
            try seated?.write(toFile: "\(folder)/S.csv", atomically: true, encoding: .utf8)
            let staying = seated == nil ? [] : ["--seated", "\(folder)/S.csv"]
            return try Invocation.run(
                ["allocate", "--quotas", "\(folder)/Q.csv"] + staying + more + ["\(folder)/R.csv"])
        }
    }

    private func json(_ run: Invocation) throws -> [String: Any] {
        #expect(run.status == 0, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test func `allocate prints who sits, who waits for what, what is free, and the most`() async throws {
        let run = try await allocate()
        let result = try json(run)
        #expect(run.errors.isEmpty)
        #expect(result["seated"] as? [String] == ["KZ1", "KG1"])
        let waiting = try #require(result["waiting"] as? [[String: Any]])
        #expect(waiting.compactMap { $0["id"] as? String } == ["KZ2", "UZ1"])
        #expect(waiting.first?["blocked"] as? [String] == ["each country/KZ"])
        #expect((result["free"] as? [String: Int])?["total"] == 1)
        #expect(result["maximum"] as? Int == 3)
    }

    @Test func `those who sit stay, and the rest is walked once`() async throws {
        let result = try json(try await allocate(seated: "id\nUZ1\nKZ2\n"))
        #expect(result["seated"] as? [String] == ["UZ1", "KZ2", "KG1"])
        let waiting = try #require(result["waiting"] as? [[String: Any]])
        #expect(waiting.first?["blocked"] as? [String] == ["each country/KZ", "each sector/security"])
    }

    @Test func `a guarantee counts until its end`() async throws {
        let quotas =
            "label,kind,attribute,value,seats,until\ntotal,cap,all,,2,\nkept,guarantee,country,MN,1,2027-05-01T00:00:00+05:00\n"
        let before = try json(try await allocate(quotas: quotas, more: ["--at", "2027-04-30T18:59:59Z"]))
        #expect((before["seated"] as? [String])?.count == 1)
        #expect(before["maximum"] is NSNull)
        #expect(before["maximum_at_most"] as? Int == 2)
        let after = try json(try await allocate(quotas: quotas, more: ["--at", "2027-05-01T00:00:00+05:00"]))
        #expect((after["seated"] as? [String])?.count == 2)
        let always = try json(try await allocate(quotas: quotas))
        #expect((always["seated"] as? [String])?.count == 1)
    }

    @Test func `wrong files are refused with their line, status 65, and no partial result`() async throws {
        let runs = [
            (try await allocate(Self.list + "KZ1,1,1,5,KZ,health\n"), "R.csv: line 6: "),
            (try await allocate(quotas: Self.quotas + "more,cap,all,,many,,,\n"), "Q.csv: line 5: "),
            (try await allocate(seated: "id\nKZ1\nXX1\n"), "S.csv: line 3: "),
        ]
        for (run, sentence) in runs {
            #expect(run.status == 65)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains(sentence))
        }
    }

    @Test func `a missing file and a moment without offset are told as such`() async throws {
        #expect(try Invocation.run(["allocate", "--quotas", "/no/such/file", "/no/such/list"]).status == 66)
        #expect(try await allocate(more: ["--at", "2027-05-01"]).status == 64)
    }
}
