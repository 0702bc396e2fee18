import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let injectScenarios = """
    GET    /events/:event/exercise/msel                                         room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/msel                                         room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/msel/paste                                   room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/msel/paste                                   room  404,organiser=200,facilitator=200
    GET    /events/:event/exercise/msel/timeline                                room  404,organiser=200,facilitator=200
    GET    /events/:event/exercise/msel/approval                                room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/msel/approval                                room  404,organiser=303,facilitator=303
    GET    /events/:event/exercise/injects/new                                  room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/injects/new                                  room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/injects/:inject                              room  404,organiser=200,facilitator=200
    GET    /events/:event/exercise/injects/:inject/edit                         room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/injects/:inject/edit                         room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/injects/:inject/row                          room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/injects/:inject/texts                        room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/injects/:inject/point                        room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/injects/:inject/point                        room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/injects/:inject/rule                         room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/injects/:inject/rule                         room  404,organiser=400,facilitator=400
    POST   /events/:event/exercise/injects/:inject/status                       room  404,organiser=400,facilitator=400
    POST   /events/:event/exercise/injects/:inject/clearing                     room  404,organiser=400,facilitator=400
    POST   /events/:event/exercise/injects/:inject/order                        room  404,organiser=303,facilitator=303
    POST   /events/:event/exercise/injects/:inject/copy                         room  404,organiser=303,facilitator=303
    POST   /events/:event/exercise/injects/:inject/removal                      room  404,facilitator=409,organiser=409
    GET    /api/v1/events/:event/injects                                        room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/injects                                        room  422
    GET    /api/v1/events/:event/injects/:inject                                room  404,organiser=200,facilitator=200
    PUT    /api/v1/events/:event/injects/:inject                                room  422
    DELETE /api/v1/events/:event/injects/:inject                                room  404,facilitator=409,organiser=409
    PUT    /api/v1/events/:event/injects/:inject/status                         room  422
    """

let injectRows = """
    inject /api/v1/events/:event/injects title=Sore_eyes_at_the_station note=:cell
    """

let injectScreens = """
    - organiser     en msel             /events/:event/exercise/msel
    - organiser     en inject           /events/:event/exercise/injects/:inject
    - organiser     ar msel             /events/:event/exercise/msel
    """

/// An exercise with three cells and two moves, and who plans it.
struct InjectWorld {
    let world: World
    let site: TestSite
    let event: Event.ID
    let cells: [String: ExerciseCell.ID]
    let lead: Browser
    let second: Browser
    let api: APIClient

    var path: String { "/events/\(event)/exercise" }
    var injects: String { "/api/v1/events/\(event)/injects" }

    init(_ site: TestSite, approval: ApprovalRule = .none) async throws {
        let world = try await site.world()
        let (environment, event) = (site.environment, world.event)
        cells = try await site.database.write { tx in
            let work = Work(tx, environment)
            var start = ExerciseStart()
            start.languages = ["en", "fr"]
            start.functions = [(code: "security", name: "Security"), (code: "cyber", name: "Cyber-security")]
            start.approval = approval
            let msel = try ExercisePlanOperations.beginIn(work, event, start)
            var cells: [String: ExerciseCell.ID] = [:]
            for (code, name) in [("A", "Aldoria"), ("B", "Brevania"), ("C", "Corvia")] {
                var fields = CellFields()
                (fields.code, fields.name) = (code, name)
                cells[code] = try ExercisePlanOperations.cellIn(work, msel, fields)
            }
            for (title, starts, lasts) in [("First signals", "0:00", "0:50"), ("Two sites", "0:50", "0:45")] {
                var fields = MoveFields()
                (fields.title, fields.starts, fields.lasts) = (title, starts, lasts)
                _ = try ExercisePlanOperations.moveIn(work, msel, fields)
            }
            return cells
        }
        (self.world, self.site, self.event) = (world, site, event)
        lead = await world.browser(world.organiser)
        second = await world.browser(world.facilitator)
        api = try await world.api(world.organiser)
        #expect(try await lead.post("/events/\(event)/parts", ["kind": "exercise"]).status == 303)
    }

    /// An inject that could be approved.
    func made(_ title: String, time: String = "0:14", text: String = "People cough.", _ more: [String: Any] = [:])
        async throws -> String
    {
        var body: [String: Any] = [
            "title": title, "time": time, "recipients": [["kind": "all"]],
            "texts": [["language": "en", "subject": title, "body": text]],
        ]
        for (key, value) in more { body[key] = value }
        let reply = try await api.send(.post, injects, body)
        #expect(reply.status == 201, "\(reply.json)")
        return reply.text("id")
    }

