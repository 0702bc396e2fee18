import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The pages of who speaks for a country, of the head of a secretariat, and of a person over all their events.
struct FocalTests {
    /// An event to which Croatia and Belgium are asked, each with a focal point who has an account; it is 29 November 2023.
    private struct Field {
        let room: RegistrationWorld
        let croatia: TestAccount
        let belgium: TestAccount
        let region: App.Region.ID

        var world: World { room.world }
        var site: TestSite { room.site }
        var event: Event.ID { room.event }
        var call: String { "/my-countries/HR/events/\(event)" }

        init(_ site: TestSite, batch: Bool = true) async throws {
            let room = try await RegistrationWorld(site) { fields in
                fields.work = batch ? .batch : .rolling
                fields.nominationsClose = "2023-12-10T12:00"
            }
            let maker = WorldMaker(environment: site.environment)
            let event = room.event
            let (croatia, belgium, region) = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let croatia = try maker.addAccount(tx, "Nada Hrvat", "nada@example.org")
                let belgium = try maker.addAccount(tx, "Bart Belg", "bart@example.org")
                for (account, country) in [(croatia, "HR"), (belgium, "BE")] {
                    let person = try DirectoryOperations.createPersonIn(
                        work, PersonFields(givenName: account.name, familyName: country, country: country))
                    #expect(try AccountWriting(tx).link(account.id, to: person))
                    try MandateOperations.appointIn(
                        work,
                        MandateFields(
                            role: .focalPoint, holder: "country:\(country)", person: person, since: "2023-01-01"
                        ).cleaned)
                }
                let region = try #require(try RegionStore(tx).regions().first?.id)
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: region, country: "HR", since: "2020-01-01", until: nil, remark: nil, isHome: true), tx)
                let desk = try RegistrationDesk(event, work)
                _ = try InvitationOperations.inviteIn(
                    desk, ["HR", "BE"].map { InvitationFields(target: .country($0)).cleaned })
                try InvitationOperations.sendIn(desk)
                return (croatia, belgium, region)
            }
            (self.room, self.croatia, self.belgium, self.region) = (room, croatia, belgium, region)
        }

        func day() async throws -> String {
            let event = event
            return try await site.database.read { try EventStore($0).event(event).startsOn }
        }

        func names(_ country: String = "HR") async throws -> [String] {
            let event = event
            return try await site.database.read {
                try NominationStore($0).open(in: event, behalf: .country(country)).map(\.fields.familyName)
            }
        }

        func nomination(_ name: String) async throws -> NominationRecord {
            let event = event
            let all = try await site.database.read { try NominationStore($0).nominations(of: event) }
            return try #require(all.first { $0.fields.familyName == name })
        }

        /// The person's registration, and the link that they get by mail.
        func registration(of name: String) async throws -> (record: RegistrationRecord, link: String) {
            let id = try await nomination(name).id
            return try await site.database.write { [environment = site.environment] tx in
                let record = try #require(try RegistrationStore(tx).registration(of: id))
                let key = try tx.installationKey(environment)
                return (record, "/r/" + RegistrationLink.token(record.id, generation: 1, key: key))
            }
        }

        func set(_ change: @escaping @Sendable (inout RegistrationRecord) -> Void, of name: String) async throws {
            let record = try await registration(of: name).record
            let now = site.clock.now
            try await site.database.write { tx in
                var record = record
                change(&record)
                try RegistrationStore.update(record, now: now, tx)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a focal point nominates two people, puts them in order, replaces one and withdraws the other`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let browser = await field.world.browser(field.croatia)
            let start = try await browser.get("/my-countries")
            #expect(start.location == "/my-countries/HR")
            let page = try await browser.get("/my-countries/HR")
            #expect(page.contains("Nominate people, or say that nobody comes"))
            #expect(try await browser.get("/today").contains("/my-countries"), "the rail leads there")
            let wrong = try await browser.post("\(field.call)/nominations", ["given-name": "Ana"])
            #expect(wrong.status == 422 && wrong.contains("value=\"Ana\""))
            for name in ["Prva", "Druga"] {
                let sent = try await browser.post(
                    "\(field.call)/nominations",
                    [
                        "given-name": "Ana", "family-name": name, "email": "\(name.lowercased())@example.org",
                        "sector": "health",
                    ])
                #expect(sent.location?.hasPrefix(field.call) ?? false)
            }
            #expect(try await field.names() == ["Prva", "Druga"])
            let second = try await field.nomination("Druga")
            #expect(second.mandate != nil && second.fields.country == "HR" && second.state == .submitted)
            try await browser.post("\(field.call)/nominations/\(second.id)/place", ["by": "-1"])
            #expect(try await field.names() == ["Druga", "Prva"])
            try await browser.post(
                "\(field.call)/nominations/\(second.id)/replacement",
                ["given-name": "Ivo", "family-name": "Novi", "email": "novi@example.org", "sector": "health"])
            #expect(try await field.names() == ["Novi", "Prva"])
            let first = try await field.nomination("Prva")
            try await browser.post("\(field.call)/nominations/\(first.id)/withdrawal")
            #expect(try await field.names() == ["Novi"])
            let shown = try await browser.get(field.call)
            #expect(shown.contains("Ivo Novi") && shown.contains("Replaced and withdrawn"))
            #expect(!(try await browser.get("/my-countries/HR").contains("Nominate people, or say that nobody comes")))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `focal point and alternate act on one list: both are kept, each under the own mandate`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let alternate = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let account = try WorldMaker(environment: environment).addAccount(
                    tx, "Alma Zamjena", "alma@example.org")
                let person = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Alma", familyName: "Zamjena", country: "HR"))
                #expect(try AccountWriting(tx).link(account.id, to: person))
                try MandateOperations.appointIn(
                    work,
                    MandateFields(role: .alternate, holder: "country:HR", person: person, since: "2023-01-01").cleaned)
                return account
            }
            let (point, other) = (await field.world.browser(field.croatia), await field.world.browser(alternate))
            for (browser, name) in [(point, "Prva"), (other, "Druga")] {
                let sent = try await browser.post(
                    "\(field.call)/nominations",
                    [
                        "given-name": "Ana", "family-name": name, "email": "\(name.lowercased())@example.org",
                        "sector": "health",
                    ])
                #expect(sent.status == 303)
            }
            #expect(try await field.names() == ["Prva", "Druga"])
            let (first, second) = (try await field.nomination("Prva"), try await field.nomination("Druga"))
            #expect(first.mandate != nil && second.mandate != nil && first.mandate != second.mandate)
            // The one moves the second up, the other, whose page is older, the first down: both meant the same.
            #expect(
                try await other.post("\(field.call)/nominations/\(second.id)/place", ["by": "-1"]).status == 303)
            #expect(try await point.post("\(field.call)/nominations/\(first.id)/place", ["by": "1"]).status == 303)
            #expect(try await field.names() == ["Druga", "Prva"])
            #expect(try await other.get(field.call).contains("Prva"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the daily mail names no event that is marked AMBER, also to who has no part in it yet`(engine: TestEngine)
        async throws
    {
        let mail = MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))
        try await TestSite.with(engine, mail: mail) { site in
            let field = try await Field(site)
            let event = field.event
            try await site.database.write {
                try $0.execute("UPDATE event SET marking = 'AMBER', title = 'Hidden name' WHERE id = \(event)")
            }
            _ = try await Digest.run(site.services)
            let texts = try await site.database.read {
                try $0.all("SELECT subject, text FROM outgoing_mail WHERE kind = 'digest'").map {
                    try "\($0.get("subject", as: String.self)) \($0.get("text", as: String.self))"
                }
            }
            #expect(texts.contains { $0.contains("/my-countries/HR") && $0.contains("TLP:AMBER") })
            #expect(texts.allSatisfy { !$0.contains("Hidden name") })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a focal point names so many people and no more`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let browser = await field.world.browser(field.croatia)
            try await browser.post("\(field.call)/nominations", ["family-name": "Prva", "email": "p@example.org"])
            try await site.database.write {
                try $0.execute("UPDATE nomination SET rank = \(RegistrationDesk.mostNamed)")
            }
            let next = try await browser.post(
                "\(field.call)/nominations", ["family-name": "Druga", "email": "d@example.org"])
            #expect(next.status == 409 && next.contains("500"))
            #expect(try await field.names() == ["Prva"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a nomination that is pressed three times at once names one person`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let (browser, path) = (await field.world.browser(field.croatia), "\(field.call)/nominations")
            async let first = browser.post(path, ["family-name": "Prva"]).status
            async let second = browser.post(path, ["family-name": "Prva"]).status
            async let third = browser.post(path, ["family-name": "Prva"]).status
            #expect(try await [first, second, third] == [303, 303, 303])
            #expect(try await field.names() == ["Prva"])
            #expect(try await site.count("SELECT COUNT(*) FROM registration") == 1)
            // Taken back, the same words name somebody anew.
            let id = try await field.nomination("Prva").id
            try await browser.post("\(path)/\(id)/withdrawal")
            #expect(try await browser.post(path, ["family-name": "Prva"]).status == 303)
            #expect(try await field.names() == ["Prva"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nothing of one country is seen or done by another's focal point`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let (croatia, belgium) = (
                await field.world.browser(field.croatia), await field.world.browser(field.belgium)
            )
            try await croatia.post("\(field.call)/nominations", ["family-name": "Tajna", "email": "t@example.org"])
            let id = try await field.nomination("Tajna").id
            for path in ["/my-countries/HR", field.call, "\(field.call)/nominations/\(id)"] {
                #expect(try await belgium.get(path).status == 404, "\(path)")
            }
            let theirs = "/my-countries/BE/events/\(field.event)"
            for act in ["withdrawal", "replacement", "place", "submission"] {
                let reply = try await belgium.post(
                    "\(theirs)/nominations/\(id)/\(act)", ["family-name": "X", "by": "1"])
                #expect(reply.status == 404, "\(act)")
            }
            for path in ["/my-countries/BE", theirs] {
                let page = try await belgium.get(path)
                #expect(page.status == 200 && !page.contains("Tajna"))
            }
            let same = try await belgium.post(
                "\(theirs)/nominations", ["family-name": "Tajna", "email": "t@example.org"])
            #expect(same.status == 422 && same.contains("already registered") && same.contains("email-error"))
            #expect(!same.contains("Croatia"), "who named them first is not told")
            #expect(try await field.names("BE").isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate that ended before a draft was sent sends nothing, and the successor sees the draft`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let browser = await field.world.browser(field.croatia)
            try await browser.post("\(field.call)/nominations", ["family-name": "Skica", "draft": "1"])
            let draft = try await field.nomination("Skica")
            #expect(draft.state == .draft)
            #expect(try await browser.get("/my-countries/HR").contains("Send the nomination that is a draft"))
            let stranger = field.world.stranger
            try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let person = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Nova", familyName: "Osoba", country: "HR"))
                #expect(try AccountWriting(tx).link(stranger.id, to: person))
                try MandateOperations.appointIn(
                    work,
                    MandateFields(role: .focalPoint, holder: "country:HR", person: person, since: "2023-11-29").cleaned)
            }
            let send = "\(field.call)/nominations/\(draft.id)/submission"
            #expect(try await browser.post(send).status == 404)
            #expect(try await field.nomination("Skica").state == .draft)
            let successor = await field.world.browser(stranger)
            #expect(try await successor.get(field.call).contains("Skica"))
            try await successor.post(send)
            let sent = try await field.nomination("Skica")
            #expect(sent.state == .submitted && sent.mandate != draft.mandate)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is suspended reads the country's page and does nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let keeper = try await field.world.visit(field.world.administrator)
            let mandate = try await field.world.visit(field.croatia).visitor.mandates.first?.id
            try await MandateOperations.suspend(keeper, try #require(mandate))
            let browser = await field.world.browser(field.croatia)
            let page = try await browser.get("/my-countries/HR")
            #expect(page.status == 200 && page.contains("Your mandate is suspended"))
            #expect(!(try await browser.get(field.call).contains("id=\"nomination\"")))
            let refused = try await browser.post("\(field.call)/nominations", ["family-name": "X"])
            #expect(refused.status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was sent before a mandate ended, and waited for its turn, is not done`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let event = field.event
            let visit = try await field.world.visit(field.croatia)
            let keeper = try await field.world.visit(field.world.administrator)
            let mandate = try #require(visit.visitor.mandates.first?.id)
            try await MandateOperations.suspend(keeper, mandate)
            await expectRefusal(.mandateSuspended) {
                try await FocalOperations.answer(visit, .country("HR"), event, .declined, "")
            }
            try await MandateOperations.end(keeper, mandate, until: "2023-11-29")
            await expectRefusal(.notFound) {
                try await FocalOperations.answer(visit, .country("HR"), event, .declined, "")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country answers that nobody comes, and comes after all`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let browser = await field.world.browser(field.croatia)
            try await browser.post("\(field.call)/answer", ["comes": "no", "answer": "No budget this year"])
            #expect(try await browser.get("/my-countries/HR").contains("Nobody comes"))
            #expect(!(try await browser.get("/my-countries/HR").contains("Nominate people, or say")))
            try await browser.post("\(field.call)/answer", ["comes": "yes"])
            #expect(try await browser.get("/my-countries/HR").contains("id=\"calls\""))
            let event = field.event
            let asked = try await site.database.read {
                try InvitationStore($0).invitation(to: .country("HR"), in: event)
            }
            #expect(asked?.state == .accepted)
            #expect(try await site.journal("event:\(event)").filter { $0 == "invitation.answer" }.count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the head of a secretariat reads the countries of the region, and no other`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let (region, stranger) = (field.region, field.world.stranger)
            for (account, country, name) in [(field.croatia, "HR", "Vidljiva"), (field.belgium, "BE", "Skrivena")] {
                let browser = await field.world.browser(account)
                try await browser.post(
                    "/my-countries/\(country)/events/\(field.event)/nominations", ["family-name": name])
            }
            let head = await field.world.browser(stranger)
            #expect(try await head.get("/my-regions/\(region)").status == 404)
            try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let person = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Glava", familyName: "R"))
                #expect(try AccountWriting(tx).link(stranger.id, to: person))
                try MandateOperations.appointIn(
                    work,
                    MandateFields(role: .head, holder: "region:\(region)", person: person, since: "2023-01-01").cleaned)
            }
            let page = try await head.get("/my-regions/\(region)")
            #expect(page.contains("Vidljiva") && !page.contains("Skrivena"))
            #expect(page.contains("Cross-sector workshop"))
            #expect(try await head.get("/my-countries/HR").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `somebody without an account confirms, answers an offer and withdraws by the link`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let focal = await field.world.browser(field.croatia)
            try await focal.post("\(field.call)/nominations", ["family-name": "Gost", "email": "gost@example.org"])
            let (record, link) = try await field.registration(of: "Gost")
            let browser = site.browser()
            let page = try await browser.get(link)
            #expect(page.contains("You were nominated") && page.contains("Cross-sector workshop"))
            #expect(try await field.room.record(record.id).confirmedAt == nil, "opening it changes nothing")
            try await browser.post("\(link)/confirmation")
            #expect(try await field.room.record(record.id).confirmedAt == site.clock.now)
            // Nothing is offered yet.
            #expect(try await browser.post("\(link)/acceptance").status == 409)
            let until = site.clock.now + 3_600_000
            try await field.set({ ($0.state, $0.offeredUntil) = (.waitlisted, until) }, of: "Gost")
            let offered = try await browser.get(link)
            #expect(offered.contains("A seat is free for you") && offered.contains("data-countdown=\"\(until)\""))
            site.clock.advance(seconds: 3_600 + 3)
            try await browser.post("\(link)/acceptance")
            #expect(try await field.room.record(record.id).state == .complete, "three seconds late is in time")
            #expect(try await browser.post("\(link)/acceptance").status == 303, "twice is once")
            #expect(try await browser.get("\(link)/calendar.ics").contains("BEGIN:VEVENT"))
            try await browser.post("\(link)/withdrawal")
            #expect(try await browser.get(link).contains("You have withdrawn."))
            #expect(try await browser.get("/r/nothing").status == 410)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `links that lead nowhere are counted as guesses, and a good one never is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site, batch: false)
            try await field.room.nominate("HR", "Prva")
            let link = try await field.registration(of: "Prva").link
            let guest = site.browser()
            for _ in 0..<100 { #expect(try await guest.get(link).status == 200) }
            var statuses: Set<Int> = []
            for number in 0..<200 {
                let wrong = "/r/\(String(repeating: "a", count: 20))\(number)"
                statuses.insert(try await guest.get(wrong).status)
                statuses.insert(try await guest.post("\(wrong)/withdrawal").status)
            }
            #expect(statuses.contains(429))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the link of a seat opens agenda, materials and costs without an account, and closes with the seat`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site, batch: false)
            let focal = await field.world.browser(field.croatia)
            try await focal.post("\(field.call)/nominations", ["family-name": "Horvat", "email": "h@example.org"])
            let (record, link) = try await field.registration(of: "Horvat")
            let browser = site.browser()
            let before = try await browser.get(link)
            #expect(before.contains("Horvat") && before.contains("not released yet"))
            try await browser.post("\(link)/confirmation")
            #expect(try await browser.get(link).contains("Tell when you arrive"))
            // From the page of the registration into the room, by the link of the seat.
            let room = try #require(try await browser.post("\(link)/room").location)
            #expect(room.hasPrefix("/i/"))
            #expect(try await browser.get(room).contains("Come in"))
            let feedback = try await browser.post("\(link)/room", ["to": "feedback"]).location
            #expect(feedback == "\(room)?to=feedback")
            #expect(try await browser.post("/r/nothing/room").status == 410)
            let (visit, event) = (try await field.world.visit(field.world.organiser), field.event)
            var fields = MaterialFields()
            (fields.title, fields.marking, fields.audience) = (
                "Slides of day 1", "GREEN", MaterialAudience.everybody.rawValue
            )
            let file = try CheckedFile(Array("%PDF-1.7 slides".utf8), name: "slides.pdf", FileSettings())
            let made = try await MaterialOperations.create(visit, event, fields, file)
            let path = "\(link)/materials/\(made.id)"
            #expect(try await browser.get(path).status == 404, "a draft")
            _ = try await MaterialOperations.release(visit, event, made.id)
            #expect(try await browser.get(link).contains(path))
            #expect(try await browser.get(path).bytes == Array("%PDF-1.7 slides".utf8))
            #expect(try await site.browser().get("/r/nothing/materials/\(made.id)").status == 410)
            #expect(try await browser.get("\(link)/agenda").contains("as soon as the organisers release it"))
            let draft = AgendaDraft(
                fields: AgendaBlockFields(
                    title: "Opening", kind: AgendaContent.Kind.plenary.rawValue, day: try await field.day(),
                    starts: "09:00",
                    ends: "10:00"))
            _ = try await AgendaOperations.add(visit, event, draft)
            let close = AgendaDraft(
                fields: AgendaBlockFields(
                    title: "Weak points", day: try await field.day(), starts: "10:00", ends: "11:00", marking: "RED"))
            _ = try await AgendaOperations.add(visit, event, close)
            _ = try await AgendaReleases.release(visit, event, note: "")
            let agenda = try await browser.get("\(link)/agenda")
            #expect(agenda.contains("<p class=\"title\" dir=\"auto\">Opening</p>"))
            #expect(!agenda.contains("Weak points"), "RED is for who has come")
            // From journey and costs one finds back.
            for page in ["travel", "claim", "agenda"] {
                #expect(try await browser.get("\(link)/\(page)").contains("href=\"\(link)\""), "\(page)")
            }
            try await browser.post("\(link)/withdrawal")
            #expect(try await browser.get(path).status == 404)
            #expect(try await browser.get("\(link)/agenda").contains("There is no seat yet."))
            #expect(record.state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an offer whose time is over is not taken`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let focal = await field.world.browser(field.croatia)
            try await focal.post("\(field.call)/nominations", ["family-name": "Kasni", "email": "k@example.org"])
            let (record, link) = try await field.registration(of: "Kasni")
            let until = site.clock.now
            try await field.set({ ($0.state, $0.offeredUntil) = (.waitlisted, until) }, of: "Kasni")
            site.clock.advance(seconds: 4)
            let late = try await site.browser().post("\(link)/acceptance")
            #expect(late.status == 409 && late.contains("The time to answer this offer is over."))
            #expect(try await field.room.record(record.id).state == .waitlisted)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `my events are mine by the account, and Today tells what waits`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let focal = await field.world.browser(field.croatia)
            try await focal.post("\(field.call)/nominations", ["family-name": "Gost", "email": "gost@example.org"])
            let stranger = field.world.stranger
            try await field.set({ $0.account = stranger.id }, of: "Gost")
            let (record, _) = try await field.registration(of: "Gost")
            let browser = await field.world.browser(stranger)
            #expect(try await browser.get("/my-events").contains("Cross-sector workshop"))
            #expect(try await browser.get("/today").contains("Say whether you come"))
            #expect(try await focal.get("/my-events").contains("You are registered for nothing"))
            #expect(try await focal.post("/my-events/\(record.id)/withdrawal").status == 404)
            try await browser.post("/my-events/\(record.id)/confirmation")
            #expect(!(try await browser.get("/today").contains("Say whether you come")))
            let other = await field.world.browser(field.belgium)
            #expect(try await other.get("/today").contains("Nominate people, or say that nobody comes"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a focal point sees why somebody waits, and of other countries not even for whom seats are kept`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site, batch: false)
            let event = field.event
            try await site.database.write { [environment = site.environment] tx in
                let quotas = [
                    SeatQuota(label: "In all", attribute: nil, seats: 2),
                    SeatQuota(label: "Kept", kind: .guarantee, attribute: .country, values: ["AT"], seats: 1),
                    SeatQuota(label: "Organisations", attribute: .organisation, seats: 1),
                ]
                try QuotaOperations.keepIn(
                    Work(tx, environment), event, quotas.map { QuotaRecord(environment.id(), $0, until: nil) })
            }
            let belgium = await field.world.browser(field.belgium)
            try await belgium.post(
                "/my-countries/BE/events/\(event)/nominations",
                ["family-name": "Skrivena", "organisation": "Institute of Secrets"])
            let browser = await field.world.browser(field.croatia)
            try await browser.post(
                "\(field.call)/nominations", ["family-name": "Prva", "organisation": "Demo Ministry"])
            let page = try await browser.get(field.call)
            #expect(page.contains("Waits for a seat") && page.contains("seats are kept for others"))
            #expect(page.contains("Seats that concern you") && page.contains("1 of 2 taken"))
            for secret in ["Austria", "Institute of Secrets", "Skrivena"] {
                #expect(!page.contains(secret), "\(secret)")
            }
            let (_, link) = try await field.registration(of: "Prva")
            let own = try await site.browser().get(link)
            #expect(own.contains("You wait for a seat.") && own.contains("seats are kept for others"))
            #expect(!own.contains("Austria"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a file of nominations is taken for one's own country only, and goes out again`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let browser = await field.world.browser(field.croatia)
            let file = """
                rank,given-name,family-name,email,organisation,sector,country
                2,Ana,Druga,druga@example.org,Demo Ministry,health,HR
                1,Ivo,Prvi,prvi@example.org,Demo Ministry,security,
                3,Bart,Strani,strani@example.org,Demo Agency,health,BE
                """
            let path = "\(field.call)/import"
            let tried = try await browser.upload(
                path, ["trial": "1"], field: "file", fileName: "n.csv", Array(file.utf8))
            #expect(tried.contains("2 people would be nominated."))
            #expect(try await field.names().isEmpty)
            let done = try await browser.upload(path, field: "file", fileName: "n.csv", Array(file.utf8))
            #expect(done.contains("2 people were nominated.") && done.contains("another country"))
            #expect(try await field.names() == ["Prvi", "Druga"])
            #expect(try await field.names("BE").isEmpty)
            let out = try await browser.get("\(field.call)/export/csv")
            #expect(out.contains("Prvi") && out.contains("prvi@example.org"))
            let other = await field.world.browser(field.belgium)
            #expect(try await other.get("\(field.call)/export/csv").status == 404)
            #expect(try await !other.get("/my-countries/BE/events/\(field.event)/export/csv").contains("Prvi"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a program does the same: nominates, orders, answers, and takes its own seat`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let api = try await field.world.api(field.croatia)
            let calls = try await api.send(.get, "/api/v1/my-countries/HR/events")
            #expect(calls.items.count == 1 && calls.items.first?["isOpen"] as? Bool == true)
            let base = "/api/v1/my-countries/HR/events/\(field.event)"
            let stranger = field.world.stranger
            for name in ["Prva", "Druga"] {
                let made = try await api.send(
                    .post, "\(base)/nominations", ["familyName": name, "email": "\(name.lowercased())@example.org"])
                #expect(made.status == 201)
            }
            let second = try await field.nomination("Druga").id
            let ordered = try await api.send(.put, "\(base)/order", ["order": ["\(second)"]])
            #expect(ordered.items.first?["id"] as? String == "\(second)")
            #expect(try await field.names() == ["Druga", "Prva"])
            #expect(try await api.send(.delete, "\(base)/nominations/\(second)").text("state") == "withdrawn")
            #expect(try await api.send(.get, "\(base)/nominations").items.count == 2)
            #expect(try await api.send(.put, "\(base)/answer", ["state": "declined"]).text("answer") == "declined")
            let belgium = try await field.world.api(field.belgium)
            #expect(try await belgium.send(.get, "\(base)/nominations").status == 404)
            try await field.set({ $0.account = stranger.id }, of: "Prva")
            let (record, _) = try await field.registration(of: "Prva")
            let own = try await field.world.api(stranger)
            #expect(try await own.send(.get, "/api/v1/my-events").items.count == 1)
            let path = "/api/v1/my-events/\(record.id)"
            #expect(try await own.send(.post, "\(path)/acceptance").status == 409)
            #expect(try await own.send(.post, "\(path)/confirmation").status == 200)
            #expect(try await own.send(.post, "\(path)/withdrawal").text("state") == "withdrawn")
            #expect(try await api.send(.post, "\(path)/confirmation").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is asked before an event finds it with their account, and nobody else opens it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let (world, event) = (field.world, field.event)
            let visit = try await world.visit(world.organiser)
            var input = ConsultationInput(fields: ConsultationFields(title: "Scope of the workshop"))
            input.languages = ["en"]
            let id = try await ConsultationOperations.create(visit, event, input)
            let asked = try await ConsultationOperations.addFocalPoints(
                visit, event, id, region: ConsultationOperations.invited)
            #expect(asked == 2)
            try await ConsultationOperations.open(visit, event, id)
            let (croatia, belgium) = (await world.browser(field.croatia), await world.browser(field.belgium))
            for path in ["/today", "/my-countries/HR"] {
                #expect(try await croatia.get(path).contains("Answer the questions: Scope of the workshop"), "\(path)")
            }
            let people = try await site.database.read { try ConsultationStore($0).addressees(of: id) }
            let own = try #require(people.first { $0.fields.country == "HR" })
            let path = "/my-consultations/\(own.id)"
            #expect(try await belgium.get(path).status == 404)
            let page = try await croatia.follow(croatia.get(path))
            #expect(page.status == 200 && page.path.hasPrefix("/q/"))
        }
    }
}
