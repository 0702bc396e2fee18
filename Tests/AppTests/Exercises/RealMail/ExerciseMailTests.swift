import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let exerciseMailScenarios = """
    GET    /events/:event/exercise/real-mail                            room  404,organiser=200
    POST   /events/:event/exercise/real-mail                            room  404,organiser=422
    GET    /events/:event/exercise/play/mail                            room  404
    POST   /events/:event/exercise/play/mail                            room  404
    GET    /api/v1/events/:event/exercise/real-mail                     room  404,organiser=200
    PUT    /api/v1/events/:event/exercise/real-mail                     room  422
    GET    /api/v1/events/:event/exercise/mail-choice                   room  404
    PUT    /api/v1/events/:event/exercise/mail-choice                   room  422
    """

let exerciseMailScreens = """
    - organiser     en exercise-mail    /events/:event/exercise/real-mail
    """

/// Real mail of an exercise (S3).
struct ExerciseMailTests {
    private static let settings = Settings(
        baseURL: "https://roundtable.test",
        mail: MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Roundtable", address: "roundtable@example.org")),
        exerciseMailDomains: ["health.example"])

    private static func with(
        _ engine: TestEngine, _ settings: Settings = settings,
        _ body: @escaping (PlayWorld, TestSite) async throws -> Void
    ) async throws {
        try await engine.withDatabase(Migrations.all) { database in
            try await TestSite.on(database, settings, runsClocks: false) { site in
                let play = try await PlayWorld(
                    site,
                    [.init(label: "1", channel: "email"), .init(label: "2", channel: "email"), .init(label: "3")])
                // A and B are known at the ministry, C elsewhere.
                let addresses = ["a@health.example", "b@health.example", "c@elsewhere.example"]
                let seats = play.world.seats.prefix(3).map(\.id)
                try await site.database.write { tx in
                    for (number, seat) in seats.enumerated() {
                        let person = "01890000-0000-7000-8000-00000000000\(number)"
                        try tx.execute(
                            """
                            INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise,
                                created_at, changed_at)
                            VALUES (\(person), '', '', '', '', '', \(addresses[number]), '["fr"]', '[]', 0, 0)
                            """)
                        try tx.execute(
                            "UPDATE participant SET person_id = \(person), language = NULL WHERE id = \(seat)")
                    }
                }
                try await body(play, site)
            }
        }
    }

    private static func turnOn(_ play: PlayWorld, name: String = "Nordgate") async throws {
        try await ExerciseMailOperations.turnOn(try await play.director(), play.event, name: name)
    }

    private static func choose(_ play: PlayWorld, _ place: Int, _ isWanted: Bool = true) async throws {
        try await ExerciseMailOperations.choose(
            try await play.world.visit(play.world.seats[place]), play.event, isWanted)
    }

    private static func mails(_ play: PlayWorld) async throws -> [OutgoingMailRecord] {
        let event = play.event
        return try await play.site.database.read { try MailStore($0).mails(of: event) }.filter {
            ExerciseOutbox.kinds.contains($0.kind)
        }
    }

    private static func going(_ play: PlayWorld, _ mail: OutgoingMailRecord) async throws -> MailGoing {
        let now = play.site.clock.now
        return try await play.site.database.read { try MailKinds.going(mail, settings, now: now, $0) }
    }

    private static func arrive(_ play: PlayWorld, _ mail: OutgoingMailRecord) async throws {
        let now = play.site.clock.now
        try await play.site.database.write { try MailStore.setSent(mail.id, at: now, $0) }
    }

