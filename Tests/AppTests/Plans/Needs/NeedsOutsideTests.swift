import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let needsOutsideScenarios = """
    GET    /programmes/:programme/planning/cycles/:cycle/outside                 programme  200,facilitator=403
    POST   /programmes/:programme/planning/cycles/:cycle/outside                 programme  422,facilitator=403
    POST   /programmes/:programme/planning/cycles/:cycle/outside/removal         programme  404,facilitator=403
    GET    /api/v1/programmes/:programme/cycles/:cycle/outside                   programme  200,facilitator=403
    POST   /api/v1/programmes/:programme/cycles/:cycle/outside                   programme  422
    """

/// Public score tables of others, by what their columns and codes mean here.
struct NeedsOutsideTests {
    private static let framework = """
        pillar,capacity,code,indicator,level-1,level-2,level-3,level-4,level-5
        Lists,Contacts,A1,Do you have a list?,none,some,most,all,kept
        Lists,Stocks,A2,Do you know your stocks?,,,,,
        """

    private static func cycle(_ network: NetworkWorld) async throws -> NeedsCycle.ID {
        let organiser = try await network.visit(network.world.organiser)
        let framework = try await FrameworkOperations.add(
            organiser, network.programme, FrameworkFields(code: "DEMO", title: "Demo capacities"),
            table: Self.framework)
        return try await NeedsCycleOperations.open(
            organiser, network.programme, .init(fields: NeedsCycleFields(title: "2023"), framework: framework.id)
        ).id
    }

    private static func table(
        _ csv: String, _ columns: [String: String], scale: OutsideScale = .levels, codes: [String: String] = [:],
        isTrial: Bool = false
    ) throws -> NeedsOutsideTable {
        try NeedsOutsideTable(
            TableUpload(Array(csv.utf8), name: "scores.csv", isTrial: isTrial, columns: columns),
            source: "Demo review 2022", scale: scale, codes: codes)
    }

    private static let long = ["country": "country", "indicator": "indicator", "score": "value", "year": "day"]

    @Test(arguments: TestEngine.allCases)
    func `a row for each country and indicator is taken in by mapping, and stands beside the country's own value`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let cycle = try await Self.cycle(network)
            let visit = try await network.visit(network.world.organiser)
            let csv = """
                Country,Indicator,Score,Year
                Latvia,P.1.1,3,2022
                LVA,A2,n/a,2022
                HR,P.1.1,4,2022
                Japan,P.1.1,5,2022

                """
            func take(_ table: NeedsOutsideTable) async throws -> NeedsOutsideOperations.Counts {
                try await NeedsOutsideOperations.take(visit, network.programme, cycle, table)
            }
            // Nobody said what P.1.1 is here.
            do {
                _ = try await take(Self.table(csv, Self.long))
                Issue.record("not asked")
            } catch let refusal as Refusal {
                #expect(Set(refusal.fields.keys) == ["code-0"])
            }
            let mapped = try Self.table(csv, Self.long, codes: ["P.1.1": "A1"])
            #expect(try await take(mapped) == .init(added: 2, changed: 0, same: 0, skipped: 2))
            #expect(try await take(mapped) == .init(added: 0, changed: 0, same: 2, skipped: 2))
            let all = try await site.database.read { try NeedsOutsideStore($0).values(of: cycle) }
            #expect(all.map(\.country) == ["HR", "LV"] && all.map(\.value) == [4, 3])
            #expect(all.allSatisfy { $0.saidOn == "2022-12-31" && $0.source == "Demo review 2022" })
            let own = try await site.database.read { try NeedsStore($0).assessments(of: [cycle]) }
            let latvian = try #require(own.first { $0.country == "LV" }).id
            let path = "/programmes/\(network.programme)/planning/assessments/\(latvian)/chapters/1"
            let page = try await network.browser(network.latvia).get(path)
            #expect(page.contains("Demo review 2022 says: 3") && !page.contains("says: 4"))
            #expect(try await site.count("SELECT COUNT(*) FROM needs_value") == 0)
            try await NeedsOutsideOperations.remove(visit, network.programme, cycle, source: "Demo review 2022")
            #expect(try await site.count("SELECT COUNT(*) FROM needs_outside") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a column for each indicator in per cent is taken in; what is no level stops all of it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let cycle = try await Self.cycle(network)
            let visit = try await network.visit(network.world.organiser)
            let wide = ["iso": "country", "c1": "of:A1", "c2": "of:A2", "remarks": "-"]
            let csv = "ISO,C1,C2,Remarks\nLVA,60,80,x\nHRV,20,100,y\n"
            func take(_ csv: String, _ columns: [String: String]) async throws -> NeedsOutsideOperations.Counts {
                try await NeedsOutsideOperations.take(
                    visit, network.programme, cycle, Self.table(csv, columns, scale: .percent))
            }
            #expect(try await take(csv, wide).added == 4)
            do {
                _ = try await take(csv.replacing("60", with: "87"), wide)
                Issue.record("taken in")
            } catch let refusal as Refusal {
                #expect(refusal.fields["file"]?.string().contains("Row 2") == true)
            }
            let wrong: [(String, [String: String])] = [
                (csv, [:]), (csv, ["iso": "country"]), (csv.replacing("LVA", with: "Atlantis"), wide),
                (csv + "LVA,20,20,z\n", wide), (csv, wide.merging(["c2": "of:A1"]) { $1 }),
                (csv, wide.merging(["iso": "-"]) { $1 }), (csv, wide.merging(["c1": "of:NONE"]) { $1 }),
            ]
            for (csv, columns) in wrong {
                await #expect(throws: Refusal.self, "\(columns)") { _ = try await take(csv, columns) }
            }
            let latvian = try await site.database.read { try NeedsOutsideStore($0).values(of: cycle, "LV") }
            #expect(latvian.map(\.value) == [3, 4])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a focal point brings in what is said of its own country alone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let cycle = try await Self.cycle(network)
            let visit = try await network.visit(network.latvia)
            let table = try Self.table("Country,Indicator,Score,Year\nLV,A1,3,2022\nHR,A1,4,2022\n", Self.long)
            let counts = try await NeedsOutsideOperations.take(visit, network.programme, cycle, table)
            #expect(counts == .init(added: 1, changed: 0, same: 0, skipped: 1))
            await expectRefusal(.forbidden) {
                try await NeedsOutsideOperations.remove(visit, network.programme, cycle, source: "Demo review 2022")
            }
            let page = try await network.browser(network.latvia).get(
                "/programmes/\(network.programme)/planning/cycles/\(cycle)/outside")
            #expect(page.contains("Demo review 2022"))
        }
    }
}
