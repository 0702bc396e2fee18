import Domain
import HTTPTypes
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who organises another programme is not told that an exercise is there, at no address of it.
struct ExerciseStrangerTests {
    /// Of an exercise, with a session or a token.
    private static let routes = Routes.all.filter { route in
        let isOfEvent = route.pattern.contains("/events/:event/")
        let passing = AccessScenario.all["\(route.method) \(route.pattern)"]?.passing ?? []
        let isOfExercise = route.isAPI || route.pattern.hasPrefix("/events/:event/exercise")
        return isOfEvent && isOfExercise && !passing.contains(.stranger)
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser of another programme finds nothing at any address of an exercise`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let access = try await AccessWorld(site)
            let maker = WorldMaker(environment: site.environment)
            let other = try await site.database.write { tx in
                let account = try maker.addAccount(tx, "Olga Other", "olga.other@example.org")
                _ = try maker.addProgramme(tx, "Another programme", organiser: account.id)
                return account
            }
            let token = try await AccountOperations.createToken(try await access.world.visit(other), name: "Test")
            let before = try await site.count("SELECT COUNT(*) FROM journal")
            #expect(Self.routes.count > 100)
            for route in Self.routes {
                let path = try #require(access.path(route.pattern, as: .organiser))
                let status: Int
                if route.isAPI {
                    let body = Array((route.method == .get ? "" : "{}").utf8)
                    let fields: HTTPFields = [.authorization: "Bearer \(token)"]
                    status = try await site.browser().send(route.method, path, fields, body).status
                } else {
                    let browser = await access.world.browser(other)
                    status = try await route.method == .get ? browser.get(path).status : browser.post(path).status
                }
                #expect(status == 404, "\(route.method) \(route.pattern)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM journal") == before)
        }
    }
}
