@testable import App
import Domain
import Markup
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What members share is taken back with a word, and whoever had it is told.
struct WithdrawalTests {
    private func ask(_ network: NetworkWorld, marking: String = "AMBER") async throws -> NoticeRecord {
        var fields = NoticeFields()
        (fields.kind, fields.title, fields.text) = ("question", "Who has boats?", "Before the floods.")
        return try await NoticeOperations.post(
            network.visit(network.croatia), in: network.programme,
            SharedDraft(fields: fields, member: .country("HR"), choice: AudienceChoice(marking: marking)))
    }

    private func propose(_ network: NetworkWorld) async throws -> SharedNeedRecord {
        var fields = SharedNeedFields()
        (fields.title, fields.text) = ("A list of laboratories", "Nobody knows whom to call.")
        return try await SharedNeedOperations.propose(
            network.visit(network.croatia), in: network.programme,
            SharedDraft(fields: fields, member: .country("HR"), choice: AudienceChoice(marking: "AMBER")))
    }

    @Test(arguments: TestEngine.allCases)
    func `who had a notice that is withdrawn is told why, and its text is read by nobody else`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let notice = try await ask(network)
            let path = "/programmes/\(network.programme)/notices/\(notice.id)"
            let (croatia, latvia) = (await network.browser(network.croatia), await network.browser(network.latvia))
            _ = try await latvia.get(path)
            _ = try await latvia.post("\(path)/answers", ["member": "country:LV", "text": "Four.", "language": "en"])
            let page = try await croatia.get(path)
            #expect(page.contains("Who had it") && page.contains("Liga Lake"))
            #expect(try await !latvia.get(path).contains("Who had it"))
            #expect(try await latvia.post("\(path)/withdrawal", ["note": "No"]).status == 403)
            #expect(try await croatia.post("\(path)/withdrawal", ["note": " "]).status == 422)
            #expect(try await croatia.post("\(path)/withdrawal", ["note": "The river was wrong."]).status == 303)
            #expect(try await croatia.post("\(path)/withdrawal", ["note": "Again."]).status == 409)
            let told = try await latvia.get(path)
            #expect(told.contains("The river was wrong.") && told.contains("This notice was withdrawn."))
            #expect(!told.contains("Before the floods.") && !told.contains("Four."))
            #expect(try await croatia.get(path).contains("Before the floods."))
            #expect(try await latvia.get("/today").contains("A notice was withdrawn: no longer use it"))
            let (austria, start) = (await network.browser(network.austria), "/programmes/\(network.programme)")
            #expect(try await !austria.get("/today").contains("A notice was withdrawn"))
            #expect(try await !austria.get("\(start)/sharing").contains("Who has boats?"))
            #expect(try await !austria.get("/search?q=boats").contains(notice.id.description))
            let api = try await network.world.api(network.latvia)
            let body = try await api.send(.get, "/api/v1\(path)")
            #expect(body.text("withdrawalNote") == "The river was wrong." && body.text("text") == "")
            #expect((body["answers"] as? [Any])?.isEmpty == true)
            let list = try await api.send(.get, "/api/v1\(start)/notices").items
            #expect(list.map { $0["text"] as? String } == [""])
            // Of what was taken back nobody comes to have anything any more.
            _ = try await austria.get(path)
            let had = try await site.database.read { try AudienceStore($0).fetches(of: notice.recordSubject) }
            #expect(Set(had.map(\.name)) == ["Liga Lake", "Hana Harbour"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a need is withdrawn by who named it as long as it is theirs alone, then by organisers`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let need = try await propose(network)
            let path = "/programmes/\(network.programme)/needs/\(need.id)"
            let (croatia, latvia) = (await network.browser(network.croatia), await network.browser(network.latvia))
            #expect(try await croatia.get(path).contains("\(path)/withdrawal"))
            _ = try await latvia.post("\(path)/naming", ["member": "country:LV", "note": "Two lists."])
            _ = try await latvia.get(path)
            #expect(try await !croatia.get(path).contains("\(path)/withdrawal"))
            let api = try await network.world.api(network.croatia)
            let wrong = try await api.send(.post, "/api/v1\(path)/naming/removal", ["member": "country:LV"])
            #expect(wrong.status == 403, "Latvia's word is Latvia's")
            #expect(try await api.send(.post, "/api/v1\(path)/withdrawal", ["note": "Ours."]).status == 403)
            let organiser = try await network.world.api(network.world.organiser)
            let sent = try await organiser.send(.post, "/api/v1\(path)/withdrawal", ["note": "The list is there."])
            #expect(sent.status == 200)
            let page = try await latvia.get(path)
            #expect(page.contains("The list is there.") && !page.contains("Nobody knows whom to call."))
            #expect(!page.contains("Two lists."))
            #expect(try await latvia.get("/today").contains("A need was withdrawn: no longer use it"))
            let body = try await network.world.api(network.latvia).send(.get, "/api/v1\(path)")
            #expect(body.text("state") == "closed" && body.text("text") == "")
            let kinds = try await site.journal("programme:\(network.programme)")
            #expect(kinds == ["shared-need.proposal", "shared-need.naming", "shared-need.withdrawal"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a route that is withdrawn leaves its title and the word, for those who read it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            var fields = InformationRouteFields()
            fields.title = "A parcel at a port"
            let route = try await InformationRouteOperations.draw(
                network.visit(network.croatia), in: network.programme,
                SharedDraft(fields: fields, member: .country("HR"), choice: AudienceChoice(marking: "AMBER")),
                [RouteStep(teller: "Port police", told: "Duty officer", means: "", minutes: 5)])
            let path = "/programmes/\(network.programme)/routes"
            let (croatia, latvia) = (await network.browser(network.croatia), await network.browser(network.latvia))
            _ = try await latvia.get(path)
            let form = try await croatia.get("\(path)/\(route.id)")
            #expect(form.contains("Who had it") && form.contains("Liga Lake"))
            #expect(try await croatia.post("\(path)/\(route.id)/withdrawal", ["note": ""]).status == 422)
            #expect(try await latvia.post("\(path)/\(route.id)/withdrawal", ["note": "No"]).status == 403)
            let sent = try await croatia.post("\(path)/\(route.id)/withdrawal", ["note": "The office was moved."])
            #expect(sent.status == 303)
            let page = try await latvia.get(path)
            #expect(page.contains("Withdrawn routes") && page.contains("The office was moved."))
            #expect(!page.contains("Port police"))
            #expect(try await latvia.get("/today").contains("An information route was withdrawn: no longer use it"))
            #expect(try await !network.browser(network.world.facilitator).get(path).contains("The office was moved."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a past case is withdrawn with a word to whoever had it, and comes back without one`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let organiser = try await network.visit(network.world.organiser)
            let record = try await CaseOperations.create(
                organiser, in: network.programme,
                CaseFields(
                    kind: "event", title: "Flood at a river port", happenedOn: "2019", summary: "Two hundred moved.",
                    marking: "AMBER"))
            let path = "/programmes/\(network.programme)/cases/\(record.id)"
            let keeper = await network.browser(network.world.organiser)
            let latvia = await network.browser(network.latvia)
            #expect(try await latvia.get(path).contains("Two hundred moved."))
            #expect(try await keeper.get(path).contains("Liga Lake"))
            #expect(try await keeper.post("\(path)/withdrawal", ["note": ""]).status == 422)
            #expect(try await keeper.post("\(path)/withdrawal", ["note": "It was another river."]).status == 303)
            let page = try await latvia.get(path)
            #expect(page.status == 200 && page.contains("It was another river."))
            #expect(!page.contains("Two hundred moved."))
            #expect(try await latvia.get("/today").contains("A case was withdrawn: no longer use it"))
            #expect(try await !latvia.get("/library").contains("Flood at a river port"))
            #expect(try await keeper.get(path).contains("Two hundred moved."))
            #expect(try await keeper.post("\(path)/return").status == 303)
            #expect(try await latvia.get(path).contains("Two hundred moved."))
            #expect(try await !latvia.get("/today").contains("A case was withdrawn"))
            #expect(
                try await site.journal("programme:\(network.programme)") == [
                    "case.creation", "case.withdrawal", "case.return",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was done under a mandate says so where it stands`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (notice, need) = (try await ask(network), try await propose(network))
            let start = "/programmes/\(network.programme)"
            let latvia = await network.browser(network.latvia)
            _ = try await latvia.post(
                "\(start)/notices/\(notice.id)/answers", ["member": "country:LV", "text": "Four.", "language": "en"])
            let words = "on behalf of Latvia, as focal point"
            #expect(try await latvia.get("\(start)/notices/\(notice.id)").contains(words))
            #expect(try await !latvia.get("\(start)/needs/\(need.id)").contains(words))
            _ = try await latvia.post("\(start)/needs/\(need.id)/naming", ["member": "country:LV", "note": ""])
            let page = try await latvia.get("\(start)/needs/\(need.id)")
            #expect(page.contains(words) && page.contains("on behalf of Croatia, as focal point"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who asked makes a case of an answer, and nobody else does`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let notice = try await ask(network)
            let path = "/programmes/\(network.programme)/notices/\(notice.id)"
            let (croatia, latvia) = (await network.browser(network.croatia), await network.browser(network.latvia))
            _ = try await latvia.post(
                "\(path)/answers", ["member": "country:LV", "text": "Four came in 2019.", "language": "en"])
            let way = "\(path)/case?member=country%3ALV"
            #expect(try await croatia.get(path).contains("Make a case of it"))
            #expect(try await !latvia.get(path).contains("Make a case of it"))
            #expect(try await latvia.get(way).status == 403)
            #expect(try await croatia.get("\(path)/case?member=country%3AAT").status == 404)
            let form = try await croatia.get(way)
            #expect(form.contains("Four came in 2019.") && form.contains("value=\"Latvia\""))
            let fields: KeyValuePairs<String, String> = [
                "member": "country:LV", "kind": "event", "title": "Boats in the flood of 2019",
                "happened-on": "2019", "place": "", "country": "LV", "summary": "Four came in 2019.",
                "marking": "AMBER", "source": "Latvia", "link": "", "language": "en",
            ]
            #expect(try await latvia.post("\(path)/case", fields).status == 403)
            let sent = try await croatia.post("\(path)/case", fields)
            let home = try #require(sent.location)
            #expect(try await latvia.get(home).contains("Four came in 2019."))
        }
    }

    @Test
    func `lists of names past twelve are folded`() {
        func list(_ count: Int) -> String {
            let lines: [HTML] = (1...count).map { "<li>\($0)</li>" }
            return FoldedList.html(lines, .verbatim("\(count) people")).text
        }
        #expect(!list(12).contains("<details>") && list(12).contains("<li>12</li>"))
        #expect(list(13).hasPrefix("<details><summary>") && list(13).contains("<li>13</li>"))
    }
}
