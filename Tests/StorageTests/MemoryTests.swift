import Storage
import StorageTestSupport
import Synchronization
import Testing

/// What was made from the database is kept until the next commit, of whatever node.
@Suite struct MemoryTests {
    private static let migrations = [
        Migration("note", ["CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"])
    ]

    /// How many notes there are, and how often that was counted.
    private final class Count: Sendable {
        let made = Mutex(0)

        func read(_ database: Database) async throws -> Int {
            try await database.read { reading in
                try reading.remember("notes") {
                    self.made.withLock { $0 += 1 }
                    return try reading.value("SELECT COUNT(*) FROM note", as: Int.self) ?? 0
                }
            }
        }
    }

    private static func write(_ id: Int, _ database: Database) async throws {
        try await database.write { try $0.execute("INSERT INTO note (id, text) VALUES (\(id), 'x')") }
    }

    @Test(arguments: TestEngine.allCases)
    func `a value is made once, and anew after each commit`(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.migrations) { database in
            let count = Count()
            #expect(try await count.read(database) == 0)
            #expect(try await count.read(database) == 0)
            #expect(count.made.withLock { $0 } == 1)
            try await Self.write(1, database)
            #expect(try await count.read(database) == 1)
            #expect(count.made.withLock { $0 } == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `another node's commit makes it anew as well`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            let one = try await Database.open(location, migrations: Self.migrations)
            let other = try await Database.open(location, migrations: Self.migrations)
            let count = Count()
            #expect(try await count.read(one) == 0)
            try await Self.write(1, other)
            #expect(try await count.read(one) == 1)
            await other.close()
            await one.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is remembered is given out only at the number at which it was made`(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.migrations) { database in
            try await Self.write(1, database)
            let number = try await database.read { reading in
                _ = try reading.remember("word") { "one" }
                return try reading.commitNumber()
            }
            #expect(number > 0)
            #expect(database.remembered("word", at: number) == "one")
            #expect(database.remembered("word", at: number - 1) == String?.none)
            #expect(database.remembered("word", at: number + 1) == String?.none)
            try await database.write { tx in
                // A write sees what nobody else sees yet.
                let mine = try tx.remember("word") { "mine" }
                #expect(mine == "mine")
            }
        }
    }
}
