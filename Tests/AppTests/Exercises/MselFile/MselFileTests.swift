import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let mselFileScenarios = """
    GET    /events/:event/exercise/msel/import                                  room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/msel/import                                  room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/msel/import/:draft                           room  404,organiser=200
    POST   /events/:event/exercise/msel/import/:draft/answers                   room  404,organiser=303
    POST   /events/:event/exercise/msel/import/:draft/confirmation              room  404,organiser=303
    POST   /events/:event/exercise/msel/import/:draft/withdrawal                room  404,organiser=303
    GET    /events/:event/exercise/msel/import/:draft/left-out                  room  404,organiser=200
    GET    /events/:event/exercise/files/msel.xlsx                              room  404,organiser=200,facilitator=200
    GET    /events/:event/exercise/files/msel.csv                               room  404,organiser=200,facilitator=200
    GET    /api/v1/events/:event/msel                                           room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/msel                                           room  422
    PUT    /api/v1/events/:event/msel                                           room  422
    """

let mselFileScreens = """
    - organiser     en msel-import      /events/:event/exercise/msel/import
    - organiser     ar msel-import-ar   /events/:event/exercise/msel/import
    """

/// An exercise with three cells and two moves.
private struct FileWorld {
    let world: World
    let site: TestSite
    let event: Event.ID
    let msel: Msel.ID
    let api: APIClient
    let lead: Browser

    init(_ site: TestSite) async throws {
        let world = try await site.world()
        let (environment, event) = (site.environment, world.event)
        msel = try await site.database.write { tx in
            let work = Work(tx, environment)
            let msel = try ExercisePlanOperations.beginIn(work, event)
            for (code, name) in [("A", "Aldoria"), ("B", "Brevania"), ("C", "Corvia")] {
                var fields = CellFields()
                (fields.code, fields.name) = (code, name)
                _ = try ExercisePlanOperations.cellIn(work, msel, fields)
            }
            for (title, starts, lasts) in [("First signals", "0:00", "0:50"), ("Two sites", "0:50", "0:45")] {
                var fields = MoveFields()
                (fields.title, fields.starts, fields.lasts) = (title, starts, lasts)
                _ = try ExercisePlanOperations.moveIn(work, msel, fields)
            }
            return msel
        }
        (self.world, self.site, self.event) = (world, site, event)
        api = try await world.api(world.organiser)
        lead = await world.browser(world.organiser)
    }

    func send(_ bytes: [UInt8], name: String = "list.csv", isTrial: Bool = false, _ answers: [String: String] = [:])
        async throws -> APIClient.Reply
    {
        try await api.send(
            .post, "/api/v1/events/\(event)/msel",
            [
                "fileName": name, "content": Data(bytes).base64EncodedString(), "isTrial": isTrial,
                "answers": answers.sorted { $0.key < $1.key }.map { ["name": $0.key, "value": $0.value] },
            ] as [String: Any])
    }

    func send(_ text: String, isTrial: Bool = false, _ answers: [String: String] = [:]) async throws -> APIClient.Reply
    {
        try await send(Array(text.utf8), isTrial: isTrial, answers)
    }

    func injects() async throws -> [InjectRecord] {
        let msel = msel
        return try await site.database.read { try PlanStore($0).injects(of: msel) }
    }

    func plan() async throws -> ExercisePlan {
        let msel = msel
        return try await site.database.read { try ExercisePlan(msel, $0) }
    }

    func workbook() async throws -> [UInt8] {
        let event = event
        return try await site.database.read { try MselFileExport(event, $0).workbook(now: 0) }
    }

    func intake(_ bytes: [UInt8], name: String = "msel.xlsx", _ answers: MselAnswers = MselAnswers()) async throws
        -> MselIntake
    {
        let event = event
        return try await site.database.read { reading in
            let ground = try MselIntake.Ground(event, reading)
            let file = try MselFileReader.read(bytes, name: name, options: ground.options(answers))
            let foreign = try MselFileStore(reading).foreign(MselIntake.ids(file), to: ground.plan.msel.id)
            return try MselIntake(file, ground, answers, foreign: foreign)
        }
    }

