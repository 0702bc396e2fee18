import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// K15, F1: two nodes on one database, each with connections, clocks and a memory of its own.
struct TwoNodesTests {
    @Test func `two nodes, one inject, clicks again and again: exactly one paper a cell`() async throws {
        try await onTwoNodes([.init(label: "1"), .init(label: "2")]) { play, other in
            try await play.start()
            for label in ["1", "2"] {
                let id = try play.id(label)
                let visits = [
                    try await play.controller(), other.visit(try await play.director().visitor),
                    try await play.director(), other.visit(try await play.controller().visitor),
                ]
                let refusals = await withTaskGroup { group in
                    for visit in visits + visits {
                        group.addTask { await refusal { try await ReleaseOperations.release(visit, play.event, id) } }
                    }
                    return await group.reduce(into: []) { $0.append($1?.code) }
                }
                #expect(refusals.count { $0 == nil } == 1)
                #expect(refusals.compactMap(\.self) == Array(repeating: "already-released", count: 7))
                #expect(try await play.having(label) == "A B C")
            }
            #expect(try await play.papers().count == 6)
            #expect(try await play.journal("inject.release") == 2)
        }
    }

    @Test func `what falls due on two nodes at once goes out once`() async throws {
        try await onTwoNodes([.init(label: "1", at: 10, release: "due"), .init(label: "2", at: 10)]) { play, other in
            try await play.start()
            play.advance(minutes: 10)
            other.clock.advance(seconds: 600)
            let id = try play.id("2")
            let visit = other.visit(try await play.controller().visitor)
            await withTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask { _ = await refusal { try await play.look() } }
                    group.addTask {
                        _ = await refusal { _ = try await ExerciseScheduler.run(other.database, other.environment) }
                    }
                    group.addTask { _ = await refusal { try await ReleaseOperations.release(visit, play.event, id) } }
                }
            }
            try await play.look()
            #expect(try await play.having("1") == "A B C")
            #expect(try await play.having("2") == "A B C")
            #expect(try await play.papers().count == 6)
        }
    }

    private func onTwoNodes(
        _ plans: [PlayWorld.Plan], _ body: (PlayWorld, TestSite) async throws -> Void
    ) async throws {
        // SQLite has one node.
        guard TestEngine.allCases.contains(.postgres) else { return }
        try await TestEngine.postgres.withLocation { location in
            let first = try await Database.open(location, migrations: Migrations.all)
            let second = try await Database.open(location, migrations: Migrations.all)
            do {
                try await TestSite.on(first, runsClocks: false) { site in
                    try await TestSite.on(second, seed: 2, runsClocks: false) { other in
                        try await body(try await PlayWorld(site, plans), other)
                    }
                }
            } catch {
                await first.close()
                await second.close()
                throw error
            }
            await first.close()
            await second.close()
        }
    }
}
