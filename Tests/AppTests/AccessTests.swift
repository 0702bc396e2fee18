@testable import App
import Domain
import Foundation
import HTTPTypes
import StorageTestSupport
import Synchronization
import Testing
import TestSupport
import Web

/// Tries every route as everybody, and compares with the tables `let …Scenarios = """` of the tests: a feature tells its own in its own
/// file, and no list names them.
struct AccessTests {
    /// Who comes. An outsider has a seat in another event; the stranger an account without a role.
    enum Who: String, CaseIterable {
        case guest, stranger, outsider, observer, member, rapporteur, facilitator, organiser, administrator
    }

    /// The words of the table.
    static let groups: [String: Set<Who>] = [
        "everyone": Set(Who.allCases),
        "accounts": [.stranger, .facilitator, .organiser, .administrator],
        "keepers": [.organiser, .administrator],
        "administrators": [.administrator],
        "programme": [.facilitator, .organiser],
        "owners": [.organiser],
        "room": [.observer, .member, .rapporteur, .facilitator, .organiser],
        "voices": [.member, .rapporteur],
        "paper": [.rapporteur, .facilitator, .organiser],
        "runners": [.facilitator, .organiser],
    ]

    static let scenarios: [String: Set<Who>] = {
        var result: [String: Set<Who>] = [:]
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, let group = groups[words[2]] else { fatalError("Not a scenario: \(line)") }
            result["\(words[0]) \(words[1])"] = group
        }
        return result
    }()

    /// Of every file of these tests that tells some.
    private static let lines: [Substring] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.flatMap { file -> [Substring] in
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
            return text.matches(of: /(?m)^let \w+Scenarios = """\n([^"]*?)\n    """/).flatMap {
                $0.output.1.split(separator: "\n")
            }
        }
    }()

    private static func name(_ route: Route) -> String { "\(route.method) \(route.pattern)" }

    @Test
    func `every route has a scenario, and every scenario a route`() {
        let routes = Set(Routes.all.map(Self.name))
        let known = Set(Self.scenarios.keys)
        #expect(routes.subtracting(known).sorted() == [], "Add a line for each to the scenarios of its feature.")
        #expect(known.subtracting(routes).sorted() == [], "These routes are gone: take their lines out.")
        #expect(routes.count == Routes.all.count, "Two routes have the same address.")
    }

    @Test(arguments: TestEngine.allCases)
    func `the dispatcher lets through exactly whom the table names`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let crowd = try await Crowd(site)
            for route in Routes.all {
                let passed = try await crowd.passing(route)
                #expect(passed == Self.scenarios[Self.name(route)], "\(Self.name(route))")
            }
        }
    }

    /// By real requests with forms and tokens: who is kept out gets no content, and changes nothing.
    @Test(arguments: TestEngine.allCases)
    func `who is kept out is asked to sign in or told nothing, and changes nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let crowd = try await Crowd(site)
            let before = try await site.count("SELECT COUNT(*) FROM journal")
            for route in Routes.all {
                for who in Set(Who.allCases).subtracting(Self.scenarios[Self.name(route)] ?? []) {
                    let page = try await crowd.send(route, as: who)
                    let isRefused =
                        [401, 403, 404].contains(page.status) || page.location?.hasPrefix("/sign-in?back=") == true
                    #expect(isRefused, "\(who.rawValue) got \(page.status) from \(Self.name(route))")
                }
            }
            #expect(try await site.count("SELECT COUNT(*) FROM journal") == before)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no page that an owner opens fails or shows its own markup`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let crowd = try await Crowd(site)
            for route in Routes.all where route.method == .get && !route.pattern.hasSuffix("/live") {
                for who in [Who.organiser, .administrator, .member]
                where Self.scenarios[Self.name(route)]?.contains(who) == true {
                    let page = try await crowd.send(route, as: who)
                    #expect(
                        page.status < 500 || page.status == 501,
                        "\(who.rawValue) got \(page.status) from \(Self.name(route))")
                    // A literal that the compiler took for a String: its markup would stand on the page as text.
                    let isEscaped =
                        page.text.contains("Message(key:")
                        || page.text.contains(/&lt;\/(p|div|h[1-6]|li|ul|span|a|b)&gt;/)
                    #expect(!isEscaped, "\(Self.name(route)) shows markup as text")
                }
            }
        }
    }
}

