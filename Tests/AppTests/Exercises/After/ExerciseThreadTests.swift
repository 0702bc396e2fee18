import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What followed an exercise in the thread: by the same rule as on its own pages.
struct ExerciseThreadTests {
    private func book(_ after: AfterWorld, _ visit: Visit) async throws -> ThreadBook {
        let event = after.event
        return try await after.site.database.read { try ThreadBook(around: event, visitor: visit.visitor, $0) }
    }

    @Test(arguments: TestEngine.allCases)
    func `a finding of a cell is its own and of those who run it, once the report is agreed`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let (cells, objective, event) = (after.cells, after.objective, after.event)
            let shared = try await after.find { _, place in (place.isShared, place.objective) = (true, objective) }
            let own = try await after.find { fields, place in
                (fields.title, place.cell, place.objective) = ("Only A", cells[0], objective)
            }
            let observer = try await after.world.visit(after.world.observer)
            func found(_ visit: Visit) async throws -> Set<String> {
                Set(try await book(after, visit).items(.finding).map(\.id))
            }
            let both = Set([shared.id.description, own.id.description])
            #expect(try await found(try await after.director()) == both)
            #expect(try await found(try await after.player()).isEmpty)
            #expect(try await found(observer).isEmpty)
            try await site.database.write {
                try $0.execute("UPDATE exercise SET state = 'reviewed' WHERE event_id = \(event)")
            }
            #expect(try await found(try await after.player()) == both)
            #expect(try await found(observer) == [shared.id.description])
            let api = after.world.api(after.world.observer)
            #expect(try await api.send(.get, "/api/v1/thread/finding:\(own.id)").status == 404)
            let told = try await api.send(.get, "/api/v1/thread/finding:\(shared.id)")
            #expect(
                (told["up"] as? [[String: Any]])?.contains { $0["kind"] as? String == "exercise-objective" } == true)
            let page = try await after.world.browser(after.world.organiser).get(
                AfterPaths.finding(event, shared.id))
            #expect(page.contains("id=\"thread\"") && page.contains("Tell neighbours in time"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what an evaluator saw stands between the task and the finding, for who evaluates and for the cell`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let (cells, objective, event) = (after.cells, after.objective, after.event)
            let seen = try await EvaluationOperations.observe(
                try await after.evaluator(0), event,
                ObservationDraft(text: "The desk waited", kind: .improvement, cell: cells[0], task: after.tasks[0]))
            #expect(try await book(after, try await after.director()).items(.observation).isEmpty, "not submitted yet")
            try await after.rateAll(.performed)
            _ = try await after.find { _, place in
                (place.cell, place.objective, place.observations) = (cells[0], objective, [seen])
            }
            let told = try await book(after, try await after.director())
            #expect(told.way(.up, of: seen.description).contains { $0.item.kind == .task })
            #expect(told.way(.down, of: seen.description).map(\.item.kind) == [.finding])
            try await site.database.write {
                try $0.execute("UPDATE exercise SET state = 'reviewed' WHERE event_id = \(event)")
            }
            #expect(try await book(after, try await after.player()).items(.observation).count == 1)
            let observer = try await after.world.visit(after.world.observer)
            #expect(try await book(after, observer).items(.observation).isEmpty)
        }
    }
}
