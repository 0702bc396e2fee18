import Foundation
import Storage
import StorageTestSupport
import Synchronization
import Testing

@Suite struct DatabaseTests {
    @Test(arguments: TestEngine.allCases)
    func `an answered write is there after opening again`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            let first = try await Database.open(location, migrations: Fixture.migrations)
            try await first.write { try Fixture.topic("a", in: $0) }
            // Opened while the first is still open: nothing may wait for its end.
            let second = try await Database.open(location, migrations: Fixture.migrations)
            #expect(try await second.count("topic") == 1)
            await first.close()
            await second.close()
        }
    }

    @Test func `SQLite waits for the disk, and keeps a write-ahead log and foreign keys`() async throws {
        try await TestEngine.sqlite.withDatabase([]) { db in
            let (synchronous, mode, keys) = try await db.write { tx in
                (
                    try tx.value("PRAGMA synchronous", as: Int.self),
                    try tx.value("PRAGMA journal_mode", as: String.self),
                    try tx.value("PRAGMA foreign_keys", as: Int.self)
                )
            }
            #expect(synchronous == 2)
            #expect(mode == "wal")
            #expect(keys == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a body that throws undoes only itself`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let failed = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        do {
                            try await db.write { tx in
                                try Fixture.topic("\(number)", in: tx)
                                try tx.append(Fixture.entry("\(number)"))
                                if number % 3 == 0 { throw Refusal(reason: "\(number)") }
                            }
                            return false
                        } catch let refusal as Refusal {
                            return refusal.reason == "\(number)"
                        }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(failed == 20)
            #expect(try await db.count("topic") == 40)
            #expect(try await db.count("journal") == 40)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a refused statement in one body leaves the others of its batch`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            try await db.write { try Fixture.topic("taken", in: $0) }
            let unique = try await withThrowingTaskGroup(of: StorageError?.self) { group in
                for number in 0..<30 {
                    group.addTask {
                        await storageError {
                            try await db.write { try Fixture.topic(number % 2 == 0 ? "taken" : "\(number)", in: $0) }
                        }
                    }
                }
                return try await group.reduce(into: [StorageError]()) { if let error = $1 { $0.append(error) } }
            }
            #expect(unique == Array(repeating: .unique("topic.id"), count: 15))
            #expect(try await db.count("topic") == 16)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `64 writers lose no update`(engine: TestEngine) async throws {
        try await engine.withDatabase([Migration("c", ["CREATE TABLE counter (n BIGINT NOT NULL)"])]) { db in
            try await db.write { try $0.execute("INSERT INTO counter (n) VALUES (0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        for _ in 0..<10 {
                            try await db.write { tx in
                                let n: Int = try tx.value("SELECT n FROM counter") ?? 0
                                try tx.execute("UPDATE counter SET n = \(n + 1)")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await db.read { try $0.value("SELECT n FROM counter") } == 640)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two nodes lose no update`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            let migrations = [Migration("c", ["CREATE TABLE counter (n BIGINT NOT NULL)"])]
            let nodes = [
                try await Database.open(location, migrations: migrations),
                try await Database.open(location, migrations: migrations),
            ]
            try await nodes[0].write { try $0.execute("INSERT INTO counter (n) VALUES (0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        for _ in 0..<5 {
                            try await nodes[number % 2].write { tx in
                                let n: Int = try tx.value("SELECT n FROM counter") ?? 0
                                try tx.execute("UPDATE counter SET n = \(n + 1)")
                                try tx.append(Fixture.entry("\(n)"))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await nodes[1].read { try $0.value("SELECT n FROM counter") } == 80)
            #expect(try await Journal.verify(nodes[0]).checked == 80)
            for node in nodes { await node.close() }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a swallowed refusal still fails the write`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let error = await storageError {
                try await db.write { tx in
                    try Fixture.topic("a", in: tx)
                    do { try Fixture.topic("a", in: tx) } catch {}
                }
            }
            #expect(error == .unique("topic.id"))
            let stored = try await db.count("topic")
            #expect(stored == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `broken constraints are told apart`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            try await db.write { try Fixture.topic("a", in: $0) }
            func refusal(_ statement: SQL) async -> StorageError? {
                await storageError { try await db.write { try $0.execute(statement) } }
            }
            let twice = await refusal("INSERT INTO issue (id, topic, title) VALUES ('1', 'a', 't'), ('2', 'a', 't')")
            #expect(twice == .unique("issue.topic, issue.title"))
            let negative = await refusal("INSERT INTO issue (id, topic, title, weight) VALUES ('1', 'a', 't', -1)")
            #expect(negative == .check("weight_is_not_negative"))
            let empty = await refusal("INSERT INTO issue (id, topic, title) VALUES ('1', 'a', NULL)")
            #expect(empty == .notNull("issue.title"))
            let stray = await refusal("INSERT INTO issue (id, topic, title) VALUES ('1', 'x', 't')")
            #expect(stray?.caseName == "foreignKey")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a read cannot write`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let error = await storageError {
                _ = try await db.read { try $0.all("INSERT INTO topic (id, title) VALUES ('a', 'A') RETURNING id") }
            }
            #expect(error != nil)
            let stored = try await db.count("topic")
            #expect(stored == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a read sees one moment`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let (reading, written) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let counts = db.read { snapshot in
                let before: Int? = try snapshot.value("SELECT COUNT(*) FROM topic")
                reading.signal()
                written.wait()
                return (before, try snapshot.value("SELECT COUNT(*) FROM topic", as: Int.self))
            }
            await withCheckedContinuation { begun in
                Thread {
                    reading.wait()
                    begun.resume()
                }.start()
            }
            try await db.write { try Fixture.topic("a", in: $0) }
            written.signal()
            let (before, after) = try await counts
            #expect(before == 0)
            #expect(after == 0)
            #expect(try await db.count("topic") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a cancelled task still gets the answer of its write`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let task = Task {
                try await db.write { tx in
                    try Fixture.topic("a", in: tx)
                    Thread.sleep(forTimeInterval: 0.1)
                    return "done"
                }
            }
            task.cancel()
            let answer = try await task.value
            #expect(answer == "done")
            #expect(try await db.count("topic") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a transaction kept beyond its body is refused`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let kept = Keeper()
            try await db.write { tx in kept.transaction.withLock { $0 = Unchecked(tx) } }
            let escaped = try #require(kept.transaction.withLock { $0 })
            #expect(throws: StorageError.closed) { try Fixture.topic("a", in: escaped.value) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `closing finishes what was begun and refuses what comes after`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            let db = try await Database.open(location, migrations: Fixture.migrations)
            let answers = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        await storageError { try await db.write { try Fixture.topic("\(number)", in: $0) } } == nil
                    }
                }
                group.addTask {
                    await db.close()
                    return false
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            let late = await storageError { try await db.write { try Fixture.topic("late", in: $0) } }
            #expect(late == .closed)
            let again = try await Database.open(location, migrations: Fixture.migrations)
            #expect(try await again.count("topic") == answers)
            await again.close()
        }
    }
}

private final class Keeper: Sendable {
    let transaction = Mutex<Unchecked?>(nil)
}

/// Breaks the rule that a transaction stays in its body, to show that this is noticed.
private struct Unchecked: @unchecked Sendable {
    let value: Transaction
    init(_ value: Transaction) { self.value = value }
}
