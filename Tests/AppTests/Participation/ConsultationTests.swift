@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Who gets through, route by route, and how they are answered (see ``AccessTests``, which finds both tables here).
let consultationScenarios = """
    GET    /events/:event/consultations                                                        runners
    POST   /events/:event/consultations                                                        owners  422
    GET    /events/:event/consultations/:consultation                                          runners
    GET    /events/:event/consultations/:consultation/settings                                 owners
    POST   /events/:event/consultations/:consultation/settings                                 owners  422
    GET    /events/:event/consultations/:consultation/questions                                owners
    POST   /events/:event/consultations/:consultation/questions                                owners  422
    POST   /events/:event/consultations/:consultation/opening                                  owners  303
    POST   /events/:event/consultations/:consultation/closing                                  owners  303
    POST   /events/:event/consultations/:consultation/reminders                                owners  409
    POST   /events/:event/consultations/:consultation/summary                                  runners  303
    GET    /events/:event/consultations/:consultation/answers.xlsx                             runners
    GET    /events/:event/consultations/:consultation/addressees                               owners
    POST   /events/:event/consultations/:consultation/addressees                               owners  422
    GET    /events/:event/consultations/:consultation/addressees.xlsx                          owners
    GET    /events/:event/consultations/:consultation/addressees/import                        owners
    POST   /events/:event/consultations/:consultation/addressees/import                        owners  422
    POST   /events/:event/consultations/:consultation/focal-points                             owners  303
    POST   /events/:event/consultations/:consultation/addressees/:addressee                    owners  422
    POST   /events/:event/consultations/:consultation/addressees/:addressee/link               owners  303
    POST   /events/:event/consultations/:consultation/addressees/:addressee/removal            owners  303
    GET    /events/:event/objectives                                                           room
    POST   /events/:event/objectives                                                           owners  422
    POST   /events/:event/objectives/:objective                                                owners  422
    POST   /events/:event/objectives/:objective/order                                          owners  303
    POST   /events/:event/objectives/:objective/removal                                        owners  303
    GET    /my-consultations/:addressee                                                         accounts  404
    GET    /q/:token                                                                           everyone  410
    POST   /q/:token                                                                           everyone  410
    GET    /api/v1/events/:event/consultations                                                 runners
    POST   /api/v1/events/:event/consultations                                                 owners  422
    GET    /api/v1/events/:event/consultations/:consultation                                   runners
    PUT    /api/v1/events/:event/consultations/:consultation                                   owners  422
    PUT    /api/v1/events/:event/consultations/:consultation/questions                         owners  422
    PUT    /api/v1/events/:event/consultations/:consultation/opening                           owners
    DELETE /api/v1/events/:event/consultations/:consultation/opening                           owners
    PUT    /api/v1/events/:event/consultations/:consultation/summary                           runners  422
    GET    /api/v1/events/:event/consultations/:consultation/addressees                        owners
    POST   /api/v1/events/:event/consultations/:consultation/addressees                        owners  422
    DELETE /api/v1/events/:event/consultations/:consultation/addressees/:addressee             owners
    GET    /api/v1/events/:event/consultations/:consultation/answers                           runners
    GET    /api/v1/events/:event/objectives                                                    room
    POST   /api/v1/events/:event/objectives                                                    owners  422
    PUT    /api/v1/events/:event/objectives/:objective                                         owners  422
    DELETE /api/v1/events/:event/objectives/:objective                                         owners
    """

let consultationRows = """
    consultation /api/v1/events/:event/consultations title=Scope_of_the_workshop
    addressee /api/v1/events/:event/consultations/:consultation/addressees name=Institute_of_Examples
    objective /api/v1/events/:event/objectives text=Each_country_knows_whom_to_call
    """

let consultationScreens = """
    - organiser     en consultations        /events/:event/consultations
    - organiser     en consultation         /events/:event/consultations/:consultation
    - organiser     ar consultation-questions /events/:event/consultations/:consultation/questions
    - organiser     en objectives           /events/:event/objectives
    """

