@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

let visitScenarios = """
    GET    /events/:event/visit                                                 room
    GET    /events/:event/visit/settings                                        owners
    POST   /events/:event/visit/settings                                        owners  303
    GET    /events/:event/visit/stops/new                                       owners
    POST   /events/:event/visit/stops                                           owners  422
    GET    /events/:event/visit/stops/:stop                                     room
    GET    /events/:event/visit/stops/:stop/edit                                owners
    POST   /events/:event/visit/stops/:stop/edit                                owners  422
    POST   /events/:event/visit/stops/:stop/removal                             owners  409
    POST   /events/:event/visit/agenda                                          owners  303
    GET    /events/:event/visit/access                                          owners
    GET    /events/:event/visit/access/:registration                            owners
    POST   /events/:event/visit/access/:registration                            owners  409
    POST   /events/:event/visit/access/sending                                  owners  400
    GET    /events/:event/visit/files/:file                                     runners
    POST   /events/:event/visit/stops/:stop/questions                           room  422,observer=403
    POST   /events/:event/visit/questions/:inquiry/endorsement                  room  303,organiser=403,facilitator=403,observer=403
    POST   /events/:event/visit/questions/:inquiry/answer                       paper  400
    POST   /events/:event/visit/questions/:inquiry/removal                      room  403,organiser=303,facilitator=303
    POST   /events/:event/visit/stops/:stop/observations                        room  422,observer=403
    GET    /events/:event/visit/observations/:observation                       room  403,organiser=200,facilitator=200
    POST   /events/:event/visit/observations/:observation                       room  403,organiser=422,facilitator=422
    POST   /events/:event/visit/observations/:observation/removal               room  403,organiser=303,facilitator=303
    GET    /events/:event/visit/observations/:observation/practice              owners
    POST   /events/:event/visit/observations/:observation/practice              owners  422
    GET    /my-events/:registration/visit                                       accounts  404,stranger=200
    POST   /my-events/:registration/visit                                       accounts  404,stranger=409
    GET    /r/:token/visit                                                      everyone
    POST   /r/:token/visit                                                      everyone  409
    GET    /api/v1/events/:event/visit                                          room
    PUT    /api/v1/events/:event/visit                                          owners
    GET    /api/v1/events/:event/visit/access                                   owners
    GET    /api/v1/events/:event/visit/files/:file                              runners
    GET    /api/v1/events/:event/stops                                          room
    POST   /api/v1/events/:event/stops                                          owners  422
    PUT    /api/v1/events/:event/stops/:stop                                    owners  422
    DELETE /api/v1/events/:event/stops/:stop                                    owners  409
    GET    /api/v1/events/:event/stops/:stop/questions                          room
    POST   /api/v1/events/:event/stops/:stop/questions                          room  422
    GET    /api/v1/events/:event/observations                                   room
    POST   /api/v1/events/:event/stops/:stop/observations                       room  422
    """

let visitRows = """
    stop /api/v1/events/:event/stops title=Watch_room day=2023-11-29 starts=09:00 ends=10:00 place=Pier_1
    inquiry /api/v1/events/:event/stops/:stop/questions text=Who_decides_at_night?
    observation /api/v1/events/:event/stops/:stop/observations seen=One_number_on_every_badge marking=GREEN
    """

let visitScreens = """
    - organiser     en visit            /events/:event/visit
    - member        en visit-stop       /events/:event/visit/stops/:stop
    - organiser     en visit-access     /events/:event/visit/access
    - stranger      ar own-visit        /my-events/:registration/visit
    """

/// A study visit, from its host to the report.
struct VisitTests {
    private static let stop: KeyValuePairs<String, String> = [
        "title": "Watch room", "day": "2027-06-09", "starts": "09:30", "ends": "11:00", "place": "Pier 1",
        "host-person": "Head of visits", "programme": "How a report is taken.", "rules": "Passport.",
    ]
    private static let host: KeyValuePairs<String, String> = [
        "host": "Demo port", "contact": "Head of visits", "list-due": "2027-06-01", "ask": "full-name",
        "ask": "born-on", "ask": "document-number", "note": "Flat shoes.",
    ]
    private static let passport: KeyValuePairs<String, String> = [
        "full-name": "ANA PRIMJER", "born-on": "1980-02-03", "document-number": "X1234567",
    ]

