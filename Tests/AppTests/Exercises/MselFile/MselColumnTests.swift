import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What a planner says of the columns of a list, and what stays of them when it leaves.
struct MselColumnTests {
    private struct FileWorld {
        let world: World
        let site: TestSite
        let event: Event.ID
        let lead: Browser
        let api: APIClient

        init(_ site: TestSite) async throws {
            let world = try await site.world()
            let (environment, event) = (site.environment, world.event)
            try await site.database.write { tx in
                let work = Work(tx, environment)
                let msel = try ExercisePlanOperations.beginIn(work, event)
                for (code, name) in [("A", "Aldoria"), ("B", "Brevania")] {
                    var fields = CellFields()
                    (fields.code, fields.name) = (code, name)
                    _ = try ExercisePlanOperations.cellIn(work, msel, fields)
                }
            }
            (self.world, self.site, self.event) = (world, site, event)
            lead = await world.browser(world.organiser)
            api = try await world.api(world.organiser)
        }

        var path: String { "/events/\(event)/exercise/msel/import" }

        func draft(_ text: String) async throws -> String {
            let sent = try await lead.upload(path, field: "file", fileName: "list.csv", Array(text.utf8))
            return try #require(sent.location)
        }

        func plan() async throws -> ExercisePlan {
            let event = event
            return try await site.database.read { try ExercisePlan(PlayStore($0).required(event).msel, $0) }
        }

        func workbook() async throws -> [UInt8] {
            let event = event
            return try await site.database.read { try MselFileExport(event, $0).workbook(now: 0) }
        }

        /// The workbook back with cells of its first inject changed, by headings; new headings stand at the end.
        func back(_ changes: [String: String], isTrial: Bool = false) async throws -> APIClient.Reply {
            let tables = try XLSXReader.readAll(try await workbook())
            let sheets = tables.enumerated().map { number, table in
                var header = table.lines[1].cells
                var rows = table.lines.dropFirst(2).dropLast().map { line in
                    line.values.map { $0.kind == .duration ? SheetCell.duration($0.number ?? 0) : .label($0.text) }
                }
                for (heading, value) in changes where number == 0 {
                    let place = header.firstIndex(of: heading) ?? header.count
                    if place == header.count { header.append(heading) }
                    while rows[0].count <= place { rows[0].append(.empty) }
                    rows[0][place] = .label(value)
                }
                var sheet = WorkbookSheet(name: table.name, header: header, rows: rows)
                (sheet.mark, sheet.isHidden) = ("EXERCISE", table.isHidden)
                return sheet
            }
            let bytes = try XLSXWriter.write(sheets)
            return try await api.send(
                .post, "/api/v1/events/\(event)/msel",
                [
                    "fileName": "msel.xlsx", "content": Data(bytes).base64EncodedString(), "isTrial": isTrial,
                ] as [String: Any])
        }
    }