/// Everybody who comes, with their browsers and their bearer tokens.
private struct Crowd {
    let site: TestSite
    private let world: World
    private var cookies: [AccessTests.Who: (name: String, value: String)] = [:]
    private var bearers: [AccessTests.Who: String] = [:]

    init(_ site: TestSite) async throws {
        self.site = site
        world = try await site.world(stage: .collect)
        let (maker, programme) = (WorldMaker(environment: site.environment), world.programme)
        let outsider = try await site.database.write { tx in
            let elsewhere = try maker.addEvent(tx, programme, code: "ELSE")
            return try maker.addSeat(tx, elsewhere, "Otto Outside", country: "SI", sector: "health")
        }
        let seats: [(AccessTests.Who, TestSeat)] = [
            (.outsider, outsider), (.observer, world.observer), (.member, world.member),
            (.rapporteur, world.rapporteur),
        ]
        for (who, seat) in seats {
            cookies[who] = ("roundtable_seat", seat.cookie)
            bearers[who] = seat.link
        }
        let accounts: [(AccessTests.Who, TestAccount)] = [
            (.stranger, world.stranger), (.facilitator, world.facilitator), (.organiser, world.organiser),
            (.administrator, world.administrator),
        ]
        for (who, account) in accounts {
            cookies[who] = ("roundtable_account", account.cookie)
            bearers[who] = try await AccountOperations.createToken(try await world.visit(account), name: "Test")
        }
    }

    /// The address of a route in this world; ids of things that are not there where nothing else is known.
    private func path(_ route: Route) -> String {
        route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            switch segment {
            case ":event": world.event.description
            case ":programme": world.programme.description
            case ":code": world.code
            case ":topic": world.topics[0].description
            case ":participant": world.seats[1].id.description
            case ":account": world.stranger.id.description
            case ":act": "1"
            case ":hash", ":name", ":token", ":session": "0000"
            case _ where segment.hasPrefix(":"): "01890000-0000-7000-8000-000000000000"
            default: String(segment)
            }
        }.joined(separator: "/")
    }

    func send(_ route: Route, as who: AccessTests.Who) async throws -> Page {
        let browser = site.browser()
        if route.isAPI {
            let fields: HTTPFields = bearers[who].map { [.authorization: "Bearer \($0)"] } ?? [:]
            return try await browser.send(
                route.method, path(route), fields, Array((route.method == .get ? "" : "{}").utf8))
        }
        if let cookie = cookies[who] { await browser.setCookie(cookie.name, cookie.value) }
        return route.method == .get ? try await browser.get(path(route)) : try await browser.post(path(route))
    }

    /// Who reaches the route's handler. The handler itself is replaced, so that nothing happens to the world.
    func passing(_ route: Route) async throws -> Set<AccessTests.Who> {
        let reached = Mutex(false)
        let probe = Route(
            method: route.method, pattern: route.pattern, permission: route.permission, bodyLimit: route.bodyLimit
        ) { _ in
            reached.withLock { $0 = true }
            return Answer(status: .noContent)
        }
        let endpoint = Dispatcher(services: site.services, gate: .accounts).endpoint(probe)
        var passed: Set<AccessTests.Who> = []
        for who in AccessTests.Who.allCases {
            reached.withLock { $0 = false }
            _ = await endpoint.handler(inbound(route, who))
            if reached.withLock({ $0 }) { passed.insert(who) }
        }
        return passed
    }

    private func inbound(_ route: Route, _ who: AccessTests.Who) -> Inbound {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        if route.isAPI {
            headers[.authorization] = bearers[who].map { "Bearer \($0)" }
        } else {
            headers[.cookie] = cookies[who].map { "__Host-\($0.name)=\($0.value)" }
        }
        let names = route.pattern.split(separator: "/")
        let values = path(route).split(separator: "/")
        let parameters = zip(names, values).filter { $0.0.hasPrefix(":") }.map {
            (String($0.0.dropFirst()), String($0.1))
        }
        return Inbound(
            method: route.method, path: path(route), headers: headers,
            parameters: Dictionary(uniqueKeysWithValues: parameters))
    }
}