    /// Somebody with a seat and a link, an organiser, and a stop.
    private static func begin(_ site: TestSite) async throws -> (LogisticsTests.Seated, Browser, String) {
        let seated = try await LogisticsTests.Seated(site)
        let browser = await seated.world.browser(seated.world.organiser)
        let path = "/events/\(seated.event)/visit"
        #expect(try await browser.post("\(path)/settings", Self.host).status == 303)
        #expect(try await browser.post("\(path)/stops", Self.stop).status == 303)
        return (seated, browser, path)
    }

    private static func stopID(_ site: TestSite) async throws -> String {
        try #require(try await site.database.read { try $0.value("SELECT id FROM visit_stop", as: String.self) })
    }

    @Test(arguments: TestEngine.allCases)
    func `an event of the kind has the visit with its tab, and no other has it unless it is added`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let api = try await world.api(world.organiser)
            let made = try await api.send(
                .post, "/api/v1/programmes/\(world.programme)/events",
                [
                    "kind": "study-visit", "title": "A port", "startsOn": "2026-12-01", "endsOn": "2026-12-02",
                    "timeZone": "Europe/Zagreb", "place": "Split",
                ])
            #expect(made.status == 201 && (made["parts"] as? [Any])?.count == 1)
            let browser = await world.browser(world.organiser)
            let page = try await browser.get("/events/\(made.text("id"))")
            #expect(page.contains("/events/\(made.text("id"))/visit\""))
            #expect(try await browser.get("/events/\(made.text("id"))/visit").contains("No stop is planned yet"))
            #expect(try await !browser.get("/events/\(world.event)").contains("/visit\""))
            #expect(try await browser.post("/events/\(world.event)/parts", ["kind": "visit"]).status == 303)
            #expect(try await browser.get("/events/\(world.event)").contains("/visit\""))
            // A visit has no screens: the room stays where it was, and a workshop that comes later gets it.
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            #expect(event.part?.kind == EventWorkshop.kind)
            let study = try #require(Event.ID(made.text("id")))
            #expect(try await browser.post("/events/\(study)/parts", ["kind": "workshop"]).status == 303)
            let later = try await site.database.read { try EventStore($0).event(study) }
            #expect(later.part?.kind == EventWorkshop.kind && later.has(VisitFacts.partCode))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what the host asks is told by link, goes out in a list that is written down, and is gone on the day after`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let (seated, browser, path) = try await Self.begin(site)
            let (guest, own) = (site.browser(), "/r/\(seated.links[0])/visit")
            let form = try await guest.get(own)
            #expect(form.contains("name=\"document-number\"") && !form.contains("name=\"nationality\""))
            #expect(form.contains("Watch room") && form.contains("Passport."))
            let wrong = try await guest.post(own, ["full-name": "ANA PRIMJER"])
            #expect(wrong.status == 422 && wrong.contains("born-on-error") && wrong.contains("document-number-error"))
            #expect(try await guest.post(own, Self.passport).status == 303)
            #expect(try await guest.get(own).contains("You have told all that is asked."))
            let page = try await browser.get("\(path)/access")
            #expect(page.contains("1 of 2 have told all that is asked."))
            #expect(!page.contains("X1234567") && !page.contains("1980-02-03"))
            #expect(page.contains("The list has not been taken out yet."))
            let other = "\(path)/access/\(seated.people[1].id)"
            #expect(try await !browser.get("\(path)/access/\(seated.people[0].id)").contains("X1234567"))
            #expect(try await browser.post(other, ["full-name": "BORIS"]).status == 422)
            let sheet = try SheetFile.read(
                try await browser.post("\(path)/access/sending", ["format": "xlsx"]).bytes, name: "access.xlsx")
            #expect(sheet.lines.contains { $0.cells.contains("X1234567") && $0.cells.contains("ANA PRIMJER") })
            #expect(try await browser.get("\(path)/access").contains("2 people, XLSX"))
            #expect(try await browser.post("\(path)/access/sending", ["format": "csv"]).contains("X1234567"))
            let facilitator = await seated.world.browser(seated.world.facilitator)
            #expect(try await facilitator.post("\(path)/access/sending", ["format": "csv"]).status == 403)
            // Neither the journal nor the API nor the log of what went out knows any of it.
            let journal = try await site.database.read {
                try $0.all("SELECT facts FROM journal WHERE kind LIKE 'visit.%'").map {
                    try $0.get("facts", as: String.self)
                }
            }
            #expect(journal.allSatisfy { !$0.contains("X1234567") && !$0.contains("PRIMJER") })
            let api = try await seated.world.api(seated.world.organiser)
            let state = "\(try await api.send(.get, "/api/v1\(path)/access").json)"
            #expect(state.contains("hasTold") && !state.contains("X1234567"))
            // On the day itself it is there; on the day after it goes, also where an old copy brought it back.
            try await AccessOperations.forgetDue(site.services)
            #expect(try await site.count("SELECT COUNT(*) FROM visit_access") == 1)
            let (event, person) = (seated.event, seated.people[0])
            for _ in 0..<2 {
                try await site.database.write {
                    try $0.execute("UPDATE study_visit SET list_due = '2023-11-01' WHERE event_id = \(event)")
                }
                try await AccessOperations.forgetDue(site.services)
                #expect(try await site.count("SELECT COUNT(*) FROM visit_access") == 0)
                #expect(try await guest.post(own, Self.passport).status == 409)
                try await site.database.write { tx in
                    try AccessStore.store(
                        try TravellerStore(tx).traveller(event, person.id), AccessFields(fullName: "ANA"), now: 1, tx)
                }
            }
            #expect(try await guest.get(own).contains("what you told for it is erased"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is no longer asked goes at once, and so does what somebody told who does not come`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let (seated, browser, path) = try await Self.begin(site)
            let own = seated.links.map { "/r/\($0)/visit" }
            for link in own { #expect(try await site.browser().post(link, Self.passport).status == 303) }
            #expect(
                try await browser.post("\(path)/settings", ["host": "Demo port", "ask": "full-name"]).status == 303)
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM visit_access WHERE document_number <> '' OR born_on <> ''") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM visit_access WHERE full_name <> ''") == 2)
            #expect(try await site.browser().post(own[1], ["act": "withdrawal"]).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM visit_access") == 1)
            let id = seated.people[0].id
            try await site.database.write {
                try $0.execute("UPDATE registration SET state = 'withdrawn' WHERE id = \(id)")
            }
            #expect(try await site.browser().post(own[0], Self.passport).status == 409)
            try await AccessOperations.forgetDue(site.services)
            #expect(try await site.count("SELECT COUNT(*) FROM visit_access") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `stops go into the agenda's draft once, follow what is changed, and move with the event`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let (seated, browser, path) = try await Self.begin(site)
            let event = seated.event
            #expect(try await browser.post("\(path)/stops", ["title": "Later", "day": "2027-06-10"]).status == 303)
            #expect(try await browser.post("\(path)/stops", ["title": "Far", "day": "2029-06-10"]).status == 422)
            #expect(try await browser.get(path).contains("1 stop has no times yet."))
            for _ in 0..<2 { #expect(try await browser.post("\(path)/agenda").status == 303) }
            let draft = try await site.database.read { try AgendaStore($0).draft(of: event) }
            #expect(draft.map(\.title) == ["Watch room"] && draft[0].startsLocal == "2027-06-09T09:30")
            let id = try #require(
                try await site.database.read {
                    try $0.value("SELECT id FROM visit_stop WHERE title = 'Watch room'", as: String.self)
                })
            let changed: KeyValuePairs<String, String> = [
                "title": "Watch room", "day": "2027-06-09", "starts": "10:00", "ends": "11:00", "place": "Pier 2",
            ]
            #expect(try await browser.post("\(path)/stops/\(id)/edit", changed).status == 303)
            #expect(try await browser.get(path).contains("1 stop is not in the draft of the agenda, or otherwise."))
            #expect(try await browser.post("\(path)/agenda").status == 303)
            let after = try await site.database.read { try AgendaStore($0).draft(of: event) }
            #expect(after.count == 1 && after[0].startsLocal == "2027-06-09T10:00" && after[0].place == "Pier 2")
            let (environment, record) = (
                site.environment, try await site.database.read { try EventStore($0).event(event) }
            )
            try await site.database.write { tx in
                var plan = EventPlan(record)
                (plan.startsOn, plan.endsOn) = ("2027-06-16", "2027-06-17")
                try VisitFacts.follow(EventChange(event: record, after: plan), Work(tx, environment))
            }
            let moved = try await site.database.read { try VisitStore($0).stops(of: event).map(\.fields.day) }
            #expect(moved == ["2027-06-16", "2027-06-17"])
            #expect(try await site.database.read { try VisitStore($0).visit(of: event).fields.listDue } == "2027-06-08")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `people ask and observe on the phone, and a practice becomes a case of the library`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let lead = await world.browser(world.organiser)
            let path = "/events/\(world.event)/visit"
            #expect(
                try await lead.post(
                    "\(path)/stops", ["title": "Watch room", "day": "2023-11-20", "starts": "09:30", "ends": "11:00"]
                ).status == 303)
            let at = "\(path)/stops/\(try await Self.stopID(site))"
            let (one, other) = (await world.browser(world.seats[0]), await world.browser(world.seats[1]))
            for _ in 0..<2 { #expect(try await one.post("\(at)/questions", ["text": "Who decides?"]).status == 303) }
            let asked = try #require(
                try await site.database.read { try $0.value("SELECT id FROM stop_question", as: String.self) })
            let question = "\(path)/questions/\(asked)"
            #expect(try await one.post("\(question)/endorsement", ["on": "1"]).status == 404)
            for _ in 0..<2 { #expect(try await other.post("\(question)/endorsement", ["on": "1"]).status == 303) }
            #expect(try await other.get(at).contains("1 more asks this"))
            #expect(try await !other.get(at).contains("Person 1"))
            #expect(try await lead.get(at).contains("Person 1"))
            #expect(try await other.post("\(question)/answer", ["state": "asked"]).status == 403)
            #expect(try await other.post("\(question)/removal").status == 403)
            #expect(
                try await world.browser(world.rapporteur).post(
                    "\(question)/answer", ["state": "open", "answer": "The watch."]
                ).status == 303)
            #expect(try await one.get(at).contains("The watch."))
            let seen: KeyValuePairs<String, String> = [
                "seen": "One number", "useful": "On our passes", "marking": "GREEN", "practice": "1",
            ]
            #expect(try await one.post("\(at)/observations", ["seen": "", "marking": "GREEN"]).status == 422)
            #expect(try await one.post("\(at)/observations", seen).status == 303)
            let id = try #require(
                try await site.database.read { try $0.value("SELECT id FROM stop_observation", as: String.self) })
            #expect(try await other.get(at).contains("a practice to offer"))
            #expect(try await other.get("\(path)/observations/\(id)").status == 403)
            #expect(try await world.browser(world.observer).post("\(at)/observations", seen).status == 403)
            #expect(try await lead.get("\(path)/observations/\(id)/practice").contains("On our passes"))
            let practice: KeyValuePairs<String, String> = [
                "title": "One number on every badge", "place": "Port", "country": "HR", "summary": "Known by all.",
                "marking": "GREEN", "source": "Study visit",
            ]
            let made = try await lead.post("\(path)/observations/\(id)/practice", practice)
            #expect(made.status == 303)
            let shown = try await lead.follow(made)
            #expect(shown.contains("One number on every badge") && shown.contains("Practice"))
            #expect(shown.contains("One number</") || shown.contains("“One number”"))
            #expect(try await lead.post("\(path)/observations/\(id)/practice", practice).status == 409)
            #expect(try await lead.post("\(at)/removal").status == 409)
            let report = try await lead.get("\(path)/files/report.html")
            for words in [
                "Watch room", "Who decides?", "The watch.", "One number", "Practices offered", "Known by all.",
            ] {
                #expect(report.contains(words), "\(words)")
            }
            #expect(!report.contains("Person 1"))
            // The case may go once the observation does not stand on it any more.
            #expect(try await one.post("\(path)/observations/\(id)/removal").status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM past_case WHERE kind = 'practice'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who was asked finds it on the first page, and who organises finds the list that is due`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let (seated, browser, path) = try await Self.begin(site)
            #expect(try await !browser.get("/today").contains("Send the access list to the host"))
            let (event, person) = (seated.event, seated.people[0].id)
            let stranger = seated.world.stranger
            #expect(try await browser.post("/events/\(event)/parts", ["kind": "visit"]).status == 303)
            try await site.database.write {
                try $0.execute("UPDATE study_visit SET list_due = '2023-12-02' WHERE event_id = \(event)")
                try $0.execute("UPDATE registration SET account_id = \(stranger.id) WHERE id = \(person)")
            }
            let own = await seated.world.browser(stranger)
            #expect(try await own.get("/today").contains("Tell what the host asks for"))
            #expect(try await browser.get("/today").contains("Send the access list to the host"))
            #expect(try await own.post("/my-events/\(person)/visit", Self.passport).status == 303)
            #expect(try await !own.get("/today").contains("Tell what the host asks for"))
            #expect(try await browser.post("\(path)/access/sending", ["format": "csv"]).status == 200)
            #expect(try await !browser.get("/today").contains("Send the access list to the host"))
        }
    }
}