struct ConsultationTests {
    private static let mail = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    /// A consultation with three addressees, open; and their links.
    private struct Asked {
        let world: World
        let id: Consultation.ID
        let links: [String: String]

        var page: String { "/events/\(world.event)/consultations/\(id)" }

        init(_ site: TestSite, marking: String = "GREEN") async throws {
            world = try await site.world()
            let (world, visit) = (self.world, try await self.world.visit(self.world.organiser))
            try await site.database.write {
                try $0.execute("UPDATE event SET marking = \(marking) WHERE id = \(world.event)")
            }
            var input = ConsultationInput(fields: ConsultationFields(title: "Scope of the workshop"))
            input.languages = ["en", "fr"]
            id = try await ConsultationOperations.create(visit, world.event, input)
            for (name, country, language) in [
                ("Institute HR", "HR", Language.english), ("Institut BE", "BE", .french),
                ("Ministry AT", "AT", .english),
            ] {
                _ = try await ConsultationOperations.add(
                    visit, world.event, id,
                    AddresseeFields(
                        name: name, country: country, email: "\(country.lowercased())@example.org", language: language))
            }
            try await ConsultationOperations.open(visit, world.event, id)
            let (id, key) = (self.id, site.services.key)
            let people = try await site.database.read { try ConsultationStore($0).addressees(of: id) }
            links = Dictionary(
                uniqueKeysWithValues: people.map {
                    (
                        $0.fields.name,
                        ConsultationPaths.link(ConsultationOperations.token($0.id, generation: $0.generation, key: key))
                    )
                })
        }

        func link(_ name: String) throws -> String { try #require(links[name]) }
    }

    private static let answer: KeyValuePairs<String, String> = [
        "answer-q1": "One list of contacts.", "answer-q3": "5", "answer-q4": "yes", "answer-q5": "Our exercise.",
        "marking": "GREEN", "signed": "Ana Primjer", "send": "1",
    ]

