@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

let sharingScenarios = """
    GET    /programmes/:programme/sharing                                        programme
    GET    /programmes/:programme/notices/new                                    programme  200,facilitator=403
    POST   /programmes/:programme/notices                                        programme  422,facilitator=403
    GET    /programmes/:programme/notices/:notice                                programme
    POST   /programmes/:programme/notices/:notice                                programme  422,facilitator=403
    GET    /programmes/:programme/notices/:notice/edit                           programme  200,facilitator=403
    POST   /programmes/:programme/notices/:notice/answers                        programme  400
    POST   /programmes/:programme/notices/:notice/ending                         programme  303,facilitator=403
    POST   /programmes/:programme/notices/:notice/withdrawal                     programme  422
    GET    /programmes/:programme/notices/:notice/case                           programme  400
    POST   /programmes/:programme/notices/:notice/case                           programme  400
    GET    /programmes/:programme/needs/new                                      programme  200,facilitator=403
    POST   /programmes/:programme/needs                                          programme  422,facilitator=403
    GET    /programmes/:programme/needs/:common                                  programme
    POST   /programmes/:programme/needs/:common                                  programme  422,facilitator=403
    GET    /programmes/:programme/needs/:common/edit                             programme  200,facilitator=403
    POST   /programmes/:programme/needs/:common/naming                           programme  400
    POST   /programmes/:programme/needs/:common/naming/removal                   programme  400
    POST   /programmes/:programme/needs/:common/withdrawal                       programme  422
    POST   /programmes/:programme/needs/:common/study                            owners  400
    POST   /programmes/:programme/needs/:common/closing                          owners  422
    GET    /api/v1/needs                                                         accounts
    GET    /api/v1/programmes/:programme/needs                                   programme
    POST   /api/v1/programmes/:programme/needs                                   programme  422
    GET    /api/v1/programmes/:programme/needs/:common                           programme
    PUT    /api/v1/programmes/:programme/needs/:common                           programme  422
    PUT    /api/v1/programmes/:programme/needs/:common/naming                    programme  422
    POST   /api/v1/programmes/:programme/needs/:common/naming/removal            programme  422
    PUT    /api/v1/programmes/:programme/needs/:common/state                     owners  422
    POST   /api/v1/programmes/:programme/needs/:common/withdrawal                programme  422
    POST   /api/v1/programmes/:programme/notices/:notice/withdrawal              programme  422
    GET    /api/v1/notices                                                       accounts
    GET    /api/v1/programmes/:programme/notices                                 programme
    POST   /api/v1/programmes/:programme/notices                                 programme  422
    GET    /api/v1/programmes/:programme/notices/:notice                         programme
    PUT    /api/v1/programmes/:programme/notices/:notice                         programme  422
    PUT    /api/v1/programmes/:programme/notices/:notice/answers                 programme  422
    PUT    /api/v1/programmes/:programme/notices/:notice/ending                  programme  200,facilitator=403
    GET    /programmes/:programme/routes                                         programme
    GET    /programmes/:programme/routes/new                                     programme  200,facilitator=403
    POST   /programmes/:programme/routes                                         programme  422,facilitator=403
    GET    /programmes/:programme/routes/:route                                  programme  200,facilitator=403
    POST   /programmes/:programme/routes/:route                                  programme  422,facilitator=403
    POST   /programmes/:programme/routes/:route/retirement                       programme  303,facilitator=403
    POST   /programmes/:programme/routes/:route/withdrawal                       programme  422,facilitator=403
    GET    /api/v1/programmes/:programme/routes                                  programme
    POST   /api/v1/programmes/:programme/routes                                  programme  422
    PUT    /api/v1/programmes/:programme/routes/:route                           programme  422
    DELETE /api/v1/programmes/:programme/routes/:route                           programme  200,facilitator=403
    POST   /api/v1/programmes/:programme/routes/:route/withdrawal                programme  422
    """

let sharingRows = """
    notice /api/v1/programmes/:programme/notices kind=question title=Who_has_boats text=Before_spring language=en marking=GREEN
    common /api/v1/programmes/:programme/needs title=A_common_list text=Of_laboratories language=en marking=GREEN
    route /api/v1/programmes/:programme/routes country=SI title=A_parcel_at_a_port language=en marking=GREEN note=:member
    """

