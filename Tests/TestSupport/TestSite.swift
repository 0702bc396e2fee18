@testable import App
import Hummingbird
import Logging
import Storage
import StorageTestSupport
import Web

/// The whole product on a fresh database, driven in process: no socket, no waiting.
///
///     @Test(arguments: TestEngine.allCases)
///     func `a guest is asked to sign in`(engine: TestEngine) async throws {
///         try await TestSite.with(engine) { site in
///             let answer = try await site.browser().get("/account")
///             #expect(answer.location == "/sign-in?back=%2Faccount")
///         }
///     }
public struct TestSite: Sendable {
    public let app: RoundtableApp
    public let clock: TestClock
    public let log: CapturedLog

    public var services: Services { app.services }
    public var database: Database { services.database }
    public var environment: Web.Environment { services.environment }

    /// Makes the site, runs the body while the journal is followed, and removes everything.
    public static func with<Value>(
        _ engine: TestEngine, baseURL: String = "https://roundtable.test", showsDemoLinks: Bool = false,
        seed: UInt64 = 1, metricsToken: String? = nil, apiLimit: Int = 600, mail: MailSettings? = nil,
        trustsProxy: Bool = false, openID: OpenIDSettings? = nil, ordersIds: Bool = false, runsClocks: Bool = true,
        _ body: (TestSite) async throws -> Value
    ) async throws -> Value {
        try await engine.withDatabase(Migrations.all) { database in
            try await on(
                database,
                Settings(
                    baseURL: baseURL, trustsProxy: trustsProxy, showsDemoLinks: showsDemoLinks, mail: mail,
                    metricsToken: metricsToken, apiLimit: apiLimit, openID: openID), seed: seed, ordersIds: ordersIds,
                runsClocks: runsClocks, body)
        }
    }

    /// The same on a database that is there already.
    public static func on<Value>(
        _ database: Database, _ settings: Settings = Settings(baseURL: "https://roundtable.test"), seed: UInt64 = 1,
        ordersIds: Bool = false, runsClocks: Bool = true, _ body: (TestSite) async throws -> Value
    ) async throws -> Value {
        let clock = TestClock()
        let log = CapturedLog()
        let app = try await RoundtableApp(
            database: database, environment: .test(clock, seed: seed, ordersIds: ordersIds), settings: settings,
            logger: log.logger)
        let following = Task { await app.followJournal(tells: false, runsClocks: runsClocks) }
        defer { following.cancel() }
        do {
            let value = try await body(TestSite(app: app, clock: clock, log: log))
            await app.services.live.close()
            return value
        } catch {
            await app.services.live.close()
            throw error
        }
    }

    /// A browser that nobody has used yet.
    public func browser(language: String = "en") -> Browser { Browser(site: self, language: language) }

    /// A visit as handlers make it, for tests that call an operation directly.
    public func visit(_ visitor: Visitor) -> Visit {
        Visit(
            inbound: Inbound(method: .post, path: "/", id: "test", address: "127.0.0.1"), visitor: visitor,
            services: services,
            language: .english)
    }

    /// The number of rows that a count finds.
    public func count(_ sql: SQL) async throws -> Int {
        try await database.read { try $0.value(sql, as: Int.self) ?? 0 }
    }

    /// The kinds of all journal entries, oldest first.
    public func journal(_ scope: String? = nil) async throws -> [String] {
        try await database.read { try Journal.records($0, scope: scope, limit: 10_000).map(\.entry.kind) }
    }
}
