import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The table of projects that ships, as ideas and as projects; sheets of others, with columns of their own.
struct IdeaImportTests {
    /// Rows of it as they stand there.
    static let shipped = """
        code,title,regions,cbrn_areas,cbrn_categories,status_or_dates,source
        P035,Handling of chemical and biological waste,AAF,,C|B,closed (phase 2 in 2015),https://example.org/?p=23445
        P055,Strengthening cross-border capacity,NAS,Border control and monitoring|Illicit trafficking,C|B|R|N,launched 2016-10,https://example.org/055
        P087,Preparedness for mass gatherings,CA,,,"2021-01, 42 months",https://example.org/about
        P094,Support to governance,AAF|multi,,C|B|R|N,2023-02-01/2026-01-31,https://example.org/094
        P099,Strengthening biosafety,ECA,,B,,https://example.org/099
        P106,Tabletop and field exercises,SEEE|GCC|multi,,C|B|R|N,ongoing 2024,https://example.org/106

        """

    static func addRegions(_ site: TestSite) async throws {
        try await site.database.write { [environment = site.environment] tx in
            for code in ["AAF", "NAS", "CA", "ECA", "SEEE", "GCC"] {
                let known = try RegionStore(tx).regions().map(\.code)
                guard !known.contains(code) else { continue }
                try tx.execute(
                    "INSERT INTO region (id, code, name) VALUES (\(environment.id(App.Region.ID.self)), \(code), \(code))"
                )
            }
        }
    }

    static func upload(_ csv: String, _ columns: [String: String] = [:], isTrial: Bool = false) -> TableUpload {
        TableUpload(Array(csv.utf8), name: "table.csv", isTrial: isTrial, columns: columns)
    }

    @Test(arguments: TestEngine.allCases)
    func `the table that ships comes in as projects, with its statuses and dates in words`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            try await Self.addRegions(site)
            let visit = try await network.visit(network.world.organiser)
            func take(_ csv: String) async throws -> TableCounts {
                try await ProjectImport.take(visit, network.programme, Self.upload(csv))
            }
            #expect(try await take(Self.shipped) == TableCounts(added: 6, changed: 0, same: 0))
            #expect(try await take(Self.shipped) == TableCounts(added: 0, changed: 0, same: 6))
            let told = try await site.database.read { reading in
                try ProjectSight(visit, reading).projects(of: network.programme).compactMap(\.record)
            }
            let known = Dictionary(told.map { ($0.code, $0) }) { first, _ in first }
            #expect(known["P035"]?.status == .closed)
            #expect(known["P055"]?.status == .running && known["P055"]?.plannedStart == "2016-10-01")
            #expect(known["P087"]?.plannedStart == "2021-01-01" && known["P087"]?.plannedEnd == "2024-06-30")
            #expect(known["P094"]?.plannedEnd == "2026-01-31" && known["P094"]?.places == "AAF")
            #expect(known["P106"]?.status == .running && known["P106"]?.plannedStart.isEmpty == true)
            // A row that cannot be read stops all of them, and is named.
            do {
                _ = try await take(Self.shipped.replacing("ongoing 2024", with: "03/04/2024"))
                Issue.record("taken in")
            } catch let refusal as Refusal {
                #expect(refusal.fields["file"]?.string().contains("Row 7") == true)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the same table comes in as drafts of ideas that lose nothing of it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            try await Self.addRegions(site)
            let visit = try await network.visit(network.world.organiser)
            func take(_ csv: String, isTrial: Bool = false) async throws -> TableCounts {
                try await IdeaImport.take(visit, network.programme, Self.upload(csv, isTrial: isTrial))
            }
            #expect(try await take(Self.shipped, isTrial: true) == TableCounts(added: 6, changed: 0, same: 0))
            #expect(try await take(Self.shipped) == TableCounts(added: 6, changed: 0, same: 0))
            #expect(try await take(Self.shipped) == TableCounts(added: 0, changed: 0, same: 6))
            let organiser = await network.browser(network.world.organiser)
            let out = try await organiser.get("/programmes/\(network.programme)/ideas/export/csv")
            #expect(out.contains("P055"))
            #expect(try await take(out.text) == TableCounts(added: 0, changed: 0, same: 6))
            #expect(
                try await take(Self.shipped.replacing("Support to governance", with: "Support to all"))
                    == TableCounts(added: 0, changed: 1, same: 5))
            let ideas = try await site.database.read { try IdeaStore($0).ideas(of: [network.programme]) }
            #expect(ideas.allSatisfy { $0.state == .draft && $0.isDirect })
            #expect(
                ideas.contains { $0.text.contains("launched 2016-10") && $0.text.contains("https://example.org/055") })
            await #expect(throws: Refusal.self) {
                _ = try await take(Self.shipped.replacing("AAF,,C|B", with: "QQQQ,,C|B"))
            }
            // A member's focal point brings in its own; who does not belong, nothing.
            let latvia = try await network.visit(network.latvia)
            let own = "title,countries\nA joint alert,LV\n"
            #expect(
                try await IdeaImport.take(latvia, network.programme, Self.upload(own))
                    == TableCounts(added: 1, changed: 0, same: 0))
            #expect(
                try await IdeaImport.take(latvia, network.programme, Self.upload(own))
                    == TableCounts(added: 0, changed: 0, same: 1))
            let belgium = try await network.visit(network.belgium)
            await #expect(throws: Refusal.self) {
                _ = try await IdeaImport.take(belgium, network.programme, Self.upload(own))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a column of a name that says nothing is asked for once, and the file stays`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.world.organiser)
            let csv = "Ref,Name of project,Phase,Remarks\nP900,A joint alert,completed,internal\n"
            do {
                _ = try await ProjectImport.take(visit, network.programme, Self.upload(csv))
                Issue.record("not asked")
            } catch let refusal as Refusal {
                #expect(Set(refusal.fields.keys) == ["column-0", "column-1", "column-2", "column-3"])
            }
            let questions = try #require(try ColumnQuestions(Self.upload(csv), of: ProjectRow.self))
            #expect(questions.columns.map(\.heading) == ["Ref", "Name of project", "Phase", "Remarks"])
            #expect(questions.columns.last?.samples == ["internal"] && questions.upload.kept != nil)
            let answers = ["column-0": "code", "column-1": "title", "column-2": "status_or_dates", "column-3": "-"]
            #expect(
                try await ProjectImport.take(visit, network.programme, Self.upload(csv, answers))
                    == TableCounts(added: 1, changed: 0, same: 0))
            // By the heading, as the API tells it; and what means no column is asked for again.
            await #expect(throws: Refusal.self) {
                _ = try await ProjectImport.take(visit, network.programme, Self.upload(csv, ["ref": "nothing"]))
            }
        }
    }
}