    @Test(arguments: TestEngine.allCases)
    func `real mail is off until the director types the name of the exercise`(engine: TestEngine) async throws {
        try await Self.with(engine) { play, site in
            try await Self.choose(play, 0)
            try await play.start()
            try await play.release("1")
            try await ExerciseMailing.run(site.services)
            #expect(try await Self.mails(play).isEmpty)
            let refused = await refusal { try await Self.turnOn(play, name: "nordgate") }
            #expect(refused?.fields.keys.contains("name") == true)
            let controller = try await play.controller()
            await expectRefusal(.forbidden) {
                try await ExerciseMailOperations.turnOn(controller, play.event, name: "Nordgate")
            }
            let lead = await play.world.browser(play.world.organiser)
            let page = try await lead.post(ExerciseMailPaths.settings(play.event), ["act": "on", "name": "Nord"])
            #expect(page.status == 422 && page.contains("value=\"Nord\""))
            site.clock.advance(seconds: 1)
            try await Self.turnOn(play)
            // What was released before is not sent afterwards.
            try await ExerciseMailing.run(site.services)
            #expect(try await Self.mails(play).map(\.kind) == [ExerciseOutbox.rules])
            #expect(try await play.journal("exercise-mail.start") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `it goes to players who asked for it, in the domains of the list, the rules first, and carries the mark`(
        engine: TestEngine
    ) async throws {
        try await Self.with(engine) { play, site in
            try await Self.turnOn(play)
            try await Self.choose(play, 0)
            let refused = await refusal { try await Self.choose(play, 2) }
            #expect(refused?.fields.keys.contains("wanted") == true)
            try await play.start()
            try await play.release("1", .init(acceptsGaps: true))
            try await play.release("3", .init(acceptsGaps: true))
            try await ExerciseMailing.run(site.services)
            try await ExerciseMailing.run(site.services)
            let mails = try await Self.mails(play)
            #expect(Set(mails.map(\.address)) == ["a@health.example"])
            #expect(mails.map(\.kind).sorted() == [ExerciseOutbox.kind, ExerciseOutbox.rules])
            for mail in mails {
                #expect(mail.subject.hasPrefix("EXERCISE · "))
                #expect(mail.text.hasPrefix(ExerciseMark.call) && mail.mailClass == .exercise)
                #expect(MailKinds.lastLine(of: mail).contains(ExerciseMark.call))
                #expect(mail.text.contains("https://roundtable.test/events/"))
                #expect(mail.attachment == nil && mail.calendar.isEmpty && mail.replyTo == nil)
            }
            let rules = try #require(mails.first { $0.kind == ExerciseOutbox.rules })
            let paper = try #require(mails.first { $0.kind == ExerciseOutbox.kind })
            #expect(rules.language == "fr" && rules.text.contains("EXERCICE"))
            #expect(paper.text.contains("Words of the inject"))
            guard case .later(_, isForAll: false) = try await Self.going(play, paper) else {
                Issue.record("A paper went before the rules")
                return
            }
            #expect(try await Self.going(play, rules) == .now)
            try await Self.arrive(play, rules)
            #expect(try await Self.going(play, paper) == .now)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a pause and a halt keep it back, ENDEX and one press end it`(engine: TestEngine) async throws {
        try await Self.with(engine) { play, site in
            try await Self.turnOn(play)
            try await Self.choose(play, 0)
            try await Self.choose(play, 1)
            try await play.start()
            try await play.release("1", .init(acceptsGaps: true))
            try await ExerciseMailing.run(site.services)
            let mails = try await Self.mails(play)
            for rules in mails where rules.kind == ExerciseOutbox.rules { try await Self.arrive(play, rules) }
            let papers = mails.filter { $0.kind == ExerciseOutbox.kind }
            let (one, other) = (
                try #require(papers.first { $0.address.hasPrefix("a") }),
                try #require(papers.first { $0.address.hasPrefix("b") })
            )
            try await play.act(.pause)
            guard case .later(let until, isForAll: true) = try await Self.going(play, one) else {
                Issue.record("A paused exercise sends mail")
                return
            }
            #expect(until > site.clock.now)
            try await play.act(.resume)
            #expect(try await Self.going(play, one) == .now)
            _ = try await ExerciseOperations.halt(try await play.director(), play.event)
            guard case .later = try await Self.going(play, one) else {
                Issue.record("A halted exercise sends mail")
                return
            }
            try await play.act(.release)
            try await play.act(.resume)
            // One press in the mail.
            let browser = site.browser()
            try await browser.post(MailPaths.refusal(one.unsubscribeToken))
            let stopped = try await Self.mails(play).first { $0.id == one.id }
            #expect(stopped?.state == .failed && stopped?.text.isEmpty == true)
            let player = try await play.world.api(play.world.seats[0]).send(
                .get, ExerciseMailPaths.apiChoice(play.event))
            #expect(player["isWanted"] as? Bool == false)
            // Whoever unticks it gets none of what waits.
            try await Self.choose(play, 1, false)
            guard case .never = try await Self.going(play, other) else {
                Issue.record("Mail goes to who wants none")
                return
            }
            try await Self.choose(play, 1)
            #expect(try await Self.going(play, other) == .now)
            try await play.act(.end)
            guard case .never = try await Self.going(play, other) else {
                Issue.record("Mail goes after ENDEX")
                return
            }
            try await ExerciseMailing.run(site.services)
            #expect(try await Self.mails(play).count == mails.count)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what may not go is not tried, waits in a pause, and goes nowhere after ENDEX`(engine: TestEngine) async throws
    {
        try await Self.with(engine) { play, site in
            let smtp = try #require(Self.settings.mail)
            try await Self.turnOn(play)
            try await Self.choose(play, 0)
            try await play.start()
            try await play.release("1", .init(acceptsGaps: true))
            try await ExerciseMailing.run(site.services)
            let rules = try #require(try await Self.mails(play).first { $0.kind == ExerciseOutbox.rules })
            try await Self.arrive(play, rules)
            try await play.act(.pause)
            #expect(try await MailSending.sendDue(site.services, by: smtp) == 1)
            #expect(try await MailSending.sendDue(site.services, by: smtp) == 0)
            let waiting = try #require(try await Self.mails(play).first { $0.kind == ExerciseOutbox.kind })
            #expect(waiting.state == .waiting && waiting.tries == 0 && waiting.sendAt > site.clock.now)
            let page = try await play.world.browser(play.world.organiser).get(Paths.eventMail(play.event))
            #expect(!page.contains("EXERCISE ·"), "the outbox of the event is read by others, too")
            try await play.act(.end)
            site.clock.advance(seconds: 10)
            #expect(try await MailSending.sendDue(site.services, by: smtp) == 1)
            let dropped = try #require(try await Self.mails(play).first { $0.kind == ExerciseOutbox.kind })
            #expect(dropped.state == .failed && dropped.text.isEmpty)
            let lead = await play.world.browser(play.world.organiser)
            #expect(try await lead.get(ExerciseMailPaths.settings(play.event)).contains("Not sent"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who stopped it and asks again gets what comes from then on`(engine: TestEngine) async throws {
        try await Self.with(engine) { play, site in
            try await Self.turnOn(play)
            try await Self.choose(play, 0)
            try await play.start()
            try await ExerciseMailing.run(site.services)
            let rules = try #require(try await Self.mails(play).first)
            try await site.browser().post(MailPaths.refusal(rules.unsubscribeToken))
            try await play.release("1", .init(acceptsGaps: true))
            try await ExerciseMailing.run(site.services)
            site.clock.advance(seconds: 1)
            try await Self.choose(play, 0)
            try await play.release("2", .init(acceptsGaps: true))
            try await ExerciseMailing.run(site.services)
            let papers = try await Self.mails(play).filter { $0.kind == ExerciseOutbox.kind }
            #expect(papers.map(\.subject) == ["EXERCISE · Secret subject 2"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no more than thirty go in a minute, and one that is turned off sends nothing`(engine: TestEngine) async throws
    {
        try await Self.with(engine) { play, site in
            try await Self.turnOn(play)
            try await Self.choose(play, 0)
            try await play.start()
            try await ExerciseMailing.run(site.services)
            let rules = try #require(try await Self.mails(play).first)
            let (event, now, environment) = (play.event, site.clock.now, site.environment)
            try await site.database.write { tx in
                for number in 0..<30 {
                    try ExerciseOutbox.writeIn(
                        Work(tx, environment), ExerciseText(subject: "S", body: "B", language: .english),
                        kind: ExerciseOutbox.kind, key: "k\(number)",
                        to: MailAddress(name: "", address: "a@health.example"), of: event)
                }
                try tx.execute("UPDATE outgoing_mail SET sent_at = \(now) WHERE key LIKE 'k%'")
            }
            guard case .later(_, isForAll: true) = try await Self.going(play, rules) else {
                Issue.record("31 in a minute")
                return
            }
            site.clock.advance(seconds: 61)
            #expect(try await Self.going(play, rules) == .now)
            try await ExerciseMailOperations.turnOff(try await play.controller(), play.event)
            guard case .never = try await Self.going(play, rules) else {
                Issue.record("Mail goes although it is off")
                return
            }
            #expect(try await play.journal("exercise-mail.stop") == 1)
        }
    }

    @Test func `a server without mail or without a list of domains turns nothing on`() async throws {
        var (without, unlisted) = (Self.settings, Self.settings)
        without.mail = nil
        unlisted.exerciseMailDomains = []
        try await Self.with(.sqlite, without) { play, _ in
            await expectRefusal(.noMail) { try await Self.turnOn(play) }
        }
        try await Self.with(.sqlite, unlisted) { play, _ in
            await expectRefusal(.exerciseMailHasNoDomain) { try await Self.turnOn(play) }
            let lead = await play.world.browser(play.world.organiser)
            let page = try await lead.get(ExerciseMailPaths.settings(play.event))
            #expect(page.contains("--exercise-mail-domains"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who turns it off and on again gets the rules once`(engine: TestEngine) async throws {
        try await Self.with(engine) { play, site in
            try await Self.turnOn(play)
            try await play.start()
            for _ in 0..<4 {
                try await Self.choose(play, 0)
                try await ExerciseMailing.run(site.services)
                let waiting = try await Self.mails(play).filter { $0.state == .waiting }
                for rules in waiting { try await Self.arrive(play, rules) }
                try await Self.choose(play, 0, false)
                site.clock.advance(seconds: 1)
            }
            try await Self.choose(play, 0)
            #expect(try await Self.mails(play).count == 1)
            try await play.release("1", .init(acceptsGaps: true))
            try await ExerciseMailing.run(site.services)
            let paper = try #require(try await Self.mails(play).first { $0.kind == ExerciseOutbox.kind })
            #expect(try await Self.going(play, paper) == .now)
        }
    }
}