    /// Writes what a changed workbook would do.
    func take(_ bytes: [UInt8], _ answers: MselAnswers = MselAnswers()) async throws -> MselIntake.Counts {
        let name = bytes.starts(with: [0x50, 0x4B]) ? "msel.xlsx" : "msel.csv"
        let intake = try await intake(bytes, name: name, answers)
        let environment = site.environment
        try await site.database.write { tx in
            try MselFileOperations.write(intake, Work(tx, environment, actor: "account:test"))
        }
        return intake.counts
    }

    /// The exported list with cells of one inject changed.
    func edited(_ changes: [String: String], row: Int = 0) async throws -> [UInt8] {
        let event = event
        let csv = try await site.database.read { try MselFileExport(event, $0).csv() }
        var lines = try CSVTable.read(csv).lines.map(\.cells)
        let heading = lines[1]
        for (name, value) in changes {
            let column = try #require(heading.firstIndex(of: name))
            while lines[row + 2].count <= column { lines[row + 2].append("") }
            lines[row + 2][column] = value
        }
        return CSVTable.write(header: heading, rows: Array(lines.dropFirst(2).dropLast()))
    }
}

private let list = """
    No,Time,Title,Text,From,To,Channel,Move,Colour
    1,T+0:04,Station duty desk,Many with sore eyes,Station,Aldoria,phone,1,red
    2,T+0:55,Mail is down,A private line,Operator,"Brevania, Corvia",e-mail,2,
    2-A,on request,A reminder,Why no notice?,Ministry,all,letter,2,blue

    """

