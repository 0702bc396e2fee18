import Storage
import StorageTestSupport
import Testing

@Suite struct MigrationTests {
    private let one = Migration("one", ["CREATE TABLE one (id TEXT)"])
    private let two = Migration(
        "two", ["CREATE TABLE two (id TEXT, data BLOB)", "INSERT INTO two (id) VALUES (\("x"))"])

    @Test(arguments: TestEngine.allCases)
    func `new steps are added to what is there`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            let before = try await Database.open(location, migrations: [one])
            try await before.write { try $0.execute("INSERT INTO one (id) VALUES ('kept')") }
            await before.close()
            let after = try await Database.open(location, migrations: [one, two])
            #expect(try await after.count("one") == 1)
            #expect(try await after.count("two") == 1)
            await after.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a newer schema is refused with a sentence`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            try await Database.open(location, migrations: [one, two]).close()
            let error = await storageError { try await Database.open(location, migrations: [one]).close() }
            #expect(error == .newerSchema(found: "two", known: "one"))
            #expect(error?.description.contains("changed by a newer Roundtable (migration “two”)") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a changed order is refused`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            try await Database.open(location, migrations: [one, two]).close()
            let error = await storageError { try await Database.open(location, migrations: [two, one]).close() }
            #expect(error?.caseName == "corrupt")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a step that fails leaves nothing behind`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            let broken = Migration("broken", ["CREATE TABLE half (id TEXT)", "CREATE TABLE one (id TEXT)"])
            let error = await storageError { try await Database.open(location, migrations: [one, broken]).close() }
            #expect(error?.caseName == "statement")
            let mended = Migration("broken", ["CREATE TABLE half (id TEXT)"])
            let db = try await Database.open(location, migrations: [one, mended])
            #expect(try await db.count("half") == 0)
            await db.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nodes that start together migrate once`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { [one, two] in
                        try await Database.open(location, migrations: [one, two]).close()
                    }
                }
                try await group.waitForAll()
            }
            let db = try await Database.open(location, migrations: [one, two])
            #expect(try await db.count("two") == 1)
            await db.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each engine gets its own statements where they differ`(engine: TestEngine) async throws {
        let step = Migration(
            "own", sqlite: ["CREATE TABLE light_only (id TEXT)"], postgres: ["CREATE TABLE postgres_only (id JSONB)"])
        try await engine.withDatabase([step]) { db in
            let rows = try await db.count(engine == .sqlite ? "light_only" : "postgres_only")
            #expect(rows == 0)
        }
    }
}