/// Notices, questions and needs of a network.
struct SharingTests {
    private func ask(
        _ network: NetworkWorld, _ account: TestAccount, _ member: String,
        _ change: (inout SharedDraft<NoticeFields>) -> Void = { _ in }
    )
        async throws -> NoticeRecord
    {
        var fields = NoticeFields()
        (fields.kind, fields.title, fields.text) = ("question", "Who has boats for floods?", "Before spring.")
        var draft = SharedDraft(
            fields: fields, member: .country(member), choice: AudienceChoice(marking: "GREEN"))
        change(&draft)
        return try await NoticeOperations.post(network.visit(account), in: network.programme, draft)
    }

    private func propose(_ network: NetworkWorld, marking: String = "GREEN") async throws -> SharedNeedRecord {
        var fields = SharedNeedFields()
        (fields.title, fields.text) = ("A common list of laboratories", "Nobody knows whom to call.")
        return try await SharedNeedOperations.propose(
            network.visit(network.croatia), in: network.programme,
            SharedDraft(fields: fields, member: .country("HR"), choice: AudienceChoice(marking: marking)))
    }

    @Test(arguments: TestEngine.allCases)
    func `a member asks, others answer to all or to the asker alone, in the browser`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let croatia = await network.browser(network.croatia)
            let start = "/programmes/\(network.programme)"
            #expect(try await croatia.get("\(start)/sharing").contains("\(start)/notices/new"))
            let sent = try await croatia.post(
                "\(start)/notices",
                [
                    "kind": "question", "title": "Who has boats for floods?", "text": "Before spring.",
                    "language": "en", "answer-by": "2023-12-24", "expires-on": "", "member": "country:HR",
                    "marking": "GREEN", "audience": "programme",
                ])
            let path = try #require(sent.location?.split(separator: "?").first.map(String.init))
            let (latvia, austria) = (await network.browser(network.latvia), await network.browser(network.austria))
            #expect(try await latvia.get("/today").contains("A member asks: answer, if you can"))
            let answered = try await latvia.post(
                "\(path)/answers", ["member": "country:LV", "text": "We have four.", "language": "en"])
            #expect(answered.status == 303)
            let closed = try await austria.post(
                "\(path)/answers",
                ["member": "country:AT", "text": "One, in secret.", "language": "en", "to-asker": "1"])
            #expect(closed.status == 303)
            let asked = try await croatia.get(path)
            #expect(asked.contains("We have four.") && asked.contains("One, in secret."))
            let read = try await latvia.get(path)
            #expect(read.contains("We have four.") && !read.contains("One, in secret."))
            #expect(try await latvia.get("\(start)/sharing").contains("1 answer"))
            #expect(try await austria.get("\(start)/sharing").contains("2 answers"))
            #expect(try await !latvia.get("/today").contains("A member asks"))
            #expect(
                try await latvia.post("\(path)/answers", ["member": "country:AT", "text": "No", "language": "en"])
                    .status == 403)
            #expect(try await latvia.post("\(path)/ending").status == 403)
            #expect(try await croatia.post("\(path)/ending").status == 303)
            #expect(try await !latvia.get("\(start)/sharing").contains("Who has boats"))
            #expect(try await latvia.get("\(start)/sharing?past=1").contains("Who has boats"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what two members need is shared, becomes a topic of an event, and is closed with what became of it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let need = try await propose(network)
            #expect(need.state == .proposed && need.members == [.country("HR")])
            let path = "/programmes/\(network.programme)/needs/\(need.id)"
            let latvia = await network.browser(network.latvia)
            #expect(try await latvia.get(path).contains("Latvia has it, too"))
            #expect(
                try await latvia.post("\(path)/naming", ["member": "country:LV", "note": "Two tell us other names."])
                    .status == 303)
            func stored() async throws -> SharedNeedRecord {
                try await site.database.read { try SharedNeedStore($0).need(need.id) }
            }
            #expect(try await stored().state == .shared)
            _ = try await latvia.post("\(path)/naming/removal", ["member": "country:LV"])
            #expect(try await stored().state == .proposed)
            _ = try await latvia.post("\(path)/naming", ["member": "country:LV", "note": ""])
            let organiser = await network.browser(network.world.organiser)
            #expect(try await latvia.post("\(path)/study", ["event": "\(network.world.event)"]).status == 403)
            let study = try await organiser.post("\(path)/study", ["event": "\(network.world.event)"])
            #expect(study.status == 303)
            let topics = try await site.database.read { try EventStore($0).topics(of: network.world.event) }
            #expect(topics.last?.title == "A common list of laboratories")
            #expect(try await stored().state == .study)
            #expect(try await organiser.post("\(path)/closing", ["outcome": ""]).status == 422)
            #expect(try await organiser.post("\(path)/closing", ["outcome": "The list is kept in Riga."]).status == 303)
            #expect(try await latvia.get(path).contains("The list is kept in Riga."))
            let kinds = try await site.journal("programme:\(network.programme)")
            #expect(
                kinds == [
                    "shared-need.proposal", "shared-need.naming", "shared-need.unnaming", "shared-need.naming",
                    "shared-need.study", "shared-need.closing",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a need names no event that is for named people`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let need = try await propose(network)
            let organiser = try await network.visit(network.world.organiser)
            _ = try await SharedNeedOperations.study(organiser, network.programme, need.id, at: network.world.event)
            let path = "/programmes/\(network.programme)/needs/\(need.id)"
            let latvia = await network.browser(network.latvia)
            #expect(try await latvia.get(path).contains("Studied at"))
            try await site.database.write { [event = network.world.event] tx in
                try tx.execute("UPDATE event SET title = 'Closed talks', marking = 'RED' WHERE id = \(event)")
            }
            let page = try await latvia.get(path)
            #expect(page.status == 200 && !page.contains("Closed talks") && !page.contains("Studied at"))
            #expect(try await network.browser(network.world.facilitator).get(path).contains("Closed talks"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a need becomes one topic of an event, however often it is pressed, and none where that is refused`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (event, programme) = (network.world.event, network.programme)
            let need = try await propose(network)
            let organiser = try await network.visit(network.world.organiser)
            func topics() async throws -> Int {
                try await site.database.read { try EventStore($0).topics(of: event).count }
            }
            let before = try await topics()
            let pressed = await withTaskGroup(of: Bool.self, returning: [Bool].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do {
                            let made = try await SharedNeedOperations.study(organiser, programme, need.id, at: event)
                            return made.state == .study && made.event == event
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(pressed == [true, true, true, true])
            #expect(try await topics() == before + 1)
            let other = try await propose(network)
            _ = try await SharedNeedOperations.close(organiser, programme, other.id, outcome: "Nobody has it.")
            await expectRefusal(.needClosed) {
                _ = try await SharedNeedOperations.study(organiser, programme, other.id, at: event)
            }
            let third = try await propose(network)
            try await site.database.write { tx in
                for number in 0..<20 {
                    _ = try? EventOperations.addTopicIn(
                        Work(tx, organiser), event, TopicFields("Topic \(number)", question: "").cleaned)
                }
            }
            let full = await refusal {
                _ = try await SharedNeedOperations.study(organiser, programme, third.id, at: event)
            }
            #expect(full?.fields.keys.sorted() == ["title"])
            let state = try await site.database.read { try SharedNeedStore($0).need(third.id).state }
            #expect(state == .proposed, "it is no topic, and does not say that it is one")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is not for everybody at an event becomes no topic of it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let need = try await propose(network, marking: "AMBER")
            let organiser = try await network.visit(network.world.organiser)
            await expectRefusal(.needAtEvent) {
                _ = try await SharedNeedOperations.study(organiser, network.programme, need.id, at: network.world.event)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country draws how its offices tell each other, and routes of the same thing stand side by side`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let path = "/programmes/\(network.programme)/routes"
            let croatia = await network.browser(network.croatia)
            let empty = try await croatia.post(
                path, ["member": "country:HR", "title": "A parcel at a port", "marking": "GREEN", "teller-1": "Port"])
            #expect(empty.status == 422 && empty.contains("Say of each step who tells whom."))
            let sent = try await croatia.post(
                path,
                [
                    "member": "country:HR", "title": "A parcel at a port", "note": "", "language": "en",
                    "marking": "GREEN", "audience": "programme", "teller-1": "Port police", "told-1": "Duty officer",
                    "means-1": "by telephone", "minutes-1": "15", "teller-2": "Duty officer", "told-2": "Laboratory",
                    "means-2": "by radio", "minutes-2": "75",
                ])
            #expect(sent.status == 303)
            let latvia = await network.browser(network.latvia)
            _ = try await latvia.post(
                path,
                [
                    "member": "country:LV", "title": "a parcel at a PORT", "note": "", "language": "en",
                    "marking": "AMBER", "teller-1": "Customs", "told-1": "Police", "means-1": "", "minutes-1": "",
                ])
            let page = try await network.browser(network.austria).get(path)
            #expect(page.contains("Port police") && page.contains("Customs") && page.contains("1 h 30 min"))
            #expect(page.text.components(separatedBy: "<table").count == 2, "One table for both.")
            let visitor = try await network.browser(network.world.facilitator).get(path)
            #expect(visitor.contains("Port police") && !visitor.contains("Customs"))
            let route = try await site.database.read {
                try InformationRouteStore($0).routes(of: network.programme).first { $0.country == "HR" }
            }
            let id = try #require(route?.id)
            #expect(try await latvia.get("\(path)/\(id)").status == 403)
            #expect(try await latvia.post("\(path)/\(id)/retirement").status == 403)
            #expect(try await croatia.post("\(path)/\(id)/retirement").status == 303)
            #expect(try await !latvia.get(path).contains("Port police"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a need and a route are met by those alone who may read them, through every door`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.croatia)
            let choices: [(String, RecordAudience)] = [
                ("GREEN", .programme), ("AMBER", .members([.country("LV")])), ("AMBER+STRICT", .programme),
                ("RED", .accounts([network.latvia.id])),
            ]
            var needs: [SharedNeedRecord] = []
            for (index, item) in choices.enumerated() {
                let choice = AudienceChoice(marking: item.0, audience: item.1)
                var (need, route) = (SharedNeedFields(), InformationRouteFields())
                (need.title, route.title) = ("Needword\(index)", "Routeword\(index)")
                needs.append(
                    try await SharedNeedOperations.propose(
                        visit, in: network.programme,
                        SharedDraft(fields: need, member: .country("HR"), choice: choice)))
                _ = try await InformationRouteOperations.draw(
                    visit, in: network.programme,
                    SharedDraft(fields: route, member: .country("HR"), choice: choice),
                    [RouteStep(teller: "Port", told: "Police", means: "", minutes: 5)])
            }
            let readers: [(account: TestAccount, reads: [Int])] = [
                (network.croatia, [0, 1, 2, 3]), (network.latvia, [0, 1, 3]), (network.austria, [0]),
                (network.belgium, []), (network.world.organiser, [0, 1, 2]), (network.world.facilitator, [0]),
                (network.world.stranger, []),
            ]
            let start = "/programmes/\(network.programme)"
            for reader in readers {
                let browser = await network.browser(reader.account)
                let api = try await network.world.api(reader.account)
                for path in ["\(start)/sharing", "\(start)/routes", start, "/search?q=needword", "/today"] {
                    let page = try await browser.get(path)
                    for index in choices.indices where !reader.reads.contains(index) {
                        #expect(
                            !page.contains("Needword\(index)") && !page.contains("Routeword\(index)")
                                && !page.contains(needs[index].id.description),
                            "\(reader.account.name) at \(path)")
                    }
                }
                #expect(try await api.send(.get, "/api/v1/needs").items.count == reader.reads.count)
                let routes = try await api.send(.get, "/api/v1\(start)/routes")
                #expect(routes.items.count == reader.reads.count, "\(reader.account.name)")
                for (index, need) in needs.enumerated() {
                    let expected = reader.reads.contains(index) ? 200 : 404
                    #expect(try await browser.get("\(start)/needs/\(need.id)").status == expected)
                    #expect(try await api.send(.get, "/api/v1\(start)/needs/\(need.id)").status == expected)
                }
            }
        }
    }

    /// Every reader, every marking, every door.
    @Test(arguments: TestEngine.allCases)
    func `a notice is met by those alone who may read it, through every door`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let choices: [(String, RecordAudience)] = [
                ("GREEN", .programme), ("AMBER", .programme), ("AMBER", .members([.country("LV")])),
                ("AMBER+STRICT", .programme), ("RED", .accounts([network.latvia.id])),
            ]
            var records: [NoticeRecord] = []
            for (index, item) in choices.enumerated() {
                records.append(
                    try await ask(network, network.croatia, "HR") { draft in
                        draft.fields.title = "Secretword\(index)"
                        draft.choice = AudienceChoice(marking: item.0, audience: item.1)
                    })
            }
            let readers: [(account: TestAccount, reads: [Int])] = [
                (network.croatia, [0, 1, 2, 3, 4]), (network.latvia, [0, 1, 2, 4]), (network.austria, [0, 1]),
                (network.belgium, []), (network.world.organiser, [0, 1, 2, 3]), (network.world.facilitator, [0]),
                (network.world.stranger, []), (network.world.administrator, []),
            ]
            for reader in readers {
                let browser = await network.browser(reader.account)
                let api = try await network.world.api(reader.account)
                let sharing = "/programmes/\(network.programme)/sharing"
                for path in [sharing, "/programmes/\(network.programme)", "/search?q=secretword", "/today"] {
                    let page = try await browser.get(path)
                    for index in records.indices where !reader.reads.contains(index) {
                        #expect(
                            !page.contains("Secretword\(index)") && !page.contains(records[index].id.description),
                            "\(reader.account.name) at \(path)")
                    }
                }
                let found = try await browser.get("/search?q=secretword")
                for index in reader.reads {
                    // What is found is marked in it, so that the title stands there in two parts.
                    #expect(found.contains("/notices/\(records[index].id)"), "\(reader.account.name)")
                }
                let told = try await api.send(.get, "/api/v1/notices").items.count
                #expect(told == reader.reads.count, "\(reader.account.name)")
                for (index, record) in records.enumerated() {
                    let expected = reader.reads.contains(index) ? 200 : 404
                    let path = "/programmes/\(network.programme)/notices/\(record.id)"
                    #expect(try await browser.get(path).status == expected, "\(reader.account.name) \(index)")
                    #expect(try await api.send(.get, "/api/v1\(path)").status == expected)
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what others answered or named is read by nobody more than when they did`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (croatia, latvia) = (try await network.visit(network.croatia), try await network.visit(network.latvia))
            let two = RecordAudience.members([.country("LV"), .country("AT")])
            let notice = try await ask(network, network.croatia, "HR") { draft in
                draft.choice = AudienceChoice(marking: "AMBER+STRICT", audience: two)
            }
            func change(_ marking: String, _ audience: RecordAudience) async throws {
                _ = try await NoticeOperations.change(
                    croatia, network.programme, notice.id, notice.fields,
                    AudienceChoice(marking: marking, audience: audience))
            }
            try await change("AMBER", two)
            try await change("AMBER+STRICT", two)
            var answer = NoticeAnswerFields()
            answer.text = "We have four."
            try await NoticeOperations.answer(
                latvia, network.programme, notice.id, answer, toAsker: false, for: .country("LV"))
            let wider: [(String, RecordAudience)] = [
                ("GREEN", .programme), ("CLEAR", .programme), ("AMBER", .programme),
                ("AMBER+STRICT", .members([.country("LV"), .country("AT"), .country("SI")])),
                ("AMBER+STRICT", .accounts([network.world.facilitator.id])),
            ]
            for (marking, audience) in wider {
                await expectRefusal(.moreReaders) { try await change(marking, audience) }
            }
            try await change("AMBER+STRICT", .members([.country("LV")]))
            try await change("RED", .accounts([network.latvia.id]))

            let need = try await propose(network, marking: "AMBER+STRICT")
            var choice = AudienceChoice(marking: "AMBER+STRICT", audience: .members([.country("LV")]))
            _ = try await SharedNeedOperations.change(croatia, network.programme, need.id, need.fields, choice)
            _ = try await SharedNeedOperations.name(
                latvia, network.programme, need.id, for: .country("LV"), note: "Two tell us other names.")
            choice = AudienceChoice(marking: "GREEN")
            for account in [network.croatia, network.world.organiser] {
                let visit = try await network.visit(account)
                await expectRefusal(.moreReaders) { [choice] in
                    _ = try await SharedNeedOperations.change(visit, network.programme, need.id, need.fields, choice)
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who no longer acts for the member that asked reads no answer to the asker, and changes nothing`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let notice = try await ask(network, network.croatia, "HR")
            let need = try await propose(network)
            var answer = NoticeAnswerFields()
            answer.text = "One, in secret."
            try await NoticeOperations.answer(
                network.visit(network.austria), network.programme, notice.id, answer, toAsker: true,
                for: .country("AT"))
            let (path, browser) = ("/programmes/\(network.programme)", await network.browser(network.croatia))
            #expect(try await browser.get("\(path)/notices/\(notice.id)").contains("One, in secret."))
            // Hana is still somebody at an event of the programme.
            try await site.database.write { [environment = site.environment] tx in
                try WorldMaker(environment: environment).addAccountSeat(
                    tx, network.world.event, network.croatia, .observer)
                try tx.execute("UPDATE mandate SET until = since WHERE holder = 'HR'")
            }
            let page = try await browser.get("\(path)/notices/\(notice.id)")
            #expect(page.status == 200 && !page.contains("One, in secret."))
            let api = try await network.world.api(network.croatia)
            let told = try await api.send(.get, "/api/v1\(path)/notices/\(notice.id)")
            #expect((told["answers"] as? [Any])?.isEmpty == true)
            #expect(try await browser.get("\(path)/notices/\(notice.id)/edit").status == 403)
            #expect(try await browser.post("\(path)/notices/\(notice.id)/ending").status == 403)
            #expect(try await browser.get("\(path)/needs/\(need.id)/edit").status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who had a notice, a need or a route from a list is known`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let notice = try await ask(network, network.croatia, "HR") { $0.choice = AudienceChoice(marking: "AMBER") }
            let open = try await ask(network, network.croatia, "HR")
            let need = try await propose(network, marking: "AMBER")
            var fields = InformationRouteFields()
            fields.title = "A parcel at a port"
            let route = try await InformationRouteOperations.draw(
                network.visit(network.croatia), in: network.programme,
                SharedDraft(fields: fields, member: .country("HR"), choice: AudienceChoice(marking: "AMBER")),
                [RouteStep(teller: "Port", told: "Police", means: "", minutes: 5)])
            let api = try await network.world.api(network.latvia)
            let path = "/programmes/\(network.programme)"
            for list in ["notices", "needs", "routes"] {
                #expect(try await api.send(.get, "/api/v1\(path)/\(list)").status == 200)
            }
            func had(_ subject: RecordSubject) async throws -> [String] {
                try await site.database.read { try AudienceStore($0).fetches(of: subject).map(\.name) }
            }
            for subject in [notice.recordSubject, need.recordSubject, route.recordSubject] {
                #expect(try await had(subject) == ["Liga Lake"], "\(subject)")
            }
            #expect(try await had(open.recordSubject).isEmpty, "what is GREEN is for all")
            #expect(try await network.browser(network.austria).get("\(path)/routes").status == 200)
            #expect(try await Set(had(route.recordSubject)) == ["Liga Lake", "Anton Alp"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is written in a programme begins with its marking, in forms and by the API`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            try await site.database.write { [programme = network.programme] tx in
                try tx.execute("UPDATE programme SET marking = 'AMBER' WHERE id = \(programme)")
            }
            let (path, browser) = ("/programmes/\(network.programme)", await network.browser(network.croatia))
            for form in ["notices/new", "needs/new", "routes/new", "practices/new", "publications/new"] {
                let page = try await browser.get("\(path)/\(form)")
                #expect(page.contains("name=\"marking\" value=\"AMBER\" checked"), "\(form)")
            }
            let api = try await network.world.api(network.croatia)
            let told: [(String, [String: Any])] = [
                ("notices", ["kind": "notice", "title": "One", "text": "", "language": "en", "member": "country:HR"]),
                ("needs", ["title": "Two", "text": "", "language": "en", "member": "country:HR"]),
                ("routes", ["title": "Three", "note": "", "language": "en", "country": "HR"]),
                (
                    "practices",
                    [
                        "title": "Four", "summary": "It works.", "language": "en", "owner": "country:HR",
                        "happenedOn": "2021",
                    ]
                ),
                ("publications", ["title": "Five", "leads": ["country:HR"]]),
            ]
            for (list, body) in told {
                let made = try await api.send(.post, "/api/v1\(path)/\(list)", body)
                #expect(made.status == 201 && made.text("marking") == "AMBER", "\(list): \(made.json)")
            }
            // A form that says none changes none.
            let id = try await api.send(.get, "/api/v1\(path)/needs").items.first?["id"] as? String ?? ""
            let changed = try await browser.post(
                "\(path)/needs/\(id)", ["title": "Two", "text": "More.", "language": "en"])
            #expect(changed.status == 303)
            #expect(try await api.send(.get, "/api/v1\(path)/needs/\(id)").text("marking") == "AMBER")
            try await site.database.write { [programme = network.programme] tx in
                try tx.execute("UPDATE programme SET marking = 'RED' WHERE id = \(programme)")
            }
            let red = try await api.send(.post, "/api/v1\(path)/needs", told[1].1)
            #expect(red.status == 422, "of what is RED somebody says for whom it is")
            let practice = try await api.send(.post, "/api/v1\(path)/practices", told[3].1)
            #expect(practice.text("marking") == "AMBER+STRICT")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `needs and notices are of areas, stay of them, and stand on the page of the group that works on one`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let group = try await site.database.write { [environment = site.environment] tx in
                try WorkingGroupOperations.createIn(
                    Work(tx, environment), network.programme,
                    WorkingGroupFields(area: "health-security", title: "Health", since: "2023-01-01").cleaned)
            }
            let (path, browser) = ("/programmes/\(network.programme)", await network.browser(network.croatia))
            #expect(try await browser.get("\(path)/needs/new").contains("value=\"water-safety\""))
            let sent = try await browser.post(
                "\(path)/needs",
                [
                    "title": "A common list of laboratories", "text": "", "language": "en", "member": "country:HR",
                    "marking": "GREEN", "audience": "programme", "topic": "water-safety", "hazard": "",
                ])
            let need = try #require(sent.location?.split(separator: "?").first.map(String.init))
            #expect(try await browser.get(need).contains("Water safety"))
            #expect(try await browser.get("\(need)/edit").contains("value=\"water-safety\" selected"))
            let api = try await network.world.api(network.croatia)
            let notice = try await api.send(
                .post, "/api/v1\(path)/notices",
                [
                    "kind": "question", "title": "Who has boats?", "text": "", "language": "en", "member": "country:HR",
                    "areas": ["water-safety"],
                ])
            #expect(notice["areas"] as? [String] == ["water-safety"])
            let page = try await browser.get("\(path)/groups/\(group)")
            #expect(page.contains("A common list of laboratories") && page.contains("Who has boats?"))
            // What does not speak of areas leaves them; an empty choice takes them away.
            let id = need.split(separator: "/").last.map(String.init) ?? ""
            func areas() async throws -> [String]? {
                try await api.send(.get, "/api/v1\(path)/needs/\(id)")["areas"] as? [String]
            }
            var fields: [String: Any] = ["title": "A common list", "text": "", "language": "en"]
            #expect(try await api.send(.put, "/api/v1\(path)/needs/\(id)", fields).status == 200)
            #expect(try await areas() == ["water-safety"])
            fields["areas"] = ["no-such-area"]
            #expect(try await api.send(.put, "/api/v1\(path)/needs/\(id)", fields).status == 422)
            fields["areas"] = [String]()
            #expect(try await api.send(.put, "/api/v1\(path)/needs/\(id)", fields).status == 200)
            #expect(try await areas() == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate that ended while a request waited gives nothing to it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.croatia)
            try await site.database.write { tx in
                try tx.execute("UPDATE mandate SET until = since WHERE holder = 'HR'")
            }
            var fields = NoticeFields()
            (fields.kind, fields.title) = ("question", "Who has boats?")
            let draft = SharedDraft(fields: fields, member: .country("HR"), choice: AudienceChoice(marking: "GREEN"))
            await expectRefusal(.notFound) {
                _ = try await NoticeOperations.post(visit, in: network.programme, draft)
            }
        }
    }
}