    @Test(arguments: TestEngine.allCases)
    func `an organiser prepares, asks, and reads what came back by links without an account`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let asked = try await Asked(site)
            let guest = site.browser()
            let form = try await guest.get(try asked.link("Institute HR"))
            #expect(form.status == 200 && form.contains("What should this event achieve"))
            #expect(try await guest.get(try asked.link("Institut BE")).contains("lang=\"fr\""))
            #expect(try await guest.post(try asked.link("Institute HR"), Self.answer).status == 303)
            #expect(try await guest.get(try asked.link("Institute HR") + "?sent=1").contains("Your answer has arrived"))
            let page = try await asked.world.browser(asked.world.organiser).get(asked.page)
            #expect(
                page.contains("1 of 3 have answered") && page.contains("One list of contacts.")
                    && page.contains("Ana Primjer"))
            let sheet = try await asked.world.browser(asked.world.organiser).get("\(asked.page)/answers.xlsx")
            #expect(try SheetFile.read(sheet.bytes, name: "answers.xlsx").lines.count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an answer that was sent is not taken back by keeping another for later`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let asked = try await Asked(site)
            let (guest, link) = (site.browser(), try asked.link("Institute HR"))
            #expect(try await guest.get(link).contains("name=\"keep\""))
            #expect(try await guest.post(link, Self.answer).status == 303)
            #expect(try await !guest.get(link).contains("name=\"keep\""))
            #expect(try await guest.post(link, ["marking": "GREEN", "signed": "Ana", "keep": "1"]).status == 409)
            let page = try await asked.world.browser(asked.world.organiser).get(asked.page)
            #expect(page.contains("1 of 3 have answered") && page.contains("One list of contacts."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what ends before an event moves along with it, and stays on the clock of a new zone`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let asked = try await Asked(site)
            let (event, id) = (asked.world.event, asked.id)
            let visit = try await asked.world.visit(asked.world.organiser)
            let due = TypedTime(at: site.clock.now + 5 * EpochTime.day, zone: "UTC")
            try await site.database.write { [environment = site.environment] tx in
                try tx.execute("UPDATE event SET time_zone = 'UTC' WHERE id = \(event)")
                try ConsultationStore.setDue(id, (due.local, due.at), now: 1, tx)
                try RegistrationStore.keep(RegistrationRule(), of: event, now: 1, tx)
                let quota = SeatQuota(
                    label: "HR", kind: .guarantee, attribute: .country, values: ["HR"], seats: 2, until: due.at)
                try QuotaStore.keep([QuotaRecord(environment.id(), quota, until: due)], of: event, now: 1, tx)
            }
            func times() async throws -> [Int64?] {
                try await site.database.read { reading in
                    [
                        try ConsultationStore(reading).consultation(event, id).dueAt,
                        try QuotaStore(reading).quotas(of: event).first?.until?.at,
                    ]
                }
            }
            var fields = EventActFields(act: .postponement)
            fields.days = 60
            let start = try await site.database.read { try EventStore($0).event(event).startsOn }
            fields.startsOn = EventChanges.later(start, days: 60)
            try await EventChangeOperations.apply(visit, .event(event), fields)
            let moved = due.at + 60 * EpochTime.day
            #expect(try await times() == [moved, moved])
            try await site.database.write { [environment = site.environment] tx in
                let record = try EventStore(tx).event(event)
                var after = EventPlan(record)
                after.timeZone = "Asia/Almaty"
                try EventChanges.follow(EventChange(event: record, after: after), Work(tx, environment))
            }
            let there = try #require(TypedTime(TypedTime(at: moved, zone: "UTC").local, zone: "Asia/Almaty")).at
            #expect(there < moved)
            #expect(try await times() == [there, there])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each is written to once, in their language, and of a close event no mail says the subject`(engine: TestEngine)
        async throws
    {
        for marking in ["GREEN", "AMBER"] {
            try await TestSite.with(engine, mail: Self.mail) { site in
                let asked = try await Asked(site, marking: marking)
                let visit = try await asked.world.visit(asked.world.organiser)
                #expect(try await ConsultationOperations.open(visit, asked.world.event, asked.id) == 0)
                let mails = try await site.database.read {
                    try $0.all("SELECT language, subject, text FROM outgoing_mail ORDER BY address").map {
                        (
                            language: try $0.get("language", as: String.self),
                            subject: try $0.get("subject", as: String.self), text: try $0.get("text", as: String.self)
                        )
                    }
                }
                #expect(mails.map(\.language) == ["en", "fr", "en"])
                for mail in mails {
                    #expect(mail.text.contains("https://roundtable.test/q/"))
                    #expect(mail.subject.contains("Scope of the workshop") == (marking == "GREEN"))
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is missing or not offered is told at its question, and half an answer can be kept`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let asked = try await Asked(site)
            let (guest, link) = (site.browser(), try asked.link("Institute HR"))
            let wrong = try await guest.post(
                link, ["answer-q3": "9", "answer-q4": "yes", "marking": "PINK", "send": "1"])
            #expect(wrong.status == 422)
            for id in ["answer-q1-error", "answer-q3-error"] { #expect(wrong.contains("id=\"\(id)\"")) }
            #expect(try await guest.post(link, ["answer-q2": "Half", "keep": "1"]).status == 303)
            #expect(try await guest.get(link).contains("Half"))
            let page = try await asked.world.browser(asked.world.organiser).get(asked.page)
            #expect(page.contains("0 of 3 have answered") && !page.contains("Half"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after the last moment and its grace nothing is taken, and a link that was renewed or removed ends`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine) { site in
            let asked = try await Asked(site)
            let (guest, link, id) = (site.browser(), try asked.link("Institute HR"), asked.id)
            let due = site.clock.now
            try await site.database.write { try $0.execute("UPDATE consultation SET due_at = \(due) WHERE id = \(id)") }
            site.clock.advance(seconds: 3)
            #expect(try await guest.post(link, Self.answer).status == 303)
            try await site.database.write {
                try $0.execute("UPDATE consultation SET due_at = \(due - 1) WHERE id = \(id)")
            }
            #expect(try await guest.post(link, Self.answer).status == 409)
            #expect(try await guest.get(link).contains("This consultation is closed."))
            let browser = await asked.world.browser(asked.world.organiser)
            let people = try await site.database.read { try ConsultationStore($0).addressees(of: id) }
            for person in people {
                let act = person.fields.name == "Institute HR" ? "link" : "removal"
                #expect(try await browser.post("\(asked.page)/addressees/\(person.id)/\(act)").status == 303)
                #expect(try await guest.get(try asked.link(person.fields.name)).status == 410)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an answer is read as its marking says, by each way to it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let asked = try await Asked(site)
            let world = asked.world
            for (name, marking) in [("Institute HR", "RED"), ("Institut BE", "AMBER"), ("Ministry AT", "GREEN")] {
                try await site.browser().post(
                    try asked.link(name), ["answer-q1": "Words of \(marking)", "marking": marking, "send": "1"])
            }
            let (organiser, facilitator) = (
                await world.browser(world.organiser), await world.browser(world.facilitator)
            )
            #expect(try await organiser.get(asked.page).contains("Words of RED"))
            let page = try await facilitator.get(asked.page)
            #expect(
                !page.contains("Words of RED") && page.contains("Words of AMBER")
                    && page.contains("1 answer is for the organisers only."))
            let rows = try SheetFile.read(try await facilitator.get("\(asked.page)/answers.xlsx").bytes, name: "a.xlsx")
                .lines
            #expect(rows.count == 3)
            let api = try await world.api(world.facilitator)
            #expect(try await api.send(.get, "/api/v1\(asked.page)/answers").items.count == 2)
            // An objective that rests on all three names to each only what they may read.
            let lines = try await site.database.read { try ObjectiveStore($0).answers(of: [world.event]) }
            _ = try await ObjectiveOperations.add(
                try await world.visit(world.organiser), world.event,
                ObjectiveInput(text: "One list", answers: lines.map(\.id), topics: [world.topics[0].description]))
            let seen = try await world.browser(world.member).get("/events/\(world.event)/objectives")
            #expect(
                seen.contains("One list") && seen.contains("Ministry AT") && !seen.contains("Institut BE")
                    && !seen.contains("Institute HR"))
            let visit = try await world.visit(world.member)
            let book = try await site.database.read { try ThreadBook(world.event, visitor: visit.visitor, $0) }
            #expect(book.items(.answer).map(\.title) == ["Ministry AT"] && book.items(.objective).count == 1)
            let below = book.way(.down, of: book.items(.answer)[0].id).map(\.item.kind)
            #expect(below.contains(.objective) && below.contains(.topic))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `questions are written, hang on others, change places, and stay once they are answered`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let asked = try await Asked(site)
            let (browser, path, id) = (
                await asked.world.browser(asked.world.organiser), "\(asked.page)/questions", asked.id
            )
            #expect(try await browser.get(path).status == 200)
            #expect(try await browser.post(path, ["kind": "one", "words-en": "Which?"]).contains("options-en-error"))
            let added = try await browser.post(
                path,
                [
                    "kind": "many", "words-en": "Which fields?", "words-fr": "Quels domaines ?",
                    "options-en": "Water\nFood", "options-fr": "Eau\nAliments", "only-if": "q4=yes",
                ])
            #expect(added.status == 303)
            let event = asked.world.event
            func questions() async throws -> [Question] {
                try await site.database.read {
                    try ConsultationStore($0).consultation(event, id).questionnaire.questions
                }
            }
            let last = try #require(try await questions().last)
            #expect(
                last.code == "q7" && last.options.map(\.code) == ["o1", "o2"]
                    && last.options[1].words.texts["fr"] == "Aliments")
            #expect(last.relevance == .init("q4", ["yes"]))
            // A line that stays keeps its code.
            try await browser.post(
                path, ["code": "q7", "kind": "many", "words-en": "Which?", "options-en": "Air\nFood"])
            #expect(try await questions().last?.options.map(\.code) == ["o3", "o2"])
            // Not before the question that it hangs on.
            try await browser.post(path, ["code": "q5", "act": "order", "by": "-1"])
            #expect(try await questions().map(\.code) == ["q1", "q2", "q3", "q4", "q5", "q6", "q7"])
            try await browser.post(path, ["code": "q2", "act": "order", "by": "-1"])
            #expect(try await questions().prefix(2).map(\.code) == ["q2", "q1"])
            try await site.browser().post(try asked.link("Institute HR"), Self.answer)
            #expect(try await browser.post(path, ["code": "q1", "act": "removal"]).status == 409)
            #expect(try await browser.post(path, ["code": "q7", "act": "removal"]).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `addressees come in by a workbook as it goes out, and nobody is asked twice`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let asked = try await Asked(site)
            let browser = await asked.world.browser(asked.world.organiser)
            let bytes = try await browser.get("\(asked.page)/addressees.xlsx").bytes
            let same = try await browser.upload(
                "\(asked.page)/addressees/import", field: "file", fileName: "a.xlsx", bytes)
            #expect(same.location?.contains("added=0&changed=0&same=3") == true)
            let more = Array("name,kind,country,email\nMinistry LV,focal-point,LV,lv@example.org\n".utf8)
            #expect(
                try await browser.upload("\(asked.page)/addressees/import", field: "file", fileName: "a.csv", more)
                    .status == 303)
            let page = try await browser.get("\(asked.page)/addressees")
            #expect(page.contains("Ministry LV") && page.contains("Focal point"))
            let twice = try await browser.post(
                "\(asked.page)/addressees", ["name": "Other", "email": "HR@example.org"])
            #expect(twice.status == 422 && twice.contains("email-error"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `focal points are asked by their mandates, once, and their address is shown to nobody`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let asked = try await Asked(site)
            let (world, environment) = (asked.world, site.environment)
            try await site.database.write { tx in
                let work = Work(tx, environment)
                for (country, since, until) in [
                    ("HR", "2023-01-01", nil as String?), ("BE", "2020-01-01", "2021-01-01"),
                ] {
                    let person = try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(
                            givenName: "Nada", familyName: "Of \(country)",
                            email: "nfp-\(country.lowercased())@example.org",
                            country: country))
                    try MandateOperations.appointIn(
                        work,
                        MandateFields(
                            role: .focalPoint, holder: "country:\(country)", person: person, since: since, until: until,
                            note: until == nil ? "" : "As their letter says."
                        ).cleaned)
                }
            }
            let browser = await world.browser(world.organiser)
            for _ in 0..<2 { #expect(try await browser.post("\(asked.page)/focal-points").status == 303) }
            let page = try await browser.get("\(asked.page)/addressees")
            #expect(
                page.contains("Focal point of Croatia") && page.contains("Nada Of HR") && !page.contains("Of BE")
                    && !page.contains("nfp-hr"))
            #expect(try await site.count("SELECT COUNT(*) FROM consultation_addressee WHERE kind = 'focal-point'") == 1)
            #expect(try await browser.post("\(asked.page)/opening").status == 303)
            #expect(
                try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE address = 'nfp-hr@example.org'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `three days before the end only those are reminded who have not answered, and once`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let asked = try await Asked(site)
            let (id, due) = (asked.id, site.clock.now + 4 * 86_400_000)
            try await site.database.write { try $0.execute("UPDATE consultation SET due_at = \(due) WHERE id = \(id)") }
            try await site.browser().post(try asked.link("Institute HR"), Self.answer)
            try await ConsultationOperations.remindDue(site.services)
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail") == 3)
            site.clock.advance(days: 1)
            for _ in 0..<2 { try await ConsultationOperations.remindDue(site.services) }
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail") == 5)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what two write into the summary is brought together`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let asked = try await Asked(site)
            let (one, other) = (
                await asked.world.browser(asked.world.organiser), await asked.world.browser(asked.world.facilitator)
            )
            try await one.post("\(asked.page)/summary", ["base": "", "summary": "Lists first."])
            try await other.post(
                "\(asked.page)/summary", ["base": "Lists first.", "summary": "Lists first. Then drills."])
            try await one.post("\(asked.page)/summary", ["base": "Lists first.", "summary": "Contact lists first."])
            #expect(try await one.get(asked.page).contains("Contact lists first. Then drills."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `when the event's names go, people who were asked go too, and institutions stay`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let asked = try await Asked(site)
            let (event, now, id) = (asked.world.event, site.clock.now, asked.id)
            _ = try await ConsultationOperations.add(
                try await asked.world.visit(asked.world.organiser), event, asked.id,
                AddresseeFields(name: "Pero Primjer", kind: "person", email: "pero@example.org"))
            try await site.browser().post(try asked.link("Institute HR"), Self.answer)
            try await ConsultationOperations.forgetDue(site.services)
            #expect(
                try await site.count("SELECT COUNT(*) FROM consultation_addressee WHERE name = 'Pero Primjer'") == 1)
            try await site.database.write {
                try $0.execute("UPDATE event SET names_erased_at = \(now) WHERE id = \(event)")
            }
            try await ConsultationOperations.forgetDue(site.services)
            let people = try await site.database.read { try ConsultationStore($0).addressees(of: id) }
            #expect(people.map(\.fields.name).sorted() == ["Institut BE", "Institute HR", "Ministry AT", "–"])
            #expect(people.allSatisfy { $0.fields.email.isEmpty && !$0.hasLink })
            #expect(try await site.count("SELECT COUNT(*) FROM consultation_answer WHERE signed <> ''") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API prepares, asks and reads a consultation, and writes objectives`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (client, list) = (try await world.api(world.organiser), "/api/v1/events/\(world.event)/consultations")
            let questions: [[String: Any]] = [
                ["kind": "yes-no", "words": ["en": "Will you come?"], "isRequired": true],
                ["kind": "lines", "words": ["en": "Why?"], "onlyIf": ["question": "q1", "values": ["yes"]]],
            ]
            let first = try await client.send(
                .post, list, ["title": "Scope", "due": "2031-05-01T18:00", "languages": ["en"], "questions": questions])
            #expect(first.status == 201 && first.text("due") == "2031-05-01T18:00" && first.text("state") == "draft")
            let one = "\(list)/\(first.text("id"))"
            #expect(try await client.send(.put, "\(one)/opening").status == 409)
            let added = try await client.send(.post, "\(one)/addressees", ["name": "Ministry", "country": "HR"])
            #expect(added.status == 201 && added.text("link").contains("/q/"))
            #expect(try await client.send(.put, "\(one)/opening").text("state") == "open")
            let link = added.text("link").replacing("https://roundtable.test", with: "")
            #expect(
                try await site.browser().post(link, ["answer-q1": "no", "answer-q2": "dropped", "send": "1"]).status
                    == 303)
            let answers = try await client.send(.get, "\(one)/answers").items
            #expect(answers.count == 1 && answers[0]["answers"] as? [String: [String]] == ["q1": ["no"]])
            #expect(try await client.send(.put, "\(one)/questions", ["questions": []]).status == 409)
            let objective = try await client.send(
                .post, "/api/v1/events/\(world.event)/objectives",
                ["text": "Everybody knows whom to call", "answers": [answers[0]["id"] as? String ?? ""]])
            #expect(objective.status == 201 && (objective["answers"] as? [String])?.count == 1)
            #expect(
                try await client.send(.post, "/api/v1/events/\(world.event)/objectives", ["text": " "]).status == 422)
            #expect(try await client.send(.post, list, ["title": "X", "due": "tomorrow"]).status == 422)
        }
    }
}
