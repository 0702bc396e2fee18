@testable import App
import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Tries every route as everybody, at rows that are there, and compares with the tables `let …Scenarios = """` of the tests: a feature
/// tells its own in its own file, and no list names them.
struct AccessTests {
    /// Who comes. An outsider has a seat in another event; the stranger an account without a role.
    enum Who: String, CaseIterable {
        case guest, stranger, outsider, observer, member, rapporteur, facilitator, organiser, administrator
    }

    private static func name(_ route: Route) -> String { "\(route.method) \(route.pattern)" }

    private static func passing(_ route: Route) -> Set<Who> { AccessScenario.all[name(route)]?.passing ?? [] }

    @Test
    func `every route has a scenario, and every scenario a route`() {
        let routes = Set(Routes.all.map(Self.name))
        let known = Set(AccessScenario.all.keys)
        #expect(routes.subtracting(known).sorted() == [], "Add a line for each to the scenarios of its feature.")
        #expect(known.subtracting(routes).sorted() == [], "These routes are gone: take their lines out.")
        #expect(routes.count == Routes.all.count, "Two routes have the same address.")
    }

    @Test(arguments: TestEngine.allCases)
    func `the dispatcher lets through exactly whom the table names`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let world = try await AccessWorld(site)
            for route in Routes.all {
                #expect(world.path(route.pattern, as: .organiser) != nil, "\(Self.name(route)): a parameter has no row")
                let passed = try await world.passing(route)
                #expect(passed == Self.passing(route), "\(Self.name(route))")
            }
        }
    }

    /// By real requests with forms and tokens: who is kept out gets no content, and changes nothing. A guest is asked to sign in; who
    /// has nothing to do with the event or programme is not told that it is there; who has another role is told that it is not theirs.
    @Test(arguments: TestEngine.allCases)
    func `who is kept out is asked to sign in, refused, or told nothing, and changes nothing`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let world = try await AccessWorld(site)
            let before = try await site.count("SELECT COUNT(*) FROM journal")
            for route in Routes.all {
                for who in Set(Who.allCases).subtracting(Self.passing(route)) {
                    let page = try await world.send(route, as: who, on: site)
                    // Behind an event's door by a personal link, which the door asks for; everywhere else by signing in.
                    let asks = route.pattern.hasPrefix("/e/:code/") ? "/e/" : "/sign-in?back="
                    let isAsked = page.location?.hasPrefix(asks) == true
                    #expect(
                        page.status == Self.refusal(route, who) && isAsked == (page.status == 303),
                        "\(who.rawValue) got \(page.status) from \(Self.name(route))")
                }
            }
            #expect(try await site.count("SELECT COUNT(*) FROM journal") == before)
        }
    }

    private static func refusal(_ route: Route, _ who: Who) -> Int {
        if who == .guest { return route.isAPI || route.method != .get ? 401 : 303 }
        return switch route.permission {
        case .account, .keepDirectory, .administer: 403
        case .seeProgramme, .organiseProgramme: who == .facilitator ? 403 : 404
        default: [.stranger, .outsider, .administrator].contains(who) ? 404 : 403
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `every page opens for whom the table names, as it says, and shows no markup as text`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let world = try await AccessWorld(site)
            for route in Routes.all where route.method == .get {
                var statuses: [Who: Int] = [:]
                for who in Self.passing(route) {
                    let page = try await world.send(
                        route, as: who, on: site, listens: route.pattern.hasSuffix("/live"))
                    statuses[who] = page.status
                    // A literal that the compiler took for a String: its markup would stand on the page as text.
                    let isEscaped =
                        page.text.contains("Message(key:")
                        || page.text.contains(/&lt;\/(p|div|h[1-6]|li|ul|span|a|b)&gt;/)
                    #expect(!isEscaped, "\(Self.name(route)) shows markup as text")
                }
                Self.compare(route, statuses)
            }
        }
    }

    /// Each on the world as it was: whatever was done goes with a copy of the database. Statuses do not depend on the engine, and a
    /// file is copied in no time.
    @Test(.enabled(if: TestEngine.allCases.contains(.sqlite)))
    func `whoever may send something is answered as the table says`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            guard case .sqlite(let origin) = location else { return }
            let settings = Settings(baseURL: "https://roundtable.test", apiLimit: 0)
            let database = try await Database.open(location, migrations: Migrations.all)
            let world = try await TestSite.on(database, settings) { try await AccessWorld($0) }
            // Closing empties the WAL: the file is whole by itself.
            await database.close()
            var waiting: ArraySlice<(Route, Who)> = []
            for route in Routes.all where route.method != .get {
                for who in Who.allCases where Self.passing(route).contains(who) { waiting.append((route, who)) }
            }
            var statuses: [String: [Who: Int]] = [:]
            var copies = 0
            while !waiting.isEmpty {
                copies += 1
                let copy = "\(origin).\(copies)"
                try FileManager.default.copyItem(atPath: origin, toPath: copy)
                let written = try await Database.open(.sqlite(path: copy), migrations: Migrations.all)
                try await TestSite.on(written, settings, seed: 2) { site in
                    while let (route, who) = waiting.popFirst() {
                        let page = try await world.send(route, as: who, on: site)
                        // So many have tried to sign in here: the next does it where nobody has.
                        if page.status == 429 {
                            waiting = [(route, who)] + waiting
                            break
                        }
                        statuses[Self.name(route), default: [:]][who] = page.status
                        // What was refused changed nothing: the next may be sent to the same copy.
                        if page.status < 400 { break }
                    }
                }
                await written.close()
            }
            for route in Routes.all where route.method != .get {
                Self.compare(route, statuses[Self.name(route)] ?? [:])
            }
        }
    }

    /// Where nobody finds anything in this world, and why.
    private static let empty: [String: String] = [
        "DELETE /api/v1/comments/:item/:comment": "an item is told with its kind",
        "GET /api/v1/comments/:item": "an item is told with its kind",
        "GET /api/v1/programmes/:programme/assessments/:assessment": "none of these speaks for the country",
        "GET /comments/:item": "an item is told with its kind",
        "GET /events/:event/exercise/stations/files/:file": "the name says which",
        "GET /ideas/:idea/files/:file": "nobody was given it",
        "GET /ideas/:idea/sheet": "nobody was given it",
        "GET /my-assessments/:assessment/:sector": "none of these speaks for the country",
        "GET /my-assessments/:assessment/:sector/:needsQuestion": "none of these speaks for the country",
        "GET /programmes/:programme/planning/assessments/:assessment": "none of these speaks for the country",
        "GET /programmes/:programme/planning/assessments/:assessment/chapters/:pillar":
            "none of these speaks for the country",
        "GET /programmes/:programme/planning/assessments/:assessment/scores": "none of these speaks for the country",
        "GET /programmes/:programme/projects/files/:file": "the form of the name says which",
        "GET /projects/:project/files/:file": "the form of the name says which",
        "POST /api/v1/programmes/:programme/assessments/:assessment/submission": "none of these speaks for the country",
        "POST /comments/:item": "an item is told with its kind",
        "POST /comments/:item/removal": "an item is told with its kind",
        "POST /events/:event/exercise/play/contact": "nobody of these plays",
        "POST /filters/removal": "the form says which",
        "POST /ideas/:idea/sheet": "nobody was given it",
        "POST /my-assessments/:assessment/:sector": "none of these speaks for the country",
        "POST /my-assessments/:assessment/:sector/:needsQuestion": "none of these speaks for the country",
        "POST /programmes/:programme/planning/assessments/:assessment/chapters/:pillar":
            "none of these speaks for the country",
        "POST /programmes/:programme/planning/assessments/:assessment/consolidation":
            "none of these speaks for the country",
        "POST /programmes/:programme/planning/assessments/:assessment/respondents":
            "none of these speaks for the country",
        "POST /programmes/:programme/planning/assessments/:assessment/scores": "none of these speaks for the country",
        "POST /programmes/:programme/planning/assessments/:assessment/submission":
            "none of these speaks for the country",
        "GET /events/:event/exercise/report": "the exercise is in planning",
        "GET /events/:event/exercise/play/mail": "nobody of these plays",
        "GET /events/:event/exercise/papers/:paper/attachments/:attachment": "it is a text, which stands in the paper",
        "GET /events/:event/exercise/sheets/new": "the exercise is in planning",
        "POST /events/:event/exercise/sheets/new": "the exercise is in planning",
        "POST /events/:event/exercise/play/mail": "nobody of these plays",
        "GET /api/v1/events/:event/exercise/mail-choice": "nobody of these plays",
        "POST /events/:event/exercise/observe/questions/:point": "the exercise is in planning",
        "POST /events/:event/exercise/papers/:paper/opening": "the exercise is in planning",
        "POST /events/:event/exercise/papers/:paper/passing": "the exercise is in planning",
        "POST /events/:event/exercise/play/confirmation": "the exercise is in planning",
        "POST /events/:event/exercise/play/control": "the exercise is in planning",
        "POST /events/:event/exercise/play/log": "the exercise is in planning",
        "POST /events/:event/exercise/play/picture": "the exercise is in planning",
        "POST /events/:event/exercise/play/picture/:picture": "the exercise is in planning",
        "POST /events/:event/exercise/play/probes/:probe": "the exercise is in planning",
        "POST /events/:event/exercise/play/questions/:point": "the exercise is in planning",
        "POST /events/:event/exercise/play/reports": "the exercise is in planning",
        "POST /events/:event/exercise/play/requests": "the exercise is in planning",
        "POST /events/:event/exercise/play/statements": "the exercise is in planning",
        "POST /events/:event/exercise/points/:point/observing": "the exercise is in planning",
        "POST /events/:event/exercise/sources": "no workshop of this world has one",
        "GET /api/v1/events/:event/papers/:paper/alert": "the paper is no alert",
        "GET /events/:event/exercise/observe/questions/:point": "the exercise is in planning",
        "GET /events/:event/exercise/papers/:paper/alert.xml": "the exercise is in planning",
        "GET /events/:event/exercise/play/probes/:probe": "the exercise is in planning",
        "GET /events/:event/exercise/play/questions/:point": "the exercise is in planning",
        "GET /events/:event/exercise/play/requests/:demand": "the exercise is in planning",
        "GET /events/:event/exercise/papers": "the exercise is in planning",
        "GET /events/:event/exercise/play/control": "the exercise is in planning",
        "GET /events/:event/exercise/play/live": "the exercise is in planning",
        "GET /events/:event/exercise/play/log": "the exercise is in planning",
        "GET /events/:event/exercise/play/picture": "the exercise is in planning",
        "GET /events/:event/exercise/play/reports": "the exercise is in planning",
        "GET /events/:event/exercise/play/requests/new": "the exercise is in planning",
        "GET /events/:event/exercise/play/requests": "the exercise is in planning",
        "GET /events/:event/exercise/play/statements": "the exercise is in planning",
        "GET /metrics": "a setting switches it on", "GET /notes/:event": "a note is published first",
        "GET /programmes/:programme/public": "its organisers open it first",
        "GET /sign-in/provider": "a setting switches it on",
        "GET /sign-in/provider/return": "a setting switches it on",
        "POST /events/:event/agenda/blocks/:block/choice": "nothing in this agenda is chosen",
        "PUT /api/v1/events/:event/agenda/:block/choice": "nothing in this agenda is chosen",
        "DELETE /api/v1/events/:event/agenda/:block/choice": "nothing in this agenda is chosen",
        "POST /c/:number": "the form says the surname",
        "GET /my-events/:registration/certificate.pdf": "nobody has earned one",
        "GET /r/:token/certificate.pdf": "nobody has earned one",
        "GET /my-events/:registration/materials/:material": "it is a draft",
        "GET /r/:token/materials/:material": "it is a draft",
        "GET /my-consultations/:addressee": "an institution is asked, and no person",
        "POST /e/:code/registration/withdrawal": "none of these registered by themselves",
        "GET /events/:event/rounds/:round/slope.svg": "the same issues were asked once",
        "GET /events/:event/rounds/:round/slope.png": "the same issues were asked once",
        "POST /directory/regions/:region/memberships/:country/ending": "the form says since when",
        "POST /my-mandates/:mandate/confirmation": "it is somebody else's",
        "GET /publications/:publication/files/:file": "it is not released",
        "POST /experts/questions/:expertCandidate/answer": "somebody else is asked",
    ]

    /// Who gets through the door may still find nothing there, but only where somebody else finds something at the same address.
    private static func compare(_ route: Route, _ statuses: [Who: Int]) {
        let told = AccessScenario.all[name(route)]?.statuses
        #expect(told == statuses, "\(name(route)) answers \(AccessScenario.words(statuses))")
        #expect(
            statuses.values.contains { $0 != 404 } || empty[name(route)] != nil,
            "Nobody finds anything at \(name(route)): is its row there?")
        #expect(!statuses.values.contains { $0 >= 500 && $0 != 501 }, "\(name(route))")
    }
}