/// A planner's list comes in, leaves, and comes back.
struct MselFileTests {
    @Test(arguments: TestEngine.allCases)
    func
        `a list comes in with cells, senders, moves, times and its own columns, and a second time as new ones only when it has no ids`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let file = try await FileWorld(site)
            let trial = try await file.send(list, isTrial: true)
            #expect(trial.status == 200, "\(trial.json)")
            #expect(try await file.injects().isEmpty)
            let reply = try await file.send(list)
            #expect(reply.status == 200, "\(reply.json)")
            let plan = try await file.plan()
            #expect(plan.injects.map(\.label) == ["1", "2", "2-A"])
            #expect(plan.injects.map(\.channel) == [.phone, .email, .document])
            #expect(plan.injects.map { plan.dueElapsed($0) } == [240_000, 3_300_000, nil])
            #expect(plan.injects.map { plan.move($0.move)?.number } == [1, 2, 2])
            #expect(plan.recipients(of: plan.injects[1]).map(\.name) == ["Brevania", "Corvia"])
            #expect(plan.injects[2].type == .contingency)
            #expect(plan.injects[0].texts.first?.body == "Many with sore eyes")
            #expect(plan.injects[0].extra == ["Colour": "red"])
            let order = ["No", "Time (T+)", "Title", "Text", "From", "To", "Channel", "Move", "Colour"]
            #expect(plan.msel.extraColumns == order)
            let headings = MselFileColumns(plan).headings
            #expect(Array(headings.prefix(order.count)) == order)
            #expect(Array(headings.suffix(3)) == ["Delete", "Roundtable ID", "Revision"])
            #expect(Set(headings).count == headings.count)
            #expect(plan.actors.map(\.name).sorted() == ["Ministry", "Operator", "Station"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only what is ready comes in, and an answer for a spelling makes its rows ready`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let file = try await FileWorld(site)
            let text = "No,Time,Title,To\n1,T+0:04,Start,Aldoria\n2,2460,Wrong,Aldoria\n3,T+0:10,Whom,Harbour\n"
            let reply = try await file.send(text, isTrial: true)
            let rows = reply["rows"] as? [[String: Any]] ?? []
            #expect(rows.compactMap { $0["act"] as? String } == ["add", "leave", "leave"])
            let questions = reply["questions"] as? [[String: Any]] ?? []
            #expect(questions.compactMap { $0["name"] as? String } == ["to:harbour"])
            let answered = try await file.send(text, ["to:harbour": "new"])
            #expect(answered.status == 200)
            let plan = try await file.plan()
            #expect(plan.injects.map(\.label) == ["1", "3"])
            #expect(plan.cells.map(\.name).contains("Harbour"))
        }
    }

    @Test func `in the browser it is previewed, answered, confirmed once, and what is left out is a file`() async throws
    {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            let path = "/events/\(file.event)/exercise/msel/import"
            let bad = try await file.lead.upload(path, field: "file", fileName: "none.csv", Array("a,b\n1,2\n".utf8))
            #expect(bad.status == 422)
            let text = "No,Time,Title,To\n1,5/8/2027 09:10,Start,Aldoria\n2,2460,Wrong,Aldoria\n"
            let sent = try await file.lead.upload(path, field: "file", fileName: "list.csv", Array(text.utf8))
            let draft = try #require(sent.location)
            let page = try await file.lead.get(draft)
            #expect(page.contains("name=\"order\"") && page.contains("There is no minute 60."))
            #expect(try await file.lead.post("\(draft)/answers", ["order": "dmy"]).status == 303)
            #expect(try await file.injects().isEmpty)
            for _ in 0..<2 { #expect(try await file.lead.post("\(draft)/confirmation").status == 303) }
            #expect(try await file.injects().map(\.label) == ["1"])
            let left = try await file.lead.get("\(draft)/left-out")
            #expect(left.contains("EXERCISE EXERCISE EXERCISE"))
        }
    }

    @Test func `an exported file changes nothing when it comes back, over fifty random lists`() async throws {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            _ = try await file.send(list)
            let texts = [
                "=SUM(A1)", "1-2", "+45", "-x", "@home", "تمرين عند الحدود", "two\nlines", "tab\there",
                "“quotes”, and; commas",
                "_x000D_", "'=1", "0930", "5/8/2027", String(repeating: "ж", count: 5_000), "👩‍🚒 😀", "<b>&amp;", "a  b",
                "",
            ]
            var seed = SplitMix(state: 17)
            for _ in 0..<50 {
                let injects = try await file.injects()
                let chosen = injects.map { inject in
                    (
                        inject.id, (0..<5).map { _ in texts[Int(seed.next() % UInt64(texts.count))] },
                        Int64(seed.next() % 9_000) * 1_000
                    )
                }
                try await site.database.write { tx in
                    for (id, words, offset) in chosen {
                        let title = words[1].isEmpty ? "Title" : words[1].split(separator: "\n").joined(separator: " ")
                        try tx.execute(
                            "UPDATE inject SET label = \(String(words[0].prefix(40))), title = \(title), note = \(words[2]), expected = \(words[3]) WHERE id = \(id)"
                        )
                        try tx.execute(
                            "UPDATE inject SET offset_ms = \(offset) WHERE id = \(id) AND anchor = 'elapsed'")
                        try tx.execute("UPDATE inject_text SET body = \(words[4]) WHERE inject_id = \(id)")
                    }
                }
                let intake = try await file.intake(try await file.workbook())
                #expect(
                    !intake.hasWork && intake.leftOut.isEmpty,
                    "\(intake.rows.flatMap { $0.reasons.map { $0.string() } })")
                #expect(intake.counts.same == 3)
            }
        }
    }

    /// F42.
    @Test func `a file that comes back after the event has moved to another zone changes nothing`() async throws {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            _ = try await file.send(list)
            let (event, first) = (file.event, try #require(try await file.injects().first))
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE inject SET anchor = 'wall', wall_at = 1813316400000, offset_ms = 0 WHERE id = \(first.id)")
            }
            let workbook = try await file.workbook()
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET time_zone = 'Asia/Tashkent' WHERE id = \(event)")
            }
            let intake = try await file.intake(workbook)
            #expect(!intake.hasWork, "\(intake.rows.flatMap { $0.reasons.map { $0.string() } })")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `an edited file is merged: one side is taken, both sides are asked, long texts keep both, an emptied cell is emptied`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let file = try await FileWorld(site)
            _ = try await file.send(list)
            let bytes = try await file.edited([
                "Title": "Station calls", "Expected action": "Tell B", "From": "", "Colour": "green",
            ])
            let counts = try await file.take(bytes)
            #expect(counts.changed == 1 && counts.same == 2 && counts.emptied == 1)
            let changed = try await file.injects()[0]
            #expect(changed.title == "Station calls" && changed.expected == "Tell B" && changed.actor == nil)
            #expect(changed.extra == ["Colour": "green"])
            // The same file again: nothing.
            let again = try await file.take(bytes)
            #expect(again.changed == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a text from a file that could be taken for real does not stay approved`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let file = try await FileWorld(site)
            _ = try await file.send(list)
            let ids = try await file.injects().map(\.id)
            try await site.database.write { tx in
                try tx.execute("UPDATE inject SET status = 'approved' WHERE id IN \(in: ids)")
            }
            _ = try await file.take(try await file.edited(["Text": "Write to duty@police.hr"]))
            #expect(try await file.injects().map(\.status) == [.draft, .approved, .approved])
            #expect(try await file.injects()[0].reason.contains("duty@police.hr"))
        }
    }

    @Test func `changed on both sides is asked, and the answer counts`() async throws {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            _ = try await file.send(list)
            let bytes = try await file.edited(["Title": "From the file"])
            let id = try await file.injects()[0].id
            try await site.database.write { tx in
                try tx.execute("UPDATE inject SET title = 'From here', revision = revision + 1 WHERE id = \(id)")
            }
            let open = try await file.intake(bytes, name: "msel.csv")
            #expect(open.rows[0].asks && open.rows[0].open != nil)
            let counts = try await file.take(bytes, MselAnswers(["conflict:\(id):title": "file"]))
            #expect(counts.changed == 1)
            #expect(try await file.injects()[0].title == "From the file")
        }
    }

    @Test func `a draft is deleted by an x, a released inject takes its note only, another exercise's file is refused`()
        async throws
    {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            _ = try await file.send(list)
            _ = try await file.take(try await file.edited(["Delete": "x"], row: 2))
            #expect(try await file.injects().map(\.label) == ["1", "2"])
            let id = try await file.injects()[0].id
            try await site.database.write { try $0.execute("UPDATE inject SET status = 'released' WHERE id = \(id)") }
            _ = try await file.take(try await file.edited(["Notes": "Speak slowly", "Title": "Another"]))
            let inject = try await file.injects()[0]
            #expect(inject.note == "Speak slowly" && inject.title == "Station duty desk")
            let foreign =
                "No,Title,Time (T+),Roundtable ID,Revision\n1,Start,0:04:00,01900000-0000-7000-8000-000000000001,1\n"
            #expect(try await file.send(foreign).status == 422)
        }
    }

    @Test func `every sheet of the workbook begins and ends with the mark`() async throws {
        try await TestSite.with(.sqlite) { site in
            let file = try await FileWorld(site)
            _ = try await file.send(list)
            let sheets = try XLSXReader.readAll(try await file.workbook())
            #expect(sheets.map(\.name) == ["MSEL", "Moves", "Objectives", "Cells", "Read me", "Log", "Base"])
            #expect(sheets.map(\.isHidden) == [false, false, false, false, false, false, true])
            for sheet in sheets {
                #expect(sheet.lines.first?.cells.first?.hasPrefix(ExerciseMark.call) == true)
                #expect(sheet.lines.last?.cells.first?.hasPrefix(ExerciseMark.call) == true)
            }
        }
    }
}

/// Numbers that are the same each time.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