    @Test func `each column can be given another field, kept or left out, and one field has one column`() async throws {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            let draft = try await file.draft(
                "No,Time,Title,Headline,Text,To,Secret\n1,T+0:05,Old,Sore eyes,Many,Aldoria,hidden\n")
            let page = try await file.lead.get(draft)
            for name in ["field:No", "field:Title", "field:Headline", "field:Secret"] {
                #expect(page.contains("name=\"\(name)\""), "\(name)")
            }
            let twice = try await file.lead.post(
                "\(draft)/answers", ["field:Title": "title", "field:Headline": "title"])
            #expect(twice.status == 422)
            #expect(twice.contains("Title: only one column can hold it."))
            let told = try await file.lead.post(
                "\(draft)/answers", ["field:Title": "-", "field:Headline": "title", "field:Secret": "x"])
            #expect(told.status == 303)
            #expect(try await file.lead.post("\(draft)/confirmation").status == 303)
            let plan = try await file.plan()
            #expect(plan.injects.map(\.title) == ["Sore eyes"])
            // A column of the owner that is called as one of ours keeps its words under another name.
            #expect(plan.injects[0].extra == ["Title (2)": "Old"])
            #expect(plan.msel.extraColumns == ["No", "Time (T+)", "Title (2)", "Title", "Text", "To"])
        }
    }

    @Test func `the API says of each column what it holds, and refuses one field for two`() async throws {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            func send(_ answers: [[String: String]]) async throws -> APIClient.Reply {
                let text = "No,Time,Title,Colour,To\n1,T+0:05,Sore eyes,red,Aldoria\n"
                return try await file.api.send(
                    .post, "/api/v1/events/\(file.event)/msel",
                    [
                        "fileName": "list.csv", "content": Data(text.utf8).base64EncodedString(), "isTrial": true,
                        "answers": answers,
                    ] as [String: Any])
            }
            let columns = try await send([])["columns"] as? [[String: Any]] ?? []
            #expect(columns.compactMap { $0["use"] as? String } == ["label", "time", "title", "-", "to"])
            #expect(columns.compactMap { $0["name"] as? String }.last == "field:To")
            let double = [["name": "field:Title", "value": "title"], ["name": "field:Colour", "value": "title"]]
            #expect(try await send(double).status == 422)
        }
    }

    @Test func `two columns of one heading stop nothing: the first counts`() async throws {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            let draft = try await file.draft("No,Time,Title,Title,To\n1,T+0:05,Sore eyes,Other,Aldoria\n")
            let told = try await file.lead.post(
                "\(draft)/answers",
                ["field:No": "label", "field:Time": "time", "field:Title": "title", "field:To": "to"])
            #expect(told.status == 303)
            #expect(try await file.lead.post("\(draft)/confirmation").status == 303)
            #expect(try await file.plan().injects.map(\.title) == ["Sore eyes"])
        }
    }

    @Test func `the workbook offers the words of type, channel and status, and the cells by name`() async throws {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            let draft = try await file.draft("No,Time,To,Title\n1,T+0:05,Aldoria,Sore eyes\n")
            _ = try await file.lead.post("\(draft)/confirmation")
            let book = try await file.workbook()
            let archive = try ZipArchive(book)
            let part = try #require(try archive.part("xl/worksheets/sheet1.xml"))
            let sheet = String(decoding: part, as: UTF8.self)
            #expect(sheet.contains("standard,contingency,adaptive"))
            #expect(sheet.contains("document,email,media,social,phone,voice,cap,briefing,picture"))
            #expect(sheet.contains("draft,submitted,approved,released,complete,deferred,obsolete"))
            #expect(sheet.contains("Cells") && sheet.contains("$B$3:$B$4"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a new column of the planner comes back with the file, and without changes nothing happens`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let file = try await FileWorld(site)
            let draft = try await file.draft("Time,No,To,Colour,Title\nT+0:05,1,Aldoria,red,Sore eyes\n")
            _ = try await file.lead.post("\(draft)/confirmation")
            let same = try await file.back([:], isTrial: true)
            #expect((same["counts"] as? [String: Any])?["same"] as? Int == 1, "\(same.json)")
            #expect(try await file.back(["Rehearsed": "yes"]).status == 200)
            let plan = try await file.plan()
            #expect(plan.injects[0].extra == ["Colour": "red", "Rehearsed": "yes"])
            #expect(plan.msel.extraColumns == ["Time (T+)", "No", "To", "Colour", "Title", "Rehearsed"])
            #expect(MselFileColumns(plan).headings.prefix(6) == plan.msel.extraColumns[...])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the status of a file moves a draft on, and cannot say that something went out or was deferred`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let file = try await FileWorld(site)
            let draft = try await file.draft("No,Time,To,Title,Text\n1,T+0:05,Aldoria,Sore eyes,Many\n")
            _ = try await file.lead.post("\(draft)/confirmation")
            func status() async throws -> InjectStatus? { try await file.plan().injects.first?.status }
            #expect(try await status() == .draft)
            _ = try await file.back(["Status": "deferred"])
            #expect(try await status() == .draft)
            _ = try await file.back(["Status": "Injected"])
            #expect(try await status() == .approved)
            _ = try await file.back(["Status": "draft"])
            #expect(try await status() == .approved)
            _ = try await file.back(["Status": ""])
            #expect(try await status() == .approved)
            _ = try await file.back(["Status": "cancelled"])
            #expect(try await status() == .obsolete)
        }
    }
}
