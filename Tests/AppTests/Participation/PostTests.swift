import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let postScenarios = """
    GET    /events/:event/mail/words  owners
    POST   /events/:event/mail/words  owners  303
    """

let postScreens = """
    - organiser     en mail-words  /events/:event/mail/words
    """

/// Mails about registrations, made from the journal.
struct PostTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private struct Mail: Sendable {
        let kind: String
        let address: String
        let language: String
        let subject: String
        let text: String
        let mailClass: String
        let calendar: String
    }

    /// What was written since the last time, oldest first.
    private static func mails(_ site: TestSite) async throws -> [Mail] {
        try await site.database.write { tx in
            let mails = try tx.all("SELECT * FROM outgoing_mail ORDER BY created_at, address, id").map { row in
                Mail(
                    kind: try row.get("kind"), address: try row.get("address"), language: try row.get("language"),
                    subject: try row.get("subject"), text: try row.get("text"), mailClass: try row.get("class"),
                    calendar: try row.get("calendar"))
            }
            try tx.execute("DELETE FROM outgoing_mail")
            return mails
        }
    }

    /// The journal is read, ten minutes pass, and what is due is told.
    private static func pass(_ site: TestSite, seconds: Int = 601) async throws -> [Mail] {
        try await Post.run(site.services)
        site.clock.advance(seconds: Int64(seconds))
        try await Post.run(site.services)
        return try await mails(site)
    }

    /// An event with a registration that seats as it goes along.
    private static func open(_ site: TestSite, marking: String = "GREEN", work: RegistrationRule.Work = .rolling)
        async throws -> World
    {
        let world = try await site.world()
        try await site.database.write { [environment = site.environment] tx in
            // Far enough away that no link is due yet.
            try tx.execute(
                "UPDATE event SET marking = \(marking), starts_on = '2024-02-01', ends_on = '2024-02-02'")
            var rule = RegistrationRule()
            (rule.work, rule.channels) = (work, [.nomination, .invitation, .open])
            try RegistrationStore.keep(rule, of: world.event, now: environment.now(), tx)
        }
        try await Post.run(site.services)
        return world
    }

    /// Somebody who is entered by hand, and says at once that they come.
    private static func enter(_ visit: Visit, _ event: Event.ID, _ fields: RegistrationFields) async throws
        -> Registration.ID
    {
        let id = try await RegistrationOperations.enter(visit, event, fields)
        try await RegistrationOperations.change(visit, event, id) { desk, record in _ = try desk.confirm(record) }
        return id
    }

    private static func fields(_ name: String, _ address: String, _ language: Language? = .french)
        -> RegistrationFields
    {
        var fields = RegistrationFields()
        (fields.givenName, fields.familyName, fields.email, fields.language) = ("Ana", name, address, language)
        fields.country = "HR"
        return fields
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever gets a seat is told in their own language, and what changes twice in ten minutes makes one mail`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            let visit = try await world.visit(world.organiser)
            let id = try await Self.enter(
                visit, world.event, Self.fields("Primjer", "ana@example.org"))
            try await Post.run(site.services)
            #expect(try await Self.mails(site).isEmpty)
            site.clock.advance(seconds: 300)
            try await RegistrationOperations.unseat(visit, world.event, id, reason: "Double")
            let mails = try await Self.pass(site)
            #expect(mails.map(\.kind) == ["registration-waiting"])
            #expect(mails.first?.language == "fr" && mails.first?.mailClass == "service")
            #expect(mails.first?.text.contains("https://roundtable.test/r/") == true)
            #expect(try await Self.pass(site).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a change that was taken back is not told`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            let visit = try await world.visit(world.organiser)
            let id = try await Self.enter(
                visit, world.event, Self.fields("Primjer", "ana@example.org"))
            #expect(try await Self.pass(site).map(\.kind) == ["registration-seated"])
            try await RegistrationOperations.change(visit, world.event, id) { desk, record in
                var back = try desk.unseat(record, reason: "Wrong")
                back = try desk.registration(back.id)
                _ = try desk.seat(back, "registration.promotion")
            }
            #expect(try await Self.pass(site).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of an event marked AMBER or closer a mail says neither title nor place`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site, marking: "AMBER")
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            _ = try await Self.enter(
                try await world.visit(world.organiser), world.event, Self.fields("Primjer", "ana@example.org", .english)
            )
            let mail = try #require(try await Self.pass(site).first)
            for hidden in [event.title, event.place] where !hidden.isEmpty {
                #expect(!mail.text.contains(hidden) && !mail.subject.contains(hidden))
            }
            #expect(mail.subject.contains("An event of") && mail.text.contains("2024"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who refused news and reminders still hears of their seat`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            try await site.database.write { tx in
                for one in MailClass.refusable { try MailStore.refuse("ana@example.org", one, at: 1, tx) }
            }
            _ = try await Self.enter(
                try await world.visit(world.organiser), world.event, Self.fields("Primjer", "ana@example.org"))
            #expect(try await Self.pass(site).map(\.kind) == ["registration-seated"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `when time or place changes, those with a seat are told, and those without are not`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            let visit = try await world.visit(world.organiser)
            _ = try await Self.enter(visit, world.event, Self.fields("Seated", "one@example.org"))
            let waits = try await Self.enter(
                visit, world.event, Self.fields("Waits", "two@example.org"))
            try await RegistrationOperations.unseat(visit, world.event, waits, reason: "Full")
            #expect(try await Self.pass(site).count == 2)
            try await site.database.write { [environment = site.environment] tx in
                try tx.execute("UPDATE event SET place = 'Split' WHERE id = \(world.event)")
                try Work(tx, environment).record(.event(world.event), "event:\(world.event)", "event.change")
            }
            let mails = try await Self.pass(site)
            #expect(mails.map(\.address) == ["one@example.org"])
            #expect(mails.first?.text.contains("Split") == true)
            #expect(mails.first?.text.contains("Le lieu") == true, "it says what has changed")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a focal point is asked, reminded while nobody is named, and told once how the people stand`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site, work: .batch)
            let visit = try await world.visit(world.organiser)
            let now = site.clock.now
            try await site.database.write { [environment = site.environment] tx in
                let person: Person.ID = environment.id()
                try tx.execute(
                    """
                    INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise,
                        created_at, changed_at) VALUES (\(person), '', '', '', 'Nina', 'Fokal', 'nfp@example.org', '["ru"]', '[]', 0, 0)
                    """)
                try tx.execute(
                    """
                    INSERT INTO mandate (id, role, holder_kind, holder, programme_id, person_id, since, until, review_by, state,
                        appointed_by, document, note, created_at, changed_at)
                    VALUES (\(environment.id(Mandate.ID.self)), 'focal-point', 'country', 'HR', NULL, \(person), '2020-01-01', NULL,
                        NULL, 'active', NULL, '', '', 0, 0)
                    """)
                var rule = try RegistrationStore(tx).requireRule(of: world.event)
                rule.nominationsClose = TypedTime(at: now + 20 * EpochTime.day, zone: "Europe/Zagreb")
                try RegistrationStore.keep(rule, of: world.event, now: now, tx)
            }
            _ = try await InvitationOperations.invite(
                visit, world.event, [InvitationFields(target: .country("HR"))])
            try await InvitationOperations.send(visit, world.event)
            let asked = try await Self.pass(site)
            #expect(asked.map(\.kind) == ["invitation"] && asked.first?.language == "ru")
            #expect(asked.first?.mailClass == "service")
            #expect(try await Self.pass(site).isEmpty)
            let reminded = try await Self.pass(site, seconds: 7 * 86_400)
            #expect(reminded.map(\.kind) == ["nomination-reminder"] && reminded.first?.mailClass == "reminder")
            #expect(try await Self.pass(site).isEmpty)
            var fields = NominationFields()
            (fields.familyName, fields.email) = ("Kandidat", "k@example.org")
            _ = try await NominationOperations.enter(visit, world.event, .country("HR"), fields)
            #expect(try await Self.pass(site).map(\.kind) == ["registration-asked"])
            // Silent for five days.
            #expect(try await Self.pass(site, seconds: 5 * 86_400).map(\.kind) == ["registration-reminder"])
            #expect(try await Self.pass(site, seconds: 4 * 86_400).isEmpty)
            let ids = try await site.database.read { try RegistrationStore($0).active(in: world.event).map(\.id) }
            for id in ids { try await RegistrationOperations.reject(visit, world.event, id, reason: "Full") }
            let told = try await Self.pass(site)
            #expect(told.map(\.kind).sorted() == ["nomination-summary", "registration-rejected"])
            #expect(told.contains { $0.address == "nfp@example.org" && $0.text.contains("Kandidat") })
        }
    }

    /// Croatia's focal point is somebody of the directory without an account.
    private static func focal(_ site: TestSite, _ world: World, email: String? = "nfp@example.org") async throws {
        try await site.database.write { [environment = site.environment] tx in
            let work = Work(tx, environment)
            let person = try DirectoryOperations.createPersonIn(
                work,
                PersonFields(givenName: "Nina", familyName: "Fokal", email: email, country: "HR", languages: ["en"]))
            try MandateOperations.appointIn(
                work,
                MandateFields(role: .focalPoint, holder: "country:HR", person: person, since: "2020-01-01").cleaned)
        }
        let visit = try await world.visit(world.organiser)
        _ = try await InvitationOperations.invite(visit, world.event, [InvitationFields(target: .country("HR"))])
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser reminds those who have not answered, once a day`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site, work: .batch)
            try await Self.focal(site, world)
            let (event, now) = (world.event, site.clock.now)
            try await site.database.write { tx in
                var rule = try RegistrationStore(tx).requireRule(of: event)
                rule.nominationsClose = TypedTime(at: now + 30 * EpochTime.day, zone: "Europe/Zagreb")
                try RegistrationStore.keep(rule, of: event, now: now, tx)
            }
            try await InvitationOperations.send(try await world.visit(world.organiser), event)
            #expect(try await Self.pass(site).map(\.kind) == ["invitation"])
            let browser = await world.browser(world.organiser)
            let path = "/events/\(event)/registration/invitations"
            #expect(try await browser.get(path).contains("Remind them now"))
            for _ in 0..<2 { #expect(try await browser.post("\(path)/reminders", [:]).status == 303) }
            #expect(try await Self.mails(site).map(\.kind) == ["nomination-reminder"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `the mail to a focal point without an account leads through a password of their own to the page where they nominate`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site, work: .batch)
            try await Self.focal(site, world)
            let organiser = await world.browser(world.organiser)
            let page = try await organiser.get("/events/\(world.event)/registration/invitations")
            #expect(page.contains("1 of them gets a link to sign in by it"))
            try await InvitationOperations.send(try await world.visit(world.organiser), world.event)
            let mail = try #require(try await Self.pass(site).first)
            let link = try #require(
                mail.text.firstMatch(of: /https:\/\/roundtable\.test(\/sign-in\/invitations\/\S+)/)?.1)
            let path = String(link)
            let browser = site.browser()
            // Programs that look at mails open links too.
            for _ in 0..<2 { #expect(try await browser.get(path).status == 200) }
            // A second mail does not end the first link, and weeks later it still works.
            try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let event = try EventStore(tx).event(world.event)
                let reader = try #require(
                    try PostStore(tx).holders(of: .country("HR"), in: event, on: "2023-12-01").first)
                let way = try PostWay.open(reader, for: .country("HR"), in: event, work)
                #expect(way?.until != nil && way?.path != path)
            }
            site.clock.advance(seconds: 20 * 86_400)
            let answer = try await browser.post(path, ["name": "Nina Fokal", "password": "four plain dry words"])
            #expect(answer.status == 303 && answer.location == "/my-countries/HR/events/\(world.event)")
            #expect(try await browser.get("/my-countries/HR/events/\(world.event)").contains("Nominate somebody"))
            // From now on mails lead to the page itself.
            try await site.database.write { [environment = site.environment] tx in
                let event = try EventStore(tx).event(world.event)
                let reader = try #require(
                    try PostStore(tx).holders(of: .country("HR"), in: event, on: "2023-12-20").first)
                let way = try PostWay.open(reader, for: .country("HR"), in: event, Work(tx, environment))
                #expect(way == PostWay(path: "/my-countries/HR/events/\(world.event)", until: nil))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a link that was mailed to an address which the person has no more ends with the next`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site, work: .batch)
            try await Self.focal(site, world)
            func way() async throws -> String? {
                try await site.database.write { [environment = site.environment] tx in
                    let event = try EventStore(tx).event(world.event)
                    let reader = try PostStore(tx).holders(of: .country("HR"), in: event, on: "2023-12-01").first
                    return try reader.flatMap {
                        try PostWay.open($0, for: .country("HR"), in: event, Work(tx, environment))?.path
                    }
                }
            }
            let old = try #require(try await way())
            #expect(try await site.browser().get(old).status == 200)
            try await site.database.write { tx in
                try tx.execute("UPDATE person SET email = 'new@example.org' WHERE email = 'nfp@example.org'")
            }
            let new = try #require(try await way())
            #expect(try await site.browser().get(old).status == 410)
            #expect(try await site.browser().get(new).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `before invitations go out, the page says whom no mail reaches, and without a mail server that links are handed over`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await Self.open(site, work: .batch)
            try await Self.focal(site, world, email: nil)
            let organiser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/registration/invitations"
            #expect(try await organiser.get(path).contains("so that they cannot be told: Croatia"))
            let sent = try await organiser.post("\(path)/sending", [:])
            let page = try await organiser.get(try #require(sent.location))
            #expect(page.contains("nobody was told") && !page.contains("on their way"))
            let links = try await organiser.post("/events/\(world.event)/registration/links", [:])
            #expect(links.status == 200 && links.contains("Nobody with an e-mail address speaks for: Croatia"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an administrator invites all who hold a mandate and have no account`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site, work: .batch)
            try await Self.focal(site, world)
            let browser = await world.browser(world.administrator)
            #expect(try await browser.get("/directory/mandates/invitations").contains("Nina Fokal"))
            #expect(try await browser.post("/directory/mandates/invitations", [:]).status == 303)
            let mail = try #require(try await Self.mails(site).first)
            #expect(mail.address == "nfp@example.org" && mail.text.contains("/sign-in/invitations/"))
            let owner = await world.browser(world.organiser)
            #expect(try await owner.post("/directory/mandates/invitations", [:]).status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an offer is told with its deadline, and once more when half of the time is over`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            let visit = try await world.visit(world.organiser)
            let id = try await Self.enter(
                visit, world.event, Self.fields("Primjer", "ana@example.org", .english))
            _ = try await Self.pass(site)
            let until = site.clock.now + 72 * EpochTime.hour
            try await site.database.write { [environment = site.environment] tx in
                try tx.execute(
                    "UPDATE registration SET state = 'waitlisted', offered_until = \(until) WHERE id = \(id)")
                try Work(tx, environment).record(.event(world.event), "registration:\(id)", "registration.offer")
            }
            #expect(try await Self.pass(site).map(\.kind) == ["registration-offered"])
            #expect(try await Self.pass(site, seconds: 20 * 3_600).isEmpty)
            #expect(try await Self.pass(site, seconds: 17 * 3_600).map(\.kind) == ["registration-offer-reminder"])
            #expect(try await Self.pass(site, seconds: 3_600).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat comes with a calendar entry, which is taken back where the event is cancelled`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            let visit = try await world.visit(world.organiser)
            let waits = try await Self.enter(
                visit, world.event, Self.fields("Waits", "two@example.org"))
            _ = try await Self.enter(visit, world.event, Self.fields("Seated", "one@example.org"))
            try await RegistrationOperations.unseat(visit, world.event, waits, reason: "Full")
            let first = try await Self.pass(site)
            let seated = try #require(first.first { $0.address == "one@example.org" })
            #expect(seated.calendar.contains("METHOD:REQUEST\r\n"))
            #expect(seated.calendar.contains("UID:event-\(world.event)") && !seated.calendar.contains("/r/"))
            #expect(seated.calendar.components(separatedBy: "ATTENDEE").count == 2)
            #expect(first.first { $0.address == "two@example.org" }?.calendar == "")
            _ = try await EventChangeOperations.apply(visit, .event(world.event), EventActFields(act: .cancellation))
            // Who waits is told too, and has nothing in the calendar to take back.
            let last = try await Self.pass(site).filter { !$0.calendar.isEmpty }
            #expect(last.map(\.address) == ["one@example.org"])
            #expect(last.first?.calendar.contains("METHOD:CANCEL\r\n") == true)
            #expect(last.first?.calendar.contains("STATUS:CANCELLED") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever was named learns in the first mail what is kept of them, also where seats are given at once`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            var fields = NominationFields()
            (fields.givenName, fields.familyName, fields.email) = ("Ana", "Named", "named@example.org")
            (fields.country, fields.languages) = ("HR", "en")
            let visit = try await world.visit(world.organiser)
            _ = try await NominationOperations.enter(visit, world.event, .country("HR"), fields)
            let first = try await Self.pass(site).first { $0.address == "named@example.org" }
            #expect(first?.kind == "registration-seated")
            #expect(first?.text.contains("came from those who nominated you") == true)
            let event = world.event
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET place = 'Another hall' WHERE id = \(event)")
                try Work(tx, site.environment).record(.event(event), "event:\(event)", "event.change")
            }
            let next = try await Self.pass(site).first { $0.address == "named@example.org" }
            #expect(next?.text.contains("came from those who nominated you") == false)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the agenda gives the event its hours in the calendars of those with a seat`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            _ = try await Self.enter(
                try await world.visit(world.organiser), world.event, Self.fields("Seated", "one@example.org"))
            let days = try await Self.pass(site).first { !$0.calendar.isEmpty }?.calendar
            #expect(days?.contains("DTSTART;VALUE=DATE:20240201") == true)
            // Who registered by themselves are nobody of the directory.
            try await site.database.write { tx in
                try tx.execute("UPDATE registration SET person_id = NULL")
                try tx.execute("UPDATE participant SET person_id = NULL")
            }
            let (api, path) = (try await world.api(world.organiser), "/api/v1/events/\(world.event)/agenda")
            _ = try await api.send(
                .post, path,
                ["session": "Opening", "kind": "plenary", "day": "2024-02-01", "starts": "09:00", "ends": "10:00"])
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            site.clock.advance(seconds: 601)
            try await AgendaMails.run(site.services)
            let told = try await Self.pass(site).filter { !$0.calendar.isEmpty }
            #expect(told.map(\.address) == ["one@example.org"] && told.first?.kind == "agenda")
            let entry = told.first?.calendar ?? ""
            #expect(entry.contains("UID:event-\(world.event)@roundtable.test\r\n"))
            #expect(entry.contains("DTSTART:20240201T080000Z") && entry.contains("SEQUENCE:1\r\n"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sessions leave the calendar with the seat and come again with it, each time with a higher number`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            let (visit, event) = (try await world.visit(world.organiser), world.event)
            let id = try await Self.enter(visit, event, Self.fields("Speaks", "one@example.org"))
            let seat = try #require(try await site.database.read { try PostStore($0).registration(id)?.participant })
            let (api, path) = (try await world.api(world.organiser), "/api/v1/events/\(event)/agenda")
            let block = try await api.send(
                .post, path,
                [
                    "session": "Opening", "kind": "parallel", "day": "2024-02-01", "starts": "09:00", "ends": "10:00",
                    "people": [["participant": seat.description]],
                ]
            ).text("id")
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            site.clock.advance(seconds: 601)
            try await AgendaMails.run(site.services)
            _ = try await Self.pass(site)

            func told() async throws -> [String] {
                let text = try await Self.pass(site).first { !$0.calendar.isEmpty }?.calendar ?? ""
                #expect(text.components(separatedBy: "BEGIN:VCALENDAR").count == 2)
                return text.replacing("@roundtable.test", with: "").components(separatedBy: "\r\n").filter { line in
                    ["METHOD:", "UID:", "SEQUENCE:"].contains { line.hasPrefix($0) }
                }
            }
            try await RegistrationOperations.unseat(visit, event, id, reason: "Full")
            #expect(
                try await told() == [
                    "METHOD:CANCEL", "UID:event-\(event)", "SEQUENCE:2", "UID:block-\(block)", "SEQUENCE:1",
                ])
            try await RegistrationOperations.change(visit, event, id) { desk, record in
                try desk.seat(record, "registration.promotion")
            }
            #expect(
                try await told() == [
                    "METHOD:REQUEST", "UID:event-\(event)", "SEQUENCE:3", "UID:block-\(block)", "SEQUENCE:2",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `organisers add their own words and where answers go`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await Self.open(site)
            let desk = await world.browser(world.organiser)
            let path = "/events/\(world.event)/mail/words"
            #expect(try await desk.post(path, ["reply-to": "nobody", "words-en": "Bring boots."]).status == 422)
            #expect(
                try await desk.post(path, ["reply-to": "office@example.org", "words-en": "Bring boots."]).status == 303)
            _ = try await Self.enter(
                try await world.visit(world.organiser), world.event, Self.fields("Primjer", "ana@example.org"))
            let mail = try #require(try await Self.pass(site).first)
            #expect(mail.text.contains("Bring boots."))
        }
    }
}