    func take(_ step: String, _ id: String, by browser: Browser, reason: String = "") async throws -> Int {
        try await browser.post("\(path)/injects/\(id)/status", ["step": step, "reason": reason]).status
    }

    func reply(_ id: String) async throws -> APIClient.Reply { try await api.send(.get, "\(injects)/\(id)") }
}

/// Injects are written, held against safety, approved by a second person, and taken away.
struct InjectTests {
    @Test(arguments: TestEngine.allCases)
    func `whoever wrote an inject does not approve it, and what was approved waits again when its content changes`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site, approval: .secondPerson)
            let id = try await plan.made("First report")
            #expect(try await plan.take("approval", id, by: plan.second) == 409)
            #expect(try await plan.take("submission", id, by: plan.lead) == 303)
            #expect(try await plan.take("approval", id, by: plan.lead) == 409)
            #expect(try await plan.second.get("/today").contains("Approve 1 inject"))
            #expect(try await !plan.lead.get("/today").contains("Approve 1 inject"))
            let waiting = try await plan.lead.get("\(plan.path)/msel/approval")
            #expect(waiting.contains("Waits for somebody else") && waiting.contains("Fatima Lead"))
            #expect(try await plan.second.get("\(plan.path)/msel/approval").contains("You can approve"))
            #expect(try await plan.take("return", id, by: plan.second) == 422)
            #expect(try await plan.take("return", id, by: plan.second, reason: "Say where.") == 303)
            #expect(try await plan.reply(id).text("status") == "draft")
            #expect(try await plan.lead.get("\(plan.path)/injects/\(id)").contains("Say where."))
            #expect(try await plan.take("submission", id, by: plan.lead) == 303)
            #expect(try await plan.take("approval", id, by: plan.second) == 303)
            let approved = try await plan.reply(id)
            #expect(approved.text("status") == "approved")
            // A note is no content; a text is, and whoever wrote it does not approve it either.
            let revision = try #require(approved["revision"] as? Int)
            let noted = try await plan.api.send(
                .put, "\(plan.injects)/\(id)",
                ["title": "First report", "time": "0:14", "recipients": [["kind": "all"]], "note": "Speak slowly."])
            #expect(noted.text("status") == "approved" && noted["revision"] as? Int == revision)
            let text = ["language": "en", "subject": "First report", "body": "People cough and cry."]
            #expect(
                try await plan.second.post(
                    "\(plan.path)/injects/\(id)/texts",
                    ["language": text["language"] ?? "", "subject": "", "body": text["body"] ?? ""]
                ).status == 303)
            let changed = try await plan.reply(id)
            #expect(changed.text("status") == "submitted" && changed["revision"] as? Int == revision + 1)
            for browser in [plan.lead, plan.second] {
                #expect(try await plan.take("approval", id, by: browser) == 409)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what could be taken for real is cleared by a name or changed, also after the approval`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let id = try await plan.made("Call us", text: "Write to desk@station.hr or desk@station.example, {cell}.")
            #expect(try await plan.take("approval", id, by: plan.lead) == 409)
            let page = try await plan.lead.get("\(plan.path)/injects/\(id)")
            #expect(page.contains("desk@station.hr") && page.contains("Not cleared"))
            let clearing = "\(plan.path)/injects/\(id)/clearing"
            #expect(try await plan.lead.post(clearing, ["kind": "address", "text": "other@station.hr"]).status == 404)
            #expect(try await plan.lead.post(clearing, ["kind": "address", "text": "desk@station.hr"]).status == 303)
            #expect(try await plan.lead.get("\(plan.path)/injects/\(id)").contains("Cleared by"))
            #expect(try await plan.lead.get("\(plan.path)/injects/\(id)").contains("Oskar Plan"))
            #expect(try await plan.take("approval", id, by: plan.lead) == 303)
            let texts = "\(plan.path)/injects/\(id)/texts"
            #expect(
                try await plan.lead.post(texts, ["language": "en", "body": "This is not a drill."]).status == 303)
            #expect(try await plan.reply(id).text("status") == "draft")
            #expect(try await plan.lead.post(texts, ["language": "en", "body": "Dear {name}"]).status == 303)
            #expect(try await plan.take("approval", id, by: plan.lead) == 409)
            #expect(try await plan.lead.post(clearing, ["kind": "variable", "text": "{name}"]).status == 404)
            #expect(try await plan.lead.post(texts, ["language": "hr", "body": "Dobar dan"]).status == 422)
            #expect(try await plan.lead.post(texts, ["language": "en", "body": "Dear {cell}"]).status == 303)
            #expect(try await plan.take("approval", id, by: plan.lead) == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a translation is out of date once the first language has moved on`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let id = try await plan.made("Stay away")
            let texts = "\(plan.path)/injects/\(id)/texts"
            let french: KeyValuePairs<String, String> = [
                "language": "fr", "body": "Les gens toussent.", "checked": "1",
            ]
            #expect(try await plan.lead.post(texts, french).status == 303)
            #expect(try await plan.reply(id)["outOfDate"] as? [String] == [])
            #expect(try await plan.lead.post(texts, ["language": "en", "body": "People cry."]).status == 303)
            #expect(try await plan.reply(id)["outOfDate"] as? [String] == ["fr"])
            #expect(try await plan.lead.get("\(plan.path)/msel").contains("Text to do"))
            #expect(try await plan.lead.post(texts, french).status == 303)
            #expect(try await plan.reply(id)["outOfDate"] as? [String] == [])
            // Who was slower is told, and loses no word.
            let late = try await plan.lead.post(
                texts, ["language": "en", "body": "People laugh.", "base": "0123456789abcdef"])
            #expect(late.status == 422 && late.contains("People laugh.") && late.contains("People cry."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only drafts are deleted, and not while a rule looks at them; what is no draft becomes obsolete`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let (first, second) = (try await plan.made("First"), try await plan.made("Second"))
            let rule: [String: Any] = ["conditions": [["event": "inject-opened", "subject": first]]]
            let changed = try await plan.api.send(
                .put, "\(plan.injects)/\(second)", ["title": "Second", "time": "rule", "rule": rule])
            #expect(changed.status == 200 && changed.text("time") == "rule", "\(changed.json)")
            #expect(changed.text("sentence") == "If everybody in a cell has opened #1, #2 is due for that cell.")
            #expect(try await plan.api.send(.delete, "\(plan.injects)/\(first)").status == 409)
            #expect(try await plan.api.send(.delete, "\(plan.injects)/\(second)").status == 200)
            #expect(try await plan.take("approval", first, by: plan.lead) == 303)
            #expect(try await plan.api.send(.delete, "\(plan.injects)/\(first)").status == 409)
            #expect(try await plan.take("obsolete", first, by: plan.lead) == 422)
            #expect(try await plan.take("obsolete", first, by: plan.lead, reason: "The story changed.") == 303)
            #expect(try await plan.reply(first).text("status") == "obsolete")
            #expect(
                try await plan.lead.post("\(plan.path)/injects/\(first)/texts", ["language": "en", "body": "x"]).status
                    == 409)
            #expect(try await site.count("SELECT COUNT(*) FROM rule_condition") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a decision has two to six options or none, and pairs of its own codes only`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let id = try await plan.made("Close, part-close or keep")
            func point(_ codes: [String], _ pairs: [[String]] = [], minutes: Int = 10) -> [String: Any] {
                [
                    "title": "Close, part-close or keep", "time": "0:14",
                    "point": [
                        "question": ["en": "What becomes of the station?"], "minutes": minutes,
                        "options": codes.map { ["code": $0, "text": ["en": "Option \($0)"]] as [String: Any] },
                        "incompatible": pairs, "consent": ["security"],
                    ] as [String: Any],
                ]
            }
            for codes in [["a"], ["a", "b", "c", "d", "e", "f", "g"], ["a", "a"]] {
                #expect(try await plan.api.send(.put, "\(plan.injects)/\(id)", point(codes)).status == 422)
            }
            #expect(
                try await plan.api.send(.put, "\(plan.injects)/\(id)", point(["a", "b"], [["a", "z"]])).status == 422)
            #expect(
                try await plan.api.send(.put, "\(plan.injects)/\(id)", point(["a", "b"], minutes: -1)).status == 422)
            let made = try await plan.api.send(
                .put, "\(plan.injects)/\(id)", point(["close", "keep"], [["keep", "close"]]))
            #expect(made.status == 200)
            let stored = made["point"] as? [String: Any]
            #expect(
                (stored?["options"] as? [Any])?.count == 2
                    && stored?["incompatible"] as? [[String]] == [["close", "keep"]])
            let page = try await plan.lead.get("\(plan.path)/injects/\(id)")
            #expect(page.contains("What becomes of the station?") && page.contains("Security"))
            #expect(try await plan.lead.get("\(plan.path)/injects/\(id)/point").contains("close – keep"))
            #expect(try await plan.api.send(.put, "\(plan.injects)/\(id)", point([])).status == 200)
            #expect(try await plan.lead.post("\(plan.path)/injects/\(id)/point", ["act": "removal"]).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM decision_point") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM incompatible_options") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a rule reads as a sentence, and rules go in no circle`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let first = try await plan.made("First confirmed report")
            let asked = try await plan.made("Neighbour asks why no notice came")
            let (silent, open): ([String: Any], [String: Any]) = (
                ["event": "request-missing", "subject": first, "value": "notification", "minutes": 25],
                ["event": "inject-released", "subject": first]
            )
            func rule(_ id: String, _ title: String, _ rule: [String: Any]) async throws -> APIClient.Reply {
                try await plan.api.send(.put, "\(plan.injects)/\(id)", ["title": title, "time": "rule", "rule": rule])
            }
            let told = try await rule(asked, "Asks", ["conditions": [silent]])
            #expect(
                told.text("sentence")
                    == "If a cell has not told its neighbour by 25 min after #1, #2 is due for that cell.")
            #expect(try await plan.lead.get("\(plan.path)/msel").contains("a cell has not told its neighbour by"))
            let both = try await rule(
                asked, "Asks", ["conditions": [silent, open], "match": "any", "effect": "release", "delay": 5])
            #expect(both.text("sentence").hasSuffix("#2 goes out to that cell, 5 min later."))
            // More conditions than a form begins with are all in it.
            let four = (1...4).map {
                ["event": "request-missing", "subject": first, "value": "notification", "minutes": $0] as [String: Any]
            }
            #expect(try await rule(asked, "Asks", ["conditions": four]).status == 200)
            let form = try await plan.lead.get("\(plan.path)/injects/\(asked)/rule")
            #expect(form.contains("name=\"event-4\"") && !form.contains("name=\"event-5\""))
            // The first would wait for the second, which waits for the first.
            let back: [String: Any] = ["event": "inject-opened", "subject": asked]
            #expect(try await rule(first, "First", ["conditions": [back]]).status == 409)
            #expect(try await rule(first, "First", ["conditions": [open]]).status == 422)
            #expect(try await rule(first, "First", ["conditions": [] as [Any]]).status == 422)
            let missing: [String: Any] = ["event": "request-missing", "subject": first, "value": "notification"]
            #expect(try await rule(asked, "Asks", ["conditions": [missing]]).status == 422)
            let many: [String: Any] = ["conditions": [silent], "scope": "k-of-n", "count": 2]
            #expect(try await rule(asked, "Asks", many).status == 200)
            #expect(
                try await rule(asked, "Asks", ["conditions": [silent], "scope": "k-of-n", "count": 99]).status == 422)
            #expect(try await plan.lead.post("\(plan.path)/injects/\(asked)/rule", ["act": "removal"]).status == 303)
            #expect(try await plan.reply(asked).text("time") == "hand")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a time within a move follows it, and is read as the table shows it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let first = try await plan.made("Early", time: "0:26")
            let later = try await plan.made("Later", time: "0:57")
            #expect(try await plan.reply(first).text("time") == "M1+26")
            let shown = try await plan.reply(later)
            #expect(shown.text("time") == "M2+7" && shown["dueElapsed"] as? Int == 57 * 60_000)
            let event = plan.event
            let environment = site.environment
            try await site.database.write { tx in
                let msel = try PlayStore(tx).required(event).msel
                let move = try #require(try PlanStore(tx).moves(of: msel).last)
                try ExercisePlanOperations.dragMoveIn(Work(tx, environment), msel, move.id, by: 7 * 60_000)
            }
            #expect(try await plan.reply(later)["dueElapsed"] as? Int == 64 * 60_000)
            #expect(try await plan.reply(first)["dueElapsed"] as? Int == 26 * 60_000)
            let row = "\(plan.path)/injects/\(later)/row"
            let wrong = try await plan.lead.post(row, ["label": "2", "title": "Later on", "time": "M9+1"])
            #expect(wrong.status == 422 && wrong.contains("There is no move 9.") && wrong.contains("Later on"))
            #expect(try await plan.lead.post(row, ["label": "9-A", "title": "Later on", "time": "M2+3"]).status == 303)
            let table = try await plan.lead.get("\(plan.path)/msel")
            #expect(table.contains("9-A") && table.contains("M2+3") && table.contains("Later on"))
            for time in ["-5", "0:75", "soon", "99999:00"] {
                #expect(try await plan.lead.post(row, ["title": "Later on", "time": time]).status == 422, "\(time)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `lines of a sheet are looked at, those that are ready come in, and the others stay in the field`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let text = """
                No.\tTime\tTo\tTitle\tText
                1\t0:04\tA\tStation duty desk\tMany with sore eyes.
                2\t0:09\tall\tClip spreads\t"Two
                lines"
                3\t0:75\tA, B\tWrong time\tx
                4\t0:20\tZ\tUnknown cell\tx
                """
            let path = "\(plan.path)/msel/paste"
            let preview = try await plan.lead.post(path, ["text": text, "act": "preview"])
            #expect(preview.contains("2 of 4 can be added") && preview.contains("Nobody is called so here"))
            #expect(try await site.count("SELECT COUNT(*) FROM inject") == 0)
            let stored = try await plan.lead.post(path, ["text": text, "act": "storage"])
            #expect(stored.status == 200 && stored.contains("2 lines were added") && stored.contains("Unknown cell"))
            #expect(!stored.contains("Station duty desk"))
            let items = try await plan.api.send(.get, plan.injects).items
            #expect(items.map { $0["label"] as? String } == ["1", "2"])
            let texts = items.last?["texts"] as? [[String: Any]]
            #expect(texts?.first?["body"] as? String == "Two\nlines")
            let many = (10..<310).map { "\($0)\t0:30\tC\tLine \($0)\tWords" }.joined(separator: "\n")
            #expect(try await plan.lead.post(path, ["text": many, "act": "storage"]).status == 303)
            #expect(try await plan.lead.get("\(plan.path)/msel").contains("302 injects"))
            // All that are whole go on at once.
            #expect(try await plan.lead.post("\(plan.path)/msel/approval").status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM inject WHERE status = 'approved'") == 302)
            let cell = try #require(plan.cells["C"])
            #expect(try await plan.lead.get("\(plan.path)/msel?cell=\(cell)").contains("301 of 302 injects"))
            #expect(try await plan.lead.get("\(plan.path)/msel/timeline").contains("Corvia"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a player finds no list, no inject and no count of them, at any address`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let id = try await plan.made("Secret turn of the story")
            let (event, environment, cell) = (plan.event, site.environment, try #require(plan.cells["A"]))
            let member = plan.world.member.id
            try await site.database.write { tx in
                _ = try ExercisePlanOperations.seatIn(
                    Work(tx, environment), event, SeatInput(member, .player, cell: cell))
            }
            let api = plan.world.api(plan.world.member)
            for who in [await plan.world.browser(plan.world.member), await plan.world.browser(plan.world.observer)] {
                for address in [
                    "msel", "msel/timeline", "msel/approval", "msel/paste", "injects/new", "injects/\(id)",
                    "injects/\(id)/edit", "injects/\(id)/point", "injects/\(id)/rule",
                ] {
                    let page = try await who.get("\(plan.path)/\(address)")
                    #expect(page.status == 404 && !page.contains("Secret turn"), "\(address)")
                }
                #expect(try await who.post("\(plan.path)/injects/\(id)/removal").status == 404)
            }
            for address in [plan.injects, "\(plan.injects)/\(id)"] {
                let reply = try await api.send(.get, address)
                #expect(reply.status == 404 && !"\(reply.json)".contains("Secret turn"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a copy is a draft behind the first, and the order is changed in one press`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await InjectWorld(site)
            let (first, second) = (try await plan.made("First"), try await plan.made("Second"))
            #expect(try await plan.take("approval", first, by: plan.lead) == 303)
            #expect(try await plan.lead.post("\(plan.path)/injects/\(first)/copy").status == 303)
            func titles() async throws -> [String?] {
                try await plan.api.send(.get, plan.injects).items.map { $0["title"] as? String }
            }
            #expect(try await titles() == ["First", "First", "Second"])
            let items = try await plan.api.send(.get, plan.injects).items
            #expect(items.map { $0["status"] as? String } == ["approved", "draft", "draft"])
            #expect(items.map { $0["label"] as? String } == ["1", "3", "2"])
            #expect(try await plan.lead.post("\(plan.path)/injects/\(second)/order", ["before": first]).status == 303)
            #expect(try await titles() == ["Second", "First", "First"])
        }
    }
}
