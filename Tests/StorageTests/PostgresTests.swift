import Foundation
import Storage
import StorageTestSupport
import Testing

/// What only PostgreSQL can do, or suffer.
@Suite(.enabled(if: TestEngine.allCases.contains(.postgres)), .serialized) struct PostgresTests {
    /// Ends all connections to the database of `db` but the one that asks.
    private func cutConnections(_ location: DatabaseLocation) async throws {
        guard case .postgres(let url) = location, let name = url.split(separator: "/").last else { return }
        try await PostgresCluster.shared().sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'")
    }

    @Test func `reads and writes go on after the connections were cut`() async throws {
        try await TestEngine.postgres.withLocation { location in
            let db = try await Database.open(location, migrations: Fixture.migrations)
            try await db.write { try Fixture.topic("a", in: $0) }
            _ = try await db.count("topic")
            try await cutConnections(location)
            try await db.write { try Fixture.topic("b", in: $0) }
            #expect(try await db.count("topic") == 2)
            await db.close()
        }
    }

    @Test func `a body cut off in its middle runs again and is kept once`() async throws {
        try await TestEngine.postgres.withLocation { location in
            let db = try await Database.open(location, migrations: Fixture.migrations)
            let runs = Runs()
            try await db.write { tx in
                try Fixture.topic("a", in: tx)
                if runs.next() == 1 { _ = try tx.all("SELECT pg_terminate_backend(pg_backend_pid())") }
                try tx.append(Fixture.entry("a"))
            }
            #expect(runs.next() == 3)
            #expect(try await db.count("topic") == 1)
            #expect(try await Journal.verify(db).checked == 1)
            await db.close()
        }
    }

    @Test func `every answered write is kept while connections are cut again and again`() async throws {
        try await TestEngine.postgres.withLocation { location in
            let db = try await Database.open(location, migrations: Fixture.migrations)
            let cutting = Task {
                while !Task.isCancelled {
                    try await cutConnections(location)
                    try? await Task.sleep(for: .milliseconds(30))
                }
            }
            let answered = await withTaskGroup(of: Int.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        var answered = 0
                        for number in 0..<25 {
                            let error = await storageError {
                                try await db.write { tx in
                                    try Fixture.topic("\(writer)-\(number)", in: tx)
                                    try tx.append(Fixture.entry("\(writer)-\(number)"))
                                }
                            }
                            if error == nil { answered += 1 }
                        }
                        return answered
                    }
                }
                return await group.reduce(0, +)
            }
            cutting.cancel()
            _ = await cutting.result
            #expect(answered == 200)
            #expect(try await db.count("topic") == 200)
            #expect(try await Journal.verify(db).checked == 200)
            await db.close()
        }
    }

    /// It looks at the journal by itself only after an hour: what it hears, a notification told it.
    @Test(.timeLimit(.minutes(10))) func `a node hears of another node's entries`() async throws {
        try await TestEngine.postgres.withLocation { location in
            let one = try await Database.open(location, migrations: [])
            let two = try await Database.open(location, migrations: [], longestQuiet: 3_600)
            let feed = two.journalFeed()
            try await one.write { try $0.append(Fixture.entry("issue-1")) }
            try await two.write { try $0.append(Fixture.entry("issue-2")) }
            #expect(await collect(2, from: feed).map(\.subject) == ["issue-1", "issue-2"])
            await one.close()
            await two.close()
        }
    }

    @Test(.timeLimit(.minutes(10))) func `no notification is overlooked, whenever it comes`() async throws {
        try await TestEngine.postgres.withLocation { location in
            let one = try await Database.open(location, migrations: [])
            let two = try await Database.open(location, migrations: [], longestQuiet: 3_600)
            var heard = two.journalFeed().makeAsyncIterator()
            // In pairs, so that the second often comes while the first is being read.
            for _ in 0..<200 {
                try await one.write { try $0.append(Fixture.entry("first")) }
                async let second: Void = one.write { try $0.append(Fixture.entry("second")) }
                var count = 0
                while count < 2, let notices = await heard.next() { count += notices.count }
                try await second
            }
            await one.close()
            await two.close()
        }
    }

    @Test func `a node catches up with what it missed while its listening connection was cut`() async throws {
        try await TestEngine.postgres.withLocation { location in
            let one = try await Database.open(location, migrations: [])
            let two = try await Database.open(location, migrations: [])
            let feed = two.journalFeed()
            try await one.write { try $0.append(Fixture.entry("before")) }
            try await cutConnections(location)
            for number in 1...5 { try await one.write { try $0.append(Fixture.entry("\(number)")) } }
            #expect(await collect(6, from: feed).map(\.sequence) == Array(1...6))
            await one.close()
            await two.close()
        }
    }

    @Test func `what is refused together with the commit is no lost connection`() async throws {
        // As a full disk, of which the journal's rows are the last to hear.
        let full = Migration(
            "full", sqlite: [],
            postgres: [
                """
                CREATE FUNCTION say_full() RETURNS trigger AS $$ BEGIN
                    IF (SELECT COUNT(*) FROM fault) > 0 THEN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END IF;
                    RETURN NEW; END $$ LANGUAGE plpgsql
                """,
                "CREATE TABLE fault (n BIGINT)",
                "CREATE TRIGGER full_disk BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION say_full()",
            ])
        try await TestEngine.postgres.withLocation { location in
            let migrations = Fixture.migrations + [full]
            let db = try await Database.open(location, migrations: migrations)
            let other = try await Database.open(location, migrations: migrations)
            try await db.write { try $0.execute("INSERT INTO fault (n) VALUES (1)") }
            async let error = storageError { try await db.write { try $0.append(Fixture.entry("a")) } }
            try await Task.sleep(for: .milliseconds(300))
            try await other.write { try $0.execute("DELETE FROM fault") }
            #expect(await error == nil, "it is tried again as soon as there is room")
            try await db.write { try $0.append(Fixture.entry("b")) }
            #expect(try await Journal.verify(db).checked == 2)
            await other.close()
            await db.close()
        }
    }

    @Test func `a schema changed by another node does not disturb prepared statements`() async throws {
        try await TestEngine.postgres.withDatabase(Fixture.migrations) { db in
            let columns: @Sendable (any Reading) throws -> [String] = { reading in
                try reading.first("SELECT * FROM topic")?.columns ?? []
            }
            try await db.write { try Fixture.topic("a", in: $0) }
            for _ in 0..<8 { _ = try await db.read(columns) }
            try await db.write { try $0.execute("ALTER TABLE topic ADD COLUMN extra TEXT") }
            for _ in 0..<8 { #expect(try await db.read(columns) == ["id", "title", "extra"]) }
        }
    }
}

private final class Runs: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var count = 0

    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}

/// Apart, because it waits for ten seconds.
@Suite struct MissingServerTests {
    @Test func `a server that is not there is a sentence`() async throws {
        let error = await storageError {
            try await Database.open(.postgres(url: "postgres://nobody@%2Fnowhere/room"), migrations: []).close()
        }
        #expect(error?.caseName == "unavailable")
    }
}
