@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What a working group tells and asks, and where it meets next.
struct GroupNoticeTests {
    private struct Group {
        let network: NetworkWorld
        let id: WorkingGroup.ID
        /// In it, for Latvia, and nothing else in the programme.
        let member: TestAccount

        var path: String { "/programmes/\(network.programme)" }
        var page: String { "\(path)/groups/\(id)" }

        init(_ site: TestSite, area: String = "") async throws {
            let network = try await NetworkWorld(site)
            let (environment, programme) = (site.environment, network.programme)
            self.network = network
            member = network.world.stranger
            id = try await site.database.write { [account = network.world.stranger.id] tx in
                let work = Work(tx, environment)
                let group = try WorkingGroupOperations.createIn(
                    work, programme,
                    WorkingGroupFields(area: area, title: "Floods without borders", since: "2023-01-01").cleaned)
                let person = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Stan", familyName: "Ferry", country: "LV"))
                _ = try MandateOperations.appointIn(
                    work,
                    MandateFields(
                        role: .groupMember, holder: "working-group:\(group)", person: person, since: "2023-02-01"
                    ).cleaned)
                #expect(try AccountWriting(tx).link(account, to: person))
                return group
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is in a working group asks in its name, and its people read what is for them alone`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let group = try await Group(site)
            let (path, network) = (group.path, group.network)
            let stan = await network.browser(group.member)
            #expect(try await stan.get(group.page).contains("Tell or ask in the name of the working group"))
            let form = try await stan.get("\(path)/notices/new?member=working-group%3A\(group.id)")
            #expect(form.contains("value=\"working-group:\(group.id)\" selected"))
            #expect(!form.contains("<option value=\"country:LV\""), "he acts for no member")
            let sent = try await stan.post(
                "\(path)/notices",
                [
                    "kind": "question", "title": "Who has boats?", "text": "Before spring.", "language": "en",
                    "member": "working-group:\(group.id)", "marking": "GREEN", "audience": "programme",
                ])
            let notice = try #require(sent.location?.split(separator: "?").first.map(String.init))
            let latvia = await network.browser(network.latvia)
            #expect(try await latvia.get(notice).contains("Working group: Floods without borders"))
            #expect(try await latvia.get("\(path)/sharing").contains("Floods without borders"))
            #expect(try await latvia.get(group.page).contains("Who has boats?"), "also without an area")
            _ = try await latvia.post(
                "\(notice)/answers", ["member": "country:LV", "text": "In secret.", "language": "en", "to-asker": "1"])
            #expect(try await stan.get(notice).contains("In secret."), "the group asked")
            #expect(try await !network.browser(network.austria).get(notice).contains("In secret."))
            #expect(try await latvia.get("\(notice)/edit").status == 403)
            #expect(try await stan.get("\(notice)/edit").status == 200)
            let api = try await network.world.api(network.world.organiser)
            let told = try await api.send(
                .post, "/api/v1\(path)/notices",
                [
                    "kind": "notice", "title": "For us alone", "text": "", "language": "en",
                    "member": "working-group:\(group.id)", "marking": "AMBER+STRICT",
                ])
            #expect(told.status == 201 && told.text("member") == "working-group:\(group.id)")
            let own = "\(path)/notices/\(told.text("id"))"
            #expect(try await stan.get(own).status == 200)
            #expect(try await latvia.get(own).status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody tells in the name of a working group in which they are not, or that is closed`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let group = try await Group(site)
            let network = group.network
            var fields = NoticeFields()
            (fields.title, fields.kind) = ("Who has boats?", "question")
            var draft = SharedDraft(fields: fields, choice: AudienceChoice(marking: "GREEN"))
            draft.group = group.id
            func refused(_ account: TestAccount) async throws -> [String]? {
                let visit = try await network.visit(account)
                return await refusal { [draft] in
                    _ = try await NoticeOperations.post(visit, in: network.programme, draft)
                }?.fields.keys.sorted()
            }
            #expect(try await refused(network.latvia) == ["member"])
            #expect(try await refused(network.world.organiser) == nil, "organisers speak for every group")
            // A need is a member's: the word for a group names none.
            let stan = await network.browser(group.member)
            let need = try await stan.post(
                "\(group.path)/needs",
                ["title": "A list", "text": "", "language": "en", "member": "working-group:\(group.id)"])
            #expect(need.status == 403)
            try await site.database.write { [id = group.id] tx in
                try tx.execute("UPDATE working_group SET state = 'closed' WHERE id = \(id)")
            }
            #expect(try await refused(network.world.organiser) == ["member"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a group's next meeting is the next event on its area`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let group = try await Group(site, area: "water-safety")
            let world = group.network.world
            let browser = await world.browser(world.organiser)
            #expect(try await browser.get(group.page).contains("Next in the programme"))
            _ = try await world.api(world.organiser).send(
                .put, "/api/v1/events/\(world.event)/areas", ["areas": ["water-safety"]])
            let page = try await browser.get(group.page)
            #expect(page.contains("Next meeting") && page.contains("href=\"/events/\(world.event)\""))
        }
    }
}
