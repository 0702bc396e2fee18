import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What a reviewer found open, and is held now.
extension NeedsTests {
    @Test(arguments: TestEngine.allCases)
    func `two cycles never ask a country the same at one time, nor soon after a picture`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let organiser = try await world.network.visit(world.network.world.organiser)
            let draft = NeedsCycleOperations.Draft(
                fields: NeedsCycleFields(title: "Again"), framework: world.cycle.framework, region: world.region)
            func open() async -> Refusal? {
                await refusal { _ = try await NeedsCycleOperations.open(organiser, world.programme, draft) }
            }
            #expect(await open()?.fields.keys.sorted() == ["framework"])
            _ = try await world.picture()
            try await NeedsCycleOperations.close(organiser, world.programme, world.cycle.id)
            #expect(await open()?.fields.keys.sorted() == ["framework"])
            try await site.database.write { tx in
                try tx.execute("UPDATE needs_cycle SET closed_at = closed_at - \(91 * EpochTime.day)")
            }
            _ = try await NeedsCycleOperations.open(organiser, world.programme, draft)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country is shown less at any time, and more only while the cycle is open`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let (network, programme) = (world.network, world.programme)
            let focal = try await network.visit(network.latvia)
            let id = try await world.assessment("LV").id
            try await NeedsCountryOperations.share(focal, programme, id, .programme, alternateSubmits: false)
            let organiser = try await network.visit(network.world.organiser)
            try await NeedsCycleOperations.close(organiser, programme, world.cycle.id)
            let page = try await network.browser(network.latvia).get(NeedsPaths.assessment(programme, id))
            #expect(page.contains("id=\"sharing\""))
            try await NeedsCountryOperations.share(focal, programme, id, .counted, alternateSubmits: false)
            #expect(try await world.assessment("LV").sharing == .counted)
            await expectRefusal(.needsCycleClosed) {
                try await NeedsCountryOperations.share(focal, programme, id, .region, alternateSubmits: false)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a value that comes twice is stored once, and what a program would run is marked`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let (network, programme) = (world.network, world.programme)
            let focal = try await network.visit(network.latvia)
            let id = try await world.assessment("LV").id
            let values = [2, 4].map { NeedsValueRecord(indicator: "A1", value: $0, reason: "=1+1") }
            try await NeedsCountryOperations.keep(focal, programme, id, values)
            #expect(try await world.database.read { try NeedsStore($0).values(of: id)["A1"]?.value } == 4)
            let file = try await network.browser(network.latvia).get(NeedsPaths.scores(programme, id))
            #expect(file.contains("'=1+1"))
            try await NeedsScoreOperations.take(
                focal, programme, id, "country,framework,indicator,value,evidence\nLV,DEMO,A1,4,'=1+1")
            #expect(try await world.database.read { try NeedsStore($0).values(of: id)["A1"]?.reason } == "=1+1")
        }
    }

    @Test func `who tries addresses is stopped`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await NeedsWorld(site)
            let focal = try await world.network.visit(world.network.latvia)
            let id = try await world.assessment("LV").id
            var codes: Set<String> = []
            for number in 0..<60 {
                let refused = await refusal {
                    try await NeedsCountryOperations.name(
                        focal, world.programme, id, sector: "health", email: "nobody\(number)@example.org")
                }
                codes.insert(refused?.code ?? "")
            }
            #expect(codes.count == 2)
        }
    }

    @Test func `it is told at half-time, a week and two days before the end`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await NeedsWorld(site)
            let id = world.cycle.id
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE needs_cycle SET opens_on = '2024-01-01', closes_on = '2024-03-01' WHERE id = \(id)")
            }
            let cycle = try await site.database.read { try NeedsStore($0).cycle(id) }
            let told = ["2024-01-01", "2024-01-31", "2024-02-23", "2024-02-28", "2024-03-01"].map {
                NeedsMails.daysToTell(cycle, on: $0)
            }
            #expect(told == [[], [30], [7], [2], []])
        }
    }

    @Test func `notes of a workbook that are left out are told`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await NeedsWorld(site)
            let organiser = try await world.network.visit(world.network.world.organiser)
            func add(_ rows: [[String]], _ code: String) async throws -> Bool {
                let book = try XLSXWriter.write([
                    WorkbookSheet(
                        name: "survey", header: ["type", "name", "label::English (en)"],
                        rows: rows.map { row in row.map { SheetCell($0) } }),
                    WorkbookSheet(
                        name: "settings", header: ["form_title", "form_id"],
                        rows: [[SheetCell("Lists"), SheetCell("lists")]]),
                ])
                return try await FrameworkForms.add(organiser, world.programme, code: code, book, key: nil).isWhole
            }
            let question = ["text", "q1", "Who counts?"]
            #expect(try await add([question], "ONE"))
            #expect(try await !add([["note", "n1", "Read this first."], question], "TWO"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who was named once is not counted among those who are hidden`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let focal = try await world.network.visit(world.network.latvia)
            let id = try await world.assessment("LV").id
            for sharing in [NeedsSharing.programme, .counted] {
                try await NeedsCountryOperations.share(focal, world.programme, id, sharing, alternateSubmits: false)
            }
            try await world.submit(["AT": 1, "EE": 2, "FI": 3, "HR": 4, "LV": 5])
            // Five have submitted; without Latvia, whose value others saw, four are left.
            #expect(try await world.picture().groups.allSatisfy { $0.cells.allSatisfy(\.isWithheld) })
        }
    }
}
